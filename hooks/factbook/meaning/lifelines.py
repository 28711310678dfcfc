"""What became of each promise, as a line through time: what happened, what is planned, what is
overdue. Lists, counts and drawings read it here, so that none says more than another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ..record.book import Book
from ..record.kinds import Promise, Step
from ..record.values import Address, Day
from .figures import FINAL, Status, promised_by, status

KEPT = {"delivered", "operating"}


@dataclass(frozen=True)
class Bead:
    """A step on the line of a promise: it happened, or it is planned."""

    day: Day
    stage: str
    of: str = ""  # what it is a step of, where the stage has a word of its own for it


@dataclass(frozen=True)
class Lifeline:
    """A promise from the day on which it was made to the last day that it named."""

    happened: tuple[Bead, ...]  # oldest first; the first is the day on which it was made, or before
    planned: tuple[Bead, ...]  # nearest first; those that were due too
    now: Status
    as_of: Day
    is_dated: bool  # whether it named a day; an edition cannot tell that one named none
    late: Day | None = None  # the day that it had named, where it was kept after that

    @property
    def overdue(self) -> tuple[Bead, ...]:
        """What was due before the record's end, with no report that it happened.

        What that day brings is not known.
        """
        return tuple(bead for bead in self.planned if bead.day.last < self.as_of.last)

    @property
    def to_come(self) -> tuple[Bead, ...]:
        """What is due on the last day of the record or after it."""
        return self.planned[len(self.overdue) :]

    @property
    def last(self) -> Bead:
        """The last thing that a source reports of it."""
        return self.happened[-1]

    @property
    def is_over(self) -> bool:
        """True where it has come to an end, good or bad."""
        return self.now.stage in FINAL

    @property
    def began(self) -> date:
        """The day from which it was surely made."""
        return min(bead.day.last for bead in self.happened)

    @property
    def sort(self) -> str:
        """What is most to be said of it: that it is overdue, how it ended, or that it is open."""
        if self.overdue:
            return "overdue"
        return self.now.stage if self.is_over else "open"

    @property
    def statuses(self) -> list[str]:
        """What it may be chosen by: its stage, and what is of note."""
        return [self.now.stage, *(sort for sort in NOTED if self.is_of(sort))]

    def is_of(self, sort: str) -> bool:
        """True where it belongs to those that are so called."""
        return SORTS[sort](self)


NOTED = ("overdue", "silent", "undated")
SORTS: dict[str, Callable[[Lifeline], bool]] = {
    "all": lambda line: True,
    "kept": lambda line: line.now.stage in KEPT,
    "overdue": lambda line: bool(line.overdue),
    "silent": lambda line: bool(line.now.silence),
    "undated": lambda line: not line.is_dated,
}


def lifeline(book: Book, promise: Promise) -> Lifeline:
    """The line of one promise as of the record's end."""
    as_of = book.site.as_of
    now = status(promise.steps, as_of)
    return Lifeline(
        happened=tuple(sorted(_happened(promise, as_of), key=lambda bead: bead.day.first)),
        planned=tuple(sorted(_planned(promise, now), key=lambda bead: bead.day.last)),
        now=now,
        as_of=as_of,
        is_dated=bool(book.unseen or promise.due or any(step.due for step in promise.steps)),
        late=promise.due if step_kept_late(promise, as_of) else None,
    )


def lifelines(book: Book) -> dict[str, Lifeline]:
    """The lines of all promises by their ids, topic by topic, those made first before others."""
    return book.once(_lifelines)


def _lifelines(book: Book) -> dict[str, Lifeline]:
    lines = {id_: lifeline(book, promise) for id_, promise in book.promises.items()}
    topics = {id_: place for place, id_ in enumerate(book.topics)}

    def place(id_: str) -> tuple[int, date]:
        topic = book.promises[id_].topic
        return topics.get(topic, len(topics)), lines[id_].began  # the check tells what is missing

    return {id_: lines[id_] for id_ in sorted(lines, key=place)}


def promises_of(book: Book, address: Address) -> list[str]:
    """The ids of the promises of a topic, of who made them, or of what is to keep them."""
    return book.once(_promises_by_address).get(address, [])


def _promises_by_address(book: Book) -> dict[Address, list[str]]:
    """The promises of each thing that they belong to."""
    found: dict[Address, list[str]] = {}
    for id_ in lifelines(book):
        for address in _belongs_to(book.promises[id_]):
            found.setdefault(address, []).append(id_)
    return found


def _belongs_to(promise: Promise) -> set[Address]:
    named = {f"topics/{id_}" for id_ in promise.all_topics}
    named.update(promised_by(promise))
    if promise.program:
        named.add(f"programs/{promise.program}")
    if promise.investment:
        named.add(f"investments/{promise.investment}")
    return named


def promises_that_are(book: Book, sort: str) -> list[str]:
    """The ids of those promises that are so called."""
    return [id_ for id_, line in lifelines(book).items() if line.is_of(sort)]


def _happened(promise: Promise, as_of: Day) -> Iterator[Bead]:
    """The steps that sources report, and the promise itself where none of them is of its day."""
    steps = [step for step in promise.steps if step.date and step.date.first <= as_of.last]
    if not any(_is_within(promise.made, step.when) for step in steps):
        yield Bead(promise.made, "announced")
    for step in steps:
        yield Bead(step.when, step.stage, step.of)


def step_kept_late(promise: Promise, as_of: Day) -> Step | None:
    """The step that kept a promise, where it surely came after the day that the promise named."""
    named = promise.due
    if not named:
        return None
    for step in promise.steps:
        if step.stage not in KEPT or not step.date:
            continue
        if step.date.first <= as_of.last:
            return step if step.date.first > named.last else None
    return None


def _is_within(day: Day, other: Day) -> bool:
    """True where two days are one, as far as they are known."""
    return day.first <= other.last and other.first <= day.last


def _planned(promise: Promise, now: Status) -> Iterator[Bead]:
    """The steps that are due, and the day that the promise named itself."""
    for step in promise.steps:
        if step.due:
            yield Bead(step.when, step.stage)
    if named := own_day(promise, now):
        yield Bead(named, "delivered")


def own_day(promise: Promise, now: Status) -> Day | None:
    """The day that a promise named, unless one of its steps is due then.

    It is done with once the promise has come to an end.
    """
    of_steps = {step.when.last for step in promise.steps if step.due}
    if not promise.due or now.stage in FINAL or promise.due.last in of_steps:
        return None
    return promise.due
