"""`make new-explainer`: the machine with an empty record, which is right at once.

That it builds at once, test_new_kind.py and test_explainer_languages.py hold.
"""

import json
import re
import subprocess
import sys

import pytest
import yaml

from commands import factbook, typed
from conftest import ROOT
from small import keep_what_is_made

# Of the tests that come along some are run there; all are run here.
SOME = [f"tests/machine/test_{name}.py" for name in ("mistakes", "schemas", "second_country")]
OF_THE_FIRST = re.compile(r"\b(Korea|Seoul|Bae|Kyung-hoon|Nvidia|MSIT)\b")


@pytest.fixture(scope="module")
def explainer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explainers") / "mine"
    done = typed("explainer", "--dir", folder)
    assert done.returncode == 0, done.stderr
    return keep_what_is_made(folder)


def test_check_tells_nothing(explainer):
    done = factbook("check", folder=explainer, machine=explainer)
    assert done.returncode == 0 and not done.stderr and "no mistakes" in done.stdout


def test_no_word_of_the_first_subject_comes_along(explainer):
    for path in [
        *explainer.glob("*.*"),
        *(explainer / "data").rglob("*.yml"),
        *(explainer / "docs").rglob("*.*"),
        *(explainer / "hooks").rglob("*.py"),
    ]:
        if path.suffix in (".md", ".yml", ".jinja", ".html", ".py", ".css", ".js", ".cff"):
            assert not OF_THE_FIRST.search(path.read_text(encoding="utf-8")), path
    assert "example.github.io/my-explainer/" in (explainer / "mkdocs.yml").read_text(
        encoding="utf-8"
    )


def test_the_record_is_commented_and_known_to_editors(explainer):
    for path in (explainer / "data").rglob("*.yml"):
        first, second = path.read_text(encoding="utf-8").splitlines()[:2]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert (
            named
            and (path.parent / named[1]).resolve().is_file()
            and "made up: replace it" in second
        ), path
    assert (
        "ada-brightwater"
        in json.loads((explainer / "schemas" / "ids.json").read_text(encoding="utf-8"))["$defs"][
            "people"
        ]["anyOf"][0]["enum"]
    )


@pytest.mark.long
def test_its_tests_are_those_of_the_machine(explainer):
    ours, theirs = (
        {path.relative_to(root).as_posix() for path in (root / "tests" / "machine").rglob("*.*")}
        for root in (ROOT, explainer)
    )
    assert theirs == {path for path in ours if "__pycache__" not in path}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SOME]
    done = subprocess.run(
        [*command, "-k", "call or schemas or any_language"],
        cwd=explainer,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_settings_of_make_lint_come_along(explainer):
    assert all((explainer / name).is_file() for name in ("pyproject.toml", "biome.json"))


def test_the_workflows_come_along(explainer):
    for path in (explainer / ".github" / "workflows").glob("*.yml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def test_all_that_was_given_and_cannot_be_is_told_at_once(explainer):
    """A folder that is full hid the rest, and a code that is none the next one."""
    given = ("--languages", "xx,deutsch,en,en", "--subject", " ", "--currency", "euro")
    done = typed("explainer", "--dir", explainer, *given)
    for told in ("not empty", "'xx'", "'deutsch'", "'en' is named twice", "name is empty", "euro"):
        assert told in done.stderr
    assert done.returncode == 1


def test_a_home_that_nobody_has_is_told():
    done = typed("explainer", "--dir", "~nobody-at-all/x", "--languages", "en")
    assert done.returncode == 1 and "write its whole path" in done.stderr


def test_nothing_is_written_over(explainer):
    done = typed("explainer", "--dir", explainer)
    assert done.returncode == 1 and "not empty" in done.stderr
