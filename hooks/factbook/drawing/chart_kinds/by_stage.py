"""Sums along powers of ten, in groups by the stage of each sum: announced, contracted, spent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...meaning.figures import current, numbers, status
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart, Named, Stepwise, in_order
from ...record.values import Address
from ..canvas import Canvas, PowerScale
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..marks import Picture
from ..rows import ChartData, Point, chart_addresses, figure_point, known_figures
from ..rows_of_marks import (
    DOT,
    INSET,
    bands,
    names,
    row_dots,
    stack_points,
    tick_marks,
    tick_names,
    value_ticks,
    values_in_a_column,
)

HEAD = 24  # room above the rows for the names of the scale, which stand below them again, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each sum is more than nothing."""
    for address in known_figures(book, chart):
        reading = current(book.figures[address])
        if min(number for number in numbers(reading) if number is not None) <= 0:
            yield "figures", f"'{address}' is not above zero; powers of ten have no place for it"


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
    for stage in in_order({point.stage for point in points}):
        for point in points:
            if point.stage == stage:
                several = sums_of[_owner(point.address)] > 1
                label = _label(book, point, several, say)
                yield replace(point, label=label, group=point.stage_word)


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


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The powers of ten from below the smallest sum to above the largest."""
    unit = book.units[book.figures[data.points[0].address].unit]
    lowest = min(min(point.numbers) for point in data.points)
    exponents = range(_power(lowest), _power(data.reach) + 2)
    powers = [Decimal(10) ** exponent for exponent in exponents]
    ticks = [(float(power), say.quantity(power, unit)) for power in powers]
    return replace(data, ticks=tuple(ticks))


def _power(number: float) -> int:
    """The power of ten at or below a number."""
    return Decimal(str(number)).adjusted()


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Rows of dots in groups, above a scale on which each step is ten times the one before."""
    rows, values = stack_points(data, canvas, DOT, top=HEAD, with_heads=True)
    powers = [power for power, _ in data.ticks]
    scale = PowerScale(powers[0], powers[-1], rows.left + INSET, rows.right - INSET)
    ticks = value_ticks(data.ticks, scale)
    marks = [
        *tick_marks(ticks, scale, canvas, bands(rows, top=HEAD), rows.height + 11, nameless=True),
        tick_names(ticks, scale, canvas, 10),
        *row_dots(data, scale),
        *names(rows),
        *values_in_a_column(rows),
    ]
    return Picture(values, marks, rows.height + 22)


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("figures",),
    reads=OF_PRESENT_FIGURES,
    check=check,
    frame=frame,
    tells_stages=False,
)
