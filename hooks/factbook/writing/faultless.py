"""Texts without a fault: none is looked through again while all that was asked is answered alike.

What has a fault is looked through each time, so that every message is of the present.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ..record.kept_files import keep, read_kept
from ..record.questions import Question, Questions
from .broom import inside, leave_newest
from .pickles import pickled, unpickled

ENDING = ".texts"
MOST_FILES = 4  # of other folders, and of a site of other settings
Fault = TypeVar("Fault")
Look = tuple[tuple[Question, ...], str]  # what was asked meanwhile, and the answers in short


class Faultless:
    """What had no fault when it was last looked through; without a folder nobody remembers."""

    def __init__(self, folder: Path | None, sort: str, same: Callable[[], str]):
        self.folder, self.name = folder, f"{sort[:32]}{ENDING}"
        self.same = same() if folder else ""
        self.known = self._read()
        self.seen: dict[str, Look] = {}

    def look(
        self, name: str, questions: Questions, look: Callable[[], Iterable[Fault]]
    ) -> list[Fault]:
        """What is wrong with a thing; nothing where nothing was, and all that it asks is alike."""
        known = self.known.get(name)
        if known and questions.answers(known[0]) == known[1]:
            self.seen[name] = known
            return []
        with questions.noted() as noted:
            faults = list(look())
        if self.folder and not faults:
            self.seen[name] = tuple(noted), questions.answers(noted)
        return faults

    def remember(self) -> None:
        """Keep for another time what was seen to have no fault."""
        if not self.folder or self.seen == self.known:
            return
        keep(self.folder, self.name, pickled(self.same, self.seen))
        files = (path for path in inside(self.folder) if path.suffix == ENDING)
        leave_newest(files, MOST_FILES)

    def _read(self) -> dict[str, Look]:
        known = unpickled(read_kept(self.folder, self.name), self.same, {})
        return known if isinstance(known, dict) else {}
