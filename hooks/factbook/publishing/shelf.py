"""Made files, laid aside on the disk until they are published."""

import os
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import NamedTuple
from weakref import finalize

from .material import File, as_bytes


class _Place(NamedTuple):
    """Where a file lies."""

    start: int
    length: int
    is_text: bool


class Shelf(Mapping[str, File]):
    """Files by their path, one behind the other in a file that has no name and ends with the shelf.

    All files of a large site together are more than memory should hold.
    """

    def __init__(self, files: Iterable[tuple[str, File]] = ()):
        self._aside = TemporaryFile()  # noqa: SIM115 -- open for as long as the shelf stands
        finalize(self, self._aside.close)
        self._places: dict[str, _Place] = {}
        for path, file in files:
            self.put(path, file)

    def put(self, path: str, file: File) -> None:
        """One more file."""
        written = as_bytes(file)
        self._places[path] = _Place(self._aside.tell(), len(written), isinstance(file, str))
        self._aside.write(written)

    def __getitem__(self, path: str) -> File:
        place = self._places[path]
        self._aside.flush()
        written = os.pread(self._aside.fileno(), place.length, place.start)
        return written.decode() if place.is_text else written

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
