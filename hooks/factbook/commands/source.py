"""The second door: a project that Zensical builds as it is, or another generator of sites.

What it writes has no calls left and needs no hooks: pages of Markdown with their frame in front of
them, every file beside them, a theme of three lines, and the settings.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

import click

from ..framing import Frames
from ..publishing.material import File
from ..record.folders import Folders
from ..record.problems import Mistakes, counted
from ..site import BuiltSite, Request, build_site
from ..writing.document import Document, Heading, Html, Piece, Prose
from ..writing.escaping import as_yaml
from ..writing.settings import SETTINGS, wrong_settings
from .options import Refused, edition_given, refuse_full, with_folders

EXTENSIONS = re.compile(r"^markdown_extensions:\n(?:(?: .*)?\n)+", re.M)
LINKS_AT_HEADINGS = re.compile(r"^ +permalink(?:_title)?:.*\n", re.M)
ALIGNMENT = "  - tables\n", "  - tables: {use_align_attribute: true}\n"  # not by a style of its own
# Blocks of HTML and the frame go around the other generator, which would read their links anew.
THEME = """\
{% set text = namespace(html=page.content) %}
{% for block in page.meta.blocks %}
{% set text.html = text.html | replace("<!--block " ~ loop.index0 ~ "-->", block) %}
{% endfor %}
{{ page.meta.before | safe }}
{{ text.html | safe }}
{{ page.meta.after | safe }}
"""
RELATIVE_LINK = re.compile(r'href="(?![\w+.-]+:|#)([^"]*)"')
PROJECT = """\
# Made by `python -m factbook source`. Zensical builds it: zensical build -f mkdocs.yml
# Then: cp -r beside/. site/
site_name: {name}
site_url: {address}
repo_url: {repository}
docs_dir: docs
theme: {{name: material, custom_dir: theme, font: false}}
plugins: []
validation: {{links: {{anchors: ignore}}}}  # most stand in blocks, which the theme puts in
{extensions}"""


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@with_folders
@click.option("--address", help="where the site will be published  [default: as in mkdocs.yml]")
@click.option("--repository", help="where corrections are sent  [default: as in mkdocs.yml]")
@click.option("--as-of", default="", help="the edition of this day, to stand in beside/editions/")
def command(
    out: Path, folders: Folders, address: str | None, repository: str | None, as_of: str
) -> None:
    """Write a project that Zensical builds, without hooks.

    OUT is a folder that is empty or not there yet.
    """
    refuse_full(out)
    as_of = edition_given(as_of, folders.data) if as_of else ""
    if not SETTINGS.is_file():
        raise Refused(f"there is no {SETTINGS} here; run this in the folder of the project")
    told, problems = wrong_settings(SETTINGS)
    if problems:
        raise Mistakes(problems)
    settings = told.values
    below = f"editions/{as_of}/" if as_of else ""
    settings["site_url"] = (settings["site_url"] if address is None else address) + below
    if repository is not None:
        settings["repo_url"] = repository
    request = Request(
        address=settings["site_url"],
        repository=settings["repo_url"],
        as_of=as_of,
        present="../../" if as_of else "",
        pictures=settings["extra"]["pictures"] and not as_of,
    )
    built = build_site(folders, request)
    write(built, folders, settings, out)
    click.echo(f"{counted(len(built.documents), 'page')} in {out}")


def write(
    built: BuiltSite,
    folders: Folders,
    settings: dict[str, Any],
    out: Path,
) -> None:
    """Write the project into a folder."""
    assets = list(_assets(folders))
    theme = folders.templates / "theme"
    frames = Frames(built, theme, settings, (path for path, _ in assets))
    for path, content in (*assets, *built.files.items()):
        _put(out / "docs" / path, content)
    for path, document in built.documents.items():
        _put(out / "docs" / path, _framed(document, frames))
    for path, text in built.twins.items():
        _put(out / "beside" / path, text)
    _put(out / "theme" / "main.html", THEME)
    _put(out / "theme" / "404.html", f"{{% raw %}}{frames.lost()}{{% endraw %}}")
    _put(out / SETTINGS, _project(settings))


def _put(path: Path, content: File) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def _assets(folders: Folders) -> Iterator[tuple[str, bytes]]:
    """The files that pages load, as they stand; those that are joined are written over them."""
    for path in sorted(folders.assets.rglob("*")):
        if path.is_file() and "measure" not in path.parts:
            yield f"assets/{path.relative_to(folders.assets).as_posix()}", path.read_bytes()


def _framed(document: Document, frames: Frames) -> str:
    """A page of Markdown; its frame and its blocks of HTML stand in front, for the theme."""
    around = frames.around(document)
    pieces = tuple(_with_outline(document, frames, around.outline))
    page = replace(document, pieces=pieces)
    blocks = "".join(f"  - {as_yaml(block)}\n" for block in page.blocks)
    front, body = page.for_converter.removeprefix("---\n").split("---\n", 1)
    frame = f"before: {as_yaml(around.before)}\nafter: {as_yaml(around.after)}\n"
    return f"---\n{front}{frame}blocks:\n{blocks}---\n{body}"


def _with_outline(
    document: Document,
    frames: Frames,
    outline: str,
) -> Iterator[Piece]:
    """A page's pieces with links at its headings, and its outline where the theme has it."""
    is_placed = False
    for piece in document.pieces:
        if isinstance(piece, Heading) and piece.level == 2 and not is_placed:
            yield Html(outline)
            is_placed = True
        if isinstance(piece, Heading):
            link = frames.link_at(piece, document.language)
            yield replace(piece, markdown=_seen_from_source(piece.markdown, document) + link)
        elif isinstance(piece, Prose):
            yield replace(piece, text=_seen_from_source(piece.text, document))
        else:
            yield piece


def _seen_from_source(text: str, document: Document) -> str:
    """Markdown whose links in HTML are written as seen from its file, not from its address."""
    folder = dirname(document.path)

    def link(found: re.Match[str]) -> str:
        target, mark, anchor = found[1].partition("#")
        seen = relpath(normpath(join("/", document.url, target)), join("/", folder))
        return f'href="{seen}{"/" if target.endswith("/") else ""}{mark}{anchor}"'

    return RELATIVE_LINK.sub(link, text)


def _project(settings: dict[str, Any]) -> str:
    """The settings for the other generator; how Markdown is read stays as it is."""
    extensions = EXTENSIONS.search(SETTINGS.read_text(encoding="utf-8"))
    assert extensions, SETTINGS  # a test builds it
    read = LINKS_AT_HEADINGS.sub("", extensions[0]).replace(*ALIGNMENT)
    words = {name: as_yaml(settings[name]) for name in ("site_name", "site_url", "repo_url")}
    return PROJECT.format(
        name=words["site_name"],
        address=words["site_url"],
        repository=words["repo_url"],
        extensions=read,
    )
