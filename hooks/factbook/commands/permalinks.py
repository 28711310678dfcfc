"""Adds the site's new addresses to data/permalinks.txt; nothing is ever taken out of it."""

import click

from ..record.folders import Folders
from ..site import build_site
from ..writing.ledger import LEDGER, missing_from_ledger, read_ledger, write_ledger
from .options import with_folders

WHAT_IS_LOST = (
    ": nobody is told any more of an address that was published before and is gone; "
    "if there was a ledger, bring it back from the history, and run this again"
)


@click.command()
@with_folders
def command(folders: Folders) -> None:
    """Add the site's new addresses to the ledger of all addresses."""
    addresses = build_site(folders).addresses
    ledger, _ = read_ledger(folders.data)
    new = missing_from_ledger(ledger, addresses)
    path = folders.data / LEDGER
    if not ledger.is_there:
        click.echo(f"{path} is not there, and begins anew{WHAT_IS_LOST}", err=True)
    write_ledger(path, {*ledger.lines, *new})
    click.echo(f"addresses in {path}: {len(ledger.lines) + len(new)}, {len(new)} of them new")
