"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

import json
from importlib import import_module

from . import OUTPUTS
from .material import File, Material


def all_files(material: Material) -> dict[str, File]:
    """What each output gives, in their order; that of an edition as small as it can be."""
    made: dict[str, File] = {}
    for name in OUTPUTS:
        made.update(import_module(f".{name}", __package__).files(material))
    if material.is_edition:
        return {path: _without_spaces(path, file) for path, file in made.items()}
    return made


def _without_spaces(path: str, file: File) -> File:
    """A file of JSON without the spaces that only people read; any other as it is."""
    if not path.endswith(".json"):
        return file
    return json.dumps(json.loads(file), ensure_ascii=False, separators=(",", ":")) + "\n"
