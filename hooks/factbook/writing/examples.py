"""How a call is written, shown by what its author's own record holds."""

import re
from collections.abc import Iterable, Iterator

from ..record.book import Book
from ..record.problems import nearest

# What examples name, and what is shown where the record holds nothing of the sort.
NEUTRAL = {
    "investments/lamp-fund#size": "kind/id#figure",
    "programs/lamp-contest": "kind/id",
    "light-budget": "chart-id",
    "lumen": "term-id",
    "ada-brightwater": "person-id",
}
WORDS = re.compile(r', "[^"=]*"\)')  # those of an example fit what that names, and nothing else


def own_example(
    written: str,
    book: Book,
    given: Iterable[object] = (),
) -> str:
    """An example with what is most like what a call was given, or else the first of its sort."""
    made_up = _made_up(written)
    if not made_up:
        return written
    known = list(_of_its_sort(made_up, book))
    words = filter(_is_text, given)
    near = (nearest(str(one), known) for one in words)
    own = next(filter(None, near), "")
    first = next(iter(known), NEUTRAL[made_up])
    return _with_name(written, own or first)


def neutral_example(written: str) -> str:
    """An example that names nothing of any record."""
    made_up = _made_up(written)
    return _with_name(written, NEUTRAL[made_up]) if made_up else written


def _made_up(written: str) -> str:
    """What of the made-up record an example names; nothing where it names none."""
    named = (name for name in NEUTRAL if f'"{name}"' in written)
    return next(named, "")


def _of_its_sort(
    made_up: str,
    book: Book,
) -> Iterator[str]:
    """All that the author's record has of the sort, what is shown first at its head."""
    match NEUTRAL[made_up]:
        case "kind/id#figure":
            yield from book.figures
        case "kind/id":
            yield from (f"programs/{id_}" for id_ in book.programs)
            yield from book.addresses()
        case "chart-id":
            yield from book.charts
        case "term-id":
            yield from book.glossary
        case _:
            yield from book.people


def _with_name(
    written: str,
    name: str,
) -> str:
    example = written.replace(_made_up(written), name)
    return WORDS.sub(', "words")', example)


def _is_text(given: object) -> bool:
    return isinstance(given, str)
