"""Search: what the index of the record holds, and how well it answers readers."""

import gzip
import re
import xml.etree.ElementTree as xml
from collections.abc import Iterator

import pytest

import search_report
from conftest import ROOT
from factbook.meaning.figures import current, rounded_reading
from factbook.meaning.wording import NO_BREAK
from factbook.publishing.search_fold import fold
from search_report import Case
from sweeps import part_of

# How often the right result is to stand first, and among the first three.
FIRST, THREE = 0.90, 0.98
FOLD = """async ([address, texts]) => {
  const { fold } = await import(address)
  return [texts.map(fold), fold(texts.join("\\n")).split("\\n")]
}"""
HARD_TO_FOLD = [
    "ㄳ ㅘ ㅢ ㅒ",
    "1.25천조",
    "İstanbul ß ﬁ ①",
    "通义千问 한국",
    "5만2천",
    "12.34567천",
    "1만3136장 2천2026 3만 2026년 1만3,136",
    "1만 3,136장 1만 456장 10만 5월 1억 4,986만 5,000원 13만 1072 2만 3,1",
    "e\u0301 ’s o'clock",
    "٣ ４",
    "a_b.c 1.2.3 .5",
    "\u1112\u1161\u11ab",
]
NAMED = ("people", "organizations", "programs", "investments", "indicators", "charts")


# ---------------------------------------------------------------- the index


def rows(web, language: str, *kinds: str) -> list[list]:
    """The rows of all files of these kinds; those of names are in several."""
    found = []
    for path in sorted(web.files):
        folder, _, name = path.rpartition("/")
        if folder == f"search/{language}" and name.startswith(kinds) and name.endswith(".json"):
            file = web.json(path)
            found += file if isinstance(file, list) else file["names"]
    return found


def test_every_record_with_a_name_and_every_figure_can_be_found(web, real_book):
    kinds = {row[0]: row[1] for row in rows(web, real_book.site.languages[0], "names")}
    for kind in NAMED:
        assert {f"{kind}/{id_}/" for id_ in real_book.records[kind]} <= kinds.keys()
    assert {f"glossary/#{id_}" for id_ in real_book.glossary} <= kinds.keys()
    assert list(kinds.values()).count("figures") == len(real_book.figures)


def test_an_index_leads_to_pages_of_its_own_language_alone(web, real_book, language_folders):
    pages = {
        language: {row[0] for row in rows(web, language, "names", "texts")}
        for language in language_folders
    }
    first, *others = pages
    for language in others:
        folder = language_folders[language]
        assert all(url.startswith(folder) for url in pages[language])
        assert not any(url.startswith(folder) for url in pages[first])
        assert {url.removeprefix(folder) for url in pages[language]} <= pages[first]
        for kind in NAMED:
            own = {f"{folder}{kind}/{id_}/" for id_ in real_book.records[kind]}
            assert own <= pages[language] or not web.has(f"{folder}{kind}/")


def test_every_result_leads_somewhere(web, language_folders):
    for language in language_folders:
        for url in {row[0] for row in rows(web, language, "names", "texts")}:
            page, _, anchor = url.partition("#")
            assert web.has(page), url
            assert not anchor or anchor in web.page(page).ids, url


def test_a_first_search_reads_little(web):
    for path in web.files:
        if path.startswith("search/") and path.endswith(".json"):
            size = len(gzip.compress((web / path).read_bytes()))
            assert size < (36_000 if path.endswith("/names.json") else 8_000), path


def test_the_scripts_are_small(web):
    scripts = [(web / "assets" / name).read_bytes() for name in ("search.js", "search/index.js")]
    assert sum(len(gzip.compress(script)) for script in scripts) < 15_000


def test_browsers_and_robots_are_told(web, address, real_book):
    first = real_book.site.languages[0]
    root = xml.parse(web / f"search/{first}/opensearch.xml").getroot()
    parts = {child.tag.partition("}")[2]: child for child in root}
    assert parts["Url"].get("template") == f"{address}search/?q={{searchTerms}}"
    assert len(parts["ShortName"].text) <= 16
    assert f"Sitemap: {address}sitemap.xml" in web.read("robots.txt")
    assert web.page("").all("link", rel="search")


# ---------------------------------------------------------------- in the browser


@pytest.fixture(scope="module")
def served(real_site):
    running, address = search_report.serve(real_site.parent)
    yield f"{address}{real_site.name}/"
    running.shutdown()


@pytest.fixture(scope="module")
def scripts():
    """Where the modules of the search can be read one by one."""
    running, address = search_report.serve(ROOT / "docs" / "assets")
    yield address
    running.shutdown()


def test_python_and_the_browser_fold_alike(browser, scripts, real_book):
    texts = [*HARD_TO_FOLD, *(case.query for case in search_report.read_cases())]
    for records in real_book.records.values():
        for record in records.values():
            if name := getattr(record, "name", None):
                texts += [words for _, words in name.others("")]
                texts += getattr(record, "aliases", ())
    for figure in real_book.figures.values():
        for reading in figure.readings:
            texts.append(f"{reading.value} {figure.label.en}")
    page = browser.new_page()
    page.goto(scripts + "mark.svg")
    each, lines = page.evaluate(FOLD, [f"{scripts}search/fold.js", texts])
    page.close()
    folded = [fold(text) for text in texts]
    assert dict(zip(texts, folded, strict=True)) == dict(zip(texts, each, strict=True))
    assert lines == folded


def test_the_right_result_stands_first(browser, served, web):
    """Of the queries whose answer is still on the site; a record may be renamed or go."""
    cases = [
        case
        for case in search_report.read_cases()
        if any(web.has(wanted.partition("#")[0]) for wanted in case.wanted)
    ]
    if not cases:
        pytest.skip("no queries were written for this record")
    page = browser.new_page()
    outcomes = search_report.run(page, served, cases)
    page.close()
    missed = [
        (outcome.case.query, outcome.first_three)
        for outcome in outcomes
        if outcome.place is None or outcome.place > 2
    ]
    first, three = search_report.shares(outcomes)
    assert first >= FIRST, missed
    assert three >= THREE, missed


# ---------------------------------------------------------------- numbers as they are printed

MOST = 12  # figures of each language
A_NUMBER = re.compile(r"\d.*\d.*\d|\d.*[^\W\d]")  # a number of one or two digits is everywhere


def test_a_number_is_found_as_it_is_printed(browser, served, web, real_book, wordings):
    """With its unit, without, and without commas, in each language: a page that prints it."""
    cases = [case for language, say in wordings.items() for case in printed(web, real_book, say)]
    page = browser.new_page()
    outcomes = search_report.run(page, served, cases)
    page.close()
    assert {
        (outcome.case.language, outcome.case.query): outcome.first_three
        for outcome in outcomes
        if outcome.place is None
    } == {}


def printed(web, book, say) -> Iterator[Case]:
    """What a reader types who has seen a figure, and the pages on which it stands."""
    folder = book.languages[say.language].folder
    others = tuple(one.folder for one in book.languages.values() if one.folder not in ("", folder))
    texts = {
        url: page.text
        for url, page in web.pages()
        if url.startswith(folder) and not (others and url.startswith(others))
    }
    for address in part_of(sorted(book.figures), MOST):
        figure = book.figures[address]
        reading = rounded_reading(current(figure))
        value = reading.low if reading.value is None else reading.value
        number = say.number(value).replace(NO_BREAK, " ")
        words = say.reading(reading, book.units[figure.unit]).replace(NO_BREAK, " ")
        if not A_NUMBER.search(number) or number not in words:
            continue
        stands = re.compile(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)")
        pages = tuple(url for url, text in texts.items() if stands.search(text))
        for query in dict.fromkeys((words, number, number.replace(",", ""))):
            if pages:
                yield Case(say.language, "printed", query, pages)
