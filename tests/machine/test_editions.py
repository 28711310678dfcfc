"""The record as it stood on an earlier day, and what changed between the days."""

from dataclasses import replace

import pytest

from factbook.drawing.charts import chart_data
from factbook.meaning.changes import changes
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.record.editions import known_by
from factbook.record.problems import Mistakes
from factbook.record.values import Day
from factbook.site import Request, build_site, edition_day
from small import ask, edit

BEFORE_THE_CHOICE = Day("2029-10-31")


def test_later_readings_steps_and_sources_are_unseen(small_book):
    then = known_by(small_book, BEFORE_THE_CHOICE)
    contest = then.programs["lamp-contest"]
    lamps = then.figures["programs/lamp-contest#lamps"]
    assert [step.stage for step in contest.steps] == ["announced"]
    assert [reading.stage for reading in lamps.readings] == ["announced"]
    assert set(then.sources) == {"gazette-2029-01-15"}
    assert "sources/herald-2030-01" in then.unseen
    assert "programs/lamp-contest#lamps" not in then.unseen


def test_words_written_with_hindsight_are_left_out(small_book):
    then = known_by(small_book, BEFORE_THE_CHOICE)
    assert small_book.programs["lamp-contest"].summary.in_("en")
    assert small_book.people["ada-brightwater"].role.in_("en")
    assert then.programs["lamp-contest"].summary.in_("en") == ""
    assert then.people["ada-brightwater"].role.in_("en") == ""


def test_the_reason_of_an_answer_is_left_out_too(small_copy, small_folders):
    """Why an answer is so was written when the record was: an earlier edition does not print it."""
    ask(small_copy.data, "{stage_of: programs/lamp-contest}", "choice")
    edit(small_copy.data / "questions" / "all.yml", "See {{", "As was seen much later: {{")
    folders = replace(small_copy, cache=small_folders.cache)
    present = build_site(folders).pages["teach/sheets/light.md"]
    past = build_site(folders, Request(as_of="2030-01-31")).pages["teach/sheets/light.md"]
    assert "As was seen much later" in present
    assert "As was seen much later" not in past
    assert "How much is set aside for light?" in past


def test_prose_says_that_a_later_figure_is_not_yet_known(small_folders):
    page = build_site(small_folders, Request(as_of="2029-01-31")).pages["index.md"]
    assert "not yet known" in page
    assert "4.5 billion" not in page
    assert "240,000" not in page


def test_the_day_itself_changes_nothing(small_book):
    now = known_by(small_book, small_book.site.as_of)
    assert now.figures == small_book.figures
    assert not now.unseen


@pytest.mark.parametrize(
    "day, message", [("soon", "must be a day"), ("2031-01-01", "after the record's end")]
)
def test_a_wrong_day_is_told(small_book, day, message):
    with pytest.raises(Mistakes, match=message):
        edition_day(day, small_book)


def test_a_day_before_the_record_begins_is_told(small_folders):
    with pytest.raises(Mistakes, match="did not yet know its minister"):
        build_site(small_folders, Request(as_of="2028-01-01"))


def test_changes_are_derived_old_and_new(small_book):
    found = [
        (
            str(change.day),
            change.kind,
            change.before and change.before.stage,
            change.after and change.after.stage,
        )
        for change in changes(small_book)
    ]
    assert ("2029-12-20", "update", "proposed", "enacted") in found
    assert ("2029-11-30", "step", None, None) in found
    days = [day for day, *_ in found]
    assert days == sorted(days, reverse=True)


PAIRS = """pairs:
  kind: scatter
  topic: light
  figures: [investments/lamp-fund#total, indicators/light-budget#y2029]
  against: [programs/lamp-contest#lamps, programs/lamp-contest#lamps]
  across: Money
  up: Lamps
  title: Money and lamps
  subtitle: Crowns and lamps
  alt: Points of crowns and lamps.
"""
TOTAL = """  figures:
    total:
      label: Its size
      unit: crown
      readings: [{value: 2 billion, stage: announced, as_of: 2029-05-01, sources: [wire-2030-02]}]
  sources: [wire-2030-02]
"""


def test_pairs_of_figures_stay_pairs_when_one_is_not_yet_known(small_copy):
    """A scatter sets figures against each other: an edition lacks a pair, never half of it."""
    fund, charts = (
        small_copy.data / name for name in ("investments/lamp-fund.yml", "charts/pairs.yml")
    )
    fund.write_text(fund.read_text("utf-8").replace("  sources: [wire-2030-02]\n", TOTAL), "utf-8")
    charts.write_text(PAIRS, "utf-8")
    then = known_by(load_book(small_copy.data), BEFORE_THE_CHOICE)
    words = read_wordings(small_copy.templates / "words.yml", ("en",))
    [point] = chart_data(then, "pairs", words["en"]).points
    assert "1.5 billion" in point.text and "260,000" in point.text
