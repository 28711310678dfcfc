"""What no line may end within: a name with a hyphen, a day and its month, a short cell.

It is done last, on the HTML of a page: no file, title or search entry has to know of it.
"""

import re
from functools import cache

from babel import Locale
from markupsafe import Markup

from ..meaning.wording import NO_BREAK

# Drawings break their own lines, code has to be copied as it stands, and in a label a chooser
# stands below the words.
DEAF = r"<(?P<deaf>svg|code|pre|script|style|label)\b.*?</(?P=deaf)>"
NAME = r"(?<![\w.&/-])[A-Z][\w.]*(?:-\w[\w.]*)*-\w+"  # Anne-Marie, K-테크, GLM-4.5-Air
BEFORE_A_DOT = r"(?<!\w)\w+·(?=\w)"  # a list in one word: a line may end behind the dot
BEFORE_A_PARTING_DOT = r"\s+·(?=\s)"  # between two links: it stands at the end of a line
# In titles; elsewhere a sum is printed by a call, which holds it.
SUM = r"(?<![\d,.])\d[\d,.]*[경조억만] (?:\d[\d,.]*[조억만]?(?: 원)?|[^\s<])"
SCALED = r"(?<![\d,.>])(?<!\">.)\d[\d,.]* (?:million|billion|trillion)\b"
BEHIND_A_BRACKET = r"[^\s<>]\)[가-힣]"  # a particle: 연구원(KISTI)은
CELL = r"(?<=<td>)\d+ \w+(?=</td>)"  # 10 minutes
TERM = r'<button type="button" class="term"[^>]*>[^<]*</button>\w+'  # and its particle: 메모리를
LICENCE = r"CC BY(?:-\w\w)* \d\.\d"
# As <time datetime="2025-10-31"> is; of sources there are hundreds on a page.
NOT_HELD_BY_STYLE = r"(?<!\d\">)(?<!y\"> )"
LONGEST = 24  # letters of what still has room on the line of a phone
ANYWHERE = (
    NAME,
    BEFORE_A_DOT,
    BEFORE_A_PARTING_DOT,
    SUM,
    SCALED,
    BEHIND_A_BRACKET,
    CELL,
    LICENCE,
)
TAG = "<[^>]*>"
# Words to the next tag in which nothing is to be held: each that is has one of these.
PLAIN_WORDS = r"[^<\d·)-]*(?=<)"
WHOLE = '<span class="whole">{}</span>'


def unbroken(page: str, language: str) -> Markup:
    """The HTML of a page, with a class on what a line may not end within."""
    pieces, done = [], 0
    for found in _pattern(language).finditer(page):
        if not found["passed"] and len(re.sub(TAG, "", found[0])) <= LONGEST:
            pieces += [page[done : found.start()], _held(found[0])]
            done = found.end()
    return Markup("".join([*pieces, page[done:]]))


def _held(words: str) -> str:
    return f"{NO_BREAK}·" if words.endswith("·") and words[0].isspace() else WHOLE.format(words)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """What is whole, and what is passed over in one go: most of a page is tags and drawings."""
    months = "|".join(Locale.parse(language).months["format"]["wide"].values())
    day = rf"{NOT_HELD_BY_STYLE}(?<![\d.,])\d{{1,2}}\.? (?:{months})\b"
    passed = f"(?P<passed>{DEAF}|{TAG}(?:{PLAIN_WORDS})?)"
    return re.compile("|".join((TERM, passed, *ANYWHERE, day)), re.S)
