"""What every chart of the record owes its readers, in fourteen points, in light and in dark."""

import re

import pytest

from colours import BLIND, apart
from conftest import ROOT
from factbook.drawing.charts import chart_data
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book

BOOK = load_book(ROOT / "data")
SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", BOOK.site.languages)
CHARTS = [(id_, language) for language in SAY for id_ in BOOK.charts]

SEEN = """figure => {
  const shown = element => element.checkVisibility() && element.getBoundingClientRect().height > 0
  const drawing = [...figure.querySelectorAll(".drawing")].find(shown), words = name => figure.querySelector(name)?.textContent.trim() ?? ""
  const paint = style => [style.stroke, style.fill].find(color => color.startsWith("rgb(")) ?? ""
  return {
    drawn: Boolean(drawing), title: words(".chart-title"), subtitle: words(".chart-subtitle"), foot: words(".chart-foot"),
    sources: figure.querySelectorAll(".chart-foot a").length, alternative: drawing?.querySelector("title").textContent, long: drawing?.querySelector("desc").textContent,
    rows: figure.querySelectorAll(".chart-data tbody tr").length, files: [...figure.querySelectorAll(".chart-actions a[download]")].map(link => link.getAttribute("href")),
    small: [...drawing.querySelectorAll("text")].filter(text => text.textContent && parseFloat(getComputedStyle(text).fontSize) * drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width < 12).length,
    wide: document.scrollingElement.scrollWidth - innerWidth, foreground: shown(figure.querySelector(".chart-foot")),
    marks: [...drawing.querySelectorAll("[data-point]")].map(mark => [Number(mark.dataset.point), paint(getComputedStyle(mark)), getComputedStyle(mark).fill]),
    ink: getComputedStyle(drawing.querySelector("text")).fill, paper: getComputedStyle(document.body).backgroundColor,
  }
}"""


def hexed(color: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", color)[:3])


def chart_url(id_: str, language: str) -> str:
    return f"{'' if language == BOOK.site.languages[0] else f'{language}/'}charts/{id_}/"


@pytest.fixture(scope="module")
def window(browser):
    window = browser.new_page()
    yield window
    window.close()


@pytest.mark.parametrize("id_, language", CHARTS)
def test_the_contract(window, server, real_site, id_, language):
    data, say = chart_data(BOOK, id_, SAY[language]), SAY[language]
    window.set_viewport_size({"width": 1280, "height": 900})
    window.emulate_media(media="screen", color_scheme="light")
    window.goto(server + chart_url(id_, language))
    seen, words = window.locator("figure.chart").evaluate(SEEN), say.text(BOOK.charts[id_].alt)
    assert seen["drawn"] and seen["title"] and seen["subtitle"]  # 1 a title
    assert data.unit.casefold() in seen["subtitle"].casefold() or all(
        re.search(r"[^\d.,\s–~-]", point.text) for point in data.points
    )  # 2 the unit
    assert seen["sources"] or data.kind == "timeline"  # 3 sources, with links
    assert re.search(r"\d{4}", seen["subtitle"] + seen["foot"])  # 4 a day that it holds for
    assert (
        0 < len(words) <= 250
        and seen["alternative"] == words
        and words != seen["title"]
        and not words.startswith(seen["title"])
    )  # 5 an alternative
    assert seen["long"] == data.description and len(data.description) > 40  # 6 a long description
    assert seen["rows"] == len(data.points)  # 7 a table of the same rows
    assert [re.sub(r".*(\.\w+)$", r"\1", file) for file in seen["files"]] == [
        ".csv",
        ".svg",
        ".png",
        ".json",
    ]  # 8 and 9 files to take away
    assert all(
        (real_site / chart_url(id_, language) / file).resolve().stat().st_size > 100
        for file in seen["files"]
    )
    assert_told_apart(seen, data)  # 10 any colour vision
    window.emulate_media(color_scheme="dark")  # 11 the dark
    window.wait_for_function(
        "paper => getComputedStyle(document.body).backgroundColor !== paper", arg=seen["paper"]
    )
    dark = window.locator("figure.chart").evaluate(SEEN)
    assert_told_apart(dark, data)

    window.locator(".drawing:visible").focus()  # 12 the arrow keys
    window.keyboard.press("ArrowRight")
    told, marked = (
        window.locator(".chart-point").inner_text(),
        window.locator(".drawing:visible .is-now").count(),
    )
    assert data.points[0].text in told and bool(marked) == any(
        number == 0 for number, *_ in seen["marks"]
    )

    window.set_viewport_size({"width": 320, "height": 700})  # 13 a small phone
    phone = window.locator("figure.chart").evaluate(SEEN)
    assert phone["drawn"] and phone["wide"] <= 0 and phone["small"] == 0
    window.emulate_media(media="print")  # 14 paper
    paper = window.locator("figure.chart").evaluate(SEEN)
    assert paper["drawn"] and paper["foreground"] and apart(hexed(paper["ink"]), "#ffffff") > 50


def test_every_chart_is_seen_without_javascript_and_without_a_request_for_it(browser, server):
    context = browser.new_context(java_script_enabled=False)
    still, asked = context.new_page(), []
    still.on("request", lambda request: asked.append(request.url))
    for id_ in BOOK.charts:
        still.goto(server + chart_url(id_, "en"))
        seen = still.locator("figure.chart").evaluate(SEEN)
        assert seen["drawn"] and seen["rows"] and seen["title"], id_
    assert not [url for url in asked if "/data/" in url or "vega" in url]
    context.close()


def assert_told_apart(seen: dict, data) -> None:
    """Words and marks stand out from the paper; marks of two colours differ by 20, or in weight, shape or filling besides."""
    paper = hexed(seen["paper"])
    assert apart(hexed(seen["ink"]), paper) > 50
    colors = {
        hexed(color): {number for number, own, _ in seen["marks"] if own == color}
        for _, color, _ in seen["marks"]
        if color
    }
    for blind in (None, *BLIND):
        assert all(apart(color, paper, blind) >= 20 for color in colors), blind
        for one, other in ((one, other) for one in colors for other in colors if one < other):
            cue = lambda color: {
                (
                    data.points[number].stressed,
                    data.points[number].stage,
                    data.points[number].intended,
                )
                for number in colors[color]
            }
            assert apart(one, other, blind) >= 20 or not cue(one) & cue(other), (blind, one, other)
