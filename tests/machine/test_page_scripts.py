"""Scripts of pages, each on a small page of its own, in a real browser."""

import re

import pytest

from conftest import ROOT
from search_report import serve

CHART = (
    """<figure class="chart"><button data-copy="charts/lamp/" data-done="Copied">Copy</button>"""
)
CITED = """
<article data-copy-word="Copy" data-copied="Copied" data-cite-word="Cite">
<h2 id="lamps">Lamps<a class="headerlink" href="#lamps" aria-label="Link"></a></h2></article>"""
QUOTED = """<article data-copy-word="Copy" data-copied="Copied"><dl><dt>Plain</dt>
<dd data-copy-text>A citation.</dd></dl></article>"""
ASKED = """performance.getEntriesByName(document.querySelector("link").href)[0]?.startTime"""
KEEP = "navigator.clipboard.writeText = async text => { window.copied = text }"
REFUSE = "navigator.clipboard.writeText = async () => { throw new Error('not allowed') }"


@pytest.fixture(scope="module")
def assets():
    server, address = serve(ROOT / "docs" / "assets")
    yield address
    server.shutdown()


@pytest.fixture
def show(browser, assets):
    """A page with some HTML and a script, in a browser of which a line was run before."""
    context = browser.new_context()
    wrong = []

    def open_page(html: str, script: str, first: str):
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.add_init_script(first)
        text = f'<!doctype html><body>{html}<script type="module" src="{assets}{script}"></script>'
        page.route(
            re.compile("/page/"), lambda route: route.fulfill(content_type="text/html", body=text)
        )
        page.goto(f"{assets}page/")
        return page

    yield open_page
    context.close()
    assert wrong == []


def test_a_button_says_that_it_has_copied_and_then_its_word_again(show):
    page = show(CHART, "copy.js", KEEP)
    button = page.locator("[data-copy]")
    button.click()
    page.get_by_text("Copied").wait_for()
    button.click()  # once more before the word is back
    page.get_by_text("Copy", exact=True).wait_for(timeout=5000)
    assert page.evaluate("copied") == page.url + "charts/lamp/"


def test_a_heading_gets_its_tools_and_keeps_its_name(show):
    page = show(CITED, "copy.js", KEEP)
    assert page.get_by_role("heading", name="Lamps", exact=True).count() == 1
    assert page.get_by_role("link", name="Cite").get_attribute("href") == "?part=lamps#cite"
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("copied") == page.url + "#lamps"


def test_where_a_browser_does_not_copy_the_text_is_selected(show):
    page = show(QUOTED, "copy.js", REFUSE)
    page.get_by_role("button", name="Copy").click()
    page.wait_for_function("getSelection().toString().trim() === 'A citation.'")


@pytest.mark.parametrize(
    "html, button, address",
    [(CITED, ".copy", "#lamps"), (CHART, "[data-copy]", "charts/lamp/")],
    ids=["heading", "chart"],
)
def test_where_a_browser_does_not_copy_an_address_is_shown(show, html, button, address):
    page = show(html, "copy.js", REFUSE)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.default_value), dialog.dismiss()))
    page.locator(button).click()
    assert asked == [page.url + address]
    assert page.locator(button).inner_text() == "Copy"


SWITCH = "<button data-theme-switch>Light or dark</button>"
SCHEME = "document.documentElement.dataset.scheme"


def test_light_or_dark_is_the_system_s_until_a_reader_chooses(show):
    page = show(SWITCH, "theme.js", "localStorage.setItem('of-another-script', 'x')")
    for system in ("dark", "light"):
        page.emulate_media(color_scheme=system)
        page.wait_for_function(f"{SCHEME} === '{system}'")
    page.get_by_role("button").click()
    assert page.evaluate(SCHEME) == "dark"
    page.reload()
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SCHEME) == "dark"


def test_a_choice_that_is_none_is_passed_over(show):
    page = show(SWITCH, "theme.js", "localStorage.setItem('colour-scheme', 'sepia')")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{SCHEME} === 'light'")


OFFER = "<p data-offer='en' hidden>In English <a href=''>Read</a><button>×</button></p>"


def test_a_reader_is_told_once_of_the_page_in_the_own_language(show):
    page = show(OFFER, "theme.js", "")
    assert page.locator("[data-offer]").is_visible()
    page.reload()
    assert not page.locator("[data-offer]").is_visible()


FILTERED = """<article><form data-filter><input type="search" name="words"><select name="topic">
<option value="">All</option><option>light</option><option>oil</option></select><output></output>
</form><details data-group><summary>2029</summary><h3>May</h3><ol data-group>
<li data-topic="light">Lamps</li></ol><h3>April</h3><ol data-group>
<li data-topic="oil light" id="wick">Wicks</li></ol></details><details data-group>
<summary>2028</summary><ol data-group><li data-topic="oil">Oil</li></ol></details></article>"""


def test_what_a_list_is_asked_for_stands_in_the_address(show):
    page = show(FILTERED, "filter.js", "")
    assert page.locator("details[open]").count() == 0
    page.get_by_role("combobox").select_option("light")
    assert page.url.endswith("?topic=light")
    page.get_by_role("searchbox").fill("WICK")
    page.reload()
    shown = page.locator("summary, h3, li").filter(visible=True)
    assert shown.all_inner_texts() == ["2029", "April", "Wicks"]
    assert page.get_by_role("status").inner_text() == "1"
    page.get_by_role("searchbox").fill("")
    page.get_by_role("combobox").select_option("")
    assert "?" not in page.url and page.locator("[hidden], details[open]").count() == 0


def test_what_an_address_leads_to_is_opened(show):
    page = show(FILTERED, "folds.js", "")
    page.evaluate("location.hash = 'wick'")
    page.get_by_text("Wicks").wait_for()
    assert page.locator("details[open]").count() == 1


def test_letters_below_the_leads_are_asked_for_once_the_page_is_painted(show, assets):
    style = f'<link rel="stylesheet" href="{assets}faces-ko-rest.css" disabled>'
    page = show(f"<h1>A title</h1>{style}", "theme.js", "")
    page.wait_for_function(ASKED)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert page.evaluate(ASKED) >= painted > 0
