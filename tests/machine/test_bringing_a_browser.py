"""The browser is brought once, before the tests start, or a line says what to install."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import browser
from conftest import TESTS

CHILD = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
import browser
browser.LOCK = Path("made", "lock")
installer = browser.Way("a stand-in", ((sys.executable, "installer.py"),))

def find():
    return "" if Path("brought").exists() else "none is here"

Path(f"ready-{{sys.argv[1]}}").touch()
while len(list(Path().glob("ready-*"))) < 2:
    time.sleep(0.01)
sys.exit(browser.bring(find, [installer]))
"""
INSTALLER = """
import time
from pathlib import Path
with Path("runs").open("a") as runs:
    runs.write("run\\n")
time.sleep(0.5)
Path("brought").touch()
"""


def test_two_processes_that_start_at_once_bring_one_browser(tmp_path):
    (tmp_path / "installer.py").write_text(INSTALLER)
    code = CHILD.format(tests=str(TESTS))
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(number)], cwd=tmp_path)
        for number in range(2)
    ]
    assert [process.wait(60) for process in started] == [0, 0]
    assert (tmp_path / "runs").read_text().splitlines() == ["run"]


@pytest.mark.long
def test_a_user_who_can_bring_none_is_told_what_to_install(tmp_path):
    """No browser, no apt-get, no network: a message, exit code 1, soon, and no traceback."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(TESTS / "browser.py")],
        env={
            **os.environ,
            "PATH": str(tmp_path),
            "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
            "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",  # the port where nothing answers
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and time.monotonic() - start < 60
    said = done.stdout.splitlines()
    assert len(said) == 2 and "playwright install --only-shell chromium" in said[0]
    assert "ECONNREFUSED" in said[1]
    assert "sudo apt-get install chromium" in done.stderr
    assert "make test-quick" in done.stderr
    assert "Traceback" not in done.stderr and "╔" not in done.stderr


def write_apt(folder: Path) -> None:
    (folder / "apt-get").write_text('#!/bin/sh\necho "$@" >> "$0.log"\n')
    (folder / "apt-get").chmod(0o755)


def test_root_gets_the_system_s_package(tmp_path, monkeypatch):
    write_apt(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "LOCK", tmp_path / "made" / "lock")
    log = tmp_path / "apt-get.log"

    def find() -> str:
        return "" if log.exists() else "none is here"

    assert browser.bring(find, browser.ways()) == 0
    asked = [line.split()[-2:] for line in log.read_text().splitlines()]
    assert asked == [["DPkg::Lock::Timeout=60", "update"], ["install", "chromium-headless-shell"]]


def test_an_ordinary_user_is_asked_for_no_right(tmp_path, monkeypatch):
    write_apt(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (way,) = browser.ways()
    (command,) = way.commands
    assert command == (*browser.LIBRARY, "install", "--only-shell", "chromium")


def test_nothing_is_brought_where_a_browser_starts(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(browser, "LOCK", tmp_path / "made" / "lock")
    no_way = browser.Way("none", (("/no/such/program",),))
    assert browser.bring(lambda: "", [no_way]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "script, failure",
    [
        ("exit 0", ""),
        ("exit 3", "exit code 3"),
        ("echo 'E: no such package'; echo more; exit 100", "E: no such package"),
        ("sleep 60 & wait", "it did not end in time"),
    ],
)
def test_why_a_command_failed_is_said_in_a_line_and_in_time(script, failure):
    start = time.monotonic()
    assert browser.run(("sh", "-c", script), seconds=1) == failure
    assert time.monotonic() - start < 10
