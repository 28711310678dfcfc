"""What must hold of any record holds of the small one too, and goes on to when it grows."""

import shutil
from pathlib import Path

import pytest

from commands import typed
from conftest import DATA, DOCS, TEMPLATES
from factbook.record.book import load_book
from growing import grow
from small import whole_project, write_settings
from suites import judge
from sweeps import WHOLE
from undrawn import without_drawing

OF_THE_RECORD = Path(__file__).parents[1] / "record"
# What these try is no matter of the record: once is enough.
OF_ANY_RECORD = (
    *("--ignore", "tests/record/test_fuzz.py"),
    *(
        "--deselect",
        "tests/record/test_downloads.py::test_a_wrong_value_makes_the_data_package_invalid",
    ),
)
pytestmark = [
    pytest.mark.suite,
    pytest.mark.skipif(
        not OF_THE_RECORD.is_dir(), reason="this record has no tests of its own yet"
    ),
]


def grown_record_passes(data: Path, docs: Path, *options: str) -> None:
    """A record grows, its keeper does what he does before he sends it, and its tests pass."""
    grow(load_book(data), data)
    places = ("--data", data, "--docs", docs, "--templates", TEMPLATES)
    checked = typed("check", *places)
    assert checked.returncode == 0, checked.stderr
    with without_drawing():  # which says nothing of addresses
        entered = typed("permalinks", *places)
    assert entered.returncode == 0, entered.stderr
    done = judge(data, docs, *options)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_tests_of_the_record_pass_on_the_small_record_that_has_grown(tmp_path):
    """A test that holds a value of today's real record fails here."""
    project = whole_project(tmp_path / "project")
    write_settings(project)
    of_this_record = ("--ignore", "tests/record/test_conflicts.py")
    grown_record_passes(project / "data", project / "docs", *of_this_record, *OF_ANY_RECORD)


@pytest.mark.skipif(not WHOLE, reason="the small record shows the same; once a week is enough")
def test_the_tests_of_the_record_pass_on_the_real_record_that_has_grown(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    grown_record_passes(data, docs)
