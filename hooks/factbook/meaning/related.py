"""What a chart draws -> the promises that it measures, and the questions that it answers."""

from collections.abc import Iterator

from ..record.book import Address, Book
from ..record.kinds import Chart
from ..record.references import named_records


def promises_of_chart(book: Book, chart: Chart) -> Iterator[Address]:
    """The promises whose number it draws, or which are about what it draws."""
    drawn = set(named_records(chart))
    for id_, promise in book.promises.items():
        target = promise.target.partition("#")[0] if promise.target else ""
        about = {target, f"programs/{promise.program}", f"investments/{promise.investment}"}
        if drawn & about:
            yield f"promises/{id_}"


def questions_of_chart(book: Book, chart: Chart) -> Iterator[Address]:
    """The questions that are answered from what it draws."""
    drawn = set(named_records(chart))
    for id_, question in book.questions.items():
        if drawn & set(named_records(question.answer)):
            yield f"questions/{id_}"
