"""What a change changes: figures, steps, texts, prose and addresses of two Books, before and after, in words."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..meaning.figures import current
from ..meaning.wording import Wording
from ..record.book import Book
from ..record.kinds import Figure, Step
from ..record.rules import parts
from ..record.values import Record, Text
from ..writing.ledger import addresses_of_records

SORTS = {
    "figures": "Figures",
    "steps": "Steps",
    "records": "Records",
    "texts": "Texts of the record",
    "prose": "Prose",
    "addresses": "Addresses",
}


@dataclass(frozen=True)
class Difference:
    """One thing that was added, revised or removed, with its words before and after."""

    sort: str
    where: str
    before: str = ""
    after: str = ""

    @property
    def verb(self) -> str:
        return "revised" if self.before and self.after else "added" if self.after else "removed"


@dataclass(frozen=True)
class Side:
    """The record and the prose at one commit."""

    book: Book
    prose: Mapping[str, str]


def differences(before: Side, after: Side, say: Wording) -> list[Difference]:
    """Everything that differs, sort by sort, each in the order of its addresses."""
    told: dict[str, Callable[[Side], dict[str, str]]] = {
        "figures": lambda side: _figures(side.book, say),
        "steps": lambda side: _steps(side.book, say),
        "records": lambda side: dict.fromkeys(side.book.addresses(), "there"),
        "texts": lambda side: dict(_texts(side.book)),
        "addresses": lambda side: dict.fromkeys(addresses_of_records(side.book), "there"),
    }
    found = [
        difference
        for sort, tell in told.items()
        for difference in _compare(sort, tell(before), tell(after))
    ]
    return sorted(
        [*found, *_prose(before.prose, after.prose)],
        key=lambda difference: list(SORTS).index(difference.sort),
    )


def _compare(sort: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for where in sorted({*before, *after}):
        if before.get(where) != after.get(where):
            yield Difference(sort, where, before.get(where, ""), after.get(where, ""))


# ---------------------------------------------------------------- what is told of one side


def _figures(book: Book, say: Wording) -> dict[str, str]:
    return {
        address: _figure(book, figure, say)
        for address, figure in book.figures.items()
        if figure.unit in book.units
    }


def _figure(book: Book, figure: Figure, say: Wording) -> str:
    """The present reading in words, and how many stand before it."""
    reading = current(figure)
    disputed = (
        f", disputed by {', '.join(id_ for dispute in reading.disputed_by for id_ in dispute.sources)}"
        if reading.disputed_by
        else ""
    )
    earlier = f"; {len(figure.readings) - 1} earlier" if len(figure.readings) > 1 else ""
    return (
        f"{say.reading(reading, book.units[figure.unit])} ({say(f'stage.{reading.stage}')} as of {reading.as_of}, "
        f"{', '.join(reading.sources)}{disputed}{earlier})"
    )


def _steps(book: Book, say: Wording) -> dict[str, str]:
    return {
        f"{address}#{step.anchor}": f"{'due ' if step.due else ''}{step.when} {say(f'stage.{step.stage}')}: {step.what.in_(say.language)} ({', '.join(step.sources)})"
        for address in book.addresses()
        for step in getattr(book.get(address), "steps", ())
    }


def _texts(book: Book) -> Iterator[tuple[str, str]]:
    """Every text of the record but those of steps, which are told of by themselves."""
    for address in book.addresses():
        record: Record = book.get(address)
        for path, part in parts(record):
            if isinstance(part, Text) and not (
                "steps" in path and path[-1] == "what" and isinstance(record.steps[path[1]], Step)
            ):
                for language, words in part.others(""):
                    yield f"{address} {'.'.join(map(str, path))} ({language})", words


# ---------------------------------------------------------------- prose


def _prose(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for page in sorted({*before, *after}):
        if before.get(page) != after.get(page):
            yield from _sentences(page, _split(before.get(page, "")), _split(after.get(page, "")))


def _split(text: str) -> list[str]:
    return [
        sentence.strip()
        for sentence in re.split(r"\n+|(?<=[.?!]) +(?=[A-Z{*\[])", text)
        if sentence.strip()
    ]


def _sentences(page: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    """The sentences that differ; a run of them is one difference."""
    for sort, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if sort != "equal":
            yield Difference(
                "prose", f"docs/{page}", " ".join(old[start:end]), " ".join(new[new_start:new_end])
            )
