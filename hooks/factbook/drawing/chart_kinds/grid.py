"""Squares that can be counted: one for so many things."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas
from ..chart_kind import FIGURES, OF_PRESENT_FIGURES, ChartKind, Finding
from ..marks import POINT, At, Data, Mark, Picture, words
from ..palette import QUIET
from ..rows import ChartData, as_float, known_figures
from ..rows_of_marks import names, stack_points, values_beside

COLUMNS = 20
LEAST, MOST = 12, 22  # from one square to the next, in px
APART = 3  # between two squares, in px
ROOM, NARROW_ROOM = 0.5, 0.95  # of the width, for the squares of a line
MOST_SQUARES = 1000  # in a row of the chart
KEY = 28  # room above the rows for what one square stands for, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """There are single values, and no more squares than can be counted."""
    assert chart.each  # one of its needs
    yield from checks.ranges(book, chart)
    counts = {
        address: (current(book.figures[address]).value or 0) / chart.each
        for address in known_figures(book, chart)
    }
    if counts and 0 < max(counts.values()) < 1:
        yield "each", "no row would have a whole square; give a smaller number"
    for address, count in counts.items():
        if count < 0:
            yield "kind", f"'{address}' is below zero; squares count things"
        if count > MOST_SQUARES:
            yield "each", f"'{address}' has {count:.0f} squares; {MOST_SQUARES} can be counted"


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """What one square stands for."""
    unit = book.units[book.figures[data.points[0].address].unit]
    assert chart.each  # one of its needs
    key = say("chart.each", n=say.quantity(chart.each, unit))
    return replace(data, each=as_float(chart.each), words={"key": key})


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """A block of squares in each row, all as tall as the tallest."""
    counts = [point.reach / (data.each or 1.0) for point in data.points]
    most = ceil(max(counts))
    columns = max(min(most, COLUMNS), 1)
    pitch = _pitch(columns, canvas)
    rows, values = stack_points(
        data,
        canvas,
        ceil(most / COLUMNS) * pitch,
        top=KEY,
    )
    for row, count in zip(values, counts, strict=True):
        row["shape"] = "".join(_squares(count, pitch))
        row["left"] = rows.left + 1
        row["right"] = rows.left + columns * pitch
    key: Data = [{"key": data.words["key"]}]
    marks = [
        words("key", 2, 10, color=QUIET, align="left", rows=key),
        _blocks(),
        *names(rows),
        *values_beside(rows, At("right")),
    ]
    return Picture(values, marks, rows.height)


def _pitch(columns: int, canvas: Canvas) -> int:
    """From one square to the next, in px: few squares are larger."""
    room = canvas.width * (NARROW_ROOM if canvas.narrow else ROOM)
    return max(LEAST, min(MOST, int(room / columns)))


def _blocks() -> Mark:
    """All squares of a row as one mark."""
    return Mark(
        "point",
        At("left"),
        At("top"),
        symbol="shape",
        paint=POINT,
        look={"size": 4, "opacity": 1, "strokeWidth": 1.2},
    )


def _squares(count: float, pitch: int) -> Iterator[str]:
    """The paths of so many squares, line by line; the last may be a part of one."""
    tall = pitch - APART
    whole, part = divmod(count, 1)
    sides: list[float] = [tall] * int(whole)
    if part:
        sides.append(round(tall * part, 1))
    for place, side in enumerate(sides):
        line, column = divmod(place, COLUMNS)
        yield f"M{column * pitch},{line * pitch + 1}h{side}v{tall}h-{side}v-{tall}"


KIND = ChartKind(
    draw=draw,
    needs=(FIGURES, "each"),
    reads=(*OF_PRESENT_FIGURES, "each"),
    check=check,
    frame=frame,
)
