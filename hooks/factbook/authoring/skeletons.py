"""A record still to be filled: every field that it must have, and those it may have as comments, with their meaning."""

from collections.abc import Iterator, Mapping, Sequence

from ..record.fields import Shape, shapes, told
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
        f"# {told(KINDS[kind]).splitlines()[0]} Fill what stands empty; take the # from what you want, delete the rest; run make check.",
        f"{id_}:",
        *_fields(KINDS[kind], dict(given), languages, 1),
    ]
    return "\n".join(lines) + "\n"


def _fields(
    model: type[Record], given: dict, languages: Sequence[str], depth: int
) -> Iterator[str]:
    """The lines of a record's fields: those that must be there first."""

    def asked(shape: Shape) -> bool:
        return shape.required or shape.name in given or shape.name in WANTED

    for shape in sorted(shapes(model), key=lambda shape: not asked(shape)):
        lines = _field(shape, given, languages, depth)
        if asked(shape):
            yield from lines
        elif depth == 1 or shape.type != "record":
            yield from ("#" + line for line in lines)


def _field(shape: Shape, given: dict, languages: Sequence[str], depth: int) -> Iterator[str]:
    indent = "  " * depth
    meaning = f"# {_meaning(shape)}"
    if shape.name in given:
        yield f"{indent}{shape.name}: {given[shape.name]}  {meaning}"
    elif shape.type != "record":
        yield f"{indent}{shape.name}: {_empty(shape, languages)}".rstrip() + f"  {meaning}"
    else:
        yield f"{indent}{shape.name}:  {meaning}"
        yield from _part(shape, given, languages, depth)


def _part(shape: Shape, given: dict, languages: Sequence[str], depth: int) -> Iterator[str]:
    """One part of a record, as an item of a list, under a key of its own, or by itself."""
    below = {name: value for name, value in given.items() if name == "sources"}
    deeper = 2 if shape.many else 1
    lines = list(_fields(shape.model, below, languages, depth + deeper))
    if shape.many == "map":
        yield "  " * (depth + 1) + "a-key:"
    elif shape.many == "list":
        lines[0] = "  " * (depth + 1) + "- " + lines[0].lstrip()
    yield from lines


def _empty(shape: Shape, languages: Sequence[str]) -> str:
    if shape.type == "words":
        return "{" + ", ".join(f'{language}: ""' for language in languages) + "}"
    return "[]" if shape.many else ""


def _meaning(shape: Shape) -> str:
    choices = f" (one of {', '.join(shape.choices)})" if shape.choices else ""
    refers = f" (from data/{shape.refers}/)" if shape.refers else ""
    return f"{shape.meaning}{choices}{refers}"
