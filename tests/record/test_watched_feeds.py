"""What the inbox lists of sixty entries: twenty concern the record, forty do not."""

from pathlib import Path

import pytest
import yaml

from conftest import DATA
from factbook.authoring.feeds import Entry
from factbook.authoring.matching import Matcher
from factbook.record.watch import WATCH, Feed, read_watch

pytestmark = pytest.mark.skipif(
    not (DATA / WATCH).is_file(), reason="a record that has only begun watches no feed"
)
SAMPLE = yaml.safe_load((Path(__file__).parent / "inbox_sample.yml").read_text(encoding="utf-8"))
LEAST_FOUND, MOST_WRONG = 18, 5


@pytest.fixture(scope="module")
def matcher(real_book) -> Matcher:
    return Matcher(real_book, read_watch(DATA), real_book.site.as_of)


def entry(written: dict) -> Entry:
    feed = Feed(
        name="A feed",
        url="https://news.example/feed",
        language=written["language"],
        kind=written["kind"],
    )
    link = "https://news.example/1"
    return Entry("a-feed", feed, written["title"], link, written.get("summary", ""))


def listed(matcher: Matcher, sort: str) -> list[str]:
    return [written["title"] for written in SAMPLE[sort] if matcher.matches(entry(written))]


def test_the_sample_has_sixty_entries_in_both_languages():
    assert [len(SAMPLE[sort]) for sort in ("concerning", "others")] == [20, 40]
    for entries in SAMPLE.values():
        assert {written["language"] for written in entries} == {"en", "ko"}


def test_most_of_what_concerns_the_record_is_listed(matcher):
    found = listed(matcher, "concerning")
    missed = {written["title"] for written in SAMPLE["concerning"]} - set(found)
    assert len(found) >= LEAST_FOUND, missed


def test_little_else_is_listed(matcher):
    found = listed(matcher, "others")
    assert len(found) <= MOST_WRONG, found


def test_the_topics_of_the_words_are_those_of_the_record(real_book):
    assert set(read_watch(DATA).what) <= set(real_book.topics)
