"""The built site in a real browser, under a sub-path, as a reader meets it."""

import http.server
import threading
from functools import partial

import pytest
from browser import launch
from playwright.sync_api import sync_playwright

ADDRESS = "http://127.0.0.1:8765/promised-and-delivered/"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server(real_site):
    handler = partial(Quiet, directory=str(real_site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 8765), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield ADDRESS
        running.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def page(browser, server):
    """A page that fails its test on a console error or a request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("http://127.0.0.1:8765/", "data:", "blob:")) else None)
    yield page
    context.close()
    assert wrong == []


def test_home_a_program_and_a_chart(page):
    page.goto(ADDRESS)
    assert page.locator("h1").is_visible()
    page.goto(ADDRESS + "programs/model-contest/")
    assert page.locator("figure.chart svg").first.is_visible()
    page.goto(ADDRESS + "charts/ai-budget/")
    assert page.locator("figure.chart svg:visible").count() == 1
    page.locator("figure.chart summary").first.click()
    assert page.locator("figure.chart table").first.is_visible()


def test_a_figure_opens_its_card(page):
    page.goto(ADDRESS + "then-and-now/")
    mark = page.locator("button.fig-mark").first
    card = page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert not card.is_visible()
    mark.click()
    assert card.is_visible() and card.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


@pytest.mark.parametrize("query, path", [("배경훈", "people/bae-kyung-hoon/"), ("Exaone", "programs/exaone/")])
def test_search(page, query, path):
    page.goto(ADDRESS)
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(query)
    page.keyboard.press("End")
    page.locator(".md-search-result__item").first.wait_for()
    links = page.locator(".md-search-result__item a").evaluate_all("links => links.map(link => link.href)")
    assert any(path in link for link in links), links


def test_dark(page):
    page.goto(ADDRESS)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
    page.wait_for_function("document.body.getAttribute('data-md-color-scheme') == 'slate'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_without_javascript_everything_can_be_read(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS + "indicators/ai-budget/")
    assert page.locator("figure.chart svg:visible").count() >= 1
    page.goto(ADDRESS + "promises/")
    assert page.locator("table tbody tr").count() > 10
    page.goto(ADDRESS + "then-and-now/")
    mark = page.locator("button.fig-mark").first
    mark.click()
    assert page.locator(f"#{mark.get_attribute('popovertarget')}").is_visible()
    context.close()


@pytest.mark.parametrize("path", ["", "money/", "promises/", "timeline/", "then-and-now/", "programs/model-contest/", "people/bae-kyung-hoon/", "charts/ai-budget/", "sources/", "ko/"])
def test_nothing_scrolls_sideways_on_a_phone(browser, server, path):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(ADDRESS + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
