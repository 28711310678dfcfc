"""Questions and terms -> a deck of cards for Anki, in each language.

A note keeps its id from one edition to the next, and each edition is newer: who imports the deck
again has the cards that changed, and keeps what was learned.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from hashlib import sha256
from html import escape
from itertools import count

import genanki

from ..meaning.addresses import url_of
from ..record.values import Day
from ..writing.writer import Writer
from .cartridge import Item, read_all_items
from .material import Files, Material
from .zip_files import zipped

FIELDS = ("Question", "Options", "Answer", "Because", "Links")
FRONT = "<p>{{Question}}</p>{{Options}}"
BACK = '{{FrontSide}}<hr id="answer"><p>{{Answer}}</p><p>{{Because}}</p>{{Links}}'
STYLE = ".card { font: 20px/1.5 sans-serif; max-width: 40em; margin: auto }"
COLLECTION, MEDIA = "collection.anki2", "media"
VERSIONS = slice(92, 100)  # counters of the library that wrote the file; readers only compare them


def files(material: Material) -> Files:
    """A deck in each language; none where the record has no questions."""
    if not material.book.questions or material.is_edition:
        return
    for language, items in read_all_items(material).items():
        ending = material.book.languages[language].ending
        yield f"teach/questions-anki{ending}.apkg", deck(material.writers[language], items)


def deck(writer: Writer, items: list[Item]) -> bytes:
    """A deck for each topic and one for the terms, the same bytes for the same record."""
    package = genanki.Package([*_topics(writer, items), *_terms(writer)])
    return zipped({COLLECTION: _collection(package, writer.book.site.as_of), MEDIA: b"{}"})


def _collection(package: genanki.Package, day: Day) -> bytes:
    """The database of a deck. It is not written by the library, which leaves a file behind."""
    begin = datetime.combine(day.last, time(), UTC).timestamp()
    with closing(sqlite3.connect(":memory:")) as database:
        package.write_to_db(database.cursor(), begin, count(int(begin * 1000)))
        database.commit()
        collection = bytearray(database.serialize())
    collection[VERSIONS] = bytes(8)
    return bytes(collection)


def _topics(writer: Writer, items: list[Item]) -> Iterator[genanki.Deck]:
    say = writer.wording
    for id_, topic in writer.book.topics.items():
        own = [item for item in items if item.question.topic == id_]
        if own:
            found = _deck(writer, id_, say.text(topic.name))
            for item in own:
                found.add_note(_question(writer, item))
            yield found


def _terms(writer: Writer) -> Iterator[genanki.Deck]:
    book, say = writer.book, writer.wording
    if not book.glossary:
        return
    found = _deck(writer, "glossary", say("kind.glossary"))
    for id_, term in book.glossary.items():
        place = writer.site.address + writer.own_path(url_of(book, f"glossary/{id_}"))
        meaning = escape(writer.plain_words(term.meaning))
        fields = [escape(say.text(term.name)), "", meaning, "", _link(place, say("one.glossary"))]
        found.add_note(_note(writer, f"glossary-{id_}", fields, ["glossary"]))
    yield found


def _question(writer: Writer, item: Item) -> genanki.Note:
    options = "".join(f"<li>{escape(option.words)}</li>" for option in item.choices.values())
    links = [*item.proof, (writer.wording("quiz-changed"), item.changes)]
    fields = [
        escape(f"{item.words} {item.hint}".strip()),
        f'<ol type="A">{options}</ol>' if options else "",
        escape(item.answer),
        escape(item.because),
        "".join(_link(url, name) for name, url in links),
    ]
    tags = [item.question.topic, f"level-{item.question.level}"]
    return _note(writer, item.id, fields, tags)


def _note(
    writer: Writer,
    id_: str,
    fields: list[str],
    tags: list[str],
) -> genanki.Note:
    name = writer.wording.text(writer.book.site.name)
    model = genanki.Model(
        _stable(name, writer.language, "cards"),
        f"{name} ({writer.language})",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    guid = genanki.guid_for(name, writer.language, id_)
    return genanki.Note(model=model, fields=fields, tags=tags, guid=guid)


def _deck(writer: Writer, id_: str, name: str) -> genanki.Deck:
    site = writer.wording.text(writer.book.site.name)
    return genanki.Deck(_stable(site, writer.language, id_), f"{site}::{name}")


def _link(url: str, words: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(words)}</a></p>'


def _stable(*words: str) -> int:
    """A number of the size that Anki gives, the same for the same words."""
    digest = sha256("/".join(words).encode()).hexdigest()
    return 2**30 + int(digest, 16) % 2**30
