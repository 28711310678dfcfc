"""Questions for a class: their answers are computed, and marks tell when one has changed."""

from dataclasses import replace
from decimal import Decimal

import pytest
import readability

from conftest import ROOT
from factbook.meaning.answers import NumberSolution, solve
from factbook.meaning.choices import choices
from factbook.meaning.figures import Computed
from factbook.meaning.fingerprints import fingerprint, history
from factbook.meaning.marking import accepted, hint, targets
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.site import Request, build_site
from factbook.writing.outline import grade
from small import ask, edit

BUDGET = '{stage: [enacted], figure: "indicators/light-budget#y2030"}'
TASK = "open: {question: Is there light?, topic: light, specimen: Not yet.}\n"
EDITIONS = "languages: [en, ko]\n"


@pytest.fixture(scope="module")
def wordings():
    return read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))


def mark(data) -> str:
    """The mark of the answer to the one question of a record."""
    book = load_book(data)
    return fingerprint("brighter", solve(book, book.questions["brighter"]))


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


def test_two_questions_with_one_answer_have_two_marks(small_copy):
    ask(small_copy.data, BUDGET)
    book = load_book(small_copy.data)
    solution = solve(book, book.questions["brighter"])
    assert fingerprint("brighter", solution) != fingerprint("darker", solution)


def test_an_earlier_edition_has_its_own_mark(small_copy):
    ask(small_copy.data, "{stage_of: programs/lamp-contest}", "choice")
    edit(small_copy.data / "site.yml", EDITIONS, f"{EDITIONS}editions: [2029-06-30]\n")
    editions = history(load_book(small_copy.data))
    first, present = editions.days
    assert str(first) == "2029-06-30"
    assert editions.has_changed("brighter", first)
    assert not editions.has_changed("brighter", present)


# ---------------------------------------------------------------- where an answer stands


def test_who_cuts_the_address_of_a_sheet_finds_the_list_of_sheets(small_copy, small_folders):
    ask(small_copy.data, BUDGET)
    built = build_site(
        replace(small_copy, cache=small_folders.cache), Request("https://site.example/")
    )
    for folder in ("", "ko/"):
        for name in ("sheets", "changes"):
            assert 'href="light/"' in built.pages[f"{folder}teach/{name}/index.md"], name


def test_a_sheet_tells_how_many_questions_it_has(small_copy, small_folders):
    """The open ones too."""
    ask(small_copy.data, BUDGET)
    (small_copy.data / "tasks").mkdir(exist_ok=True)
    (small_copy.data / "tasks" / "open.yml").write_text(TASK, encoding="utf-8")
    built = build_site(replace(small_copy, cache=small_folders.cache))
    sheet = built.pages["teach/sheets/light.md"]
    shown = sheet.count('<li class="question"')
    assert f"{shown} questions" in built.pages["teach/sheets/index.md"] and shown > 1


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
    for name in ("teach/sheets/light/teacher.md", "ko/teach/sheets/light/teacher.md"):
        assert old_mark in before.pages[name]
        assert new_mark in after.pages[name]
    assert "4.5 billion" in before.pages["teach/sheets/light/teacher.md"]
    assert "4.2 billion" in after.pages["teach/sheets/light/teacher.md"]
    assert "4.2 billion" not in after.pages["teach/sheets/light.md"]
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


# ---------------------------------------------------------------- what counts as right

LAMPS = '{stage: [contracted], figure: "programs/lamp-contest#lamps"}'
SHARE = (
    '{stage: [enacted], share: ["indicators/light-budget#y2029", "indicators/light-budget#y2030"]}'
)
RATIO = (
    '{stage: [enacted], ratio: ["indicators/light-budget#y2030", "indicators/light-budget#y2029"]}'
)
OF_A_CLASS = {
    BUDGET: (
        *("SEK 4.5 billion", "4.5 billion", "4,500,000,000", "4500000000", "4,500 million"),
        *("4.5 billion crowns", "4.5 billion SEK", "SEK4.5 billion", "4500000000 crowns"),
        *("45억 크로나", "45억크로나", "45억", "45억 SEK"),
    ),
    LAMPS: ("240,000 lamps", "240,000", "240000", "240000 lamps", "등불 24만 개", "24만개", "24만"),
    SHARE: (
        *("33%", "33", "33 %", "33.3%", "33.33", "33 percent", "0.33", "0.333", "33.3 per cent"),
        *("33퍼센트", "33.3 퍼센트", "33프로"),
    ),
    RATIO: (
        "3 times",
        "3",
        "3.0",
        "3x",
        "3 x",
        "3.00",
        "3배",
        "3 배",
        "three times",
        "three",
        "세 배",
    ),
}


@pytest.mark.parametrize("answer", OF_A_CLASS)
def test_every_way_in_which_a_class_writes_a_number_is_accepted(small_copy, wordings, answer):
    ask(small_copy.data, answer)
    book = load_book(small_copy.data)
    ways = accepted(book, book.questions["brighter"], wordings.values())
    assert [way for way in OF_A_CLASS[answer] if way not in ways] == []
    assert len(ways) == len(set(ways))


@pytest.mark.parametrize(
    "answer, right, wrong",
    [
        (BUDGET, ("4,5 Milliarden", "4.500 Millionen", "4500000000"), ("45 Milliarden",)),
        (RATIO, ("3", "3,0", "3,00"), ("3.000", "30", "300")),
    ],
)
def test_a_comma_parts_decimals_where_it_does(small_copy, answer, right, wrong):
    """Of 4,5 Milliarden the comma was left out, and 45 Milliarden counted as right."""
    ask(small_copy.data, answer)
    german = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("de",))
    book = load_book(small_copy.data)
    ways = accepted(book, book.questions["brighter"], german.values())
    assert set(right) <= set(ways) and not set(wrong) & set(ways)


def test_a_unit_may_hold_bars(small_copy, wordings):
    edit(small_copy.data / "units" / "all.yml", "{n} lamps", "{n} a|b lamps")
    ask(small_copy.data, '{stage: [contracted], figure: "programs/lamp-contest#lamps"}')
    book = load_book(small_copy.data)
    ways = accepted(book, book.questions["brighter"], wordings.values())
    assert "240,000 a|b lamps" in ways


def test_one_is_counted_in_the_singular(small_copy, wordings):
    """Of one bidder 'one bidders' was right, and 'one bidder' was not."""
    edit(small_copy.data / "programs" / "lamp-contest.yml", "value: 240000", "value: 1")
    ask(small_copy.data, '{stage: [contracted], figure: "programs/lamp-contest#lamps"}')
    book = load_book(small_copy.data)
    ways = accepted(book, book.questions["brighter"], [wordings["en"]])
    assert {"1", "1 lamp", "one", "one lamp"} <= set(ways)
    assert not [way for way in ways if "lamps" in way]


@pytest.mark.parametrize(
    "kind, value, right, wrong",
    [
        ("share", "64.693", ("65", "64.7", "64.69", "0.65", "0.647"), ("64", "66", "0.7")),
        ("share", "6.358", ("6.4", "6.36", "0.0636"), ("6", "6.5")),
        ("ratio", "7.375", ("7.4", "7.38", "7.375"), ("7", "7.5", "0.07")),
        ("ratio", "2.7397", ("2.7", "2.74"), ("3", "2.8")),
        ("ratio", "10", ("10",), ("11", "9")),
    ],
)
def test_a_number_is_right_within_its_tolerance(kind, value, right, wrong):
    solution = NumberSolution((), Computed(Decimal(value), kind, ()))

    def is_right(number: str) -> bool:
        return any(target.is_hit(Decimal(number)) for target in targets(solution))

    assert all(map(is_right, right))
    assert not any(map(is_right, wrong))


def test_a_question_for_a_number_says_its_unit_or_its_rounding(small_copy, wordings):
    ask(small_copy.data, BUDGET)
    book = load_book(small_copy.data)
    solution = solve(book, book.questions["brighter"])
    assert "crowns" in hint(book, solution, wordings["en"])
    assert "크로나" in hint(book, solution, wordings["ko"])
    rounded = NumberSolution((), Computed(Decimal("64.7"), "share", ()))
    assert "whole percent" in hint(book, rounded, wordings["en"])


# ---------------------------------------------------------------- what there is to choose from


@pytest.mark.parametrize("relation, right", [("more", "2030"), ("less", "2029")])
def test_a_range_that_lies_apart_is_more_or_less(small_copy, wordings, relation, right):
    edit(
        small_copy.data / "indicators" / "light-budget.yml",
        "value: 1.5 billion",
        "low: 1 billion, high: 2 billion",
    )
    years = '["indicators/light-budget#y2029", "indicators/light-budget#y2030"]'
    ask(small_copy.data, f"{{compare: {years}, relation: {relation}}}", "choice")
    book = load_book(small_copy.data)
    offered = choices(book, book.questions["brighter"], wordings["en"])
    assert [choice.words for choice in offered if choice.right] == [right]


@pytest.mark.parametrize(
    "answer, right, others",
    [
        ('{kind_of: "indicators/light-budget#y2030"}', "enacted", {"proposed", "spent"}),
        ('{kind_of: "programs/lamp-contest#lamps"}', "contracted", {"target", "delivered"}),
    ],
)
def test_the_kind_of_a_number_may_be_asked_for(small_copy, wordings, answer, right, others):
    ask(small_copy.data, answer, "choice")
    book = load_book(small_copy.data)
    offered = choices(book, book.questions["brighter"], wordings["en"])
    assert [choice.words for choice in offered if choice.right] == [right]
    assert others <= {choice.words for choice in offered}


def test_a_ladder_always_offers_that_the_plan_changed(small_copy, wordings):
    ask(small_copy.data, "{stage_of: programs/lamp-contest}", "choice")
    book = load_book(small_copy.data)
    offered = choices(book, book.questions["brighter"], wordings["en"])
    assert [choice.words for choice in offered][-1] == "changed"


def test_days_to_choose_from_are_past_and_equally_exact(small_copy, wordings):
    """A planned step, or a month beside three days, is no answer that anybody would give."""
    steps = small_copy.data / "programs" / "lamp-contest.yml"
    edit(steps, "    - stage: delivered\n", MONTH + "    - stage: delivered\n")
    answer = "{date_of: programs/lamp-contest, step: on-2029-11-30-under-way}"
    ask(small_copy.data, answer, "choice")
    book = load_book(small_copy.data)
    offered = choices(book, book.questions["brighter"], wordings["en"])
    assert [choice.words for choice in offered] == ["1 March 2029", "30 November 2029"]


MONTH = """\
    - stage: under-way
      date: 2029-12
      what: {en: The first lamps were tried.}
      sources: [herald-2030-01]
"""


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
