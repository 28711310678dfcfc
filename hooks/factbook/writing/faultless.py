"""Texts without a fault: none is looked through again while all that was asked is answered alike.

Of a record no file of which was edited nothing is asked: it answers as before. What has a fault
is looked through each time, so that every message is of the present.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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
RECORD, PLACES = "record", "places"
# What those lean on who answer a question: while it is as before, so are all of these answers.
GROUNDS = {**dict.fromkeys(OF_THE_RECORD, RECORD), "link": PLACES, PLACES: PLACES}
NO_GROUND = ""  # of all others, who are asked each time
Answered = tuple[tuple[Question, ...], str]  # questions, and their answers in short
Look = Mapping[str, Answered]  # what was asked meanwhile, by what it leans on


class Faultless:
    """What had no fault when it was last looked through; without a folder nobody remembers."""

    def __init__(self, folder: Path | None, sort: str, same: Callable[[], str], record: str = ""):
        self.folder, self.name = folder, f"{sort[:32]}{ENDING}"
        self.same = same() if folder else ""
        self.grounds = {RECORD: record}  # what tells each from any other of its sort
        self.last, self.known, self.known_parts = self._read()
        self.seen: dict[str, Look] = {}
        self.parts: dict[str, set[str]] = {}  # what tells each of those without a fault

    def look(
        self, name: str, questions: Questions, look: Callable[[], Iterable[Fault]]
    ) -> list[Fault]:
        """What is wrong with a thing; nothing where nothing was, and all that it asks is alike."""
        known = self.known.get(name)
        if known is not None and self._holds(known, questions):
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
        found = self.grounds, self.seen, parts
        if found == (self.last, self.known, self.known_parts):
            return
        keep(self.folder, self.name, pickled(self.same, found))
        files = (path for path in inside(self.folder) if path.suffix == ENDING)
        leave_newest(files, MOST_FILES)

    def _holds(self, known: Look, questions: Questions) -> bool:
        """Whether all is answered as before that was asked while a thing was looked through."""
        in_question = (known[ground] for ground in known if not self._is_as_before(ground))
        return all(questions.answers(asked) == answers for asked, answers in in_question)

    def _is_as_before(self, ground: str) -> bool:
        mark = self.grounds.get(ground, "")
        return mark != "" and mark == self.last.get(ground)

    def _read(self) -> tuple[dict[str, str], dict[str, Look], dict[str, set[str]]]:
        """What things stood on, and what had no fault then: things, and parts of things."""
        match unpickled(read_kept(self.folder, self.name), self.same, {}):
            case dict(grounds), dict(known), dict(parts):
                return grounds, known, parts
        return {}, {}, {}


def _answered(noted: Iterable[Question], questions: Questions) -> Look:
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in noted:
        asked[GROUNDS.get(str(question[0]), NO_GROUND)].append(question)
    return {ground: (tuple(of_it), questions.answers(of_it)) for ground, of_it in asked.items()}
