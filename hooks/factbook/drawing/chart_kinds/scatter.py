"""Two figures of each thing, one along and one up, on scales that hold zero."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart, Unit
from ...record.values import Address
from .. import checks
from ..canvas import Canvas, Scale
from ..chart_kind import ChartKind, Finding
from ..labels import Spot, label_places
from ..letters import LINE
from ..marks import At, Data, Mark, Picture, datum, dots, words
from ..palette import QUIET
from ..rows import ChartData, Point, Ticks, figure_point, merge_sources
from ..rows_of_marks import tick_marks, value_ticks
from ..two_scales import PLOT, even_ticks, label_data, labels, steps_up

TOP = 56  # room above the highest point for labels and the name of the upward scale, in px
SIDE = 20  # room right of the farthest point, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each thing has two figures, and both are single values."""
    if len(chart.figures) != len(chart.against):
        yield (
            "against",
            f"'against' names a figure for each of 'figures': "
            f"{len(chart.figures)}, not {len(chart.against)}",
        )
    yield from checks.ranges(book, chart, chart.against)


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each pair of figures that the edition knows."""
    for address, against in zip(chart.figures, chart.against, strict=True):
        if address not in book.unseen and against not in book.unseen:
            point = _point(book, chart, address, say)
            other = _point(book, chart, against, say)
            yield replace(
                point,
                text=f"{point.text}; {other.text}",
                other=other.reach,
                intended=point.intended or other.intended,
                sources=merge_sources((point.sources, other.sources)),
            )


def _point(book: Book, chart: Chart, address: Address, say: Wording) -> Point:
    return figure_point(
        book,
        chart,
        address,
        current(book.figures[address]),
        say,
    )


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The named steps of both scales, and what the scales measure."""
    along = _unit(book, chart.figures)
    up = _unit(book, chart.against)
    along_ticks = even_ticks(data.depth, data.reach, along, say)
    return replace(
        data,
        ticks=tuple(tick for tick in along_ticks if tick[0]),  # the other scale names the zero
        other_ticks=even_ticks(*_ends_up(data), up, say),
        words={"across": say.text(chart.across), "up": say.text(chart.up)},
    )


def _unit(book: Book, addresses: tuple[Address, ...]) -> Unit:
    """The unit of some figures: that of the first which the edition knows."""
    known = next(address for address in addresses if address in book.figures)
    return book.units[book.figures[known].unit]


def _ends_up(data: ChartData) -> tuple[float, float]:
    """The lowest and the highest of the second values and zero; 1 where all are zero."""
    others = [0.0, *(point.other or 0.0 for point in data.points)]
    return min(others), max(others) or float(not min(others))


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Plot:
    """Both scales: how far right and how high each thing stands."""

    across: Scale
    up: Scale

    def spot(self, point: Point) -> Spot:
        """Where a thing stands, and its name."""
        x = self.across.at(point.reach)
        y = self.up.at(point.other or 0)
        return Spot(x, y, point.label, point.stressed)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Dots with their names, over the lines of the upward scale."""
    plot = _plot(data, canvas)
    left = plot.across.start
    along = canvas.letters.wrap(data.words["across"], canvas.width - left, bold=True)
    upward = canvas.letters.wrap(data.words["up"], canvas.width - 8, bold=True)
    heads: Data = [
        {"x": 2, "y": 8, "lines": upward},
        {"x": left, "y": PLOT + 36, "lines": along},
    ]
    marks = [
        *steps_up(data.other_ticks, plot.across, plot.up),
        *_steps_along(data.ticks, plot, canvas),
        words(
            "lines",
            At("x"),
            At("y"),
            color=QUIET,
            align="left",
            rows=heads,
            fontWeight=700,
        ),
        dots(At("value", plot.across), At("other", plot.up), 95),
        labels(),
    ]
    height = PLOT + 44 + LINE * (len(along) - 1)
    return Picture(_values(data, plot, canvas), marks, height)


def _plot(data: ChartData, canvas: Canvas) -> Plot:
    """The scales right of the names of the upward steps; both hold zero."""
    left = max(canvas.letters.width(name) for _, name in data.other_ticks) + 12
    return Plot(
        across=Scale(data.depth, data.reach, left, canvas.width - SIDE),
        up=Scale(*_ends_up(data), PLOT, TOP),
    )


def _values(data: ChartData, plot: Plot, canvas: Canvas) -> Data:
    """A row of data for each thing; those that are stressed have room for their names first."""
    spots = [plot.spot(point) for point in data.points]
    stressed = [number for number, point in enumerate(data.points) if point.stressed]
    places = label_places(spots, canvas, PLOT, stressed)
    return [
        datum(
            data,
            number,
            other=data.points[number].other,
            **label_data(place),
        )
        for number, place in enumerate(places)
    ]


def _steps_along(ticks: Ticks, plot: Plot, canvas: Canvas) -> list[Mark]:
    """Short lines below the ground at the steps of the scale along, with their names."""
    return tick_marks(
        value_ticks(ticks, plot.across),
        plot.across,
        canvas,
        bands=[(PLOT, PLOT + 4)],
        words_y=PLOT + 14,
    )


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("figures", "against", "across", "up"),
    reads=("figures", "against", "across", "up", "highlight", "color"),
    check=check,
    frame=frame,
)
