"""Lines of YAML that begin further in or out than those beside them: where a file goes wrong.

YAML itself stumbles over a later line, often that of the next field.
"""

import re
from dataclasses import dataclass

from .problems import counted

Wrong = tuple[int, str]  # the line, counted from 0, and what is wrong with it
BARE_NAME = re.compile(r"[\w-]+")
WITH_VALUE = re.compile(r"(?:- )?[\w-]+: +[^\s#|>&*!].*")  # a field all of whose value stands there
ALIKE = "; indent both alike"


@dataclass(frozen=True)
class Line:
    """A line that says something, and how far in its field begins: behind the dash of an item."""

    number: int
    depth: int
    words: str


def uneven_line(lines: list[str], at: int) -> Wrong | None:
    """The line that is indented otherwise than its fellows; `at` is where YAML stumbles."""
    read = (_line(lines, number) for number in range(at + 1))
    said = [line for line in read if line]
    if len(said) < 2 or said[-1].number != at or said[-1].words.startswith("- "):
        return None
    *above, here = said
    if above[0].depth and not here.depth:
        return above[0].number, "; an id begins its line, and its fields stand indented below"
    if here.words.startswith(":"):
        return at, "; a field has its name before the colon"
    if above[-1].depth < here.depth:
        return _below(above, here)
    return _behind(above, here)


def item_among_fields(lines: list[str], at: int) -> str:
    """What is told of an item that stands where a field is due: a list may begin further in."""
    depth = _depth(lines[at])
    inside = 0
    for number in range(at - 1, -1, -1):
        line = _line(lines, number)
        if line and _depth(lines[number]) <= depth:
            break
        if line and line.words.startswith("- "):
            inside = _depth(lines[number])
    if inside:
        items = "; this item begins further left than those above; indent it by "
        return f"{items}{_spaces(inside)}"
    return "; a list begins here among fields; leave '- ' out"


def no_part_of_list(lines: list[str], first: int, depth: int) -> str:
    """What is told of a field in line with the items of a list, which is one of its fellows."""
    above = list(filter(None, (_line(lines, number) for number in range(first))))
    if not above or above[-1].depth >= depth:
        return ""
    return f"; where it is no part of the list, indent it by {_spaces(above[-1].depth)}"


def id_too_deep(id_: str, lines: list[str], fellow: int) -> str:
    """What is told of an id that stands in line with its own fields; a fellow above it does not."""
    depth = _depth(lines[fellow])
    remedy = f"indent it by {_spaces(depth)}" if depth else "begin its line with it"
    return f"'{id_}' is an id in line with its own fields; {remedy}, as on line {fellow + 1}"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(lines: list[str], number: int) -> Line | None:
    words = lines[number].strip()
    if not words or words.startswith("#"):
        return None
    depth = _depth(lines[number])
    return Line(number, depth + 2 if words.startswith("- ") else depth, words)


def _below(above: list[Line], here: Line) -> Wrong | None:
    """A line further in than the one above it, which cannot have fields of its own."""
    last = above[-1]
    if BARE_NAME.fullmatch(last.words):
        return last.number, f"; a colon is missing behind '{last.words}'"
    if not WITH_VALUE.fullmatch(last.words):
        return None
    before = above[-2] if len(above) > 1 else last
    is_below_its_id = before.depth == last.depth and before.words.endswith(":")
    if is_below_its_id or _has_fellows(above[:-1], here.depth):
        return last.number, _too_far_left(here.depth)
    message = f"; this line is indented by {_spaces(here.depth)}, the field above by {last.depth}"
    return here.number, f"{message}{ALIKE}"


def _behind(above: list[Line], here: Line) -> Wrong | None:
    """A line that ends what stands above it, and is no fellow of what comes before that."""
    outer = next((line for line in reversed(above) if line.depth < here.depth), None)
    if not outer:
        return None
    inner = [line for line in above if line.number > outer.number]
    if not inner or inner[0].depth <= here.depth:
        return None
    if _has_fellows(above[: above.index(outer)], here.depth):
        return outer.number, _too_far_left(here.depth)
    deep = inner[0].depth
    if sum(line.depth == deep for line in inner) > 1:
        message = f"; this line is indented by {_spaces(here.depth)}, those above by {deep}"
        return here.number, f"{message}{ALIKE}"
    other = f"line {here.number + 1} by {here.depth}"
    message = f"; this line is indented by {_spaces(deep)}, {other}"
    return inner[0].number, f"{message}{ALIKE}"


def _has_fellows(above: list[Line], depth: int) -> bool:
    """True where the lines above end with some of a depth, and with what stands inside of these."""
    for line in reversed(above):
        if line.depth <= depth:
            return line.depth == depth
    return False


def _too_far_left(depth: int) -> str:
    message = "; this line begins further left than those around it; indent it by "
    return f"{message}{_spaces(depth)}"


def _spaces(depth: int) -> str:
    return counted(depth, "space")
