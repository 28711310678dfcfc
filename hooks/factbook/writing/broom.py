"""What is kept between builds, and no build asks for any more, is swept out.

Whatever stands there: what cannot be looked into or removed stops no build.
"""

import os
import shutil
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path


def inside(folder: Path) -> list[Path]:
    """What stands in a folder; nothing where that cannot be told."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def sweep_all_but(names: Container[str], folder: Path) -> None:
    """Remove what stands in a folder by other names than these."""
    with suppress(OSError):
        for name in os.listdir(folder):  # a path of each would take longer
            if name not in names:
                sweep_out(folder / name)


def sweep_out(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def leave_newest(paths: Iterable[Path], most: int) -> None:
    """Remove all but so many."""
    for path in sorted(paths, key=_last_change)[:-most]:
        sweep_out(path)


def _last_change(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:  # gone since
        return 0
