"""What a maintainer should look at again as of a day: old figures, planned steps past due, silence, weak sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..record.book import Address, Book
from ..record.kinds import Indicator, Reading
from ..record.values import Day
from .figures import current, rests_on_aggregators, review_day, status


@dataclass(frozen=True)
class Concern:
    """One thing to look at: what about it, where it was written, and what is the matter."""

    sort: str  # old, overdue, silent, stalled, weak, alone
    address: Address
    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.address}: {self.words}"


TITLES = {
    "old": "Figures past their review day",
    "overdue": "Planned steps past due, with no report that they happened",
    "silent": "No step reported for 12 months",
    "stalled": "No step reported for 24 months",
    "weak": "Figures that rest only on aggregators",
    "alone": "Figures of low confidence, or disputed, that rest on one source",
    "dead": "Links that failed in three runs or more, one after the other",
}


def concerns(book: Book, day: Day) -> dict[str, list[Concern]]:
    """Everything to look at as of a day, by sort; the longest due first."""
    found: dict[str, list[Concern]] = {sort: [] for sort in TITLES if sort != "dead"}
    for concern in (*_of_figures(book, day), *_of_ladders(book, day)):
        found[concern.sort].append(concern)
    return found


def _of_figures(book: Book, day: Day) -> Iterator[Concern]:
    by_review = sorted(book.figures, key=lambda address: (review_day(book, address), address))
    for address in by_review:
        reading, due = current(book.figures[address]), review_day(book, address)
        place = book.place(address)
        if due <= day.last and not _is_closed(book, address, reading):
            yield Concern(
                "old", address, *place, f"last reading of {reading.as_of}, to be reviewed by {due}"
            )
        if rests_on_aggregators(book, reading):
            yield Concern("weak", address, *place, f"rests on {', '.join(reading.sources)}")
        elif len(reading.sources) == 1 and (reading.confidence == "low" or reading.disputed_by):
            yield Concern("alone", address, *place, f"rests on {reading.sources[0]}")


def _is_closed(book: Book, address: Address, reading: Reading) -> bool:
    """True where a row speaks of a time that was over when it was read: the count of 2019 will not change."""
    record, key = book.get(address.partition("#")[0]), address.partition("#")[2]
    period = record.rows[key].period if isinstance(record, Indicator) else None
    return bool(period and period.last <= reading.as_of.last)


def _of_ladders(book: Book, day: Day) -> Iterator[Concern]:
    for address, record in book.stepwise():
        now = status(record.steps, day)
        for step in now.overdue:
            place = book.place(address, "steps", record.steps.index(step))
            yield Concern(
                "overdue", address, *place, f"due {step.due}: {step.what.in_(book.first_language)}"
            )
        if now.silence and now.step:
            yield Concern(
                now.silence,
                address,
                *book.place(address),
                f"last step of {now.step.date}, {now.silent_days} days before",
            )
