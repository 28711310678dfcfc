"""Writes a filled issue form into the record: a new source, and a reading below a figure's last.

The event is what GitHub says of an issue; it is read as data and never reaches a shell.
"""

import json
from pathlib import Path

import click

from ..authoring.forms import (
    NotUsable,
    answers,
    form_of,
    reading_of,
    source_of,
    source_yaml,
    with_reading,
)
from ..record.book import Book, load_book
from ..record.remedies import figure_remedy
from ..record.web_pages import page_of
from .options import Refused, with_data

LONGEST_REASON = 300  # in letters


@click.command()
@click.argument("event", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_data
def command(event: Path, data: Path) -> None:
    """Write a filled issue form into the record.

    EVENT is the file in which GitHub tells of the issue.
    """
    body = _body(event)
    try:
        files = filled(body, load_book(data), data)
    except NotUsable as error:
        raise Refused(f"The form could not be used: {in_a_line(error)}") from None
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    click.echo("\n".join(map(str, files)) or "nothing new")


def _body(event: Path) -> str:
    """What was written into the issue."""
    try:
        body = json.loads(event.read_text(encoding="utf-8"))["issue"]["body"] or ""
    except (ValueError, KeyError, TypeError, RecursionError):
        body = None
    if not isinstance(body, str):
        raise Refused(f"{event} is not an event of an issue")
    return body


def in_a_line(error: NotUsable) -> str:
    """What is wrong, with an answer in it that may try anything.

    No line of it begins with what a reader wrote: the runner would obey such a line.
    """
    return " ".join(str(error).split())[:LONGEST_REASON]


def filled(body: str, book: Book, data: Path) -> dict[Path, str]:
    """The files to write, by their path; raises NotUsable before anything is written."""
    name = form_of(body)
    answered = answers(name, body)
    address = answered.get("figure", "")
    if name == "figure" and address not in book.figures:
        raise NotUsable(f"no figure '{address}'{figure_remedy(address, book.figures)}")
    source, files = _source(answered, book, data)
    if name == "figure":
        path = data.parent / book.place(address)[0]
        text = path.read_text(encoding="utf-8")
        files[path] = with_reading(text, book, address, reading_of(answered, source))
    return files


def _source(
    answered: dict[str, str],
    book: Book,
    data: Path,
) -> tuple[str, dict[Path, str]]:
    """The source that is named, and its file where it is new."""
    for id_, known in book.sources.items():
        if known.url and page_of(known.url) == page_of(answered["url"]):
            return id_, {}
    id_, fields = source_of(answered)
    if id_ in book.sources:
        raise NotUsable(f"there is another source '{id_}'; add yours by hand")
    return id_, {data / "sources" / f"{id_}.yml": source_yaml(id_, fields)}
