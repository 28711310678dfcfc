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
def test_no_code_block_has_a_fence_that_a_text_could_close(path):
    for step in steps(path):
        fences = re.findall(r"echo (\S*`{3}\S*)", step.get("run", ""))
        assert not fences, "make it longer than any in the text: fence=…"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_one_version_of_each_is_used(path):
    for step in [step for step in steps(path) if "uses" in step]:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
    used = [step["uses"] for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step]
    pinned = {("/".join(name.split("/")[:2]).partition("@")[0], name[-40:]) for name in used}
    assert len(pinned) == len(dict(pinned)), "one version of each"


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


def test_each_job_ends():
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            assert 0 < int(job.get("timeout-minutes", 0)) <= 180, (path.name, name)


SITE = next(path for path in WORKFLOWS if path.stem == "site")
IS_DEFAULT = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"


def test_every_python_that_is_promised_builds_the_site():
    """The first one as the Makefile has it, and each up to the newest."""
    jobs = read(SITE)["jobs"]
    built = {*jobs["python"]["strategy"]["matrix"]["python"]}
    for name in ("build", "test"):
        built |= {
            step["with"]["python-version"]
            for step in jobs[name]["steps"]
            if step.get("id") == "python"
        }
    assert built == {"3.11", "3.12", "3.13", "3.14"}
    first = re.search(r"^NEEDS := (3\.\d+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert first[1] == min(built)


def test_a_site_is_published_or_shown_before_it_is_merged():
    """Built once; each step that is for one of both says for which."""
    jobs = read(SITE)["jobs"]
    conditions = {step["name"]: step["if"] for step in jobs["build"]["steps"] if "if" in step}
    preview = IS_DEFAULT.replace("==", "!=")
    assert conditions == {
        "What changes": preview,
        "Preview, which opens from disk": preview,
        "The site, to be published": IS_DEFAULT,
    }
    assert jobs["publish"]["if"].startswith(f"{IS_DEFAULT} &&")
    assert [step.get("run") for step in jobs["build"]["steps"]].count("make zip") == 1


def test_zizmor_finds_nothing():
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


# ---------------------------------------------------------------- what a reader wrote into a form

WRITTEN = [
    "no figure 'x'",
    "```\n[look](https://evil.example)",
    "a ````` b\n```\n~~~~",
    "::error::read me\n::add-mask::a",
    "\n\n::stop-commands::x\n",
    "`" * 70,
]
STAND_INS = {
    "make": '[ "$1" != check ] || { cat "$WRITTEN"; exit 1; }',
    "gh": 'case "$*" in *--body-file*) cp comment.md commented.md ;; *) echo "$@" >> asked ;; esac',
    "git": '[ "$*" != "diff --cached --quiet" ]',
}


def run_form(folder: Path, written: str, refused_by: str) -> subprocess.CompletedProcess:
    """The steps of the workflow, with programs that stand in for those that reach GitHub."""
    programs = folder / "programs"
    (folder / ".venv" / "bin").mkdir(parents=True)
    programs.mkdir()
    (folder / "written").write_text(written, encoding="utf-8")
    python = 'cat "$WRITTEN" >&2; exit 1' if refused_by == "form" else "echo data/a.yml"
    stand_ins = {programs / name: text for name, text in STAND_INS.items()}
    for path, text in {**stand_ins, folder / ".venv" / "bin" / "python": python}.items():
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
    if refused_by == "nobody":
        (programs / "make").write_text("#!/bin/sh\n")
    workflow = next(path for path in WORKFLOWS if path.stem == "form")
    script = "\n".join(step["run"] for step in steps(workflow) if "run" in step)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{programs}:/usr/bin:/bin",
            "WRITTEN": str(folder / "written"),
            "GITHUB_EVENT_PATH": "event.json",
            "NUMBER": "5",
            "BRANCH": "main",
            "GH_REPO": "a/b",
        },
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("written", WRITTEN, ids=range(len(WRITTEN)))
@pytest.mark.parametrize("refused_by", ["form", "check"])
def test_an_answer_stays_in_the_code_block_and_does_not_speak_to_the_runner(
    tmp_path, written, refused_by
):
    done = run_form(tmp_path, written, refused_by)
    assert done.returncode == 1, done.stderr
    lines = (tmp_path / "commented.md").read_text(encoding="utf-8").splitlines()
    fence = lines[1]
    assert re.fullmatch("`{3,}", fence) and lines[-1] == fence
    for line in lines[2:-1]:
        longest = max(map(len, re.findall("`+", line)), default=0)
        assert longest < len(fence)
    assert written.strip() in "\n".join(lines[2:-1])
    token = re.search(r"^::stop-commands::(\w{32})$", done.stdout, re.M)[1]
    heard = re.sub(
        rf"^::stop-commands::{token}$.*^::{token}::$", "", done.stdout, flags=re.M | re.S
    )
    assert "::" not in heard


@pytest.mark.parametrize("there", ["", "7"])
def test_each_part_of_the_inbox_becomes_a_comment_of_one_issue(tmp_path, there):
    weekly = next(path for path in WORKFLOWS if path.stem == "weekly")
    script = next(step["run"] for step in steps(weekly) if "inbox/*.md" in step.get("run", ""))
    parts = tmp_path / ".build" / "inbox"
    parts.mkdir(parents=True)
    program = tmp_path / "gh"
    program.write_text(
        '#!/bin/sh\necho "$@" >> asked\ncase "$2" in list) echo "$THERE" ;; '
        "create) echo https://github.example/a/b/issues/8 ;; esac\n"
    )
    program.chmod(0o755)
    around = {"PATH": f"{tmp_path}:/usr/bin:/bin", "THERE": there}
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    subprocess.run(command, cwd=tmp_path, env=around, check=True)
    assert not (tmp_path / "asked").exists(), "nothing new is not told"
    for name in ("001.md", "002.md"):
        (parts / name).touch()
    subprocess.run(command, cwd=tmp_path, env=around, check=True)
    asked = (tmp_path / "asked").read_text().splitlines()
    number = there or "8"
    told = [f"issue comment {number} --body-file .build/inbox/{name}.md" for name in ("001", "002")]
    assert asked[-2:] == told
    assert any(line.startswith("issue create") for line in asked) == (not there)


def test_the_pull_request_of_a_form_is_tested(tmp_path):
    """One that is made with the token of a run starts no run: the job asks for it."""
    done = run_form(tmp_path, "", "nobody")
    assert done.returncode == 0, done.stderr
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[-2].startswith("pr create --base main --head form-5")
    assert asked[-1] == "workflow run site.yml --ref form-5"
    workflows = {path.stem: read(path) for path in WORKFLOWS}
    assert "workflow_dispatch" in workflows["site"]["on"]
    assert workflows["form"]["jobs"]["apply"]["permissions"]["actions"] == "write"
