"""A long list -> its leaves: pages of one list, the newest or first at the list's own address.

What fits on one page is one leaf. Of a longer list each group (a year, a letter, a topic) has a
leaf, or several with numbers; the oldest years that fit on one leaf together share it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from ..record.book import Address, Book
from .alphabet import OTHERS, by_letter
from .changes import changes_by_quarter
from .figures import BODIES, people_by_body
from .lifelines import lifelines
from .moments import Moment, moments_by_quarter

BESIDE = 2  # leaves on each side of one, to go on to
TO_COME, EARLIER = "to-come", "earlier"  # groups of a list in time, beside its years


class Entry(NamedTuple):
    """What a list tells of, and the group that it stands in."""

    group: str  # 2025, A, topics/chips
    thing: Any
    address: Address = ""  # of the record whose place this is


@dataclass(frozen=True)
class Leaf:
    """A page of a list; the first of them stands at the list's own address and has no name."""

    name: str
    group: str
    number: int  # which of the leaves of its group it is
    entries: tuple[Entry, ...]  # none where only the way to it is asked for
    begins: str = ""  # the group that its first entry has by itself: 2021, where it is earlier

    @property
    def things(self) -> list[Any]:
        """What it tells of, in order."""
        return [entry.thing for entry in self.entries]

    @property
    def by_group(self) -> dict[str, list[Any]]:
        """The same under what the groups are called: 2025, A, the id of a topic."""
        grouped: dict[str, list[Any]] = {}
        for entry in self.entries:
            grouped.setdefault(entry.group.rpartition("/")[2], []).append(entry.thing)
        return grouped

    @property
    def way(self) -> "Leaf":
        """The same without what it tells of: all that a link to it says."""
        return replace(self, entries=())


# What a leaf may be called: 2025, to-come, a, 0-9, u1f600, topics/chips, kinds/company, and 2025/2.
NAME = r"(?:\d{4}|to-come|earlier|[a-z]|0-9|u[0-9a-f]{4,5}|(?:topics|kinds)/[a-z0-9-]+)(?:/\d+)?"
WHOLE = Leaf("", "", 1, ())  # where nothing is listed


@dataclass(frozen=True)
class LongList:
    """What a part of a page lists, newest or first first, and how much of it one page holds."""

    entries: Callable[..., Iterator[Entry]]  # of the Book, with the options of the part
    most: int
    first: int = 0  # how much of it the first page holds, where a chart stands above the list
    in_time: bool = False
    is_of_a_kind: bool = False  # whether the part says of which kind its records are


def leaves(book: Book, part: str, kind: str = "") -> tuple[Leaf, ...]:
    """The leaves of a list in their order; nothing of a part that is no long list."""
    return tuple(leaf_named(book, part, kind, way.name) for way in ways(book, part, kind))


def ways(book: Book, part: str, kind: str = "") -> tuple[Leaf, ...]:
    """The same without what they tell of, for who leads to them: most edits leave it as it is."""
    return _cut(book, part, kind).get((part, kind), ())


def leaf_named(book: Book, part: str, kind: str, name: str) -> Leaf:
    """One of them, with what it tells of; an empty one where there is none of this name."""
    return _cut(book, part, kind).get((part, kind, name), (WHOLE,))[0]


def near(leaves: Sequence[Leaf], here: Leaf) -> list[Leaf]:
    """Of the leaves of a group with many those that a reader is shown: near, first, last, tens."""
    last = leaves[-1].number
    return [
        leaf
        for leaf in leaves
        if abs(leaf.number - here.number) <= BESIDE
        or leaf.number in (1, last)
        or leaf.number % 10 == 0
    ]


def leaf_of_record(book: Book, address: Address) -> str:
    """The name of the leaf on which a record has its place; '' where that is the first."""
    return book.once(_places).get(address, "")


Cut = Mapping[tuple[str, ...], tuple[Leaf, ...]]  # the ways of each list, and each leaf by its name


def _cut(book: Book, part: str, kind: str) -> Cut:
    """All lists that were asked for, this one among them."""
    cut = book.plain.once(_all_cut)
    # A call that gives a kind in vain, or lacks it, is told where it stands.
    is_such = part in LONG_LISTS and LONG_LISTS[part].is_of_a_kind == bool(kind)
    if is_such and (part, kind) not in cut:
        found = tuple(_leaves(book.plain, LONG_LISTS[part], kind))
        cut[part, kind] = tuple(leaf.way for leaf in found)
        cut.update({(part, kind, leaf.name): (leaf,) for leaf in found})
    return book.once(_all_cut)


def _all_cut(book: Book) -> dict[tuple[str, ...], tuple[Leaf, ...]]:
    return {}


def _places(book: Book) -> Mapping[Address, str]:
    return {
        entry.address: leaf.name
        for part in WITH_PLACES
        for leaf in leaves(book, part)
        for entry in leaf.entries
    }


# ---------------------------------------------------------------- cut


def _leaves(book: Book, long: LongList, kind: str) -> Iterator[Leaf]:
    entries = tuple(long.entries(book, kind) if kind else long.entries(book))
    if len(entries) <= (long.first or long.most):
        yield _leaf("", "", 1, entries)
        return
    groups = _groups(entries, long)
    first = next((group for group in groups if group != TO_COME), TO_COME)
    for group, its in groups.items():
        sizes = long.first if group == first else 0, long.most
        for number, some in enumerate(_pages(its, *sizes), 1):
            name = _in_an_address(group) + (f"/{number}" if number > 1 else "")
            is_first = group == first and number == 1
            yield _leaf("" if is_first else name, group, number, some)


def _leaf(name: str, group: str, number: int, entries: Sequence[Entry]) -> Leaf:
    begins = entries[0].group if entries else ""
    return Leaf(name, group, number, tuple(entries), begins)


def _pages(entries: list[Entry], first: int, most: int) -> Iterator[list[Entry]]:
    """Entries as they stand on pages; `first` is how many the first of these holds, if not most."""
    ends = [first or most, *range((first or most) + most, len(entries) + most, most)]
    for start, end in pairwise((0, *ends)):
        yield entries[start:end]


def _in_an_address(group: str) -> str:
    """A group in lower case; a letter that an address cannot hold as it is, by its number."""
    if group == OTHERS:
        return "0-9"
    return group.lower() if group.isascii() else f"u{ord(group):04x}"


def _groups(entries: Sequence[Entry], long: LongList) -> dict[str, list[Entry]]:
    """The entries of each group; in time the last groups that fit on one leaf are one."""
    groups = {group: list(its) for group, its in groupby(entries, lambda entry: entry.group)}
    if long.in_time:
        oldest = list(_oldest(groups, long.most))
        if len(oldest) > 1:
            together = [entry for group in reversed(oldest) for entry in groups.pop(group)]
            groups[EARLIER] = together
    return groups


def _oldest(groups: Mapping[str, list[Entry]], most: int) -> Iterator[str]:
    """The oldest groups that fit on one leaf together, the oldest first; not the newest."""
    room = most
    older = [group for group in groups if group != TO_COME][1:]
    for group in reversed(older):
        room -= len(groups[group])
        if room < 0:
            return
        yield group


# ---------------------------------------------------------------- what is listed


def _timeline(book: Book) -> Iterator[Entry]:
    for moment in moments_by_quarter(book):
        address = moment.address if moment.kind == "event" else ""
        yield Entry(_time(moment, book), moment, address)


def _time(moment: Moment, book: Book) -> str:
    """The year in which something was, or that it is to come after the record's end."""
    is_later = moment.quarter.first > book.site.as_of.first
    return TO_COME if is_later else str(moment.day.first.year)


def _changes(book: Book) -> Iterator[Entry]:
    for change in changes_by_quarter(book):
        yield Entry(str(change.day.first.year), change)


def _sources(book: Book) -> Iterator[Entry]:
    publishers = {id_: source.publisher for id_, source in book.sources.items()}
    for letter, found in by_letter(publishers).items():
        for id_ in found:
            yield Entry(letter, id_, f"sources/{id_}")


def _promises(book: Book) -> Iterator[Entry]:
    for id_ in lifelines(book):
        yield Entry(_topic(book.promises[id_].topic), id_, f"promises/{id_}")


def _by_topic(book: Book, kind: str) -> Iterator[Entry]:
    for topic in book.topics if kind in book.records else ():
        for id_ in book.of_topic(kind, topic):
            yield Entry(_topic(topic), id_)


def _topic(topic: str) -> str:
    return f"topics/{topic}"


def _charts(book: Book) -> Iterator[Entry]:
    return _by_topic(book, "charts")


def _organizations(book: Book) -> Iterator[Entry]:
    for body in BODIES:
        for id_ in _by_name(book, "organizations"):
            if book.organizations[id_].kind == body:
                yield Entry(f"kinds/{body}", id_)


def _people(book: Book) -> Iterator[Entry]:
    by_body = people_by_body(book)
    bodies = {id_: body for body, ids in by_body.items() for id_ in ids}
    for body in by_body:
        for id_ in _by_name(book, "people"):
            if bodies[id_] == body:
                yield Entry(f"kinds/{body}", id_)


def _by_name(book: Book, kind: str) -> list[str]:
    """The ids of records by the alphabet of the site's first language."""
    records: Mapping[str, Any] = book.records[kind]
    return sorted(records, key=lambda id_: records[id_].name.in_(book.first_language).lower())


# By the part that prints the list. A page of any has at most 2,500 elements, 300 of which the tab
# key stops at, and weighs 80 kB compressed; the first page has targets for old addresses besides.
LONG_LISTS = {
    "timeline": LongList(_timeline, 100, first=45, in_time=True),
    "changes": LongList(_changes, 120, in_time=True),
    "sources-all": LongList(_sources, 75, first=60),
    "promises": LongList(_promises, 50),
    "by-topic": LongList(_by_topic, 150, is_of_a_kind=True),
    "by-kind": LongList(_organizations, 220),
    "people-list": LongList(_people, 220),
    "gallery": LongList(_charts, 60),
}
WITH_PLACES = ("timeline", "sources-all", "promises")  # whose entries are the places of records
