"""build_site: a data folder and a docs folder -> {path: text}. The recipe."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from .drawing.charts import chart_data, chart_problems
from .drawing.palette import palette
from .drawing.rows import ChartData
from .drawing.sheets import Drawing, Sheet, draw_all, interactive_script
from .meaning import answers as teaching
from .meaning.addresses import PAGE_KINDS, folder_of, language_of, page_url, relative
from .meaning.changes import changes
from .meaning.wording import Wording, read_wordings
from .publishing import cartridge, downloads, embeds
from .publishing.csv_files import chart_table, csv_files
from .publishing.feed import changes_feed
from .publishing.linked_data import linked_data
from .publishing.linked_nodes import Published
from .publishing.robots import llms_txt, opensearch, robots
from .publishing.search_files import search_files
from .publishing.social_cards import Look, social_card_files
from .publishing.twins import last_days, twins
from .record.book import Book, read_book
from .record.editions import known_by
from .record.problems import Mistakes, Problem, errors
from .record.rules import parts
from .record.values import Day, Text
from .writing.calls import Lint, find_calls, wrong_calls
from .writing.citations import Citable, Publication, citables, cite_files
from .writing.ledger import (
    Expected,
    Ledger,
    all_addresses,
    broken_links,
    moved_pages,
    read_ledger,
    unnamed_headings,
    with_old_anchors,
)
from .writing.outline import sections
from .writing.writer import FRONT, Page, Writer, record_address, record_order

FEED_LENGTH = 100


@dataclass(frozen=True)
class Folders:
    """Where the site is made from, and where what is costly to make is kept between builds."""

    data: Path
    docs: Path
    cache: Path | None = None
    templates_elsewhere: Path | None = None

    @property
    def templates(self) -> Path:
        return self.templates_elsewhere or self.docs / "templates"

    def kept(self, kind: str) -> Path | None:
        """The folder of one kind of things that are kept."""
        return self.cache and self.cache / kind

    @property
    def assets(self) -> Path:
        return self.templates.parent / "assets"


@dataclass(frozen=True)
class BuiltSite:
    """Pages and files by their path in docs/, where each was written, and what was warned of."""

    pages: dict[str, str]
    files: dict[str, str | bytes]
    written_in: dict[str, str]
    warnings: tuple[Problem, ...]
    book: Book
    addresses: frozenset[str] = frozenset()  # every permanent address of the site
    cited: dict[str, list[Citable]] = field(
        default_factory=dict
    )  # what can be cited of each page, the page itself first
    twins: dict[str, str] = field(
        default_factory=dict
    )  # the pages as plain Markdown, by their path on the site
    last_days: dict[str, Day] = field(default_factory=dict)  # when each page last changed
    published: Published | None = None

    def linked_data(self, path: str, meta: dict) -> dict:
        """A page as schema.org describes it; `meta` is its front matter."""
        return linked_data(self.published, path, meta)


def build_site(
    folders: Folders,
    repository: str = "",
    as_of: str | None = None,
    address: str = "",
    edition: str = "",
    archive: str = "",
    cards: bool = False,
) -> BuiltSite:
    """Everything that is published, as text; raises Mistakes with everything that is wrong."""
    book, prose, warnings = check_site(folders)
    if as_of:
        book = edition_of(book, edition_day(as_of, book))
    wordings = read_wordings(folders.templates / "words.yml", book.site.languages)
    writers = make_writers(book, folders, wordings, prose, repository, address)
    taken = take_away(book, writers, address, "" if as_of else archive)
    pages = dict(site_pages(book, writers, prose))
    addresses, cited = (
        all_addresses(book, pages),
        citables(book, pages, writers, Publication(address, edition)),
    )
    ledger = (
        Ledger() if as_of else standing_ledger(folders.data, addresses)
    )  # an earlier edition lacks what came later
    pages |= old_anchors(pages, ledger, writers)
    return BuiltSite(
        pages=pages,
        addresses=addresses,
        cited=cited,
        files={
            **dict(cite_files(book, cited, writers)),
            **dict(moved_files(ledger, writers, address)),
            **{f"data/{name}": file for name, file in taken.files.items()},
            **dict(feeds(book, writers, address)),
            **dict(cartridge.files(book, writers, address)),
            **dict(to_find(book, writers, prose, pages, cited, address)),
            **dict(chart_files(book, writers, folders, taken.origin)),
            **dict(social_cards(book, pages, cited, writers, folders) if cards else ()),
        },
        twins=twins(book, pages),
        last_days=last_days(book, pages),
        written_in={
            path: book.place(record)[0]
            for path in pages
            if (record := record_address(path, book)) in book.origins
        },
        warnings=tuple(warnings),
        book=book,
        published=Published(book, writers, pages, cited, taken, address),
    )


@dataclass(frozen=True)
class Draft:
    """A site whose pages are written when they are asked for, and whose other files are not written at all."""

    book: Book
    pages: "Pages"
    warnings: tuple[Problem, ...]


def draft_site(folders: Folders, repository: str, address: str, before: BuiltSite) -> Draft:
    """The site as it now stands, in a moment; raises Mistakes. What it takes from the site `before` may be old: sizes of downloads."""
    book, prose, warnings = check_site(folders)
    writers = make_writers(
        book,
        folders,
        read_wordings(folders.templates / "words.yml", book.site.languages),
        prose,
        repository,
        address,
    )
    for writer in writers.values():
        writer.downloads = before.published.downloads
    return Draft(book, site_pages(book, writers, prose), tuple(warnings))


def check_site(folders: Folders) -> tuple[Book, dict[str, str], list[Problem]]:
    """The Book, the prose and the warnings; raises Mistakes with everything that is wrong in either."""
    book, problems = read_book(folders.data)
    prose, unread = read_prose(folders.docs)
    problems += unread
    if book:
        problems += chart_problems(book)
        problems += check_prose(book, prose, folders)
    if book and not errors(problems):
        problems += teaching.wrong_questions(book)
        problems += check_addresses(book, prose, folders)
    if errors(problems):
        raise Mistakes(problems)
    return book, prose, problems


def edition_of(book: Book, day: Day) -> Book:
    """The Book as it stood on a day; a day before the record knows its subject is told."""
    then = known_by(book, day)
    if (
        book.site.minister not in then.minister
        or then.minister[book.site.minister].person not in then.people
    ):
        raise Mistakes(
            [
                Problem(
                    "AS_OF",
                    1,
                    f"on {day} the record did not yet know its minister; choose a later day",
                )
            ]
        )
    return then


def edition_day(text: str, book: Book) -> Day:
    """The day of an edition; tells what is wrong with it."""
    try:
        day = Day(text)
    except ValueError as error:
        raise Mistakes([Problem("AS_OF", 1, f"the edition's day {error}")]) from None
    if day.first > book.site.as_of.last:
        raise Mistakes(
            [Problem("AS_OF", 1, f"{day} is after the record's end ({book.site.as_of})")]
        )
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
            problems.append(
                Problem(f"{docs.name}/{name}", 1, "this file is not UTF-8; save it again as UTF-8")
            )
    return texts, problems


def check_prose(book: Book, prose: dict[str, str], folders: Folders) -> Iterator[Problem]:
    """Every bare number, unbound time and wrong call, in docs/ and in the record's own texts."""
    lint = Lint(
        book, frozenset(path.stem for path in (folders.templates / "parts").glob("*.jinja"))
    )
    for path, text in prose.items():
        language = language_of(path, book)
        for line, message in (
            *_wrong(text, language, lint),
            *unnamed_headings(FRONT.sub(_only_lines, text)),
        ):
            yield Problem(f"docs/{path}", line, message)
    for address in book.addresses():
        yield from _wrong_texts(book, address, lint)
    yield from _wrong_site_texts(book, folders, lint)


def _wrong_texts(book: Book, address: str, lint: Lint) -> Iterator[Problem]:
    """What is wrong with the texts of a record: of its names, of sources, units and topics only the calls are read."""
    names_only = address.startswith(("sources/", "units/", "topics/"))
    for path, part in parts(book.get(address)):
        if isinstance(part, Text):
            check = _wrong_calls if names_only or path[-1] == "name" else _wrong
            for language in filter(part.has, book.site.languages):
                for _, message in check(part.in_(language), language, lint):
                    file, start = book.place(address, *path, language)
                    yield Problem(file, start, message)


def _wrong_site_texts(book: Book, folders: Folders, lint: Lint) -> Iterator[Problem]:
    for path, part in parts(book.site):
        if isinstance(part, Text):
            for language in filter(part.has, book.site.languages):
                for _, message in _wrong_calls(part.in_(language), language, lint):
                    yield Problem(f"{folders.data.name}/site.yml", 1, message)


def _wrong(text: str, language: str, lint: Lint) -> Iterator[tuple[int, str]]:
    yield from lint.mistakes(FRONT.sub(_title_and_description, text), language)
    yield from _wrong_calls(text, language, lint)


def _wrong_calls(text: str, language: str, lint: Lint) -> Iterator[tuple[int, str]]:
    calls, wrong = find_calls(text)
    yield from wrong
    yield from wrong_calls(lint.book, calls, lint.parts)


def _only_lines(front: re.Match) -> str:
    return "\n" * front[0].count("\n")


def _title_and_description(front: re.Match) -> str:
    """Front matter with only the words that readers see."""
    return "".join(
        line if line.startswith(("title:", "description:")) else "\n"
        for line in front[0].splitlines(keepends=True)
    )


# ---------------------------------------------------------------- permanent addresses


def check_addresses(book: Book, prose: dict[str, str], folders: Folders) -> list[Problem]:
    """Every published address that would be lost, as far as can be told without writing the pages."""
    ledger, problems = read_ledger(folders.data)
    expected = Expected(book, frozenset(_published(book, prose)), prose, folders.templates)
    return [*problems, *broken_links(ledger, expected)]


def standing_ledger(data: Path, addresses: frozenset[str]) -> Ledger:
    """The ledger of a data folder; raises Mistakes if an address in it would be lost."""
    ledger, _ = read_ledger(data)
    if problems := list(broken_links(ledger, addresses)):
        raise Mistakes(problems)
    return ledger


def old_anchors(
    pages: dict[str, str], ledger: Ledger, writers: dict[str, Writer]
) -> dict[str, str]:
    """The pages that must hold a target for an old anchor, with it."""

    def note(path: str, anchor: str, new: str) -> str:
        say = writers.get(path.partition("/")[0], writers["en"]).wording
        return f'<p class="moved" id="{anchor}"><a href="{relative(new, page_url(path))}">{say("moved-part")}</a></p>'

    return with_old_anchors(pages, ledger, note)


def moved_files(
    ledger: Ledger, writers: dict[str, Writer], address: str
) -> Iterator[tuple[str, str]]:
    """A page that leads on, wherever a page has moved away."""
    for old, new, anchors in moved_pages(ledger):
        writer = writers.get(old.partition("/")[0], writers["en"])
        calls = writer.calls(Page(f"{old}index.md", writer.wording.language))
        canonical = address + new if address else calls["root"](new)
        yield (
            f"{old}index.html",
            writer.template("moved.html.jinja").render(
                calls, new=new, anchors=anchors, canonical=canonical
            ),
        )


# ---------------------------------------------------------------- pages


def make_writers(
    book: Book,
    folders: Folders,
    wordings: dict[str, Wording],
    prose: dict[str, str],
    repository: str,
    address: str = "",
) -> dict[str, Writer]:
    """One writer for each language; they share the drawings."""
    drawn: dict[tuple[str, str], tuple[ChartData, Drawing]] = {}
    published = _published(book, prose)
    writers = {
        language: Writer(
            book,
            folders.templates,
            say,
            lambda id_, language: drawn[id_, language],
            published.__contains__,
            repository,
            address,
            folders.kept("templates"),
        )
        for language, say in wordings.items()
    }
    drawn.update(draw_charts(book, writers, folders))
    return writers


def _published(book: Book, prose: dict[str, str]) -> set[str]:
    """The paths of all pages of the site."""
    records = (
        f"{folder}{kind}/{id_}/"
        for _, folder, kind in record_kinds(book, prose)
        for id_ in book.records[kind]
    )
    questions = (page_url(path) for path, *_ in question_paths(book))
    return {page_url(path) for path in prose} | set(records) | set(questions)


class Pages(Mapping[str, str]):
    """Every page of the site by its path, each written when it is first asked for."""

    def __init__(self, makers: dict[str, Callable[[], str]]):
        self._makers, self._made = makers, {}

    def __getitem__(self, path: str) -> str:
        if path not in self._made:
            self._made[path] = self._makers[path]()
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def site_pages(book: Book, writers: dict[str, Writer], prose: dict[str, str]) -> Pages:
    """The pages of prose, of records and of questions."""
    pages = Pages(
        {
            **dict(prose_pages(book, writers, prose)),
            **dict(record_pages(book, writers, prose)),
            **dict(question_pages(book, writers)),
        }
    )
    for language, writer in writers.items():
        writer.sections = cache(partial(sections, book, pages, folder_of(language, book)))
    return pages


def prose_pages(
    book: Book, writers: dict[str, Writer], prose: dict[str, str]
) -> Iterator[tuple[str, Callable[[], str]]]:
    return (
        (path, partial(writers[language_of(path, book)].prose, path, text))
        for path, text in sorted(prose.items())
    )


def question_paths(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """(path, language, template, topic) of the pages about the questions of each topic."""
    for language in book.site.languages:
        folder = folder_of(language, book)
        for topic in teaching.topics(book):
            yield f"{folder}teach/sheets/{topic}.md", language, "sheet", topic
            yield f"{folder}teach/changes/{topic}.md", language, "answers", topic


def question_pages(
    book: Book, writers: dict[str, Writer]
) -> Iterator[tuple[str, Callable[[], str]]]:
    history = cache(partial(teaching.history, book))
    for path, language, template, topic in question_paths(book):
        yield path, partial(writers[language].sheet, path, template, topic, history)


def record_kinds(book: Book, prose: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(language, folder, kind) of the record pages: in every further language those kinds whose index it has in docs/."""
    for language in book.site.languages:
        folder = folder_of(language, book)
        yield from (
            (language, folder, kind)
            for kind in PAGE_KINDS
            if not folder or f"{folder}{kind}/index.md" in prose
        )


def record_pages(
    book: Book, writers: dict[str, Writer], prose: Collection[str]
) -> Iterator[tuple[str, Callable[[], str]]]:
    for language, folder, kind in record_kinds(book, prose):
        ids = record_order(book, kind)
        for before, id_, after in zip([None, *ids], ids, [*ids[1:], None]):
            path = f"{folder}{kind}/{id_}.md"
            yield path, partial(writers[language].record, path, kind, id_, before, after)


# ---------------------------------------------------------------- charts and files


def draw_charts(
    book: Book, writers: dict[str, Writer], folders: Folders
) -> dict[tuple[str, str], tuple[ChartData, Drawing]]:
    """The rows and drawings of every chart in every language, by its id and language."""
    fonts, style = folders.assets / "fonts" / "measure", folders.assets / "style.css"
    wanted = {
        (id_, language): chart_sheet(book, id_, writer)
        for id_ in book.charts
        for language, writer in writers.items()
    }
    drawings = draw_all(list(wanted.values()), folders.kept("charts"), fonts, palette(style))
    return {key: (sheet.data, drawing) for (key, sheet), drawing in zip(wanted.items(), drawings)}


def chart_sheet(book: Book, id_: str, writer: Writer) -> Sheet:
    """A chart's rows, and the words that stand around them in a file of its own."""
    chart, say = book.charts[id_], writer.wording
    data = chart_data(book, id_, say)
    publishers = list(dict.fromkeys(book.sources[source].publisher for source in data.sources))
    more = " …" if len(publishers) > 6 else "."
    foot = f"{say('sources')}: {', '.join(publishers[:6])}{more} {say.text(book.site.name)}. {say.text(book.site.licence)}"
    return Sheet(
        data,
        say.text(chart.alt),
        writer.plain_words(chart.title),
        writer.plain_words(chart.subtitle),
        foot,
    )


def chart_files(
    book: Book, writers: dict[str, Writer], folders: Folders, of: downloads.Origin
) -> Iterator[tuple[str, str | bytes]]:
    """Each chart to take away and to put into other pages, and the script that makes it interactive."""
    for id_ in book.charts:
        for language, writer in writers.items():
            data, drawing = writer.draw(id_, language)
            name = f"charts/{id_}" + ("" if language == book.site.languages[0] else f".{language}")
            stem = f"data/{name}"
            yield from (
                (f"data/{file}", text)
                for file, text in csv_files(of, chart_table(name, data)).items()
            )
            yield from (
                (f"{stem}.{kind}", getattr(drawing, field))
                for kind, field in (("svg", "svg"), ("png", "png"), ("json", "spec"))
            )
            yield from embeds.chart_embed(writer, id_)
    yield (
        "assets/vega.js",
        interactive_script(folders.kept("charts"), folders.assets / "fonts" / "measure"),
    )


def social_cards(
    book: Book,
    pages: dict[str, str],
    cited: dict[str, list[Citable]],
    writers: dict[str, Writer],
    folders: Folders,
) -> Iterator[tuple[str, bytes]]:
    """For each page the picture that is shown beside a link to it."""
    look = Look(
        fonts=folders.assets / "fonts" / "measure",
        colors=palette(folders.assets / "style.css"),
        mark=(folders.assets / "mark.svg").read_text(encoding="utf-8"),
    )
    return social_card_files(book, pages, cited, writers, folders.kept("cards"), look)


def feeds(book: Book, writers: dict[str, Writer], address: str) -> Iterator[tuple[str, str]]:
    """What changed, as a feed for readers that ask again."""
    newest = changes(book)[:FEED_LENGTH]
    entries = [(change, *writers["en"].told(change)) for change in newest]
    yield "changes/feed.xml", changes_feed(book, entries, address, book.site.name.en)


def to_find(
    book: Book,
    writers: dict[str, Writer],
    prose: dict[str, str],
    pages: dict[str, str],
    cited: dict[str, list[Citable]],
    address: str,
) -> Iterator[tuple[str, str]]:
    """What the search box, browsers and search engines read."""
    exists, written = (
        _published(book, prose).__contains__,
        {path: (text, pages[path]) for path, text in prose.items()},
    )
    for language, writer in writers.items():
        yield from search_files(book, writer, written, exists)
        folder = f"{language}/" if exists(f"{language}/search/") else ""
        if address:
            yield (
                f"search/{language}/opensearch.xml",
                opensearch(
                    book.site.name.in_(language),
                    book.site.description.in_(language),
                    language,
                    f"{address}{folder}search/",
                ),
            )
    if address:
        yield "robots.txt", robots(address)
        yield "llms.txt", llms_txt(book, pages, cited, address)


def take_away(
    book: Book, writers: dict[str, Writer], address: str, archive: str = ""
) -> downloads.Downloads:
    """The record as files; the data page lists them, so they are made before the pages."""
    filled = cache(
        lambda words, language: (
            writers[language].plain_words(words) if "{{" in words else " ".join(words.split())
        )
    )
    taken = downloads.downloads(
        book, lambda text, language: filled(text.in_(language), language), address, archive
    )
    for writer in writers.values():
        writer.downloads = taken
    return taken
