"""Kills builds of the small record at any moment, and tells whether a whole site was left.

    python tests/kills.py --kills 50 --in-swap 20

Some are killed while they build, others at a step of the swap, where the last site gives way to the
next. After each the site is one of two known ones, to the last byte; now and then the next build
is let through and must give the right one.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from places import ROOT
from small import edit, small_project

WORDS = ("The state set aside", "The state put aside")
LET_THROUGH = 10  # after so many kills a build is let through
STEPS = 400  # of a swap: the renames, and what is removed of the last site
# A program that is killed before a step of a command of publishing, which it counts down to.
DEADLY = """
import os, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, {hooks!r})
from factbook.commands import publish
left = int(sys.argv[1])

def deadly(step):
    def taken(*given, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return step(*given, **named)
    return taken

for name in ("rename", "replace", "unlink", "rmdir"):
    setattr(os, name, deadly(getattr(os, name)))
shutil.move = deadly(shutil.move)
publish.{command}
"""
AROUND = {"PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
Site = frozenset[tuple[str, str]]  # each file with the hash of what it holds


def site_in(folder: Path) -> Site:
    """A site as the set of its files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset(
        (path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    )


class Kills:
    """A project whose builds are killed, and the two sites that it may show."""

    def __init__(self, folder: Path, seed: int):
        self.project, self.dice = small_project(folder / "project"), random.Random(seed)
        self.site = self.project / "site"
        self.kept = [folder / "one", folder / "other"]  # a copy of each whole site
        self.words = 0  # which of the two the prose says
        start = time.monotonic()
        for copy in self.kept:
            self._publish()
            shutil.copytree(self.site, copy)
            self._edit()
        self.seconds = (time.monotonic() - start) / 2  # that a build takes
        self.whole = {site_in(copy) for copy in self.kept}

    def run(self, kills: int, in_swap: int) -> Iterator[str]:
        """What was wrong after each of so many kills."""
        where = [True] * in_swap + [False] * (kills - in_swap)
        self.dice.shuffle(where)
        for number, swapping in enumerate(where, 1):
            how = self._kill_swap() if swapping else self._kill_build()
            self._settle()
            if site_in(self.site) not in self.whole:
                yield f"kill {number}, {how}: the site is not whole"
            if number % LET_THROUGH == 0 or number == kills:
                self._publish()
                if site_in(self.site) != site_in(self.kept[self.words]):
                    yield f"the build after kill {number} is not right"
            self._edit()

    # ------------------------------------------------------------ within

    def _edit(self) -> None:
        """From now on the next site is the other one."""
        edit(self.project / "docs" / "index.md", WORDS[self.words], WORDS[1 - self.words])
        self.words = 1 - self.words

    def _command(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.project,
            env={**os.environ, **AROUND},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _publish(self) -> None:
        if self._command("-m", "factbook", "publish").wait():
            raise SystemExit("the small record cannot be built")

    def _kill_build(self) -> str:
        """Kill a build, with all that it has started, at any moment of its time."""
        after = self.dice.uniform(0, self.seconds * 1.1)
        process = self._command("-m", "factbook", "publish")
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return f"{after:.2f} s into a build"

    def _kill_swap(self) -> str:
        """Kill the swap of a whole next site before any of its steps."""
        aside = self.project / ".build" / "site"
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(self.kept[self.words], aside)
        step = self.dice.choice([*range(6), self.dice.randrange(STEPS)])
        code = DEADLY.format(command="swap()", hooks=str(ROOT / "hooks"))
        self._command("-c", code, str(step)).wait()
        return f"before step {step} of a swap"

    def _settle(self) -> None:
        """What every run does first."""
        code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r})\n"
        code += "from factbook.commands import publish; publish.settle()"
        self._command("-c", code).wait()


@click.command()
@click.option("--kills", default=50, show_default=True, help="how many builds are killed")
@click.option("--in-swap", default=20, show_default=True, help="so many of them in the swap")
@click.option("--seed", default=1, show_default=True, help="another one kills at other moments")
def main(kills: int, in_swap: int, seed: int) -> None:
    """Kill builds at any moment, and tell whether a whole site was left."""
    with tempfile.TemporaryDirectory() as folder:
        faults = list(Kills(Path(folder), seed).run(kills, in_swap))
    click.echo(
        "\n".join([*faults, f"{len(faults)} faults after {kills} kills, {in_swap} in swaps"])
    )
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
