"""Charts whose marks stand in rows: bars, dots and squares, each with its name and its value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .canvas import AnyScale, Canvas, Scale
from .layout import Entry, Rows, stack
from .marks import (
    BOLD_IF_STRESSED,
    POINT,
    At,
    Data,
    Mark,
    Paint,
    Picture,
    bars,
    datum,
    dots,
    rules,
    value_words,
    words,
)
from .palette import CLEAR, INK, QUIET
from .rows import ChartData, Point, Ticks

BAR, DOT = 16, 12  # how thick the marks of a row are, in px
FEW_BARS, THICKEST = 216, 44  # fewer bars are thicker: together at least so many px, if not each
IS_RANGE = "isValid(datum.low) && !isValid(datum.value)"
IS_INTERVAL = "isValid(datum.low) && isValid(datum.value)"
INSET = 8  # a dot at the end of its scale keeps this far from the words, in px


def stack_points(
    data: ChartData,
    canvas: Canvas,
    thick: float,
    top: float = 4,
    with_values: bool = True,
    with_heads: bool = False,
) -> tuple[Rows, Data]:
    """The points one below another: where each stands, and its row of data."""
    entries = [
        Entry(
            point.row_name,
            value_words(data, point) if with_values else "",
            point.group if with_heads else "",
            point.stressed,
        )
        for point in data.points
    ]
    rows = stack(entries, canvas, thick, top)
    return rows, [
        datum(
            data,
            number,
            y=row.y,
            top=row.y - thick / 2,
            bottom=row.y + thick / 2,
            name=row.name.lines,
            name_y=row.name.y,
            lines=row.value.lines,
            value_y=row.value.y,
            zero=0,
        )
        for number, row in enumerate(rows.rows)
    ]


# ---------------------------------------------------------------- words of rows


def names(rows: Rows) -> list[Mark]:
    """The names of rows, and of the groups that they open."""
    x, align = (2, "left") if rows.narrow else (rows.left - 10, "right")
    marks = [
        words(
            "name",
            x,
            At("name_y"),
            align=align,
            fontWeight=BOLD_IF_STRESSED,
        )
    ]
    heads: Data = [{"head": row.head.lines[0], "y": row.head.y} for row in rows.rows if row.head]
    if heads:
        marks.append(
            words(
                "head",
                2,
                At("y"),
                align="left",
                rows=heads,
                fontWeight=700,
            )
        )
    return marks


def values_in_a_column(rows: Rows) -> list[Mark]:
    """The values of rows at the right edge; a narrow drawing has them in the names."""
    if rows.narrow:
        return []
    return [
        words(
            "lines",
            rows.right + 8,
            At("value_y"),
            color=QUIET,
            align="left",
        )
    ]


def values_beside(rows: Rows, end: At) -> list[Mark]:
    """The values of rows where their marks end; a narrow drawing has them in the names."""
    if rows.narrow:
        return []
    return [
        words(
            "lines",
            end,
            At("value_y"),
            color=QUIET,
            align="left",
            dx=9,
        )
    ]


# ---------------------------------------------------------------- bars


def row_bars(
    scale: Scale, start: str, end: str, paint: Paint | None = None, only: str = "", **look: object
) -> Mark:
    """A bar in each row, from one field to another; nothing is painted inside unless it is told."""
    x, y = At(start, scale, to=end), At("top", to="bottom")
    return bars(x, y, paint, only, **{"fill": CLEAR, **look})


def thickness(data: ChartData) -> int:
    """How thick a bar is: a chart of few rows is no smaller than one of many."""
    return min(max(FEW_BARS // max(len(data.points), 1), BAR), THICKEST)


def draw_bars(data: ChartData, canvas: Canvas) -> Picture:
    """Bars from zero; what is only intended is an outline, a range ends in a dashed one.

    Bars of what is below zero run to the left, and their values stand right of zero.
    """
    rows, values = stack_points(data, canvas, thickness(data))
    scale = Scale(data.depth, data.reach, rows.left, rows.right)
    for row, point in zip(values, data.points, strict=True):
        row["to"] = _sure_end(point)
        row["tip"] = max(0.0, *point.numbers)
    marks = [row_bars(scale, "zero", "to", POINT)]
    if data.has_ranges:
        marks += [_dashed(scale), whiskers(scale)]
    marks += [*zero_line(data, scale, rows), *names(rows), *values_beside(rows, At("tip", scale))]
    return Picture(values, marks, rows.height)


def _sure_end(point: Point) -> float:
    """Where a solid bar ends: at the value, or at that end of a range which is nearer to zero."""
    if point.value is not None:
        return float(point.value)
    low, high = point.low or 0.0, point.high or 0.0
    return max(low, 0.0) or min(high, 0.0)


def _dashed(scale: Scale) -> Mark:
    """From the low to the high end of each range."""
    look = {"strokeDash": [4, 3], "aria": False}
    return row_bars(
        scale,
        "low",
        "high",
        Paint("color"),
        IS_RANGE,
        **look,
    )


def whiskers(scale: Scale) -> Mark:
    """A thin line from the low to the high end of each interval around a value."""
    look = {"stroke": INK, "strokeWidth": 1.5}
    return Mark(
        "rule",
        At("low", scale, to="high"),
        At("y"),
        look=look,
        only=IS_INTERVAL,
    )


def zero_line(data: ChartData, scale: Scale, rows: Rows) -> list[Mark]:
    """A line at zero, where marks stand on both sides of it."""
    if not data.depth:
        return []
    lines: Data = [{"top": top, "bottom": bottom} for top, bottom in bands(rows)]
    return [
        rules(
            scale.at(0),
            At("top", to="bottom"),
            lines,
            stroke=QUIET,
        )
    ]


# ---------------------------------------------------------------- dots


def dot_scale(rows: Rows, first: float, last: float) -> Scale:
    """An even scale between the names and the values of rows of dots."""
    return Scale(first, last, rows.left + INSET, rows.right - INSET)


def row_dots(data: ChartData, scale: Scale) -> list[Mark]:
    """A dot for each value, and a bar with round ends from low to high for each range."""
    marks = [
        dots(
            At("value", scale),
            At("y"),
            95,
            only="isValid(datum.value)",
        )
    ]
    if data.has_ranges:
        x, y = At("low", scale, to="high"), At("top", to="bottom")
        marks = [
            bars(
                x,
                y,
                only=IS_RANGE,
                cornerRadius=5,
            ),
            whiskers(scale),
            *marks,
        ]
    return marks


def guides(rows: Rows) -> Mark:
    """A quiet line through each row, from its name to its value."""
    lines: Data = [{"from": rows.left, "to": rows.right, "at": row.y} for row in rows.rows]
    return rules(At("from", to="to"), At("at"), lines)


# ---------------------------------------------------------------- lines of a scale


@dataclass(frozen=True)
class Tick:
    """A value or a day of a scale that has a line and a name."""

    at: float | str
    words: str
    x: float


def bands(rows: Rows, top: float = 0) -> list[tuple[float, float]]:
    """From where to where the lines of a scale run: not through the names of a narrow drawing."""
    if rows.narrow:
        return [(row.y - 9, row.y + 9) for row in rows.rows]
    return [(top, rows.height)]


def value_ticks(ticks: Ticks, scale: Scale) -> list[Tick]:
    """The named values that stand on a scale."""
    return [Tick(value, name, scale.at(value)) for value, name in ticks if value <= scale.last]


def tick_marks(
    ticks: Sequence[Tick],
    scale: AnyScale,
    canvas: Canvas,
    bands: Sequence[tuple[float, float]],
    words_y: float,
    apart: float = 8,
) -> list[Mark]:
    """Lines at ticks, with their names; those whose names would cover each other are left out."""
    named = list(_with_room(ticks, scale.end + 16, canvas, apart))
    lines: Data = [
        {"at": tick.at, "top": top, "bottom": bottom} for tick in named for top, bottom in bands
    ]
    names: Data = [{"at": tick.at, "tick": tick.words} for tick in named]
    return [
        rules(At("at", scale), At("top", to="bottom"), lines),
        words("tick", At("at", scale), words_y, color=QUIET, rows=names),
    ]


def _with_room(
    ticks: Sequence[Tick],
    edge: float,
    canvas: Canvas,
    apart: float,
) -> Iterator[Tick]:
    """The ticks whose names stand at least so far apart, and within the edge."""
    taken = 0.0
    for tick in ticks:
        half = canvas.letters.width(tick.words) / 2
        if tick.x - half > taken and tick.x + half < edge:
            taken = tick.x + half + apart
            yield tick
