"""Tell every mistake in the record and in the prose, without building the site.

python hooks/check_data.py [--data DIR] [--docs DIR] [--templates DIR]
"""

import argparse
import sys
from pathlib import Path

from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.writing.check import check_site


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "--data", type=Path, default=Path("data"), help="the record (default: data)"
    )
    arguments.add_argument(
        "--docs", type=Path, default=Path("docs"), help="prose and templates (default: docs)"
    )
    arguments.add_argument("--templates", type=Path, help="where the templates are, if not in docs")
    given = arguments.parse_args()
    try:
        checked = check_site(Folders(given.data, given.docs, None, given.templates))
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    for problem in checked.warnings:
        print(problem, file=sys.stderr)
    book = checked.book
    print(f"{len(book.addresses())} records and {len(book.figures)} figures: no mistakes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
