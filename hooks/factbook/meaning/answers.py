"""The answer to a question of a class, computed from the record, and how it is written."""

from dataclasses import dataclass
from decimal import Decimal

from ..record.book import Address, Book
from ..record.kinds import Question, Reading, Step
from ..record.values import Day
from . import figures
from .addresses import has_own_page
from .figures import CannotCompute
from .wording import Wording


@dataclass(frozen=True)
class Solution:
    """The answer to a question, with what proves it."""

    kind: str  # reading, ratio, share, stage, day, which, truth
    value: Reading | Decimal | Day | str | bool
    proof: tuple[Address, ...]
    unit: str = ""
    step: str = ""


def solve(book: Book, question: Question) -> Solution:
    """The answer to a question, as the Book gives it; tells why where it gives none."""
    answer = question.answer
    if answer.figure:
        figure = figures.figure_at(book, answer.figure)
        return Solution("reading", figures.current(figure), (answer.figure,), figure.unit)
    if answer.ratio:
        return Solution("ratio", figures.ratio(book, *answer.ratio).value, answer.ratio)
    if answer.share:
        return Solution("share", figures.share(book, *answer.share).value, answer.share)
    if answer.compare:
        return _compared(book, question)
    if answer.stage_of:
        reached = figures.status(book.get(answer.stage_of).steps, book.site.as_of)
        own_page = has_own_page(answer.stage_of)  # on a shared one steps have no place
        return Solution(
            "stage",
            reached.stage,
            (answer.stage_of,),
            step=reached.step.anchor if reached.step and own_page else "",
        )
    step = _step(book, answer.date_of, answer.step)
    return Solution("day", step.when, (answer.date_of,), step=step.anchor)


def _compared(book: Book, question: Question) -> Solution:
    first, second = question.answer.compare
    difference = figures.ratio(book, first, second).value - 1
    if not difference:
        raise CannotCompute(
            f"'{first}' and '{second}' are the same, so neither is {question.answer.relation}"
        )
    is_so = (difference > 0) == (question.answer.relation == "more")
    if question.form == "truefalse":
        return Solution("truth", is_so, (first, second))
    return Solution("which", first if is_so else second, (first, second))


def _step(book: Book, address: Address, anchor: str) -> Step:
    steps = {step.anchor: step for step in book.get(address).steps}
    if anchor not in steps:
        raise CannotCompute(f"'{address}' has no step '{anchor}'; it has: {', '.join(steps)}")
    return steps[anchor]


def said(book: Book, solution: Solution, say: Wording) -> str:
    """An answer in words."""
    match solution.kind:
        case "reading":
            return say.reading(solution.value, book.units[solution.unit])
        case "ratio":
            return say("ratio", n=say.rounded(solution.value))
        case "share":
            return say("percent", n=say.rounded(solution.value))
        case "stage":
            return say(f"stage.{solution.value}")
        case "day":
            return say.day(solution.value)
        case "which":
            return say.text(book.figures[solution.value].label)
    return say("true" if solution.value else "false")


def accepted(book: Book, solution: Solution, say: Wording) -> list[str]:
    """All ways to write the answer to a question for a number that count as right."""
    number = solution.value.value if solution.kind == "reading" else solution.value
    if solution.kind != "reading":
        bare = say.rounded(number)
        return list(dict.fromkeys((said(book, solution, say), bare, bare.replace(",", ""))))
    unit = book.units[solution.unit]
    ways = (
        said(book, solution, say),
        say.quantity(number, unit),
        say.number(number),
        say.plain_number(number),
        f"{number:f}",
    )
    return list(dict.fromkeys(way.replace("\xa0", " ") for way in ways))


def numbers(reading: Reading) -> tuple:
    return reading.value, reading.low, reading.high
