"""What blue and orange mean, in words above the drawing, where a chart has several payers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .canvas import Canvas
from .letters import LINE
from .marks import At, Data, Mark, Paint, Picture, bars, words
from .palette import PAID_BY, QUIET
from .rows import ChartData

SWATCH = 11  # the side of a square of colour, in px
BESIDE, BETWEEN = 6, 18  # from a square to its words, and from these to the next square, in px
STEP = LINE + 4  # from one line of squares to the next, in px
BELOW = 8  # from the last line to the drawing, in px


@dataclass(frozen=True)
class Swatch:
    """A square of colour and its words: on which line they stand, and from where on, in px."""

    payer: str
    words: str
    line: int
    x: float


def with_payers(picture: Picture, data: ChartData, canvas: Canvas) -> Picture:
    """The picture below a line of squares in its colours, each with who pays."""
    if not data.payers:
        return picture
    swatches = list(_swatches(data, canvas))
    above = (swatches[-1].line + 1) * STEP + BELOW
    rows: Data = [_row(swatch, above) for swatch in swatches]
    marks = [*picture.marks, _squares(rows), _names(rows)]
    return replace(picture, marks=marks, above=above)


def _swatches(data: ChartData, canvas: Canvas) -> Iterator[Swatch]:
    """One for each payer, in as many lines as they need."""
    line, x = 0, 2.0
    for payer, name in data.payers:
        wide = SWATCH + BESIDE + canvas.letters.width(name)
        if x + wide > canvas.width and x > 2:
            line, x = line + 1, 2.0
        yield Swatch(payer, name, line, x)
        x += wide + BETWEEN


def _row(swatch: Swatch, above: float) -> dict[str, object]:
    """The row of data of a square; the first line stands at the top of the room above."""
    y = swatch.line * STEP + STEP / 2 - above
    return {
        "x": swatch.x,
        "end": swatch.x + SWATCH,
        "top": y - SWATCH / 2,
        "bottom": y + SWATCH / 2,
        "color": PAID_BY.get(swatch.payer, QUIET),
        "words_x": swatch.x + SWATCH + BESIDE,
        "words_y": y,
        "payer": swatch.words,
    }


def _squares(rows: Data) -> Mark:
    paint = Paint("color", "color")
    squares = bars(
        At("x", to="end"),
        At("top", to="bottom"),
        paint,
        aria=False,
    )
    return replace(squares, rows=rows)


def _names(rows: Data) -> Mark:
    return words(
        "payer",
        At("words_x"),
        At("words_y"),
        color=QUIET,
        align="left",
        rows=rows,
    )
