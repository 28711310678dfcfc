"""The line of each promise: what is drawn of it never says more than the record does.

A case is a file in lifelines/: promises, the sentence that counts them, and what stands at the end
of each line.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import yaml

from conftest import MACHINE, ROOT
from factbook.drawing.beads import AMBER
from factbook.drawing.canvas import BROAD, NARROW, WIDE, Canvas
from factbook.drawing.charts import chart_data, chart_kind
from factbook.drawing.letters import Letters
from factbook.drawing.marks import Picture
from factbook.drawing.palette import INK, QUIET
from factbook.meaning.lifelines import Lifeline, lifelines
from factbook.meaning.wording import read_wordings
from factbook.record.book import Book, load_book
from small import copy_small_record

LETTERS = Letters(ROOT / "docs" / "assets" / "fonts" / "measure")
SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))
CASES = sorted((MACHINE / "lifelines").glob("*.yml"))
CHART = {
    "kind": "lifelines",
    "topic": "light",
    **{word: {"en": "Lines", "ko": "선"} for word in ("title", "subtitle", "alt")},
}
SOURCES = ["gazette-2029-01-15"]
FIRST_ROW = 80  # nothing of a row stands higher, and nothing of the key lower, in px


def book_of(case: dict, folder: Path) -> Book:
    """The small record with the promises of a case in place of its own, and with their chart."""
    data = copy_small_record(folder) / "data"
    promises = {
        f"{id_}-{number}": whole(fields)
        for number in range(case.get("times", 1))
        for id_, fields in case["promises"].items()
    }
    for path in (data / "promises").glob("*.yml"):
        path.unlink()
    for kind, records in (("promises", promises), ("charts", {"lines": CHART})):
        (data / kind / "case.yml").write_text(json.dumps(records, default=str), encoding="utf-8")
    return load_book(data)


def whole(fields: dict) -> dict:
    """A promise of a case with all that any promise has."""
    steps = [{**step, "what": "So it is.", "sources": SOURCES} for step in fields["steps"]]
    given = {"name": "Lamps", "made": "2029-03-01", "topic": "light", "summary": "Lamps."}
    return {**given, "by": ["ada-brightwater"], "sources": SOURCES, **fields, "steps": steps}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case(path, tmp_path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    book = book_of(case, tmp_path)
    for language, say in SAY.items():
        data = chart_data(book, "lines", say)
        assert len(data.points) == len(book.promises)
        if language == "en":
            assert data.description == case["score"]
            assert {point.brief for point in data.points} == set(case["ends"])
        for width in (BROAD, WIDE, NARROW):
            picture = chart_kind("lifelines").draw(data, Canvas(width, LETTERS))
            check(picture, width, lifelines(book).values())


def test_an_edition_says_of_no_promise_that_it_named_no_day(tmp_path):
    """A day that it names may have been set, or moved, since; nothing stands at its end."""
    case = yaml.safe_load((MACHINE / "lifelines" / "one_promise.yml").read_text(encoding="utf-8"))
    then = replace(book_of(case, tmp_path), unseen=frozenset({"promises/later"}))
    data = chart_data(then, "lines", SAY["en"])
    picture = chart_kind("lifelines").draw(data, Canvas(BROAD, LETTERS))
    assert [point.text for point in data.points] == ["announced 30 June 2030"]
    assert not [row for row in rows_of(picture, "text") if "state" in row]


def check(picture: Picture, width: int, lines: Collection[Lifeline]) -> None:
    """Nothing leaves the drawing; what happened stands before the rule, what is to come behind."""
    (rule,) = [row["x"] for row in rows_of(picture, "rect") if "end" in row]
    for text in rows_of(picture, "text"):
        assert text.get("x", 0) + LETTERS.width(text.get("state", "")) <= width + 1, text
        assert text.get("y", 0) < picture.height, text
    beads = [row for row in rows_of(picture, "circle") if row["y"] > FIRST_ROW]
    assert len(beads) == sum(len(line.happened) for line in lines)
    assert all(0 < bead["x"] <= rule for bead in beads)
    capsules = [
        row for row in rows_of(picture, "rect") if "stroke" in row and row["top"] > FIRST_ROW
    ]
    late = [row for row in capsules if row["stroke"] == AMBER]
    to_come = [row for row in capsules if row["stroke"] == QUIET]
    assert len(late) == sum(len(line.overdue) for line in lines)
    assert len(to_come) == sum(len(line.to_come) for line in lines)
    assert all(0 <= row["left"] < row["right"] <= width for row in capsules)
    assert all(row["left"] > rule for row in to_come)
    for row in rows_of(picture, "rule"):
        assert row.get("to", 0) <= width
    solid = [row for row in rows_of(picture, "rule", stroke=INK) if "to" in row]
    assert len(solid) == len(lines)
    assert all(row["to"] <= rule for row in solid)


def rows_of(picture: Picture, shape: str, stroke: str = "") -> list[dict]:
    """The rows that marks of a shape, and perhaps of an ink, have of their own."""
    marks = (mark for mark in picture.marks if mark.shape == shape and mark.rows)
    inked = (mark.rows for mark in marks if not stroke or mark.look.get("stroke") == stroke)
    return list(chain.from_iterable(inked))
