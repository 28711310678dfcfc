"""What is kept between builds, damaged in every way: what a build makes of it.

    python tests/damages.py

The small record is published once, with all that it keeps. Then its cache is damaged in one way
after the other, and the record is published again: each site must be that of a build without a
cache, to the last byte. Damages of single files are many at once, each of another file.
"""

import os
import pickle
import random
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import groupby
from pathlib import Path

import click

from commands import factbook
from factbook.record.kept_files import LARGEST, keep, read_kept
from factbook.writing.kept_pages import KeptPage
from kills import site_in
from small import edit, small_project

# ---------------------------------------------------------------- of a file

Damage = Callable[[Path], object]


def in_bytes(change: Callable[[bytes], bytes]) -> Damage:
    """Damage that leaves a file in which other bytes stand."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


def with_a_bit(content: bytes, place: int) -> bytes:
    spoilt = bytearray(content)
    spoilt[place] ^= 1
    return bytes(spoilt)


def in_its_place(put: Damage) -> Damage:
    """Damage by which something else stands in the place of a file."""

    def damage(path: Path) -> None:
        path.unlink()
        put(path)

    return damage


def a_full_folder(path: Path) -> None:
    path.mkdir()
    (path / "more").write_text("what nobody asked for")


def swap(path: Path) -> None:
    """Another whole file under this one's name."""
    path.write_bytes(another(path).read_bytes())


def another(path: Path) -> Path:
    """A file beside this one; itself where it stands alone."""
    others = (other for other in sorted(path.parent.iterdir()) if other != path)
    return next((other for other in others if is_whole(other)), path)


def is_whole(path: Path) -> bool:
    """True for a file that was not grown without end, nor made unreadable."""
    return path.is_file() and path.stat().st_size < LARGEST and bool(path.stat().st_mode & 0o400)


def a_socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # a long name would be none


def of_an_earlier_form(content: bytes) -> bytes:
    return content.partition(b"\n")[2]


DAMAGES: dict[str, Damage] = {
    "empty": in_bytes(lambda _: b""),
    "one byte": in_bytes(lambda content: content[:1]),
    "the digest alone": in_bytes(lambda content: content.partition(b"\n")[0]),
    "the digest and its line end": in_bytes(lambda content: content[:65]),
    "half": in_bytes(lambda content: content[: len(content) // 2]),
    "without its last byte": in_bytes(lambda content: content[:-1]),
    "without its first byte": in_bytes(lambda content: content[1:]),
    "without its middle": in_bytes(lambda content: content[:70] + content[72:]),
    "one byte more": in_bytes(lambda content: content + b"\n"),
    "twice": in_bytes(lambda content: content * 2),
    "zeros": in_bytes(lambda content: bytes(len(content))),
    "zeros at its end": in_bytes(lambda content: content[:-4] + bytes(4)),
    "zeros behind it": in_bytes(lambda content: content + bytes(4096)),
    "random": in_bytes(lambda content: random.Random(1).randbytes(len(content))),
    "a random end": in_bytes(lambda content: content[:-6] + b"random"),
    "a bit of the digest": in_bytes(lambda content: with_a_bit(content, 3)),
    "a bit of the line end": in_bytes(lambda content: with_a_bit(content, 64)),
    "the first bit": in_bytes(lambda content: with_a_bit(content, 65)),
    "the last bit": in_bytes(lambda content: with_a_bit(content, -1)),
    "a bit in the middle": in_bytes(lambda content: with_a_bit(content, -4)),
    "backwards": in_bytes(lambda content: content[::-1]),
    "line ends of another system": in_bytes(lambda content: content.replace(b"\n", b"\r\n")),
    "upper case": in_bytes(bytes.upper),
    "a byte-order mark": in_bytes(lambda content: b"\xef\xbb\xbf" + content),
    "of an earlier form": in_bytes(of_an_earlier_form),
    "another file": swap,
    "a folder": in_its_place(Path.mkdir),
    "a full folder": in_its_place(a_full_folder),
    "a link to nothing": in_its_place(lambda path: path.symlink_to("nothing")),
    "a link to itself": in_its_place(lambda path: path.symlink_to(path)),
    "a link to a folder": in_its_place(lambda path: path.symlink_to(path.parent)),
    "a link to no end": in_its_place(lambda path: path.symlink_to("/dev/zero")),
    "a link to another": in_its_place(lambda path: path.symlink_to(another(path))),
    "a pipe": in_its_place(os.mkfifo),
    "a socket": in_its_place(a_socket),
    "grown without end": lambda path: os.truncate(path, 10**10),
    "unreadable": lambda path: path.chmod(0),
    "gone": Path.unlink,
}


# ---------------------------------------------------------------- of a whole cache

NO_DRAWINGS = (".page", ".index", ".texts", ".yaml")
TURNS, STEP = 8, 5  # of all files of a cache, and by how many ways two turns are apart


def files_in(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*.*") if path.is_file())


def of_sorts(cache: Path, *sorts: str) -> Iterator[list[Path]]:
    """The files of a cache that stand together and are of one sort."""

    def sort_of(path: Path) -> tuple[Path, str]:
        return path.parent, path.suffix

    for _, found in groupby(sorted(files_in(cache), key=sort_of), sort_of):
        files = list(found)
        if not sorts or files[0].suffix in sorts:
            yield files


def each_in_another_way(turn: int) -> Damage:
    """Every file damaged in one way, its neighbour in the next, and other ways in another turn."""
    ways = list(DAMAGES.values())

    def damage(cache: Path) -> None:
        for place, path in enumerate(files_in(cache)):
            ways[(place + turn * STEP) % len(ways)](path)

    return damage


def in_turn(cache: Path) -> None:
    """Each file holds what the next one of its sort held."""
    for files in of_sorts(cache):
        contents = [path.read_bytes() for path in files]
        for path, content in zip(files, [*contents[1:], contents[0]], strict=True):
            path.write_bytes(content)


def in_turn_and_sealed(cache: Path) -> None:
    """The same of what is no drawing, under digests that hold."""
    for files in of_sorts(cache, *NO_DRAWINGS):
        contents = [read_kept(path.parent, path.name) or b"" for path in files]
        for path, content in zip(files, [*contents[1:], contents[0]], strict=True):
            keep(path.parent, path.name, content)


def sealed(content: bytes, *sorts: str) -> Damage:
    """Files that hold this under a digest that holds, as if somebody had kept it."""

    def damage(cache: Path) -> None:
        for files in of_sorts(cache, *sorts):
            for path in files:
                keep(path.parent, path.name, content)

    return damage


def behind_its_head(content: bytes) -> Damage:
    """The same behind what each pickle was made of."""

    def damage(cache: Path) -> None:
        for files in of_sorts(cache, *NO_DRAWINGS):
            for path in files:
                made_of = (read_kept(path.parent, path.name) or b"").partition(b"\n")[0]
                keep(path.parent, path.name, made_of + b"\n" + content)

    return damage


class Runs:
    """What would leave a trace as it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("was-run"),)


class Other:
    """Of a class that the machine does not know."""


RUNS, OTHER = pickle.dumps(Runs()), pickle.dumps(Other())
OF_NO_FIELDS = pickle.dumps(KeptPage.__new__(KeptPage))
NEWER = b"\x80\x63" + OF_NO_FIELDS[2:]  # a pickle of protocol 99


def folders_become(put: Damage) -> Damage:
    """Something else in the place of each folder of the cache."""

    def damage(cache: Path) -> None:
        for folder in sorted(cache.iterdir()):
            shutil.rmtree(folder)
            put(folder)

    return damage


def becomes(put: Damage) -> Damage:
    """Something else in the place of the cache."""

    def damage(cache: Path) -> None:
        shutil.rmtree(cache)
        put(cache)

    return damage


def unreadable_folders(cache: Path) -> None:
    for folder in sorted(cache.rglob("*"), reverse=True):
        if folder.is_dir():
            folder.chmod(0)


def open_up(folder: Path) -> None:
    """What was unreadable can be read and removed again."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            open_up(path)


def left_by_a_killed_build(cache: Path) -> None:
    """Halves of files beside the whole ones, and some whole ones gone."""
    for number, path in enumerate(files_in(cache)):
        half = path.read_bytes()[: path.stat().st_size // 2]
        path.with_name(f"{path.name}.4711").write_bytes(half)
        if number % 3 == 0:
            path.unlink()


def strays(cache: Path) -> None:
    """Folders, files and links of no build beside what is kept."""
    for folder in (cache, *(path for path in cache.rglob("*") if path.is_dir())):
        for suffix in ("page", "texts", "chart", "card"):
            (folder / f"0-folder.{suffix}" / "more").mkdir(parents=True)
            (folder / f"0-link.{suffix}").symlink_to("nothing")
            (folder / f"0-file.{suffix}").write_bytes(b"stray")


WHOLE_CACHES: dict[str, Damage] = {
    "each in the place of another": in_turn,
    "each in the place of another, sealed": in_turn_and_sealed,
    "no pickles, sealed": sealed(b"no pickle", *NO_DRAWINGS),
    "nothing, sealed": sealed(b"", *NO_DRAWINGS),
    "pickles that run, sealed": sealed(RUNS, ".page", ".index", ".texts"),
    "pickles that run, behind their heads": behind_its_head(RUNS),
    "pickles of another class, behind their heads": behind_its_head(OTHER),
    "pickles of an earlier form, sealed": sealed(OF_NO_FIELDS, ".page", ".index", ".texts"),
    "pickles of a newer version, behind their heads": behind_its_head(NEWER),
    "half a pickle, behind their heads": behind_its_head(OF_NO_FIELDS[:-3]),
    "files for folders": folders_become(lambda path: path.write_bytes(b"no folder")),
    "links to nothing for folders": folders_become(lambda path: path.symlink_to("nothing")),
    "links to themselves for folders": folders_become(lambda path: path.symlink_to(path)),
    "a file for the cache": becomes(lambda path: path.write_bytes(b"no folder")),
    "a link to itself for the cache": becomes(lambda path: path.symlink_to(path)),
    "unreadable folders": unreadable_folders,
    "an unreadable cache": lambda cache: cache.chmod(0),
    "left by a killed build": left_by_a_killed_build,
    "strays": strays,
}
TURNED = {f"files, turn {turn}": each_in_another_way(turn) for turn in range(TURNS)}

# What a cache may be of: a file of the project, and what stood in it when it was kept.
INDEX, SITE = "docs/index.md", "data/site.yml"
KEPT_OF = {
    "other prose": (INDEX, "The state set aside", "The state put aside"),
    "another record": (SITE, "The Lantern Record", "The Lamp Record"),
    "another template": ("docs/templates/pages/undertaking.md.jinja", "", "<p>More.</p>\n"),
    "other words": ("docs/templates/words.yml", "Sources", "The sources"),
    "other code of pages": ("hooks/factbook/writing/document.py", "{'#' *", "{'##' *"),
    "other code of drawings": ("hooks/factbook/drawing/letters.py", "13, 16", "13, 18"),
}
ADDRESS = "https://lantern.example/"


class Trial:
    """A project with the small record, what it keeps, and the site that it must show."""

    def __init__(self, folder: Path):
        self.project = small_project(folder / "project")
        self.cache, self.warm = self.project / ".cache", folder / "warm"
        shutil.rmtree(self.cache)  # links to what all tests keep
        self.right = self._site()
        shutil.copytree(self.cache, self.warm)

    def damaged(self, damage: Damage) -> str:
        """What is wrong with the site after a damage; nothing where it is right."""
        self._put(self.warm)
        damage(self.cache)
        return self._difference()

    def kept_of(self, file: str, now: str, then: str) -> str:
        """The same after a build of something else."""
        self._put(self.warm)
        edit(self.project / file, now, then)
        if self._site() == self.right:
            return "the edit says nothing: take another"
        edit(self.project / file, then, now)
        return self._difference()

    def kept_elsewhere(self) -> str:
        """The same where the pages of a site of another address stand in the place of its own."""
        self._put(self.warm)
        (own,) = (self.cache / "pages").iterdir()
        self._site(SITE_URL=ADDRESS)
        (other,) = (folder for folder in (self.cache / "pages").iterdir() if folder != own)
        shutil.rmtree(own)
        other.rename(own)
        return self._difference()

    # ------------------------------------------------------------ within

    def _put(self, kept: Path) -> None:
        """A fresh copy of what was kept, whatever stands in its place."""
        if self.cache.is_dir() and not self.cache.is_symlink():
            open_up(self.cache)
            shutil.rmtree(self.cache)
        self.cache.unlink(missing_ok=True)
        shutil.copytree(kept, self.cache)

    def _site(self, **more: str) -> frozenset[tuple[str, str]]:
        done = factbook("publish", folder=self.project, machine=self.project, **more)
        if done.returncode or "Traceback" in done.stderr:
            raise RuntimeError(done.stderr[-2000:])
        return site_in(self.project / "site")

    def _difference(self) -> str:
        try:
            found = self._site()
        except RuntimeError as error:
            return str(error)
        if (self.project / "was-run").exists():
            return "a pickle was run"
        return ", ".join(sorted({name for name, _ in found ^ self.right})[:5])


def faults(trial: Trial) -> Iterator[tuple[str, str]]:
    """Each damage by its name, and what was wrong after it."""
    for name, (file, now, then) in KEPT_OF.items():
        yield f"kept of {name}", trial.kept_of(file, now, then)
    yield "kept of another address", trial.kept_elsewhere()
    for name, damage in {**WHOLE_CACHES, **TURNED}.items():
        yield name, trial.damaged(damage)


@click.command()
def main() -> None:
    """Damage what is kept in every way, and tell whether a right site was built."""
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, fault in faults(Trial(Path(folder))):
            count, wrong = count + 1, wrong + bool(fault)
            click.echo(f"{name}: {fault or 'right'}")
    click.echo(f"{wrong} faults after {count} damages")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
