"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

from collections.abc import Iterator, Mapping
from functools import cache

from ..drawing.palette import palette
from ..record.folders import Folders
from ..record.values import Text
from ..writing.calls import Calls
from ..writing.citations import Citables, cite_files
from ..writing.document import Document
from ..writing.ledger import moved_pages
from ..writing.writer import Writer
from . import cartridge
from .chart_files import chart_files
from .downloads import Downloads, File, downloads
from .feed import changes_feed
from .robots import llms_txt, opensearch, robots
from .search_files import search_files
from .social_cards import Look, social_card_files

Writers = Mapping[str, Writer]  # by their languages, the first one first
Files = Iterator[tuple[str, File]]  # by their paths


def take_away(plain: Mapping[str, Calls], address: str, archive: str = "") -> Downloads:
    """The record as files; the data page lists them, so they are made before the pages."""

    @cache
    def fill(words: str, language: str) -> str:
        return plain[language].words(words)

    def fill_text(text: Text, language: str) -> str:
        return fill(text.in_(language), language)

    book = next(iter(plain.values())).book
    return downloads(book, fill_text, address, archive)


def all_files(
    writers: Writers,
    documents: Mapping[str, Document],
    cited: Citables,
    folders: Folders,
    social_cards: bool,
) -> dict[str, File]:
    """Every file beside the pages."""
    first = next(iter(writers.values()))
    address = first.site.address
    files: dict[str, File] = {}
    files.update(cite_files(writers, cited))
    files.update(_moved_pages(writers))
    for name, file in first.site.downloads.files.items():
        files[f"data/{name}"] = file
    files["changes/feed.xml"] = changes_feed(first.plain, address)
    files.update(cartridge.files(first.book, writers, address))
    for writer in writers.values():
        files.update(search_files(writer, documents))
    if address:
        files.update(_for_robots(writers, documents, cited))
    files.update(chart_files(writers, folders))
    if social_cards:
        files.update(_social_cards(writers, documents, cited, folders))
    return files


def _moved_pages(writers: Writers) -> Files:
    """A page that leads on, wherever a page has moved away."""
    first = next(iter(writers.values()))
    for old, new, anchors in moved_pages(first.site.ledger):
        writer = writers.get(old.partition("/")[0], first)
        address = writer.site.address
        page = writer.bare(
            "moved.html",
            f"{old}index.md",
            new=new,
            anchors=anchors,
            canonical=address + new if address else "",
        )
        yield f"{old}index.html", page


def _for_robots(writers: Writers, documents: Mapping[str, Document], cited: Citables) -> Files:
    """What browsers, search engines and language models read of a site that has an address."""
    for language, writer in writers.items():
        site, say = writer.book.site, writer.wording
        search_page = writer.site.address + writer.own_path("search/")
        yield (
            f"search/{language}/opensearch.xml",
            opensearch(say.text(site.name), say.text(site.description), language, search_page),
        )
    first = next(iter(writers.values()))
    yield "robots.txt", robots(first.site.address)
    yield "llms.txt", llms_txt(first.book, documents, cited, first.site.address)


def _social_cards(
    writers: Writers,
    documents: Mapping[str, Document],
    cited: Citables,
    folders: Folders,
) -> Iterator[tuple[str, bytes]]:
    """For each page the picture that is shown beside a link to it."""
    look = Look(
        fonts=folders.assets / "fonts" / "measure",
        colors=palette(folders.assets / "style.css"),
        mark=(folders.assets / "mark.svg").read_text(encoding="utf-8"),
    )
    return social_card_files(writers, documents, cited, folders.cache_of("cards"), look)
