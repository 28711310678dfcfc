"""Gives a record, a figure, a page or a heading another name, wherever it is named."""

import click

from ..authoring.renaming import CannotChange
from ..authoring.renaming import rename as give_another_name
from ..record.folders import Folders
from .options import Refused, with_folders


@click.command()
@click.argument("old")
@click.argument("new")
@with_folders
def command(folders: Folders, old: str, new: str) -> None:
    """Give a record, figure, page or heading another name.

    OLD and NEW are kind/id, kind/id#figure, page.md or page.md#heading. All that names it is
    written anew, and its old addresses lead on.
    """
    try:
        files = give_another_name(folders, old, new)
    except CannotChange as error:
        raise Refused(*error.args) from None
    click.echo("\n".join(files))
    click.echo(f"'{old}' is '{new}' now; all old addresses lead on. Next: make permalinks")
