"""How many things are dated in each quarter, as columns along time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from ...meaning.moments import Moment, days_of_moments, moments
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ...record.values import Day
from ..along_time import deep, without_place, words_below, year_named
from ..canvas import Canvas, Scale
from ..chart_kind import ChartKind, Finding
from ..marks import At, Data, Datum, Mark, Picture, bars, datum, rules, words
from ..palette import INK, PAPER, QUIET
from ..rows import ChartData, Point, merge_sources
from ..two_scales import PLOT

MARGIN, TOP = 4, 22  # left of the columns, and above the highest, in px
NO_QUARTER = ("year", "half")  # so exact are days that no quarter can be told of


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Something has a quarter."""
    if book.broken:
        return  # what could not be read may be dated
    days = (day for day in days_of_moments(book) if _is_in_time(day, chart))
    if not any(day.exactness not in NO_QUARTER for day in days):
        yield "kind", "nothing is dated by a day, month or quarter in the time of this chart"


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for what happened in each quarter, and one for what is planned for it.

    What is dated by a year or half-year alone is one point more, without a place in time.
    """
    inexact: list[Moment] = []
    quarters: dict[tuple[str, bool], list[Moment]] = {}
    for item in _items(book, chart):
        if item.day.exactness in NO_QUARTER:
            inexact.append(item)
        else:
            quarters.setdefault((_quarter(item), item.planned), []).append(item)
    for (quarter, planned), items in sorted(quarters.items()):
        yield _of_quarter(
            Day(quarter),
            planned,
            _counted(items, book, say),
            say,
        )
    if inexact:
        yield replace(_counted(inexact, book, say), label=say("chart.no-quarter"))


def _counted(items: Sequence[Moment], book: Book, say: Wording) -> Point:
    """How many things there are, by which sources."""
    return Point(
        label="",
        text=say.counted("entries", len(items)),
        shown=say.plain_number(Decimal(len(items))),
        value=float(len(items)),
        as_of=say.day(book.site.as_of),
        sources=merge_sources(item.part.sources for item in items),
    )


def _items(book: Book, chart: Chart) -> list[Moment]:
    """Everything that is dated, as far back as the chart goes."""
    return [item for item in moments(book) if _is_in_time(item.day, chart)]


def _is_in_time(day: Day, chart: Chart) -> bool:
    """True for a day as far back as the chart goes."""
    return not chart.since or day.first >= chart.since.first


def _quarter(item: Moment) -> str:
    """The quarter of something dated, as the record writes quarters."""
    first = item.day.first
    return f"{first.year}-Q{(first.month + 2) // 3}"


def _of_quarter(quarter: Day, planned: bool, counted: Point, say: Wording) -> Point:
    return replace(
        counted,
        label=say.day(quarter),
        intended=planned,
        period=quarter.first.isoformat(),
        stage="planned" if planned else "happened",
        stage_word=say("planned") if planned else "",
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


@dataclass(frozen=True)
class Plot:
    """Columns of one width from the first quarter to the last, and how high counts stand."""

    first: int
    last: int
    column: float  # how wide one is, in px
    up: Scale

    def left(self, quarter: int) -> float:
        """Where the column of a quarter begins, in px."""
        return MARGIN + (quarter - self.first) * self.column


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Columns over a line of years, and in words below what has no quarter."""
    columns = _columns(data.points)
    plot = _plot(columns, canvas)
    values = [
        datum(
            data,
            column.number,
            **_place(column, plot),
            count=_count(
                data.points[column.number],
                column,
                plot,
                canvas,
            ),
        )
        for column in columns
    ]
    undated = [point for point in data.points if not point.period]
    rest = without_place(undated, canvas)
    marks = [
        *_year_marks(plot, canvas, data.language),
        bars(At("left", to="right"), At("base", plot.up, to="tip")),
        _counts(plot, covered="true", down=11, color=PAPER),
        _counts(plot, covered="false", down=-9, color=INK),
        *words_below(rest, PLOT + 40),
    ]
    return Picture(values, marks, PLOT + 30 + deep(rest))


def _plot(columns: Sequence[Column], canvas: Canvas) -> Plot:
    first = min(column.quarter for column in columns)
    last = max(column.quarter for column in columns)
    highest = max(column.base + column.height for column in columns)
    return Plot(
        first,
        last,
        column=(canvas.width - 3 * MARGIN) / (last - first + 1),
        up=Scale(0, highest, PLOT, TOP),
    )


def _columns(points: Sequence[Point]) -> list[Column]:
    """A column for each point that has a place in time."""
    placed = [(number, point) for number, point in enumerate(points) if point.period]
    happened = {_quarter_of(point): point.reach for _, point in placed if not point.intended}
    planned = {_quarter_of(point) for _, point in placed if point.intended}
    columns = []
    for number, point in placed:
        quarter = _quarter_of(point)
        columns.append(
            Column(
                number,
                quarter,
                base=happened.get(quarter, 0) if point.intended else 0,
                height=point.reach,
                covered=not point.intended and quarter in planned,
            )
        )
    return columns


def _quarter_of(point: Point) -> int:
    """Which quarter a point speaks of, counted from the year 0."""
    year, month = int(point.period[:4]), int(point.period[5:7])
    return year * 4 + month // 3


def _place(column: Column, plot: Plot) -> Datum:
    """Where a column stands: in px along, in things up."""
    left = plot.left(column.quarter)
    return {
        "left": left + 1,
        "right": left + plot.column - 1,
        "middle": left + plot.column / 2,
        "base": column.base,
        "tip": column.base + column.height,
        "inside": column.covered,
    }


def _count(point: Point, column: Column, plot: Plot, canvas: Canvas) -> str:
    """The number at the tip of a column, if it has room there."""
    along = canvas.letters.width(point.brief) < plot.column + 4
    within = not column.covered or column.height > plot.up.last / 10
    return point.brief if along and within else ""


def _counts(plot: Plot, covered: str, down: float, color: str) -> Mark:
    """The numbers of columns: inside those that another one stands on, above the others."""
    return words(
        "count",
        At("middle"),
        At("tip", plot.up),
        color=color,
        only=f"datum.inside == {covered}",
        dy=down,
    )


def _year_marks(plot: Plot, canvas: Canvas, language: str) -> list[Mark]:
    """A line below the first quarter of each year, and the year right of it."""
    years: Data = [
        {
            "x": plot.left(year * 4),
            "y": PLOT,
            "end": PLOT + 20,
            "year": year_named(year, language),
        }
        for year in range(ceil(plot.first / 4), plot.last // 4 + 1)
    ]
    if canvas.letters.width(year_named(2000, language)) > plot.column * 4 - 6:
        years = years[::2]
    return [
        rules(At("x"), At("y", to="end"), years),
        words(
            "year",
            At("x"),
            At("y"),
            color=QUIET,
            align="left",
            rows=years,
            dx=4,
            dy=12,
        ),
    ]


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=(),
    reads=("since",),
    check=check,
    counts="count",
    tells_stages=False,
)
