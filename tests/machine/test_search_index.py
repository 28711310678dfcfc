"""The index of the search: how words are folded, and how names are divided into files."""

import json
from bisect import bisect_right
from decimal import Decimal
from functools import cache

import pytest

from factbook.publishing.search_entries import Entries, Entry
from factbook.publishing.search_files import split_names
from factbook.publishing.search_fold import fold, initials, romanize, starts
from factbook.publishing.search_found import Name, name_of
from factbook.record.kinds import Printed

FOLDED = {
    "Bright-Water, Ada": "bright water ada",
    "Café NAÏVE": "cafe naive",
    "빛나": "ㅂㅣㅊㄴㅏ",
    "ㅂㄴ": "ㅂㄴ",
    "ㄳ": "ㄱㅅ",
    "260,000": "260000",
    "26만": "260000",
    "260K": "260000",
    "9조 9,000억 원": "9900000000000 ㅇㅜㅓㄴ",
    "9.9 trillion won": "9900000000000 won",
    "1경 2천조": "12000000000000000",
    "5만2천 장": "52000 ㅈㅏㅇ",
    "1만3136장": "13136 ㅈㅏㅇ",
    "1만3,136": "13136",
    "1만 3,136장": "13136 ㅈㅏㅇ",
    "1만 456": "10456",
    "3만 2026년": "30000 2026 ㄴㅕㄴ",
    "10만 5월": "100000 5 ㅇㅜㅓㄹ",
    "2천2026": "2000 2026",
    "GPU는": "gpu ㄴㅡㄴ",
    "A.X-K1 4.5": "a x k1 4.5",
    "닭": "ㄷㅏㄹㄱ",
    "예": "ㅇㅔ",
    "ＦＵＬＬ　width": "full width",
    "Weiß, Straße": "weiss strasse",
    "Mährle": "mahrle",
    "إضاءةٌ": "اضاءه",
}
NAMES = 5000
FIRST_FILE, FURTHER_FILES = 200_000, 40_000  # bytes at most


@pytest.mark.parametrize("text", FOLDED)
def test_folding(text):
    assert fold(text) == FOLDED[text]


def test_keys_that_a_name_may_be_found_by():
    assert {"ㅂㄴㄷ", "ㅂㅣㅊㄴㅏㄷㅏ", "ㄴㅏㄷㅏ"} <= starts(fold("빛나다"))
    assert initials("Ada Bright-water") == "abw"
    assert initials("빛나") == ""
    assert romanize("김빛나") == "gim bitna"
    assert romanize("Ada") == ""


def keys_of(small_site, language: str, url: str) -> list[str]:
    """The names and numbers by which an entry is found."""
    for path, text in small_site.files.items():
        if path.startswith(f"search/{language}/names"):
            read = json.loads(text)
            for row in read if isinstance(read, list) else read["names"]:
                if row[0] == url:
                    return [str(cell) for cell in row]
    raise KeyError(url)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_figure_has_its_digits_as_each_language_prints_them(small_site, language):
    found = keys_of(small_site, language, "indicators/light-budget/#y2030")
    assert {"4500000000", "4.5", "4600000000", "4.6"} <= set(found)


def test_what_a_source_printed_in_another_unit_is_a_key_too(small_book, small_site):
    sized = small_book.figures["indicators/light-budget#y2029"]
    printed = Printed(value="1.37 billion", unit="dollar")
    reading = sized.readings[0].model_copy(update={"printed": printed, "value": Decimal(10) ** 26})
    figure = sized.model_copy(update={"readings": (reading,)})
    found = set(Entries(small_site.published.writers["en"])._ways_to_type(figure))
    assert {"1370000000", "1.37", "10^26"} <= found


# ---------------------------------------------------------------- a large record


@cache
def url_of(row: str) -> str:
    return json.loads(row)[0]


@pytest.fixture(scope="module")
def names() -> list[Name]:
    """Many programs, each with a name of its own; one word is in all of them."""
    return [
        name_of(
            Entry(
                f"programs/p{place}/",
                "programs",
                "program",
                f"Lantern number{place} of ward {place * 7919}",
                "x" * 60,
                weight=NAMES - place,
            )
        )
        for place in range(NAMES)
    ]


def found(split, word: str) -> list[str]:
    """The addresses that the first file and the file of a word hold."""
    first, begins, files = split
    file = files[max(bisect_right(begins, word) - 1, 0)]
    return [url_of(row) for row in (*first, *file)]


def test_a_large_record_is_split(names):
    first, begins, files = split_names(names)
    assert len(json.dumps(first)) < FIRST_FILE
    assert len(files) == len(begins) > 20
    assert begins == sorted(begins)
    assert max(len(json.dumps(file)) for file in files) < FURTHER_FILES


def test_every_name_of_a_large_record_is_found_by_each_of_its_own_words(names):
    split = split_names(names)
    for place, name in enumerate(names):
        for word in (f"number{place}", f"lanternnumber{place}", str(place * 7919)):
            assert url_of(name.row) in found(split, word), word


def test_a_word_that_all_share_finds_the_weightiest_alone(names):
    """Its file would be as large as the record; a reader types more, or takes the best."""
    first, begins, files = split_names(names)
    known = set(first)
    here = files[bisect_right(begins, "lantern") - 1]
    beyond = [name.row for name in names if name.row not in known]
    assert here[:50] == beyond[:50]
    assert len(here) < 500
