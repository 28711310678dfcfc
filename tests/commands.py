"""The commands of the machine, as they are typed: python -m factbook COMMAND."""

import os
import subprocess
import sys
from pathlib import Path

from places import ROOT


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
