"""Fingerprints of answers: by them a teacher sees which answers are others than in an edition."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ..record.book import Address, Book, Records
from ..record.editions import known_by
from ..record.kinds import Reading
from ..record.references import named_addresses, references
from ..record.values import Day, Record
from .answers import (
    DaySolution,
    FigureSolution,
    KindSolution,
    NumberSolution,
    ReadingSolution,
    Solution,
    StageSolution,
    TruthSolution,
    solve,
)
from .figures import CannotCompute, numbers
from .marking import decimals

# ---------------------------------------------------------------- one answer


def fingerprint(id_: str, solution: Solution) -> str:
    """Six letters and digits that change with the answer, and not with its wording alone.

    The question is part of it, so that no mark gives away what another question's mark says.
    """
    return hashlib.sha256(f"{id_} {_substance(solution)}".encode()).hexdigest()[:6]


def mark(book: Book, id_: str) -> str | None:
    """The fingerprint of the answer to a question; None where the Book gives none."""
    solution = _solution(book, id_)
    return fingerprint(id_, solution) if solution else None


def _solution(book: Book, id_: str) -> Solution | None:
    """The answer to a question; None where the Book gives none."""
    if id_ not in book.questions:
        return None
    try:
        return solve(book, book.questions[id_])
    except CannotCompute:
        return None


def _substance(solution: Solution) -> str:
    """What an answer says, without its wording. It is printed as a mark: it must never change."""
    match solution:
        case ReadingSolution(reading=reading, unit=unit):
            return f"reading {_parts(reading, unit)}"
        case NumberSolution(computed=computed):
            rounded = round(computed.value, decimals(computed.value))
            return f"{computed.kind} {rounded:f}"
        case StageSolution(stage=stage):
            return f"stage {stage}"
        case KindSolution(stage=stage):
            return f"kind {stage}"
        case DaySolution(day=day):
            return f"day {day}"
        case FigureSolution(address=address):
            return f"which {address}"
        case TruthSolution(is_so=is_so):
            return f"truth {is_so}"
    raise TypeError(solution)


def _parts(reading: Reading, unit: str) -> tuple[str, ...]:
    """The numbers of a reading as they are written, its qualifier and its unit."""
    numerals = ("" if number is None else f"{number:f}" for number in numbers(reading))
    return (*numerals, reading.qualifier or "", unit)


# ---------------------------------------------------------------- all answers, edition by edition


@dataclass(frozen=True)
class History:
    """Every answer on the day of each edition, the present one last."""

    days: tuple[Day, ...]
    # By question: one for each day; None where it had no answer yet.
    solutions: dict[str, tuple[Solution | None, ...]]

    def solution(self, id_: str, day: Day) -> Solution | None:
        """The answer that an edition gave; None where it had none yet."""
        return self.solutions[id_][self.days.index(day)]

    def mark(self, id_: str, day: Day) -> str | None:
        """The fingerprint of the answer that an edition gave; None where it had none yet."""
        solution = self.solution(id_, day)
        return fingerprint(id_, solution) if solution else None

    def has_changed(self, id_: str, day: Day) -> bool:
        """True where the answer that an edition gave is not the present one."""
        return self.mark(id_, day) not in (None, self.mark(id_, self.days[-1]))

    def changed_since(self, day: Day, ids: Iterable[str]) -> dict[int, str]:
        """The questions whose answers are others now, by their numbers on the sheet."""
        numbered = enumerate(ids, start=1)
        return {number: id_ for number, id_ in numbered if self.has_changed(id_, day)}


def history(book: Book) -> History:
    """All answers, edition by edition."""
    present = book.site.as_of
    earlier = sorted(day for day in book.site.editions if day.last < present.last)
    small = _only_what_answers(book)
    books = [*(known_by(small, day) for day in earlier), book]
    solutions = {id_: _solutions(books, id_) for id_ in book.questions}
    return History((*earlier, present), solutions)


def _solutions(books: Iterable[Book], id_: str) -> tuple[Solution | None, ...]:
    """The answer to one question in each of some Books."""
    return tuple(_solution(book, id_) for book in books)


# ---------------------------------------------------------------- a smaller Book


ALWAYS_WHOLE = ("questions", "topics", "units")


def _only_what_answers(book: Book) -> Book:
    """The Book with only those records that give an answer, and their sources.

    It is there for speed: its earlier editions are made in a fraction of the time.
    """
    needed = _records_that_answer(book)
    needed |= {source for address in needed for source in _sources_of(book, address)}
    records: Records = {}
    for kind, of_kind in book.records.items():
        records[kind] = of_kind if kind in ALWAYS_WHOLE else _those(of_kind, kind, needed)
    figures = {
        address: figure
        for address, figure in book.figures.items()
        if address.partition("#")[0] in needed
    }
    return replace(book, records=records, figures=figures)


def _records_that_answer(book: Book) -> set[Address]:
    """The records that questions ask about."""
    found = set()
    for question in book.questions.values():
        found |= {address.partition("#")[0] for _, address in named_addresses(question.answer)}
    return found


def _sources_of(book: Book, address: Address) -> set[Address]:
    """The sources that a record rests on."""
    record = book.get(address)
    named = references(record) if record else ()
    return {f"sources/{id_}" for _, kind, id_ in named if kind == "sources"}


def _those(
    records: dict[str, Record],
    kind: str,
    needed: Collection[Address],
) -> dict[str, Record]:
    """Those records of a kind that are among some addresses."""
    return {id_: record for id_, record in records.items() if f"{kind}/{id_}" in needed}
