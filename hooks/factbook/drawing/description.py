"""What a chart shows, in words, for people who cannot see it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..meaning.wording import Wording
from .chart_kind import ChartKind
from .marks import named
from .rows import ChartData, Point


def describe(data: ChartData, kind: ChartKind, say: Wording) -> str:
    """How many rows there are, the highest and the lowest, and where lines change or break.

    What has fewer than two values is told row by row.
    """
    if kind.describe:
        return kind.describe(data, say)
    measured = [point for point in data.points if point.value is not None]
    if len(measured) < 2:
        return "; ".join(map(named, data.points)) + "."
    sentences = [_ends(data, measured, kind, say)]
    if kind.tells_changes:
        sentences += _changes(data.points, say)
    broken = {_period(point) or point.label: None for point in data.points if point.breaks}
    if broken:
        sentences.append(say("chart.broken", label=say.listed(*broken)))
    sentences += [f"{missing}." for _, missing in data.gaps]
    return " ".join(sentences)


def _ends(
    data: ChartData,
    measured: Sequence[Point],
    kind: ChartKind,
    say: Wording,
) -> str:
    """The highest and the lowest value; of a ranking the best place and the last."""
    highest = _with_value(max(measured, key=_value), say)
    lowest = _with_value(min(measured, key=_value), say)
    count = len(measured)
    if kind.lowest_is_best:
        return say(
            "chart-words.ranks",
            count=count,
            highest=lowest,
            lowest=highest,
        )
    return say(
        "chart-words",
        count=count,
        highest=highest,
        lowest=lowest,
    )


def _value(point: Point) -> float:
    return point.value or 0.0


def _with_value(point: Point, say: Wording) -> str:
    """A value with its row, its stage and its group, each said once."""
    group = "" if point.group in point.label else point.group
    about = say.listed(*dict.fromkeys((point.label, point.stage_word, group)))
    return say("aside", said=point.text, note=about)


def _changes(points: Sequence[Point], say: Wording) -> Iterator[str]:
    """The change of each line from its first point to its last."""
    for line in _lines(points):
        first, last = line[0], line[-1]
        change = _change(first, last, say) if len(line) > 1 else None
        if change is not None:
            sentence = say(
                "chart.change",
                name="" if first.group in _period(first) else f"{first.group}: ",
                first=first.text,
                last=last.text,
                start=_period(first),
                end=_period(last),
                change=change,
            )
            yield sentence[:1].upper() + sentence[1:]


def _period(point: Point) -> str:
    """The label of a point without the name of its line, which is said once."""
    return point.label.removeprefix(f"{point.group}, ") if point.group else point.label


def _change(first: Point, last: Point, say: Wording) -> str | None:
    """From one value to another, in percent of the first; None where that has no meaning.

    Of percentages nothing is said: a percentage of percents would be taken for points.
    """
    before, after = first.value, last.value
    if before is None or after is None or before <= 0 or after < 0:
        return None
    if last.in_percent:
        return ""
    change = 100 * Decimal(str(after)) / Decimal(str(before)) - 100
    sign = "+" if change > 0 else ""
    return f": {say('percent', n=sign + say.rounded(change))}"


def _lines(points: Sequence[Point]) -> list[list[Point]]:
    """The points of each line; a line ends with its group, or where something else is counted."""
    lines: list[list[Point]] = []
    for point in points:
        if lines and lines[-1][0].group == point.group and not point.breaks:
            lines[-1].append(point)
        else:
            lines.append([point])
    return lines
