"""The record that tests/record looks at, read once in each process."""

from functools import cache

from places import DATA  # isort: skip -- finds the hooks

from factbook.record.book import Book, load_book


@cache
def whole_book() -> Book:
    return load_book(DATA)
