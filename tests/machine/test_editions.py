"""The record as it stood on an earlier day, and what changed between the days."""

import re
from xml.etree import ElementTree

import pytest

from conftest import ROOT, mkdocs_build
from factbook.meaning.changes import changes
from factbook.meaning.wording import read_wordings
from factbook.record.editions import known_by
from factbook.record.problems import Mistakes
from factbook.record.rules import parts
from factbook.record.values import Day
from factbook.site import (
    Folders,
    build_site,
    check_site,
    edition_day,
    edition_of,
    make_writers,
    site_pages,
)

BEFORE_THE_CHOICE = Day("2029-10-31")


def test_later_readings_steps_and_sources_are_unseen(small_book):
    then = known_by(small_book, BEFORE_THE_CHOICE)
    contest = then.programs["lamp-contest"]
    assert [step.stage for step in contest.steps] == ["announced"]
    assert [reading.stage for reading in then.figures["programs/lamp-contest#lamps"].readings] == [
        "announced"
    ]
    assert set(then.sources) == {"gazette-2029-01-15"}
    assert (
        "programs/lamp-contest#lamps" not in then.unseen and "sources/herald-2030-01" in then.unseen
    )


def test_words_written_with_hindsight_are_left_out(small_book):
    then = known_by(small_book, BEFORE_THE_CHOICE)
    assert then.programs["lamp-contest"].summary.en == ""
    assert (
        then.people["ada-brightwater"].role.en == "" if "ada-brightwater" in then.people else True
    )


def test_prose_says_that_a_later_figure_is_not_yet_known(small_folders):
    page = build_site(small_folders, as_of="2029-01-31").pages["index.md"]
    assert "not yet known" in page
    assert "4.5 billion" not in page and "240,000" not in page


def test_the_day_itself_changes_nothing(small_book):
    now = known_by(small_book, small_book.site.as_of)
    assert now.figures == small_book.figures and not now.unseen


@pytest.mark.parametrize(
    "day, told", [("soon", "must be a day"), ("2031-01-01", "after the record's end")]
)
def test_a_wrong_day_is_told(small_book, day, told):
    with pytest.raises(Mistakes, match=told):
        edition_day(day, small_book)


@pytest.mark.parametrize("day", ["2025-12-15", "2026-01-31"])
def test_the_real_record_stands_on_any_day(real_book, day):
    """Nothing dated later is left anywhere in the edition."""
    then = known_by(real_book, Day(day))
    for address in then.addresses():
        for path, part in parts(then.get(address)):
            for name in ("date", "as_of", "published"):
                dated = getattr(part, name, None)
                assert not isinstance(dated, Day) or dated.first <= Day(day).last, (
                    address,
                    path,
                    name,
                )


def test_the_real_record_is_written_as_it_stood():
    folders = Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache")
    book, prose, _ = check_site(folders)
    then = edition_of(book, Day("2025-11-30"))
    pages = site_pages(
        then,
        make_writers(
            then,
            folders,
            read_wordings(folders.templates / "words.yml", book.site.languages),
            prose,
            "",
        ),
        prose,
    )
    assert "₩9.9 trillion" not in pages["money.md"] and "9조 9,000억" not in pages["ko/money.md"]
    assert (
        "₩10.1 trillion" in pages["indicators/ai-budget.md"]
        and "10조 1,000억" in pages["ko/indicators/ai-budget.md"]
    )


def test_changes_are_derived_old_and_new(small_book):
    found = [
        (
            str(change.day),
            change.kind,
            change.before and change.before.stage,
            change.after and change.after.stage,
        )
        for change in changes(small_book)
    ]
    assert ("2029-12-20", "update", "proposed", "enacted") in found
    assert ("2029-11-30", "step", None, None) in found
    assert [day for day, *_ in found] == sorted((day for day, *_ in found), reverse=True)


def test_the_feed_is_atom(real_site):
    feed = ElementTree.parse(real_site / "changes" / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    ids = [entry.findtext(f"{atom}id") for entry in entries]
    assert feed.findtext(f"{atom}title") and feed.findtext(f"{atom}id") and len(entries) == 100
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext(f"{atom}title") and re.fullmatch(
            r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{atom}updated")
        )


def test_home_answers_in_under_120_words(real_site):
    page = (real_site / "index.html").read_text(encoding="utf-8")
    answer = re.search(r'<p class="answer"[^>]*>(.*?)</p>', page, re.S)[1]
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<button.*?</button>", "", answer, flags=re.S)).split()
    assert 40 < len(words) < 120


def test_an_edition_says_so_and_leads_to_the_present(tmp_path):
    target = tmp_path / "edition"
    done = mkdocs_build(ROOT, target, AS_OF="2025-12-31", PRESENT="../../")
    assert done.returncode == 0, done.stderr
    page = (target / "programs" / "model-contest" / "index.html").read_text(encoding="utf-8")
    assert 'content="noindex"' in page
    assert (
        'href="../../../../programs/model-contest/"'
        in re.search(r'<p class="edition".*?</p>', page, re.S)[0]
    )


def test_a_day_before_the_record_begins_is_told(small_folders):
    with pytest.raises(Mistakes, match="did not yet know its minister"):
        build_site(small_folders, as_of="2028-01-01")
