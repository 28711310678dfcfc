"""Tells in words what changed in the record and the prose since a commit.

The review sheet is the same as a page, with every chart that changed, before and after.
"""

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader

from ..authoring.review import SORTS, Difference, Side, differences, other_names
from ..meaning.wording import read_wordings
from ..publishing.chart_files import draw_charts, every_chart
from ..record.book import read_book
from ..record.folders import Folders, is_left_out
from ..record.problems import Mistakes, Problem, errors
from ..record.whole_files import write_whole
from ..site import plain_calls
from ..writing.check import check_site, read_texts
from ..writing.ledger import read_ledger
from ..writing.page import chart_file
from ..writing.settings import SETTINGS
from .options import Refused, with_folders

SHEET = "review.html.jinja"


@click.command()
@with_folders
@click.option("--base", default="HEAD", show_default=True, help="the commit to compare with")
@click.option("--sheet", type=click.Path(path_type=Path), help="write the review sheet here too")
def command(folders: Folders, base: str, sheet: Path | None) -> None:
    """Tell in words what changed since a commit."""
    if sheet and sheet.is_dir():
        raise Refused(f"{sheet} is a folder; the sheet is one page, as in {sheet / 'review.html'}")
    with tempfile.TemporaryDirectory() as name:
        before = take_out(base, folders, Path(name))
        (then, earlier), (now, problems) = read_side(before), read_side(folders)
        tell_what_hides(f"The record of {base}", earlier, "added")
        tell_what_hides("The record", problems, "removed")
        language = now.book.first_language
        say = read_wordings(folders.words, now.book.site.languages)[language]
        found = differences(then, now, say)
        tell(found)
        if sheet:
            charts = changed_drawings(before, folders, dict(other_names(then, now)))
            write_sheet(sheet, groups=grouped(found), charts=charts, base=base, language=language)


def take_out(base: str, folders: Folders, target: Path) -> Folders:
    """The data and docs of a commit, in a folder of their own; the working tree stays as it is."""
    if base.startswith("-"):  # git would take it for an option: some of these write files
        raise Refused(f"a commit is named by its branch, tag or number, as in main, not '{base}'")
    data, docs = (os.path.relpath(folder) for folder in (folders.data, folders.docs))
    archive = ["git", "archive", "--format=tar", f"{base}^{{commit}}", data, docs]
    archive += _settings_of(base, os.path.relpath(folders.docs.parent / SETTINGS))
    try:
        done = subprocess.run(archive, capture_output=True)
    except FileNotFoundError:
        raise Refused("this compares with a commit, and there is no git here") from None
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().replace("^{commit}", "")
        raise Refused(f"no commit '{base}' with {data}/ and {docs}/ here ({why})")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as files:
        files.extractall(target, filter="data")
    # What both are drawn with are the templates of today.
    return replace(
        folders, data=target / data, docs=target / docs, templates_elsewhere=folders.templates
    )


def _settings_of(base: str, settings: str) -> list[str]:
    """The settings, where a commit has some: git refuses to take out what is not there."""
    known = ["git", "cat-file", "-e", f"{base}:./{settings}"]
    try:
        done = subprocess.run(known, capture_output=True)
    except FileNotFoundError:
        return []
    return [] if done.returncode else [settings]


def read_side(folders: Folders) -> tuple[Side, list[Problem]]:
    """The record and the prose of a project, as far as they can be read, and what is wrong."""
    book, problems = read_book(folders.data)
    if not book:
        raise Mistakes(problems)
    prose, ledger = read_texts(folders.docs)[0], read_ledger(folders.data)[0]
    return Side(book, prose, ledger, dict(files_beside(folders))), problems


def files_beside(folders: Folders) -> Iterator[tuple[str, str]]:
    """(name, digest) of the settings, what stands in data/ beside the record and in docs/ beside
    the pages."""
    root = folders.docs.parent
    of_data = [path for path in folders.data.glob("*.*") if path.name != "site.yml"]
    beside = [path for path in folders.docs.rglob("*") if path.suffix != ".md"]
    for path in (root / SETTINGS, *of_data, *folders.data.glob("editions/*"), *beside):
        name = Path(os.path.relpath(path, root)).as_posix()
        if path.is_file() and not is_left_out(name):
            yield name, sha256(path.read_bytes()).hexdigest()


def grouped(found: list[Difference]) -> list[tuple[str, list[Difference]]]:
    """The differences of each sort under its title."""
    by_sort = groupby(found, key=lambda difference: difference.sort)
    return [(SORTS[sort], list(group)) for sort, group in by_sort]


def tell_what_hides(record: str, problems: list[Problem], seems: str) -> None:
    """The mistakes of a record: what cannot be read looks as if it were not there."""
    if found := errors(problems):
        click.echo(f"{record} has mistakes; what cannot be read is told as {seems}:")
        click.echo(str(Mistakes(found)))


def tell(found: list[Difference]) -> None:
    """Each difference with its words before and after."""
    if not found:
        click.echo("Nothing changed in the record or in the prose.")
    for title, group in grouped(found):
        click.echo(f"\n{title}")
        for difference in group:
            _tell_one(difference)


def _tell_one(difference: Difference) -> None:
    click.echo(f"  {difference.verb} {difference.where}")
    words = {"before:": difference.before, " after:": difference.after}
    if "there" in words.values():  # all that can be said of a whole record
        return
    for mark, said in words.items():
        if said:
            click.echo(f"    {mark} {said}")


# ---------------------------------------------------------------- the review sheet


def changed_drawings(
    before: Folders,
    now: Folders,
    names: Mapping[str, str],
) -> dict[str, tuple[str, str]]:
    """The drawings of each chart that changed, before and after, by its path; a chart may have
    another name now."""
    old, new = drawings(before, names), drawings(now, {})
    return {
        path: (old.get(path, ""), new.get(path, ""))
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    }


def drawings(folders: Folders, names: Mapping[str, str]) -> dict[str, str]:
    """The drawing of each chart by its path, under its other name where it has one; none where a
    project cannot be built."""
    try:
        checked = check_site(folders)
    except Mistakes as mistakes:
        click.echo(f"no drawings of {folders.data.parent}:\n{mistakes}", err=True)
        return {}
    plain = plain_calls(checked)
    charts = draw_charts(every_chart(plain), plain, folders, lambda *_: "", pictures=False)
    found = {}
    for (id_, language), (_, drawing) in charts.items():
        _, _, name = names.get(f"charts/{id_}", f"charts/{id_}").partition("/")
        # The ids in a drawing begin with its name.
        svg = drawing.svg.replace(f"{id_}-{language}-", f"{name}-{language}-")
        found[f"{chart_file(checked.book, name, language)}.svg"] = svg
    return found


def write_sheet(path: Path, **shown: object) -> None:
    """The page for reviewers, in one file."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    write_whole({path: environment.get_template(SHEET).render(shown)})
