"""Writes what editors and issue forms know of the records, and names its schema in each file."""

import re
from os.path import relpath
from pathlib import Path

import click

from ..authoring.forms import FORMS, form
from ..authoring.schemas import ids_schema, schema_of
from ..record.book import read_book
from ..record.kinds import DEFAULT_LANGUAGES, KINDS
from ..record.whole_files import write_whole
from .options import with_data

SCHEMAS, ISSUES = Path("schemas"), Path(".github") / "ISSUE_TEMPLATE"


@click.command()
@click.argument("also", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_data
def command(data: Path, also: tuple[Path, ...]) -> None:
    """Write schemas/ and the issue forms from the records' fields.

    The first line of each file of the record, and of the data folders ALSO, names its schema.
    """
    write_schemas(data)
    write_forms()
    for folder in (data, *also):
        name_schemas(folder)


def write_schemas(data: Path) -> None:
    """A schema for each kind of record, and the ids that the record has."""
    book, _ = read_book(data)
    languages = book.site.languages if book else DEFAULT_LANGUAGES
    files = {SCHEMAS / f"{kind}.json": schema_of(kind, languages) for kind in ("site", *KINDS)}
    if book:
        files[SCHEMAS / "ids.json"] = ids_schema(book)
    write_whole(files)


def write_forms() -> None:
    """The forms by which readers suggest a fact, as GitHub reads them."""
    write_whole({ISSUES / f"{name}.yml": form(name) for name in FORMS})


def name_schemas(data: Path) -> None:
    """Make the first line of each file of a data folder name its schema."""
    _name_schema(data / "site.yml", "site")
    for kind in KINDS:
        for path in sorted((data / kind).rglob("*.yml")):
            _name_schema(path, kind)


def _name_schema(path: Path, kind: str) -> None:
    line = f"# yaml-language-server: $schema={relpath(SCHEMAS / f'{kind}.json', path.parent)}\n"
    text = path.read_text(encoding="utf-8")
    if not text.startswith(line):
        write_whole({path: line + re.sub(r"\A# yaml-language-server:.*\n", "", text)})
