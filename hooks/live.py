"""`make serve`: an edit is told in a moment, and a page is written when it is asked for.

The rest is built when something else is asked for. Of MkDocs it knows only the development
server, whose builder and whose answers it takes over.
"""

import gc
import os
import posixpath
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import RLock, Timer
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

# What is no edit is left out: that a file was opened to be read, or was closed again.
EDITS = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
CALM = 3  # seconds from an edit to when what the drafts before have left is swept out
STILL = 0.02  # seconds without a further edit; an editor writes a file in several steps


@dataclass
class Draft:
    """Pages that are old on the disk, and what would write each."""

    pages: dict[str, Callable[[], Any]] = field(default_factory=dict)  # by the path in docs/
    sources: dict[str, str] = field(default_factory=dict)  # the path of each page by its address
    files: set[str] = field(default_factory=set)  # what only a whole build makes


class Live:
    """Keeps what is served as new as the files on the disk."""

    def __init__(
        self,
        server: Any,
        docs: Path,
        build: Callable[[], None],
        draft: Callable[[], Draft | None],
        write: Callable[[str, Any], None],
        page_of_mistakes: Callable[[Exception], str],
    ):
        self.server, self.docs, self.lock = server, docs, RLock()
        self._build, self.draft, self.write = build, draft, write
        self.page_of_mistakes = page_of_mistakes
        self.current = Draft()
        self.mistakes = ""  # what is answered in place of every page
        self._inject = server._inject_js_into_html
        server._inject_js_into_html = self.with_reloading
        self._answer = server._serve_request
        server._serve_request, server.builder = self.answer, self.changed
        leave_alone()

    def build(self) -> None:
        """All of it, as it stands."""
        gc.enable()
        gc.unfreeze()
        self._build()
        leave_alone()

    def changed(self) -> None:
        """Something was edited: check it all, write nothing yet."""
        with self.lock:
            self.mistakes, self.current.pages = "", {}
            self._sweep_later()
            try:
                draft = self.draft()
            except Exception as error:
                self.mistakes = self.page_of_mistakes(error)
                return
            if draft is None:
                self.build()
            else:
                self.current = draft

    def _sweep_later(self) -> None:
        """Look for no rubbish while somebody waits for a page: it took as long as the check."""
        if gc.isenabled():
            gc.disable()
            broom = Timer(CALM, self._sweep)
            broom.daemon = True
            broom.start()

    def _sweep(self) -> None:
        with self.lock:
            gc.collect()
            gc.enable()

    def answer(
        self,
        environ: dict[str, Any],
        start: Callable[..., Any],
    ) -> Iterable[bytes] | None:
        """What a browser asks for, made anew where it is old."""
        written = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        path = posixpath.normpath(f"/{written.lstrip('/')}")
        if self._is_of_the_site(path):
            mistakes = self._made_new(f"{path}/"[len(self.server.mount_path) :].strip("/"))
            if mistakes:
                start("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
                return [mistakes.encode()]
        return self._answer(environ, start)

    def with_reloading(self, page: bytes, epoch: float) -> bytes:
        """A page with MkDocs' script that reloads it, and a policy that lets this one run."""
        inline = page.replace(b"script-src 'self'", b"script-src 'self' 'unsafe-inline'", 1)
        return self._inject(inline, epoch)

    def _is_of_the_site(self, path: str) -> bool:
        inside = f"{path}/".startswith(self.server.mount_path)
        return inside and not path.startswith("/livereload")

    def _made_new(self, name: str) -> str:
        """Wait for the newest edit and write what was asked for; gives the page of mistakes."""
        server = self.server
        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
        with self.lock:
            return self.mistakes or self._renew(name)

    def _renew(self, name: str) -> str:
        """Write what was asked for if it is old; gives what went wrong, as a page."""
        source = self.current.sources.get(name.removesuffix("index.html").strip("/"))
        asset, pages = self.docs / name, self.current.pages
        try:
            if asset.is_file() and asset.suffix != ".md":
                target = Path(self.server.root, name)
                target.parent.mkdir(parents=True, exist_ok=True)  # parts of styles and scripts
                shutil.copyfile(asset, target)
            elif source in pages:
                self.write(source, pages[source]())
                del pages[source]
            elif pages and {name, f"{name}/index.html"} & self.current.files:
                self.build()
                pages.clear()
        except Exception as error:
            return self.page_of_mistakes(error)
        return ""


def leave_alone() -> None:
    """What a whole build has left is not looked through for rubbish: at every third save it was."""
    gc.collect()
    gc.freeze()


def watch_natively(server: Any, paths: Iterable[str]) -> None:
    """Let the system tell of edits in some folders, of which a server asks twice a second.

    It goes on asking where the system cannot tell, and where POLLING is set: edits in the folder
    of another system, such as one mounted into a container, are often not told.
    """
    paths = list(paths)
    if os.environ.get("POLLING") or not all(map(_can_be_watched, paths)):
        return
    for path in paths:
        server.unwatch(path)
    server.observer, server.build_delay = Observer(), STILL
    server.observer.schedule = partial(server.observer.schedule, event_filter=EDITS)
    for path in paths:
        server.watch(path)


def _can_be_watched(path: str) -> bool:
    """False where the system cannot tell of edits: it has so many watches and no more."""
    trial = Observer()
    try:
        trial.schedule(FileSystemEventHandler(), path, recursive=True)
        trial.start()
    except OSError:
        return False
    trial.stop()
    trial.join()
    return True
