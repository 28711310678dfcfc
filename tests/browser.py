"""A browser for the tests. Where none starts, `python tests/browser.py` brings one beforehand.

An installed Chromium or Chrome serves, else the test library's own. Root with apt-get gets the
system's package, everyone else a download of the test library. The shell that has no window is
taken first: it opens a page in a third of the processor's time.
"""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

LOCK = Path(__file__).parent.parent / ".build" / "browser.lock"
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # else the shell sets letters by whole pixels
]
PATIENCE = 300  # seconds for one way of bringing a browser
LIBRARY = (sys.executable, "-m", "playwright")
APT = ("apt-get", "-y", "-qq", "-o", "DPkg::Lock::Timeout=60")
HELP = f"""\
The tests need Chromium or Chrome, and none could be brought. Install one, then run make test again:
  Debian:                      sudo apt-get install chromium
  Ubuntu, also where only
  its libraries are missing:   sudo {sys.executable} -m playwright install --with-deps chromium
  elsewhere:                   https://www.google.com/chrome/
Until then make test-quick passes the tests that need none."""


class NoBrowser(Exception):
    """No browser starts; says of each that was tried why not."""


def launch(playwright: Playwright) -> Browser:
    """A running browser: an installed one, else the test library's own; raises NoBrowser."""
    reasons = []
    for path in (*filter(None, map(shutil.which, NAMES)), None):
        try:
            return playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=60_000)
        except Error as error:
            reasons.append(f"{path or 'the one of the test library'}: {in_a_line(str(error))}")
    raise NoBrowser("\n".join(reasons))


def in_a_line(text: str) -> str:
    """The beginning of an error, without the frame that the library draws around it."""
    return " ".join(re.sub("[╔═╗║╚╝]", " ", text).split())[:300]


def find() -> str:
    """Why no browser starts; nothing if one does."""
    try:
        with sync_playwright() as playwright:
            launch(playwright).close()
    except NoBrowser as reasons:
        return str(reasons)
    return ""


# ---------------------------------------------------------------- bring


@dataclass(frozen=True)
class Way:
    """How a browser may come: its name, and commands of which each needs the one before."""

    name: str
    commands: tuple[tuple[str, ...], ...]


def ways() -> list[Way]:
    """What may bring a browser for this user on this system."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        own = ((*LIBRARY, "install", "--with-deps", "--only-shell", "chromium"),)
        packages = [
            Way(f"apt-get install {name}", ((*APT, "update"), (*APT, "install", name)))
            for name in (SHELL, "chromium")  # a system may have the second alone
        ]
        return [*packages, Way("playwright install --with-deps --only-shell chromium", own)]
    own = ((*LIBRARY, "install", "--only-shell", "chromium"),)
    return [Way("playwright install --only-shell chromium", own)]


def bring(find: Callable[[], str], ways: list[Way]) -> int:
    """Brings a browser if none starts, one process at a time; gives an exit code."""
    with alone():
        reasons = find()
        for way in ways if reasons else ():
            fetch(way)
            if not (reasons := find()):
                return 0
    if reasons:
        print(f"\nNo browser starts here.\n{reasons}\n\n{HELP}", file=sys.stderr)
    return 1 if reasons else 0


@contextmanager
def alone() -> Iterator[None]:
    """Waits until no other process brings a browser."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fetch(way: Way) -> None:
    """Goes one way, and tells what it does, how long it took and why it failed."""
    minutes = PATIENCE / 60
    print(f"No browser yet: {way.name}, at most {minutes:g} minutes …", flush=True)
    start, failure = time.monotonic(), ""
    for command in way.commands:
        left = PATIENCE - (time.monotonic() - start)
        failure = failure or run(command, left)
    took = time.monotonic() - start
    print(f"  {failure or 'done'} ({took:.0f} s)", flush=True)


def run(command: tuple[str, ...], seconds: float) -> str:
    """Why a command failed, in a line; nothing if it did not. It ends in time, children too."""
    process = subprocess.Popen(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return "it did not end in time"
    finally:
        end(process)
    if not process.returncode:
        return ""
    lines = output.strip().splitlines() or [f"exit code {process.returncode}"]
    cause = next((line for line in lines if line.startswith(("E:", "Error:"))), lines[-1])
    return in_a_line(cause)


def end(process: subprocess.Popen) -> None:
    """Ends a process that is still at work, also by Ctrl-C, and all that it started."""
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=10)
        os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(bring(find, ways()))
