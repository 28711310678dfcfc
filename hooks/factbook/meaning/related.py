"""A chart -> the promises that it measures, and the questions that are answered from it."""

from collections.abc import Iterator

from ..record.book import Address, Book
from ..record.references import named_records
from .figures import charts_about


def promises_of_chart(book: Book, chart: str) -> Iterator[Address]:
    """The promises whose pages lead to a chart."""
    for id_, promise in book.promises.items():
        if chart in charts_about(book, promise):
            yield f"promises/{id_}"


def questions_of_chart(book: Book, chart: str) -> Iterator[Address]:
    """The questions that are answered from what a chart draws."""
    drawn = set(named_records(book.charts[chart]))
    for id_, question in book.questions.items():
        if drawn.intersection(named_records(question.answer)):
            yield f"questions/{id_}"
