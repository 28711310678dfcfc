"""What a record names by its id: typed references."""

import importlib
import sys

import pytest

from conftest import MACHINE
from factbook.record.kinds import KINDS, ByKind


@pytest.fixture
def load_core():
    """Loads the core anew, as `serve` does when its code was edited.

    Afterwards all is as before.
    """
    before = {name: module for name, module in sys.modules.items() if name.startswith("factbook")}

    def forget():
        for name in [name for name in sys.modules if name.startswith("factbook")]:
            del sys.modules[name]

    def load():
        forget()
        return importlib.import_module("factbook.record.book")

    yield load
    forget()
    sys.modules.update(before)


def test_a_core_that_is_loaded_again_finds_all_references(load_core, small_book):
    for _ in range(2):
        assert load_core().load_book(MACHINE / "small_data").mentions == small_book.mentions


def test_the_book_has_an_attribute_for_each_kind(small_book):
    assert list(ByKind.__annotations__) == list(KINDS)
    for kind, records in small_book.records.items():
        assert getattr(small_book, kind) is records
