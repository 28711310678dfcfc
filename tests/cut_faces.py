"""Cuts the faces into slices, so that a page loads little more than it shows.

    make faces    # after `make site`, whose Korean pages say which syllables are used

The first slice of a Hangul weight is small: the syllables of titles and leads, fetched before all
else. The others have a style of their own, which is asked for once the first screen stands: a large
one of what most pages show, small ones of the rarer, those of a page together. A syllable that no
page showed stands in the reader's own face until the next time. The Latin faces are cut in two:
what nearly every page shows, and letters with marks. What Latin has besides, Greek and Cyrillic are
further slices, for pages that show some of it.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import places  # noqa: F401 -- finds the hooks
from factbook.writing.frame import FURTHER, FURTHER_LETTERS, HANGUL

FONTS = Path("docs/assets/fonts")
LOOKS = Path("docs/assets/styles")
STYLE = Path("docs/assets/faces-ko.css")
REST_STYLE = Path("docs/assets/faces-ko-rest.css")
FURTHER_STYLE = Path(f"docs/assets/{FURTHER}.css")
ELSEWHERE_STYLE = Path(f"docs/assets/{HANGUL}.css")
WORDS = Path("docs/templates/words.yml")
BEGUN = Path("hooks/starter/texts.ko.yml")
OFFER = ("language", "offer", "offer-open")  # of these, what stands on pages in other languages
FOREMOST = ("", "money/", "promises/")  # pages whose titles and leads come first
LEADS = {400: 120, 700: 120}  # syllables in the first slice of a weight: more is a round trip more
MOST, NEXT = {400: 630, 700: 300}, 20  # used syllables in the second one, in others
NOT_ELSEWHERE = {"ko", "editions", "cite"}  # folders whose pages are Korean or without our faces
EM = 500  # units of an em: a letter of 80 px has six to a pixel; the whole faces have 2,048
FILES = {400: "FactbookSans-Regular.otf", 700: "FactbookSans-Bold.otf"}
BOLD = {"h1", "h2", "h3", "h4", "b", "strong", "th", "summary", "dt"}
BOLD_RULE = re.compile(r"([^{}]+)\{[^{}]*font-weight: 700;")
CONDITION = re.compile(r":[\w-]+\([^()]*\)|\[[^\]]*\]")  # not looked at: in doubt it holds
OF_A_CLASS = re.compile(r"\.([a-z][\w-]*)([^.]*)$")
UNSEEN = {"script", "style", "template", "head"}
WITHOUT_END = {"br", "img", "input", "link", "meta", "wbr", "hr", "col", "source"}
SYLLABLE = re.compile("[가-힣]")
SPACES = "\xa0\u2007\u2009\u202f"  # the last parts the digits of French numbers
SIGNS_OF_PAGES = "«°±·×»‐‑–—‘’“”•…‹›₩€←↑→↓↗−≈≠≤≥■□▲▼○●✓"
PLAIN = "".join(map(chr, range(0x20, 0x7F))) + SPACES + SIGNS_OF_PAGES
LATIN_ENDS = 0x3000
SCRIPTS = {"greek": range(0x370, 0x400), "cyrillic": range(0x400, 0x530)}
WINDOWS = 3  # the platform whose list of letters every browser reads; another would repeat it
WIDE = 1770 / 2048  # em of a syllable, and of what is missing: nothing moves when Hangul comes
SIGNS = [*range(0x3000, 0x3004), *range(0x3008, 0x3012)]
LETTERS = list(range(0x3131, 0x318F))  # single ones, as in first consonants
HEADER = re.compile(r"<header.*?</header>", re.S)
LED_TO = re.compile(r'href="((?:[\w-]+/)+)"')  # pages below the home page
TITLE_AND_LEAD = re.compile(r"<h1.*?</h1>.*?<p[ >].*?</p>", re.S)
HEAD = """\
/* Made by tests/cut_faces.py: the Hangul faces of Korean pages, in slices. See fonts/README.txt. */
/* Until they have come: faces that most systems have, set to the same widths and lines. */
@font-face {
  font-family: "Factbook Hangul Fallback";
  src:
    local("Malgun Gothic"), local("Noto Sans KR"), local("Noto Sans CJK KR"),
    local("Source Han Sans K");
  size-adjust: 93.9%;
  ascent-override: 101.4%;
  descent-override: 25.7%;
  line-gap-override: 0%;
  unicode-range: U+3131-318E, U+AC00-D7A3;
}
"""
REST_HEAD = """\
/* Made by tests/cut_faces.py: what Korean pages show below their leads. See fonts/README.txt. */
"""
FURTHER_HEAD = """\
/* Made by tests/cut_faces.py: Greek, Cyrillic, and what Latin has besides. See fonts/README.txt. */
"""
FACE = """\
@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  font-display: swap;
  src: url(fonts/{name}) format("woff2");
  unicode-range: {ranges};
}}
"""
ELSEWHERE_HEAD = """\
/* Made by tests/cut_faces.py: names and titles in Hangul on pages in other languages. A reader who
   has a face of it loads none; all others load one for both weights. */
"""
ELSEWHERE_FACE = """\
@font-face {{
  font-family: "Factbook Sans";
  font-weight: {weight};
  font-display: swap;
  src:
    local("AppleSDGothicNeo-Regular"), local("Malgun Gothic"), local("NotoSansKR-Regular"),
    local("NotoSansCJKkr-Regular"), local("NanumGothic"), url(fonts/{name}) format("woff2");
  unicode-range: {ranges};
}}
"""


@cache
def bold_parts() -> set[tuple[str, str]]:
    """What the styles make bold: a class, and which elements in it, "" for all that it holds."""
    styles = "".join(path.read_text(encoding="utf-8") for path in LOOKS.glob("*.css"))
    selectors = CONDITION.sub("", ",".join(BOLD_RULE.findall(styles))).split(",")
    found = filter(None, (OF_A_CLASS.search(selector.strip()) for selector in selectors))
    return {(part[1], part[2].strip(" >")) for part in found}


class Part(NamedTuple):
    """An element that is open."""

    tag: str
    classes: list[str]
    is_bold: bool


class Syllables(HTMLParser):
    """The syllables that a page shows in each weight."""

    def __init__(self) -> None:
        super().__init__()
        self.bold = bold_parts()
        self.open: list[Part] = []
        self.shown: dict[int, set[str]] = {400: set(), 700: set()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WITHOUT_END:
            given = dict(attrs)
            classes = (given.get("class") or "").split()
            is_bold = given.get("font-weight") == "700" or self._is_bold(tag, classes)
            self.open.append(Part(tag, classes, is_bold))

    def _is_bold(self, tag: str, classes: list[str]) -> bool:
        if tag in BOLD or (self.open and self.open[-1].is_bold):
            return True
        around = (name for part in self.open for name in part.classes)
        inside = any((name, tag) in self.bold for name in around)
        return inside or any((name, "") in self.bold for name in classes)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(part.tag in UNSEEN for part in self.open):
            is_bold = bool(self.open and self.open[-1].is_bold)
            self.shown[700 if is_bold else 400].update(SYLLABLE.findall(data))


def shown_in(page: str) -> dict[int, set[str]]:
    """The syllables that a page, or a part of one, shows, by weight."""
    parser = Syllables()
    parser.feed(page)
    return parser.shown


def shown_on(pages: Path) -> list[dict[int, set[str]]]:
    """For each page the syllables that it shows, by weight."""
    paths = sorted(pages.rglob("*.html"))
    return [shown_in(path.read_text(encoding="utf-8")) for path in paths]


def leads(pages: Path) -> list[dict[int, set[str]]]:
    """What title and lead show: of the foremost pages, then of those that the header leads to."""
    home = (pages / "index.html").read_text(encoding="utf-8")
    found = []
    for path in dict.fromkeys([*FOREMOST, *LED_TO.findall(HEADER.search(home)[0])]):
        page = (pages / path / "index.html").read_text(encoding="utf-8")
        found.append(shown_in(TITLE_AND_LEAD.search(page)[0]))
    return found


def shown_later() -> dict[int, set[str]]:
    """What no page of this site may show, and another will: the words of the interface and those
    that a new explainer begins with.
    """
    begun = set(SYLLABLE.findall(BEGUN.read_text(encoding="utf-8")))
    return {400: begun | set(SYLLABLE.findall(WORDS.read_text(encoding="utf-8"))), 700: begun}


def slices(weight: int, pages: list[set[str]], heads: list[set[str]]) -> Iterator[list[int]]:
    """Code points, each in one slice: of faces that share one a browser loads them all."""
    first = list(dict.fromkeys(letter for head in heads for letter in sorted(head)))
    first = first[: LEADS[weight]]
    yield sorted(map(ord, first))
    counts = Counter(letter for page in pages for letter in page.difference(first))
    order = sorted(counts, key=lambda letter: (-counts[letter], letter))
    most = MOST[weight]
    yield sorted([*map(ord, order[:most]), *SIGNS])
    rare = together(set(order[most:]), pages)
    for start in range(0, len(rare), NEXT):
        yield sorted(map(ord, rare[start : start + NEXT]))
    yield LETTERS


def together(letters: set[str], pages: list[set[str]]) -> list[str]:
    """Letters so that those of one page are neighbours, the page that has most of them first."""
    order: list[str] = []
    while letters:
        most = max(pages, key=lambda page: len(page & letters))
        order += sorted(most & letters)
        letters -= most
    return order


def cut(file: Path, letters: list[int], features: tuple[str, ...] = ()) -> bytes:
    """A face with some letters alone, as WOFF2; syllables are neither kerned nor joined."""
    from fontTools import subset  # a tool of maintainers: tests that read slices do without it
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem

    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    options.layout_features = list(features)
    options.drop_tables += [] if features else ["GPOS", "GSUB"]
    options.name_IDs, options.glyph_names = [0, 1, 2, 13, 14], False
    font = TTFont(file, recalcTimestamp=False)  # the same bytes each time
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    scale_upem(font, EM)
    _scale_once(font)
    _widen_what_is_missing(font, round(WIDE * EM))
    cmap = font["cmap"]
    cmap.tables = [table for table in cmap.tables if table.platformID == WINDOWS]
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed, reorderTables=None)
    return packed.getvalue()


def _scale_once(font: Any) -> None:
    """One matrix of the outlines: two would be multiplied, and nothing would be seen."""
    top = font["CFF "].cff.topDictIndex[0]
    for fields in (top.rawDict, vars(top)):
        fields.pop("FontMatrix", None)
    for part in top.FDArray:
        part.FontMatrix = [1 / EM, 0, 0, 1 / EM, 0, 0]


def _widen_what_is_missing(font: Any, width: int) -> None:
    """Both widths: a machine that fits letters to its pixels reads the one of the outline."""
    font["hmtx"][".notdef"] = (width, font["hmtx"][".notdef"][1])
    glyph = font["CFF "].cff.topDictIndex[0].CharStrings[".notdef"]
    glyph.program = [width - glyph.private.nominalWidthX, "endchar"]


def ranges(letters: list[int]) -> str:
    """Code points as CSS writes them, neighbours together."""
    breaks = [place + 1 for place, (one, two) in enumerate(pairwise(letters)) if two > one + 1]
    runs = [letters[start:end] for start, end in pairwise([0, *breaks, len(letters)])]
    return ", ".join(
        f"U+{run[0]:X}-{run[-1]:X}" if len(run) > 1 else f"U+{run[0]:X}" for run in runs
    )


def face_of(family: str, weight: int, name: str, letters: list[int]) -> str:
    """How a style names a slice."""
    return FACE.format(family=family, weight=weight, name=name, ranges=ranges(letters))


def further_slices(held: list[int]) -> dict[str, list[int]]:
    """Of the letters of a face those that few sites show, by the script."""
    further = [code for code in held if FURTHER_LETTERS.match(chr(code))]
    found = {name: [code for code in further if code in codes] for name, codes in SCRIPTS.items()}
    taken = {code for codes in SCRIPTS.values() for code in codes}
    return {"further": [code for code in further if code not in taken], **found}


def cut_further() -> None:
    """Write the slices of what few sites show, and the style that names them."""
    from fontTools.ttLib import TTFont

    style = FURTHER_HEAD
    for weight, file in FILES.items():
        held = sorted(TTFont(FONTS / "measure" / file).getBestCmap())
        for script, letters in further_slices(held).items():
            name = f"factbook-{script}-{weight}.woff2"
            slice_ = cut(FONTS / "measure" / file, letters, ("kern", "mark", "mkmk", "ccmp"))
            (FONTS / name).write_bytes(slice_)
            style += face_of("Factbook Sans", weight, name, letters)
    FURTHER_STYLE.write_text(style, encoding="utf-8")


def cut_latin() -> None:
    """Write both slices of each Latin weight; style.css names what they hold."""
    from fontTools.ttLib import TTFont

    plain = list(map(ord, PLAIN))
    for weight, file in FILES.items():
        held = TTFont(FONTS / "measure" / file).getBestCmap()
        few = set(plain) | {code for code in held if FURTHER_LETTERS.match(chr(code))}
        marked = [code for code in sorted(held) if code < LATIN_ENDS and code not in few]
        for name, letters in (("", plain), ("-marked", marked)):
            face = cut(FONTS / "measure" / file, letters, ("kern", "tnum"))
            (FONTS / f"factbook-latin-{weight}{name}.woff2").write_bytes(face)


def cut_offer() -> None:
    """Write the letters of the words by which other pages offer Korean; style.css names them."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    letters = SYLLABLE.findall("".join(words[key]["ko"] for key in OFFER))
    face = cut(FONTS / "measure" / FILES[400], sorted(set(map(ord, letters))))
    (FONTS / "factbook-hangul-offer.woff2").write_bytes(face)


def of_the_search() -> set[str]:
    """What the search says, which answers in Korean on the page for a lost address."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    said = (given["ko"] for key, given in words.items() if key.startswith("search"))
    return set(SYLLABLE.findall("".join(said)))


def cut_elsewhere(site: Path) -> None:
    """Write the syllables that pages in other languages show, and the style that names them."""
    parser = Syllables()
    for path in site.rglob("*.html"):
        if not NOT_ELSEWHERE.intersection(path.relative_to(site).parts):
            parser.feed(path.read_text(encoding="utf-8"))
    letters = sorted(map(ord, parser.shown[400] | parser.shown[700] | of_the_search()))
    name = "factbook-hangul-elsewhere.woff2"
    (FONTS / name).write_bytes(cut(FONTS / "measure" / FILES[400], letters))
    faces = (
        ELSEWHERE_FACE.format(weight=weight, name=name, ranges=ranges(letters)) for weight in FILES
    )
    ELSEWHERE_STYLE.write_text(ELSEWHERE_HEAD + "".join(faces), encoding="utf-8")


def korean_pages(site: Path) -> Path:
    """The folder of the Korean pages: the whole site where Korean is its first language."""
    return site / "ko" if (site / "ko").is_dir() else site


def main(site: Path) -> None:
    """Write the slices and the styles that name those of Hangul."""
    pages = korean_pages(site)
    cut_latin()
    cut_further()
    for old in FONTS.glob("factbook-hangul-*.woff2"):
        old.unlink()
    cut_offer()
    shown, heads = [*shown_on(pages), shown_later()], leads(pages)
    styles = {STYLE: HEAD, REST_STYLE: REST_HEAD}
    for weight, file in FILES.items():
        parts = slices(weight, [page[weight] for page in shown], [head[weight] for head in heads])
        for number, letters in enumerate(parts):
            name = f"factbook-hangul-{weight}-{number}.woff2"
            (FONTS / name).write_bytes(cut(FONTS / "measure" / file, letters))
            face = face_of("Factbook Sans Hangul", weight, name, letters)
            styles[REST_STYLE if number else STYLE] += face
    for path, style in styles.items():
        path.write_text(style, encoding="utf-8")
    if pages != site:
        cut_elsewhere(site)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
