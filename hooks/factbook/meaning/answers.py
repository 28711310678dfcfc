"""Questions for a class: answers computed from the record, wrong answers beside them, and marks that tell when one changed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import segno

from ..record.book import Address, Book
from ..record.editions import known_by
from ..record.kinds import KINDS, Promise, Question, Reading, Step
from ..record.problems import Problem
from ..record.references import named_addresses, references
from ..record.values import Day
from . import figures
from .addresses import folder_of, has_own_page
from .figures import CannotCompute
from .wording import Wording

WRONG_ANSWERS = 3


@dataclass(frozen=True)
class Solution:
    """The answer to a question, with what proves it."""

    kind: str  # reading, ratio, share, stage, day, which, truth
    value: Reading | Decimal | Day | str | bool
    proof: tuple[Address, ...]
    unit: str = ""
    step: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer to choose from."""

    words: str
    right: bool


# ---------------------------------------------------------------- answers


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


# ---------------------------------------------------------------- answers to choose from


def choices(book: Book, question: Question, say: Wording) -> list[Choice]:
    """The answers to choose from, in an order that does not give the right one away."""
    solution = solve(book, question)
    right = said(book, solution, say)
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
            yield from (say.day(day) for day in _days_around(book, solution))
        case "reading":
            readings = [(solution.value, solution.unit), *_values_around(book, question, solution)]
            yield from (
                say.reading(*pair)
                for pair in sorted(
                    ((reading, book.units[unit]) for reading, unit in readings),
                    key=lambda pair: _size(pair[0]),
                )
            )
        case _:
            yield said(book, solution, say)


def _ladder(book: Book, solution: Solution) -> tuple[str, ...]:
    """The ladder on which a stage stands; a stage beside it comes last."""
    address = solution.proof[0]
    record = book.get(address)
    kind = address.partition("/")[0]
    if isinstance(record, Promise):
        on_programs = any(step.stage in KINDS["programs"].ladder[1:] for step in record.steps)
        kind = "programs" if on_programs else "investments"
    return tuple(dict.fromkeys((*KINDS[kind].ladder, solution.value)))


def _days_around(book: Book, solution: Solution) -> list[Day]:
    """A day and up to three others on which the same record has a step, in order."""
    others = {step.when for step in book.get(solution.proof[0]).steps} - {solution.value}
    near = sorted(others, key=lambda day: (abs((day.last - solution.value.last).days), day.text))[
        :WRONG_ANSWERS
    ]
    return sorted((solution.value, *near), key=lambda day: (day.last, day.text))


def _values_around(book: Book, question: Question, solution: Solution) -> list[tuple[Reading, str]]:
    """The values of the figures that an author names as wrong, or of those of the same unit that are nearest in size."""
    named = question.distractors or sorted(
        _same_unit(book, question, solution), key=lambda address: _distance(book, address, solution)
    )
    found: dict[tuple, tuple[Reading, str]] = {}
    for address in named:
        figure = book.figures.get(address)
        if figure and _numbers(figures.current(figure)) != _numbers(solution.value):
            found.setdefault(
                _numbers(figures.current(figure)), (figures.current(figure), figure.unit)
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
    different = {_numbers(figures.current(book.figures[address])) for address in of_topic}
    return of_topic if len(different) > WRONG_ANSWERS else of_unit


def _distance(book: Book, address: Address, solution: Solution) -> tuple:
    size, right = _size(figures.current(book.figures[address])), _size(solution.value)
    return max(size, right) / min(size, right) if right else size, address


def _size(reading: Reading) -> Decimal:
    return reading.value if reading.value is not None else reading.low


def _numbers(reading: Reading) -> tuple:
    return reading.value, reading.low, reading.high


# ---------------------------------------------------------------- whether an answer has changed


def fingerprint(solution: Solution) -> str:
    """Six letters and digits that change when the answer does, and not when only its wording does."""
    value = solution.value
    if solution.kind == "reading":
        value = (
            *(f"{number:f}" if number is not None else "" for number in _numbers(value)),
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
    return History(days, {id_: tuple(_mark(then, id_) for then in books) for id_ in book.questions})


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


def _mark(book: Book, id_: str) -> str | None:
    try:
        return fingerprint(solve(book, book.questions[id_])) if id_ in book.questions else None
    except CannotCompute:
        return None


# ---------------------------------------------------------------- sets of questions


def topics(book: Book) -> list[str]:
    """The topics about which there are questions, in the Book's order."""
    asked = {question.topic for question in book.questions.values()}
    return [topic for topic in book.topics if topic in asked]


def about(book: Book, topic: str) -> dict[str, Question]:
    """The questions about a topic that the Book can answer, the easiest first."""
    found = {
        id_: question
        for id_, question in book.questions.items()
        if question.topic == topic and _mark(book, id_)
    }
    return dict(sorted(found.items(), key=lambda item: item[1].level))


def wrong_questions(book: Book) -> Iterator[Problem]:
    """Each question that the Book cannot answer, or whose answer stands alone where there should be a choice."""
    for id_, question in book.questions.items():
        if any(book.get(named) is None for _, named in named_addresses(question.answer)):
            continue  # told as a reference that leads nowhere
        try:
            message = _unfit(book, question, solve(book, question))
        except CannotCompute as error:
            message = str(error)
        if message:
            yield Problem(*book.place(f"questions/{id_}", "answer"), message)


def _unfit(book: Book, question: Question, solution: Solution) -> str:
    if question.form == "number" and solution.kind == "reading" and solution.value.value is None:
        return "this figure is a range; ask for it with 'form: choice'"
    alone = (
        solution.kind == "reading"
        and question.form == "choice"
        and not _values_around(book, question, solution)
    ) or (solution.kind == "day" and len(_days_around(book, solution)) < 2)
    return "there is nothing wrong to choose from; name figures in 'distractors'" if alone else ""


def changes_address(book: Book, address: str, language: str, topic: str) -> str:
    """Where a sheet's code leads: the present page about changed answers, told the edition of the sheet."""
    folder = folder_of(language, book)
    present = address.removesuffix(f"editions/{book.site.as_of}/")
    return f"{present}{folder}teach/changes/{topic}/?e={book.site.as_of}"


def qr_code(url: str) -> str:
    """An address as a drawing that a telephone reads; the mask is given, for trying all eight takes long."""
    return segno.make_qr(url, error="m", mask=0).svg_inline(
        omitsize=True, border=2, dark="#000", light="#fff", title=url
    )
