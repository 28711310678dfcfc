"""Shows the site on this computer, as MkDocs serves it."""

import runpy
import socket
import sys

import click

from .options import Refused

HOST = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(port: int) -> None:
    """Show the site on this computer, and reload it on every change."""
    if _is_taken(port):  # MkDocs would tell it after the first build
        another = port + 1 if port < 65535 else 8000
        raise Refused(f"port {port} is taken; choose another one, as in make serve PORT={another}")
    # In this process, which tells Ctrl-C in a word while MkDocs is still being loaded.
    sys.argv = ["mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"]
    runpy.run_module("mkdocs", run_name="__main__")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
