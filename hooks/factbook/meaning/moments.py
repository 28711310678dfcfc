"""Everything dated, in order of time: steps, events and positions."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..record.book import Address, Book
from ..record.kinds import Stepwise
from ..record.values import Day
from .addresses import has_own_page


@dataclass(frozen=True)
class Dated:
    """Something that happened or is due, wherever it was written."""

    day: Day
    what: object  # Text
    address: Address
    anchor: str
    kind: str  # step, event, position, post
    topic: str
    stage: str | None
    planned: bool
    record: object
    part: object

    @property
    def permalink(self) -> str:
        """Where the moment stands on the timeline; an event's own id, for it has no other page."""
        return (
            self.anchor
            if self.kind == "event"
            else f"{self.address.replace('/', '-')}--{self.anchor}"
        )

    @property
    def month(self) -> str:
        """The month or longer time that the moment is sorted under."""
        return self.day.text[:7]

    @property
    def month_day(self) -> Day:
        return Day(self.month)


def everything_dated(book: Book) -> list[Dated]:
    """All steps, events, positions and appointments, oldest first."""
    return sorted(
        _dated(book), key=lambda item: (item.day.first, item.day.last, item.address, item.anchor)
    )


def _dated_steps(address: Address, record: Stepwise) -> Iterator[Dated]:
    for step in record.steps:
        yield Dated(
            step.when,
            step.what,
            address,
            step.anchor,
            "step",
            record.topic,
            step.stage,
            bool(step.due),
            record,
            step,
        )


def _dated(book: Book) -> Iterator[Dated]:
    for address, record in book.stepwise():
        if has_own_page(address):
            yield from _dated_steps(address, record)
    for id_, event in book.events.items():
        yield Dated(
            event.date,
            event.what,
            f"events/{id_}",
            id_,
            "event",
            event.topic,
            None,
            False,
            event,
            event,
        )
    for id_, said in book.positions.items():
        yield Dated(
            said.date,
            said.what,
            f"positions/{id_}",
            id_,
            "position",
            said.topic,
            None,
            False,
            said,
            said,
        )
