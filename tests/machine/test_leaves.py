"""Long lists have several pages: nothing of a list is lost, and every address still leads there."""

import re
import shutil
from dataclasses import replace
from posixpath import join, normpath
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from conftest import free_address, mkdocs_build, once, serving, watched_page
from factbook.meaning import leaves as lists
from factbook.meaning.addresses import lasting_url, url_of
from factbook.meaning.leaves import LONG_LISTS, Entry, LongList, leaves
from factbook.publishing.archive import FETCHED
from factbook.publishing.twins import twin_path
from factbook.record.asked_book import AskedBook
from factbook.record.folders import Folders
from factbook.record.questions import Questions
from factbook.site import BuiltSite, Request, build_site
from factbook.writing.ledger import write_ledger
from made_record import make_project
from pages import Page, Web
from small import keep_what_is_made, messages
from undrawn import without_drawing

SIZE = 60  # records, of which a page holds fewer dates
MOST = 2_500  # elements of a page
AROUND = 600  # of them for the frame, the ways to other pages and what stands above a list
KINDS = {"by-topic": ("programs", "investments", "indicators")}


def few_on_a_page(patch: pytest.MonkeyPatch) -> None:
    """Let each list have pages of few entries, the first of them of fewer still."""
    for name, long in LONG_LISTS.items():
        patch.setitem(lists.LONG_LISTS, name, replace(long, most=7, first=5))


def built(folders: Folders, **request: str) -> BuiltSite:
    with without_drawing():
        return build_site(folders, Request("https://made.example/", **request))


def kinds_of(part: str) -> tuple[str, ...]:
    return KINDS.get(part, ("",))


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Folders:
    project = make_project(tmp_path_factory.mktemp("leaves") / "made", SIZE)
    return Folders(project / "data", project / "docs", None)


@pytest.fixture(scope="module")
def whole(folders, tmp_path_factory) -> BuiltSite:
    """The record before its lists were long; what it published is in the ledger from then on.

    It stands elsewhere: of the very same files the Book is the same, with lists as they were cut.
    """
    before = shutil.copytree(folders.data, tmp_path_factory.mktemp("before") / "data")
    with pytest.MonkeyPatch.context() as patch:
        for name, long in LONG_LISTS.items():
            patch.setitem(lists.LONG_LISTS, name, replace(long, most=10_000, first=0))
        site = built(replace(folders, data=before))
    write_ledger(folders.data / "permalinks.txt", site.addresses)
    return site


@pytest.fixture(scope="module")
def cut(whole, folders) -> BuiltSite:
    """The same with lists of few entries a page."""
    with pytest.MonkeyPatch.context() as patch:
        few_on_a_page(patch)
        return built(folders)


def documents_of(site: BuiltSite, path: str) -> list:
    """A page of docs/ and the leaves of its list."""
    return [it for it in site.documents.values() if path in (it.path, it.leaf_of)]


def listed(site: BuiltSite, path: str, class_: str) -> list[str]:
    """The words of each entry of a list, page after page, in any order."""
    pages = (Page.of_markdown(it.text) for it in documents_of(site, path))
    return sorted(entry.text for page in pages for entry in page.all("li", class_))


# ---------------------------------------------------------------- what is cut, and where


def test_a_short_list_has_one_page(small_site, small_book):
    assert not any(document.leaf_of for document in small_site.documents.values())
    assert not any("data-leaves" in page for page in small_site.pages.values())
    for part in LONG_LISTS:
        for kind in kinds_of(part):
            [leaf] = leaves(small_book, part, kind)
            assert leaf.name == ""


def test_the_newest_year_comes_first_and_the_oldest_that_fit_share_a_page():
    groups = {"to-come": 2, "2030": 9, "2029": 8, "2027": 3, "2019": 2, "2001": 1}
    entries = [Entry(group, n) for group, size in groups.items() for n in range(size)]
    long = LongList(lambda book: iter(entries), most=7, first=4, in_time=True)
    found = list(lists._leaves(None, long, ""))
    assert [(leaf.name, len(leaf.entries)) for leaf in found] == [
        ("to-come", 2),
        ("", 4),
        ("2030/2", 5),
        ("2029", 7),
        ("2029/2", 1),
        ("earlier", 6),
    ]
    assert found[-1].begins == "2027"
    assert [entry for leaf in found for entry in leaf.entries] == entries


def test_of_many_pages_a_reader_is_shown_some():
    many = [lists.Leaf(str(number), "2030", number, ()) for number in range(1, 47)]
    shown = [leaf.number for leaf in lists.near(many, many[23])]
    assert shown == [1, 10, 20, 22, 23, 24, 25, 26, 30, 40, 46]
    assert lists.near(many[:5], many[0]) == [*many[:3], many[4]]


def test_who_shows_one_page_of_a_list_asks_for_that_and_the_ways_to_the_others(small_book):
    """So an edit of what stands on another page leaves this one as it is."""
    questions = Questions()
    book = AskedBook(small_book, questions)
    with questions.noted() as noted:
        [way] = lists.ways(book, "timeline")
        leaf = lists.leaf_named(book, "timeline", "", way.name)
    assert leaf.things and not way.things
    assert [question[4] for question in noted] == [("timeline", ""), ("timeline", "", "")]


@pytest.mark.parametrize("part", LONG_LISTS)
def test_the_leaves_of_a_list_are_the_list(cut, whole, part, monkeypatch):
    for kind in kinds_of(part):
        all_ = [
            entry.thing for entry in LONG_LISTS[part].entries(whole.book, *filter(None, [kind]))
        ]
        found = leaves(cut.book, part, kind)
        assert [thing for leaf in found for thing in leaf.things] == all_
        assert all(len(leaf.entries) <= 7 for leaf in found)
        assert [leaf.name for leaf in found].count("") == 1
        assert len(found) == len({leaf.name for leaf in found}) > 1 or len(all_) <= 5


@pytest.mark.parametrize("folder", ["", "ko/"])
def test_each_page_of_sources_leads_to_a_page_of_their_citations(cut, folder):
    leaves_of_sources = documents_of(cut, f"{folder}sources.md")
    assert len(leaves_of_sources) > 1
    for document in leaves_of_sources:
        page = Page.of_markdown(document.text)
        links = [link.get("href") for link in page.all("a", "cite-link")]
        [cited] = {normpath(join(document.url, link.partition("#")[0])) for link in links}
        assert cited == f"cite/{document.url.removeprefix(folder)}".rstrip("/")
        anchors = Page.of(cut.files[f"{cited}/index.html"]).ids
        assert {link.partition("#")[2] for link in links} <= set(anchors)


@pytest.mark.parametrize("folder", ["", "ko/"])
@pytest.mark.parametrize(
    "page, class_",
    [("timeline.md", "moment"), ("changes/index.md", "change"), ("promises/index.md", "promise")],
)
def test_every_entry_is_printed_once(cut, whole, folder, page, class_):
    before, now = (listed(site, folder + page, class_) for site in (whole, cut))
    assert len(documents_of(cut, folder + page)) > 3
    assert now == before and len(now) > 10


# ---------------------------------------------------------------- addresses


def test_the_ledger_finds_every_address_that_was_published(cut, whole, folders):
    """The build itself looks; further pages of a year or letter are not published for good."""
    assert whole.addresses <= cut.addresses
    new = cut.addresses - whole.addresses
    assert "timeline/2029/" in new and "programs/topics/field-bacor/" in new
    assert not any("#" in address or re.search(r"/\d{1,3}/$", address) for address in new)


def test_a_chart_that_cannot_be_drawn_loses_no_page_of_a_list(cut, folders, monkeypatch):
    """Nothing of a list rests on charts, so its further pages stand all the same."""
    few_on_a_page(monkeypatch)
    data, docs = folders.data, folders.docs
    ledger, chart = data / "permalinks.txt", data / "charts" / "spoilt.yml"
    known = ledger.read_text(encoding="utf-8")
    write_ledger(ledger, {*cut.addresses, "timeline/2029/"})
    words = "title: T, subtitle: S, alt: A"
    topic = next(iter(cut.book.topics))
    chart.write_text(f"spoilt: {{kind: career, topic: {topic}, {words}}}\n", encoding="utf-8")
    told = messages(Folders(data, docs, None))
    chart.unlink()
    ledger.write_text(known, encoding="utf-8")
    assert told == ["data/charts/spoilt.yml:1: a chart of kind 'career' needs 'person'"]


def test_an_old_anchor_leads_on_without_a_script(cut, whole):
    """Each that was published, to the page on which its entry stands now."""
    followed = 0
    for address in whole.addresses:
        page, mark, anchor = address.partition("#")
        path = next((path for path, it in whole.documents.items() if it.url == page), "")
        if not mark or anchor in cut.documents[path].anchors:
            continue
        target = Page.of_markdown(cut.documents[path].text).part(anchor)
        assert target.get("class") == "moved", address
        to, _, there = normpath(join(page, target.get("href"))).partition("/#")
        [leaf] = [it for it in cut.documents.values() if it.url == f"{to}/"]
        assert there == anchor and anchor in leaf.anchors
        followed += 1
    assert followed > 50


def test_links_inside_the_site_lead_to_the_leaf_itself(cut):
    """None has to be followed twice: neither those of pages nor those of search."""
    ids = {it.url: Page.of_markdown(it.text) for it in cut.documents.values()}
    moved = {url: {it.get("id") for it in page.all("a", "moved")} for url, page in ids.items()}
    cut_up = {it.lasting_url for it in cut.documents.values() if it.leaf_of}
    stands = {it.url: it.anchors for it in cut.documents.values() if it.lasting_url in cut_up}
    for url, page in ids.items():
        for link in page.all("a"):
            href = unquote(link.get("href") or "")
            if ":" in href or link.get("class") == "moved":
                continue
            path, mark, anchor = href.partition("#")
            target = normpath(join(url, path)).strip("./") + "/" if path else url
            target = "" if target == "/" else target
            if target in stands and mark and anchor != "cite":
                assert anchor not in moved[target], (url, href)
                assert anchor in stands[target], (url, href)


def test_a_record_keeps_its_address_in_the_list(cut):
    for id_ in list(cut.book.events)[-3:] + list(cut.book.events)[:3]:
        address = f"events/{id_}"
        assert lasting_url(cut.book, address) == f"timeline/#{id_}"
        page, _, anchor = url_of(cut.book, address).partition("#")
        [document] = [it for it in cut.documents.values() if it.url == page]
        assert anchor in document.anchors


def test_a_page_of_an_author_does_not_take_the_place_of_a_leaf(folders, cut, tmp_path, monkeypatch):
    few_on_a_page(monkeypatch)
    (folders.docs / "timeline").mkdir()
    page = folders.docs / "timeline" / "2029.md"
    page.write_text("# The year {#top}\n", encoding="utf-8")
    told = messages(folders)
    page.unlink()
    page.parent.rmdir()
    assert told == [
        "docs/timeline/2029.md:1: the record has a page of this name; call this one something else"
    ]


# ---------------------------------------------------------------- what else has them


def test_a_leaf_has_no_markdown_beside_it(cut):
    paths = {document.path for document in cut.documents.values() if not document.leaf_of}
    assert set(cut.twins) == set(map(twin_path, paths))


def test_each_leaf_is_called_by_what_stands_on_it(cut):
    titles = {path: it.title for path, it in cut.documents.items() if it.leaf_of}
    assert titles["timeline/2029.md"] == "Timeline: 2029"
    assert titles["timeline/2029/2.md"] == "Timeline: 2029, page 2"
    assert titles["sources/t/2.md"] == "Sources: T, page 2"
    assert all(cut.documents[path].heading == title for path, title in titles.items())
    assert {path for path in titles if path.startswith("ko/")} == {
        f"ko/{path}" for path in titles if not path.startswith("ko/")
    }


def test_an_edition_has_leaves_of_what_was_known(folders, whole, monkeypatch):
    few_on_a_page(monkeypatch)
    then = built(folders, as_of="2029-09-30", present="../../")
    names = {it.path for it in then.documents.values() if it.leaf_of == "timeline.md"}
    assert "timeline/2029/2.md" in names
    assert not any("2030" in name for name in names)
    assert "timeline/leaves.json" in then.files


def test_the_copy_for_a_folder_has_what_the_script_reads(cut):
    """From a folder nothing can be fetched: each file has a twin that is a script."""
    assert {path for path in cut.files if path.endswith("leaves.json")} > {"ko/sources/leaves.json"}
    assert FETCHED.fullmatch("timeline/leaves.json") and FETCHED.fullmatch("ko/sources/leaves.json")


def test_a_full_page_of_any_list_is_no_heavier_than_allowed(folders, whole):
    """As heavy as the entries of a made record are."""
    for path, part, *kind in (
        ("timeline.md", "timeline"),
        ("changes/index.md", "changes"),
        ("sources.md", "sources-all"),
        ("promises/index.md", "promises"),
        ("programs/index.md", "by-topic", "programs"),
    ):
        elements = re.findall(r"<[a-z]", whole.documents[path].text)
        entries = len([*LONG_LISTS[part].entries(whole.book, *kind)])
        full = LONG_LISTS[part].most * len(elements) / entries
        assert full <= MOST - AROUND, (path, full)


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def made_web(tmp_path_factory, shared):
    """The record with a timeline too long for a page, as it is published."""
    address = free_address(shared / "leaves-address", "long-record")

    def build(folder):
        project = keep_what_is_made(make_project(folder / "project", SIZE))
        done = mkdocs_build(project, folder / "long-record", SITE_URL=address)
        assert done.returncode == 0, done.stderr

    site = once(shared / "leaves", build) / "long-record"
    with serving(site, address) as served:
        yield Web(site), served


def test_an_address_of_the_list_leads_to_its_leaf(browser, made_web):
    web, served = made_web
    first, further = web.page("timeline/"), web.page("timeline/2029/")
    there = next(it.get("id") for it in further.all("li", "moment"))
    here = next(it.get("id") for it in first.all("li", "moment"))
    with watched_page(browser, served) as page:
        page.goto(f"{served}timeline/#{there}")
        page.wait_for_url(f"{served}timeline/2029/#{there}")
        expect(page.locator(f"[id='{there}']")).to_be_in_viewport()
        page.goto(f"{served}timeline/2029/#{here}")
        page.wait_for_url(f"{served}timeline/#{here}")
        page.goto(f"{served}ko/timeline/#{there}")
        page.wait_for_url(f"{served}ko/timeline/2029/#{there}")


def test_the_filter_says_what_it_looks_at_and_goes_along(browser, made_web):
    _, served = made_web
    with watched_page(browser, served) as page:
        page.goto(f"{served}timeline/")
        expect(page.locator(".filter-leaf")).to_contain_text("Only this part")
        page.locator(".filter select[name=stage]").select_option("announced")
        page.locator(".leaves").get_by_text("2029").click()
        page.wait_for_url(f"{served}timeline/2029/?stage=announced")
        shown = page.locator(".moment:not([hidden])")
        assert shown.count() == page.locator('.moment[data-stage="announced"]').count() > 0
