"""The real record, built strictly: what every reader may count on."""

import re
import shutil
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from conftest import DATA, ROOT, mkdocs_build
from pages import Page, Web, differences
from sweeps import WHOLE

WITH_PAGES = ("programs", "investments", "people", "organizations", "indicators", "charts")
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src"}
FETCHED_LINKS = {"stylesheet", "preload", "preconnect", "icon"}


# ---------------------------------------------------------------- every page


class Seen(NamedTuple):
    """What is asked of every page: thousands are parsed once for all questions."""

    titles: int
    ids: list[str]
    figures: set[str]
    links: set[str]
    fetched: list[str]
    labels: list[list[str]]  # of each list of facts

    @classmethod
    def of(cls, page: Page) -> "Seen":
        return cls(
            titles=len(page.all("h1")),
            ids=page.ids,
            figures={figure.address for figure in page.figures},
            links=set(page.root.xpath("//@href")),
            fetched=fetched_by(page),
            labels=[[label.text for label in facts.all("dt")] for facts in page.all("dl")],
        )


def fetched_by(page: Page) -> list[str]:
    """The addresses that a browser fetches for a page without being asked."""
    fetched = [
        element.get(attribute) for tag, attribute in FETCHED.items() for element in page.all(tag)
    ]
    for link in page.all("link"):
        if FETCHED_LINKS.intersection(link.get("rel").split()):
            fetched.append(link.get("href"))
    return fetched


@pytest.fixture(scope="module")
def pages(web) -> dict[str, Seen]:
    """Every page by its address."""
    return {url: Seen.of(page) for url, page in web.pages()}


def test_every_page_has_one_title(pages):
    for url, page in pages.items():
        assert page.titles == 1, url


def test_every_record_has_its_page(web, real_book):
    for kind in WITH_PAGES:
        for id_ in real_book.records[kind]:
            assert web.has(f"{kind}/{id_}/"), (kind, id_)


def test_every_number_that_is_printed_is_a_published_figure(web, pages):
    published = {figure["id"] for figure in web.json("data/figures.json")["figures"]}
    shown = set()
    for url, page in pages.items():
        strangers = page.figures - published
        assert not strangers, (url, strangers)
        shown |= page.figures
    assert shown == published


def test_every_figure_is_published_with_its_sources(web, real_book):
    figures = web.json("data/figures.json")["figures"]
    assert {figure["id"] for figure in figures} == set(real_book.figures)
    for figure in figures:
        assert figure["label"]["en"] and figure["unit"] and figure["readings"], figure["id"]
        for reading in figure["readings"]:
            assert reading["sources"] and reading["as_of"], figure["id"]


def test_every_claim_is_answered(web, pages, real_book):
    """Whichever page answers them: each claim has its verdict, its answer and its sources."""
    found = set()
    for url, seen in pages.items():
        for id_ in real_book.claims.keys() & set(seen.ids):
            page = web.page(url)
            if page.part(id_).root.tag != "h2":
                continue
            section = page.section(id_)
            assert section.all("p", f"verdict--{real_book.claims[id_].verdict}"), (url, id_)
            assert section.one("p", "claim-answer").text, (url, id_)
            assert any(re.search("sources/(?:\\w+/)*#", link.href) for link in section.links), (
                url,
                id_,
            )
            found.add(id_)
    assert found == set(real_book.claims)


def test_record_pages_lead_to_the_file_they_are_written_in(web, real_book):
    for kind in WITH_PAGES:
        for id_ in real_book.records[kind]:
            file, _ = real_book.place(f"{kind}/{id_}")
            links = web.page(f"{kind}/{id_}/").links
            assert any(link.href.endswith(f"/edit/main/{file}") for link in links), (kind, id_)


def test_record_pages_stay_out_of_the_navigation(web, real_book):
    for navigation in web.page("").all("nav"):
        for link in navigation.links:
            kind, _, rest = link.href.removeprefix("./").partition("/")
            assert rest.strip("/") not in real_book.records.get(kind, ()), link


def test_each_language_has_a_home_page_in_its_own_words(web, real_book, language_folders):
    minister = real_book.people[real_book.minister[real_book.site.minister].person].name
    for language, folder in language_folders.items():
        page = web.page(folder)
        assert page.language == language
        assert minister.in_(language) in page.text


def test_home_answers_in_40_words(web):
    answer = web.page("").all("p", "answer")[0].text
    assert 15 < len(answer.split()) <= 40


# ---------------------------------------------------------------- links


def test_every_link_and_anchor_of_the_site_leads_somewhere(web, pages, real_book):
    days = (*real_book.site.editions, real_book.site.as_of)
    editions = {f"editions/{day}" for day in days}
    ids = {url: set(page.ids) for url, page in pages.items()}
    dead = [
        f"{url} -> {link}"
        for url, page in pages.items()
        for link in page.links
        if not _leads_somewhere(web, ids, editions, url, link)
    ]
    assert not dead, dead[:20]


def _leads_somewhere(
    web: Web, ids: dict[str, set[str]], editions: set[str], url: str, link: str
) -> bool:
    """Whether a link of a page leads to a page or file that is there, and to a part of it."""
    if re.match(r"[a-z]+:|//", link):
        return True
    path, _, anchor = unquote(link).partition("#")
    target = normpath(join(url, path.partition("?")[0])).removeprefix(".")
    if target in editions:  # builds of their own; test_past_editions.py follows their links
        return True
    if target in web.files:
        return True
    page = target and f"{target}/"
    return page in ids and (not anchor or anchor in ids[page])


def test_ids_are_unique_on_every_page(pages):
    for url, page in pages.items():
        twice = {id_ for id_ in page.ids if page.ids.count(id_) > 1}
        assert not twice, (url, twice)


def test_a_list_of_facts_has_each_label_once(pages):
    for url, page in pages.items():
        for labels in page.labels:
            assert len(labels) == len(set(labels)), (url, labels)


def test_nothing_is_fetched_from_another_host(pages):
    for url, page in pages.items():
        elsewhere = [address for address in page.fetched if re.match("https?:|//", address)]
        assert not elsewhere, (url, elsewhere)


# ---------------------------------------------------------------- builds


@pytest.mark.skipif(not WHOLE, reason="test_publish_site.py builds the small record twice")
def test_two_builds_are_the_same_byte_for_byte(real_site, address, tmp_path):
    """Another folder and another hash seed.

    That pictures are drawn the same twice, test_chart_drawings.py and test_cards.py say.
    """
    project = tmp_path / "elsewhere"
    project.mkdir()
    caches = shutil.ignore_patterns("__pycache__")
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, project / name, ignore=caches)
    shutil.copytree(DATA, project / "data")
    for name in ("charts", "cards"):
        shutil.copytree(ROOT / ".cache" / name, project / ".cache" / name)
    for name in ("mkdocs.yml", "README.md"):  # which shows pictures of the site
        shutil.copy(ROOT / name, project)
    target = tmp_path / "again"
    done = mkdocs_build(project, target, SITE_URL=address, PYTHONHASHSEED="7", DATA_DIR="data")
    assert done.returncode == 0, done.stderr
    assert differences(real_site, target) == []
