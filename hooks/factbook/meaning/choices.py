"""The answers to choose from: the right one, and wrong ones from the record beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..record.book import Address, Book
from ..record.kinds import KINDS, Promise, Question, Reading
from ..record.values import Day
from . import answers, figures
from .answers import Solution, numbers
from .wording import Wording

WRONG_ANSWERS = 3


@dataclass(frozen=True)
class Choice:
    """One answer to choose from."""

    words: str
    right: bool


def choices(book: Book, question: Question, say: Wording) -> list[Choice]:
    """The answers to choose from, in an order that does not give the right one away."""
    solution = answers.solve(book, question)
    right = answers.said(book, solution, say)
    return [
        Choice(option, option == right)
        for option in dict.fromkeys(_offered(book, question, solution, say))
    ]


def _offered(book: Book, question: Question, solution: Solution, say: Wording) -> Iterator[str]:
    match solution.kind:
        case "truth":
            yield from (say("true"), say("false"))
        case "which":
            yield from (say.text(book.figures[address].label) for address in solution.proof)
        case "stage":
            yield from (say(f"stage.{stage}") for stage in _ladder(book, solution))
        case "day":
            yield from (say.day(day) for day in days_around(book, solution))
        case "reading":
            readings = [(solution.value, solution.unit), *values_around(book, question, solution)]
            yield from (
                say.reading(*pair)
                for pair in sorted(
                    ((reading, book.units[unit]) for reading, unit in readings),
                    key=lambda pair: _size(pair[0]),
                )
            )
        case _:
            yield answers.said(book, solution, say)


def _ladder(book: Book, solution: Solution) -> tuple[str, ...]:
    """The ladder on which a stage stands; a stage beside it comes last."""
    address = solution.proof[0]
    record = book.get(address)
    kind = address.partition("/")[0]
    if isinstance(record, Promise):
        on_programs = any(step.stage in KINDS["programs"].ladder[1:] for step in record.steps)
        kind = "programs" if on_programs else "investments"
    return tuple(dict.fromkeys((*KINDS[kind].ladder, solution.value)))


def days_around(book: Book, solution: Solution) -> list[Day]:
    """A day and up to three others on which the same record has a step, in order."""
    others = {step.when for step in book.get(solution.proof[0]).steps} - {solution.value}
    near = sorted(others, key=lambda day: (abs((day.last - solution.value.last).days), day.text))[
        :WRONG_ANSWERS
    ]
    return sorted((solution.value, *near), key=lambda day: (day.last, day.text))


def values_around(book: Book, question: Question, solution: Solution) -> list[tuple[Reading, str]]:
    """The values of the figures that an author names as wrong, or of those of the same unit that are nearest in size."""
    named = question.distractors or sorted(
        _same_unit(book, question, solution), key=lambda address: _distance(book, address, solution)
    )
    found: dict[tuple, tuple[Reading, str]] = {}
    for address in named:
        figure = book.figures.get(address)
        if figure and numbers(figures.current(figure)) != numbers(solution.value):
            found.setdefault(
                numbers(figures.current(figure)), (figures.current(figure), figure.unit)
            )
    return list(found.values())[: None if question.distractors else WRONG_ANSWERS]


def _same_unit(book: Book, question: Question, solution: Solution) -> list[Address]:
    """Figures of a unit; those of the question's own topic where there are enough of them."""
    of_unit = [
        address
        for address, figure in book.figures.items()
        if figure.unit == solution.unit
        and _size(figures.current(figure))
        and address not in solution.proof
    ]
    of_topic = [
        address
        for address in of_unit
        if getattr(book.get(address.partition("#")[0]), "topic", "") == question.topic
    ]
    different = {numbers(figures.current(book.figures[address])) for address in of_topic}
    return of_topic if len(different) > WRONG_ANSWERS else of_unit


def _distance(book: Book, address: Address, solution: Solution) -> tuple:
    size, right = _size(figures.current(book.figures[address])), _size(solution.value)
    return max(size, right) / min(size, right) if right else size, address


def _size(reading: Reading) -> Decimal:
    return reading.value if reading.value is not None else reading.low
