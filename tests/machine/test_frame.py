"""What stands around a page: its language, its menus, its scripts."""

from dataclasses import replace

import pytest
from mkdocs.structure.toc import get_toc

from factbook.framing import Frames
from factbook.record.book import load_book
from factbook.record.questions import Questions
from factbook.site import build_site
from factbook.writing.frame import SCRIPTS, Frame, Shared, scripts_of
from factbook.writing.made_files import made_files
from factbook.writing.settings import read_settings
from mkdocs_hooks import name_plainly
from pages import Page
from places import ROOT
from small import edit
from undrawn import without_drawing

PAGES = {"index.md", "ko/index.md", "light.md", "programs/index.md", "ko/programs/index.md"}


def test_an_outline_has_the_words_of_headings_without_numbers_of_sources():
    inner = {"level": 3, "id": "b", "name": "Who pays", "children": []}
    entries = get_toc([{"level": 2, "id": "a", "name": "Decided2", "children": [inner]}])
    name_plainly(entries, {"a": "Decided"})
    [entry] = entries
    assert [entry.title, entry.children[0].title] == ["Decided", "Who pays"]


@pytest.fixture
def frame_of(small_book):
    return lambda path: Frame(small_book, PAGES.__contains__, path)


def test_a_page_leads_to_pages_of_its_own_language(frame_of):
    frame = frame_of("ko/programs/index.md")
    assert (frame.language, frame.plain_path) == ("ko", "programs/index.md")
    assert frame.own("index.md") == "ko/index.md" and not frame.is_foreign("index.md")
    assert frame.own("light.md") == "light.md" and frame.is_foreign("light.md")
    assert not frame_of("index.md").is_foreign("light.md")


def test_other_languages_lead_to_the_same_page_or_to_the_first(frame_of):
    assert frame_of("programs/index.md").twins() == [("ko", "ko/programs/index.md")]
    assert frame_of("light.md").twins() == []
    assert frame_of("light.md").other_languages() == [("ko", "ko/index.md")]
    assert frame_of("ko/index.md").other_languages() == [("en", "index.md")]
    assert frame_of("").other_languages() == [("ko", "ko/index.md")]


def test_a_page_stands_below_the_first_pages_of_its_folders(frame_of):
    assert frame_of("ko/programs/lamp-contest.md").trail() == [
        "ko/index.md",
        "ko/programs/index.md",
    ]
    assert frame_of("programs/index.md").trail() == ["index.md"]
    assert frame_of("index.md").trail() == frame_of("").trail() == []
    assert frame_of("ko/programs/lamp-contest.md").is_among(["light.md", "programs/index.md"])
    assert not frame_of("light.md").is_among(["index.md", "programs/index.md"])


def test_topics_without_a_page_are_left_out(small_book):
    topics = small_book.topics
    names = [f"{id_}-too" for id_ in topics]
    assert [path for path, _ in Frame(small_book, PAGES.__contains__).topics()] == ["light.md"]
    assert Frame(small_book, names.__contains__).topics() == []


def test_neighbours_are_the_topics_before_and_after(small_book):
    (topic,) = small_book.topics.values()
    names = ("first", "second", "third", "last")
    topics = {name: topic.model_copy(update={"page": f"{name}-page"}) for name in names}
    book = replace(small_book, records={**small_book.records, "topics": topics})
    frame = Frame(book, lambda path: True)
    beside = [path for _, path, _ in frame.beside("second")]
    assert beside == ["first-page.md", "third-page.md"]
    assert [relation for relation, *_ in frame.beside("first")] == ["next"]
    assert [relation for relation, *_ in frame.beside("last")] == ["prev"]


def test_a_page_loads_only_the_scripts_that_it_needs():
    assert scripts_of("<p>words</p>") == ["search"]
    assert scripts_of('<form data-filter><td data-review="2030-01-01">') == [
        "search",
        "stale",
        "filter",
    ]
    assert scripts_of("".join(marks[0] for marks in SCRIPTS.values())) == list(SCRIPTS)


def test_a_piece_of_the_frame_is_written_once_for_a_place():
    shared, written = Shared(Questions()), iter("abc")
    assert shared("menus", "programs", caller=lambda: next(written)) == "a"
    assert shared("menus", "programs", caller=lambda: next(written)) == "a"
    assert shared("menus", "ko/programs", caller=lambda: next(written)) == "b"
    assert shared("foot", "programs", caller=lambda: next(written)) == "c"


TOPIC = """
{id}:
  name: {{en: The {id}, ko: 주제 {id}}}
  question: {{en: "Is there any?", ko: "있는가?"}}
"""


@pytest.mark.parametrize("many", [False, True])
def test_of_many_topics_the_menu_of_all_pages_opens_their_own(small_copy, many):
    """Each topic stands once on a page, not twice."""
    ids = [f"shade-{letter}" for letter in "abcdefghijklm"[: 13 if many else 3]]
    edit(small_copy.data / "topics" / "all.yml", "", "".join(TOPIC.format(id=id_) for id_ in ids))
    for path, id_ in (("light", "light"), *((f"topics/{id_}", id_) for id_ in ids)):
        page = f"---\ntitle: Shade\ndescription: Shade.\ntopic: {id_}\n---\n# Shade {{#top}}\n"
        edit(small_copy.docs / f"{path}.md", "", page)
    with without_drawing():
        built = build_site(small_copy)
    settings = read_settings(ROOT / "mkdocs.yml").values
    frames = Frames(built, ROOT / "docs" / "templates" / "theme", settings, ())
    page = Page.of(frames.around(built.documents["programs/lamp-contest.md"]).before)
    menu, topics = page.one("nav", id="menu"), page.one("nav", id="menu-topics")
    assert len(topics.all("a")) == len(ids) + 1
    opened = [button.get("popovertarget") for button in menu.all("button")]
    assert opened == (["menu-topics"] if many else [])
    assert any("shade-a" in link.href for link in menu.links) != many


def test_pages_of_a_folder_have_the_same_menus_and_each_says_where_it_is(small_web):
    """Record pages share what is written of them; a page that a menu names says so itself."""
    record, other = (
        small_web.page(f"indicators/{id_}/").one("nav", id="menu")
        for id_ in ("light-budget", "lamps-needed")
    )
    assert record.markup == other.markup
    assert not [link for link in record.all("a") if link.get("aria-current")]
    index = small_web.page("indicators/").one("nav", id="menu")
    [here] = [link for link in index.all("a") if link.get("aria-current")]
    assert here.get("href") == "./"


def test_the_check_knows_the_name_of_every_file_that_prose_may_link_to(small_web):
    """And of none that is never made: what may be missing is empty in this record."""
    named = made_files(load_book(small_web.folder.parents[1] / "project" / "data"))
    folders = ("data/", "teach/", "changes/", "promises/")
    made = {path for path in small_web.files if path.removeprefix("ko/").startswith(folders)}
    not_linked = (".html", ".md", ".png")  # a PNG is made only where pictures are asked for
    made = {path for path in made if not path.endswith(not_linked)}
    assert made <= named
    subscribed = {path for path in named if "/topics/" in path or "/due" in path}
    assert named - made - subscribed == {"data/site.zip"}
