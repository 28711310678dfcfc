"""YAML text -> plain values that remember the line they were written on.

Every scalar stays the text its author wrote: `no` is not False, `2026-07` is not a date.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .problems import Level, Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]
# What YAML and XML both refuse; YAML lets it in as "\x01", and a drawing could not be read.
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FILES_AT_HAND = 1000  # several times what a record has, so that each build finds the last one's


@dataclass
class Marked:
    """What a file says, and for each path into it the line where that stands."""

    file: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, message: str, level: Level = "error") -> Problem:
        return Problem(self.file, self.line(path), message, level)


def read(path: Path, shown_as: str) -> Marked:
    """A file's values with their lines; what cannot be read is told in `.problems`."""
    try:
        written = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        return Marked(shown_as, problems=[Problem(shown_as, 1, message)])
    return read_bytes(written, shown_as)


@lru_cache(maxsize=FILES_AT_HAND)
def read_bytes(written: bytes, shown_as: str) -> Marked:
    """The same for what a file holds. A server reads again only what was edited.

    What is given is shared, so nobody changes it.
    """
    marked = Marked(shown_as)
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = written[: error.start].count(b"\n") + 1
        message = "this file is not UTF-8; save it again as UTF-8"
        marked.problems.append(Problem(shown_as, line, message))
        return marked
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        marked.problems.append(_control_character(shown_as, line, found[0]))
        return marked
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        marked.problems.append(_broken(marked, error))
    else:
        marked.value = _plain(node, (), marked) if node else {}
    return marked


def _broken(marked: Marked, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    hint = "check the indentation, quotes and colons here"
    return Problem(marked.file, line, f"this is not YAML ({error.problem}); {hint}")


def _control_character(file: str, line: int, character: str) -> Problem:
    return Problem(
        file, line, f"a text holds the control character U+{ord(character):04X}; delete it"
    )


def _plain(node: yaml.Node, path: Path_, marked: Marked) -> object:
    marked.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, marked)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), marked) for place, item in enumerate(node.value)]
    if found := CONTROL.search(node.value):
        line = node.start_mark.line + 1
        marked.problems.append(_control_character(marked.file, line, found[0]))
    return node.value


def _mapping(node: yaml.MappingNode, path: Path_, marked: Marked) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        line = key_node.start_mark.line + 1
        if key in mapping:
            first = marked.lines[here]
            message = f"'{key}' is here a second time (first on line {first}); keep one"
            marked.problems.append(Problem(marked.file, line, message))
            continue
        marked.lines[here] = line
        mapping[key] = _plain(value_node, here, marked)
    return mapping
