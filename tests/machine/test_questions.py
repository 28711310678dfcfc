"""Questions for a class: their answers are computed, and marks tell when one has changed."""

from dataclasses import replace

import pytest
import readability

from conftest import ROOT
from factbook.meaning.answers import accepted, solve
from factbook.meaning.fingerprints import fingerprint, history
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.site import Request, build_site
from factbook.writing.outline import grade
from small import ask, edit

BUDGET = '{figure: "indicators/light-budget#y2030"}'
EDITIONS = "languages: [en, ko]\n"


@pytest.fixture(scope="module")
def say():
    return read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))["en"]


def mark(data) -> str:
    """The mark of the answer to the one question of a record."""
    book = load_book(data)
    return fingerprint(solve(book, book.questions["brighter"]))


# ---------------------------------------------------------------- the mark of an answer


@pytest.mark.parametrize(
    "old, new",
    [
        ("value: 4.5 billion", "value: 4.2 billion"),
        ("value: 4.5 billion", "value: 4.5 billion, qualifier: about"),
        ("value: 4.5 billion", "low: 4 billion, high: 5 billion"),
        ("unit: crown", "unit: dollar"),
    ],
    ids=["value", "qualifier", "range", "unit"],
)
def test_the_mark_changes_with_the_answer(small_copy, old, new):
    ask(small_copy.data, BUDGET, "choice")
    before = mark(small_copy.data)
    edit(small_copy.data / "indicators" / "light-budget.yml", old, new)
    assert mark(small_copy.data) != before


@pytest.mark.parametrize(
    "old, new",
    [
        ('en: "2030"', 'en: "the year 2030"'),
        ("as_of: 2029-12-20", "as_of: 2029-12-21"),
        ("value: 4.5 billion", "value: 4500000000"),
    ],
    ids=["label", "day", "way to write it"],
)
def test_the_mark_does_not_change_with_words_alone(small_copy, old, new):
    ask(small_copy.data, BUDGET)
    before = mark(small_copy.data)
    edit(small_copy.data / "indicators" / "light-budget.yml", old, new)
    assert mark(small_copy.data) == before


def test_an_earlier_edition_has_its_own_mark(small_copy):
    ask(small_copy.data, "{stage_of: programs/lamp-contest}", "choice")
    edit(small_copy.data / "site.yml", EDITIONS, f"{EDITIONS}editions: [2029-06-30]\n")
    editions = history(load_book(small_copy.data))
    first, present = editions.days
    assert str(first) == "2029-06-30"
    assert editions.has_changed("brighter", first)
    assert not editions.has_changed("brighter", present)


# ---------------------------------------------------------------- where an answer stands


def test_a_changed_fact_changes_the_answer_the_sheet_and_the_files(small_copy, small_folders):
    ask(small_copy.data, BUDGET)
    folders = replace(small_copy, cache=small_folders.cache)
    old_mark, before = mark(small_copy.data), build_site(folders, Request("https://site.example/"))
    edit(
        small_copy.data / "indicators" / "light-budget.yml",
        "value: 4.5 billion",
        "value: 4.2 billion",
    )
    new_mark, after = mark(small_copy.data), build_site(folders, Request("https://site.example/"))
    for name in ("teach/sheets/light.md", "ko/teach/sheets/light.md", "teach/changes/light.md"):
        assert old_mark in before.pages[name], name
        assert new_mark in after.pages[name], name
        assert old_mark not in after.pages[name], name
    assert "4.5 billion" in before.pages["teach/sheets/light.md"]
    assert "4.2 billion" in after.pages["teach/sheets/light.md"]
    for name in ("teach/questions.csv", "teach/course.imscc", "teach/questions-qti21.zip"):
        old, new = as_bytes(before.files[name]), as_bytes(after.files[name])
        assert b"4.5 billion" in old, name
        assert b"4.2 billion" in new, name
        assert b"4.5 billion" not in new, name


def as_bytes(file: str | bytes) -> bytes:
    return file if isinstance(file, bytes) else file.encode()


def test_two_builds_make_the_same_files(small_copy, small_folders):
    ask(small_copy.data, BUDGET)
    folders = replace(small_copy, cache=small_folders.cache)
    first, second = (build_site(folders, Request("https://site.example/")).files for _ in range(2))
    names = {name for name in first if name.startswith("teach/")}
    assert names
    for name in names:
        assert first[name] == second[name], name


def test_all_ways_to_write_a_number_are_accepted(small_copy, say):
    ask(small_copy.data, BUDGET)
    book = load_book(small_copy.data)
    ways = accepted(book, solve(book, book.questions["brighter"]), say)
    assert {"SEK 4.5 billion", "4.5 billion", "4,500,000,000", "4500000000"} <= set(ways)


@pytest.mark.parametrize(
    "words",
    [
        "The cat sat on the mat. It was a big red cat.",
        "Parliament set the budget in December. It passed with a large majority after two days of"
        " debate.",
        "The ministry announced that the procurement of accelerators for universities would be"
        " administered by commercial providers.",
    ],
)
def test_the_grade_is_near_that_of_an_independent_library(words):
    lines = words.replace(". ", " .\n").removesuffix(".") + " ."
    measured = readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"]
    assert abs(grade(words) - max(0, measured)) <= 1.5
