"""What each field of a record is, read from its annotation: for tables, files and the data dictionary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from inspect import cleandoc
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from .values import Day, Record, Ref, Text, Url

TYPES = {
    Text: "words",
    Day: "day",
    Decimal: "number",
    int: "integer",
    bool: "boolean",
    Url.__metadata__[0]: "url",
}


@dataclass(frozen=True)
class Shape:
    """A field: its name, type and meaning, and what it holds."""

    name: str
    type: str  # words (in each language), text, day, number, integer, boolean, url or record
    meaning: str
    required: bool
    many: str  # "", list, or map (key -> value)
    published: bool  # in the downloads too
    refers: str = ""  # the kind whose ids it holds
    choices: tuple[str, ...] = ()
    model: type[Record] | None = None


@cache
def shapes(model: type[Record]) -> tuple[Shape, ...]:
    """The fields of a kind of record, in the order that they are stated in."""
    return tuple(_shape(name, field) for name, field in model.model_fields.items())


def told(model: type[Record]) -> str:
    """What a kind of record is, in its own words."""
    return cleandoc(model.__doc__ or "")


def _shape(name: str, field: FieldInfo) -> Shape:
    inside = list(_inside(field.annotation, field.metadata))
    model = next(
        (
            part
            for part in inside
            if isinstance(part, type) and issubclass(part, Record) and part is not Text
        ),
        None,
    )
    return Shape(
        name=name,
        type="record" if model else next((TYPES[part] for part in inside if _known(part)), "text"),
        meaning=field.description or "",
        required=field.is_required(),
        many="map" if dict in inside else "list" if tuple in inside else "",
        published=not field.exclude,
        refers=next((part.kind for part in inside if isinstance(part, Ref)), ""),
        choices=tuple(
            dict.fromkeys(
                word for part in inside if get_origin(part) is Literal for word in get_args(part)
            )
        ),
        model=model,
    )


def _known(part: object) -> bool:
    return part.__hash__ is not None and part in TYPES


def _inside(annotation: object, metadata: list | tuple = ()) -> Iterator[object]:
    """An annotation and all that it is made of: its origin, its parts and its marks."""
    yield annotation
    if origin := get_origin(annotation):
        yield origin
    yield from metadata
    yield from getattr(annotation, "__metadata__", ())
    if origin is not Literal:
        for argument in (
            *getattr(annotation, "__args__", ()),
            *([annotation.__origin__] if hasattr(annotation, "__metadata__") else ()),
        ):
            yield from _inside(argument)


def inside(models: Iterable[type[Record]]) -> list[type[Record]]:
    """The sorts of record that stand inside others, in the order in which they are met."""
    found: dict[type[Record], None] = {}
    for model in models:
        for shape in shapes(model):
            if shape.model:
                found |= dict.fromkeys((shape.model, *inside((shape.model,))))
    return list(found)
