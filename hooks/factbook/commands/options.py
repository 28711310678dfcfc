"""What commands have in common: the options that name folders, and how they refuse."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ..record.book import read_book
from ..record.editions import fault_of_edition
from ..record.folders import Folders
from ..record.problems import Mistakes, Problem, errors
from ..record.values import Day

CACHE = Path(".cache")
FOLDER = click.Path(path_type=Path)
DATA = click.option("--data", type=FOLDER, default="data", show_default=True, help="the record")
DOCS = click.option("--docs", type=FOLDER, default="docs", show_default=True, help="the prose")
TEMPLATES = click.option("--templates", type=FOLDER, help="the templates, if not in the prose")


class Refused(click.ClickException):
    """Told to whoever asked for what cannot be done, each reason in a line; the status is 1."""

    def __init__(self, *reasons: str):
        super().__init__("\nError: ".join(reasons))


def with_data(command: Callable[..., None]) -> Callable[..., None]:
    """A command that is given `data`: a folder that is there."""

    @DATA
    @wraps(command)
    def given(data: Path, **others: Any) -> None:
        _look_for({"--data": data})
        command(data=data, **others)

    return given


def with_folders(command: Callable[..., None]) -> Callable[..., None]:
    """A command that is given `folders`: those of a project, and they are there."""

    @DATA
    @DOCS
    @TEMPLATES
    @wraps(command)
    def given(
        data: Path,
        docs: Path,
        templates: Path | None,
        **others: Any,
    ) -> None:
        folders = Folders(data, docs, CACHE, templates)
        needed = {"--data": data, "--docs": docs}
        if docs.is_dir() or templates:
            needed["--templates"] = folders.templates
        _look_for(needed)
        command(folders=folders, **others)

    return given


def _look_for(needed: dict[str, Path]) -> None:
    """Raise Mistakes with each folder that is not there, and the option that names it."""
    missing = [
        Problem(str(folder), 1, f"there is no such folder; name it with {option}")
        for option, folder in needed.items()
        if not folder.is_dir()
    ]
    if missing:
        raise Mistakes(missing)


def day_given(written: str) -> Day:
    """The day of AS_OF=, or --as-of; refuses what is none."""
    try:
        return Day(written)
    except ValueError as error:
        raise Refused(f"AS_OF {error}") from None


def edition_given(written: str, data: Path) -> str:
    """The day of --as-of, on which the record has an edition; refuses any other."""
    day = day_given(written)
    book, problems = read_book(data)
    if not book or errors(problems):  # the build tells what is wrong with it
        return str(day)
    if message := fault_of_edition(book, day):
        raise Refused(f"AS_OF: {message}")
    return str(day)


def refuse_full(folder: Path) -> None:
    """Refuse to write into a folder that holds something, or where a file stands."""
    if message := why_full(folder):
        raise Refused(message)


def why_full(folder: Path) -> str:
    """Why nothing can be written into a folder; '' where it can."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file, and no folder; nothing was written"
    if folder.exists() and any(folder.iterdir()):
        return f"{folder} is not empty; nothing was written"
    return ""
