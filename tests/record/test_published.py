"""What this record publishes: its addresses stand for good, and each page of it can be cited."""

import json
import re

import bibtexparser
import rispy

from conftest import DATA
from factbook.meaning.addresses import has_url, lasting_url, page_url, url_of
from factbook.writing.check import expected_of
from factbook.writing.ledger import (
    all_addresses,
    missing_from_ledger,
    read_ledger,
    shown,
)
from factbook.writing.prose import ID

LIGHT, HEAVIEST = 6_000, 16_000  # bytes of the citations of a source, and of a page


def test_the_ledger_lacks_no_address(real_built):
    ledger, problems = read_ledger(DATA)
    missing = [shown(address) for address in missing_from_ledger(ledger, real_built.addresses)]
    assert not problems
    assert not missing, f"run `make permalinks` and commit data/permalinks.txt: {missing[:10]}"


def test_every_record_stands_at_its_address(real_built):
    """A record whose own address is not on the site could not be linked to for good."""
    book = real_built.book
    for address in [*book.addresses(), *book.figures]:
        if has_url(address) and not address.startswith("topics/"):
            assert lasting_url(book, address) in real_built.addresses, address


def test_no_heading_takes_its_address_from_its_words(real_built):
    for path, document in real_built.documents.items():
        assert all(ID.fullmatch(heading.id) for heading in document.headings), path


def test_the_quick_check_knows_every_address_of_the_build(real_built, real_folders):
    expected = expected_of(real_folders)
    assert not [address for address in real_built.addresses if address not in expected]


def test_every_address_is_in_the_published_html(real_built, web):
    urls = {page_url(path) for path in real_built.pages}
    for address in real_built.addresses:
        if address.startswith("editions/"):
            continue  # they are made when the site is published
        url, _, anchor = address.partition("#")
        assert url in urls, address
        assert not anchor or anchor in web.page(url).ids, address


def test_every_heading_of_the_published_html_is_an_address(real_built, web):
    for document in real_built.documents.values():
        for heading in web.page(document.url).headings:
            if heading.level in (2, 3) and heading.id:
                assert f"{document.lasting_url}#{heading.id}" in real_built.addresses


def test_all_addresses_are_found_in_any_order(real_built):
    turned = list(real_built.documents.values())[::-1]
    assert all_addresses(real_built.book, turned) == real_built.addresses


# ---------------------------------------------------------------- citations


def test_the_whole_bibliography_is_read_back(real_built, real_book):
    library = bibtexparser.parse_string(real_built.files["data/bibliography.bib"])
    entries = rispy.loads(real_built.files["data/bibliography.ris"])
    items = json.loads(real_built.files["data/bibliography.json"])
    ids = set(real_book.sources)
    assert not library.failed_blocks
    assert {entry.key for entry in library.entries} == ids
    assert {item["id"] for item in items} == ids
    assert len(library.entries) == len(entries) == len(items) == len(ids)


def test_topic_pages_lead_to_their_citations_and_tell_reference_managers(web, real_book):
    for topic in real_book.topics.values():
        page = web.page(f"{topic.page}/")
        (data,) = page.linked_data
        article = next(node for node in data["@graph"] if node["@type"] == "Article")
        assert article["headline"] == page.main.headings[0].words
        assert f"/{topic.page}/" in article["@id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["dateModified"])
        assert article["license"] == real_book.site.licence_url
        assert len(page.part("cite").all("dd")) >= 4


def test_figures_and_charts_lead_to_their_citations(web, real_book):
    for address in real_book.figures:
        if has_url(address):
            url, _, anchor = url_of(real_book, address).partition("#")
            links = [link.href for link in web.page(url).links]
            assert any(href.endswith(f"?part={anchor}#cite") for href in links), address
            assert anchor in {part["id"] for part in parts_of(web, url)}, address
    for id_ in real_book.charts:
        figure = web.page(f"charts/{id_}/").one("figure", "chart")
        assert any(link.href == "./#cite" for link in figure.links), id_
        assert f"chart-{id_}" in {part["id"] for part in parts_of(web, f"charts/{id_}/")}


def parts_of(web, url: str) -> list[dict]:
    """What can be cited of a page."""
    return json.loads(web.page(url).part("cite").one("script").root.text)["parts"]


def test_citations_are_light(web):
    """Those of each source, folded on a page with others, and on every page its own."""
    for url in web.urls:
        if url.startswith("cite/sources/"):
            cited = web.page(url).all("dl", "citation")
            assert max(len(part.markup.encode()) for part in cited) < LIGHT, url
        elif url.partition("/")[0] not in ("cite", "editions", "embed"):
            cited = web.page(url).all("details", id="cite")
            assert sum(len(part.markup.encode()) for part in cited) < HEAVIEST, url


def test_pages_of_citations_are_in_no_site_map(web):
    assert "cite/" not in web.read("sitemap.xml")
