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
    ("ko", "스무 곳에서 돌린다."),
    ("ko", "서른 곳에서 돌린다."),
    ("ko", "마흔여 개 팀이 나섰다."),
    ("ko", "쉰두 명이 떠났다."),
    ("ko", "예순여섯 대를 샀다."),
    ("ko", "일흔을 넘겼다."),
    ("ko", "여든아홉 곳이다."),
    ("ko", "아흔 살이 됐다."),
]
NO_NUMBERS = [
    ("en", "Several trillion won would be lent to few companies."),
    ("ko", "목이 쉰 사람이 스무고개를 했다."),
    ("ko", "아무 데서나 돌린다."),
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
