"""Values along time: a line for each group, which never joins two ways of counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale, TimeScale
from ..chart_kind import OF_INDICATOR, ChartKind, Finding
from ..labels import DOT, Box, Label, Spot, label_places, spread
from ..layout import Block
from ..letters import LINE
from ..marks import (
    BOLD_IF_STRESSED,
    At,
    Data,
    Mark,
    Paint,
    Picture,
    datum,
    rules,
    value_words,
    words,
)
from ..palette import INK, QUIET
from ..periods import (
    across_gaps,
    feet,
    is_after_gap,
    missing_years,
    names_of_periods,
    within,
)
from ..rows import ChartData, Point, readings
from ..two_scales import (
    PLOT,
    dots_on_lines,
    even_ticks,
    label_data,
    labels,
    lines_through,
    steps_up,
)

TOP = 48  # room above the highest point for labels and the words at breaks, in px
MOST_POINTS, MOST_LINES = 30, 4  # more are drawn without a word at each point
WITHIN_A_LINE = {"size": 3, "opacity": 1, "strokeWidth": 0}  # a dot that its line covers
BESIDE = 0.34  # of the width, for the names of lines right of them
GAP = 20  # from the last point to its name, in px
SIDE, NARROW_SIDE = 56, 24  # room left of the first point and right of the last, in px
HIGH, LOW = 8, 24  # where the words at breaks stand, in px from the top


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each row is one value at one time."""
    yield from checks.rows_without_period(book, chart)
    yield from checks.rows_of_one_time(book, chart)
    yield from checks.ranges(book, chart)


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Readings along time, each group by itself.

    A point that counts something else than the one before in its group breaks the line.
    """
    points = sorted(readings(book, chart, say), key=lambda point: (point.group, point.period))
    yield from points[:1]
    for before, point in pairwise(points):
        breaks = point.group == before.group and point.basis != before.basis
        yield replace(point, breaks=breaks)


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The word at a break of the line; where not every value can be printed, a scale of them."""
    gaps = missing_years(data.points, say)
    framed = replace(data, words={"break": say("chart.break")}, gaps=gaps)
    if not _is_crowded(data.points):
        return framed
    unit = book.units[book.figures[data.points[0].address].unit]
    return replace(
        framed,
        ticks=even_ticks(
            data.depth,
            data.reach,
            unit,
            say,
        ),
    )


def _is_crowded(points: Sequence[Point]) -> bool:
    """Whether there are more points or lines than words have room beside."""
    return len(points) > MOST_POINTS or len({point.group for point in points}) > MOST_LINES


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Plot:
    """The strip between the first and the last period, and the heights from zero to the highest."""

    across: TimeScale
    up: Scale
    ends: tuple[float, float]  # where the ground line begins and ends, in px

    @property
    def ground(self) -> float:
        """How far down the plot reaches, in px from the top."""
        return self.up.start

    def spot(self, point: Point, words: str) -> Spot:
        """Where a point stands, and its words."""
        x = self.across.at(point.period)
        y = self.up.at(point.reach)
        return Spot(x, y, words, point.stressed)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Lines with a word at each point, or where these are too many, with a name at each end."""
    return _draw_names(data, canvas) if _is_crowded(data.points) else _draw_values(data, canvas)


def _draw_values(data: ChartData, canvas: Canvas) -> Picture:
    """Lines and dots over the names of the periods; as many values are printed as have room."""
    plot = _plot(data, canvas)
    breaks = _breaks(data, plot, canvas)
    spots = [plot.spot(point, _label(data, number)) for number, point in enumerate(data.points)]
    in_the_way = [
        *_lines_in_the_way(data, spots),
        *(_word_box(mark, canvas) for mark in breaks),
        *_whisker_boxes(data, plot),
    ]
    tops = [_above_whisker(*pair, plot) for pair in zip(spots, data.points, strict=True)]
    values = _values(
        data,
        label_places(
            tops,
            canvas,
            PLOT,
            _weighty(data),
            in_the_way,
        ),
    )
    x = At("period", plot.across)
    y = At("value", plot.up)
    marks = [
        *_feet(data, plot, canvas),
        *_break_marks(breaks, plot),
        *across_gaps(values, data.points, data.gaps, x, y),
        lines_through(x, y, "line", 2.5),
        _whiskers(plot),
        dots_on_lines(x, y, 80, values),
        labels(),
    ]
    return Picture(values, marks, PLOT + 44)


def _plot(data: ChartData, canvas: Canvas) -> Plot:
    periods = [point.period for point in data.points]
    side = NARROW_SIDE if canvas.narrow else SIDE
    across = TimeScale(
        min(periods),
        max(periods),
        side,
        canvas.width - side,
    )
    return Plot(
        across,
        Scale(
            data.depth,
            data.reach,
            PLOT,
            TOP,
        ),
        (0, canvas.width),
    )


def _whiskers(plot: Plot) -> Mark:
    """A thin line from the low to the high end of each interval around a value."""
    x, y = At("period", plot.across), At("low", plot.up, to="high")
    return Mark(
        "rule",
        x,
        y,
        look={"stroke": INK},
        only="isValid(datum.low)",
    )


def _whisker_boxes(data: ChartData, plot: Plot) -> Iterator[Box]:
    """Where those lines stand, so that no words are set on them."""
    for point in data.points:
        if point.low is not None and point.high is not None:
            x = plot.across.at(point.period)
            yield Box(
                x - DOT,
                plot.up.at(point.high),
                x + DOT,
                plot.up.at(point.low),
            )


def _above_whisker(spot: Spot, point: Point, plot: Plot) -> Spot:
    """The spot that words stand around: of an interval its high end."""
    return spot if point.high is None else replace(spot, y=plot.up.at(point.high))


def _values(data: ChartData, places: Sequence[Label]) -> Data:
    """A row of data for each point, with its label and the line that it belongs to."""
    lines = _line_numbers(data)
    return [
        datum(data, number, line=line, **label_data(place))
        for number, (line, place) in enumerate(zip(lines, places, strict=True))
    ]


def _line_numbers(data: ChartData) -> Iterator[int]:
    """For each point the number of its line.

    A new one begins with each group, at each break and after missing years.
    """
    line = 0
    before = data.points[0]
    for point in data.points:
        is_new = point.breaks or point.group != before.group
        line += is_new or is_after_gap(before, point, data.gaps)
        yield line
        before = point


# ---------------------------------------------------------------- many lines


@dataclass(frozen=True)
class Name:
    """The words that name a line right of its last point."""

    number: int  # of that point
    lines: list[str]

    @property
    def deep(self) -> float:
        return LINE * len(self.lines) + 1


def _draw_names(data: ChartData, canvas: Canvas) -> Picture:
    """Lines over a scale of values, each named at its right end; only dots too small to see.

    2 │      ___ one
    1 │ ____/___ another
    0 └─────────
    """
    names = list(_names(data, canvas))
    plot = _plot_beside(data, names, canvas)
    breaks = _breaks(data, plot, canvas)
    lines = enumerate(_line_numbers(data))
    values = [datum(data, number, line=line) for number, line in lines]
    x, y = At("period", plot.across), At("value", plot.up)
    marks = [
        *steps_up(data.ticks, plot.across, plot.up),
        *_feet(data, plot, canvas),
        *_break_marks(breaks, plot),
        *across_gaps(values, data.points, data.gaps, x, y),
        lines_through(x, y, "line", 2),
        _whiskers(plot),
        Mark(
            "circle",
            x,
            y,
            paint=Paint("color", "color", aloud=True),
            look=WITHIN_A_LINE,
        ),
        *_name_marks(data, names, plot),
    ]
    return Picture(values, marks, plot.ground + 44)


def _names(data: ChartData, canvas: Canvas) -> Iterator[Name]:
    """A name for each line from high to low, with the last value where there is room."""
    ends = [number for number in range(len(data.points)) if _ends_group(data, number)]
    for number in sorted(ends, key=lambda number: -data.points[number].reach):
        group = data.points[number].group
        words = group if group and canvas.narrow else _label(data, number)
        yield Name(number, canvas.letters.wrap(words, canvas.width * BESIDE, bold=True))


def _plot_beside(data: ChartData, names: Sequence[Name], canvas: Canvas) -> Plot:
    """The plot between the names of its steps and those of its lines, as tall as the latter."""
    left = max(canvas.letters.width(name) for _, name in data.ticks) + 12
    widest = canvas.letters.widest((name.lines for name in names), bold=True)
    right = canvas.width - widest - GAP - 2
    periods = [point.period for point in data.points]
    top = TOP if any(point.breaks for point in data.points) else LINE
    ground = max(PLOT, top + sum(name.deep for name in names))
    across = TimeScale(min(periods), max(periods), left, right)
    return Plot(
        across,
        Scale(
            data.depth,
            data.reach,
            ground,
            top,
        ),
        (left, right),
    )


def _name_marks(data: ChartData, names: Sequence[Name], plot: Plot) -> list[Mark]:
    """The names of lines one below another, and a thin line from each to its last point."""
    spots = [plot.spot(data.points[name.number], "") for name in names]
    middles = spread([spot.y for spot in spots], [name.deep for name in names], plot.ground + 8)
    x = plot.across.end + GAP
    rows: Data = [
        {
            "x": spot.x,
            "y": spot.y,
            "name_x": x - 3,
            "middle": middle,
            "name_y": Block.around(middle, name.lines).y,
            "lines": name.lines,
            "weight": 700 if spot.bold else 400,
        }
        for name, spot, middle in zip(names, spots, middles, strict=True)
    ]
    return [
        rules(At("x", to="name_x"), At("y", to="middle"), rows),
        words(
            "lines",
            x,
            At("name_y"),
            align="left",
            rows=rows,
            fontWeight=BOLD_IF_STRESSED,
        ),
    ]


# ---------------------------------------------------------------- labels


def _label(data: ChartData, number: int) -> str:
    """The value of a point; the last point of a group names the group."""
    point = data.points[number]
    value = value_words(data, point)
    if point.group and _ends_group(data, number):
        return f"{point.group}: {value}"
    return value


def _ends_group(data: ChartData, number: int) -> bool:
    """Whether a point is the last of its group."""
    if number + 1 == len(data.points):
        return True
    return data.points[number + 1].group != data.points[number].group


def _weighty(data: ChartData) -> list[int]:
    """Whose words have room first: the last of each group, the highest, the first, the stressed."""
    numbers = range(len(data.points))
    ends = [number for number in numbers if _ends_group(data, number)]
    highest = max(numbers, key=lambda number: data.points[number].value or 0)
    stressed = [number for number in numbers if data.points[number].stressed]
    return [*ends, highest, 0, *stressed]


def _lines_in_the_way(data: ChartData, spots: Sequence[Spot]) -> Iterator[Box]:
    """Where lines and the marks of breaks run, so that no words are set on them."""
    for number, (before, point) in enumerate(pairwise(data.points)):
        start, end = spots[number], spots[number + 1]
        if point.breaks:
            yield Box.around((start.x + end.x) / 2, PLOT / 2, 4, PLOT)
        elif point.group == before.group:
            yield from _beads(start, end)


def _beads(start: Spot, end: Spot, count: int = 20) -> Iterator[Box]:
    """Small boxes along a straight line, its ends left out."""
    for number in range(1, count):
        part = number / count
        x = start.x + (end.x - start.x) * part
        y = start.y + (end.y - start.y) * part
        yield Box.around(x, y, 6, 6)


# ---------------------------------------------------------------- the ground line


def _feet(data: ChartData, plot: Plot, canvas: Canvas) -> list[Mark]:
    """The ground line, and below it the names of the periods."""
    return [
        rules(
            plot.ends[0],
            At("y"),
            [{"y": plot.up.at(0)}],
            x2=plot.ends[1],
        ),
        feet(names_of_periods(data, plot.across), plot.ground + LINE, canvas),
    ]


# ---------------------------------------------------------------- breaks


@dataclass(frozen=True)
class Break:
    """Where two neighbouring points count different things, and where the word for it stands."""

    at: float
    x: float
    y: float
    word: str


def _breaks(data: ChartData, plot: Plot, canvas: Canvas) -> list[Break]:
    """The breaks of all lines from left to right; words that would meet stand high, low, high."""
    middles: set[float] = set()
    for before, point in pairwise(data.points):
        if point.breaks:
            start, end = plot.across.at(before.period), plot.across.at(point.period)
            middles.add((start + end) / 2)
    word = data.words["break"]
    half = canvas.letters.width(word) / 2
    breaks: list[Break] = []
    edge = -1.0
    low = False
    for middle in sorted(middles):
        x = within(middle, half, canvas)
        low = x - half < edge and not low
        edge = x + half + 4
        breaks.append(Break(middle, x, LOW if low else HIGH, word))
    return breaks


def _word_box(mark: Break, canvas: Canvas) -> Box:
    return Box.around(
        mark.x,
        mark.y,
        canvas.letters.width(mark.word),
        LINE,
    )


def _break_marks(breaks: Sequence[Break], plot: Plot) -> list[Mark]:
    """A dashed line with its word at each break."""
    if not breaks:
        return []
    rows: Data = [
        {
            "at": mark.at,
            "x": mark.x,
            "word": mark.word,
            "y": mark.y,
            "top": mark.y + 8,
            "bottom": plot.ground,
        }
        for mark in breaks
    ]
    return [
        rules(
            At("at"),
            At("top", to="bottom"),
            rows,
            strokeDash=[3, 3],
            stroke=QUIET,
        ),
        words("word", At("x"), At("y"), color=QUIET, rows=rows),
    ]


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("indicator",),
    reads=(*OF_INDICATOR, "all_readings", "remarks"),
    check=check,
    frame=frame,
    tells_changes=True,
)
