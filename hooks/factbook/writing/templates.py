"""The templates of docs/templates/, compiled once, with the parts that they hold."""

import re
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.ext import Extension

from .escaping import as_written, as_yaml
from .parts import Part, read_parts

# `{#` opens a heading's id in Markdown, so Jinja's comments are written {## … ##} here.
COMMENT_START, COMMENT_END = "{##", "##}"


INDENTED = re.compile(r"(?P<call>\{%.*?%\}|\{\{.*?\}\}|\{#[#-].*?#\})|\n +(?P<tag>[<{]?)", re.S)
NO_LINE = "{##\n##}"  # writes nothing, and the lines below keep their number


class Unindented(Extension):
    """Indentation is for those who read a template, and none is written.

    An indented tag or call begins a line of its own; other words go on with the line before.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it would stand without indentation."""
        return INDENTED.sub(_unindented, source)


def _unindented(found: re.Match[str]) -> str:
    if found["call"]:
        return found[0]
    return f"\n{found['tag']}" if found["tag"] else f" {NO_LINE}"


class Templates:
    """Our own templates; what authors write never comes here."""

    def __init__(self, folder: Path, cache: Path | None = None):
        self.folder = folder
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            bytecode_cache=_compiled_before(cache),
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            extensions=[Unindented],
            comment_start_string=COMMENT_START,
            comment_end_string=COMMENT_END,
        )
        self.environment.filters.update(as_written=as_written, as_yaml=as_yaml)
        self._compiled: dict[str, Template] = {}

    def get(self, name: str) -> Template:
        """A template by its path in the folder."""
        if name not in self._compiled:
            self._compiled[name] = self.environment.get_template(name)
        return self._compiled[name]

    @cached_property
    def parts(self) -> dict[str, Part]:
        return read_parts(self.folder)

    @cached_property
    def marks(self) -> Any:
        """The macros of the status marks."""
        return self.get("macros/marks.jinja").module


def heading_ids(folder: Path) -> dict[str, list[str | None]]:
    """For each template the ids of the headings that it writes, as patterns; None for any id."""
    environment = Environment(comment_start_string=COMMENT_START, comment_end_string=COMMENT_END)
    environment.filters.update(as_written=as_written, as_yaml=as_yaml)
    found: dict[str, list[str | None]] = {}
    for path in sorted(folder.rglob("*.jinja")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        calls = (call for call in tree.find_all(nodes.Call) if _name(call) == "heading")
        found[path.stem.removesuffix(".md")] = [_pattern(call.args[2]) for call in calls]
    return found


def _name(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _pattern(id_: nodes.Expr) -> str | None:
    """What an id may be: what a template fills in may be any word, unless it begins the id."""
    if isinstance(id_, nodes.Const):
        return re.escape(id_.value)
    if isinstance(id_, nodes.Concat) and isinstance(id_.nodes[0], nodes.Const):
        pieces = (_pattern(piece) or r"[\w-]+" for piece in id_.nodes)
        return "".join(pieces)
    return None


def _compiled_before(cache: Path | None) -> FileSystemBytecodeCache | None:
    """Templates as they were compiled in an earlier build."""
    if not cache:
        return None
    cache.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(cache))
