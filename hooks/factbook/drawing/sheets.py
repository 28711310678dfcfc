"""A chart to draw, and all that is drawn of it; an unchanged one is never drawn again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..record.languages import Language
from .cache import Helpers, Make, drawing_key, read_or_make
from .canvas import BROAD, NARROW, SCALE, WIDE, Canvas, size_of, words_in
from .captions import Caption, Sheet
from .charts import chart_kind
from .letters import Letters
from .mirror import mirrored, with_sides_kept
from .palette import with_fallbacks
from .public_spec import public_spec


@dataclass(frozen=True)
class Drawing:
    """All that is drawn of one chart in one language."""

    wide: str  # inline SVG whose colours are variables of the page
    narrow: str
    spec: str  # Vega-Lite
    svg: str  # a file of its own, with its caption and real colours
    png: bytes  # nothing where none is asked for, or where the face lacks a letter of its words
    broad: str = ""  # as wide as a page; nothing where a chart of this kind is never so wide
    key: str = ""  # names it by all that it depends on

    @property
    def height(self) -> int:
        """How tall the wide drawing is, in px."""
        return self.size_of("wide")[1]

    def size_of(self, shape: str) -> tuple[int, int]:
        """How wide and how tall the wide or the narrow drawing is, in px."""
        width, height = size_of(getattr(self, shape))
        return int(width), int(height)

    @property
    def size_of_png(self) -> tuple[int, int]:
        """How wide and how tall the picture is, in pixels."""
        width, height = size_of(self.svg)
        return int(width) * SCALE, int(height) * SCALE


@dataclass(frozen=True)
class Marks:
    """What a chart's rows alone decide, whatever stands around it: the costly part."""

    wide: str
    narrow: str
    broad: str
    spec: str  # of the widest drawing

    @property
    def widest(self) -> str:
        """The drawing that files are made of."""
        return self.broad or self.wide


@dataclass(frozen=True)
class Framed:
    """A chart whose marks are drawn, to be put into files of its own."""

    sheet: Sheet
    marks: Marks


@dataclass(frozen=True)
class Filed:
    """A chart's file of its own, to be made into a picture."""

    svg: str
    caption: Caption


def draw_all(
    sheets: list[Sheet],
    folder: Path | None,
    fonts: Path,
    colors: dict[str, str],
    pictures: bool = False,
) -> list[Drawing]:
    """A drawing for each sheet, with its PNG where pictures are asked for.

    An unchanged one is never drawn again. Other words around a chart, or another address of the
    site, leave its marks as they are.
    """
    settings = [sorted(colors.items()), WIDE, NARROW, BROAD]
    inside = [drawing_key([sheet.data, sheet.alt, settings], fonts) for sheet in sheets]
    around = [drawing_key([sheet, settings], fonts) for sheet in sheets]
    keep = partial(_kept, folder, fonts, colors)
    with Helpers() as helpers:
        drawn = keep(
            helpers,
            "chart",
            inside,
            sheets,
            _marks_of,
        )
        marks = [Marks(*_unpack(kept)) for kept in drawn]
        framed = [Framed(sheet, own) for sheet, own in zip(sheets, marks, strict=True)]
        kept_files = keep(
            helpers,
            "sheet",
            around,
            framed,
            _files_of,
        )
        files = [_unpack(kept) for kept in kept_files]
        filed = [Filed(svg, sheet.caption) for sheet, (_, svg) in zip(sheets, files, strict=True)]
        places = _with_letters(filed, fonts) if pictures else []
        drawn_pngs = keep(
            helpers,
            "png",
            [around[place] for place in places],
            [filed[place] for place in places],
            _png_of,
        )
    pngs = dict(zip(places, drawn_pngs, strict=True))
    return [
        Drawing(own.wide, own.narrow, spec, svg, pngs.get(place, b""), own.broad, around[place])
        for place, (own, (spec, svg)) in enumerate(zip(marks, files, strict=True))
    ]


def _with_letters(files: Sequence[Filed], fonts: Path) -> list[int]:
    """The places of the files all of whose letters the face has."""
    letters = Letters(fonts)
    return [place for place, file in enumerate(files) if letters.has(words_in(file.svg))]


def draw_sheet(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> Drawing:
    """Draw one chart in all its forms; raises RuntimeError, which passes between processes."""
    return draw_all([sheet], None, fonts, colors, pictures=True)[0]


def _kept(
    folder: Path | None,
    fonts: Path,
    colors: dict[str, str],
    helpers: Helpers,
    suffix: str,
    keys: Sequence[str],
    things: Sequence[Sheet | Framed | Filed],
    make: Make,
) -> list[bytes]:
    """What is made of each thing, or was kept under the key of all that it depends on."""
    wanted = dict(zip(keys, things, strict=True))
    made = read_or_make(folder, suffix, wanted, make, fonts, colors, helpers=helpers)
    return [made[key] for key in keys]


# ---------------------------------------------------------------- the marks of a chart


def _marks_of(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> bytes:
    """The marks of a chart, packed; raises RuntimeError, which passes between processes."""
    try:
        return _draw_marks(sheet, fonts, colors)
    except Exception as error:
        raise RuntimeError(
            f"the chart '{sheet.data.id}' ({sheet.data.kind}) cannot be drawn: {error}"
        ) from None


def _draw_marks(sheet: Sheet, fonts: Path, colors: dict[str, str]) -> bytes:
    from . import specification, svg  # half a second to import: only where something is drawn

    data, letters = sheet.data, Letters(fonts)
    kind = chart_kind(data.kind)
    widths = (WIDE, NARROW, BROAD) if kind.is_broad else (WIDE, NARROW)
    specs = {width: specification.spec(data, Canvas(width, letters)) for width in widths}
    drawn = {
        width: svg.draw(
            made,
            f"{data.id}-{data.language}-{width}",
            sheet.alt,
            data.description,
            fonts,
        )
        for width, made in specs.items()
    }
    if Language(data.language).direction == "rtl":
        turn = with_sides_kept if kind.keeps_sides else mirrored
        drawn = {width: turn(drawing) for width, drawing in drawn.items()}
    texts = [with_fallbacks(drawn.get(width, ""), colors) for width in (WIDE, NARROW, BROAD)]
    return _pack(*texts, json.dumps(specs[max(widths)], ensure_ascii=False))


# ---------------------------------------------------------------- files of its own


def _files_of(chart: Framed, fonts: Path, colors: dict[str, str]) -> bytes:
    """The files of a chart whose marks are drawn, packed."""
    from . import svg  # without Altair, which takes longer to load than these files to make

    caption, marks = chart.sheet.caption, chart.marks
    letters = Letters(fonts)
    file = svg.standalone(marks.widest, caption, letters, colors)
    spec = public_spec(
        json.loads(marks.spec),
        chart.sheet,
        letters,
        colors,
    )
    return _pack(json.dumps(spec, ensure_ascii=False, indent=1) + "\n", file)


def _png_of(chart: Filed, fonts: Path, colors: dict[str, str]) -> bytes:
    """The file of a chart as a picture; its colours are in the file."""
    from . import png

    return png.png(chart.svg, fonts, chart.caption)


def _pack(*texts: str) -> bytes:
    """Texts with a zero byte between them, which none holds."""
    return "\0".join(texts).encode()


def _unpack(kept: bytes) -> list[str]:
    return kept.decode().split("\0")
