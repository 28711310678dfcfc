"""The styles as they are written, in a real browser: day and night, paper, forced colours."""

import re

import pytest

from conftest import ROOT
from factbook.drawing.palette import palette
from search_report import serve

ASSETS = ROOT / "docs" / "assets"
PAGE = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><p class="text"><button class="fig-mark">i</button></p><div class="copy">Copy</div>
<svg class="drawing"><path fill="var(--ink)"></path></svg></body></html>"""
COLORS = """names => names.map(name => {
  document.body.style.color = `var(--${name})`
  return getComputedStyle(document.body).color
})"""
LOOK = """selector => {
  const style = getComputedStyle(document.querySelector(selector))
  const { color, backgroundColor: background, display, fill } = style
  return { color, background, display, fill }
}"""


@pytest.fixture(scope="module")
def address():
    server, address = serve(ASSETS)
    yield address
    server.shutdown()


@pytest.fixture
def page(browser, address):
    page = browser.new_page()
    html = PAGE.format(address)
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{address}page/")
    yield page
    page.close()


def as_browsers_say(color: str) -> str:
    """#1b5e9e as rgb(27, 94, 158)."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(digits))})"


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["light", "dark", None])
def test_every_colour_is_what_pictures_are_drawn_with(page, system, chosen):
    """By the reader's choice; without one, by the system's."""
    page.emulate_media(color_scheme=system)
    if chosen:
        page.evaluate("chosen => { document.documentElement.dataset.scheme = chosen }", chosen)
    colors = palette(ASSETS / "styles" / "theme.css", dark=(chosen or system) == "dark")
    assert len(colors) > 12
    shown = page.evaluate(COLORS, list(colors))
    assert shown == [as_browsers_say(color) for color in colors.values()]


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_paper_is_white_and_without_controls(page, chosen):
    page.evaluate("chosen => { document.documentElement.dataset.scheme = chosen }", chosen)
    page.emulate_media(media="print", color_scheme="dark")
    body = page.evaluate(LOOK, "body")
    assert (body["color"], body["background"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert page.evaluate(LOOK, ".fig-mark")["display"] == "none"
    assert page.evaluate(LOOK, ".copy")["display"] == "none"


def test_a_drawing_keeps_its_colours_where_others_are_forced(page):
    page.emulate_media(forced_colors="active", color_scheme="dark")
    ink = palette(ASSETS / "styles" / "theme.css")["ink"]
    assert page.evaluate(LOOK, "path")["fill"] == as_browsers_say(ink)
    assert page.evaluate(LOOK, ".drawing")["background"] == "rgb(255, 255, 255)"


TOPIC = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><main class="page"><article class="text text--topic">
<div class="passage"><h3>Alone</h3><p>Words.</p><p>More words.</p></div>
<div class="passage"><h3>Beside</h3><p>Words.</p><figure class="chart"><div>Chart</div></figure>
<p>More words.</p></div></article></main></body></html>"""
PLACES = """() => [...document.querySelectorAll("h3, p, figure")].map(it => {
  const { left, right, top } = it.getBoundingClientRect()
  return { left, right, top }
})"""


@pytest.mark.parametrize("width", [1210, 1280, 1440, 1920])
def test_both_columns_of_a_topic_are_filled(browser, address, width):
    """Its right one was empty down to the first chart, which stood beside other words than its own.

    On a phone all stand as they are written.
    """
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.route(
        "**/page/",
        lambda route: route.fulfill(content_type="text/html", body=TOPIC.format(address)),
    )
    page.goto(f"{address}page/")
    _, first, second, heading, words, chart, more = page.evaluate(PLACES)
    assert second["left"] > first["right"] and second["top"] == first["top"]
    assert chart["left"] > words["right"] and chart["top"] <= heading["top"]
    assert chart["left"] == pytest.approx(second["left"], abs=1)
    assert more["left"] == words["left"] < chart["left"]
    page.set_viewport_size({"width": 390, "height": 800})
    tops = [place["top"] for place in page.evaluate(PLACES)]
    assert tops == sorted(tops)
    page.close()


CHART = '<figure class="chart"><div style="height: 10rem">Chart</div></figure>'


@pytest.mark.parametrize("width", [1210, 1440])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_charts_of_a_passage_stand_beside_no_other_words(browser, address, width, count):
    """The second and the third stood beside the words of the next passages, and left a hole there.

    The words of a passage that are one paragraph run through one column.
    """
    html = TOPIC.replace("Words.</p><p>More words.", "Words. " * 40, 1)
    html = html.replace("</article>", '<div class="passage"><h3>Next</h3><p>Words.</p></div>')
    html = re.sub("<figure.*</figure>", CHART * count, html)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.route(
        "**/page/",
        lambda route: route.fulfill(content_type="text/html", body=html.format(address)),
    )
    page.goto(f"{address}page/")
    _, alone, heading, words, *charts, more, after, _ = page.evaluate(PLACES)
    assert alone["right"] < charts[0]["left"]
    assert after["top"] > charts[-1]["top"] + 160
    assert charts[0]["left"] > words["right"] and charts[0]["top"] <= heading["top"]
    for chart, left in zip(charts[1:], (words["left"], charts[0]["left"]), strict=False):
        assert chart["left"] == left and chart["top"] > more["top"]
    page.close()


LARGE = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><header class="top"><div class="bar"><a class="brand">Promised and Delivered</a>
<div class="tools">{}</div></div></header><p class="text"><span class="said said--short">
<b class="fig">more than 300,000 processors</b></span> since
<time>the third quarter of 2026</time></p>
</body></html>"""
A_TOOL = '<button class="tool"><svg width="20"></svg><span>Search</span></button>'


def test_nothing_is_wider_than_a_phone_whose_letters_are_twice_as_large(browser, address):
    """The header was half as wide again, and so all pages were pushed sideways."""
    page = browser.new_page(viewport={"width": 375, "height": 800})
    html = LARGE.format(address, A_TOOL * 4)
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    chosen = page.context.new_cdp_session(page)
    chosen.send("Page.enable")
    chosen.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.goto(f"{address}page/")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 375
    page.close()


SOURCES = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><p><a class="source" href="#a">Korea JoongAng Daily</a><span class="source-day"> 31 October
2025</span>, <a class="source" href="#b">Yonhap</a></p></body></html>"""
DAY_AND_COMMA = """width => {
  document.querySelector("p").style.width = `${width}px`
  const day = document.querySelector(".source-day")
  const comma = document.createRange()
  comma.setStart(day.nextSibling, 0)
  comma.setEnd(day.nextSibling, 1)
  const below = comma.getBoundingClientRect().bottom - day.getBoundingClientRect().bottom
  return [day.getClientRects().length, below]
}"""


def test_the_day_of_a_source_is_not_broken_and_no_comma_begins_a_line(browser, address):
    page = browser.new_page()
    html = SOURCES.format(address)
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{address}page/")
    found = [page.evaluate(DAY_AND_COMMA, width) for width in range(180, 400, 7)]
    assert found == [[1, 0]] * len(found)
    page.close()


FIRST_LOOK = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><main class="page"><article class="text text--topic"><div class="first-look"><h3>Edition</h3>
<ul class="key-figures"><li>1</li></ul>{}</div></article></main></body></html>"""


def test_charts_of_an_edition_stand_two_and_two(browser, address):
    """Between them is no prose: one below another they left half of a wide screen empty."""
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    html = FIRST_LOOK.format(address, CHART * 3)
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{address}page/")
    _, _, left, right = page.evaluate(PLACES)
    assert left["top"] == right["top"] and left["right"] < right["left"]
    page.close()


HIGH = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><main class="page"><article class="text"><h1>A title that takes more than one line of a leaf
of paper, and nearly another one</h1><figure class="chart"><p class="chart-subtitle">What.</p>
<div class="chart-drawing"><div class="chart-wide {}"><svg class="drawing" viewBox="0 0 640 {}">
<path d="M0,0h640v{}h-640Z"></path></svg></div></div></figure></article></main></body></html>"""
LEAF = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("sort, height", [("high", 1100), ("high long", 1530)])
def test_a_high_chart_is_printed_on_one_leaf(browser, address, sort, height):
    """Its title was cut in two by the end of the leaf, and so was a row of a long one."""
    classes = " ".join(f"chart-wide--{one}" for one in sort.split())
    html = HIGH.format(address, classes, height, height)
    page = browser.new_page()
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{address}page/")
    assert [len(LEAF.findall(page.pdf(format=paper))) for paper in ("A4", "Letter")] == [1, 1]
    page.close()


TOOLS = """<!doctype html><html><head><link rel="stylesheet" href="{}style.css"></head>
<body><header class="top"><div class="bar"><a class="brand">A site, edition of a day</a>
<div class="tools"><button class="tool"><svg></svg><span>Search</span></button>
<button class="tool"><span>Search</span></button></div></div></header></body></html>"""


def test_a_tool_without_an_icon_shows_its_word_on_a_phone(browser, address):
    """An edition has no icons: its search was an empty place."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    html = TOOLS.format(address)
    page.route("**/page/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{address}page/")
    widths = "() => [...document.querySelectorAll('.tool span')].map(it => it.offsetWidth)"
    with_icon, without = page.evaluate(widths)
    assert with_icon == 1 and without > 20
    page.close()


def test_each_colour_is_written_once():
    styles = [path for path in ASSETS.rglob("*.css") if path.stem not in ("theme", "print")]
    written = {
        (path.name, color)
        for path in styles
        for color in re.findall(r"#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8"))
    }
    assert {color for _, color in written} <= {"#fff", "#0f1216a6"}, written
    theme = (ASSETS / "styles" / "theme.css").read_text(encoding="utf-8")
    names = re.findall(r"^  (--[a-z-]+):", theme, re.M)
    read = "".join(path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.css"))
    read += "".join(path.read_text() for path in (ROOT / "hooks").rglob("*.py"))
    assert [name for name in names if f"var({name})" not in read] == []
