"""`make serve`: an edit is on the page, a mistake is told and goes when it is mended."""

import html
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

from conftest import free_address, small_project
from live import watch_natively
from small import edit

pytestmark = pytest.mark.long

PATIENCE = 60  # seconds; a busy machine is slow, a wrong one never comes


@pytest.fixture
def project(tmp_path):
    """The machine with the small record, in a folder that may be spoilt."""
    return small_project(tmp_path / "project")


@contextmanager
def running(project, address):
    """`mkdocs serve` in a folder, at an address."""
    log = (project / "log").open("w")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", urlsplit(address).netloc]
    process = subprocess.Popen(
        command,
        cwd=project,
        stdout=log,
        stderr=log,
        env={
            **os.environ,
            "SITE_URL": address,
            "NO_MKDOCS_2_WARNING": "1",
        },
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def address(shared):
    return free_address(shared / "served-address", "served-record")


@pytest.fixture
def served(project, address):
    with running(project, address):
        yield project, address


def wait_for(happened, what: str) -> None:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come in {PATIENCE} s")


def page(address: str) -> str:
    try:
        return urlopen(address, timeout=PATIENCE).read().decode()
    except HTTPError as error:
        return error.read().decode()
    except OSError:
        return ""


def shows(address: str, words: str) -> bool:
    """Whether these words are on the page at an address, as its reader sees them."""
    return words in html.unescape(page(address))


def test_edits_mistakes_and_mending(served):
    project, address = served
    budget = project / "data" / "indicators" / "light-budget.yml"
    log = project / "log"
    wait_for(lambda: "4.5 billion" in page(address), "the first page")
    edit(budget, "value: 4.5 billion", "value: 4.2 billion")
    wait_for(lambda: "4.2 billion" in page(address), "an edit of the record")
    assert "4200000000" in page(address + "data/figures.csv") and "4.2 billion" in page(
        address + "indicators/light-budget/"
    )
    assert 'styles/theme.css"' in page(address + "assets/style.css")
    edit(project / "docs" / "assets" / "styles" / "theme.css", "#fcfbf8", "#fcfbf7")
    theme = address + "assets/styles/theme.css"
    wait_for(lambda: "#fcfbf7" in page(theme), "an edit of the style")
    (project / "data" / "people" / "more.yml").write_text(
        "wick-smith: {name: Wick Smith, role: Makes cords that burn., "
        "sources: [gazette-2029-01-15]}\n",
        encoding="utf-8",
    )
    wait_for(
        lambda: "Makes cords that burn" in page(address + "people/wick-smith/"), "a new record"
    )
    edit(
        project / "docs" / "templates" / "parts" / "inner" / "figure.jinja",
        '<span class="fig',
        '<span class="edited fig',
    )
    wait_for(lambda: "edited fig" in page(address), "an edit of a template")
    edit(
        project / "hooks" / "factbook" / "meaning" / "wording.py",
        '" billion"',
        '" thousand million"',
    )
    wait_for(lambda: "4.2 thousand million" in page(address), "an edit of the core")
    edit(budget, "value: 4.2 billion", "value: lots")
    mistake = (
        "data/indicators/light-budget.yml:18: "
        "'value' must be a plain number such as 50000 or 9.9 trillion, not 'lots'"
    )
    wait_for(lambda: mistake in log.read_text(), "the mistake")
    for path in ("", "programs/lamp-contest/", "no/such/page/"):
        wait_for(
            partial(shows, address + path, mistake),
            f"the mistake in the browser, at /{path}",
        )
    edit(budget, "value: lots", "value: 4.1 billion")
    wait_for(lambda: "4.1 thousand million" in page(address), "the mended page")
    edit(
        project / "hooks" / "factbook" / "meaning" / "wording.py", "def _decimal(", "def _decimal)"
    )
    wait_for(
        lambda: "SyntaxError" in page(address) or "the core cannot be loaded" in page(address),
        "a mistake of the code",
    )
    edit(
        project / "hooks" / "factbook" / "meaning" / "wording.py", "def _decimal)", "def _decimal("
    )
    wait_for(lambda: "4.1 thousand million" in page(address), "the mended code")
    assert "Traceback" not in log.read_text()


def test_serve_starts_with_a_mistake_and_recovers(project, address):
    """A mistake that is there from the start is shown too.

    A build, unlike `serve`, is stopped by it: test_mistakes.py.
    """
    budget = project / "data" / "indicators" / "light-budget.yml"
    edit(budget, "value: 4.5 billion", "value: lots")
    with running(project, address):
        wait_for(lambda: "not &#x27;lots&#x27;" in page(address), "the mistake")
        edit(budget, "value: lots", "value: 4.5 billion")
        wait_for(lambda: "4.5 billion" in page(address), "the mended page")


class Server:
    """What of a development server is watched by."""

    observer = "asks twice a second"

    def watch(self, path: str) -> None:
        self.observer.schedule(FileSystemEventHandler(), path, recursive=True)

    def unwatch(self, path: str) -> None:
        pass


@pytest.mark.parametrize("wanted", [{}, {"POLLING": "1"}], ids=["as it can", "asking"])
def test_edits_are_told_by_the_system_unless_somebody_wants_it_asked(tmp_path, monkeypatch, wanted):
    for name, value in wanted.items():
        monkeypatch.setenv(name, value)
    server = Server()
    watch_natively(server, [str(tmp_path)])
    assert (server.observer == Server.observer) == bool(wanted)


def test_where_the_system_cannot_tell_it_is_asked(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no further watch can be had")

    monkeypatch.setattr(Observer, "start", refuse)
    server = Server()
    watch_natively(server, [str(tmp_path)])
    assert server.observer == Server.observer


def test_to_read_a_file_is_no_edit(tmp_path):
    """A build reads every file that is watched: it would call for the next one."""
    told = []

    class Listening(Server):
        def watch(self, path: str) -> None:
            handler = FileSystemEventHandler()
            handler.on_any_event = told.append
            self.observer.schedule(handler, path, recursive=True)

    (tmp_path / "read").write_text("as it is")
    server = Listening()
    watch_natively(server, [str(tmp_path)])
    server.observer.start()
    (tmp_path / "read").read_text()
    time.sleep(0.2)
    assert told == []
    (tmp_path / "edited").write_text("anew")
    wait_for(lambda: told, "the edit")
    server.observer.stop()
