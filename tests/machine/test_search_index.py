"""The index of the search: how words are folded, and how names are divided into files."""

import json
from bisect import bisect_right

import pytest

from factbook.publishing.search_entries import Entry
from factbook.publishing.search_files import split_names
from factbook.publishing.search_fold import fold, initials, romanize, starts

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
    "5만2천 장": "52000 ㅈㅏㅇ",
    "1만3136장": "13136 ㅈㅏㅇ",
    "1만3,136": "13136",
    "2천2026": "2000 2026",
    "GPU는": "gpu ㄴㅡㄴ",
    "A.X-K1 4.5": "a x k1 4.5",
    "닭": "ㄷㅏㄹㄱ",
    "예": "ㅇㅔ",
    "ＦＵＬＬ　width": "full width",
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


# ---------------------------------------------------------------- a large record


@pytest.fixture(scope="module")
def names() -> list[Entry]:
    """Many programs, each with a name of its own; one word is in all of them."""
    return [
        Entry(
            f"programs/p{place}/",
            "programs",
            "program",
            f"Lantern number{place} of ward {place * 7919}",
            "x" * 60,
            weight=NAMES - place,
        )
        for place in range(NAMES)
    ]


def found(split, word: str) -> list[str]:
    """The addresses that the first file and the file of a word hold."""
    first, begins, files = split
    file = files[max(bisect_right(begins, word) - 1, 0)]
    return [row[0] for row in (*first, *file)]


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
            assert name.url in found(split, word), word


def test_a_word_that_all_share_finds_the_weightiest_alone(names):
    """Its file would be as large as the record; a reader types more, or takes the best."""
    first, begins, files = split_names(names)
    known = {row[0] for row in first}
    here = [row[0] for row in files[bisect_right(begins, "lantern") - 1]]
    beyond = [name.url for name in names if name.url not in known]
    assert here[:50] == beyond[:50]
    assert len(here) < 500
