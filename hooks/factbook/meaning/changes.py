"""What changed in the course of time: new readings and steps, by the dates that they bear.

What differs between two states of the record itself is told by authoring/review.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ..record.book import Address, Book
from ..record.kinds import Figure, Reading, Source, Step
from ..record.values import Day
from .moments import is_told_first


class Change(NamedTuple):
    """One change: a figure's new reading with the one before, or a step.

    `day` is what the record says; `latest` is the last day on which it may have come.
    """

    day: Day
    latest: date
    address: Address
    anchor: str
    kind: str  # update, correction, definition, step
    before: Reading | None = None
    after: Reading | None = None
    figure: Figure | None = None
    step: Step | None = None
    topics: tuple[str, ...] = ()  # of its record, the main one first


def changes(book: Book, topic: str = "") -> list[Change]:
    """All changes, newest first; of one topic, if it is named."""
    return [change for change in book.once(_all_changes) if not topic or topic in change.topics]


def changes_by_quarter(book: Book) -> list[Change]:
    """All changes by the year and the quarter that the record gives, newest first."""
    return sorted(changes(book), key=_year_and_quarter, reverse=True)


def _year_and_quarter(change: Change) -> tuple[int, str]:
    return change.day.first.year, change.day.quarter.text


def _all_changes(book: Book) -> list[Change]:
    found = (*_readings(book), *_steps(book))
    return sorted(found, key=_place_in_time, reverse=True)


def _place_in_time(change: Change) -> tuple[date, date, Address, str]:
    return change.latest, change.day.first, change.address, change.anchor


def latest_day(book: Book, day: Day, sources: Iterable[str]) -> date:
    """The last day on which something dated `day` may have happened.

    What is known to the year alone did not come after a source told of it, nor after the record's
    end: without this a step of `2026` would be news from its last day.
    """
    told = [_told(book.sources[id_]) for id_ in sources]
    latest = min([day.last, *told])
    return min(max(latest, day.first), book.site.as_of.last)


def _told(source: Source) -> date:
    """The day on which a source was there to be read."""
    return source.published.last if source.published else source.accessed.last


SAID = ("value", "low", "high", "qualifier", "stage", "basis")  # fields of a reading


def _readings(book: Book) -> Iterator[Change]:
    """Each reading that followed another and says something else.

    Of two of one day and stage, as of a correction, each has an anchor of its own.
    """
    for address, figure in book.figures.items():
        taken: Counter[str] = Counter()
        for before, after in pairwise(figure.readings):
            if _says_the_same(before, after):
                continue
            anchor = f"{after.as_of}-{after.stage}".lower()
            taken[anchor] += 1
            yield Change(
                day=after.as_of,
                latest=latest_day(book, after.as_of, after.sources),
                address=address,
                anchor=f"{anchor}-{taken[anchor]}" if taken[anchor] > 1 else anchor,
                kind=after.reason,
                before=before,
                after=after,
                figure=figure,
                topics=getattr(book.get(address.partition("#")[0]), "all_topics", ()),
            )


def _says_the_same(before: Reading, after: Reading) -> bool:
    """True where a source only says again what another had said."""
    same = all(getattr(before, name) == getattr(after, name) for name in SAID)
    return same and after.reason == "update"


def _steps(book: Book) -> Iterator[Change]:
    """Each step that happened, once."""
    for address, record in book.stepwise():
        if is_told_first(address):
            for step in record.steps:
                if step.date:
                    yield Change(
                        day=step.date,
                        latest=latest_day(book, step.date, step.sources),
                        address=address,
                        anchor=step.anchor,
                        kind="step",
                        step=step,
                        topics=record.all_topics,
                    )
