"""Two periods, and a line from one to the other for each group."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale
from ..chart_kind import OF_INDICATOR, ChartKind, Finding
from ..labels import spread
from ..layout import Block
from ..letters import LINE
from ..marks import BOLD_IF_STRESSED, At, Data, Datum, Mark, Picture, datum, words
from ..palette import QUIET
from ..rows import ChartData
from ..two_scales import PLOT, dots_on_lines, lines_through
from .series import rows

TOP = 44  # room above the highest point for the names of the periods, in px
GAP = 10  # between a dot and its words, in px
MOST = 0.45  # of the width, for the words on one side
FOR_A_WORD = 0.6  # the same where a word or a number would else be broken


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """There are exactly two periods, and single values."""
    assert chart.indicator  # one of its needs
    of_indicator = book.indicators[chart.indicator].rows
    keys = [key for key in chart.rows or of_indicator if key in of_indicator]
    if len({str(of_indicator[key].period) for key in keys}) != 2:
        yield "rows", "a slope joins two periods; choose rows of exactly two"
    yield from checks.rows_without_period(book, chart)
    yield from checks.ranges(book, chart)


@dataclass(frozen=True)
class Side:
    """The points of one period from high to low, the words of each, and where all of them stand."""

    when: str
    numbers: list[int]
    words: list[list[str]]
    x: float  # of the dots
    align: str  # of the words, which are left or right of the dots

    @property
    def words_x(self) -> float:
        return self.x - GAP if self.align == "right" else self.x + GAP


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Values left of the first period, values and groups right of the last.

    2024          2025
      10% ●__     11% here
             --●  9% there
    """
    left = _first_side(data, canvas)
    right = _last_side(data, canvas)
    ground = max(PLOT, 22 * len(data.points) // 2 + 40)
    scale = Scale(data.depth, data.reach, ground, TOP)
    by_number = {**_data(data, left, scale), **_data(data, right, scale)}
    values = [by_number[number] for number in sorted(by_number)]
    x = At("x")
    y = At("value", scale)
    marks = [
        _heads(left, right, canvas),
        lines_through(x, y, "group", 2),
        dots_on_lines(x, y, 70, values),
        _words("left"),
        _words("right"),
    ]
    return Picture(values, marks, ground + 16)


def _first_side(data: ChartData, canvas: Canvas) -> Side:
    """The earlier period: its values stand left of their dots."""
    period = min(point.period for point in data.points)
    numbers = _from_high_to_low(data, period)
    words = [[data.points[number].brief] for number in numbers]
    x = canvas.letters.widest(words, bold=True) + 16
    when = data.points[numbers[0]].when
    return Side(when, numbers, words, x, align="right")


def _last_side(data: ChartData, canvas: Canvas) -> Side:
    """The later period: its values stand right of their dots, each with the name of its group."""
    period = max(point.period for point in data.points)
    numbers = _from_high_to_low(data, period)
    points = [data.points[number] for number in numbers]
    most = canvas.width * MOST
    texts = [f"{point.brief} {point.group}" for point in points]
    room = canvas.letters.room(
        texts,
        most,
        canvas.width * FOR_A_WORD,
        bold=True,
    )
    words = [canvas.letters.wrap(text, room, bold=True) for text in texts]
    x = canvas.width - canvas.letters.widest(words, bold=True) - 16
    return Side(points[0].when, numbers, words, x, align="left")


def _from_high_to_low(data: ChartData, period: str) -> list[int]:
    """The numbers of the points of a period."""
    numbers = [number for number, point in enumerate(data.points) if point.period == period]
    return sorted(numbers, key=lambda number: data.points[number].reach, reverse=True)


def _data(data: ChartData, side: Side, scale: Scale) -> dict[int, Datum]:
    """The rows of data of a side by the numbers of their points; no words cover others."""
    wanted = [scale.at(data.points[number].reach) for number in side.numbers]
    depths = [LINE * len(lines) + 1 for lines in side.words]
    rows: dict[int, Datum] = {}
    middles = spread(wanted, depths, scale.start + 8)
    for number, lines, middle in zip(
        side.numbers,
        side.words,
        middles,
        strict=True,
    ):
        rows[number] = datum(
            data,
            number,
            x=side.x,
            words_x=side.words_x,
            words_y=Block.around(middle, lines).y,
            lines=lines,
            align=side.align,
        )
    return rows


def _words(align: str) -> Mark:
    """The words of the points on one side."""
    return words(
        "lines",
        At("words_x"),
        At("words_y"),
        align=align,
        only=f"datum.align == '{align}'",
        fontWeight=BOLD_IF_STRESSED,
    )


def _heads(left: Side, right: Side, canvas: Canvas) -> Mark:
    """The names of the two periods above their points."""
    wrap = canvas.letters.wrap
    rows: Data = [
        {"x": 2, "lines": wrap(left.when, canvas.width * MOST)},
        {"x": right.x - 4, "lines": wrap(right.when, canvas.width - right.x)},
    ]
    return words(
        "lines",
        At("x"),
        10,
        color=QUIET,
        align="left",
        rows=rows,
    )


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("indicator",),
    reads=OF_INDICATOR,
    check=check,
    tells_changes=True,
)
