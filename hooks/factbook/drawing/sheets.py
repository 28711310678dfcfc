"""A chart to draw, and all that is drawn of it; an unchanged one is never drawn again."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .cache import drawing_key, read_or_make
from .canvas import NARROW, WIDE, Canvas, size_of
from .letters import Letters
from .rows import ChartData


@dataclass(frozen=True)
class Sheet:
    """A chart to draw, with the words that stand around it in a file of its own."""

    data: ChartData
    alt: str
    title: str
    subtitle: str
    foot: str


@dataclass(frozen=True)
class Drawing:
    """All that is drawn of one chart in one language."""

    wide: str  # inline SVG whose colours are variables of the page
    narrow: str
    spec: str  # Vega-Lite
    svg: str  # a file of its own, with title, source line and real colours
    png: bytes

    @property
    def height(self) -> int:
        """How tall the wide drawing is, in px."""
        return int(size_of(self.wide)[1])


def draw_all(
    sheets: list[Sheet], folder: Path | None, fonts: Path, colors: dict[str, str]
) -> list[Drawing]:
    """A drawing for each sheet; an unchanged one is never drawn again."""
    settings = [sorted(colors.items()), WIDE, NARROW]
    keys = [drawing_key([sheet, settings], fonts) for sheet in sheets]
    wanted = dict(zip(keys, sheets, strict=True))
    made = read_or_make(folder, "chart", wanted, _draw_and_pack, fonts, colors)
    return [_unpack(made[key]) for key in keys]


def draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    """Draw one chart in all its forms; raises RuntimeError, which passes between processes."""
    try:
        return _draw_sheet(sheet, fonts, colors)
    except Exception as error:
        raise RuntimeError(
            f"the chart '{sheet.data.id}' ({sheet.data.kind}) cannot be drawn: {error}"
        ) from None


def _draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    from . import png, specification, svg  # half a second to import: only where something is drawn

    data, letters = sheet.data, Letters(fonts)
    wide_spec = specification.spec(data, Canvas(WIDE, letters))
    narrow_spec = specification.spec(data, Canvas(NARROW, letters))
    id_ = f"{data.id}-{data.language}"
    wide = svg.draw(wide_spec, f"{id_}-{WIDE}", sheet.alt, data.description, fonts)
    narrow = svg.draw(narrow_spec, f"{id_}-{NARROW}", sheet.alt, data.description, fonts)
    file = svg.standalone(wide, sheet.title, sheet.subtitle, sheet.foot, letters, colors)
    public = specification.public_spec(wide_spec, data, sheet.title, sheet.alt, colors)
    return Drawing(
        wide,
        narrow,
        spec=json.dumps(public, ensure_ascii=False, indent=1) + "\n",
        svg=file,
        png=png.png(file, fonts),
    )


def _draw_and_pack(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> bytes:
    """A drawing as the cache keeps it: its parts with a zero byte between them."""
    drawing = draw_sheet(sheet, fonts, colors)
    texts = (drawing.wide, drawing.narrow, drawing.spec, drawing.svg)
    return b"\0".join([*(text.encode() for text in texts), drawing.png])


def _unpack(drawn: bytes) -> Drawing:
    """A drawing of the cache; only its last part, the picture, may hold zero bytes."""
    wide, narrow, spec, svg, png = drawn.split(b"\0", 4)
    return Drawing(wide.decode(), narrow.decode(), spec.decode(), svg.decode(), png)


@cache
def interactive_script(folder: Path | None, fonts: Path) -> str:
    """The script that makes a chart interactive, loaded only when a reader asks."""
    key = drawing_key("script", fonts)
    return read_or_make(folder, "script", {key: None}, _script)[key].decode()


def _script(_: None) -> bytes:
    from . import svg  # the renderer: imported only where something is drawn

    return svg.interactive_bundle().encode()
