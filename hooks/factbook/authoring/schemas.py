"""A JSON Schema for each kind of record, derived from its fields: what an editor needs to help an author."""

import json
from collections.abc import Iterable, Sequence

from pydantic.json_schema import GenerateJsonSchema

from ..record.book import Book
from ..record.kinds import DEFAULT_LANGUAGES, KINDS, Site
from ..record.languages import english_name
from ..record.values import SCALES

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
DAY = r"^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?$"
NUMBER = rf"^-?[\d,_]*\.?\d+ ?({'|'.join(SCALES)})?$"


class _AsWritten(GenerateJsonSchema):
    """Types as authors write them in YAML, where 2026 is a number to the editor and text to us."""

    def is_instance_schema(self, schema) -> dict:
        return {
            "anyOf": [
                {"type": "string", "pattern": DAY},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "examples": ["2025-10-31", "2025-10", "2025-Q4", "2025-H2", "2025"],
        }

    def decimal_schema(self, schema) -> dict:
        return {
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER}],
            "examples": ["50000", "9.9 trillion"],
        }

    def str_schema(self, schema) -> dict:
        return {"type": ["string", "number"]}

    def default_schema(self, schema) -> dict:
        return self.generate_inner(
            schema["schema"]
        )  # a default is the core's affair, not the author's


def schema_of(kind: str, languages: Sequence[str] = DEFAULT_LANGUAGES) -> str:
    """The schema of a data file: ids that map to records of a kind, or site.yml.

    `languages` are those of the site; a text is written in the first of them at least.
    """
    model = Site if kind == "site" else KINDS[kind].model
    schema = model.model_json_schema(schema_generator=_AsWritten)
    parts = {
        name: _adapted(name, part, languages) for name, part in schema.pop("$defs", {}).items()
    }
    record = _adapted(model.__name__, schema, languages)
    whole = (
        record
        if kind == "site"
        else {
            "type": "object",
            "propertyNames": {"pattern": ID},
            "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
            "description": f"data/{kind}: each id with its record",
        }
    )
    parts |= {} if kind == "site" else {model.__name__: record}
    return _json({"$schema": "http://json-schema.org/draft-07/schema#", **whole, "$defs": parts})


def ids_schema(book: Book) -> str:
    """The ids that are known, for completion; any other id that is well written is allowed too."""
    known = {kind: _known(book.records[kind]) for kind in KINDS}
    return _json(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$defs": known | {"addresses": _known([*book.addresses(), *book.figures], "")},
        }
    )


def _known(ids: Iterable[str], pattern: str = ID) -> dict:
    listed = sorted(ids)
    return {
        "anyOf": [*([{"enum": listed}] if listed else []), {"type": "string", "pattern": pattern}],
        "examples": listed[:3],
    }


def _adapted(name: str, part: dict, languages: Sequence[str]) -> dict:
    """A model's schema without what pydantic invents, and with a Text that may be one string."""
    part = _tidy(part)
    if "description" in part:
        part["description"] = " ".join(part["description"].split())
    if name == "Text":
        return {"anyOf": [_one_string(languages[0]), part | _by_language(languages)]}
    return part


def _one_string(language: str) -> dict:
    words = f"the words in {english_name(language)}"
    return {
        "type": "string",
        "description": f"{words}; {{{language}: …}} where there are other languages too",
    }


def _by_language(languages: Sequence[str]) -> dict:
    """The words in each language of the site; those in the first one must be there."""
    words = {
        language: {
            "description": f"the words in {english_name(language)}",
            "type": ["string", "number"],
        }
        for language in languages
    }
    return {"properties": words, "required": [languages[0]]}


def _tidy(part: object, names: bool = False) -> object:
    """`names` is true where the keys are the names of fields, one of which may be 'title'."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if kind := part.get("x-kind"):
        return {"$ref": f"ids.json#/$defs/{kind}"} | {
            key: part[key] for key in ("description",) if key in part
        }
    tidied = {
        key: _tidy(value, key == "properties" and not names)
        for key, value in part.items()
        if names or key != "title"
    }
    return tidied if names else _without_null(tidied)


def _without_null(part: dict) -> dict:
    """A field that may be left out is left out, never empty."""
    choices = [choice for choice in part.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == len(part.get("anyOf", ())):
        return part
    rest = {key: value for key, value in part.items() if key != "anyOf"}
    return choices[0] | rest if len(choices) == 1 else rest | {"anyOf": choices}


def _json(schema: dict) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
