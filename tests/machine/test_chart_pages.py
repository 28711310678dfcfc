"""Charts on their pages, in a real browser: the contract, keys, exploring and embeds."""

import gzip
import re

import pytest

from chart_browser import check_contract
from conftest import ROOT
from factbook.drawing.charts import chart_data
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from test_chart_kinds import CHARTS, KINDS, LANGUAGES

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", LANGUAGES)
BARS = "charts/light-budget/"
POLICY = {"content-security-policy": "default-src 'self'; img-src 'self' data:"}
HEAR = (
    "addEventListener('message', event => { if (event.data.chart) globalThis.sent = event.data })"
)
FRAME = """src => document.body.append(
  Object.assign(document.createElement("iframe"), { src, width: 700 }))"""
MARKS = "document.querySelectorAll('.chart-live [aria-label]').length"


@pytest.fixture(scope="module")
def book(small_web):
    return load_book(small_web.folder.parent.parent / "project" / "data")


@pytest.fixture(scope="module")
def window(browser):
    window = browser.new_page()
    yield window
    window.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_contract(window, small_server, small_web, book, kind, language):
    id_, say = CHARTS.get(kind, kind), SAY[language]
    url = f"{'' if language == 'en' else 'ko/'}charts/{id_}/"
    data = chart_data(book, id_, say)
    check_contract(window, small_server, small_web, url, data, say.text(book.charts[id_].alt))


def letters(words: str) -> str:
    return re.sub(r"\W+", "", words)


def test_arrow_keys_walk_through_the_points(small_page, small_server):
    small_page.goto(small_server + BARS)
    small_page.locator(".drawing:visible").focus()
    small_page.keyboard.press("ArrowRight")
    first = small_page.locator(".chart-point").inner_text()
    small_page.keyboard.press("End")
    last = small_page.locator(".chart-point").inner_text()
    rows = small_page.locator("figure.chart tbody tr").all_text_contents()
    assert letters(first) == letters(rows[0])
    assert letters(last) == letters(rows[-1])
    assert first != last
    now = small_page.locator(".drawing:visible .is-now").get_attribute("data-point")
    assert now == str(len(rows) - 1)


def test_exploring_fetches_vega_only_when_asked_and_needs_no_eval(small_page, small_server):
    def with_policy(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | POLICY)

    small_page.route(f"**/{BARS}", with_policy)
    fetched = []
    small_page.on("request", lambda request: fetched.append(request.url))
    small_page.goto(small_server + BARS, wait_until="networkidle")
    assert not [url for url in fetched if "vega" in url or "data/charts" in url]
    before = small_page.locator(".drawing:visible text").all_text_contents()
    small_page.locator("[data-explore]").click()
    small_page.locator(".chart-live svg").wait_for()
    after = small_page.locator(".chart-live svg text").all_text_contents()
    assert sorted(after) == sorted(before)
    small_page.locator(".chart-live svg [aria-label]").nth(1).hover()
    assert small_page.locator(".chart-tip").inner_text()


def test_a_reader_may_narrow_what_is_explored(small_page, small_server):
    small_page.goto(small_server + BARS)
    small_page.locator("[data-explore]").click()
    small_page.locator(".chart-live svg").wait_for()
    marks, texts = (small_page.locator(f".chart-live {name}") for name in ("[aria-label]", "text"))
    every = marks.count()
    small_page.get_by_role("checkbox", name="proposed").uncheck()
    small_page.wait_for_function(f"count => {MARKS} < count", arg=every)
    left = texts.all_text_contents()
    for mark in marks.all():
        assert not re.match(r"\d+\|", mark.get_attribute("aria-label"))
    assert not any("proposed" in words for words in left)
    assert {"2029", "2030"} <= set(left)
    small_page.get_by_role("checkbox", name="proposed").check()
    small_page.wait_for_function(f"count => {MARKS} === count", arg=every)


def test_an_embed_is_small_and_says_what_it_is(small_server, small_web):
    files = ("embed/light-budget/index.html", "assets/style.css", "assets/embed.js")
    weight = sum(len(gzip.compress((small_web / name).read_bytes())) for name in files)
    assert weight < 30_000
    embed = small_web.json("embed/light-budget/oembed.json")
    assert embed["type"] == "rich"
    assert f"{small_server}embed/light-budget/" in embed["html"]
    link = small_web.page(BARS).one("link", type="application/json+oembed")
    assert link.get("href") == f"{small_server}embed/light-budget/oembed.json"


def test_an_embed_follows_the_scheme_and_tells_its_height(browser, small_server):
    papers = set()
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(small_server + "robots.txt")  # whose policy, like others', allows frames
        page.evaluate(HEAR)
        page.evaluate(FRAME, f"{small_server}embed/light-budget/")
        page.wait_for_function("globalThis.sent?.height > 100")
        frame = page.frames[1]
        papers.add(frame.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert frame.locator("a").first.get_attribute("href").endswith(BARS)
        page.close()
    assert len(papers) == 2
