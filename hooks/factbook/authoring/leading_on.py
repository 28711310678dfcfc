"""Addresses that have changed -> where they lead now: redirects, the ledger, links of prose."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from ..meaning.addresses import page_url
from ..writing.ledger import Expected, Ledger, shown
from ..writing.markdown_rules import DEFINED, INLINE
from .spans import Span, spans_of

HEAD = "# Where addresses went that were published and have moved.\n"
PLAIN = re.compile(r"[\w./#-]+")


def rewritten(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """A text with other words at some places, and all else as it was."""
    for (start, end), words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


# ---------------------------------------------------------------- where an address leads now


class Successors:
    """Where an address that is gone may lead, the best place first: nowhere, if never published."""

    def of(self, address: str) -> Iterator[str]:
        """Places to which it may lead."""
        return iter(())

    def has_left(self, address: str) -> bool:
        """True for what is gone, though without writing its page nobody could tell."""
        return False


@dataclass(frozen=True)
class NewName(Successors):
    """What had one name has another: in the address of its page, or in those of parts."""

    old: str
    new: str
    pages: Mapping[str, str] = field(default_factory=dict)
    is_of_topic: bool = False

    def has_left(self, address: str) -> bool:
        """True for headings of lists by topic, which are called after it."""
        old = re.escape(self.old)
        by_topic = rf".*#topic-{old}|(?:.*/)?teach/questions/#{old}(?:-level-\d+)?"
        return self.is_of_topic and bool(re.fullmatch(by_topic, address))

    def of(self, address: str) -> Iterator[str]:
        page, mark, anchor = address.partition("#")
        new_page = self.pages.get(page) or self._renamed(page)
        for place in (new_page, page):
            yield place + mark + anchor
            yield place + mark + self._renamed(anchor)
        yield from (new_page, page)

    def _renamed(self, address: str) -> str:
        return re.sub(rf"(?<![a-z0-9]){re.escape(self.old)}(?![a-z0-9])", self.new, address)


@dataclass(frozen=True)
class NewPlace(Successors):
    """What is taken out leads to one place, in each language to its own."""

    place: str
    folders: Collection[str]  # of the languages

    def of(self, address: str) -> Iterator[str]:
        for folder in self.folders:
            if folder and address.startswith(folder):
                yield folder + self.place
        yield self.place


@dataclass(frozen=True)
class Moves:
    """The addresses before and after a change, and where those lead that are gone."""

    before: Expected
    after: Expected
    successors: Successors

    def stands(self, address: str) -> bool:
        """True for what stands after the change."""
        return address in self.after and not self.successors.has_left(address)

    def now(self, address: str) -> str:
        """Where an address leads; itself where it stands, or leads nowhere."""
        if self.stands(address):
            return address
        return next(filter(self.stands, self.successors.of(address)), address)

    def lost(self, ledger: Ledger) -> dict[str, str]:
        """Addresses that were published, or stood for certain, and where they lead now.

        To itself leads what has no place any more. Those with a redirect of their own are not told.
        """
        found = {}
        for address in sorted({*ledger.lines, *self.before} - set(ledger.moved)):
            led_to = ledger.successor(address) or address
            if not self.stands(led_to):
                found[address] = self.now(led_to)
        return found


def redirects(moves: Moves, ledger: Ledger) -> dict[str, str]:
    """All redirects after a change: an anchor that goes with its page needs none.

    Nor does an address at which something stands again.
    """
    moved = {old: moves.now(new) for old, new in ledger.moved.items()}
    moved |= {old: new for old, new in moves.lost(ledger).items() if moves.stands(new)}
    return {
        old: new
        for old, new in moved.items()
        if old != new
        and not moves.stands(old)
        and (old in ledger.moved or not _goes_along(old, new, moved))
    }


def _goes_along(old: str, new: str, moved: Mapping[str, str]) -> bool:
    page, mark, anchor = old.partition("#")
    return bool(mark) and page in moved and new == f"{moved[page].partition('#')[0]}#{anchor}"


def redirects_file(text: str, wanted: Mapping[str, str]) -> str:
    """data/redirects.yml with other redirects; remarks and the order of the rest stay."""
    known = spans_of(text)
    edits = []
    here = set()
    for (key,), span in known.keys.items():
        old = str(key).removeprefix("./")
        here.add(old)
        if old not in wanted:
            edits.append((_line_around(text, span[0]), ""))
        else:
            edits.append((known.values[(key,)], _quoted(wanted[old])))
    lines = (rewritten(text, edits) or HEAD).splitlines(keepends=True)
    for old in sorted(set(wanted) - here, key=shown):
        line = f"{_quoted(old)}: {_quoted(wanted[old])}\n"
        lines.insert(_place_for(shown(old), lines), line)
    return "".join(lines)


def _line_around(text: str, place: int) -> Span:
    end = text.find("\n", place) + 1
    return text.rfind("\n", 0, place) + 1, end or len(text)


def _place_for(old: str, lines: list[str]) -> int:
    """Before the first redirect that comes after it by the letters; else at the end."""
    for number, line in enumerate(lines):
        key = line.split(": ")[0].strip("'\"")
        if not line.startswith("#") and key.strip() and key > old:
            return number
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return len(lines)


def _quoted(address: str) -> str:
    written = shown(address)
    return written if PLAIN.fullmatch(written) else json.dumps(written, ensure_ascii=False)


# ---------------------------------------------------------------- links of prose


@dataclass(frozen=True)
class Links:
    """What links of prose are to say after a change; `files` are pages with another path."""

    moves: Moves
    files: Mapping[str, str]

    def rewritten(self, page: str, text: str) -> str:
        """The text of a page, by its path before the change, with links that lead on."""
        edits = [(span, self._link(page, written)) for span, written in links_in(text)]
        return rewritten(text, edits)

    def _link(self, page: str, written: str) -> str:
        file = file_of(page, written)
        if not file:
            return written
        path, mark, anchor = written.partition("#")
        address = f"{page_url(file)}{mark}{anchor}"
        if mark and address in self.moves.before:
            _, mark, anchor = self.moves.now(address).partition("#")
        new_page, new_file = self.files.get(page, page), self.files.get(file, file)
        if path and (new_file != file or dirname(new_page) != dirname(page)):
            path = relpath(new_file, dirname(new_page) or ".")
        return path + mark + anchor


def links_in(text: str) -> Iterator[tuple[Span, str]]:
    """What each link and picture of a page leads to, and where that stands."""
    for pattern, groups in ((INLINE, (1, 2)), (DEFINED, (2,))):
        for found in pattern.finditer(text):
            yield from ((found.span(group), found[group]) for group in groups if found[group])


def file_of(page: str, written: str) -> str:
    """The path in docs/ of what a link leads to; nothing for one that leads out of the site."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    return normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
