"""Fingerprints of answers, which tell when an answer is another than an edition gave."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..record.book import Book
from ..record.editions import known_by
from ..record.references import named_addresses, references
from ..record.values import Day
from .answers import Solution, numbers, solve
from .figures import CannotCompute


def fingerprint(solution: Solution) -> str:
    """Six letters and digits that change when the answer does, and not when only its wording does."""
    value = solution.value
    if solution.kind == "reading":
        value = (
            *(f"{number:f}" if number is not None else "" for number in numbers(value)),
            value.qualifier or "",
            solution.unit,
        )
    elif solution.kind in ("ratio", "share"):
        value = f"{round(value, 0 if abs(value) >= 10 else 1):f}"
    return hashlib.sha256(f"{solution.kind} {value}".encode()).hexdigest()[:6]


@dataclass(frozen=True)
class History:
    """The fingerprint of every answer on the day of each edition, the present one last."""

    days: tuple[Day, ...]
    marks: dict[
        str, tuple[str | None, ...]
    ]  # question -> one for each day; None where it had no answer yet

    def mark(self, id_: str, day: Day) -> str | None:
        """The fingerprint of the answer that an edition gave; None where it had none yet."""
        return self.marks[id_][self.days.index(day)]

    def has_changed(self, id_: str, day: Day) -> bool:
        """True where the answer that an edition gave is not the present one."""
        return self.mark(id_, day) not in (None, self.marks[id_][-1])

    def changed_since(self, day: Day, ids: Iterable[str]) -> list[str]:
        """The fingerprints that an edition gave to those answers that are others now."""
        return [self.mark(id_, day) for id_ in ids if self.has_changed(id_, day)]


def history(book: Book) -> History:
    """The fingerprints of all answers, edition by edition."""
    days = (
        *sorted(day for day in book.site.editions if day.last < book.site.as_of.last),
        book.site.as_of,
    )
    needed = _only_what_answers(book)
    books = [known_by(needed, day) for day in days[:-1]] + [book]
    return History(days, {id_: tuple(mark(then, id_) for then in books) for id_ in book.questions})


def _only_what_answers(book: Book) -> Book:
    """The Book with only those records that give an answer, and their sources, so that its earlier editions are quickly made."""
    named = {
        address.partition("#")[0]
        for question in book.questions.values()
        for _, address in named_addresses(question.answer)
    }
    named |= {
        f"sources/{id_}"
        for address in named
        for _, kind, id_ in references(book.get(address))
        if kind == "sources"
    }
    whole = ("questions", "topics", "units")
    records = {
        kind: {
            id_: record
            for id_, record in of_kind.items()
            if kind in whole or f"{kind}/{id_}" in named
        }
        for kind, of_kind in book.records.items()
    }
    return replace(
        book,
        records=records,
        figures={
            address: figure
            for address, figure in book.figures.items()
            if address.partition("#")[0] in named
        },
    )


def mark(book: Book, id_: str) -> str | None:
    try:
        return fingerprint(solve(book, book.questions[id_])) if id_ in book.questions else None
    except CannotCompute:
        return None
