"""A dot for each value and a bar from low to high for each range, on a scale that holds zero."""

from ..canvas import Canvas
from ..chart_kind import ChartKind
from ..marks import Picture
from ..rows import ChartData
from ..rows_of_marks import (
    DOT,
    dot_scale,
    guides,
    names,
    row_dots,
    stack_points,
    thickness,
    values_in_a_column,
    zero_line,
)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Rows of dots, under the names of their groups where these hold several rows."""
    groups = {point.group for point in data.points}
    grouped = 1 < len(groups) < len(data.points)
    thick = DOT if data.has_ranges else max(DOT, thickness(data) - 8)
    rows, values = stack_points(data, canvas, thick, with_heads=grouped)
    scale = dot_scale(rows, data.depth, data.reach)
    marks = [
        guides(rows),
        *zero_line(data, scale, rows),
        *row_dots(data, scale),
        *names(rows),
        *values_in_a_column(rows),
    ]
    return Picture(values, marks, rows.height)


KIND = ChartKind(draw=draw)
