"""The Book as it is read by what is kept: each look into it is a question that is noted."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from .book import Book, Computed
from .kinds import OfTopics, Organization, Publisher, Stepwise
from .questions import AskedMapping, Questions, digest, part_of
from .values import Address, Record

# What is asked by almost all that is made: where one of them is another, all is made again.
SETTINGS = ("site", "broken", "half_read", "unseen", "meant", "outline")

# Who answers from the files of the record alone, with what stands above all of it: no other edit
# changes what these say. Names are those of its records, in the words of the machine.
OF_THE_RECORD = (
    "records",
    "everything",
    "knows",
    "once",
    "mentions",
    "place",
    "spread",
    "topic",
    "name",
)


class AskedBook(Book):
    """A Book that notes what it is asked for, and can tell later how it answers the same."""

    def __init__(self, book: Book, questions: Questions):
        note = questions.note
        records = {
            kind: AskedMapping(of_kind, partial(note, "records", kind))
            for kind, of_kind in book.records.items()
        }
        vars(self).update({name: getattr(book, name) for name in SETTINGS})
        vars(self).update(
            records,
            records=records,
            figures=AskedMapping(book.figures, self._note_figure),
            book=book,
            note=note,
        )
        questions.answered_by("records", self._records)
        questions.answered_by("everything", self._everything)
        questions.answered_by("knows", book.knows)
        questions.answered_by("once", self._once)
        questions.answered_by("mentions", book.mentioned_in)
        questions.answered_by("place", book.place)
        questions.answered_by("spread", book.spread)
        questions.answered_by("topic", self._topic)

    if TYPE_CHECKING:
        book: Book
        note: Callable[..., None]

    @property
    def plain(self) -> Book:
        return self.book

    def settings(self) -> str:
        """What stands above every record, in short."""
        return digest([getattr(self.book, name) for name in SETTINGS])

    # ------------------------------------------------------------ what is asked

    def get(self, address: Address) -> Record | None:
        self._note_record(address)
        return self.book.get(address)

    def knows(self, address: Address) -> bool:
        self.note("knows", address)
        return self.book.knows(address)

    def once(self, compute: Callable[[Book], Computed]) -> Computed:
        """What is computed of the whole Book. Who looks at one thing of it asks for that alone."""
        computed = self.book.once(compute)
        note = partial(self.note, "once", compute.__module__, compute.__name__)
        if isinstance(computed, Mapping):
            return cast(Computed, AskedMapping(computed, note))
        note("all")
        return computed

    def mentioned_in(self, address: Address) -> tuple[Address, ...]:
        self.note("mentions", address)
        return self.book.mentioned_in(address)

    def place(self, address: Address, *path: str | int) -> tuple[str, int]:
        self.note("place", address, *path)
        return self.book.place(address, *path)

    def spread(self, address: Address, *path: str | int) -> tuple[int, str] | None:
        self.note("spread", address, *path)
        return self.book.spread(address, *path)

    def of_topic(self, kind: str, topic: str) -> Mapping[str, OfTopics]:
        self.note("topic", kind, topic)
        return self.book.of_topic(kind, topic)

    def addresses(self) -> list[Address]:
        for kind in self.records:
            self.note("records", kind, "keys")
        return self.book.addresses()

    def stepwise(self) -> Iterator[tuple[Address, Stepwise]]:
        self.note("everything")
        return self.book.stepwise()

    def all_that_is_read(self) -> Iterator[tuple[Address, Record]]:
        self.note("everything")
        return self.book.all_that_is_read()

    @property
    def publishers_by_name(self) -> dict[str, Publisher]:
        self.note("records", "publishers", "all")
        return self.book.publishers_by_name

    @property
    def organizations_by_name(self) -> dict[str, Organization]:
        self.note("records", "organizations", "all")
        return self.book.organizations_by_name

    def _note_record(self, address: Address) -> None:
        """A figure is asked for with the record that it stands in."""
        kind, _, id_ = address.partition("#")[0].partition("/")
        self.note("records", kind, "one", id_)

    def _note_figure(self, how: str, address: object = None) -> None:
        if how in ("one", "has"):
            self._note_record(str(address))
        else:
            self.note("everything")

    # ------------------------------------------------------------ what is answered

    def _records(self, kind: str, how: str, id_: str = "") -> object:
        return part_of(self._marks.get(kind, {}), how, id_)

    def _everything(self) -> object:
        return self._marks

    def _topic(self, kind: str, topic: str) -> object:
        marks = self._marks.get(kind, {})
        return {id_: marks[id_] for id_ in self.book.of_topic(kind, topic)}

    def _once(self, module: str, name: str, how: str, key: object = None) -> object:
        computed: object = self.book.once(getattr(import_module(module), name))
        return part_of(computed, how, key) if isinstance(computed, Mapping) else computed

    @cached_property
    def _marks(self) -> dict[str, dict[str, str]]:
        """What tells each record from others: all that its author wrote of it."""
        found: dict[str, dict[str, str]] = {}
        for kind, of_kind in self.book.records.items():
            found[kind] = {id_: self._mark(f"{kind}/{id_}") for id_ in of_kind}
        return found

    def _mark(self, address: Address) -> str:
        marked, (id_,) = self.book.origins[address]
        return marked.marks[str(id_)]
