"""Styles and scripts, each with its parts in it: a page asks for few."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..writing.joining import COMMENTS, join_assets
from .material import Files, Material

STYLE = "style.css"
FONTS = "url(fonts/"  # in a style; an edition takes those of the present site


def files(material: Material) -> Files:
    """Each style and script that a page may ask for, with its parts in it."""
    present = material.first.site.present
    assets = with_faces(read_assets(material.folders.assets), material.writers)
    for name, text in assets.items():
        if present:
            text = text.replace(FONTS, f"url(../{present}assets/fonts/")
        yield f"assets/{name}", text


def read_assets(folder: Path) -> dict[str, str]:
    """Each style and script that a page may ask for, by its name in a folder of assets."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in COMMENTS)
    return join_assets(
        {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
    )


def with_faces(assets: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """Styles and scripts, and for each language that has faces of its own a style with them in it.

    Its pages wait for one file less before they are painted.
    """
    found = dict(assets)
    for language in languages:
        faces = found.pop(f"faces-{language}.css", "")
        if faces:
            found[f"style-{language}.css"] = assets[STYLE] + faces
    return found
