"""Files of the record between builds, as they were parsed, with the records that were read of them.

To parse one takes ten times as long, and to read records from it more than to take them up. A file
is called by all that is in it, so that no other can be taken for it. What has a mistake is parsed
each time.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from ..record.fields import Model
from ..record.kept_files import keep, read_kept
from ..record.marked_yaml import FILES_AT_HAND, Marked, read_bytes
from ..record.questions import digest
from ..record.values import Record
from .broom import inside, leave_newest, sweep_all_but
from .keeping import MOST_FOLDERS, at_work, name_in
from .pickles import Classes, pickled, unpickled

MADE_BY = digest(at_work())
Languages = set[str]  # the first ones of sites for which the records of a file are kept
AS_PARSED = "*"  # stands among them for the file itself


class ParsedFiles:
    """What the files of a data folder say; without a cache each is parsed."""

    def __init__(self, cache: Path | None, data: Path):
        self.folder = cache and cache / name_in(cache, data)
        self.marks: dict[Marked, str] = {}  # what tells each file of this reading from all others
        self.kept: dict[Marked, Languages] = {}

    def __call__(self, written: bytes, shown_as: str) -> Marked:
        """What a file holds, with its lines."""
        if not self.folder:
            return read_bytes(written, shown_as)
        name = f"{digest([shown_as, written])[:32]}.yaml"
        marked, self.kept[marked] = _parsed(self.folder, name, written, shown_as)
        self.marks[marked] = name
        return marked

    @property
    def mark(self) -> str:
        """What tells all that was read from any other record; '' without a cache."""
        return digest({*self.marks.values()}) if self.folder else ""

    def remember(self) -> None:
        """Keep what was read for another time, where it is not kept as it is known now."""
        for marked, kept in self.kept.items():
            known = {AS_PARSED, *marked.records}
            if not marked.problems and known != kept:
                name = self.marks[marked]
                keep(self.folder, name, pickled(MADE_BY + name, marked))
                kept |= known

    def sweep(self) -> None:
        """Remove the files that this reading has not, and those of folders of long ago."""
        if self.folder:
            sweep_all_but({*self.marks.values()}, self.folder)
            leave_newest(inside(self.folder.parent), MOST_FOLDERS)


@lru_cache(maxsize=FILES_AT_HAND)
def _parsed(folder: Path, name: str, written: bytes, shown_as: str) -> tuple[Marked, Languages]:
    """The very same as long as a server runs: much is kept by what a file was read as."""
    kept = unpickled(read_kept(folder, name), MADE_BY + name, _classes())
    if isinstance(kept, Marked):
        return kept, {AS_PARSED, *kept.records}
    return read_bytes(written, shown_as), set()


@cache
def _classes() -> Classes:
    """Those of a file, and of all that is read of one."""
    classes: dict[str, set[str]] = defaultdict(set)
    for model in _sorts(Record):
        classes[model.__module__].add(model.__name__)
    return {
        **classes,
        "datetime": {"date"},
        "decimal": {"Decimal"},
        "factbook.record.marked_yaml": {"Marked"},
        "factbook.record.values": {"Day", "Text"},
    }


def _sorts(model: Model) -> Iterator[Model]:
    """The sorts of record that are made of another, as far as they are loaded."""
    for sort in model.__subclasses__():
        yield sort
        yield from _sorts(sort)
