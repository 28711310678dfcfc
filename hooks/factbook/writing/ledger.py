"""All addresses of a built site, the ledger of those ever published, and where the moved ones went.

An address is a path from the root of the site; the home page is written ./ in the ledger.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from ..meaning.addresses import folder_of, has_url, language_of, page_url, step_url, url_of
from ..record.book import Book
from ..record.marked_yaml import Marked, read
from ..record.problems import Problem, did_you_mean
from .raw_html import FENCED

LEDGER, REDIRECTS = "permalinks.txt", "redirects.yml"
HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{#([^\s}]*)\})? *$", re.M)
CHART = re.compile(r'<figure class="chart" id="([^"]+)"')
ID = re.compile(r'\sid="([^"]+)"|\{#([^\s}]+)\} *$', re.M)
WRITTEN_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    words: str
    id: str | None


def headings(markdown: str) -> Iterator[Heading]:
    """Every heading of a page of Markdown."""
    text = FENCED.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)
    for found in HEADING.finditer(text):
        yield Heading(text.count("\n", 0, found.start()) + 1, len(found[1]), found[2], found[3])


def unnamed_headings(markdown: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each heading whose address would hang on its wording, or be there twice."""
    seen: dict[str, int] = {}
    for heading in headings(markdown):
        if not heading.id or not WRITTEN_ID.fullmatch(heading.id):
            yield (
                heading.line,
                (
                    f"this heading has no lasting address; end it with an id of its own, "
                    f"lower-case words and hyphens: {'#' * heading.level} {heading.words} {{#a-short-id}}"
                ),
            )
        elif heading.id in seen:
            yield (
                heading.line,
                f"the id '{heading.id}' is already on line {seen[heading.id]}; ids are unique on a page",
            )
        seen.setdefault(heading.id or "", heading.line)


# ---------------------------------------------------------------- what stands on the site


def addresses_of_records(book: Book) -> Iterator[str]:
    """The address of every record, figure and step of the Book."""
    for address in book.addresses():
        if has_url(address):
            yield url_of(book, address)
            for step in getattr(book.get(address), "steps", ()):
                yield step_url(book, address, step.anchor)
    for address in book.figures:
        yield url_of(book, address)


def all_addresses(book: Book, pages: dict[str, str]) -> frozenset[str]:
    """Every permanent address of written pages: the pages, their headings and charts, and what the Book says of records."""
    found, recorded = set(), set(addresses_of_records(book))
    for path, text in pages.items():
        url = page_url(path)
        ids = {one or other for one, other in ID.findall(text)}
        lasting = {heading.id for heading in headings(text) if heading.level in (2, 3)} | set(
            CHART.findall(text)
        )
        found.add(url)
        found.update(
            f"{url}#{id_}"
            for id_ in ids
            if id_ in lasting or _in_first_language(f"{url}#{id_}", book) in recorded
        )
    return frozenset(found)


def _in_first_language(address: str, book: Book) -> str:
    """The address of the same page or part where the site's first language has it."""
    return address.removeprefix(folder_of(language_of(address, book), book))


@dataclass(frozen=True)
class Expected:
    """What a site will hold, as far as can be told without writing its pages: quick, and never stricter than the build."""

    book: Book
    pages: frozenset[str]
    prose: dict[str, str]
    templates: Path

    def __contains__(self, address: str) -> bool:
        page, mark, anchor = address.partition("#")
        if page not in self.pages:
            return False
        return (
            not mark
            or bool(self._certain.intersection((address, _in_first_language(address, self.book))))
            or page in self._open
            or self._may_be_made(anchor)
        )

    def __iter__(self) -> Iterator[str]:
        yield from self.pages
        yield from self._certain

    def _may_be_made(self, anchor: str) -> bool:
        return (anchor.startswith("chart-") and anchor[6:] in self.book.charts) or bool(
            self._made.fullmatch(anchor)
        )

    @cached_property
    def _certain(self) -> set[str]:
        written = {
            f"{page_url(path)}#{heading.id}"
            for path, text in self.prose.items()
            for heading in headings(text)
        }
        return written | set(addresses_of_records(self.book))

    @cached_property
    def _made(self) -> re.Pattern:
        """The ids of headings that templates write; what a template fills in may be any word."""
        ids = {
            id_
            for written in self._in_templates.values()
            for id_ in written
            if not id_.startswith("{{")
        }
        return re.compile(
            "|".join(
                r"[\w-]+".join(map(re.escape, re.split(r"\{\{.*?\}\}", id_))) for id_ in sorted(ids)
            )
            or "(?!)"
        )

    @cached_property
    def _open(self) -> set[str]:
        """Pages with a part whose headings may have any id; only the written page tells which."""
        free = {
            part
            for part, written in self._in_templates.items()
            if any(id_.startswith("{{") for id_ in written)
        }
        return {
            page_url(path)
            for path, text in self.prose.items()
            if free.intersection(re.findall(r'part\("([\w-]+)"', text))
        }

    @cached_property
    def _in_templates(self) -> dict[str, list[str]]:
        """The ids of the headings of each template, as they are written there."""
        return {
            path.stem: re.findall(
                r"^#{2,3} .*\{#(.*?)\} *$", path.read_text(encoding="utf-8"), re.M
            )
            for path in sorted(self.templates.rglob("*.jinja"))
        }


# ---------------------------------------------------------------- the ledger


@dataclass(frozen=True)
class Ledger:
    """Every address that was ever published, with its line, and where those went that have moved."""

    folder: str = "data"
    lines: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    marked: Marked | None = None

    def successor(self, address: str) -> str | None:
        """Where a moved address leads; an anchor of a moved page keeps its name where none is told."""
        if address in self.moved:
            return self.moved[address]
        page, mark, anchor = address.partition("#")
        return (
            f"{self.moved[page].partition('#')[0]}#{anchor}"
            if mark and page in self.moved
            else None
        )


def shown(address: str) -> str:
    """An address as it is written in the ledger: the home page is ./"""
    return f"./{address}" if address.partition("#")[0] == "" else address


def _meant(written: str) -> str:
    return written.removeprefix("./")


def read_ledger(data: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger and the redirects of a data folder, and what cannot be read of them."""
    path, told = data / LEDGER, data / REDIRECTS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    marked = (
        read(told, f"{data.name}/{REDIRECTS}")
        if told.is_file()
        else Marked(f"{data.name}/{REDIRECTS}", {})
    )
    problems = list(marked.problems)
    moved = {}
    for old, new in (marked.value if isinstance(marked.value, dict) else {}).items():
        if not isinstance(new, str) or any(
            not re.fullmatch(r"(\./|([^\s#?/]+/)*)(#[^\s#]+)?", address) for address in (old, new)
        ):
            problems.append(
                marked.problem(
                    (old,),
                    f"write a redirect as old/: new/ or old/#part: new/#part, as in {LEDGER}",
                )
            )
        else:
            moved[_meant(old)] = _meant(new)
    known = {_meant(line): number for number, line in enumerate(lines, 1) if line.strip()}
    return Ledger(data.name, known, moved, marked), problems


def broken_links(ledger: Ledger, standing: Collection[str]) -> Iterator[Problem]:
    """Every published address that would be lost, and every redirect that does not lead straight to a standing address."""
    for address, line in ledger.lines.items():
        if address not in standing and not _is_told_with_its_page(ledger, address, standing):
            if message := _loss(ledger, address, standing):
                yield Problem(f"{ledger.folder}/{LEDGER}", line, message)
    for old, new in ledger.moved.items():
        if message := _wrong_redirect(ledger, old, new, standing):
            yield ledger.marked.problem((shown(old),), message)


def _is_told_with_its_page(ledger: Ledger, address: str, standing: Collection[str]) -> bool:
    """One message for a lost page, not one more for each of its anchors."""
    page, mark, _ = address.partition("#")
    return bool(mark) and page in ledger.lines and page not in standing and page not in ledger.moved


def _loss(ledger: Ledger, address: str, standing: Collection[str]) -> str | None:
    if address in ledger.moved or (ledger.successor(address) or "?") in standing:
        return None
    return (
        f"'{shown(address)}' was published and is gone; bring it back, or say in {ledger.folder}/{REDIRECTS} where it went: "
        f"'{shown(address)}': '{shown(_new_name(ledger, address, standing))}'"
    )


def _new_name(ledger: Ledger, address: str, standing: Iterable[str]) -> str:
    """The address that a lost one most likely has now: of those the ledger does not know, beside it, the most alike."""
    page, mark, _ = address.partition("#")
    beside = page if mark else page.rstrip("/").rpartition("/")[0]
    new = [
        other
        for other in standing
        if other not in ledger.lines and ("#" in other) == bool(mark) and other.startswith(beside)
    ]
    return next(
        iter(get_close_matches(address, sorted(new), n=1, cutoff=0)), page + "#…" if mark else "…/"
    )


def _wrong_redirect(ledger: Ledger, old: str, new: str, standing: Collection[str]) -> str | None:
    if old in standing:
        return f"'{shown(old)}' still stands on the site; remove this redirect"
    path = [old]
    while (following := ledger.moved.get(path[-1])) is not None:
        if following in path:
            return f"this redirect runs in a circle: {' -> '.join(map(shown, [*path, following]))}"
        path.append(following)
    if path[-1] not in standing:
        return f"nothing stands at '{shown(path[-1])}'{did_you_mean(path[-1], standing) or '; lead to an address of the site'}"
    if len(path) > 2:
        return f"'{shown(new)}' has moved on; lead straight to '{shown(path[-1])}'"
    return None


def missing_from_ledger(ledger: Ledger, addresses: Iterable[str]) -> list[str]:
    """Addresses of the site that the ledger does not hold yet."""
    return sorted(set(addresses) - set(ledger.lines))


def write_ledger(path: Path, addresses: Iterable[str]) -> None:
    """The ledger, sorted, one address a line."""
    path.write_text(
        "".join(f"{line}\n" for line in sorted(map(shown, addresses))), encoding="utf-8"
    )


# ---------------------------------------------------------------- old addresses on new pages


def with_old_anchors(
    pages: dict[str, str], ledger: Ledger, note: Callable[[str, str, str], str]
) -> dict[str, str]:
    """Pages that old anchors land on; `note(page, old anchor, new address)` is left where a part went to another page."""
    changed, path_of = {}, {page_url(path): path for path in pages}
    for old, new in ledger.moved.items():
        (old_page, mark, old_anchor), (new_page, _, new_anchor) = (
            old.partition("#"),
            new.partition("#"),
        )
        if not mark:
            continue
        if path := path_of.get(new_page):
            changed[path] = with_anchor(
                changed.get(path, pages[path]), old_anchor, new_anchor or "top"
            )
        if (path := path_of.get(old_page)) and old_page != new_page:
            changed[path] = (
                f"{changed.get(path, pages[path]).rstrip()}\n\n{note(path, old_anchor, new)}\n"
            )
    return changed


def with_anchor(text: str, old: str, new: str) -> str:
    """A page with an unseen target for an old anchor beside a new one."""
    target = f'<span id="{old}" class="old-address"></span>'
    if re.search(rf'\sid="{re.escape(old)}"|\{{#{re.escape(old)}\}}', text):
        return text
    heading = re.search(rf"^#{{1,6}} +(?=.*\{{#{re.escape(new)}\}} *$)", text, re.M)
    element = re.search(rf'<\w+[^>]*\sid="{re.escape(new)}"', text)
    # A row or a list cannot hold a bare target; the first thing in it that can, does.
    place = heading or (
        element
        and re.compile(r"<(?:li|p|th|td|dt|h\d|span|a)\b[^>]*>").search(text, element.start())
    )
    return (
        text[: place.end()] + target + text[place.end() :]
        if place
        else f"{text.rstrip()}\n\n{target}\n"
    )


def moved_pages(ledger: Ledger) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(old page, new address, {anchor: new address}) for each page that has moved."""
    for old, new in ledger.moved.items():
        if "#" not in old:
            anchors = {
                address.partition("#")[2]: to
                for address, to in ledger.moved.items()
                if address.startswith(f"{old}#")
            }
            yield old, new, anchors
