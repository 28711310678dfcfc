"""What every chart of the record owes its readers, in a real browser."""

import pytest

from books import chart_ids
from chart_browser import check_contract, open_canvas, seen, wrong_words
from conftest import ROOT
from factbook.drawing.charts import chart_data
from factbook.drawing.letters import Letters
from factbook.writing.calls import Calls
from sweeps import part_of

CHARTS = chart_ids()
SOME = part_of(CHARTS, len(CHARTS) // 4)  # those of each kind: test_chart_pages.py
FEW = part_of(SOME, 8)  # the contract holds of each drawing that it is on its page
IN_EACH_LANGUAGE = part_of(SOME, len(CHARTS) // 10)
FONTS = ROOT / "docs" / "assets" / "fonts" / "measure"
LEAST = 11  # px, of the words of a picture that is more than a sign for its chart
SIZES = """[...document.querySelectorAll('.topic-picture text')].map(words =>
  words.getScreenCTM().a * parseFloat(getComputedStyle(words).fontSize))"""
CUT = """[...document.querySelectorAll('.drawing text')].filter(words => {
  const { left, right } = words.getBoundingClientRect()
  return left < 0 || right > innerWidth
}).map(words => words.textContent)"""
SHOWS_ALL = "getComputedStyle(document.querySelector('.drawing')).overflow === 'visible'"
SET_WIDE = """([texts, weight]) => {
  document.body.innerHTML = "<svg class=drawing font-size=13></svg>"
  return texts.map(words => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text")
    text.setAttribute("font-family", '"Factbook Sans", "Factbook Sans Hangul"')
    text.setAttribute("font-weight", weight)
    text.textContent = words
    document.querySelector("svg").append(text)
    return text.getComputedTextLength()
  })
}"""


@pytest.fixture(scope="module")
def window(browser):
    window = browser.new_page()
    yield window
    window.close()


@pytest.fixture(scope="module")
def canvas(browser, tmp_path_factory):
    page = open_canvas(browser, tmp_path_factory.mktemp("canvas"))
    yield page
    page.close()


@pytest.mark.parametrize("id_", SOME)
def test_the_contract(window, server, web, real_book, wordings, language_folders, id_):
    """Some in the site's first language; in the others, whose words other tests measure, fewer."""
    first, *others = language_folders
    for language in (first, *others) if id_ in IN_EACH_LANGUAGE else (first,):
        folder, say = language_folders[language], wordings[language]
        data = chart_data(real_book, id_, say)
        words = Calls(real_book, say).words(real_book.charts[id_].alt)
        check_contract(window, server, web, f"{folder}charts/{id_}/", data, words)


def test_no_words_overlap_in_any_chart(canvas, web, language_folders):
    for folder in language_folders.values():
        for id_ in CHARTS:
            figure = web.page(f"{folder}charts/{id_}/").one("figure", "chart")
            for drawing in figure.all("svg", "drawing"):
                width = float(drawing.get("viewbox").split()[2])
                assert wrong_words(canvas, drawing.markup, width) == [], (folder, id_, width)


@pytest.mark.parametrize("bold", [False, True])
def test_words_are_as_wide_as_a_browser_sets_them(canvas, real_book, wordings, bold):
    labels = {
        point.label
        for say in wordings.values()
        for id_ in CHARTS
        for point in chart_data(real_book, id_, say).points
    }
    texts, letters = sorted(labels), Letters(FONTS)
    set_wide = canvas.evaluate(SET_WIDE, [texts, 700 if bold else 400])
    for words, wide in zip(texts, set_wide, strict=True):
        assert -1 < letters.width(words, bold) - wide < 8, words


def test_a_chart_is_seen_without_javascript_and_without_a_request_for_it(browser, server):
    context = browser.new_context(java_script_enabled=False)
    still, asked = context.new_page(), []
    still.on("request", lambda request: asked.append(request.url))
    for id_ in FEW:
        still.goto(f"{server}charts/{id_}/")
        look = seen(still)
        assert look["drawn"] and look["rows"] and look["title"], id_
    assert not [url for url in asked if "/data/" in url]
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pictures_of_home_can_be_read(window, server, width):
    window.set_viewport_size({"width": width, "height": 900})
    window.goto(server)
    sizes = window.evaluate(SIZES)
    assert sizes and min(sizes) >= LEAST


def test_an_embed_cuts_no_name(window, server):
    """It loads no face: words may be wider than ours, and reach over the edge of the drawing."""
    window.set_viewport_size({"width": 660, "height": 600})
    for id_ in SOME:
        window.goto(f"{server}embed/{id_}/")
        assert window.evaluate(SHOWS_ALL), id_
        assert window.evaluate(CUT) == [], id_
