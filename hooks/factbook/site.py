"""build_site: a data folder and a docs folder -> {path: text}. The recipe."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Iterator

from . import downloads
from .addresses import page_url
from .book import Book, read_book
from .changes import changes
from .charts import ChartData, chart_data, drawing_key
from .editions import known_by
from .pages import FRONT, RECORD_TEMPLATES, Writer, record_order
from .problems import Mistakes, Problem, errors
from .prose import Lint, find_calls, wrong_calls
from .records import Day, Text
from .rules import parts
from .wording import Wording, read_wordings

FEED_LENGTH = 100
WIDTHS = {"wide": 640, "narrow": 340}


@dataclass(frozen=True)
class Folders:
    """Where the site is made from, and where drawings are kept between builds."""

    data: Path
    docs: Path
    cache: Path | None = None
    templates_elsewhere: Path | None = None

    @property
    def templates(self) -> Path:
        return self.templates_elsewhere or self.docs / "templates"


@dataclass(frozen=True)
class Drawing:
    data: ChartData
    wide: str
    narrow: str


@dataclass(frozen=True)
class BuiltSite:
    """Pages and files by their path in docs/, where each was written, and what was warned of."""

    pages: dict[str, str]
    files: dict[str, str]
    written_in: dict[str, str]
    warnings: tuple[Problem, ...]
    book: Book


def build_site(folders: Folders, repository: str = "", as_of: str | None = None, address: str = "") -> BuiltSite:
    """Everything that is published, as text; raises Mistakes with everything that is wrong."""
    book, prose, warnings = check_site(folders)
    if as_of:
        book = known_by(book, edition_day(as_of, book))
    wordings = read_wordings(folders.templates / "words.yml", book.site.languages)
    writers = make_writers(book, folders, wordings, prose, repository)
    pages = dict(prose_pages(prose, writers)) | dict(record_pages(book, writers["en"]))
    return BuiltSite(
        pages=pages,
        files=dict(data_files(book, wordings)) | dict(feeds(book, writers, address)),
        written_in={path: book.place(path.removesuffix(".md"))[0] for path in pages if path.removesuffix(".md") in book.origins},
        warnings=tuple(warnings),
        book=book,
    )


def check_site(folders: Folders) -> tuple[Book, dict[str, str], list[Problem]]:
    """The Book, the prose and the warnings; raises Mistakes with everything that is wrong in either."""
    book, problems = read_book(folders.data)
    prose, unread = read_prose(folders.docs)
    problems += unread
    if book:
        problems += check_prose(book, prose, folders)
    if errors(problems):
        raise Mistakes(problems)
    return book, prose, problems


def edition_day(text: str, book: Book) -> Day:
    """The day of an edition; tells what is wrong with it."""
    try:
        day = Day(text)
    except ValueError as error:
        raise Mistakes([Problem("AS_OF", 1, f"the edition's day {error}")]) from None
    if day.first > book.site.as_of.last:
        raise Mistakes([Problem("AS_OF", 1, f"{day} is after the record's end ({book.site.as_of})")])
    return day


# ---------------------------------------------------------------- prose


def read_prose(docs: Path) -> tuple[dict[str, str], list[Problem]]:
    """The Markdown pages of docs/ by their path, and what could not be read."""
    pages = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.md"))}
    texts, problems = {}, []
    for name, path in pages.items():
        if name.startswith("templates/"):
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(f"{docs.name}/{name}", 1, "this file is not UTF-8; save it again as UTF-8"))
    return texts, problems


def language_of(path: str, book: Book) -> str:
    folder = path.partition("/")[0]
    return folder if folder in book.site.languages[1:] else book.site.languages[0]


def check_prose(book: Book, prose: dict[str, str], folders: Folders) -> Iterator[Problem]:
    """Every bare number, unbound time and wrong call, in docs/ and in the record's own texts."""
    lint = Lint(book, frozenset(path.stem for path in (folders.templates / "parts").glob("*.jinja")))
    for path, text in prose.items():
        language = language_of(path, book)
        for line, message in _wrong(text, language, lint):
            yield Problem(f"docs/{path}", line, message)
    for address in book.addresses():
        yield from _wrong_texts(book, address, lint)


def _wrong_texts(book: Book, address: str, lint: Lint) -> Iterator[Problem]:
    if address.startswith(("sources/", "units/", "topics/")):
        return
    for path, part in parts(book.get(address)):
        if isinstance(part, Text) and path[-1] != "name":
            for language in filter(part.has, book.site.languages):
                for _, message in _wrong(part.in_(language), language, lint):
                    file, start = book.place(address, *path, language)
                    yield Problem(file, start, message)


def _wrong(text: str, language: str, lint: Lint) -> Iterator[tuple[int, str]]:
    yield from lint.mistakes(FRONT.sub(_title_and_description, text), language)
    calls, wrong = find_calls(text)
    yield from wrong
    yield from wrong_calls(lint.book, calls, lint.parts)


def _title_and_description(front: re.Match) -> str:
    """Front matter with only the words that readers see."""
    return "".join(line if line.startswith(("title:", "description:")) else "\n" for line in front[0].splitlines(keepends=True))


# ---------------------------------------------------------------- pages


def make_writers(book: Book, folders: Folders, wordings: dict[str, Wording], prose: dict[str, str], repository: str) -> dict[str, Writer]:
    """One writer for each language; they share the drawings."""
    draw = cache(lambda id_, language: draw_chart(book, id_, wordings[language], folders.cache, folders.docs))
    published = _published(book, prose)
    return {language: Writer(book, folders.templates, say, draw, published.__contains__, repository)
            for language, say in wordings.items()}


def _published(book: Book, prose: dict[str, str]) -> set[str]:
    """The paths of all pages of the site."""
    records = (f"{kind}/{id_}/" for kind in RECORD_TEMPLATES for id_ in book.records[kind])
    return {page_url(path) for path in prose} | set(records)


def prose_pages(prose: dict[str, str], writers: dict[str, Writer]) -> Iterator[tuple[str, str]]:
    for path, text in prose.items():
        folder = path.partition("/")[0]
        yield path, writers[folder if folder in writers else "en"].prose(path, text)


def record_pages(book: Book, writer: Writer) -> Iterator[tuple[str, str]]:
    for kind in RECORD_TEMPLATES:
        ids = record_order(book, kind)
        for before, id_, after in zip([None, *ids], ids, [*ids[1:], None]):
            yield f"{kind}/{id_}.md", writer.record(kind, id_, before, after)


# ---------------------------------------------------------------- charts and files


def draw_chart(book: Book, id_: str, say: Wording, kept: Path | None, docs: Path) -> Drawing:
    """A chart's two drawings; an unchanged one is never drawn again."""
    data = chart_data(book, id_, say)
    title = say.text(book.charts[id_].alt)
    return Drawing(data, **{name: _drawn(data, title, width, kept, docs) for name, width in WIDTHS.items()})


def _drawn(data: ChartData, title: str, width: int, kept: Path | None, docs: Path) -> str:
    fonts = docs / "assets" / "fonts" / "measure"
    path = kept and kept / f"{drawing_key(data, title, width, fonts)}.svg"
    if path and path.is_file():
        return path.read_text(encoding="utf-8")
    from . import drawing  # the renderer costs half a second: only for a drawing that is not kept

    drawing.use_fonts(fonts)
    svg = drawing.draw(data, title, width)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")
    return svg


def feeds(book: Book, writers: dict[str, Writer], address: str) -> Iterator[tuple[str, str]]:
    """What changed, as a feed for readers that ask again."""
    newest = changes(book)[:FEED_LENGTH]
    entries = [(change, *writers["en"].told(change)) for change in newest]
    yield "changes/feed.xml", downloads.changes_feed(book, entries, address, book.site.name.en)
    yield "data/changes.csv", downloads.changes_csv(book)


def data_files(book: Book, wordings: dict[str, Wording]) -> Iterator[tuple[str, str]]:
    yield "data/figures.json", downloads.figures_json(book)
    yield "data/figures.csv", downloads.figures_csv(book)
    for id_ in book.charts:
        for language, say in wordings.items():
            suffix = "" if language == "en" else f".{language}"
            yield f"data/charts/{id_}{suffix}.csv", downloads.chart_csv(book, chart_data(book, id_, say))
