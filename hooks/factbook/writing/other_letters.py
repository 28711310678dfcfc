"""Sentences of a page that are not in the letters of its language: they were not translated.

Quotations, links and code are as others wrote them, and names may be of any letters. So a sentence
is told that has several words and no letter of its language; where that is written in Latin
letters, as names are everywhere, one that has few of them.
"""

import re
from collections.abc import Iterator

from ..record.languages import english_name, is_written_in
from .later_days import LONGEST, sentences_of
from .lint import QUOTATION, bare_words, line_of

MANY = 4  # words of a sentence; what has fewer may be a name
ENDS = (".", "!", "?")
SIGNS_BEHIND = " \n*_)]\"'”’"
IN_ANOTHER_LANGUAGE = re.compile(r"<(\w+)[^<>]{0,200}\slang=[^<>]{0,200}>.{0,2000}?</\1>", re.S)
LINK = re.compile(r"\[[^\[\]\n]{0,400}\](?=[(\[])")
OF_OTHERS = (IN_ANOTHER_LANGUAGE, LINK, QUOTATION)
FEW = 0.2  # of the letters of a sentence
NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff]")


def sentences_in_other_letters(text: str, language: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each sentence that was hardly written in a language."""
    if is_written_in("a", language) and not NOT_LATIN.search(text):
        return
    for place in OF_OTHERS:
        text = place.sub(_blanked, text)
    remedy = f"write it in {english_name(language)}, or in quote marks if somebody said it so"
    for start, sentence in sentences_of(bare_words(text)):
        if _is_one(sentence) and _is_in_other_letters(sentence, language):
            place_of_words = start + len(sentence) - len(sentence.lstrip())
            message = f"this sentence is not in the letters of '{language}'; {remedy}"
            yield line_of(text, place_of_words), message


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _is_one(words: str) -> bool:
    """True for several words with an end: no name, and nothing too long to be read."""
    if len(words) > LONGEST or not words.rstrip(SIGNS_BEHIND).endswith(ENDS):
        return False
    return sum(any(map(str.isalpha, word)) for word in words.split()) >= MANY


def _is_in_other_letters(words: str, language: str) -> bool:
    """True for words without a letter of a language, or with few where these are Latin."""
    if not is_written_in("a", language):
        return not is_written_in(words, language)
    letters = [sign for sign in words if sign.isalpha()]
    own = [letter for letter in letters if not NOT_LATIN.match(letter)]
    return len(own) < FEW * len(letters)
