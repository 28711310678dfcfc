"""What changed, for readers that ask again: nothing of the future, and ids that outlive a move."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from conftest import TEMPLATES, Folders
from factbook.meaning.changes import changes
from factbook.meaning.due_dates import due_dates
from factbook.publishing.calendars import calendar as calendar_of
from factbook.publishing.feed import changes_feed
from factbook.site import Request, build_site
from pages import Page
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
  figures:
    lamps:
      label: {en: Lamps of all, ko: 모든 등불}
      unit: lamp
      readings:
        - {value: 1200, stage: announced, as_of: 2029-06, sources: [gazette-2029-01-15]}
        - {value: 1200, stage: announced, as_of: 2029-08, sources: [gazette-2029-01-15]}
        - {value: 500, stage: delivered, as_of: 2029-12, sources: [herald-2030-01]}
        - value: 700
          stage: delivered
          as_of: 2029-12
          reason: correction
          sources: [herald-2030-01]
  sources: [herald-2030-01]
"""


LIGHT = """\
---
title: {title}
description: {title}
topic: light
---
# {title} {{#top}}

{{{{ part("topic-records", topic="light") }}}}
"""
DARK = """\
dark:
  name: {en: Dark, ko: 어둠}
  question: {en: "Is it dark?", ko: "어두운가?"}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small record with a step that is dated by the year alone in which the record ends."""
    root = copy_small_record(tmp_path_factory.mktemp("feed"))
    edit(root / "data" / "programs" / "tomorrow.yml", "", YEAR_ALONE)
    edit(root / "data" / "topics" / "dark.yml", "", DARK)
    for folder, title in (("", "Light"), ("ko/", "빛")):
        page = LIGHT.format(title=title)
        (root / "docs" / f"{folder}light.md").write_text(page, encoding="utf-8")
    with without_drawing():
        return build_site(Folders(root / "data", root / "docs", None, TEMPLATES), Request(ADDRESS))


FEEDS = [
    f"{folder}changes/{feed}" for folder in ("", "ko/") for feed in ("feed.xml", "topics/light.xml")
]


@pytest.fixture(params=FEEDS)
def feed(request, built):
    """The feed of a language, of all or of a topic."""
    return ElementTree.fromstring(built.files[request.param])


def is_of_topic(feed) -> bool:
    return "topics/" in feed.find("{*}link[@rel='self']").get("href")


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
    home = f"{ADDRESS}ko/" if is_korean else ADDRESS
    assert page_of(feed) == (f"{home}light/" if is_of_topic(feed) else home)
    for entry in entries(feed):
        assert page_of(entry).removeprefix(ADDRESS) in built.addresses


def test_titles_are_short_and_the_sentence_is_the_summary(feed):
    for entry in entries(feed):
        title, summary = entry.findtext("{*}title"), entry.findtext("{*}summary")
        assert 0 < len(title) <= LONGEST_TITLE
        assert summary and summary != title


def test_a_change_tells_of_which_stages_its_values_are(built):
    """A target and what was delivered read like a target that was lowered."""
    feed = ElementTree.fromstring(built.files["changes/feed.xml"])
    told = [entry.findtext("{*}summary") for entry in entries(feed)]
    lamps = "1,200 lamps, announced → 500 lamps, delivered"
    assert f"{lamps} (update)" in told
    page = Page.of_markdown(built.pages["light.md"])
    assert lamps.replace("lamps,", "lamps") in page.text


def test_what_is_only_said_again_is_no_change(built):
    """It read 1,200 lamps → 1,200 lamps; and of two changes of a day readers saw one."""
    ours = [one for one in changes(built.book) if one.address == "programs/tomorrow#lamps"]
    assert [one.after.value for one in ours] == [700, 500]
    assert len({one.anchor for one in ours}) == len(ours)


@pytest.mark.parametrize("topic", ["", "light"])
def test_ids_outlive_a_move_to_another_address(built, topic):
    def ids(address: str) -> list[str]:
        calls = next(iter(built.published.writers.values())).plain
        feed = ElementTree.fromstring(changes_feed(calls, address, topic=topic))
        return [part.findtext("{*}id") for part in (feed, *entries(feed))]

    here = ids(ADDRESS)
    assert here == ids("https://elsewhere.example/")
    assert len(set(here)) == len(here) > 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_) for id_ in here)


def test_each_feed_has_an_id_and_a_title_of_its_own(built):
    feeds = [ElementTree.fromstring(built.files[path]) for path in FEEDS]
    for part in ("{*}id", "{*}title"):
        assert len({feed.findtext(part) for feed in feeds}) == len(feeds)


def test_the_page_of_a_topic_leads_to_its_feed_and_its_calendar(built):
    for folder in ("", "ko/"):
        page = built.pages[f"{folder}light.md"]
        for path in ("changes/topics/light.xml", "promises/due/light.ics"):
            assert folder + path in built.files
            assert f'href="../{path}"' in page, path


def test_a_topic_without_a_page_has_neither(built):
    assert "dark" in built.book.topics
    assert not [path for path in built.files if "/dark." in path]


# ---------------------------------------------------------------- calendars

CALENDARS = [
    f"{folder}promises/{name}" for folder in ("", "ko/") for name in ("due.ics", "due/light.ics")
]


@pytest.fixture(params=CALENDARS)
def calendar(request, built) -> Calendar:
    return Calendar.from_ical(built.files[request.param])


def test_a_calendar_has_a_day_for_all_that_is_due(built, calendar):
    days = sorted(event.decoded("dtstart") for event in calendar.walk("vevent"))
    assert days == [due.day.last for due in due_dates(built.book)]
    assert {date(2030, 3, 31), date(2031, 12, 31)} <= set(days)


def test_an_event_is_stamped_with_the_day_of_the_record_and_tells_what_and_when(built, calendar):
    end = built.book.site.as_of.last
    for event in calendar.walk("vevent"):
        assert event.decoded("dtstamp").date() == end
        assert event["summary"] and re.search(r"20\d\d", event["description"])
        assert re.search(r"^(?:Status|상태): .", event["description"], re.M), "of a step too"
        url = event.get("url")
        assert not url or url.removeprefix(ADDRESS) in built.addresses


def test_what_was_due_before_the_end_of_the_record_is_told_as_unreported(built):
    calendar = Calendar.from_ical(built.files["promises/due.ics"])
    told = {event.decoded("dtstart"): event["description"] for event in calendar.walk("vevent")}
    assert "we found no report" in told[date(2030, 3, 31)]
    assert "we found no report" not in told[date(2031, 12, 31)]


def test_the_lines_of_a_calendar_are_short_and_end_as_the_standard_asks(built):
    for path in CALENDARS:
        lines = built.files[path].split("\r\n")
        assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
        assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)


def test_events_keep_their_ids_at_another_address(built):
    writer = next(iter(built.published.writers.values()))
    here, there = (
        [event["uid"] for event in Calendar.from_ical(calendar_of(writer, address)).walk("vevent")]
        for address in (ADDRESS, "https://elsewhere.example/")
    )
    assert here == there and len(set(here)) == len(here) >= 2


def test_a_calendar_is_the_same_in_each_build(built):
    writer = next(iter(built.published.writers.values()))
    assert calendar_of(writer, ADDRESS) == calendar_of(writer, ADDRESS)
    assert calendar_of(writer, ADDRESS) == built.files["promises/due.ics"]
