"""What a page is about, as schema.org tells it: people, bodies, undertakings, data, articles.

Nothing is told that the record does not say: a post has its dates, an undertaking is a project
unless it is a law or a body.
"""

import json
from collections.abc import Iterable

from ..drawing.rows import Point
from ..meaning.addresses import LIST_PAGES
from ..meaning.figures import CannotCompute, newest_post, promised_by
from ..record.book import Address, Book
from ..record.kinds import (
    Chart,
    Indicator,
    Named,
    Organization,
    Person,
    Post,
    Program,
    Promise,
    Term,
)
from ..record.references import references
from ..record.values import Day, Record
from .descriptors import JSON
from .linked_nodes import (
    Node,
    OnPage,
    chart_drawing,
    chart_rows,
    cited_works,
    iso,
    licence,
    maker,
    mention,
    origin,
    other_names,
    span,
    type_of,
    without_empty,
)


def things(page: OnPage) -> list[Node]:
    """What a page is about, the main thing first."""
    address = page.document.record
    id_ = address.partition("/")[2]
    record = page.book.get(address)
    match record:
        case Chart():
            return [_drawing(page, id_, record), _drawn_rows(page, id_, record)]
        case Indicator():
            return [{**_thing(page, address, record), **_indicator(page, id_, record)}]
        case Person():
            return [{**_thing(page, address, record), **_life(page, record), **_post(page, id_)}]
        case Promise():
            return [{**_thing(page, address, record), **_plan(page, record)}]
        case Named():
            body = _body(page, record) if isinstance(record, Organization) else {}
            return [{**_thing(page, address, record), **body, **_whole(page, address, record)}]
    return _things_of_prose(page)


def _things_of_prose(page: OnPage) -> list[Node]:
    if page.document.topic in page.book.topics:
        return [_article(page)]
    if page.plain_url == LIST_PAGES["glossary"]:
        return [_glossary(page)]
    if page.plain_url == "data/":
        return [_all_data(page)]
    return []


def record_sources(record: Record) -> list[str]:
    """Every source that a record rests on, in the order in which it names them."""
    ids = (id_ for _, kind, id_ in references(record) if kind == "sources")
    return list(dict.fromkeys(ids))


# ---------------------------------------------------------------- records


def _thing(page: OnPage, address: Address, record: Named) -> Node:
    """What is told of every record; it is the same thing on the pages of all languages."""
    description = page.document.description
    if isinstance(record, (Person, Organization)):
        description = page.writer.plain_words(record.role)
    return {
        **mention(page, address),
        "@id": page.id_of(page.plain_url, "this"),
        "alternateName": other_names(page, record),
        "description": description,
    }


def _whole(page: OnPage, address: Address, record: Named) -> Node:
    """The organization or project that this one is part of; a law is none."""
    match record:
        case Organization(parent=str(id_)):
            whole = f"organizations/{id_}"
        case Program(part_of=str(id_)):
            whole = f"programs/{id_}"
        case _:
            return {}
    types = (type_of(page.book, whole), type_of(page.book, address))
    return {} if "Legislation" in types else {"parentOrganization": mention(page, whole)}


def _life(page: OnPage, person: Person) -> Node:
    """What is told of a person besides posts: party, dates, picture, pages elsewhere."""
    portrait = person.portrait
    return {
        "birthDate": iso(person.born),
        "deathDate": iso(person.died),
        "memberOf": person.party
        and {"@type": "PoliticalParty", "name": page.writer.plain_words(person.party)},
        "sameAs": [link.url for link in person.links],
        "image": portrait
        and without_empty(
            {
                "@type": "ImageObject",
                "contentUrl": page.at(portrait.file),
                "creditText": portrait.credit,
                "license": portrait.licence_url or portrait.licence,
            }
        ),
    }


def _plan(page: OnPage, promise: Promise) -> Node:
    """Who made a promise, when, and for when."""
    return {
        "agent": [mention(page, address) for address in promised_by(promise)],
        "startTime": _whole_day(promise.made),
        "scheduledTime": promise.due and _whole_day(promise.due),
    }


def _whole_day(day: Day) -> str:
    """A day as these properties want it; nothing where only its month or year is known."""
    return iso(day) if day.exactness == "day" else ""


def _body(page: OnPage, organization: Organization) -> Node:
    """The life span of an organization, and what it was called before."""
    former = [page.say.text(before.name) for before in organization.former_names]
    names = [*other_names(page, organization), *former]
    return {
        "foundingDate": iso(organization.founded),
        "dissolutionDate": iso(organization.dissolved),
        "alternateName": list(dict.fromkeys(names)),
    }


def _post(page: OnPage, person: str) -> Node:
    """A person's newest post, with the day until which it is known.

    One that has ended is no job title.
    """
    try:
        post = newest_post(page.book, person)
    except CannotCompute:
        return {}
    title, until = page.writer.plain_words(post.title), _known_until(page, post)
    return {
        "jobTitle": "" if post.end else f"{title} ({until})",
        "worksFor": post.organization and _role(page, post, title, until),
    }


def _known_until(page: OnPage, post: Post) -> str:
    if post.end:
        return page.say("until", day=page.say.day(post.end))
    last = post.seen or post.start
    return page.say("last-seen", day=page.say.day(last)) if last else ""


def _role(page: OnPage, post: Post, title: str, until: str) -> Node:
    node: Node = {
        "@type": "OrganizationRole",
        "roleName": title,
        "startDate": iso(post.start),
        "endDate": iso(post.end),
        "description": until,
        "worksFor": mention(page, f"organizations/{post.organization}"),
    }
    return without_empty(node)


# ---------------------------------------------------------------- data


def _indicator(page: OnPage, id_: str, indicator: Indicator) -> Node:
    days: list[Day] = []
    for key in indicator.rows:
        days += _days_of(page.book, f"indicators/{id_}#{key}")
    return {
        **_data(page, indicator, record_sources(indicator)),
        "temporalCoverage": span(days),
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": page.document.title,
            "unitText": page.say.text(page.book.units[indicator.unit].label),
        },
        "distribution": page.site.address and _files_of_indicator(page, id_),
    }


def _files_of_indicator(page: OnPage, id_: str) -> list[Node]:
    """The rows of each chart of it, and the file that holds all indicators."""
    charts = page.book.charts.items()
    rows = [chart_rows(page, chart) for chart, record in charts if record.indicator == id_]
    whole: Node = {
        "@type": "DataDownload",
        "name": page.say("kind.indicators"),
        "contentUrl": page.at("data/indicators.json"),
        "encodingFormat": JSON,
    }
    return [*rows, whole]


def _drawing(page: OnPage, id_: str, chart: Chart) -> Node:
    return {
        "@type": "ImageObject",
        "@id": page.id_of(page.url, "this"),
        "name": page.document.title,
        "description": page.writer.plain_words(chart.subtitle),
        "caption": page.document.description,
        **chart_drawing(page, id_),
        "isBasedOn": {"@id": page.id_of(page.url, "data")},
        "inLanguage": page.language,
        "creator": maker(page),
        "creditText": page.work.author,
        "license": licence(page),
    }


def _drawn_rows(page: OnPage, id_: str, chart: Chart) -> Node:
    """The rows that a chart shows."""
    data = page.writer.draw(id_)[0].data
    days: list[Day] = []
    for point in data.points:
        days += _days_of_point(page.book, point)
    return {
        "@type": "Dataset",
        "@id": page.id_of(page.url, "data"),
        "name": page.document.title,
        "description": f"{page.writer.plain_words(chart.subtitle)} {data.description}",
        **_data(page, chart, data.sources),
        "temporalCoverage": span(days),
        "distribution": page.site.address and [chart_rows(page, id_)],
    }


def _data(page: OnPage, record: Indicator | Chart, sources: Iterable[str]) -> Node:
    """What is told of all data: whose they are, on what terms, and what they are made from."""
    urls = (page.book.sources[id_].url for id_ in sources)
    return {
        "creator": maker(page),
        "license": licence(page),
        "isAccessibleForFree": True,
        "inLanguage": page.language,
        "dateModified": page.day,
        "keywords": ", ".join(
            page.say.text(page.book.topics[id_].name) for id_ in record.all_topics
        ),
        "isBasedOn": [url for url in urls if url],
    }


def _days_of_point(book: Book, point: Point) -> list[Day]:
    """The time of a point's figure, or of a bar along time."""
    ends = (point.start, point.end)
    return _days_of(book, point.address) or [Day(text) for text in ends if text]


def _days_of(book: Book, address: Address) -> list[Day]:
    """The time that a figure speaks of; where none is given, the days for which it was said."""
    figure = book.figures.get(address)
    if not figure:
        return []
    period = _period_of(book, address)
    return [period] if period else [reading.as_of for reading in figure.readings]


def _period_of(book: Book, address: Address) -> Day | None:
    record, _, key = address.partition("#")
    kind, _, id_ = record.partition("/")
    return book.indicators[id_].rows[key].period if kind == "indicators" else None


def _all_data(page: OnPage) -> Node:
    """The data as dataset.json tells them."""
    data = json.loads(page.site.downloads.files["dataset.json"])
    left_out = {"@context"} if page.site.address else {"@context", "url", "distribution"}
    return {
        "@id": page.id_of(page.plain_url, "this"),
        **{name: value for name, value in data.items() if name not in left_out},
    }


# ---------------------------------------------------------------- prose


def _article(page: OnPage) -> Node:
    drawings = [chart_drawing(page, chart)["contentUrl"] for chart in page.document.charts]
    site = page.book.site
    subject = page.book.minister[site.minister].who
    return {
        "@type": "Article",
        "@id": page.id_of(page.url, "this"),
        "headline": page.work.title,
        "description": page.document.description,
        **origin(page),
        "articleSection": page.say.text(page.book.topics[page.document.topic].name),
        "about": page.plain_url == f"{site.page}/" and mention(page, subject),
        "image": [drawing for drawing in drawings if drawing],
        "citation": cited_works(page, page.document.sources),
    }


def _glossary(page: OnPage) -> Node:
    return {
        "@type": "DefinedTermSet",
        "@id": page.id_of(page.plain_url, "this"),
        "name": page.document.title,
        "description": page.document.description,
        "creator": maker(page),
        "license": licence(page),
        "hasDefinedTerm": [_term(page, id_, term) for id_, term in page.book.glossary.items()],
    }


def _term(page: OnPage, id_: str, term: Term) -> Node:
    node: Node = {
        "@type": "DefinedTerm",
        "@id": page.site.address and page.id_of(page.plain_url, id_),
        "name": page.say.text(term.name),
        "alternateName": other_names(page, term),
        "description": page.writer.plain_words(term.meaning),
    }
    return without_empty(node)
