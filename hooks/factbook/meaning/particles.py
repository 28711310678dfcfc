"""The Korean particle that fits the end of a word."""


def particle(word: str, pair: str) -> str:
    """The Korean particle that fits the end of a word: particle('엔비디아', '은/는') -> 는."""
    with_final, without = pair.split("/")
    final = _final_consonant(word)
    if pair == "으로/로" and final == "ㄹ":
        return without
    return with_final if final else without


_DIGITS = {
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
_LETTERS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}


def _final_consonant(word: str) -> str:
    """The sound a word ends in, if it is a consonant: '' for a vowel."""
    end = next((letter for letter in reversed(word) if letter.isalnum() or letter == "%"), "")
    if "가" <= end <= "힣":
        place = (ord(end) - ord("가")) % 28
        return "ㄹ" if place == 8 else ("ㄱ" if place else "")
    return _DIGITS.get(end) or _LETTERS.get(end.lower(), "")
