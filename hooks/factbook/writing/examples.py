"""How a call is written, shown by what its author's own record holds."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from ..record.book import Book
from ..record.problems import nearest

Names = Callable[[Book], Iterable[str]]


def _programs(book: Book) -> Iterator[str]:
    return (f"programs/{id_}" for id_ in book.programs)


# What examples name, where the record that could hold it stands, and what to show without one.
MADE_UP: dict[str, tuple[Names, str]] = {
    "investments/lamp-fund#size": (lambda book: book.figures, "kind/id#figure"),
    "programs/lamp-contest": (lambda book: [*_programs(book), *book.addresses()], "kind/id"),
    "light-budget": (lambda book: book.charts, "chart-id"),
    "lumen": (lambda book: book.glossary, "term-id"),
    "ada-brightwater": (lambda book: book.people, "person-id"),
}
WORDS = re.compile(r', "[^"=]*"\)')  # those of an example fit what that names, and nothing else


def own_example(written: str, book: Book, given: Iterable[object] = ()) -> str:
    """An example with what is most like what a call was given, or else the first of its sort."""
    for name, (names, neutral) in MADE_UP.items():
        if f'"{name}"' in written:
            own = _own(list(names(book)), [one for one in given if isinstance(one, str)])
            return WORDS.sub(', "words")', written.replace(name, own or neutral))
    return written


def neutral_example(written: str) -> str:
    """An example that names nothing of any record."""
    for name, (_, neutral) in MADE_UP.items():
        if f'"{name}"' in written:
            return WORDS.sub(', "words")', written.replace(name, neutral))
    return written


def _own(known: Collection[str], given: Iterable[str]) -> str:
    return next(_candidates(known, given), "")


def _candidates(known: Collection[str], given: Iterable[str]) -> Iterator[str]:
    yield from filter(None, (nearest(one, known) for one in given))
    yield from known
