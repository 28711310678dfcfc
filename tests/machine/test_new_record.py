"""`make new`: a skeleton of every kind, and a newcomer who fills three of them.

A skeleton is wrong only where it is still empty.
"""

import re

import pytest

from commands import Done, factbook, typed
from factbook.authoring.skeletons import skeleton
from factbook.record.book import read_book
from factbook.record.fields import fields_of
from factbook.record.kinds import KINDS
from factbook.record.marked_yaml import read_bytes
from factbook.site import Folders, Request, build_site, check_site
from small import copy_small_record

SIZE = "'investments/bridge-fund#size'"


def new(folder, *more: str, answers: str = "") -> Done:
    return typed("new", "--data", folder / "data", *more, answers=answers)


@pytest.fixture
def project(tmp_path):
    return copy_small_record(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_names_every_field_that_must_be_there_with_its_meaning(kind):
    text = skeleton(kind, "my-own", {}, ("en", "ko"))
    for field in fields_of(KINDS[kind].model):
        assert re.search(
            rf"^{'' if field.required else '#?'}  {field.name}:.*# {re.escape(field.meaning)}",
            text,
            re.M,
        ), field.name


@pytest.mark.parametrize("kind", KINDS)
def test_no_hint_of_a_skeleton_is_taken_for_a_value_that_a_comment_cut_off(kind):
    text = skeleton(kind, "my-own", {}, ("en", "ko"))
    uncommented = re.sub("^#(?=  )", "", text, flags=re.M)
    for written in (text, uncommented):
        assert not read_bytes(written.encode(), f"{kind}.yml").problems


def test_what_is_wrong_with_a_skeleton_is_only_what_stands_empty(project):
    assert (
        new(
            project,
            "--kind",
            "investments",
            "--id",
            "my-fund",
            "--name",
            'My "fund"',
            "--date",
            "2030-06-03",
        ).returncode
        == 0
    )
    _, problems = read_book(project / "data")
    assert problems
    for problem in problems:
        line = (project / problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
        has_neither = problem.message.startswith("state its 'title'")  # both are left to the author
        assert has_neither or re.search(r':( \{en: .*, ko: ""\})?  #', line), problem


def test_it_asks_for_what_is_not_given(project):
    answers = "events\nA night\na-night\n2030-06-03\n"
    done = factbook("new", folder=project, answers=answers)
    assert done.returncode == 0, done.stderr
    assert "A night" in (project / "data" / "events" / "a-night.yml").read_text(encoding="utf-8")
    assert "accessed: 2030-06-03" in (
        project / "data" / "sources" / "a-night-2030-06-03.yml"
    ).read_text(encoding="utf-8")


def test_a_wrong_answer_is_asked_for_again_and_enter_takes_the_id(project):
    done = new(project, answers="event\nevents\nÖffnung, 1. Nacht\n\nsoon\n2030-06-03\n")
    assert done.returncode == 0, done.stderr
    assert "did you mean 'events'?" in done.stdout + done.stderr
    assert (project / "data" / "events" / "offnung-1-nacht.yml").is_file()


@pytest.mark.parametrize(
    "name, answered, id_",
    [
        ("한국 기금", "", "hanguk-gigeum"),  # the suggested one
        ("基金 2030", "\nfund-of-2030", "fund-of-2030"),  # a number alone is not suggested
    ],
)
def test_a_name_without_latin_letters_has_an_id(project, name, answered, id_):
    done = new(project, answers=f"glossary\n{name}\n{answered}\n2030-06-03\n")
    assert done.returncode == 0, done.stderr
    assert (project / "data" / "glossary" / f"{id_}.yml").is_file()


def test_a_question_keeps_its_words(project):
    done = new(project, "--kind", "questions", "--id", "why", "--name", "Why?")
    assert done.returncode == 0, done.stderr
    written = (project / "data" / "questions" / "why.yml").read_text(encoding="utf-8")
    assert 'question: {en: "Why?", ko: ""}' in written


def test_a_page_that_is_a_source_already_is_used_again(project):
    [url, *_] = re.findall(r"url: (\S+)", (project / "data/sources/all.yml").read_text("utf-8"))
    given = ("--kind", "events", "--id", "a-night", "--name", "Night", "--url", url)
    done = new(project, *given)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(project / "data" / "events" / "a-night.yml")]
    sources = read_book(project / "data")[0].sources
    [used] = [id_ for id_, source in sources.items() if source.url == url]
    assert f"sources: [{used}]" in (project / "data/events/a-night.yml").read_text("utf-8")
    done = new(
        project, "--kind", "sources", "--id", "again", "--name", "Again", "--url", f"{url}#top"
    )
    assert done.returncode == 1 and f"this page is a source already, '{used}'" in done.stderr


def test_the_address_of_a_new_source_stands_in_it(project):
    given = ("--kind", "events", "--id", "a-night", "--name", "Night", "--date", "2030-06-03")
    assert new(project, *given, "--url", "https://star.example/1").returncode == 0
    written = (project / "data/sources/a-night-2030-06-03.yml").read_text(encoding="utf-8")
    assert 'url: "https://star.example/1"' in written


@pytest.mark.parametrize(
    "arguments, message",
    [
        (
            ["--kind", "investment", "--name", "x", "--id", "x"],
            "no kind 'investment'; did you mean 'investments'?",
        ),
        (
            ["--kind", "events", "--name", "x", "--id", "X y"],
            "an id is lower-case words (a-z, 0-9) with hyphens",
        ),
        (
            ["--kind", "people", "--name", "x", "--id", "ada-brightwater"],
            "already: data/people/people.yml:2",
        ),
        (["--kind", "programs", "--name", "x", "--id", "index"], "the name of a list of all"),
        (["--kind", "glossary", "--name", "x", "--id", "search"], "is that of another part"),
        (["--kind", "events", "--name", "x", "--id", "x", "--date", "soon"], "must be a day"),
        (["--kind", "events", "--name", "x", "--date", "2029-Q4"], "is the one day on which"),
        (
            ["--kind", "events", "--url", "https://x.example/a b"],
            "the web address holds what no address has",
        ),
        (["--kind", "events", "--name", "x", "--id", "x"], "nothing was answered"),
        (["--kind", "events", "--name", "  ", "--id", "x"], "the name is empty"),
        (
            ["--kind", "topics", "--url", "https://star.example/1", "--source", "herald-2030-01"],
            "a record of 'topics' names no sources; leave SOURCE and URL out",
        ),
        (
            ["--kind", "sources", "--name", "x", "--id", "x", "--source", "herald-2030-01"],
            "a source is named by no other; leave SOURCE out",
        ),
        (
            ["--kind", "events", "--source", "herald-2030-01", "--url", "https://star.example/1"],
            "'herald-2030-01' is another page than https://star.example/1; give one of the two",
        ),
        (
            ["--kind", "events", "--name", "x", "--id", "x", "--source", "herald-2030-1"],
            "no source 'herald-2030-1'; did you mean 'herald-2030-01'?",
        ),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(project, arguments, message):
    before = sorted((project / "data").rglob("*"))
    done = new(project, *arguments)
    assert done.returncode == 1 and message in done.stderr and "Traceback" not in done.stderr
    assert sorted((project / "data").rglob("*")) == before


# ---------------------------------------------------------------- a newcomer


def put(text: str, name: str, value: str) -> str:
    """The text with this value in the first field of that name."""
    field = re.compile(rf"^( +(?:- )?{name}):.*$", flags=re.M)
    text, found = field.subn(lambda match: f"{match[1]}: {value}", text, count=1)
    assert found, name
    return text


def fill(path, **lines: str) -> None:
    """An author who fills the fields of a skeleton, by their names, and deletes the comments."""
    text = "\n".join(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#  ") and not line.startswith("##")
    )
    for name, value in lines.items():
        text = put(text, name, value)
    path.write_text(text + "\n", encoding="utf-8")


def test_all_that_was_given_and_cannot_be_is_told_at_once(project):
    wrong = ("--name", "…", "--id", "X y", "--date", "3.6.2030", "--source", "nobody-2030")
    done = new(project, "--kind", "events", *wrong)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 4
    for told in ("the name is empty", "an id is", "the date must", "no source 'nobody-2030'"):
        assert told in done.stderr
    done = new(project, "--kind", "event", *wrong)
    assert done.stderr.startswith("Error: no kind 'event'") and "an id is" in done.stderr


def test_a_newcomer_adds_a_source_an_investment_and_a_term(project, small_folders):
    """What a newcomer adds appears wherever the record is published.

    The page, the timeline, the CSV, the feed, the chart's neighbours and the addresses have it.
    """
    data = project / "data"
    for arguments in (
        [
            "--kind",
            "sources",
            "--id",
            "star-2030-06",
            "--name",
            "A bridge fund",
            "--date",
            "2030-06-20",
        ],
        [
            "--kind",
            "investments",
            "--id",
            "bridge-fund",
            "--name",
            "Bridge fund",
            "--source",
            "star-2030-06",
        ],
        ["--kind", "glossary", "--id", "bridge", "--name", "Bridge", "--source", "star-2030-06"],
    ):
        done = new(project, *arguments)
        assert done.returncode == 0, done.stderr
    fill(
        data / "sources" / "star-2030-06.yml",
        publisher="The Star",
        url="https://star.example/fund",
        published="2030-06-01",
        language="en",
        kind="press",
    )
    fill(data / "glossary" / "bridge.yml", name="Bridge", meaning="A way over water.")
    path = data / "investments" / "bridge-fund.yml"
    fill(
        path,
        name="Bridge fund",
        topic="light",
        summary=f"\"A fund of {{{{ figure({SIZE}, stage='enacted') }}}} for bridges.\"",
        date="2030-05-31",
        what="The fund was announced.",
        stage="announced",
    )
    with path.open("a", encoding="utf-8") as file:
        file.write("""  figures:
    size:
      label: Size of the bridge fund
      unit: crown
      readings:
        - {value: 7.7 billion, stage: announced, as_of: 2030-05-31, sources: [star-2030-06]}
        - {value: 7.1 billion, stage: enacted, as_of: 2030-06-01, sources: [star-2030-06]}
    spans:
      label: Bridges to be lit
      unit: lamp
      readings: [{value: 77, stage: announced, as_of: 2030-05-31, sources: [star-2030-06]}]
""")
    folders = Folders(data, project / "docs", small_folders.cache, small_folders.templates)
    (project / "docs" / "timeline.md").write_text(
        "---\ntitle: Timeline\n---\n# Timeline {#top}\n\n"
        '{{ part("timeline") }}\n\nA {{ term("bridge") }}.\n',
        encoding="utf-8",
    )
    warnings = check_site(folders).warnings
    assert not warnings
    built = build_site(folders, Request("https://site.example/", "https://code.example/lantern"))
    page = built.pages["investments/bridge-fund.md"]
    assert (
        "SEK\xa07.1 billion" in page
        and "77 lamps" in page
        and "The fund was announced." in page
        and "The Star" in page
    )
    assert (
        "The fund was announced." in built.pages["timeline.md"]
        and "A way over water." in built.pages["timeline.md"]
    )
    assert "investments/bridge-fund#size" in built.files["data/figures.csv"]
    feed = built.files["changes/feed.xml"]
    assert "7.7 billion" in feed and "7.1 billion" in feed
    assert {
        "investments/bridge-fund/",
        "investments/bridge-fund/#size",
        "investments/bridge-fund/#spans",
        "investments/bridge-fund/#on-2030-05-31-announced",
    } <= built.addresses
    assert any(
        "Bridge fund" in text
        for path, text in built.files.items()
        if path.startswith("search/") and isinstance(text, str)
    )
