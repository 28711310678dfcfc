"""How long and heavy pages are, and how often a keyboard stops on them, in a real browser.

A limit is for each entry: a record that grows may make a page longer, a page that unfolds may not.
"""

import gzip
import re
from typing import NamedTuple
from urllib.parse import urljoin

import pytest

from sweeps import part_of

MOST = 4  # of the topic pages, and of the pages of which one stands for a folder
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 800}
SCREENS = {"desk": DESK, "phone": PHONE}
TOPIC = 7_000  # px on a desk, where its story is no longer than most
A_TOPIC_S = {  # px for each part of a story that is longer, and for what stands around it
    "body": 1_700,
    "article > p": 85,
    "article > :is(ul, ol):not([class]) > li": 60,
    "article > :is(h2, h3)": 75,
    "article > .chart": 420,
}
TIMELINE, AROUND = 12, 7  # screens of a phone, and those of what stands around its folds
A_FOLD = 60  # px
BOARD, A_PROMISE = 1_600, 56  # px of a phone: around the promises, and of each its line and its row
STOPS, OF_AN_ENTRY = 300, 14
BEFORE_IT_IS_PAINTED = 3  # files: the look, further faces or words, the choice of light or dark
WAITED_FOR = """//link[@rel="stylesheet"][not(@disabled)][not(parent::noscript)]
    | //script[@src][not(@fetchpriority="low")]"""
FIRST_VISIT = 100_000  # bytes, compressed
HANGUL = "factbook-hangul-"  # the faces that have a limit of their own: test_korean.py
ELEMENTS = 2_550  # of a page of a long list; names and days that are held together are some
LEAVES = 8  # that a topic prints on
DRAWN = 0.6  # of the height of a figure
A_FRAME = 180  # px: title and subtitle of three lines each, and the line below the drawing
ENTRIES = "article > h2, article .figure-block"  # what is never folded away
APART = {"cite", "editions", "embed"}  # pages that stand in no menu
WITHIN_REACH = """[...document.links,
    ...document.querySelectorAll("button, input, select, summary, [tabindex]")]
    .filter(part => part.tabIndex >= 0 && part.checkVisibility({contentVisibilityAuto: true}))
    .filter(part => getComputedStyle(part).visibility === "visible").length"""
HEIGHT = "document.documentElement.scrollHeight"
LEAF = re.compile(rb"/Type\s*/Page\b")
BOARD_LEAVES, ROWS_ON_A_LEAF = 2, 28  # a leaf for the lines of few dozens, and one that is not full
STORY, ON_A_LEAF = "article > :is(p, ul, ol, .chart)", 6  # parts of a story, and how many fit
FIGURES = """[...document.querySelectorAll("figure.chart")].map(figure => {
    const drawing = [...figure.querySelectorAll(".drawing")].find(part => part.checkVisibility())
    const height = part => part.getBoundingClientRect().height
    return [figure.id, height(figure), height(drawing)]
})"""


@pytest.fixture(scope="module")
def window(browser):
    """One window for all pages: each new one would load the styles and the faces again."""
    window = browser.new_page()
    yield window
    window.close()


@pytest.fixture
def opened(window, server):
    """Opens a page of the site in the window."""

    def open_page(url: str, size: dict[str, int]):
        window.set_viewport_size(size)
        window.goto(server + url)
        return window

    return open_page


@pytest.fixture(scope="module")
def topic_pages(real_book, language_folders):
    """The addresses of topics, some of them in each language."""
    pages = [topic.page for topic in real_book.topics.values()]
    every = [f"{folder}{page}/" for folder in language_folders.values() for page in pages]
    return part_of(every, MOST)


class Looked(NamedTuple):
    """What is asked of a topic's page: it is opened once for all questions."""

    height: int  # px on a desk
    parts: dict[str, int]  # how many there are of each part of a story
    story: int  # parts that are printed
    figures: dict[str, list[tuple[str, float, float]]]  # by screen: name, heights, whole and drawn
    leaves: int

    @classmethod
    def at(cls, page) -> "Looked":
        figures = {}
        for name, size in SCREENS.items():
            page.set_viewport_size(size)
            figures[name] = page.evaluate(FIGURES)
        page.set_viewport_size(DESK)
        return cls(
            height=page.evaluate(HEIGHT),
            parts={part: page.locator(part).count() for part in A_TOPIC_S},
            story=page.locator(STORY).count(),
            figures=figures,
            leaves=len(LEAF.findall(page.pdf(format="A4"))),
        )


@pytest.fixture(scope="module")
def topics(window, server, topic_pages) -> dict[str, Looked]:
    """Pages of topics as they are seen and printed."""
    found = {}
    for url in topic_pages:
        window.goto(server + url)
        found[url] = Looked.at(window)
    return found


def test_a_topic_is_no_longer_than_its_story(topics):
    for url, page in topics.items():
        story = sum(px * page.parts[part] for part, px in A_TOPIC_S.items())
        assert page.height <= max(TOPIC, story), url


def test_a_topic_prints_on_some_leaves(topics):
    for url, page in topics.items():
        assert 0 < page.leaves <= max(LEAVES, page.story / ON_A_LEAF), url


def test_the_board_prints_its_lines_and_a_table(opened, real_book, language_folders):
    for folder in language_folders.values():
        leaves = len(LEAF.findall(opened(f"{folder}promises/", DESK).pdf(format="A4")))
        assert leaves <= BOARD_LEAVES + len(real_book.promises) / ROWS_ON_A_LEAF, folder


def test_the_drawing_is_most_of_a_figure(topics):
    """Of one that is low, its frame is no higher than a frame must be."""
    for url, page in topics.items():
        for screen, figures in page.figures.items():
            for name, whole, drawn in figures:
                assert whole - drawn <= max(whole * (1 - DRAWN), A_FRAME), (url, screen, name)


def test_the_timeline_is_a_list_of_folds(opened):
    page = opened("timeline/", PHONE)
    screens = max(TIMELINE, AROUND + page.locator(".fold").count() * A_FOLD / PHONE["height"])
    assert page.evaluate(HEIGHT) <= screens * PHONE["height"]


def test_the_board_has_each_promise_in_a_line_and_a_row(opened, real_book, language_folders):
    for folder in language_folders.values():
        page = opened(f"{folder}promises/", PHONE)
        assert page.evaluate(HEIGHT) <= BOARD + A_PROMISE * len(real_book.promises), folder


def test_the_first_screen_of_a_phone_shows_the_graphic(opened, language_folders):
    for folder in language_folders.values():
        drawing = opened(folder, PHONE).locator(".first-look .drawing:visible").bounding_box()
        assert drawing["y"] + drawing["height"] / 2 < PHONE["height"], folder


def test_charts_without_words_between_them_stand_two_and_two_below_the_first(opened, topic_pages):
    """A topic's page in an edition has its charts alone."""
    page = opened(topic_pages[0], DESK)
    page.evaluate("""() => {
        const chart = document.querySelector(".first-look > .chart")
        chart.after(chart.cloneNode(true), chart.cloneNode(true))
    }""")
    charts = page.locator(".first-look > .chart")
    boxes = sorted(chart.bounding_box()["y"] for chart in charts.all())
    height = charts.first.bounding_box()["height"]
    assert len(boxes) == 3
    assert boxes[1] >= boxes[0] + height and boxes[2] == boxes[1]


def of_each_folder(web) -> list[str]:
    """Every page that stands by itself, and of each folder the one with the most words."""
    heaviest: dict[str, str] = {}
    for url in web.urls:
        if APART & set(url.split("/")):
            continue
        folder = url.rstrip("/").rpartition("/")[0] or url
        size = web.file(url).stat().st_size
        if folder not in heaviest or size > web.file(heaviest[folder]).stat().st_size:
            heaviest[folder] = url
    return list(heaviest.values())


def test_a_first_visit_is_light(web):
    for url in of_each_folder(web):
        page = web.page(url)
        files = [web.file(url), *(web.file(urljoin(url, name)) for name in loaded_with(page))]
        bytes_ = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)
        assert bytes_ <= FIRST_VISIT, url


def test_a_page_waits_for_few_files_before_it_is_painted(web):
    """With ten files the promises were painted a round trip later than with three."""
    for url in of_each_folder(web):
        found = web.page(url).root.xpath(WAITED_FOR)
        assert len(found) <= BEFORE_IT_IS_PAINTED, url


def test_a_page_of_a_long_list_has_some_elements(web):
    lists = {url: page for url, page in web.pages() if page.all("nav", "leaves")}
    assert lists
    for url, page in lists.items():
        assert len(page.all()) <= ELEMENTS, url


def loaded_with(page) -> list[str]:
    """What every browser loads with a page: styles and scripts, and its faces but for Hangul."""
    links = page.all("link", rel="stylesheet") + page.all("link", rel="preload")
    scripts = [script.get("src") for script in page.all("script")]
    names = filter(None, [*scripts, *(link.get("href") for link in links)])
    return [name for name in names if HANGUL not in name]


def test_a_keyboard_is_through_each_page_in_some_stops(opened, web):
    for url in part_of(of_each_folder(web), 2 * MOST):
        page = opened(url, DESK)
        entries = page.locator(ENTRIES).count()
        assert page.evaluate(WITHIN_REACH) <= max(STOPS, OF_AN_ENTRY * entries), url
