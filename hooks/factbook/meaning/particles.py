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
LETTERS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
FINALS = 28  # Unicode counts the syllables by their 28 finals; the first of them is none
RIEUL = 8  # the place of ㄹ among the finals


def particle(word: str, pair: str) -> str:
    """The particle that fits the end of a word: particle('엔비디아', '은/는') -> 는."""
    with_final, without = pair.split("/")
    final = _final_consonant(word)
    if pair == "으로/로" and final == "ㄹ":
        return without
    return with_final if final else without


def _final_consonant(word: str) -> str:
    """The sound a word ends in, if it is a consonant: '' for a vowel, ㄱ for any but ㄹ."""
    end = _last_sign(word)
    if FIRST_SYLLABLE <= end <= LAST_SYLLABLE:
        final = (ord(end) - ord(FIRST_SYLLABLE)) % FINALS
        if final == RIEUL:
            return "ㄹ"
        return "ㄱ" if final else ""
    return DIGITS.get(end) or LETTERS.get(end.lower(), "")


def _last_sign(word: str) -> str:
    """The last letter, digit or sign of percent before what stands in brackets; '' for none."""
    for sign in reversed(IN_BRACKETS.sub("", word) or word):
        if sign.isalnum() or sign == "%":
            return sign
    return ""
