"""Computed numbers: what is allowed, and what is refused with which words."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from factbook.meaning import figures
from factbook.meaning.figures import CannotCompute
from factbook.meaning.moments import moments
from factbook.meaning.related import promises_of_chart
from factbook.record.kinds import FIGURE_STAGES, ProgramStep
from factbook.record.values import Day, Text
from factbook.site import Request, draft_site
from small import edit
from undrawn import without_drawing

BUDGET = "indicators/light-budget#y2030"
BEFORE = "indicators/light-budget#y2029"


def test_the_last_reading_is_the_present_one(small_book):
    figure = small_book.figures[BUDGET]
    assert figures.current(figure).stage == "enacted"
    assert [reading.stage for reading in figures.earlier(figure)] == ["proposed"]


def test_ratio_share_change_and_total(small_book):
    assert figures.ratio(small_book, BUDGET, BEFORE).value == 3
    assert figures.share(small_book, BEFORE, BUDGET).value.quantize(Decimal("0.1")) == Decimal(
        "33.3"
    )
    assert figures.change(small_book, BEFORE, BUDGET).value == 200
    summed = figures.total(small_book, [BUDGET, BEFORE])
    assert (summed.value, summed.unit) == (6 * 10**9, "crown")


@pytest.mark.parametrize(
    "of_parts, of_sum",
    [
        ((None, None), None),
        (("about", None), "about"),
        (("less-than", "up-to"), "up-to"),
        (("more-than", None), "more-than"),
    ],
)
def test_a_sum_is_qualified_as_its_parts_are(small_book, of_parts, of_sum):
    summed = figures.total(qualified(small_book, of_parts), [BUDGET, BEFORE])
    assert summed.qualifier == of_sum


@pytest.mark.parametrize("of_parts", [("about", "up-to"), ("at-least", "less-than")])
def test_a_sum_of_which_no_word_is_right_is_refused(small_book, of_parts):
    with pytest.raises(CannotCompute, match="no word says both"):
        figures.total(qualified(small_book, of_parts), [BUDGET, BEFORE])


@pytest.mark.parametrize(
    "of_parts, of_quotient",
    [
        ((None, None), None),
        (("about", None), "about"),
        ((None, "about"), "about"),
        (("up-to", None), "up-to"),
        ((None, "up-to"), "at-least"),
        (("more-than", "less-than"), "more-than"),
        (("up-to", "more-than"), "up-to"),
    ],
)
def test_a_quotient_is_qualified_as_what_it_is_made_of(small_book, of_parts, of_quotient):
    book = qualified(small_book, of_parts)
    assert figures.ratio(book, BUDGET, BEFORE).qualifier == of_quotient
    assert figures.change(book, BEFORE, BUDGET).qualifier == of_quotient
    turned_round = qualified(small_book, of_parts[::-1])
    assert figures.share(turned_round, BEFORE, BUDGET).qualifier == of_quotient


@pytest.mark.parametrize("of_parts", [("about", "up-to"), ("up-to", "less-than")])
def test_a_quotient_of_which_no_word_is_right_is_refused(small_book, of_parts):
    with pytest.raises(CannotCompute, match="no word says both"):
        figures.ratio(qualified(small_book, of_parts), BUDGET, BEFORE)


def test_a_fall_from_a_limit_is_refused(small_book):
    assert figures.change(qualified(small_book, ("about", None)), BUDGET, BEFORE).value < 0
    with pytest.raises(CannotCompute, match="print both figures") as refused:
        figures.change(qualified(small_book, ("up-to", None)), BUDGET, BEFORE)
    assert "%" not in str(refused.value)  # an example would be taken for what was computed


def qualified(book, qualifiers):
    """The small record with other qualifiers of its two budgets."""
    changed = {}
    for address, qualifier in zip((BUDGET, BEFORE), qualifiers, strict=True):
        figure = book.figures[address]
        last = figures.current(figure).model_copy(update={"qualifier": qualifier})
        readings = (*figure.readings[:-1], last)
        changed[address] = figure.model_copy(update={"readings": readings})
    return replace(book, figures={**book.figures, **changed})


@pytest.mark.parametrize(
    "compute, told",
    [
        (lambda book: figures.total(book, [BUDGET]), "two figures or more"),
        (
            lambda book: figures.ratio(book, BUDGET, "programs/lamp-contest#lamps"),
            "different units",
        ),
        (lambda book: figures.ratio(book, BUDGET, "indicators/light-budget#y2028"), "did you mean"),
    ],
)
def test_what_is_refused(small_book, compute, told):
    with pytest.raises(CannotCompute, match=told):
        compute(small_book)


@pytest.mark.parametrize(
    "qualifier, said",
    [(None, "150000000"), ("about", "150000000"), ("at-least", "149865000")],
)
def test_a_limit_is_not_rounded(small_book, qualifier, said):
    """'At least 150 million' would be false where 149.865 million are asked for."""
    exact = {"value": Decimal("149865000"), "qualifier": qualifier}
    reading = figures.current(small_book.figures[BUDGET]).model_copy(update=exact)
    assert figures.rounded_reading(reading).value == Decimal(said)


def step(stage: str, **when) -> ProgramStep:
    return ProgramStep(stage=stage, what=Text(en="Something."), sources=("herald-2030-01",), **when)


@pytest.mark.parametrize(
    "steps, as_of, stage, silence",
    [
        ([step("announced", date="2029-01-01")], "2029-06-30", "announced", ""),
        ([step("announced", date="2029-01-01")], "2030-06-30", "announced", "silent"),
        ([step("announced", date="2029-01-01")], "2031-06-30", "announced", "stalled"),
        (
            [step("announced", date="2029-01-01"), step("delivered", date="2029-03")],
            "2033-01-01",
            "delivered",
            "",
        ),
        (
            [step("announced", date="2029-01-01"), step("funded", date="2029-05-01")],
            "2029-02-01",
            "announced",
            "",
        ),
    ],
)
def test_status_is_the_last_step_that_happened_and_decays(steps, as_of, stage, silence):
    status = figures.status(steps, Day(as_of))
    assert (status.stage, status.silence) == (stage, silence)


@pytest.mark.parametrize("stage", ["delivered", "missed", "cancelled"])
def test_what_has_come_to_an_end_is_never_silent(stage):
    steps = [step("announced", date="2029-01-01"), step(stage, date="2029-03-01")]
    status = figures.status(steps, Day("2039-01-01"))
    assert (status.stage, status.silence) == (stage, "")


@pytest.mark.parametrize("stage", ["announced", "funded", "under-way", "changed"])
def test_what_goes_on_grows_silent(stage):
    steps = [step(stage, date="2029-01-01")]
    assert figures.status(steps, Day("2039-01-01")).silence == "stalled"


def test_a_planned_step_whose_day_has_passed_is_overdue():
    status = figures.status(
        [
            step("announced", date="2029-01-01"),
            step("delivered", due="2029-03"),
            step("delivered", due="2031"),
        ],
        Day("2029-06-30"),
    )
    assert [str(late.due) for late in status.overdue] == ["2029-03"]
    assert str(status.next_step.due) == "2031"


def test_a_figure_says_when_it_grows_old(small_book):
    assert figures.review_day(small_book, BUDGET).isoformat() == "2030-12-20"


STATES = {"measured", "estimated", "reported", "projected"}


@pytest.mark.parametrize("stage", FIGURE_STAGES)
def test_only_a_state_grows_old(small_book, stage):
    """A contract of 2029 is one for ever; a level that was measured in 2029 may be another now."""
    say_so = {"stage": stage, "as_of": Day("2029-12-20")}
    book = with_reading(small_book, BUDGET, say_so)
    assert figures.old_from(book, BUDGET) == ("2030-12-20" if stage in STATES else "")
    year_is_over = with_reading(small_book, BUDGET, say_so, period=Day("2029"))
    assert bool(figures.old_from(year_is_over, BUDGET)) == (stage == "projected")
    counted = with_reading(small_book, BUDGET, say_so, period=Day("2029-Q1"))
    assert figures.old_from(counted, BUDGET) == ""
    named = with_reading(small_book, BUDGET, say_so, review_by=Day("2030-03"))
    assert figures.old_from(named, BUDGET) == "2030-03-31"


def with_reading(book, address: str, fields: dict, **of_the_figure):
    """The Book with another present reading of a figure."""
    figure = book.figures[address]
    reading = figures.current(figure).model_copy(update=fields)
    changed = figure.model_copy(update={"readings": (reading,), **of_the_figure})
    return replace(book, figures={**book.figures, address: changed})


def test_what_rests_only_on_aggregators(small_book):
    reading = small_book.figures["programs/lamp-contest#lamps"].readings[0]
    assert not figures.rests_on_aggregators(small_book, reading)
    assert figures.rests_on_aggregators(
        small_book, reading.model_copy(update={"sources": ("wire-2030-02",)})
    )


def test_everything_dated_is_in_order(small_book):
    days = [moment.day for moment in moments(small_book)]
    assert [day.first for day in days] == sorted(day.first for day in days)
    assert {"2029-03-01", "2029-11-30", "2030-02-01"} <= {str(day) for day in days}


def test_an_earlier_reading_is_found_by_its_stage_or_date(small_book):
    assert figures.reading_at(small_book, BUDGET, stage="proposed").value == Decimal("4600000000")
    assert figures.reading_at(small_book, BUDGET, as_of="2029-09-01").stage == "proposed"
    with pytest.raises(
        CannotCompute, match="it has: proposed as of 2029-09-01, enacted as of 2029-12-20"
    ):
        figures.reading_at(small_book, BUDGET, stage="spent")


def test_a_chart_names_the_promises_that_it_measures(small_book):
    assert list(promises_of_chart(small_book, "contest")) == ["promises/every-street"]
    assert list(promises_of_chart(small_book, "light-budget")) == []


def test_an_office_of_which_only_the_end_is_known_is_dated(small_book):
    ada = small_book.people["ada-brightwater"]
    undated = {"start": None, "seen": None, "end": Day("2030-05")}
    ada = ada.model_copy(update={"posts": (ada.posts[0].model_copy(update=undated),)})
    people = {**small_book.people, "ada-brightwater": ada}
    book = replace(small_book, records={**small_book.records, "people": people})
    assert figures.post_called(book, "ada-brightwater", "", "en") == ada.posts[0]


@pytest.mark.parametrize(
    "words, language, title",
    [
        ("the minister of light", "en", "Minister of Light"),
        ("the minister", "en", "Minister of Light"),
        ("그 장관", "ko", "Minister of Light"),
        ("ambassador", "en", "Ambassador of the Isles"),
        ("of the Isles", "en", "Ambassador of the Isles"),
        ("she", "en", "Ambassador of the Isles"),
        ("", "en", "Ambassador of the Isles"),
    ],
)
def test_an_office_is_the_one_that_its_words_name(small_book, words, language, title):
    """It read: the minister of light (last shown in office: June 2030), of an ambassador."""
    ada = small_book.people["ada-brightwater"]
    moved = {
        "title": Text(en="Ambassador of the Isles", ko="섬 대사"),
        "seen": Day("2030-06"),
    }
    was = ada.posts[0].model_copy(
        update={
            "title": Text(en="Minister of Light", ko="빛의 장관"),
            "end": Day("2030-05"),
        }
    )
    ada = ada.model_copy(update={"posts": (was, was.model_copy(update={**moved, "end": None}))})
    people = {**small_book.people, "ada-brightwater": ada}
    book = replace(small_book, records={**small_book.records, "people": people})
    post = figures.post_called(book, "ada-brightwater", words, language)
    assert post.title.in_("en") == title


def test_an_earlier_value_that_others_dispute_is_not_called_the_one_shown_here(small_copy):
    disputed = "disputed_by: [{value: 230000, sources: [wire-2030-02]}]}"
    corrected = "{value: 250000, stage: contracted, as_of: 2029-12-15, reason: correction"
    contest = small_copy.data / "programs" / "lamp-contest.yml"
    edit(contest, disputed, f"{disputed}\n        - {corrected}, sources: [herald-2030-01]}}")
    with without_drawing():
        page = draft_site(small_copy, Request()).documents["programs/lamp-contest.md"].text
    [said] = re.findall("<b>240,000 lamps</b>:\\s+([^<]*)", page)
    assert said.strip() == "this earlier value"
    assert "the value shown here" not in page
