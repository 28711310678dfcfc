"""Tables of Markdown: each row has as many cells as the head, or the rest would be lost."""

import re
from collections.abc import Iterator

from .html_rules import OF_A_BLOCK

CELL_ENDS = re.compile(r"(?<!\\)\|")
NO_DASHES = "a table has a line of dashes below its head: | --- | --- |"
DASHES = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *")
GRID = re.compile(r"\+(?:[-=:]+\+)+")  # the lines of tables of other sites
BEFORE_A_ROW = re.compile(r"[> ]*")


def wrong_tables(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for what of a text without its code was meant as a table and is none."""
    paragraph: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = BEFORE_A_ROW.sub("", line, count=1).rstrip()
        if bare and not OF_A_BLOCK.fullmatch(line):
            paragraph.append(bare)
            continue
        first = number - len(paragraph)
        for below, message in _wrong_paragraph(paragraph):
            yield first + below, message
        paragraph = []


def _wrong_paragraph(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The same for the lines of a paragraph, by how far below its first one each stands."""
    for place, line in enumerate(lines):
        if GRID.fullmatch(line):
            yield place, NO_DASHES
            return
    rule = next((place for place, line in enumerate(lines) if _is_rule(line)), -1)
    if rule < 0:
        if len(lines) > 1 and all(line[0] == line[-1] == "|" and len(line) > 1 for line in lines):
            yield 0, NO_DASHES
        return
    if rule == 0:
        yield 0, "a table has its head above the line of dashes"
    elif rule > 1:
        yield rule - 1, "an empty line stands above a table"
    else:
        yield from _wrong_rows(lines)


def _is_rule(line: str) -> bool:
    return "|" in line and bool(DASHES.fullmatch(line))


def _wrong_rows(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each row of a table, its line of dashes too, that has other cells than the head."""
    due = _cells(lines[0])
    for place, line in enumerate(lines[1:], 1):
        if (cells := _cells(line)) != due:
            remedy = "write \\| for the sign itself" if cells > due else "an empty cell is | |"
            yield place, f"the head of this table has {due} cells, this row {cells}; {remedy}"


def _cells(row: str) -> int:
    ends = len(CELL_ENDS.findall(row)) - row.startswith("|")
    is_closed = len(row) > 1 and row.endswith("|") and not row.endswith("\\|")
    return ends if is_closed else ends + 1
