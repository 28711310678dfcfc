"""The questions for a class, by topic, and what is wrong with them."""

from collections.abc import Iterator

from ..record.book import Book
from ..record.kinds import Question
from ..record.problems import Problem
from ..record.references import named_addresses
from .addresses import folder_of
from .answers import Solution, solve
from .choices import days_around, values_around
from .figures import CannotCompute
from .fingerprints import mark


def topics(book: Book) -> list[str]:
    """The topics about which there are questions, in the Book's order."""
    asked = {question.topic for question in book.questions.values()}
    return [topic for topic in book.topics if topic in asked]


def about(book: Book, topic: str) -> dict[str, Question]:
    """The questions about a topic that the Book can answer, the easiest first."""
    found = {
        id_: question
        for id_, question in book.questions.items()
        if question.topic == topic and mark(book, id_)
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
        and not values_around(book, question, solution)
    ) or (solution.kind == "day" and len(days_around(book, solution)) < 2)
    return "there is nothing wrong to choose from; name figures in 'distractors'" if alone else ""


def changes_address(book: Book, address: str, language: str, topic: str) -> str:
    """Where a sheet's code leads: the present page about changed answers, told the edition of the sheet."""
    folder = folder_of(language, book)
    present = address.removesuffix(f"editions/{book.site.as_of}/")
    return f"{present}{folder}teach/changes/{topic}/?e={book.site.as_of}"
