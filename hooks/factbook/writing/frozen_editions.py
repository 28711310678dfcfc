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
from ..record.problems import Problem, excerpt
from ..record.values import Day
from .keeping import get_or_make

FIRST_PAGE = "index.html"
OF_THE_DATA = "data/datapackage.json"  # its version is the day: publishing/descriptors.py
A_FOLDER = "/edition"  # any: nothing is written


def wrong_archives(book: Book, data: Path, cache: Path | None = None) -> Iterator[Problem]:
    """What is wrong with archives of editions that begin and end as archives do.

    All are read where one is new: a tenth of a second for thousands of facts.
    """
    whole: dict[str, Path] = {}
    for day in book.site.editions:
        path = frozen_edition(data, day)
        if path.is_file() and is_archive(path):
            whole[str(day)] = path
    given = [(day, hash_of(path.read_bytes())) for day, path in whole.items()]
    look = partial(_faults, whole)
    for name, message in get_or_make(cache, "archives.texts", given, look):
        archive = whole[name].relative_to(data.parent)
        yield Problem(archive.as_posix(), 1, message)


def _faults(archives: dict[str, Path]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for day, path in archives.items():
        message = _fault(path.read_bytes(), day)
        if message:
            found.append((day, message))
    return found


def _fault(archive: bytes, day: str) -> str:
    """Why an archive is not that of the edition of a day; nothing where it is."""
    try:
        files = _files_of(lzma.decompress(archive))
        version = _version(files)
    except tarfile.FilterError as error:
        strange = f"this is no archive of an edition: {excerpt(error.tarinfo.name)} in it"
        return f"{strange} is no file of a site; bring it back"
    except (tarfile.TarError, lzma.LZMAError, EOFError, ValueError, KeyError) as error:
        return f"this is no archive of an edition, or it was damaged ({error}); bring it back"
    if FIRST_PAGE not in files or not version:
        lacks = f"version in {OF_THE_DATA}" if FIRST_PAGE in files else FIRST_PAGE
        return f"this is no archive of an edition: it holds no {lacks}; take it away"
    parts = version.split(".")
    its_day = "-".join(part.zfill(2) for part in parts)
    if its_day != str(Day(day).last):
        remedy = f"name it {its_day}{ARCHIVE}, or bring back that of {day}"
        return f"this is the edition of {its_day}, not of {day}; {remedy}"
    return ""


def _files_of(content: bytes) -> dict[str, bytes]:
    """The files by which an edition is known; FilterError for one that is not unpacked."""
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        for member in packed:
            check_member(member)
        for name in {FIRST_PAGE, OF_THE_DATA}.intersection(packed.getnames()):
            file = packed.extractfile(name)
            files[name] = file.read() if file else b""
    return files


def check_member(member: tarfile.TarInfo) -> None:
    """FilterError for what lies outside of its archive, leads there, or is a device."""
    if member.name.startswith("/"):
        raise tarfile.AbsolutePathError(member)
    tarfile.data_filter(member, A_FOLDER)


def _version(files: dict[str, bytes]) -> str:
    """The day of the data in an edition, as their version; nothing where it has none."""
    described = json.loads(files.get(OF_THE_DATA, b"{}"))
    return str(described.get("version", "")) if isinstance(described, dict) else ""
