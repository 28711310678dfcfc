"""A browser for the tests: an installed one; else the test library's own; else the system's package; else a clear word."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed() -> str | None:
    """The path of a browser on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright):
    """A running browser; brings one first if none is there."""
    if path := installed():
        return playwright.chromium.launch(executable_path=path, args=FLAGS)
    try:
        return playwright.chromium.launch(args=FLAGS)
    except Exception:
        bring()
        path = installed()
        return playwright.chromium.launch(args=FLAGS, **({"executable_path": path} if path else {}))


def bring() -> None:
    if (
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True
        ).returncode
        == 0
    ):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], capture_output=True)
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"],
            capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode == 0 and installed():
            return
    raise SystemExit(
        "The browser tests need Chromium or Chrome: install the package 'chromium' (Debian, Ubuntu: "
        "sudo apt-get install chromium) and run make test again."
    )
