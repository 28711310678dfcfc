"""Dates in prose: those that the record knows, and those that no month has."""

import time

import pytest

from factbook.writing.lint import Lint


@pytest.fixture(scope="module")
def lint(small_book):
    return Lint(small_book)


def told(lint, text, language):
    return [message for _, message in lint.mistakes(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 1 March 2029, March 1, 2029, 1 March, March 1, the 1st of March and on March 1"),
        ("en", "On 2029-03-01, in 2029-03, in March 2029, Mar 2029, on 1 Mar. 2029, in Q1 2029"),
        ("en", "On 1\nMarch 2029, 1 March\n2029 and 2029/3/1."),
        ("en", "From 1 March to 30 November 2029, 2029/30, 2029 and 2029–30."),
        ("en", "On {{ plain('31 September 2029') }} and {{ plain('15 August 1945') }}."),
        ("en", "`on 2029-02-30`, [words](page-2029-02-30.md), https://light.example/2029/02/30/"),
        ("en", "In May the mayor may march."),
        ("en", "In May 3-year-olds, in June 12 months and in July for 5 days."),
        ("ko", "2029년 3월 1일, 2029년\n3월 1일, 3월 1일부터, 2029년 3월, 3월에, 2029년 1분기"),
        ("ko", "1~3월, 2029. 3. 1., 2029-03-01에, 3월 5일간, 3월 12일 동안"),
        ("de", "Am 1. März 2029, am 1. März, im März 2029, am 01.03.2029, am 1. 3. 2029"),
        ("ar", "في 1 مارس 2029 وفي ١ مارس ٢٠٢٩ وفي مارس 2029 وفي 1 من مارس"),
    ],
)
def test_what_the_record_knows_may_stand(lint, language, text):
    assert told(lint, text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In March 1 of 3 lamps burned; in May 20 lamps did."),
        ("en", "Lamps of May 1,000 and May 2, 3 and 4 times."),
        ("en", "In 2029–31, 2029-00 and 1/2."),
        ("ko", "13월의 등불, 2029년 등불 3월분 14개"),
    ],
)
def test_what_may_be_a_number_is_told_as_one(lint, language, text):
    assert any("comes from no fact" in message for message in told(lint, text, language))


@pytest.mark.parametrize(
    ("language", "piece"),
    [("en", "In 2031 it was "), ("en", "On 1 May 2031 "), ("ko", "2031년에 했다"), ("ko", "1–")],
)
def test_no_text_is_read_long(lint, language, piece):
    start = time.process_time()
    told(lint, piece * (30_000 // len(piece)), language)
    assert time.process_time() - start < 5
