"""Tell every mistake in the record and in the prose, without building the site.

python hooks/check_data.py [--data DIR] [--docs DIR]
"""

import argparse
import sys
from pathlib import Path

from factbook.book import load_book
from factbook.problems import Mistakes


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=Path("data"))
    arguments.add_argument("--docs", type=Path, default=Path("docs"))
    given = arguments.parse_args()
    try:
        book = load_book(given.data)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    for problem in book.warnings:
        print(problem, file=sys.stderr)
    print(f"{len(book.addresses())} records and {len(book.figures)} figures: no mistakes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
