"""Add the site's new addresses to data/permalinks.txt; nothing is ever taken out of it.

python hooks/write_permalinks.py [--data DIR] [--docs DIR]
"""

import argparse
import sys
from pathlib import Path

from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.site import build_site
from factbook.writing.ledger import LEDGER, missing_from_ledger, read_ledger, write_ledger


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "--data", type=Path, default=Path("data"), help="the record (default: data)"
    )
    arguments.add_argument(
        "--docs", type=Path, default=Path("docs"), help="prose and templates (default: docs)"
    )
    given = arguments.parse_args()
    try:
        addresses = build_site(Folders(given.data, given.docs, Path(".cache"))).addresses
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    ledger, _ = read_ledger(given.data)
    new = missing_from_ledger(ledger, addresses)
    write_ledger(given.data / LEDGER, {*ledger.lines, *new})
    print(f"{len(new)} new addresses, {len(ledger.lines) + len(new)} in {given.data / LEDGER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
