"""A JSON Schema for each kind of record, from its fields: with it an editor helps an author."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..record.amounts import WRITTEN
from ..record.book import Book
from ..record.kinds import DEFAULT_LANGUAGES, KINDS, Site
from ..record.languages import english_name
from ..record.parse import ID as RECORD_ID

ID = f"^{RECORD_ID.pattern}$"
DAY = r"^\d{4}([-/](\d\d(\d\d|-\d\d)?|Q[1-4]|H[12]))?$"
QUALIFIED = r"(?:(?:약|최대|최소|about|up to|at least|more than|less than) ?)?"
NUMBER = rf"^{QUALIFIED}{WRITTEN}(?:(?:[~～〜–]| to ){WRITTEN})?(?: ?(?:이상|초과|미만))?$"


class _AsWritten(GenerateJsonSchema):
    """Types as authors write them in YAML, where 2026 is a number to the editor and text to us."""

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        """A Day."""
        return {
            "anyOf": [
                {"type": "string", "pattern": DAY},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "examples": ["2025-10-31", "2025-10", "2025-Q4", "2025-H2", "2025", "2025/26"],
        }

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number, which may have a scale."""
        return {
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER}],
            "examples": ["50000", "9.9 trillion", "1조 2,000억", "1e26"],
        }

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text, which YAML may read as a number."""
        return {"type": ["string", "number"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What it is without its default, which is the core's affair and not the author's."""
        return self.generate_inner(schema["schema"])


def schema_of(kind: str, languages: Sequence[str] = DEFAULT_LANGUAGES) -> str:
    """The schema of a data file: ids that map to records of a kind, or site.yml.

    `languages` are those of the site; a text is written in the first of them at least.
    """
    model = Site if kind == "site" else KINDS[kind].model
    schema = model.model_json_schema(schema_generator=_AsWritten)
    parts = schema.pop("$defs", {})
    parts = {name: _adapt(name, part, languages) for name, part in parts.items()}
    record = _adapt(model.__name__, schema, languages)
    if kind == "site":
        return _json(record | {"$defs": parts})
    parts[model.__name__] = record
    return _json(
        {
            "type": "object",
            "propertyNames": {"pattern": ID},
            "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
            "description": f"data/{kind}: each id with its record",
            "$defs": parts,
        }
    )


def ids_schema(book: Book) -> str:
    """The ids that are known, for completion; any other id that is well written is allowed too."""
    known = {kind: _one_of(book.records[kind], ID) for kind in KINDS}
    known["addresses"] = _one_of([*book.addresses(), *book.figures], "")
    return _json({"$defs": known})


def _one_of(ids: Iterable[str], pattern: str) -> JsonSchemaValue:
    """Some ids, or whatever else fits a pattern."""
    known = sorted(ids)
    named = [{"enum": known}] if known else []
    return {"anyOf": [*named, {"type": "string", "pattern": pattern}], "examples": known[:3]}


def _adapt(
    name: str,
    schema: JsonSchemaValue,
    languages: Sequence[str],
) -> JsonSchemaValue:
    """A model's schema without what pydantic invents, and with a Text that may be one string."""
    part: JsonSchemaValue = _tidy(schema)
    if "description" in part:
        part["description"] = " ".join(part["description"].split())
    if name == "Text":
        return {"anyOf": [_one_string(languages[0]), part | _by_language(languages)]}
    return part


def _one_string(language: str) -> JsonSchemaValue:
    """A text that is written in the first language alone."""
    words = f"the words in {english_name(language)}"
    return {
        "type": "string",
        "description": f"{words}; {{{language}: …}} where there are other languages too",
    }


def _by_language(languages: Sequence[str]) -> JsonSchemaValue:
    """The words in each language of the site; those in the first one must be there."""
    words = {
        language: {
            "description": f"the words in {english_name(language)}",
            "type": ["string", "number"],
        }
        for language in languages
    }
    return {"properties": words, "required": [languages[0]]}


def _tidy(part: Any) -> Any:
    """A piece of a schema without titles and nulls, a reference as one to the known ids."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("x-kind"):
        return _reference(part)
    pieces = {key: _tidy_value(key, value) for key, value in part.items() if key != "title"}
    return _without_null(pieces)


def _tidy_value(key: str, value: Any) -> Any:
    """What stands under a key; under `properties` stand fields, one of which may be `title`."""
    if key == "properties":
        return {name: _tidy(field) for name, field in value.items()}
    return _tidy(value)


def _reference(part: JsonSchemaValue) -> JsonSchemaValue:
    """A field that names records: its value is one of the known ids."""
    reference = {"$ref": f"ids.json#/$defs/{part['x-kind']}"}
    if "description" in part:
        reference["description"] = part["description"]
    return reference


def _without_null(part: JsonSchemaValue) -> JsonSchemaValue:
    """A field that may be left out is left out, never empty."""
    either = part.get("anyOf", [])
    choices = [choice for choice in either if choice != {"type": "null"}]
    if len(choices) == len(either):
        return part
    rest = {key: value for key, value in part.items() if key != "anyOf"}
    if len(choices) == 1:
        return choices[0] | rest
    return rest | {"anyOf": choices}


def _json(schema: JsonSchemaValue) -> str:
    """A schema as a file, with what it is in its first line."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return json.dumps(head | schema, indent=1, ensure_ascii=False) + "\n"
