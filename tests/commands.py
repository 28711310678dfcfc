"""The commands of the machine, as they are typed: python -m factbook COMMAND."""

import os
import subprocess
import sys
import traceback
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from places import ROOT  # isort: skip -- finds the hooks

from factbook.__main__ import main


class Done(NamedTuple):
    """What a command said, as of a process that has ended."""

    returncode: int
    stdout: str
    stderr: str


def typed(*words: object, folder: Path = ROOT, answers: str = "") -> Done:
    """A command as it is typed in a folder, in this process: a start takes half a
    second. What would be a traceback stands at the end of what it said."""
    with chdir(folder):
        result = CliRunner().invoke(
            main, [*map(str, words)], input=answers, prog_name="python -m factbook"
        )
    said = result.stderr
    if result.exception and not isinstance(result.exception, SystemExit):
        said += "".join(traceback.format_exception(result.exception))
    return Done(result.exit_code, result.stdout, said)


def factbook(
    *words: object, folder: Path | None = None, machine: Path = ROOT, answers: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with the code of a project and a further environment."""
    return subprocess.run(
        [sys.executable, "-m", "factbook", *map(str, words)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(machine / "hooks"),
            "NO_MKDOCS_2_WARNING": "1",
            **more,
        },
        input=answers,
        capture_output=True,
        text=True,
    )
