"""What runs on GitHub, as far as it can be run here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from factbook.__main__ import NAMES

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path) -> list[dict]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_run_step_is_bash_without_expressions(path):
    for step in [step for step in steps(path) if "run" in step]:
        done = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True)
        assert done.returncode == 0, (step, done.stderr)
        assert "${{" not in step["run"], (
            "what others wrote must not be pasted into a shell: hand it over in env"
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_one_version_of_each_is_used(path):
    for step in [step for step in steps(path) if "uses" in step]:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
    used = {step["uses"] for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step}
    assert len(used) == len({name.partition("@")[0] for name in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_allowed_that_is_not_needed(path):
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        if "pull_request" in workflow["on"] and "if" not in job:
            assert set(job["permissions"].values()) <= {"read"}, (
                "a fork's pull request may write nothing"
            )
        for step in job["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"
    assert "secrets." not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_commands_are_there(path):
    known = set(re.findall(r"(?m)^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for step in [step for step in steps(path) if "run" in step]:
        for target in re.findall(r"\bmake ([a-z][\w-]*)", step["run"]):
            assert target in known, target
        for command in re.findall(r"-m factbook (\w+)", step["run"]):
            assert command in NAMES, command


def test_everything_for_github_is_yaml_that_can_be_read():
    for path in (ROOT / ".github").rglob("*.yml"):
        assert read(path), path


def test_zizmor_finds_nothing():
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
