"""The search box and the search page, in a real browser."""

import re

import pytest

from conftest import watched_page

ASKED = "query => document.querySelector('#search ol').dataset.asked === query"
LINKS = "links => links.map(link => [link.href, link.hreflang])"


def search(page, address: str, query: str):
    """The list of results after typing a query into the dialog."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_function(ASKED, arg=query)
    return page.locator("#search ol li")


def links(results) -> list[list[str]]:
    """Address and language of each result."""
    return results.locator("a").evaluate_all(LINKS)


@pytest.mark.parametrize(
    "query, path",
    [
        ("Ada Brightwater", "people/ada-brightwater/"),
        ("brightwatr", "people/ada-brightwater/"),
        ("등불 공모", "programs/lamp-contest/"),
        ("ㄷㅂㄱㅁ", "programs/lamp-contest/"),
        ("240,000", "programs/lamp-contest/#lamps"),
        ("24만", "programs/lamp-contest/#lamps"),
        ("4.5", "indicators/light-budget/#y2030"),
        ("4.6", "indicators/light-budget/#y2030"),
        ("4.5 billion", "indicators/light-budget/#y2030"),
        ("45억", "indicators/light-budget/#y2030"),
        ("lumen", "glossary/#lumen"),
    ],
)
def test_what_is_asked_for_is_found(small_page, small_server, query, path):
    found = [href for href, _ in links(search(small_page, small_server, query))]
    assert small_server + path in found[:3]


@pytest.mark.parametrize("query", ["4.5", "1.5", "4.5 billion", "45억"])
def test_figures_are_found_as_they_are_printed_on_korean_pages(small_page, small_server, query):
    found = [href for href, _ in links(search(small_page, small_server + "ko/", query))]
    assert any("indicators/light-budget/#y20" in href for href in found[:3]), found


def test_a_result_answers(small_page, small_server):
    first = search(small_page, small_server, "lamps to be bought").first
    assert first.locator(".search-sort").inner_text()
    assert first.locator("mark").count()
    answer = first.locator(".search-answer").inner_text()
    assert "240,000" in answer
    assert "as of 30 November 2029" in answer


def test_results_can_be_narrowed_by_kind(small_page, small_server):
    every = links(search(small_page, small_server, "light"))
    small_page.locator(".search-kinds button", has_text="Organization").click()
    left = small_page.locator("#search ol a").evaluate_all(LINKS)
    assert 0 < len(left) < len(every)
    assert all("organizations/" in href for href, _ in left)
    assert str(len(left)) in small_page.locator("#search [role=status]").inner_text()


def test_nothing_found_offers_names_and_lists(small_page, small_server):
    assert search(small_page, small_server, "zzkwqvx brigtwx").count() == 0
    assert small_page.locator("#search [role=status]").inner_text()
    assert small_page.locator("#search .search-near a[href*='glossary/']").count()


COMPOSE = """input => input.dispatchEvent(
  new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true }))"""


def test_the_keyboard_is_enough(small_page, small_server):
    small_page.goto(small_server)
    small_page.keyboard.press("s")
    small_page.keyboard.type("lamp")
    small_page.wait_for_function(ASKED, arg="lamp")
    small_page.locator("#search input").evaluate(COMPOSE)  # it ends a syllable and moves nothing
    small_page.keyboard.press("ArrowDown")
    small_page.keyboard.press("ArrowDown")
    second = small_page.locator("#search ol a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    address = second.get_attribute("href")
    small_page.keyboard.press("Enter")
    small_page.wait_for_url(address)


def test_words_of_a_text_lead_to_its_page(small_page, small_server):
    found = links(search(small_page, small_server, "sets aside for light each year"))
    assert any("indicators/light-budget/" in href for href, _ in found[:3])


def test_the_index_is_fetched_only_when_a_reader_searches(small_page, small_server):
    fetched = []
    small_page.on("request", lambda request: fetched.append(request.url))
    small_page.goto(small_server, wait_until="networkidle")
    assert not [url for url in fetched if "/search/" in url]
    with small_page.expect_response("**/search/en/names.json"):
        small_page.keyboard.press("/")


def test_the_search_page_answers_a_shared_address(small_page, small_server):
    small_page.goto(f"{small_server}search/?q=wick")
    small_page.locator("#search-page ol a[href$='organizations/wick-works/']").wait_for()
    small_page.locator("#search-page input").fill("candle")
    small_page.wait_for_url("**/search/?q=candle")


def test_readers_of_another_language_stay_in_it_where_they_can(small_page, small_server, small_web):
    found = links(search(small_page, f"{small_server}ko/", "등불"))
    assert found
    for href, language in found:
        path = href.removeprefix(small_server).partition("#")[0]
        is_korean = path.startswith("ko/")
        assert language == ("ko" if is_korean else "en")
        assert is_korean or not small_web.has(f"ko/{path}")


def test_a_lost_address_offers_what_was_asked(browser, small_server, small_web):
    """Here an error in the console is no fault: the address is lost."""
    lost = small_web.read("404.html")
    here = re.search(r'data-base="([^"]*)"', lost)[1]

    def answer(route) -> None:
        body = lost.replace(here, small_server)
        route.fulfill(status=404, content_type="text/html", body=body)

    page = browser.new_page()
    page.route("**/programs/lamp-contst/", answer)
    page.goto(f"{small_server}programs/lamp-contst/")
    page.locator("#search-page ol a[href*='lamp-contest']").first.wait_for()
    assert page.locator("h1").inner_text() == "This page is not here"
    page.route("**/ko/programs/lamp-contst/", answer)
    page.goto(f"{small_server}ko/programs/lamp-contst/")
    assert page.locator("h1").inner_text() == "페이지를 찾을 수 없습니다"
    page.close()


def test_an_error_in_the_console_fails_a_test(browser, small_server):
    """What watches the pages of all these tests would see one."""
    with pytest.raises(AssertionError), watched_page(browser, small_server) as page:
        page.goto(small_server)
        page.evaluate("console.error('a fault')")
    with pytest.raises(AssertionError), watched_page(browser, small_server) as page:
        page.goto(small_server)
        page.evaluate("fetch('https://elsewhere.example/').catch(() => {})")
