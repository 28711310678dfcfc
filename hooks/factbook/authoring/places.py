"""A record, a figure or a page -> every place of data/, docs/ and mkdocs.yml that names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..record.book import SITE, Address, Book
from ..record.folders import Folders, is_left_out, paths_in
from ..record.kinds import Chart
from ..record.marked_yaml import Path_, read_file, text_of
from ..record.references import named_addresses, references
from ..record.values import Record
from ..record.watch import WATCH
from ..writing.check import read_texts
from ..writing.prose import FRONT
from ..writing.settings import SETTINGS
from ..writing.syntax import cut
from .spans import Span, Spans, spans_of

QUOTE = r"(?:\\\"|''|\"|')"  # also as they stand in a text of YAML that is in quotes itself
CALL = re.compile(r"\{\{\s*(?P<name>\w+)\s*\(")
# Calls that hold ids: all that they are given, the first of it, or options of theirs.
IDS_IN = {"cite": "sources"}
FIRST_IN = {"chart": "charts", "term": "glossary", "office": "people"}
OPTIONS = {"charts": "charts", "topic": "topics", "by": "people"}


@dataclass(frozen=True)
class Name:
    """What a record is called, or a figure of one."""

    kind: str
    id: str
    figure: str = ""

    @property
    def address(self) -> Address:
        return f"{self.kind}/{self.id}" + (f"#{self.figure}" if self.figure else "")

    @property
    def word(self) -> str:
        """What changes when it is renamed."""
        return self.figure or self.id

    @property
    def before_word(self) -> str:
        """What stands before that in an address."""
        return f"{self.kind}/{self.id}#" if self.figure else f"{self.kind}/"

    def is_in(self, address: Address) -> bool:
        """True for its own address, and for those of its figures."""
        return address == self.address or address.startswith(f"{self.address}#")


@dataclass(frozen=True, order=True)
class Place:
    """Where the word stands that names it: in a file, data/… or docs/…, and there."""

    file: str
    span: Span


def _as_stored(path: Path) -> str:
    """A text with its ends of lines and letters as they are; raises CannotRead where it is none."""
    written = read_file(path)
    text_of(written)
    return written.decode("utf-8")


@dataclass(frozen=True)
class Project:
    """A project without mistakes, and its files as they are written."""

    folders: Folders
    book: Book

    @cached_property
    def texts(self) -> dict[str, str]:
        """The record's files, the pages and the settings, by data/…, docs/… and mkdocs.yml."""
        data = self.folders.data
        found = {}
        for name in paths_in(data):
            if name.endswith(".yml") and not is_left_out(name):
                # A mark of the order of bytes counts as no letter; YAML needs none.
                found[f"data/{name}"] = _as_stored(data / name).removeprefix("\ufeff")
        for name in read_texts(self.folders.docs)[0]:
            found[f"docs/{name}"] = _as_stored(self.folders.docs / name)
        settings = path_of(self.folders, SETTINGS.name)
        if settings.is_file():
            found[SETTINGS.name] = _as_stored(settings)
        return found

    @property
    def pages(self) -> list[str]:
        """The pages of docs/ by their paths there."""
        return [file.removeprefix("docs/") for file in self.texts if file.startswith("docs/")]

    @property
    def languages(self) -> list[str]:
        """The folders of the languages in docs/; the first one has none: ""."""
        return [language.folder for language in self.book.languages.values()]

    def origin(self, address: Address) -> tuple[str, Path_]:
        """The file in which a record or figure is written, and its path there."""
        marked, path = self.book.origins[address]
        return f"data/{marked.file.partition('/')[2]}", path

    def spans(self, file: str) -> Spans:
        """Where the words of a file of the record stand."""
        return spans_of(self.texts[file])

    def line(self, place: Place) -> str:
        """A place as messages name it: data/events/all.yml:12"""
        return f"{place.file}:{self.texts[place.file].count(chr(10), 0, place.span[0]) + 1}"


def path_of(folders: Folders, file: str) -> Path:
    """Where a file of a project stands."""
    top, _, inner = file.partition("/")
    if not inner:
        return folders.docs.parent / file
    return (folders.data if top == "data" else folders.docs) / inner


def places(project: Project, name: Name) -> set[Place]:
    """Every place that names it, but for the one where it is written."""
    found = {*_in_records(project, name), *_in_watch(project, name)}
    for file, text in project.texts.items():
        found.update(Place(file, span) for span in in_calls(text, name))
        if file.startswith("docs/"):
            found.update(Place(file, span) for span in _in_front_matter(text, name))
    return found


def in_settings(project: Project, page: str) -> Iterator[Place]:
    """Where mkdocs.yml names a page: in its menu, at the foot, among those that no menu has."""
    text = project.texts.get(SETTINGS.name, "")
    for found in re.finditer(rf"(?<![\w./-])/?({re.escape(page)})(?![\w./-])", text):
        yield Place(SETTINGS.name, found.span(1))


def definition(project: Project, name: Name) -> Place:
    """Where it is written."""
    file, path = project.origin(name.address)
    return Place(file, _word_in(project.texts[file], project.spans(file).keys[path], name.word))


# ---------------------------------------------------------------- in data/


def _in_records(project: Project, name: Name) -> Iterator[Place]:
    book = project.book
    for address, record in (*book.all_that_is_read(), (SITE, book.site)):
        file, start = project.origin(address)
        for path, before in _named_by(record, name):
            span = _written(project.spans(file), start, path)
            found = _word_in(project.texts[file], span, before + name.word)
            yield Place(file, (found[0] + len(before), found[1]))


def _named_by(record: Record, name: Name) -> Iterator[tuple[Path_, str]]:
    """(path, what stands before the word) wherever a record names it."""
    if not name.figure:
        for path, kind, id_ in references(record):
            if (kind, id_) == (name.kind, name.id):
                yield path, ""
    for path, address in named_addresses(record):
        if name.is_in(address):
            yield path, name.before_word
    if name.figure and isinstance(record, Chart):
        for path, key in _keys_of_rows(record, name):
            if key == name.figure:
                yield path, ""


def _keys_of_rows(chart: Chart, name: Name) -> Iterator[tuple[Path_, str]]:
    """(path, key) of each row that a chart of the record names by its key alone."""
    if name.address in chart.figures or (name.kind, name.id) == ("indicators", chart.indicator):
        yield from ((("rows", place), key) for place, key in enumerate(chart.rows))
        yield from ((("highlight", place), key) for place, key in enumerate(chart.highlight))
        for place, remark in enumerate(chart.remarks):
            yield ("remarks", place, "row"), remark.row


def _written(known: Spans, start: Path_, path: Path_) -> Span:
    """Where a field is written; of several topics the first is the main one."""
    match path:
        case ("topic",) if (*start, *path) not in known.values:
            path = ("topic", 0)
        case ("topics", int(place)) if (*start, *path) not in known.values:
            path = ("topic", place + 1)
    return known.values[(*start, *path)]


def _in_watch(project: Project, name: Name) -> Iterator[Place]:
    """What feeds are watched for, by topic."""
    file = f"data/{WATCH}"
    if name.kind == "topics" and file in project.texts:
        key = project.spans(file).keys.get(("what", name.id))
        if key:
            yield Place(file, _word_in(project.texts[file], key, name.id))


def _word_in(text: str, span: Span, word: str) -> Span:
    """Where a word stands in a value: within its quotation marks, if it has some."""
    start = text.index(word, *span)
    return start, start + len(word)


# ---------------------------------------------------------------- in prose


def in_calls(text: str, name: Name) -> Iterator[Span]:
    """Where the calls of a text name it."""
    place = 0
    for piece in cut(text):
        call = CALL.match(piece)
        for pattern in _patterns(name, call["name"]) if call else ():
            for found in pattern.finditer(piece):
                yield place + found.start("word"), place + found.end("word")
        place += len(piece)


@cache
def _patterns(name: Name, call: str) -> tuple[re.Pattern[str], ...]:
    """How a call names it: by its address, or some of them by its id alone."""
    word = rf"(?P<word>{re.escape(name.word)})"
    behind = QUOTE if name.figure else f"(?:#|{QUOTE})"
    patterns = [rf"{QUOTE}{re.escape(name.before_word)}{word}{behind}"]
    own = rf"{QUOTE}{word}{QUOTE}"
    if not name.figure and IDS_IN.get(call) == name.kind:
        patterns.append(own)
    if not name.figure and FIRST_IN.get(call) == name.kind:
        patterns.append(rf"\A\{{\{{\s*{call}\(\s*{own}")
    if not name.figure and call == "part":
        options = "|".join(option for option, kind in OPTIONS.items() if kind == name.kind)
        patterns += [rf"\b(?:{options})\s*=\s*(?:[\[(][^\])]*?)?{own}"] if options else []
    return tuple(re.compile(pattern, re.S) for pattern in patterns)


def _in_front_matter(text: str, name: Name) -> Iterator[Span]:
    """Where the head of a page names a topic: the one it explains, those of a class."""
    front = FRONT.match(text.replace("\r\n", " \n"))
    if name.kind != "topics" or not front:
        return
    for line in re.finditer(r"^(?:topic|teaches|handed_out):.*$", text[: front.end()], re.M):
        for found in re.finditer(rf"(?<![\w-]){re.escape(name.id)}(?![\w-])", line[0]):
            yield line.start() + found.start(), line.start() + found.end()
