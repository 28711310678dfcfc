"""A drawing -> a small picture of it, for cards and for lists of charts."""

import re
from collections.abc import Iterator

from .canvas import size_of
from .letters import LINE, SIZE
from .mirror import is_mirrored

HIGH = 420  # up to this height, in px, a narrow drawing is made smaller with its words
BELOW_KEY = re.compile(r"</desc><g [^>]*?translate\(0,([\d.]+)\)")
TO_HEAR = re.compile(r' (?:data-point|role|aria-label)="[^"]*"')
LINK = re.compile(r"</?a\b[^>]*>")
WORDS = re.compile(r"<text\b.*?</text>")
UNSEEN = re.compile(r"<path\b(?![^>]* (?:fill|stroke)=)[^>]*/>")
LINES = re.compile(r"<text\b[^>]*?translate\([-\d.]+,([-\d.]+)\).*?</text>")
BLOCK = re.compile(r'<path\b[^>]*? d="M[-\d.]+,([-\d.]+)h[-\d.]+v([-\d.]+)h')
GROUND = 0.6  # of a drawing's height: what is as high lies behind its rows
SEAM = 2  # the least room between two rows, in px
HEAD = 150  # what is as near to the upper edge may be a head without its rows, in px
FROM_LEFT = re.compile(r'<(?:path|line)\b[^>]*?(?:translate\(|d="M)([-\d.]+)')
# Words or a mark, and how far down it begins, in px.
PLACED = re.compile(
    r'<(text|path|line)\b[^>]*?(?:translate\(|d="M)[-\d.]+,([-\d.]+)[^>]*?(?:/>|>.*?</\1>)'
)


def small_picture(narrow: str, wide: str, gist: int = 0) -> str:
    """The whole of a drawing, seen and not heard: words stand beside it.

    Of one that is high the shape is left. `gist` is how far down a narrow one says all by itself,
    below the key of its colors.
    """
    width, height = size_of(narrow)
    if gist:
        high = min(gist + _height_of_key(narrow), height)
        return _picture(width, high, _between(-height, gist, _marks(narrow)))
    if height > HIGH:
        return shape(narrow, wide)
    return _picture(width, height, _between(-height, height, _marks(narrow)))


def shape(narrow: str, wide: str, gist: int = 0) -> str:
    """A drawing without words and key, for a picture so small that nobody reads them."""
    drawing = narrow if gist else wide
    width, height = size_of(drawing)
    top = _height_of_key(drawing)
    high = min(gist or height, height - top)
    marks = UNSEEN.sub("", WORDS.sub("", _between(0, high, _marks(drawing))))
    return _shape(width, top, high, marks)


def _height_of_key(drawing: str) -> float:
    """How far down a drawing begins, in px; its key has as many lines as its language takes."""
    key = BELOW_KEY.search(drawing)
    return float(key[1]) if key else 0.0


def _marks(drawing: str) -> str:
    """What is drawn, without what is told or followed."""
    marks = drawing[drawing.index("</desc>") + len("</desc>") :]
    return LINK.sub("", TO_HEAR.sub("", marks))


def _picture(width: float, height: float, marks: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="small-drawing" aria-hidden="true" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-size="{SIZE}">{marks}'
    )


def _shape(width: float, top: float, high: float, marks: str) -> str:
    """Marks from the first of them on: where the names of rows stood is no room left."""
    room = max(min(map(float, FROM_LEFT.findall(marks)), default=0), 0)
    left = 0 if is_mirrored(marks) else room
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="small-drawing small-drawing--shape" '
        f'aria-hidden="true" viewBox="{left:.0f} {top:.0f} {width - room:.0f} {high:.0f}">'
        f"{marks}"
    )


def _between(top: float, bottom: float, marks: str) -> str:
    """Marks without those that begin further up, as those of the key do, or further down."""

    def seen(mark: re.Match[str]) -> str:
        is_line = "L" in mark[0].partition(' d="')[2]  # a line may run up again
        return mark[0] if is_line or top <= float(mark[2]) <= bottom else ""

    return PLACED.sub(seen, marks)


def seams(drawing: str) -> Iterator[float]:
    """How far down a drawing may be cut so that no line of words and no bar is cut, in px."""
    _, height = size_of(drawing)
    top, end = _height_of_key(drawing), 0.0
    for above, below in sorted(_rows(drawing, height)):
        if end > HEAD and above - end >= SEAM:
            yield top + end + SEAM
        end = max(end, below)


def _rows(drawing: str, height: float) -> Iterator[tuple[float, float]]:
    """From where to where words and bars stand, in px below the key."""
    marks = UNSEEN.sub("", drawing.rpartition("</desc>")[2])
    for words in LINES.finditer(marks):
        baseline = float(words[1])
        more = max(words[0].count("<tspan") - 1, 0)
        yield baseline - SIZE, baseline + LINE - SIZE + more * LINE
    for bar in BLOCK.finditer(marks):
        above, high = float(bar[1]), float(bar[2])
        if high < GROUND * height:
            yield above, above + high
