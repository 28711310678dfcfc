"""What makers of quizzes and Anki are given: every question, its right answer, its reason."""

from html import unescape

import pytest

from factbook.meaning.answers import in_words, solve
from factbook.meaning.marking import accepted
from factbook.meaning.questions import about, topics
from quiz_readers import (
    cells,
    csv_rows,
    in_anki,
    in_google_forms,
    in_kahoot,
    in_wayground,
)


@pytest.fixture(scope="module")
def questions(real_book):
    return {
        id_: question
        for topic in topics(real_book)
        for id_, question in about(real_book, topic).items()
    }


@pytest.fixture(scope="module")
def languages(real_book, wordings):
    """What stands before the end of a file's name in each language, and how that language reads."""
    return [(language.ending, wordings[code]) for code, language in real_book.languages.items()]


def is_right(book, question, answer: str, say) -> bool:
    """Whether an answer that a file marks as right is one of the record."""
    ways = [in_words(book, solve(book, question), say)]
    if question.form == "number":
        ways += accepted(book, question, (say,))
    return answer in [way.replace("\xa0", " ") for way in ways]


def test_kahoot_has_every_question_with_options(real_built, real_book, questions, languages):
    chosen = [question for question in questions.values() if question.form != "number"]
    for ending, say in languages:
        found = in_kahoot(real_built.files[f"teach/questions-kahoot{ending}.xlsx"])
        assert len(found) == len(chosen), "a question has become too long for Kahoot"
        for asked, question in zip(found, chosen, strict=True):
            assert is_right(real_book, question, asked.right, say), asked


def test_wayground_has_every_question(real_built, real_book, questions, languages):
    for ending, say in languages:
        workbook = cells(real_built.files[f"teach/questions-wayground{ending}.xlsx"])
        found = in_wayground(workbook)
        assert found == in_wayground(
            csv_rows(real_built.files[f"teach/questions-wayground{ending}.csv"])
        )
        for asked, question in zip(found, questions.values(), strict=True):
            right = asked.options if question.form == "number" else [asked.right]
            assert all(is_right(real_book, question, way, say) for way in right), asked
            assert asked.because.count("teach/changes/") == 1, asked


def test_google_forms_has_every_question(real_built, real_book, questions, languages):
    for ending, say in languages:
        found = in_google_forms(real_built.files[f"teach/questions-google-forms{ending}.xlsx"])
        for asked, question in zip(found, questions.values(), strict=True):
            assert is_right(real_book, question, asked.right, say), asked
            assert asked.because.count("teach/changes/") == 1, asked


def test_anki_has_every_question_and_every_term(
    real_built, real_book, questions, languages, tmp_path
):
    decks = [real_built.files[f"teach/questions-anki{ending}.apkg"] for ending, _ in languages]
    imported = in_anki(decks, tmp_path)
    for _, say in languages:
        name = say.text(real_book.site.name)
        terms = imported.pop(f"{name}::{say('kind.glossary')}")
        assert len(terms) == len(real_book.glossary)
        for topic in topics(real_book):
            notes = imported.pop(f"{name}::{say.text(real_book.topics[topic].name)}")
            own = about(real_book, topic)
            assert len(notes) == len(own), topic
            for note, question in zip(notes, own.values(), strict=True):
                answer = unescape(note[2]).replace("\xa0", " ")
                assert is_right(real_book, question, answer, say), note
                assert note[3] and "teach/changes/" in note[4], note
