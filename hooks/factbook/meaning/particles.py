"""The Korean particle that fits the end of a word."""

import re

# The consonant that a digit or letter ends in when it is read aloud; '' for a vowel.
DIGITS = {
    "%": "",
    "0": "ㅇ",
    "1": "ㄹ",
    "2": "",
    "3": "ㅁ",
    "4": "",
    "5": "",
    "6": "ㄱ",
    "7": "ㄹ",
    "8": "ㄹ",
    "9": "",
}
# Signs of units, as they are read: 제곱미터, 메가와트, but 킬로그램.
UNITS = dict.fromkeys("㎡㎢㎥㎿㎾㎞㎝㎜㎚℃", "") | {"㎏": "ㅁ", "㎎": "ㅁ"}
# How words in Latin letters end when they are read: 구글, 북, but 스타 and 타워, whose r is silent.
ENDINGS = (
    (re.compile(r"[bcdgkpt]le$", re.I), "ㄹ"),
    (re.compile(r"(?:oo|c)k$", re.I), "ㄱ"),
    (re.compile(r"[A-Za-z]{3,}r$", re.I), ""),
)
# Abbreviations of units behind a number, where their letters would mislead: 킬로미터, but 킬로그램.
MEASURES = dict.fromkeys(("km", "cm", "mm", "nm", "m"), "") | {"kg": "ㅁ", "g": "ㅁ", "ml": ""}
LETTERS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
FINALS = 28  # Unicode counts the syllables by their 28 finals; the first of them is none
RIEUL = 8  # the place of ㄹ among the finals

# Particles and endings as they are behind a consonant and behind a vowel, with what may follow.
PAIRS = {
    "은/는": "",
    "이/가": "",
    "을/를": "",
    "과/와": "는|도|의|만",
    "으로/로": "는|도|만|서|써|의|부터|까지",
    "이었/였": "[가-힣]",
    "이라/라": "고|는|면|서|며|던",
    "이다/다": "",
    "이던/던": "",
    "이란/란": "",
}
# Those whose longer form may stand behind a vowel too: 3위며, but also 3위이며.
LONGER_STAYS = (
    *("이며/며", "이고/고", "이나/나", "이지만/지만", "이므로/므로"),
    *("이라도/라도", "이든/든", "이든지/든지", "이랑/랑"),
)
PAIR_OF = {form: pair for pair in PAIRS for form in pair.split("/")}
PAIR_OF |= {pair.partition("/")[2]: pair for pair in LONGER_STAYS}


def _with_more(form: str) -> str:
    """The pattern of a particle that something follows; nothing where nothing may."""
    more = PAIRS.get(PAIR_OF[form])
    return f"{form}(?={more})" if more else ""


# At the start of words, where no other word begins so.
ALONE = rf"(?:{'|'.join(PAIR_OF)})(?![가-힣])"
WITH_MORE = filter(None, map(_with_more, PAIR_OF))
AT_THE_START = re.compile("|".join((ALONE, *WITH_MORE)))


def particle(word: str, pair: str) -> str:
    """The particle that fits the end of a word: particle('엔비디아', '은/는') -> 는."""
    with_final, without = pair.split("/")
    final = _final_consonant(word)
    if pair == "으로/로" and final == "ㄹ":
        return without
    return with_final if final else without


def pair_before(words: str) -> tuple[str, str]:
    """The pair of a particle that words begin with, and the words behind it; "" for no particle.

    pair_before('로 정했다') -> ('으로/로', ' 정했다').
    """
    if found := AT_THE_START.match(words):
        return PAIR_OF[found[0]], words[found.end() :]
    return "", words


def _final_consonant(word: str) -> str:
    """The sound a word ends in, if it is a consonant: '' for a vowel, ㄱ for any but ㄹ."""
    end = _last_sign(word)
    if (measure := re.search(r"\d ?([a-z]{1,2})$", IN_BRACKETS.sub("", word))) is not None:
        return MEASURES.get(measure[1], "")
    latin = re.search(r"[A-Za-z]+$", IN_BRACKETS.sub("", word))
    if latin and (sound := _end_of_latin(latin[0])) is not None:
        return sound
    if FIRST_SYLLABLE <= end <= LAST_SYLLABLE:
        final = (ord(end) - ord(FIRST_SYLLABLE)) % FINALS
        if final == RIEUL:
            return "ㄹ"
        return "ㄱ" if final else ""
    return DIGITS.get(end) or UNITS.get(end) or LETTERS.get(end.lower(), "")


def _end_of_latin(word: str) -> str | None:
    """The sound that a word in Latin letters ends in; None where its last letter tells it."""
    return next((sound for ending, sound in ENDINGS if ending.search(word)), None)


def _last_sign(word: str) -> str:
    """The last letter, digit or sign of percent before what stands in brackets; '' for none."""
    for sign in reversed(IN_BRACKETS.sub("", word) or word):
        if sign.isalnum() or sign in UNITS or sign == "%":
            return sign
    return ""
