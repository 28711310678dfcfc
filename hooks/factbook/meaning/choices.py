"""The answers to choose from: the right one, and wrong ones from the record beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from ..record.book import Address, Book
from ..record.kinds import KINDS, Figure, Promise, Question
from ..record.values import Day
from .answers import (
    DaySolution,
    FigureSolution,
    KindSolution,
    ReadingSolution,
    Solution,
    StageSolution,
    TruthSolution,
    in_words,
    solve,
    stepwise,
)
from .figures import current, numbers, size, topic_of
from .wording import Wording

WRONG_ANSWERS = 3
# The kinds of number that are told apart, in the order in which one becomes the next.
OF_MONEY = ("proposed", "enacted", "contracted", "spent")
OF_THINGS = ("target", "announced", "contracted", "delivered")


@dataclass(frozen=True)
class Choice:
    """One answer to choose from."""

    words: str
    right: bool


def choices(book: Book, question: Question, say: Wording) -> list[Choice]:
    """The answers to choose from, in an order that does not give the right one away."""
    solution = solve(book, question)
    right = in_words(book, solution, say)
    options = dict.fromkeys(_options(book, question, solution, say))
    return [Choice(option, option == right) for option in options]


def is_alone(book: Book, question: Question, solution: Solution) -> bool:
    """True where the record has no wrong answer to set beside the right one."""
    match solution:
        case ReadingSolution():
            return not _figures_around(book, question, solution)
        case DaySolution():
            return len(_days_around(book, solution)) < 2
    return False


def _options(
    book: Book,
    question: Question,
    solution: Solution,
    say: Wording,
) -> list[str]:
    """The answers in words; two may read alike."""
    match solution:
        case TruthSolution():
            return [say("true"), say("false")]
        case FigureSolution():
            return [say.text(book.figures[address].label) for address in solution.proof]
        case StageSolution():
            sort = stepwise(book, solution.proof[0]).sort
            return [say.stage(stage, sort) for stage in _ladder(book, solution)]
        case KindSolution():
            return [say.stage(stage) for stage in _kinds_of_number(book, solution)]
        case DaySolution():
            return [say.day(day) for day in _days_around(book, solution)]
        case ReadingSolution():
            wrong = map(current, _figures_around(book, question, solution))
            by_size = sorted((solution.reading, *wrong), key=size)
            return [say.reading(reading, book.units[solution.unit]) for reading in by_size]
    return [in_words(book, solution, say)]


# ---------------------------------------------------------------- stages and days


def _ladder(book: Book, solution: StageSolution) -> tuple[str, ...]:
    """The ladder on which a stage stands, and that it was changed: what is right beside it is last.

    Were "changed" offered only where it is right, the odd one out would be the answer.
    """
    address = solution.proof[0]
    record = stepwise(book, address)
    kind = address.partition("/")[0]
    if isinstance(record, Promise):
        on_programs = any(step.stage in KINDS["programs"].ladder[1:] for step in record.steps)
        kind = "programs" if on_programs else "investments"
    return tuple(dict.fromkeys((*KINDS[kind].ladder, "changed", solution.stage)))


def _kinds_of_number(book: Book, solution: KindSolution) -> tuple[str, ...]:
    """The kinds of number that a sum, or a count of things, may be."""
    unit = book.figures[solution.proof[0]].unit
    kinds = OF_MONEY if book.units[unit].currency else OF_THINGS
    return tuple(dict.fromkeys((*kinds, solution.stage)))


def _days_around(book: Book, solution: DaySolution) -> list[Day]:
    """A day and up to three others, as exact, on which the same record had a step, in order."""
    right = solution.day

    def distance(day: Day) -> tuple[timedelta, str]:
        return abs(day.last - right.last), day.text

    steps = stepwise(book, solution.proof[0]).steps
    past = {step.date for step in steps if step.date and step.date.exactness == right.exactness}
    others = past - {right}
    near = sorted(others, key=distance)[:WRONG_ANSWERS]
    return sorted((right, *near), key=lambda day: (day.last, day.text))


# ---------------------------------------------------------------- values


def _figures_around(
    book: Book,
    question: Question,
    solution: ReadingSolution,
) -> list[Figure]:
    """Figures whose values are the wrong answers: no two say the same, and none what is right.

    They are those that an author names, or those of the same unit that are nearest in size.
    """
    addresses = question.distractors or _nearest(book, question, solution)
    different: dict[tuple[Decimal | None, ...], Figure] = {}
    for address in addresses:
        if address in book.figures:
            figure = book.figures[address]
            different.setdefault(numbers(current(figure)), figure)
    different.pop(numbers(solution.reading), None)
    wrong = list(different.values())
    return wrong if question.distractors else wrong[:WRONG_ANSWERS]


def _nearest(
    book: Book,
    question: Question,
    solution: ReadingSolution,
) -> list[Address]:
    """Figures of the same unit, the nearest in size first."""
    right = size(solution.reading)
    addresses = _of_the_topic(book, question, _of_the_same_unit(book, solution))
    by_distance = sorted(
        (_distance(size(current(book.figures[address])), right), address) for address in addresses
    )
    return [address for _, address in by_distance]


def _of_the_same_unit(book: Book, solution: ReadingSolution) -> list[Address]:
    """Figures of the unit of an answer that are not zero and not the answer."""
    found = []
    for address, figure in book.figures.items():
        is_other = figure.unit == solution.unit and address not in solution.proof
        if is_other and size(current(figure)):
            found.append(address)
    return found


def _of_the_topic(
    book: Book, question: Question, addresses: Sequence[Address]
) -> Sequence[Address]:
    """Those figures that are of the question's own topic, where they say enough; or else all."""
    of_topic = [address for address in addresses if topic_of(book, address) == question.topic]
    different = {numbers(current(book.figures[address])) for address in of_topic}
    return of_topic if len(different) > WRONG_ANSWERS else addresses


def _distance(number: Decimal, right: Decimal) -> Decimal:
    """How many times one number the other is; from zero or across it, how far apart they are."""
    if number * right <= 0:
        return abs(number - right)
    sizes = (abs(number), abs(right))
    return max(sizes) / min(sizes)
