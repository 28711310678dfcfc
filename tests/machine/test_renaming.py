"""`make rename` and `make remove`: all that names a thing follows, each address of it leads on."""

import errno
import re
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from commands import Done, typed
from conftest import ROOT
from factbook.authoring import renaming
from factbook.record.folders import Folders
from factbook.record.problems import LET_YOURSELF
from factbook.site import build_site
from factbook.writing.ledger import read_ledger, write_ledger
from small import edit, messages, whole_project
from sweeps import part_of
from undrawn import without_drawing

LIGHT = """---
title: Light
topic: light
---
# Light {#top}

## Lamps {#lamps}

[The contest](programs/lamp-contest.md#steps), [its lamps](promises/index.md#every-street),
[a sheet](teach/sheets/light.md),
[start](index.md), [here](#lamps) and {{ office("ada-brightwater", "the minister") }}.
"""
WATCH = """feeds:
  gazette: {name: Gazette, url: "https://gazette.example/feed.xml", language: en, kind: official}
who: [minister]
what: {light: [lamps]}  # weaker words
"""

RENAMED = [
    ("programs/lamp-contest", "programs/lantern-contest"),
    ("programs/lamp-contest#lamps", "programs/lamp-contest#lanterns"),
    ("people/ada-brightwater", "people/ada-darkwater"),
    ("promises/every-street", "promises/each-street"),
    ("indicators/light-budget", "indicators/budget"),
    ("indicators/light-budget#y2030", "indicators/light-budget#year-2030"),
    ("charts/light-budget", "charts/budget-for-light"),
    ("glossary/lumen", "glossary/brightness"),
    ("sources/herald-2030-01", "sources/the-herald-2030-01"),
    ("topics/light", "topics/lamps"),
    ("units/crown", "units/thaler"),
    ("light.md", "lamps.md"),
    ("light.md", "about/lamps.md"),
    ("light.md#lamps", "light.md#bulbs"),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """The small record with a chart and a page of each kind, all its addresses in the ledger."""
    folder = whole_project(tmp_path_factory.mktemp("published"))
    (folder / "docs" / "light.md").write_text(LIGHT, encoding="utf-8")
    korean = LIGHT.replace("](p", "](../p").replace("](t", "](../t")
    (folder / "docs" / "ko" / "light.md").write_text(korean, encoding="utf-8")
    (folder / "data" / "watch.yml").write_text(WATCH, encoding="utf-8")
    folders = Folders(folder / "data", folder / "docs")
    assert not messages(folders)
    with without_drawing():
        write_ledger(folder / "data" / "permalinks.txt", build_site(folders).addresses)
    return folder


@pytest.fixture
def project(published, tmp_path) -> Path:
    """A copy of it that a test may change; its templates are those of the machine."""
    without = ignore_patterns("templates", "hooks", ".cache")
    return copytree(published, tmp_path / "project", ignore=without)


def folders_of(project: Path) -> Folders:
    return Folders(project / "data", project / "docs", None, ROOT / "docs" / "templates")


def run(project: Path, command: str, *words: str) -> Done:
    where = ("--data", project / "data", "--docs", project / "docs")
    return typed(command, *words, *where, "--templates", ROOT / "docs" / "templates")


def all_words(project: Path) -> str:
    files = (*project.rglob("data/**/*.yml"), *project.rglob("docs/**/*.md"))
    return "\n".join(
        path.read_text(encoding="utf-8") for path in files if path.name != "redirects.yml"
    )


def assert_all_lands(project: Path, before: frozenset[str] | set[str]) -> None:
    """Each address that was ever published stands, or leads to one that does."""
    folders = folders_of(project)
    with without_drawing():
        built = build_site(folders)  # which tells what is lost, and where a redirect leads wrong
    assert not built.warnings
    ledger, _ = read_ledger(folders.data)
    assert before <= set(ledger.lines)
    for address in before - built.addresses:
        assert ledger.successor(address) in built.addresses, address
        page = address.partition("#")[0]
        assert page in built.addresses or f"{page}index.html" in built.files


@pytest.mark.long
@pytest.mark.parametrize("old, new", part_of(RENAMED, 7))
def test_what_names_it_follows_and_each_address_leads_on(project, old, new):
    before = set(read_ledger(project / "data")[0].lines)
    done = run(project, "rename", old, new)
    assert done.returncode == 0, done.stderr
    if not old.endswith(".md"):
        assert not re.search(rf"(?<![\w-]){re.escape(old)}(?![\w-])", all_words(project))
    assert_all_lands(project, before)


def test_the_page_about_the_subject_is_renamed_where_the_site_names_it(project):
    before = set(read_ledger(project / "data")[0].lines)
    site = project / "data" / "site.yml"
    for old, new in (("minister", "mayor"), ("mayor", "lady-mayor")):
        done = run(project, "rename", f"{old}.md", f"{new}.md")
        assert done.returncode == 0, done.stderr
        assert site.read_text(encoding="utf-8").count(f"\npage: {new}\n") == 1
    assert_all_lands(project, before)


def test_the_settings_follow_a_page_that_they_name(project):
    edit(project / "mkdocs.yml", "      glossary.md:", "      light.md:  # new\n      glossary.md:")
    edit(project / "mkdocs.yml", "foot: [", "foot: [light.md, ")
    assert "\nmkdocs.yml:" in run(project, "remove", "light.md").stderr
    done = run(project, "rename", "light.md", "about/lamps.md")
    assert done.returncode == 0, done.stderr
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "      about/lamps.md:  # new\n" in settings and "foot: [about/lamps.md, " in settings
    assert "mkdocs.yml" in done.stdout.splitlines()


def test_remarks_and_all_else_stay_as_they_are(project):
    path = project / "data" / "programs" / "lamp-contest.yml"
    edit(path, "lamp-contest:", "# What the ministry calls so.\nlamp-contest:  # since 2029")
    edit(path, "topic: light", 'topic:   "light"  # its subject')
    written = path.read_text(encoding="utf-8")
    assert run(project, "rename", "programs/lamp-contest", "programs/contest").returncode == 0
    moved = project / "data" / "programs" / "contest.yml"
    assert not path.exists()
    assert moved.read_text(encoding="utf-8") == re.sub(
        r"\blamp-contest\b(?!\.)", "contest", written
    )
    assert run(project, "rename", "topics/light", "topics/lamps").returncode == 0
    assert 'topic:   "lamps"  # its subject' in moved.read_text(encoding="utf-8")


def test_lines_end_as_they_did(project):
    paths = [project / "data" / "programs" / "lamp-contest.yml", project / "docs" / "light.md"]
    for path in paths:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    page = paths[1].read_bytes()
    done = run(project, "rename", "programs/lamp-contest#lamps", "programs/lamp-contest#lanterns")
    assert done.returncode == 0, done.stderr
    assert b"lanterns:\r\n" in paths[0].read_bytes()
    assert paths[1].read_bytes().replace(b"lanterns", b"lamps") == page.replace(
        b"lanterns", b"lamps"
    )


def test_a_name_given_back_leaves_no_circle(project):
    before = set(read_ledger(project / "data")[0].lines)
    assert run(project, "rename", "programs/lamp-contest", "programs/contest").returncode == 0
    assert run(project, "rename", "programs/contest", "programs/lamp-contest").returncode == 0
    moved = read_ledger(project / "data")[0].moved
    assert moved["programs/contest/"] == "programs/lamp-contest/"
    assert "programs/lamp-contest/" not in moved
    assert_all_lands(project, before)


def test_what_had_moved_already_leads_straight_to_the_new_name(project):
    redirects = "# Gone before.\nprograms/first-contest/: programs/lamp-contest/\n"
    (project / "data" / "redirects.yml").write_text(redirects, encoding="utf-8")
    assert run(project, "rename", "programs/lamp-contest", "programs/contest").returncode == 0
    assert (project / "data" / "redirects.yml").read_text(encoding="utf-8") == (
        "# Gone before.\n"
        "programs/first-contest/: programs/contest/\n"
        "programs/lamp-contest/: programs/contest/\n"
    )


def test_a_removed_record_leads_its_readers_to_another(project):
    before = set(read_ledger(project / "data")[0].lines)
    done = run(project, "remove", "investments/oil-fund", "--to", "programs/lamp-contest")
    assert done.returncode == 1 and "is still named; take it out there first:" in done.stderr
    assert re.search(r"^data/charts/kinds\.yml:\d+$", done.stderr, re.M)
    done = run(project, "remove", "charts/areas", "--to", "investments/index.md")
    assert done.returncode == 0, done.stderr
    done = run(project, "remove", "investments/oil-fund", "--to", "programs/lamp-contest")
    assert done.returncode == 0, done.stderr
    assert "oil-fund" not in all_words(project)
    moved = read_ledger(project / "data")[0].moved
    assert moved["investments/oil-fund/#size"] == "programs/lamp-contest/"
    assert moved["charts/areas/"] == "investments/"
    assert_all_lands(project, before)


def test_a_removed_page_leads_its_readers_to_another(project):
    before = set(read_ledger(project / "data")[0].lines)
    done = run(project, "remove", "light.md", "--to", "people/ada-brightwater")
    assert done.returncode == 1 and "data/topics/all.yml:5" in done.stderr
    edit(project / "data" / "topics" / "all.yml", "\n  page: light", "")
    done = run(project, "remove", "light.md", "--to", "people/ada-brightwater")
    assert done.returncode == 0, done.stderr
    assert not (project / "docs" / "ko" / "light.md").exists()
    assert read_ledger(project / "data")[0].moved["light/#lamps"] == "people/ada-brightwater/"
    assert_all_lands(project, before)


def test_what_was_done_to_take_a_record_out_is_told(project):
    """A unit has no place on the site, so that none of its addresses could lead on."""
    units = project / "data" / "units"
    shelf = project / "data" / "units" / "more" / "all.yml"
    shelf.parent.mkdir()
    shelf.write_text(
        "torch:\n  one: '{n} torch'\n  many: '{n} torches'\n  label: torches\n", "utf-8"
    )
    done = run(project, "remove", "units/torch", "--to", "programs/lamp-contest")
    assert done.returncode == 0, done.stderr
    assert units.exists() and not shelf.parent.exists()
    assert done.stdout.splitlines() == [
        "data/units/more/all.yml is taken away",
        "'units/torch' is taken out; it had no address that could lead on",
    ]


def test_a_name_whose_readers_were_led_on_can_be_given_again(project):
    """The redirects of its parts stayed, and led away from what stands there."""
    assert run(project, "remove", "charts/bars", "--to", "charts/grid").returncode == 0
    done = run(project, "rename", "charts/grid", "charts/bars")
    assert done.returncode == 0, done.stderr
    moved = read_ledger(project / "data")[0].moved
    assert moved["charts/grid/"] == "charts/bars/"
    assert not {"charts/bars/", "charts/bars/#chart-bars"} & set(moved)


@pytest.mark.parametrize(
    "words, messages",
    [
        (("rename", "programs/nope", "programs/My Ids"), ["is called 'programs/nope'", "'My Ids'"]),
        (("rename", "charts/bars", "programs/My Ids"), ["of another sort", "'My Ids'"]),
        (("rename", "lights.md", "../x.md"), ["no page 'lights.md'", "is outside docs/"]),
        (("rename", "light.md#oil", ""), ["{#oil}", "with TO="]),
        (("remove", "charts/nope", "--to", "light"), ["'charts/nope'", "'light'"]),
        (("remove", "topics/light", "--to", "no.md"), ["data/watch.yml:4", "no page 'no.md'"]),
        (("remove", "minister.md"), ["minister.md is still named", "was published; say where"]),
    ],
)
def test_all_that_speaks_against_it_is_told_at_once(project, words, messages):
    done = run(project, *words)
    assert done.returncode == 1 and all(message in done.stderr for message in messages), done.stderr


def test_lines_to_be_mended_are_told_in_their_order(project):
    told = run(project, "remove", "topics/light").stderr.split()
    in_kinds = [int(line.split(":")[1]) for line in told if line.startswith("data/charts/kinds")]
    assert in_kinds == sorted(in_kinds) and len(in_kinds) > 9


def test_a_change_that_is_stopped_loses_nothing(project, monkeypatch):
    """The old file was taken out before the new one was there: a full disk lost the record."""
    write = renaming._write

    def stop(texts: dict[str, str], folders: Folders) -> None:
        if folders.data == project / "data":
            raise OSError(28, "No space left on device", "data/programs/x.yml")
        write(texts, folders)

    monkeypatch.setattr(renaming, "_write", stop)
    with pytest.raises(OSError, match="No space"):
        renaming.rename(folders_of(project), "programs/lamp-contest", "programs/x")
    assert (project / "data" / "programs" / "lamp-contest.yml").is_file()


def test_nothing_is_written_outside_the_project(project, tmp_path):
    """The copy on which a change is tried was led out by a name that begins at the root."""
    elsewhere = tmp_path / "elsewhere.md"
    done = run(project, "rename", "light.md", str(elsewhere))
    assert done.returncode == 1 and "is outside docs/" in done.stderr
    assert not elsewhere.exists()


UNKNOWN = "nothing is called 'programs/lamp-contes'; did you mean 'programs/lamp-contest'?"


@pytest.mark.parametrize(
    "words, message",
    [
        (("rename", "programs/lamp-contes", "programs/x"), UNKNOWN),
        (("remove", "programs/lamp-contes"), UNKNOWN),
        (("rename", "", "programs/x"), "no name is given; it is kind/id, kind/id#figure or"),
        (("remove", ""), "no name is given; it is kind/id, kind/id#figure or page.md"),
        (("rename", "lights.md", "x.md"), "no page 'lights.md'; did you mean 'light.md'?"),
        (("rename", "light.md#oil", "light.md#x"), "no heading of docs/light.md ends with {#oil}"),
        (("rename", "ko/light.md", "ko/x.md"), "in all languages at once; name it light.md"),
        (("rename", "light.md", "index.md"), "'index.md' is taken: docs/index.md"),
        (("rename", "index.md", "home.md"), "the templates lead to docs/index.md"),
        (("remove", "minister.md"), "minister.md is still named; take it out there first"),
        (("rename", "charts/bars", "charts/grid"), "'charts/grid' is taken: data/charts/kinds.yml"),
        (("rename", "charts/bars", "programs/bars"), "only the last part of a name can change"),
        (("rename", "charts/bars", "charts/My Bars"), "an id is lower-case words (a-z, 0-9)"),
        (("rename", "charts/bars", "charts/2031"), "at least a letter, not '2031'"),
        (("rename", "charts/bars", ""), "say what it is to be called, with TO="),
        (("rename", "light.md", "Light.md"), "a page is named as its file in docs/ without .md"),
        (("rename", "light.md", "../light.md"), "'../light.md' is outside docs/"),
        (("rename", "light.md", "a/../../../light.md"), "is outside docs/"),
        (("rename", "light.md", "lamps"), "a page is named as its file: lamps.md"),
        (
            ("rename", "programs/lamp-contest#on-2029-11-30-under-way", "programs/lamp-contest#x"),
            "that is a step, whose address follows its day and its stage",
        ),
        (("remove", "charts/bars"), "was published; say where its readers are to be led"),
        (("remove", "charts/bars", "--to", "units/crown"), "has no place on the site"),
        (("remove", "charts/bars", "--to", "charts/bars"), "lead its readers elsewhere"),
        (("remove", "light.md#lamps", "--to", "index.md"), "only a page is removed"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(project, words, message):
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in project.rglob("*.*") if path.is_file()}

    before = state()
    done = run(project, *words)
    assert done.returncode == 1 and message in done.stderr, done.stderr
    assert state() == before


@pytest.mark.parametrize("words", [("rename", "", ""), ("remove", "", "--to", "lights.md")])
def test_each_reason_is_told_as_one(project, words):
    told = run(project, *words).stderr.splitlines()
    assert len(told) == 2 and all(line.startswith("Error: ") for line in told)


def test_a_file_that_nobody_may_write_is_told_as_the_authors_own(project, monkeypatch):
    """Not as that of the copy on which the change is tried."""
    is_writable, open_ = 0o200, Path.open

    def as_for_others(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        if "a" in mode and not path.stat().st_mode & is_writable:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return open_(path, mode, *more, **named)

    path = project / "data" / "charts" / "kinds.yml"
    path.chmod(0o444)
    path.parent.chmod(0o555)
    monkeypatch.setattr(Path, "open", as_for_others)
    done = run(project, "rename", "charts/bars", "charts/rods")
    path.parent.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr == f"{path}:1: Permission denied; {LET_YOURSELF}\n"
