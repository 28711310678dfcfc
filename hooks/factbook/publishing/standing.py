"""What stands in the folder of a site since the last build: a file that says the same is left.

Each is known by a mark of what it says, and by its stamp: what the disk tells of it. A file that
anybody else has touched since has another stamp, and is removed with all that is no longer made.
None is written into: it may be a second name of a file of the last good site.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..record.kept_files import keep, read_kept
from ..writing.broom import inside, leave_newest, sweep_out
from ..writing.pickles import pickled, unpickled

ASIDE = ".last"  # within the site; who empties the folder passes over names with a dot
ENDING, MOST_SITES = ".site", 4
FORM = "path: mark, stamp"  # of what is kept
Stamp = tuple[int, ...]
Known = dict[str, tuple[str, Stamp]]  # by the path from the root of the site


def mark_of(content: bytes) -> str:
    """What tells a file from any other that might stand in its place."""
    return sha256(content).hexdigest()


class Standing:
    """The files of a site; without a folder to keep what is known of them each is made again."""

    def __init__(self, site: Path, folder: Path | None):
        self.site, self.folder = site, folder
        self.name = mark_of(os.fsencode(site.absolute()))[:32] + ENDING
        self.found: Known = {}  # what stands there as the last build has left it
        self.marks: dict[str, str] = {}  # of this build's files

    def forget(self) -> None:
        """Know nothing of what stands there: this build leaves no marks of what it writes."""
        if self.folder:
            sweep_out(self.folder / self.name)
        self.folder = None

    def put_aside(self) -> None:
        """Those files that are as they were left, before the folder of the site is emptied.

        Where a build has stopped since, they are aside already.
        """
        if not self.folder:
            return
        aside = self.site / ASIDE
        if aside.exists():
            self._find(aside)
            return
        self._find(self.site)
        try:
            parts = _seen(self.site)
            aside.mkdir()
            for path in parts:
                path.rename(aside / path.name)
        except OSError:  # then all is written again
            self.found.clear()

    def bring_back(self, paths: Collection[str]) -> None:
        """Those of them that the next site has too."""
        aside = self.site / ASIDE
        for path in self.found.keys() - paths:
            _remove(aside, path)
            del self.found[path]
        for part in inside(aside) if self.found else ():
            part.rename(self.site / part.name)
        sweep_out(aside)

    def stands(self, path: str, mark: str) -> bool:
        """Whether a file of this build stands there; another in its place is removed."""
        self.marks[path] = mark
        if path not in self.found:
            return False
        if self.found[path][0] == mark:
            return True
        del self.found[path]
        sweep_out(self.site / path)
        return False

    def remember(self) -> None:
        """Keep for another build what was written or left, and remove what was neither."""
        for path in self.found.keys() - self.marks.keys():
            _remove(self.site, path)
        self._keep(self.marks)
        files = inside(self.folder) if self.folder else []
        leave_newest((path for path in files if path.suffix == ENDING), MOST_SITES)

    def stamp_again(self) -> None:
        """Who has written nothing, but set the times of files, keeps their new stamps."""
        if known := self._read():
            self._keep({path: mark for path, (mark, _) in known.items()})

    def _keep(self, marks: Mapping[str, str]) -> None:
        known = {path: self.found[path] for path in marks.keys() & self.found.keys()}
        for path in marks.keys() - known.keys():
            with suppress(OSError):  # one that was said to come, and was not written
                known[path] = marks[path], _stamp((self.site / path).lstat())
        keep(self.folder, self.name, pickled(FORM, known))

    def _find(self, folder: Path) -> None:
        known = self._read()
        for path, stamp in _files_in(folder):
            if path in known and known[path][1] == stamp:
                self.found[path] = known[path]
            else:
                sweep_out(folder / path)

    def _read(self) -> Known:
        known = unpickled(read_kept(self.folder, self.name), FORM, {})
        return known if isinstance(known, dict) else {}


def _seen(folder: Path) -> list[Path]:
    """What stands in a folder and has no name with a dot, which belongs to somebody else."""
    return [path for path in inside(folder) if not path.name.startswith(".")]


def _files_in(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """The path and stamp of each file of a site; folders in which none stands are removed."""
    for part in _seen(folder):
        if part.is_dir() and not part.is_symlink():
            yield from _files_below(str(part), f"{part.name}/")
        else:
            yield part.name, _stamp(part.lstat())


def _files_below(folder: str, above: str) -> Iterator[tuple[str, Stamp]]:
    for entry in list(os.scandir(folder)):
        path = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path, f"{path}/")
        else:
            yield path, _stamp(entry.stat(follow_symlinks=False))
    with suppress(OSError):  # one that is not empty
        os.rmdir(folder)


def _stamp(known: os.stat_result) -> Stamp:
    return known.st_mode, known.st_ino, known.st_size, known.st_mtime_ns


def _remove(site: Path, path: str) -> None:
    """Remove a file, and the folders in which nothing else stands."""
    sweep_out(site / path)
    with suppress(OSError):  # one that is not empty
        for folder in list((site / path).parents)[: path.count("/")]:
            folder.rmdir()
