"""Publish the site: build it and its editions aside, then let it take the place of the last one.

python hooks/publish_site.py
AS_OF=2025-12-31 builds it as the record stood that day; ARCHIVE=data/site.zip packs it there too.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factbook.record.book import load_book
from factbook.record.problems import Mistakes
from zip_site import pack

SITE = Path("site")
ASIDE = Path(".build")
NEXT = ASIDE / "site"  # what is being built
EDITIONS = ASIDE / "editions"
LAST = ASIDE / "last"  # the last site, for the moment between two renames; always whole
RUBBISH = ASIDE / "rubbish"


def main() -> int:
    start = time.monotonic()
    with alone():
        settle()
        remove(NEXT, EDITIONS)
        write()
        swap()
    print(f"The site is in {SITE}/index.html ({time.monotonic() - start:.0f} s)")
    return 0


@contextmanager
def alone() -> Iterator[None]:
    """One run at a time; a second one exits. The lock is the process's: it ends with it."""
    ASIDE.mkdir(exist_ok=True)
    with (ASIDE / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)  # a build outlives a killed run, and still writes
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("another run builds the site in this folder; wait until it has ended")
        yield


# ---------------------------------------------------------------- build


def write() -> None:
    """The present record and its editions, into NEXT."""
    tell("building the site")
    build(NEXT)
    days = () if os.environ.get("AS_OF") else list_editions()
    for place, day in enumerate(days, 1):
        tell(f"building its edition of {day} ({place} of {len(days)})")
        build(EDITIONS / day, AS_OF=day, PRESENT="../../")
        (NEXT / "editions").mkdir(exist_ok=True)
        (EDITIONS / day).rename(NEXT / "editions" / day)
    if archive := os.environ.get("ARCHIVE"):
        tell(f"packing {SITE / archive}")
        pack(NEXT, NEXT / archive)


def tell(phase: str) -> None:
    print(phase, flush=True)


def build(target: Path, **surroundings: str) -> None:
    """A strict build into a folder; exits where it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, env={**os.environ, **surroundings}, close_fds=False)
    if done.returncode:
        sys.exit(f"nothing was published; {SITE}/ is as it was")


def list_editions() -> tuple[str, ...]:
    """The days whose editions the site keeps; exits where the record cannot be read."""
    try:
        return read_editions()
    except Mistakes as mistakes:
        sys.exit(f"{mistakes}\nnothing was published; {SITE}/ is as it was")


def read_editions() -> tuple[str, ...]:
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
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("stopped")
