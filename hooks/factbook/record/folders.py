"""Where a site is made from, and where what is costly to make is kept between builds."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from .problems import Problem


@dataclass(frozen=True)
class Folders:
    """The folders of a project; without a cache nothing is kept."""

    data: Path
    docs: Path
    cache: Path | None = None
    templates_elsewhere: Path | None = None

    @property
    def templates(self) -> Path:
        return self.templates_elsewhere or self.docs / "templates"

    @property
    def words(self) -> Path:
        """The interface words of every language."""
        return self.templates / "words.yml"

    @property
    def assets(self) -> Path:
        return self.templates.parent / "assets"

    @property
    def theme(self) -> Path:
        """The style with the colours and type of the site."""
        return self.assets / "styles" / "theme.css"

    def cache_of(self, kind: str) -> Path | None:
        """The folder of one kind of things that are kept."""
        return self.cache and self.cache / kind


def is_left_out(path: str) -> bool:
    """True for what systems and editors hide, by its path in a folder: a name begins with a dot."""
    return "/." in f"/{path}"


def paths_in(folder: Path) -> list[str]:
    """The paths in a folder of all that stands there and deeper; of links none is followed."""
    start = len(os.path.join(folder, ""))
    found = [entry.path[start:].replace(os.sep, "/") for entry in _entries(str(folder))]
    return sorted(found, key=lambda path: path.split("/"))


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """The same as the disk tells of each, which knows already what sort it is."""
    try:
        with os.scandir(folder) as here:
            entries = list(here)
    except OSError:  # there is no such folder, or nobody may look into it
        return
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)


Stamps = tuple[tuple[str, int, int, int, int], ...]


def stamps(folder: Path) -> Stamps:
    """The files in a folder and deeper, each with what the disk tells of it.

    That is another after each time that a file is written: of the same process what was read of
    the same stamps is not read again.
    """
    return tuple((path, *_stamp(path)) for path in sorted(_files(folder)))


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        if os.path.basename(place) != "__pycache__":
            yield from filter(os.path.isfile, (os.path.join(place, name) for name in names))


def _stamp(path: str) -> tuple[int, int, int, int]:
    known = os.stat(path)
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def alike(path: str) -> str:
    """A path as disks know it that have no capitals, and one way to write an accent."""
    return normalize("NFC", path).casefold()


LONGEST_PART, LONGEST_PATH = 200, 1000  # bytes; a disk knows 255, and the build adds endings


def too_long(path: str) -> str:
    """What is wrong with a path of which a disk could not keep the name; nothing where it can."""
    parts = path.encode().split(b"/")
    if max(map(len, parts)) > LONGEST_PART:
        return f"a name in this address has more than {LONGEST_PART} bytes; shorten it"
    if len(path.encode()) > LONGEST_PATH:
        return f"this address has more than {LONGEST_PATH} bytes; shorten it"
    return ""


FILE = re.compile(r"\.[a-z][a-z0-9]{0,9}$", re.I)  # how the name of a file ends


def file_in_the_way(page: str, files: Collection[str]) -> str:
    """What of the path of a page is that of a file, so that no folder of a page can stand there."""
    parts = page.split("/")
    above = ("/".join(parts[:number]) for number in range(1, len(parts) + 1))
    return next((path for path in above if path in files or FILE.search(path)), "")


def alike_files(names: Iterable[str]) -> Iterator[Problem]:
    """Files of which some systems would keep only one."""
    firsts: dict[str, str] = {}
    for name in names:
        first = firsts.setdefault(alike(name), name)
        if first != name:
            message = f"some systems take this and {first} for one file; give it another name"
            yield Problem(name, 1, message)


# ---------------------------------------------------------------- links


def wrong_links(folder: Path) -> Iterator[Problem]:
    """Symbolic links that lead out of a folder, or to a folder.

    What they lead to would be published, be it a secret of the machine that builds.
    """
    inside = Path(os.path.realpath(folder))
    for path in sorted(Path(entry.path) for entry in _entries(str(folder)) if entry.is_symlink()):
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        target = Path(os.path.realpath(path))
        if not target.is_relative_to(inside):
            message = f"this link leads out of {folder.name}/; put the file itself here"
            yield Problem(name, 1, message)
        elif target.is_dir():
            yield Problem(name, 1, "this is a link to a folder; put the files themselves here")


# ---------------------------------------------------------------- editions that were frozen

EDITIONS, ARCHIVE = "editions", ".tar.xz"


def frozen_edition(data: Path, day: object) -> Path:
    """Where the edition of a day is kept, if it was frozen when it was published."""
    return data / EDITIONS / f"{day}{ARCHIVE}"


def is_archive(path: Path) -> bool:
    """True for a file that begins and ends as an archive does, which is whole then."""
    written = path.read_bytes()
    return written.startswith(b"\xfd7zXZ\0") and written.endswith(b"YZ")


def frozen_editions(data: Path) -> Iterator[str]:
    """The names of the editions that a data folder keeps: their days."""
    for path in sorted((data / EDITIONS).glob(f"*{ARCHIVE}")):
        yield path.name.removesuffix(ARCHIVE)
