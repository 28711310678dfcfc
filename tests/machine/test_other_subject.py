"""A mayor's promises read right: no page speaks of a minister whom the record does not name."""

import re

import pytest

from conftest import ROOT
from factbook.site import Folders, Request, draft_site
from small import edit
from undrawn import without_drawing

# What the small record itself says of its minister, said of a mayor.
OF_A_MAYOR = {
    "Minister of Light": "Mayor",
    "Ministry of Light": "Town Hall",
    "ministry": "town hall",
    "minister": "mayor",
    "빛의 장관": "시장",
    "빛의 부": "시청",
    "부처": "시청",
}
OF_A_MINISTER = re.compile("ministe?r|장관|부처", re.I)
WORDS = """page: mayor
words:
  kind.minister: {en: Mayor, ko: 시장}
  the-story: {en: The story of the mayor, ko: 시장 이야기}
  kind.promises: {en: Pledges, ko: 공약}
"""
PAGE = '# {} {{#top}}\n\n{{{{ part("minister") }}}}\n'
IDS = re.compile(r"(?m)^minister: |ministry-of-light")  # ids are the machine's, and the author's


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """The pages of the small record, told of a mayor."""
    root = tmp_path_factory.mktemp("mayor")
    for folder in ("small_data", "small_docs"):
        copy_told_of_a_mayor(ROOT / "tests" / "machine" / folder, root / folder)
    edit(root / "small_data" / "site.yml", "languages:", f"{WORDS}languages:")
    for path, title in {"mayor.md": "The mayor", "ko/mayor.md": "시장"}.items():
        (root / "small_docs" / path).write_text(PAGE.format(title), encoding="utf-8")
    folders = Folders(root / "small_data", root / "small_docs", None, ROOT / "docs" / "templates")
    with without_drawing():
        documents = draft_site(folders, Request()).documents
        return {path: page.text for path, page in documents.write_all().items()}


def copy_told_of_a_mayor(source, target) -> None:
    for path in source.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        kept = IDS.findall(text)
        blank = IDS.sub("\0", text)
        for old, new in OF_A_MAYOR.items():
            blank = blank.replace(old, new)
        for id_ in kept:
            blank = blank.replace("\0", id_, 1)
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(blank, encoding="utf-8")


def test_no_page_speaks_of_a_minister(pages):
    said = {path: OF_A_MINISTER.findall(IDS.sub("", text)) for path, text in pages.items()}
    assert not {path: words for path, words in said.items() if words}


def test_the_page_about_the_mayor_has_an_address_of_its_own(pages):
    person = pages["people/ada-brightwater.md"]
    assert '<a href="../../mayor/">The story of the mayor</a>' in person
    assert "minister.md" not in pages


def test_the_site_says_promises_in_its_own_way(pages):
    assert "Pledges" in pages["programs/lamp-contest.md"]
    assert "Promises" not in pages["programs/lamp-contest.md"]


def test_a_site_may_be_about_a_body(small_copy):
    """As one about what a company promised: its page leads to the story, and there are no posts."""
    subject = small_copy.data / "minister" / "ada-brightwater.yml"
    edit(subject, "person: ada-brightwater", "organization: wick-works")
    edit(small_copy.data / "site.yml", "languages:", f"{WORDS.replace('mayor', 'maker')}languages:")
    edit(
        small_copy.data / "promises" / "promises.yml",
        "by: [ada-brightwater]",
        "by_organizations: [wick-works]",
    )
    (small_copy.docs / "maker.md").write_text(PAGE.format("The maker"), encoding="utf-8")
    with without_drawing():
        documents = draft_site(small_copy, Request()).documents
        company, person, story = (
            documents[path].text
            for path in ("organizations/wick-works.md", "people/ada-brightwater.md", "maker.md")
        )
    assert '<a href="../../maker/">' in company
    assert "maker/" not in person
    assert "people/" not in story
