"""What is made in one build and kept for the next: made again where what it is made of has changed.

Each thing has a file of its own. What was asked while it was made (record/questions.py) stands in
one index: each question is answered once for all who asked it, and a thing of which only the mark
is wanted is not even read. Nothing is believed of another machine than this one: of other code,
templates, libraries or settings.
"""

import os
import sysconfig
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path
from typing import TypeVar

from ..record.asked_book import OF_THE_RECORD
from ..record.folders import Stamps, stamps
from ..record.kept_files import keep, read_kept
from ..record.questions import Question, Questions, digest
from .broom import inside, leave_newest, sweep_all_but, sweep_out
from .pickles import Classes, pickled, unpickled

CORE = Path(__file__).parents[1]
INDEX = "all.index"
FOLDERS_AT_HAND = 8  # whose files are read again only when one of them was edited
MOST_FOLDERS = 4  # of things for other addresses, with pictures and without
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Kept:
    """What the index tells of a thing."""

    given: str  # what it was made of beside what was asked, in short
    asked: tuple[Question, ...]
    mark: str  # tells it from any other of its name: each answer led to what was asked next
    brief: object  # what of it is wanted where the thing itself is not read


@dataclass(frozen=True)
class Index:
    """Things by the names of their files, and how all that was asked for them was answered."""

    things: dict[str, Kept]
    answers: dict[Question, str]
    record: str = ""  # the mark of its files


OF_AN_INDEX = {__name__: {"Kept", "Index"}}
NOTHING = Index({}, {})


class Keeping:
    """What the builds of one sort have made; without a folder nothing is kept."""

    def __init__(
        self,
        folder: Path | None,
        questions: Questions,
        ask_same: Callable[[], str] = str,
        classes: Classes | None = None,
        record: str = "",
    ):
        self.folder, self.questions, self.ask_same = folder, questions, ask_same
        self.same = ask_same()
        self.classes = classes or {}  # a file that names any other is none of ours
        self.last = self._read_index()
        self.things: dict[str, Kept] = {}  # that this build has
        self.record = record
        self._as_before = self._answered_by_same_record()  # these, and whatever is found to be
        self._first_of_alike = {question: question for question in self.last.answers}

    def find(self, name: str, given: object) -> Kept | None:
        """What is known of a thing, if it would be made so again of what is given and asked."""
        kept = self.last.things.get(name)
        if not kept or kept.given != self._short(given) or not self._holds(kept):
            return None
        self.things[name] = kept
        return kept

    def read(self, name: str, kept: Kept) -> object:
        """A thing that was found; None where its file is gone or damaged."""
        return unpickled(read_kept(self.folder, name), kept.mark, self.classes)

    def make(
        self,
        name: str,
        given: object,
        make: Callable[[], Thing],
        brief: Callable[[Thing], object] = lambda thing: None,
    ) -> tuple[Thing, Kept]:
        """A thing that is made and kept."""
        with self.questions.noted() as noted:
            thing = make()
        asked = tuple(self._first_of_alike.setdefault(one, one) for one in noted)
        short = self._short(given)
        mark = digest([short, *map(self._answer, asked)])
        kept = self.things[name] = Kept(short, asked, mark, brief(thing))
        keep(self.folder, name, pickled(mark, thing))
        return thing, kept

    def get_or_make(self, name: str, given: object, make: Callable[[], Thing]) -> tuple[Thing, str]:
        """A thing as it is kept, or else as it is made; with its mark."""
        if not self.folder:
            return make(), ""
        kept = self.find(name, given)
        thing = self.read(name, kept) if kept else None
        if not kept or thing is None:
            thing, kept = self.make(name, given, make)
        return thing, kept.mark  # type: ignore[return-value]  # as it was made

    def sweep(self) -> None:
        """Keep the index of this build, and remove what it has not, or the oldest sorts have made.

        No index is left where code or a template was edited meanwhile: nobody knows which of them
        has made what.
        """
        if self.folder:
            self._keep_index()
            sweep_all_but({*self.things, INDEX}, self.folder)
            with suppress(OSError):
                os.utime(self.folder)
            leave_newest(inside(self.folder.parent), MOST_FOLDERS)
        self.questions.forget()

    # ------------------------------------------------------------ within

    def _short(self, given: object) -> str:
        return digest([self.same, given])

    def _holds(self, kept: Kept) -> bool:
        """Whether all is answered as before that was asked for a thing."""
        others = filterfalse(self._as_before.__contains__, kept.asked)
        return all(map(self._is_as_before, others))

    def _answer(self, question: Question) -> str:
        """How it is answered now, in short."""
        if question in self._as_before:
            return self.last.answers[question]
        return self.questions.answer(question)

    def _is_as_before(self, question: Question) -> bool:
        if self.questions.answer(question) != self.last.answers[question]:
            return False
        self._as_before.add(question)
        return True

    def _answered_by_same_record(self) -> set[Question]:
        """What need not be asked where no file of the record was edited."""
        if not self.record or self.record != self.last.record:
            return set()
        return {question for question in self.last.answers if question[0] in OF_THE_RECORD}

    def _read_index(self) -> Index:
        classes = {**self.classes, **OF_AN_INDEX}
        index = unpickled(read_kept(self.folder, INDEX), self.same, classes)
        return index if isinstance(index, Index) else NOTHING

    def _keep_index(self) -> None:
        if not self.folder:
            return
        if self.ask_same() != self.same:
            sweep_out(self.folder / INDEX)
        elif (self.things, self.record) != (self.last.things, self.last.record):
            index = Index(self.things, self._answers(), self.record)
            keep(self.folder, INDEX, pickled(self.same, index))

    def _answers(self) -> dict[Question, str]:
        """How all is answered now that was asked for the things of this build."""
        asked = set[Question]().union(*(kept.asked for kept in self.things.values()))
        return {question: self._answer(question) for question in asked}


def name_in(cache: Path | None, place: Path) -> str:
    """What a folder or file is called in a cache: by the way to it, as a project may be moved."""
    return digest(os.path.relpath(place.resolve(), cache.resolve()))[:32] if cache else ""


def get_or_make(
    folder: Path | None,
    name: str,
    given: object,
    make: Callable[[], Thing],
) -> Thing:
    """A plain value as it is kept, if it was made of the same; else as it is made, and kept."""
    if not folder:
        return make()
    made_of = digest([at_work(), given])
    value = unpickled(read_kept(folder, name), made_of, {})
    if value is None:
        value = make()
        keep(folder, name, pickled(made_of, value))
    return value  # type: ignore[return-value]  # as it was made


# ---------------------------------------------------------------- what makes


def written_in(folder: Path) -> dict[str, bytes]:
    """What stands in the files of a folder, by their paths in it."""
    return {path[len(str(folder)) :]: Path(path).read_bytes() for path, *_ in stamps(folder)}


def mark_of_files(folder: Path) -> str:
    """Tells what stands in the files of a folder; those that nobody has touched are not read."""
    return _mark_of_files(folder, stamps(folder))


@lru_cache(maxsize=FOLDERS_AT_HAND)
def _mark_of_files(folder: Path, as_stamped: Stamps) -> str:
    return digest(written_in(folder))


LOADED = mark_of_files(CORE)  # the code that is at work, whatever stands on the disk since


def machine(templates: Path) -> str:
    """What makes pages of a record, in short: code, templates, words and libraries."""
    return digest([at_work(), mark_of_files(CORE), mark_of_files(templates)])


@cache
def at_work() -> list[object]:
    """The code that is at work, and the libraries beside it, each with its version."""
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    return [LOADED, sorted(path.name for path in packages), sysconfig.get_python_version()]
