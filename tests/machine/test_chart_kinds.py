"""A chart of each kind, on the small record and on what kinds/ adds to it."""

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import get_args

import pytest
from PIL import Image

from chart_checks import (
    check_chart,
    check_colours,
    check_drawings,
    check_files,
    drawings,
    marks,
    specifications,
    texts,
)
from conftest import MACHINE, ROOT
from factbook.drawing import cache
from factbook.drawing.along_time import year_named
from factbook.drawing.canvas import NARROW, WIDE, Canvas
from factbook.drawing.captions import Caption, Sheet
from factbook.drawing.chart_kinds.series import KIND as SERIES
from factbook.drawing.charts import chart_data, plain_title
from factbook.drawing.description import describe
from factbook.drawing.letters import Letters
from factbook.drawing.palette import palette
from factbook.drawing.rows import ChartData, Point
from factbook.drawing.sheets import draw_all, draw_sheet
from factbook.drawing.specification import spec
from factbook.meaning import figures
from factbook.meaning.moments import moments
from factbook.meaning.wording import read_wordings
from factbook.record.book import Book, load_book
from factbook.record.kinds import ChartKind
from factbook.record.values import Day, Text
from factbook.site import Folders, Request, build_site
from leaving import caption, missing, unsaid, unsaid_rest
from pages import Page
from small import edit, whole_project

pytestmark = pytest.mark.long  # all kinds are drawn, at every width and in both languages
LANGUAGES = ("en", "ko")
SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", LANGUAGES)
THEME = ROOT / "docs" / "assets" / "styles" / "theme.css"
FONTS = ROOT / "docs" / "assets" / "fonts" / "measure"
KINDS = get_args(ChartKind)
CHARTS = {"stage-bars": "light-budget", "ladder": "contest"}  # the others are called by their kinds
SAID_NOT_DONE = (
    "target",
    "announced",
    "memorandum",
    "proposed",
    "projected",
    "estimated",
    "reported",
)
DONE = ("enacted", "approved", "contracted", "spent", "delivered", "measured")
CAPTION = Caption("Title", "Subtitle", "lamps", "A note.", "2030-06-30", (), "")


@pytest.fixture(scope="module")
def built(tmp_path_factory, small_web, small_address, small_folders):
    """The small record with a chart of each kind, each with a page in both languages.

    It stands where the site of the small record does, whose drawings are these: they are drawn
    once, whichever process asks first.
    """
    root = tmp_path_factory.mktemp("kinds")
    shutil.copytree(MACHINE / "small_data", root / "data")
    shutil.copytree(MACHINE / "kinds" / "data", root / "data", dirs_exist_ok=True)
    shutil.copytree(MACHINE / "small_docs", root / "docs")
    for folder in ("charts", "ko/charts"):
        index = root / "docs" / folder / "index.md"
        index.parent.mkdir()
        index.write_text('# Charts {#top}\n\n{{ part("gallery") }}\n', encoding="utf-8")
    return build_site(
        Folders(root / "data", root / "docs", small_folders.cache, small_folders.templates),
        Request(address=small_address, pictures=True),
    )


def page_of(built, kind: str, language: str = "en") -> Page:
    """The page of the chart of a kind."""
    folder = "" if language == "en" else f"{language}/"
    return Page.of_markdown(built.pages[f"{folder}charts/{CHARTS.get(kind, kind)}.md"])


def test_there_is_a_chart_of_each_kind(built):
    assert {chart.kind for chart in built.book.charts.values()} == set(KINDS)


def test_the_gallery_has_a_picture_of_every_chart(built):
    gallery = Page.of_markdown(built.pages["ko/charts/index.md"])
    pictures = [link.get("href") for link in gallery.all("a") if link.all("svg", "small-drawing")]
    assert sorted(pictures) == sorted(f"{id_}/" for id_ in built.book.charts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_contract(built, kind, language):
    id_, say, page = CHARTS.get(kind, kind), SAY[language], page_of(built, kind, language)
    data = chart_data(built.book, id_, say)
    check_chart(built.book, data, say)
    check_drawings(data, page)
    stem = f"data/charts/{id_}{'' if language == 'en' else f'.{language}'}"
    svg, png, drawn_from = (built.files[f"{stem}.{kind}"] for kind in ("svg", "png", "json"))
    check_files(data, page, svg, drawn_from, say)
    assert png.startswith(b"\x89PNG")
    rows = page.one("figure", "chart").one("table").one("tbody").all("tr")
    assert len(rows) == len(data.points)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_leaves_the_site_keeps_its_caption(built, kind, language):
    """Each form of a chart with title, unit, day, note, sources and address."""
    files = {**built.files, **built.twins}
    id_, say = CHARTS.get(kind, kind), SAY[language]
    assert not list(missing(files.__getitem__, built.book, say, id_, built.site.address))
    assert not list(unsaid_rest(files.__getitem__, built.book, say, id_))
    picture = f"data/charts/{id_}{'' if language == 'en' else f'.{language}'}.png"
    words = " ".join(Image.open(BytesIO(built.files[picture])).text.values())
    assert not list(
        unsaid(words, caption(built.book, say, id_, built.site.address, for_programs=False))
    )


def test_what_is_said_at_a_mark_stands_in_the_table_and_in_the_file(built):
    assert " with bridges |" in built.twins["charts/columns/index.md"]
    assert ",with bridges," in built.files["data/charts/columns.csv"]
    assert ",다리 포함," in built.files["data/charts/columns.ko.csv"]


# ---------------------------------------------------------------- what kinds show


def is_outline(mark: Page) -> bool:
    return mark.get("fill") in ("", "none", "transparent")


@pytest.mark.parametrize("stage", [*SAID_NOT_DONE, *DONE])
def test_what_is_said_and_not_done_is_an_outline(built, stage):
    indicator = built.book.indicators["lamps-at-each-stage"]
    number = list(indicator.rows).index(stage)
    for drawing in drawings(page_of(built, "bars")):
        assert is_outline(marks(drawing)[number]) == (stage in SAID_NOT_DONE)


def test_every_stage_of_a_reading_is_said_or_done(built):
    stages = set(built.book.indicators["lamps-at-each-stage"].rows)
    assert stages == {*SAID_NOT_DONE, *DONE}
    read = {reading.stage for figure in built.book.figures.values() for reading in figure.readings}
    assert stages == read


def test_a_planned_step_is_an_outline(built):
    steps = built.book.programs["lamp-contest"].steps
    for drawing in drawings(page_of(built, "gantt")):
        for number, step in enumerate(steps):
            assert is_outline(marks(drawing)[number]) == bool(step.due)


def test_a_line_is_named_once_where_its_change_is_told():
    """Each point of a line may bear its name: World, 2027."""
    lines = [
        Point(f"{name}, {year}", f"{n}%", value=n, group=name, breaks=breaks, in_percent=True)
        for name in ("World", "Norway")
        for year, n, breaks in (("2027", 10, False), ("2028", 20, False), ("2029", 3, True))
    ]
    data = ChartData("lines", "series", "en", "", "", tuple(lines), "")
    described = describe(data, SERIES, SAY["en"])
    assert "World: from 10% (2027) to 20% (2028)." in described
    assert described.count(SAY["en"]("chart.broken", label="2029")) == 1


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("{n} lamps", True),
        ("{n}%", False),
        ("{n} percent", False),
        ("{n} percentage points", False),
        ("{n} % of all lamps", False),
    ],
)
def test_of_percentages_no_change_is_told_in_percent(small_copy, words, is_told):
    """However the unit says it: a percentage of percents would be taken for points."""
    budget = small_copy.data / "indicators" / "light-budget.yml"
    edit(budget, "unit: crown", "unit: part")
    edit(budget, "streets only", "streets and bridges")
    unit = f'part: {{one: "{words}", many: "{words}", label: parts}}\n'
    edit(small_copy.data / "units" / "all.yml", "", unit)
    chart = small_copy.data / "charts" / "charts.yml"
    edit(chart, "kind: stage-bars", "kind: series")
    edit(chart, "  all_readings: true\n", "")
    described = chart_data(load_book(small_copy.data), "light-budget", SAY["en"]).description
    assert ("+200%" in described) == is_told, described


def test_a_label_that_is_a_sentence_leaves_out_its_stop():
    """Steps are labels too: no full stop stands before a colon."""
    step = Point(label="The act took effect.", text="3 May 2029")
    data = ChartData("steps", "gantt", "en", "", "", (step,), "")
    assert describe(data, SERIES, SAY["en"]) == "The act took effect: 3 May 2029."


def test_years_along_time_are_named_as_a_language_names_them():
    assert [year_named(2029, language) for language in ("en", "ko")] == ["2029", "2029년"]


def test_a_change_of_what_is_counted_breaks_the_line(built):
    data = chart_data(built.book, "series", SAY["en"])
    assert [point.breaks for point in data.points] == [False, False, True, False]
    assert data.description.count(SAY["en"]("chart.broken", label="2028")) == 1
    assert "to 1,500 lamps (2027): +50%." in data.description
    assert "From 4,000 lamps (2028) to 5,000 lamps (2029): +25%." in data.description
    for drawing in drawings(page_of(built, "series")):
        assert texts(drawing).count(SAY["en"]("chart.break")) == 1


def test_counts_are_counted_again_here(built):
    book = built.book
    ages = chart_data(book, "evidence-age", SAY["en"]).points
    assert {point.address: point.value for point in ages} == {
        f"promises/{id_}": figures.status(promise.steps, book.site.as_of).silent_days
        for id_, promise in book.promises.items()
    }
    since = book.charts["timeline"].since.first
    dated = [moment for moment in moments(book) if moment.day.first >= since]
    counted = chart_data(book, "timeline", SAY["en"]).points
    assert sum(point.value for point in counted) == len(dated)
    reached = chart_data(book, "status-bars", SAY["en"]).points
    assert sum(point.value for point in reached) == len(book.promises)


def test_a_sum_stands_under_its_own_stage(built):
    """Where its project has reached another one, its name says so: no row shows two stages."""
    points = chart_data(built.book, "areas", SAY["en"]).points
    assert [(point.label, point.group) for point in points] == [
        ("Bridge fund", "announced"),
        ("Oil fund: Size of the oil fund", "contracted"),
        ("Oil fund: Oil held back (project:\xa0contracted), part of Oil fund", "spent"),
    ]
    assert all(point.group == point.stage_word for point in points)


def test_a_square_is_as_large_as_its_sum_and_lies_in_what_it_is_a_part_of(built):
    data = chart_data(built.book, "areas", SAY["en"])
    for width in (WIDE, NARROW):
        bridge, oil, spare = spec(data, Canvas(width, Letters(FONTS)))["data"]["values"]
        areas = [(row["right"] - row["left"]) ** 2 for row in (bridge, oil, spare)]
        assert areas[0] / areas[1] == pytest.approx(7700 / 700)
        assert areas[1] / areas[2] == pytest.approx(700 / 5)
        assert oil["left"] < spare["left"] and spare["right"] < oil["right"]
        assert oil["top"] < spare["top"] and spare["bottom"] < oil["bottom"]


def test_sums_of_a_stage_stand_in_one_line_where_it_holds_them(built):
    """Its name stood above the end of one line and again above the next."""
    data = chart_data(built.book, "areas", SAY["en"])
    bridge, oil, _ = data.points
    small = [replace(oil, group=stage) for stage in ("contracted", "spent", "spent")]
    points = [replace(it, address=str(at)) for at, it in enumerate((bridge, *small))]
    layers = spec(replace(data, points=points), Canvas(NARROW, Letters(FONTS)))["layer"]
    heads = [row["head"] for row in layers[0]["data"]["values"]]
    assert heads == ["announced", "contracted", "spent"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_stage_that_no_line_holds_is_named_once(built, width):
    """Each line of it had the name again; its lines stand below one another, and below no other."""
    data = chart_data(built.book, "areas", SAY["en"])
    bridge, oil, _ = data.points
    small = [replace(oil, group="contracted") for _ in range(7)]
    points = [replace(it, address=str(at)) for at, it in enumerate((bridge, *small))]
    drawn = spec(replace(data, points=points), Canvas(width, Letters(FONTS)))
    first, second = drawn["layer"][0]["data"]["values"]
    assert (first["head"], second["head"]) == ("announced", "contracted")
    of_second = drawn["data"]["values"][1:]
    assert min(row["left"] for row in of_second) == second["x"]
    assert min(row["top"] for row in of_second) > second["y"]
    assert len({row["bottom"] for row in of_second}) > 1


def test_what_a_project_stands_at_has_a_line_of_its_own(built):
    """In Korean, which has no space before a bracket, a line ended within it: (사업: 건설 / 중)."""
    data = chart_data(built.book, "areas", SAY["ko"])
    label = "국가AI컴퓨팅센터(사업:\xa0건설 중)"
    points = [replace(data.points[0], label=label), *data.points[1:]]
    drawn = spec(replace(data, points=points), Canvas(NARROW, Letters(FONTS)))
    assert drawn["data"]["values"][0]["name"] == ["국가AI컴퓨팅센터", "(사업:\xa0건설\xa0중)"]


def test_an_edition_calls_a_chart_by_the_one_record_that_it_draws_from(built):
    """Else two charts of a topic, each of another record, would have one title."""
    book, say = built.book, SAY["en"]
    chart = book.charts["areas"]
    of_one = [address for address in chart.figures if address.startswith("investments/oil-fund#")]
    alone = chart.model_copy(update={"figures": tuple(of_one)})
    assert plain_title(book, alone, say) == f"Oil fund: {say('drawn.areas')}"
    topic = say.text(book.topics[chart.topic].name)
    for several in (chart, book.charts["scatter"]):
        assert plain_title(book, several, say).startswith(f"{topic}: ")


@pytest.mark.parametrize(
    "subtitle, is_drawn", [("Light of lampshades", True), ("Lamps, 2029", False)]
)
def test_a_unit_that_the_subtitle_names_is_not_drawn_again(built, monkeypatch, subtitle, is_drawn):
    """'won' stood twice above the columns of an edition, whose subtitle is the unit alone."""
    charts = built.book.charts
    again = charts["columns"].model_copy(update={"subtitle": Text(en=subtitle)})
    monkeypatch.setitem(charts, "columns", again)
    data = chart_data(built.book, "columns", SAY["en"])
    layers = spec(data, Canvas(WIDE, Letters(FONTS)))["layer"]
    fields = [layer["encoding"].get("text", {}).get("field") for layer in layers]
    assert ("unit" in fields) == is_drawn


def test_every_square_has_four_edges(built):
    """The renderer closes only the last of the pieces of a path."""
    for drawing in drawings(page_of(built, "squares")):
        for mark in marks(drawing).values():
            for piece in re.findall(r"M[^MZ]+", mark.get("d")):
                corners = re.findall(r"[-\d.]+,[-\d.]+", piece)
                assert len(corners) == 5 and corners[0] == corners[-1], piece


def test_squares_tell_how_far_a_number_has_come(built):
    """Each level without the one before it; what is only planned counts for nothing."""
    points = chart_data(built.book, "squares", SAY["en"]).points
    assert [(point.value, point.stage) for point in points] == [
        (6000, "operating"),
        (6000, "contracted"),
        (8000, "announced"),
    ]
    for drawing in drawings(page_of(built, "squares")):
        squares = [mark.get("d").count("M") for mark in marks(drawing).values()]
        assert squares == [60 + 1, 60 + 1, 80 + 1]  # one more of each in the key
        assert [bool(mark.get("stroke-dasharray")) for mark in marks(drawing).values()] == [
            False,
            False,
            True,
        ]


def test_a_map_of_islands_has_each_place_that_is_known(built):
    """One beyond the line of dates stands among the others; one without coordinates in the list."""
    oil, bridge = chart_data(built.book, "map", SAY["en"]).points
    assert (oil.group, oil.brief, oil.intended) == ("Harbour", "12,000 lamps", True)
    assert (bridge.group, bridge.brief, bridge.at) == (
        "Some bridge (not on the map)",
        "size not published",
        None,
    )
    for drawing in drawings(page_of(built, "map")):
        (coast,) = [path for path in drawing.all("path") if path.get("d").count("M") == 3]
        easts = [
            float(place.split(",")[0]) for place in re.findall(r"[-\d.]+,[-\d.]+", coast.get("d"))
        ]
        circle = next(path for path in drawing.all("path") if path.get("data-point") == "0")
        east = float(re.match(r"M([-\d.]+)", circle.get("d"))[1])
        assert min(easts) < east < max(easts)
        assert not circle.get("stroke-dasharray")  # it is under contract


def test_names_on_a_map_are_set_above_what_parts_them_from_its_circles(built):
    """In a picture of the page, and where Vega draws the chart, which knows no such order."""
    for drawing in drawings(page_of(built, "map")):
        (name,) = [text for text in drawing.all("text") if text.get("stroke")]
        assert name.get("paint-order") == "stroke" and "--paper" in name.get("stroke")
    layers = json.loads(built.files["data/charts/map.json"])["layer"]
    below, above, *_ = [layer["mark"] for layer in layers if layer["mark"]["type"] == "text"]
    assert "stroke" in below and "stroke" not in above


def test_squares_of_an_earlier_edition_are_called_by_their_stages(built):
    levels = built.book.charts["squares"].levels
    unnamed = tuple(level.model_copy(update={"text": Text()}) for level in levels)
    book = with_changed(built.book, "charts", "squares", levels=unnamed)
    labels = [point.label for point in chart_data(book, "squares", SAY["en"]).points]
    assert labels == ["operating", "contracted", "announced"]


def test_payers_are_told_in_colours_and_in_words(built):
    """Of figures, and of their records where they do not say it themselves."""
    found = {id_: payers_in_colours(built.book, id_, "ko") for id_ in ("grid", "areas")}
    assert found["grid"] == {"public", "private", "mixed"}
    assert found["areas"] == {"mixed", "private", ""}
    page = page_of(built, "grid", "ko")
    head = [cell.text for cell in page.one("figure", "chart").one("thead").all("th")]
    assert head[-1] == SAY["ko"]("payer")
    for drawing in drawings(page):
        assert {SAY["ko"](f"payer.{name}") for name in found["grid"]} <= set(texts(drawing))
        assert "lineargradient" in drawing.markup.casefold()
    gradients = re.findall(r'id="([^"]*part\d+)"', built.pages["ko/charts/grid.md"])
    assert len(gradients) == len(set(gradients)) >= 2


def payers_in_colours(book: Book, id_: str, language: str) -> set[str]:
    data = chart_data(book, id_, SAY[language])
    return check_colours(book, data, specifications(data), SAY[language])


def with_changed(book: Book, sort: str, id_: str, /, **fields: object) -> Book:
    """The Book with other fields of a record."""
    record = book.records[sort][id_].model_copy(update=fields)
    return replace(book, records={**book.records, sort: {**book.records[sort], id_: record}})


def test_posts_are_told_by_where_they_are_held(built):
    """In the state or in a firm; an institute of a firm is the firm's."""
    (post,) = built.book.people["ada-brightwater"].posts
    bodies = ("ministry-of-light", "wick-works", "candle-company", None)
    posts = [post.model_copy(update={"organization": body}) for body in bodies]
    book = with_changed(built.book, "people", "ada-brightwater", posts=tuple(posts))
    institute = {"kind": "research", "parent": "wick-works"}
    book = with_changed(book, "organizations", "candle-company", **institute)
    data = chart_data(book, "career", SAY["en"])
    assert [point.payer for point in data.points] == ["public", "private", "private", ""]
    payers_in_colours(book, "career", "en")


def test_who_came_back_to_a_contest_is_in_it_again(built):
    """The chart and its table ended with the day on which it first left."""
    opened, dropped, due = built.book.programs["lamp-contest"].steps
    back = {"enters": ("candle-company",), "leaves": (), "date": Day("2030-02")}
    steps = (opened, dropped, dropped.model_copy(update=back), due)
    book = with_changed(built.book, "programs", "lamp-contest", steps=steps)
    told = [(point.stage, point.text) for point in chart_data(book, "contest", SAY["en"]).points]
    assert told == [
        ("in", "in the contest from 1 March 2029; still in it on 30 June 2030"),
        ("out", "in the contest from 1 March 2029; eliminated on 30 November 2029"),
        ("in", "in the contest from February 2030; still in it on 30 June 2030"),
    ]


def test_a_post_that_nothing_dates_is_told_below_the_others(built):
    (post,) = built.book.people["ada-brightwater"].posts
    undated = post.model_copy(update={"start": None, "end": None, "seen": None})
    book = with_changed(built.book, "people", "ada-brightwater", posts=(undated, post))
    data = chart_data(book, "career", SAY["en"])
    drawn = spec(data, Canvas(NARROW, Letters(FONTS)))
    assert [row["said"][0] for row in drawn["data"]["values"]] == ["0"]
    assert "undated" in json.dumps([layer.get("data") for layer in drawn["layer"]])


def test_what_is_stressed_among_payers_keeps_their_colours(built):
    """It is stressed by weight: a hue says who pays and nothing else."""
    book = with_changed(built.book, "charts", "grid", highlight=("market",))
    assert any(point.stressed for point in chart_data(book, "grid", SAY["en"]).points)
    payers_in_colours(book, "grid", "en")


@pytest.mark.parametrize(
    "place, named",
    [
        (12, ["1", "3", "5", "10"]),
        (75, ["1", "10", "20", "30", "40", "50", "60", "70"]),
        (10**9, None),
    ],
)
def test_a_long_ranking_names_few_places(tmp_path, place, named):
    data = whole_project(tmp_path / "project") / "data"
    edit(data / "indicators" / "kinds.yml", "value: 12,", f"value: {place},")
    ticks = chart_data(load_book(data), "ranks", SAY["en"]).ticks
    assert named is None or [words for _, words in ticks] == named
    assert ticks[0] == (1.0, "1")
    assert 4 <= len(ticks) <= 12


def test_a_number_of_many_digits_is_rounded_where_it_is_drawn(tmp_path):
    """Its table and its words have it exactly."""
    data = whole_project(tmp_path / "project") / "data"
    edit(data / "indicators" / "kinds.yml", "value: 12000,", "value: 1450935791,")
    say = SAY["en"]
    point = chart_data(load_book(data), "share-bars", say).points[0]
    assert point.text.startswith("1.450935791 billion lamps (")
    assert point.brief.startswith("1.45 billion lamps (")
    assert point.value == 1_450_935_791


# ---------------------------------------------------------------- how it is drawn


@pytest.mark.parametrize("kind", KINDS)
def test_specifications_are_valid(built, kind):
    data = chart_data(built.book, CHARTS.get(kind, kind), SAY["ko"])
    assert spec(data, Canvas(NARROW, Letters(FONTS)), validate=True)["layer"]


@pytest.mark.long
def test_all_code_that_is_at_work_while_charts_are_drawn_names_the_drawings(tmp_path, monkeypatch):
    """That of other rooms too, such as what a line of a promise says of itself."""
    book = load_book(whole_project(tmp_path) / "data")
    at_work: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        at_work.add(frame.f_code.co_filename)

    def made(
        _, suffix: str, wanted: dict, make: Callable[..., bytes], *same: object, **_others: object
    ) -> dict:
        sys.settrace(note)
        try:
            return {key: make(thing, *same) for key, thing in wanted.items()}
        finally:
            sys.settrace(None)

    monkeypatch.setattr("factbook.drawing.sheets.read_or_make", made)
    charts = (chart_data(book, CHARTS.get(kind, kind), SAY["en"]) for kind in KINDS)
    sheets = [Sheet(data, "Alt", CAPTION) for data in charts]
    draw_all(sheets, None, FONTS, palette(THEME))
    draw_sheet(sheets[0], FONTS, palette(THEME))  # with a picture, which is made of any alike
    ours = {Path(name) for name in at_work if Path(name).is_relative_to(cache.CORE)}
    assert ours - set(cache.sources()) == set()


@pytest.mark.long
def test_the_same_drawing_whoever_draws(built, tmp_path, monkeypatch):
    """Processes or not, and from the cache: the same bytes."""
    sheets = [
        Sheet(chart_data(built.book, id_, SAY["en"]), "Alt", CAPTION)
        for id_ in sorted(built.book.charts)[:4]
    ]
    monkeypatch.setattr(cache, "FEW", 2)
    asked: list[ProcessPoolExecutor] = []  # for marks, for files and for pictures

    class Noted(ProcessPoolExecutor):
        def map(self, *given, **named):
            asked.append(self)
            return super().map(*given, **named)

    monkeypatch.setattr(cache, "ProcessPoolExecutor", Noted)
    together = draw_all(sheets, tmp_path, FONTS, palette(THEME), pictures=True)
    assert len(asked) == 3, "not all was drawn by processes"
    assert len(set(asked)) == 1, "processes were started again"
    assert draw_all(sheets, tmp_path, FONTS, palette(THEME), pictures=True) == together
    assert draw_sheet(sheets[2], FONTS, palette(THEME)) == together[2]
    kept = Counter(path.suffix for path in tmp_path.iterdir())
    assert kept == {".chart": 4, ".sheet": 4, ".png": 4}


def test_no_picture_is_drawn_unless_it_is_asked_for(built, tmp_path):
    sheet = Sheet(chart_data(built.book, "light-budget", SAY["en"]), "Alt", CAPTION)
    (drawing,) = draw_all([sheet], tmp_path, FONTS, palette(THEME))
    assert drawing.png == b"" and drawing.svg
    assert not list(tmp_path.glob("*.png"))
