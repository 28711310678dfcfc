"""The kinds of charts that a notebook draws again: their rows are bars of numbers."""

from ..record.book import Book

IN_NOTEBOOK = ("bars", "stage-bars", "columns")


def has_notebook(book: Book, id_: str) -> bool:
    """True for a chart whose rows a notebook draws again."""
    return book.charts[id_].kind in IN_NOTEBOOK
