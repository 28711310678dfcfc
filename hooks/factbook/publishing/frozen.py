"""Editions that were frozen when they were published: each is one file of its pages.

An archive of a whole edition is small, because its pages are alike: they are compressed as one.
It stands in data/editions/ and is unpacked into every later site, whatever the record and the
machine have become since.
"""

import io
import lzma
import tarfile
from pathlib import Path


class BrokenArchive(Exception):
    """Why an edition cannot be unpacked."""


def freeze(site: Path, archive: Path) -> None:
    """Write a built edition into its archive: the same bytes for the same files.

    It is written aside and moved: half an archive would be taken for what was published.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    aside = archive.with_name(f".{archive.name}.part")
    try:
        with tarfile.open(aside, "w:xz", format=tarfile.PAX_FORMAT, preset=9) as written:
            _add_files(site, written)
        aside.replace(archive)
    finally:
        aside.unlink(missing_ok=True)


def _add_files(site: Path, written: tarfile.TarFile) -> None:
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = path.read_bytes()
        entry = tarfile.TarInfo(path.relative_to(site).as_posix())
        entry.size = len(content)  # its day is 1 January 1970, and it is nobody's
        written.addfile(entry, io.BytesIO(content))


def unpack(archive: Path, site: Path) -> None:
    """The files of an edition into a folder; raises BrokenArchive for any other file."""
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(site, filter="data")
    except tarfile.FilterError as error:
        strange = f"'{error.tarinfo.name}' in it is no file of a site"
        raise BrokenArchive(f"{archive} is no archive of an edition: {strange}") from None
    except (tarfile.TarError, lzma.LZMAError, EOFError) as error:
        raise BrokenArchive(f"{archive} is no archive of an edition ({error})") from None
