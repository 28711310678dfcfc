"""`make serve`: an edit is on the page, a mistake is told and goes when it is mended."""

import html
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from conftest import small_project
from small import edit

pytestmark = pytest.mark.long

PATIENCE = 60  # seconds; a busy machine is slow, a wrong one never comes


@pytest.fixture
def project(tmp_path):
    """The machine with the small record, in a folder that may be spoilt."""
    return small_project(tmp_path / "project")


@contextmanager
def running(project):
    """`mkdocs serve` in a folder; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (project / "log").open("w")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command,
        cwd=project,
        stdout=log,
        stderr=log,
        env={
            **os.environ,
            "SITE_URL": f"http://127.0.0.1:{port}/record/",
            "NO_MKDOCS_2_WARNING": "1",
        },
    )
    try:
        yield f"http://127.0.0.1:{port}/record/"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def served(project):
    with running(project) as address:
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


def test_serve_starts_with_a_mistake_and_recovers(project):
    """A mistake that is there from the start is shown too.

    A build, unlike `serve`, is stopped by it.
    """
    budget = project / "data" / "indicators" / "light-budget.yml"
    edit(budget, "value: 4.5 billion", "value: lots")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 1 and "not 'lots'" in built.stderr
    with running(project) as address:
        wait_for(lambda: "not &#x27;lots&#x27;" in page(address), "the mistake")
        edit(budget, "value: lots", "value: 4.5 billion")
        wait_for(lambda: "4.5 billion" in page(address), "the mended page")
