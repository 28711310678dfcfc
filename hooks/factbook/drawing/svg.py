"""Specifications -> SVG, and what is made of one: inline in a page, or a file of its own. Imported only where something is drawn."""

import json
import re
from html import escape
from pathlib import Path

import vl_convert as vlc

from .layout import SIZE, wrap
from .palette import FONT, INK, PAPER, QUIET


def use_fonts(folder: Path) -> None:
    """Measure text with the site's own face, so that a drawing is the same on every machine."""
    if folder.is_dir():
        vlc.register_font_directory(str(folder))


def with_stand_ins(made: dict) -> tuple[dict, list[str]]:
    """The specification with a number in place of each line of words, and those lines.

    The renderer measures every letter, four fifths of its time, though layout.py has already said where words stand.
    """
    made, words = json.loads(json.dumps(made)), []

    def stand_in(line: str) -> str:
        words.append(line)
        return str(len(words) - 1)

    printed = {
        (id(rows), field): rows
        for layer in made["layer"]
        for field in [layer["encoding"].get("text", {}).get("field")]
        for rows in [layer.get("data", made["data"])["values"]]
        if field
    }
    for (_, field), rows in printed.items():
        for row in rows:
            if lines := row.get(field):
                row[field] = (
                    [line and stand_in(line) for line in lines]
                    if isinstance(lines, list)
                    else stand_in(lines)
                )
    return made, words


def in_words(svg: str, words: list[str]) -> str:
    """A drawing with its words again in place of their numbers."""
    return re.sub(
        r"(?<=>)(\d+)(?=</(?:text|tspan)>)",
        lambda found: escape(words[int(found[1])], quote=False),
        svg,
    )


def standalone(svg: str, title: str, subtitle: str, foot: str, colors: dict[str, str]) -> str:
    """A drawing as a file of its own: title, subtitle and source line around it, and real colours."""
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    words, y = [], 8.0
    for text, size, weight, color, gap in ((title, 20, 700, INK, 0), (subtitle, 14, 400, QUIET, 6)):
        y += gap
        for line in wrap(text, (width - 4) * SIZE / size, bold=True):
            y += size * 1.35
            words.append(
                f'<text x="0" y="{y:.0f}" font-size="{size}" fill="{color}" font-weight="{weight}">{escape(line)}</text>'
            )
    inside = y + 18
    below = inside + height + 12
    for line in wrap(foot, (width - 4) * SIZE / 12):
        below += 16
        words.append(
            f'<text x="0" y="{below:.0f}" font-size="12" fill="{QUIET}">{escape(line)}</text>'
        )
    drawn = svg.replace(
        "<svg ", f'<svg y="{inside:.0f}" width="{width:.0f}" height="{height:.0f}" ', 1
    )
    framed = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 48:.0f}" height="{below + 40:.0f}" viewBox="-24 -12 {width + 48:.0f} {below + 40:.0f}" '
        f'font-family="{FONT}, sans-serif"><rect x="-24" y="-12" width="100%" height="100%" fill="{PAPER}"/>{"".join(words)}'
        f"{drawn}</svg>\n"
    )
    return in_colors(framed, colors)


def in_colors(text: str, colors: dict[str, str]) -> str:
    """Variables of the page as the colours that they stand for."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: colors.get(found[1], "#000"), text)


def interactive_bundle() -> str:
    """Vega, Vega-Lite and the embedder as one script that needs no other host."""
    return vlc.javascript_bundle("globalThis.vegaEmbed = vegaEmbed;", vl_version="6.4")


def tidy(svg: str, id_: str, title: str, description: str) -> str:
    """One group with a name, whose marks have names, for screen readers; ids of its own, and no size but its shape."""
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    svg = re.sub(
        r'aria-label="(\d+)\|([^"]*)" role="graphics-symbol"',
        r'data-point="\1" role="img" label="\2"',
        svg,
    )
    svg = re.sub(
        r' (?:role="graphics-[a-z]+"|aria-(?!hidden)[a-z]+="[^"]*"| class="mark-[^"]*")', "", svg
    )
    svg = svg.replace(' label="', ' aria-label="')
    svg = re.sub(
        r' font-family="[^"]*"| font-size="13px"| stroke-miterlimit="10"| class="[^"]*"', "", svg
    )
    svg = re.sub(r'<path aria-hidden="true" d="[^"]*"(?: display="none")?/>', "", svg)
    svg = re.sub(r"\bclip(\d+)\b", _numbered(f"{id_}-clip"), svg)
    svg = re.sub(
        r' (?:d|transform|[xy][12]?|width|height)="[^"]*"',
        lambda place: re.sub(r"(?<=\d\.\d)\d+", "", place[0]),
        svg,
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {size[1]} {size[2]}" role="group" '
        f'aria-labelledby="{id_}-t" font-family="{FONT}, sans-serif" font-size="{SIZE}"><title id="{id_}-t">{escape(title)}</title>'
        f"<desc>{escape(description)}</desc>"
    )
    return head + svg[svg.index(">") + 1 :]


def _numbered(stem: str):
    """Vega counts clips over the whole process; count them over this drawing instead."""
    seen: dict[str, int] = {}
    return lambda found: f"{stem}{seen.setdefault(found[0], len(seen) + 1)}"
