"""What a maintainer should look at again as of a day.

That is old figures, planned steps past due, silence, and weak sources.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..record.book import Address, Book
from ..record.kinds import Promise, Reading
from ..record.values import Day
from .figures import current, is_closed, rests_on_aggregators, review_day, status
from .lifelines import own_day


@dataclass(frozen=True)
class Concern:
    """One thing to look at: where it was written, and what is the matter."""

    sort: str  # old, overdue, silent, stalled, weak, alone, foretold
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
    "foretold": "Readings and steps of a day after all that their sources published",
    "dead": "Links that failed in three runs or more, one after the other",
}


def concerns(
    book: Book,
    day: Day,
) -> dict[str, list[Concern]]:
    """Everything to look at as of a day, by sort; the longest due first."""
    found: dict[str, list[Concern]] = {sort: [] for sort in TITLES if sort != "dead"}
    for concern in (*_of_figures(book, day), *_of_ladders(book, day), *_foretold(book)):
        found[concern.sort].append(concern)
    return found


# ---------------------------------------------------------------- figures


def _of_figures(
    book: Book,
    day: Day,
) -> Iterator[Concern]:
    """What is the matter with figures, those first that were to be reviewed first."""
    for due, address in sorted((review_day(book, address), address) for address in book.figures):
        reading = current(book.figures[address])
        place = book.place(address)
        if due <= day.last and not is_closed(book.figures[address], reading):
            words = f"last reading of {reading.as_of}, to be reviewed by {due}"
            yield Concern("old", address, *place, words)
        if rests_on_aggregators(book, reading):
            yield Concern("weak", address, *place, f"rests on {', '.join(reading.sources)}")
        elif _stands_alone(reading):
            yield Concern("alone", address, *place, f"rests on {reading.sources[0]}")


def _stands_alone(reading: Reading) -> bool:
    """True where one source is all that holds up a reading that is unsure or disputed."""
    is_doubtful = reading.confidence == "low" or bool(reading.disputed_by)
    return is_doubtful and len(reading.sources) == 1


# ---------------------------------------------------------------- steps


def _of_ladders(
    book: Book,
    day: Day,
) -> Iterator[Concern]:
    """What is the matter with steps: planned ones past due, and silence."""
    for address, record in book.stepwise():
        now = status(record.steps, day)
        for step in now.overdue:
            place = book.place(address, "steps", record.steps.index(step))
            words = f"due {step.due}: {step.what.in_(book.first_language)}"
            yield Concern("overdue", address, *place, words)
        named = own_day(record, now) if isinstance(record, Promise) else None
        if named and named.last < day.last:
            words = f"due {named}: {record.name.in_(book.first_language)}"
            yield Concern("overdue", address, *book.place(address, "due"), words)
        if now.silence and now.step:
            words = f"last step of {now.step.date}, {now.silent_days} days before"
            yield Concern(now.silence, address, *book.place(address), words)


# ---------------------------------------------------------------- days


def _foretold(book: Book) -> Iterator[Concern]:
    """What is dated to a day of which no source could tell: each was out before it."""
    for address, figure in book.figures.items():
        for place, reading in enumerate(figure.readings):
            if words := _later_than_all(book, reading.as_of, reading.sources):
                where = book.place(address, "readings", place, "as_of")
                yield Concern("foretold", address, *where, words)
    for address, record in book.stepwise():
        for place, step in enumerate(record.steps):
            if step.date and (words := _later_than_all(book, step.date, step.sources)):
                where = book.place(address, "steps", place, "date")
                yield Concern("foretold", address, *where, words)


def _later_than_all(
    book: Book,
    day: Day,
    sources: Collection[str],
) -> str:
    """How a day stands to sources that were all out before it; nothing where one may know of it."""
    published = [book.sources[source].published for source in sources]
    dated = [out for out in published if out]
    if not dated or len(dated) < len(published) or max(out.last for out in dated) >= day.first:
        return ""
    return f"of {day}, and its last source is of {max(dated, key=lambda out: out.last)}"
