"""The answer to a question for a class, computed from the record, and its words."""

from dataclasses import dataclass, field
from typing import cast

from ..record.book import Address, Book
from ..record.kinds import Answer, Question, Reading, Step, Stepwise
from ..record.values import Day
from . import figures
from .addresses import has_own_page
from .figures import CannotCompute, Computed, StageNamed
from .wording import Wording

# ---------------------------------------------------------------- what an answer can be


@dataclass(frozen=True)
class Solution:
    """The answer to a question, with the addresses of what proves it."""

    proof: tuple[Address, ...]
    step: str = field(default="", kw_only=True)  # the anchor of the step that proves it


@dataclass(frozen=True)
class ReadingSolution(Solution):
    """A reading of a figure."""

    reading: Reading
    unit: str


@dataclass(frozen=True)
class NumberSolution(Solution):
    """A ratio or a share of two figures."""

    computed: Computed


@dataclass(frozen=True)
class StageSolution(Solution):
    """The stage that a record has reached."""

    stage: str


@dataclass(frozen=True)
class KindSolution(Solution):
    """The stage of the present reading of a figure: what kind of number it is."""

    stage: str


@dataclass(frozen=True)
class DaySolution(Solution):
    """The day of a step."""

    day: Day


@dataclass(frozen=True)
class FigureSolution(Solution):
    """One of two figures: the one that is more, or less, than the other."""

    address: Address


@dataclass(frozen=True)
class TruthSolution(Solution):
    """Whether a statement about two figures is true."""

    is_so: bool


# ---------------------------------------------------------------- what an answer is


def solve(book: Book, question: Question) -> Solution:
    """The answer to a question, as the Book gives it; CannotCompute where it gives none."""
    answer = question.answer
    stage = _stage_named(answer)
    if answer.figure:
        return _reading(book, answer.figure, stage)
    if answer.ratio:
        return NumberSolution(answer.ratio, figures.ratio(book, *answer.ratio, stage=stage))
    if answer.share:
        return NumberSolution(answer.share, figures.share(book, *answer.share, stage=stage))
    if answer.compare:
        return _comparison(book, question)
    if answer.stage_of:
        return _stage(book, answer.stage_of)
    if answer.kind_of:
        reading = figures.current(figures.figure_at(book, answer.kind_of))
        return KindSolution((answer.kind_of,), reading.stage)
    assert answer.date_of and answer.step  # a rule holds that an answer has one of these
    return _day(book, answer.date_of, answer.step)


def _stage_named(answer: Answer) -> StageNamed:
    """The stage that an answer names: one for all of its figures, or one for each."""
    return answer.stage[0] if len(answer.stage) == 1 else answer.stage or None


def _reading(book: Book, address: Address, stage: StageNamed) -> ReadingSolution:
    """The reading of a figure that is asked for."""
    unit = figures.figure_at(book, address).unit
    return ReadingSolution((address,), figures.said(book, [address], stage)[address], unit)


def _comparison(book: Book, question: Question) -> FigureSolution | TruthSolution:
    """Which of two figures is more or less; for a statement, whether it is true."""
    relation = question.answer.relation
    first, second = question.answer.compare
    difference = figures.difference(book, first, second, _stage_named(question.answer))
    if not difference:
        raise CannotCompute(
            f"'{first}' and '{second}' are the same, or meet, so neither is {relation}"
        )
    is_so = (difference > 0) == (relation == "more")
    if question.form == "truefalse":
        return TruthSolution((first, second), is_so)
    return FigureSolution((first, second), first if is_so else second)


def _stage(book: Book, address: Address) -> StageSolution:
    """The stage that a record has reached, with the step that proves it."""
    status = figures.status(stepwise(book, address).steps, book.site.as_of)
    if status.step and has_own_page(address):  # on a shared page steps have no place
        return StageSolution((address,), status.stage, step=status.step.anchor)
    return StageSolution((address,), status.stage)


def _day(book: Book, address: Address, anchor: str) -> DaySolution:
    """The day of a step."""
    step = _step(book, address, anchor)
    return DaySolution((address,), step.when, step=step.anchor)


def _step(book: Book, address: Address, anchor: str) -> Step:
    """The step of a record by its anchor; CannotCompute where it has none such."""
    steps = {step.anchor: step for step in stepwise(book, address).steps}
    if anchor not in steps:
        raise CannotCompute(f"'{address}' has no step '{anchor}'; it has: {', '.join(steps)}")
    return steps[anchor]


def stepwise(book: Book, address: Address) -> Stepwise:
    """The record that a question about steps names; a rule holds that it has some."""
    return cast(Stepwise, book.get(address))


# ---------------------------------------------------------------- how an answer is written


def in_words(book: Book, solution: Solution, say: Wording) -> str:
    """An answer in words."""
    match solution:
        case ReadingSolution(reading=reading, unit=unit):
            return say.reading(reading, book.units[unit])
        case NumberSolution(computed=computed):
            return say.computed(computed)
        case StageSolution(stage=stage, proof=proof):
            return say.stage(stage, stepwise(book, proof[0]).sort)
        case KindSolution(stage=stage):
            return say.stage(stage)
        case DaySolution(day=day):
            return say.day(day)
        case FigureSolution(address=address):
            return say.text(book.figures[address].label)
        case TruthSolution(is_so=is_so):
            return say("true" if is_so else "false")
    raise TypeError(solution)
