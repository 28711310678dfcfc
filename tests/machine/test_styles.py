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
