"""The Makefile: which Python it takes, when it makes an environment anew, what it tells."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from conftest import ROOT
from factbook.__main__ import NAMES
from sweeps import part_of

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NEEDS = re.search(r"^NEEDS := (.+)$", MAKEFILE, re.M)[1]
OLD = f"""#!/bin/sh
test "$1" = -c || exit 9
exec {sys.executable} -c 'import sys
sys.version_info, sys.version = (3, 11, 4, "final", 0), "3.11.4 (old)"
exec(sys.argv[1])' "$2"
"""
OUTER = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHON", "VENV", "BIN")  # of a make around the tests


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder that has the Makefile, needs no package, and whose check says that it ran."""
    folder = tmp_path / "here"
    (folder / "hooks" / "factbook").mkdir(parents=True)
    (folder / "requirements.txt").touch()
    (folder / "hooks" / "factbook" / "__main__.py").write_text("print('checked')\n")
    shutil.copy(ROOT / "Makefile", folder)
    write_program(tmp_path / "old-python", OLD)
    return folder


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def make(folder: Path, *words: str) -> subprocess.CompletedProcess:
    around = {name: value for name, value in os.environ.items() if name not in OUTER}
    return subprocess.run(["make", *words], cwd=folder, env=around, capture_output=True, text=True)


def test_a_python_that_is_too_old_is_told_in_a_line_and_leaves_nothing(folder):
    done = make(folder, "check", "PYTHON=../old-python")
    assert done.returncode == 2
    said, of_make = done.stderr.splitlines()
    assert f"needs Python {NEEDS} or later" in said and "is 3.11.4" in said
    assert of_make.startswith("make: ***")
    assert not (folder / ".venv").exists()


def spoil(venv: Path, how: str) -> None:
    """An environment that was ready, of a Python that is too old, gone, or without pip."""
    if how == "without pip":
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    elif how == "old":
        write_program(venv / "bin" / "python", OLD)
    else:
        (venv / "bin").mkdir(parents=True)
        (venv / "bin" / "python").symlink_to("/no/such/python")
    (venv / "pyvenv.cfg").touch()
    (venv / "site.done").touch()


@pytest.mark.long
@pytest.mark.parametrize("how", part_of(["old", "gone", "without pip"], 1))
def test_an_environment_that_does_not_fit_is_made_anew_and_only_then(folder, how):
    venv = folder / ".venv"
    spoil(venv, how)
    done = make(folder, "check", f"PYTHON={sys.executable}")
    assert done.returncode == 0, done.stderr
    assert "pip install" in done.stdout and "checked" in done.stdout
    made = (venv / "pyvenv.cfg").stat().st_mtime_ns, (venv / "site.done").stat().st_mtime_ns

    moved = folder.rename(folder.parent / "a new name")
    done = make(moved, "check", "PYTHON=../old-python")
    assert done.returncode == 0, done.stderr
    assert "pip install" not in done.stdout and "checked" in done.stdout
    venv = moved / ".venv"
    assert made == (
        (venv / "pyvenv.cfg").stat().st_mtime_ns,
        (venv / "site.done").stat().st_mtime_ns,
    )


UNREACHED = """#!/bin/sh
case "$1" in
  -c) exit 0 ;;  # it fits
esac
echo "ERROR: No matching distribution found for altair==6.3.0" >&2
exit 1
"""


@pytest.mark.parametrize("command, missing", [("check", "site.done"), ("lint", "test.done")])
def test_packages_that_do_not_come_are_told_with_what_to_look_at(folder, command, missing):
    """pip alone says of a network that is away that no version of a package is there."""
    (folder / "tests").mkdir()
    (folder / "tests" / "requirements.txt").touch()
    ready(folder, UNREACHED)
    (folder / ".venv" / missing).unlink()
    done = make(folder, command)
    assert done.returncode == 2
    of_pip, told, of_make = done.stderr.splitlines()
    assert of_pip.startswith("ERROR: ") and of_make.startswith("make: ***")
    assert "look at the network" in told and "run make again" in told
    assert not (folder / ".venv" / missing).exists()


def test_no_command_calls_a_script_that_holds_the_folder_s_old_path():
    """pip writes the path of the environment into its scripts; programs and modules go with it."""
    for name in set(re.findall(r"\$\(BIN\)/([\w-]+)", MAKEFILE)) - {"python"}:
        program = Path(sys.executable).with_name(name)
        assert not program.exists() or program.read_bytes()[:2] != b"#!", name


def test_the_python_that_is_asked_for_is_the_one_that_the_requirements_need():
    for file in ("requirements.txt", "tests/requirements.txt"):
        pins = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / file).read_text(encoding="utf-8"), re.M)
        for pin in map(Requirement, pins):
            if pin.marker and not pin.marker.evaluate({"python_full_version": NEEDS}):
                continue  # of a later Python
            try:
                installed = metadata(pin.name)
            except PackageNotFoundError:  # of another system
                continue
            asked = installed.get("Requires-Python")
            is_pinned = pin.specifier.contains(installed["Version"])  # a later Python has others
            assert not (asked and is_pinned) or SpecifierSet(asked).contains(NEEDS), pin.name
    assert MAKEFILE.count("--python-version $(NEEDS)") == 2
    for readme in ("README.md", "hooks/starter/README.md"):
        assert f"Python {NEEDS} or later" in (ROOT / readme).read_text(encoding="utf-8"), readme


TARGETS = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M)[1].split()) - {"FORCE"}
README, STARTER = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "hooks/starter/README.md")
)
IS_NEW = README.partition("\n")[2] == STARTER.partition("\n")[2]  # all but the name of the site


def test_help_tells_every_command():
    done = make(ROOT, "help")
    told = dict(re.findall(r"^make (\S+) +(\S.*)$", done.stdout, re.M))
    assert set(told) == TARGETS


@pytest.mark.skipif(IS_NEW, reason="a new explainer leaves the list to make help")
def test_the_readme_tells_every_command():
    """In the table, but for those that stand above it."""
    begin = re.findall(r"^make ([\w-]+) .*#", README, re.M)
    table = re.findall(r"^\| `make ([\w-]+)[^`]*` \|", README, re.M)
    assert {*begin, *table, "help"} == TARGETS
    assert "`make help` lists all commands" in README


def test_make_only_calls_commands_that_are_there():
    called = set(re.findall(r"\$\(FACTBOOK\) (\w+)", MAKEFILE))
    assert called and called <= set(NAMES)


QUICKLY = "-m pytest tests/machine -q -n auto --dist loadfile --no-loadscope-reorder"
QUICK = "not browser and not site and not suite and not long"
STAND_IN = """#!/bin/sh
case "$1" in
  -c) exit 0 ;;  # it fits
  tests/browser.py) echo "no browser" >&2; exit 1 ;;
esac
echo "$@" >> called
"""


def ready(folder: Path, python: str) -> None:
    """An environment that is ready, with a stand-in for its Python."""
    write_program(folder / ".venv" / "bin" / "python", python)
    for name in ("pyvenv.cfg", "site.done", "test.done"):
        (folder / ".venv" / name).touch()


@pytest.mark.parametrize(
    "command, called",
    [
        ("test", []),
        ("test-deep", []),
        ("search-report", []),
        (
            "test-quick",
            [f"{QUICKLY} -m {QUICK}"],
        ),
    ],
)
def test_without_a_browser_no_test_starts_that_needs_one(folder, command, called):
    (folder / "tests").mkdir()
    (folder / "tests" / "requirements.txt").touch()
    ready(folder, STAND_IN)
    done = make(folder, command)
    record = folder / "called"
    assert (record.read_text().splitlines() if record.exists() else []) == called
    assert (done.returncode != 0) == (not called), done.stderr


@pytest.mark.parametrize("command", ["rename", "remove"])
def test_a_name_given_to_make_is_no_option(folder, command):
    ready(folder, f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (folder / "hooks" / "factbook" / "__main__.py").write_text("import sys; print(sys.argv[1:])\n")
    done = make(folder, command, "FROM=--help", "WHAT=--help", "TO=--all")
    assert done.stdout.splitlines()[-1].startswith(f"['{command}', ")
    assert "'--', '--help'" in done.stdout
