"""Files -> one ZIP, the same bytes whenever and wherever it is made."""

import io
import zipfile
from collections.abc import Mapping

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # that a zip file can tell
UNIX, READABLE = 3, 0o644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their names as a ZIP: no clock, no compression, names in order."""
    archive_bytes = io.BytesIO()
    with zipfile.ZipFile(archive_bytes, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, files[name])
    return archive_bytes.getvalue()


def unzipped(archive: bytes) -> dict[str, bytes]:
    """The files of a ZIP by their names."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
