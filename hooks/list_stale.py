"""List what a maintainer should look at again: old figures, overdue steps, silence, weak sources; with --links, dead links.

python hooks/list_stale.py [--as-of 2026-12-31] [--links] [--data DIR]
A link is called dead only after three runs in which it failed, one after the other; runs are counted in .cache/links.json.
"""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from factbook.meaning.staleness import TITLES, concerns
from factbook.record.book import Book, load_book
from factbook.record.problems import Mistakes
from factbook.record.values import Day

RUNS, TIMEOUT, AT_ONCE = 3, 20, 8
REFUSED = {401, 403, 405, 406, 429, 451}  # the page is there, but not for a program


def fails(url: str) -> bool:
    """True where a page cannot be had."""
    try:
        with urlopen(Request(url, headers={"User-Agent": "link-check"}), timeout=TIMEOUT):
            return False
    except HTTPError as error:
        return error.code not in REFUSED
    except (OSError, ValueError):
        return True


def counted(urls: list[str], counts: dict[str, int], failing) -> dict[str, int]:
    """For each link, in how many runs it failed one after the other. Where all fail, the network does, and nothing is counted."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failed = dict(zip(urls, pool.map(failing, urls)))
    if all(failed.values()):
        return counts
    return {url: counts.get(url, 0) + 1 for url in urls if failed[url]}


def dead_links(book: Book, kept: Path, failing=fails) -> list[str]:
    """A line for each link that is dead, with its archived copy where one is known."""
    urls = sorted({source.url for source in book.sources.values() if source.url})
    counts = counted(urls, json.loads(kept.read_text()) if kept.is_file() else {}, failing)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(counts, indent=1))
    return [
        _dead(book, id_)
        for id_, source in book.sources.items()
        if counts.get(source.url, 0) >= RUNS
    ]


def _dead(book: Book, id_: str) -> str:
    source = book.sources[id_]
    file, line = book.place(f"sources/{id_}", "url")
    copy = (
        f"archived copy: {source.archived}"
        if source.archived
        else f"look for a copy: https://web.archive.org/web/*/{source.url}"
    )
    return f"{file}:{line}: {source.url}; {copy}"


def show(sort: str, lines: list) -> None:
    print(f"\n{TITLES[sort]}: {len(lines) or 'none'}")
    for line in lines:
        print(f"  {line}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "--as-of", help="the day to look from (default: the day on which the record ends)"
    )
    arguments.add_argument(
        "--links", action="store_true", help="try every source's link; needs a network"
    )
    arguments.add_argument("--data", type=Path, default=Path("data"))
    given = arguments.parse_args()
    try:
        book = load_book(given.data)
        day = Day(given.as_of) if given.as_of else book.site.as_of
    except (Mistakes, ValueError) as error:
        sys.exit(str(error))
    print(f"As of {day}")
    for sort, found in concerns(book, day).items():
        show(sort, found)
    if given.links:
        show("dead", dead_links(book, Path(".cache") / "links.json"))


if __name__ == "__main__":
    main()
