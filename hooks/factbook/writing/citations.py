"""What of the site can be cited, and for each page a page with its citations and files."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..meaning import figures
from ..meaning.addresses import page_url, relative, url_of
from ..meaning.wording import Wording
from ..record.book import Address, Book
from .calls import Calls
from .citation_styles import Work, apa, chicago, korean, mla, plain
from .document import Document
from .page import Publication
from .reference_files import bibtex, csl_json, ris
from .writer import Writer

STYLES = (
    ("apa", apa, None),
    ("mla", mla, None),
    ("chicago", chicago, None),
    ("korean", korean, "ko"),
)  # and the language that a style is for
FILES: tuple[tuple[str, Callable[[list[Work]], str]], ...] = (
    ("bib", lambda works: "".join(map(bibtex, works))),
    ("ris", lambda works: "".join(map(ris, works))),
    ("json", csl_json),
)


@dataclass(frozen=True)
class Citable:
    """A page or a part of one, by its anchor; the page itself stands at `top`."""

    anchor: str
    title: str
    work: Work


Citables = Mapping[str, list[Citable]]  # by the path of the page, the page itself first


def citables(site: Publication, documents: Mapping[str, Document]) -> dict[str, list[Citable]]:
    """For each page, what can be cited of it, the page itself first."""
    figures_of: dict[str, dict[str, Address]] = {}
    for address in site.book.figures:
        page, _, anchor = url_of(site.book, address).partition("#")
        figures_of.setdefault(page, {})[anchor] = address
    found = {}
    for path, document in documents.items():
        folder = site.book.languages[document.language].folder
        on_page = figures_of.get(document.url.removeprefix(folder), {})
        found[path] = list(_of_page(site, document, on_page))
    return found


def _of_page(
    site: Publication, document: Document, on_page: Mapping[str, Address]
) -> Iterator[Citable]:
    calls = site.plain(document.language)
    title = document.heading or calls.say.text(site.book.site.name)
    whole = _page_work(site, document, title)
    yield Citable("top", title, whole)
    for heading in document.headings:
        if heading.level in (2, 3):
            yield _part(whole, heading.id, heading.words)
    for chart in document.charts:
        yield _chart(whole, chart, calls)
    for anchor, address in on_page.items():
        if anchor in document.anchors:
            yield _figure(whole, anchor, address, calls)


def _chart(whole: Work, id_: str, calls: Calls) -> Citable:
    """A chart says what it shows in its own title."""
    title = calls.words(calls.book.charts[id_].title)
    part = _part(whole, f"chart-{id_}", title)
    return replace(part, work=replace(part.work, title=title, medium=calls.say("cite.chart")))


def _figure(whole: Work, anchor: str, address: Address, calls: Calls) -> Citable:
    """A figure says what it was on the day of the citation."""
    figure = calls.book.figures[address]
    current = figures.current(figure)
    part = _part(whole, anchor, calls.words(figure.label))
    value = f"{calls.reading(figure, current)} ({calls.say(f'stage.{current.stage}')})"
    return replace(part, work=replace(part.work, note=value))


def _page_work(site: Publication, document: Document, title: str) -> Work:
    name = site.wordings[document.language].text(site.book.site.name)
    return Work(
        _key(site.book, document.url),
        title,
        name,
        name,
        site.address + document.url,
        site.book.site.as_of,
        edition=site.edition,
        language=document.language,
        own=True,
    )


def _part(whole: Work, anchor: str, words: str) -> Citable:
    stop = "" if whole.title.endswith(("?", "!", ".")) else ":"
    work = replace(
        whole,
        key=f"{whole.key}:{anchor}",
        title=f"{whole.title}{stop} {words}",
        url=f"{whole.url}#{anchor}",
    )
    return Citable(anchor, words, work)


def _key(book: Book, url: str) -> str:
    """A key for reference managers: from the address, never from a title."""
    return f"{_site_key(book)}:{url.strip('/').replace('/', '-') or 'home'}"


def _site_key(book: Book) -> str:
    """The name of the site in Latin letters, in the first language that has any of them."""
    for _, name in book.site.name.others(""):
        if key := re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"):
            return key
    return "record"


def work_of_source(book: Book, id_: str) -> Work:
    """A source as a work to cite.

    An article that names nobody is unsigned; an office or firm signs its own pages.
    """
    source = book.sources[id_]
    unsigned = not source.author and source.kind in ("press", "aggregator")
    return Work(
        id_,
        source.title_in(source.language),
        source.author or source.publisher,
        source.publisher,
        source.url or "",
        source.published,
        source.accessed,
        language=source.language,
        described=source.described,
        unsigned=unsigned,
    )


# ---------------------------------------------------------------- pages and files


def cite_files(writers: Mapping[str, Writer], cited: Citables) -> Iterator[tuple[str, str]]:
    """For each page its page of citations, and its own citation as files; and for each source."""
    for path, parts in cited.items():
        url = page_url(path)
        writer = writers[parts[0].work.language]
        yield (
            f"cite/{url}index.html",
            _cite_page(
                writer,
                f"cite/{url}",
                url,
                parts,
                files=True,
            ),
        )
        for suffix, write in FILES:
            yield f"cite/{url}citation.{suffix}", write([parts[0].work])
    first = next(iter(writers.values()))
    for work in _sources(first.book):
        url, back = f"cite/sources/{work.key}/", f"sources/#{work.key}"
        page = _cite_page(
            first,
            url,
            back,
            [Citable("top", work.title, work)],
        )
        yield f"{url}index.html", page


def bibliography(book: Book, is_edition: bool) -> Iterator[tuple[str, str]]:
    """All sources, as a file for each sort of reference manager; an edition has the first."""
    sources = _sources(book)
    for suffix, write in FILES[:1] if is_edition else FILES:
        yield f"data/bibliography.{suffix}", write(sources)


def _sources(book: Book) -> list[Work]:
    return [work_of_source(book, id_) for id_ in book.sources]


def _cite_page(
    writer: Writer, url: str, back: str, parts: list[Citable], files: bool = False
) -> str:
    say, folder = writer.wording, writer.book.languages[writer.language].folder
    labels = _labels(say, writer.book)
    return writer.bare(
        "cite.html",
        f"{url}index.md",
        back=relative("", url) + back,
        home=folder if writer.site.exists(folder) else "",
        parts=[
            (part, zip(labels, _formats(part.work, say, writer.book), strict=True))
            for part in parts
        ],
        single=len(parts) == 1,
        files=files,
    )


def _styles(book: Book) -> Iterator[tuple[str, Callable[[Work], str]]]:
    """The styles that readers of the site's languages use."""
    for name, style, language in STYLES:
        if language is None or language in book.site.languages:
            yield name, style


def _labels(say: Wording, book: Book) -> tuple[Markup, ...]:
    styles = (name for name, _ in _styles(book))
    names = ("plain", *styles, "bibtex", "ris", "csl")
    return tuple(Markup.escape(say(f"cite.{name}")) for name in names)


def _formats(work: Work, say: Wording, book: Book) -> Iterator[Markup]:
    """Each way to write a citation, in the order of the labels; what programs read as typed."""
    yield Markup(plain(work, say))
    yield from (Markup(style(work)) for _, style in _styles(book))
    for code in (bibtex(work), ris(work), csl_json([work])):
        yield Markup(f"<pre>{html.escape(code, quote=False)}</pre>")
