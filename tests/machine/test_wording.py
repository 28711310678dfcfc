"""How numbers, money, dates and particles read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from factbook.meaning.particles import particle
from factbook.meaning.wording import read_wordings
from factbook.record.kinds import Reading, Unit
from factbook.record.values import Day, Text, amount

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))
WON = Unit(currency="KRW", label=Text(en="won", ko="원"))
GPU = Unit(
    one=Text(en="{n} GPU", ko="GPU {n}장"),
    many=Text(en="{n} GPUs", ko="GPU {n}장"),
    label=Text(en="GPUs"),
)


@pytest.mark.parametrize(
    "written, en, ko",
    [
        ("9.9 trillion", "₩9.9 trillion", "9조 9,000억 원"),
        ("10.1398 trillion", "₩10.1398 trillion", "10조 1,398억 원"),
        ("179.3 billion", "₩179.3 billion", "1,793억 원"),
        ("802.363 billion", "₩802.363 billion", "8,023억 6,300만 원"),
        ("500", "₩500", "500원"),
    ],
)
def test_money(written, en, ko):
    assert SAY["en"].quantity(amount(written), WON) == en
    assert SAY["ko"].quantity(amount(written), WON) == ko


@pytest.mark.parametrize(
    "written, en, ko",
    [
        ("26만", "260,000 GPUs", "GPU 26만 장"),
        ("13136", "13,136 GPUs", "GPU 13,136장"),
        ("1", "1 GPU", "GPU 1장"),
    ],
)
def test_counts(written, en, ko):
    assert SAY["en"].quantity(amount(written), GPU) == en
    assert SAY["ko"].quantity(amount(written), GPU) == ko


def test_a_range_says_its_unit_once():
    reading = Reading(low="4", high="5", as_of="2026", stage="reported", sources=("x",))
    assert SAY["en"].reading(reading, GPU) == "4 to 5 GPUs"
    assert SAY["ko"].reading(reading, GPU) == "GPU 4~5장"
    assert SAY["en"].reading(reading, WON) == "₩4 to ₩5"


@pytest.mark.parametrize(
    "qualifier, value, en, ko",
    [
        ("up-to", "26만", "up to 260,000 GPUs", "GPU 최대 26만 장"),
        ("about", "52", "about 52 GPUs", "GPU 약 52장"),
        ("at-least", "5000", "at least 5,000 GPUs", "GPU 5,000장 이상"),
    ],
)
def test_a_qualifier_stands_before_the_number_and_not_before_what_is_counted(
    qualifier, value, en, ko
):
    reading = Reading(
        value=amount(value), qualifier=qualifier, as_of="2026", stage="reported", sources=("x",)
    )
    assert SAY["en"].reading(reading, GPU) == en
    assert SAY["ko"].reading(reading, GPU) == ko


@pytest.mark.parametrize(
    "day, en, ko",
    [
        ("2025-10-31", "31 October 2025", "2025년 10월 31일"),
        ("2025-10", "October 2025", "2025년 10월"),
        ("2025-Q4", "fourth quarter of 2025", "2025년 4분기"),
        ("2026-H1", "first half of 2026", "2026년 상반기"),
        ("2025", "2025", "2025년"),
    ],
)
def test_days(day, en, ko):
    assert SAY["en"].day(Day(day)) == en
    assert SAY["ko"].day(Day(day)) == ko


@pytest.mark.parametrize(
    "word, pair, fits",
    [
        ("배경훈", "은/는", "은"),
        ("엔비디아", "은/는", "는"),
        ("26만", "을/를", "을"),
        ("9조", "이/가", "가"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("GPT-5", "을/를", "를"),
        ("3", "이/가", "이"),
        ("51%", "을/를", "를"),
        ("30%", "으로/로", "로"),
        ("Nvidia", "은/는", "는"),
        ("5.9개월", "으로/로", "로"),
    ],
)
def test_particles(word, pair, fits):
    assert particle(word, pair) == fits


@given(st.integers(min_value=0, max_value=10**16))
def test_an_amount_reads_back_in_both_languages(number):
    """What is printed is exact: the printed words give the number back."""
    for language in ("en", "ko"):
        printed = SAY[language].number(Decimal(number))
        parts = printed.split(" ") if language == "ko" else [printed]
        assert sum(amount(part) for part in parts) == number


@given(st.dates())
def test_every_day_stands_between_its_month_and_its_year(day):
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    exact, month, year = Day(text), Day(text[:7]), Day(text[:4])
    assert year.first <= month.first <= exact.first == exact.last <= month.last <= year.last
