"""What is costly to draw: kept between builds under a hash of all that it depends on.

What is missing or damaged is made, several things at a time.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from threading import Thread
from typing import TypeVar

from ..record.kept_files import hash_of, keep, read_kept

ROOM = Path(__file__).parent
CORE = ROOM.parent
ELSEWHERE = ("meaning/lifelines.py", "record/languages.py")  # at work while something is drawn
LIBRARIES = ("altair", "vl-convert-python", "pillow")
FEW = 4  # so many are drawn sooner here than by processes that must first start
MOST_WORKERS = 8

Thing = TypeVar("Thing")
Make = Callable[..., bytes]  # of a thing, and of what is the same for all things


def drawing_key(drawn: object, fonts: Path) -> str:
    """Names a drawing by all that it depends on; costs no import of the renderer."""
    return hash_of(repr([drawn, _renderer(fonts)]).encode())[:32]


@cache
def _renderer(fonts: Path) -> list[str]:
    """The versions of all that draws: the libraries, our own code and the face of the words."""
    files = [*sources(), *sorted(fonts.glob("*.[ot]tf"))]
    return [*map(version, LIBRARIES), *(hash_of(file.read_bytes()) for file in files)]


def sources() -> list[Path]:
    """Every module that draws: a change of any of them may change a drawing."""
    return [*sorted(ROOM.rglob("*.py")), *(CORE / name for name in ELSEWHERE)]


class Helpers:
    """Processes that make things beside this one: where they are many, and started once for all.

    To start one takes as long as to draw ten charts.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._number = 0

    def __enter__(self) -> "Helpers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()

    def at_least(self, number: int) -> ProcessPoolExecutor:
        """So many of them, or more."""
        if not self._pool or number > self._number:
            self.__exit__()
            anew = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(number, anew, _watch_parent)
            self._number = number
        return self._pool


def read_or_make(
    folder: Path | None,
    suffix: str,
    wanted: Mapping[str, Thing],
    make: Make,
    *same: object,
    helpers: Helpers,
) -> dict[str, bytes]:
    """For each key what a folder keeps under it; what it lacks is made of a thing, and kept.

    Without a folder everything is made and nothing kept.
    """
    missing: dict[str, Thing] = {}
    contents: dict[str, bytes] = {}
    for key, thing in wanted.items():
        content = read_kept(folder, f"{key}.{suffix}")
        if content is None:
            missing[key] = thing
        else:
            contents[key] = content
    news = _make_all(list(missing.values()), make, same, helpers)
    for place, (key, content) in enumerate(zip(missing, news, strict=True), 1):
        _tell(suffix, place, len(missing))
        keep(folder, f"{key}.{suffix}", content)
        contents[key] = content
    return contents


# ---------------------------------------------------------------- processes


def _make_all(
    things: Sequence[object],
    make: Make,
    same: tuple[object, ...],
    helpers: Helpers,
) -> Iterator[bytes]:
    """In the order given, whoever makes them."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS, len(things) // FEW)
    done = 0
    if workers > 1:
        try:
            pool = helpers.at_least(workers)
            for content in pool.map(
                make,
                things,
                *map(repeat, same),
                chunksize=2,
            ):
                yield content
                done += 1
        except (BrokenProcessPool, OSError):  # a machine that allows no further processes
            pass
    for thing in things[done:]:
        yield make(thing, *same)


def _watch_parent() -> None:
    """A process that draws would stay for ever where the one that asked for it was killed."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent  # a process that draws has one
    parent.join()
    os._exit(1)


def _tell(what: str, drawn: int, all_: int) -> None:
    """How far a long build is, where somebody watches."""
    if all_ > FEW and sys.stderr.isatty():
        end = "\n" if drawn == all_ else ""
        print(
            f"\r{what}s drawn: {drawn} of {all_}",
            end=end,
            file=sys.stderr,
            flush=True,
        )
