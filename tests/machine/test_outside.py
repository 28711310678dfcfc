"""What programs that read the site are given: Markdown twins, llms.txt, true dates."""

import html
import json
import re

import hypothesis.strategies as some
import pytest
from hypothesis import given
from markdown import markdown
from markdown_it import MarkdownIt

from factbook.publishing.own_signs import in_a_line
from factbook.publishing.twins import twin
from factbook.site import Request, build_site
from factbook.writing.document import Document, Heading, Html, Prose
from small import edit
from undrawn import without_drawing


def test_a_twin_is_plain_and_links_each_figure_to_its_address(small_book):
    page = (
        '<p class="answer">It has <span class="said">'
        '<span class="fig" data-figure="investments/lamp-fund#size">5 crowns</span>'
        '<button class="fig-mark">?</button></span> '
        '&amp; more, see <a href="../../light/#oil">the light</a>.</p>\n\n'
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody>\n<tr><td>1|2</td><td><b>3</b></td></tr></tbody></table>\n"
        "<ul><li>one</li><li><p>two</p></li></ul>\n"
        '<section class="cards">cards</section>'
    )
    head = Heading(1, "top", "Head", "Head")
    day = small_book.site.as_of
    document = Document("programs/lamp-contest.md", "en", "x", "", (head, Html(page)), day)
    assert twin(small_book, document) == (
        "# Head\n\n"
        "It has [5 crowns](../../investments/lamp-fund/#size) "
        "& more, see [the light](../../light/#oil).\n\n"
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |\n\n- one\n- two\n"
    )


@pytest.mark.parametrize(
    "words, in_markdown",
    [
        ("[compete](../nothing.md)", r"[compete\](../nothing.md)"),
        ("[compete](nothing.md)", r"[compete\](nothing.md)"),
        ("one[^1], [a][b]", r"one\[^1], [a\][b]"),
        ("~~Works~~ *and* `code` _x_", r"\~\~Works\~\~ \*and\* \`code\` \_x\_"),
        ("</script><script>alert(1)</script>", "&lt;/script>&lt;script>alert(1)&lt;/script>"),
        ("&lt;b>", "&amp;lt;b>"),
        ("# none", r"\# none"),
        ("2026. 8. 1.", r"2026\. 8. 1."),
        ("- none", r"\- none"),
        (r"a\_b", r"a\\\_b"),
        # What no reader of Markdown would take for a mark stays as it is.
        ("snake_case, [sic], {x}, R&D, 5 < 6 > 4, 5~7, -5", None),
    ],
)
@pytest.mark.parametrize("is_prose", [False, True])
def test_a_twin_says_what_its_page_says(small_book, words, in_markdown, is_prose):
    """Whatever stands in the words of the record is no Markdown, on either sort of page."""
    pieces = (Html(f"<p>{html.escape(words)}</p>"), *([Prose("Words.", "Words.")] * is_prose))
    document = Document("light.md", "en", "x", "", pieces, small_book.site.as_of)
    first = twin(small_book, document).split("\n")[0]
    assert first == (in_markdown or words)
    if "~~" not in words:  # which this converter does not know
        assert html.unescape(markdown(first)) == f"<p>{words}</p>"


STARTS = ("- ", "+ ", "* ", "1. ", "12) ", "# ", "### ", "> ", "| ", "```", "~~~", "===", "---")
STARTS += ("|", "=", "-", "--- | ---", "| --- |", ":-- | --:", "    ", "***", "___", "")
LINES = some.lists(some.tuples(some.sampled_from(STARTS), some.sampled_from(("a", "a | b", ""))))


@given(LINES, some.sampled_from(("\n", "\n\n", "\n \n")))
def test_no_line_of_words_begins_a_list_or_a_heading(small_book, lines, between):
    """However many lines the words of the record have, and whatever stands before them."""
    words = between.join(start + said for start, said in lines)
    pieces = (Html(f"<p>{html.escape(words)}</p>"),)
    document = Document("light.md", "en", "x", "", pieces, small_book.site.as_of)
    read = MarkdownIt("commonmark").enable("table").render(twin(small_book, document))
    shown = re.sub("</?p>", " ", read)
    assert "<" not in shown
    assert html.unescape(shown).split() == words.split()


AUTHORS = """\
![A lamp](../a.png){ width="300" }, [the light][l], [here](#x "Title") and [there](b.md "T").

[l]: ../light.md#oil "The light"

- one
    - two

        ```python title="a.py"
        def lit(street):
            return "<b>[x](light.md)</b>"
        ```

!!! box note "Title"

    Inside.[^n]

    === "Tab"

        `<p>` is code.

[^n]: One.

    Two.
"""
PLAIN = """\
![A lamp](../../a.png), [the light][l], [here](#x "Title") and [there](./ "T").

[l]: ../../light/#oil "The light"

- one
    - two

        ```python title="a.py"
        def lit(street):
            return "<b>[x](light.md)</b>"
        ```

**Title**

Inside.[^n]

**Tab**

`<p>` is code.

[^n]: One.

    Two.
"""


def test_a_twin_is_read_as_its_page_by_any_converter(small_book):
    """Code stays as it is, what is indented too; links and pictures are seen from the twin."""
    document = Document("a/b.md", "en", "x", "", (Prose(AUTHORS, ""),), small_book.site.as_of)
    assert twin(small_book, document) == PLAIN


def test_a_twin_says_what_an_abbreviation_means(small_book):
    prose = "The MSIT and the NIA.\n*[MSIT]: The ministry\n*[NIA]: An agency\n\nMore.\n"
    document = Document("a.md", "en", "x", "", (Prose(prose, ""),), small_book.site.as_of)
    meanings = "- **MSIT**: The ministry\n- **NIA**: An agency"
    assert twin(small_book, document) == f"The MSIT and the NIA.\n\n{meanings}\n\nMore.\n"


def test_a_twin_has_the_line_that_opens_a_fold_in_bold(small_book):
    folds = (
        "<details><summary><b>Not found</b> <i>entries: 2</i>\n</summary><p>One.</p></details>",
        '<details><summary>\n<h2 id="a">Later</h2>\n<i>entries: 3</i>\n</summary>Two.</details>',
    )
    pieces = tuple(map(Html, folds))
    document = Document("a/b.md", "en", "x", "", pieces, small_book.site.as_of)
    lines = [line for line in twin(small_book, document).splitlines() if line]
    assert lines == ["**Not found entries: 2**", "One.", "### Later", "entries: 3", "Two."]


def test_a_twin_keeps_addresses_in_angles(small_book):
    words = "See <https://x.example/a_b/:heart:/?c=1&d=2> or <ada@x.example>."
    document = Document("a/b.md", "en", "x", "", (Prose(words, ""),), small_book.site.as_of)
    assert twin(small_book, document) == f"{words}\n"


def test_a_twin_keeps_what_an_author_marked(small_book):
    words = "*This* is `code`, see [the light](light.md#oil){ .md-button } and &#91;sic&#93;(x)."
    document = Document("a/b.md", "en", "x", "", (Prose(words, ""),), small_book.site.as_of)
    assert twin(small_book, document) == (
        "*This* is `code`, see [the light](../light/#oil) and [sic\\](x).\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "[The](https://x.example) *Lantern* `Record`",
        "1. Record #",
        "- a [b",
        r"b] \[c] _d_ <b>&amp;</b> ##",
    ],
)
def test_the_names_of_a_site_are_plain_words_for_programs(small_copy, words):
    """llms.txt is read as Markdown: a name that holds its marks links and stresses nothing."""
    site, written = small_copy.data / "site.yml", json.dumps(words)
    edit(site, "name: {en: The Lantern Record, ko: 등불 기록}", f"name: {written}")
    edit(site, "description: {", f"description: {written}\n#")
    with without_drawing():
        built = build_site(small_copy, Request(address="https://x.example/"))
    name, _, described = built.files["llms.txt"].splitlines()[:3]
    shown = html.escape(words, quote=False)
    assert markdown(name) == f"<h1>{shown}</h1>"
    assert shown in markdown(described) and "<ul>" not in markdown(described)
    assert markdown(f"[{in_a_line(words)}](x)") == f'<p><a href="x">{shown}</a></p>'


@pytest.mark.parametrize(
    "path, day",
    [
        ("programs/lamp-contest.md", "2029-11-30"),  # a step; the planned one is later
        ("investments/lamp-fund.md", "2029-05-01"),
        ("indicators/light-budget.md", "2029-12-20"),  # a reading
        ("index.md", "2029-12-20"),  # the newest of the figures that it shows
        ("organizations/wick-works.md", "2030-06-30"),  # nothing dated: the record's end
    ],
)
def test_a_page_has_the_day_of_what_it_tells(small_site, path, day):
    assert str(small_site.documents[path].last_day) == day


def test_no_page_is_newer_than_the_record(small_copy):
    """A reading of a year that is not over is no day yet."""
    edit(
        small_copy.data / "indicators" / "light-budget.yml",
        "stage: enacted, as_of: 2029-12-20",
        "stage: enacted, as_of: 2030",
    )
    with without_drawing():
        built = build_site(small_copy)
    assert str(built.documents["indicators/light-budget.md"].last_day) == "2029-09-01"
