"""A unit that is not there is told once, where it is named, whatever else shows its figures."""

import re
import shutil

import pytest

from conftest import MACHINE
from small import edit, messages

CALLS = """
{{ figure("programs/lamp-contest#lamps", stage="contracted") }}
{{ figure("indicators/light-budget#y2030", stage="enacted") }}
{{ ratio("indicators/light-budget#y2030", "indicators/light-budget#y2029", stage="enacted") }}
{{ share("indicators/light-budget#y2029", "indicators/light-budget#y2030", stage="enacted") }}
{{ change("indicators/light-budget#y2029", "indicators/light-budget#y2030", stage="enacted") }}
{{ link("programs/lamp-contest#lamps") }} There are 240,000 lamps.
"""
NUMBER = "docs/calls.md:8: the number '240,000' comes from no fact"


@pytest.fixture
def every_chart(small_copy):
    """The small record with a chart of each kind, and a page with each call that shows figures."""
    for folder in (small_copy.data, small_copy.docs):
        shutil.copytree(MACHINE / "kinds" / folder.name, folder, dirs_exist_ok=True)
    edit(small_copy.docs / "calls.md", "", f"# Calls {{#top}}\n{CALLS}")
    return small_copy


def test_an_unknown_unit_is_told_where_it_is_named_and_nowhere_else(every_chart):
    tried = 0
    for path in sorted(every_chart.data.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"\bunit: ([\w-]+)", text):
            path.write_text(f"{text[: found.start(1)]}nil{text[found.end(1) :]}", encoding="utf-8")
            line = text.count("\n", 0, found.start()) + 1
            place = path.relative_to(every_chart.data.parent).as_posix()
            [told] = (line for line in messages(every_chart) if not line.startswith(NUMBER))
            assert told == f"{place}:{line}: no unit 'nil'; add it to data/units/"
            tried += 1
        path.write_text(text, encoding="utf-8")
    assert tried > 5


def test_a_unit_that_is_gone_is_told_wherever_it_is_named(every_chart):
    for path in sorted((every_chart.data / "units").glob("*.yml")):
        path.unlink()
    told = [line for line in messages(every_chart) if not line.startswith(NUMBER)]
    assert len(told) > 5
    assert all(re.search(r"^data/[\w/.-]+:\d+: no unit '", line) for line in told), told
