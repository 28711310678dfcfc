"""What the tests share: the small record, the built site, a browser."""

import gc
import http.server
import os
import re
import socket
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import hypothesis
import pytest
import xdist.plugin
from xdist.scheduler import LoadFileScheduling

from places import DATA, DOCS, MACHINE, RECORD, ROOT, TEMPLATES, TESTS  # isort: skip -- finds the hooks

from books import whole_book
from browser import NoBrowser, launch
from factbook.meaning.moments import moments
from factbook.meaning.wording import Wording, read_wordings
from factbook.record.book import load_book
from factbook.record.values import Day
from factbook.site import BuiltSite, Folders, Request, build_site
from in_memory import write_in_memory
from pages import Web
from ready import begun, mkdocs
from small import copy_small_record, keep_what_is_made, small_project, whole_project, write_settings
from undrawn import without_drawing

__all__ = ["DATA", "DOCS", "MACHINE", "RECORD", "ROOT", "TEMPLATES", "TESTS", "small_project"]

# All that is loaded and collected stays: to look it through takes a fifth of the time.
gc.disable()

write_in_memory()

# The same examples in each run: a suite that is green is green for the next one too.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

BUILT_BY_MKDOCS = {"real_site", "small_web", "site"}  # fixtures
REPOSITORY = re.compile(r'^repo_url:.*?(https?://[^\s"\]]+)', re.M)  # in mkdocs.yml
STRICT = ("build", "--strict", "--site-dir")
WEB = "web"  # the folder of the real site, which the first process to ask for it makes
LONGEST_FIRST = ("suite", "long", "site", "browser")


class Scheduling(LoadFileScheduling):
    """A module of tests goes to one process; those of the built record go to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        module = super()._split_scope(nodeid)
        return "the built record" if asks_for_the_built_record(module) else module


@cache
def asks_for_the_built_record(module: str) -> bool:
    """True for a module whose tests look at the real record as values, which takes seconds."""
    return "real_built" in (ROOT / module).read_text(encoding="utf-8")


def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


def pytest_xdist_auto_num_workers(config) -> int:
    """One process more than there are cores where a browser is waited for."""
    cores = xdist.plugin.pytest_xdist_auto_num_workers(config)
    return cores if "not browser" in config.option.markexpr else cores + 1


def pytest_collection_finish():
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items):
    """What takes long is marked, to run the rest alone: -m "not browser and not site".

    Processes take a module at a time. The longest come first: a process that began one of them
    last would be waited for. Before them all one module asks for the real site, so that it stands
    when others do, and when its pages are looked at as values. Within a module the order stays: a
    site is built once for all that look at it.
    """
    marks_of = defaultdict(set)
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
        if BUILT_BY_MKDOCS.intersection(item.fixturenames):
            item.add_marker(pytest.mark.site)
        marks_of[item.path].update(mark.name for mark in item.iter_markers())
    builder = next((item.path for item in items if "real_site" in item.fixturenames), None)

    def place(item) -> list[bool]:
        marks = marks_of[item.path]
        return [item.path != builder, *(mark not in marks for mark in LONGEST_FIRST)]

    items.sort(key=place)


@pytest.fixture(scope="session")
def small_folders(tmp_path_factory) -> Folders:
    """The small record; what is kept of it sweeps out nothing of the real one."""
    cache = keep_what_is_made(tmp_path_factory.mktemp("small")) / ".cache"
    return Folders(MACHINE / "small_data", MACHINE / "small_docs", cache, TEMPLATES)


@pytest.fixture(scope="session")
def small_book():
    return load_book(MACHINE / "small_data")


@pytest.fixture(scope="session")
def small_site(small_folders):
    return build_site(small_folders, Request(repository="https://code.example/lantern"))


@pytest.fixture(scope="session")
def real_book():
    return whole_book()


@pytest.fixture(scope="session")
def real_folders() -> Folders:
    return Folders(DATA, DOCS, ROOT / ".cache", TEMPLATES)


@pytest.fixture(scope="session")
def real_built(request, real_folders, shared) -> BuiltSite:
    """All that is published of the real record, as values.

    In a run that builds its site too, these are the pages of that site, which are kept; in any
    other it is built without drawings.
    """
    if (shared / WEB).is_dir():
        address = request.getfixturevalue("address")
        request.getfixturevalue("real_site")
        found = REPOSITORY.search((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        repository = found[1] if found else ""  # of another one, pages are written anew
        return build_site(real_folders, Request(address=address, repository=repository))
    with without_drawing():
        return build_site(real_folders)


@pytest.fixture
def project(tmp_path) -> Path:
    """The machine with the small record and settings that fit it, where a test may spoil all."""
    folder = small_project(tmp_path / "project")
    write_settings(folder)
    return folder


@pytest.fixture
def small_copy(tmp_path) -> Folders:
    """The small record where a test may spoil it."""
    copy_small_record(tmp_path)
    return Folders(tmp_path / "data", tmp_path / "docs", None, TEMPLATES)


def mkdocs_build(
    root: Path, target: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A strict build, as `make site` does it."""
    return mkdocs(root, *STRICT, str(target), *options, **environment)


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask makes; the others wait for it."""
    done = folder.with_suffix(".done")
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.2)
    else:
        try:
            make(folder)
        finally:
            done.touch()
    return folder


def free_address(folder: Path, path: str) -> str:
    """Where a site will be served: a sub-path as project pages have, and a free port.

    It is the same one in each run where it can be: drawings carry the address, and are kept.
    """

    def choose(made: Path) -> None:
        (made / "port").write_text(str(free_port(steady_port(path))))

    port = (once(folder, choose) / "port").read_text()
    return f"http://127.0.0.1:{port}/{path}/"


def steady_port(path: str) -> int:
    """A port for a site of this copy of the project."""
    return 20_000 + crc32(f"{ROOT}/{path}".encode()) % 10_000


def free_port(wanted: int) -> int:
    """The wanted port where nobody has it, else another one."""
    for port in (wanted, 0):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return free.getsockname()[1]
    raise OSError("no port is free")


def built_silently(root: Path, target: Path, address: str, **environment: str) -> None:
    """A strict build from its very start that has nothing to say."""
    done = begun(root, *STRICT, str(target), SITE_URL=address, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stdout.strip() and not done.stderr.strip(), done.stderr


@pytest.fixture(scope="session")
def address(shared) -> str:
    """Where the real site is served."""
    return free_address(shared / "address", "promised-and-delivered")


@pytest.fixture(scope="session")
def real_site(shared, address) -> Path:
    """The real record, built strictly."""

    def build(folder: Path) -> None:
        built_silently(ROOT, folder / "promised-and-delivered", address)

    return once(shared / WEB, build) / "promised-and-delivered"


@pytest.fixture(scope="session")
def small_address(shared) -> str:
    """Where the site of the small record is served."""
    return free_address(shared / "small-address", "lantern-record")


@pytest.fixture(scope="session")
def small_web(shared, small_address) -> Web:
    """The small record with a chart and a page of each kind, built strictly, with pictures."""

    def build(folder: Path) -> None:
        project = whole_project(folder / "project")
        target = folder / "web" / "lantern-record"
        built_silently(project, target, small_address, PICTURES="true")

    return Web(once(shared / "small-web", build) / "web" / "lantern-record")


@pytest.fixture(scope="session")
def web(real_site) -> Web:
    """The real record as readers have it."""
    return Web(real_site)


@pytest.fixture(scope="session")
def wordings(real_book) -> dict[str, Wording]:
    """How each language of the real site words things."""
    return read_wordings(TEMPLATES / "words.yml", real_book.site.languages)


@pytest.fixture(scope="session")
def language_folders(real_book) -> dict[str, str]:
    """Where the pages of each language of the real site stand: the first language's at the top."""
    first, *others = real_book.site.languages
    return {first: "", **{language: f"{language}/" for language in others}}


@pytest.fixture(scope="session")
def earlier_days(real_book) -> list[Day]:
    """The days of the real site's editions, and two others on the way through its record."""
    minister = real_book.minister[real_book.site.minister]
    begin = min(real_book.sources[id_].published.first for id_ in minister.sources)
    happened = [
        moment.day.first
        for moment in moments(real_book)
        if begin <= moment.day.first <= real_book.site.as_of.last
    ]
    between = [happened[len(happened) // 4], happened[len(happened) // 2]]
    return [*real_book.site.editions, *(Day(day.isoformat()) for day in between)]


# ---------------------------------------------------------------- a browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    allow_reuse_port = True  # each process of a test run serves the one site at the one address


@contextmanager
def serving(site: Path, address: str) -> Iterator[str]:
    """A site at an address, as long as it is looked at."""
    handler = partial(Quiet, directory=str(site.parent))
    with Server(("127.0.0.1", urlsplit(address).port), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield address
        running.shutdown()


@pytest.fixture(scope="session")
def server(real_site, address):
    with serving(real_site, address) as served:
        yield served


@pytest.fixture(scope="session")
def small_server(small_web, small_address):
    with serving(small_web.folder, small_address) as served:
        yield served


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        try:
            running = launch(playwright)
        except NoBrowser as reasons:
            pytest.fail(f"{reasons}\npython tests/browser.py brings a browser", pytrace=False)
        yield running
        running.close()


@contextmanager
def watched_page(browser, server: str):
    """A page that fails its test on a console error, a dialog or a request to another host.

    What a page's policy refuses is an error of the console too.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong = []

    def hear(message) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def see(request) -> None:
        if not request.url.startswith((server, "data:", "blob:")):
            wrong.append(request.url)

    def shut(dialog) -> None:
        wrong.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    page.on("console", hear)
    page.on("dialog", shut)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", see)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def page(browser, server):
    with watched_page(browser, server) as page:
        yield page


@pytest.fixture
def small_page(browser, small_server):
    with watched_page(browser, small_server) as page:
        yield page
