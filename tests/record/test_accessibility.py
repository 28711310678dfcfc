"""Pages by axe-core in both schemes, at each width, without scripts, and by a strict parser."""

import html5lib
import pytest

from axe import faults, unseen
from sweeps import WHOLE, part_of

WITH_PAGES = ("programs", "investments", "people", "organizations", "indicators", "charts")
OF_PROSE = ("promises/", "timeline/", "then-and-now/", "sources/", "glossary/", "about/")
IN_EACH_LANGUAGE = ("", "promises/", "timeline/")  # the templates are the same, the words are not
LOST = "404.html"
FEW = 1  # of the pages of prose, and of the kinds of records: the small record has each of them
WIDTHS = (360, 1440) if WHOLE else (390,)
# What the Nu checker says of places and the parser does not: which children an element may have.
CHILDREN = {
    "ul": "li",
    "ol": "li",
    "dl": "div dt dd",
    "table": "caption colgroup thead tbody tfoot tr",
    "thead": "tr",
    "tbody": "tr",
    "tr": "td th",
    "select": "option optgroup",
}
PRESSED = ("a", "button", "label", "summary")  # nothing to be pressed stands within one of these
WITHIN_ANOTHER = " | ".join(f"//{one}//*[self::a or self::button]" for one in PRESSED)
ALIKE = 20  # of pages that one template writes by the hundred, one in so many is parsed


@pytest.fixture(scope="module")
def examples(web, real_book, language_folders) -> list[str]:
    """Pages of some kinds, a few in each language; every page where all are looked at."""
    if WHOLE:
        return [*web.urls, LOST]
    topic = part_of(list(real_book.topics.values()), 1)[0].page
    records = [
        f"{kind}/{id_}/"
        for kind in part_of(WITH_PAGES, FEW)
        for id_ in part_of(list(real_book.records[kind]), 1)
    ]
    first, *others = language_folders.values()
    urls = [f"{first}{url}" for url in ("", *part_of(OF_PROSE, FEW), f"{topic}/", *records)]
    urls += [f"{folder}{url}" for folder in others for url in part_of(IN_EACH_LANGUAGE, 1)]
    return [LOST, *(url for url in urls if web.has(url) or url == "")]


def test_nothing_is_wrong_for_anyone(page, server, examples):
    """Nor does any tell an error, break its policy, or ask for what is not there or elsewhere."""
    for url in examples:
        assert faults(page, server + url, *WIDTHS) == [], url


def test_every_drawing_is_seen_without_a_script(browser, server, examples):
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    for url in examples:
        assert unseen(still, server + url) == [], url
    context.close()


def test_every_page_is_valid_html(web):
    """Every page; of citations and of records, which are alike, some."""
    alike = [url for url in web.urls if url.count("/") > 1]
    for url in [*sorted(set(web.urls) - set(alike)), *part_of(alike, len(alike) // ALIKE)]:
        parser = html5lib.HTMLParser()
        parser.parse(web.file(url).read_text(encoding="utf-8"))
        assert not parser.errors, (url, parser.errors[:3])


def test_every_element_stands_where_it_may(web):
    for url, page in web.pages():
        for name, children in CHILDREN.items():
            odd = {child.tag for parent in page.all(name) for child in parent.root}
            odd -= {*children.split(), "script", "template"}
            assert not {tag for tag in odd if isinstance(tag, str)}, (url, name, odd)
        pressed = page.root.xpath(WITHIN_ANOTHER)
        assert not pressed, (url, pressed[0].tag)
        assert not page.root.xpath("//img[not(@alt)] | //*[@id=''] | //h1[not(normalize-space())]")
