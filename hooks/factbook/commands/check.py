"""Tells every mistake in the record and in the prose, without building the site."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from ..record.book import read_book
from ..record.folders import Folders
from ..record.problems import Mistakes, Problem, counted
from ..record.questions import Questions, digest
from ..writing.check import Checked, PartsOf, check_site, pages_and_words, read_texts
from ..writing.faultless import Faultless
from ..writing.keeping import name_in
from ..writing.lonely_pages import lonely_pages
from ..writing.settings import (
    SETTINGS,
    Settings,
    all_that_decides,
    hides_others,
    is_ours_alone,
    other_folders,
    wrong_menu,
    wrong_settings,
)
from ..writing.template_texts import template_texts
from ..writing.unread_files import links_by_own_address, wrong_files
from .options import with_folders

DOOR = "mkdocs_hooks"


@click.command()
@with_folders
def command(folders: Folders) -> None:
    """Tell every mistake in the record, the prose and the settings."""
    gc.disable()  # of a large record it takes a fourth of the time, and finds next to nothing
    try:
        checked = _checked(folders)
    finally:
        gc.freeze()  # nor does the end of the program look at it all again
        gc.enable()
    for problem in (*checked.warnings, *lonely_pages(folders, checked)):
        click.echo(problem, err=True)
    book = checked.book
    records, figures = len(book.addresses()), len(book.figures)
    click.echo(f"{counted(records, 'record')} and {counted(figures, 'figure')}: no mistakes")


def _checked(folders: Folders) -> Checked:
    """The project without a mistake; raises Mistakes with all of its record and its settings."""
    try:
        checked = check_site(folders, partial(_parts_as_written, folders))
    except Mistakes as mistakes:
        found, hide_others = _of_settings(folders)
        found += mistakes.problems
        book, _ = read_book(folders.data)
        if book:  # else nobody knows what it names
            texts, templates = read_texts(folders.docs)[0], template_texts(folders.templates)
            found += wrong_files(folders, book, texts, templates, has_mistakes=True)
        raise Mistakes(found, mistakes.hide_others or hide_others) from None
    problems, hide_others = _of_settings(folders, checked)
    problems += wrong_files(folders, checked.book, checked.texts, checked.templates)
    if problems:
        raise Mistakes([*problems, *checked.warnings], hide_others)
    return checked


def _parts_as_written(folders: Folders, checked: Checked) -> PartsOf:
    from ..site import parts_as_written  # a sixth of a second, and few projects ask

    return parts_as_written(folders, checked)


def _of_settings(folders: Folders, checked: Checked | None = None) -> tuple[list[Problem], bool]:
    """What is wrong with the settings, and whether that hides more of them."""
    path = folders.docs.parent / SETTINGS
    if not path.is_file():
        return [], False
    settings, problems = wrong_settings(path)
    found = [*problems, *_beyond_ours(settings, path, folders, checked)]
    return found, hides_others(settings)


def wrong_in_settings(
    path: Path, folders: Folders, checked: Checked | None = None
) -> Iterator[Problem]:
    """What is wrong with the settings: what we know of each, and what their generator says.

    Without a mistake in the project it is given as it was `checked`, and not read again.
    """
    settings, problems = wrong_settings(path)
    yield from problems
    yield from _beyond_ours(settings, path, folders, checked)


def _beyond_ours(
    settings: Settings, path: Path, folders: Folders, checked: Checked | None
) -> Iterator[Problem]:
    """What the project and the generator have against settings that can be read."""
    if settings.problems:
        return
    yield from other_folders(settings, path.parent, folders)
    yield from _of_generator(settings, path, folders.cache_of("settings"))
    with suppress(Mistakes):  # the record tells its own
        known = checked.pages_and_words if checked else pages_and_words(folders)
        yield from wrong_menu(settings, *known)
        if not checked:  # else it is told with the files
            pages, _, may_be, _ = known
            texts, _ = read_texts(folders.docs)
            yield from links_by_own_address(texts, settings, pages, may_be)


def _of_generator(settings: Settings, path: Path, cache: Path | None) -> Iterable[Problem]:
    """What MkDocs would refuse. What it took is not shown to it again: it loads all that it has."""
    ask = partial(_asked, settings, path)
    if not is_ours_alone(settings):
        return ask()
    taken = Faultless(cache, name_in(cache, path), partial(_decides, settings, path))
    problems = taken.look(path.name, Questions(), ask)
    taken.remember()
    return problems


def _decides(settings: Settings, path: Path) -> str:
    return digest(all_that_decides(settings, path))


def _asked(settings: Settings, path: Path) -> Iterator[Problem]:
    """What MkDocs says, as its door knows; nothing where another generator is at work."""
    try:
        door = import_module(DOOR)
    except ImportError:
        return
    for where, line, message, is_last in door.faults_of_settings(path):
        settings.is_cut_short |= is_last
        if line:
            yield Problem(path.name, line, message)
        elif where[0] not in settings.faulty:
            yield settings.problem(where, f"'{where[-1]}' {message}")
