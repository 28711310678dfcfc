"""Parts of one whole, as bars within the length of the whole."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...meaning.figures import CannotCompute, current, total
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..canvas import Canvas, Scale
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..marks import POINT, At, Picture
from ..palette import RULE
from ..rows import ChartData, Point, chart_addresses, known_figures, readings
from ..rows_of_marks import names, row_bars, stack_points, thickness, values_beside


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Only what may be summed is drawn as parts of a whole."""
    for address in known_figures(book, chart):
        if (current(book.figures[address]).value or 0) < 0:
            yield "kind", f"'{address}' is below zero, and so no part of a whole"
    try:
        whole = total(book, known_figures(book, chart)).value
    except CannotCompute as error:
        yield "kind", f"these are not parts of one whole: {error}"
    else:
        if not whole:
            yield "kind", "the whole is zero; nothing can be a part of it"


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each part, with its share."""
    whole = _whole(book, chart)
    for point in readings(book, chart, say):
        share = say("percent", n=say.rounded(100 * Decimal(str(point.value)) / whole))
        shown = f"{point.shown} ({share})" if point.shown else ""
        yield replace(point, text=f"{point.text} ({share})", shown=shown)


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The whole that the shares are shares of."""
    return replace(data, total=float(_whole(book, chart)))


def _whole(book: Book, chart: Chart) -> Decimal:
    return total(book, chart_addresses(book, chart)).value


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Each part on a quiet track that is as long as the whole."""
    whole = data.total or 1.0
    rows, values = stack_points(data, canvas, thickness(data))
    scale = Scale(0, whole, rows.left, rows.right)
    for row in values:
        row["whole"] = whole
    marks = [
        row_bars(scale, "zero", "whole", stroke=RULE, fill=RULE, aria=False),
        row_bars(scale, "zero", "value", POINT),
        *names(rows),
        *values_beside(rows, At("whole", scale)),
    ]
    return Picture(values, marks, rows.height)


KIND = ChartKind(
    draw=draw,
    rows=rows,
    reads=OF_PRESENT_FIGURES,
    check=check,
    frame=frame,
)
