"""Values along time: a line for each group, which never joins two ways of counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale, TimeScale
from ..chart_kind import ChartKind, Finding
from ..labels import Box, Label, Spot, label_places
from ..letters import LINE
from ..marks import At, Data, Mark, Picture, datum, rules, value_words, words
from ..palette import INK, QUIET
from ..rows import ChartData, Point, readings
from ..two_scales import PLOT, dots_on_lines, label_data, labels, lines_through

TOP = 48  # room above the highest point for labels and the words at breaks, in px
SIDE, NARROW_SIDE = 56, 24  # room left of the first point and right of the last, in px
HIGH, LOW = 8, 24  # where the words at breaks stand, in px from the top


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each row is one value at one time."""
    yield from checks.rows_without_period(book, chart)
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
    """The word at a break of the line."""
    return replace(data, words={"break": say("chart.break")})


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Plot:
    """The strip between the first and the last period, and the heights from zero to the highest."""

    across: TimeScale
    up: Scale

    def spot(self, point: Point, words: str) -> Spot:
        """Where a point stands, and its words."""
        x = self.across.at(point.period)
        y = self.up.at(point.reach)
        return Spot(x, y, words, point.stressed)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Lines and dots over the names of the periods; as many values are printed as have room."""
    plot = _plot(data, canvas)
    breaks = _breaks(data, plot, canvas)
    spots = [plot.spot(point, _label(data, number)) for number, point in enumerate(data.points)]
    in_the_way = [
        *_lines_in_the_way(data, spots),
        *(_word_box(mark, canvas) for mark in breaks),
    ]
    values = _values(data, label_places(spots, canvas, PLOT, _weighty(data), in_the_way))
    x = At("period", plot.across)
    y = At("value", plot.up)
    marks = [
        *_feet(data, plot, canvas),
        *_break_marks(breaks),
        lines_through(x, y, "line", 2.5),
        _whiskers(plot),
        dots_on_lines(x, y, 80, values),
        labels(),
    ]
    return Picture(values, marks, PLOT + 44)


def _plot(data: ChartData, canvas: Canvas) -> Plot:
    periods = [point.period for point in data.points]
    side = NARROW_SIDE if canvas.narrow else SIDE
    across = TimeScale(min(periods), max(periods), side, canvas.width - side)
    return Plot(across, Scale(data.depth, data.reach, PLOT, TOP))


def _whiskers(plot: Plot) -> Mark:
    """A thin line from the low to the high end of each interval around a value."""
    x, y = At("period", plot.across), At("low", plot.up, to="high")
    return Mark("rule", x, y, look={"stroke": INK}, only="isValid(datum.low)")


def _values(data: ChartData, places: Sequence[Label]) -> Data:
    """A row of data for each point, with its label and the line that it belongs to."""
    lines = _line_numbers(data.points)
    return [
        datum(data, number, line=line, **label_data(place))
        for number, (line, place) in enumerate(zip(lines, places, strict=True))
    ]


def _line_numbers(points: Sequence[Point]) -> Iterator[int]:
    """For each point the number of its line; a new one begins with each group and at each break."""
    line = 0
    before = points[0]
    for point in points:
        line += point.breaks or point.group != before.group
        yield line
        before = point


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
    """The ground line, and below it the names of the periods, as far as they have room."""
    when_at = {plot.across.at(point.period): point.when for point in data.points}
    room = _room_of_a_foot(sorted(when_at), canvas)
    feet: Data = []
    edge = 0.0
    for place in sorted(when_at):
        lines = canvas.letters.wrap_words(when_at[place], room, canvas.width)
        half = canvas.letters.widest([lines]) / 2
        x = _within(place, half, canvas)
        if x - half >= edge:
            feet.append({"x": x, "y": PLOT + LINE, "when": lines})
            edge = x + half + 4
    return [
        rules(0, At("y"), [{"y": plot.up.at(0)}], x2=canvas.width),
        words("when", At("x"), At("y"), color=QUIET, rows=feet),
    ]


def _room_of_a_foot(places: Sequence[float], canvas: Canvas) -> float:
    """How wide the name of a period may be: as its gap to the next."""
    gaps = [after - before for before, after in pairwise(places)]
    return max(min([canvas.width / 3, *gaps]) - 6, 40)


def _within(middle: float, half: float, canvas: Canvas) -> float:
    """The middle of words, moved so that they are not cut at an edge."""
    return min(max(middle, half), canvas.width - half)


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
        x = _within(middle, half, canvas)
        low = x - half < edge and not low
        edge = x + half + 4
        breaks.append(Break(middle, x, LOW if low else HIGH, word))
    return breaks


def _word_box(mark: Break, canvas: Canvas) -> Box:
    return Box.around(mark.x, mark.y, canvas.letters.width(mark.word), LINE)


def _break_marks(breaks: Sequence[Break]) -> list[Mark]:
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
            "bottom": PLOT,
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
    check=check,
    frame=frame,
    tells_changes=True,
)
