"""What charts share whose bars stand along time: their scale, and how a bar begins and ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from babel.dates import format_skeleton

from .canvas import Canvas, TimeScale
from .layout import Rows
from .letters import LINE
from .marks import CROSS, At, Data, Datum, Mark, Paint, Picture, bars, color_of, words
from .palette import CLEAR, PAPER, QUIET, Color
from .rows import ChartData, Point
from .rows_of_marks import INSET, Tick, bands, names, stack_points, tick_marks, values_in_a_column

THIN, THICK, FEW_BARS = 10, 22, 130  # of a bar, in px; few are thicker, all together so many px
SHORT = 8  # a bar that would be shorter than this is a dot, in px
MANY_YEARS = 10  # with more than these only each fifth year is named


def draw_spans(
    data: ChartData,
    canvas: Canvas,
    with_values: bool = True,
) -> Picture:
    """A bar from start to end in each row, and a sign for how it ends.

    What no source dates stands last, and below the rows in words.
    """
    dated = tuple(point for point in data.points if point.start)
    drawn = replace(data, points=dated)
    thick = min(max(FEW_BARS // len(dated), THIN), THICK)
    rows, values = stack_points(
        drawn,
        canvas,
        thick,
        with_values=with_values,
    )
    scale = _scale(dated, rows)
    for row, point in zip(values, dated, strict=True):
        row.update(_look(data, point, scale))
    marks = [
        *_years(scale, rows, canvas, data.language),
        bars(
            At("start", scale, to="end"),
            At("top", to="bottom"),
            only="datum.long",
        ),
        _ends(scale),
        *names(rows),
    ]
    if with_values:
        marks += values_in_a_column(rows)
    rest = without_place(data.points[len(dated) :], canvas)
    marks += words_below(rest, rows.height + 32)
    return Picture(values, marks, rows.height + 22 + deep(rest))


def without_place(points: Sequence[Point], canvas: Canvas) -> list[str]:
    """Lines of words that tell what has no place in time."""
    lines: list[str] = []
    for point in points:
        lines += canvas.letters.wrap(f"{point.label}: {point.text}", canvas.width - 8)
    return lines


def words_below(lines: list[str], y: float) -> list[Mark]:
    """Lines of words below a drawing."""
    if not lines:
        return []
    rows: Data = [{"words": lines}]
    return [words("words", 4, y, color=QUIET, align="left", rows=rows)]


def deep(lines: list[str]) -> float:
    """How much room such lines take, in px."""
    return LINE * len(lines) + 4 if lines else 0


def _scale(dated: Sequence[Point], rows: Rows) -> TimeScale:
    """From the first start to the last end."""
    first = min(point.start for point in dated)
    last = max(point.end for point in dated)
    return TimeScale(first, last, rows.left + INSET, rows.right - INSET)


def _look(data: ChartData, point: Point, scale: TimeScale) -> Datum:
    """How a bar looks, and its end.

    ████████ ×   left before the others
    ████████ ○   was last seen there
    ●            a single day
    """
    color = QUIET if point.stage == "out" else color_of(data, point)
    long = _is_long(point, scale)
    return {
        "long": long,
        "shape": _shape(point, long),
        "color": color,
        "fill": CLEAR if point.intended else color,
        "mark": "var(--missed)" if point.stage == "out" else color,
        "mark_fill": _inside(point, color),
    }


def _is_long(point: Point, scale: TimeScale) -> bool:
    """Whether the dates of a point are far enough apart for a bar."""
    return scale.at(point.end) - scale.at(point.start) >= SHORT


def _inside(point: Point, color: Color) -> Color:
    """The colour inside the sign at the end of a bar."""
    if point.stage == "out":
        return CLEAR
    if point.stage == "seen" or point.intended:
        return PAPER
    return color


def _shape(point: Point, long: bool) -> str:
    """The sign at the end of a bar; none where it just ends."""
    if point.stage == "out":
        return CROSS
    return "" if long and point.stage != "seen" else "circle"


def _ends(scale: TimeScale) -> Mark:
    """The signs at the ends of the bars."""
    return Mark(
        "point",
        At("end", scale),
        At("y"),
        symbol="shape",
        paint=Paint("mark", "mark_fill", aloud=True),
        look={"size": 90, "opacity": 1, "strokeWidth": 2.5},
        only="datum.shape",
    )


# ---------------------------------------------------------------- lines of the scale


def _years(
    scale: TimeScale,
    rows: Rows,
    canvas: Canvas,
    language: str,
) -> list[Mark]:
    """Lines at years, or at parts of years, with their names below the rows."""
    return tick_marks(
        _ticks(scale, language),
        scale,
        canvas,
        bands(rows),
        words_y=rows.height + 11,
        apart=12,
    )


def _ticks(scale: TimeScale, language: str) -> list[Tick]:
    """Years, or quarters where there are too few years, or at least the first day."""
    start = date.fromisoformat(scale.first)
    end = date.fromisoformat(scale.last)
    step = 5 if end.year - start.year > MANY_YEARS else 1
    years = [year for year in range(start.year + 1, end.year + 1) if year % step == 0]
    if len(years) > 2:
        return [_tick(f"{year}-01-01", year_named(year, language), scale) for year in years]
    quarters = _quarters(start.year, end.year)
    days = [day for day in quarters if scale.first <= day <= scale.last]
    return [_tick(day, _month(day, language), scale) for day in days or [scale.first]]


def year_named(year: int, language: str) -> str:
    """2025, 2025년."""
    return format_skeleton("y", date(year, 1, 1), locale=language)


def _month(day: str, language: str) -> str:
    """Oct 2025, 2025년 10월."""
    return format_skeleton("yMMM", date.fromisoformat(day), locale=language)


def _quarters(first: int, last: int) -> Iterator[str]:
    """The first day of each quarter, from the start of one year to the end of another."""
    for year in range(first, last + 1):
        for month in (1, 4, 7, 10):
            yield f"{year}-{month:02}-01"


def _tick(day: str, words: str, scale: TimeScale) -> Tick:
    return Tick(day, words, scale.at(day))
