"""Each page as schema.org tells it to machines: what it is, where it stands, what it is about."""

from collections.abc import Iterator

from ..meaning.addresses import LIST_PAGES, PAGE_KINDS, page_url
from ..record.kinds import Chart, Indicator
from ..record.languages import Language
from ..record.references import references
from ..writing.document import Document
from ..writing.frame import Frame
from .linked_nodes import (
    TYPES,
    Node,
    OnPage,
    Published,
    cited_works,
    licence,
    maker,
    mention,
    origin,
    without_empty,
)
from .linked_things import record_sources, things

PAGES = {
    "search/": "SearchResultsPage",
    "about/": "AboutPage",
    **{f"{kind}/": "CollectionPage" for kind in PAGE_KINDS},
    **dict.fromkeys(LIST_PAGES.values(), "CollectionPage"),
}


def linked_data(site: Published, document: Document) -> Node:
    """The graph of a page: the page, its place, what it is about, and the site."""
    nodes = _nodes(OnPage(site, document))
    return {"@context": "https://schema.org", "@graph": [without_empty(node) for node in nodes]}


def _nodes(page: OnPage) -> Iterator[Node]:
    crumbs, about = _crumbs(page), things(page)
    yield {
        **_page(page),
        "breadcrumb": crumbs and {"@type": "BreadcrumbList", "itemListElement": crumbs},
        "mainEntity": about and {"@id": about[0]["@id"]},
        "isPartOf": {"@id": page.id_of("", "site")},
    }
    yield from about
    yield _website(page)


def _page(page: OnPage) -> Node:
    sources, mentions = _sources_and_mentions(page)
    return {
        "@type": PAGES.get(page.plain_url, "WebPage"),
        "@id": page.at(page.url),
        "url": page.at(page.url),
        "name": page.document.title,
        "description": page.document.description,
        **origin(page),
        **_translations(page),
        "citation": cited_works(page, sources),
        "mentions": [mention(page, address) for address in mentions],
    }


def _sources_and_mentions(page: OnPage) -> tuple[list[str], list[str]]:
    """The sources of the page's record, and the addresses of what else it names."""
    record = page.book.get(page.document.record)
    if not record:
        return [], []
    addresses = (f"{kind}/{id_}" for _, kind, id_ in references(record) if kind in TYPES)
    mentions = list(dict.fromkeys(addresses))
    if isinstance(record, (Indicator, Chart)):  # their data tell their sources
        return [], mentions
    return record_sources(record), mentions


def _translations(page: OnPage) -> Node:
    first, *others = page.book.languages.values()
    if page.language != first.code:
        return {"translationOfWork": _twin(page, first)}
    twins = (_twin(page, language) for language in others)
    return {"workTranslation": [twin for twin in twins if twin]}


def _twin(page: OnPage, language: Language) -> Node:
    """The same page in another language."""
    path = language.folder + page.plain_path
    if not page.site.address or path not in page.site.cited:
        return {}
    return {"@id": page.at(page_url(path))}


# ---------------------------------------------------------------- where a page stands


def _crumbs(page: OnPage) -> list[Node]:
    """From the home page to this one, as above the title; the home page has none."""
    if not page.plain_url:
        return []
    return [
        _crumb(page, place, url, name) for place, (url, name) in enumerate(_trail(page), start=1)
    ]


def _crumb(page: OnPage, place: int, url: str, name: str) -> Node:
    node: Node = {
        "@type": "ListItem",
        "position": place,
        "name": name,
        "item": page.site.address and {"@id": page.at(url)},
    }
    return without_empty(node)


def _trail(page: OnPage) -> Iterator[tuple[str, str]]:
    """(url, name) of each page on the way."""
    documents, kind = page.site.documents, page.document.record.partition("/")[0]
    home, *above = Frame(page.site.book, documents.__contains__, page.document.path).trail()
    yield page_url(home), page.say("home")
    for path in above:
        yield page_url(path), page.say(f"kind.{kind}") if kind else documents[path].title
    yield page.url, page.document.title


# ---------------------------------------------------------------- the site


def _website(page: OnPage) -> Node:
    """The site; the home page tells more of it."""
    node: Node = {
        "@type": "WebSite",
        "@id": page.id_of("", "site"),
        "name": page.work.container,
    }
    if page.plain_url:
        return node
    return {
        **node,
        "url": page.site.address,
        "description": page.say.text(page.book.site.description),
        "inLanguage": list(page.book.site.languages),
        "publisher": maker(page),
        "license": licence(page),
        "potentialAction": _search(page),
    }


def _search(page: OnPage) -> Node:
    """How the site is searched, where it has a page for that."""
    url = f"{page.folder}search/"
    if not page.site.address or not page.writer.site.exists(url):
        return {}
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{page.at(url)}?q={{words}}"},
        "query-input": "required name=words",
    }
