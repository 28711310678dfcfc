"""Boxes and tabs: a head that is read, and what stands in them far enough to the right."""

import re
from collections.abc import Iterator

from ..record.problems import excerpt
from .vocabulary import SORTS

Found = Iterator[tuple[int, str]]  # line and message

STEP = 4  # spaces by which what stands in a box or tab is indented
PLACES = ("inline", "end")
QUOTES = "\"'“”„‟‘’‚«»＂「」 "
# A line that was meant as the head of a box or tab, and what its converter reads as one.
HEAD = re.compile(
    r"(?P<indent> *)(?P<mark>!{2,}|\?{3,}\+?|={3,}[!+]*(?=\s*[^\s=])|==(?=\s*[\"“„«＂]))"
    r"(?P<rest>.*)"
)
READ = re.compile(
    rf'(?:!!!|\?\?\?\+?) +[\w-]+(?: +(?:{"|".join(PLACES)}))*(?: +"[^\n]*[^\s"][^\n]*")?'
    rf'|!!! +[\w-]+(?: +(?:{"|".join(PLACES)}))* +""'
    r'|===[!+]? +"[^\n]*[^\s"][^\n]*"'
)
UNTITLED = re.compile(  # which for another box is right: it has no title then
    rf'\?\?\?\+? +[\w-]+(?: +(?:{"|".join(PLACES)}))* +"\s*"|===[!+]? +"\s*"'
)
OPENED_BY_TITLE = "this opens by its title, so readers need one"
SORT_AND_TITLE = re.compile(
    rf"\s*(?P<sort>[\w-]+)?(?P<place>(?:\s+(?:{'|'.join(PLACES)})\b)*)[\s:|—–-]*(?P<title>.*)"
)
IN_QUOTES = re.compile(r"""["“„]([^"“”„\n]*[^"“”„\s][^"“”„\n]*)["”“]\s*$""")
ELSEWHERE = re.compile(r" *(?:>|(?:[-*+]|\d+\.) )[> ]*(?:!!!|\?\?\?\+?|===[!+]?) +\S")
# What may stand at once below a box, in its depth: it is no part of it, and was not meant as one.
BEGINS_ANEW = re.compile(r" *(?:<|///|(?:[-*+]|\d+\.) )")


def wrong_boxes(text: str, written: str) -> Found:
    """(line, message) for boxes and tabs that would be printed as typed, or lose their words.

    `text` is what was `written`, its code and calls blanked out.
    """
    lines = written.split("\n")
    for number, bare in enumerate(text.split("\n")):
        line = bare.expandtabs(STEP)
        if ELSEWHERE.match(line):
            yield number + 1, "a box or tab begins on a line of its own, outside of quotations"
        elif found := HEAD.fullmatch(line):
            yield from _wrong_head(number, HEAD.fullmatch(lines[number].expandtabs(STEP)) or found)
            yield from _outside(number, len(found["indent"]), lines)


def _wrong_head(number: int, found: re.Match[str]) -> Found:
    mark, rest = found["mark"], found["rest"].rstrip()
    if UNTITLED.fullmatch(f"{mark}{rest}"):
        head, _, _ = rest.partition('"')
        yield number + 1, f'{OPENED_BY_TITLE}; write {mark}{head}"Title"'
        return
    if len(found["indent"]) % STEP:
        message = "a box or tab begins at the start of its line; within a list or box its line is"
        yield number + 1, f"{message} indented by four spaces"
    if READ.fullmatch(f"{mark}{rest}"):
        return
    if mark.startswith("="):
        title = _title(rest)
        yield number + 1, f'a tab has its title in straight quotes; write === "{title}"'
        return
    meant = SORT_AND_TITLE.fullmatch(rest)
    sort = meant["sort"] if meant and meant["sort"] else ""
    is_known = sort.lower() in SORTS
    name = f"{sort.lower()}{meant['place']}" if meant and is_known else "note"
    title = _title(meant["title"] if meant and is_known else rest)
    mark = f"{mark[0] * 3}{'+' if mark.endswith('+') else ''}"
    message = "a box has its sort in one word, then its title in straight quotes"
    yield number + 1, f'{message}; write {mark} {name} "{title}"'


def _title(written: str) -> str:
    """A title without its quotes, and without what stands before them."""
    quoted = IN_QUOTES.search(written)
    words = quoted[1] if quoted else written
    return excerpt(re.sub('["“”„]', "", words).strip(QUOTES))[1:-1] or "Title"


def _outside(
    head: int,
    depth: int,
    lines: list[str],
) -> Found:
    """What was meant to stand in a box or tab, and does not; or that nothing stands there."""
    is_empty, is_close = True, True
    for number, written in enumerate(lines[head + 1 :], head + 1):
        line = written.expandtabs(STEP)
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            is_close = False
        elif indent >= depth + STEP:
            is_empty, is_close = False, True
        else:
            if _falls_out(line, indent - depth, is_close):
                other = "leave an empty line above it" if is_close else "do not indent it"
                message = f"this falls out of the box or tab above; indent it by {depth + STEP}"
                yield number + 1, f"{message} spaces, or {other} where it is no part"
                return
            break
    if is_empty:
        yield head + 1, "nothing stands in this box or tab; indent its words by four spaces below"


def _falls_out(
    line: str,
    deeper: int,
    is_close: bool,
) -> bool:
    """True for a line that a box ends at, and that was meant to stand in it."""
    if deeper:
        return deeper > 0
    return is_close and not HEAD.fullmatch(line) and not BEGINS_ANEW.match(line)
