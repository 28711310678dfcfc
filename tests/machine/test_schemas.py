"""What an editor is given: schemas that say what the records say, named where an editor looks."""

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from conftest import MACHINE, ROOT
from factbook.authoring.schemas import schema_of
from factbook.record.kinds import KINDS

SCHEMAS = ROOT / "schemas"
FILES = sorted([*(ROOT / "data").rglob("*.yml"), *(MACHINE / "small_data").rglob("*.yml")])


class AsAnEditorReads(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a date is text, and so is `no`."""


AsAnEditorReads.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?\d+", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
):
    AsAnEditorReads.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )


def kind_of(path) -> str:
    return (
        "site"
        if path.name == "site.yml"
        else next(parent.name for parent in path.parents if parent.name in KINDS)
    )


@pytest.fixture(scope="module")
def validators():
    registry = Registry().with_resource(
        "ids.json",
        Resource.from_contents(json.loads((SCHEMAS / "ids.json").read_text(encoding="utf-8"))),
    )
    return {
        kind: Draft7Validator(
            json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")), registry=registry
        )
        for kind in ("site", *KINDS)
    }


@pytest.mark.parametrize("kind", ["site", *KINDS])
def test_they_are_current(kind):
    assert (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == schema_of(kind), (
        "run make schemas"
    )


def test_every_data_file_names_its_schema():
    for path in FILES:
        named = re.fullmatch(
            r"# yaml-language-server: \$schema=(\S+)",
            path.read_text(encoding="utf-8").partition("\n")[0],
        )
        assert named and (path.parent / named[1]).resolve() == SCHEMAS / f"{kind_of(path)}.json", (
            f"{path}: run make schemas"
        )


def test_every_field_says_what_it_means():
    for kind in KINDS:
        for name, part in json.loads(schema_of(kind))["$defs"].items():
            for field, schema in part.get("properties", {}).items():
                assert schema.get("description") or "$ref" in schema, (kind, name, field)


def test_what_the_core_accepts_the_schemas_accept(validators):
    for path in FILES:
        written = yaml.load(path.read_text(encoding="utf-8"), AsAnEditorReads)
        wrong = [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in validators[kind_of(path)].iter_errors(written or {})
        ]
        assert not wrong, (path.name, wrong[:3])


@pytest.mark.parametrize(
    "kind, spoilt",
    [
        ("events", {"a": {"date": "2025-13-45x", "what": "x", "topic": "light", "sources": ["a"]}}),
        ("events", {"a": {"date": "2025", "topic": "light", "sources": ["a"]}}),
        ("events", {"a": {"date": "2025", "what": "x", "topic": "light", "sources": []}}),
        ("events", {"A b": {"date": "2025", "what": "x", "topic": "light", "sources": ["a"]}}),
        (
            "sources",
            {
                "a": {
                    "publisher": "x",
                    "title": "y",
                    "accessed": 2025,
                    "language": "en",
                    "kind": "rumour",
                }
            },
        ),
        ("units", {"a": {"label": {"ko": "x"}}}),
    ],
)
def test_what_is_wrong_is_underlined(validators, kind, spoilt):
    assert not validators[kind].is_valid(spoilt)


def test_editors_that_read_settings_find_them():
    named = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ]
    assert sorted(named) == sorted(f"./schemas/{kind}.json" for kind in ("site", *KINDS))
    for schema, files in named.items():
        assert list(ROOT.glob(files)), schema


def test_ids_are_offered_for_completion():
    offered = json.loads((SCHEMAS / "ids.json").read_text(encoding="utf-8"))["$defs"]
    assert set(offered) == {*KINDS, "addresses"}
    assert "#/$defs/sources" in schema_of("events")
