"""What each field of a record is, read from its annotation: for parsing, tables and files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from .values import IS_WEB_ADDRESS, Anywhere, Day, Hindsight, KnownFrom, Record, Ref, Text, Told

Model = type[Record]
TYPES: dict[object, str] = {
    Text: "words",
    Day: "day",
    Decimal: "number",
    int: "integer",
    bool: "boolean",
    IS_WEB_ADDRESS: "url",
}


@dataclass(frozen=True)
class Field:
    """A field: its name, type and meaning, and what it holds."""

    name: str
    type: str  # words (in each language), text, day, number, integer, boolean, url or record
    meaning: str
    required: bool
    many: str  # "", list, or map (key -> value)
    published: bool  # in the downloads too
    refers: str  # the kind whose ids it holds, or ""
    addresses: bool  # it holds addresses, of records of any kind or of their figures
    known_from: bool  # the day from which on the record was known
    hindsight: bool  # what an earlier edition lacks
    told: bool  # a sentence that rests on all the sources of its part
    choices: tuple[str, ...]
    model: Model | None  # the sort of record that stands in it; None for words


@cache
def fields_of(model: Model) -> tuple[Field, ...]:
    """The fields of a kind of record, in the order that they are stated in."""
    return tuple(_field(name, info) for name, info in model.model_fields.items())


def holder(model: Model, location: tuple[str | int, ...]) -> Model:
    """The sort of record that stands at a place of another, or around it."""
    for step in location:
        inner = (field.model for field in fields_of(model) if field.name == step and field.model)
        model = next(inner, model)
    return model


def description_of(model: Model) -> str:
    """What a kind of record is, in its own words: those of its docstring."""
    return " ".join((model.__doc__ or "").split())


def models_inside(models: Iterable[Model]) -> list[Model]:
    """The sorts of record that stand inside others, in the order in which they are met."""
    found: dict[Model, None] = {}
    for model in models:
        for field in fields_of(model):
            if field.model:
                found |= dict.fromkeys((field.model, *models_inside((field.model,))))
    return list(found)


def _field(name: str, info: FieldInfo) -> Field:
    parts = [*_parts_of(info.annotation), *info.metadata]
    models = [part for part in parts if _is_model(part)]
    return Field(
        name=name,
        type=_type_of(parts, models),
        meaning=info.description or "",
        required=info.is_required(),
        many=_many(parts),
        published=not info.exclude,
        refers=_kind_of(parts),
        addresses=Anywhere() in parts,
        known_from=KnownFrom() in parts,
        hindsight=Hindsight() in parts,
        told=Told() in parts,
        choices=_choices_of(parts),
        model=models[0] if models else None,
    )


def _parts_of(annotation: Any) -> Iterator[Any]:
    """All that an annotation is made of: its types, the types inside them, and its marks."""
    yield annotation
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return
    yield origin
    if origin is Annotated:
        yield from annotation.__metadata__
        yield from _parts_of(annotation.__origin__)
        return
    for argument in get_args(annotation):
        yield from _parts_of(argument)


def _is_model(part: object) -> bool:
    return isinstance(part, type) and issubclass(part, Record) and part is not Text


def _type_of(parts: list[Any], models: list[Model]) -> str:
    if models:
        return "record"
    for part in parts:
        if part.__hash__ is not None and part in TYPES:
            return TYPES[part]
    return "text"


def _many(parts: list[Any]) -> str:
    if dict in parts:
        return "map"
    return "list" if tuple in parts else ""


def _kind_of(parts: list[Any]) -> str:
    for part in parts:
        if isinstance(part, Ref):
            return part.kind
    return ""


def _choices_of(parts: list[Any]) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for part in parts:
        if get_origin(part) is Literal:
            words |= dict.fromkeys(get_args(part))
    return tuple(words)
