"""The record as it stood on an earlier day, and what changed between the days."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from editions import weight
from factbook.drawing.canvas import NARROW, WIDE
from factbook.drawing.charts import chart_data
from factbook.meaning.changes import changes
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.record.editions import known_by
from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.record.values import Day
from factbook.site import Request, build_site, edition_day
from pages import Page
from small import edit, whole_project
from undrawn import without_drawing

BEFORE_THE_CHOICE = Day("2029-10-31")
ADDRESS = "https://lanterns.example/"


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
        "{en: \"Parliament set {{ figure('indicators/light-budget#y2030', stage='enacted') }}.\",",
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


# ---------------------------------------------------------------- days known to the year alone


HERALD = "published: 2030-01\n  accessed: 2030-06-30"


@pytest.mark.parametrize(
    "written, published, day, is_known",
    [
        ("2029", "2030-03-01", "2029-12-30", False),  # told of by nobody yet
        ("2029", "2030-03-01", "2029-12-31", False),  # over, but its source was not out
        ("2029", "2030-03-01", "2030-03-01", True),
        ("2030", "2030-03-01", "2030-02-28", False),
        ("2030", "2030-03-01", "2030-03-01", True),  # a source that was out told of it
        ("2030", "2030-03", "2030-03-30", False),  # it may have come out on the last day
        ("2030", "2030-03", "2030-03-31", True),
        ("2029-12", "2029", "2029-12-30", False),
        ("2029-12", "2029", "2029-12-31", True),
    ],
)
def test_a_day_known_to_the_year_is_over_on_its_last_day(
    small_copy, written, published, day, is_known
):
    """Or it is known from the day on which a source told of it."""
    edit(small_copy.data / "programs" / "lamp-contest.yml", "date: 2029-11-30", f"date: {written}")
    edit(
        small_copy.data / "sources" / "all.yml",
        HERALD,
        f"published: {published}\n  accessed: 2030-06-30",
    )
    then = known_by(load_book(small_copy.data), Day(day))
    stages = [step.stage for step in then.programs["lamp-contest"].steps]
    assert ("under-way" in stages) == is_known


def test_a_sentence_that_also_rests_on_a_later_source_is_left_out(small_copy, small_folders):
    """The step is known from its first source; what is said of it may be from the second."""
    edit(
        small_copy.data / "programs" / "lamp-contest.yml",
        "enters: [wick-works, candle-company]\n      sources: [gazette-2029-01-15]",
        "enters: [wick-works, candle-company]\n      sources: [gazette-2029-01-15, herald-2030-01]",
    )
    folders = replace(small_copy, cache=small_folders.cache)
    past = build_site(folders, Request(as_of=str(BEFORE_THE_CHOICE)))
    [step] = past.book.programs["lamp-contest"].steps
    assert step.stage == "announced"
    for language, say in past.wordings.items():
        assert step.what.in_(language) == say("told-later")
    assert "opened the contest" not in past.pages["programs/lamp-contest.md"]


# ---------------------------------------------------------------- the edition of the present day


@pytest.fixture(scope="module")
def whole_edition(small_folders, small_book):
    request = Request("https://x.example/", as_of=str(small_book.site.as_of), present="../../")
    return build_site(small_folders, request)


def test_an_edition_of_the_record_s_own_day_has_its_prose(whole_edition, small_site):
    assert set(whole_edition.pages) == set(small_site.pages)
    assert "The state set aside" in whole_edition.pages["index.md"]
    assert whole_edition.book.charts == small_site.book.charts


def test_an_edition_has_no_more_than_is_needed_to_read_it(whole_edition, before_the_choice):
    heavy = (".png", ".excel.csv", ".sqlite", ".ics", ".txt", "opensearch.xml")
    for built in (whole_edition, before_the_choice):
        made = [path for path in built.files if path != "assets/licences.txt"]
        assert not [path for path in made if path.endswith(heavy) or "cite/" in path]
        for text in built.pages.values():
            assert not re.search(r'#cite"|\.png|class="card-actions"', text)
        assert not built.twins
    assert "data/charts/light-budget.svg" in whole_edition.files


def test_an_edition_is_light(whole_edition, small_site):
    """All editions together are to fit into what hosts give away; that of today is the heaviest."""
    assert weight(whole_edition) < weight(small_site) * 0.3


def test_pages_of_an_edition_share_its_drawings(whole_edition):
    """Each picture stands on the ground of the page that shows it, be that light or dark."""
    for shape, width in (("wide", WIDE), ("narrow", NARROW)):
        path = f"data/charts/light-budget.{shape}.svg"
        drawn = whole_edition.files[path]
        assert f'viewBox="0 0 {width} ' in drawn
        assert "prefers-color-scheme: dark" in drawn and "data-point" not in drawn
        unnamed = set(re.findall(r"var\(--([a-z-]+)", drawn)) - set(
            re.findall("--([a-z]+):", drawn)
        )
        assert not unnamed
        for page in ("index.md", "charts/light-budget.md"):
            assert f'{path}" alt="' in whole_edition.pages[page]
        assert path in whole_edition.files["embed/light-budget/index.html"]
    large = re.compile('<svg xmlns[^>]* class="(?!small-drawing )')
    assert not [page for page, text in whole_edition.pages.items() if large.search(text)]


def test_a_small_picture_in_an_edition_has_no_words(whole_edition, small_site):
    """It was the shared drawing, made so small that its words were three pixels high."""
    found = [
        re.findall(r'<svg [^>]*class="small-drawing.*?</svg>', "".join(built.pages.values()))
        for built in (whole_edition, small_site)
    ]
    assert found[0] == found[1] != []
    assert not any('<img class="small' in text for text in whole_edition.pages.values())


def test_everything_of_a_whole_edition_says_so(whole_edition):
    name = whole_edition.book.site.name.in_("en")
    assert name == "The Lantern Record, edition of 30 June 2030"
    notice = whole_edition.site.notice("en")
    assert "as it was published" in notice
    oembed = json.loads(whole_edition.files["embed/contest/oembed.json"])
    assert oembed["title"] == f"One of two makers is out – {name}"
    assert "thumbnail_url" not in oembed
    package = json.loads(whole_edition.files["data/datapackage.json"])
    assert package["title"] == name
    assert package["name"] == "the-lantern-record-edition-of-30-june-2030"
    for path in ("embed/contest/index.html", "changes/feed.xml"):
        assert name in whole_edition.files[path], path
    names = json.loads(whole_edition.files["search/en/names.json"])
    assert names["words"]["count"] == "Edition of 30 June 2030. Results: {count}"


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


# ---------------------------------------------------------------- its address on that day


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory):
    project = whole_project(tmp_path_factory.mktemp("whole") / "project")
    with without_drawing():
        folders = Folders(project / "data", project / "docs", None)
        return build_site(folders, Request(ADDRESS))


def test_each_address_of_the_present_edition_that_the_site_names_leads_on(whole_site):
    """On sheets and hand-outs as codes, in the table of links, in the list of editions."""
    site = Page.of_markdown("\n".join(whole_site.pages.values()))
    codes = site.root.xpath("//*[@class='sheet-code']//*[local-name()='title']/text()")
    table = whole_site.files["teach/links.csv"].decode("utf-8-sig")
    place = f"{ADDRESS}editions/2030-06-30/"
    rows = csv.DictReader(io.StringIO(table))
    named = {place, *codes, *(row["edition_url"] for row in rows)}
    pages = {url.removeprefix(place).partition("#")[0] for url in named if url.startswith(place)}
    assert {"", "light/", "charts/light-budget/", "ko/charts/light-budget/"} <= pages
    for url in pages:
        page = Page.of(whole_site.files[f"editions/2030-06-30/{url}index.html"])
        assert page.one("link", rel="canonical").get("href") == ADDRESS + url
    assert "editions/2030-06-30/programs/lamp-contest/index.html" not in whole_site.files
