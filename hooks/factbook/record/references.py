"""What records name: others by a typed id, and records or figures of any kind by an address."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from .fields import Field, Model, fields_of
from .kept import kept
from .marked_yaml import Path_
from .rules import parts
from .values import Address, Record


@kept
def references(record: Record) -> Iterator[tuple[Path_, str, str]]:
    """(path, kind, id) of each record that this one names by a typed id."""
    for path, part in parts(record):
        for field in _referring_fields(type(part)):
            for where, id_ in _names_in(part, field):
                yield (*path, *where), field.refers, id_


@kept
def named_addresses(record: Record) -> Iterator[tuple[Path_, Address]]:
    """(path, address) of each address that a record names."""
    for path, part in parts(record):
        for field in _address_fields(type(part)):
            for where, address in _names_in(part, field):
                yield (*path, *where), address


@cache
def _referring_fields(model: Model) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(model) if field.refers)


@cache
def _address_fields(model: Model) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(model) if field.addresses)


def _names_in(part: Record, field: Field) -> Iterator[tuple[Path_, str]]:
    """(path, name) of each id or address that a field holds."""
    value = vars(part).get(field.name)  # a record with mistakes may lack it
    if isinstance(value, str):
        yield (field.name,), value
    elif isinstance(value, tuple):
        for place, name in enumerate(value):
            yield (field.name, place), name


def field_for(
    record: Record,
    path: Path_,
    kind: str,
) -> str:
    """The one field beside that of a path which names records of a kind, or ""."""
    innermost = record
    for start, part in parts(record):
        if path[: len(start)] == start:
            innermost = part
    names = []
    for field in _referring_fields(type(innermost)):
        if field.refers == kind:
            names.append(field.name)
    if len(names) == 1:
        return names[0]
    return ""


def circles(
    kind: str,
    records: Mapping[str, Record],
) -> Iterator[tuple[str, str, list[str]]]:
    """(id, field, ids on the way) where a record belongs to one that belongs to it."""
    for id_, record in records.items():
        for field in _referring_fields(type(record)):
            if field.refers == kind and not field.many:
                way = _way_up(id_, field.name, records)
                if way[-1] == id_ and len(way) > 1:
                    yield id_, field.name, way


def _way_up(id_: str, field: str, records: Mapping[str, Record]) -> list[str]:
    """A record, what it belongs to, what that belongs to: to the end, or to where it comes back."""
    way = [id_]
    while (above := getattr(records.get(way[-1]), field, None)) is not None:
        if above in way:
            return [*way, above]
        way.append(above)
    return way


def is_unread(
    address: Address,
    broken: Collection[Address],
) -> bool:
    """True where a record is missing only because what was written of it could not be read."""
    record = address.partition("#")[0]
    kind = address.partition("/")[0]
    return record in broken or f"{kind}/" in broken


Mentions = dict[Address, tuple[Address, ...]]


def mentions(records: Mapping[str, Mapping[str, Record]]) -> Mentions:
    """For each record, the addresses of those that name it or a figure of it."""
    found: dict[Address, dict[Address, None]] = defaultdict(dict)
    for kind, of_kind in records.items():
        for id_, record in of_kind.items():
            for named in named_records(record):
                if named != f"{kind}/{id_}":
                    found[named][f"{kind}/{id_}"] = None
    return {named: tuple(by) for named, by in found.items()}


@kept
def named_records(record: Record) -> Iterator[Address]:
    """The addresses of the records that one names, or of which it names a figure."""
    for _, kind, id_ in references(record):
        yield f"{kind}/{id_}"
    for _, address in named_addresses(record):
        yield address.partition("#")[0]
