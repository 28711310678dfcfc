"""What is made in one build and kept for the next: made again where what it is made of has changed.

Each thing is kept with all that was asked while it was made (record/questions.py). Nothing is
believed of another machine than this one: of other code, templates, libraries or settings.
"""

import os
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..drawing.cache import keep, read_kept
from ..record.questions import Question, Questions, digest
from .broom import inside, leave_newest, sweep_out
from .pickles import Classes, pickled, unpickled

CORE = Path(__file__).parents[1]
MOST_FOLDERS = 4  # of things for other addresses, with pictures and without
OF_EVERYTHING = {"factbook.writing.keeping": {"Kept"}}
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Kept:
    """A thing, and what was asked while it was made."""

    questions: tuple[Question, ...]
    answers: str  # to all of them, in short
    thing: object


class Keeping:
    """What the builds of one sort have made; without a folder nothing is kept."""

    def __init__(
        self,
        folder: Path | None,
        questions: Questions,
        ask_same: Callable[[], str] = str,
        classes: Classes = OF_EVERYTHING,
    ):
        self.folder, self.questions, self.ask_same = folder, questions, ask_same
        self.same = ask_same()
        self.classes = {**classes, **OF_EVERYTHING}  # a file that names any other is none of ours
        self.names: set[str] = set()  # of the files that this build has

    def get_or_make(self, name: str, given: object, make: Callable[[], Thing]) -> tuple[Thing, str]:
        """A thing as it is kept, if it would be made so again of what is given and asked.

        With it a mark that tells it from any other of its name: each answer led to what was asked
        next.
        """
        if not self.folder:
            return make(), ""
        short = self._short(given)
        kept = self._get(name, short) or self._make(name, short, make)
        return kept.thing, short + kept.answers  # type: ignore[return-value]  # as it was made

    def has(self, name: str, given: object) -> bool:
        """Whether a thing is kept as it would be made again."""
        return self._get(name, self._short(given)) is not None

    def sweep(self) -> None:
        """Remove what this build has not, and what those of the oldest sorts have made.

        None is left where code or a template was edited meanwhile: nobody knows which made it.
        """
        self.questions.forget()
        if not self.folder:
            return
        names = self.names if self.ask_same() == self.same else ()
        for path in inside(self.folder):
            if path.name not in names:
                sweep_out(path)
        with suppress(OSError):
            os.utime(self.folder)
        leave_newest(inside(self.folder.parent), MOST_FOLDERS)

    # ------------------------------------------------------------ within

    def _short(self, given: object) -> str:
        return digest([self.same, given])

    def _get(self, name: str, given: str) -> Kept | None:
        self.names.add(name)
        kept = self._read(name, given)
        if kept and self.questions.answers(kept.questions) == kept.answers:
            return kept
        return None

    def _make(self, name: str, given: str, make: Callable[[], object]) -> Kept:
        with self.questions.noted() as noted:
            thing = make()
        asked = tuple(noted)
        made = Kept(asked, self.questions.answers(asked), thing)
        content = pickled(given, made)
        keep(self.folder, name, content)
        # As the next build has it: what was pickled holds each text a second time, as UTF-8.
        return self._kept_in(content, given) or made

    def _read(self, name: str, given: str) -> Kept | None:
        return self._kept_in(read_kept(self.folder, name), given)

    def _kept_in(self, content: bytes | None, given: str) -> Kept | None:
        kept = unpickled(content, given, self.classes)
        return kept if isinstance(kept, Kept) else None


# ---------------------------------------------------------------- what makes


def _written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


LOADED = digest(_written(CORE))  # the code that is at work, whatever stands on the disk since


def machine(templates: Path) -> str:
    """What makes pages of a record, in short: code, templates, words and libraries."""
    return digest([at_work(), _written(CORE), _written(templates)])


def at_work() -> list[object]:
    """The code that is at work, and the libraries beside it, each with its version."""
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    return [LOADED, sorted(path.name for path in packages), sysconfig.get_python_version()]
