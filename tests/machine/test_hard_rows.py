"""Rows that are hard to draw: nothing overlaps or is cut off, and colours are told apart."""

import json
from dataclasses import replace

import pytest

from chart_browser import ASSETS, open_canvas, wrong_words
from colours import BLIND, apart
from conftest import MACHINE
from factbook.drawing.canvas import NARROW, WIDE, Canvas
from factbook.drawing.charts import chart_kind
from factbook.drawing.letters import SIZE, Letters
from factbook.drawing.marks import CROSS
from factbook.drawing.palette import palette
from factbook.drawing.rows import ChartData, Point
from factbook.drawing.specification import spec
from factbook.drawing.svg import draw
from pages import Page

FONTS = ASSETS / "fonts" / "measure"
THEME = ASSETS / "styles" / "theme.css"
CASES = json.loads((MACHINE / "charts.json").read_text(encoding="utf-8"))
WORDS = {
    "key": "한 칸은 1.",
    "break": "counted anew",
    "best": "1 is the best place",
    "across": "across",
    "up": "up",
}
INKS = ("public", "private", "comparison")


@pytest.fixture(scope="module")
def canvas(browser, tmp_path_factory):
    page = open_canvas(browser, tmp_path_factory.mktemp("canvas"))
    yield page
    page.close()


def points(case: dict) -> tuple[Point, ...]:
    """The rows of a case; `times` makes many of one."""
    made = []
    for row in case["rows"]:
        fields = {name: value for name, value in row.items() if name != "times"}
        for number in range(row.get("times", 1)):
            made.append(Point(**fields | {"label": row["label"].replace("#", str(number))}))
    return tuple(
        replace(point, value=point.value and point.value + number % 7)
        for number, point in enumerate(made)
    )


def chart(kind: str, rows: tuple[Point, ...], **more) -> ChartData:
    return ChartData("case", kind, "ko", "public", "", rows, "words", words=WORDS, **more)


def spec_of(data: ChartData, width: int) -> dict:
    return spec(data, Canvas(width, Letters(FONTS)))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", CASES)
def test_no_words_overlap(canvas, name, width):
    case = CASES[name]
    ticks = tuple(map(tuple, case.get("ticks", ())))
    scales = {"ticks": ticks, "other_ticks": ticks}
    sizes = {field: case.get(field) for field in ("total", "each")}
    data = chart(case["kind"], points(case), **scales, **sizes)
    svg = draw(spec_of(data, width), "case", "title", "words", FONTS)
    assert wrong_words(canvas, svg, width) == []


def ten_lines() -> ChartData:
    """Ten countries over 35 years: more points than words have room beside."""
    rows = [
        Point(
            label=f"{year}",
            text=f"{country}{year}00 people",
            value=float((10 + country**2) * (year - 1980)),
            group=f"The country number {country}",
            period=f"{year}-01-01",
            when=f"{year}",
        )
        for country in range(10)
        for year in range(1990, 2025)
    ]
    return chart("series", tuple(rows), ticks=((0, "0"), (1000, "1,000"), (2000, "2,000")))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_many_lines_are_each_named_over_a_scale(canvas, width):
    svg = draw(spec_of(ten_lines(), width), "case", "title", "words", FONTS)
    assert wrong_words(canvas, svg, width) == []
    printed = [" ".join(text.root.itertext()) for text in Page.of(svg).all("text")]
    for country in range(10):
        assert sum(words.startswith(f"The country number {country}") for words in printed) == 1
    assert {"0", "1,000", "2,000"} <= set(printed)


def test_many_lines_have_no_fat_dots():
    drawn = spec_of(ten_lines(), WIDE)
    [dots] = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "circle"]
    assert (dots["size"] / 3.14) ** 0.5 * 2 + dots["strokeWidth"] <= 2.5


@pytest.mark.parametrize("kind", ["columns", "multiples"])
def test_what_is_below_zero_hangs_from_the_line_at_zero(kind):
    """Words of a column below zero were written on it, dark on dark."""
    rows = tuple(
        Point(name, name, value, period=f"20{name}-01-01", group="a")
        for name, value in (("27", 4.0), ("28", -8.0))
    )
    drawn = spec_of(chart(kind, rows), WIDE)
    above, below = drawn["data"]["values"]
    lines = [row for layer in drawn["layer"] for row in layer.get("data", {}).get("values", ())]
    [zero] = {row["ground" if kind == "multiples" else "y"] for row in lines if is_line(row, kind)}
    if kind == "columns":
        assert below["above_y"] < below["base"] == zero < below["tip"]
    else:
        assert above["y"] < zero < below["y"]


def is_line(row: dict, kind: str) -> bool:
    """Whether a row of data is the line at zero."""
    return "ground" in row if kind == "multiples" else "from" in row


def test_words_that_overlap_are_found(canvas):
    """What looks for them would see them."""
    one = '<text x="0" y="20" font-size="14">words</text>'
    other = one.replace('x="0"', 'x="10"')
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">{}</svg>'
    assert wrong_words(canvas, svg.format(one), 200) == []
    assert wrong_words(canvas, svg.format(one + other), 200) == ["words over words"]
    assert wrong_words(canvas, svg.format(one.replace('x="0"', 'x="190"')), 200) == [
        "cut off: words"
    ]


# ---------------------------------------------------------------- colours


@pytest.mark.parametrize("blind", [None, *BLIND])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colours_of_one_chart_are_told_apart(dark, blind):
    """A bar stands out from the paper, and what is stressed from what is not.

    By 20, or by heavy type beside it.
    """
    colors = palette(THEME, dark)

    def differ(one: str, other: str) -> bool:
        return apart(colors[one], colors[other], blind) >= 20

    for ink in (*INKS, "edge", "quiet", "missed"):
        assert differ(ink, "paper"), ink
    rows = (Point("a", "1", 1.0, stressed=True), Point("b", "2", 2.0))
    drawn = spec_of(chart("bars", rows), WIDE)["data"]["values"]
    heavy_type = {row["weight"] for row in drawn} == {400, 700}
    for ink in INKS:
        assert differ(ink, "edge") or heavy_type, ink
    out = Point("a", "1", start="2025-01-01", end="2025-06-01", stage="out")
    crossed = CROSS in json.dumps(spec_of(chart("ladder", (out,)), WIDE))
    assert differ("missed", "quiet") or crossed


# ---------------------------------------------------------------- many rows

ON_PAPER = 124  # mm: how wide print.css sets a high drawing, which is no long one
PT_OF_MM = 72 / 25.4


def test_many_rows_are_read_on_one_leaf():
    """The letters of 44 rows were about 5 pt: so long a drawing was made smaller than others."""
    rows = tuple(
        Point(
            label=f"A promise with a name as long as most, no. {number}", text="120 days", value=1
        )
        for number in range(44)
    )
    picture = chart_kind("bars").draw(chart("bars", rows), Canvas(WIDE, Letters(FONTS)))
    assert picture.height <= 1.8 * WIDE  # as chart-drawing.jinja calls it high, not long
    assert SIZE * ON_PAPER / WIDE * PT_OF_MM > 7
