"""Publishes the site: builds it and its editions aside, then lets it take the last one's place.

All is made from one reading of the files: where one changes meanwhile, nothing is published.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path, PurePosixPath

import click

from ..publishing.archive import pack
from ..publishing.frozen import BrokenArchive, freeze, unpack
from ..publishing.standing import Standing
from ..record.book import load_book, load_site
from ..record.folders import frozen_edition
from ..record.problems import Mistakes, refused_by_the_system
from ..writing.settings import SETTINGS, wrong_settings
from .options import Refused, edition_given

SITE = Path("site")
ASIDE = Path(".build")
NEXT = ASIDE / "site"  # what is being built
EDITIONS = ASIDE / "editions"
MARKS = Path(".cache/sites")  # what is known of the files of the site that was built last
LAST = ASIDE / "last"  # the last site, for the moment between two renames; always whole
RUBBISH = ASIDE / "rubbish"
READ = ("docs", "hooks", "mkdocs.yml")  # what a site is made from, beside the record
FOR_ALL = 0o022  # others may read what is published: a web server is somebody else
ABOVE = "../../"  # from an edition to the present site
AS_IT_WAS = f"nothing was published; {SITE}/ is as it was"
TO_FREEZE_AGAIN = "move 'as_of' on in data/site.yml, or take the file away if it was not published"


@click.command()
@click.option("--as-of", envvar="AS_OF", default="", help="build it as the record stood that day")
@click.option("--archive", envvar="ARCHIVE", default="", help="pack it there too: data/site.zip")
@click.option("--editions/--no-editions", envvar="EDITIONS", default=True, help="build them too")
def command(as_of: str, archive: str, editions: bool) -> None:
    """Build the site and its editions into site/.

    The last good site stays until the new one is whole. mkdocs.yml says what it is built from.
    """
    publish(as_of, archive, editions)


def publish(as_of: str = "", archive: str = "", editions: bool = True) -> None:
    """Build everything aside, and swap it in; raises Refused, and then the last site stands."""
    start = time.monotonic()
    as_of = edition_given(as_of, data_folder()) if as_of else ""
    refuse_archive(archive)
    refuse_settings()
    refuse_place()
    os.umask(os.umask(FOR_ALL) & FOR_ALL)
    try:
        with alone():
            settle()
            remove(NEXT, EDITIONS)
            link_last()
            write(as_of, archive, editions)
            keep_times()
            swap()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Refused(f"{where}{refused_by_the_system(error)}; {AS_IT_WAS}") from None
    click.echo(f"The site is in {SITE}/index.html ({time.monotonic() - start:.0f} s)")


def refuse_archive(archive: str) -> None:
    """Refuse an archive that would lie outside the site, or take the place of a file of it."""
    path = PurePosixPath(archive)
    is_outside = path.is_absolute() or ".." in path.parts
    if archive and (is_outside or path.suffix != ".zip"):
        raise Refused(f"the archive is a .zip within the site, as in data/site.zip, not {archive}")


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


def write(as_of: str, archive: str, editions: bool) -> None:
    """The record of today and its editions, or one earlier edition alone, into NEXT."""
    read = read_times()
    click.echo("building the site")
    build(NEXT, AS_OF=as_of, ARCHIVE=archive, PICTURES="true")
    refuse_changed(read)
    days = list_editions() if editions and not as_of else ()
    for place, day in enumerate(days, 1):
        bring(day, f"({place} of {len(days)})")
        refuse_changed(read)
        (NEXT / "editions").mkdir(exist_ok=True)
        (EDITIONS / day).rename(NEXT / "editions" / day)
    if archive:
        click.echo(f"packing {SITE / archive}")
        pack(NEXT, NEXT / archive)


def bring(day: str, place: str) -> None:
    """One edition: as it was frozen when it was published, or else made from the record."""
    frozen = frozen_edition(data_folder(), day)
    if frozen.exists():
        click.echo(f"unpacking its edition of {day} {place}")
        try:
            unpack(frozen, EDITIONS / day)
        except BrokenArchive as error:
            raise Refused(f"{error}; bring it back") from None
    else:
        click.echo(f"building its edition of {day} {place}")
        build(EDITIONS / day, AS_OF=day, PRESENT=ABOVE)


def freeze_edition() -> Path:
    """What is published now, as an edition for good; gives the file that keeps it.

    Raises Refused where that day has an edition already: what was published stays as it was.
    """
    with alone():
        remove(EDITIONS)
        book = load_book(data_folder())
        day = str(book.site.as_of)
        frozen = frozen_edition(data_folder(), day)
        if frozen.exists():
            raise Refused(f"{frozen} keeps the edition of {day} already; {TO_FREEZE_AGAIN}")
        build(EDITIONS / day, AS_OF=day, PRESENT=ABOVE)
        freeze(EDITIONS / day, frozen)
        remove(EDITIONS)
    return frozen


def build(target: Path, **surroundings: str) -> None:
    """A strict build into a folder; raises Refused where it fails."""
    given = {name: value for name, value in surroundings.items() if value}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    around = {**os.environ, **given}
    done = subprocess.run(command, env=around, close_fds=False, preexec_fn=leave_ctrl_c)
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        raise Refused(f"the build was ended by {name}, as when memory runs out; {AS_IT_WAS}")
    if done.returncode:
        raise Refused(AS_IT_WAS)


def leave_ctrl_c() -> None:
    """A build does not hear of Ctrl-C: this process tells it in a word, and ends the build."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_times() -> dict[Path, tuple[int, int]]:
    """When each file that a site is made from was written, and how long it is."""
    found: dict[Path, tuple[int, int]] = {}
    for place in (data_folder(), *map(Path, READ)):
        for path in (place, *place.rglob("*")):
            is_read = not path.name.startswith(".") and path.suffix != ".pyc"
            if is_read and path.is_file():
                known = path.stat()
                found[path] = known.st_mtime_ns, known.st_size
    return found


def refuse_settings() -> None:
    """Raise Refused for settings that MkDocs takes and the site does not bear."""
    problems = wrong_settings(SETTINGS)[1] if SETTINGS.is_file() else []
    if problems:
        click.echo(Mistakes(problems), err=True)
        raise Refused(AS_IT_WAS)


def refuse_place() -> None:
    """Raise Refused where the site would take the place of what is none."""
    if SITE.is_symlink() or SITE.is_file():
        kind = "link" if SITE.is_symlink() else "file"
        raise Refused(f"{SITE} is a {kind}, and the site would take its place; move it away")


def refuse_changed(read: dict[Path, tuple[int, int]]) -> None:
    """Raise Refused where a file was edited, added or removed since it was read."""
    changed = sorted(dict(read.items() ^ read_times().items()))
    if changed:
        raise Refused(f"{changed[0]} changed while the site was built; {AS_IT_WAS}; run it again")


def list_editions() -> tuple[str, ...]:
    """The days whose editions the site keeps; raises Refused where the record cannot be read."""
    try:
        return read_editions()
    except Mistakes as mistakes:
        click.echo(mistakes, err=True)
        raise Refused(AS_IT_WAS) from None


def read_editions() -> tuple[str, ...]:
    """The days that data/site.yml names."""
    return tuple(map(str, load_site(data_folder()).editions))


def data_folder() -> Path:
    """The record, as mkdocs.yml has it."""
    return Path(os.environ.get("DATA_DIR", "data"))


# ---------------------------------------------------------------- swap


def link_last() -> None:
    """The last site's files under a second name: the build leaves those that say the same.

    It writes into none of them: what says something else is removed before (standing.py).
    """
    others = shutil.ignore_patterns("editions", ".*")
    try:
        shutil.copytree(SITE, NEXT, symlinks=True, ignore=others, copy_function=os.link)
    except OSError:  # there is none, or the disk knows no second names
        remove(NEXT)


def keep_times() -> None:
    """A file that says what it said on the last site is as old as that one.

    So a browser that has it, or a copy of the site elsewhere, does not fetch it again.
    """
    for place, _, names in os.walk(NEXT):  # a path of each would take four times as long
        last = f"{SITE}{place.removeprefix(str(NEXT))}"
        for name in names:
            keep_time(f"{place}/{name}", f"{last}/{name}")
    Standing(NEXT, MARKS).stamp_again()


def keep_time(file: str, last: str) -> None:
    """The same of one file, unless it is the very one."""
    try:
        now, then = os.stat(file), os.stat(last)
    except OSError:  # one that the last site had not
        return
    if not os.path.samestat(now, then) and cmp(file, last, shallow=False):
        os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))


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
