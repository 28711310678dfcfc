"""A case is a file: what is spoilt in the small record, and what its author is told."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from conftest import MACHINE, ROOT, mkdocs_build
from factbook.record.problems import Mistakes
from factbook.site import build_site, check_site

CASES = sorted((MACHINE / "mistakes").glob("*.yml"))


def spoil(folder: Path, edit: dict[str, list[str]]) -> None:
    for name, (old, new) in edit.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folders) -> list[str]:
    try:
        return [str(problem) for problem in check_site(folders)[2]]
    except Mistakes as mistakes:
        return [str(problem) for problem in mistakes.problems]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_author_is_told(path, small_copy):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    spoil(small_copy.data.parent, case["edit"])
    said = told(small_copy)
    if os.environ.get("UPDATE"):
        case["told"] = said
        path.write_text(
            yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8"
        )
    assert said == case["told"]
    assert said, "a case tells something"


def test_there_are_enough_cases():
    assert len(CASES) >= 25


def test_the_small_record_has_no_mistake(small_copy):
    assert told(small_copy) == []


def test_a_file_that_is_not_utf8(small_copy):
    (small_copy.data / "events" / "all.yml").write_bytes(b"first:\n  what: caf\xe9\n")
    (small_copy.docs / "index.md").write_bytes(b"# caf\xe9\n")
    assert {line for line in told(small_copy) if "UTF-8" in line} == {
        "data/events/all.yml:2: this file is not UTF-8; save it again as UTF-8",
        "docs/index.md:1: this file is not UTF-8; save it again as UTF-8",
    }


def test_the_command_tells_all_and_exits_1_without_a_traceback(small_copy):
    spoil(
        small_copy.data.parent,
        {
            "data/programs/lamp-contest.yml": ["stage: under-way", "stage: started"],
            "data/sources/all.yml": ["kind: aggregator", "kind: rumour"],
        },
    )
    command = [
        sys.executable,
        str(ROOT / "hooks" / "check_data.py"),
        "--data",
        str(small_copy.data),
        "--docs",
        str(small_copy.docs),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "lamp-contest.yml:15: 'stage' must be one of" in done.stderr
    assert "all.yml:" in done.stderr and "Traceback" not in done.stderr


def test_a_failed_build_leaves_the_last_site(tmp_path):
    """The build is stopped before anything is written, so what was there stays."""
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the last good site")
    spoilt = tmp_path / "data"
    shutil.copytree(MACHINE / "small_data", spoilt)
    spoil(tmp_path, {"data/sources/all.yml": ["kind: aggregator", "kind: rumour"]})
    done = mkdocs_build(ROOT, target, DATA_DIR=str(spoilt))
    assert done.returncode == 1
    assert (
        "'kind' must be one of official, press, company, research, aggregator, not 'rumour'"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert (target / "index.html").read_text() == "the last good site"


def test_markup_in_a_text_is_shown_as_text(small_copy, small_folders):
    spoil(
        small_copy.data.parent,
        {
            "data/programs/lamp-contest.yml": [
                "The candle maker was dropped.",
                "<script>alert()</script> & <b>out</b>",
            ]
        },
    )
    page = build_site(replace(small_copy, cache=small_folders.cache)).pages[
        "programs/lamp-contest.md"
    ]
    assert "<script" not in page
    assert "&lt;script&gt;alert()&lt;/script&gt; &amp; &lt;b&gt;out&lt;/b&gt;" in page
