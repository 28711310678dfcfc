"""Print the days whose editions the site keeps, one a line: data/site.yml, `editions`."""

import sys
from pathlib import Path

from factbook.record.book import load_book
from factbook.record.problems import Mistakes

if __name__ == "__main__":
    try:
        print(*load_book(Path("data")).site.editions, sep="\n")
    except Mistakes as mistakes:
        sys.exit(str(mistakes))
