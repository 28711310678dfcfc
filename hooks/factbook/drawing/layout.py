"""Rows one below another: where their marks and their words stand, in px from the top left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .canvas import Canvas
from .letters import LINE

NAMES, VALUES = 0.36, 0.29  # how much of the width names and values beside the marks may take
AT_MOST = 0.42  # the same where a word or a number would else be broken
# More rows than MANY stand close together, with long names in one line: they are read on one leaf.
MANY, NAMES_OF_MANY = 30, 0.5
APART = 5  # further room between rows of different names, in px


@dataclass(frozen=True)
class Entry:
    """What a row says: its name, its value and the group that it opens."""

    name: str
    value: str
    group: str = ""
    bold: bool = False

    @property
    def sentence(self) -> str:
        """Name and value as one line of words, for a drawing that has them above the mark."""
        if not self.value:
            return self.name
        joint = " " if self.name.endswith((".", "?")) else ": "
        return f"{self.name}{joint}{self.value}"


@dataclass(frozen=True)
class Block:
    """Lines of words, and the middle of the first of them."""

    lines: list[str]
    y: float

    @classmethod
    def around(cls, middle: float, lines: list[str]) -> "Block":
        """Lines that are centred on a height."""
        return cls(lines, middle - LINE * (len(lines) - 1) / 2)


@dataclass(frozen=True)
class Row:
    """One row: the middle of its mark, its words, and the name of the group that it opens."""

    y: float
    name: Block
    value: Block
    head: Block | None = None


@dataclass(frozen=True)
class Rows:
    """All rows of a drawing, and the strip that is left for their marks."""

    rows: tuple[Row, ...]
    left: float
    right: float
    height: float
    narrow: bool


def stack(
    entries: Sequence[Entry],
    canvas: Canvas,
    thick: float,
    top: float,
) -> Rows:
    """Rows for marks of a thickness, the first from `top` on.

    Their names stand beside the marks, or above them where the canvas is narrow:

        a name   ████████  12          a name: 12
        another  ████  6               ████████
    """
    if canvas.narrow:
        return _names_above(entries, canvas, thick, top)
    return _names_beside(entries, canvas, thick, top)


def _names_beside(
    entries: Sequence[Entry],
    canvas: Canvas,
    thick: float,
    top: float,
) -> Rows:
    """Rows whose names stand left of their marks and whose values right of them."""
    letters = canvas.letters
    many = len(entries) > MANY
    most = canvas.width * AT_MOST
    names_room = letters.room(
        (entry.name for entry in entries),
        canvas.width * (NAMES_OF_MANY if many else NAMES),
        most,
        bold=True,
    )
    values_room = letters.room((entry.value for entry in entries), canvas.width * VALUES, most)
    names = [letters.wrap(entry.name, names_room, bold=True) for entry in entries]
    values = [letters.wrap(entry.value, values_room) for entry in entries]
    left = letters.widest(names, any(entry.bold for entry in entries)) + 12
    right = canvas.width - letters.widest(values) - 14
    rows: list[Row] = []
    y = top
    for place, (head, again) in enumerate(_heads(entries)):
        block, y = _head(head, y, first=place == 0)
        name = [] if again else names[place]
        if place and not again and not many:
            y += APART  # readings of one thing stand close together
        deep = max(LINE * len(name), LINE * len(values[place]), thick) + min(max(5, thick / 3), 12)
        middle = y + deep / 2
        rows.append(
            Row(
                middle,
                name=Block.around(middle, name),
                value=Block.around(middle, values[place]),
                head=block,
            )
        )
        y += deep
    return Rows(tuple(rows), left, right, y + 4, narrow=False)


def _names_above(
    entries: Sequence[Entry],
    canvas: Canvas,
    thick: float,
    top: float,
) -> Rows:
    """Rows whose names and values stand above their marks."""
    rows: list[Row] = []
    y = top
    for place, (head, _) in enumerate(_heads(entries)):
        block, y = _head(head, y, first=place == 0)
        entry = entries[place]
        lines = canvas.letters.wrap(entry.sentence, canvas.width - 4, entry.bold)
        mark = y + LINE * len(lines) + 4 + thick / 2
        rows.append(
            Row(
                mark,
                name=Block(lines, y + LINE / 2),
                value=Block([], mark),
                head=block,
            )
        )
        y = mark + thick / 2 + 13
    return Rows(tuple(rows), 2, canvas.width - 8, y, narrow=True)


def _heads(entries: Sequence[Entry]) -> Iterator[tuple[str, bool]]:
    """For each entry the group that it opens, and whether it is another reading of the last one."""
    before: Entry | None = None
    for entry in entries:
        opens = before is None or entry.group != before.group
        again = before is not None and not opens and entry.name == before.name
        yield entry.group if opens else "", again
        before = entry


def _head(words: str, y: float, first: bool) -> tuple[Block | None, float]:
    """The name of a group where a row opens one, and where the row then begins."""
    if not words:
        return None, y
    middle = y + (8 if first else 16)
    return Block([words], middle), middle + 14
