"""A page of docs/ to which nothing leads is told, with what to do, and stops nothing."""

import pytest

from factbook.record.folders import Folders
from factbook.site import build_site
from factbook.writing.check import check_site
from factbook.writing.lonely_pages import lonely_pages
from small import edit

TOLD = (
    "docs/{}:1: warning: no menu, topic or page leads to this one; list it in the menu of "
    "mkdocs.yml, link to it, or name it under 'not_in_nav' there"
)
PAGE = "# New {#top}\n\nWords.\n"


def told(project):
    folders = Folders(project / "data", project / "docs")
    return list(map(str, lonely_pages(folders, check_site(folders))))


def test_a_page_that_nothing_names_is_told_in_each_language(project):
    edit(project / "docs" / "news" / "first.md", "", PAGE)
    edit(project / "docs" / "ko" / "news" / "first.md", "", PAGE)
    assert told(project) == [TOLD.format(f"{folder}news/first.md") for folder in ("ko/", "")]


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("docs/index.md", "See {{", "[News](news/first.md#top) and {{"),
        ("docs/ko/index.md", "{{ chart", "[소식](news/first.md)\n\n{{ chart"),
        ("mkdocs.yml", "  menu: {}\n", "  menu: {kind.charts: {news/first.md: }}\n"),
        ("mkdocs.yml", "\nexclude_docs:", "\nnot_in_nav: news/\nexclude_docs:"),
        ("data/topics/all.yml", "page: light", "page: news/first"),
    ],
)
def test_a_page_that_is_met_or_meant_so_is_not(project, file, old, new):
    for folder in ("docs", "docs/ko"):
        edit(project / folder / "news" / "first.md", "", PAGE)
    edit(project / file, old, new)
    assert told(project) == []


def test_a_page_for_a_class_is_not(project):
    for folder in ("docs", "docs/ko"):
        edit(project / folder / "news" / "first.md", "", f"---\nteaches: light\n---\n{PAGE}")
    assert told(project) == []


def test_a_link_to_itself_leads_nobody_there(project):
    edit(project / "docs" / "new.md", "", f"{PAGE}\n[New](new.md#top)\n")
    assert told(project) == [TOLD.format("new.md")]


def test_two_pages_that_lead_to_each_other_alone_are_told(project):
    edit(project / "docs" / "one.md", "", f"{PAGE}\n[Two](two.md)\n")
    edit(project / "docs" / "two.md", "", f"{PAGE}\n[One](one.md)\n")
    assert told(project) == [TOLD.format("one.md"), TOLD.format("two.md")]
    edit(project / "docs" / "index.md", "See {{", "[One](one.md) and {{")
    assert told(project) == []


def test_the_build_tells_it_and_goes_on(project):
    edit(project / "docs" / "new.md", "", PAGE)
    built = build_site(Folders(project / "data", project / "docs"))
    assert TOLD.format("new.md") in map(str, built.warnings)
    assert "new.md" in built.pages
