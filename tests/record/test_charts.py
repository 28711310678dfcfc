"""Charts: every number that is drawn is the Book's, and what a chart must say and may not do."""

import json
import re
from html import unescape

import pytest

from conftest import ROOT
from factbook.drawing.charts import chart_data, chart_problems
from factbook.drawing.palette import palette
from factbook.drawing.sheets import Drawing, Sheet, draw_all, draw_sheet
from factbook.meaning import figures
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.record.kinds import Chart, ChartKind
from factbook.record.values import Day
from factbook.site import Folders, make_writers

BOOK = load_book(ROOT / "data")
SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", BOOK.site.languages)
EVERY = [(id_, language) for id_ in BOOK.charts for language in SAY]
STYLE, FONTS = (
    ROOT / "docs" / "assets" / "style.css",
    ROOT / "docs" / "assets" / "fonts" / "measure",
)


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, str], Drawing]:
    """Every chart of the record as the site has it; drawings that the build has kept are used."""
    writers = make_writers(
        BOOK, Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache"), SAY, {}, ""
    )
    return {pair: writers["en"].draw(*pair)[1] for pair in EVERY}


def texts(svg: str) -> list[str]:
    """What a drawing prints: each text with its lines joined."""
    return [
        unescape(re.sub(r"<[^>]+>", "", re.sub(r"</tspan><tspan[^>]*>", " ", text)))
        for text in re.findall(r"<text[^>]*>(.*?)</text>", svg, re.S)
    ]


def numbers(words: str) -> list[str]:
    return re.findall(r"\d[\d,.]*\d|\d", words)


@pytest.mark.parametrize("id_, language", EVERY)
def test_every_point_is_the_books(id_, language):
    """What a row says of a figure is what the Book says of it, read here once more."""
    data, say = chart_data(BOOK, id_, SAY[language]), SAY[language]
    assert (data.points and data.description and data.sources) or data.kind == "timeline"
    for point in data.points:
        if "#" in point.address:
            figure = BOOK.figures[point.address]
            readings = [
                say.reading(reading, BOOK.units[figure.unit]) for reading in figure.readings
            ]
            assert (
                point.text.split(" (")[0].split("; ")[0] in readings
                if data.kind in ("share-bars", "scatter")
                else point.text in readings
            )
            assert any(
                point.value in (None, float(reading.value or 0))
                and (point.high is None or point.high == float(reading.high))
                for reading in figure.readings
            )


@pytest.mark.parametrize("id_, language", EVERY)
def test_every_number_of_a_drawing_and_its_marks_is_in_its_rows(drawn, id_, language):
    data, drawing = chart_data(BOOK, id_, SAY[language]), drawn[id_, language]
    rows = " ".join(
        " ".join((point.label, point.text, point.stage_word, point.group, point.when))
        for point in data.points
    )
    known = set(numbers(rows)) | set(
        numbers(
            " ".join([*data.words.values(), *(words for _, words in data.ticks + data.other_ticks)])
        )
    )
    if data.kind in ("ladder", "gantt", "career", "timeline"):
        known |= {
            text
            for point in data.points
            for day in (point.start, point.end, point.period)
            if day
            for text in (day[:4],)
        }
        known |= (
            {str(year) for year in range(1950, 2060)}
            | {"01", "04", "07", "10"}
            | set(numbers(" ".join(point.start[:7] for point in data.points)))
        )
    assert set(texts(drawing.wide)) <= set(texts(drawing.svg))
    for svg in (drawing.wide, drawing.narrow):
        assert set(numbers(" ".join(texts(svg)))) <= known
        marks = re.findall(r'data-point="(\d+)" role="img" aria-label="([^"]*)"', svg)
        shown = {int(number) for number, _ in marks}
        undrawn = {
            number
            for number, point in enumerate(data.points)
            if (data.kind in ("career", "gantt", "ladder") and not point.start)
            or (data.kind == "timeline" and not point.period)
        }
        assert shown == set(range(len(data.points))) - undrawn
        for number, words in marks:
            point = data.points[int(number)]
            assert unescape(words).startswith(f"{point.label}: {point.text}")


@pytest.mark.parametrize(
    "id_, language",
    [
        pair
        for pair in EVERY
        if BOOK.charts[pair[0]].kind
        in (
            "bars",
            "stage-bars",
            "share-bars",
            "status-bars",
            "evidence-age",
            "ranks",
            "ranges",
            "by-stage",
            "grid",
        )
    ],
)
def test_rows_print_their_value(drawn, id_, language):
    data = chart_data(BOOK, id_, SAY[language])
    for svg in (drawn[id_, language].wide, drawn[id_, language].narrow):
        printed = " ".join(texts(svg)).replace(" ", "")
        for point in data.points:
            assert (
                point.text.replace(" ", "") in printed and point.label.replace(" ", "") in printed
            )


@pytest.mark.parametrize("id_", BOOK.charts)
def test_what_a_chart_says_to_those_who_cannot_see_it(id_):
    for say in SAY.values():
        alt, title = say.text(BOOK.charts[id_].alt), say.text(BOOK.charts[id_].title)
        assert len(alt) <= 250 and alt != title and not alt.startswith(title)
        data = chart_data(BOOK, id_, say)
        measured = [point.value for point in data.points if point.value is not None]
        if len(measured) > 1:
            ends = [point for point in data.points if point.value in (max(measured), min(measured))]
            assert str(len(data.points)) in data.description
            assert all(
                any(
                    f"{end.label}, {end.text}" in data.description
                    for end in ends
                    if end.value == value
                )
                for value in (max(measured), min(measured))
            )


@pytest.mark.parametrize("id_, language", EVERY)
def test_a_drawing_is_small_named_and_free_of_fixed_colours(drawn, id_, language):
    import gzip

    drawing = drawn[id_, language]
    assert len(gzip.compress((drawing.wide + drawing.narrow).encode())) <= 12_000
    for svg in (drawing.wide, drawing.narrow):
        assert 'role="group" aria-labelledby=' in svg and "<title" in svg and "<desc>" in svg
        assert not re.search(r'(?:fill|stroke)="#', svg) and "NaN" not in svg
    assert (
        "var(" not in drawing.svg
        and SAY[language]("sources") in drawing.svg
        and drawing.png.startswith(b"\x89PNG")
    )
    spec = json.loads(drawing.spec)
    assert (
        "vega-lite" in spec["$schema"] and "var(" not in drawing.spec and spec["usermeta"]["colors"]
    )


def test_a_change_of_what_is_counted_breaks_the_line(drawn):
    data = chart_data(BOOK, "ai-budget-years", SAY["en"])
    assert [point.breaks for point in data.points] == [False, True, True, False]
    assert (
        data.description.count("broken there") == 2
        and "2025 ₩3.3 trillion, 2026 ₩9.9 trillion: +200%" in data.description
    )
    spec = json.loads(drawn["ai-budget-years", "en"].spec)
    rows = next(iter(spec["datasets"].values())) if "datasets" in spec else spec["data"]["values"]
    lines = [row["line"] for row in (rows if "line" in rows[0] else spec["data"]["values"])]
    assert lines == [0, 1, 2, 2]
    assert texts(drawn["ai-budget-years", "en"].wide).count("counted anew") == 2


def test_counts_are_counted_again_here():
    ages = {
        point.address.partition("/")[2]: point.value
        for point in chart_data(BOOK, "evidence-age", SAY["en"]).points
    }
    assert ages == {
        id_: figures.status(promise.steps, BOOK.site.as_of).silent_days
        for id_, promise in BOOK.promises.items()
    }
    since = [item for item in figures.everything_dated(BOOK) if item.day.first >= Day("2024").first]
    assert sum(point.value for point in chart_data(BOOK, "timeline", SAY["en"]).points) == len(
        since
    )
    assert sum(point.value for point in chart_data(BOOK, "promises", SAY["en"]).points) == len(
        BOOK.promises
    )


def test_every_kind_is_drawn_somewhere():
    from typing import get_args

    assert {chart.kind for chart in BOOK.charts.values()} == set(get_args(ChartKind))


def test_specifications_are_valid():
    from factbook.drawing.canvas import NARROW, Canvas
    from factbook.drawing.letters import Letters
    from factbook.drawing.specification import spec

    for id_ in {chart.kind: id_ for id_, chart in BOOK.charts.items()}.values():
        spec(chart_data(BOOK, id_, SAY["ko"]), Canvas(NARROW, Letters(FONTS)), validate=True)


@pytest.mark.parametrize(
    "change, told",
    [
        ({"kind": "share-bars", "indicator": "ai-budget"}, "never one total"),
        ({"kind": "slope", "indicator": "ai-use", "rows": ("south-korea-2026-q1",)}, "exactly two"),
        (
            {"kind": "bars", "indicator": "ai-use", "rows": ("south-korea-2026-q2",)},
            "did you mean 'south-korea-2026-q1'",
        ),
        (
            {
                "kind": "bars",
                "figures": ("investments/nvidia-gpus#total", "investments/sk-15gw#capacity-2035"),
            },
            "share one unit",
        ),
    ],
)
def test_what_a_chart_may_not_do(change, told):
    from dataclasses import replace

    chart = Chart(topic="money", title="T", subtitle="S", alt="A", **change)
    problems = list(
        chart_problems(replace(BOOK, records=BOOK.records | {"charts": {"ai-budget": chart}}))
    )
    assert (
        len(problems) == 1
        and told in problems[0].message
        and problems[0].file.startswith("data/charts/")
    )


def test_the_same_drawing_whoever_draws(tmp_path):
    """Processes or not, and from the cache: the same bytes."""
    ids = list(BOOK.charts)[:9]
    sheets = [
        Sheet(chart_data(BOOK, id_, SAY["en"]), "Alt", "Title", "Subtitle", "Foot") for id_ in ids
    ]
    together = draw_all(sheets, tmp_path, FONTS, palette(STYLE))
    assert draw_all(sheets, tmp_path, FONTS, palette(STYLE)) == together
    assert draw_sheet(sheets[4], FONTS, palette(STYLE)) == together[4]
    assert len(list(tmp_path.iterdir())) == 9


@pytest.mark.parametrize("day", ["2025-03-01", "2025-12-31"])
def test_an_earlier_edition_has_only_charts_with_something_to_draw(day):
    from factbook.record.editions import known_by

    book = known_by(BOOK, Day(day))
    for id_ in book.charts:
        assert chart_data(book, id_, SAY["en"]).points, id_
    assert book.charts and len(book.charts) < len(BOOK.charts)
