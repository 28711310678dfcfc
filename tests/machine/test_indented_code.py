"""What the check takes for code is what the converter shows as code, and no word of prose.

A number in code is no fact; one in a paragraph that was taken for code would pass unseen.
"""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from converter import converted
from factbook.writing.code import without_fences, without_indented

WORD = re.compile(r"\bw\d+\b")
INDENTS = ("", "    ", "\t", "        ", "\t\t")
SIGNS = ("", "- ", "1. ", "> ", "!!! note")
ODD_INDENTS = (*INDENTS, " ", "  ", "   ", "     ", "  \t", "            ")
ODD_SIGNS = (
    *SIGNS,
    *("- - ", "-\t", "1.  ", ">", "> > ", "> - ", ">     ", "- > ", "1. - "),
    *("??? tip", '=== "T"', "[^a]: ", ":   "),
)


def lines_of(indents: tuple[str, ...], signs: tuple[str, ...]) -> st.SearchStrategy:
    """Lines, each with its indentation and its sign, and whether it stands apart."""
    line = st.tuples(st.sampled_from(indents), st.sampled_from(signs), st.booleans())
    return st.lists(line, min_size=1, max_size=9)


def page(lines: list[tuple[str, str, bool]], always_apart: bool = False) -> str:
    """A page with a word on each line, but for heads of boxes and tabs."""
    text = ""
    for number, (indent, sign, is_apart) in enumerate(lines):
        word = "" if sign.endswith(("note", "tip", '"')) else f"w{number}"
        text += f"{indent}{sign}{word}\n" + "\n" * (is_apart or always_apart)
    return text


def shown(text: str) -> set[str]:
    """The words of a page that readers see as prose."""
    tree = html.fromstring(f"<div>{converted(text)}</div>")
    for code in tree.xpath("//pre | //code"):
        code.clear(keep_tail=True)
    return set(WORD.findall(tree.text_content()))


def read(text: str) -> set[str]:
    """Those that the check reads as prose."""
    return set(WORD.findall(without_indented(without_fences(text))))


@settings(max_examples=200)
@given(lines_of(INDENTS, SIGNS))
@example([("", "- ", False), ("\t\t", "", False)])
@example([("", "> ", False), ("    ", "", False)])
def test_of_paragraphs_that_stand_apart_just_the_code_is_left_out(lines):
    text = page(lines, always_apart=True)
    assert read(text) == shown(text), text


@settings(max_examples=200)
@given(lines_of(ODD_INDENTS, ODD_SIGNS))
@example([("  ", "1. ", False), ("", "> > ", True), ("    ", "> ", False)])
@example([("  ", "- ", False), ("", "??? tip", False), (" ", "??? tip", False), ("\t\t", "", True)])
@example([("", "> - ", False), ("\t", ">", True), ("", ">     ", False), ("     ", "", False)])
def test_no_word_that_readers_see_is_left_out(lines):
    text = page(lines)
    assert shown(text) <= read(text), text
