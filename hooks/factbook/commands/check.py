"""Tells every mistake in the record and in the prose, without building the site."""

import gc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml
from pydantic import TypeAdapter, ValidationError

from ..framing import read_settings
from ..record.folders import Folders
from ..record.problems import Mistakes, Problem, excerpt
from ..record.values import Url
from ..writing.check import check_site
from .options import with_folders

SETTINGS = Path("mkdocs.yml")
WEB_ADDRESS: TypeAdapter[str | None] = TypeAdapter(Url | None)


@click.command()
@with_folders
def command(folders: Folders) -> None:
    """Tell every mistake in the record and the prose."""
    gc.disable()  # of a large record it takes a fourth of the time, and finds next to nothing
    try:
        checked = check_site(folders)
    finally:
        gc.freeze()  # nor does the end of the program look at it all again
        gc.enable()
    if mistakes := list(_wrong_settings(SETTINGS)):
        raise Mistakes(mistakes)
    for problem in checked.warnings:
        click.echo(problem, err=True)
    book = checked.book
    click.echo(f"{len(book.addresses())} records and {len(book.figures)} figures: no mistakes")


def _wrong_settings(path: Path) -> Iterator[Problem]:
    """What the build would refuse in the settings of the site, where there are any."""
    if not path.is_file():
        return
    try:
        settings = read_settings(path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Problem(str(path), line, f"this is not YAML ({error.problem})")
        return
    except (TypeError, ValueError):
        yield Problem(str(path), 1, "here stand fields, as in 'site_name: The Lantern Record'")
        return
    for name, message in (*_wrong_addresses(settings), *_wrong_folder(settings)):
        yield Problem(str(path), _line_of(name, path), f"'{name}' {message}")


def _wrong_addresses(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("site_url", "repo_url"):
        try:
            WEB_ADDRESS.validate_python(settings.get(name) or None)
        except ValidationError as error:
            yield name, str(error.errors()[0]["ctx"]["error"])


def _wrong_folder(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    folder = str(settings.get("docs_dir", "docs"))
    if not Path(folder).is_dir():
        yield "docs_dir", f"must be a folder that is there, not {excerpt(folder)}"


def _line_of(name: str, path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
