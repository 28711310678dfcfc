"""The record that tests/record looks at, read once in each process."""

import re
from functools import cache

from places import DATA, ROOT  # isort: skip -- finds the hooks

from factbook.record.book import Book, read_book
from factbook.record.problems import Mistakes, errors
from factbook.writing.faultless_files import FaultlessFiles
from factbook.writing.parsed_files import ParsedFiles

CACHE = ROOT / ".cache"
AN_ID = re.compile(r"^([\w-]+):", re.M)  # at the beginning of its line


def chart_ids() -> list[str]:
    """The ids of all charts, which each process asks for while it collects tests.

    To read all of the record takes seconds where no check has kept it.
    """
    files = sorted((DATA / "charts").glob("*.yml"))
    return [id_ for file in files for id_ in AN_ID.findall(file.read_text(encoding="utf-8"))]


@cache
def whole_book() -> Book:
    """Through what the last check kept of these very files.

    That what is kept is what was read, test_parsed_files.py holds.
    """
    parsed = ParsedFiles(CACHE / "parsed", DATA)
    book, problems = read_book(DATA, parsed, FaultlessFiles(CACHE / "rules", DATA, parsed))
    if errors(problems) or not book:
        raise Mistakes(problems)
    return book
