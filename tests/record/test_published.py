"""What this record publishes: its addresses stand for good, and each page of it can be cited."""

import html
import json
import re

import bibtexparser
import pytest
import rispy

from conftest import ROOT
from factbook.meaning.addresses import has_url, page_url, url_of
from factbook.record.folders import Folders
from factbook.site import build_site
from factbook.writing.check import check_site
from factbook.writing.ledger import (
    Expected,
    all_addresses,
    missing_from_ledger,
    read_ledger,
    shown,
)
from factbook.writing.prose import ID
from factbook.writing.site_map import page_urls


@pytest.fixture(scope="module")
def real():
    return build_site(Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache"))


def test_the_ledger_lacks_no_address(real):
    ledger, problems = read_ledger(ROOT / "data")
    missing = [shown(address) for address in missing_from_ledger(ledger, real.addresses)]
    assert not problems and not missing, (
        f"run `make permalinks` and commit data/permalinks.txt: {missing[:10]}"
    )


def test_every_record_stands_at_its_address(real):
    """A record whose own address is not on the site could not be linked to for good."""
    book = real.book
    lost = [
        address
        for address in [*book.addresses(), *book.figures]
        if has_url(address)
        and not address.startswith("topics/")
        and url_of(book, address) not in real.addresses
    ]
    assert not lost, lost[:10]


def test_no_heading_takes_its_address_from_its_words(real):
    for path, document in real.documents.items():
        assert not [heading for heading in document.headings if not ID.fullmatch(heading.id)], path


def test_the_quick_check_knows_every_address_of_the_build(real):
    checked = check_site(Folders(ROOT / "data", ROOT / "docs"))
    pages = page_urls(checked.book, checked.prose)
    expected = Expected(checked.book, pages, dict(checked.prose), ROOT / "docs" / "templates")
    assert not [address for address in real.addresses if address not in expected]


def test_every_address_is_in_the_published_html(real, real_site):
    ids: dict[str, set[str]] = {}
    for path in real.pages:
        url = page_url(path)
        ids[url] = set(
            re.findall(
                r'\sid="([^"]+)"', (real_site / url / "index.html").read_text(encoding="utf-8")
            )
        )
    lost = [
        address
        for address in real.addresses
        if "#" in address and address.partition("#")[2] not in ids[address.partition("#")[0]]
    ]
    assert not lost, lost[:10]
    headings = {
        f"{url}#{id_}"
        for url in ids
        for id_ in re.findall(
            r'<h[23] id="([^"]+)"', (real_site / url / "index.html").read_text(encoding="utf-8")
        )
    }
    assert headings <= real.addresses


def test_all_addresses_are_found_in_any_order(real):
    assert all_addresses(real.book, dict(reversed(real.pages.items()))) == real.addresses


# ---------------------------------------------------------------- citations


def test_the_whole_bibliography_is_read_back(real_site, real_book):
    library = bibtexparser.parse_string(
        (real_site / "data" / "bibliography.bib").read_text(encoding="utf-8")
    )
    entries = rispy.loads((real_site / "data" / "bibliography.ris").read_text(encoding="utf-8"))
    items = json.loads((real_site / "data" / "bibliography.json").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    assert len(library.entries) == len(entries) == len(items) == len(real_book.sources)
    assert (
        {item["id"] for item in items}
        == {entry.key for entry in library.entries}
        == set(real_book.sources)
    )


def test_pages_lead_to_their_citations_and_tell_reference_managers(real_site):
    page = (real_site / "money" / "index.html").read_text(encoding="utf-8")
    title = re.search(r'<meta name="citation_title" content="([^"]+)"', page)[1]
    graph = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    )["@graph"]
    article = next(node for node in graph if node["@type"] == "Article")
    assert html.unescape(title) == article["headline"] and "/money/" in article["@id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["dateModified"]) and article[
        "license"
    ].startswith("https://creativecommons.org/")
    assert 'href="../cite/money/"' in page.split("<footer")[1]
    actions = re.findall(r'<p class="card-actions">.*?</p>', page, re.S)
    assert any(re.search(r'href="\.\./cite/[^"]+#[^"]+"', line) for line in actions)
    assert re.search(r'<p class="chart-actions">.*?href="\.\./cite/charts/', page, re.S)


def test_cite_pages_are_light(real_site):
    pages = sorted(
        (page.stat().st_size, page.parent.name) for page in (real_site / "cite").rglob("index.html")
    )
    assert pages[len(pages) // 2][0] < 20_000 and pages[-1][0] < 400_000, pages[-3:]
    assert not any(
        "cite/" in line
        for line in (real_site / "sitemap.xml").read_text(encoding="utf-8").splitlines()
    )
