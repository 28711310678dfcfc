"""Columns over time, those of one period side by side: what was meant, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale
from ..chart_kind import ChartKind, Finding
from ..letters import LINE
from ..marks import (
    BOLD_IF_STRESSED,
    POINT,
    At,
    Data,
    Datum,
    Picture,
    about_value,
    bars,
    datum,
    rules,
    words,
)
from ..palette import QUIET
from ..rows import ChartData, Point, readings
from ..rows_of_marks import draw_bars
from ..two_scales import unit_above

HEAD = 14  # room above all words for what is counted, in px
PLOT = 230  # how tall the highest column is, in px
WIDEST = 88  # of a column, in px
BETWEEN = 6  # from one period to the next, at least, in px
AIR = 4  # left and right of words, in px
GAP, LEAST_GAP = 0.4, 0.15  # between two periods, in parts of a column


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each row is one value."""
    yield from checks.ranges(book, chart)


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Readings in the order of their periods; what has none stays in the order of the record."""
    undated_last = sorted(
        readings(book, chart, say), key=lambda point: (not point.period, point.period)
    )
    yield from undated_last


@dataclass(frozen=True)
class Column:
    """A column of a point: where it stands, and the words above it."""

    number: int
    left: float
    right: float
    above: list[str]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Period:
    """The columns that stand together, and the name below them."""

    name: list[str]
    columns: list[Column]


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Columns under their values; bars, where words would have to be broken to stand there.

          ₩10 trillion
    ₩3 trillion  proposed
     enacted  ┌──┐██
      ██      │  │██
     ─██──────┴──┴██─
      2025     2026
    """
    periods = _periods(data, canvas)
    if periods is None:
        return draw_bars(data, canvas)
    columns = [column for period in periods for column in period.columns]
    head = 0 if data.unit_is_said else HEAD
    top = head + LINE * max(len(column.above) for column in columns) + 8
    up = Scale(data.depth, data.reach, top + PLOT, top)
    values = [_value(data, column, up) for column in columns]
    feet = _feet(periods, up)
    ground: Data = [{"from": columns[0].left - AIR, "to": columns[-1].right + AIR, "y": up.at(0)}]
    marks = [
        bars(At("left", to="right"), At("base", to="tip"), POINT),
        rules(At("from", to="to"), At("y"), ground, stroke=QUIET),
        *unit_above(data),
        words(
            "above",
            At("middle"),
            At("above_y"),
            fontWeight=BOLD_IF_STRESSED,
        ),
        words("name", At("x"), At("y"), color=QUIET, rows=feet),
    ]
    deep = LINE * max(len(period.name) for period in periods)
    return Picture(values, marks, up.start + deep + 10)


def _periods(data: ChartData, canvas: Canvas) -> list[Period] | None:
    """The columns of each period; None where a word has no room above or below its column."""
    groups = _groups(data.points)
    wide = _width(data, len(groups), canvas)
    gap = min((canvas.width - wide * len(data.points)) / len(groups), wide)
    periods: list[Period] = []
    left = gap / 2
    for numbers in groups:
        columns: list[Column] = []
        for number in numbers:
            above = _wrapped(_value_lines(data, number), wide - AIR, canvas)
            columns.append(
                Column(
                    number,
                    left + 1,
                    left + wide - 1,
                    above,
                )
            )
            left += wide
        room = wide * len(numbers) + gap - BETWEEN
        periods.append(Period(_wrapped(_name_lines(data, numbers[0]), room, canvas), columns))
        left += gap
    blocks = [period.name for period in periods]
    blocks += [column.above for period in periods for column in period.columns]
    return periods if all(blocks) else None


def _width(data: ChartData, groups: int, canvas: Canvas) -> float:
    """How wide a column is: as its value in one line, where the gaps can spare that."""
    usual, most = (
        min(canvas.width / (len(data.points) + groups * gap), WIDEST) for gap in (GAP, LEAST_GAP)
    )
    values = [_value_lines(data, number)[:1] for number in range(len(data.points))]
    return max(usual, min(most, canvas.letters.widest(values, bold=True) + AIR))


def _groups(points: Sequence[Point]) -> list[list[int]]:
    """The numbers of the points that stand together: the readings of one row."""
    numbers = range(len(points))
    return [list(group) for _, group in groupby(numbers, key=lambda place: points[place].row_name)]


def _name_lines(data: ChartData, number: int) -> list[str]:
    """What stands below a column: its name, and its time where the name does not say it."""
    point = data.points[number]
    says_when = point.period[:4] in point.row_name
    return [point.row_name, "" if says_when else point.when]


def _value_lines(data: ChartData, number: int) -> list[str]:
    """What stands above a column: its value, then what sort of value it is."""
    point = data.points[number]
    return [point.number or point.brief, *about_value(data, point)]


def _wrapped(parts: Sequence[str], room: float, canvas: Canvas) -> list[str]:
    """Lines of words, each part on lines of its own; none where a word is wider than the room."""
    words_of = [part.split(" ") for part in parts]
    if canvas.letters.widest(words_of, bold=True) > room:
        return []
    return [line for part in parts if part for line in canvas.letters.wrap(part, room, bold=True)]


def _value(data: ChartData, column: Column, up: Scale) -> Datum:
    """The row of data of a column, which begins at zero; below zero its words stand on that."""
    tip = up.at(data.points[column.number].reach)
    top = min(tip, up.at(0))
    return datum(
        data,
        column.number,
        left=column.left,
        right=column.right,
        middle=column.middle,
        base=up.at(0),
        tip=tip,
        above=column.above,
        above_y=top - 10 - LINE * (len(column.above) - 1),
    )


def _feet(periods: Sequence[Period], up: Scale) -> Data:
    """The names of the periods below their columns."""
    return [
        {
            "name": period.name,
            "x": (period.columns[0].left + period.columns[-1].right) / 2,
            "y": up.start + LINE,
        }
        for period in periods
    ]


KIND = ChartKind(
    draw=draw,
    rows=rows,
    check=check,
)
