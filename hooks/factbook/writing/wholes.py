"""What no line may end within: a name with a hyphen, a day and its month, a short cell.

It is done last, on the HTML of a page: no file, title or search entry has to know of it.
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from markupsafe import Markup

# Drawings break their own lines, code has to be copied as it stands, and in a label a chooser
# stands below the words.
DEAF = re.compile(r"<(svg|code|pre|script|style|label)\b.*?</\1>", re.S)
NAME = r"(?<![\w.&/-])[A-Z][\w.]*(?:-\w[\w.]*)*-\w+"  # Anne-Marie, K-테크, GLM-4.5-Air
BEFORE_A_DOT = r"\w+·(?=\w)"  # a list in one word: a line may end behind the dot
CELL = r"(?<=<td>)\d+ \w+(?=</td>)"  # 10 minutes
TERM = r'<button type="button" class="term"[^>]*>[^<]*</button>\w+'  # and its particle: 메모리를
LICENCE = r"CC BY(?:-\w\w)* \d\.\d"
NOT_HELD_BY_STYLE = r"(?<![y\d]\">)"  # as <time datetime="2025-10-31"> and .source-day are
LONGEST = 24  # letters of what still has room on the line of a phone
TAG = re.compile("<[^>]*>")
WHOLE = '<span class="whole">{}</span>'


def unbroken(page: str, language: str) -> Markup:
    """The HTML of a page, with a class on what a line may not end within."""
    pieces, done = [], 0
    for start, end in _wholes(page, language):
        pieces += [page[done:start], WHOLE.format(page[start:end])]
        done = end
    return Markup("".join([*pieces, page[done:]]))


def _wholes(page: str, language: str) -> Iterator[tuple[int, int]]:
    """From where to where each of them stands among the words of a page."""
    deaf = DEAF.finditer(page)
    passed = next(deaf, None)
    for found in _pattern(language).finditer(page):
        while passed and passed.end() <= found.start():
            passed = next(deaf, None)
        is_heard = not passed or found.start() < passed.start()
        letters = TAG.sub("", found[0])
        if is_heard and len(letters) <= LONGEST and not _is_in_a_tag(page, found.start()):
            yield found.span()


def _is_in_a_tag(page: str, place: int) -> bool:
    return page.rfind("<", 0, place) > page.rfind(">", 0, place)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    months = "|".join(Locale.parse(language).months["format"]["wide"].values())
    day = rf"{NOT_HELD_BY_STYLE}(?<![\d.,])\d{{1,2}}\.? (?:{months})\b"
    return re.compile("|".join((NAME, BEFORE_A_DOT, CELL, TERM, LICENCE, day)))
