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
from small import edit

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


@pytest.fixture(scope="module")
def before_the_choice(small_folders):
    """The edition of a day on which the contest was announced, and who entered was not told."""
    return build_site(small_folders, Request(as_of=str(BEFORE_THE_CHOICE)))


def test_no_sentence_of_today_s_prose_is_in_an_edition(before_the_choice, small_site):
    then, now = before_the_choice.pages, small_site.pages
    assert "The state set aside" in now["index.md"]
    assert not [path for path, text in then.items() if "The state set aside" in text]
    assert "4.5 billion" not in then["index.md"]


def test_a_chart_of_which_nothing_was_known_is_unseen(before_the_choice):
    assert "lamp-contest" in before_the_choice.book.programs
    assert set(before_the_choice.book.charts) == {"light-budget"}
    assert "charts/contest.md" not in before_the_choice.pages


def test_a_chart_is_called_by_what_it_draws(before_the_choice, small_book):
    chart = before_the_choice.book.charts["light-budget"]
    assert "rose to" in small_book.charts["light-budget"].title.in_("en")
    assert chart.title.in_("en") == "Budget for light: values at each stage"
    assert chart.title.in_("ko") == "조명 예산: 단계별 값"
    assert chart.subtitle.in_("en") == "crowns"


def test_a_text_keeps_to_the_stage_of_its_sentence(small_copy, small_folders):
    """A sentence about what was enacted never prints what was only proposed."""
    edit(
        small_copy.data / "programs" / "lamp-contest.yml",
        "{en: The ministry opened the contest.,",
        "{en: \"Parliament set {{ figure('indicators/light-budget#y2030') }}.\",",
    )
    folders = replace(small_copy, cache=small_folders.cache)
    present = build_site(folders).pages["programs/lamp-contest.md"]
    past = build_site(folders, Request(as_of=str(BEFORE_THE_CHOICE))).pages[
        "programs/lamp-contest.md"
    ]
    assert "4.5 billion" in present
    assert "4.6 billion" not in past and "not yet known" in past


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
