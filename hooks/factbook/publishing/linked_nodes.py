"""What the data of every page are made with: where it stands, and nodes that others lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..meaning.addresses import page_url, url_of
from ..meaning.wording import Wording
from ..record.book import Address, Book
from ..record.kinds import KINDS, Named, Organization, Person, Program
from ..record.values import Day
from ..writing.citation_styles import Work, licence_address
from ..writing.citations import Citables
from ..writing.document import Document
from ..writing.page import chart_file
from ..writing.writer import Writer
from .descriptors import CSV
from .downloads import Downloads

TYPES = {name: kind.schema_type for name, kind in KINDS.items() if kind.schema_type}
ORGANIZATION_TYPES = {"government": "GovernmentOrganization", "research": "ResearchOrganization"}
PROGRAM_TYPES = {"law": "Legislation", "body": "GovernmentOrganization"}
Node = dict[str, object]


@dataclass(frozen=True)
class Published:
    """The site as a whole, which the data of each page leads back to."""

    book: Book
    writers: Mapping[str, Writer]
    documents: Mapping[str, Document]
    cited: Citables
    downloads: Downloads
    address: str  # where the site stands, or "" where that is not known


@dataclass(frozen=True)
class OnPage:
    """A page of the site."""

    site: Published
    document: Document

    @property
    def book(self) -> Book:
        return self.site.book

    @property
    def work(self) -> Work:
        """The page as it is cited."""
        return self.site.cited[self.document.path]

    @property
    def language(self) -> str:
        """The code of the language that it is written in."""
        return self.document.language

    @property
    def writer(self) -> Writer:
        """What writes pages in its language."""
        return self.site.writers[self.language]

    @property
    def say(self) -> Wording:
        """The words of its language."""
        return self.writer.wording

    @property
    def day(self) -> str:
        """The last day of what the page tells."""
        date = self.work.date or self.book.site.as_of
        return date.last.isoformat()

    @property
    def folder(self) -> str:
        """Where the pages of its language stand."""
        return self.book.languages[self.language].folder

    @property
    def url(self) -> str:
        """Its path from the root of the site."""
        return self.document.url

    @property
    def plain_path(self) -> str:
        """The path of the page without the folder of its language."""
        return self.document.path.removeprefix(self.folder)

    @property
    def plain_url(self) -> str:
        """Its path without the folder of its language: the same for all translations."""
        return page_url(self.plain_path)

    def at(self, url: str) -> str:
        """The whole address of a page or file; nothing where the site's is not known."""
        return self.site.address + url if self.site.address else ""

    def id_of(self, url: str, part: str) -> str:
        """The identifier of a thing; without the site's address one that holds within the page."""
        return f"{self.at(url)}#{part}" if self.site.address else f"_:{part}"


def without_empty(node: Node) -> Node:
    """A node with what is known of it."""
    return {name: value for name, value in node.items() if value}


# ---------------------------------------------------------------- nodes


def mention(page: OnPage, address: Address) -> Node:
    """A record by its type and its name."""
    record = page.book.get(address)
    node: Node = {
        "@type": type_of(page.book, address),
        "@id": page.site.address and page.id_of(url_of(page.book, address), "this"),
        "name": page.say.text(record.name) if isinstance(record, Named) else "",
    }
    return without_empty(node)


def type_of(book: Book, address: Address) -> str:
    """What the record of an address is in the words of schema.org."""
    kind, record = address.partition("/")[0], book.get(address)
    match record:
        case Organization():
            return ORGANIZATION_TYPES.get(record.kind, TYPES[kind])
        case Program():
            return PROGRAM_TYPES.get(record.kind, TYPES[kind])
    return TYPES.get(kind, "Thing")


def other_names(page: OnPage, record: Named) -> list[str]:
    """The name in other languages; of persons and organizations other spellings too.

    Those of other things are words to search by.
    """
    names = [words for _, words in record.name.others(page.language)]
    if isinstance(record, (Person, Organization)):
        names += record.aliases
    own_name = page.say.text(record.name)
    return [name for name in dict.fromkeys(names) if name != own_name]


def maker(page: OnPage) -> Node:
    """Who made the site."""
    node: Node = {
        "@type": "Organization",
        "@id": page.site.address and page.id_of("", "maker"),
        "name": page.work.author,
        "url": page.site.address,
    }
    return without_empty(node)


def licence(page: OnPage) -> str:
    """The address of the terms on which the site may be used."""
    site = page.book.site
    return site.licence_url or licence_address(site.licence.in_(page.book.first_language))


def origin(page: OnPage) -> Node:
    """Who says what a page says, in which language, and as of when."""
    made_by = maker(page)
    return {
        "inLanguage": page.language,
        "datePublished": page.day,
        "dateModified": page.day,
        "version": page.work.edition,
        "author": made_by,
        "publisher": {"@id": made_by["@id"]} if "@id" in made_by else made_by,
        "license": licence(page),
    }


def cited_works(page: OnPage, sources: Iterable[str]) -> list[str]:
    """The addresses of sources; the titles of those that have none."""
    works = (page.book.sources[id_] for id_ in sources)
    return [work.url or work.title_in(page.language) for work in works]


def chart_rows(page: OnPage, chart: str) -> Node:
    """The file with the rows of a chart."""
    return {
        "@type": "DataDownload",
        "contentUrl": page.at(f"{chart_file(page.book, chart, page.language)}.csv"),
        "encodingFormat": CSV,
    }


def chart_drawing(page: OnPage, chart: str) -> Node:
    """The file of a chart as a picture: as PNG, which more programs read, where there is one."""
    _, drawing = page.writer.draw(chart)
    ending, kind = (".png", "image/png") if drawing.png else (".svg", "image/svg+xml")
    path = f"{chart_file(page.book, chart, page.language)}{ending}"
    return {"contentUrl": page.at(path), "encodingFormat": kind}


# ---------------------------------------------------------------- time


def span(days: Iterable[Day]) -> str:
    """The time from the first to the last of some days; nothing where there are none."""
    days = list(days)
    if not days:
        return ""
    first = min(day.first for day in days)
    last = max(day.last for day in days)
    return f"{first}/{last}"


def iso(day: Day | None) -> str:
    """A day as exact as ISO 8601 has a form for: of quarters and halves the year."""
    if not day:
        return ""
    return day.text if day.exactness in ("day", "month", "year") else day.text[:4]
