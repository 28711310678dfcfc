"""What changed, value by value: derived from the dates of readings and steps, never written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..record.book import Address, Book
from ..record.kinds import Figure, Reading, Step
from ..record.values import Day
from .addresses import has_own_page


@dataclass(frozen=True)
class Change:
    """One change: a figure's new reading with the one before, or a step."""

    day: Day
    address: Address
    anchor: str
    kind: str  # new, update, correction, definition, step
    topic: str
    before: Reading | None = None
    after: Reading | None = None
    figure: Figure | None = None
    step: Step | None = None


def changes(book: Book) -> list[Change]:
    """All changes, newest first."""
    found = [*_readings(book), *_steps(book)]
    return sorted(
        found,
        key=lambda change: (change.day.last, change.day.first, change.address, change.anchor),
        reverse=True,
    )


def _readings(book: Book) -> Iterator[Change]:
    for address, figure in book.figures.items():
        for before, after in zip((None, *figure.readings), figure.readings):
            if before:
                yield Change(
                    after.as_of,
                    address,
                    f"{after.as_of}-{after.stage}".lower(),
                    after.reason,
                    _topic(book, address),
                    before,
                    after,
                    figure,
                )


def _steps(book: Book) -> Iterator[Change]:
    for address, record in book.stepwise():
        if has_own_page(address):
            for step in record.steps:
                if step.date:
                    yield Change(step.date, address, step.anchor, "step", record.topic, step=step)


def _topic(book: Book, address: Address) -> str:
    return getattr(book.get(address.partition("#")[0]), "topic", "")
