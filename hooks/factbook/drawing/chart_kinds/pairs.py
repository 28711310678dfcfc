"""How far apart two values of each group are: two dots on a line, joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...record.book import Book
from ...record.kinds import Chart
from .. import checks
from ..canvas import Canvas, Scale
from ..chart_kind import OF_INDICATOR, ChartKind, Finding
from ..letters import LINE
from ..marks import At, Data, Datum, Mark, Picture, about_value, datum, rules, words
from ..palette import QUIET
from ..rows import ChartData, chart_addresses
from ..said_once import after_group
from ..two_scales import dots_on_lines, unit_above

NAMES = 0.24  # of the width, for the names of groups left of their lines
HEAD = 30  # room above the first line for what is counted, in px
STEP, NARROW_STEP = 56, 32  # from one line to the next; from a line to the next words, in px
GAP = 10  # from a dot to its words, in px
SIDE = 8  # left and right of the outermost dots, in px
SHORTEST = 160  # a line with words at both ends of it, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Two single values of each group."""
    assert chart.indicator  # one of its needs
    of_indicator = book.indicators[chart.indicator].rows
    keys = [address.partition("#")[2] for address in chart_addresses(book, chart)]
    named = [of_indicator[key].group for key in keys if key in of_indicator]
    groups = [group.in_(book.first_language) if group else "" for group in named]
    for group in dict.fromkeys(groups):
        if not group:
            yield "rows", "each row of a pair has a 'group', the name of its pair"
        elif groups.count(group) != 2:
            yield "rows", f"a pair has two rows of one 'group'; '{group}' has {groups.count(group)}"
    yield from checks.ranges(book, chart)


@dataclass(frozen=True)
class Pair:
    """The numbers of the two points of a group, the lower one first, and their words."""

    name: str
    low: int
    high: int
    low_words: str
    high_words: str


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """A line for each group; the words of its dots stand at its ends, or above it on a phone.

    one      average 3 ●────● 5 best
    another     average 2 ●──● 3 best
    """
    pairs = _pairs(data)
    scale = None if canvas.narrow else _scale_between_words(pairs, data, canvas)
    if scale is None:
        return _draw_words_above(pairs, data, canvas)
    return _draw_words_beside(pairs, data, canvas, scale)


def _pairs(data: ChartData) -> list[Pair]:
    """The pairs in the order of the record."""
    numbers = range(len(data.points))
    pairs: list[Pair] = []
    for name, group in groupby(numbers, key=lambda number: data.points[number].group):
        low, high = sorted(group, key=lambda number: data.points[number].reach)
        pairs.append(
            Pair(
                name,
                low,
                high,
                _words(data, low),
                _words(data, high),
            )
        )
    return pairs


def _words(data: ChartData, number: int) -> str:
    """What a dot is of its group, and its value."""
    point = data.points[number]
    value = data.comma.join((point.number or point.brief, *about_value(data, point)))
    return f"{after_group(point)} {value}".strip()


# ---------------------------------------------------------------- words beside the dots


def _left(pairs: Sequence[Pair], canvas: Canvas) -> float:
    """Where lines may begin, right of the names of their groups."""
    names = [canvas.letters.wrap(pair.name, canvas.width * NAMES) for pair in pairs]
    return canvas.letters.widest(names) + 16


def _scale_between_words(
    pairs: Sequence[Pair],
    data: ChartData,
    canvas: Canvas,
) -> Scale | None:
    """From zero to the highest value, so short that all words have room; None if too short."""
    left, width = _left(pairs, canvas), canvas.letters.width
    first, last = data.depth, data.reach
    start, end = left + SIDE, float(canvas.width - SIDE)
    for _ in range(3):  # each end moves a little when the other does
        for pair in pairs:
            part = (data.points[pair.low].reach - first) / (last - first)
            room = width(pair.low_words, bold=True) + GAP
            start = max(start, (left + room - part * end) / (1 - part) if part < 1 else start)
            part = (data.points[pair.high].reach - first) / (last - first)
            room = width(pair.high_words, bold=True) + GAP
            end = min(end, (canvas.width - room - start * (1 - part)) / part if part else end)
    if end - start < SHORTEST:
        return None
    return Scale(first, last, start, end)


def _draw_words_beside(
    pairs: Sequence[Pair], data: ChartData, canvas: Canvas, scale: Scale
) -> Picture:
    values: list[Datum] = [{} for _ in data.points]
    lines: Data = []
    for place, pair in enumerate(pairs):
        y = HEAD + STEP * (place + 0.5)
        name = canvas.letters.wrap(pair.name, canvas.width * NAMES)
        lines.append(
            _line(
                pair,
                data,
                scale,
                y,
                name,
                y - LINE * (len(name) - 1) / 2,
            )
        )
        for number, align, said in (
            (pair.low, "right", pair.low_words),
            (pair.high, "left", pair.high_words),
        ):
            values[number] = _dot(
                data,
                number,
                scale,
                y,
                said=said,
                align=align,
            )
    marks = [
        *_ground(
            data,
            scale,
            _free_of_words(
                pairs,
                data,
                canvas,
                scale,
            ),
        ),
        *_joined(lines, values),
        words("name", 2, At("name_y"), align="left", rows=lines),
        *(
            words(
                "words",
                At("x"),
                At("y"),
                align=align,
                only=f"datum.align == '{align}'",
                fontWeight={"expr": "datum.weight"},
                dx=-GAP if align == "right" else GAP,
            )
            for align in ("right", "left")
        ),
    ]
    return Picture(values, marks, HEAD + STEP * len(pairs) + 4)


def _free_of_words(
    pairs: Sequence[Pair], data: ChartData, canvas: Canvas, scale: Scale
) -> list[tuple[float, float]]:
    """From where to where the line at zero runs: not through words."""
    bands: list[tuple[float, float]] = []
    for place, pair in enumerate(pairs):
        begins = scale.at(data.points[pair.low].reach) - GAP
        if begins - canvas.letters.width(pair.low_words, bold=True) > scale.at(0):
            bands.append((HEAD + STEP * place, HEAD + STEP * (place + 1)))
    return bands


# ---------------------------------------------------------------- words above the dots


def _draw_words_above(
    pairs: Sequence[Pair],
    data: ChartData,
    canvas: Canvas,
) -> Picture:
    scale = Scale(data.depth, data.reach, SIDE, canvas.width - SIDE)
    values: list[Datum] = [{} for _ in data.points]
    lines: Data = []
    y = HEAD - 2.0
    for pair in pairs:
        name = canvas.letters.wrap(pair.name, canvas.width - 4, bold=True)
        said = canvas.letters.wrap(pair.low_words, canvas.width - 4)
        said += canvas.letters.wrap(pair.high_words, canvas.width - 4)
        below = y + LINE * len(name)
        middle = below + LINE * len(said) + 8
        lines.append(
            _line(
                pair,
                data,
                scale,
                middle,
                name,
                y + LINE / 2,
            )
        )
        lines[-1] |= {"said": said, "said_y": below + LINE / 2}
        for number in (pair.low, pair.high):
            values[number] = _dot(
                data,
                number,
                scale,
                middle,
                said="",
                align="",
            )
        y = middle + NARROW_STEP
    grounds = [(float(str(line["y"])) - 9, float(str(line["y"])) + 9) for line in lines]
    marks = [
        *_ground(data, scale, grounds),
        *_joined(lines, values),
        words(
            "name",
            2,
            At("name_y"),
            align="left",
            rows=lines,
            fontWeight=700,
        ),
        words("said", 2, At("said_y"), align="left", rows=lines),
    ]
    return Picture(values, marks, y - NARROW_STEP + 14)


# ---------------------------------------------------------------- what both have


def _line(
    pair: Pair, data: ChartData, scale: Scale, y: float, name: list[str], name_y: float
) -> Datum:
    """The row of data of a group: its name, and the line from one dot to the other."""
    return {
        "low": scale.at(data.points[pair.low].reach),
        "high": scale.at(data.points[pair.high].reach),
        "y": y,
        "name": name,
        "name_y": name_y,
    }


def _dot(
    data: ChartData,
    number: int,
    scale: Scale,
    y: float,
    said: str,
    align: str,
) -> Datum:
    x = scale.at(data.points[number].reach)
    return datum(data, number, x=x, y=y, words=said, align=align)


def _joined(lines: Data, values: Data) -> list[Mark]:
    """The dots of each group, and a line between them."""
    return [
        rules(
            At("low", to="high"),
            At("y"),
            lines,
            stroke=QUIET,
            strokeWidth=3,
            opacity=0.5,
        ),
        dots_on_lines(At("x"), At("y"), 130, values),
    ]


def _ground(
    data: ChartData,
    scale: Scale,
    bands: Sequence[tuple[float, float]],
) -> list[Mark]:
    """What is counted, and a line at zero."""
    zero: Data = [{"top": top, "bottom": bottom} for top, bottom in bands]
    return [
        *unit_above(data),
        rules(scale.at(0), At("top", to="bottom"), zero),
    ]


KIND = ChartKind(
    draw=draw,
    needs=("indicator",),
    reads=(*OF_INDICATOR, "remarks"),
    check=check,
)
