"""Everything dated, in order of time: steps, events and positions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..record.book import Address, Book
from ..record.kinds import KINDS, Event, Position, Step, Stepwise, Undertaking
from ..record.references import references
from ..record.values import Day, Text


class Moment(NamedTuple):
    """Something that happened or is due, wherever it was written."""

    day: Day
    what: Text
    address: Address
    anchor: str
    kind: str  # step, event, position
    record: Stepwise | Event | Position
    part: Step | Event | Position  # the step of the record, or the record itself
    stage: str | None = None
    planned: bool = False

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its record, the main one first."""
        return self.record.all_topics

    @property
    def actors(self) -> tuple[Address, ...]:
        """The people and organizations that it is about: its own, and those of its record."""
        named = [(kind, id_) for _, kind, id_ in references(self.part)]
        if isinstance(self.record, Undertaking):
            named += [("organizations", id_) for id_ in self.record.parties]
            named += [("people", id_) for id_ in self.record.people]
        actors = (f"{kind}/{id_}" for kind, id_ in named if kind in ("people", "organizations"))
        return tuple(dict.fromkeys(actors))

    @property
    def standing(self) -> str:
        """What a step is: planned, or the stage that it reached; '' for what is no step."""
        return "planned" if self.planned else self.stage or ""

    @property
    def permalink(self) -> str:
        """Where the moment stands on the timeline; an event's own id, for it has no other page."""
        if self.kind == "event":
            return self.anchor
        return f"{self.address.replace('/', '-')}--{self.anchor}"

    @property
    def month(self) -> str:
        """The month or longer time that the moment is sorted under."""
        return self.day.month.text

    @property
    def month_day(self) -> Day:
        """The same as a Day, to be put into words."""
        return self.day.month

    @property
    def place_of_month(self) -> tuple[date, int]:
        """Sorts the times that moments stand under: by their first day, years before months."""
        return _place(self.day.month)

    @property
    def quarter(self) -> Day:
        """The quarter or longer time that the moment is folded into."""
        return self.day.quarter

    @property
    def place_of_quarter(self) -> tuple[date, int]:
        """Sorts the same, years before quarters."""
        return _place(self.day.quarter)


def moments(book: Book) -> list[Moment]:
    """All steps, events and positions, oldest first."""
    return book.once(_moments)


def days_of_moments(book: Book) -> list[Day]:
    """The days of all of them."""
    return book.once(_days)


def moments_by_quarter(book: Book) -> list[Moment]:
    """The same, newest first: quarter by quarter, month by month."""
    return book.once(_by_quarter)


def is_told_first(address: Address) -> bool:
    """True where the steps of a record are its own, and not those of others told once more."""
    return not KINDS[address.partition("/")[0]].retells


def _days(book: Book) -> list[Day]:
    return [moment.day for moment in moments(book)]


def _by_quarter(book: Book) -> list[Moment]:
    in_order = sorted(moments(book), key=lambda it: (it.place_of_quarter, it.place_of_month))
    return in_order[::-1]


def _moments(book: Book) -> list[Moment]:
    single = [*_single("event", book.events), *_single("position", book.positions)]
    found = [*_steps(book), *single]
    return sorted(found, key=_place_in_time)


def _place(time: Day) -> tuple[date, int]:
    """By the first day, the longer time before the shorter one."""
    return time.first, -time.last.toordinal()


def _place_in_time(moment: Moment) -> tuple[date, date, Address, str]:
    return moment.day.first, moment.day.last, moment.address, moment.anchor


def _steps(book: Book) -> Iterator[Moment]:
    """Promises repeat the steps of what is to keep them, so these are not counted again."""
    for address, record in book.stepwise():
        if is_told_first(address):
            for step in record.steps:
                yield Moment(
                    day=step.when,
                    what=step.what,
                    address=address,
                    anchor=step.anchor,
                    kind="step",
                    record=record,
                    part=step,
                    stage=step.stage,
                    planned=step.planned,
                )


def _single(kind: str, records: Mapping[str, Event | Position]) -> Iterator[Moment]:
    """Records that are moments themselves and go by no steps."""
    for id_, record in records.items():
        yield Moment(
            day=record.date,
            what=record.what,
            address=f"{kind}s/{id_}",
            anchor=id_,
            kind=kind,
            record=record,
            part=record,
        )
