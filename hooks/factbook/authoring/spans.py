"""YAML text -> where each word of it stands, so that one can be written anew and all else stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from ..record.marked_yaml import Loader, Path_

Span = tuple[int, int]  # the first letter of a piece of text, and the one behind it


@dataclass
class Spans:
    """Where the words of a file stand: its values, and the names of its fields."""

    values: dict[Path_, Span] = field(default_factory=dict)
    keys: dict[Path_, Span] = field(default_factory=dict)


@lru_cache(maxsize=1000)
def spans_of(text: str) -> Spans:
    """The places of all words of a text that the record has read; it begins with no mark."""
    found = Spans()
    events = yaml.parse(text, Loader=Loader)
    next(events)  # the start of the file
    if not isinstance(next(events), yaml.StreamEndEvent):
        _note(next(events), (), events, found)
    return found


def _note(event: Any, path: Path_, events: Iterator[Any], found: Spans) -> None:
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            here = (*path, key.value)
            found.keys[here] = _span(key)
            _note(next(events), here, events, found)
    elif isinstance(event, yaml.SequenceStartEvent):
        place = 0
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            _note(item, (*path, place), events, found)
            place += 1
    else:
        found.values[path] = _span(event)


def _span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index


# ---------------------------------------------------------------- a field and all that is below it


def block_of(text: str, key: Span) -> Span | None:
    """The lines of a field and all that stands below it, with the remarks right above.

    None where the field shares its line with others: {size: …, payer: …}.
    """
    begin = text.rfind("\n", 0, key[0]) + 1
    indent = text[begin : key[0]]
    if indent.strip():
        return None
    lines = text[begin:].splitlines(keepends=True)
    count = 1
    while count < len(lines) and _is_below(lines[count], len(indent)):
        count += 1
    end = begin + sum(map(len, lines[:count]))
    return begin - len(_remarks_above(text[:begin], indent)), end


def _is_below(line: str, indent: int) -> bool:
    """True for what belongs to a field that is indented so far, and for empty lines."""
    bare = line.lstrip(" ")
    return not bare.strip() or len(line) - len(bare) > indent


def _remarks_above(text: str, indent: str) -> str:
    """The remarks on the lines above a field; those at the head of a file are about all of it."""
    lines = text.splitlines(keepends=True)
    first = len(lines)
    while first and lines[first - 1].startswith(f"{indent}#"):
        first -= 1
    return "".join(lines[first:]) if first else ""
