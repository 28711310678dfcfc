"""The files of docs/ that are no pages: each is published as it stands, at the address of its path.

So none may lack its reader, stand where the build puts a file of its own, or run, but for the
scripts of assets/.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from os.path import basename, isdir, isfile, join, splitext
from pathlib import Path
from xml.etree import ElementTree

from ..meaning.addresses import language_of
from ..record.book import Book
from ..record.folders import alike, alike_files, paths_in
from ..record.kinds import KINDS
from ..record.marked_yaml import CannotRead, code_of
from ..record.problems import Problem, excerpt
from ..record.unseen import unseen_sign
from .elsewhere import asked_elsewhere
from .keeping import get_or_make
from .site_map import MADE_BY_THE_BUILD

TEMPLATES, ASSETS = "templates/", "assets/"  # the machine's own; files of authors too in assets/
PAGE = ".md"
PAGES_ELSEWHERE = (".markdown", ".mdown", ".mkdn", ".mkd", ".mdx", PAGE)  # in any letters
COPY = re.compile(r"\.md(?:~|\.(?:bak|orig|old|tmp|txt))$", re.I)  # as editors keep one
DOCUMENTS = (".htm", ".html", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".svgz", ".xsl")
SCRIPTS = (".js", ".mjs", ".cjs")
DRAWINGS = (".svg", ".xml")
# What runs or is loaded in a drawing that a browser opens by itself.
RUNS = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|iframe|object|embed|form|meta|handler)\b|<!entity"
    r"|<\?xml-stylesheet|<[^<>]*[\s\"'/]on[a-z]+\s*=|javascript:",
    re.I,
)
# What a style in it would fetch from another host.
LOADS = re.compile(r"(?:@import|url\()[\s\"'(url]*(?:https?:)?//[^\s\"'()<>;]*", re.I)
# Files of the build beside those that made_files.py names; some only with an address of the site.
OF_THE_SITE = ("404.html", "llms.txt", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
FOLDERS_OF_THE_BUILD = ("search/", *MADE_BY_THE_BUILD)


def wrong_files(
    book: Book,
    docs: Path,
    made: Collection[str],
    cache: Path | None = None,
) -> Iterator[Problem]:
    """What of the files of docs/ cannot be published; `made` are those that the build makes."""
    names = list(_names(docs))
    taken = Taken(book, made)
    for name in names:
        if message := _record_among_files(name) or _fault(docs, name, taken):
            yield Problem(f"{docs.name}/{name}", 1, message)
    yield from alike_files(f"{docs.name}/{name}" for name in names)
    yield from _wrong_styles_and_scripts(docs, names, cache)
    yield from _wrong_portraits(book, docs)


def files_of(docs: Path) -> frozenset[str]:
    """The paths in docs/ of the files that are published as they stand."""
    return frozenset(name for name in _names(docs) if isfile(join(docs, name)))


@dataclass(frozen=True)
class Taken:
    """The addresses at which the build puts files of its own."""

    book: Book
    made: Collection[str]

    def __contains__(self, name: object) -> bool:
        own = alike(str(name))
        inner = own.removeprefix(language_of(own, self.book).folder)
        is_known = own in OF_THE_SITE or own in self.made
        return is_known or inner.startswith(FOLDERS_OF_THE_BUILD)


def _names(docs: Path) -> Iterator[str]:
    """The paths in docs/ of all that stands there beside pages and templates."""
    for name in paths_in(docs):
        if not name.startswith(TEMPLATES) and splitext(name)[1] != PAGE:
            yield name


def _record_among_files(name: str) -> str:
    """What is said of a file of records that stands in docs/, as in docs/sources/new.yml."""
    kind, _, inner = name.partition("/")
    if kind not in KINDS or not inner.endswith((".yml", ".yaml")):
        return ""
    return f"no record is read here, and the file would be published; move it to data/{kind}/"


def _fault(
    docs: Path,
    name: str,
    taken: Taken,
) -> str:
    """Why a file cannot be published; nothing where it can, and for a folder."""
    if unseen := unseen_sign(name):
        return unseen.replace("a text", "the name of this file", 1)
    if isdir(join(docs, name)) or basename(name).startswith("."):  # which MkDocs leaves out
        return ""
    if not isfile(join(docs, name)):
        return "there is no file here that can be read; remove it"
    path = docs / name
    ending = path.suffix.lower()
    if COPY.search(name):
        return "this looks like a copy of a page, and would be published; take it away"
    if ending in PAGES_ELSEWHERE or _is_page_without_ending(path):
        return f"no page is made of this; name it {path.stem}{PAGE}"
    if name in taken and not name.startswith(ASSETS):  # where files belong
        return "the build makes a file of this name; remove this one, or give it another name"
    if message := _fault_of_code(name, ending):
        return message
    if ending in BEGINNINGS and not _is_picture(path):
        return "this is no picture of the sort that its name says; save it anew"
    if not path.stat().st_size:
        return "this file is empty, and would be published; write what belongs in it, or remove it"
    return _fault_of_drawing(path) if ending in DRAWINGS else ""


def _fault_of_code(name: str, ending: str) -> str:
    """What is said of a file that a browser may run; nothing of a script where scripts belong."""
    if ending in DOCUMENTS:
        return f"a browser may run {ending}, as no file of docs/ does; write a page, as in page.md"
    if ending in SCRIPTS and not name.startswith(ASSETS):
        return f"a browser may run {ending}, as only scripts of assets/ do; move it there"
    return ""


def _is_page_without_ending(path: Path) -> bool:
    """True for what begins as a page does, and has no ending."""
    if path.suffix:
        return False
    with path.open("rb") as file:
        return file.read(4).startswith((b"# ", b"---\n"))


def _fault_of_drawing(path: Path) -> str:
    """What a browser would run or fetch that opens a drawing by itself; nothing where none."""
    try:
        text = unescape(code_of(path.read_bytes()))
    except CannotRead as error:
        return error.message
    if found := RUNS.search(text):
        return f"nothing runs in a drawing, as {_place(text, found)} does; save it without"
    if found := LOADS.search(text) or _asking(text):
        told = f"a drawing loads nothing from another host, as {_place(text, found)} does"
        return f"{told}; put what it shows into the drawing itself"
    return _unreadable_drawing(path)


def _asking(text: str) -> re.Match[str] | None:
    """The first element of a drawing that asks another host, as far as the name of that."""
    for asked in asked_elsewhere(text):
        return re.compile(f".*?{re.escape(asked.host)}", re.S).match(text, asked.place)
    return None


ROOT_OF_DRAWINGS = "{http://www.w3.org/2000/svg}svg"


def _unreadable_drawing(path: Path) -> str:
    """Why a browser shows nothing of a drawing; what it might run or load is told before."""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        return f"no browser can read this ({error}); save it anew"
    if path.suffix.lower() == ".svg" and root.tag != ROOT_OF_DRAWINGS:
        return 'a drawing is an <svg xmlns="http://www.w3.org/2000/svg">; save it anew'
    return ""


def _place(text: str, found: re.Match[str]) -> str:
    line = text.count("\n", 0, found.start()) + 1
    return f"{excerpt(found[0].strip())} about line {line}"


# ---------------------------------------------------------------- styles and scripts


def _wrong_styles_and_scripts(
    docs: Path,
    names: Iterable[str],
    cache: Path | None,
) -> Iterator[Problem]:
    """Those that cannot be joined with their parts, and what styles would load from elsewhere."""
    texts: dict[str, str] = {}
    for name in names:
        if splitext(name)[1] not in (".css", ".js") or not isfile(join(docs, name)):
            continue
        try:
            texts[name] = code_of((docs / name).read_bytes())
        except CannotRead as error:
            yield error.problem(f"{docs.name}/{name}")
            texts[name] = ""  # it is there to be joined
    among = tuple(texts.items())
    found = get_or_make(cache, "joins.texts", among, partial(_wrong_among, among))
    for name, line, message in found:
        yield Problem(f"{docs.name}/{name}", line, message)


@lru_cache(maxsize=2)
def _wrong_among(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, int, str], ...]:
    """The same, looked for once as long as a server runs and none is edited."""
    from . import declarations, joining  # few checks ask

    joined = {name: text for name, text in texts if name.startswith(ASSETS)}
    styles = [(name, text) for name, text in texts if name.endswith(".css")]
    return (
        *joining.wrong_joins(joined),
        *joining.loads_of_styles(styles),
        *joining.unpaired_in_styles(styles),
        *declarations.words_of_styles(styles),
        *declarations.unread_declarations(styles),
    )


# ---------------------------------------------------------------- portraits

# How files of pictures begin, by how their names end: (place, letters).
BEGINNINGS = {
    ".jpg": (0, b"\xff\xd8\xff"),
    ".jpeg": (0, b"\xff\xd8\xff"),
    ".png": (0, b"\x89PNG\r\n"),
    ".webp": (8, b"WEBP"),
    ".avif": (4, b"ftyp"),
}


def _wrong_portraits(
    book: Book,
    docs: Path,
) -> Iterator[Problem]:
    """Pictures of people that are not there; they are never loaded from elsewhere."""
    for id_, person in book.people.items():
        if person.portrait and not (docs / person.portrait.file).is_file():
            wrong = f"there is no picture {docs.name}/{person.portrait.file}; put it there"
            yield Problem(*book.place(f"people/{id_}", "portrait", "file"), wrong)


def _is_picture(path: Path) -> bool:
    place, letters = BEGINNINGS[path.suffix.lower()]
    with path.open("rb") as file:
        return file.read(place + len(letters))[place:] == letters
