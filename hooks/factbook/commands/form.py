"""Writes a filled issue form into the record: a new source, and a reading below a figure's last.

Where that reading is of another stage, all that was written of the one before keeps to its stage.

The event is what GitHub says of an issue; it is read as data and never reaches a shell.
"""

import json
import re
from collections.abc import Iterable, Iterator
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
    wrong_answers,
    wrong_in_its_figure,
)
from ..authoring.stages import keep_stages
from ..meaning.figures import remedy_of_figure
from ..record.book import Book, load_book
from ..record.folders import Folders
from ..record.problems import did_you_mean
from ..record.web_pages import page_of
from ..record.whole_files import write_whole
from .options import CACHE, Refused, with_data

LONGEST_REASON = 300  # in letters, of each
PROMISE = re.compile(r"promises/([\w-]+)")  # the links of the site name it behind its words


@click.command()
@click.argument("event", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_data
def command(event: Path, data: Path) -> None:
    """Write a filled issue form into the record.

    EVENT is the file in which GitHub tells of the issue.
    """
    body = _body(event)
    book = load_book(data)
    try:
        files = filled(body, book, data)
    except NotUsable as error:
        raise Refused(f"The form could not be used: {in_a_line(error.reasons)}") from None
    write_whole(files)
    kept = _kept_to_their_stage(body, book, data)
    click.echo("\n".join(map(str, [*files, *kept])) or "nothing new")


def _kept_to_their_stage(body: str, book: Book, data: Path) -> list[Path]:
    """The files written anew, in which words of a figure say the stage that it had before."""
    answered = answers(form_of(body), body)
    figure = book.figures.get(answered.get("figure", ""))
    if not figure or answered["stage"] in figure.stages or len(figure.stages) > 1:
        return []
    folders = Folders(data, data.parent / "docs", CACHE)
    return keep_stages(folders, book, {answered["figure"]: figure.stages[0]})


def _body(event: Path) -> str:
    """What was written into the issue."""
    try:
        body = json.loads(event.read_text(encoding="utf-8"))["issue"]["body"] or ""
    except (ValueError, KeyError, TypeError, RecursionError):
        body = None
    if not isinstance(body, str):
        raise Refused(f"{event} is not an event of an issue")
    return body


def in_a_line(reasons: Iterable[str]) -> str:
    """What is wrong, with answers in it that may try anything.

    No line of it begins with what a reader wrote: the runner would obey such a line.
    """
    lines = (" ".join(reason.split())[:LONGEST_REASON] for reason in reasons)
    return " / ".join(lines)


def filled(body: str, book: Book, data: Path) -> dict[Path, str]:
    """The files to write, by their path; raises NotUsable before anything is written."""
    name = form_of(body)
    answered = answers(name, body)
    address = answered.get("figure", "")
    wrong = [*_nothing_there(answered, book), *wrong_answers(name, answered, book)]
    if name == "figure" and not wrong:
        wrong = [*wrong_in_its_figure(book.figures[address], answered, book)]
    if wrong:
        raise NotUsable(*wrong)
    source, files = _source(answered, book, data)
    if name == "figure":
        path = data.parent / book.place(address)[0]
        text = path.read_text(encoding="utf-8")
        files[path] = with_reading(text, book, address, reading_of(answered, source))
    return files


def _nothing_there(answered: dict[str, str], book: Book) -> Iterator[str]:
    """What a form is about, and the record does not have."""
    about = answered.get("figure")
    if about and about not in book.figures:
        yield f"no figure '{about}'{_figure_meant(about, book)}"
    for promise in PROMISE.findall(answered.get("promise", "")):
        if promise not in book.promises:
            yield f"no promise '{promise}'{did_you_mean(promise, book.promises)}"


def _figure_meant(about: str, book: Book) -> str:
    """What to name in place of a figure that is none; of a web address the figure on its page."""
    page = about.replace("/#", "#")
    for address in book.figures:
        if page.endswith(f"/{address}"):
            return f"; did you mean '{address}'?"
    return remedy_of_figure(book, about)


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
