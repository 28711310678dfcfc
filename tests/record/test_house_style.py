"""Words of the house: numbers in digits, and sentences that read well once calls are filled in."""

import re

import pytest

from conftest import ROOT
from factbook.writing.style import read_style
from pages import Page

STYLE = read_style(ROOT / "data", ("en", "ko")).style
IN_WORDS = [
    ("en", "It runs on thirty sites."),
    ("en", "It runs on two dozen sites."),
    ("en", "It runs on half a dozen sites."),
    ("en", "Dozens of sites run it."),
    ("en", "It has a few hundred thousand users."),
    ("en", "It costs half a billion won."),
    ("en", "It costs four trillion won."),
    ("en", "Six hundred guests came."),
    ("en", "It is a nine-billion-dollar fund."),
    ("ko", "스무 곳에서 돌린다."),
    ("ko", "서른 곳에서 돌린다."),
    ("ko", "마흔여 개 팀이 나섰다."),
    ("ko", "쉰두 명이 떠났다."),
    ("ko", "예순여섯 대를 샀다."),
    ("ko", "일흔을 넘겼다."),
    ("ko", "여든아홉 곳이다."),
    ("ko", "아흔 살이 됐다."),
    ("ko", "열두 군데에서 돌린다."),
    ("ko", "열아홉 개사가 나섰다."),
    ("ko", "열 군데다."),
    ("ko", "열여섯 명을 뽑았다."),
    ("ko", "열일곱 나라가 쓴다."),
    ("ko", "열 차례 만났다."),
    ("ko", "쉰 군데에 있다."),
    ("ko", "아홉 조 원을 쓴다."),
    ("ko", "서너 억 달러가 든다."),
    ("ko", "수십만 장을 산다."),
    ("ko", "수십만 명을 가르친다."),
    ("ko", "남은 것은 수백만 장"),
    ("ko", "수천만 원을 쓴다."),
    ("ko", "수백억 원이 든다."),
]
NO_NUMBERS = [
    ("en", "Several trillion won would be lent to few companies."),
    ("ko", "목이 쉰 사람이 스무고개를 했다."),
    ("ko", "아무 데서나 돌린다."),
    ("ko", "두 조 명단을 냈고, 수조 원 규모다."),
    ("ko", "다섯 군데, 세 개사, 아홉 나라다."),
    ("ko", "열 장치와 열 건조기, 열 대류, 열 명령, 열 번호를 쓴다."),
    ("ko", "열대는 덥고, 열 대 냉각, 열 쪽 문제다."),
    ("ko", "열 사람들이 정렬 번을 선다."),
    ("ko", "수천 장이 든다."),
    ("ko", "한 해 전체를 센다."),
]
NOT_PRINTED = {
    "a noun is said once": r"\d (?:\w+s|people) of them\b",
    "two numbers do not meet": r"\b(?:By|In) (?:[A-Z]\w+ )?20\d\d \d",
    "a sentence ends once": r"(?<!\.)\.\.(?![./])|[?!]\. |\.;",
}


@pytest.mark.parametrize(("language", "text"), IN_WORDS)
def test_a_number_in_words_is_refused(language, text):
    [(_, message)] = STYLE.slips(text, language, "prose")
    assert "in digits" in message


@pytest.mark.parametrize(("language", "text"), NO_NUMBERS)
def test_what_is_no_number_is_read(language, text):
    assert list(STYLE.slips(text, language, "prose")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The fund opened and all lamps were lit.",
        "The service opened to the public in May 2027.",
        "All lamps have been lit.",
        "The center has opened.",
        "The state bought the chips.",
    ],
)
def test_a_step_still_to_come_is_not_told_as_done(text):
    [(_, message)] = STYLE.slips(text, "en", "planned.what")
    assert "as a plan" in message
    assert list(STYLE.slips(text, "en", "what")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The service was due to open.",
        "The fund was to be opened.",
        "The law that was passed in 2025 takes effect.",
        "The last two teams are chosen.",
        "Everyone has access.",
        "The chips bought in 2026 will be in use.",
        "The legal deadline for the vote of parliament.",
    ],
)
def test_a_plan_is_read(text):
    assert list(STYLE.slips(text, "en", "planned.what")) == []


@pytest.mark.parametrize("word", ["뒤", "안", "만에", "동안", "전"])
def test_a_year_in_digits_stays_before_or_after(word):
    [(_, message)] = STYLE.slips(f"한 해 {word}에는 달랐다.", "ko", "prose")
    assert message.endswith(f": 1년 {word}")


@pytest.fixture(scope="module")
def english(real_built):
    """The words of each English page, its calls filled in."""
    pages = real_built.pages.items()
    return {path: Page.of_markdown(page).text for path, page in pages if path[:3] != "ko/"}


@pytest.mark.parametrize("pattern", NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_a_desk_would_print_it(english, pattern):
    found = {path: re.findall(pattern, words)[:3] for path, words in english.items()}
    assert {path: words for path, words in found.items() if words} == {}
