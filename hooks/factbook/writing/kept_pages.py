"""Pages between builds, each with the same as plain Markdown for programs."""

from collections.abc import Callable
from dataclasses import dataclass

from ..drawing.cache import keep, read_kept
from ..record.questions import digest
from .document import Document
from .keeping import Keeping

OF_A_PAGE = {  # what a page is made of
    "builtins": {"frozenset"},
    "datetime": {"date"},
    "factbook.record.values": {"Day"},
    "factbook.writing.document": {"Document", "Heading", "Html", "Prose"},
    "factbook.writing.kept_pages": {"KeptPage"},
    "markupsafe": {"Markup"},
}


@dataclass(frozen=True)
class KeptPage:
    """A page."""

    document: Document
    twin: str  # the name of the file with the same as plain Markdown


class KeptPages:
    """The pages that the builds of one sort have written."""

    def __init__(self, keeping: Keeping, twin_of: Callable[[Document], str] = lambda document: ""):
        self.keeping, self.twin_of = keeping, twin_of
        self.twins: dict[str, str] = {}  # the name of the file of each, by the path of its page
        self.marks: dict[str, str] = {}  # what tells each from what it might have been

    def page(
        self, path: str, told: Callable[[], object], write: Callable[[], Document]
    ) -> Document:
        """A page as it is kept, if it would be written so again of what it is told and asks."""
        if not self.keeping.folder:
            return write()
        name = page_name(path)
        page, mark = self.keeping.get_or_make(name, told(), lambda: self._with_twin(write()))
        self.twins[path], self.marks[path] = page.twin, mark
        return page.document

    def twin(self, document: Document) -> str:
        """A page that was asked for as plain Markdown."""
        name = self.twins.get(document.path, "")
        kept = read_kept(self.keeping.folder, name) if name else None
        if kept is None or _name_of_twin(kept) != name:
            return self.twin_of(document)
        return kept.decode()

    def sweep(self) -> None:
        """Remove the pages that this build has not."""
        self.keeping.names.update(self.twins.values())
        self.keeping.sweep()

    def _with_twin(self, document: Document) -> KeptPage:
        twin = self.twin_of(document).encode()
        name = _name_of_twin(twin)
        keep(self.keeping.folder, name, twin)
        return KeptPage(document, name)


def page_name(path: str) -> str:
    """The name of the file that keeps a page."""
    return f"{digest(path)[:32]}.page"


def _name_of_twin(twin: bytes) -> str:
    """A twin is called by what stands in it."""
    return f"{digest(twin)[:32]}.twin"
