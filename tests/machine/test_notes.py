"""Notes of sources that follow one another are parted, wherever they stand and whoever reads."""

import re

import pytest

from conftest import TEMPLATES
from factbook.site import Folders, build_site
from pages import Page
from small import copy_small_record, edit
from undrawn import without_drawing

GAZETTE, HERALD, WIRE = "gazette-2029-01-15", "herald-2030-01", "wire-2030-02"
BOTH_WAYS = f'It was dark.{{{{ cite("{GAZETTE}") }}}} Then it was lit {{{{ cite("{HERALD}") }}}}.'
CALLS = {
    "of one call": f'{{{{ cite("{GAZETTE}", "{HERALD}", "{WIRE}") }}}}',
    "of two calls": f'{{{{ cite("{GAZETTE}", "{HERALD}") }}}}{{{{ cite("{WIRE}") }}}}',
    "with spaces": " ".join(f'{{{{ cite("{id_}") }}}}' for id_ in (GAZETTE, HERALD, WIRE)),
}


@pytest.fixture(scope="module")
def cited(tmp_path_factory):
    """The small record with pages that cite in every way, in both languages."""
    folder = copy_small_record(tmp_path_factory.mktemp("cited"))
    lines = "\n\n".join(f"In 2029 it was lit {calls}." for calls in CALLS.values())
    page = f"# Notes {{#top}}\n\n{BOTH_WAYS}\n\n{lines}\n"
    (folder / "docs" / "notes.md").write_text(page, encoding="utf-8")
    (folder / "docs" / "ko" / "notes.md").write_text(page, encoding="utf-8")
    edit(
        folder / "data" / "programs" / "lamp-contest.yml",
        "One is out.",
        CALLS["of two calls"].replace('"', "'"),
    )
    with without_drawing():
        yield build_site(Folders(folder / "data", folder / "docs", None, TEMPLATES))


@pytest.mark.parametrize("path", ["notes.md", "ko/notes.md"])
def test_notes_are_parted_on_pages_and_in_their_twins(cited, path):
    page = Page.of_markdown(cited.pages[path])
    assert page.text.count("In 2029 it was lit.1, 2, 3") == len(CALLS)
    twin = re.sub(
        r"\]\(#cited-[^)]*\)", "]", cited.twins[path.replace("notes.md", "notes/index.md")]
    )
    assert twin.count("lit.[1], [2], [3]") == len(CALLS)


def test_a_note_stands_behind_the_mark_that_ends_its_sentence(cited):
    """Without a gap, however it is written; so none begins a line."""
    for path in ("notes.md", "programs/lamp-contest.md"):
        assert '<sup class="cite">' in cited.pages[path]
        assert not re.search(r"[\s\xa0]<sup", cited.pages[path]), path
        assert not re.search(r"</sup>[.,;:]", cited.pages[path]), path


def test_a_stop_goes_before_its_own_note(cited):
    """It went before the first note of the page that stood behind a stop of its own."""
    text = Page.of_markdown(cited.pages["notes.md"]).text
    assert "It was dark.1 Then it was lit.2" in text


def test_notes_are_parted_in_texts_of_the_record(cited):
    summary = Page.of_markdown(cited.pages["programs/lamp-contest.md"]).one("p", "lead").text
    assert summary.endswith("lamps.1, 2, 3")


def test_plain_words_have_no_gap_where_a_note_stood(cited):
    prose = cited.documents["notes.md"].pieces[1]
    assert prose.words.startswith("It was dark. Then it was lit. In 2029 it was lit.")
