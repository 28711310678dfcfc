"""Charts on their pages, in a real browser: the contract, keys and embeds."""

import gzip
import re

import pytest

from chart_browser import check_contract
from conftest import ROOT
from factbook.drawing.charts import chart_data
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.writing.calls import Calls
from sweeps import part_of
from test_chart_kinds import CHARTS, KINDS, LANGUAGES

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", LANGUAGES)
# Each kind in the first language; in the other, whose drawings test_chart_kinds.py reads, some.
LOOKED_AT = [(kind, "en") for kind in KINDS] + [(kind, "ko") for kind in part_of(KINDS, 4)]
BARS = "charts/light-budget/"
HEAR = (
    "addEventListener('message', event => { if (event.data.chart) globalThis.sent = event.data })"
)
FRAME = """src => document.body.append(
  Object.assign(document.createElement("iframe"), { src, width: 700 }))"""


@pytest.fixture(scope="module")
def book(small_web):
    return load_book(small_web.folder.parent.parent / "project" / "data")


@pytest.fixture(scope="module")
def window(browser):
    window = browser.new_page()
    yield window
    window.close()


@pytest.mark.parametrize("kind, language", LOOKED_AT)
def test_the_contract(window, small_server, small_web, book, kind, language):
    id_, say = CHARTS.get(kind, kind), SAY[language]
    url = f"{'' if language == 'en' else 'ko/'}charts/{id_}/"
    data = chart_data(book, id_, say)
    check_contract(
        window, small_server, small_web, url, data, Calls(book, say).words(book.charts[id_].alt)
    )


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


def test_a_point_is_told_where_it_is_touched_and_nothing_is_fetched(small_page, small_server):
    fetched = []
    small_page.goto(small_server + BARS, wait_until="networkidle")
    small_page.on("request", lambda request: fetched.append(request.url))
    rows = small_page.locator("figure.chart tbody tr").all_text_contents()
    small_page.locator(".drawing:visible [data-point='1']").hover()
    assert letters(small_page.locator(".chart-point").inner_text()) == letters(rows[1])
    assert not fetched


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
