"""Editions that were frozen: each archive is whole, and holds what was published of its day.

An archive that was given another name, or holds something else, would be unpacked as it is.
"""

import io
import json
import lzma
import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..record.book import Book
from ..record.folders import ARCHIVE, frozen_edition, is_archive
from ..record.kept_files import hash_of
from ..record.problems import Problem
from ..record.values import Day
from .keeping import get_or_make

FIRST_PAGE = "index.html"
OF_THE_DATA = "data/datapackage.json"  # its version is the day: publishing/descriptors.py


def wrong_archives(book: Book, data: Path, cache: Path | None = None) -> Iterator[Problem]:
    """What is wrong with archives of editions that begin and end as archives do.

    All are read where one is new: a tenth of a second for thousands of facts.
    """
    paths = {str(day): frozen_edition(data, day) for day in book.site.editions}
    whole = {day: path for day, path in paths.items() if path.is_file() and is_archive(path)}
    given = tuple((day, hash_of(path.read_bytes())) for day, path in whole.items())
    for day, message in get_or_make(cache, "archives.texts", given, partial(_faults, whole)):
        path = whole[day].relative_to(data.parent).as_posix()
        yield Problem(path, 1, message)


def _faults(archives: dict[str, Path]) -> list[tuple[str, str]]:
    found = {day: _fault(path.read_bytes(), day) for day, path in archives.items()}
    return [(day, message) for day, message in found.items() if message]


def _fault(archive: bytes, day: str) -> str:
    """Why an archive is not that of the edition of a day; nothing where it is."""
    try:
        files = _files_of(lzma.decompress(archive))
        version = _version(files)
    except (tarfile.TarError, lzma.LZMAError, EOFError, ValueError, KeyError) as error:
        return f"this is no archive of an edition, or it was damaged ({error}); bring it back"
    if FIRST_PAGE not in files:
        return f"this is no archive of an edition: it holds no {FIRST_PAGE}; take it away"
    its_day = "-".join(part.zfill(2) for part in version.split("."))
    if version and its_day != str(Day(day).last):
        remedy = f"name it {its_day}{ARCHIVE}, or bring back that of {day}"
        return f"this is the edition of {its_day}, not of {day}; {remedy}"
    return ""


def _files_of(content: bytes) -> dict[str, bytes]:
    """The files by which an edition is known, of all in an archive."""
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        for name in {FIRST_PAGE, OF_THE_DATA}.intersection(packed.getnames()):
            file = packed.extractfile(name)
            files[name] = file.read() if file else b""
    return files


def _version(files: dict[str, bytes]) -> str:
    """The day of the data in an edition, as their version; nothing where it has none."""
    described = json.loads(files.get(OF_THE_DATA, b"{}"))
    return str(described.get("version", "")) if isinstance(described, dict) else ""
