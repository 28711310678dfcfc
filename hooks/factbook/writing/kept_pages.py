"""Pages between builds: one is written again where what it read is not as it was.

Each is kept with all that was asked while it was written (record/questions.py). Nothing is believed
of another machine than this one: of other code, templates, libraries or settings.
"""

import os
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..drawing.cache import keep, read_kept
from ..record.questions import Question, Questions, digest
from .broom import inside, leave_newest, sweep_out
from .document import Document
from .pickles import pickled, unpickled

CORE = Path(__file__).parents[1]
MOST_FOLDERS = 4  # of pages for other addresses, with pictures and without
# What a page is made of; a file that names anything else is none of ours.
OF_A_PAGE = {
    "builtins": {"frozenset"},
    "datetime": {"date"},
    "factbook.record.values": {"Day"},
    "factbook.writing.document": {"Document", "Heading", "Html", "Prose"},
    "factbook.writing.kept_pages": {"KeptPage"},
    "markupsafe": {"Markup"},
}


@dataclass(frozen=True)
class KeptPage:
    """A page, and what was asked while it was written."""

    questions: tuple[Question, ...]
    answers: str  # to all of them, in short
    document: Document
    twin: str  # the name of the file with the same as plain Markdown


class KeptPages:
    """The pages of one sort of build; without a folder nothing is kept."""

    def __init__(
        self,
        folder: Path | None,
        questions: Questions,
        ask_same: Callable[[], str] = str,
        twin_of: Callable[[Document], str] = lambda document: "",
    ):
        self.folder, self.questions, self.twin_of = folder, questions, twin_of
        self.ask_same, self.same = ask_same, ask_same()
        self.twins: dict[str, str] = {}  # the name of the file of each, by the path of its page
        self.names: set[str] = set()

    def page(
        self, path: str, told: Callable[[], object], write: Callable[[], Document]
    ) -> Document:
        """A page as it is kept, if it would be written so again of what it is told and asks."""
        if not self.folder:
            return write()
        name, given = f"{digest(path)[:32]}.page", digest([self.same, told()])
        self.names.add(name)
        kept = self._read(name, given)
        if kept and self._answers(kept.questions) == kept.answers:
            self.twins[path] = kept.twin
            return kept.document
        with self.questions.noted() as noted:
            document = write()
            self.twins[path] = self._keep_twin(document)
        asked = tuple(noted)
        page = KeptPage(asked, self._answers(asked), document, self.twins[path])
        keep(self.folder, name, pickled(given, page))
        # As the next build has it: what was pickled holds each text a second time, as UTF-8.
        kept = self._read(name, given)
        return kept.document if kept else document

    def twin(self, document: Document) -> str:
        """A page that was asked for as plain Markdown."""
        name = self.twins.get(document.path, "")
        kept = read_kept(self.folder, name) if name else None
        if kept is None or _name_of_twin(kept) != name:
            return self.twin_of(document)
        return kept.decode()

    def _keep_twin(self, document: Document) -> str:
        twin = self.twin_of(document).encode()
        name = _name_of_twin(twin)
        keep(self.folder, name, twin)
        return name

    def sweep(self) -> None:
        """Remove the pages that this build has not, and those of the oldest sorts of builds.

        None is left where code or a template was edited meanwhile: nobody knows which made it.
        """
        self.questions.forget()
        if not self.folder:
            return
        is_same = self.ask_same() == self.same
        names = {*self.names, *self.twins.values()} if is_same else set()
        for path in inside(self.folder):
            if path.name not in names:
                sweep_out(path)
        with suppress(OSError):
            os.utime(self.folder)
        leave_newest(inside(self.folder.parent), MOST_FOLDERS)

    def _answers(self, asked: Iterable[Question]) -> str:
        return self.questions.answers(asked)

    def _read(self, name: str, given: str) -> KeptPage | None:
        page = unpickled(read_kept(self.folder, name), given, OF_A_PAGE)
        return page if isinstance(page, KeptPage) else None


def _name_of_twin(twin: bytes) -> str:
    """A twin is called by what stands in it."""
    return f"{digest(twin)[:32]}.twin"


def _written(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


LOADED = digest(_written(CORE))  # the code that is at work, whatever stands on the disk since


def machine(templates: Path) -> str:
    """What makes pages of a record, in short: code, templates, words and libraries."""
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    libraries = [sorted(path.name for path in packages), sysconfig.get_python_version()]
    return digest([LOADED, _written(CORE), _written(templates), libraries])
