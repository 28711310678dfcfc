"""Places of a ranking as dots; the first place stands first, and no length means more."""

from collections.abc import Iterator
from dataclasses import replace

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..canvas import Canvas
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..marks import Data, Picture, words
from ..palette import QUIET
from ..rows import ChartData, known_figures
from ..rows_of_marks import (
    DOT,
    bands,
    dot_scale,
    names,
    row_dots,
    stack_points,
    tick_marks,
    value_ticks,
    values_in_a_column,
)

LAST_PLACE = 500
STEP, MOST_PLACES = 5, 10
SCALE = 44  # room above the rows for the scale and the words over it, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """There are places of a ranking."""
    for address in known_figures(book, chart):
        place = current(book.figures[address]).value
        if place is not None and not 1 <= place <= LAST_PLACE:
            yield "kind", f"'{address}' is {place:f}; a ranking has places from 1 to {LAST_PLACE}"


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The places that are named, and which end of the scale is the better one."""
    step = _step(data.reach)
    first = (1, 3) if step == STEP else (1,)
    places = (*first, *range(step, int(data.reach) + 1, step))
    ticks = tuple((float(place), f"{place}") for place in places)
    return replace(data, ticks=ticks, words={"best": say("chart.best")})


def _step(reach: float) -> int:
    """From one named place to the next: so wide that a long ranking names no more than ten."""
    step = STEP
    while reach / step > MOST_PLACES:
        step *= 2
    return step


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Rows of dots below a scale that begins at the first place."""
    rows, values = stack_points(data, canvas, DOT, top=SCALE)
    scale = dot_scale(rows, 1, max(data.reach, 2))
    best: Data = [{"best": data.words["best"]}]
    marks = [
        *tick_marks(
            value_ticks(data.ticks, scale),
            scale,
            canvas,
            bands(rows, top=SCALE - 4),
            words_y=SCALE - 14,
        ),
        words("best", rows.left + 4, 10, color=QUIET, align="left", rows=best),
        *row_dots(data, scale),
        *names(rows),
        *values_in_a_column(rows),
    ]
    return Picture(values, marks, rows.height)


KIND = ChartKind(
    draw=draw,
    reads=OF_PRESENT_FIGURES,
    check=check,
    frame=frame,
    lowest_is_best=True,
)
