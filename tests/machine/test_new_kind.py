"""A stranger adds a kind of record that has pages: three files by hand, and the words."""

import csv
import json

import pytest

from commands import factbook, typed
from conftest import mkdocs_build
from small import edit, keep_what_is_made

MODEL = '''class Trial(Stepwise):
    """Something that is tried out before it is done everywhere."""

    topic: Topical
    topics: AlsoTopics = ()
    summary: Annotated[Text, meaning("what is tried, and where"), Hindsight()]
    place: Annotated[OrganizationId | None, meaning("who tries it")] = None
    steps: Annotated[tuple[ProgramStep, ...], meaning("oldest first", min_length=1)]
    figures: Figures = {}
    sources: Sources


'''
TABLE = "# ---------------------------------------------------------------- the table of kinds\n"
ENTRY = """    "trials": Kind(
        Trial, one="trial", page="trial", facet=5, schema_type="Project"
    ),
"""
TEMPLATE = """{{ front(title=name(address), description=words(record.summary), kind=kind) }}

{{ heading(1, name(address), "top") }}

<p class="lead">{{ text(record.summary) }}</p>

{{ heading(2, say("steps"), "steps") }}

{{ inner("steps", steps=record.steps) }}

{{ heading(2, say("sources"), "sources") }}

{{ inner("source-list", ids=sources_of(address)) }}
"""
INDEX = """---
title: Trials
description: Every trial in the record.
---
# Which trials are there? {#top}

{{ part("by-topic", kind="trials") }}
"""
RECORD = """bright-street:
  name: Bright street
  topic: light
  summary: One street is lit all night.
  place: ministry-of-light
  steps:
    - {stage: under-way, date: 2029-11-30, what: The street is lit., sources: [herald-2030-01]}
  figures:
    lamps:
      label: Lamps of the street
      unit: lamp
      readings:
        - {value: 40, stage: delivered, as_of: 2029-11-30, sources: [herald-2030-01]}
  sources: [herald-2030-01]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A new explainer with a kind of its own.

    Every file that is written by hand is written here.
    """
    root = tmp_path_factory.mktemp("kind") / "mine"
    assert typed("explainer", "--dir", root).returncode == 0
    kinds = root / "hooks" / "factbook" / "record" / "kinds.py"
    edit(kinds, TABLE, MODEL + TABLE)
    edit(kinds, '    "promises": Kind(', ENTRY + '    "promises": Kind(')
    edit(kinds, "    promises: dict[", "    trials: dict[str, Trial]\n    promises: dict[")
    templates = root / "docs" / "templates"
    edit(templates / "pages" / "trial.md.jinja", "", TEMPLATE)
    edit(root / "docs" / "trials" / "index.md", "", INDEX)
    words = "kind.trials: {en: Trials, ko: 시범}\none.trials: {en: trial, ko: 시범}\n"
    edit(templates / "words.yml", "kind.people:", words + "kind.people:")
    edit(root / "data" / "trials" / "all.yml", "", RECORD)
    edit(root / "docs" / "index.md", "# ", '{{ link("trials/bright-street") }}\n\n# ')
    return keep_what_is_made(root)


@pytest.fixture(scope="module")
def site(project):
    done = mkdocs_build(project, project / "site", SITE_URL="https://trial.example/")
    assert done.returncode == 0 and not done.stderr.strip(), done.stdout + done.stderr
    return project / "site"


def test_the_rest_of_the_explainer_stands_as_it_begins(site):
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "The Lantern Record" in home and "SEK\xa04.5 billion" in home


def test_each_record_has_a_page_and_the_list_names_it(site):
    page = (site / "trials" / "bright-street" / "index.html").read_text(encoding="utf-8")
    assert "One street is lit all night." in page
    assert '"@type": "Project"' in page or '"@type":"Project"' in page
    assert 'href="bright-street/"' in (site / "trials" / "index.html").read_text(encoding="utf-8")
    assert 'href="trials/bright-street/"' in (site / "index.html").read_text(encoding="utf-8")


def test_its_steps_stand_on_the_timeline(site):
    assert "The street is lit." in (site / "timeline" / "index.html").read_text(encoding="utf-8")


def test_search_finds_it_and_narrows_by_it(site):
    names = json.loads((site / "search" / "en" / "names.json").read_text(encoding="utf-8"))
    assert list(names["words"]["kinds"])[4:6] == ["trials", "promises"]
    assert any(row[0] == "trials/bright-street/" and row[1] == "trials" for row in names["names"])


def test_the_downloads_hold_it(site):
    with (site / "data" / "trials.csv").open(encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    assert row["id"] == "bright-street" and row["place"] == "ministry-of-light"
    figures = (site / "data" / "figures.csv").read_text(encoding="utf-8")
    assert "trials/bright-street#lamps" in figures


def test_editors_know_its_fields(project):
    assert factbook("schemas", folder=project, machine=project).returncode == 0
    schema = json.loads((project / "schemas" / "trials.json").read_text(encoding="utf-8"))
    assert "place" in schema["$defs"]["Trial"]["properties"]


def test_a_mistake_in_its_address_is_told(project):
    edit(project / "docs" / "index.md", "bright-street", "bright-stret")
    done = factbook("check", folder=project, machine=project)
    assert "nothing at 'trials/bright-stret'; did you mean 'trials/bright-street'?" in done.stderr
