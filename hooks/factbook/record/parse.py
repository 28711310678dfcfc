"""Marked values -> records. Every mistake at once, each at its own line, in the author's words."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from .marked_yaml import Marked
from .problems import Problem, did_you_mean
from .values import Record

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse_file(marked: Marked, kind: type[Record]) -> tuple[dict[str, Record], list[Problem]]:
    """The records of a file, and what is wrong with those that could not be read."""
    if not isinstance(marked.value, dict):
        return {}, [
            marked.problem(
                (), "a data file maps ids to records, as in 'my-id:' with its fields indented below"
            )
        ]
    records, problems = {}, list(marked.problems)
    for id_, fields in marked.value.items():
        if not ID.fullmatch(id_):
            problems.append(
                marked.problem((id_,), f"an id is lower-case words with hyphens, not '{id_}'")
            )
        record, wrong = parse_record(marked, (id_,), fields, kind)
        problems += wrong
        if record:
            records[id_] = record
    return records, problems


def parse_record(
    marked: Marked, path: tuple, fields: object, kind: type[Record]
) -> tuple[Record | None, list[Problem]]:
    """One record, or the list of its mistakes."""
    if not isinstance(fields, dict):
        return None, [marked.problem(path, "has no fields; indent them below the id")]
    try:
        return kind.model_validate(fields), []
    except ValidationError as error:
        return None, list(_told(marked, path, fields, kind, error))


def _told(
    marked: Marked, path: tuple, fields: dict, kind: type, error: ValidationError
) -> Iterator[Problem]:
    for mistake in error.errors(include_url=False):
        if mistake["type"] == "too_short" and mistake["input"]:
            continue  # its items are wrong, and each is told of by itself
        where, extra = _written_path(fields, mistake["loc"])
        yield marked.problem((*path, *where), _message(mistake, where, extra, kind))


def _written_path(fields: object, loc: tuple) -> tuple[tuple, str | int | None]:
    """The part of a pydantic location that the author wrote, and the first step beyond it."""
    where, here = [], fields
    for step in loc:
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if not inside:
            return tuple(where), step
        where.append(step)
        here = here[step]
    return tuple(where), None


def _message(mistake: dict, where: tuple, extra: str | int | None, kind: type) -> str:
    name = next((step for step in reversed(where) if isinstance(step, str)), "this record")
    given, context = mistake["input"], mistake.get("ctx", {})
    match mistake["type"]:
        case "missing":
            return f"needs '{mistake['loc'][-1]}'{_meaning(kind, mistake['loc'])}"
        case "extra_forbidden":
            known = _fields_at(kind, mistake["loc"][:-1])
            return f"unknown field '{name}'" + (
                did_you_mean(name, known) or f"; known here: {', '.join(known)}"
            )
        case "literal_error":
            known = context["expected"].replace(" or ", ", ").replace("'", "")
            return f"'{name}' must be one of {known}, not '{given}'"
        case "value_error":
            return f"'{name}' {context['error']}"
        case "too_short":
            return f"'{name}' is empty; give at least one, or leave the field out if it may be left out"
        case "bool_parsing":
            return f"'{name}' must be true or false, not '{given}'"
        case "int_parsing":
            return f"'{name}' must be a whole number, not '{given}'"
        case "tuple_type":
            return f"'{name}' must be a list, as in [one, two]"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"'{name}' must be a group of fields, not '{given}'"
        case _:
            return f"'{name}': {mistake['msg']}"


def _model_at(kind: type, loc: tuple) -> type:
    """The model that describes the place where a mistake was made."""
    for step in loc:
        if isinstance(step, str) and step in getattr(kind, "model_fields", {}):
            kind = next(_models_in(kind.model_fields[step].annotation), kind)
    return kind


def _models_in(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _fields_at(kind: type, loc: tuple) -> list[str]:
    return list(getattr(_model_at(kind, loc), "model_fields", {}))


def _meaning(kind: type, loc: tuple) -> str:
    field = getattr(_model_at(kind, loc[:-1]), "model_fields", {}).get(loc[-1])
    return f" ({field.description})" if field and field.description else ""
