"""Words of the record in Markdown and YAML are what they were, whatever they hold."""

import re
from urllib.parse import parse_qsl

import html5lib
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as some
from markupsafe import Markup

from converter import converted, converter
from factbook.writing.escaping import as_written, as_yaml, query
from sweeps import WHOLE

TAGS = {"body", "h1", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
PIECES = some.sampled_from(
    [
        *"\\`*_{}[]()#+-.!<>&|~=:\"'$^ \n\t",
        *(
            "![x](y)",
            "](",
            "{: onclick=x }",
            "{#top}",
            "&amp;",
            "&#42;",
            "&lt;b&gt;",
            "<b>",
            "</h1>",
        ),
        *(
            "<!-- ",
            "-->",
            "<script>",
            "javascript:",
            "https://x.example",
            "a@x.example",
            "1. ",
            "  \n",
        ),
        *(
            "    ",
            "***",
            "---",
            "===",
            "| --- |",
            "[x]: y",
            "*[x]: y",
            "``",
            "~~~",
            "~a~",
            "^a^",
            "==a==",
            "++a++",
            ":smile:",
            "[^a]",
            '!!! note "x"',
            '=== "x"',
            "??? tip",
            "/// caption",
            ": x",
            "한",
            "𠮷",
            "\u00a0",
        ),
    ]
)
WORDS = some.lists(PIECES | some.text(max_size=3), max_size=12).map("".join)


def readable(words: str) -> str:
    return "".join(one for one in words if one in "\n\t" or one.isprintable() or one.isspace())


def even(words: str) -> str:
    return " ".join(words.split())


def read(markdown: str):
    """The converted page as a tree, and its headings as the outline is given them."""
    body = html5lib.parse(converted(markdown), namespaceHTMLElements=False).find("body")
    return body, converter().toc_tokens


def text(element) -> str:
    return even("".join(element.itertext()))


@settings(max_examples=600 if WHOLE else 200, deadline=None)
@example("![x](/n.png){: onerror=alert(1) }")
@example("C#")
@example("12~13 and 14~15")
@example("2~3~4, ==a==, ++a+b++, :smile:, x^2^")
@example("!!! note")
@example("/// x\n///")
@example("x {#top}")
@example("() { :; }")
@example("a\n\n    b")
@given(WORDS.map(readable))
def test_words_in_markdown_are_what_they_were(words):
    written, plain = as_written(words), even(words)
    table = f"| h |\n| --- |\n| D {written} |\n"
    page = f"# A {written} {{#top}}\n\n{written} B {written}\n\n- {written} C\n\n{table}"
    body, outline = read(page)
    tags = {element.tag for element in body.iter()}
    assert tags <= TAGS
    assert text(body.find("h1")) == even(f"A {plain}")
    assert body.find("h1").attrib == {"id": "top"}
    assert even(Markup(outline[0]["name"]).striptags()) == even(f"A {plain}")
    assert text(body.find("p")) == even(f"{plain} B {plain}")
    assert text(body.find("ul/li")) == even(f"{plain} C")
    assert text(body.find(".//td")) == even(f"D {plain}")


@settings(max_examples=300 if WHOLE else 100, deadline=None)
@example("\r\r")
@given(WORDS.map(readable))
def test_tags_and_what_is_escaped_stay(words):
    html = Markup('<a href="x" title="{}">{}</a>').format(words, words)
    link = read(f"A {as_written(html)}")[0].find("p/a")
    assert text(link) == even(words) and even(link.get("title")) == even(words)
    assert link.attrib.keys() == {"href", "title"}
    assert as_written(as_written(html)) == as_written(html)


@pytest.mark.parametrize(
    "words", ["K-Moonshot (2030)", "R&D", "37.1%", "\u20a99.9 trillion", "a.b, c: d"]
)
def test_plain_words_are_only_escaped(words):
    assert as_written(words) == Markup.escape(words)


@settings(max_examples=300 if WHOLE else 100, deadline=None)
@example("𠮷 😀")
@example("\x7f\x85\u2028\ufeff\uffff")
@given(WORDS | some.text(some.characters(exclude_categories=["Cs"])))
def test_words_in_front_matter_are_what_they_were(words):
    assert yaml.safe_load(f"title: {as_yaml(words)}\n") == {"title": words}


@given(some.dictionaries(some.text(min_size=1), some.text(min_size=1), max_size=3))
@example({"q": "AI 3대 강국 & Å?#₩"})
def test_an_address_asks_for_words_as_they_are(given_words):
    written = query(given_words)
    assert dict(parse_qsl(written)) == given_words
    assert not re.search(r"[\s<>\"'#]", written)


def test_letters_in_an_address_are_not_escaped():
    assert query({"q": "3대 강국 & ₩"}) == "q=3대+강국+%26+%E2%82%A9"
