"""What every file beside the pages is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..record.book import Book
from ..record.folders import Folders
from ..writing.citations import Citables
from ..writing.document import Document
from ..writing.keeping import Keeping
from ..writing.writer import Writer

File = str | bytes
Files = Iterator[tuple[str, File]]  # each by its path from the site's root


def as_bytes(file: File) -> bytes:
    """A file as it is written to a disk."""
    return file if isinstance(file, bytes) else file.encode()


@dataclass(frozen=True)
class Material:
    """The finished pages, those who wrote them, and where what is costly to make is kept."""

    writers: Mapping[str, Writer]  # by their languages, the site's first one first
    documents: Mapping[str, Document]
    cited: Citables
    folders: Folders
    keeping: Keeping

    @property
    def first(self) -> Writer:
        """The writer of the site's first language."""
        return next(iter(self.writers.values()))

    @property
    def book(self) -> Book:
        return self.first.book

    @property
    def is_edition(self) -> bool:
        """True for the edition of a day: it has no more than is needed to read it."""
        return self.first.site.day is not None

    @property
    def address(self) -> str:
        """Where the site stands, or "" where that is not known."""
        return self.first.site.address
