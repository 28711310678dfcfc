"""Everything dated, in order of time: steps, events and positions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..record.book import Address, Book
from ..record.kinds import Event, Position, Step, Stepwise
from ..record.values import Day, Text
from .addresses import has_own_page


@dataclass(frozen=True)
class Moment:
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
        time = self.day.month
        return time.first, -time.last.toordinal()


def moments(book: Book) -> list[Moment]:
    """All steps, events and positions, oldest first."""
    single = [*_single("event", book.events), *_single("position", book.positions)]
    found = [*_steps(book), *single]
    return sorted(found, key=_place_in_time)


def _place_in_time(moment: Moment) -> tuple[date, date, Address, str]:
    return moment.day.first, moment.day.last, moment.address, moment.anchor


def _steps(book: Book) -> Iterator[Moment]:
    """Promises repeat the steps of what is to keep them, so only records with a page count."""
    for address, record in book.stepwise():
        if has_own_page(address):
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
