"""What is told of people and bodies besides their posts, and records of several topics."""

import csv
import io
import json

import pytest

from conftest import ROOT
from factbook.site import Folders, Request, build_site
from pages import Page
from small import copy_small_record, edit, messages

PERSON = """  party: {en: Lantern Party of 1999, ko: 등불당}
  constituency: {en: District 12 of the harbour, ko: 항구 제12선거구}
  born: 1976-05
  died: 2030-06-01
  links: [{name: {en: Own pages, ko: 누리집}, url: "https://ada.example/"}]
  portrait:
    file: assets/portraits/ada.jpg
    credit: Wick Works
    licence: CC BY 4.0
    licence_url: https://creativecommons.org/licenses/by/4.0/
  posts:
"""
BODY = """  founded: 1950
  dissolved: 2029-12-31
  former_names:
    - {name: {en: Office of Candles, ko: 양초청}, start: 1950, end: 1998-02}
"""
TOPICS = """
oil: {name: {en: Oil, ko: 기름}, question: {en: "Is there oil?", ko: 기름이 있나?}, page: index}
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = copy_small_record(tmp_path_factory.mktemp("people"))
    data = root / "data"
    edit(data / "people" / "people.yml", "  posts:\n", PERSON)
    organizations = data / "organizations" / "all.yml"
    edit(organizations, "  role:", BODY + "  role:")
    edit(data / "programs" / "lamp-contest.yml", "topic: light", "topic: [light, oil]")
    edit(data / "events" / "all.yml", "topic: light", "topic: light\n  topics: [oil]")
    (data / "topics" / "more.yml").write_text(TOPICS, encoding="utf-8")
    picture = root / "docs" / "assets" / "portraits" / "ada.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8\xff\xd9")
    for folder in ("", "ko/"):
        (root / "docs" / folder / "light.md").write_text("# Light {#top}\n", encoding="utf-8")
        for kind in ("people", "organizations", "programs"):
            index = root / "docs" / folder / kind / "index.md"
            index.parent.mkdir(parents=True, exist_ok=True)
            words = '{{ part("by-topic", kind="programs") }}' if kind == "programs" else ""
            index.write_text(f"# {kind} {{#top}}\n\n{words}\n", encoding="utf-8")
    return Folders(data, root / "docs", ROOT / ".cache", ROOT / "docs" / "templates")


@pytest.fixture(scope="module")
def built(folders):
    return build_site(folders, Request(address="https://light.example/"))


@pytest.mark.parametrize(
    "folder, said",
    [
        ("", ["Lantern Party of 1999", "District 12 of the harbour", "May 1976", "Own pages"]),
        ("ko/", ["등불당", "항구 제12선거구", "1976년 5월", "누리집"]),
    ],
)
def test_a_person_is_told_of_on_the_page(built, folder, said):
    page = Page.of_markdown(built.pages[f"{folder}people/ada-brightwater.md"])
    for words in said:
        assert words in page.text
    [picture] = page.all("img")
    assert picture.get("src").endswith("assets/portraits/ada.jpg")
    assert picture.get("alt")
    caption = page.one("figcaption")
    assert "Wick Works" in caption.text
    assert "CC BY 4.0" in caption.text
    assert any(link.get("href") == "https://ada.example/" for link in page.all("a"))


def test_a_body_has_its_life_span_and_its_former_names(built):
    told = [
        Page.of_markdown(text).text
        for path, text in built.pages.items()
        if path.startswith("organizations/") and "Office of Candles" in text
    ]
    assert any("1950 to February 1998" in text and "31 December 2029" in text for text in told)


def test_machines_are_told_too(built):
    [person] = [
        node
        for node in json.loads(built.linked_data("people/ada-brightwater.md"))["@graph"]
        if node.get("@type") == "Person" and "birthDate" in node
    ]
    assert person["birthDate"] == "1976-05"
    assert person["deathDate"] == "2030-06-01"
    assert person["memberOf"]["name"] == "Lantern Party of 1999"
    assert person["sameAs"] == ["https://ada.example/"]
    assert person["image"]["contentUrl"] == "https://light.example/assets/portraits/ada.jpg"


def table(built, name: str) -> list[dict[str, str]]:
    text = built.files[f"data/{name}.csv"]
    text = text if isinstance(text, str) else text.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_and_json_hold_them(built):
    [person] = [row for row in table(built, "people") if row["id"] == "ada-brightwater"]
    assert person["party_ko"] == "등불당"
    assert person["born_last"] == "1976-05-31"
    assert person["portrait_licence"] == "CC BY 4.0"
    assert [row["url"] for row in table(built, "links")] == ["https://ada.example/"]
    [before] = table(built, "former_names")
    assert (before["name_en"], before["end"]) == ("Office of Candles", "1998-02")
    people = json.loads(built.files["data/people.json"])["records"]
    assert any(record.get("constituency") for record in people)


def test_a_record_stands_under_each_of_its_topics(built):
    page = Page.of_markdown(built.pages["programs/index.md"])
    assert page.text.count("Lamp contest") == 2
    program = Page.of_markdown(built.pages["programs/lamp-contest.md"])
    assert "Oil" in program.text
    [row] = [row for row in table(built, "programs") if row["id"] == "lamp-contest"]
    assert (row["topic"], row["topics"]) == ("light", "oil")


@pytest.mark.parametrize(
    "file, told",
    [
        ("https://elsewhere.example/ada.jpg", "must be a file such as assets/portraits/a-name.jpg"),
        ("assets/portraits/nobody.jpg", "there is no picture docs/assets/portraits/nobody.jpg"),
    ],
)
def test_a_picture_is_a_file_of_the_site(folders, file, told):
    people = folders.data / "people" / "people.yml"
    before = people.read_text(encoding="utf-8")
    edit(people, "assets/portraits/ada.jpg", file)
    try:
        assert any(told in line for line in messages(folders))
    finally:
        people.write_text(before, encoding="utf-8")
