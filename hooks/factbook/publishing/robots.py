"""What browsers, search engines and language models are told of the site: robots.txt, opensearch.xml, llms.txt."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from ..meaning.addresses import language_of
from ..record.book import Book
from ..writing.citations import Citable
from ..writing.writer import record_address, split_front
from .twins import twin_path


def opensearch(name: str, description: str, language: str, page: str) -> str:
    """How a browser may search this site from its address bar; `page` is the search page's address."""
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for tag, text in (
        ("ShortName", name if len(name) <= 16 else name[:16].rpartition(" ")[0] or name[:16]),
        ("LongName", name[:48]),
        ("Description", description[:1024]),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        SubElement(root, tag).text = text
    SubElement(root, "Url", type="text/html", template=f"{page}?q={{searchTerms}}")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def robots(address: str) -> str:
    """Everything may be read; what a search found is no page of its own."""
    path = urlsplit(address).path
    return f"User-agent: *\nDisallow: {path}*?q=\nSitemap: {address}sitemap.xml\n"


def llms_txt(
    book: Book, pages: dict[str, str], cited: dict[str, list[Citable]], address: str
) -> str:
    """The site in one page for language models: what it is, its pages of prose in each language, its data."""
    site = book.site
    lines = [
        f"# {site.name.en}",
        "",
        f"> {site.description.en}",
        "",
        f"The record ends on {site.as_of}. Every figure has a date, a stage and a source; what is planned is not done. Text and data: {site.licence.en}.",
        "",
    ]
    for language in site.languages:
        lines += [
            f"## {'Pages' if language == site.languages[0] else f'Pages ({language})'}",
            "",
            *_entries(book, pages, cited, address, language),
            "",
        ]
    lines += [
        "## Data",
        "",
        *(
            f"- [{name}]({address}data/{name}): {what}"
            for name, what in (
                ("figures.json", "every figure with its readings and sources"),
                ("figures.csv", "the same as a table"),
                ("datapackage.json", "every table, described"),
            )
        ),
    ]
    return "\n".join(lines) + "\n"


def _entries(
    book: Book, pages: dict[str, str], cited: dict[str, list[Citable]], address: str, language: str
) -> Iterator[str]:
    for path, page in pages.items():
        if (
            language_of(path, book) == language
            and record_address(path, book) not in book.origins
            and "/sheets/" not in path
            and "/changes/" not in path
        ):
            about = re.search(r'^description: *"?(.*?)"?$', split_front(page)[0], re.M)
            yield f"- [{cited[path][0].title}]({address}{twin_path(path)})" + (
                f": {about[1]}" if about else ""
            )
