"""Makes one ZIP of a built site that works without a server: unpack it and open index.html."""

from pathlib import Path

import click

from ..publishing.archive import pack
from ..record.problems import counted
from .options import Refused


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.argument("archive", type=click.Path(path_type=Path))
def command(site: Path, archive: Path) -> None:
    """Pack a built site into one file that works without a server."""
    if not (site / "index.html").is_file():
        raise Refused(f"{site} holds no site: it has no index.html")
    if archive.is_dir():
        raise Refused(
            f"{archive} is a folder; the archive is one file, as in {archive / 'site.zip'}"
        )
    count = pack(site, archive)
    click.echo(f"{counted(count, 'file')} in {archive}: {archive.stat().st_size / 1e6:.1f} MB")
