"""Files of the cache: what is kept between builds, each behind a digest of all that is in it."""

import hashlib
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

LARGEST = 100_000_000  # bytes; nothing that is kept comes near


def read_kept(folder: Path | None, name: str) -> bytes | None:
    """What a file keeps; None where there is none, or where it is not as it was written."""
    if not folder:
        return None
    path = folder / name
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:  # a pipe would never end
            return None
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(name, content) else None


def keep(folder: Path | None, name: str, content: bytes) -> None:
    """Written aside and moved, so that a build that is stopped leaves no half of a file.

    A folder that cannot be written to costs time and no more: what it should keep is made again.
    """
    if not folder:
        return
    aside = folder / f"{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_digest(name, content) + b"\n" + content)
        target = folder / name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)  # nothing of ours; it would be in the way each time
        aside.replace(target)
    except OSError as error:
        _tell_once(f"{folder} keeps nothing between builds: {error.strerror}")
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _digest(name: str, content: bytes) -> bytes:
    """Tells a file from one that was damaged, and from one that has the name of another."""
    return hash_of(name.encode() + b"\n" + content).encode()


def hash_of(content: bytes) -> str:
    """Tells what a file holds from all else."""
    return hashlib.sha256(content).hexdigest()


@cache
def _tell_once(message: str) -> None:
    print(message, file=sys.stderr)
