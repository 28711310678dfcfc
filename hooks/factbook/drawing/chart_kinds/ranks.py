"""Places of a ranking as dots; the first place stands first, and no length means more."""

from collections.abc import Iterator
from dataclasses import replace

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..canvas import Canvas, Scale, TimeScale
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..marks import BOLD_IF_STRESSED, At, Data, Picture, datum, dots, words
from ..palette import QUIET
from ..periods import feet, missing_years, names_of_periods
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
from ..two_scales import PLOT, steps_up

LAST_PLACE = 500
STEP, MOST_PLACES = 5, 10
TOP, SIDE = 56, 28  # above the first place; left and right of the outermost dots, in px
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
    gaps = missing_years(data.points, say) if _is_over_time(data) else ()
    return replace(
        data,
        ticks=ticks,
        words={"best": say("chart.best")},
        gaps=gaps,
    )


def _step(reach: float) -> int:
    """From one named place to the next: so wide that a long ranking names no more than ten."""
    step = STEP
    while reach / step > MOST_PLACES:
        step *= 2
    return step


def _is_over_time(data: ChartData) -> bool:
    """Whether the places are those of one ranking at several times."""
    periods = {point.period for point in data.points}
    is_one = len({point.group for point in data.points}) == 1
    return is_one and "" not in periods and 2 < len(periods) == len(data.points)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """One ranking from left to right, or the places in several one below another."""
    return _draw_over_time(data, canvas) if _is_over_time(data) else _draw_rows(data, canvas)


# ---------------------------------------------------------------- one ranking over time


def _draw_over_time(data: ChartData, canvas: Canvas) -> Picture:
    """Dots, the first place highest; no line, for editions of a ranking count different things.

    1 │
    5 │         ●
      │ ●   ●
       2023    2025
    """
    left = max(canvas.letters.width(name) for _, name in data.ticks) + 16
    periods = [point.period for point in data.points]
    across = TimeScale(
        min(periods),
        max(periods),
        left + SIDE,
        canvas.width - SIDE,
    )
    up = Scale(1, max(data.reach, 2), TOP, PLOT)
    x, y = At("period", across), At("value", up)
    values = [
        datum(
            data,
            number,
            label_y=up.at(point.reach) - 18,
            brief=point.brief,
        )
        for number, point in enumerate(data.points)
    ]
    best: Data = [{"best": data.words["best"]}]
    ticks = tuple(tick for tick in data.ticks if tick[0] <= data.reach)
    marks = [
        words("best", 2, 10, color=QUIET, align="left", rows=best),
        *steps_up(ticks, replace(across, start=left), up),
        feet(names_of_periods(data, across), PLOT + 26, canvas),
        dots(x, y, 110),
        words("brief", x, At("label_y"), fontWeight=BOLD_IF_STRESSED),
    ]
    return Picture(values, marks, PLOT + 54)


# ---------------------------------------------------------------- several rankings


def _draw_rows(data: ChartData, canvas: Canvas) -> Picture:
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
        words(
            "best",
            rows.left + 4,
            10,
            color=QUIET,
            align="left",
            rows=best,
        ),
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
