"""What is costly to make: kept between builds under a hash of all that it depends on.

What is missing is made, several at a time.
"""

import hashlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from importlib.metadata import version
from pathlib import Path

FEW = 4  # so many are drawn sooner here than by processes that must first start


def drawing_key(drawn: object, fonts: Path) -> str:
    """Names a drawing by all that it depends on; costs no import of the renderer."""
    return hashlib.sha256(repr([drawn, _renderer(fonts)]).encode()).hexdigest()[:32]


@cache
def _renderer(fonts: Path) -> list[str]:
    """The versions of all that draws: the libraries, our own code and the face of the words."""
    files = [*sorted(Path(__file__).parent.rglob("*.py")), *sorted(fonts.glob("*.[ot]tf"))]
    return [
        version("altair"),
        version("vl-convert-python"),
        version("pillow"),
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files),
    ]


def kept_or_made(
    folder: Path | None,
    suffix: str,
    wanted: dict[str, object],
    make: Callable[..., bytes],
    *same: object,
) -> dict[str, bytes]:
    """For each key what is kept under it in a folder; what is missing is made, and kept."""
    found = {key: _read(folder, f"{key}.{suffix}") for key in wanted}
    missing = {key: thing for key, thing in wanted.items() if found[key] is None}
    for place, (key, made) in enumerate(zip(missing, _made(list(missing.values()), make, same)), 1):
        _tell(suffix, place, len(missing))
        _write(folder, f"{key}.{suffix}", made)
        found[key] = made
    return found


def _read(folder: Path | None, name: str) -> bytes | None:
    try:
        return (folder / name).read_bytes() if folder else None
    except FileNotFoundError:
        return None


def _write(folder: Path | None, name: str, made: bytes) -> None:
    """Written aside and moved, so that a build that is stopped leaves no half of a picture."""
    if not folder:
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{name}.{os.getpid()}"
    aside.write_bytes(made)
    aside.replace(folder / name)


def _made(things: list, make: Callable[..., bytes], same: tuple) -> Iterator[bytes]:
    """In the order given, whoever makes them."""
    workers = min(os.cpu_count() or 1, 8, len(things) // FEW)
    done = 0
    if workers > 1:
        try:
            with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
                for made in pool.map(
                    make, things, *([thing] * len(things) for thing in same), chunksize=2
                ):
                    yield made
                    done += 1
        except (BrokenProcessPool, OSError):  # a machine that allows no further processes
            pass
    for thing in things[done:]:
        yield make(thing, *same)


def _tell(what: str, drawn: int, all_: int) -> None:
    """How far a long build is, where somebody watches."""
    if all_ > FEW and sys.stderr.isatty():
        print(
            f"\r{what}s drawn: {drawn} of {all_}",
            end="\n" if drawn == all_ else "",
            file=sys.stderr,
            flush=True,
        )
