"""The index of the search box as files: the names first, all else as a search needs it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import accumulate

from ..meaning.wording import Wording
from ..record.book import Book
from ..writing.writer import Writer
from .search_entries import Entries, Entry
from .search_fold import fold, starts

FIRST = 100_000  # bytes of what is read first; the other names are split by the beginnings of words
FILE = 18_000  # bytes of each further file of names, a name that has several words counted for each
WORDS = 8_000  # bytes of a file of words
TEXTS = 8_000  # bytes of texts in one file
FACETS = (
    "people",
    "organizations",
    "programs",
    "investments",
    "promises",
    "figures",
    "indicators",
    "charts",
    "glossary",
    "pages",
    "events",
    "positions",
    "claims",
    "absences",
    "sources",
)
TOO_MANY = 60  # a word that more entries share finds only the weightiest of them


def search_files(
    book: Book, writer: Writer, pages: dict[str, tuple[str, str]], exists: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The index of one language: names.json is read first, the others as a search needs them."""
    entries, say = Entries(book, writer, exists), writer.wording
    names = list(entries.names(pages))
    head = {"words": _words_of(say), "indexes": list(entries.indexes()), **_clinging(say)}
    yield from (
        (f"search/{say.language}/{name}", text)
        for name, text in index_files(head, names, list(entries.texts(names)))
    )


def index_files(head: dict, names: list[Entry], texts: list[Entry]) -> Iterator[tuple[str, str]]:
    """The files of an index; `head` is what the first one says besides."""
    first, name_starts, name_files = split_names(names)
    word_starts, word_files = split_words(texts)
    chunk_starts, chunks = split_texts(texts)
    starts = {"nameStarts": name_starts, "wordStarts": word_starts, "chunkStarts": chunk_starts}
    yield "names.json", _compact({**head, **starts, "count": len(texts), "names": first})
    for kind, files in (("names", name_files), ("words", word_files), ("texts", chunks)):
        yield from ((f"{kind}-{place}.json", _compact(rows)) for place, rows in enumerate(files))


def _clinging(say: Wording) -> dict[str, list[str]]:
    """The language's words that a search passes over, and those that cling to others."""
    return {
        name: [fold(word) for word in say(f"search.{name}").split()]
        for name in ("ignored", "particles")
    }


def _words_of(say: Wording) -> dict:
    """What the search box says."""
    told = {
        "count": "search-count",
        "none": "search-none",
        "nearest": "search-nearest",
        "browse": "search-browse",
        "all": "all",
        "also": "also-written",
        "foreign": "english-only",
    }
    return {name: say(word) for name, word in told.items()} | {
        "kinds": {kind: say(f"kind.{kind}") for kind in FACETS}
    }


def split_names(names: list[Entry]) -> tuple[list, list[str], list[list]]:
    """The rows to read first; and for what is part of another, and what a larger record names, the beginning and the rows of each file."""
    order = sorted(
        range(len(names)),
        key=lambda place: (bool(names[place].within), -names[place].weight, place),
    )
    rows = [name.row() for name in names]
    sizes = [len(_compact(row).encode()) for row in rows]
    room = max(
        FIRST // 4, FIRST - 2 * len(names)
    )  # the first file also says how all the others begin
    first = {
        place
        for place, size in zip(order, accumulate(map(sizes.__getitem__, order)))
        if size < room
    }
    found: dict[str, list[int]] = defaultdict(list)
    for place in order:
        for start in () if place in first else _starts_of(names[place]):
            found[start].append(place)
    groups = list(
        _ranges(
            {start: places[:TOO_MANY] for start, places in found.items()},
            lambda places: sum(map(sizes.__getitem__, places)),
            FILE,
        )
    )
    return (
        [rows[place] for place in sorted(first)],
        _begins(groups),
        [[rows[place] for place in sorted(set().union(*group.values()))] for group in groups],
    )


def _starts_of(name: Entry) -> set[str]:
    """Where a name stands among the files: figures and sections, which are many, by their words alone."""
    keys = [fold(key) for key in (name.title, *name.keys)]
    return {start for key in keys for start in (key.split() if name.within else starts(key))}


def split_words(texts: list[Entry]) -> tuple[list[str], list[dict]]:
    """Files of words, each with the numbers of the texts that hold it, and the beginning of each file."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(texts):
        for word in set(fold(f"{entry.title} {entry.within} {entry.text}").split()):
            found[word].append(place)
    groups = list(
        _ranges(
            {word: places[:TOO_MANY] for word, places in found.items()},
            lambda places: 24 + 5 * len(places),
            WORDS,
        )
    )
    return _begins(groups), groups


def split_texts(texts: list[Entry]) -> tuple[list[int], list[list]]:
    """Files of texts in their order, and the number that each begins with."""
    chunks: list[list] = []
    begins, size = [], TEXTS
    for place, entry in enumerate(texts):
        row = [*entry.row()[:7], entry.text]
        if size >= TEXTS:
            begins, size, chunks = [*begins, place], 0, [*chunks, []]
        size += len(_compact(row).encode())
        chunks[-1].append(row)
    return begins, chunks


def _ranges(
    found: dict[str, list[int]], cost: Callable[[list[int]], int], limit: int
) -> Iterator[dict[str, list[int]]]:
    """Neighbouring words in groups of about one file."""
    group, size = {}, 0
    for word in sorted(found):
        if group and size + cost(found[word]) > limit:
            yield group
            group, size = {}, 0
        group[word] = found[word]
        size += cost(found[word])
    if group:
        yield group


def _begins(groups: list[dict[str, list[int]]]) -> list[str]:
    """For each group the few letters that tell its first word from all before it."""
    lasts = ["", *map(max, groups)]
    return [
        next(word[:length] for length in range(1, len(word) + 1) if word[:length] > last)
        for word, last in zip(map(min, groups), lasts)
    ]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
