"""What an editor is given: schemas that say what the records say, named where an editor looks."""

import json
from pathlib import Path

import pytest

from conftest import MACHINE, ROOT
from editors import SCHEMAS, names_its_schema, underlined, validator
from factbook.authoring.schemas import schema_of
from factbook.record.kinds import KINDS

FILES = sorted((MACHINE / "small_data").rglob("*.yml"))
EVENT = {"date": "2025", "what": "x", "topic": "light", "sources": ["a"]}
SOURCE = {"publisher": "x", "title": "y", "accessed": 2025, "language": "en", "kind": "press"}


@pytest.mark.parametrize("kind", ["site", *KINDS])
def test_they_are_current(kind, real_book):
    written = (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")
    assert written == schema_of(kind, real_book.site.languages), "run make schemas"


def test_every_file_names_its_schema():
    for path in FILES:
        assert names_its_schema(path), f"{path}: run make schemas"


def test_every_field_says_what_it_means():
    for kind in KINDS:
        for name, part in json.loads(schema_of(kind))["$defs"].items():
            for field, schema in part.get("properties", {}).items():
                assert schema.get("description") or "$ref" in schema, (kind, name, field)


def test_what_the_core_accepts_the_schemas_accept():
    for path in FILES:
        assert not list(underlined(path, "en", "ko")), path


def test_what_is_right_is_accepted():
    assert validator("events").is_valid({"a": EVENT})
    assert validator("sources").is_valid({"a": SOURCE})


@pytest.mark.parametrize(
    "kind, spoilt",
    [
        ("events", {"a": EVENT | {"date": "2025-13-45x"}}),
        ("events", {"a": {name: EVENT[name] for name in ("date", "topic", "sources")}}),
        ("events", {"a": EVENT | {"sources": []}}),
        ("events", {"A b": EVENT}),
        ("sources", {"a": SOURCE | {"kind": "rumour"}}),
        ("units", {"a": {"label": {"ko": "x"}}}),
    ],
)
def test_what_is_wrong_is_underlined(kind, spoilt):
    assert not validator(kind).is_valid(spoilt)


def test_ids_are_offered_for_completion():
    offered = json.loads((SCHEMAS / "ids.json").read_text(encoding="utf-8"))["$defs"]
    assert set(offered) == {*KINDS, "addresses"}
    assert "#/$defs/sources" in schema_of("events")


def test_editors_that_read_settings_find_them():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = settings["yaml.schemas"]
    assert sorted(named) == sorted(f"./schemas/{kind}.json" for kind in ("site", *KINDS))
    for schema, files in named.items():
        kind = Path(schema).stem
        assert files in ("data/site.yml", f"data/{kind}/**/*.yml"), schema
