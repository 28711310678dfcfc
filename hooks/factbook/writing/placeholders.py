"""What stands in a text until its words are known, such as TBD: no page prints it.

Only what is surely none of the words is meant: whole words in capitals, and no name that the site
lists. What stands as code is talked about.
"""

import re
from collections.abc import Collection, Iterator

from ..record.problems import excerpt
from ..record.rules import HELD_ALONE, HOLDS_THE_PLACE
from .lint import bare_words, line_of

HELD_PLACE = re.compile(
    r"(?<![A-Za-z0-9-])(?:T\.?B\.?[ACD]|TODO|FIXME|TKTK|PLACEHOLDER)(?![A-Za-z0-9]|-\w)"
    r"|(?<![A-Za-z0-9])X{3,}(?![A-Za-z0-9])|[?？]{3,}|(?i:\b(?:lorem\s+ipsum|dolor sit amet)\b)"
    r"|(?i:\[(?:insert [^\]\n]*|(?:citation|source)s? needed"
    r"|(?:name|date|number|figure|text|link|title|source)s? here)\])(?![(\[:])"
)
BEGINS_BOX = re.compile(r"^ *\?{3}\+?(?= )", re.M)  # one that is folded
CODE = re.compile(r"(`+)[^\n]*?\1")


def held_places(text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """(line, message) for each place of words that are still to come.

    `names` may hold one, as that of the TODO Group does.
    """
    if "\n" not in text and HELD_ALONE.fullmatch(text.strip()):
        yield 1, f"{excerpt(text)} {HOLDS_THE_PLACE}"
    elif HELD_PLACE.search(text):
        yield from _among_words(text, names)


def _among_words(text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    prose = BEGINS_BOX.sub(_blank, text) if "\n" in text else text
    words = CODE.sub(_blank, bare_words(prose))
    for name in names:
        words = words.replace(name, " " * len(name))
    for found in HELD_PLACE.finditer(words):
        message = f"{excerpt(found[0])} {HOLDS_THE_PLACE}; one in a name is listed in data/site.yml"
        yield line_of(text, found.start()), f"{message} (names)"


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
