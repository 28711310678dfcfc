"""The record that tests/record looks at, read once in each process."""

from functools import cache

from places import DATA, ROOT  # isort: skip -- finds the hooks

from factbook.record.book import Book, read_book
from factbook.record.problems import Mistakes, errors
from factbook.writing.faultless_files import FaultlessFiles
from factbook.writing.parsed_files import ParsedFiles

CACHE = ROOT / ".cache"


@cache
def whole_book() -> Book:
    """Through what the last check kept of these very files: each process reads it at collection.

    That what is kept is what was read, test_parsed_files.py holds.
    """
    parsed = ParsedFiles(CACHE / "parsed", DATA)
    book, problems = read_book(DATA, parsed, FaultlessFiles(CACHE / "rules", DATA, parsed))
    if errors(problems) or not book:
        raise Mistakes(problems)
    return book
