"""Specifications -> SVG, inline or a file of its own. Imported only where something is drawn."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import vl_convert as vlc

from .canvas import size_of
from .captions import Caption
from .letters import SIZE, Letters
from .palette import FONT, INK, PAPER, QUIET, in_colors

VEGA_LITE = "6.4"
# Around a drawing that is a file of its own, in px.
MARGIN = 24  # left and right
ABOVE = 12
BELOW = 16

Specification = dict[str, Any]
Rows = list[dict[str, Any]]


def draw(
    spec: Specification,
    id_: str,
    title: str,
    description: str,
    fonts: Path,
) -> str:
    """A specification as inline SVG whose colours are CSS variables of the page."""
    _use_fonts(fonts)
    numbered, lines = with_stand_ins(spec)
    svg = vlc.vegalite_to_svg(numbered, vl_version=VEGA_LITE, allowed_base_urls=[])
    return in_words(tidy(svg, id_, title, description), lines)


@cache
def _use_fonts(folder: Path) -> None:
    """Let the renderer know the site's own face, so that a drawing is the same on every machine."""
    if folder.is_dir():
        vlc.register_font_directory(str(folder))


# ---------------------------------------------------------------- numbers in place of words


def with_stand_ins(spec: Specification) -> tuple[Specification, list[str]]:
    """A copy of a specification with a number in place of each line of words, and those lines.

    The renderer measures every letter, which is four fifths of its time; but where words stand is
    already known.
    """
    copy: Specification = json.loads(json.dumps(spec))
    lines: list[str] = []
    for rows, field in _text_fields(copy):
        for row in rows:
            if row.get(field):
                row[field] = _stand_in(row[field], lines)
    return copy, lines


def _text_fields(spec: Specification) -> Iterator[tuple[Rows, str]]:
    """Rows of data, and a field of them that is printed; each once."""
    of_the_chart: set[str] = set()
    for layer in spec["layer"]:
        field = layer["encoding"].get("text", {}).get("field")
        if field and "data" in layer:
            yield layer["data"]["values"], field
        elif field:
            of_the_chart.add(field)
    for field in sorted(of_the_chart):
        yield spec["data"]["values"], field


def _stand_in(words: str | list[str], lines: list[str]) -> str | list[str]:
    """The numbers of one line or of several, which are added to the lines; an empty line stays."""
    if isinstance(words, list):
        return [str(_stand_in(line, lines)) if line else "" for line in words]
    lines.append(words)
    return str(len(lines) - 1)


def in_words(svg: str, lines: list[str]) -> str:
    """A drawing with its words again in place of their numbers."""

    def words(number: re.Match[str]) -> str:
        return escape(lines[int(number[1])], quote=False)

    return re.sub(r"(?<=>)(\d+)(?=</(?:text|tspan)>)", words, svg)


# ---------------------------------------------------------------- what a page needs of a drawing

POINT = re.compile(r'aria-label="(\d+)\|([^"]*)" role="graphics-symbol"')
OF_THE_RENDERER = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-(?!hidden)[a-z]+="[^"]*"|class="[^"]*"'
    r'|font-family="[^"]*"|font-size="13px"|stroke-miterlimit="10")'
)
WITH_A_HALO = re.compile(r"<text(?= [^>]*\bstroke=)")
EMPTY = re.compile(r'<path aria-hidden="true" d="[^"]*"(?: display="none")?/>')
NUMBERED = re.compile(r"\b(?:clip|gradient_)(\d+)\b")
PLACE = re.compile(r' (?:d|transform|[xy][12]?|width|height)="[^"]*"')
BEYOND_A_TENTH = re.compile(r"(?<=\d\.\d)\d+")


def tidy(svg: str, id_: str, title: str, description: str) -> str:
    """A drawing of the renderer as a page needs it.

    It is one image with a name and a description, for screen readers, which find each value in the
    table beside it; ids of its own, places to a tenth of a px, and no size but its shape. Nothing
    in it is marked as hidden: reader views leave out what is, and bars without words say nothing.
    """
    width, height = re.findall(r' (?:width|height)="([\d.]+)"', svg)[:2]
    svg = POINT.sub(r'data-point="\1" role="img" label="\2"', svg)
    svg = OF_THE_RENDERER.sub("", svg)
    svg = svg.replace(' label="', ' aria-label="')
    svg = EMPTY.sub("", svg).replace(' aria-hidden="true"', "")
    svg = WITH_A_HALO.sub('<text paint-order="stroke"', svg)
    svg = NUMBERED.sub(_count_anew(f"{id_}-part"), svg)
    svg = PLACE.sub(lambda place: BEYOND_A_TENTH.sub("", place[0]), svg)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{id_}-t" font-family="{FONT}, sans-serif" '
        f'font-size="{SIZE}"><title id="{id_}-t">{escape(title)}</title>'
        f"<desc>{escape(description)}</desc>"
    )
    return head + svg[svg.index(">") + 1 :]


def _count_anew(stem: str) -> Callable[[re.Match[str]], str]:
    """Vega counts clips and gradients over the whole process; count them over this drawing."""
    numbers: dict[str, int] = {}

    def name(clip: re.Match[str]) -> str:
        number = numbers.setdefault(clip[0], len(numbers) + 1)
        return f"{stem}{number}"

    return name


# ---------------------------------------------------------------- a file of its own


def standalone(
    svg: str,
    caption: Caption,
    letters: Letters,
    colors: dict[str, str],
) -> str:
    """A drawing as a file: its caption around it, and real colours."""
    width, height = size_of(svg)
    page = _Page()
    room = width - 4
    title = letters.wrap_evenly(caption.title, room, bold=True, size=20)
    page.write(title, size=20, step=27, color=INK, bold=True)
    page.y += 6
    page.write(
        letters.wrap(caption.subtitle, room, size=14),
        size=14,
        step=19,
        color=QUIET,
    )
    inside = page.y + 18
    page.y = inside + height + 14
    for words, color in (
        (caption.note, INK),
        (caption.foot, QUIET),
        (caption.address_in_words, QUIET),
    ):
        if words:
            page.write(
                letters.wrap(words, room, size=12),
                size=12,
                step=16,
                color=color,
            )
            page.y += 6
    sized = f'<svg y="{inside:.0f}" width="{width:.0f}" height="{height:.0f}" '
    drawn = svg.replace("<svg ", sized, 1)
    wide, deep = f"{width + 2 * MARGIN:.0f}", f"{page.y + ABOVE + BELOW:.0f}"
    framed = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{deep}" '
        f'viewBox="-{MARGIN} -{ABOVE} {wide} {deep}" font-family="{FONT}, sans-serif">'
        f'<rect x="-{MARGIN}" y="-{ABOVE}" width="100%" height="100%" fill="{PAPER}"/>'
        f"{''.join(page.texts)}{drawn}</svg>\n"
    )
    return in_colors(framed, colors)


class _Page:
    """Lines of words one below another; `y` is the base line of the last."""

    def __init__(self) -> None:
        self.y = 8.0
        self.texts: list[str] = []

    def write(
        self, lines: list[str], size: float, step: float, color: str, bold: bool = False
    ) -> None:
        """Set lines below the last one."""
        look = f'font-size="{size}" fill="{color}"' + (' font-weight="700"' if bold else "")
        for line in lines:
            self.y += step
            self.texts.append(f'<text x="0" y="{self.y:.0f}" {look}>{escape(line)}</text>')
