"""Lists what feeds tell that may concern the record: for whoever keeps it, as Markdown.

What was listed once is not listed again: .cache/inbox.json keeps what was seen, and what each
server asked to be told the next time. Nothing enters the record.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from ..authoring.feeds import Entry, Reading, read_feed
from ..authoring.inbox import as_code, packed, write_list
from ..authoring.matching import Matcher
from ..record.book import load_book
from ..record.values import Day
from ..record.watch import WATCH, Watch, read_watch
from ..record.whole_files import write_whole
from .options import CACHE, Refused, with_data

SEEN = "inbox.json"
FORGOTTEN_AFTER = timedelta(days=365)
AT_ONCE = 4
COMMENT = 60_000  # bytes: a comment on GitHub holds a little more

Kept = dict[str, dict[str, Any]]  # feeds: what servers asked for; seen: keys of entries, with days


@click.command()
@with_data
@click.option(
    "--repository",
    default="https://github.com/example/promised-and-delivered",
    envvar="REPO_URL",
    help="whom servers can turn to: it is named in each request",
)
@click.option("--output", type=click.Path(path_type=Path), help="a folder for the list, in parts")
def command(data: Path, repository: str, output: Path | None) -> None:
    """List new entries of feeds that may concern the record."""
    if not (data / WATCH).is_file():
        raise Refused(f"{data / WATCH} is not there; CONTRIBUTING.md tells what it holds")
    if output:
        refuse_inside(output, data, data.parent / "docs")
    book, watch = load_book(data), read_watch(data)
    today = date.today()
    kept = read_kept(CACHE / SEEN)
    readings = read_all(watch, kept, f"factbook-inbox (+{repository})")
    new = new_entries(readings, kept)
    matcher = Matcher(book, watch, Day(today.isoformat()))
    write([*write_list(matcher, new, today), *troubles(readings)], output)
    keep(CACHE / SEEN, kept, readings, watch, today)


def refuse_inside(output: Path, *folders: Path) -> None:
    """Refuse to write the list among what the site is made from."""
    for folder in folders:
        if output.resolve().is_relative_to(folder.resolve()):
            message = f"{output} lies in {folder}, of which the site is made; name another folder"
            raise Refused(message)


def read_all(watch: Watch, kept: Kept, agent: str) -> dict[str, Reading]:
    """Every feed, several at a time."""

    def read(id_: str) -> Reading:
        feed = watch.feeds[id_]
        return read_feed(id_, feed, kept["feeds"].get(feed.url, {}), agent)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(watch.feeds, pool.map(read, watch.feeds), strict=True))


def new_entries(readings: dict[str, Reading], kept: Kept) -> list[Entry]:
    """Those that no earlier run saw, each once."""
    known = set(kept["seen"])
    new: list[Entry] = []
    for reading in readings.values():
        for entry in reading.entries:
            if not known.intersection(entry.keys):
                new.append(entry)
            known.update(entry.keys)
    return new


def troubles(readings: dict[str, Reading]) -> list[str]:
    """A section with each feed that could not be read, or that leads elsewhere."""
    lines = [
        f"- {as_code(id_)}: {as_code(reading.trouble or f'it leads on to {reading.moved}')}"
        for id_, reading in readings.items()
        if reading.trouble or reading.moved
    ]
    return ["\n".join(["Feeds to look at:", "", *lines, ""])] if lines else []


def write(sections: list[str], output: Path | None) -> None:
    """The list, onto the screen or into a folder."""
    if not output:
        click.echo("\n".join(sections or ["Nothing new concerns the record."]))
        return
    output.mkdir(parents=True, exist_ok=True)
    for earlier in output.glob("[0-9][0-9][0-9].md"):
        earlier.unlink()
    for number, part in enumerate(packed(sections, COMMENT), 1):
        (output / f"{number:03}.md").write_text(part, encoding="utf-8")


# ---------------------------------------------------------------- what was seen


def read_kept(path: Path) -> Kept:
    """What earlier runs kept; nothing where it is missing or damaged."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {"feeds": dict(kept["feeds"]), "seen": dict(kept["seen"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"feeds": {}, "seen": {}}


def keep(
    path: Path,
    kept: Kept,
    readings: dict[str, Reading],
    watch: Watch,
    today: date,
) -> None:
    """Keep what was seen, and what servers asked for; forget what no feed told for a year.

    It is written whole: half a file would be taken for none, and all be listed again.
    """
    seen = dict(kept["seen"])
    for reading in readings.values():
        for entry in reading.entries:
            seen.update(dict.fromkeys(entry.keys, today.isoformat()))
    oldest = (today - FORGOTTEN_AFTER).isoformat()
    keeps = {
        "feeds": {watch.feeds[id_].url: reading.state for id_, reading in readings.items()},
        "seen": {key: day for key, day in seen.items() if day >= oldest},
    }
    write_whole({path: json.dumps(keeps, indent=1)})
