"""Every disagreement between sources that the researchers found can be read on the site."""

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from conftest import RECORD

CONFLICTS = yaml.safe_load((RECORD / "conflicts.yml").read_text())
LISTED = {"people-money-chips": 14, "programs-law-comparisons": 25}


@cache
def markup(page: Path) -> str:
    """The page's own part, without the menus around it."""
    return re.search(r"<main\b.*?</main>", page.read_text(), re.DOTALL)[0]


@cache
def words(page: Path) -> str:
    """What a reader sees: no tags, no scripts, one space between words."""
    seen = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", markup(page), flags=re.DOTALL)
    seen = html.unescape(
        re.sub(
            r"<[^>]*>",
            "",
            re.sub(
                r"</?(?:p|li|ul|ol|dt|dd|dl|h\d|div|td|th|tr|summary|section)\b", r" \g<0>", seen
            ),
        )
    )
    return " ".join(seen.split())


def places(conflict: dict) -> Iterator[dict]:
    yield conflict
    yield from conflict.get("also", ())


def test_every_conflict_of_the_notes_is_listed():
    numbered = [(conflict["list"], conflict["number"]) for conflict in CONFLICTS]
    assert numbered == [
        (name, number) for name, count in LISTED.items() for number in range(1, count + 1)
    ]
    assert len(CONFLICTS) == 39


@pytest.mark.parametrize(
    "conflict", CONFLICTS, ids=lambda conflict: f"{conflict['list']}-{conflict['number']}"
)
def test_both_sides_stand_on_the_page(conflict, real_site):
    assert len(conflict["shows"]) >= 2
    for place in places(conflict):
        page = real_site / place["page"] / "index.html"
        assert f'id="{place["anchor"]}"' in markup(page), (
            f"{place['page']} has no #{place['anchor']}"
        )
        missing = [
            shown
            for shown in place["shows"]
            if not re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", words(page))
        ]
        assert not missing, f"{place['page']} does not say {missing}"
