"""`make diff`: what a change changes, in words."""

import shutil
import subprocess

import pytest

from commands import Done, typed
from conftest import MACHINE, ROOT
from factbook.authoring.renaming import rename
from factbook.authoring.review import Side, differences
from factbook.commands.diff import files_beside
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book, read_book
from factbook.record.folders import Folders
from factbook.writing.check import read_texts
from factbook.writing.ledger import read_ledger
from small import copy_small_record, edit, keep_what_is_made

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en",))["en"]


def side(root) -> Side:
    prose, _ = read_texts(root / "docs")
    files = dict(files_beside(Folders(root / "data", root / "docs")))
    return Side(load_book(root / "data"), prose, read_ledger(root / "data")[0], files)


@pytest.fixture
def project(tmp_path):
    return copy_small_record(tmp_path)


@pytest.fixture
def edited(project):
    edit(
        project / "data" / "indicators" / "light-budget.yml",
        "- {value: 4.5 billion",
        "- {value: 4.2 billion",
    )
    edit(
        project / "data" / "programs" / "lamp-contest.yml",
        "The candle maker was dropped.",
        "The candle maker left.",
    )
    edit(project / "data" / "programs" / "lamp-contest.yml", "date: 2029-11-30", "date: 2029-11-29")
    edit(
        project / "data" / "glossary" / "all.yml", "A measure of light.", "How much light there is."
    )
    edit(project / "docs" / "index.md", "See {{ term", "Look at {{ term")
    return project


def test_nothing_changed(project):
    assert differences(side(project), side(project), SAY) == []


def test_what_changed(project, small_book, edited):
    before = Side(small_book, read_texts(MACHINE / "small_docs")[0])
    found = {
        (difference.sort, difference.verb, difference.where): difference
        for difference in differences(before, side(edited), SAY)
    }
    budget = found["figures", "revised", "indicators/light-budget#y2030"]
    assert (
        "4.5 billion (enacted as of 2029-12-20" in budget.before
        and "4.2 billion (enacted as of 2029-12-20" in budget.after
    )
    assert found[
        "steps", "removed", "programs/lamp-contest#on-2029-11-30-under-way"
    ].before.endswith("The candle maker was dropped. (herald-2030-01, leaves: candle-company)")
    assert ("steps", "added", "programs/lamp-contest#on-2029-11-29-under-way") in found
    assert (
        found["texts", "revised", "glossary/lumen meaning (en)"].after == "How much light there is."
    )
    assert found["prose", "revised", "docs/index.md"].after.startswith("Look at")
    assert ("addresses", "removed", "programs/lamp-contest/#on-2029-11-30-under-way") in found
    assert len(found) == 7


def test_fields_that_hold_no_words_are_told_too(project):
    """A due day that is moved, a sort or the record's end: nothing was said to have changed."""
    before = side(project)
    edit(project / "data" / "site.yml", "as_of: 2030-06-30", "as_of: 2030-07-31")
    edit(project / "data" / "promises" / "promises.yml", "  due: 2031\n", "  due: 2032\n")
    edit(project / "data" / "programs" / "lamp-contest.yml", "kind: contest", "kind: plan")
    found = differences(before, side(project), SAY)
    told = [(one.sort, one.where, one.before, one.after) for one in found]
    assert ("fields", "site as_of", "2030-06-30", "2030-07-31") in told
    assert any(one[1].endswith(" due") and one[2:] == ("2031", "2032") for one in told)
    assert ("fields", "programs/lamp-contest kind", "contest", "plan") in told
    assert {sort for sort, *_ in told} == {"fields"}


@pytest.mark.parametrize(
    "old, new, sort",
    [
        ("value: 26만", "value: 25만", "figures"),
        ("value: 230000", "value: 235000", "figures"),
        ("qualifier: up-to", "qualifier: up-to, confidence: low", "figures"),
        ("부처가 공모를", "의회가 공모를", "steps"),
        ("leaves: [candle-company]", "leaves: [wick-works]", "steps"),
    ],
)
def test_all_of_readings_and_steps_is_told(project, old, new, sort):
    """Of an earlier reading, a dispute, a second language or who leaves nothing was told."""
    before = side(project)
    edit(project / "data" / "programs" / "lamp-contest.yml", old, new)
    (found,) = differences(before, side(project), SAY)
    assert (found.sort, found.verb) == (sort, "revised")


def test_a_place_is_told_as_an_author_knows_it(project):
    """A dispute was told as 'disputed_by.0.value: 230000', a text as 'readings.1.note'."""
    before = side(project)
    contest = project / "data" / "programs" / "lamp-contest.yml"
    edit(contest, "value: 230000", "value: 235000")
    edit(contest, "stage: contracted,", "stage: contracted, note: Counted anew.,")
    edit(contest, "stage: under-way\n", "stage: under-way\n      tender: true\n")
    found = differences(before, side(project), SAY)
    told = {one.where: one.after for one in found}
    assert "disputed by wire-2030-02: value 235000" in told["programs/lamp-contest#lamps"]
    assert told["programs/lamp-contest figures lamps readings no. 2 note (en)"] == "Counted anew."
    step = told["programs/lamp-contest#on-2029-11-30-under-way"]
    assert step.endswith("leaves: candle-company, tender: true)")


@pytest.mark.parametrize("name", ["redirects.yml", "outline.json", "editions/2030-01-31.tar.xz"])
def test_a_file_beside_the_record_is_told(project, name):
    """Where a redirect led, an outline or an edition: nothing was said to have changed."""
    path = project / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("another", encoding="utf-8")
    assert f"data/{name}" in dict(files_beside(Folders(project / "data", project / "docs")))


def test_texts_of_the_site_are_told_too(project):
    """Nothing was said to have changed where the site has another name or another licence."""
    before = side(project)
    edit(project / "data" / "site.yml", "The Lantern Record", "The Lamp Record")
    edit(project / "data" / "site.yml", "licence: {en: CC BY 4.0}", "licence: {en: CC0}")
    found = differences(before, side(project), SAY)
    assert [(one.sort, one.where, one.before, one.after) for one in found] == [
        ("texts", "site licence (en)", "CC BY 4.0", "CC0"),
        ("texts", "site name (en)", "The Lantern Record", "The Lamp Record"),
    ]


def test_a_page_with_a_new_name_is_told_as_one(project):
    """Its sentences are compared with those that it had under the old one."""
    old, new = project / "docs" / "lamps.md", project / "docs" / "lights.md"
    old.write_text("# Lamps {#top}\n\nThey burn.\n", encoding="utf-8")
    before = side(project)
    old.unlink()
    new.write_text("# Lamps {#top}\n\nThey do not burn.\n", encoding="utf-8")
    (project / "data" / "redirects.yml").write_text("lamps/: lights/\n", encoding="utf-8")
    found = differences(before, side(project), SAY)
    told = [(difference.sort, difference.verb, difference.where) for difference in found]
    assert told == [
        ("prose", "revised", "docs/lights.md"),
        ("addresses", "moved", "lamps/ to lights/"),
        ("files", "added", "data/redirects.yml"),
    ]


def told_of(before: Side, after: Side) -> list[tuple[str, str, str]]:
    """What differs of the record itself."""
    found = differences(before, after, SAY)
    named = [(one.sort, one.verb, one.where) for one in found]
    return [one for one in named if one[0] in ("figures", "steps", "records", "texts", "fields")]


def test_a_record_with_a_new_name_is_told_as_one(project):
    """Its figures, steps and texts were told as removed, and as added."""
    before = side(project)
    folders = Folders(project / "data", project / "docs", None, ROOT / "docs" / "templates")
    rename(folders, "programs/lamp-contest", "programs/lantern-contest")
    named = ("records", "moved", "programs/lamp-contest to programs/lantern-contest")
    told = told_of(before, side(project))
    assert named in told
    assert not [one for one in told if one[1] in ("added", "removed")]
    contest = project / "data" / "programs" / "lantern-contest.yml"
    edit(contest, "value: 26만", "value: 25만")
    edit(contest, "The candle maker was dropped.", "The candle maker left.")
    again = told_of(before, side(project))
    assert ("figures", "revised", "programs/lantern-contest#lamps") in again
    assert ("steps", "revised", "programs/lantern-contest#on-2029-11-30-under-way") in again


def test_a_figure_with_a_new_name_is_told_as_one(project):
    before = side(project)
    folders = Folders(project / "data", project / "docs", None, ROOT / "docs" / "templates")
    rename(folders, "programs/lamp-contest#lamps", "programs/lamp-contest#lights")
    told = told_of(before, side(project))
    moved = "programs/lamp-contest#lamps to programs/lamp-contest#lights"
    assert ("figures", "moved", moved) in told
    assert not [one for one in told if one[1] in ("added", "removed")]


def test_a_record_that_leads_to_another_one_is_told_as_removed(project):
    """An address that leads on to what was there before is no other name of it."""
    before = side(project)
    (project / "data" / "investments" / "lamp-fund.yml").unlink()
    redirect = "investments/lamp-fund/: programs/lamp-contest/\n"
    (project / "data" / "redirects.yml").write_text(redirect, encoding="utf-8")
    read = Side(read_book(project / "data")[0], {}, read_ledger(project / "data")[0])
    assert ("records", "removed", "investments/lamp-fund") in told_of(before, read)


@pytest.fixture
def repository(project):
    """The small record with the machine's templates, committed, and then edited."""
    shutil.copytree(ROOT / "docs" / "templates", project / "docs" / "templates")
    shutil.copytree(
        ROOT / "docs" / "assets",
        project / "docs" / "assets",
        ignore=shutil.ignore_patterns("screenshots"),
    )
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], cwd=project, check=True)
    keep_what_is_made(project)
    edit(
        project / "data" / "indicators" / "light-budget.yml",
        "- {value: 4.5 billion",
        "- {value: 4.2 billion",
    )
    return project


def diff(repository, *more: str) -> Done:
    return typed("diff", *more, folder=repository)


def test_the_command_and_the_review_sheet(repository):
    done = diff(repository, "--base", "HEAD", "--sheet", "review/sheet.html")
    assert done.returncode == 0, done.stderr
    assert (
        "revised indicators/light-budget#y2030" in done.stdout
        and "before: SEK\xa04.5 billion" in done.stdout
    )
    sheet = (repository / "review" / "sheet.html").read_text(encoding="utf-8")
    assert (
        "4.5 billion" in sheet
        and "4.2 billion" in sheet
        and sheet.count("<svg") >= 2
        and "data/charts/light-budget.svg" in sheet
    )
    assert "data/charts/contest.svg" not in sheet, "a chart that did not change is not shown"
    assert subprocess.run(
        ["git", "status", "--short"], cwd=repository, capture_output=True, text=True
    ).stdout.split() == ["M", "data/indicators/light-budget.yml", "??", ".cache/", "??", "review/"]


def test_a_chart_with_a_new_name_that_is_drawn_as_before_is_not_shown(repository):
    templates = repository / "docs" / "templates"
    folders = Folders(repository / "data", repository / "docs", None, templates)
    rename(folders, "charts/contest", "charts/lamps")
    done = diff(repository, "--base", "HEAD", "--sheet", "sheet.html")
    assert done.returncode == 0 and "moved charts/contest to charts/lamps" in done.stdout
    sheet = (repository / "sheet.html").read_text(encoding="utf-8")
    assert "data/charts/contest.svg" not in sheet and "data/charts/lamps.svg" not in sheet
    assert "data/charts/light-budget.svg" in sheet


def test_a_review_sheet_in_the_place_of_a_folder_is_refused(repository):
    done = diff(repository, "--sheet", "docs")
    assert done.returncode == 1 and "as in docs/review.html" in done.stderr


def test_words_menu_and_styles_are_told_by_their_files(repository):
    (repository / "mkdocs.yml").write_text("site_name: Light\n", encoding="utf-8")
    edit(repository / "docs" / "templates" / "words.yml", "{en: Charts,", "{en: Drawings,")
    (repository / "docs" / "assets" / "embed.js").unlink()
    told = diff(repository).stdout.partition("Words of the interface, menu, looks")[2]
    assert told.splitlines()[1:] == [
        "  removed docs/assets/embed.js",
        "  revised docs/templates/words.yml",
        "  added mkdocs.yml",
    ]


def test_what_cannot_be_read_is_not_told_as_removed_without_a_word(repository):
    with (repository / "data" / "indicators" / "light-budget.yml").open("a") as file:
        file.write("x: [\n")
    done = diff(repository)
    assert "removed indicators/light-budget" in done.stdout
    first, mistake = done.stdout.splitlines()[:2]
    assert first.startswith("The record has mistakes")
    assert mistake.startswith("data/indicators/light-budget.yml:")


def test_what_could_not_be_read_before_is_not_told_as_added_without_a_word(repository):
    """A commit that mends a mistake was told as one that adds a record."""
    budget = repository / "data" / "indicators" / "light-budget.yml"
    whole = budget.read_bytes()
    budget.write_bytes(whole + b"x: [\n")
    commit = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit"]
    subprocess.run([*commit, "-qam", "broken"], cwd=repository, check=True)
    budget.write_bytes(whole)
    first, mistake = diff(repository).stdout.splitlines()[:2]
    assert first == "The record of HEAD has mistakes; what cannot be read is told as added:"
    assert mistake.startswith("data/indicators/light-budget.yml:")


def test_a_base_that_is_not_there(repository):
    done = diff(repository, "--base", "no-such-branch; echo x")
    assert (
        done.returncode == 1
        and "no commit 'no-such-branch; echo x'" in done.stderr
        and "Traceback" not in done.stderr
    )


def test_a_base_that_git_would_take_for_an_option(repository):
    """One of these writes a file."""
    for base in ("--help", "--output=written"):
        done = diff(repository, "--base", base)
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
        assert f"not '{base}'" in done.stderr
    assert not list(repository.glob("written*"))
