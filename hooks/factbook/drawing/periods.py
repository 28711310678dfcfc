"""Periods below a drawing, and the years of which nothing is known."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..meaning.wording import Wording
from .canvas import Canvas, TimeScale
from .marks import At, Data, Mark, rules, words
from .palette import QUIET
from .rows import ChartData, Gaps, Point

NEW_YEAR = "-01-01"
DASHED = [2, 4]  # px of line and of gap


def missing_years(points: Sequence[Point], say: Wording) -> Gaps:
    """The years between the first and the last of points by year that no point is of, in words."""
    periods = {point.period for point in points}
    if not all(period.endswith(NEW_YEAR) for period in periods):
        return ()
    years = range(min(_years(periods)), max(_years(periods)))
    without = [year for year in years if f"{year:04}{NEW_YEAR}" not in periods]
    return tuple(
        (f"{year:04}{NEW_YEAR}", say("chart.gap", year=say("date.year", year=year)))
        for year in without
    )


def _years(periods: set[str]) -> list[int]:
    return [int(period[:4]) for period in periods]


def is_after_gap(before: Point, point: Point, gaps: Gaps) -> bool:
    """Whether years are missing between two points."""
    return any(before.period < missing < point.period for missing, _ in gaps)


def names_of_periods(data: ChartData, across: TimeScale) -> dict[float, str]:
    """What stands at which place below a drawing, in px: its periods, and the missing years."""
    known = {point.period: point.when for point in data.points}
    return {across.at(period): name for period, name in {**dict(data.gaps), **known}.items()}


def feet(names: Mapping[float, str], y: float, canvas: Canvas) -> Mark:
    """The names of periods, as far as they have room."""
    room = _room_of_a_foot(sorted(names), canvas)
    rows: Data = []
    edge = 0.0
    for place in sorted(names):
        lines = canvas.letters.wrap_words(names[place], room, canvas.width)
        half = canvas.letters.widest([lines]) / 2
        x = within(place, half, canvas)
        if x - half >= edge:
            rows.append({"x": x, "y": y, "when": lines})
            edge = x + half + 4
    return words("when", At("x"), At("y"), color=QUIET, rows=rows)


def _room_of_a_foot(places: Sequence[float], canvas: Canvas) -> float:
    """How wide the name of a period may be: as its gap to the next."""
    gaps = [after - before for before, after in pairwise(places)]
    return max(min([canvas.width / 3, *gaps]) - 6, 40)


def within(middle: float, half: float, canvas: Canvas) -> float:
    """The middle of words, moved so that they are not cut at an edge."""
    return min(max(middle, half), canvas.width - half)


def across_gaps(
    values: Data,
    points: Sequence[Point],
    gaps: Gaps,
    x: At,
    y: At,
) -> Iterator[Mark]:
    """A dashed line over missing years, from the point before them to the one after."""
    rows: Data = []
    for (before, start), (point, end) in pairwise(zip(points, values, strict=True)):
        same = before.group == point.group and not point.breaks
        if same and is_after_gap(before, point, gaps):
            rows.append({"x": start[x.field], "to_x": end[x.field], "color": end["color"]})
            rows[-1] |= {"y": start[y.field], "to_y": end[y.field]}
    if rows:
        yield rules(
            At("x", x.scale, to="to_x"),
            At("y", y.scale, to="to_y"),
            rows,
            strokeDash=DASHED,
            strokeWidth=2,
            stroke=QUIET,
        )
