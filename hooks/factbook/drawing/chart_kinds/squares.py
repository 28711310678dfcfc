"""What became of a number that was promised: one square for so many, filled by stage."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, sqrt

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import BESIDE_THE_LADDER, STAGES, Chart, Level, Unit
from ...record.values import Address
from .. import checks
from ..canvas import Canvas
from ..chart_kind import ChartKind, Finding
from ..letters import LINE
from ..marks import FILLED, At, Data, Mark, Paint, Picture, datum, words
from ..palette import CLEAR, HOLDS, INK, QUIET, Color
from ..rows import INTENDED, ChartData, Point, as_float, merge_sources

MOST_SQUARES = 1000  # that anybody can take in
LARGEST = 30  # the widest step from one square to the next, in px
GAP = 0.2  # what part of a step is the room between
SWATCH, WORDS = 13, 22  # the side of a square of the key, and where its words begin, in px
ABOVE_KEY, BETWEEN = 12, 6  # above the key, and between its entries, in px
OUTLINE = Paint("ink", "fill", aloud=True)
# The rung that a figure at each stage shows to be reached; what is meant for later shows none.
SHOWN_BY = {
    "enacted": "funded",
    "approved": "funded",
    "contracted": "contracted",
    "spent": "delivered",
    "delivered": "delivered",
    "measured": "delivered",
}


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """The levels stand farthest first, each within the next, and their squares can be counted."""
    assert chart.each  # one of its needs
    yield from checks.ranges(book, chart)
    for level in chart.levels:
        if level.stage in BESIDE_THE_LADDER:
            yield "levels", f"'{level.stage}' is no rung of the ladder; a level stands on one"
    rungs = [STAGES.index(level.stage) for level in chart.levels]
    if rungs != sorted(set(rungs), reverse=True):
        yield "levels", "the level that has come farthest stands first, each on a rung of its own"
    yield from _unshown(book, chart)
    counts = [_count(book, level) for level in chart.levels]
    if counts != sorted(counts):
        listed = ", ".join(str(count) for count in counts)
        yield "levels", f"each level lies within the next; these count {listed}"
    if min(counts) < 0 or not max(counts):
        yield "levels", "squares count things; these levels count nothing, or less"
    squares = max(counts) / chart.each
    if 0 < squares < 1:
        yield "each", "no level would have a whole square; give a smaller number"
    if squares > MOST_SQUARES:
        yield "each", f"these are {squares:.0f} squares; {MOST_SQUARES} can be counted"


def _unshown(book: Book, chart: Chart) -> Iterator[Finding]:
    """Figures on a rung that they do not show: chips that were assigned do not run yet."""
    for level in chart.levels:
        is_a_rung = level.stage not in (STAGES[0], *BESIDE_THE_LADDER)
        for address in _counted(book, level) if is_a_rung else ():
            stage = current(book.figures[address]).stage
            if STAGES.index(SHOWN_BY[stage]) < STAGES.index(level.stage):
                yield (
                    "levels",
                    f"'{address}' is {stage}, which shows none that is {level.stage}; "
                    f"put it on the rung '{SHOWN_BY[stage]}', or name a figure that shows more",
                )


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for what has come to each level and no farther; none where the last is unknown."""
    if not _counted(book, chart.levels[-1]):
        return
    farther = Decimal(0)
    for level in chart.levels:
        count = _count(book, level)
        if count > farther:
            yield _point(book, level, count - farther, say)
            farther = count


def _counted(book: Book, level: Level) -> list[Address]:
    """The figures of a level that count: an earlier edition may know but the plan of one."""
    known = [address for address in level.figures if address in book.figures]
    if level.stage == STAGES[0]:
        return known
    return [address for address in known if current(book.figures[address]).stage not in INTENDED]


def _count(book: Book, level: Level) -> Decimal:
    """How many have come to a level, or farther."""
    values = [current(book.figures[address]).value for address in _counted(book, level)]
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _point(book: Book, level: Level, count: Decimal, say: Wording) -> Point:
    addresses = _counted(book, level)
    readings = [current(book.figures[address]) for address in addresses]
    stage = say(f"stage.{level.stage}")
    return Point(
        label=say.text(level.text) or stage,  # an earlier edition lacks what was written later
        text=say.quantity(count, _unit(book, level)),
        value=as_float(count),
        stage=level.stage,
        stage_word=stage,
        as_of=say.day(max(reading.as_of for reading in readings)),
        intended=not FILLED[level.stage],
        address=addresses[0].partition("#")[0],
        sources=merge_sources(reading.sources for reading in readings),
    )


def _unit(book: Book, level: Level) -> Unit:
    return book.units[book.figures[_counted(book, level)[0]].unit]


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """What one square stands for."""
    assert chart.each  # one of its needs
    key = say("chart.each", n=say.quantity(chart.each, _unit(book, chart.levels[-1])))
    return replace(data, each=as_float(chart.each), words={"key": key})


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Block:
    """Squares in lines: how many stand in one, and how far it is from one to the next, in px."""

    columns: int
    pitch: float

    @property
    def side(self) -> float:
        return self.pitch * (1 - GAP)

    def pieces(self, start: float, end: float, fill: float = 1.0) -> Iterator[str]:
        """The squares from one count to another as paths; the first and last may be parts.

        Of each the lower part is drawn, as large as `fill` says.
        """
        for place in range(int(start), ceil(end)):
            line, column = divmod(place, self.columns)
            left, right = max(start - place, 0.0), min(end - place, 1.0)
            x, y = column * self.pitch + left * self.side, line * self.pitch
            yield _lower_part(x, y, (right - left) * self.side, self.side, fill)


def _lower_part(x: float, y: float, wide: float, deep: float, part: float) -> str:
    return _box(x, y + (1 - part) * deep, wide, part * deep)


def _box(x: float, y: float, wide: float, deep: float) -> str:
    """A path whose last edge is drawn: of many in one path the renderer closes only the last."""
    return f"M{x:.1f},{y:.1f}h{wide:.1f}v{deep:.1f}h-{wide:.1f}v-{deep:.1f}z"


def _block_of(squares: int, canvas: Canvas) -> Block:
    """As wide as the canvas where there are many squares; a shape that an eye takes in."""
    shape = 1.5 if canvas.narrow else 2.6  # how many times as wide as high
    columns = _even(squares, max(1, round(sqrt(squares * shape))))
    return Block(columns, min(LARGEST, (canvas.width - 2) / columns))


def _even(squares: int, columns: int) -> int:
    """The number of columns nearest to the one wanted that leaves no line short, if one is near."""
    near = [number for step in range(4) for number in (columns + step, columns - step)]
    return next((number for number in near if number > 1 and not squares % number), columns)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """The block of squares, and below it a key that tells each stage with its number."""
    counts = [point.reach / (data.each or 1.0) for point in data.points]
    squares = ceil(round(sum(counts), 6))
    block = _block_of(squares, canvas)
    y = ceil(squares / block.columns) * block.pitch + ABOVE_KEY
    start, values = 0.0, []
    for number, point in enumerate(data.points):
        lines = canvas.letters.wrap(f"{point.label}: {point.brief}", canvas.width - WORDS - 4)
        end = start + counts[number]
        shapes = _shapes(block, start, end, y, FILLED[point.stage])
        words_at = {"key": lines, "key_y": y + SWATCH / 2}
        values.append(datum(data, number, **shapes, **words_at, fill=CLEAR, ink=_ink(point)))
        y += LINE * len(lines) + BETWEEN
        start = end
    each: Data = [{"each": data.words["key"]}]
    marks = [
        _paths("inside", Paint("fill", "ink"), "datum.inside"),
        _paths("shape", OUTLINE, "datum.inside"),
        _paths("shape", OUTLINE, "!datum.inside", strokeDash=[2, 2]),
        words("key", WORDS, At("key_y"), align="left"),
        words("each", 1, y + LINE / 2, color=QUIET, align="left", rows=each),
    ]
    return Picture(values, marks, y + LINE + 4)


def _shapes(
    block: Block,
    start: float,
    end: float,
    y: float,
    fill: float,
) -> dict[str, object]:
    """The squares of a level, and one for the key: their outlines, and what is filled of them."""
    outlines = [*block.pieces(start, end), _box(0, y, SWATCH, SWATCH)]
    filled = [*block.pieces(start, end, fill), _lower_part(0, y, SWATCH, SWATCH, fill)]
    return {"shape": "".join(outlines), "inside": "".join(filled) if fill else ""}


def _ink(point: Point) -> Color:
    """The colours of the marks of the stages."""
    if point.intended:
        return QUIET
    return HOLDS if FILLED[point.stage] == 1 else INK


def _paths(field: str, paint: Paint, only: str, **look: object) -> Mark:
    """All squares of a level as one mark."""
    size = {"size": 4, "opacity": 1, "strokeWidth": 1.2}
    return Mark("point", 1, 1, symbol=field, paint=paint, look={**size, **look}, only=only)


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("levels", "each"),
    reads=("levels", "each"),
    check=check,
    frame=frame,
    tells_stages=False,
)
