"""All addresses of a built site, the ledger of those ever published, and where the moved ones went.

An address is a path from the root of the site; the home page is written ./ in the ledger.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import chain
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ..meaning.addresses import (
    edition_urls,
    entry_addresses,
    has_url,
    language_of,
    lasting_step_url,
    lasting_url,
    page_url,
)
from ..meaning.moments import moments
from ..record.book import SITE, Book
from ..record.folders import alike, file_in_the_way, too_long
from ..record.kept import AT_HAND
from ..record.kinds import KINDS, Stepwise
from ..record.marked_yaml import (
    CannotRead,
    Marked,
    Parse,
    read,
    read_bytes,
    read_file,
    text_of,
)
from ..record.problems import Problem, did_you_mean, excerpt
from ..record.whole_files import write_whole
from .prose import WrittenBlock, WrittenPage
from .site_map import may_be_leaf, may_be_made
from .template_texts import TemplateText, inner_parts

if TYPE_CHECKING:
    from .document import Document

LEDGER, REDIRECTS = "permalinks.txt", "redirects.yml"
MOST_NEW = 3  # addresses that a message lists
ADDRESS = re.compile(r"""(\./|(?:(?!\.{1,2}/)[^\s#?/"'<>\\%]+/)*)(#[^\s#"'<>]+)?""")
FILE = re.compile(r"(?<![^/])(?:index)?\.(?:md|html?)$|\.(?:md|html?)$")  # as which a page is made
HOW_TO_REDIRECT = f"write a redirect as old/: new/ or old/#part: new/#part, as in {LEDGER}"
FROM_THE_RECORD = re.compile(r"mentioned-in|[mq]-\d{4}[\w-]*")  # heads that the record decides on
TOP = "top"  # the id of the head of a page, but where its prose has another
LASTING = (2, 3)  # the levels of headings whose addresses are kept
ON_EACH_PAGE = ("notes",)  # parts that the writer puts below a page's own words
PART = re.compile(r'part\(\s*"([\w-]+)"')


# ---------------------------------------------------------------- what stands on the site


def addresses_of_records(book: Book) -> Iterator[str]:
    """The address of every record, figure and step of the Book."""
    for address in book.addresses():
        if has_url(address):
            yield lasting_url(book, address)
            record = book.get(address)
            steps = record.steps if isinstance(record, Stepwise) else ()
            anchors = [step.anchor for step in steps]
            yield from (lasting_step_url(book, address, anchor) for anchor in anchors)
            yield from entry_addresses(address, anchors)
    for address in book.figures:
        yield lasting_url(book, address)


def all_addresses(book: Book, documents: "Iterable[Document]") -> frozenset[str]:
    """Every permanent address of the site: pages, headings, charts, and what stands of records."""
    recorded = set(addresses_of_records(book))
    found = set(edition_urls(book))
    for document in documents:
        url = document.lasting_url
        first = _in_first_language(url, book)
        lasting = {*document.lasting, *(f"chart-{chart}" for chart in document.charts)}
        if document.leaf_number == 1:  # what stands on a further one changes with the list
            found.add(document.url)
        for anchor in document.anchors:
            is_of_record = f"{first}#{anchor}" in recorded
            if anchor in lasting or is_of_record or FROM_THE_RECORD.fullmatch(anchor):
                found.add(f"{url}#{anchor}")
    return frozenset(found)


def _in_first_language(address: str, book: Book) -> str:
    """The address of the same page or part where the site's first language has it."""
    return address.removeprefix(language_of(address, book).folder)


HeadingIds = Mapping[str, tuple[str, ...]]  # as patterns, for each template


def heading_ids(templates: Iterable[TemplateText]) -> HeadingIds:
    """The ids of the headings that templates write, as Jinja reads these."""
    from . import templates as jinja  # it is loaded where a template is read or filled alone

    return jinja.heading_ids(templates)


# What is found out of the same things is the same: by a name, of what it is made, and how.
Keep = Callable[[str, object, Callable[[], Any]], Any]


def make_anew(name: str, given: object, make: Callable[[], Any]) -> Any:
    """A thing where nothing is kept."""
    return make()


@dataclass(frozen=True)
class Expected:
    """What a site will hold, as far as can be told without writing its pages.

    It is quick, and never stricter than the build.
    """

    book: Book
    pages: frozenset[str]
    prose: dict[str, WrittenPage]
    templates: tuple[TemplateText, ...]
    lacks_leaves: bool = False  # where mistakes leave unknown how long lists are cut
    keep: Keep = make_anew
    mark: str = ""  # of the files of the record, where anything is kept
    lacks_parts: bool = False  # where a template cannot be read, which may hold any part
    unsure: frozenset[str] = frozenset()  # paths of pages that lack parts for a mistake

    def __contains__(self, address: object) -> bool:
        if not isinstance(address, str):
            return False
        page, mark, anchor = address.partition("#")
        if self._is_unsure(page, anchor):
            return True
        if page not in self.pages:
            return address in edition_urls(self.book)
        return not mark or self._is_certain(address) or self._may_be_made(page, anchor)

    def __iter__(self) -> Iterator[str]:
        yield from self.pages
        yield from filter(self.__contains__, self._certain)  # some are of pages that are not there

    def __len__(self) -> int:
        return len(self.pages) + len(self._certain)

    @property
    def beside_the_record(self) -> list[object]:
        """What it was told but the record and its templates: where all is alike, so is what it
        expects.
        """
        outlines = [
            (path, page.addresses, page.written_blocks) for path, page in self.prose.items()
        ]
        return [outlines, self.pages, self.lacks_leaves, self.lacks_parts, self.unsure]

    def has_part(self, address: str) -> bool:
        """True for what may stand, and for headings of any level: a link may lead to each."""
        return address in self or self.is_heading(address)

    def is_heading(self, address: str) -> bool:
        """True for a heading that an author wrote."""
        return address in self._headings

    def parts_of(self, page: str) -> Iterator[str]:
        """The ids on a page, as far as they are known."""
        for address in self._certain | self._headings:
            if address.startswith(f"{page}#"):
                yield address.removeprefix(f"{page}#")

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the parts of all pages, as far as they are known."""
        found = (address.partition("#")[2] for address in self._certain | self._headings)
        return frozenset(filter(None, found))

    def may_be_id(self, part: str) -> bool:
        """True for an id that may be made of what the record has, on whatever page.

        Of what a template or a drawing makes it of nothing is known but that its name is in it.
        """
        if any(name is None for name in _names_in(part, self._written_anywhere)):
            return True
        return any(name in part for name in self._names | self.ids)

    def is_unknown(
        self,
        path: str,
        anchor: str,
    ) -> bool:
        """True for a page, part or file that may be missing for a mistake elsewhere alone."""
        book = self.book
        if (self.lacks_parts and anchor) or self._is_unsure(page_url(path), anchor):
            return True
        if self.lacks_leaves and may_be_leaf(path) and path not in self.prose:
            return True
        if not book.broken:
            return False
        if path in self.prose:
            pieces = self.prose[path].pieces
            return bool(anchor) and any(isinstance(piece, WrittenBlock) for piece in pieces)
        return may_be_made(book, path)

    def _is_unsure(self, page: str, anchor: str) -> bool:
        """True for a part, or a further page, of a page that lacks parts for a mistake."""
        if anchor or page in self.pages:
            return bool(anchor) and page in self._unsure
        above = page.rstrip("/").rpartition("/")[0]
        return f"{above}/" in self._unsure and may_be_leaf(f"{page.rstrip('/')}.md")

    @cached_property
    def _unsure(self) -> set[str]:
        return {*map(page_url, self.unsure)}

    def is_certain(self, address: str) -> bool:
        """True where an address will stand whatever the written pages turn out to hold."""
        page, mark, part = address.partition("#")
        if page in self.pages and part == TOP:
            return page not in self._parts or address in self._headings
        return page in self.pages and (not mark or self._is_certain(address))

    @cached_property
    def _names(self) -> set[str]:
        """What begins the ids of headings that are called after records, kinds or pages."""
        names = {SITE, *self.book.records}
        for records in self.book.records.values():
            names.update(records)
        return names | {Path(path).stem for path in self.prose}

    def _is_certain(self, address: str) -> bool:
        return address in self._certain or _in_first_language(address, self.book) in self._recorded

    def _may_be_made(
        self,
        page: str,
        anchor: str,
    ) -> bool:
        if FROM_THE_RECORD.fullmatch(anchor):
            return False  # it is certain, or not there
        if anchor.startswith("chart-"):
            return anchor.removeprefix("chart-") in self.book.charts
        written = self._written.get(page, self._written_anywhere)
        return any(
            name is None or (page in self._parts and name in self._names)
            for name in _names_in(anchor, written)
        )

    @cached_property
    def _recorded(self) -> frozenset[str]:
        """What stands of the record in every language: of prose each language has its own."""
        mentioned = [kind for kind in KINDS if self._ends_with_mentions(kind)]
        timelines = [path for path, page in self.prose.items() if "timeline" in _parts_of(page)]

        def find() -> frozenset[str]:
            of_records = addresses_of_records(self.book)
            return frozenset([*of_records, *self._mentions(mentioned), *self._times(timelines)])

        found: frozenset[str] = self.keep(
            "recorded.texts",
            (self.mark, mentioned, timelines),
            find,
        )
        return found

    @cached_property
    def _certain(self) -> set[str]:
        certain = set(self._recorded)
        for path, page in self.prose.items():
            lasting = (heading.id for heading in page.headings if heading.level in LASTING)
            certain.update(f"{page_url(path)}#{id_}" for id_ in lasting)
        return certain

    def _mentions(self, kinds: Iterable[str]) -> Iterator[str]:
        """The headings above what mentions a record, on the pages that end with it."""
        for kind in kinds:
            for id_ in self.book.records[kind]:
                address = f"{kind}/{id_}"
                if self.book.mentioned_in(address):
                    yield f"{lasting_url(self.book, address)}#mentioned-in"

    def _ends_with_mentions(self, kind: str) -> bool:
        path = f"pages/{KINDS[kind].page}.md.jinja"
        written = next((one.text for one in self.templates if one.path == path), "")
        return 'inner("record-end"' in written

    def _times(self, timelines: Iterable[str]) -> Iterator[str]:
        """The quarters and months on pages with a timeline."""
        dated = moments(self.book)
        times = {f"q-{moment.quarter}" for moment in dated}
        times |= {f"m-{moment.month}" for moment in dated}
        for path in timelines:
            yield from (f"{page_url(path)}#{time.lower()}" for time in times)

    @cached_property
    def _headings(self) -> set[str]:
        return {
            f"{page_url(path)}#{heading.id}"
            for path, page in self.prose.items()
            for heading in page.headings
        }

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        """For each page of docs/ the parts that write on it, and those that these call."""
        _, inner = self._of_templates
        found = {}
        for path, page in self.prose.items():
            parts, new = set[str](), {*_parts_of(page), *ON_EACH_PAGE}
            while new:
                parts |= new
                new = {called for part in new for called in inner.get(part, ())} - parts
            found[page_url(path)] = parts
        return found

    @cached_property
    def _written(self) -> dict[str, tuple[str, ...]]:
        """For each page of docs/ the ids of headings that its parts write, as patterns."""
        return {page: self._written_by(parts) for page, parts in self._parts.items()}

    @cached_property
    def _written_anywhere(self) -> tuple[str, ...]:
        return self._written_by(self._in_templates)

    def _written_by(self, parts: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            chain.from_iterable(self._in_templates.get(part, ()) for part in sorted(parts))
        )

    @property
    def _in_templates(self) -> HeadingIds:
        return self._of_templates[0]

    @cached_property
    def _of_templates(self) -> tuple[HeadingIds, Mapping[str, set[str]]]:
        """The ids that templates write, and the parts that each of these calls."""

        def find() -> tuple[HeadingIds, Mapping[str, set[str]]]:
            return heading_ids(self.templates), inner_parts(self.templates)

        found: tuple[HeadingIds, Mapping[str, set[str]]] = self.keep(
            "ids.texts",
            self.templates,
            find,
        )
        return found


@lru_cache(maxsize=AT_HAND)
def _names_in(anchor: str, patterns: tuple[str, ...]) -> tuple[str | None, ...]:
    """For each pattern that an id fits the name in it; None where it has none."""
    found = (re.fullmatch(pattern, anchor) for pattern in patterns)
    return tuple(one.groupdict().get("name") for one in found if one)


def _parts_of(page: WrittenPage) -> set[str]:
    """The parts that stand as blocks on a page of prose."""
    return {name for call in page.written_blocks for name in PART.findall(call)}


# ---------------------------------------------------------------- the ledger


@dataclass(frozen=True)
class Ledger:
    """Every address ever published, with its line, and where those went that have moved."""

    folder: str = "data"
    lines: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    marked: Marked = field(default_factory=lambda: Marked(REDIRECTS, {}))
    is_there: bool = True  # its file
    written: bytes = b""  # what stands in that

    @cached_property
    def badly_written(self) -> set[str]:
        """The addresses of redirects that are told because they cannot be read."""
        written = self.marked.value if isinstance(self.marked.value, dict) else {}
        return {_meant(old) for old in written} - self.moved.keys()

    def problem(self, old: str, message: str) -> Problem:
        """What is wrong with a redirect, at the line where it is written."""
        return self.marked.problem((self.as_written(old),), message)

    def as_written(self, old: str) -> str:
        """The address of a redirect as its author has it: a part of the home page has two ways."""
        return old if (old,) in self.marked.lines else shown(old)

    def about(self, page: str) -> list[tuple[str, str]]:
        """All that it says of a page and its parts: (address, where that moved or "")."""
        return self._by_page.get(page, [])

    @cached_property
    def _by_page(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for address in self.lines:
            found[address.partition("#")[0]].append((address, ""))
        for old, new in self.moved.items():
            for page in {old.partition("#")[0], new.partition("#")[0]}:
                found[page].append((old, new))
        return found

    def successor(self, address: str) -> str | None:
        """Where a moved address leads; an anchor of a moved page keeps its name by default."""
        if address in self.moved:
            return self.moved[address]
        page, mark, anchor = address.partition("#")
        if mark and page in self.moved:
            return f"{self.moved[page].partition('#')[0]}#{anchor}"
        return None

    def missed(
        self,
        page: str,
        anchors: Collection[str],
    ) -> tuple[str, ...]:
        """The parts that a page had, or that redirects lead to, and that it lacks at present.

        A template writes a section while the record has something for it. An address of one that
        is empty leads to the head of its page.
        """
        return tuple(sorted(self._parts_of.get(page, set()).difference(anchors)))

    def parts_of(self, page: str) -> list[str]:
        """The ids that parts of a page ever had, and that have not moved."""
        return sorted(self._parts_of.get(page, ()))

    @cached_property
    def _parts_of(self) -> dict[str, set[str]]:
        """The parts of each page that an address ever led to, and that have not moved."""
        found: dict[str, set[str]] = defaultdict(set)
        for address in (*self.lines, *self.moved.values()):
            page, mark, part = address.partition("#")
            if mark and address not in self.moved:
                found[page].add(part)
        return found

    def keeps(self, address: str) -> bool:
        """True for a part to which its page leads whatever becomes of it: see `missed`."""
        page, _, part = address.partition("#")
        return part in self._parts_of.get(page, ())

    def old_anchors(
        self,
        page: str,
        anchor: str,
    ) -> tuple[str, ...]:
        """The anchors that a part of a page had before."""
        return self._old_anchors.get(f"{page}#{anchor}", ())

    def all_old_anchors(self, page: str) -> dict[str, tuple[str, ...]]:
        """For each part of a page that had other anchors before, those."""
        start = f"{page}#"
        return {
            new.removeprefix(start): old
            for new, old in self._old_anchors.items()
            if new.startswith(start)
        }

    def departed(self, page: str) -> Iterator[tuple[str, str]]:
        """(old anchor, new address) of each part that has left a page for another one."""
        for old, new in self.moved.items():
            old_page, mark, anchor = old.partition("#")
            if mark and old_page == page and new.partition("#")[0] != page:
                yield anchor, new

    @cached_property
    def _old_anchors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for old, new in self.moved.items():
            _, mark, old_anchor = old.partition("#")
            if mark:
                page, _, anchor = new.partition("#")
                here = f"{page}#{anchor or TOP}"
                if old_anchor != (anchor or TOP):
                    found[here] = (*found.get(here, ()), old_anchor)
        return found


def shown(address: str) -> str:
    """An address as it is written in the ledger: the home page is ./"""
    return f"./{address}" if address.partition("#")[0] == "" else address


def read_ledger(data: Path, parse: Parse = read_bytes) -> tuple[Ledger, list[Problem]]:
    """The ledger and the redirects of a data folder, and what cannot be read of them."""
    path, redirects = data / LEDGER, data / REDIRECTS
    name = f"{data.name}/{REDIRECTS}"
    marked = read(redirects, name, parse) if redirects.exists() else read_bytes(b"", name)
    problems = [*marked.problems, *_read_redirects(marked)[1]]
    is_there, written = path.exists(), b""
    if is_there:
        try:
            written = read_file(path)
            problems += _read_lines(written, f"{data.name}/{LEDGER}")[1]
        except CannotRead as error:
            written = b""
            problems.append(error.problem(f"{data.name}/{LEDGER}"))
    return _ledger(data.name, written, is_there, marked), problems


@lru_cache(maxsize=2)
def _ledger(folder: str, written: bytes, is_there: bool, marked: Marked) -> Ledger:
    """The same one as long as a server runs and none of its files is edited: it sorts addresses."""
    lines, _ = _read_lines(written, f"{folder}/{LEDGER}")
    moved, _ = _read_redirects(marked)
    return Ledger(folder, lines, moved, marked, is_there, written)


def lost_ledger(ledger: Ledger) -> Iterator[Problem]:
    """What is told where addresses have moved, and none is known to have been published."""
    if ledger.moved and not ledger.is_there:
        lost = f"addresses have moved, but {ledger.folder}/{LEDGER} is not there"
        remedy = "; bring it back from the history, or take this file away if there never was one"
        yield ledger.problem(next(iter(ledger.moved)), f"{lost}{remedy}")


@lru_cache(maxsize=2)
def _read_lines(written: bytes, file: str) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The addresses, and what is none."""
    lines = text_of(written).removeprefix("\ufeff").splitlines()
    known, others = dict[str, int](), dict[int, str]()
    for number, line in enumerate(lines, 1):
        if ADDRESS.fullmatch(line):
            known[_meant(line)] = number
        elif line.strip():
            others[number] = line
    return known, tuple(_wrong_lines(file, any(map(str.strip, lines)), others))


def _wrong_lines(file: str, has_some: bool, others: Mapping[int, str]) -> Iterator[Problem]:
    if not has_some:
        message = "the ledger is empty; bring back the addresses that were published"
        yield Problem(file, 1, message)
    for number, line in others.items():
        yield Problem(file, number, f"{excerpt(line)} is no address; write page/ or page/#part")


def _how_to_write(given: object) -> str:
    """How an address is written that stands as a browser, a server or a folder has it."""
    path, mark, part = str(given).partition("#")
    inner = FILE.sub("", unquote(path).partition("?")[0]).strip("/")
    meant = f"{inner}/{mark}{part}"
    if isinstance(given, str) and inner and ADDRESS.fullmatch(meant):
        return f"write '{meant}' for {excerpt(given)}, as in {LEDGER}"
    return HOW_TO_REDIRECT


def _read_redirects(marked: Marked) -> tuple[dict[str, str], list[Problem]]:
    """Where addresses have moved, and what is none; of a file that can be read."""
    moved, problems = {}, []
    if not marked.problems and not isinstance(marked.value, dict):
        problems.append(marked.problem((), HOW_TO_REDIRECT))
    for old, new in (marked.value if isinstance(marked.value, dict) else {}).items():
        if wrong := [written for written in (old, new) if not _is_address(written)]:
            problems += [marked.problem((old,), _how_to_write(written)) for written in wrong]
        else:
            moved[_meant(old)] = _meant(new)
    return moved, problems


def _is_address(written: object) -> bool:
    return isinstance(written, str) and written != "" and bool(ADDRESS.fullmatch(written))


def _meant(written: str) -> str:
    return written.removeprefix("./")


def broken_links(
    ledger: Ledger,
    standing: Collection[str],
) -> Iterator[Problem]:
    """Every published address that would be lost, and every redirect that leads astray."""
    yield from lost_addresses(ledger, standing)
    yield from _redirects_over_pages(ledger, standing)
    for old, new in ledger.moved.items():
        if message := _wrong_redirect(ledger, old, new, standing):
            yield ledger.problem(old, message)


def _redirects_over_pages(ledger: Ledger, standing: Iterable[str]) -> Iterator[Problem]:
    """Redirects that some systems keep in the place of a page, or of one another."""
    pages = (address.partition("#")[0] for address in standing if ledger.moved)
    firsts = {alike(page): page for page in pages}
    for old in ledger.moved:
        page = old.partition("#")[0]
        first = firsts.setdefault(alike(page), page)
        if first != page:
            message = (
                f"some systems take this and {excerpt(shown(first))} for one page; leave it out"
            )
            yield ledger.problem(old, message)


def redirects_without_place(
    ledger: Ledger,
    files: Collection[str],
) -> Iterator[Problem]:
    """Redirects from where no page can lead on: at a file or below one, or of too long a name."""
    for old in ledger.moved:
        page = old.partition("#")[0].rstrip("/")
        if file := file_in_the_way(page, files):
            message = f"{excerpt(file)} is a file of the site, or named as one; no page stood here"
            yield ledger.problem(old, message)
        elif message := too_long(page):
            yield ledger.problem(old, message)


def lost_addresses(
    ledger: Ledger,
    standing: Collection[str],
) -> Iterator[Problem]:
    """Every published address that stands nowhere and leads nowhere.

    Of many one is told where no redirect is there: their file was lost, not each of them.
    """
    lost = list(_each_loss(ledger, standing))
    if len(lost) <= MOST_WITHOUT_REDIRECTS or ledger.marked.lines:
        yield from lost
        yield from _parts_left_behind(ledger, standing)
        return
    first = lost[0]
    others = f"{len(lost) - 1} more published addresses lead nowhere"
    missing = f"{ledger.folder}/{REDIRECTS} is not there or empty"
    remedy = "bring it back from the history, or say in it where they went"
    message = f"this and {others}, for {missing}; {remedy}"
    yield Problem(first.file, first.line, message)


MOST_WITHOUT_REDIRECTS = 24  # one question that is dropped takes a dozen


def _each_loss(
    ledger: Ledger,
    standing: Collection[str],
) -> Iterator[Problem]:
    told = ledger.badly_written
    for address, line in ledger.lines.items():
        if address in standing or address in told or _goes_with_its_page(ledger, address, standing):
            continue
        if deeper := _as_a_deeper_heading(address, standing):
            yield deeper
        elif message := _loss(ledger, address, standing):
            other = _of_an_edition(address, ledger) or _in_other_capitals(address, standing)
            yield Problem(f"{ledger.folder}/{LEDGER}", line, other or message)


def _parts_left_behind(
    ledger: Ledger,
    standing: Collection[str],
) -> Iterator[Problem]:
    """What would be lost of a page that is gone, were it led to where it seems to have moved."""
    seem = {page: _seems_to_be(ledger, page, standing) for page in _gone_pages(ledger, standing)}
    places = {page: place for page, place in seem.items() if place}
    led_on = replace(ledger, moved={**ledger.moved, **places})
    for address, line in ledger.lines.items() if places else ():
        page, mark, _ = address.partition("#")
        if mark and page in places and not _is_led_on(led_on, address, standing):
            old = shown(address)
            message = (
                f"'{old}' stands no more where '{shown(page)}' leads to '{shown(places[page])}'; "
                f"say in {ledger.folder}/{REDIRECTS} where it went: "
                f"'{old}': {_remedy(led_on, address, standing)}"
            )
            yield Problem(f"{ledger.folder}/{LEDGER}", line, message)


def _gone_pages(
    ledger: Ledger,
    standing: Collection[str],
) -> Iterator[str]:
    """Pages of which nobody said where they went, and that may have gone somewhere."""
    for address in ledger.lines:
        is_known = address in standing or address in ledger.moved
        if "#" in address or is_known or address in ledger.badly_written:
            continue
        if not EDITION.fullmatch(address) and not _in_other_capitals(address, standing):
            yield address


def _as_a_deeper_heading(
    address: str,
    standing: Collection[str],
) -> Problem | None:
    """What is told of a heading that stands, but at a level whose addresses may go at any time."""
    if not isinstance(standing, Expected) or not standing.is_heading(address):
        return None
    page, _, part = address.partition("#")
    [path] = [path for path in standing.prose if page_url(path) == page]
    [line, *_] = [one.line for one in standing.prose[path].headings if one.id == part]
    message = "the address of this heading was published, and is to last; write it with ## or ###"
    return Problem(f"docs/{path}", line, message)


EDITION = re.compile(r"(?:[a-z-]+/)?editions/(\d{4}(?:-\d\d){0,2})/")


def _of_an_edition(address: str, ledger: Ledger) -> str:
    """What is told of an edition that was published: as_of moved on, and none was made of it."""
    found = EDITION.fullmatch(address)
    if not found:
        return ""
    day = found[1]
    return (
        f"the edition of {day} was published, and 'as_of' has moved on; "
        f"add {day} to 'editions' in {ledger.folder}/site.yml"
    )


def _in_other_capitals(
    address: str,
    standing: Iterable[str],
) -> str:
    """What is told where some systems take a lost page for one that stands: none can lead on."""
    page = address.partition("#")[0]
    on_such_a_disk = alike(page)
    for other in standing:
        is_another = other != page and "#" not in other
        if is_another and alike(other) == on_such_a_disk:
            known = shown(other)
            return f"this differs from '{known}' by capitals or accents alone; delete this line"
    return ""


def _goes_with_its_page(
    ledger: Ledger,
    address: str,
    standing: Collection[str],
) -> bool:
    """One message for a lost page, not one more for each of its anchors.

    A head that the record decides on leads to that of its page where it has gone.
    """
    page, mark, anchor = address.partition("#")
    if FROM_THE_RECORD.fullmatch(anchor) and page in standing:
        return True
    return bool(mark) and page in ledger.lines and page not in standing and page not in ledger.moved


def _loss(
    ledger: Ledger,
    address: str,
    standing: Collection[str],
) -> str | None:
    if _is_led_on(ledger, address, standing):
        return None
    old, twin = shown(address), _still_in_the_first_language(address, standing)
    return (
        f"'{old}' was published and is gone{twin}; bring it back, or say in "
        f"{ledger.folder}/{REDIRECTS} where it went: '{old}': {_remedy(ledger, address, standing)}"
    )


def _still_in_the_first_language(address: str, standing: Collection[str]) -> str:
    """What is told of a heading that the page in the first language still has."""
    twin = _elsewhere(address, standing)
    if not twin or not isinstance(standing, Expected) or not standing.is_heading(twin):
        return ""
    page, _, part = twin.partition("#")
    [path] = [path for path in standing.prose if page_url(path) == page]
    return f"; docs/{path} still has {{#{part}}}"


def _is_led_on(
    ledger: Ledger,
    address: str,
    standing: Collection[str],
) -> bool:
    return address in ledger.moved or (ledger.successor(address) or "?") in standing


def _remedy(
    ledger: Ledger,
    address: str,
    standing: Collection[str],
) -> str:
    """The address that a lost one has now; where none is alike, a gap and what is new there."""
    if place := _seems_to_be(ledger, address, standing):
        return f"'{shown(place)}'"
    address = ledger.successor(address) or address
    page, mark, _ = address.partition("#")
    beside = [other for other in _new(ledger, page, standing) if _is_beside(other, address)]
    gap = f"'{shown(f'{page}#…')}'" if mark else "'…/'"
    listed = ", ".join(f"'{shown(other)}'" for other in beside[:MOST_NEW])
    return f"{gap}; new there: {listed}" if listed else gap


def _seems_to_be(
    ledger: Ledger,
    address: str,
    standing: Collection[str],
) -> str | None:
    """Where a lost address seems to have gone; nothing where nobody can tell.

    It is in another language only where nothing is new in its own.
    A part of a page that has moved is sought where that went; where nothing is new, that is told.
    """
    successor = ledger.successor(address)
    address = successor or address
    page, _, _ = address.partition("#")
    first = _elsewhere(address, standing)
    if first is not None and page not in standing:
        return first
    new = _new(ledger, page, standing)
    beside = [other for other in new if _is_beside(other, address)]
    names: dict[str, str] = {}
    for other in _namesakes(address, new):
        names[_last_name(other)] = other
    for other in beside:
        names[_last_name(other)] = other
    if near := get_close_matches(_last_name(address), names, n=1):
        return names[near[0]]
    if beside:
        return None
    if first is None and successor and page in standing:
        return page
    return first


def _new(
    ledger: Ledger,
    page: str,
    standing: Iterable[str],
) -> list[str]:
    """What was never published, seen from a page: see `_known_near`."""
    return sorted(
        other
        for other in _known_near(page, standing)
        if other not in ledger.lines and not FURTHER.search(other)
    )


def _known_near(page: str, standing: Iterable[str]) -> set[str]:
    """What stands; the parts of a page in a further language are those of the first one."""
    known = set(standing)
    folder = language_of(page, standing.book).folder if isinstance(standing, Expected) else ""
    parts = f"{page.removeprefix(folder)}#"
    twins = (f"{folder}{other}" for other in known if folder and other.startswith(parts))
    return known.union(twin for twin in twins if twin in standing)


def _namesakes(
    address: str,
    new: Iterable[str],
) -> list[str]:
    """Pages of other folders that have the name of a page; one of its language comes last."""
    if "#" in address:
        return []
    name = _last_name(address)
    namesakes = [other for other in new if "#" not in other and _last_name(other) == name]

    def nearness(other: str) -> tuple[int, int]:
        shared = commonpath([other, address])
        return len(shared), -len(other)

    return sorted(namesakes, key=nearness)


FURTHER = re.compile(r"/\d+/$")  # a further page of a long list, which changes with the list


def _elsewhere(
    address: str,
    standing: Iterable[str],
) -> str | None:
    """The same address in the site's first language, where that still stands; else nothing."""
    book = standing.book if isinstance(standing, Expected) else None
    first = _in_first_language(address, book) if book else address
    return first if first != address and first in standing else None


def _is_beside(
    other: str,
    address: str,
) -> bool:
    """True for two parts of one page, for two pages of one folder, and for what lies in a page."""
    page, mark, _ = address.partition("#")
    if mark:
        return other.startswith(f"{page}#")
    if "#" in other:
        return False
    is_of_its_folder = _folder(other) == _folder(page)
    return is_of_its_folder or other.startswith(page)


def _folder(page: str) -> str:
    folder, _, _ = page.rstrip("/").rpartition("/")
    return folder


def _last_name(address: str) -> str:
    """The part that tells an address from those beside it."""
    page, mark, part = address.partition("#")
    if mark:
        return part
    _, _, name = page.rstrip("/").rpartition("/")
    return name


def _wrong_redirect(
    ledger: Ledger,
    old: str,
    new: str,
    standing: Collection[str],
) -> str | None:
    if _stands(old, standing):
        return f"'{ledger.as_written(old)}' still stands on the site; remove this redirect"
    path = [old]
    while (following := ledger.moved.get(path[-1])) is not None:
        if _stands(path[-1], standing):  # its own redirect is told
            break
        if following in path:
            circle = " -> ".join(map(shown, [*path, following]))
            remedy = "; lead one of them to an address of the site"
            return f"this redirect runs in a circle: {circle}{remedy}"
        path.append(following)
    end = path[-1]
    if end not in standing:
        near = did_you_mean(end, _of_its_language(end, standing)) or did_you_mean(end, standing)
        hint = near or "; lead to an address of the site"
        return f"nothing stands at '{shown(end)}'{hint}"
    if len(path) > 2:
        return f"'{shown(new)}' has moved on; lead straight to '{shown(end)}'"
    return None


def _stands(address: str, standing: Collection[str]) -> bool:
    if isinstance(standing, Expected):
        return standing.is_certain(address)
    return address in standing


def _of_its_language(address: str, standing: Collection[str]) -> Iterator[str]:
    """Those addresses that are in the language of one."""
    if isinstance(standing, Expected):
        language = language_of(address, standing.book)
        yield from (one for one in standing if language_of(one, standing.book) == language)


def missing_from_ledger(
    ledger: Ledger,
    addresses: Iterable[str],
) -> list[str]:
    """Addresses of the site that the ledger does not hold yet."""
    return sorted(set(addresses) - set(ledger.lines))


def ledger_text(addresses: Iterable[str]) -> str:
    """The ledger, sorted, one address a line."""
    return "".join(f"{line}\n" for line in sorted(map(shown, addresses)))


def write_ledger(
    path: Path,
    addresses: Iterable[str],
) -> None:
    """Write the ledger."""
    write_whole({path: ledger_text(addresses)})


def moved_pages(ledger: Ledger) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(old page, new address, {anchor: new address}) for each page that has moved."""
    for old, new in ledger.moved.items():
        if "#" in old:
            continue
        anchors = {
            address.partition("#")[2]: to
            for address, to in ledger.moved.items()
            if address.startswith(f"{old}#")
        }
        yield old, new, anchors
