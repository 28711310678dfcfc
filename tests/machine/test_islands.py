"""Raw HTML goes around the converter, and a page is the same as if it had gone through it."""

import re

import pytest
from markdown import Markdown

from factbook.writing.raw_html import ids, put_back, take_out

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def converted(page: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(page)


def around(page: str) -> str:
    rest, islands = take_out(page)
    return put_back(converted(rest), islands)


def even(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


CASES = {
    "a block": "words\n\n<div><p>a</p></div>\n\n*more*",
    "a block within a block of its own kind": "<div><div>a</div>\n\n<div>*b*</div>\n</div>\n\n*c*",
    "Markdown within HTML": '<p class="answer" markdown="1">*a* [b](c)</p>\n\n<ul><li>*d*</li></ul>',
    "a word that begins with a tag": "<b>bold</b> and *this*\n\n<pre>*a*</pre>",
    "code": "```html\n<div>*a*</div>\n```\n\n<div>b</div>",
    "words right below": "## Head {#h}\n<ul><li>a</li></ul>\nwords",
    "never closed": "<div>\n\nwords",
}


@pytest.mark.parametrize("case", [case for case in CASES if case != "code"])
def test_a_page_is_the_same(case):
    assert even(around(CASES[case])) == even(converted(CASES[case]))


def test_code_is_left_alone():
    rest, islands = take_out(CASES["code"])
    assert islands == ["<div>b</div>"] and rest.startswith(
        CASES["code"].partition("<div>b")[0].rstrip()
    )


def test_every_page_of_a_record_is_the_same(small_site):
    for path, page in small_site.pages.items():
        assert even(around(page)) == even(converted(page)), path


def test_links_may_lead_into_a_block():
    assert ids(take_out('<ul>\n<li id="a">x</li>\n</ul>\n\n<p><a name="b">y</a></p>')[1]) == {
        "a",
        "b",
    }
