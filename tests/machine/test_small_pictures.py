"""Small pictures of charts: the whole of a drawing, as a shape where its words cannot be read."""

import re

from factbook.drawing.canvas import NARROW, WIDE, size_of
from factbook.drawing.small import seams, shape, small_picture


def drawing(width: int, height: int) -> str:
    """A drawing of one bar, which is as high as it, with a word and a link."""
    return (
        f'<svg viewBox="0 0 {width} {height}"><title>A bar</title><desc>Long.</desc>'
        f'<a href="there/"><path data-point="0" aria-label="One" fill="red" '
        f'd="M0,0h9v{height}h-9Z"/></a>'
        f'<text transform="translate(0,{height - 4})">One</text></svg>'
    )


def small(narrow: int, wide: int, gist: int = 0) -> str:
    return small_picture(drawing(NARROW, narrow), drawing(WIDE, wide), gist)


def test_a_low_drawing_is_shown_whole_with_its_words():
    assert size_of(small(300, 200)) == (NARROW, 300)
    assert ">One<" in small(300, 200)


def test_a_high_one_gives_way_to_the_wide_one_whose_words_nobody_reads():
    """In the gallery they were six pixels high."""
    for high in (400, 1_200):
        assert size_of(small(2_000, high)) == (WIDE, high)
        assert "<text" not in small(2_000, high)
        assert f"v{high}" in small(2_000, high)


def test_one_with_a_list_below_it_ends_above_the_list():
    assert size_of(small(900, 600, gist=400)) == (NARROW, 400)
    assert "<text" not in small(900, 600, gist=400)


def test_it_ends_there_whatever_the_height_of_the_key():
    """In Korean, whose key has one line, a line of the list was cut in two."""
    below = drawing(NARROW, 900).replace("</desc>", '</desc><g transform="translate(0,48)">')
    assert size_of(small_picture(below, drawing(WIDE, 600), 344)) == (NARROW, 392)


def test_it_is_neither_told_nor_followed():
    assert not re.search("<a |aria-label|data-point", small(300, 200))
    assert not re.search("<a |aria-label|data-point", shape(drawing(300, 200), drawing(640, 200)))


def test_a_list_of_charts_has_shapes_alone():
    """Some had words of seven pixels, others none; some had the squares of a key without them."""
    key = '<path fill="red" d="M2,-20h11v11h-11Z"/>'
    below = drawing(WIDE, 300).replace("</desc>", f'</desc><g transform="translate(0,28)">{key}')
    small_one = shape(drawing(NARROW, 200), below)
    assert "<text" not in small_one and "M2,-20" not in small_one
    assert size_of(small_one) == (WIDE, 272)
    assert "<text" not in shape(drawing(NARROW, 900), below, gist=400)


def test_a_drawing_may_be_cut_below_what_belongs_together():
    """Not between a head and its rows, and not through a bar beside words that are higher."""
    head = '<text transform="translate(0,12)">Head</text>'
    bar = '<path fill="red" d="M0,30h9v170h-9Z"/>'
    ground = '<path fill="grey" d="M0,0h9v600h-9Z"/>'
    rows = "".join(f'<text transform="translate(0,{y})">Row</text>' for y in (60, 230, 330))
    high = f'<svg viewBox="0 0 640 600"><desc>Long.</desc>{head}{bar}{ground}{rows}</svg>'
    assert list(seams(high)) == [202, 235]
