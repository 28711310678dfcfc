"""MkDocs in a process that has loaded what every build loads, which takes a second.

For each process of tests one loads the libraries, and is forked for each build. That has its own
folder, environment, words and end, and loads the machine of its own project: what was loaded of
ours is forgotten. As a script this is the process that is forked.
"""

import gc
import importlib
import json
import os
import re
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

OURS = ("factbook", "mkdocs_hooks", "live")
# What Python reads of the environment as it starts, which a process that is there has read.
OF_A_START = ("PYTHON", "LC_", "LANG", "TZ")
PATTERNS = 5_000  # Python forgets all above five hundred, and the machine has more

Asked = dict[str, object]


# ---------------------------------------------------------------- for tests


def mkdocs(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What MkDocs comes to and says in a folder, in a process of its own."""
    if any(name.startswith(OF_A_START) for name in environment):
        return begun(root, *words, **environment)
    with TemporaryDirectory() as folder:
        told = [Path(folder, name) for name in ("output", "errors")]
        asked: Asked = {
            "root": str(root),
            "words": words,
            "environment": around(**environment),
            "told": list(map(str, told)),
        }
        to, back = _ready()
        to.write(f"{json.dumps(asked)}\n")
        to.flush()
        ended = os.waitstatus_to_exitcode(int(back.readline()))
        output, errors = (path.read_text(encoding="utf-8") for path in told)
    return subprocess.CompletedProcess(("mkdocs", *words), ended, output, errors)


def begun(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same from its very start."""
    command = [sys.executable, "-m", "mkdocs", *words]
    given = around(**environment)
    return subprocess.run(command, cwd=root, env=given, capture_output=True, text=True)


def around(**more: str) -> dict[str, str]:
    """The environment of the tests, and what is given besides."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}


@cache
def _ready() -> tuple[IO[str], IO[str]]:
    """Where the process that is ready is asked, and answers; it ends with this one."""
    command = [sys.executable, __file__]
    # No path to a core: each build loads that of its own project.
    given = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    pipe = subprocess.PIPE
    ready = subprocess.Popen(command, env=given, stdin=pipe, stdout=pipe, text=True)
    assert ready.stdin and ready.stdout
    return ready.stdin, ready.stdout


# ---------------------------------------------------------------- the process


def load() -> None:
    """All libraries that a build loads, and the patterns of the machine."""
    re._MAXCACHE = PATTERNS  # type: ignore[attr-defined]  # no door to it is public
    root = Path(__file__).parents[1]
    sys.path.insert(0, str(root / "hooks"))
    for name in ("mkdocs.__main__", "mkdocs.commands.build", "factbook.site"):
        importlib.import_module(name)
    importlib.import_module("mkdocs.config").load_config(str(root / "mkdocs.yml"))
    del sys.modules["mkdocs.__main__"]  # which is run
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    del sys.path[0]


def next_asked() -> Asked | None:
    """What is asked next, in the process that is to do it; nothing once nobody asks any more."""
    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    for line in asked:
        gc.freeze()
        process = os.fork()
        if not process:
            return json.loads(line)
        _, status = os.waitpid(process, 0)
        print(status, file=answers, flush=True)
    return None


def become(asked: Asked) -> list[str]:
    """Stand where was asked, and speak where it is heard; gives the words that were typed."""
    root, environment, told = asked["root"], asked["environment"], asked["told"]
    assert isinstance(root, str) and isinstance(environment, dict) and isinstance(told, list)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    for place, path in enumerate(told, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), place)
    sys.path[0] = root
    words = asked["words"]
    assert isinstance(words, list)
    return words


if __name__ == "__main__":
    load()
    if wanted := next_asked():
        sys.argv = ["mkdocs", *become(wanted)]
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
