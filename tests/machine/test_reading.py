"""The site as a reader meets it, in a real browser: pages, cards, keys, the dark, a phone."""

import pytest

from axe import faults
from sweeps import part_of

FEW = 3  # of the charts, whose words and colours the tests of charts look at
MOST = 10  # of the folders, others with each new address: axe takes a second for each
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
OUTLINE = """(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return [outlineStyle, parseFloat(outlineWidth)]
})()"""


def test_a_page_a_record_and_a_chart(small_page, small_server):
    small_page.goto(small_server)
    assert small_page.locator("h1").is_visible()
    small_page.goto(small_server + "programs/lamp-contest/")
    assert small_page.locator("figure.chart svg").first.is_visible()
    small_page.goto(small_server + "charts/light-budget/")
    assert small_page.locator("figure.chart svg:visible").count() == 1
    small_page.locator("figure.chart summary:visible").first.click()
    assert small_page.locator("figure.chart table").first.is_visible()


def test_a_figure_opens_its_card(small_page, small_server):
    small_page.goto(small_server)
    mark = small_page.locator("button.fig-mark").first
    card = small_page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert not card.is_visible()
    mark.click()
    assert card.is_visible()
    assert card.locator("a").first.is_visible()
    small_page.keyboard.press("Escape")
    assert not card.is_visible()


def test_dark(small_page, small_server):
    small_page.goto(small_server)
    light = small_page.evaluate(BACKGROUND)
    small_page.locator("[data-theme-switch]").click()
    assert small_page.evaluate(BACKGROUND) != light
    small_page.reload()
    assert small_page.evaluate(BACKGROUND) != light


def test_without_javascript_everything_can_be_read(browser, small_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small_server + "indicators/light-budget/")
    assert page.locator("figure.chart svg:visible").count() >= 1
    page.goto(small_server + "promises/")
    assert page.locator(".promise:visible").count() == 1
    page.goto(small_server)
    mark = page.locator("button.fig-mark").first
    mark.click()
    assert page.locator(f"#{mark.get_attribute('popovertarget')}").is_visible()
    context.close()


# ---------------------------------------------------------------- by keyboard alone


def test_the_skip_link_leads_to_the_content(small_page, small_server):
    small_page.goto(small_server)
    small_page.keyboard.press("Tab")
    assert small_page.evaluate("document.activeElement.className") == "skip"
    small_page.keyboard.press("Enter")
    assert small_page.evaluate("document.activeElement.id") == "content"


def test_a_card_is_reached_and_opened(small_page, small_server):
    small_page.goto(small_server)
    for _ in range(60):
        small_page.keyboard.press("Tab")
        if small_page.evaluate("document.activeElement.matches('button.fig-mark')"):
            break
    card = small_page.evaluate("document.activeElement.getAttribute('popovertarget')")
    small_page.keyboard.press("Enter")
    assert small_page.locator(f"#{card}").is_visible()


def test_the_search_and_the_theme_are_reached(small_page, small_server):
    small_page.goto(small_server)
    small_page.keyboard.press("/")
    assert small_page.evaluate("document.activeElement.matches('#search input')")
    small_page.keyboard.press("Escape")
    small_page.locator("[data-theme-switch]").focus()
    before = small_page.evaluate(BACKGROUND)
    small_page.keyboard.press("Enter")
    assert small_page.evaluate(BACKGROUND) != before


def test_a_promise_is_chosen_by_the_address_and_opened(small_page, small_server):
    small_page.goto(small_server + "promises/?status=overdue")
    (row,) = small_page.locator(".promise").all()
    assert not row.is_visible()
    small_page.goto(small_server + "promises/?topic=light&status=contracted")
    row.locator("summary").focus()
    small_page.keyboard.press("Enter")
    assert row.get_by_role("link").first.is_visible()
    row.get_by_role("link").first.press("Enter")
    small_page.wait_for_url("**/promises/every-street/")


def test_an_address_of_old_leads_to_the_promise_on_the_board(small_page, small_server):
    small_page.goto(small_server + "promises/#every-street--on-2029-11-30-contracted")
    assert small_page.locator("details#every-street").get_attribute("open") is not None


def test_focus_can_be_seen(small_page, small_server):
    small_page.goto(small_server)
    small_page.keyboard.press("Tab")
    small_page.keyboard.press("Tab")
    style, width = small_page.evaluate(OUTLINE)
    assert style != "none"
    assert width > 0


# ---------------------------------------------------------------- for everyone, on a phone too


@pytest.fixture(scope="module")
def examples(small_web) -> list[str]:
    """A page of some folders; at the top, where none is like another, of all; of charts a few.

    The pages of the other language are of the same templates.
    """
    by_folder: dict[str, str] = {}
    for url in (url for url in small_web.urls if not url.startswith("ko/")):
        folder = url.rstrip("/").rpartition("/")[0]
        by_folder.setdefault(folder or url, url)
    charts = [url for url in small_web.urls if url.startswith("charts/") and url != "charts/"]
    pages = [*by_folder.values(), *part_of(charts, FEW)]
    apart = {"embed", "cite"}
    return part_of([url for url in pages if not apart.intersection(url.split("/"))], MOST)


def test_nothing_is_wrong_for_anyone(small_page, small_server, examples):
    for url in examples:
        assert faults(small_page, small_server + url, 1280) == [], url
