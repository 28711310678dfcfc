"""Files for learning systems, feeds and browsers are XML, whatever the words of the record hold."""

import csv
import io
import json
import shutil
import zipfile
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from cartridges import check_cartridge, check_items
from factbook.publishing.cartridge import item_package, read_items
from factbook.publishing.xml_files import without_forbidden
from factbook.site import Request, build_site

BUDGET = "indicators/light-budget#y2030"
WORDS = "\"One\" < 'two' & <b>three</b> ]]> four"
QUESTION = """
{id}:
  question: {words}
  level: 1
  topic: light
  form: {form}
  answer: {answer}
  because: {words}
"""
ANSWERS = {
    "typed": ("number", '{stage: [enacted], figure: "indicators/light-budget#y2030"}'),
    "chosen": ("choice", "{stage_of: programs/lamp-contest}"),
    "judged": (
        "truefalse",
        f"{{stage: [enacted], compare: [{BUDGET}, indicators/light-budget#y2029]}}",
    ),
    "computed": (
        "number",
        "{stage: [enacted], ratio: [indicators/light-budget#y2030, indicators/light-budget#y2029]}",
    ),
}
NAMES = {
    "site.yml": "The Lantern Record",
    "topics/all.yml": "Light",
    "indicators/light-budget.yml": "Budget for light",
}
SPACES = {
    "cc": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "qti1": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
    "qti2": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "atom": "http://www.w3.org/2005/Atom",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory, small_folders):
    """The small record with such words in its names and in a question of each form."""
    data = tmp_path_factory.mktemp("course") / "data"
    shutil.copytree(small_folders.data, data)
    words = json.dumps(WORDS)
    for name, plain in NAMES.items():
        text = (data / name).read_text(encoding="utf-8")
        assert f"en: {plain}," in text
        (data / name).write_text(text.replace(f"en: {plain},", f"en: {words},"), encoding="utf-8")
    questions = (
        QUESTION.format(id=id_, words=words, form=form, answer=answer)
        for id_, (form, answer) in ANSWERS.items()
    )
    (data / "questions").mkdir()
    (data / "questions" / "all.yml").write_text("".join(questions), encoding="utf-8")
    return build_site(replace(small_folders, data=data), Request("https://site.example/"))


@pytest.fixture(scope="module")
def files(built):
    return built.files


def archive(file: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(file))


def texts(root: ElementTree.Element, tag: str) -> list[str]:
    """The words of each element of a name, as a reader sees them."""
    return [" ".join("".join(element.itertext()).split()) for element in root.iterfind(tag, SPACES)]


def test_a_cartridge_keeps_to_the_specification_and_to_the_words(files):
    packed = archive(files["teach/course.imscc"])
    assert check_cartridge(packed) == []
    manifest = ElementTree.fromstring(packed.read("imsmanifest.xml"))
    assert WORDS in texts(manifest, ".//cc:item/cc:title")
    sheet = ElementTree.fromstring(packed.read("links/light-sheet-1.xml"))
    assert sheet[1].get("href") == "https://site.example/teach/sheets/light/"
    quiz = ElementTree.fromstring(packed.read("quizzes/light.xml"))
    assert f"{WORDS} (record to 30 June 2030)" in quiz[0].get("title")
    html = texts(quiz, ".//qti1:presentation/qti1:material/qti1:mattext")
    assert len(html) == len(ANSWERS)
    for paragraph in html:
        words = unescape(paragraph.removeprefix("<p>").removesuffix("</p>"))
        assert words.startswith(WORDS), words
        assert "<b>" not in paragraph


def test_items_keep_to_the_specification_and_to_the_words(files):
    packed = archive(files["teach/questions-qti21.zip"])
    assert check_items(packed) == []
    for id_ in ANSWERS:
        item = ElementTree.fromstring(packed.read(f"items/{id_}.xml"))
        asked = texts(item, ".//qti2:prompt") or texts(item, "./qti2:itemBody/qti2:p")
        assert asked[0].startswith(WORDS)
        assert f": {WORDS} " in texts(item, "./qti2:modalFeedback/qti2:p")[0]


def test_a_package_tells_the_topic_and_the_level_of_each_question(files):
    manifest = ElementTree.fromstring(
        archive(files["teach/questions-qti21.zip"]).read("imsmanifest.xml")
    )
    of_items = ".//{http://www.imsglobal.org/xsd/imsmd_v1p2}"
    assert texts(manifest, f"{of_items}keyword") == [WORDS] * len(ANSWERS)
    assert texts(manifest, f"{of_items}value") == ["easy"] * len(ANSWERS)


def test_the_table_of_links_names_each_kind_with_its_addresses(files):
    rows = list(csv.DictReader(io.StringIO(files["teach/links.csv"].decode("utf-8-sig"))))
    assert {row["kind"] for row in rows} >= {"chart", "sheet", "glossary"}
    for row in rows:
        assert row["url"].startswith("https://site.example/")
        in_edition = row["edition_url"].startswith("https://site.example/editions/2030-06-30/")
        assert in_edition == (row["kind"] in ("section", "chart"))
    english, korean = (
        {row["id"] for row in rows if row["language"] == code} for code in ("en", "ko")
    )
    assert english & korean


def test_the_feed_and_the_search_of_browsers_are_xml(files):
    feed = ElementTree.fromstring(files["changes/feed.xml"])
    assert texts(feed, "./atom:title") == [WORDS]
    assert any(WORDS in title for title in texts(feed, "./atom:entry/atom:title"))
    calendar = Calendar.from_ical(files["promises/due.ics"])
    assert calendar["name"] == WORDS and calendar.walk("vevent")
    for language in ("en", "ko"):
        ElementTree.fromstring(files[f"search/{language}/opensearch.xml"])


def test_no_letter_gets_in_that_xml_forbids(built):
    writer = next(iter(built.published.writers.values()))
    item = next(read_items(built.book, writer, "https://site.example/"))
    spoilt = replace(item, words="a\0\a\x1b\ufffeb", because="\x7f\ud800")
    packed = archive(item_package(writer, [spoilt]))
    assert check_items(packed) == []
    read = ElementTree.fromstring(packed.read(f"items/{item.id}.xml"))
    assert "ab" in "".join(read.itertext())


@pytest.mark.parametrize("number", [*range(0x20), 0x7F, 0x85, 0xD800, 0xFFFD, 0xFFFE, 0x1F526])
def test_a_letter_is_kept_exactly_if_xml_may_hold_it(number):
    document = f"<a>x{chr(number)}y</a>"
    try:
        ElementTree.fromstring(document)
    except (ElementTree.ParseError, UnicodeEncodeError):
        assert without_forbidden(document) == "<a>xy</a>"
    else:
        assert without_forbidden(document) == document
