"""Files of the record between builds, as they were parsed: to parse one takes ten times as long.

One is called by all that is in it, so that no other can be taken for it. What has a mistake is
parsed each time.
"""

from functools import lru_cache
from pathlib import Path

import yaml

from ..record.kept_files import keep, read_kept
from ..record.marked_yaml import FILES_AT_HAND, Marked, read_bytes
from ..record.questions import digest
from .broom import inside, leave_newest, sweep_all_but
from .keeping import LOADED, MOST_FOLDERS
from .pickles import pickled, unpickled

CLASSES = {"factbook.record.marked_yaml": {"Marked"}}
MADE_BY = digest([LOADED, yaml.__version__])


class ParsedFiles:
    """What the files of a data folder say; without a cache each is parsed."""

    def __init__(self, cache: Path | None, data: Path):
        self.folder = cache and cache / digest(str(data.resolve()))[:32]
        self.names: set[str] = set()  # of what this reading has asked for
        self.marks: dict[Marked, str] = {}  # what tells each file from all others

    def __call__(self, written: bytes, shown_as: str) -> Marked:
        """What a file holds, with its lines."""
        if not self.folder:
            return read_bytes(written, shown_as)
        name = f"{digest([shown_as, written])[:32]}.yaml"
        self.names.add(name)
        marked = _parsed(self.folder, name, written, shown_as)
        self.marks[marked] = name
        return marked

    @property
    def mark(self) -> str:
        """What tells all that was read from any other record; '' without a cache."""
        return digest(self.names) if self.folder else ""

    def sweep(self) -> None:
        """Remove the files that this reading has not, and those of folders of long ago."""
        if self.folder:
            sweep_all_but(self.names, self.folder)
            leave_newest(inside(self.folder.parent), MOST_FOLDERS)


@lru_cache(maxsize=FILES_AT_HAND)
def _parsed(folder: Path, name: str, written: bytes, shown_as: str) -> Marked:
    """The very same as long as a server runs: much is kept by what a file was read as."""
    made_of = MADE_BY + name
    kept = unpickled(read_kept(folder, name), made_of, CLASSES)
    if isinstance(kept, Marked):
        return kept
    marked = read_bytes(written, shown_as)
    if not marked.problems:
        keep(folder, name, pickled(made_of, marked))
    return marked
