"""Sums of undertakings along powers of ten, in groups by the step that each has reached."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...meaning.figures import current, status
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import STAGES, Chart, Stepwise
from ...record.values import Address
from ..canvas import Canvas, PowerScale
from ..chart_kind import ChartKind, Finding
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
    value_ticks,
    values_in_a_column,
)


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each sum belongs to something that takes steps, and is more than nothing."""
    for address in known_figures(book, chart):
        reading = current(book.figures[address])
        lowest = reading.low if reading.value is None else reading.value
        if lowest is None or lowest <= 0:
            yield "figures", f"'{address}' is not above zero; powers of ten have no place for it"
        if not isinstance(book.get(_owner(address)), Stepwise):
            yield "figures", f"'{address}' belongs to nothing that has steps"


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each sum: those that got farthest first, and of these the largest."""
    addresses = chart_addresses(book, chart)
    sums_of = Counter(_owner(address) for address in addresses)
    for address in sorted(addresses, key=partial(_progress, book), reverse=True):
        point = figure_point(book, chart, address, current(book.figures[address]), say)
        name = say.text(_undertaking(book, address).name)
        several = sums_of[_owner(address)] > 1
        yield replace(
            point,
            label=f"{name}: {point.label}" if several else name,
            group=say(f"stage.{_stage(book, address)}"),
        )


def _owner(address: Address) -> Address:
    """The record that a figure belongs to."""
    return address.partition("#")[0]


def _undertaking(book: Book, address: Address) -> Stepwise:
    record = book.get(_owner(address))
    assert isinstance(record, Stepwise)  # as checked
    return record


def _stage(book: Book, address: Address) -> str:
    """The step that the undertaking of a sum has reached."""
    return status(_undertaking(book, address).steps, book.site.as_of).stage


def _progress(book: Book, address: Address) -> tuple[int, Decimal]:
    """How far the undertaking of a sum got, and how large the sum is."""
    reading = current(book.figures[address])
    size = reading.high if reading.value is None else reading.value
    return STAGES.index(_stage(book, address)), size or Decimal(0)


# ---------------------------------------------------------------- drawing


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The powers of ten from below the smallest sum to above the largest."""
    unit = book.units[book.figures[data.points[0].address].unit]
    lowest = min(point.reach if point.low is None else point.low for point in data.points)
    exponents = range(_power(lowest), _power(data.reach) + 2)
    powers = [Decimal(10) ** exponent for exponent in exponents]
    ticks = [(float(power), say.quantity(power, unit)) for power in powers]
    return replace(data, ticks=tuple(ticks))


def _power(number: float) -> int:
    """The power of ten at or below a number."""
    return Decimal(str(number)).adjusted()


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Rows of dots in groups, above a scale on which each step is ten times the one before."""
    rows, values = stack_points(data, canvas, DOT, with_heads=True)
    powers = [power for power, _ in data.ticks]
    scale = PowerScale(powers[0], powers[-1], rows.left + INSET, rows.right - INSET)
    marks = [
        *tick_marks(
            value_ticks(data.ticks, scale),
            scale,
            canvas,
            bands(rows),
            words_y=rows.height + 11,
            nameless=True,
        ),
        *row_dots(data, scale),
        *names(rows),
        *values_in_a_column(rows),
    ]
    return Picture(values, marks, rows.height + 22)


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("figures",),
    check=check,
    frame=frame,
)
