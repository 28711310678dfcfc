"""Where each record, figure and step stands on the site, as a path from its root."""

from collections.abc import Callable, Iterable, Iterator
from posixpath import commonprefix

from ..record.book import Book
from ..record.kinds import KINDS, PLACELESS
from ..record.languages import Language
from ..record.values import Address
from .leaves import leaf_of_record

# The kinds whose records have a page each, and for others the page on which all of them stand.
PAGE_KINDS = tuple(name for name, kind in KINDS.items() if kind.page)
LIST_PAGES = {name: kind.listed_on for name, kind in KINDS.items() if kind.listed_on}


def url_of(book: Book, address: Address) -> str:
    """The path of a record or figure, with its anchor: investments/nvidia-gpus/#total.

    Of an entry of a long list that of the leaf on which it stands now.
    """
    page, mark, anchor = lasting_url(book, address).partition("#")
    return f"{page}{leaf_url(_leaf(book, address))}{mark}{anchor}"


def lasting_url(book: Book, address: Address) -> str:
    """The same for good: an entry keeps the address in its list, which leads on to its leaf."""
    address, _, figure = address.partition("#")
    kind, _, id_ = address.partition("/")
    if kind in PAGE_KINDS:
        return f"{kind}/{id_}/" + (f"#{figure}" if figure else "")
    if kind == "minister":
        return f"{book.site.page}/" + (f"#{figure}" if figure else "")
    if kind == "topics":
        return (book.topics[id_].page or f"topics/{id_}") + "/"
    if kind == "positions":
        return f"people/{book.positions[id_].person}/#{id_}"
    if kind in LIST_PAGES:
        return entry_url(address) + (f"--{figure}" if figure else "")
    raise KeyError(address)


def _leaf(book: Book, address: Address) -> str:
    """The name of the leaf that a record stands on which has no page of its own."""
    return "" if has_own_page(address) else leaf_of_record(book, address.partition("#")[0])


def leaf_url(name: str) -> str:
    """What the address of a list is followed by in that of one of its leaves."""
    return f"{name}/" if name else ""


def entry_url(address: Address) -> str:
    """Where a record stands in the list of all of its kind, whether or not it has a page too."""
    kind, _, id_ = address.partition("/")
    return f"{LIST_PAGES[kind]}#{id_}"


def step_url(book: Book, address: Address, anchor: str) -> str:
    """The path of a step on the page of its record."""
    return _part(url_of(book, address), anchor)


def lasting_step_url(book: Book, address: Address, anchor: str) -> str:
    """The same for good."""
    return _part(lasting_url(book, address), anchor)


def entry_addresses(address: Address, anchors: Iterable[str]) -> Iterator[str]:
    """Where a record that has a page of its own, and its steps, stand in a list besides."""
    if has_own_page(address) and address.partition("/")[0] in LIST_PAGES:
        entry = entry_url(address)
        yield entry
        yield from (_part(entry, anchor) for anchor in anchors)


def _part(page: str, anchor: str) -> str:
    return f"{page}--{anchor}" if "#" in page else f"{page}#{anchor}"


def edition_urls(book: Book) -> Iterator[str]:
    """Where each edition stands: those that are kept, and the present one, named by its day."""
    for day in dict.fromkeys((*book.site.editions, book.site.as_of)):
        yield f"editions/{day}/"


def feed_path(topic: str = "") -> str:
    """Where the feed of changes stands in the folder of a language: of all, or of a topic."""
    return f"changes/topics/{topic}.xml" if topic else "changes/feed.xml"


def calendar_path(topic: str = "") -> str:
    """Where the calendar of what is due stands in the folder of a language."""
    return f"promises/due/{topic}.ics" if topic else "promises/due.ics"


def has_own_page(address: Address) -> bool:
    """True where a record has a page of its own, on which its steps have their places."""
    return address.partition("/")[0] in PAGE_KINDS


def has_url(address: Address) -> bool:
    """True where a record has a place on the site."""
    return not address.startswith(PLACELESS)


def language_of(path: str, book: Book) -> Language:
    """The language of a page, by the folder that it stands in."""
    for language in book.languages.values():
        if language.folder and path.startswith(language.folder):
            return language
    return book.languages[book.first_language]


def own_path(path: str, language: Language, exists: Callable[[str], object]) -> str:
    """A path in the folder of a language where there is such a page, else in the first one's."""
    own = language.folder + path
    return own if exists(own.partition("#")[0]) else path


def relative(target: str, page: str) -> str:
    """The path of a target as written on a page: both are paths from the root of the site."""
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    return _relative(path, page) + mark + anchor


def _relative(path: str, page: str) -> str:
    here, there = _folders(page), _folders(path)
    shared = len(commonprefix([here, there]))
    up = [".."] * (len(here) - shared)
    way = "/".join([*up, *there[shared:]])
    is_folder = not path or path.endswith("/")
    return f"{way or '.'}/" if is_folder or not way else way


def _folders(path: str) -> list[str]:
    return [name for name in path.split("/") if name]


def page_url(source: str) -> str:
    """The path that a page of Markdown is published at: minister.md -> minister/."""
    stem = source.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"
