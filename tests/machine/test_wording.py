"""How numbers, money, dates and particles read."""

import re
import shutil
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from factbook.meaning.alphabet import by_letter
from factbook.meaning.particles import pair_before, particle
from factbook.meaning.wording import read_wordings
from factbook.record.kinds import Qualifier, Reading, Unit
from factbook.record.problems import counted
from factbook.record.values import Day, Text, amount
from factbook.site import build_site
from pages import Page
from small import ask, edit
from undrawn import without_drawing

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))
WON = Unit(currency="KRW", label=Text(en="won", ko="원"))
GPU = Unit(
    one=Text(en="{n} GPU", ko="GPU {n}장"),
    many=Text(en="{n} GPUs", ko="GPU {n}장"),
    label=Text(en="GPUs"),
)


@pytest.mark.parametrize("qualifier", get_args(Qualifier))
def test_a_qualifier_is_printed_in_the_words_by_which_it_is_read(qualifier):
    """For more than, Korean pages said at least."""
    for say in SAY.values():
        said = say(f"qualifier.{qualifier}", said="5")
        reading = Reading(value=said, as_of="2029", stage="reported", sources=("a",))
        assert (reading.value, reading.qualifier) == (5, qualifier)


@pytest.mark.parametrize(
    "written, en, ko",
    [
        ("9.9 trillion", "₩9.9 trillion", "9조 9,000억 원"),
        ("10.1398 trillion", "₩10.1398 trillion", "10조 1,398억 원"),
        ("179.3 billion", "₩179.3 billion", "1,793억 원"),
        ("802.363 billion", "₩802.363 billion", "8,023억 6,300만 원"),
        ("500", "₩500", "500원"),
        ("-1.2 trillion", "−₩1.2 trillion", "−1조 2,000억 원"),
        ("1e26", "₩10^26", "10의 26제곱 원"),
    ],
)
def test_money(written, en, ko):
    assert SAY["en"].quantity(amount(written), WON) == en
    assert SAY["ko"].quantity(amount(written), WON) == ko


@pytest.mark.parametrize(
    "written, en, ko",
    [
        ("26만", "260,000 GPUs", "GPU 26만 장"),
        ("13136", "13,136 GPUs", "GPU 1만 3,136장"),
        ("1", "1 GPU", "GPU 1장"),
        ("-3.4", "−3.4 GPUs", "GPU −3.4장"),
        ("1e26", "10^26 GPUs", "GPU 10의 26제곱 장"),
        ("1.5e25", "1.5 × 10^25 GPUs", "GPU 1.5×10의 25제곱 장"),
    ],
)
def test_counts(written, en, ko):
    assert SAY["en"].quantity(amount(written), GPU) == en
    assert SAY["ko"].quantity(amount(written), GPU) == ko


def test_one_may_be_said_without_its_number():
    dozen = Unit(one=Text(en="a dozen"), many=Text(en="{n} dozen"), label=Text(en="dozens"))
    assert SAY["en"].quantity(amount("1"), dozen) == "a dozen"
    assert SAY["en"].quantity(amount("2"), dozen) == "2 dozen"


def test_a_range_says_its_unit_once():
    reading = Reading(low="4", high="5", as_of="2026", stage="reported", sources=("x",))
    assert SAY["en"].reading(reading, GPU) == "4 to 5 GPUs"
    assert SAY["ko"].reading(reading, GPU) == "GPU 4~5장"
    assert SAY["en"].reading(reading, WON) == "₩4 to ₩5"
    assert SAY["ko"].between(amount("12조"), amount("14조 8,000억"), WON) == "12조~14조 8,000억 원"
    assert SAY["ko"].period(Day("2006"), Day("2011")) == "2006~2011년"


def test_a_short_reading_leaves_out_the_noun():
    reading = Reading(
        value=amount("26만"), qualifier="up-to", as_of="2026", stage="reported", sources=("x",)
    )
    assert SAY["en"].short(reading, GPU) == "up to 260,000"
    assert SAY["ko"].short(reading, GPU) == "최대 26만 장"
    assert SAY["ko"].unbroken("9조 9,000억 원") == "9조\xa09,000억\xa0원"


def test_more_than_has_another_form_before_a_noun_in_korean():
    fields = {"qualifier": "more-than", "as_of": "2026", "stage": "reported", "sources": ("x",)}
    reading = Reading(value=amount("30만"), **fields)
    assert SAY["ko"].reading(reading, GPU) == "GPU 30만 장 초과"
    assert SAY["ko"].reading(reading, GPU, before_noun=True) == "GPU 30만 장 넘는"
    assert SAY["ko"].short(reading, GPU, before_noun=True) == "30만 장 넘는"
    assert SAY["en"].reading(reading, GPU, before_noun=True) == "more than 300,000 GPUs"


def test_a_short_sum_leaves_out_the_noun_too():
    assert SAY["en"].quantity(Decimal(31_336), GPU, short=True) == "31,336"
    assert SAY["ko"].quantity(Decimal(31_336), GPU, short=True) == "3만 1,336장"


def test_a_value_stands_before_its_interval():
    fields = {"as_of": "2026", "stage": "estimated", "sources": ("x",)}
    reading = Reading(value="50", low="40", high="65", **fields)
    assert SAY["en"].reading(reading, GPU) == "50 GPUs (40 to 65)"
    assert SAY["ko"].reading(reading, GPU) == "GPU 50장(40~65)"
    assert SAY["en"].reading(reading, WON) == "₩50 (₩40 to ₩65)"
    below = Reading(low="-5", high="-3", **fields)
    assert SAY["en"].reading(below, GPU) == "−5 to −3 GPUs"


@pytest.mark.parametrize(
    "number, en", [("2.97", "3"), ("52.38", "52"), ("0.0004", "0.0004"), ("-12.4", "−12")]
)
def test_computed_numbers_are_rounded(number, en):
    assert SAY["en"].rounded(Decimal(number)) == en


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


def test_a_qualifier_stands_before_a_place_with_its_word():
    """It was 'No. at least 10'."""
    place = Unit(many=Text(en="No. {n}", ko="{n}위"), label=Text(en="place"))
    assert SAY["en"].quantity(Decimal(10), place, qualifier="at-least") == "at least No. 10"
    assert SAY["ko"].quantity(Decimal(10), place, qualifier="at-least") == "10위 이상"


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
        ("GPU 50장(40~65)", "을/를", "을"),
        ("846㎡", "이다/다", "다"),
        ("3㎿", "을/를", "를"),
        ("K-STAR", "은/는", "는"),
        ("Google", "을/를", "을"),
        ("Book", "은/는", "은"),
        ("40km", "이다/다", "다"),
        ("3 kg", "으로/로", "으로"),
        ("1,000", "이었/였", "이었"),
        ("GPU(그래픽 처리 장치)", "이라/라", "라"),
        ("당시에는 알려지지 않음", "을/를", "을"),
    ],
)
def test_particles(word, pair, fits):
    assert particle(word, pair) == fits


@pytest.mark.parametrize(
    "words, pair, rest",
    [
        ("는 늘었다", "은/는", " 늘었다"),
        ("으로는 적다", "으로/로", "는 적다"),
        ("이었다.", "이었/였", "다."),
        ("라고 했다", "이라/라", "고 했다"),
        ("다.", "이다/다", "."),
        ("이", "이/가", ""),
        ("며, 또", "이며/며", ", 또"),
        ("이며, 또", "", "이며, 또"),
        ("이상이다", "", "이상이다"),
        ("가량을", "", "가량을"),
        (" 이 가운데", "", " 이 가운데"),
        ("의 절반", "", "의 절반"),
        ("", "", ""),
        ("라도 된다", "이라도/라도", " 된다"),
        ("랑 같다", "이랑/랑", " 같다"),
        ("이든 아니든", "", "이든 아니든"),
        ("든지 된다", "이든지/든지", " 된다"),
    ],
)
def test_the_particle_that_words_begin_with(words, pair, rest):
    assert pair_before(words) == (pair, rest)


@given(st.dates())
def test_every_day_stands_between_its_month_and_its_year(day):
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    exact, month, year = Day(text), Day(text[:7]), Day(text[:4])
    assert year.first <= month.first <= exact.first == exact.last <= month.last <= year.last


def test_a_list_files_names_under_letters_consonants_and_numbers():
    names = {"a": "École", "b": "earth", "c": "까치", "d": "가을", "e": "7G", "f": "Ærø"}
    filed = {letter: list(found) for letter, found in by_letter(names).items()}
    assert filed == {"0–9": ["e"], "E": ["b", "a"], "Æ": ["f"], "ㄱ": ["d", "c"]}


IN_FOUR = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko", "de", "ar"))
COUNTED = [key.removesuffix(".one") for key in SAY["en"].words if key.endswith(".one")]


@pytest.mark.parametrize("language", IN_FOUR)
def test_a_word_that_follows_a_number_has_both_forms(language):
    words = IN_FOUR[language].words
    for key in COUNTED:
        assert words[f"{key}.one"] and words[f"{key}.many"], key


def test_one_of_a_thing_is_said_as_one():
    values = dict.fromkeys(("number", "day", "both", "person", "body", "rows"), "0")
    named = [key for key in COUNTED if not key.startswith("score")]
    ones = [SAY["en"].counted(key, 1, **values) for key in named]
    assert {*ones} >= {"1 day", "1 question", "1 place. 0."}
    assert not any(SEVERAL.search(words) for words in ones)
    assert IN_FOUR["de"].counted("questions-count", 1) == "1 Aufgabe"
    assert IN_FOUR["ar"].counted("questions-count", 1).startswith("سؤال واحد")


SEVERAL = re.compile(
    r"(?<![\d.,])1 (?:days|entries|figures|places|programs|promises|questions|records|rows"
    r"|sources|steps|terms|topics|values|words)\b"
)


def test_a_record_with_one_of_each_is_told_as_such(small_copy):
    """Of most kinds the small record has one; it is given a page of each sort."""
    starter = ROOT / "hooks" / "starter" / "docs"
    shutil.copytree(starter, small_copy.docs, dirs_exist_ok=True)
    edit(small_copy.docs / "assets" / "licences.txt", "", "Of the letters.")
    sheets = '# Teach {#top}\n\n{{ part("sheets") }}\n\n{{ part("quiz-makers") }}\n'
    edit(small_copy.docs / "teach" / "index.md", "", sheets)
    ask(small_copy.data, '{stage: [enacted], figure: "indicators/light-budget#y2030"}')
    with without_drawing():
        built = build_site(small_copy)
    pages = {path: Page.of_markdown(text).text for path, text in built.pages.items()}
    assert "Of 1 promise, 1 named" in pages["promises/index.md"]
    assert "1 question" in pages["teach/index.md"]
    for path, text in pages.items():
        assert not SEVERAL.search(text), path


def test_messages_count_one_thing_as_one():
    assert [counted(n, "record") for n in (0, 1, 2)] == ["0 records", "1 record", "2 records"]
