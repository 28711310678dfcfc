"""What a stranger may want to change takes few files: the tasks of CONTRIBUTING, done on a copy.

All are done on one, which is built once. A kind of record with pages of its own is tried in
test_new_kind.py.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from small import edit, small_project

pytestmark = pytest.mark.long

BUILD = """
import json, sys
sys.path.insert(0, "hooks")
from pathlib import Path
from factbook.site import Folders, Request, build_site
folders = Folders(Path("data"), Path("docs"), Path(sys.argv[1]))
built = build_site(folders, Request("https://site.example/"))
texts = {**built.pages, **built.files}
print(json.dumps({path: text for path, text in texts.items() if isinstance(text, str)}))
"""


def change(project: Path, edits: dict[str, tuple[str, str]], at_most: int) -> None:
    """Make the edits of a task; each file that is written by hand counts once."""
    files = {place.partition(":")[0] for place in edits}
    assert len(files) <= at_most, f"{len(files)} files: {', '.join(sorted(files))}"
    for place, (old, new) in edits.items():
        edit(project / place.partition(":")[0], old, new)


def run(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD, ".cache"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True)


# ---------------------------------------------------------------- the tasks


def add_a_field(project: Path) -> None:
    """One file; tables, downloads, schemas and the data dictionary follow."""
    field = '    tender: Annotated[str | None, meaning("the number of its tender")] = None\n'
    steps = "    steps: Annotated[tuple[ProgramStep, ...]"
    change(project, {"hooks/factbook/record/kinds.py": (steps, field + steps)}, at_most=1)
    contest = project / "data" / "programs" / "lamp-contest.yml"
    edit(contest, "  topic: light\n", "  topic: light\n  tender: T-7\n")


def add_a_kind_of_chart(project: Path) -> None:
    """A module that says what the kind is, and its word in the record."""
    kind = (
        '"""Bars by another name."""\n\nfrom ..chart_kind import ChartKind\n'
        "from ..rows_of_marks import draw_bars\n\nKIND = ChartKind(draw=draw_bars)\n"
    )
    edits = {
        "hooks/factbook/drawing/chart_kinds/planks.py": ("", kind),
        "hooks/factbook/record/kinds.py": ('    "bars",\n', '    "bars",\n    "planks",\n'),
    }
    change(project, edits, at_most=2)
    charts = next((project / "data" / "charts").glob("*.yml"))
    edit(charts, "kind: stage-bars", "kind: planks")


def add_a_call(project: Path) -> None:
    """A method with an example; the check, templates and prose know it at once."""
    call = (
        "    @example('{{ number_of(\"programs\") }}')\n"
        "    def number_of(self, kind: str) -> str:\n"
        '        """how many records of a kind there are"""\n'
        "        return str(len(self.book.records[kind]))\n\n"
    )
    before = "    @example('{{ plain(\"5G\") }}')\n"
    change(project, {"hooks/factbook/writing/calls.py": (before, call + before)}, at_most=1)
    words = 'The record holds {{ number_of("programs") }} program. '
    edit(project / "docs" / "index.md", "See {{ term", words + "See {{ term")


def add_an_output(project: Path) -> None:
    """A module that gives files, and its name on the road and among the outputs."""
    module = (
        '"""The names of all programs, a line each."""\n\n'
        "from .material import Files, Material\n\n\n"
        "def files(material: Material) -> Files:\n"
        '    """One file for the whole site."""\n'
        "    calls, programs = material.first.plain, material.book.programs\n"
        '    names = (calls.name(f"programs/{id_}") for id_ in programs)\n'
        '    yield "names.txt", "".join(f"{name}\\n" for name in names)\n'
    )
    room = "hooks/factbook/publishing/__init__.py"
    edits = {
        "hooks/factbook/publishing/names.py": ("", module),
        f"{room}:road": (
            '    "files",  #',
            '    "names",  # programs -> their names\n    "files",  #',
        ),
        f"{room}:outputs": (
            '    "calendars",\n    "class_links"',
            '    "names",\n    "calendars",\n    "class_links"',
        ),
    }
    change(project, edits, at_most=2)


def add_a_language(project: Path) -> None:
    """Its words and its first page; the record says in site.yml that it has the language."""
    templates = project / "docs" / "templates"
    (templates / "words.fr.yml").unlink(missing_ok=True)  # an explainer in French has it
    words = yaml.safe_load((templates / "words.yml").read_text("utf-8"))
    french = {key: forms["en"] for key, forms in words.items()} | {"home": "Accueil"}
    own_words = yaml.safe_dump(french, allow_unicode=True)
    called = '{{ figure("indicators/light-budget#y2030", stage="enacted") }}'
    page = f"# La lumière est-elle là ? {{#top}}\n\n{called}\n"
    edits = {
        "docs/templates/words.fr.yml": ("", own_words),
        "docs/fr/index.md": ("", page),
    }
    change(project, edits, at_most=2)
    edit(project / "data" / "site.yml", "languages: [en, ko]", "languages: [en, ko, fr]")


def change_a_style_of_citation(project: Path) -> None:
    styles = "hooks/factbook/writing/citation_styles.py"
    change(project, {styles: ("Last modified {day}", "Last changed {day}")}, at_most=1)


def change_how_money_is_worded(project: Path) -> None:
    wording = "hooks/factbook/meaning/wording.py"
    change(project, {wording: ('" billion"', '" thousand million"')}, at_most=1)


TASKS = (
    add_a_field,
    add_a_kind_of_chart,
    add_a_call,
    add_an_output,
    add_a_language,
    change_a_style_of_citation,
    change_how_money_is_worded,
)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The machine with the small record, after all tasks."""
    project = small_project(tmp_path_factory.mktemp("changed") / "project")
    for task in TASKS:
        task(project)
    return project


@pytest.fixture(scope="module")
def texts(project) -> dict[str, str]:
    """Every page and file of text that the changed machine makes of the small record."""
    done = run(project)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


# ---------------------------------------------------------------- what came of them


def test_a_field(texts):
    head, *rows = texts["data/programs.csv"].splitlines()
    assert "tender" in head.split(",")
    assert any("T-7" in row for row in rows)
    assert "the number of its tender" in texts["data/datapackage.json"]


def test_a_kind_of_chart(texts):
    assert "<svg" in texts["charts/light-budget.md"]


def test_a_call(texts):
    assert "The record holds 1 program." in texts["index.md"]


def test_an_output(texts):
    assert texts["names.txt"] == "Lamp contest\n"


def test_a_language(texts):
    assert "4,5" in texts["fr/index.md"]  # numbers as the language writes them
    assert "search/fr/names.json" in texts
    assert "data/charts/light-budget.fr.csv" in texts


def test_a_style_of_citation(texts):
    filled = texts["cite/en.json"]
    assert "Last changed June 30, 2030" in filled and "Last modified" not in filled


def test_how_money_is_worded(texts):
    assert "4.5 thousand million" in texts["index.md"]


def test_a_call_without_what_it_needs_is_told(project, texts):
    """The check knows what each call takes, the new one too."""
    edit(project / "docs" / "index.md", 'number_of("programs")', "number_of()")
    assert "'number_of' needs 'kind'; it takes (kind)" in run(project).stderr
