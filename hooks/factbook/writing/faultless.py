"""Texts without a fault: none is looked through again while all that was asked is answered alike.

Of a record no file of which was edited nothing is asked: it answers as before. What has a fault
is looked through each time, so that every message is of the present.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ..record.asked_book import OF_THE_RECORD
from ..record.kept_files import keep, read_kept
from ..record.questions import Question, Questions, digest
from .broom import inside, leave_newest
from .pickles import pickled, unpickled

ENDING = ".texts"
MOST_FILES = 4  # of other folders, and of a site of other settings
Fault = TypeVar("Fault")
Part = TypeVar("Part")
Answered = tuple[tuple[Question, ...], str]  # questions, and their answers in short
Look = tuple[Answered, Answered]  # what was asked of the record meanwhile, and what of all else


class Faultless:
    """What had no fault when it was last looked through; without a folder nobody remembers."""

    def __init__(self, folder: Path | None, sort: str, same: Callable[[], str], record: str = ""):
        self.folder, self.name = folder, f"{sort[:32]}{ENDING}"
        self.same = same() if folder else ""
        self.record = record  # the mark of its files
        self.last, self.known, self.known_parts = self._read()
        self.seen: dict[str, Look] = {}
        self.parts: dict[str, set[str]] = {}  # what tells each of those without a fault

    def look(
        self, name: str, questions: Questions, look: Callable[[], Iterable[Fault]]
    ) -> list[Fault]:
        """What is wrong with a thing; nothing where nothing was, and all that it asks is alike."""
        known = self.known.get(name)
        if known and self._holds(known, questions):
            self.seen[name] = known
            return []
        with questions.noted() as noted:
            faults = list(look())
        if self.folder and not faults:
            self.seen[name] = _answered(noted, questions)
        return faults

    def look_at_part(
        self, name: str, part: Part, look: Callable[[Part], Iterable[Fault]]
    ) -> list[Fault]:
        """What is wrong with a part of a thing that leans on nothing but itself.

        So of a page that was edited the other paragraphs are not looked through again.
        """
        mark = digest(part) if self.folder else ""
        faults = [] if mark in self.known_parts.get(name, ()) else list(look(part))
        if not faults:
            self.parts.setdefault(name, set()).add(mark)
        return faults

    def remember(self) -> None:
        """Keep for another time what was seen to have no fault."""
        if not self.folder:
            return
        parts = {**self.known_parts, **self.parts}
        parts = {name: marks for name, marks in parts.items() if name in self.seen}
        found = self.record, self.seen, parts
        if found == (self.last, self.known, self.known_parts):
            return
        keep(self.folder, self.name, pickled(self.same, found))
        files = (path for path in inside(self.folder) if path.suffix == ENDING)
        leave_newest(files, MOST_FILES)

    def _holds(self, known: Look, questions: Questions) -> bool:
        """Whether all is answered as before that was asked while a thing was looked through."""
        is_same_record = self.record != "" and self.record == self.last
        in_question = known[1:] if is_same_record else known
        return all(questions.answers(asked) == answers for asked, answers in in_question)

    def _read(self) -> tuple[str, dict[str, Look], dict[str, set[str]]]:
        """The mark of the record, and what had no fault then: things, and parts of things."""
        match unpickled(read_kept(self.folder, self.name), self.same, {}):
            case str(record), dict(known), dict(parts):
                return record, known, parts
        return "", {}, {}


def _answered(noted: Iterable[Question], questions: Questions) -> Look:
    of_record = tuple(one for one in noted if one[0] in OF_THE_RECORD)
    others = tuple(one for one in noted if one[0] not in OF_THE_RECORD)
    return (of_record, questions.answers(of_record)), (others, questions.answers(others))
