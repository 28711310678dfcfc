"""How each source is cited: a page for each, and all of them as files for reference managers."""

from collections.abc import Iterator, Mapping

from ..meaning.addresses import relative
from ..record.book import Book
from .citation_styles import Work
from .citations import FILES, formats
from .writer import Writer


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


def source_pages(writers: Mapping[str, Writer]) -> Iterator[tuple[str, str]]:
    """For each source a page of its citations, which is light and the same without a script."""
    first = next(iter(writers.values()))
    for work in _works(first.book):
        url = f"cite/sources/{work.key}/"
        yield f"{url}index.html", _page(first, url, work)


def _page(writer: Writer, url: str, work: Work) -> str:
    folder = writer.book.languages[writer.language].folder
    return writer.bare(
        "cite.html",
        f"{url}index.md",
        title=work.title,
        back=f"{relative('', url)}sources/#{work.key}",
        home=folder if writer.site.exists(folder) else "",
        written=list(formats(work, writer.wording, writer.book)),
    )


def bibliography(book: Book, is_edition: bool) -> Iterator[tuple[str, str]]:
    """All sources, as a file for each sort of reference manager; an edition has the first."""
    works = _works(book)
    for _, file, write in FILES[:1] if is_edition else FILES:
        yield f"data/bibliography.{file}", write(works)


def _works(book: Book) -> list[Work]:
    return [work_of_source(book, id_) for id_ in book.sources]
