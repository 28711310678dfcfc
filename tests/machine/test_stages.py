"""One ladder of stages, in its true order, wherever stages are listed, sorted or narrowed by."""

import csv
import io
import re
from typing import get_args

import pytest

from factbook.drawing.charts import chart_data
from factbook.meaning.figures import promises_by_stage
from factbook.meaning.lifelines import NOTED, lifeline
from factbook.meaning.line_words import course, score, state
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.record.kinds import (
    FIGURE_STAGES,
    KINDS,
    STAGES,
    InvestmentStage,
    ProgramStage,
    in_order,
)
from factbook.site import build_site
from pages import Page
from small import edit
from step_checks import check_steps
from undrawn import without_drawing

LADDER = (
    "announced",
    "memorandum",
    "funded",
    "contracted",
    "under-way",
    "building",
    "operating",
    "delivered",
    "changed",
    "missed",
    "cancelled",
)
PROMISE = """
{stage}-lamps:
  name: Lamps that are {stage}
  by: [ada-brightwater]
  made: 2029-03-01
  topic: light
  summary: Lamps.
  steps:
    - {{stage: {stage}, date: 2029-03-01, what: So it is., sources: [gazette-2029-01-15]}}
  figures:
    cost:
      label: Cost
      unit: crown
      readings:
        - {{value: 1000, stage: {sum}, as_of: 2029-03-01, sources: [gazette-2029-01-15]}}
  sources: [gazette-2029-01-15]
"""
CHARTS = """
by-stage:
  kind: areas
  topic: light
  figures: [{figures}]
  title: By stage
  subtitle: Crowns
  alt: By stage.
status:
  kind: status-bars
  topic: light
  title: Status
  subtitle: Promises
  alt: By status.
evidence:
  kind: evidence-age
  topic: light
  title: Age
  subtitle: Promises
  alt: By age.
"""


@pytest.fixture
def every_stage(small_copy):
    """The small record with a promise at each stage, written down in another order."""
    stages = sorted(LADDER)
    charts = CHARTS.format(figures=", ".join(f"promises/{stage}-lamps#cost" for stage in stages))
    edit(small_copy.data / "charts" / "stages.yml", "", charts)
    sums = reversed(FIGURE_STAGES)  # of as many promises as there are
    promises = "".join(
        PROMISE.format(stage=stage, sum=sum_) for stage, sum_ in zip(stages, sums, strict=False)
    )
    edit(small_copy.data / "promises" / "stages.yml", "", promises)
    edit(
        small_copy.docs / "promises.md",
        "",
        '# Promises {#top}\n\n{{ part("promise-summary") }}\n\n{{ part("promises") }}\n',
    )
    return small_copy


def is_in_order(stages) -> bool:
    return [LADDER.index(stage) for stage in stages] == sorted(map(LADDER.index, stages))


def test_the_ladder():
    assert STAGES == LADDER
    assert is_in_order(get_args(ProgramStage)) and is_in_order(get_args(InvestmentStage))
    assert {*get_args(ProgramStage), *get_args(InvestmentStage)} == set(LADDER)
    assert KINDS["programs"].ladder == ("announced", "funded", "under-way", "delivered")
    assert is_in_order(KINDS["investments"].ladder)


def test_stages_of_readings_have_an_order_of_their_own():
    assert in_order(["spent", "proposed", "enacted"]) == ["proposed", "enacted", "spent"]
    assert in_order(reversed(FIGURE_STAGES)) == list(FIGURE_STAGES)


def test_charts_follow_the_ladder(every_stage):
    book = load_book(every_stage.data)
    say = read_wordings(every_stage.templates / "words.yml", ("en",))["en"]
    assert tuple(promises_by_stage(book)) == LADDER
    sums = chart_data(book, "by-stage", say).points
    assert [point.stage for point in sums] == list(FIGURE_STAGES)[-len(LADDER) :]
    assert [point.group for point in sums] == [say(f"stage.{point.stage}") for point in sums]
    assert [point.stage for point in chart_data(book, "status", say).points] == list(LADDER)


def test_the_board_is_narrowed_by_the_ladder(every_stage):
    with without_drawing():
        page = build_site(every_stage).pages["promises.md"]
    offered = re.search(r'<select name="status">(.*?)</select>', page, re.S)[1]
    values = tuple(re.findall(r'value="([^"]+)"', offered))
    assert values[-len(LADDER) :] == LADDER
    assert set(values) - set(LADDER) <= set(NOTED)
    summary = re.search(r'<ul class="promise-summary".*?</ul>', page, re.S)[0]
    assert tuple(re.findall(r'class="stage stage--([\w-]+)', summary)) == LADDER
    for stage in LADDER:
        row = re.search(rf'data-status="([^"]*)">\s*<details id="{stage}-lamps"', page)
        assert stage in row[1].split()


PLANNED = """
planned-lamps:
  name: Planned lamps
  by: [ada-brightwater]
  made: 2029-03-01
  topic: light
  summary: Lamps.
  steps:
{steps}
  sources: [gazette-2029-01-15]
"""
DUE = (
    "    - {{stage: {stage}, due: {day}, what: So it will be., sources: [gazette-2029-01-15], "
    "id: {stage}-{day}}}"
)


def test_no_planned_step_looks_as_if_it_had_happened(every_stage):
    steps = [DUE.format(stage=stage, day=day) for stage in LADDER for day in ("2029-04", "2035")]
    steps[0] = steps[0].replace("sources:", "enters: [wick-works], leaves: [wick-works], sources:")
    planned = PLANNED.format(steps="\n".join(steps))
    edit(every_stage.data / "promises" / "planned.yml", "", planned)
    timeline = '# Timeline {#top}\n\n{{ part("timeline") }}\n'
    edit(every_stage.docs / "timeline.md", "", timeline)
    (every_stage.docs / "promises").mkdir()
    (every_stage.docs / "promises.md").rename(every_stage.docs / "promises" / "index.md")
    with without_drawing():
        site = build_site(every_stage)
    assert check_steps(site) > len(steps)
    assert site.pages["promises/planned-lamps.md"].count("mark--planned") == len(steps)
    who = Page.of_markdown(site.pages["promises/planned-lamps.md"]).all("p", "step-who")
    assert [said.text for said in who] == [
        "Planned to join: Wick Works",
        "Planned to leave: Wick Works",
    ]


def test_a_failed_tender_has_its_own_word_on_a_promise_and_on_an_investment(every_stage):
    """One word for what is missed cannot serve all: a tender that nobody won is 유찰."""
    path = every_stage.data / "promises" / "stages.yml"
    edit(path, "{stage: missed, ", "{stage: missed, tender: true, ")
    say = read_wordings(every_stage.templates / "words.yml", ("en", "ko"))
    book = load_book(every_stage.data)
    line = lifeline(book, book.promises["missed-lamps"])
    assert course(line, say["en"]).startswith("tender failed ")
    assert course(line, say["ko"]).startswith("유찰 ")
    assert state(line, say["ko"]) == "유찰"
    (step,) = book.promises["missed-lamps"].steps
    assert say["ko"].step_stage(step) == "유찰"


def test_two_counts_of_none_are_said_in_one_breath(every_stage):
    say = read_wordings(every_stage.templates / "words.yml", ("ko",))["ko"]
    book = load_book(every_stage.data)
    announced, delivered = (
        lifeline(book, book.promises[f"{stage}-lamps"]) for stage in ("announced", "delivered")
    )
    assert score([announced], say).endswith("찾지 못한 것도 없다.")
    assert score([announced, delivered], say).endswith("찾지 못한 것은 없다.")


def test_what_leaves_the_pages_says_that_a_step_is_planned(small_site):
    rows = csv.DictReader(io.StringIO(small_site.files["data/steps.csv"]))
    assert {(row["planned"], bool(row["due"])) for row in rows} == {
        ("true", True),
        ("false", False),
    }
    for language in small_site.wordings:
        found = [
            text
            for path, text in small_site.files.items()
            if path.startswith(f"search/{language}/")
        ]
        (planned,) = [
            step for step in small_site.book.programs["lamp-contest"].steps if step.planned
        ]
        words = small_site.wordings[language].step(planned, small_site.book.site.as_of)
        assert any(words in str(text) for text in found), words
