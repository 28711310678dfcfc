"""A record still to be filled: every field that it must have, and those it may have as comments, with their meaning."""

from collections.abc import Iterator, Mapping, Sequence

from ..record.fields import Field, description_of, fields_of
from ..record.kinds import KINDS
from ..record.values import Record

WANTED = {
    "date",
    "value",
    "url",
    "published",
}  # left out with a reason only, so a skeleton asks for them


def skeleton(kind: str, id_: str, given: Mapping[str, str], languages: Sequence[str]) -> str:
    """A data file with one record; `given` holds YAML for the fields that are known already."""
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind}.json",
        f"# {description_of(KINDS[kind].model)} Fill what stands empty; "
        "take the # from what you want, delete the rest; run make check.",
        f"{id_}:",
        *_fields(KINDS[kind].model, dict(given), languages, 1),
    ]
    return "\n".join(lines) + "\n"


def _fields(
    model: type[Record], given: dict, languages: Sequence[str], depth: int
) -> Iterator[str]:
    """The lines of a record's fields: those that must be there first."""

    def asked(field: Field) -> bool:
        return field.required or field.name in given or field.name in WANTED

    for field in sorted(fields_of(model), key=lambda field: not asked(field)):
        lines = _field(field, given, languages, depth)
        if asked(field):
            yield from lines
        elif depth == 1 or field.type != "record":
            yield from ("#" + line for line in lines)


def _field(field: Field, given: dict, languages: Sequence[str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    meaning = f"# {_meaning(field)}"
    if field.name in given:
        yield f"{indent}{field.name}: {given[field.name]}  {meaning}"
    elif field.type != "record":
        yield f"{indent}{field.name}: {_empty(field, languages)}".rstrip() + f"  {meaning}"
    else:
        yield f"{indent}{field.name}:  {meaning}"
        yield from _part(field, given, languages, depth)


def _part(field: Field, given: dict, languages: Sequence[str], depth: int) -> Iterator[str]:
    """One part of a record, as an item of a list, under a key of its own, or by itself."""
    below = {name: value for name, value in given.items() if name == "sources"}
    deeper = 2 if field.many else 1
    assert field.model
    lines = list(_fields(field.model, below, languages, depth + deeper))
    if field.many == "map":
        yield "  " * (depth + 1) + "a-key:"
    elif field.many == "list":
        lines[0] = "  " * (depth + 1) + "- " + lines[0].lstrip()
    yield from lines


def _empty(field: Field, languages: Sequence[str]) -> str:
    if field.type == "words":
        return "{" + ", ".join(f'{language}: ""' for language in languages) + "}"
    return "[]" if field.many else ""


def _meaning(field: Field) -> str:
    choices = f" (one of {', '.join(field.choices)})" if field.choices else ""
    refers = f" (from data/{field.refers}/)" if field.refers else ""
    return f"{field.meaning}{choices}{refers}"
