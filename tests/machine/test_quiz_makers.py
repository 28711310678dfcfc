"""Files for makers of quizzes and for cards, read back as their readers do."""

import json
import re
import tempfile
import time
from dataclasses import replace
from html import unescape

import pytest

from factbook.meaning.choices import Choice
from factbook.meaning.quiz_makers import at_most
from factbook.publishing.quiz_sheets import likeliest
from factbook.site import Request, build_site
from quiz_readers import (
    cells,
    csv_rows,
    in_anki,
    in_google_forms,
    in_kahoot,
    in_wayground,
)
from small import copy_small_record, edit

ADDRESS = "https://site.example/"
BUDGET = "indicators/light-budget#y2030"
WORDS = "=\"One\" < 'two' & <b>three</b>"
LONG = "Is " + "very " * 24 + "long?"
QUESTION = """
{id}:
  question: {words}
  level: {level}
  topic: light
  form: {form}
  answer: {answer}
  because: {because}
"""
ANSWERS = {
    "typed": (1, "number", '{stage: [enacted], figure: "indicators/light-budget#y2030"}', WORDS),
    "chosen": (2, "choice", "{stage_of: programs/lamp-contest}", WORDS),
    "judged": (
        3,
        "truefalse",
        f"{{stage: [enacted], compare: [{BUDGET}, indicators/light-budget#y2029]}}",
        WORDS,
    ),
    "longer": (1, "choice", '{kind_of: "indicators/light-budget#y2030"}', LONG),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory, small_folders):
    """The small record with questions that are hard to write, and one that is too long."""
    folder = copy_small_record(tmp_path_factory.mktemp("makers"))
    asked = (
        QUESTION.format(
            id=id_,
            level=level,
            form=form,
            answer=answer,
            words=json.dumps(words),
            because=json.dumps(WORDS),
        )
        for id_, (level, form, answer, words) in ANSWERS.items()
    )
    edit(folder / "data" / "questions" / "all.yml", "", "".join(asked))
    return replace(small_folders, data=folder / "data", docs=folder / "docs")


@pytest.fixture(scope="module")
def files(folders):
    return build_site(folders, Request(ADDRESS)).files


def test_kahoot_has_what_it_has_room_for(files):
    stage, truth = sorted(
        in_kahoot(files["teach/questions-kahoot.xlsx"]), key=lambda q: -len(q.options)
    )
    assert (stage.question, stage.right, stage.seconds) == (WORDS, "under way", 60)
    assert (truth.options, truth.right, truth.seconds) == (["True", "False"], "True", 120)
    assert stage.options[-1] == "changed" and len(stage.options) == 4
    head = [cell for row in cells(files["teach/questions-kahoot.xlsx"])[:7] for cell in row if cell]
    assert head == ["The Lantern Record", "The record ends on 30 June 2030.", ADDRESS]


@pytest.mark.parametrize("ending", ["", ".ko"])
def test_wayground_has_every_question_with_its_explanation(files, ending):
    workbook = in_wayground(cells(files[f"teach/questions-wayground{ending}.xlsx"]))
    table = in_wayground(csv_rows(files[f"teach/questions-wayground{ending}.csv"]))
    assert workbook == table and len(table) == len(ANSWERS)
    for asked in table:
        assert asked.question.startswith((WORDS, LONG))
        assert WORDS in asked.because and f"{ADDRESS}" in asked.because
        assert asked.right and asked.because.startswith(asked.right)
        code = re.search(r"[0-9a-f]{6}(?=\.)", asked.because)[0]
        assert asked.because.rpartition("#answer-")[2] in ANSWERS
        assert code in files["teach/questions.csv"].decode("utf-8")
        assert 1 < len(asked.options) <= 5 and len(set(asked.options)) == len(asked.options)


def test_a_number_may_be_written_in_each_likely_way(files):
    (typed,) = [
        asked
        for asked in in_wayground(cells(files["teach/questions-wayground.xlsx"]))
        if asked.sort == "Fill-in-the-Blank"
    ]
    assert {"SEK 4.5 billion", "4.5 billion", "4500000000"} < set(typed.options)
    assert likeliest(["65%", "65", "65 %", "65 percent", "64.7", "0.65"], 5) == [
        *("65%", "65", "65 %"),
        *("64.7", "0.65"),
    ]


@pytest.mark.parametrize("ending", ["", ".ko"])
def test_google_forms_has_every_question_with_its_explanation(files, ending):
    found = in_google_forms(files[f"teach/questions-google-forms{ending}.xlsx"])
    assert len(found) == len(ANSWERS)
    assert [asked.sort for asked in found].count("Short Answer") == 1
    for asked in found:
        assert WORDS in asked.because and asked.question.startswith((WORDS, LONG))


def test_anki_has_every_question_and_term(files, tmp_path):
    decks = in_anki([files["teach/questions-anki.apkg"]], tmp_path)
    notes = decks["The Lantern Record::Light"]
    assert len(notes) == len(ANSWERS)
    for question, _, answer, because, links in notes:
        assert unescape(question).startswith((WORDS, LONG))
        assert answer and unescape(because) == WORDS
        assert re.findall(r'href="([^"]+)"', links)[-1].startswith(f"{ADDRESS}teach/changes/light/")
    answers = {unescape(note[2]).replace("\xa0", " ") for note in notes}
    assert answers == {"SEK 4.5 billion", "under way", "True", "enacted"}
    terms = decks["The Lantern Record::Glossary"]
    assert terms and all(term[0] and term[2] for term in terms)


def test_a_newer_deck_changes_cards_and_adds_none(files, folders, tmp_path):
    """Who learns has no card twice."""
    copy = copy_small_record(tmp_path / "newer")
    later = replace(folders, data=copy / "data", docs=copy / "docs")
    text = (folders.data / "questions" / "all.yml").read_text(encoding="utf-8")
    edit(copy / "data" / "questions" / "all.yml", "", text.replace(LONG, "Is it short?"))
    edit(copy / "data" / "site.yml", "as_of: 2030-06-30", "as_of: 2030-07-31")
    newer = build_site(later, Request(ADDRESS)).files
    old, new = (each["teach/questions-anki.apkg"] for each in (files, newer))
    notes = in_anki([old, new], tmp_path)["The Lantern Record::Light"]
    assert len(notes) == len(ANSWERS)
    assert "Is it short?" in {note[0] for note in notes}


def test_each_file_is_the_same_whenever_it_is_made(files, folders, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 4e9)
    again = build_site(folders, Request(ADDRESS)).files
    made = [name for name in files if name.startswith("teach/")]
    assert len([name for name in made if name.endswith((".xlsx", ".apkg"))]) == 8
    for name in made:
        assert files[name] == again[name], name


def test_nothing_is_left_where_temporary_files_stand(folders, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    assert "teach/questions-anki.apkg" in build_site(folders, Request(ADDRESS)).files
    assert not list((tmp_path / "temporary").iterdir())


def test_of_many_options_the_right_one_and_the_last_are_kept():
    for right in range(6):
        options = [Choice(str(place), place == right) for place in range(6)]
        kept = at_most(options, 4)
        assert len(kept) == 4 and options[right] in kept and options[-1] in kept
        assert kept == sorted(kept, key=options.index)
    assert at_most(options, 9) == options
