"""A page is a value: what it shows is noted while it is written, and it converts as it reads."""

import re
from dataclasses import replace

import pytest

from converter import converted
from factbook.writing.code import without_comments
from factbook.writing.document import BLOCK, Heading, Html, Prose, plain_words, put_back
from factbook.writing.prose import WrittenBlock, WrittenHeading, WrittenWords, read_page
from pages import Page


def even(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


# ---------------------------------------------------------------- what a page knows of itself


def test_a_page_of_prose_knows_what_it_shows(small_site):
    page = small_site.documents["index.md"]
    assert page.is_prose
    assert [heading.id for heading in page.headings] == ["top", "cited-sources"]
    assert page.figures == (
        "indicators/light-budget#y2030",
        "programs/lamp-contest#lamps",
        "indicators/light-budget#y2029",
    )
    assert page.charts == ("light-budget",)
    assert "herald-2030-01" in page.sources
    assert "chart-light-budget" in page.anchors
    [top, _] = page.sections()
    assert top.words.startswith("The state set aside SEK 4.5 billion for 2030, which is 3 times")
    assert "See Lumen." in top.words


def test_a_link_may_lead_to_a_part_that_a_page_has_lost(small_site):
    page = small_site.documents["programs/lamp-contest.md"]
    assert "posts" not in page.parts
    assert page.leading_from(("posts",)).parts == {*page.parts, "posts"}


def test_a_page_of_a_record_knows_its_record(small_site):
    page = small_site.documents["programs/lamp-contest.md"]
    assert (page.record, page.kind, page.is_prose) == (
        "programs/lamp-contest",
        "programs",
        False,
    )
    assert {"lamps", "steps", "sources"} <= page.anchors
    assert str(page.last_day) <= "2030-06-30"


@pytest.mark.parametrize("path", ["index.md", "ko/index.md", "programs/lamp-contest.md"])
def test_all_that_can_be_linked_to_is_noted(small_site, path):
    """Every id in the written page, but those of its cards, stands among its anchors."""
    page = small_site.documents[path]
    written = {id_ for id_ in Page.of_markdown(page.text).ids if not id_.startswith("card-")}
    drawn = {id_ for id_ in written if re.search(r"-\d+-[td]$|^mark\.", id_)}  # within drawings
    assert written - drawn <= page.anchors


def test_a_page_converts_as_if_its_blocks_had_gone_through(small_site):
    for document in small_site.documents.values():
        whole = converted(document.text.partition("---\n# ")[2])
        text = document.for_converter.partition("---\n# ")[2]
        around = put_back(converted(text), document.blocks)
        assert even(around) == even(whole), document.path


def test_what_templates_wrote_is_the_same_without_the_converter(small_site):
    """Its headings are written as the converter would."""
    pages = [page for page in small_site.documents.values() if page.is_html]
    assert {"programs", "people", "indicators"} <= {page.kind for page in pages}
    for page in pages:
        html = put_back(converted(page.with_places), page.blocks)
        assert even(page.html(lambda heading: "")) == even(html), page.path


def test_a_page_with_words_of_an_author_needs_the_converter(small_site):
    assert not small_site.documents["index.md"].is_html


def test_a_topic_holds_each_of_its_passages_together(small_site):
    """So that a chart stands beside its words: the column beside them was empty."""
    first, second = (Heading(3, id_, id_, id_, is_written=True) for id_ in ("one", "two"))
    chart, words = Html("<figure></figure>", charts=("light-budget",)), Prose("Words.", "Words.")
    evidence = Heading(2, "evidence", "Evidence", "Evidence", is_written=True)
    pieces = (first, words, chart, second, words, evidence, chart)
    page = replace(small_site.documents["index.md"], topic="light", pieces=pieces)
    html = put_back(converted(page.with_places), page.blocks)
    passages = [part.root for part in Page.of(html).all("div", "passage")]
    names = [[child.tag for child in passage] for passage in passages]
    assert names == [["h3", "p", "figure"], ["h3", "p"]]
    assert "passage" not in page.text
    assert "passage" not in "".join(replace(page, topic="").blocks)


def test_a_comment_that_looks_like_a_block_stays_a_comment():
    assert put_back("<!--block 7-->", ["a"]) == "<!--block 7-->"
    assert BLOCK.sub("", "<!--block 0-->") == ""


# ---------------------------------------------------------------- what an author wrote


def test_a_page_is_read_as_headings_blocks_and_words():
    page = read_page(
        "---\ntitle: A\n---\n# Head {#top}\n\nWords {{ plain('5') }}.\n\n"
        '{{ part("timeline") }}\n\n```\n## no heading\n{{ part("x") }}\n```\n## Two {#two}\n'
    )
    assert [type(piece) for piece in page.pieces] == [
        WrittenHeading,
        WrittenWords,
        WrittenBlock,
        WrittenWords,
        WrittenHeading,
    ]
    assert [piece.line for piece in page.pieces] == [4, 4, 8, 8, 14]
    assert page.front == {"title": "A"} and page.mistakes == ()


COMMENTS = """Words <!-- 500 lamps
and `more` --> go on.
<!-- a line
## Hidden
-->
They end. `<!-- code -->`

```html
<!-- code -->
```
"""


def test_comments_of_authors_are_read_by_authors_alone():
    """A page does not show them; search, its Markdown and its HTML have them as little."""
    [words] = read_page(f"---\ntitle: A\n---\n{COMMENTS}").pieces
    assert words.text.count("\n") == COMMENTS.count("\n")
    assert "lamps" not in words.text and "Hidden" not in words.text
    code = "They end. `<!-- code -->`\n\n```html\n<!-- code -->\n```\n"
    assert without_comments(COMMENTS) == f"Words  go on.\n{code}"


@pytest.mark.parametrize(
    "markdown, words",
    [
        ("**Bold** and *slanted*, `code`.", "Bold and slanted, code."),
        ("[a link](x.md){: .y } &amp; ![a picture](z.png)", "a link & a picture"),
        ("- one\n- two\n\n| a | b |\n| --- | --- |", "one two a b"),
        ('<p class="answer" markdown="1">Yes.</p>', "Yes."),
        (
            "See <https://x.example/a_b>, <ada@x.example>.",
            "See https://x.example/a_b, ada@x.example.",
        ),
        ("Not <!-- this -->that <button>x</button>", "Not that"),
        ('[a][x], [X] and [sic]\n\n[x]: y.md#z "Title"\n', "a, X and [sic]"),
    ],
)
def test_plain_words_are_what_a_reader_sees(markdown, words):
    assert plain_words(markdown) == words
