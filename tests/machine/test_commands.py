"""python -m factbook: one help, and one way to tell what is wrong."""

import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import factbook, typed
from conftest import ROOT
from factbook.__main__ import NAMES, main
from factbook.commands import new
from small import copy_all, copy_small_record, edit, write_settings

ON_A_PROJECT = ("check", "permalinks", "diff", "source")
ON_DATA = ("stale", "new", "schemas", "form")
ARGUMENTS = {
    "source": ["out"],
    "form": ["event.json"],
    "stage": ["programs/lamp-contest#lamps", "announced"],
    "zip": ["site", "site.zip"],
}


@pytest.fixture(scope="module")
def committed(tmp_path_factory) -> Path:
    """The small record with the machine's templates, committed."""
    folder = copy_small_record(tmp_path_factory.mktemp("committed") / "project")
    unread = shutil.ignore_patterns("__pycache__", "screenshots")  # these our README shows
    for part in ("docs/templates", "docs/assets", "hooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=unread)
    write_settings(folder)
    (folder / "event.json").write_text("{}")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    return folder


@pytest.fixture
def project(committed, tmp_path, monkeypatch) -> Path:
    """A copy of it that a test may spoil, and in which commands are run."""
    folder = copy_all(committed, tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


def run(name: str, *words: object) -> Result:
    """A command as it is typed, without a process of its own."""
    return CliRunner().invoke(main, [name, *ARGUMENTS.get(name, ()), *map(str, words)])


def test_help_tells_every_command():
    done = factbook("--help")
    assert done.returncode == 0 and not done.stderr
    listed = [
        line.split(maxsplit=1) for line in done.stdout.partition("Commands:\n")[2].split("\n")
    ]
    assert [line[0] for line in listed if line] == NAMES
    assert not [line for line in listed if line and line[1].endswith("...")], "told in whole words"


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_a_help_that_tells_its_options(name):
    done = typed(name, "--help")
    assert done.returncode == 0 and not done.stderr
    assert f"factbook {name}" in done.stdout
    if name in ON_A_PROJECT:
        assert all(option in done.stdout for option in ("--data", "--docs", "--templates"))
    if name in ON_DATA:
        assert "--data" in done.stdout


def test_a_command_that_is_not_there():
    done = typed("chek")
    assert done.returncode == 2 and "no command 'chek'; did you mean 'check'?" in done.stderr


def mistakes(done: Result) -> list[str]:
    """What is told of what is wrong, where that is all that a command says."""
    assert isinstance(done.exception, SystemExit), done.exception  # else it were a traceback
    assert done.exit_code == 1 and not done.stdout, done.output
    return done.stderr.splitlines()


@pytest.mark.parametrize("name", ON_A_PROJECT + ON_DATA)
def test_a_data_folder_that_is_not_there(name, project):
    told = mistakes(run(name, "--data", "dat"))
    assert told == ["dat:1: there is no such folder; name it with --data"]


@pytest.mark.parametrize("name", ON_A_PROJECT)
def test_every_folder_that_is_not_there_is_told(name, project):
    told = mistakes(run(name, "--data", "dat", "--docs", "doc"))
    assert told == [
        "dat:1: there is no such folder; name it with --data",
        "doc:1: there is no such folder; name it with --docs",
    ]


@pytest.mark.parametrize("name", ON_A_PROJECT)
def test_interface_words_that_are_not_there(name, project):
    (project / "docs" / "templates" / "words.yml").unlink()
    told, *_ = mistakes(run(name))
    assert told == "docs/templates/words.yml:1: this file cannot be read: No such file or directory"


@pytest.mark.parametrize("name", ON_A_PROJECT)
def test_interface_words_that_are_broken(name, project):
    (project / "docs" / "templates" / "words.yml").write_text("sources: {en: Sources\n")
    told, *_ = mistakes(run(name))
    assert told.startswith("docs/templates/words.yml:") and "this is not YAML" in told


@pytest.mark.parametrize("name", ["check", "permalinks", "source"])
@pytest.mark.parametrize(
    "template",
    ["parts/timeline.jinja", "pages/undertaking.md.jinja", "theme/main.html", "theme/404.html"],
)
def test_a_template_that_is_broken(name, template, project):
    path = project / "docs" / "templates" / template
    lines = path.read_text(encoding="utf-8").count("\n")
    with path.open("a", encoding="utf-8") as file:
        file.write("{% if %}\n")
    told, more = mistakes(run(name))
    assert told.startswith(f"docs/templates/{template}:{lines + 1}: this template cannot be read")
    assert more.startswith("More may be told")


@pytest.mark.parametrize("template", ["parts/timeline.jinja", "pages/undertaking.md.jinja"])
def test_a_filter_that_there_is_not(template, project):
    with (project / "docs" / "templates" / template).open("a", encoding="utf-8") as file:
        file.write("{{ book | larger }}\n")
    with (project / "docs" / "templates" / "parts" / "as-of.jinja").open("a") as file:
        file.write("{{ shiny_badge(3) }}\n")
    told = "\n".join(mistakes(run("check")))
    assert "this template cannot be read: No filter named 'larger'" in told
    assert "no macro or name 'shiny_badge'" in told


def test_a_name_that_no_part_is_given(project):
    part = project / "docs" / "templates" / "parts" / "timeline.jinja"
    lines = part.read_text(encoding="utf-8").count("\n")
    with part.open("a", encoding="utf-8") as file:
        file.write("{{ bok }}\n## Lamps\n")
    told, heading = mistakes(run("check"))
    place = "docs/templates/parts/timeline.jinja"
    assert told == f"{place}:{lines + 1}: no name 'bok'; did you mean 'book'?"
    assert heading.startswith(f"{place}:{lines + 2}: this heading would stand on the page")


def test_a_part_that_does_not_state_what_it_takes(project):
    edit(project / "docs" / "templates" / "parts" / "timeline.jinja", "{## takes:", "{## makes:")
    told, more = mistakes(run("check"))
    assert told.startswith("docs/templates/parts/timeline.jinja:1: ")
    assert more.startswith("More may be told")


def test_a_form_of_no_issue(project):
    assert mistakes(run("form")) == ["Error: event.json is not an event of an issue"]


def test_an_archive_in_the_place_of_a_folder_is_refused(project):
    (project / "index.html").write_text("x", encoding="utf-8")
    for archive in ("", "data"):
        done = typed("zip", project, archive)
        assert done.returncode == 1 and "the archive is one file" in done.stderr


def test_words_are_read_where_python_takes_them_for_ascii(project):
    """A traceback, and an empty file in the record."""
    given = ["new", "--kind", "topics", "--id", "moon", "--name", "달"]
    done = factbook(*given, folder=project, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert '"달"' in (project / "data" / "topics" / "moon.yml").read_text(encoding="utf-8")


def test_a_folder_that_holds_no_site(project):
    assert mistakes(run("zip")) == ["Error: site holds no site: it has no index.html"]


def test_a_comparison_without_git(project, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    [told] = mistakes(run("diff"))
    assert told == "Error: this compares with a commit, and there is no git here"


def test_who_reads_only_the_beginning_ends_a_command_in_silence(project):
    """As in make diff | head: what is written into a pipe that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "factbook", "diff", "--base", "HEAD"]
    around = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(
        command, cwd=project, env=around, stdout=write, stderr=subprocess.PIPE, text=True
    )
    os.close(write)
    assert done.returncode == 1 and done.stderr == ""


@pytest.mark.parametrize("file", ["data/programs/my-lamps.yml", None])
def test_a_full_disk_is_told_in_a_line(project, monkeypatch, file):
    """Also where the system does not say of which file."""
    full = OSError(errno.ENOSPC, "No space left on device", *filter(None, [file]))

    def write(_: object) -> None:
        raise full

    monkeypatch.setattr(new, "write_whole", write)
    words = ("--kind", "programs", "--id", "my-lamps", "--name", "My", "--date", "2030-01-01")
    where = f"{file}:1" if file else "Error"
    assert mistakes(run("new", *words)) == [
        f"{where}: No space left on device; make room on the disk"
    ]


def test_a_port_that_is_taken_is_told_before_anything_is_built(project):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        [told] = mistakes(run("serve", "--port", port))
    assert told.startswith(f"Error: port {port} is taken") and "PORT=" in told


@pytest.mark.parametrize("port", ["abc", "0", "65536", "８０００", "80 00", "-1", "9" * 200])
def test_what_is_no_port_is_told_as_make_takes_it(port):
    [told] = mistakes(run("serve", f"--port={port}"))
    assert told.startswith("Error: a port is a number from 1 to 65535, not '")
    assert told.endswith("'; as in make serve PORT=8001")


def test_a_port_that_is_taken_while_the_site_is_built_is_told_in_the_same_words(monkeypatch):
    def build_and_bind(_: str, **__: str) -> None:
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr("runpy.run_module", build_and_bind)
    monkeypatch.setattr("factbook.commands.serve._is_taken", lambda _: False)
    [told] = mistakes(run("serve", "--port", 8123))
    assert told == "Error: port 8123 is taken; choose another one, as in make serve PORT=8124"


def test_a_figure_that_was_not_named_is_asked_for_as_make_takes_it(project):
    [told] = mistakes(CliRunner().invoke(main, ["stage", "", ""]))
    assert told == "Error: say which figure, as in OF=investments/my-fund#size STAGE=announced"


def test_a_stage_that_was_not_named_is_asked_for_with_those_that_there_are(project):
    [told] = mistakes(CliRunner().invoke(main, ["stage", "programs/lamp-contest#lamps", ""]))
    assert told.startswith("Error: say which stage, with STAGE=; 'programs/lamp-contest#lamps' has")


def test_a_folder_of_a_new_explainer_that_nobody_answers_is_told(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["explainer"], input="")
    assert done.exit_code == 1
    assert done.stderr == "Error: no folder is named; name it with DIR=, as in DIR=../mine\n"


def test_the_folder_of_a_new_explainer_is_asked_for(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["explainer"], input="mine\n")
    assert done.exit_code == 1 and done.stdout.startswith("Folder of the new one, such as ../mine")
    assert "would stand in this project" in done.stderr


def test_a_project_without_settings(project):
    (project / "mkdocs.yml").unlink()
    [told] = mistakes(run("source"))
    assert told == "Error: there is no mkdocs.yml here; run this in the folder of the project"


def test_a_figure_and_a_stage_that_there_are_not(project):
    told = mistakes(CliRunner().invoke(main, ["stage", "programs/lamp-contest#lmps", "anounced"]))
    assert told == [
        "Error: no figure 'programs/lamp-contest#lmps'; "
        "did you mean 'programs/lamp-contest#lamps'?",
        "Error: no figure is 'anounced'; did you mean 'announced'?",
    ]


def test_a_word_that_a_language_lacks(project):
    """The record's own mistakes are told with it."""
    words = project / "docs" / "templates" / "words.yml"
    edit(words, "copied: {en: Copied, ko: 복사됨}", "copied: {en: Copied}")
    edit(project / "data" / "events" / "all.yml", "topic: light", "topic: lihgt")
    of_record, told, _ = mistakes(run("check"))
    assert of_record == "data/events/all.yml:5: no topic 'lihgt'; did you mean 'light'?"
    line = words.read_text(encoding="utf-8").split("copied:")[0].count("\n") + 1
    assert told == f"docs/templates/words.yml:{line}: the word 'copied' has no 'ko' form"


INTERRUPT = """
import os, signal, sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == os.environ["WHILE_LOADING"]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
"""


@pytest.mark.parametrize("module, said", [("click", ""), ("mkdocs.config", "\nAborted!\n")])
def test_ctrl_c_before_a_site_is_served_ends_without_a_traceback(project, module, said):
    """Whatever is just being loaded."""
    (project / "sitecustomize.py").write_text(INTERRUPT)
    around = {"PYTHONPATH": f"{project}:{ROOT / 'hooks'}", "WHILE_LOADING": module}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = subprocess.run(
        [sys.executable, "-m", "factbook", "serve", "--port", str(port)],
        cwd=project,
        env={**os.environ, **around},
        capture_output=True,
        text=True,
    )
    assert done.returncode and (done.stdout, done.stderr) == ("", said)
