"""Print the days whose editions the site keeps, one a line: data/site.yml, `editions`."""

import sys
from pathlib import Path

from factbook.book import load_book
from factbook.problems import Mistakes

if __name__ == "__main__":
    try:
        print(*load_book(Path("data")).site.editions, sep="\n")
    except Mistakes as mistakes:
        sys.exit(str(mistakes))
