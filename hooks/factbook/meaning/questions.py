"""The questions for a class, topic by topic, and what is wrong with them."""

from collections.abc import Iterator

from ..record.book import Book
from ..record.kinds import Question, Task
from ..record.problems import Problem
from ..record.references import named_addresses
from .answers import ReadingSolution, Solution, solve, stepwise
from .choices import is_alone
from .figures import CannotCompute, open_stages
from .fingerprints import mark


def topics(book: Book) -> list[str]:
    """The topics about which there are questions, in the Book's order."""
    found = {question.topic for question in book.questions.values()}
    return [topic for topic in book.topics if topic in found]


def about(book: Book, topic: str) -> dict[str, Question]:
    """The questions about a topic that the Book can answer, the easiest first."""
    found = []
    for id_, question in book.questions.items():
        if question.topic == topic and mark(book, id_):
            found.append((id_, question))
    return dict(sorted(found, key=lambda pair: pair[1].level))


def tasks_about(book: Book, topic: str) -> dict[str, Task]:
    """The open questions about a topic."""
    return {id_: task for id_, task in book.tasks.items() if task.topic == topic}


def on_sheet(book: Book, topic: str) -> int:
    """How many questions the sheet of a topic has, the open ones too."""
    return len(about(book, topic)) + len(tasks_about(book, topic))


def changes_address(book: Book, address: str, language: str, topic: str) -> str:
    """Where a sheet's code leads: the present page about changed answers of a topic.

    `address` is that of the site or of its edition; the page is told the edition of the sheet.
    """
    folder = book.languages[language].folder
    present = _present(book, address)
    return f"{present}{folder}teach/changes/{topic}/?e={book.site.as_of}"


def edition_address(book: Book, address: str) -> str:
    """Where the edition of the Book's day stands, today and later; `address` as above."""
    return f"{_present(book, address)}editions/{book.site.as_of}/"


def _present(book: Book, address: str) -> str:
    """Where the present site stands, seen from it or from its edition."""
    return address.removesuffix(f"editions/{book.site.as_of}/")


# ---------------------------------------------------------------- what is wrong


def wrong_questions(book: Book) -> Iterator[Problem]:
    """Each question that the Book cannot answer, or whose answer stands alone among choices."""
    for id_, question in book.questions.items():
        if book.may_be_broken(f"questions/{id_}") or _names_nothing(book, question):
            continue  # told as a reference that leads nowhere, or by a rule
        field, message = _fault(book, question)
        open_ = () if question.answer.stage else question.answer.read
        for said in (message, *open_stages(book, open_, "stage: [{}]")):
            if said:
                yield Problem(*book.place(f"questions/{id_}", field), said)


def _names_nothing(book: Book, question: Question) -> bool:
    """True where the answer of a question names a record or figure that is not there or broken."""
    named = [address for _, address in named_addresses(question.answer)]
    return any(book.get(address) is None or book.may_be_broken(address) for address in named)


def _fault(book: Book, question: Question) -> tuple[str, str]:
    """The field of a question that is wrong, and what is wrong with it; '' where nothing is."""
    try:
        solution = solve(book, question)
    except CannotCompute as error:
        return "answer", str(error)
    if question.form == "number" and _is_range(solution):
        return "answer", "this figure is a range; ask for it with 'form: choice'"
    if isinstance(solution, ReadingSolution) and (
        wrong := _fault_of_distractors(book, question, solution)
    ):
        return "distractors", wrong
    # What is wrong elsewhere may be the other answers.
    is_known = not book.broken and all(map(book.knows, question.distractors))
    if question.form == "choice" and is_known and is_alone(book, question, solution):
        return "answer", _why_alone(book, question)
    return "answer", ""


def _why_alone(book: Book, question: Question) -> str:
    """What is said of an answer that the record has nothing wrong to set beside.

    Days are those of the same record's other steps: no author can name others.
    """
    answer = question.answer
    if not answer.date_of:
        other = "others" if question.distractors else "figures"
        return f"there is nothing wrong to choose from; name {other} in 'distractors'"
    steps = {step.anchor: step for step in stepwise(book, answer.date_of).steps}
    if steps[str(answer.step)].planned:
        return f"'{answer.step}' is planned and has no day yet; name a step that has come"
    return (
        f"'{answer.date_of}' has no other step on a day as exact, so there is nothing wrong to "
        "choose from; ask about another record"
    )


def _fault_of_distractors(
    book: Book,
    question: Question,
    solution: ReadingSolution,
) -> str:
    """What is wrong with the wrong answers that an author names."""
    for address in question.distractors:
        if book.get(address) is None or book.may_be_broken(address):
            continue  # told as an address that leads nowhere, or by a rule
        if address not in book.figures:
            return f"'{address}' is no figure; a figure is written kind/id#figure"
        if address in solution.proof:
            return f"'{address}' is the right answer; leave it out of 'distractors'"
        if book.figures[address].unit != solution.unit:
            return f"'{address}' is not in {solution.unit}, so the answer shows; name another"
    return ""


def _is_range(solution: Solution) -> bool:
    """True where an answer is no single number."""
    return isinstance(solution, ReadingSolution) and solution.reading.value is None
