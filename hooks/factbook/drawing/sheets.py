"""A chart to draw, and all that is drawn of it; an unchanged one is never drawn again."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .cache import drawing_key, kept_or_made
from .rows import ChartData

WIDE, NARROW = 640, 288


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
        return int(float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', self.wide)[1]))


def draw_all(
    sheets: list[Sheet], folder: Path | None, fonts: Path, colors: dict[str, str]
) -> list[Drawing]:
    """A drawing for each sheet; an unchanged one is never drawn again."""
    keys = [drawing_key([sheet, sorted(colors.items()), WIDE, NARROW], fonts) for sheet in sheets]
    made = kept_or_made(folder, "chart", dict(zip(keys, sheets)), _drawn_sheet, fonts, colors)
    return [_unpacked(made[key]) for key in keys]


def draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    """Draw one chart in all its forms; a failure names the chart and can be told from one process to another."""
    try:
        return _draw_sheet(sheet, fonts, colors)
    except Exception as error:
        raise RuntimeError(
            f"the chart '{sheet.data.id}' ({sheet.data.kind}) cannot be drawn: {error}"
        ) from None


def _draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    from . import drawing, png  # half a second to import: only where something is drawn
    from . import svg as svgs

    svgs.use_fonts(fonts)
    made = drawing.spec(sheet.data, WIDE)
    wide, narrow = (
        drawing.draw(sheet.data, sheet.alt, WIDE, made),
        drawing.draw(sheet.data, sheet.alt, NARROW),
    )
    svg = svgs.standalone(wide, sheet.title, sheet.subtitle, sheet.foot, colors)
    spec = drawing.published_spec(made, sheet.data, sheet.title, sheet.alt, colors)
    return Drawing(
        wide,
        narrow,
        json.dumps(spec, ensure_ascii=False, indent=1) + "\n",
        svg,
        png.png(svg, fonts),
    )


def _drawn_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> bytes:
    drawing = draw_sheet(sheet, fonts, colors)
    return b"\0".join(
        [
            *(text.encode() for text in (drawing.wide, drawing.narrow, drawing.spec, drawing.svg)),
            drawing.png,
        ]
    )


def _unpacked(drawn: bytes) -> Drawing:
    *texts, image = drawn.split(b"\0", 4)
    return Drawing(*map(bytes.decode, texts), image)


@cache
def interactive_script(folder: Path | None, fonts: Path) -> str:
    """The script that makes a chart interactive, loaded only when a reader asks."""
    path = folder and folder / f"vega-{drawing_key('bundle', fonts)}.js"
    if path and path.is_file():
        return path.read_text(encoding="utf-8")
    from . import svg

    script = svg.interactive_bundle()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
    return script
