"""Drawings and words -> PNG, in the site's own face. Imported only where a picture is made.

The renderer of drawings needs five milliseconds for each line of words, Pillow a hundredth of
that: so Pillow sets them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import vl_convert as vlc
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from .canvas import SCALE, TEXT
from .captions import Caption
from .letters import face
from .mirror import TURNED

ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
OF_RIGHT_TO_LEFT = {"start": "end", "end": "start"}
MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
LOOK = ("font-size", "font-weight", "fill", "text-anchor", "direction")
COLORS = 128  # in the palette of a finished picture; charts and cards are flat


@dataclass(frozen=True)
class Words:
    """A line of words: where its base line stands, in the picture's own units, and how it looks."""

    text: str
    x: float
    y: float
    size: float
    color: str
    bold: bool = False
    anchor: str = "start"
    halo: tuple[float, str] | None = None  # how far it reaches beyond a letter, and its color


def png(svg: str, fonts: Path, caption: Caption) -> bytes:
    """A finished drawing as an image, two pixels for each of its own."""
    return pack(render(svg, fonts, SCALE, "white"), caption)


def render(svg: str, fonts: Path, scale: float, paper: str) -> Image.Image:
    """A drawing as a picture on paper, its words set in the site's face."""
    marks = Image.open(BytesIO(vlc.svg_to_png(TEXT.sub("", svg), scale=scale)))
    image = Image.new("RGB", marks.size, paper)
    image.paste(marks, mask=marks.getchannel("A"))
    write(image, words_of(svg), fonts, scale)
    return image


def write(
    image: Image.Image,
    lines: list[Words],
    fonts: Path,
    scale: float = 1,
) -> None:
    """Set lines of words on a picture that is `scale` times as large as their units."""
    pen = ImageDraw.Draw(image)
    for line in lines:
        pen.text(
            (line.x * scale, line.y * scale),
            line.text,
            line.color,
            face(fonts, line.size * scale, line.bold),
            ANCHORS[line.anchor],
            stroke_width=line.halo[0] * scale if line.halo else 0,
            stroke_fill=line.halo[1] if line.halo else None,
        )


def pack(image: Image.Image, caption: Caption | None = None) -> bytes:
    """A flat picture as a small PNG, which tells its caption to programs too."""
    file = BytesIO()
    flat = image.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(file, "PNG", pnginfo=_texts(caption) if caption else None)
    return file.getvalue()


def _texts(caption: Caption) -> PngInfo:
    """A caption under the keywords that PNG knows."""
    texts = {
        "Title": caption.title,
        "Description": caption.subtitle,
        "Disclaimer": caption.note,
        "Source": f"{caption.foot} {caption.address}".strip(),
    }
    info = PngInfo()
    for keyword, words in texts.items():
        if words:
            info.add_itxt(keyword, words)
    return info


# ---------------------------------------------------------------- words of a drawing


def words_of(svg: str) -> list[Words]:
    """Every line of words in a drawing, by its place from the corner of the frame.

    Drawings here move things but never turn or scale them, unless one is mirrored as a whole.
    """
    root = ElementTree.fromstring(svg)
    left, top, *_ = map(float, root.attrib["viewBox"].split())
    return list(_words(root, -left, -top, {}))


def _words(
    node: ElementTree.Element, x: float, y: float, look: dict[str, str], side: int = 1
) -> Iterator[Words]:
    """The words below a node that stands at x and y and takes over the look of its parents.

    `side` is where things move that are moved to the right: -1 in a mirrored drawing.
    """
    own = {name: node.attrib[name] for name in LOOK if name in node.attrib}
    look = {**look, **own}
    if moved := MOVED.match(node.get("transform", "")):
        x += float(moved[1]) * side
        y += float(moved[2])
    x += _px(node, "x") * side
    y += _px(node, "y")
    if node.tag.endswith("}text"):
        yield from _lines(node, x, y, look)
    else:
        side = -side if TURNED in node.get("transform", "") else side
        for child in node:
            yield from _words(child, x, y, look, side)


def _px(node: ElementTree.Element, side: str) -> float:
    """The place of a node in px; what stands at one in percent holds no words."""
    place = node.get(side, "0")
    return 0.0 if place.endswith("%") else float(place)


def _lines(
    node: ElementTree.Element,
    x: float,
    y: float,
    look: dict[str, str],
) -> Iterator[Words]:
    """The words of a text: one line, or each of its spans below the one before."""
    for line in [node, *node] if node.text else node:
        if line is not node:
            y += float(line.get("dy", 0))
        yield Words(
            line.text or "",
            x,
            y,
            size=float(look["font-size"].removesuffix("px")),
            color=look["fill"],
            bold=look.get("font-weight") == "700",
            anchor=_anchor(look),
            halo=_halo(node),
        )


def _halo(node: ElementTree.Element) -> tuple[float, str] | None:
    """Half of what is drawn around letters, for the other half lies below them; its color."""
    color = node.get("stroke")
    return (float(node.get("stroke-width", 1)) / 2, color) if color else None


def _anchor(look: dict[str, str]) -> str:
    """Which end of a line stands at its place, seen from the left."""
    anchor = look.get("text-anchor", "start")
    return OF_RIGHT_TO_LEFT.get(anchor, anchor) if look.get("direction") == "rtl" else anchor
