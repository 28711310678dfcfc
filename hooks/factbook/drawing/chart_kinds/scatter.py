"""Two figures of each thing, one along and one up, both from zero."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

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
from ..marks import At, Data, Mark, Picture, datum, dots, rules, words
from ..palette import QUIET
from ..rows import ChartData, Point, Ticks, figure_point, merged_sources
from ..rows_of_marks import tick_marks, value_ticks
from ..two_scales import PLOT, label_data, labels

TOP = 56  # room above the highest point for labels and the name of the upward scale, in px
SIDE = 20  # room right of the farthest point, in px
MOST_STEPS = 4  # of a scale


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
            point, other = (_point(book, chart, it, say) for it in (address, against))
            yield replace(
                point,
                text=f"{point.text}; {other.text}",
                other=other.value,
                intended=point.intended or other.intended,
                sources=merged_sources((point.sources, other.sources)),
            )


def _point(book: Book, chart: Chart, address: Address, say: Wording) -> Point:
    return figure_point(book, chart, address, current(book.figures[address]), say)


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The named steps of both scales, and what the scales measure."""
    along, up = _unit(book, chart.figures), _unit(book, chart.against)
    highest = max(point.other or 0 for point in data.points)
    return replace(
        data,
        ticks=_even_ticks(data.reach, along, say)[1:],  # the other scale names their common zero
        other_ticks=_even_ticks(highest, up, say),
        words={"across": say.text(chart.across), "up": say.text(chart.up)},
    )


def _unit(book: Book, addresses: tuple[Address, ...]) -> Unit:
    """The unit of some figures: that of the first which the edition knows."""
    known = next(address for address in addresses if address in book.figures)
    return book.units[book.figures[known].unit]


def _even_ticks(highest: float, unit: Unit, say: Wording) -> Ticks:
    """Two to four even steps from zero to just below the highest value."""
    power = 10 ** (len(str(int(highest))) - 1)
    steps = (power // 5 or 1, power // 2 or 1, power, 2 * power, 5 * power)
    step = next(step for step in steps if highest / step <= MOST_STEPS)
    return tuple(
        (float(place), _tick_words(Decimal(place), unit, say))
        for place in range(0, int(highest) + 1, step)
    )


def _tick_words(number: Decimal, unit: Unit, say: Wording) -> str:
    """Money with its currency; the names of the scales tell other units."""
    return say.quantity(number, unit) if unit.currency else say.number(number)


# ---------------------------------------------------------------- drawing


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Dots with their names, over the lines of the upward scale."""
    letters = canvas.letters
    left = max(letters.width(name) for _, name in data.other_ticks) + 12
    highest = max(point.other or 0 for point in data.points) or 1
    across = Scale(0, data.reach, left, canvas.width - SIDE)
    up = Scale(0, highest, PLOT, TOP)
    spots = [
        Spot(across.at(point.reach), up.at(point.other or 0), point.label, point.stressed)
        for point in data.points
    ]
    stressed = [number for number, point in enumerate(data.points) if point.stressed]
    values = [
        datum(data, number, other=data.points[number].other, **label_data(label))
        for number, label in enumerate(label_places(spots, canvas, PLOT, stressed))
    ]
    across_name = letters.wrap(data.words["across"], canvas.width - left, bold=True)
    up_name = letters.wrap(data.words["up"], canvas.width - 8, bold=True)
    heads: Data = [
        {"x": 2, "y": 8, "lines": up_name},
        {"x": left, "y": PLOT + 36, "lines": across_name},
    ]
    ticks = value_ticks(data.ticks, across)
    marks = [
        *_upward_steps(data.other_ticks, up, left, across.end),
        *tick_marks(ticks, across, canvas, [(PLOT, PLOT + 4)], PLOT + 14),
        words("lines", At("x"), At("y"), QUIET, "left", heads, fontWeight=700),
        dots(At("value", across), At("other", up), 95),
        labels(),
    ]
    return Picture(values, marks, PLOT + 44 + LINE * (len(across_name) - 1))


def _upward_steps(
    ticks: Sequence[tuple[float, str]], up: Scale, left: float, right: float
) -> list[Mark]:
    """Lines at the steps of the upward scale, their names left of them."""
    steps: Data = [{"at": at, "tick": name} for at, name in ticks]
    return [
        rules(left, At("at", up), steps, x2=right),
        words("tick", left - 8, At("at", up), QUIET, "right", steps),
    ]


KIND = ChartKind(
    draw=draw,
    rows=rows,
    check=check,
    frame=frame,
    needs=("figures", "against", "across", "up"),
)
