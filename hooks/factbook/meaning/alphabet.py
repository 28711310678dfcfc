"""A name -> the letter that a list files it under."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

# Of a Hangul syllable, by its first consonant; a tense one is filed under the plain one.
CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
FIRST_CONSONANT = 0x1100  # the others follow; syllables taken apart begin with them
OTHERS = "0–9"


def by_letter(names: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Names by their ids under their letters, all in the order of the alphabet."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for id_, name in sorted(names.items(), key=lambda item: (letter(item[1]), item[1].lower())):
        found[letter(name)][id_] = name
    return dict(found)


def letter(name: str) -> str:
    """A letter without its accent, the first consonant of a syllable; 0–9 for a number or sign."""
    first = unicodedata.normalize("NFD", name.strip()[:1].upper())[:1]
    place = ord(first) - FIRST_CONSONANT if first else -1
    if 0 <= place < len(CONSONANTS):
        return CONSONANTS[place]
    return first if first.isalpha() else OTHERS
