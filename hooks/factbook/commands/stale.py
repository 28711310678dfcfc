"""Lists what a maintainer should look at again: old figures, overdue steps, silence, weak sources.

A link is called dead only after three runs in which it failed, one after the other; runs are
counted in .cache/links.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

import click

from ..meaning.staleness import TITLES, concerns
from ..record.book import Book, load_book
from ..record.kept_files import keep, read_kept
from .options import CACHE, day_given, with_data

RUNS, TIMEOUT, AT_ONCE = 3, 20, 8
KEPT_LETTERS = "%/:;,=?@&$+!*'()~[]|"  # those of an address, and what is quoted already
REFUSED = {401, 403, 405, 406, 429, 451}  # the page is there, but not for a program
COUNTS = "links"  # the name of the file in which failed runs are counted

Fails = Callable[[str], bool]


@click.command()
@with_data
@click.option("--as-of", help="the day to look from, if not the one on which the record ends")
@click.option("--links", is_flag=True, help="try every source's link too; needs a network")
def command(data: Path, as_of: str | None, links: bool) -> None:
    """List what is old, overdue, silent or weak, and dead links."""
    book = load_book(data)
    day = day_given(as_of) if as_of else book.site.as_of
    click.echo(f"As of {day}")
    for sort, found in concerns(book, day).items():
        show(sort, found)
    if links:
        show("dead", dead_links(book, CACHE))


def show(sort: str, found: Sequence[object]) -> None:
    """What was found of one sort."""
    click.echo(f"\n{TITLES[sort]}: {len(found) or 'none'}")
    for thing in found:
        click.echo(f"  {thing}")


# ---------------------------------------------------------------- links


def fails(url: str) -> bool:
    """True where a page cannot be had."""
    try:
        asked = Request(in_ascii(url), headers={"User-Agent": "link-check"})
        with urlopen(asked, timeout=TIMEOUT):
            return False
    except HTTPError as error:
        return error.code not in REFUSED
    except (OSError, ValueError):
        return True


def in_ascii(url: str) -> str:
    """An address as it travels: other letters quoted, those of its host as a name in ASCII.

    What is quoted already stays as it is.
    """
    parts = urlsplit(url)
    host = parts.netloc if url.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe=KEPT_LETTERS) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def failed_runs(
    urls: list[str],
    counts: dict[str, int],
    fails: Fails,
) -> dict[str, int]:
    """For each link, in how many runs it failed one after the other.

    Where all fail, the network does, and nothing is counted.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failed = dict(zip(urls, pool.map(fails, urls), strict=True))
    if all(failed.values()):
        return counts
    return {url: counts.get(url, 0) + 1 for url in urls if failed[url]}


def dead_links(book: Book, kept: Path, fails: Fails = fails) -> list[str]:
    """A line for each link that is dead, with its archived copy where one is known.

    The runs are counted in the folder `kept`; where the counts are damaged, from the start.
    """
    urls = sorted({source.url for source in book.sources.values() if source.url})
    before = json.loads(read_kept(kept, COUNTS) or b"{}")
    counts = failed_runs(urls, before, fails)
    keep(kept, COUNTS, json.dumps(counts, indent=1).encode())
    return [
        _dead(book, id_)
        for id_, source in book.sources.items()
        if source.url and counts.get(source.url, 0) >= RUNS
    ]


def _dead(book: Book, id_: str) -> str:
    source = book.sources[id_]
    file, line = book.place(f"sources/{id_}", "url")
    if source.archived:
        copy = f"archived copy: {source.archived}"
    else:
        copy = f"look for a copy: https://web.archive.org/web/*/{source.url}"
    return f"{file}:{line}: {source.url}; {copy}"
