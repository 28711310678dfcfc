"""What a promise named itself: a number to be measured by, a day, and who made it."""

import csv
import io
from urllib.parse import parse_qsl

import pytest
import yaml

from factbook.authoring.forms import answers, form, form_of, source_of
from factbook.meaning.figures import Clarity, clarity_of_promises
from factbook.meaning.leaves import LONG_LISTS
from factbook.record.editions import known_by
from factbook.record.values import Day
from factbook.site import Folders, Request, build_site
from pages import Page
from places import TEMPLATES
from small import copy_small_record, edit
from undrawn import without_drawing

PROMISE = """
{id}:
  name: {{en: "Promise of {id}", ko: "{id} 약속"}}
  {fields}
  made: 2029-03-01
  topic: light
  summary: Lamps.
  steps:
    - {{stage: announced, date: 2029-03-01, what: So it is., sources: [gazette-2029-01-15]}}
  sources: [gazette-2029-01-15]
"""
OTHERS = {
    "by-number": "by: [ada-brightwater]\n  target: indicators/light-budget#y2030",
    "by-day": "by_organizations: [wick-works]\n  due: 2032",
    "by-nothing": "by: [ada-brightwater]",
}
ADDRESS = "https://lantern.example/record/"
REPOSITORY = "https://code.example/lantern"
BOARD = '# Promises {#top}\n\n{{ part("promises") }}\n'


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A record with a board in both languages: promises with both, with either, with neither."""
    folder = copy_small_record(tmp_path_factory.mktemp("board"))
    copy = Folders(folder / "data", folder / "docs", None, TEMPLATES)
    others = "".join(PROMISE.format(id=id_, fields=fields) for id_, fields in OTHERS.items())
    edit(copy.data / "promises" / "others.yml", "", others)
    for folder in (copy.docs, copy.docs / "ko"):
        (folder / "promises").mkdir()
        edit(folder / "promises" / "index.md", "", BOARD)
    return copy


@pytest.fixture(scope="module")
def board(folders):
    """The site of that record."""
    with without_drawing():
        return build_site(folders, Request(ADDRESS, REPOSITORY))


def test_the_board_counts_what_promises_named(board):
    clarity = clarity_of_promises(board.book)
    assert clarity == Clarity(promises=4, number=2, day=2, both=1, person=3, body=1)
    for path, language in (("promises/index.md", "en"), ("ko/promises/index.md", "ko")):
        counted = board.wordings[language].counted("clarity", clarity.promises, **vars(clarity))
        assert counted in board.pages[path]


def test_each_promise_tells_what_it_named(board):
    pages = {
        id_: Page.of_markdown(board.pages[f"promises/{id_}.md"])
        for id_ in ("every-street", *OTHERS)
    }
    none = board.wordings["en"]("none-named")
    told = {
        id_: [fact.text for fact in page.one("dl", "facts").all("dd")]
        for id_, page in pages.items()
    }
    topics = {facts.pop(0) for facts in told.values()}
    assert topics == {"Light"}
    who, made, number, day, kept_by = told["every-street"]
    assert number == "Lamps to be bought: up to 260,000 lamps"  # as planned, not as bought
    assert day == "2031" and who == "Ada Brightwater" and made == "1 March 2029"
    assert kept_by == "Lamp contest"
    assert told["by-number"][3] == told["by-nothing"][2] == told["by-nothing"][3] == none
    assert told["by-day"] == ["Wick Works", made, none, "2032"]


def test_the_table_of_promises_holds_what_they_named(board):
    rows = csv.DictReader(io.StringIO(board.files["data/promises.csv"]))
    assert {row["id"]: (bool(row["target"]), bool(row["due"])) for row in rows} == {
        "every-street": (True, True),
        "by-number": (True, False),
        "by-day": (False, True),
        "by-nothing": (False, False),
    }


def test_an_edition_names_no_number_that_was_not_known_yet(board):
    """The figure's record stands on the first of these days, the figure itself only later."""
    targets = {}
    for day in ("2029-03-31", "2029-10-31"):
        then = known_by(board.book, Day(day))
        assert "indicators/light-budget#y2029" in then.figures
        targets[day] = then.promises["by-number"].target
    assert targets == {"2029-03-31": None, "2029-10-31": "indicators/light-budget#y2030"}


def test_an_edition_says_of_no_promise_what_was_set_later(folders):
    """A day that lies ahead may have been moved since; that there was none is not known either."""
    with without_drawing():
        then = build_site(folders, Request(ADDRESS, REPOSITORY, as_of="2029-12-31"))
    assert all(promise.due is None for promise in then.book.promises.values())
    page = then.pages["promises/index.md"]
    assert 'id="every-street"' in page
    for word in ("lifeline.undated", "none-named", "number-named", "send-evidence"):
        assert then.wordings["en"](word) not in page
    assert 'class="clarity"' not in page


@pytest.mark.parametrize("folder", ["", "ko/"])
def test_each_status_leads_to_a_form_that_knows_the_promise(board, folder):
    questions = {item["id"] for item in yaml.safe_load(form("evidence"))["body"]}
    language = folder.strip("/") or "en"
    page = Page.of_markdown(board.pages[f"{folder}promises/index.md"])
    for id_, promise in board.book.promises.items():
        link = page.part(id_).one("p", "evidence-link").one("a")
        where, _, query = link.get("href").partition("?")
        given = dict(parse_qsl(query))
        assert where == f"{REPOSITORY}/issues/new" and given["template"] == "evidence.yml"
        assert given.keys() - {"template", "title"} <= questions
        assert (
            promise.name.in_(language) in given["promise"]
            and promise.name.in_(language) in given["title"]
        )
        assert given["page"] == f"{ADDRESS}{folder}promises/{id_}/"


def test_without_a_repository_the_page_of_corrections_stands_in(small_copy):
    for name in ("promises", "about"):
        (small_copy.docs / name).mkdir()
    edit(small_copy.docs / "promises" / "index.md", "", BOARD)
    edit(small_copy.docs / "about" / "corrections.md", "", "# Corrections {#top}\n\nTell us.\n")
    with without_drawing():
        page = Page.of_markdown(build_site(small_copy).pages["promises/index.md"])
    [link] = page.all("p", "evidence-link")
    assert link.one("a").get("href") == "../about/corrections/"


def test_evidence_that_is_accepted_becomes_a_source():
    answered = {
        "Promise": "A lamp on every street",
        "What the source says happened, and when": "Lit.",
    }
    answered |= {"Publisher": "The Star", "Title": "Lit", "Url": "https://star.example/1"}
    answered |= {"Accessed": "2030-06-01", "Language": "en", "Kind of source": "press"}
    body = "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answered.items())
    assert source_of(answers(form_of(body), body))[1]["url"] == "https://star.example/1"


def test_of_many_promises_a_page_draws_as_many_as_one_of_the_board(small_copy):
    """The others are counted there, and named among what mentions the person."""
    ids = [f"made-{number}" for number in range(60)]
    others = "".join(PROMISE.format(id=id_, fields=OTHERS["by-nothing"]) for id_ in ids)
    edit(small_copy.data / "promises" / "others.yml", "", others)
    with without_drawing():
        page = Page.of_markdown(build_site(small_copy).pages["people/ada-brightwater.md"])
    drawn = page.one("div", "lifelines").all("li")
    assert len(drawn) == LONG_LISTS["promises"].most
    assert f"50 of {len(ids) + 1} are drawn" in page.text
    mentions = page.one("dl", "mentions").text
    assert all(f"Promise of {id_}" in mentions for id_ in ids)


def test_a_promise_that_was_kept_late_says_so_at_its_head_and_at_the_step(small_copy):
    path = small_copy.data / "promises" / "promises.yml"
    edit(path, "due: 2031", "due: 2029-06")
    edit(path, "stage: contracted", "stage: delivered")
    for folder in (small_copy.docs, small_copy.docs / "ko"):
        edit(folder / "promises" / "index.md", "", BOARD)
    with without_drawing():
        pages = build_site(small_copy).pages
    late = {"": "after the day named, June 2029", "ko/": "정한 기한(2029년 6월)을 넘김"}
    for folder, words in late.items():
        page = Page.of_markdown(pages[f"{folder}promises/every-street.md"])
        assert words in page.one("p", "status-line").text
        assert [words in step.text for step in page.all("li", "step")] == [False, True]
