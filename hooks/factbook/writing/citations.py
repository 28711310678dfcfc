"""What of the site can be cited, and for each page a page with its citations and files for reference managers."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..meaning import figures
from ..meaning.addresses import language_of, page_url, relative, url_of
from ..record.book import Address, Book
from .citation_styles import Work, apa, bibtex, chicago, csl_json, korean, mla, plain, ris
from .ledger import CHART, Heading, headings
from .writer import Page, Writer, split_front

STYLES = (
    ("apa", apa, None),
    ("mla", mla, None),
    ("chicago", chicago, None),
    ("korean", korean, "ko"),
)  # and the language that a style is for
FILES = (("bib", bibtex, "".join), ("ris", ris, "".join), ("json", lambda work: work, csl_json))


@dataclass(frozen=True)
class Citable:
    """A page or a part of one, by its anchor; the page itself stands at `top`."""

    anchor: str
    title: str
    work: Work


@dataclass(frozen=True)
class Publication:
    """Where a site is published, and which edition of it this is."""

    address: str = ""
    edition: str = ""


def citables(
    book: Book, pages: dict[str, str], writers: dict[str, Writer], publication: Publication
) -> dict[str, list[Citable]]:
    """For each page, what can be cited of it, the page itself first."""
    figures_of: dict[str, dict[str, Address]] = {}
    for address in book.figures:
        page, _, anchor = url_of(book, address).partition("#")
        figures_of.setdefault(page, {})[anchor] = address
    return {
        path: list(
            _of_page(
                path,
                text,
                figures_of.get(page_url(path.removeprefix(f"{language_of(path, book)}/")), {}),
                _writer_of(path, writers),
                publication,
            )
        )
        for path, text in pages.items()
    }


def _writer_of(path: str, writers: dict[str, Writer]) -> Writer:
    """The writer of a page's language: the folder names it, the first one writes the rest."""
    return writers.get(path.partition("/")[0]) or next(iter(writers.values()))


def _of_page(
    path: str, text: str, its_figures: dict[str, Address], writer: Writer, publication: Publication
) -> Iterator[Citable]:
    body, call = (
        split_front(text)[1],
        writer.calls(Page(path, writer.wording.language, cards=False)),
    )
    found = list(headings(body))
    title = next(
        (_words(heading) for heading in found if heading.level == 1),
        writer.wording.text(writer.book.site.name),
    )
    whole = _page_work(writer, page_url(path), title, publication)
    yield Citable("top", title, whole)
    yield from (
        _part(whole, heading.id, _words(heading)) for heading in found if heading.level in (2, 3)
    )
    yield from (_chart(whole, anchor, call) for anchor in CHART.findall(body))
    yield from (
        _figure(whole, anchor, address, call)
        for anchor, address in its_figures.items()
        if f'id="{anchor}"' in body
    )


def _chart(whole: Work, anchor: str, call: dict) -> Citable:
    """A chart says what it shows in its own title."""
    title = call["words"](call["book"].charts[anchor.removeprefix("chart-")].title)
    part = _part(whole, anchor, title)
    return replace(part, work=replace(part.work, title=title, medium=call["say"]("cite.chart")))


def _figure(whole: Work, anchor: str, address: Address, call: dict) -> Citable:
    """A figure says what it was on the day of the citation."""
    figure = call["book"].figures[address]
    current = figures.current(figure)
    part = _part(whole, anchor, call["words"](figure.label))
    said = f"{call['reading'](figure, current)} ({call['say'](f'stage.{current.stage}')})"
    return replace(part, work=replace(part.work, note=said))


def _page_work(writer: Writer, url: str, title: str, publication: Publication) -> Work:
    site = writer.wording.text(writer.book.site.name)
    return Work(
        _key(writer.book, url),
        title,
        site,
        site,
        publication.address + url,
        writer.book.site.as_of,
        edition=publication.edition,
        language=writer.wording.language,
        own=True,
    )


def _part(whole: Work, anchor: str, words: str) -> Citable:
    joined = f"{whole.title}{'' if whole.title.endswith(('?', '!', '.')) else ':'} {words}"
    return Citable(
        anchor,
        words,
        replace(whole, key=f"{whole.key}:{anchor}", title=joined, url=f"{whole.url}#{anchor}"),
    )


def _key(book: Book, url: str) -> str:
    """A key for reference managers: from the address, never from a title."""
    name = re.sub(r"[^a-z0-9]+", "-", book.site.name.en.lower()).strip("-")
    return f"{name}:{url.strip('/').replace('/', '-') or 'home'}"


def _words(heading: Heading) -> str:
    """A heading as plain words."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<[^>]+>", "", heading.words))
    return html.unescape(text.replace("**", ""))


def work_of_source(book: Book, id_: str) -> Work:
    """A source as a work to cite; an article that names nobody is unsigned, an office or firm signs its own pages."""
    source = book.sources[id_]
    unsigned = not source.author and source.kind in ("press", "aggregator")
    return Work(
        id_,
        source.title,
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


def cite_files(
    book: Book, cited: dict[str, list[Citable]], writers: dict[str, Writer]
) -> Iterator[tuple[str, str]]:
    """For each page its page of citations, and its own citation as files; the same for each source."""
    for path, parts in cited.items():
        url, writer = page_url(path), _writer_of(path, writers)
        yield f"cite/{url}index.html", _cite_page(writer, f"cite/{url}", url, parts, files=True)
        for suffix, write, join in FILES:
            yield f"cite/{url}citation.{suffix}", join([write(parts[0].work)])
    sources = [work_of_source(book, id_) for id_ in book.sources]
    for work in sources:
        part = Citable("top", work.title, work)
        yield (
            f"cite/sources/{work.key}/index.html",
            _cite_page(
                _writer_of("", writers), f"cite/sources/{work.key}/", f"sources/#{work.key}", [part]
            ),
        )
    for suffix, write, join in FILES:
        yield f"data/bibliography.{suffix}", join([write(work) for work in sources])


def _cite_page(
    writer: Writer, url: str, back: str, parts: list[Citable], files: bool = False
) -> str:
    calls, labels = (
        writer.calls(Page(f"{url}index.md", writer.wording.language, cards=False)),
        _labels(writer),
    )
    home = f"{writer.wording.language}/" if writer.exists(f"{writer.wording.language}/") else ""
    formats = [(part, zip(labels, _formats(part.work, writer))) for part in parts]
    return writer.template("cite.html.jinja").render(
        calls,
        back=relative("", url) + back,
        home=home,
        parts=formats,
        single=len(parts) == 1,
        files=files,
    )


def _styles(writer: Writer) -> Iterator[tuple[str, Callable[[Work], str]]]:
    """The styles that readers of the site's languages use."""
    return (
        (name, style)
        for name, style, language in STYLES
        if language in (None, *writer.book.site.languages)
    )


def _labels(writer: Writer) -> tuple[Markup, ...]:
    return tuple(
        Markup.escape(writer.wording(f"cite.{name}"))
        for name in ("plain", *(name for name, _ in _styles(writer)), "bibtex", "ris", "csl")
    )


def _formats(work: Work, writer: Writer) -> Iterator[Markup]:
    """Each way to write a citation, in the order of the labels; what programs read stands as it is typed."""
    yield Markup(plain(work, writer.wording))
    yield from (Markup(style(work)) for _, style in _styles(writer))
    yield from (
        Markup(f"<pre>{html.escape(code, quote=False)}</pre>")
        for code in (bibtex(work), ris(work), csl_json([work]))
    )
