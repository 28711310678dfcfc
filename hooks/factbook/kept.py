"""Drawings of charts: kept between builds under a hash of all that they depend on; missing ones are drawn, several at a time."""

import json
import multiprocessing
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Iterator

from .charts import ChartData, drawing_key

WIDE, NARROW = 640, 288
FEW = 4  # so many are drawn sooner here than by processes that must first start


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

    wide: str        # inline SVG whose colours are variables of the page
    narrow: str
    spec: str        # Vega-Lite
    svg: str         # a file of its own, with title, source line and real colours
    png: bytes

    @property
    def height(self) -> int:
        """How tall the wide drawing is, in px."""
        return int(float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', self.wide)[1]))


def draw_all(sheets: list[Sheet], folder: Path | None, fonts: Path, colors: dict[str, str]) -> list[Drawing]:
    """A drawing for each sheet; an unchanged one is never drawn again."""
    keys = [drawing_key([sheet, sorted(colors.items()), WIDE, NARROW], fonts) for sheet in sheets]
    found = {key: _read(folder, key) for key in keys}
    missing = {key: sheet for key, sheet in zip(keys, sheets) if not found[key]}
    for key, drawing in _draw_missing(missing, fonts, colors):
        found[key] = drawing
        _write(folder, key, drawing)
    return [found[key] for key in keys]


def _read(folder: Path | None, key: str) -> Drawing | None:
    try:
        *texts, image = (folder / f"{key}.chart").read_bytes().split(b"\0", 4) if folder else ()
        return Drawing(*map(bytes.decode, texts), image)
    except (FileNotFoundError, ValueError):
        return None


def _write(folder: Path | None, key: str, drawing: Drawing) -> None:
    """Written aside and moved, so that a build that is stopped leaves no half of a drawing."""
    if not folder:
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{key}.{os.getpid()}"
    aside.write_bytes(b"\0".join([*(text.encode() for text in (drawing.wide, drawing.narrow, drawing.spec, drawing.svg)), drawing.png]))
    aside.replace(folder / f"{key}.chart")


# ---------------------------------------------------------------- drawing what is missing


def _draw_missing(missing: dict[str, Sheet], fonts: Path, colors: dict[str, str]) -> Iterator[tuple[str, Drawing]]:
    sheets, drawn = list(missing.values()), 0
    for drawn, drawing in enumerate(_drawn(sheets, fonts, colors), 1):
        _tell(drawn, len(sheets))
        yield list(missing)[drawn - 1], drawing


def _drawn(sheets: list[Sheet], fonts: Path, colors: dict[str, str]) -> Iterator[Drawing]:
    """In the order given, whoever draws."""
    workers = min(os.cpu_count() or 1, 8, len(sheets) // FEW)
    done = 0
    if workers > 1:
        try:
            with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
                for drawing in pool.map(draw_sheet, sheets, [fonts] * len(sheets), [colors] * len(sheets), chunksize=2):
                    yield drawing
                    done += 1
        except (BrokenProcessPool, OSError):  # a machine that allows no further processes
            pass
    for sheet in sheets[done:]:
        yield draw_sheet(sheet, fonts, colors)


def draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    """Draw one chart in all its forms; a failure names the chart and can be told from one process to another."""
    try:
        return _draw_sheet(sheet, fonts, colors)
    except Exception as error:
        raise RuntimeError(f"the chart '{sheet.data.id}' ({sheet.data.kind}) cannot be drawn: {error}") from None


def _draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    from . import drawing  # the renderer costs half a second: only for a drawing that is not kept

    drawing.use_fonts(fonts)
    made = drawing.spec(sheet.data, WIDE)
    wide, narrow = drawing.draw(sheet.data, sheet.alt, WIDE, made), drawing.draw(sheet.data, sheet.alt, NARROW)
    svg = drawing.standalone(wide, sheet.title, sheet.subtitle, sheet.foot, colors)
    spec = drawing.published_spec(made, sheet.data, sheet.title, sheet.alt, colors)
    return Drawing(wide, narrow, json.dumps(spec, ensure_ascii=False, indent=1) + "\n", svg, drawing.png(svg, fonts))


def _tell(drawn: int, all_: int) -> None:
    """How far a long build is, where somebody watches."""
    if all_ > FEW and sys.stderr.isatty():
        print(f"\rcharts drawn: {drawn} of {all_}", end="\n" if drawn == all_ else "", file=sys.stderr, flush=True)


# ---------------------------------------------------------------- what all charts share


def palette(style: Path, scheme: str = ":root") -> dict[str, str]:
    """The colours of the site's style sheet by the names of their variables."""
    block = style.read_text(encoding="utf-8").partition(f"{scheme} {{")[2].partition("}")[0] if style.is_file() else ""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,8});", block))


@cache
def interactive_script(folder: Path | None, fonts: Path) -> str:
    """The script that makes a chart interactive, loaded only when a reader asks."""
    path = folder and folder / f"vega-{drawing_key('bundle', fonts)}.js"
    if path and path.is_file():
        return path.read_text(encoding="utf-8")
    from . import drawing

    script = drawing.interactive_bundle()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
    return script
