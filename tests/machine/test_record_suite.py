"""What must hold of any record holds of the small one too."""

import pytest

from commands import typed
from conftest import TEMPLATES
from editors import name_schema, record_files
from small import whole_project
from suites import judge


@pytest.mark.suite
def test_the_tests_of_the_record_pass_on_the_small_record(tmp_path):
    project = whole_project(tmp_path / "project")
    data, docs = project / "data", project / "docs"
    for path in record_files(data):
        name_schema(path)
    places = ("--data", data, "--docs", docs, "--templates", TEMPLATES)
    entered = typed("permalinks", *places)
    assert entered.returncode == 0, entered.stderr
    done = judge(data, docs, "--ignore", "tests/record/test_conflicts.py")
    assert done.returncode == 0, done.stdout[-6000:]
