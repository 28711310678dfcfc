"""Citations: against the styles' published examples, and read back by other people's libraries."""

import json
import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON

from conftest import ROOT
from factbook.meaning.wording import read_wordings
from factbook.record.kinds import Publisher
from factbook.record.values import Day
from factbook.site import build_site
from factbook.writing.calls import Calls
from factbook.writing.citation_styles import (
    Work,
    apa,
    chicago,
    headline,
    korean,
    licence_address,
    mla,
)
from factbook.writing.citations import edition_name
from factbook.writing.reference_files import bibtex, csl_json, ris
from pages import Page
from small import edit

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))
IN_WORDS = ("plain", "apa", "mla", "chicago", "korean")
IN_EVERY_STYLE = (*IN_WORDS, "bibtex", "ris", "csl")

WHO = Work(
    "who",
    "The top 10 causes of death",
    "World Health Organization",
    "World Health Organization",
    "https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death",
    Day("2018-05-24"),
)
CLOCK = Work(
    "clock",
    "U.S. and world population clock",
    "U.S. Census Bureau",
    "U.S. Department of Commerce",
    "https://www.census.gov/popclock/",
    accessed=Day("2020-01-09"),
)
ALLEN = Work(
    "allen",
    "How an Extraordinary Coincidence Inspired Lois Lowry's New Book About World War II",
    "Allen, Rachel",
    "Slate",
    "slate.com/culture/2020/04/lois-lowry-on-the-horizon-interview-world-war-ii.html",
    Day("2020-04-22"),
)
GANDHI = Work(
    "gandhi",
    "Mahatma Gandhi, the Missing Laureate",
    "Tønnesson, Øyvind",
    "Nobelprize.org",
    "www.nobelprize.org/nobel_prizes/themes/peace/gandhi/",
    Day("2015"),
)
GOOGLE = Work(
    "google",
    "Privacy Policy",
    "Google",
    "Privacy & Terms",
    "https://www.google.com/policies/privacy/",
    Day("2017-04-17"),
    own=True,
)
YALE = Work(
    "yale",
    "About Yale: Yale Facts",
    "Yale University",
    "Yale University",
    "https://www.yale.edu/about-yale/yale-facts",
    accessed=Day("2017-05-01"),
)

PUBLISHED = [
    # apastyle.apa.org, reference examples, webpage on a website:
    # group author; with a retrieval date
    (
        apa,
        WHO,
        "World Health Organization. (2018, May 24). <i>The top 10 causes of death</i>. "
        "https://www.who.int/news-room/fact-sheets/detail/the-top-10-causes-of-death",
    ),
    (
        apa,
        CLOCK,
        "U.S. Census Bureau. (n.d.). <i>U.S. and world population clock</i>. "
        "U.S. Department of Commerce. "
        "Retrieved January 9, 2020, from https://www.census.gov/popclock/",
    ),
    # Los Angeles Southwest College library, MLA 9, web page whose publisher is the site;
    # Macmillan's handbook, works from web sites
    (
        mla,
        ALLEN,
        "Allen, Rachel. “How an Extraordinary Coincidence Inspired Lois Lowry's New Book "
        "About World War II.” <i>Slate</i>, 22 Apr. 2020, "
        "slate.com/culture/2020/04/lois-lowry-on-the-horizon-interview-world-war-ii.html.",
    ),
    (
        mla,
        GANDHI,
        "Tønnesson, Øyvind. “Mahatma Gandhi, the Missing Laureate.” <i>Nobelprize.org</i>, 2015, "
        "www.nobelprize.org/nobel_prizes/themes/peace/gandhi/.",
    ),
    # The Chicago Manual of Style Online, citation quick guide to the 17th edition,
    # website content, bibliography entries
    (
        chicago,
        GOOGLE,
        "Google. “Privacy Policy.” Privacy &amp; Terms. Last modified April 17, 2017. "
        "https://www.google.com/policies/privacy/.",
    ),
    (
        chicago,
        YALE,
        "Yale University. “About Yale: Yale Facts.” Accessed May 1, 2017. "
        "https://www.yale.edu/about-yale/yale-facts.",
    ),
]


@pytest.mark.parametrize(
    "style, work, published",
    PUBLISHED,
    ids=lambda value: getattr(value, "__name__", getattr(value, "key", "")),
)
def test_published_examples(style, work, published):
    assert style(work) == published


def test_korean_dates_stand_as_in_korean_library_guides():
    """저자. (2021. 2. 22.). 제목. 사이트. URL.

    So Kyung Hee University Library, APA Style 7th ed. Guide.
    """
    work = Work(
        "a",
        "인구 동향",
        "통계청",
        "국가통계포털",
        "https://kosis.kr/",
        Day("2021-02-22"),
        language="ko",
    )
    assert korean(work) == "통계청. (2021. 2. 22.). 인구 동향. 국가통계포털. https://kosis.kr/"


def test_an_edition_is_called_by_its_day_first():
    assert edition_name(Day("2030-06-30"), "1a2b3c") == "2030-06-30 1a2b3c"
    assert edition_name(Day("2030-06-30"), "") == ""


def test_a_question_has_no_full_stop_and_an_edition_is_told():
    work = Work(
        "q",
        "Is there light?",
        "Lantern",
        "Lantern",
        "https://l.example/",
        Day("2030-06-30"),
        edition="1a2b3c",
        own=True,
    )
    assert apa(work) == (
        "Lantern. (2030, June 30). <i>Is there light?</i> (Edition 1a2b3c). https://l.example/"
    )
    assert mla(work) == (
        "“Is There Light?” <i>Lantern</i>, edition 1a2b3c, 30 June 2030, https://l.example/."
    )
    assert chicago(work) == (
        "Lantern. “Is There Light?” Edition 1a2b3c. Last modified June 30, 2030. "
        "https://l.example/."
    )


def test_an_unsigned_article_begins_as_each_style_wants():
    work = Work(
        "u",
        "A second delivery arrives",
        "Herald",
        "Herald",
        "https://h.example/",
        Day("2030-01-02"),
        unsigned=True,
    )
    assert apa(work).startswith("<i>A second delivery arrives</i>. (2030, January 2). Herald. ")
    assert mla(work).startswith("“A Second Delivery Arrives.” <i>Herald</i>, 2 Jan. 2030")
    assert chicago(work).startswith("Herald. “A Second Delivery Arrives.” January 2, 2030.")


@pytest.mark.parametrize(
    "title, capital",
    [
        ("How much public money is there for AI?", "How Much Public Money Is There for AI?"),
        ("the chips: what of them", "The Chips: What of Them"),
        ("GPU deal and iPhone", "GPU Deal and iPhone"),
    ],
)
def test_headline_case(title, capital):
    assert headline(title) == capital


@pytest.mark.parametrize(
    "word",
    [
        *("a", "an", "the"),
        *("and", "as", "but", "nor", "or"),
        *("at", "by", "for", "from", "in", "into", "of", "on", "to", "with"),
    ],
)
def test_a_small_word_is_small_within_a_title(word):
    assert headline(f"lamps {word} streets") == f"Lamps {word} Streets"
    assert headline(f"{word} lamps {word}") == f"{word.capitalize()} Lamps {word.capitalize()}"


def test_markup_in_a_title_is_shown_as_text():
    work = Work(
        "m",
        "<script>alert()</script> & more",
        "A & B",
        "C",
        "https://c.example/?a=1&b=2",
        Day("2030"),
    )
    for style in (apa, mla, chicago, korean):
        assert "<script" not in style(work).lower()
        assert "&amp;" in style(work)


def test_a_licence_has_an_address():
    assert licence_address("CC BY 4.0") == "https://creativecommons.org/licenses/by/4.0/"
    assert licence_address("all rights reserved") == ""


# ---------------------------------------------------------------- read back

AWKWARD = Work(
    "site:page:part",
    "50% of {all} & more_ $5 #1: 등불",
    "빛의 부처, 등불과",
    "Lantern Record",
    "https://l.example/a/?x=1&y=%20#part",
    Day("2030-06-30"),
    Day("2030-07-01"),
    "1a2b3c-dirty",
    "Chart",
    "₩9.9 trillion (enacted)",
    "ko",
)


def without_tex(text: str) -> str:
    return re.sub(r"\\([&%$#_{}])", r"\1", text.removeprefix("{").removesuffix("}"))


def test_a_brace_in_an_address_opens_nothing_in_bibtex():
    work = replace(AWKWARD, url="https://example.org/{a")
    library = bibtexparser.parse_string(bibtex(work))
    assert library.entries[0].fields_dict["url"].value == "https://example.org/%7Ba"


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_bibtex_is_read_back(work):
    library = bibtexparser.parse_string(bibtex(work))
    assert not library.failed_blocks
    entry = library.entries[0]
    fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
    assert entry.key == work.key
    assert fields["url"] == work.url
    assert without_tex(fields["title"]) == work.title
    assert without_tex(fields["author"]) == work.author
    if work.date:
        day = work.date.first
        assert fields["date"] == day.isoformat()  # as biblatex knows it: "day" is no field there
        assert fields["year"] == str(day.year)
        assert fields["month"] == f"{day:%b}".lower()
    assert "day" not in fields
    assert work.edition in fields.get("note", "")


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_ris_is_read_back(work):
    (entry,) = rispy.loads(ris(work))
    assert entry["type_of_reference"] == "ELEC"
    assert entry["title"] == work.title
    assert entry["authors"] == [work.author]
    assert work.url in (entry.get("url"), *entry.get("urls", ()))
    if work.date:
        assert entry["year"] == str(work.date.first.year)
        assert entry["date"] == f"{work.date.first:%Y/%m/%d}/"


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_csl_json_is_read_back(work):
    read = CiteProcJSON(json.loads(csl_json([work])))[work.key.lower()]
    assert "".join(map(str, read["title"])) == work.title
    assert "".join(read["URL"]) == work.url
    assert read["author"][0]["literal"] == work.author
    day, written = read["issued" if work.date else "accessed"], (work.date or work.accessed).first
    assert (day["year"], day["month"], day["day"]) == (written.year, written.month, written.day)


# ---------------------------------------------------------------- who is named


@pytest.mark.parametrize(
    ("language", "in_english", "in_korean"),
    [
        ("en", "The Wire", "통신"),
        ("ko", "The Wire (Korean edition)", "통신"),
        ("de", "The Wire (German edition)", "통신 독일어판"),
    ],
)
def test_an_outlet_in_another_language_than_its_own_says_so(
    small_book, language, in_english, in_korean
):
    wire = Publisher(name={"en": "The Wire", "ko": "통신"}, language="en")
    book = replace(small_book, records={**small_book.records, "publishers": {"wire": wire}})
    source = book.sources["wire-2030-02"].model_copy(update={"language": language})
    said = {own: Calls(book, say).publisher(source) for own, say in SAY.items()}
    assert said == {"en": in_english, "ko": in_korean}


def test_a_body_that_signs_has_its_name_on_the_page(small_book):
    source = small_book.sources["wire-2030-02"]
    korean = Calls(small_book, SAY["ko"])
    assert korean.author(source.model_copy(update={"author": "Wick Works"})) == "심지공업"
    assert korean.author(source.model_copy(update={"author": "Somebody"})) == "Somebody"


# ---------------------------------------------------------------- the site


def parts_of(site, path: str) -> dict[str, dict]:
    """What the script is told of each part of a page, by its anchor."""
    told = json.loads(site.citation(path).for_script)
    return {part["id"]: part for part in told["parts"]}


def test_every_page_has_its_citation_in_every_style_that_people_read(small_site):
    """For reference managers the script makes it."""
    for path, work in small_site.cited.items():
        citation = small_site.citation(path)
        say = small_site.wordings[work.language]
        labels = [say(f"cite.{style}") for style in IN_WORDS]
        assert [written.label for written in citation.written] == labels, path
        assert all(work.url in written.text for written in citation.written), path


def test_a_figure_is_cited_with_its_value(small_site):
    part = parts_of(small_site, "programs/lamp-contest.md")["lamps"]
    assert part["shape"] == "figure"
    assert "240,000" in part["note"]


def test_a_chart_is_cited_by_its_own_title(small_site):
    part = parts_of(small_site, "index.md")["chart-light-budget"]
    assert part["shape"] == "chart"
    assert part["words"] == "The budget for light rose to SEK 4.5 billion"
    assert part["headline"] == "The Budget for Light Rose to SEK 4.5 Billion"


def test_what_the_script_reads_cannot_end_its_element(small_copy):
    edit(small_copy.data / "site.yml", "The Lantern Record", "</script><b>The Lantern Record")
    citation = build_site(small_copy).citation("index.md")
    assert "<" not in citation.for_script
    assert json.loads(citation.for_script)["title"]


def test_a_citation_is_a_small_part_of_a_page(small_site):
    for path in small_site.cited:
        assert len(small_site.citation(path).for_script) < 3_000, path


def test_every_source_is_cited(small_site):
    page = Page.of(small_site.files["cite/sources/index.html"])
    assert page.one("meta", name="robots").get("content") == "noindex"
    for id_, source in small_site.book.sources.items():
        cited = page.part(id_)
        assert len(cited.all("dd")) == len(IN_EVERY_STYLE)
        assert source.title_in("en") in cited.text, id_
    library = bibtexparser.parse_string(small_site.files["data/bibliography.bib"])
    assert {entry.key for entry in library.entries} == set(small_site.book.sources)
