"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

import json
from importlib import import_module

from . import OUTPUTS
from .material import File, Files, Material


def all_files(material: Material) -> Files:
    """What each output gives, in their order; that of an edition as small as it can be."""
    for name in OUTPUTS:
        for path, file in import_module(f".{name}", __package__).files(material):
            yield path, _without_spaces(path, file) if material.is_edition else file


def _without_spaces(path: str, file: File) -> File:
    """A file of JSON without the spaces that only people read; any other as it is."""
    if not path.endswith(".json"):
        return file
    return json.dumps(json.loads(file), ensure_ascii=False, separators=(",", ":")) + "\n"
