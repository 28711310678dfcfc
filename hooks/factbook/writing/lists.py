"""Lists of Markdown: signs that are read, and what belongs to an item far enough to the right."""

import re
from collections.abc import Iterator

from .code import INDENT, ITEM, fences, level_of
from .html_rules import OF_A_BLOCK
from .lint import line_of

Found = Iterator[tuple[int, str]]  # line and message

QUOTED = re.compile(r" {0,3}>[> ]?(?: ?>)* ?")
HELD = re.compile(r" {0,3}(?:\[\^[^\]\s]+\]:|: {1,3}\S)")  # a footnote, a meaning
FIRST = re.compile(r" *(?!0*1\.)(\d+)\. +\S")
NO_LINK = r"(?![(\[:])"  # behind a bracket that closes
LETTERED = r"[> ]*(?:[–—]|[가나다라마바사아자차카타파하][.)]|[a-zA-Z][.)]|[①-⑳]) +\S"
# What other editors take for an item or a task, and this converter prints as it is typed.
OTHER_ITEMS = {
    r"^[> ]*(?:[•◦▪●‣]|\d{1,3}\)) *\S": "an item of a list is written '- words' or '1. words'",
    r"^[> ]*-[^-\W\d].*\n[> ]*-[^-\W\d]": "an item of a list has a space behind its '-'",
    rf"^{LETTERED}.*\n{LETTERED}": "an item of a list is written '- words' or '1. words'",
    rf"^[> ]*[-*+] *\[(?:[xX✓✔]?|  +| [xX]|[xX] )\]{NO_LINK}": "a task is written '- [x] done' "
    "or '- [ ] to do'",
}
OTHER_PATTERNS = [(re.compile(pattern, re.M), message) for pattern, message in OTHER_ITEMS.items()]
TASK = re.compile(r"[> ]*[-*+] +\[[xX]\] +\S")


FALLS_OUT = "this falls out of the list, footnote or meaning above; indent it by four spaces"


def wrong_lists(text: str, written: str) -> Found:
    """(line, message) for lists that would not be shown as such; `text` is without its code."""
    for pattern, message in OTHER_PATTERNS:
        for found in pattern.finditer(text):
            if not TASK.match(text, found.start()):
                yield line_of(text, found.start()), message
    yield from _out_of_place(text)
    yield from _code_out_of_place(text.split("\n"), written.split("\n"))


def _out_of_place(text: str) -> Found:
    """Lists that run on from a paragraph, and what stands too far left to be in an item."""
    above: list[str] = []  # the lines of the paragraph so far
    in_list, quoted, level = False, 0, -1
    for number, written in enumerate(text.split("\n"), 1):
        marks = QUOTED.match(written)
        line = written[marks.end() :] if marks else written
        depth = marks[0].count(">") if marks else 0
        if not line.strip() or depth > quoted or OF_A_BLOCK.fullmatch(line):
            above, quoted = [], depth
        if not line.strip():
            continue
        is_deeper = level_of(line) > level  # than the last item of the list
        if message := _wrong_line(line, above, in_list) or _wrong_first(line, above, is_deeper):
            yield number, message
        is_item = bool(ITEM.match(line))
        in_list = is_item or bool(HELD.match(line)) or (in_list and line.startswith(" "))
        if is_item or not in_list:
            level = level_of(line) if is_item else -1
        if not OF_A_BLOCK.fullmatch(line):
            above.append(line)


def _wrong_line(
    line: str,
    above: list[str],
    in_list: bool,
) -> str:
    """What is wrong with a line below those of its paragraph so far; nothing where all is well."""
    item = ITEM.match(line)
    indent = len(line) - len(line.lstrip())
    if item and in_list and indent in (2, 3):
        return "a list in a list is indented by four spaces"
    if item and above and indent < len(INDENT) and not ITEM.match(above[0]):
        return "an empty line stands above a list"
    if not item and in_list and not above and 0 < indent < len(INDENT):
        return FALLS_OUT
    return ""


def _wrong_first(
    line: str,
    above: list[str],
    is_deeper: bool,
) -> str:
    """What is wrong with the number of the first item of a list; nothing where it is 1."""
    found = FIRST.match(line)
    goes_on = above and not ITEM.match(above[0])  # with the words of a paragraph
    if not found or not is_deeper or goes_on:
        return ""
    message = f"a list counts from 1, whatever stands here; where this is none, write {found[1]}\\."
    is_short = len(found[1]) < len("2030")  # no list is as long as a year
    if not is_short:
        return message
    if level_of(line):  # where no HTML stands
        return f"{message}, and in a list or box none goes on: begin it with 1"
    return f'{message}, and one that goes on is HTML: <ol start="{found[1]}"><li>words</li></ol>'


def _code_out_of_place(lines: list[str], written: list[str]) -> Found:
    """Code that stands too far left to be in the item above it, so that its list ends there."""
    for first, last in fences(written):
        indent = len(written[first]) - len(written[first].lstrip(" "))
        stands_alone = first > 0 and not written[first - 1].strip()
        if not stands_alone or indent >= len(INDENT) or not _in_a_list(lines[:first]):
            continue
        below = next(filter(str.strip, lines[last + 1 :]), "")
        if indent or FIRST.match(below):
            yield first + 1, FALLS_OUT


def _in_a_list(above: list[str]) -> bool:
    """True where the last of some lines that is no code is one of an item, or goes on with it."""
    for line in reversed(above):
        if ITEM.match(line) or HELD.match(line):
            return True
        if line.strip() and not line.startswith(" "):
            return False
    return False
