"""Pages between builds, each with the same as plain Markdown for programs."""

from collections.abc import Callable
from dataclasses import dataclass

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
    """A page, and the same as plain Markdown."""

    document: Document
    twin: str  # '' where it has none


class KeptPages:
    """The pages that the builds of one sort have written; their plain Markdown is laid aside."""

    def __init__(
        self,
        keeping: Keeping,
        twin_of: Callable[[Document], str] = lambda document: "",
        lay_aside: Callable[[str, str], object] = lambda path, twin: None,
    ):
        self.keeping, self.twin_of, self.lay_aside = keeping, twin_of, lay_aside
        self.marks: dict[str, str] = {}  # what tells each from what it might have been

    def page(
        self, path: str, told: Callable[[], object], write: Callable[[], Document]
    ) -> Document:
        """A page as it is kept, if it would be written so again of what it is told and asks."""
        name, given = page_name(path), told() if self.keeping.folder else None
        page, mark = self.keeping.get_or_make(name, given, lambda: self._with_twin(write()))
        if page.twin:
            self.lay_aside(path, page.twin)
        if mark:
            self.marks[path] = mark
        return page.document

    def sweep(self) -> None:
        """Remove the pages that this build has not."""
        self.keeping.sweep()

    def _with_twin(self, document: Document) -> KeptPage:
        return KeptPage(document, self.twin_of(document))


def page_name(path: str) -> str:
    """The name of the file that keeps a page."""
    return f"{digest(path)[:32]}.page"
