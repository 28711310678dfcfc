"""Words as a search compares them: the same rule as fold() in docs/assets/search/fold.js."""

import re
from unicodedata import normalize

SCALES = {  # word -> power of ten; the longest first, as a pattern tries them in this order
    "경": 16,
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
DIGITS, SCALE = "[0-9][0-9,]*", "|".join(SCALES)
SCALED = re.compile(
    rf"(?:{DIGITS}(?:\.[0-9]+)?\s?(?:{SCALE})(?!(?!won)[a-z])\s?)+"  # 9조 9,000억, 9.9 trillion
    rf"(?:(?<=[천만억조경]){DIGITS}"  # what is written out below the last scale: 1만3136
    # … or 1만 3,136 and 1만 456, but 3만 2026년 are two numbers, and 10만 5월
    r"|(?<=[천만억조경]\s)(?:[0-9]{1,3},[0-9]{3}|[0-9]{1,4})(?![0-9년월일시분차위]|,[0-9]))?"
)
SCALED_PART = re.compile(rf"({DIGITS})(?:\.([0-9]+))?\s?({SCALE})")
WRITTEN_OUT = re.compile("[0-9,]*$")
THOUSANDS_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
ACCENT = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670'’]")  # Arabic has marks of its own
# Letters that many write another way, and that Unicode does not take apart.
LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ة": "ه",
    "ى": "ي",
}
PUNCTUATION = re.compile(r"(?<![0-9])\.|\.(?![0-9])|[^\w.]|_")

INITIALS = "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
VOWELS = "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
FINALS = (
    "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ "
    "ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
)
JAMO_ROWS = ((0x1100, INITIALS), (0x1161, VOWELS), (0x11A8, FINALS))  # where Unicode has each row
JAMO = {
    first + place: letters for first, row in JAMO_ROWS for place, letters in enumerate(row.split())
}
LETTER_BY_LETTER = {**JAMO, **str.maketrans(LETTERS)}
DIGIT = re.compile("[0-9]")
SCRIPT_EDGE = re.compile(r"(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])")
ONSET = re.compile("[ㄱ-ㅎ](?=[ㅏ-ㅣ])")  # the consonant that a syllable begins with


def fold(text: str) -> str:
    """Words without case or accents; Hangul as the letters typed, amounts in plain digits."""
    text = normalize("NFKC", text).lower()
    if DIGIT.search(text):
        text = SCALED.sub(_plain_digits, text)
        text = THOUSANDS_COMMA.sub("", text)
    text = ACCENT.sub("", normalize("NFKD", text))
    is_latin = text.isascii()  # as most texts are; the rest is for other scripts
    text = text if is_latin else text.translate(LETTER_BY_LETTER)
    text = PUNCTUATION.sub(" ", text)
    text = text if is_latin else SCRIPT_EDGE.sub(" ", text)
    return " ".join(text.split())


def _plain_digits(amounts: re.Match[str]) -> str:
    """9조 9,000억 -> 9900000000000; one that is finer than a unit stays as it is."""
    amount, scale = 0, 0
    for whole, fraction, word in SCALED_PART.findall(amounts[0]):
        scale = SCALES[word]
        zeros = scale - len(fraction)
        if zeros < 0:
            return amounts[0]
        amount += int(whole.replace(",", "") + fraction) * 10**zeros
    units = _written_out(amounts[0])
    if len(units) > scale:  # another number: 2천2026
        return f"{amount} {units}"
    return f"{amount + int(units or 0)} "


def _written_out(amount: str) -> str:
    """The digits below the last scale: 1만3,136 -> 3136."""
    digits = WRITTEN_OUT.search(amount)
    return digits[0].replace(",", "") if digits else ""


def starts(folded: str) -> set[str]:
    """All that a search for a name may begin with.

    Its words, all of them together, each syllable of Hangul but the last, first consonants.
    """
    words = folded.split()
    beginnings = {*words, "".join(words), "".join(ONSET.findall(folded))}
    for word in words:
        syllables = [onset.start() for onset in ONSET.finditer(word)]
        beginnings.update(word[start:] for start in syllables[:-1])
    return beginnings - {""}


# ---------------------------------------------------------------- other ways to write a name


def initials(name: str) -> str:
    """Ada Bright-water -> abw; nothing for a name in another script."""
    letters = re.findall(r"[A-Z](?=[a-z])|(?<=-)[a-z]", name)
    return "".join(letters).lower() if len(letters) > 1 else ""


FIRST_SYLLABLE = ord("가")
ROMAN_ROWS = (  # the Revised Romanization of first consonants, vowels, last consonants
    "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
# "-" is silent
ROMAN_FIRST, ROMAN_VOWEL, ROMAN_LAST = (row.replace("-", "").split(" ") for row in ROMAN_ROWS)


def romanize(name: str) -> str:
    """A name in Hangul in Latin letters, as a reader may spell it: the family name apart."""
    if not re.fullmatch("[가-힣]{2,4}", name):
        return ""
    family, *given = map(_romanize_syllable, name)
    return f"{family} {''.join(given)}"


def _romanize_syllable(syllable: str) -> str:
    rest, last = divmod(ord(syllable) - FIRST_SYLLABLE, len(ROMAN_LAST))
    first, vowel = divmod(rest, len(ROMAN_VOWEL))
    return ROMAN_FIRST[first] + ROMAN_VOWEL[vowel] + ROMAN_LAST[last]
