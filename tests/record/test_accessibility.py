"""Pages by axe-core in both schemes, on a phone, and by a strict HTML parser."""

import os

import html5lib
import pytest

from axe import RULES, faults

WITH_PAGES = ("programs", "investments", "people", "organizations", "indicators", "charts")
OF_PROSE = ("", "promises/", "timeline/", "then-and-now/", "sources/", "glossary/", "about/")
IN_EACH_LANGUAGE = ("", "promises/", "timeline/")  # the templates are the same, the words are not
ALIKE = 10  # of pages that one template writes by the hundred, one in so many is parsed


@pytest.fixture(scope="module")
def examples(web, real_book, language_folders) -> list[str]:
    """A page of each kind, some of them in each language; ALL_PAGES=1 for every page."""
    if os.environ.get("ALL_PAGES"):
        return web.urls
    topic = next(iter(real_book.topics.values())).page
    records = [f"{kind}/{id_}/" for kind in WITH_PAGES for id_ in list(real_book.records[kind])[:1]]
    wanted = [*OF_PROSE, f"{topic}/", *records]
    first, *others = language_folders.values()
    urls = [f"{first}{url}" for url in wanted]
    urls += [f"{folder}{url}" for folder in others for url in IN_EACH_LANGUAGE]
    return [url for url in urls if web.has(url) or url == ""]


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_nothing(browser, server, examples, scheme):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for url in examples:
        page.goto(server + url)
        assert faults(page, scheme) == [], url
    context.close()


def test_nothing_scrolls_sideways_on_a_phone(browser, server, examples):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for url in examples:
        page.goto(server + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    context.close()


def test_every_page_is_valid_html(web):
    """Every page; of citations and of records, which are alike, some."""
    alike = [url for url in web.urls if url.count("/") > 1]
    for url in [*sorted(set(web.urls) - set(alike)), *alike[::ALIKE]]:
        parser = html5lib.HTMLParser()
        parser.parse(web.file(url).read_text(encoding="utf-8"))
        assert not parser.errors, (url, parser.errors[:3])
