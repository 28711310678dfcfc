"""An earlier edition: the record as it stood, in its own names, and no sentence written since.

Its pages stand where those of today stand. Of a page of docs/ it keeps the boards and charts,
which are made from the record, and none of the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..drawing.charts import plain_subtitle, plain_title, undrawable
from ..meaning.addresses import language_of, page_url
from ..meaning.wording import Wording
from ..record.book import Book, Records
from ..record.editions import known_by, without, without_hindsight
from ..record.kinds import Chart, Stepwise
from ..record.values import Day, Record, Text
from .prose import WrittenBlock, WrittenPage
from .syntax import Call, split

# The parts that show the record itself, each with the interface word for a page of it.
BOARDS = {
    "promises": "kind.promises",
    "timeline": "timeline",
    "changes": "what-changed",
    "by-topic": "kind.{kind}",
    "by-kind": "kind.organizations",
    "people-list": "kind.people",
    "gallery": "kind.charts",
    "sources-all": "kind.sources",
    "absences": "kind.absences",
    "data-packages": "data",
    "data-files": "data",
    "data-terms": "data",
    "data-dictionary": "data-dictionary",
}
# Those that show figures and states of some records; no page is made for them alone.
BESIDE_BOARDS = {"key-figures", "topic-records", "minister"}


@dataclass(frozen=True)
class EditionPage:
    """A page of docs/ as an earlier edition has it."""

    path: str
    title: str
    topic: str  # the id of the topic that it is about, or ""
    is_home: bool
    blocks: tuple[Call, ...]  # the boards and charts on it


def edition_book(book: Book, day: Day, wordings: Mapping[str, Wording]) -> Book:
    """The Book of an earlier day, with those charts that can be drawn, in plain words."""
    then = without_hindsight(known_by(book, day))
    first = wordings[book.first_language]
    then = without(then, {f"charts/{id_}" for id_ in undrawable(then, first)})
    left_out = Text(**{code: say("told-later") for code, say in wordings.items()})
    records: Records = {}
    for kind, of_kind in then.records.items():
        records[kind] = {
            id_: _in_words(then, it, left_out, wordings) for id_, it in of_kind.items()
        }
    return replace(then, records=records)


def _in_words(
    book: Book, record: Record, left_out: Text, wordings: Mapping[str, Wording]
) -> Record:
    """A record that says in words of that day what was put into later ones."""
    if isinstance(record, Chart):
        return _in_plain_words(book, record, wordings)
    if isinstance(record, Stepwise):
        return _with_words(record, left_out)
    return record


def _with_words(record: Stepwise, left_out: Text) -> Record:
    """A record whose steps all say something, if only that their sentence is left out."""
    steps = [
        step if step.what.others("") else step.model_copy(update={"what": left_out})
        for step in record.steps
    ]
    return record.model_copy(update={"steps": tuple(steps)})


def _in_plain_words(
    book: Book,
    chart: Chart,
    wordings: Mapping[str, Wording],
) -> Chart:
    """A chart without the sentences that were written of it."""
    titles = {code: plain_title(book, chart, say) for code, say in wordings.items()}
    subtitles = {code: plain_subtitle(book, chart, say) for code, say in wordings.items()}
    words = {"title": Text(**titles), "alt": Text(**titles), "subtitle": Text(**subtitles)}
    return chart.model_copy(update=words)


# ---------------------------------------------------------------- pages


def edition_pages(
    book: Book, prose: Mapping[str, WrittenPage], wordings: Mapping[str, Wording]
) -> Iterator[EditionPage]:
    """The pages of docs/ that an earlier edition has: the home page, topics, and boards."""
    topics = {f"{topic.page or f'topics/{id_}'}.md": id_ for id_, topic in book.topics.items()}
    for path, page in prose.items():
        language = language_of(path, book)
        plain_path = path.removeprefix(language.folder)
        blocks = tuple(_blocks(book, page))
        topic = topics.get(plain_path, "")
        title = _title(book, topic, blocks, wordings[language.code])
        is_home = page_url(plain_path) == ""
        if is_home or title:
            yield EditionPage(path, title, topic, is_home, blocks)


def _blocks(book: Book, page: WrittenPage) -> Iterator[Call]:
    """The boards and charts of a page, in their order."""
    for piece in page.pieces:
        if isinstance(piece, WrittenBlock):
            for call in split(piece.call):
                if isinstance(call, Call) and _shows_the_record(book, call):
                    yield call


def _shows_the_record(book: Book, call: Call) -> bool:
    name = str(call.arguments[0]) if call.arguments else ""
    if call.name == "chart":
        return name in book.charts
    return name in BOARDS or name in BESIDE_BOARDS


def _title(book: Book, topic: str, blocks: tuple[Call, ...], say: Wording) -> str:
    """The name of a topic, or of the first board; nothing where a page is about neither."""
    if topic:
        return say.text(book.topics[topic].name)
    for call in blocks:
        word = BOARDS.get(str(call.arguments[0]), "").format(**call.options)
        if word and _has_something(book, word):
            return say(word)
    return ""


def _has_something(book: Book, word: str) -> bool:
    """False for the board of a kind of which an edition knows no record."""
    return bool(book.records.get(word.removeprefix("kind."), True))
