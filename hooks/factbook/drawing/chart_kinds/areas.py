"""Sums as squares to scale, in groups by the stage of each sum: announced, contracted, spent."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import groupby
from math import sqrt

from ...meaning.figures import current, numbers, status
from ...meaning.wording import NO_BREAK, Wording
from ...record.book import Book
from ...record.kinds import Chart, Named, Overlap, Stepwise, in_order
from ...record.values import Address
from ..canvas import Canvas
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..letters import LINE
from ..marks import POINT, At, Data, Paint, Picture, bars, datum, words
from ..palette import CLEAR, QUIET
from ..rows import ChartData, Point, chart_addresses, figure_point, known_figures
from ..rows_of_marks import IS_RANGE

LARGEST, LARGEST_NARROW = 0.5, 0.8  # how much of the width the largest square takes
ROOM = 132  # for the words of a small square, in px
HEAD, BELOW, BETWEEN = 26, 8, 18  # of a group's name, from squares to words, between lines, in px
LOWER = 1.25  # how far a group in lines may reach down beside others, in their heights
STATE = re.compile(r"(.+?)\s*(\([^():]+:[^()]+\))")  # a name, and what its project stands at
GAP = 4  # between the words of two squares, in px
INSET = 5  # what lies in another sum keeps this far from its edge, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each sum is more than nothing; what lies within another is drawn, and no larger."""
    drawn = known_figures(book, chart)
    for address in drawn:
        reading = current(book.figures[address])
        if min(number for number in numbers(reading) if number is not None) <= 0:
            yield "figures", f"'{address}' is not above zero; a square has no size for it"
    parts = {overlap.part for overlap in chart.overlaps}
    for overlap in chart.overlaps:
        if not {overlap.part, overlap.whole} <= {*drawn, *book.unseen}:
            yield "figures", "both figures of each overlap are drawn; name them here too"
        elif overlap.whole in parts:
            yield "overlaps", f"'{overlap.whole}' lies within another; one square holds another"
        elif _is_too_large(book, overlap):
            yield "overlaps", f"'{overlap.part}' is larger than what it lies in"


def _is_too_large(book: Book, overlap: Overlap) -> bool:
    """True where a part is known to be more than its whole."""
    known = {overlap.part, overlap.whole} <= set(book.figures)
    return known and _size(book, overlap.part) > _size(book, overlap.whole)


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each sum under the stage of the sum, in the order of stages; the largest first.

    What belongs to an undertaking that has reached another stage says so in its name.
    """
    addresses = chart_addresses(book, chart)
    sums_of = Counter(_owner(address) for address in addresses)
    largest_first = sorted(addresses, key=partial(_size, book), reverse=True)
    points = [
        figure_point(book, chart, address, current(book.figures[address]), say)
        for address in largest_first
    ]
    wholes = _wholes(chart, addresses)
    named = {point.address: _named(book, point, sums_of, wholes, say) for point in points}
    for stage in in_order({point.stage for point in points}):
        for point in points:
            if point.stage == stage and point.address not in wholes:
                yield named[point.address]
                yield from (sum_ for sum_ in named.values() if sum_.within == point.address)


def _wholes(chart: Chart, drawn: Collection[Address]) -> dict[Address, Address]:
    """What each sum lies in, of those that lie in another that is drawn."""
    pairs = {overlap.part: overlap.whole for overlap in chart.overlaps}
    return {part: whole for part, whole in pairs.items() if whole in drawn}


def _named(
    book: Book,
    point: Point,
    sums_of: Mapping[Address, int],
    wholes: Mapping[Address, Address],
    say: Wording,
) -> Point:
    """A sum with its name and its group; one that lies within another says so."""
    label = _label(book, point, sums_of[_owner(point.address)] > 1, say)
    whole = wholes.get(point.address, "")
    owner = book.get(_owner(whole))
    if isinstance(owner, Named):
        label = say("chart.within", name=label, whole=say.text(owner.name))
    return replace(point, label=label, group=point.stage_word, within=whole)


def _owner(address: Address) -> Address:
    """The record that a figure belongs to."""
    return address.partition("#")[0]


def _size(book: Book, address: Address) -> Decimal:
    """How large a sum is, at most."""
    reading = current(book.figures[address])
    return (reading.high if reading.value is None else reading.value) or Decimal(0)


def _label(book: Book, point: Point, several: bool, say: Wording) -> str:
    """The name of what a sum is for, which sum it is if there are several, and how far that got."""
    owner = book.get(_owner(point.address))
    name = say.text(owner.name) if isinstance(owner, Named) else point.label
    if several:
        name = f"{name}: {point.label}"
    if not isinstance(owner, Stepwise):
        return name
    now = status(owner.steps, book.site.as_of)
    stage = say.stage(now.stage, now.of)
    return name if stage == point.stage_word else say("chart.stands-at", name=name, stage=stage)


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Cell:
    """A square with its words below it, and with what lies in it."""

    group: str
    squares: list["Square"]  # the first holds the others
    width: float

    @property
    def side(self) -> float:
        return self.squares[0].side

    @property
    def depth(self) -> float:
        """How far its words go down, in px."""
        return sum(square.depth for square in self.squares)


@dataclass(frozen=True)
class Block:
    """The sums of one stage in lines, below its name."""

    name: str
    lines: list[list[Cell]]

    @property
    def is_parted(self) -> bool:
        return len(self.lines) > 1

    @property
    def width(self) -> float:
        return max(map(_wide, self.lines))

    @property
    def height(self) -> float:
        """From the upper edge of its name to the end of its last words, in px."""
        return HEAD + sum(map(_high, self.lines)) + BETWEEN * (len(self.lines) - 1)

    def reach(self, level: float) -> float:
        """The same where its squares stand on the ground of others, if they stand in one line."""
        raised = 0 if self.is_parted else level - _side(self.lines[0])
        return self.height + raised


@dataclass(frozen=True)
class Square:
    """A sum to scale, and its words in lines."""

    number: int  # of its point
    side: float
    low: float  # the side of a square for the low end of a range
    worth: list[str]
    name: list[str]

    @property
    def depth(self) -> float:
        return LINE * (len(self.worth) + len(self.name)) + GAP


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Squares stand on lines, largest first; the stage of their sums above each group."""
    heads: Data = []
    rows: dict[int, dict[str, object]] = {}
    y = 0.0
    for shelf in _shelves(_cells(data, canvas), canvas):
        level = max((_side(block.lines[0]) for block in shelf if not block.is_parted), default=0.0)
        x = 1.0
        for block in shelf:
            heads.append({"head": block.name, "x": x, "y": y + 8})
            rows.update(_block_placed(block, x, y + HEAD, level))
            x += block.width + BETWEEN
        y += max(block.reach(level) for block in shelf) + BETWEEN
    values = [datum(data, number, **rows[number]) for number in range(len(data.points))]
    sides = At("left", to="right"), At("top", to="bottom")
    marks = [
        words("head", At("x"), At("y"), align="left", rows=heads, fontWeight=700),
        bars(*sides, POINT, f"!({IS_RANGE})"),
        bars(*sides, Paint("color", "nothing", aloud=True), IS_RANGE, strokeDash=[4, 3]),
        bars(At("left", to="low_right"), At("low_top", to="bottom"), only=IS_RANGE, aria=False),
        words("worth", At("words_x"), At("worth_y"), align="left", fontWeight=700),
        words("name", At("words_x"), At("name_y"), align="left", color=QUIET),
    ]
    return Picture(values, marks, y)


def _cells(data: ChartData, canvas: Canvas) -> Iterator[Cell]:
    """A cell for each square that lies in no other, with those that lie in it."""
    largest = canvas.width * (LARGEST_NARROW if canvas.narrow else LARGEST)
    for number, point in enumerate(data.points):
        if not point.within:
            inside = [other for other in data.points if other.within == point.address]
            numbers_ = [number, *(data.points.index(other) for other in inside)]
            yield _cell(data, numbers_, largest, canvas)


def _cell(
    data: ChartData,
    numbers_: list[int],
    largest: float,
    canvas: Canvas,
) -> Cell:
    points = [data.points[number] for number in numbers_]
    side = largest * sqrt(points[0].reach / data.reach)
    texts = [text for point in points for text in (point.group, _worth(data, point))]
    texts += [part for point in points for part in _name_and_state(point)]
    width = max(side, canvas.letters.room(texts, ROOM, canvas.width))
    squares = []
    for number, point in zip(numbers_, points, strict=True):
        own = largest * sqrt(point.reach / data.reach)
        within = min(own, side - 2 * INSET) if point.within else own
        squares.append(
            Square(
                number,
                max(within, 1.5),
                largest * sqrt((point.low or 0) / data.reach),
                canvas.letters.wrap(_worth(data, point), width, bold=True),
                [
                    line
                    for part in _name_and_state(point)
                    for line in canvas.letters.wrap(part, width)
                ],
            )
        )
    return Cell(points[0].group, squares, width)


def _name_and_state(point: Point) -> tuple[str, ...]:
    """The name of a sum, and what its project stands at, which has a line of its own."""
    found = STATE.fullmatch(point.label)
    return (found[1], found[2].replace(" ", NO_BREAK)) if found else (point.label,)


def _worth(data: ChartData, point: Point) -> str:
    """The sum in words; one that stands in another group than its own with its stage."""
    return f"{point.brief}{data.comma}{point.stage_word}" if point.within else point.brief


def _shelves(cells: Iterable[Cell], canvas: Canvas) -> Iterator[list[Block]]:
    """As many groups beside each other as there is room for.

    One that no line holds has several below its name, which is not said again.
    """
    shelf: list[Block] = []
    for name, together in groupby(cells, key=lambda cell: cell.group):
        group = list(together)
        left = canvas.width - sum(block.width + BETWEEN for block in shelf)
        block = Block(name, list(_lines(group, left)))
        if shelf and not _fits(block, shelf, left):
            yield shelf
            shelf, block = [], Block(name, list(_lines(group, canvas.width)))
        shelf = [*shelf, block]
    yield shelf


def _lines(cells: list[Cell], width: float) -> Iterator[list[Cell]]:
    """Cells in lines no wider than a width."""
    line: list[Cell] = []
    for cell in cells:
        if line and _wide([*line, cell]) > width:
            yield line
            line = []
        line = [*line, cell]
    yield line


def _fits(block: Block, shelf: list[Block], left: float) -> bool:
    """True where a group has room beside others, and reaches hardly farther down than they do."""
    low_enough = block.height <= LOWER * max(other.height for other in shelf)
    return block.width <= left and (low_enough or not block.is_parted)


def _wide(cells: list[Cell]) -> float:
    """How wide cells are beside each other, in px."""
    return sum(cell.width + BETWEEN for cell in cells) - BETWEEN


def _side(line: list[Cell]) -> float:
    """The side of the largest square in a line, in px."""
    return max(cell.side for cell in line)


def _high(line: list[Cell]) -> float:
    """How high a line is, from the largest square to the end of its words, in px."""
    return _side(line) + BELOW + max(cell.depth for cell in line)


def _block_placed(
    block: Block,
    x: float,
    y: float,
    level: float,
) -> Iterator[tuple[int, dict[str, object]]]:
    """Where the squares of a group stand; those of one line on the ground of others beside it."""
    for line in block.lines:
        side = _side(line) if block.is_parted else level
        left = x
        for cell in line:
            yield from _placed(cell, left, y + side)
            left += cell.width + BETWEEN
        y += _high(line) + BETWEEN


def _placed(
    cell: Cell,
    x: float,
    ground: float,
) -> Iterator[tuple[int, dict[str, object]]]:
    """Where each square of a cell stands, and its words."""
    y = ground + BELOW + LINE / 2
    for place, square in enumerate(cell.squares):
        inset = INSET if place else 0
        left, bottom = x + inset, ground - inset
        yield (
            square.number,
            {
                "left": left,
                "right": left + square.side,
                "top": bottom - square.side,
                "bottom": bottom,
                "low_right": left + square.low,
                "low_top": bottom - square.low,
                "nothing": CLEAR,
                "words_x": x,
                "worth": square.worth,
                "worth_y": y,
                "name": square.name,
                "name_y": y + LINE * len(square.worth),
            },
        )
        y += square.depth


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("figures",),
    reads=(*OF_PRESENT_FIGURES, "overlaps"),
    check=check,
    tells_stages=False,
)
