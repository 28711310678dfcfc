"""Which entries of a feed concern the record, what of it they may touch, and why.

An entry concerns the record when it names a program, an investment, a promise or the minister;
or when its title holds two weaker words, one that says who and one that says of what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..meaning.staleness import concerns
from ..record.book import Address, Book
from ..record.kinds import Named
from ..record.values import Day
from ..record.watch import Watch
from .feeds import Entry
from .names import is_telling, pattern

WAITING = ("overdue", "silent", "stalled")  # sorts of concerns that news may settle
MOST = 5  # records of a topic that are shown for weaker words


@dataclass(frozen=True)
class Match:
    """A part of the record that an entry may touch, and why it is thought so."""

    address: Address
    why: str


class Matcher:
    """Holds entries against the names of the record, as it stands on a day."""

    def __init__(self, book: Book, watch: Watch, day: Day):
        self.book, self.watch = book, watch
        self.steps = dict(book.stepwise())
        found = concerns(book, day)
        self.waiting: dict[Address, str] = {}
        for concern in (concern for sort in WAITING for concern in found[sort]):
            earlier = self.waiting.get(concern.address)
            words = f"{earlier}; {concern.words}" if earlier else concern.words
            self.waiting[concern.address] = words

    def matches(self, entry: Entry) -> list[Match]:
        """What an entry may touch; nothing where it does not concern the record."""
        return self._named(entry) or self._by_weaker_words(entry)

    def figures(self, match: Match) -> list[Address]:
        """The figures of what a match leads to."""
        return [address for address in self.book.figures if address.startswith(f"{match.address}#")]

    # ------------------------------------------------------------ names

    @cached_property
    def names(self) -> list[tuple[str, Address]]:
        """Every name that says by itself what is meant."""
        common = {name.casefold() for name in (*self.watch.too_common, *self._of_bodies())}
        return [
            (name, address)
            for name, address in self._all_names()
            if is_telling(name) and name.casefold() not in common
        ]

    def _all_names(self) -> Iterator[tuple[str, Address]]:
        subject = self.book.minister[self.book.site.minister].who
        for address in (subject, *(address for address, _ in self.book.stepwise())):
            record = self.book.get(address)
            for name in names_of(record) if isinstance(record, Named) else ():
                yield name, address

    def _of_bodies(self) -> Iterator[str]:
        """The names of organizations: much is told of each that is not of the record."""
        for record in self.book.organizations.values():
            yield from names_of(record)

    def _named(self, entry: Entry) -> list[Match]:
        text = f"{entry.title}\n{entry.summary}"
        found: dict[Address, str] = {}
        for name, address in self.names:
            if address not in found and pattern(name).search(text):
                found[address] = name
        return [
            Match(address, self._with_waiting(address, f"names “{name}”"))
            for address, name in found.items()
        ]

    # ------------------------------------------------------------ weaker words

    def _by_weaker_words(self, entry: Entry) -> list[Match]:
        who = first_of(self.watch.who, entry.title)
        if entry.feed.kind == "official":
            who = who or entry.feed.name
        if not who:
            return []
        found: list[Match] = []
        for topic, words in self.watch.what.items():
            if what := first_of(words, entry.title):
                found += self._of_topic(topic, f"says “{who}” and “{what}”")
        return found

    def _of_topic(self, topic: str, why: str) -> Iterator[Match]:
        """The topic, and those of its promises and plans that wait for news."""
        yield Match(f"topics/{topic}", why)
        waiting = [address for address in self.waiting if self._is_of(address, topic)]
        for address in waiting[:MOST]:
            yield Match(address, self._with_waiting(address, "of this topic"))

    def _is_of(self, address: Address, topic: str) -> bool:
        return topic in self.steps[address].all_topics

    def _with_waiting(self, address: Address, why: str) -> str:
        """A reason, and what the record waits for there."""
        waits = self.waiting.get(address)
        return f"{why}; {waits}" if waits else why


def names_of(record: Named) -> list[str]:
    """Every name of a record, in all languages."""
    return [*record.name.__pydantic_extra__.values(), *record.found_by]


def first_of(words: Sequence[str], text: str) -> str:
    """The first of some words that a text holds; nothing where it holds none."""
    return next((word for word in words if pattern(word).search(text)), "")
