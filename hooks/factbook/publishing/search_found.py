"""What a reader may find, as the index holds it; that of records is kept between builds."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..record.kinds import KINDS
from ..writing.escaping import compact_json
from .material import Material
from .search_entries import Entries, Entry
from .search_fold import fold, starts

MANY = 200  # records that are kept together: an edit of one leaves most others as they are
# A chart stands behind all that is named in the record itself.
IN_ORDER = (*(kind for kind in KINDS if kind != "charts"), "charts")


class Name(NamedTuple):
    """What is found by its name."""

    row: str  # as JSON
    starts: str  # all that a search for it may begin with, between spaces
    within: str  # the words of what it stands within
    weight: int


class Words(NamedTuple):
    """What is found by the words of its text."""

    row: str  # as JSON
    words: str  # those, folded


class Found(NamedTuple):
    """What is found of some records in one language."""

    names: list[Name]
    summaries: list[Words]  # of what has a name
    figures: list[Name]
    texts: dict[str, Words]  # what has no name, by its place


CLASSES = {__name__: {"Name", "Words", "Found"}}
ByLanguage = dict[str, Found]


def of_records(material: Material) -> list[ByLanguage]:
    """What is found of all records, in their order: as it was made last, where that would be so."""
    return [
        _kept(material, kind, number, ids)
        for kind in IN_ORDER
        for number, ids in enumerate(_parted(material, kind))
    ]


def _parted(
    material: Material,
    kind: str,
) -> Iterator[tuple[str, ...]]:
    """The ids of a kind, as many as are kept together."""
    ids = iter(material.book.records[kind])
    while some := tuple(islice(ids, MANY)):
        yield some


def _kept(
    material: Material,
    kind: str,
    number: int,
    ids: tuple[str, ...],
) -> ByLanguage:
    def make() -> ByLanguage:
        return {
            language: _found(Entries(writer), kind, ids)
            for language, writer in material.writers.items()
        }

    found, _ = material.keeping.get_or_make(f"{kind}-{number}.found", ids, make)
    return found


def _found(
    entries: Entries,
    kind: str,
    ids: tuple[str, ...],
) -> Found:
    found = Found([], [], [], {})
    for id_ in ids:
        for entry in entries.names(kind, id_):
            found.names.append(name_of(entry))
            found.summaries.extend([words_of(entry)] if entry.text else [])
        found.figures.extend(map(name_of, entries.figures(kind, id_)))
        found.texts.update((place, words_of(entry)) for place, entry in entries.texts(kind, id_))
    return found


def name_of(entry: Entry) -> Name:
    """An entry as what is found by its name."""
    row = compact_json(entry.row())
    return Name(row, " ".join(sorted(_starts_of(entry))), fold(entry.within), entry.weight)


def _starts_of(entry: Entry) -> set[str]:
    """Where a name stands: figures and sections, which are many, by their words alone."""
    beginnings: set[str] = set()
    for key in (entry.title, *entry.keys):
        folded = fold(key)
        beginnings.update(folded.split() if entry.within else starts(folded))
    return beginnings


def words_of(entry: Entry) -> Words:
    """An entry as what is found by the words of its text."""
    row = compact_json([*entry.row()[:7], entry.text])
    return Words(row, fold(f"{entry.title} {entry.within} {entry.text}"))
