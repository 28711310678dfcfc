"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

import json
from importlib import import_module

from ..writing.escaping import compact_json
from . import KEPT, MADE_EACH_TIME
from .material import File, Files, Material


def all_files(material: Material) -> Files:
    """What each output gives; that of an edition as small as it can be."""
    for path, file in _all(material):
        yield path, _without_spaces(path, file) if material.is_edition else file


def _all(material: Material) -> Files:
    for name in KEPT:
        yield from _kept(name, material)
    for name in MADE_EACH_TIME:
        yield from _made(name, material)
    material.keeping.sweep()


def _kept(name: str, material: Material) -> Files:
    """The files of an output as they were made last, where they would be made so again."""
    edition = material.first.site.edition  # the one thing that no page says, but for its frame
    files, _ = material.keeping.get_or_make(
        f"{name}.files", edition, lambda: tuple(_made(name, material))
    )
    return iter(files)


def _made(name: str, material: Material) -> Files:
    yield from import_module(f".{name}", __package__).files(material)


def _without_spaces(path: str, file: File) -> File:
    """A file of JSON without the spaces that only people read; any other as it is."""
    if not path.endswith(".json"):
        return file
    return compact_json(json.loads(file)) + "\n"
