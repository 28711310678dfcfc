"""Fields that stand beside the group to which they belong: they were not indented far enough.

What is wrong with them where they stand tells an author nothing; nor does what their group lacks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fields import Field, Model, fields_of

Path = tuple[str | int, ...]
Written = Mapping[str, object]


@dataclass(frozen=True)
class Slipped:
    """A field that belongs to what stands above it."""

    path: Path
    owner: Path
    lacks_others: bool  # whether none of its fields stands there where it belongs


def slipped(written: object, model: Model, path: Path = ()) -> Iterator[Slipped]:
    """Each such field of a record, and of the groups in it."""
    if not isinstance(written, dict):
        return
    fields = {field.name: field for field in fields_of(model)}
    yield from _beside_their_field(written, fields, path)
    for name, inner in written.items():
        field = fields.get(name)
        if field and field.model:
            yield from _within(inner, field, field.model, (*path, name))


def _within(written: object, field: Field, model: Model, path: Path) -> Iterator[Slipped]:
    if field.many == "list" and isinstance(written, list):
        for place, item in enumerate(written):
            yield from slipped(item, model, (*path, place))
    elif field.many == "map" and isinstance(written, dict):
        yield from _beside_their_name(written, model, path)
        for name, inner in written.items():
            yield from slipped(inner, model, (*path, name))
    elif not field.many:
        yield from slipped(written, model, path)


def _beside_their_field(
    written: Written,
    fields: Mapping[str, Field],
    path: Path,
) -> Iterator[Slipped]:
    """Unknown fields behind a field whose groups have such: place, and beside it latitude."""
    above: Field | None = None
    for name, value in written.items():
        if name in fields:
            above = fields[name]
        elif above and above.model and _belongs(name, value, above, above.model):
            yield Slipped((*path, name), (*path, above.name), not written[above.name])


def _belongs(name: str, value: object, field: Field, model: Model) -> bool:
    if field.many == "map":
        return _is_group_of(value, model)
    return not field.many and name in _names(model)


def _beside_their_name(written: Written, model: Model, path: Path) -> Iterator[Slipped]:
    """Fields behind a name in a group of named ones: lamps, and beside it unit."""
    above = ""
    for name, value in written.items():
        if name not in _names(model) or _is_group_of(value, model):
            above = name
        elif above:
            yield Slipped((*path, name), (*path, above), not written[above])


def _names(model: Model) -> set[str]:
    return {field.name for field in fields_of(model)}


def _is_group_of(written: object, model: Model) -> bool:
    return isinstance(written, dict) and bool(written.keys() & _names(model))
