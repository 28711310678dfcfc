"""What authors know from Material is read, in the look of the site and the words of its page."""

import pytest
from playwright.sync_api import expect

from conftest import MACHINE, ROOT, TEMPLATES
from converter import converted
from factbook.meaning.wording import read_wordings
from factbook.publishing.assets import read_assets
from factbook.writing.frame import styles_of
from factbook.writing.vocabulary import (
    BOXES,
    SORTS,
    name_boxes,
    say_marks,
    signs,
    without_marks,
    write_signs,
    wrong_vocabulary,
)

PAGES = {"writing/": "Note", "ko/writing/": "참고"}
SAYS = read_wordings(TEMPLATES / "words.yml", ("en", "ko"))
# What one of each looks like once it is converted.
SHOWN = (
    ".admonition.box.note p",
    "details.box.danger[open] p",
    ".tabbed-set input[type=radio]",
    ".highlight pre code .kn",
    ".highlight .filename",
    "sup .footnote-ref",
    ".footnote li",
    "abbr[title]",
    "dl > dd",
    ".task--done",
    ".task--open",
    ".grid.cards li",
    "a.md-button.md-button--primary",
    ".twemoji svg",
    "figure > figcaption",
    "kbd",
    "mark",
    "ins",
    "del",
    "sub",
    "sup",
)


@pytest.mark.parametrize("language", SAYS)
def test_every_sort_of_box_has_a_word(language):
    say = SAYS[language]
    for name, sort in SORTS.items():
        named = name_boxes(f"!!! {name}\n", say)
        assert named == f'!!! box {sort} "{say(f"box.{sort}")}"\n'
    assert len({say(f"box.{sort}") for sort in BOXES}) >= len(BOXES) - 1


def test_marks_say_what_they_are():
    html = say_marks(converted("- [x] a\n- [ ] b[^1]\n\n[^1]: c"), SAYS["ko"])
    assert 'aria-label="완료"' in html and 'aria-label="할 일"' in html
    assert 'aria-label="각주 a">a</a>' in html
    assert 'aria-label="본문의 각주 a로">' in html
    assert "<input" not in html and "Jump back" not in html


def test_what_a_search_finds_are_words_alone():
    written = (MACHINE / "kinds" / "docs" / "writing.md").read_text(encoding="utf-8")
    words = without_marks(written.partition("# What")[2])
    for mark in ("!!!", "???", "===", "==", "~~", "^^", "[^", "[x]", ":material", "++", "*[HTML]"):
        assert mark not in words, mark
    for word in ("marked", "gone", "added", "CO2", "ctrl+c", "A title of its own", "Python"):
        assert word in words


@pytest.mark.parametrize("words", ["12조~14조, 4~5위", "a == b", "C++", "3:30", "x^2", "10:20:30"])
def test_what_only_looks_like_a_mark_stays(words):
    assert without_marks(words) == words
    assert not list(wrong_vocabulary(words))
    assert words in converted(words)


def test_signs_are_those_that_are_drawn():
    assert ":material-account:" in signs() and ":smile:" in signs()
    assert "<svg" in converted(":material-account:")
    assert write_signs("A :smile:, :material-account:") == "A 😄, :material-account:"
    within = "Love:heart:, ::heart::, :heart::smile: and :+1:, at 10:30:45"
    assert ":" not in write_signs(within).replace("10:30:45", "").replace(":❤:", "")
    for address in ("[a](https://x.example/:heart:/)", "<https://x.example/:heart:/10:30:45>"):
        assert write_signs(address) == address
    assert write_signs("`:smile:` and\n\n```\n:smile:\n```\n:smile:").count("😄") == 1


# ---------------------------------------------------------------- its style


def test_only_pages_with_some_of_it_load_its_style(small_web):
    assert styles_of("<p>words</p>") == []
    for path in PAGES:
        assert 'assets/vocabulary.css"' in small_web.read(f"{path}index.html")
    assert "vocabulary.css" not in small_web.read("programs/lamp-contest/index.html")


def test_it_costs_a_page_little():
    style = read_assets(ROOT / "docs" / "assets")["vocabulary.css"]
    assert len(style) < 8_000


# ---------------------------------------------------------------- in a browser


@pytest.mark.parametrize("path, title", PAGES.items())
def test_a_page_shows_all_of_it_in_its_own_words(small_page, small_server, path, title):
    small_page.goto(small_server + path)
    assert [sign for sign in SHOWN if not small_page.locator(sign).count()] == []
    expect(small_page.locator(".admonition-title").first).to_have_text(title)


def test_tabs_and_folds_need_no_script_and_print_whole(small_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small_server + "writing/")
    shown = page.locator(".tabbed-block:visible")
    expect(shown).to_have_count(1)
    page.locator(".tabbed-labels > label").last.click()
    expect(shown.locator(".task")).to_have_count(2)
    folded = page.get_by_text("Folded words.")
    expect(folded).not_to_be_visible()
    page.emulate_media(media="print")
    expect(shown).to_have_count(3)
    expect(folded).to_be_visible()
    context.close()


def test_code_can_be_copied(small_page, small_server):
    small_page.goto(small_server + "writing/")
    expect(small_page.locator(".highlight .copy").first).to_have_text("Copy code")
