"""How many things are dated in each quarter, as columns along time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...meaning.moments import Dated, everything_dated
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ...record.values import Day
from ..canvas import Canvas, Scale
from ..chart_kind import ChartKind, Finding
from ..marks import At, Data, Datum, Mark, Picture, bars, datum, rules, words
from ..palette import INK, PAPER, QUIET
from ..rows import ChartData, Point
from ..two_scales import PLOT

MARGIN, TOP = 4, 22  # left of the columns, and above the highest, in px
NO_QUARTER = ("year", "half")  # so exact are days that no quarter can be told of


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Something has a quarter."""
    if not any(item.day.exactness not in NO_QUARTER for item in _items(book, chart)):
        yield "kind", "nothing is dated by a day, month or quarter in the time of this chart"


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for what happened in each quarter, and one for what is planned for it.

    What is dated by a year or half-year alone is one point more, without a place in time.
    """
    items = _items(book, chart)
    exact = [item for item in items if item.day.exactness not in NO_QUARTER]
    counts = Counter((_quarter(item), item.planned) for item in exact)
    for (quarter, planned), count in sorted(counts.items()):
        yield _of_quarter(Day(quarter), planned, count, book, say)
    rest = len(items) - len(exact)
    if rest:
        yield Point(
            label=say("chart.no-quarter"),
            text=say.plain_number(Decimal(rest)),
            value=float(rest),
            as_of=say.day(book.site.as_of),
        )


def _items(book: Book, chart: Chart) -> list[Dated]:
    """Everything that is dated, as far back as the chart goes."""
    items = everything_dated(book)
    if not chart.since:
        return items
    return [item for item in items if item.day.first >= chart.since.first]


def _quarter(item: Dated) -> str:
    """The quarter of something dated, as the record writes quarters."""
    first = item.day.first
    return f"{first.year}-Q{(first.month + 2) // 3}"


def _of_quarter(quarter: Day, planned: bool, count: int, book: Book, say: Wording) -> Point:
    return Point(
        label=say.day(quarter),
        text=say.plain_number(Decimal(count)),
        value=float(count),
        intended=planned,
        period=quarter.first.isoformat(),
        stage="planned" if planned else "happened",
        stage_word=say("planned") if planned else "",
        as_of=say.day(book.site.as_of),
    )


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Column:
    """What happened in a quarter, or is planned for it: planned things stand on what happened.

     ┌──┐
     │ 2│  planned
     ├──┤
     │██│
     │12│  happened
    ─┴──┴─
    """

    number: int  # of its point
    quarter: int  # counted from the year 0
    base: float  # how many things it stands on
    height: float
    covered: bool  # another column stands on it


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Columns over a line of years, and in words below what has no quarter."""
    columns = _columns(data.points)
    first = min(column.quarter for column in columns)
    last = max(column.quarter for column in columns)
    wide = (canvas.width - 3 * MARGIN) / (last - first + 1)
    highest = max(column.base + column.height for column in columns)
    scale = Scale(0, highest, PLOT, TOP)
    values = []
    for column in columns:
        left = MARGIN + (column.quarter - first) * wide
        count = _count(data.points[column.number], column, wide, highest, canvas)
        values.append(datum(data, column.number, **_place(column, left, wide), count=count))
    rest = [_sentence(point, canvas) for point in data.points if not point.period]
    marks = [
        *_year_marks(first, last, wide, canvas),
        bars(At("left", to="right"), At("base", scale, to="tip")),
        _counts(scale, "true", 11, PAPER),
        _counts(scale, "false", -9, INK),
        *_rest(rest),
    ]
    return Picture(values, marks, PLOT + 30 + 20 * len(rest))


def _columns(points: Sequence[Point]) -> list[Column]:
    """A column for each point that has a place in time."""
    placed = [(number, point) for number, point in enumerate(points) if point.period]
    happened = {_number(point): point.reach for _, point in placed if not point.intended}
    planned = {_number(point) for _, point in placed if point.intended}
    return [
        Column(
            number,
            _number(point),
            base=happened.get(_number(point), 0) if point.intended else 0,
            height=point.reach,
            covered=not point.intended and _number(point) in planned,
        )
        for number, point in placed
    ]


def _number(point: Point) -> int:
    """Which quarter a point speaks of, counted from the year 0."""
    year, month = int(point.period[:4]), int(point.period[5:7])
    return year * 4 + month // 3


def _place(column: Column, left: float, wide: float) -> Datum:
    """Where a column stands, in px along and in things up."""
    return {
        "left": left + 1,
        "right": left + wide - 1,
        "middle": left + wide / 2,
        "base": column.base,
        "tip": column.base + column.height,
        "inside": column.covered,
    }


def _count(point: Point, column: Column, wide: float, highest: float, canvas: Canvas) -> str:
    """The number at the tip of a column, if it has room there."""
    beside = canvas.letters.width(point.text) < wide + 4
    within = not column.covered or column.height > highest / 10
    return point.text if beside and within else ""


def _counts(scale: Scale, covered: str, down: float, color: str) -> Mark:
    """The numbers of columns: inside those that another one stands on, above the others."""
    x, y = At("middle"), At("tip", scale)
    return words("count", x, y, color, only=f"datum.inside == {covered}", dy=down)


def _year_marks(first: int, last: int, wide: float, canvas: Canvas) -> list[Mark]:
    """A line below the first quarter of each year, and the year right of it."""
    years: Data = [
        {"x": MARGIN + (year * 4 - first) * wide, "year": f"{year}", "y": PLOT, "end": PLOT + 20}
        for year in range(-(-first // 4), last // 4 + 1)
    ]
    if canvas.letters.width("2000") > wide * 4 - 6:
        years = years[::2]
    return [
        rules(At("x"), At("y", to="end"), years),
        words("year", At("x"), At("y"), QUIET, "left", years, dx=4, dy=12),
    ]


def _sentence(point: Point, canvas: Canvas) -> list[str]:
    return canvas.letters.wrap(f"{point.label}: {point.text}", canvas.width - 8)


def _rest(sentences: Sequence[list[str]]) -> list[Mark]:
    """What has no place in time, in words below the years."""
    rows: Data = [{"words": lines} for lines in sentences]
    return [words("words", MARGIN, PLOT + 40, QUIET, "left", rows)] if rows else []


KIND = ChartKind(draw=draw, rows=rows, check=check, needs=(), counts="count", tells_stages=False)
