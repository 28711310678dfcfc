"""Pages in the hands of other programs: reader views, reference managers, frames of other sites."""

import re
from contextlib import contextmanager

import pytest

OF_TEMPLATES = re.compile(r"\{[#%]|[#%]\}")
VARIABLE = re.compile(r"var\(--[a-z-]+(?P<instead>, #[0-9a-f]{3,8})?\)")
# By these Zotero and others tell that a page is an article of a journal (Embedded Metadata.js).
OF_JOURNALS = re.compile(r"citation_(title|journal\w*|series_title|isbn|conference\w*|book_title)")
WORDPRESS = """<!doctype html><title>A post</title>
<script>addEventListener("message", event => (window.told ??= []).push(event.data))</script>
<iframe sandbox="allow-scripts" security="restricted" width="640" height="400"
  src="{chart}#?secret=s3cr3t" data-secret="s3cr3t"></iframe>"""


def test_no_sign_of_a_template_is_left_on_a_page(small_web):
    for url, page in small_web.pages():
        assert not OF_TEMPLATES.search(page.text), url


# ---------------------------------------------------------------- without our style sheet


def test_one_drawing_of_a_chart_is_shown_without_a_style_sheet(small_web):
    charts = [chart for _, page in small_web.pages() for chart in page.all("div", "chart-drawing")]
    assert charts
    for chart in charts:
        shown = [
            div for div in chart.all("div") if div.all("svg") and "hidden" not in div.root.attrib
        ]
        inside = [div for div in shown if "chart-drawing" not in div.get("class").split()]
        assert [div.get("class") for div in inside] == ["chart-wide"]


def test_the_words_and_colours_of_a_drawing_are_there_without_a_style_sheet(small_web):
    drawings = [svg for _, page in small_web.pages() for svg in page.all("svg", "drawing")]
    assert drawings
    for svg in drawings:
        assert "aria-hidden" not in svg.markup  # reader views leave out what is hidden from some
        used = list(VARIABLE.finditer(svg.markup))
        assert used and all(found["instead"] for found in used)


def test_links_at_headings_are_named_after_them_and_add_no_word(small_web):
    found = 0
    for url, page in small_web.pages():
        for link in page.all("a", "headerlink"):
            heading = link.root.getparent()
            assert not link.text, url
            assert link.get("aria-label").endswith(
                f": {' '.join(heading.text_content().split())}"
            ), url
            found += 1
    assert found


# ---------------------------------------------------------------- reference managers


def test_no_page_passes_for_an_article_of_a_journal(small_web):
    for url, page in small_web.pages():
        names = [meta.get("name") or meta.get("property") for meta in page.all("meta")]
        assert not list(filter(OF_JOURNALS.fullmatch, names)), url
        for kind in page.all("meta", property="og:type"):
            assert kind.get("content") == "website", (
                url
            )  # Zotero: a web page, whatever else is told


def test_the_author_is_a_body(small_web):
    """Zotero splits a name at its last space, unless a comma says that all of it is one name."""
    authors = [
        author
        for _, page in small_web.pages()
        for author in page.all("meta", name="citation_author")
    ]
    assert authors
    for author in authors:
        family, comma, first = author.get("content").partition(",")
        assert family and comma and not first


# ---------------------------------------------------------------- frames of other sites


@contextmanager
def in_wordpress(browser, server: str, chart: str):
    """A post of WordPress with a chart in its sandbox, which allows scripts and no more."""
    context = browser.new_context()
    words = WORDPRESS.format(chart=f"{server}embed/{chart}/")
    context.route(
        f"{server}post.html", lambda asked: asked.fulfill(content_type="text/html", body=words)
    )
    post = context.new_page()
    post.goto(f"{server}post.html")
    post.wait_for_function("window.told?.some(told => told.message === 'height')")
    yield post, post.frame_locator("iframe")
    context.close()


def test_a_chart_in_the_sandbox_of_wordpress_has_a_way_to_its_source(browser, small_server):
    with in_wordpress(browser, small_server, "light-budget") as (post, frame):
        heights = post.evaluate("told.filter(told => told.message === 'height')")
        assert all(told["secret"] == "s3cr3t" and told["value"] > 100 for told in heights)
        assert (
            frame.locator(".chart-wide").evaluate("part => getComputedStyle(part).display")
            == "block"
        )
        page = f"{small_server}charts/light-budget/"
        assert page.partition("://")[2] in frame.locator("figure").inner_text()
        links = frame.locator("a").all()
        for link in links:
            link.click()
        post.wait_for_function(
            "count => told.filter(told => told.message === 'link').length === count", arg=len(links)
        )
        followed = post.evaluate("told.filter(told => told.message === 'link')")
        # WordPress follows what leads to the host of the frame, and nothing else.
        assert all(told["value"].startswith(small_server) for told in followed)
        assert page in [told["value"] for told in followed]


@pytest.mark.parametrize("chart", ["light-budget", "contest"])
def test_oembed_tells_the_size_of_its_thumbnail(small_web, chart):
    told = small_web.json(f"embed/{chart}/oembed.json")
    path = told["thumbnail_url"].partition("/lantern-record/")[2]
    head = (small_web / path).read_bytes()[16:24]
    size = [int.from_bytes(head[:4]), int.from_bytes(head[4:])]
    assert [told["thumbnail_width"], told["thumbnail_height"]] == size
