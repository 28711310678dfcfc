"""A record still to be filled: every field with its meaning.

Those that a record must have stand open; those it may have are comments.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..record.fields import Field, description_of, fields_of
from ..record.kinds import KINDS
from ..record.values import Record

# They are left out with a reason only, so a skeleton asks for them.
WANTED = {"date", "value", "url", "published"}
INDENT = "  "


def skeleton(
    kind: str,
    id_: str,
    given: Mapping[str, str],
    languages: Sequence[str],
) -> str:
    """A data file with one record; `given` holds YAML for the fields that are known already."""
    model = KINDS[kind].model
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind}.json",
        f"# {description_of(model)} Fill what stands empty; "
        "take the # from what you want, delete the rest; run make check.",
        f"{id_}:",
        *_fields(model, given, languages, 1),
    ]
    return "\n".join(lines) + "\n"


def _fields(
    model: type[Record], given: Mapping[str, str], languages: Sequence[str], depth: int
) -> Iterator[str]:
    """The lines of a record's fields: those that must be there first."""
    fields = fields_of(model)
    for field in fields:
        if _is_open(field, given):
            yield from _field(field, given, languages, depth)
    for field in fields:
        if not _is_open(field, given) and (depth == 1 or field.type != "record"):
            for line in _field(field, given, languages, depth):
                yield "#" + line


def _is_open(field: Field, given: Mapping[str, str]) -> bool:
    """True where a field stands open: an author should fill it, or has done so already."""
    return field.required or field.name in given or field.name in WANTED


def _field(
    field: Field, given: Mapping[str, str], languages: Sequence[str], depth: int
) -> Iterator[str]:
    """The lines of one field; a record that stands in it has a line for each of its own."""
    start = f"{INDENT * depth}{field.name}:"
    meaning = f"  # {_meaning(field)}"
    if field.name in given:
        yield f"{start} {given[field.name]}{meaning}"
    elif field.type == "record":
        yield start + meaning
        yield from _part(field, given, languages, depth)
    else:
        yield f"{start} {_empty(field, languages)}".rstrip() + meaning


def _part(
    field: Field, given: Mapping[str, str], languages: Sequence[str], depth: int
) -> Iterator[str]:
    """One part of a record, as an item of a list, under a key of its own, or by itself."""
    assert field.model  # only asked of fields that hold records
    below = {name: value for name, value in given.items() if name == "sources"}
    lines = list(_fields(field.model, below, languages, depth + (2 if field.many else 1)))
    indent = INDENT * (depth + 1)
    if field.many == "map":
        yield f"{indent}a-key:"
    elif field.many == "list":
        lines[0] = f"{indent}- {lines[0].lstrip()}"
    yield from lines


def _empty(field: Field, languages: Sequence[str]) -> str:
    """What stands for a value that is still to be given."""
    if field.type == "words":
        words = ", ".join(f'{language}: ""' for language in languages)
        return f"{{{words}}}"
    return "[]" if field.many else ""


def _meaning(field: Field) -> str:
    """What a field holds, with the words or records to choose from."""
    choices = f" (one of {', '.join(field.choices)})" if field.choices else ""
    refers = f" (from data/{field.refers}/)" if field.refers else ""
    return f"{field.meaning}{choices}{refers}"
