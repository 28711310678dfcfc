"""Each page as schema.org tells it to machines: what it is, where it stands, and what it is about.

Nothing is said that the record does not say: a post has its dates, an undertaking is a project unless it is a law or a body.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..meaning.addresses import LIST_PAGES, PAGE_KINDS, folder_of, page_url, url_of
from ..meaning.figures import CannotCompute, newest_post
from ..record.book import Address, Book, references
from ..record.kinds import Named, Organization, Person
from ..record.values import Day
from ..writing.citation_styles import licence_address
from ..writing.citations import Citable
from ..writing.writer import Writer, record_address
from .descriptors import CSV, JSON
from .downloads import Downloads

TYPES = {
    "people": "Person",
    "organizations": "Organization",
    "programs": "Project",
    "investments": "Project",
    "indicators": "Dataset",
}
CLOSER = {
    ("organizations", "government"): "GovernmentOrganization",
    ("organizations", "research"): "ResearchOrganization",
    ("programs", "law"): "Legislation",
    ("programs", "body"): "GovernmentOrganization",
}
PAGES = {
    "search/": "SearchResultsPage",
    "about/": "AboutPage",
    **dict.fromkeys((*(f"{kind}/" for kind in PAGE_KINDS), *LIST_PAGES.values()), "CollectionPage"),
}
TITLE = re.compile(r"^title: *(.+)$", re.M)
CITED = re.compile(r'(?:id="cited-|sources/#)([\w-]+)"')


@dataclass(frozen=True)
class Published:
    """The site as a whole, which the data of each page leads back to; `address` is where it stands, if that is known."""

    book: Book
    writers: dict[str, Writer]
    pages: dict[str, str]
    cited: dict[str, list[Citable]]
    downloads: Downloads
    address: str


def linked_data(site: Published, path: str, meta: dict) -> dict:
    """The graph of a page; `meta` is its front matter."""
    return {
        "@context": "https://schema.org",
        "@graph": [_given(node) for node in _Page(site, path, meta).nodes()],
    }


def type_of(book: Book, address: Address) -> str:
    """What the record of an address is in the words of schema.org."""
    kind = address.partition("/")[0]
    return CLOSER.get((kind, getattr(book.get(address), "kind", "")), TYPES[kind])


def span(days: Iterable[Day]) -> str:
    """The time from the first to the last of some days, as schema.org writes it; nothing where there are none."""
    days = list(days)
    return f"{min(day.first for day in days)}/{max(day.last for day in days)}" if days else ""


def iso(day: Day | None) -> str:
    """A day as exact as ISO 8601 has a form for: of quarters and halves the year."""
    return (
        "" if not day else day.text if day.exactness in ("day", "month", "year") else day.text[:4]
    )


def _given(node: dict) -> dict:
    return {name: value for name, value in node.items() if value}


class _Page:
    """What is told of one page."""

    def __init__(self, site: Published, path: str, meta: dict):
        self.site, self.book, self.path, self.meta = site, site.book, path, meta
        self.work = site.cited[path][0].work
        self.writer = site.writers[self.work.language]
        self.say, self.words = self.writer.wording, self.writer.plain_words
        self.folder = folder_of(self.work.language, self.book)
        self.plain_path = path.removeprefix(self.folder)
        self.url, self.plain_url = page_url(path), page_url(self.plain_path)
        self.title, self.description = (
            meta.get("title") or self.work.title,
            meta.get("description", ""),
        )
        address = record_address(path, self.book)
        self.record = self.book.get(address) if address.partition("/")[0] in PAGE_KINDS else None
        self.kind, self.id = address.split("/") if self.record else ("", "")
        self.references = (
            [(kind, id_) for _, kind, id_ in references(self.record)] if self.record else []
        )

    def nodes(self) -> Iterator[dict]:
        """The page, its place, what it is about, and the site."""
        crumbs, things = list(self._crumbs()), list(self._things())
        yield {
            **self._page(),
            "breadcrumb": crumbs and {"@id": self._id(self.url, "crumbs")},
            "mainEntity": things and {"@id": things[0]["@id"]},
            "isPartOf": {"@id": self._id("", "site")},
        }
        if crumbs:
            yield {
                "@type": "BreadcrumbList",
                "@id": self._id(self.url, "crumbs"),
                "itemListElement": crumbs,
            }
        yield from things
        yield self._website()

    # ------------------------------------------------------------ every page

    def _page(self) -> dict:
        sources = (
            [] if self.kind in ("indicators", "charts") else self._sources()
        )  # of those their data tell
        mentions = dict.fromkeys(f"{kind}/{id_}" for kind, id_ in self.references if kind in TYPES)
        return {
            "@type": PAGES.get(self.plain_url, "WebPage"),
            "@id": self._at(self.url),
            "url": self._at(self.url),
            "name": self.title,
            "description": self.description,
            **self._origin(),
            **self._translations(),
            "citation": self._cited(sources),
            "mentions": [self._named(address) for address in mentions],
        }

    def _origin(self) -> dict:
        """Who says it, in which language, and as of when."""
        day = self.work.date.last.isoformat()
        return {
            "inLanguage": self.work.language,
            "datePublished": day,
            "dateModified": day,
            "version": self.work.edition,
            "author": self._maker(),
            "publisher": self._maker(),
            "license": self._licence(),
        }

    def _translations(self) -> dict:
        first, *others = self.book.site.languages
        if self.work.language != first:
            return {"translationOfWork": self._twin(first)}
        return {"workTranslation": [twin for other in others if (twin := self._twin(other))]}

    def _twin(self, language: str) -> dict:
        """The same page in another language."""
        path = folder_of(language, self.book) + self.plain_path
        return (
            {"@id": self._at(page_url(path))}
            if self.site.address and path in self.site.cited
            else {}
        )

    def _crumbs(self) -> Iterator[dict]:
        """From the home page to this one, as the line above the title leads; the home page has none."""
        for place, (url, name) in enumerate(self._trail() if self.plain_url else (), 1):
            yield _given(
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": name,
                    "item": self.site.address and {"@id": self._at(url)},
                }
            )

    def _trail(self) -> Iterator[tuple[str, str]]:
        yield self.folder, self.say("home")
        above = self.plain_url.split("/")[:-2]
        for depth in range(1, len(above) + 1):
            path = f"{self.folder}{'/'.join(above[:depth])}/index.md"
            if path in self.site.pages:
                yield (
                    page_url(path),
                    self.say(f"kind.{self.kind}") if self.record else self._title_of(path),
                )
        yield self.url, self.title

    def _title_of(self, path: str) -> str:
        found = TITLE.search(self.site.pages[path])
        if not found:
            return self.site.cited[path][0].title
        title = found[1]
        return json.loads(title) if title.startswith('"') else title.strip("'")

    def _website(self) -> dict:
        """The site; the home page tells more of it."""
        node = {
            "@type": "WebSite",
            "@id": self._id("", "site"),
            "url": self.site.address,
            "name": self.work.container,
        }
        if self.plain_url:
            return node
        return {
            **node,
            "description": self.say.text(self.book.site.description),
            "inLanguage": list(self.book.site.languages),
            "publisher": self._maker(),
            "license": self._licence(),
            "potentialAction": self._search(),
        }

    def _search(self) -> dict:
        own = f"{self.folder}search/"
        if not self.site.address or not self.writer.exists(own):
            return {}
        return {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{self._at(own)}?q={{words}}"},
            "query-input": "required name=words",
        }

    # ------------------------------------------------------------ what the page is about, the main thing first

    def _things(self) -> Iterator[dict]:
        match self.kind:
            case "charts":
                yield from self._chart()
            case "indicators":
                yield {**self._thing(), **self._indicator()}
            case "people":
                yield {**self._thing(), **self._post()}
            case "":
                yield from self._of_prose()
            case _:
                yield {**self._thing(), **self._whole()}

    def _of_prose(self) -> Iterator[dict]:
        if self.meta.get("topic") in self.book.topics:
            yield self._article(self.meta["topic"])
        elif self.plain_url == LIST_PAGES["glossary"]:
            yield self._glossary()
        elif self.plain_url == "data/":
            yield self._all_data()

    def _thing(self) -> dict:
        """What is told of every record; it is the same thing on the pages of all languages."""
        role = getattr(self.record, "role", None)
        return {
            **self._named(f"{self.kind}/{self.id}"),
            "@id": self._id(self.plain_url, "this"),
            "alternateName": self._other_names(self.record),
            "description": self.words(role) if role else self.description,
        }

    def _whole(self) -> dict:
        """The organization or project that this one is part of; a law is none."""
        organization, program = (
            getattr(self.record, "parent", None),
            getattr(self.record, "part_of", None),
        )
        whole = (
            f"organizations/{organization}"
            if organization
            else f"programs/{program}"
            if program
            else ""
        )
        if not whole or "Legislation" in (
            type_of(self.book, whole),
            type_of(self.book, f"{self.kind}/{self.id}"),
        ):
            return {}
        return {"parentOrganization": self._named(whole)}

    def _post(self) -> dict:
        """A person's newest post, with the day until which it is known; one that has ended is no job title."""
        try:
            post = newest_post(self.book, self.id)
        except CannotCompute:
            return {}
        known = (
            self.say("until", day=self.say.day(post.end))
            if post.end
            else self.say("last-seen", day=self.say.day(post.seen or post.start))
        )
        title = self.words(post.title)
        role = {
            "@type": "OrganizationRole",
            "roleName": title,
            "startDate": iso(post.start),
            "endDate": iso(post.end),
            "description": known,
        }
        return {
            "jobTitle": "" if post.end else f"{title} ({known})",
            "worksFor": post.organization
            and {**_given(role), "worksFor": self._named(f"organizations/{post.organization}")},
        }

    def _indicator(self) -> dict:
        charts = [id_ for id_, chart in self.book.charts.items() if chart.indicator == self.id]
        whole = {
            "@type": "DataDownload",
            "name": self.say("kind.indicators"),
            "contentUrl": self._at("data/indicators.json"),
            "encodingFormat": JSON,
        }
        return {
            **self._data(self._sources()),
            "temporalCoverage": span(
                day for key in self.record.rows for day in self._days(f"indicators/{self.id}#{key}")
            ),
            "variableMeasured": {
                "@type": "PropertyValue",
                "name": self.title,
                "unitText": self.say.text(self.book.units[self.record.unit].label),
            },
            "distribution": self.site.address and [*map(self._rows, charts), whole],
        }

    def _chart(self) -> Iterator[dict]:
        """The drawing, and the rows that it shows."""
        data, _ = self.writer.draw(self.id, self.work.language)
        subtitle, rows = self.words(self.record.subtitle), {"@id": self._id(self.url, "data")}
        yield {
            "@type": "ImageObject",
            "@id": self._id(self.url, "this"),
            "name": self.title,
            "description": subtitle,
            "caption": self.description,
            "contentUrl": self._drawing(self.id),
            "encodingFormat": "image/png",
            "isBasedOn": rows,
            "inLanguage": self.work.language,
            "creator": self._maker(),
            "creditText": self.work.author,
            "license": self._licence(),
        }
        days = [
            day
            for point in data.points
            for day in (
                self._days(point.address)
                or [Day(text) for text in (point.start, point.end) if text]
            )
        ]
        yield {
            "@type": "Dataset",
            **rows,
            "name": self.title,
            "description": f"{subtitle} {data.description}",
            **self._data(data.sources),
            "temporalCoverage": span(days),
            "distribution": self.site.address and [self._rows(self.id)],
        }

    def _data(self, sources: Iterable[str]) -> dict:
        """What is told of all data: whose they are, on what terms, and what they are made from."""
        return {
            "creator": self._maker(),
            "license": self._licence(),
            "isAccessibleForFree": True,
            "inLanguage": self.work.language,
            "dateModified": self.work.date.last.isoformat(),
            "keywords": self.say.text(self.book.topics[self.record.topic].name),
            "isBasedOn": [url for id_ in sources if (url := self.book.sources[id_].url)],
        }

    def _days(self, address: Address) -> list[Day]:
        """The time that a figure speaks of; where none is told, the days for which it was said."""
        figure, (record, _, key) = self.book.figures.get(address), address.partition("#")
        row = self.book.get(record).rows[key] if record.startswith("indicators/") else figure
        period = getattr(row, "period", None)
        return (
            []
            if not figure
            else [period]
            if period
            else [reading.as_of for reading in figure.readings]
        )

    def _article(self, topic: str) -> dict:
        charts = [
            part.anchor.removeprefix("chart-")
            for part in self.site.cited[self.path]
            if part.anchor.startswith("chart-")
        ]
        minister = self.book.minister[self.book.site.minister].person
        return {
            "@type": "Article",
            "@id": self._id(self.url, "this"),
            "headline": self.work.title,
            "description": self.description,
            **self._origin(),
            "articleSection": self.say.text(self.book.topics[topic].name),
            "about": self.plain_url == "minister/" and self._named(f"people/{minister}"),
            "image": [*filter(None, map(self._drawing, charts))],
            "citation": self._cited(
                id_
                for id_ in dict.fromkeys(CITED.findall(self.site.pages[self.path]))
                if id_ in self.book.sources
            ),
        }

    def _glossary(self) -> dict:
        return {
            "@type": "DefinedTermSet",
            "@id": self._id(self.plain_url, "this"),
            "name": self.title,
            "description": self.description,
            "creator": self._maker(),
            "license": self._licence(),
            "hasDefinedTerm": [
                _given(
                    {
                        "@type": "DefinedTerm",
                        "@id": self.site.address and self._id(self.plain_url, id_),
                        "name": self.say.text(term.name),
                        "alternateName": self._other_names(term),
                        "description": self.words(term.meaning),
                    }
                )
                for id_, term in self.book.glossary.items()
            ],
        }

    def _all_data(self) -> dict:
        """The data as dataset.json tells them."""
        told = json.loads(self.site.downloads.files["dataset.json"])
        without = ("@context",) if self.site.address else ("@context", "url", "distribution")
        return {
            "@id": self._id(self.plain_url, "this"),
            **{name: value for name, value in told.items() if name not in without},
        }

    # ------------------------------------------------------------ pieces

    def _named(self, address: Address) -> dict:
        """A record by its type and its name."""
        return _given(
            {
                "@type": type_of(self.book, address),
                "@id": self.site.address and self._id(url_of(self.book, address), "this"),
                "name": self.say.text(self.book.get(address).name),
            }
        )

    def _other_names(self, record: Named) -> list[str]:
        """The name in other languages; of persons and organizations other spellings too. Those of other things are words to search by."""
        aliases = record.aliases if isinstance(record, (Person, Organization)) else ()
        names = [*(words for _, words in record.name.others(self.work.language)), *aliases]
        return [name for name in dict.fromkeys(names) if name != self.say.text(record.name)]

    def _maker(self) -> dict:
        return _given(
            {
                "@type": "Organization",
                "@id": self.site.address and self._id("", "maker"),
                "name": self.work.author,
                "url": self.site.address,
            }
        )

    def _licence(self) -> str:
        return self.book.site.licence_url or licence_address(self.book.site.licence.en)

    def _sources(self) -> list[str]:
        return list(dict.fromkeys(id_ for kind, id_ in self.references if kind == "sources"))

    def _cited(self, sources: Iterable[str]) -> list[str]:
        """The addresses of sources; the titles of those that have none."""
        return [self.book.sources[id_].url or self.book.sources[id_].title for id_ in sources]

    def _rows(self, chart: str) -> dict:
        """The file with the rows of a chart."""
        return {
            "@type": "DataDownload",
            "contentUrl": self._at(self._file_of(chart, "csv")),
            "encodingFormat": CSV,
        }

    def _drawing(self, chart: str) -> str:
        return self._at(self._file_of(chart, "png"))

    def _file_of(self, chart: str, suffix: str) -> str:
        own = f".{self.work.language}" if self.folder else ""
        return f"data/charts/{chart}{own}.{suffix}"

    def _at(self, url: str) -> str:
        """The whole address of a page or file; nothing where the site's is not known."""
        return self.site.address and self.site.address + url

    def _id(self, url: str, part: str) -> str:
        """The identifier of a thing; without the site's address one that holds within the page."""
        return f"{self._at(url)}#{part}" if self.site.address else f"_:{part}"
