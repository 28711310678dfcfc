"""Files of an author, written anew: all of them or none, and never half of one."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_whole(files: Mapping[Path, str]) -> None:
    """Each is written aside, and they take their places once all of them are there.

    Where a disk is full, nothing has changed, and the error names the file.
    """
    aside: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in files.items():
            place = path.resolve()  # what a link leads to
            place.parent.mkdir(parents=True, exist_ok=True)
            aside[place] = place.with_name(f".{place.name}.{os.getpid()}")
            _write(aside[place], text, place)
        for path, written in aside.items():
            written.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        for written in aside.values():
            written.unlink(missing_ok=True)


def _write(aside: Path, text: str, place: Path) -> None:
    """Write what takes a place, with the rights of what stands there."""
    if place.exists():
        place.open("ab").close()  # raises where its author lets nobody write it
    aside.write_bytes(text.encode("utf-8"))
    if place.exists():
        shutil.copymode(place, aside)
