"""The built site in a real browser, under a sub-path, as a reader meets it."""

import pytest


def test_home_a_program_and_a_chart(page, server):
    page.goto(server)
    assert page.locator("h1").is_visible()
    page.goto(server + "programs/model-contest/")
    assert page.locator("figure.chart svg").first.is_visible()
    page.goto(server + "charts/ai-budget/")
    assert page.locator("figure.chart svg:visible").count() == 1
    page.locator("figure.chart summary").first.click()
    assert page.locator("figure.chart table").first.is_visible()


def test_a_figure_opens_its_card(page, server):
    page.goto(server + "then-and-now/")
    mark = page.locator("button.fig-mark").first
    card = page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert not card.is_visible()
    mark.click()
    assert card.is_visible() and card.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


@pytest.mark.parametrize(
    "query, path", [("배경훈", "people/bae-kyung-hoon/"), ("Exaone", "programs/exaone/")]
)
def test_search(page, server, query, path):
    page.goto(server)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator("#search ol a").first.wait_for()
    links = page.locator("#search ol a").evaluate_all("links => links.map(link => link.href)")
    assert any(path in link for link in links[:3]), links
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}*/**")


def test_the_index_is_fetched_only_when_a_reader_searches(page, server):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(server, wait_until="networkidle")
    assert not [url for url in fetched if "/search/" in url]
    page.keyboard.press("/")
    page.wait_for_function(
        "performance.getEntriesByType('resource').some(entry => entry.name.includes('search/en/names.json'))"
    )


def test_dark(page, server):
    page.goto(server)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-theme-switch]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_without_javascript_everything_can_be_read(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "indicators/ai-budget/")
    assert page.locator("figure.chart svg:visible").count() >= 1
    page.goto(server + "promises/")
    assert page.locator("table tbody tr").count() > 10
    page.goto(server + "then-and-now/")
    mark = page.locator("button.fig-mark").first
    mark.click()
    assert page.locator(f"#{mark.get_attribute('popovertarget')}").is_visible()
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "money/",
        "promises/",
        "timeline/",
        "then-and-now/",
        "programs/model-contest/",
        "people/bae-kyung-hoon/",
        "charts/ai-budget/",
        "sources/",
        "ko/",
    ],
)
def test_nothing_scrolls_sideways_on_a_phone(browser, server, path):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(server + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
