"""The index of the search box as files: the names first, all else as a search needs it.

names.json is read with the first letter that is typed. It holds the names that matter most, and the
beginning of each further file: of names and words the fewest letters that tell its first word from
all in the files before it, of texts the number of its first text.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from ..meaning.wording import Wording
from ..record.kinds import FACETS_BESIDE_KINDS, KINDS
from ..writing.document import Document
from ..writing.escaping import compact_json
from ..writing.writer import Writer
from .material import Files, Material
from .search_entries import Entries
from .search_fold import fold
from .search_found import Found, Name, Words, name_of, of_records, words_of

FIRST = 100_000  # bytes of names.json, with the beginnings of the other files
ALL = 10**9  # in an edition each name stands once: it is read seldom, and kept for good
FILE = 18_000  # bytes of each further file of names, a name that has several words counted for each
WORDS = 8_000  # bytes of a file of words
TEXTS = 8_000  # bytes of texts in one file
TOO_MANY = 60  # a word that more entries share finds only the weightiest of them
FACETS = {name: kind.facet for name, kind in KINDS.items() if kind.facet} | FACETS_BESIDE_KINDS
WORDS_OF_BOX = {  # name in names.json -> interface word
    "count": "search-count",
    "none": "search-none",
    "nearest": "search-nearest",
    "browse": "search-browse",
    "all": "all",
    "also": "also-written",
}
Row = str  # as JSON
Places = dict[str, list[int]]  # word -> the places of the entries that it finds


def files(material: Material) -> Files:
    """The index of every language."""
    records = of_records(material)
    for language, writer in material.writers.items():
        of_language = [some[language] for some in records]
        yield from search_files(writer, material.documents, of_language)


def search_files(
    writer: Writer, documents: Mapping[str, Document], records: list[Found]
) -> Iterator[tuple[str, str]]:
    """The index of one language, by its paths."""
    say = writer.wording
    entries = Entries(writer)
    sections = list(entries.sections(documents.values()))
    names = [*map(name_of, sections), *chain.from_iterable(some.names for some in records)]
    names += chain.from_iterable(some.figures for some in records)
    texts = [words_of(section) for section in sections if section.text]
    texts += chain.from_iterable(some.summaries for some in records)
    nameless = {place: words for some in records for place, words in some.texts.items()}
    texts += (nameless[place] for place in entries.order_of_texts())
    head = {
        "words": _words_of_box(writer),
        "indexes": list(entries.indexes()),
        **_small_words(say),
    }
    first = FIRST if not writer.site.day else ALL
    for name, text in index_files(head, names, texts, first):
        yield f"search/{say.language}/{name}", text


def index_files(
    head: Mapping[str, object], names: list[Name], texts: list[Words], room: int = FIRST
) -> Iterator[tuple[str, str]]:
    """The files of an index, by their names; `head` is what names.json says besides.

    `room` is how many bytes of names stand in names.json.
    """
    first, name_starts, name_files = split_names(names, room)
    word_starts, word_files = split_words(texts)
    chunk_starts, chunks = split_texts(texts)
    names_file = {
        **head,
        "nameStarts": name_starts,
        "wordStarts": word_starts,
        "chunkStarts": chunk_starts,
        "count": len(texts),
        "names": [json.loads(row) for row in first],
    }
    yield "names.json", compact_json(names_file)
    yield from _numbered("names", map(_list, name_files))
    yield from _numbered("words", map(compact_json, word_files))
    yield from _numbered("texts", map(_list, chunks))


def _numbered(kind: str, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(files):
        yield f"{kind}-{place}.json", text


def _list(rows: list[Row]) -> str:
    return f"[{','.join(rows)}]"


def _words_of_box(writer: Writer) -> dict[str, object]:
    """What the search box says; in an edition also whose record it looks through."""
    book, say, day = writer.book, writer.wording, writer.site.day
    words: dict[str, object] = {name: say(word) for name, word in WORDS_OF_BOX.items()}
    if day:
        of_edition = say("edition-of", day=say.day(day))
        words |= {name: f"{of_edition} {words[name]}" for name in ("count", "none")}
    first = book.languages[book.first_language]
    words["foreign"] = say("only-in", language=first.name_in(say.language))
    words["kinds"] = {kind: say(f"kind.{kind}") for kind in sorted(FACETS, key=FACETS.__getitem__)}
    return words


def _small_words(say: Wording) -> dict[str, list[str]]:
    """The language's words that a search passes over, and what clings to others."""
    return {
        "ignored": list(map(fold, say("search.ignored").split())),
        "particles": list(map(fold, say("search.particles").split())),
        "asking": list(map(fold, say("search.asking").split())),
    }


# ---------------------------------------------------------------- names


def split_names(
    names: list[Name], room: int = FIRST
) -> tuple[list[Row], list[str], list[list[Row]]]:
    """The rows of names.json; for the other names the beginning and the rows of each file."""
    rows = [name.row for name in names]
    sizes = [len(row.encode()) for row in rows]
    order = sorted(range(len(names)), key=lambda place: _rank(names[place]))
    first = _read_first(order, sizes, room)

    def size_of(places: list[int]) -> int:
        return sum(sizes[place] for place in places)

    later = [place for place in order if place not in first]
    groups = list(_groups(_by_starts(names, later), size_of, FILE))
    first_rows = [rows[place] for place in sorted(first)]
    files = [_rows_of(group, rows) for group in groups]
    return first_rows, _beginnings(groups), files


def _rank(name: Name) -> tuple[bool, int]:
    """What is part of another comes after all that is not; what many records name comes first."""
    return bool(name.within), -name.weight


def _read_first(order: list[int], sizes: list[int], room: int) -> set[int]:
    """The places of the names that have room in names.json, beside the beginnings of all files."""
    room = max(room // 4, room - 2 * len(order))
    first = set()
    for place in order:
        room -= sizes[place]
        if room <= 0:
            break
        first.add(place)
    return first


def _by_starts(names: list[Name], places: list[int]) -> Places:
    """All that a search for these names may begin with.

    What shares each of its words with too many is found by the name of what it stands within.
    """
    by_start: Places = defaultdict(list)
    for place in places:
        for start in names[place].starts.split():
            by_start[start].append(place)
    found = {place for some in by_start.values() for place in some[:TOO_MANY]}
    for place in places:
        if place not in found:
            for word in names[place].within.split():
                by_start[word].append(place)
    return by_start


def _rows_of(group: Places, rows: list[Row]) -> list[Row]:
    """Each row that the words of a group find, once."""
    places = set().union(*group.values())
    return [rows[place] for place in sorted(places)]


# ---------------------------------------------------------------- words and texts


def split_words(texts: list[Words]) -> tuple[list[str], list[Places]]:
    """Files of words, each with the numbers of the texts that hold it, and their beginnings."""
    by_word: Places = defaultdict(list)
    for place, entry in enumerate(texts):
        for word in set(entry.words.split()):
            by_word[word].append(place)
    groups = list(_groups(by_word, lambda places: 24 + 5 * len(places), WORDS))
    return _beginnings(groups), groups


def split_texts(texts: list[Words]) -> tuple[list[int], list[list[Row]]]:
    """Files of texts in their order, and the number that each begins with."""
    begins: list[int] = []
    chunks: list[list[Row]] = []
    size = TEXTS
    for place, entry in enumerate(texts):
        if size >= TEXTS:
            begins.append(place)
            chunks.append([])
            size = 0
        chunks[-1].append(entry.row)
        size += len(entry.row.encode())
    return begins, chunks


# ---------------------------------------------------------------- files of neighbouring words


def _groups(
    places_of: Places,
    size_of: Callable[[list[int]], int],
    limit: int,
) -> Iterator[Places]:
    """Neighbouring words in groups of about one file."""
    group: Places = {}
    size = 0
    for word in sorted(places_of):
        places = places_of[word][:TOO_MANY]
        if group and size + size_of(places) > limit:
            yield group
            group = {}
            size = 0
        group[word] = places
        size += size_of(places)
    if group:
        yield group


def _beginnings(groups: list[Places]) -> list[str]:
    """For each group the few letters that tell its first word from all before it."""
    begins, last = [], ""
    for group in groups:
        begins.append(_fewest_letters(min(group), last))
        last = max(group)
    return begins


def _fewest_letters(word: str, before: str) -> str:
    """The fewest letters of a word that stand after another in the alphabet."""
    lengths = range(1, len(word) + 1)
    return next(word[:length] for length in lengths if word[:length] > before)
