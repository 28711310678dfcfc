"""What programs are told of the whole site: robots.txt, opensearch.xml and llms.txt."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from ..meaning.addresses import language_of
from ..record.book import Book
from ..writing.citations import Citable
from ..writing.writer import record_address, split_front
from .twins import twin_path
from .xml_files import xml_file

SHORT_NAME, LONG_NAME, DESCRIPTION = 16, 48, 1024  # letters that OpenSearch allows
DESCRIBED = re.compile(r'^description: *"?(.*?)"?$', re.M)
DATA_FILES = (
    ("figures.json", "every figure with its readings and sources"),
    ("figures.csv", "the same as a table"),
    ("datapackage.json", "every table, described"),
)


def robots(address: str) -> str:
    """Everything may be read; what a search found is no page of its own."""
    path = urlsplit(address).path
    return f"User-agent: *\nDisallow: {path}*?q=\nSitemap: {address}sitemap.xml\n"


def opensearch(name: str, description: str, language: str, page: str) -> str:
    """How a browser may search the site from its address bar; `page` is that of the search page."""
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for tag, text in (
        ("ShortName", _short(name)),
        ("LongName", name[:LONG_NAME]),
        ("Description", description[:DESCRIPTION]),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        SubElement(root, tag).text = text
    SubElement(root, "Url", type="text/html", template=f"{page}?q={{searchTerms}}")
    return xml_file(root)


def _short(name: str) -> str:
    """As many whole words of a name as have room, or its first letters."""
    if len(name) <= SHORT_NAME:
        return name
    start = name[:SHORT_NAME]
    return start.rpartition(" ")[0] or start


# ---------------------------------------------------------------- llms.txt


def llms_txt(
    book: Book, pages: dict[str, str], cited: dict[str, list[Citable]], address: str
) -> str:
    """The site in one page for language models: what it is, its pages of prose, its data."""
    site = book.site
    lines = [
        f"# {site.name.en}",
        "",
        f"> {site.description.en}",
        "",
        f"The record ends on {site.as_of}. Every figure has a date, a stage and a source; "
        f"what is planned is not done. Text and data: {site.licence.en}.",
        "",
    ]
    for language in site.languages:
        own = "" if language == site.languages[0] else f" ({language})"
        lines += [f"## Pages{own}", "", *_pages(book, pages, cited, address, language), ""]
    lines += ["## Data", ""]
    lines += [f"- [{name}]({address}data/{name}): {what}" for name, what in DATA_FILES]
    return "\n".join(lines) + "\n"


def _pages(
    book: Book, pages: dict[str, str], cited: dict[str, list[Citable]], address: str, language: str
) -> Iterator[str]:
    """A line for each page of prose in a language."""
    for path, page in pages.items():
        if language_of(path, book) == language and _is_prose(path, book):
            about = DESCRIBED.search(split_front(page)[0])
            description = f": {about[1]}" if about else ""
            yield f"- [{cited[path][0].title}]({address}{twin_path(path)}){description}"


def _is_prose(path: str, book: Book) -> bool:
    """Neither the page of a record nor one of the questions of a topic."""
    if record_address(path, book) in book.origins:
        return False
    return "/sheets/" not in path and "/changes/" not in path
