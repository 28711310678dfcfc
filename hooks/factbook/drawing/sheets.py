"""Drawings of charts: kept between builds under a hash of all that they depend on; missing ones are drawn, several at a time."""

import json
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .rows import ChartData, drawing_key

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

    drawing.use_fonts(fonts)
    made = drawing.spec(sheet.data, WIDE)
    wide, narrow = (
        drawing.draw(sheet.data, sheet.alt, WIDE, made),
        drawing.draw(sheet.data, sheet.alt, NARROW),
    )
    svg = drawing.standalone(wide, sheet.title, sheet.subtitle, sheet.foot, colors)
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


# ---------------------------------------------------------------- kept, or made by several processes


def kept_or_made(
    folder: Path | None,
    suffix: str,
    wanted: dict[str, object],
    make: Callable[..., bytes],
    *same: object,
) -> dict[str, bytes]:
    """For each key what is kept under it in a folder; what is missing is made of the thing that is wanted, and kept."""
    found = {key: _read(folder, f"{key}.{suffix}") for key in wanted}
    missing = {key: thing for key, thing in wanted.items() if found[key] is None}
    for place, (key, made) in enumerate(zip(missing, _made(list(missing.values()), make, same)), 1):
        _tell(suffix, place, len(missing))
        _write(folder, f"{key}.{suffix}", made)
        found[key] = made
    return found


def _read(folder: Path | None, name: str) -> bytes | None:
    try:
        return (folder / name).read_bytes() if folder else None
    except FileNotFoundError:
        return None


def _write(folder: Path | None, name: str, made: bytes) -> None:
    """Written aside and moved, so that a build that is stopped leaves no half of a picture."""
    if not folder:
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{name}.{os.getpid()}"
    aside.write_bytes(made)
    aside.replace(folder / name)


def _made(things: list, make: Callable[..., bytes], same: tuple) -> Iterator[bytes]:
    """In the order given, whoever makes them."""
    workers = min(os.cpu_count() or 1, 8, len(things) // FEW)
    done = 0
    if workers > 1:
        try:
            with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
                for made in pool.map(
                    make, things, *([thing] * len(things) for thing in same), chunksize=2
                ):
                    yield made
                    done += 1
        except (BrokenProcessPool, OSError):  # a machine that allows no further processes
            pass
    for thing in things[done:]:
        yield make(thing, *same)


def _tell(what: str, drawn: int, all_: int) -> None:
    """How far a long build is, where somebody watches."""
    if all_ > FEW and sys.stderr.isatty():
        print(
            f"\r{what}s drawn: {drawn} of {all_}",
            end="\n" if drawn == all_ else "",
            file=sys.stderr,
            flush=True,
        )


# ---------------------------------------------------------------- what all charts share


def palette(style: Path, scheme: str = ":root") -> dict[str, str]:
    """The colours of the site's style sheet by the names of their variables."""
    block = (
        style.read_text(encoding="utf-8").partition(f"{scheme} {{")[2].partition("}")[0]
        if style.is_file()
        else ""
    )
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
