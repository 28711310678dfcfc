"""Numbers and days as people write them: each is read as it was meant, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from factbook.meaning.wording import read_wordings
from factbook.record.amounts import amount
from factbook.record.kinds import Reading
from factbook.record.values import Day

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))


@pytest.mark.parametrize(
    "written, meant",
    [
        ("50000", 50_000),
        ("50,000", 50_000),
        ("1,234.5", "1234.5"),
        (".5", "0.5"),
        ("-3.4", "-3.4"),
        ("−3.4", "-3.4"),
        ("9.9 trillion", 9_900_000_000_000),
        ("-1.5 billion", -1_500_000_000),
        ("26만", 260_000),
        ("9.9조", 9_900_000_000_000),
        ("1조 2,000억", 1_200_000_000_000),
        ("1조2000억", 1_200_000_000_000),
        ("3만 5천", 35_000),
        ("2천5백만", 25_000_000),
        ("5천억", 500_000_000_000),
        ("12억 3천4백만", 1_234_000_000),
        ("1만3,136", 13_136),
        ("1경 2조", 10_002 * 10**12),
        ("-1조 2,000억", -1_200_000_000_000),
        ("1e26", 10**26),
        ("1E+26", 10**26),
        ("10^26", 10**26),
        ("3 × 10^25", 3 * 10**25),
        ("3*10^25", 3 * 10**25),
        ("10의 26제곱", 10**26),
        ("1e-9", "0.000000001"),
        ("9223372036854775808", 2**63),
    ],
)
def test_what_is_written_is_read_as_meant(written, meant):
    assert amount(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("4,5 billion", "1,5", "2,4,0,0", "12,34,567", ",5", "1_0_0", "1,000,00"),
        *("５０", "١٢", "²", "Ⅳ", "1 2", "5.", "1.2.3", "--5", "+-5", ""),
        *("2천2026", "1.5만 3천", "1조 20,000억", "3억 2조", "만", "천억", "5만만", "1조 2,00억"),
        *("1e", "e26", "10^", "1e40", "1e-20", "9" * 40, "9" * 400, "0.12345678901234567"),
        *("lots", "NaN", "Infinity", "0x10", "1/2", "five", "₩5", "5%"),
    ],
)
def test_what_might_mean_something_else_is_refused(written):
    with pytest.raises(ValueError, match=r"must|has"):
        amount(written)


@given(st.integers(min_value=-(10**24) + 1, max_value=10**24 - 1))
def test_what_is_printed_reads_back(number):
    for say in SAY.values():
        assert amount(say.number(Decimal(number))) == number


@given(
    st.integers(min_value=1, max_value=10**15 - 1),
    st.integers(min_value=-14, max_value=14),
)
def test_decimals_and_powers_read_back(digits, power):
    number = Decimal(digits).scaleb(power)
    if Decimal(10) ** -15 <= number:
        for say in SAY.values():
            assert amount(say.number(number)) == number


@pytest.mark.parametrize(
    "value, meant",
    [
        ("약 5만", {"value": 50_000, "qualifier": "about"}),
        ("about 5 million", {"value": 5_000_000, "qualifier": "about"}),
        ("최대 26만", {"value": 260_000, "qualifier": "up-to"}),
        ("up to 260,000", {"value": 260_000, "qualifier": "up-to"}),
        ("5만 이상", {"value": 50_000, "qualifier": "at-least"}),
        ("5만 초과", {"value": 50_000, "qualifier": "more-than"}),
        ("5만 미만", {"value": 50_000, "qualifier": "less-than"}),
        ("5~7만", {"low": 50_000, "high": 70_000}),
        ("50,000–70,000", {"low": 50_000, "high": 70_000}),
        ("5–7 billion", {"low": 5 * 10**9, "high": 7 * 10**9}),
        ("5만~7만", {"low": 50_000, "high": 70_000}),
        ("5천~7만", {"low": 5_000, "high": 70_000}),
        ("4 to 5 billion", {"low": 4 * 10**9, "high": 5 * 10**9}),
        ("약 1조~1조 2,000억", {"low": 10**12, "high": 1_200 * 10**9, "qualifier": "about"}),
    ],
)
def test_words_around_a_number_are_its_qualifier_or_its_ends(value, meant):
    reading = Reading(value=value, as_of="2029", stage="reported", sources=("a",))
    fields = ("value", "low", "high", "qualifier")
    read = {field: getattr(reading, field) for field in fields}
    assert {field: said for field, said in read.items() if said is not None} == meant


@pytest.mark.parametrize(
    "written, first, last, exactness",
    [
        ("2028-29", "2028-04-01", "2029-03-31", "financial-year"),
        ("2028/29", "2028-04-01", "2029-03-31", "financial-year"),
        ("2028/2029", "2028-04-01", "2029-03-31", "financial-year"),
        ("2010/11", "2010-04-01", "2011-03-31", "financial-year"),
        ("1999/00", "1999-04-01", "2000-03-31", "financial-year"),
        ("2010-11", "2010-11-01", "2010-11-30", "month"),
        ("0001", "0001-01-01", "0001-12-31", "year"),
    ],
)
def test_years_of_other_kinds(written, first, last, exactness):
    day = Day(written)
    assert (f"{day.first}", f"{day.last}", day.exactness) == (first, last, exactness)
    assert Day(day.text) == day
    assert Day(written).month.first == day.first


def test_a_financial_year_in_words():
    assert SAY["en"].day(Day("2028/29")) == "financial year 2028–29"
    assert SAY["ko"].day(Day("2028/29")) == "2028~2029 회계연도"


@pytest.mark.parametrize(
    "written",
    [
        *("2025-00-10", "2025-01-00", "2025-00", "2025-13", "2025-02-30", "2025-Q0", "2025-Q5"),
        *("0000", "-0044", "44 BC", "2028-31", "2028/30", "2028-2031", "2028-27", "2028/9"),
        *("２０３０-０２-０１", "٢٠٣٠", "2025-1-1", "20250101", "2025-10-31T00:00", ""),
    ],
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match=r"must be a da"):
        Day(written)


def test_years_before_the_first_are_refused_with_a_reason():
    for written in ("0000", "0000-05", "-0044", "44 BC", "44 B.C."):
        with pytest.raises(ValueError, match="years before 1 cannot be written"):
            Day(written)
