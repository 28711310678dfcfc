"""Pages between builds, each with the same as plain Markdown for programs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from ..record.questions import digest
from .document import Document, LaidAside, Piece
from .keeping import Keeping, Kept

OF_A_PAGE = {  # what a page is made of
    "builtins": {"frozenset"},
    "datetime": {"date"},
    "factbook.record.values": {"Day"},
    "factbook.writing.document": {"Document", "Heading", "Html", "Prose"},
    "factbook.writing.kept_pages": {"KeptPage"},
    "markupsafe": {"Markup"},
}
AT_HAND = 100  # pages whose pieces were looked at last


@dataclass(frozen=True)
class KeptPage:
    """A page, and the same as plain Markdown."""

    document: Document
    twin: str  # '' where it has none


class KeptPages:
    """The pages that the builds of one sort have written.

    What is known of each is at hand; its pieces are read when somebody looks at them.
    """

    def __init__(
        self,
        keeping: Keeping,
        twin_of: Callable[[Document], str] = lambda document: "",
    ):
        self.keeping, self.twin_of = keeping, twin_of
        self.marks: dict[str, str] = {}  # what tells each from what it might have been
        self._kept: dict[str, Kept] = {}
        self._rewritten: dict[str, Sequence[Piece]] = {}  # of those whose files are damaged
        self._read = lru_cache(AT_HAND)(self._read_file)

    def page(
        self, path: str, told: Callable[[], object], write: Callable[[], Document]
    ) -> Document:
        """A page as it is kept, if it would be written so again of what it is told and asks."""
        if not self.keeping.folder:
            return write()
        name, given = page_name(path), told()
        kept = self.keeping.find(name, given)
        if not kept:
            _, kept = self.keeping.make(name, given, partial(self._written, write), _brief)
        self._kept[path], self.marks[path] = kept, kept.mark
        brief: Document = kept.brief  # type: ignore[assignment]  # as it was made
        return replace(brief, pieces=LaidAside(partial(self._pieces, path, write)))

    def twin(self, document: Document) -> str:
        """A page as plain Markdown."""
        page = self._read(document.path)
        return page.twin if page else self.twin_of(document)

    def sweep(self) -> None:
        """Remove the pages that this build has not."""
        self.keeping.sweep()

    # ------------------------------------------------------------ within

    def _written(self, write: Callable[[], Document]) -> KeptPage:
        document = write()
        return KeptPage(document, self.twin_of(document))

    def _pieces(self, path: str, write: Callable[[], Document]) -> Sequence[Piece]:
        if page := self._read(path):
            return page.document.pieces
        if path not in self._rewritten:
            with self.keeping.questions.noted():
                self._rewritten[path] = write().pieces
        return self._rewritten[path]

    def _read_file(self, path: str) -> KeptPage | None:
        kept = self._kept.get(path)
        page = self.keeping.read(page_name(path), kept) if kept else None
        return page if isinstance(page, KeptPage) else None


def _brief(page: KeptPage) -> Document:
    return replace(page.document, pieces=())


def page_name(path: str) -> str:
    """The name of the file that keeps a page."""
    return f"{digest(path)[:32]}.page"
