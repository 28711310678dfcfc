"""Freezes what is published now as an edition for good."""

import click

from .publish import freeze_edition


@click.command()
def command() -> None:
    """Freeze what is published now as an edition.

    It has the prose too, and the record's day for its name. It is kept in one small file, which
    every later build unpacks beside the present site.
    """
    frozen = freeze_edition()
    click.echo(f"{frozen} ({frozen.stat().st_size / 1e6:.1f} MB) is published from the next build")
