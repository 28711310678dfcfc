"""How each page of the site is cited, and what a script is told of its parts.

The styles are in Python alone. Without a script a page shows its own citation in each of those that
people read; for reference managers, and for the parts of pages, the script fills the blanks that
the styles left: docs/assets/cite.js.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from markupsafe import Markup

from ..meaning import figures
from ..meaning.addresses import own_path, url_of
from ..meaning.wording import Wording
from ..record.book import Address, Book
from ..record.values import Day
from .calls import Calls
from .citation_styles import STOPS, Work, apa, chicago, headline, korean, mla, plain
from .document import Document
from .escaping import compact_json, json_in_a_page
from .page import Publication
from .reference_files import TEX, bibtex, csl_json, ris

STYLES = (
    ("apa", apa, None),
    ("mla", mla, None),
    ("chicago", chicago, None),
    ("korean", korean, "ko"),
)  # and the language that a style is for
FILES: tuple[tuple[str, str, Callable[[list[Work]], str]], ...] = (
    ("bibtex", "bib", lambda works: "".join(map(bibtex, works))),
    ("ris", "ris", lambda works: "".join(map(ris, works))),
    ("csl", "json", csl_json),
)


@dataclass(frozen=True)
class Written:
    """A citation written in one way."""

    label: str
    text: Markup
    file: str = ""  # what a file of it ends in, where it is for reference managers


@dataclass(frozen=True)
class Part:
    """What can be cited of a page: a section, a chart or a figure, by its anchor."""

    anchor: str
    words: str
    note: str = ""  # what a figure was on the day of the citation
    page: Work | None = None  # of a chart its own page, which is cited wherever the chart stands

    @property
    def shape(self) -> str:
        """Which of the SHAPES its citations have."""
        if self.page:
            return "chart"
        return "figure" if self.note else ""


@dataclass(frozen=True)
class Citation:
    """What a page shows of how to cite it."""

    written: list[Written]
    for_script: Markup  # JSON


Citables = Mapping[str, Work]  # each page that can be cited, by its path


def citables(
    site: Publication,
    documents: Mapping[str, Document],
) -> dict[str, Work]:
    """Each page as a work to cite."""
    return {path: _page_work(site, document) for path, document in documents.items()}


def _page_work(site: Publication, document: Document) -> Work:
    say = site.wordings[document.language]
    return Work(
        _key(site.book, document.url),
        _in_a_line(document.heading or say.text(site.book.site.name)),
        url=site.address + document.url,
        **_of_the_site(site, say),
    )


def _of_the_site(site: Publication, say: Wording) -> dict[str, Any]:
    """What the citations of all pages in a language have in common."""
    name = say.text(site.book.site.name)
    return {
        "author": name,
        "container": name,
        "date": site.book.site.as_of,
        "edition": edition_name(site.book.site.as_of, site.edition),
        "language": say.language,
        "own": True,
    }


def edition_name(day: Day, state: str) -> str:
    """What a citation calls an edition: by its day, as sheets and addresses do, then by its state.

    '' where the state that is published has no name, as on an author's computer.
    """
    return f"{day} {state}" if state else ""


def _in_a_line(words: str) -> str:
    """Words with plain spaces: reference managers know no others."""
    return " ".join(words.split())


def _key(book: Book, url: str) -> str:
    """A key for reference managers: from the address, never from a title."""
    return f"{_site_key(book)}:{url.strip('/').replace('/', '-') or 'home'}"


def _site_key(book: Book) -> str:
    """The name of the site in Latin letters, in the first language that has any of them."""
    for _, name in book.site.name.others(""):
        if key := re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"):
            return key
    return "record"


# ---------------------------------------------------------------- ways to write a citation


def formats(work: Work, say: Wording, book: Book) -> Iterator[Written]:
    """Each way to write a citation; what programs read stands as typed."""
    yield from in_words(work, say, book)
    for name, file, write in FILES:
        code = html.escape(write([work]), quote=False)
        yield Written(say(f"cite.{name}"), Markup(f"<pre>{code}</pre>"), file)


def in_words(work: Work, say: Wording, book: Book) -> Iterator[Written]:
    """A citation as people write it, in each style."""
    yield Written(say("cite.plain"), Markup(plain(work, say)))
    for name, style, language in STYLES:
        if language is None or language in book.site.languages:
            yield Written(say(f"cite.{name}"), Markup(style(work)))


# ---------------------------------------------------------------- pages and their parts


class Citing:
    """How the pages of a site are cited."""

    def __init__(
        self,
        site: Publication,
        documents: Mapping[str, Document],
        works: Citables,
    ):
        self.site = site
        self.documents = documents
        self.works = works

    def of(self, path: str) -> Citation | None:
        """The citation of a page; an edition does without."""
        if self.site.day or path not in self.works:
            return None
        work = self.works[path]
        say = self.site.wordings[work.language]
        written = list(in_words(work, say, self.site.book))
        return Citation(written, for_script(work, self.parts(self.documents[path])))

    def parts(self, document: Document) -> Iterator[Part]:
        """What can be cited of a page, besides all of it: its sections, charts and figures."""
        calls = self.site.plain(document.language)
        language = self.site.book.languages[document.language]
        for heading in document.headings:
            if heading.level in (2, 3):
                yield Part(heading.id, _in_a_line(heading.words))
        for chart in document.charts:
            title = calls.words(self.site.book.charts[chart].title)
            path = own_path(f"charts/{chart}.md", language, self.works.__contains__)
            yield Part(f"chart-{chart}", _in_a_line(title), page=self.works[path])
        figures_of = self.site.book.once(figures_of_pages)
        on_page = figures_of.get(document.url.removeprefix(language.folder), {})
        for anchor, address in on_page.items():
            if anchor in document.anchors:
                yield _figure(anchor, address, calls)


def figures_of_pages(book: Book) -> dict[str, dict[str, Address]]:
    """The figures that stand on each page, by its address and by their anchors there."""
    found: dict[str, dict[str, Address]] = {}
    for address in book.figures:
        page, _, anchor = url_of(book, address).partition("#")
        found.setdefault(page, {})[anchor] = address
    return found


def _figure(anchor: str, address: Address, calls: Calls) -> Part:
    """A figure says what it was on the day of the citation."""
    figure = calls.book.figures[address]
    current = figures.current(figure)
    value = f"{calls.reading(figure, current)} ({calls.say(f'stage.{current.stage}')})"
    return Part(anchor, _in_a_line(calls.words(figure.label)), note=_in_a_line(value))


# ---------------------------------------------------------------- what the script reads

# Blanks, each with an underscore and a quotation mark, before which TeX and JSON put a backslash:
# so the script sees in which of them it is to write what it fills in.
KEY, TITLE, HEADLINE, URL, NOTE = (
    f'⟦{name}_"⟧' for name in ("key", "title", "headline", "url", "note")
)
SHAPES = ("", "chart", "figure")  # a section has the first
DIALOG_WORDS = ("cite", "cite.part", "cite.whole", "cite.file", "copy", "copied", "close")


class Blank(Work):
    """A work with blanks where the parts of pages differ."""

    @property
    def headline(self) -> str:
        """A blank too: a title is capitalized before it is filled in."""
        return self.title.replace(TITLE, HEADLINE)


def blanks(site: Publication, say: Wording) -> str:
    """The styles of a language with blanks, for each shape of part and each end of its title."""
    styles, forms = {}, []
    for shape, end in product(SHAPES, ("", *STOPS)):
        ways = list(_blank(site, say, shape, end))
        forms = [{"label": way.label, "file": way.file} for way in ways]
        styles[f"{shape}{end}"] = [way.text for way in ways]
    read = {
        "words": {key: say(key) for key in DIALOG_WORDS},
        "stops": "".join(STOPS),
        "tex": {chr(sign): code for sign, code in TEX.items()},
        "forms": forms,
        "styles": styles,
    }
    return f"{compact_json(read)}\n"


def _blank(
    site: Publication,
    say: Wording,
    shape: str,
    end: str,
) -> Iterator[Written]:
    work = Blank(
        KEY,
        TITLE + end,
        url=URL,
        medium=say("cite.chart") if shape == "chart" else "",
        note=NOTE if shape == "figure" else "",
        **_of_the_site(site, say),
    )
    return formats(work, say, site.book)


def for_script(work: Work, parts: Iterator[Part]) -> Markup:
    """What fills the blanks for a page and its parts, as JSON that may stand in a page."""
    before = f"{work.title}{'' if work.title.endswith(STOPS) else ':'} "
    capitalized = headline(before) if work.language == "en" else before
    found = []
    for part in parts:
        fields = {"id": part.anchor, "words": part.words, "note": part.note, "shape": part.shape}
        if part.page:
            fields |= {"key": part.page.key, "url": part.page.url}
        if work.language == "en":
            fields["headline"] = _headline(part, before, capitalized)
        found.append({name: value for name, value in fields.items() if value})
    page = {
        "key": work.key,
        "url": work.url,
        "title": work.title,
        "headline": headline(work.title) if work.language == "en" else work.title,
        "parts": found,
    }
    return json_in_a_page(page)


def _headline(part: Part, before: str, capitalized: str) -> str:
    """The words of a part as they are capitalized in its title; empty where nothing is."""
    if part.page:
        words = headline(part.words)
    else:
        words = headline(before + part.words).removeprefix(capitalized)
    return "" if words == part.words else words
