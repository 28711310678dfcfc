"""Where tests write: in memory, if there is room.

To make a small file takes eight times as long on a disk, and tests make a hundred thousand.
"""

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # of Linux: a folder that stands on no disk
ROOM = 3_000_000_000  # bytes, several times what is written in a run


def write_in_memory() -> None:
    """Let all temporary folders of this process and of those it starts stand in memory."""
    if "TMPDIR" not in os.environ and serves(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # looked for again


def serves(folder: Path) -> bool:
    """True where a folder takes all that tests write, programs too."""
    if not os.access(folder, os.W_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize > ROOM and not there.f_flag & os.ST_NOEXEC
