"""Parts of one whole, as one column that is divided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise

from ...meaning.figures import CannotCompute, current, total
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..canvas import Canvas, Scale
from ..chart_kind import OF_PRESENT_FIGURES, ChartKind, Finding
from ..labels import spread
from ..layout import Block
from ..letters import LINE
from ..marks import (
    BOLD_IF_STRESSED,
    POINT,
    At,
    Data,
    Datum,
    Picture,
    bars,
    datum,
    rules,
    value_words,
    words,
)
from ..rows import ChartData, Point, chart_addresses, known_figures, readings

WIDE, NARROW, TO_WORDS = 190, 96, 40  # of the column, and from it to the words, in px
LEAST = 260  # how high the column is at least, in px
TOP = 4
ALL_ROUNDED = 101  # percent: what parts of a whole may be in all when each is rounded
APART = 1.5  # half of the gap between two parts, in px
BETWEEN = 6  # between the words of two parts, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Only what may be summed is drawn as parts of a whole."""
    addresses = known_figures(book, chart)
    for address in addresses:
        if (current(book.figures[address]).value or 0) < 0:
            yield "kind", f"'{address}' is below zero, and so no part of a whole"
    try:
        whole = total(book, addresses).value
    except CannotCompute as error:
        yield "kind", f"these are not parts of one whole: {error}"
    else:
        if not whole:
            yield "kind", "the whole is zero; nothing can be a part of it"
        elif whole > ALL_ROUNDED and _is_percent(book, addresses[0]):
            message = f"together they are {whole:f} percent, so some overlap"
            yield "kind", f"these are not parts of one whole: {message}"


def _is_percent(book: Book, address: str) -> bool:
    return book.units[book.figures[address].unit].is_percent


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each part, with its share."""
    whole = _whole(book, chart)
    for point in readings(book, chart, say):
        share = say("percent", n=say.rounded(100 * Decimal(str(point.value)) / whole))
        text = say("aside", said=point.text, note=share)
        shown = say("aside", said=point.shown, note=share) if point.shown else ""
        yield replace(point, text=text, shown=shown)


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The whole that the shares are shares of."""
    return replace(data, total=float(_whole(book, chart)))


def _whole(book: Book, chart: Chart) -> Decimal:
    return total(book, chart_addresses(book, chart)).value


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """One column of all parts, each as high as its share, with its words beside it.

    ████  one: 6 (60%)
    ████
    ▒▒▒▒  another: 4 (40%)
    """
    side = NARROW if canvas.narrow else WIDE
    room = canvas.width - side - TO_WORDS - 2
    lines = [
        canvas.letters.wrap(f"{point.row_name}: {value_words(data, point)}", room, bold=True)
        for point in data.points
    ]
    height = max(LEAST, sum(LINE * len(block) + BETWEEN for block in lines))
    scale = Scale(0, data.total or 1.0, TOP, TOP + height)
    values = list(_values(data, lines, scale, side))
    marks = [
        bars(At("left", to="right"), At("from", to="to"), POINT),
        rules(At("right", to="words_x"), At("middle", to="words_y"), _leads(values)),
        words(
            "lines", At("words_x"), At("first_y"), align="left", dx=4, fontWeight=BOLD_IF_STRESSED
        ),
    ]
    return Picture(values, marks, TOP + height + TOP)


def _leads(values: Data) -> Data:
    """Lines from the parts to their words."""
    return [
        {
            "right": row["right"],
            "middle": row["middle"],
            "words_x": row["words_x"],
            "words_y": row["words_y"],
        }
        for row in values
    ]


def _values(
    data: ChartData, lines: Sequence[list[str]], scale: Scale, side: float
) -> Iterator[Datum]:
    """The row of data of each part, from the top down; no words cover others."""
    ends = list(accumulate((point.reach for point in data.points), initial=0.0))
    middles = [scale.at((start + end) / 2) for start, end in pairwise(ends)]
    depths = [LINE * len(block) + BETWEEN for block in lines]
    places = spread(middles, depths, scale.end + BETWEEN)
    for number, (start, end) in enumerate(pairwise(ends)):
        yield datum(
            data,
            number,
            left=1,
            right=side,
            **{"from": scale.at(start) + APART, "to": scale.at(end) - APART},
            middle=middles[number],
            words_x=side + TO_WORDS - 4,
            words_y=places[number],
            first_y=Block.around(places[number], lines[number]).y,
            lines=lines[number],
        )


KIND = ChartKind(
    draw=draw,
    rows=rows,
    reads=(*OF_PRESENT_FIGURES, "remarks"),
    check=check,
    frame=frame,
)
