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
        removed = take_out(folders, what, to)
    except CannotChange as error:
        raise Refused(*error.args) from None
    for file in removed.written:
        click.echo(file)
    for file in removed.gone:
        click.echo(f"{file} is taken away")
    led_on = f"its addresses lead to '{to}'"
    if not removed.is_led_on:
        led_on = "it had no address that could lead on"
    click.echo(f"'{what}' is taken out" + (f"; {led_on}" if to else ""))
