"""Shows the site on this computer, as MkDocs serves it."""

import errno
import runpy
import socket
import sys

import click

from ..record.problems import excerpt
from .options import Refused

HOST = "127.0.0.1"
LAST_PORT = 65535


@click.command()
@click.option("--port", "wanted", default="8000", show_default=True)
def command(wanted: str) -> None:
    """Show the site on this computer, and reload it on every change."""
    port = _number(wanted)
    if _is_taken(port):  # MkDocs would tell it after the first build
        raise _taken(port)
    # In this process, which tells Ctrl-C in a word while MkDocs is still being loaded.
    sys.argv = ["mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"]
    try:
        runpy.run_module("mkdocs", run_name="__main__")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise _taken(port) from None  # by another one that began while this one was building


def _number(wanted: str) -> int:
    """The number of a port; refuses what is none."""
    port = int(wanted) if wanted.isascii() and wanted.isdecimal() else 0
    if not 1 <= port <= LAST_PORT:
        told = f"a port is a number from 1 to {LAST_PORT}, not {excerpt(wanted)}"
        raise Refused(f"{told}; as in make serve PORT=8001")
    return port


def _taken(port: int) -> Refused:
    another = port + 1 if port < LAST_PORT else 8000
    return Refused(f"port {port} is taken; choose another one, as in make serve PORT={another}")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
