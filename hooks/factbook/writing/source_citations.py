"""How sources are cited: pages beside their list, and all as files for reference managers."""

from collections.abc import Iterator, Mapping
from functools import partial

from ..meaning.addresses import LIST_PAGES, leaf_url
from ..meaning.leaves import Leaf, leaves
from ..record.book import Book
from .citation_styles import Work
from .citations import FILES, formats
from .writer import Writer

ABOVE = "cite/"  # the folder of what is cited
CITED = f"{ABOVE}{LIST_PAGES['sources']}"


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
    """For each page of the list of sources one of their citations, the same without a script."""
    first = next(iter(writers.values()))
    for leaf in leaves(first.book, "sources-all"):
        url = f"{CITED}{leaf_url(leaf.name)}"
        yield f"{url}index.html", _page(first, url, leaf)


def _page(writer: Writer, url: str, leaf: Leaf) -> str:
    book = writer.book
    return writer.bare(
        "cite.html",
        f"{url}index.md",
        list=url.removeprefix(ABOVE),
        leaf=leaf,
        home=_home(writer),
        works=[work_of_source(book, id_) for id_ in leaf.things],
        written_of=partial(formats, say=writer.wording, book=book),
    )


def _home(writer: Writer) -> str:
    folder = writer.book.languages[writer.language].folder
    return folder if writer.site.exists(folder) else ""


def bibliography(book: Book, is_edition: bool) -> Iterator[tuple[str, str]]:
    """All sources, as a file for each sort of reference manager; an edition has the first."""
    works = _works(book)
    for _, file, write in FILES[:1] if is_edition else FILES:
        yield f"data/bibliography.{file}", write(works)


def _works(book: Book) -> list[Work]:
    return [work_of_source(book, id_) for id_ in book.sources]
