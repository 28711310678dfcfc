"""What changed, for readers that ask again: nothing of the future, and ids that outlive a move."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from conftest import TEMPLATES, Folders
from factbook.meaning.changes import changes
from factbook.publishing.feed import changes_feed
from factbook.site import Request, build_site
from small import copy_small_record, edit
from undrawn import without_drawing

ADDRESS = "https://lantern.example/record/"
LONGEST_TITLE = 100
YEAR_ALONE = """\
tomorrow:
  name: {en: Lamps of tomorrow, ko: 내일의 등불}
  topic: light
  summary: {en: A plan., ko: 계획.}
  steps:
    - stage: announced
      date: 2030
      what: {en: Announced in the course of the year., ko: 그해 안에 발표되었다.}
      sources: [herald-2030-01]
  sources: [herald-2030-01]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small record with a step that is dated by the year alone in which the record ends."""
    root = copy_small_record(tmp_path_factory.mktemp("feed"))
    edit(root / "data" / "programs" / "tomorrow.yml", "", YEAR_ALONE)
    with without_drawing():
        return build_site(Folders(root / "data", root / "docs", None, TEMPLATES), Request(ADDRESS))


@pytest.fixture(params=["", "ko/"], ids=["en", "ko"])
def feed(request, built):
    """The feed of a language."""
    return ElementTree.fromstring(built.files[f"{request.param}changes/feed.xml"])


def entries(feed) -> list[ElementTree.Element]:
    found = feed.findall("{*}entry")
    assert found
    return found


def page_of(element: ElementTree.Element) -> str:
    """The page that a feed or an entry leads to."""
    links = element.findall("{*}link")
    (page,) = [link for link in links if link.get("rel", "alternate") == "alternate"]
    assert page.get("type") == "text/html"
    return page.get("href")


def test_nothing_is_of_a_day_after_the_record(built, feed):
    end = f"{built.book.site.as_of.last}T00:00:00Z"
    days = [entry.findtext("{*}updated") for entry in entries(feed)]
    assert days == sorted(days, reverse=True)
    assert max(days) <= feed.findtext("{*}updated") == end


def test_what_is_dated_by_a_year_is_no_news_of_its_last_day(built):
    """It was told of in January 2030, so it came no later, though 2030 lasts until December."""
    (step,) = [one for one in changes(built.book) if one.address == "programs/tomorrow"]
    assert str(step.day) == "2030"
    assert step.latest == date(2030, 1, 31)
    assert all(one.latest <= built.book.site.as_of.last for one in changes(built.book))


def test_a_feed_leads_home_and_each_entry_to_its_page(built, feed):
    is_korean = "ko" in feed.attrib.values()
    assert page_of(feed) == (f"{ADDRESS}ko/" if is_korean else ADDRESS)
    for entry in entries(feed):
        assert page_of(entry).removeprefix(ADDRESS) in built.addresses


def test_titles_are_short_and_the_sentence_is_the_summary(feed):
    for entry in entries(feed):
        title, summary = entry.findtext("{*}title"), entry.findtext("{*}summary")
        assert 0 < len(title) <= LONGEST_TITLE
        assert summary and summary != title


def test_ids_outlive_a_move_to_another_address(built):
    def ids(address: str) -> list[str]:
        calls = next(iter(built.published.writers.values())).plain
        feed = ElementTree.fromstring(changes_feed(calls, address))
        return [part.findtext("{*}id") for part in (feed, *entries(feed))]

    here = ids(ADDRESS)
    assert here == ids("https://elsewhere.example/")
    assert len(set(here)) == len(here) > 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_) for id_ in here)
