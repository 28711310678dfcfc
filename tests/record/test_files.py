"""The files of the record, as its keepers have them: known to editors, open to forms."""

import re

import pytest
import yaml

from conftest import DATA, ROOT
from editors import names_its_schema, record_files, underlined
from factbook.authoring.forms import with_reading
from growing import Loader

FILES = record_files(DATA)
READING = "{value: 1, stage: reported, as_of: 2026, sources: [new]}"
MACHINE_PARTS = ("hooks/**/*.py", "docs/templates/**/*.*", "docs/assets/*.css", "docs/assets/*.js")


def test_every_file_names_its_schema():
    for path in FILES:
        assert names_its_schema(path), f"{path}: run make schemas"


def test_what_the_core_accepts_the_schemas_accept():
    for path in FILES:
        assert not list(underlined(path)), path


def test_a_reading_goes_below_the_last_one_in_every_file(real_book):
    """Whichever way a file is written, it says the same but for one more reading."""
    one_of_each_file = {real_book.place(address)[0]: address for address in real_book.figures}
    for file, address in one_of_each_file.items():
        before = (DATA / file.partition("/")[2]).read_text(encoding="utf-8")
        after = with_reading(before, real_book, address, READING)
        _, path = real_book.origins[address]
        earlier = readings(before, path)
        assert readings(after, path) == [*earlier, yaml.load(READING, Loader)], address


def readings(text: str, path: tuple) -> list:
    """The readings of a figure, as they stand in a file."""
    found = yaml.load(text, Loader)
    for step in (*path, "readings"):
        found = found[step]
    return found


def test_the_subject_appears_nowhere_in_the_machine(real_book, small_book):
    """The same machine explains any minister: no name of this one stands in it.

    The made-up minister of the small record serves it as an example.
    """
    names = names_of_minister(real_book) - names_of_minister(small_book)
    if not names:
        pytest.skip("this is the made-up minister's record")
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
    for part in MACHINE_PARTS:
        for path in ROOT.glob(part):
            found = pattern.search(path.read_text(encoding="utf-8"))
            assert not found, (path, found)


def names_of_minister(book) -> set[str]:
    minister = book.minister[book.site.minister]
    name = book.people[minister.person].name
    return {word for _, written in name.others("") for word in written.split()}
