"""`make serve`: an edit is told in a moment and a page written when it is asked for; the rest is built when something else is asked for.

It knows nothing of MkDocs but its development server, whose builder and whose answers it takes over.
"""

import posixpath
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import RLock


class Live:
    """Keeps what is served as new as the files on the disk."""

    def __init__(
        self,
        server,
        docs: Path,
        build: Callable[[], None],
        draft: Callable[[], tuple | None],
        write: Callable[[str, str], None],
        tell: Callable[[Exception], str],
    ):
        self.server, self.docs, self.lock = server, docs, RLock()
        self.build, self.draft, self.write, self.tell = build, draft, write, tell
        self.pages, self.sources, self.files, self.told = {}, {}, set(), ""
        self._answer, server._serve_request, server.builder = (
            server._serve_request,
            self.answer,
            self.changed,
        )

    def changed(self) -> None:
        """Something was edited: check it all, write nothing yet."""
        with self.lock:
            self.told, self.pages = "", {}
            try:
                drafted = self.draft()
            except Exception as error:
                self.told = self.tell(error)
                return
            if drafted is None:
                self.build()
            else:
                self.pages, self.sources, self.files = drafted

    def answer(self, environ: dict, start: Callable) -> list[bytes] | None:
        """What a browser asks for, made anew where it is old."""
        path = posixpath.normpath(
            "/" + environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").lstrip("/")
        )
        inside = f"{path}/".startswith(self.server.mount_path) and not path.startswith(
            "/livereload"
        )
        if inside:
            with self.server._epoch_cond:
                self.server._epoch_cond.wait_for(
                    lambda: self.server._visible_epoch == self.server._wanted_epoch
                )
            with self.lock:
                told = self.told or self._renew(
                    f"{path}/"[len(self.server.mount_path) :].strip("/")
                )
            if told:
                start("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
                return [told.encode()]
        return self._answer(environ, start)

    def _renew(self, name: str) -> str:
        """Write what was asked for if it is old; gives what went wrong, as a page."""
        source, asset = (
            self.sources.get(name.removesuffix("index.html").strip("/")),
            self.docs / name,
        )
        try:
            if asset.is_file() and asset.suffix != ".md":
                shutil.copyfile(asset, Path(self.server.root, name))
            elif source in self.pages:
                self.write(source, self.pages[source]())
                del self.pages[source]
            elif self.pages and {name, f"{name}/index.html"} & self.files:
                self.build()
                self.pages = {}
        except Exception as error:
            return self.tell(error)
        return ""
