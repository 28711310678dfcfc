"""Dates in prose: those that the record knows, that no month has, and that are still to come."""

import time

import pytest

from factbook.writing.later_days import later_days
from factbook.writing.lint import Lint


@pytest.fixture(scope="module")
def lint(small_book):
    return Lint(small_book)


def told(lint, text, language):
    """What is said of a text, as a mistake or in doubt."""
    found = (*lint.mistakes(text, language), *later_days(lint.book.site, text, language))
    return [message for _, message in found]


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
    "text",
    [
        "The act takes effect in 2031.",
        "In 2031 the last lamps arrive.",
        "The minister promised lamps for everyone in 2031.",
        "Ada told parliament that the lamps would burn in 2031.",
        "The fund was first meant to open in 2031.",
        "The fund was due to open in 2031 and planned to grow.",
        "Reports gave the year 2031 for the choice.",
        "The budget for 2031 was approved.",
        "Parliament moved the end of the fund to 2031.",
        "In 2029 the contest of 2031 was prepared.",
        "The chips that were ordered arrive in 2031.",
        "The lamps were bought and arrive in 2031.",
        "In 2031 closed shops lose their light.",
        "In 2031 the teams left receive more.",
        "In 2031 prices the fund was spent.",
        "In 2031, the ministry said, the fund was closed.",
        "Lamps bought in 2031.",
        "We looked for it in 2031.",
        "A vote was possible in 2031.",
        "It was expected in 2031.",
        "- In 2031\n- Ada resigned.",
        "| In 2031 | Ada resigned. |",
    ],
)
def test_a_plan_may_be_told_in_the_past(lint, text):
    assert told(lint, text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "이 법은 2031년에 시행된다.",
        "2031년에 문을 열 예정이었다.",
        "장관은 2031년에 등불을 켜겠다고 밝혔다.",
        "국무회의가 2031년 예산안을 의결했다.",
        "부처는 2031년에 쓸 돈을 늘렸다.",
        "부처는 2031년에 쓰는 등불을 샀다.",
        "부처는 2031년 지원 방식을 새로 짰다.",
        "2031년에 열기로 했다.",
        "2031년에 맞춰 등불을 샀다.",
        "2031년까지 등불을 켜려 했다.",
        "목표를 2031년으로 늦췄다.",
        "기일은 2031년이었다.",
        "2029년에 시작한 공모는 2031년에 끝났다.",
    ],
)
def test_a_plan_may_be_told_in_the_past_in_korean(lint, text):
    assert told(lint, text, "ko") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ada resigned in 2031."),
        ("en", "In 2031 Ada resigned."),
        ("en", "Ada took office in March 2031, as the first of all."),
        ("en", "**In 2031**, Ada was dismissed."),
        ("en", "In the spring of 2031 the fund was closed."),
        ("en", "{{ link('people/ada-brightwater') }} left office in {{ plain('2031') }}."),
        ("en", "In 2031 the state bought {{ figure('programs/lamp-contest#lamps') }}."),
        ("ko", "2031년에 사임했다."),
        ("ko", "장관은 {{ plain('2031년') }}에 사임했다."),
        ("ko", "2031년 초에는 등불이 켜졌다."),
        ("ko", "장관은 2031년 사임했다."),
    ],
)
def test_what_is_to_come_is_not_told_as_past(lint, language, text):
    [(_, message)] = later_days(lint.book.site, text, language)
    assert "tells of it as past" in message


@pytest.mark.parametrize(
    ("language", "piece"),
    [("en", "In 2031 it was "), ("en", "On 1 May 2031 "), ("ko", "2031년에 했다"), ("ko", "1–")],
)
def test_no_text_is_read_long(lint, language, piece):
    start = time.process_time()
    told(lint, piece * (30_000 // len(piece)), language)
    assert time.process_time() - start < 5
