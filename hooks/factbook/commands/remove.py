"""Takes a record, a figure or a page out, and leads its readers to another place."""

import click

from ..authoring.renaming import CannotChange
from ..authoring.renaming import remove as take_out
from ..record.folders import Folders
from .options import Refused, with_folders


@click.command()
@click.argument("what")
@click.option("--to", default="", help="where its readers are led, named as WHAT is")
@with_folders
def command(folders: Folders, what: str, to: str) -> None:
    """Take a record, figure or page out that nothing names any more.

    WHAT is kind/id, kind/id#figure or page.md. What was published leads to TO from then on.
    """
    try:
        files = take_out(folders, what, to)
    except CannotChange as error:
        raise Refused(str(error)) from None
    click.echo("\n".join(files))
    click.echo(f"'{what}' is taken out" + (f"; its addresses lead to '{to}'" if to else ""))
