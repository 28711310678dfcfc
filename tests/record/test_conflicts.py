"""Every disagreement between sources that was found can be read on the site, for good.

A later reading stands above an earlier one and takes none away, so what is looked for here stays.
"""

import re
from collections.abc import Iterator

import pytest
import yaml

from conftest import RECORD
from factbook.meaning.addresses import page_url
from pages import Page

LIST = RECORD / "conflicts.yml"  # a record that has only begun has none
CONFLICTS = yaml.safe_load(LIST.read_text(encoding="utf-8")) if LIST.is_file() else []


def places(conflict: dict) -> Iterator[dict]:
    """Each place that shows a disagreement: page, anchor and words."""
    yield conflict
    yield from conflict.get("also", ())


def name_of(conflict: dict) -> str:
    return f"{conflict['list']}-{conflict['number']}"


def test_each_is_listed_once():
    names = [name_of(conflict) for conflict in CONFLICTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("conflict", CONFLICTS, ids=name_of)
def test_both_sides_stand_on_the_page(conflict, real_built):
    assert len(conflict["shows"]) >= 2
    for place in places(conflict):
        document = next(
            document
            for path, document in real_built.documents.items()
            if page_url(path) == place["page"]
        )
        page = Page.of_markdown(document.text)
        ids = {*page.ids, *(heading.id for heading in document.headings)}
        assert place["anchor"] in ids, f"{place['page']} has no #{place['anchor']}"
        for words in place["shows"]:
            # 24 million is not in 124 million, and no part of a word is the word.
            pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
            assert re.search(pattern, page.text), f"{place['page']} does not say {words!r}"
