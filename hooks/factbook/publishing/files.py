"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

from importlib import import_module

from . import OUTPUTS
from .material import File, Material


def all_files(material: Material) -> dict[str, File]:
    """What each output gives, in their order."""
    made: dict[str, File] = {}
    for name in OUTPUTS:
        made.update(import_module(f".{name}", __package__).files(material))
    return made
