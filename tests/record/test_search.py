"""Search: the same folding in Python and in the browser, what the index holds, and how well it answers readers."""

import gzip
import json
import re
import xml.etree.ElementTree as xml
from bisect import bisect_right

import pytest

import search_report
from conftest import ROOT
from factbook.publishing.search_entries import Entry
from factbook.publishing.search_files import split_names
from factbook.publishing.search_fold import fold, initials, romanize, starts

FIRST, THREE = 0.90, 0.98
FOLD = """async ([address, texts]) => {
  const { fold } = await import(address)
  return [texts.map(fold), fold(texts.join("\\n")).split("\\n")]
}"""


@pytest.fixture(scope="module")
def server(real_site):
    running, address = search_report.serve(real_site.parent)
    yield f"{address}{real_site.name}/"
    running.shutdown()


@pytest.fixture(scope="module")
def scripts():
    """Where the modules of the search can be read one by one."""
    running, address = search_report.serve(ROOT / "docs" / "assets")
    yield address
    running.shutdown()


@pytest.fixture
def page(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: (
            wrong.append(message.text)
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    yield page
    context.close()
    assert wrong == []


# ---------------------------------------------------------------- folding


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Bright-Water, Ada", "bright water ada"),
        ("Café NAÏVE", "cafe naive"),
        ("빛나", "ㅂㅣㅊㄴㅏ"),
        ("ㅂㄴ", "ㅂㄴ"),
        ("ㄳ", "ㄱㅅ"),
        ("260,000", "260000"),
        ("26만", "260000"),
        ("260K", "260000"),
        ("9조 9,000억 원", "9900000000000 ㅇㅜㅓㄴ"),
        ("9.9 trillion won", "9900000000000 won"),
        ("5만2천 장", "52000 ㅈㅏㅇ"),
        ("1만3136장", "13136 ㅈㅏㅇ"),
        ("1만3,136", "13136"),
        ("2천2026", "2000 2026"),
        ("GPU는", "gpu ㄴㅡㄴ"),
        ("A.X-K1 4.5", "a x k1 4.5"),
        ("닭", "ㄷㅏㄹㄱ"),
        ("예", "ㅇㅔ"),
        ("ＦＵＬＬ　width", "full width"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


def test_python_and_the_browser_fold_alike(page, scripts, real_book):
    texts = [case.query for case in search_report.read_cases()] + [
        "ㄳ ㅘ ㅢ ㅒ",
        "1.25천조",
        "İstanbul ß ﬁ ①",
        "通义千问 한국",
        "5만2천",
        "12.34567천",
        "1만3136장 2천2026 3만 2026년 1만3,136",
        "e\u0301 ’s o'clock",
        "٣ ４",
        "a_b.c 1.2.3 .5",
        "\u1112\u1161\u11ab",
    ]
    for records in real_book.records.values():
        for record in records.values():
            name = getattr(record, "name", None)
            texts += [name.en, name.ko or "", *getattr(record, "aliases", ())] if name else []
    texts += [
        f"{reading.value} {figure.label.en} {figure.label.ko}"
        for figure in real_book.figures.values()
        for reading in figure.readings
    ]
    page.goto(scripts + "mark.svg")
    each, lines = page.evaluate(FOLD, [f"{scripts}search/fold.js", texts])
    assert [(text, fold(text)) for text in texts] == list(zip(texts, each)) and lines == each


def test_keys_that_a_name_may_be_found_by():
    assert {"ㅂㄴㄷ", "ㅂㅣㅊㄴㅏㄷㅏ", "ㄴㅏㄷㅏ"} <= starts(fold("빛나다"))
    assert initials("Ada Bright-water") == "abw" and initials("빛나") == ""
    assert romanize("김빛나") == "gim bitna" and romanize("Ada") == ""


# ---------------------------------------------------------------- the index


def rows(site, language: str, *kinds: str) -> list[list]:
    """The rows of all files of these kinds; those of names are in several."""
    told = [
        json.loads(path.read_text(encoding="utf-8"))
        for kind in kinds
        for path in (site / "search" / language).glob(f"{kind}*.json")
    ]
    return [row for file in told for row in (file if isinstance(file, list) else file["names"])]


def test_every_record_with_a_name_and_every_figure_can_be_found(real_site, real_book):
    kinds = {row[0]: row[1] for row in rows(real_site, "en", "names")}
    found = set(kinds)
    for kind in ("people", "organizations", "programs", "investments", "indicators", "charts"):
        assert {f"{kind}/{id_}/" for id_ in real_book.records[kind]} <= found
    assert {f"glossary/#{id_}" for id_ in real_book.glossary} <= found
    assert list(kinds.values()).count("figures") == len(real_book.figures)


def test_an_index_leads_to_pages_of_its_own_language_alone(real_site, real_book):
    english, korean = (
        {row[0] for row in rows(real_site, language, "names", "texts")} for language in ("en", "ko")
    )
    assert not any(url.startswith("ko/") for url in english)
    assert all(url.startswith("ko/") for url in korean)
    assert {url.removeprefix("ko/") for url in korean} <= english
    for kind in ("people", "organizations", "programs", "investments", "indicators", "charts"):
        assert {f"ko/{kind}/{id_}/" for id_ in real_book.records[kind]} <= korean


def test_every_result_leads_somewhere(real_site):
    anchors = {}
    for url in {
        row[0] for language in ("en", "ko") for row in rows(real_site, language, "names", "texts")
    }:
        page, _, anchor = url.partition("#")
        if page not in anchors:
            anchors[page] = set(
                re.findall(
                    r'\sid="([^"]+)"', (real_site / page / "index.html").read_text(encoding="utf-8")
                )
            )
        assert not anchor or anchor in anchors[page], url


def test_a_first_search_reads_little(real_site):
    assert all(
        len(gzip.compress(path.read_bytes())) < 36_000
        for path in (real_site / "search").rglob("names.json")
    )
    assert all(
        len(gzip.compress(path.read_bytes())) < 8_000
        for path in (real_site / "search").rglob("*-*.json")
    )


def test_the_scripts_are_small(real_site):
    scripts = [real_site / "assets" / name for name in ("search.js", "search/index.js")]
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < 15_000


def test_a_large_record_is_split_and_every_name_stays_findable():
    names = [
        Entry(
            f"programs/p{place}/",
            "programs",
            "program",
            f"Lantern number{place} of ward {place * 7919}",
            "x" * 60,
        )
        for place in range(5000)
    ]
    first, begins, files = split_names(names)
    assert (
        len(json.dumps(first)) < 200_000
        and 20 < len(files) == len(begins)
        and begins == sorted(begins)
    )
    known = {row[0] for row in first}
    for place, name in enumerate(names):
        for word in (f"number{place}", f"lanternnumber{place}", str(place * 7919)):
            file = files[max(bisect_right(begins, word) - 1, 0)]
            assert name.url in known or any(row[0] == name.url for row in file), word


# ---------------------------------------------------------------- what readers get


def test_the_right_result_stands_first(page, server):
    cases = search_report.read_cases()
    outcomes = search_report.run(page, server, cases)
    missed = [
        (outcome.case.query, outcome.first_three)
        for outcome in outcomes
        if outcome.place is None or outcome.place > 2
    ]
    first, three = search_report.shares(outcomes)
    assert len(cases) >= 120
    assert first >= FIRST and three >= THREE, missed


def search(page, address: str, query: str):
    """The list of results after typing a query into the dialog."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_function(
        "query => document.querySelector('#search ol').dataset.asked === query", arg=query
    )
    return page.locator("#search ol li")


def test_a_result_answers(page, server):
    results = search(page, server, "Nvidia GPU supply")
    first = results.first
    assert first.locator(".search-sort").inner_text() and first.locator("mark").count()
    assert re.search(r"\d{4}", first.locator(".search-answer").inner_text())
    figures = search(page, server, "13136").first
    assert (
        "13,136" in figures.locator(".search-answer").inner_text()
        and "as of" in figures.locator(".search-answer").inner_text()
    )


def test_results_can_be_narrowed_by_kind(page, server):
    search(page, server, "gpu")
    page.locator(".search-kinds button", has_text="Glossary").click()
    links = page.locator("#search ol a").evaluate_all("links => links.map(link => link.href)")
    assert links and all("glossary/" in link for link in links)
    assert str(len(links)) in page.locator("#search [role=status]").inner_text()


def test_nothing_found_offers_names_and_lists(page, server):
    assert search(page, server, "zzkwqvx lantrn").count() == 0
    assert page.locator("#search [role=status]").inner_text()
    assert page.locator("#search .search-near a[href*='glossary/']").count()


def test_the_keyboard_is_enough(page, server):
    page.goto(server)
    page.keyboard.press("s")
    page.keyboard.type("upstage")
    page.wait_for_function("document.querySelector('#search ol').dataset.asked === 'upstage'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("#search ol a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    address = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_words_of_a_text_lead_to_its_section(page, server):
    links = (
        search(page, server, "newest reading is printed")
        .locator("a")
        .evaluate_all("links => links.map(link => link.href)")
    )
    assert any("/about/" in link for link in links[:3])


def test_the_search_page_answers_a_shared_address(page, server):
    page.goto(f"{server}search/?q=upstage")
    page.locator("#search-page ol a[href$='organizations/upstage/']").wait_for()
    page.locator("#search-page input").fill("exaone")
    page.wait_for_url("**/search/?q=exaone")


def test_a_lost_address_offers_what_was_asked(page, server, real_site):
    lost = (real_site / "404.html").read_text(encoding="utf-8")
    page.route(
        "**/programs/exaone-modles/",
        lambda route: route.fulfill(
            status=404,
            content_type="text/html",
            body=lost.replace(re.search(r'data-base="([^"]*)"', lost)[1], server),
        ),
    )
    page.goto(f"{server}programs/exaone-modles/")
    page.locator("#search-page ol a[href*='exaone']").first.wait_for()


def test_korean_readers_stay_on_korean_pages_where_there_are_any(page, server, real_site):
    links = (
        search(page, f"{server}ko/", "약속")
        .locator("a")
        .evaluate_all("links => links.map(link => [link.href, link.hreflang])")
    )
    assert links
    for href, language in links:
        path = href.removeprefix(server).partition("#")[0]
        assert language == ("ko" if path.startswith("ko/") else "en")
        assert path.startswith("ko/") or not (real_site / "ko" / path / "index.html").exists()


def test_browsers_and_robots_are_told(real_site, address):
    root = xml.parse(real_site / "search" / "en" / "opensearch.xml").getroot()
    names = {child.tag.partition("}")[2]: child for child in root}
    assert (
        names["Url"].get("template") == f"{address}search/?q={{searchTerms}}"
        and len(names["ShortName"].text) <= 16
    )
    assert f"Sitemap: {address}sitemap.xml" in (real_site / "robots.txt").read_text()
    assert 'rel="search"' in (real_site / "index.html").read_text(encoding="utf-8")
