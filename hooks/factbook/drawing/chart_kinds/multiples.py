"""Small multiples: a little drawing along time for each group, all on the same scales."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale, TimeScale
from ..chart_kind import OF_INDICATOR, ChartKind, Finding
from ..letters import LINE
from ..marks import BOLD_IF_STRESSED, At, Data, Datum, Mark, Picture, datum, rules, words
from ..palette import QUIET
from ..rows import ChartData, Point
from ..two_scales import dots_on_lines, lines_through
from .series import rows

COLUMNS, NARROW_COLUMNS = 4, 2
BETWEEN = 20  # one little drawing and the next beside it, in px
PLOT = 88  # how tall its plot is, in px
ABOVE = 24  # room above the highest point for a value, in px
BELOW = 22  # from the ground of one to the name of the next, in px
EDGE = 5  # half of a dot, which is not cut at the edges, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Each row is one value of a group at one time."""
    assert chart.indicator  # one of its needs
    of_indicator = book.indicators[chart.indicator].rows
    for key in chart.rows or of_indicator:
        if key in of_indicator and not of_indicator[key].group:
            yield "rows", f"the row '{key}' has no 'group'; each group has a little drawing"
    yield from checks.rows_without_period(book, chart)
    yield from checks.rows_of_one_time(book, chart)
    yield from checks.ranges(book, chart)


@dataclass(frozen=True)
class Panel:
    """One little drawing: the numbers of its points, its name, and where it stands, in px."""

    numbers: list[int]
    name: list[str]
    left: float
    right: float
    top: float  # of its name
    ground: float


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Panels from the highest last value to the lowest, in lines as they are read.

    one         another
      __/ 12    ___  3
    2025 2026   2025 2026
    """
    panels = _panels(data, canvas)
    across = _periods(data)
    values: list[Datum] = [{} for _ in data.points]
    for panel in panels:
        for number, row in _rows_of(panel, data, across, canvas):
            values[number] = row
    feet = list(_feet(panels, data, across, canvas))
    marks = [
        _grounds(panels, data),
        lines_through(At("x"), At("y"), "line", 2),
        dots_on_lines(At("x"), At("y"), 45, values),
        _names(panels, data),
        words(
            "shown",
            At("shown_x"),
            At("shown_y"),
            align="right",
            fontWeight=BOLD_IF_STRESSED,
        ),
        words(
            "first",
            At("x"),
            At("shown_y"),
            color=QUIET,
            align="left",
            dx=-EDGE,
        ),
        *_words_of_feet(feet),
    ]
    deepest = max(panel.ground for panel in panels)
    height = deepest + LINE * max(len(foot.lines) for foot in feet) + 6
    return Picture(values, marks, height)


# ---------------------------------------------------------------- panels


def _panels(data: ChartData, canvas: Canvas) -> list[Panel]:
    """A panel for each group; as many beside each other as the canvas has room for."""
    groups = _groups(data)
    columns = min(NARROW_COLUMNS if canvas.narrow else COLUMNS, len(groups))
    wide = (canvas.width - BETWEEN * (columns - 1)) / columns
    names = [
        canvas.letters.wrap(data.points[numbers[0]].group, wide, bold=True) for numbers in groups
    ]
    panels: list[Panel] = []
    top = 0.0
    for start in range(0, len(groups), columns):
        line = range(start, min(start + columns, len(groups)))
        deep = LINE * max(len(names[place]) for place in line)
        ground = top + deep + ABOVE + PLOT
        for place in line:
            left = (place - start) * (wide + BETWEEN)
            panels.append(
                Panel(
                    groups[place],
                    names[place],
                    left,
                    left + wide,
                    top,
                    ground,
                )
            )
        top = ground + BELOW
    return panels


def _groups(data: ChartData) -> list[list[int]]:
    """The numbers of the points of each group; that with the highest last value first."""
    numbers = range(len(data.points))
    groups = [list(of) for _, of in groupby(numbers, key=lambda number: data.points[number].group)]
    return sorted(groups, key=lambda numbers: -data.points[numbers[-1]].reach)


def _periods(data: ChartData) -> tuple[str, str]:
    periods = [point.period for point in data.points]
    return min(periods), max(periods)


def _along(panel: Panel, across: tuple[str, str]) -> TimeScale:
    return TimeScale(*across, panel.left + EDGE, panel.right - EDGE)


def _up(panel: Panel, data: ChartData) -> Scale:
    return Scale(data.depth, data.reach, panel.ground, panel.ground - PLOT)


def _rows_of(
    panel: Panel, data: ChartData, across: tuple[str, str], canvas: Canvas
) -> Iterator[tuple[int, Datum]]:
    """The rows of data of a panel: its last value is printed, and its first where there is room."""
    along = _along(panel, across)
    up = _up(panel, data)
    lines = _lines(panel.numbers, data.points)
    last, first = panel.numbers[-1], panel.numbers[0]
    words_of = {number: data.points[number].brief for number in (first, last)}
    apart = along.at(data.points[last].period) - along.at(data.points[first].period)
    room = apart + 2 * EDGE - 10 - sum(map(canvas.letters.width, words_of.values()))
    for number, line in zip(panel.numbers, lines, strict=True):
        point = data.points[number]
        x, y = along.at(point.period), up.at(point.reach)
        is_last = number == last
        yield (
            number,
            datum(
                data,
                number,
                x=x,
                y=y,
                line=line,
                shown=words_of[last] if is_last else "",
                first=words_of[first] if number == first != last and room > 0 else "",
                shown_x=x + EDGE,
                shown_y=y - 13,
            ),
        )


def _lines(numbers: Sequence[int], points: Sequence[Point]) -> Iterator[str]:
    """For each point the line that it belongs to: a new one where something else is counted."""
    breaks = 0
    for number in numbers:
        breaks += points[number].breaks
        yield f"{numbers[0]}-{breaks}"


def _grounds(panels: Sequence[Panel], data: ChartData) -> Mark:
    """A line at the zero of each panel: at its ground, where nothing is below."""
    rows: Data = [
        {"left": panel.left, "right": panel.right, "ground": _up(panel, data).at(0)}
        for panel in panels
    ]
    return rules(At("left", to="right"), At("ground"), rows)


def _names(panels: Sequence[Panel], data: ChartData) -> Mark:
    """The name of each panel above it."""
    rows: Data = [
        {
            "name": panel.name,
            "x": panel.left,
            "y": panel.top + LINE / 2,
            "weight": 700 if data.points[panel.numbers[-1]].stressed else 400,
        }
        for panel in panels
    ]
    return words(
        "name",
        At("x"),
        At("y"),
        align="left",
        rows=rows,
        fontWeight=BOLD_IF_STRESSED,
    )


# ---------------------------------------------------------------- feet


@dataclass(frozen=True)
class Foot:
    """A period below a panel."""

    lines: list[str]
    x: float
    y: float
    align: str


def _feet(
    panels: Sequence[Panel], data: ChartData, across: tuple[str, str], canvas: Canvas
) -> Iterator[Foot]:
    """The first and the last period below the panels that have no other below them."""
    when = {point.period: point.when for point in data.points}
    first, last = across
    lowest = {panel.left: panel for panel in panels}
    for panel in lowest.values():
        room = (panel.right - panel.left) / 2 - 4
        y = panel.ground + LINE
        yield Foot(
            canvas.letters.wrap_words(when[first], room, room),
            panel.left,
            y,
            "left",
        )
        yield Foot(
            canvas.letters.wrap_words(when[last], room, room),
            panel.right,
            y,
            "right",
        )


def _words_of_feet(feet: Sequence[Foot]) -> Iterator[Mark]:
    for align in ("left", "right"):
        rows: Data = [
            {"when": foot.lines, "x": foot.x, "y": foot.y} for foot in feet if foot.align == align
        ]
        yield words(
            "when",
            At("x"),
            At("y"),
            color=QUIET,
            align=align,
            rows=rows,
        )


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("indicator",),
    reads=OF_INDICATOR,
    check=check,
    tells_changes=True,
)
