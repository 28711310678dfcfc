"""Words as a search compares them: the same rule as fold() in docs/assets/find.js."""

import re
from unicodedata import normalize

SCALES = {
    "천조": 15,
    "조": 12,
    "천억": 11,
    "백억": 10,
    "십억": 9,
    "억": 8,
    "천만": 7,
    "백만": 6,
    "십만": 5,
    "만": 4,
    "천": 3,
    "trillion": 12,
    "billion": 9,
    "million": 6,
    "thousand": 3,
    "tn": 12,
    "bn": 9,
    "k": 3,
}
SCALED = re.compile(
    rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?\s?(?:{'|'.join(SCALES)})(?!(?!won)[a-z])\s?)+(?:(?<=[천만억조])[0-9][0-9,]*)?"
)
PART = re.compile(rf"([0-9][0-9,]*)(?:\.([0-9]+))?\s?({'|'.join(SCALES)})")
INITIALS = "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
VOWELS = "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
FINALS = "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
JAMO = {
    start + place: letters
    for start, row in ((0x1100, INITIALS), (0x1161, VOWELS), (0x11A8, FINALS))
    for place, letters in enumerate(row.split())
}
EDGE = re.compile(r"(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])")


def fold(text: str) -> str:
    """Words as they are compared: no case, accents or marks; Hangul as the letters typed; amounts in plain digits."""
    text = SCALED.sub(_plain_digits, normalize("NFKC", text).lower())
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)
    text = re.sub("[\u0300-\u036f'’]", "", normalize("NFKD", text)).translate(JAMO)
    text = re.sub(r"(?<![0-9])\.|\.(?![0-9])|[^\w.]|_", " ", text)
    return " ".join(EDGE.sub(" ", text).split())


def _plain_digits(found: re.Match) -> str:
    amount = 0
    for whole, fraction, scale in PART.findall(found[0]):
        shift = SCALES[scale] - len(fraction)
        if shift < 0:
            return found[0]
        amount += int(whole.replace(",", "") + fraction) * 10**shift
    units = re.search("[0-9,]*$", found[0])[0].replace(
        ",", ""
    )  # what is written out below the last scale
    return f"{amount} {units}" if len(units) > SCALES[scale] else f"{amount + int(units or 0)} "


ONSET = "[ㄱ-ㅎ](?=[ㅏ-ㅣ])"


def starts(folded: str) -> set[str]:
    """All that a search for a name may begin with: its words, all of them together, each syllable of Hangul but the last, first consonants."""
    words = folded.split()
    inner = {word[place.start() :] for word in words for place in [*re.finditer(ONSET, word)][:-1]}
    return {*words, "".join(words), *inner, "".join(re.findall(ONSET, folded))} - {""}


def initials(name: str) -> str:
    """Ada Bright-water -> abw; nothing for a name in another script."""
    found = re.findall(r"[A-Z](?=[a-z])|(?<=-)[a-z]", name)
    return "".join(found).lower() if len(found) > 1 else ""


ROMAN = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" "),
    [
        "a",
        "ae",
        "ya",
        "yae",
        "eo",
        "e",
        "yeo",
        "ye",
        "o",
        "wa",
        "wae",
        "oe",
        "yo",
        "u",
        "wo",
        "we",
        "wi",
        "yu",
        "eu",
        "ui",
        "i",
    ],
    [
        "",
        "k",
        "k",
        "k",
        "n",
        "n",
        "n",
        "t",
        "l",
        "k",
        "m",
        "l",
        "l",
        "l",
        "p",
        "l",
        "m",
        "p",
        "p",
        "t",
        "t",
        "ng",
        "t",
        "t",
        "k",
        "t",
        "p",
        "t",
    ],
)


def romanized(name: str) -> str:
    """A name in Hangul by the Revised Romanization, as a reader may spell it: the family name apart."""
    if not re.fullmatch("[가-힣]{2,4}", name):
        return ""
    syllables = [
        "".join(
            ROMAN[row][place]
            for row, place in enumerate((code // 588, code % 588 // 28, code % 28))
        )
        for code in (ord(letter) - 0xAC00 for letter in name)
    ]
    return f"{syllables[0]} {''.join(syllables[1:])}"
