"""A drawing for readers who read from right to left: turned around, with its words readable."""

import re

from .canvas import size_of

BEFORE_MARKS = "</desc>"
OF_WORDS = re.compile(r'(<text\b[^>]*?transform="[^"]*)"')
TURNED = "scale(-1,1)"


def mirrored(svg: str) -> str:
    """A drawing whose rows begin at the right.

    Its words are turned back where they stand; as they run from right to left, each reaches from
    its place to the side that it would have reached to.
    """
    head, marks = _cut(OF_WORDS.sub(rf'\1 {TURNED}"', svg))
    width, _ = size_of(svg)
    return f'{head}<g direction="rtl" transform="translate({width:g},0) {TURNED}">{marks}</g></svg>'


def with_sides_kept(svg: str) -> str:
    """A drawing in which left stays left, as on a map, whatever the direction of the page."""
    head, marks = _cut(svg)
    return f'{head}<g direction="ltr">{marks}</g></svg>'


def is_mirrored(svg: str) -> bool:
    """True for a drawing that was turned around."""
    return '<g direction="rtl" transform="' in svg


def _cut(svg: str) -> tuple[str, str]:
    """What stands before the marks of a drawing, and the marks."""
    head, end, marks = svg.partition(BEFORE_MARKS)
    return head + end, marks.removesuffix("</svg>")
