"""Publishes the site: builds it and its editions aside, then lets it take the last one's place."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..publishing.archive import pack
from ..record.book import load_book
from ..record.problems import Mistakes
from .options import Refused

SITE = Path("site")
ASIDE = Path(".build")
NEXT = ASIDE / "site"  # what is being built
EDITIONS = ASIDE / "editions"
LAST = ASIDE / "last"  # the last site, for the moment between two renames; always whole
RUBBISH = ASIDE / "rubbish"
AS_IT_WAS = f"nothing was published; {SITE}/ is as it was"


@click.command()
@click.option("--as-of", envvar="AS_OF", default="", help="build it as the record stood that day")
@click.option("--archive", envvar="ARCHIVE", default="", help="pack it there too: data/site.zip")
def command(as_of: str, archive: str) -> None:
    """Build the site and its editions into site/.

    The last good site stays until the new one is whole. mkdocs.yml says what it is built from.
    """
    publish(as_of, archive)


def publish(as_of: str = "", archive: str = "") -> None:
    """Build everything aside, and swap it in; raises Refused, and then the last site stands."""
    start = time.monotonic()
    with alone():
        settle()
        remove(NEXT, EDITIONS)
        write(as_of, archive)
        swap()
    click.echo(f"The site is in {SITE}/index.html ({time.monotonic() - start:.0f} s)")


@contextmanager
def alone() -> Iterator[None]:
    """One run at a time; a second one is refused. The lock is the process's: it ends with it."""
    ASIDE.mkdir(exist_ok=True)
    with (ASIDE / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)  # a build outlives a killed run, and still writes
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "another run builds the site in this folder; wait until it has ended"
            ) from None
        yield


# ---------------------------------------------------------------- build


def write(as_of: str, archive: str) -> None:
    """The record of today and its editions, or one earlier edition alone, into NEXT."""
    click.echo("building the site")
    build(NEXT, AS_OF=as_of, ARCHIVE=archive)
    days = () if as_of else list_editions()
    for place, day in enumerate(days, 1):
        click.echo(f"building its edition of {day} ({place} of {len(days)})")
        build(EDITIONS / day, AS_OF=day, ARCHIVE=archive, PRESENT="../../")
        (NEXT / "editions").mkdir(exist_ok=True)
        (EDITIONS / day).rename(NEXT / "editions" / day)
    if archive:
        click.echo(f"packing {SITE / archive}")
        pack(NEXT, NEXT / archive)


def build(target: Path, **surroundings: str) -> None:
    """A strict build into a folder; raises Refused where it fails."""
    given = {name: value for name, value in surroundings.items() if value}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, env={**os.environ, **given}, close_fds=False)
    if done.returncode:
        raise Refused(AS_IT_WAS)


def list_editions() -> tuple[str, ...]:
    """The days whose editions the site keeps; raises Refused where the record cannot be read."""
    try:
        return read_editions()
    except Mistakes as mistakes:
        click.echo(mistakes, err=True)
        raise Refused(AS_IT_WAS) from None


def read_editions() -> tuple[str, ...]:
    """The days that data/site.yml names."""
    data = Path(os.environ.get("DATA_DIR", "data"))  # as mkdocs.yml has it
    return tuple(map(str, load_book(data).site.editions))


# ---------------------------------------------------------------- swap


def swap() -> None:
    """The next site takes the last one's place: two renames, and only then is anything removed."""
    try:
        if SITE.exists():
            SITE.rename(LAST)
        NEXT.rename(SITE)
    finally:
        settle()


def settle() -> None:
    """After a swap, also one that was cut short: a whole site in its place and none aside."""
    if LAST.exists() and not SITE.exists():
        LAST.rename(SITE)
    remove(RUBBISH)
    if LAST.exists():
        LAST.rename(RUBBISH)
    remove(RUBBISH)


def remove(*folders: Path) -> None:
    """Remove folders, where they are there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
