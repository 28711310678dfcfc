"""What all names of a chart's rows end in: it stands once above the drawing, not in every row."""

from collections.abc import Sequence
from dataclasses import replace

from .letters import LINE
from .marks import Data, Picture, words
from .palette import QUIET
from .rows import ChartData, Point

JOINT = ", "  # between the name of a group and what the row is of it
DEEP = LINE + 6  # of the line above the drawing, in px


def common_part(points: Sequence[Point]) -> str:
    """What follows the group in the name of every row, where that is the same in all; else ''."""
    parts = {after_group(point) for point in points}
    return parts.pop() if len(points) > 1 and len(parts) == 1 else ""


def after_group(point: Point) -> str:
    """What a row is called besides its group; '' where it is not called by its group."""
    begins = f"{point.group}{JOINT}"
    return point.label.removeprefix(begins) if point.group and begins in point.label else ""


def named_once(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points by the names of their groups, where all that follows is the same."""
    if not common_part(points):
        return tuple(points)
    return tuple(replace(point, name=point.group) for point in points)


def with_common_part(picture: Picture, data: ChartData) -> Picture:
    """The picture below what the names of all its rows end in."""
    common = common_part(data.points)
    if not common:
        return picture
    above = picture.above + DEEP
    rows: Data = [{"common": common}]
    line = words(
        "common",
        2,
        LINE / 2 - above,
        color=QUIET,
        align="left",
        rows=rows,
    )
    return replace(picture, marks=[*picture.marks, line], above=above)
