"""Writes the outline of the country, on which maps stand."""

import json
from pathlib import Path

import click

from ..authoring.outlines import NoCountry, outline
from ..record.outline import FILE
from ..record.whole_files import write_whole
from .options import Refused, with_data

NO_WORLD = "is no TopoJSON of countries, such as countries-50m.json of the npm package world-atlas"


@click.command()
@click.argument("world", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("country")
@click.option("--source", required=True, help="where WORLD is from, and on what terms")
@with_data
def command(data: Path, world: Path, country: str, source: str) -> None:
    """Write data/outline.json from the TopoJSON file WORLD.

    COUNTRY is a country of that file by its name or its ISO number, as in
    factbook outline countries-50m.json 410 --source "Natural Earth, public domain".
    """
    if not source.strip():
        raise Refused("say where the file is from, and on what terms, with --source")
    try:
        feature = outline(json.loads(world.read_text(encoding="utf-8")), country, source)
    except NoCountry as error:
        raise Refused(f"{world} has {error}; nothing was written") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Refused(f"{world} {NO_WORLD}; nothing was written") from None
    written = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
    write_whole({data / FILE: f"{written}\n"})
    click.echo(f"{feature['properties']['name']}: {data / FILE}")
