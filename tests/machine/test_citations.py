"""Citations: against the styles' published examples, and read back by other people's libraries."""

import json
import re

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON

from factbook.record.values import Day
from factbook.writing.citation_styles import (
    Work,
    apa,
    chicago,
    headline,
    korean,
    licence_address,
    mla,
)
from factbook.writing.citations import work_of_source
from factbook.writing.reference_files import bibtex, csl_json, ris

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
    assert (
        apa(work)
        == "Lantern. (2030, June 30). <i>Is there light?</i> (Edition 1a2b3c). https://l.example/"
    )
    assert (
        mla(work)
        == "“Is There Light?” <i>Lantern</i>, edition 1a2b3c, 30 June 2030, https://l.example/."
    )
    assert (
        chicago(work)
        == "Lantern. “Is There Light?” Edition 1a2b3c. Last modified June 30, 2030. https://l.example/."
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
        assert "<script" not in style(work).lower() and "&amp;" in style(work)


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


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_bibtex_is_read_back(work):
    library = bibtexparser.parse_string(bibtex(work))
    assert not library.failed_blocks
    entry = library.entries[0]
    fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
    assert entry.key == work.key and fields["url"] == work.url
    assert (
        without_tex(fields["title"]) == work.title and without_tex(fields["author"]) == work.author
    )
    if work.date:
        assert (fields["year"], fields["day"]) == (
            str(work.date.first.year),
            str(work.date.first.day),
        ) and fields["month"] in ("may", "apr", "jun", "5", "4", "6")
    assert work.edition in fields.get("note", "")


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_ris_is_read_back(work):
    (entry,) = rispy.loads(ris(work))
    assert (
        entry["type_of_reference"] == "ELEC"
        and entry["title"] == work.title
        and entry["authors"] == [work.author]
    )
    assert work.url in (entry.get("url"), *entry.get("urls", ()))
    if work.date:
        assert (
            entry["year"] == str(work.date.first.year)
            and entry["date"] == f"{work.date.first:%Y/%m/%d}/"
        )


@pytest.mark.parametrize("work", [WHO, CLOCK, GOOGLE, AWKWARD], ids=lambda work: work.key)
def test_csl_json_is_read_back(work):
    read = CiteProcJSON(json.loads(csl_json([work])))[work.key.lower()]
    assert (*map(str, read["title"]), *read["URL"], read["author"][0]["literal"]) == (
        work.title,
        work.url,
        work.author,
    )
    day, written = read["issued" if work.date else "accessed"], (work.date or work.accessed).first
    assert (day["year"], day["month"], day["day"]) == (written.year, written.month, written.day)


# ---------------------------------------------------------------- the site


def test_every_page_has_its_citations(small_site):
    for path, parts in small_site.cited.items():
        url = (
            path.removesuffix("index.md")
            if path.endswith("index.md")
            else path.removesuffix(".md") + "/"
        )
        page = small_site.files[f"cite/{url}index.html"]
        assert 'name="robots" content="noindex"' in page
        assert re.findall(r'<section class="citation" id="([^"]+)"', page) == [
            part.anchor for part in parts
        ]
        for suffix in ("bib", "ris", "json"):
            assert (
                parts[0].work.title.split()[0] in small_site.files[f"cite/{url}citation.{suffix}"]
            )


def test_a_figure_is_cited_with_its_value_and_day(small_site):
    part = next(
        part for part in small_site.cited["programs/lamp-contest.md"] if part.anchor == "lamps"
    )
    assert part.work.date == small_site.book.site.as_of and "240,000" in part.work.note
    assert part.work.url.endswith("programs/lamp-contest/#lamps")
    page = small_site.files["cite/programs/lamp-contest/index.html"]
    assert "240,000" in page and "as of 30 June 2030" in page


def test_a_chart_is_cited_by_its_own_title(small_site):
    part = next(
        part for part in small_site.cited["index.md"] if part.anchor == "chart-light-budget"
    )
    assert part.work.medium == "Chart" and "[Chart]" in apa(part.work)


def test_every_source_is_cited(small_site):
    for id_ in small_site.book.sources:
        assert (
            work_of_source(small_site.book, id_).title.split()[0]
            in small_site.files[f"cite/sources/{id_}/index.html"]
        )
    assert len(bibtexparser.parse_string(small_site.files["data/bibliography.bib"]).entries) == len(
        small_site.book.sources
    )
