"""Tells every mistake in the record and in the prose, without building the site."""

import click

from ..record.folders import Folders
from ..writing.check import check_site
from .options import with_folders


@click.command()
@with_folders
def command(folders: Folders) -> None:
    """Tell every mistake in the record and the prose."""
    checked = check_site(folders)
    for problem in checked.warnings:
        click.echo(problem, err=True)
    book = checked.book
    click.echo(f"{len(book.addresses())} records and {len(book.figures)} figures: no mistakes")
