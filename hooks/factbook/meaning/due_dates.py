"""What is due and when: planned steps, and promises with a day of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..record.book import Address, Book
from ..record.kinds import Step
from ..record.values import Day, Text

WHOLE = "due"  # what stands for the step where the promise itself is due


@dataclass(frozen=True)
class DueDate:
    """Something that is due, or was and nobody reported that it happened."""

    day: Day
    what: Text
    address: Address
    anchor: str
    topics: tuple[str, ...]
    step: Step | None = None  # none where the promise itself names the day


def due_dates(book: Book, topic: str = "") -> list[DueDate]:
    """All that is due, the nearest first; of one topic, if it is named."""
    return [due for due in book.once(_all_due) if not topic or topic in due.topics]


def _all_due(book: Book) -> list[DueDate]:
    return sorted((*_steps(book), *_promises(book)), key=_place_in_time)


def _place_in_time(due: DueDate) -> tuple[date, Address, str]:
    return due.day.last, due.address, due.anchor


def _steps(book: Book) -> Iterator[DueDate]:
    for address, record in book.stepwise():
        for step in record.steps:
            if step.planned and step.due:
                yield DueDate(step.due, step.what, address, step.anchor, record.all_topics, step)


def _promises(book: Book) -> Iterator[DueDate]:
    """Promises that name a day, unless a step of theirs is due on it."""
    for id_, promise in book.promises.items():
        of_steps = {step.due.last for step in promise.steps if step.planned and step.due}
        if promise.due and promise.due.last not in of_steps:
            address = f"promises/{id_}"
            yield DueDate(promise.due, promise.name, address, WHOLE, promise.all_topics)
