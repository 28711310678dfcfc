"""The second door: writes every page as plain Markdown, and every file beside it.

What it writes has no calls left and needs no hooks; another site generator publishes it, with the
Markdown extensions attr_list, md_in_html and tables.
"""

import shutil
from pathlib import Path

import click

from ..record.folders import Folders
from ..site import BuiltSite, Request, build_site
from .options import refuse_full, with_folders


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@with_folders
@click.option("--address", default="", help="where the site will be published")
@click.option("--repository", default="", help="where corrections are sent")
def command(out: Path, folders: Folders, address: str, repository: str) -> None:
    """Write the pages as plain Markdown for another site generator.

    OUT is a folder that is empty or not there yet.
    """
    refuse_full(out)
    built = build_site(folders, Request(address, repository))
    write(built, folders.docs / "assets", out)
    click.echo(f"{len(built.pages)} pages in {out}")


def write(built: BuiltSite, assets: Path, out: Path) -> None:
    """Write pages, files and assets."""
    for path, content in (*built.pages.items(), *built.files.items()):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    if assets.is_dir():
        left_out = shutil.ignore_patterns("measure")
        shutil.copytree(assets, out / "assets", dirs_exist_ok=True, ignore=left_out)
