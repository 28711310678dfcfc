"""A drawing -> a small picture of it, for lists of charts."""

import re

from .canvas import size_of
from .letters import SIZE

WIDTH, HEIGHT = 288, 216  # in px
WHOLE = 360  # a drawing up to this height is made smaller; of a higher one the top is shown
TO_HEAR = re.compile(r' (?:data-point|role|aria-label)="[^"]*"')
# Words or a mark, and how far down it begins, in px.
PLACED = re.compile(
    r'<(text|path|line)\b[^>]*?(?:translate\(|d="M)[-\d.]+,([-\d.]+)[^>]*?(?:/>|>.*?</\1>)'
)


def small_picture(narrow: str, gist: int = 0) -> str:
    """A narrow drawing, seen and not heard: words stand beside it.

    Of one that is too high the top is shown, as far down as its gist goes.
    """
    _, tall = size_of(narrow)
    height = tall if HEIGHT < tall <= WHOLE else min(gist, tall) or HEIGHT
    inside = _down_to(height, narrow[narrow.index("</desc>") + len("</desc>") :])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="small-drawing" aria-hidden="true" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" font-size="{SIZE}">{TO_HEAR.sub("", inside)}'
    )


def _down_to(height: float, marks: str) -> str:
    """Marks without those that nobody sees, for they begin further down."""

    def seen(mark: re.Match[str]) -> str:
        is_line = "L" in mark[0].partition(' d="')[2]  # a line may run up again
        return mark[0] if is_line or float(mark[2]) <= height else ""

    return PLACED.sub(seen, marks)
