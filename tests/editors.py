"""Data files as an editor reads them: YAML 1.2, with the schema that the first line names."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from factbook.authoring.schemas import schema_of
from factbook.record.kinds import KINDS
from places import ROOT

SCHEMAS = ROOT / "schemas"
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
CORE_SCHEMA = (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?\d+", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
)


class Yaml12(yaml.CSafeLoader):
    """A date is text, and so is `no`."""


Yaml12.yaml_implicit_resolvers = {}
for name, pattern, first in CORE_SCHEMA:
    tag = f"tag:yaml.org,2002:{name}"
    Yaml12.add_implicit_resolver(tag, re.compile(rf"^(?:{pattern})$"), list(first))


def record_files(folder: Path) -> list[Path]:
    """The data files that hold records, and so have a schema."""
    others = {"redirects.yml", "watch.yml", "terms.yml", "style.yml"}
    return sorted(path for path in folder.rglob("*.yml") if path.name not in others)


def kind_of(path: Path) -> str:
    """The kind of record that a data file holds."""
    if path.name == "site.yml":
        return "site"
    return next(parent.name for parent in path.parents if parent.name in KINDS)


def names_its_schema(path: Path) -> bool:
    """Whether the first line of a data file names the schema of its kind."""
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    named = FIRST_LINE.fullmatch(first)
    expected = SCHEMAS / f"{kind_of(path)}.json"
    return bool(named) and (path.parent / named[1]).resolve() == expected.resolve()


def name_schema(path: Path) -> None:
    """Make the first line of a copied data file name the schema of its kind from where it is."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    below = rest if first.startswith("# yaml-language-server:") else f"{first}\n{rest}"
    line = f"# yaml-language-server: $schema={SCHEMAS / kind_of(path)}.json\n"
    path.write_text(line + below, encoding="utf-8")


@cache
def validator(kind: str, *languages: str) -> Draft7Validator:
    """What judges a file of a kind; of a record in other languages than this one's, where given."""
    ids = Resource.from_contents(json.loads((SCHEMAS / "ids.json").read_text(encoding="utf-8")))
    written = (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")
    schema = json.loads(schema_of(kind, languages) if languages else written)
    return Draft7Validator(schema, registry=Registry().with_resource("ids.json", ids))


def underlined(path: Path, *languages: str) -> Iterator[str]:
    """What an editor underlines in a data file."""
    written = yaml.load(path.read_text(encoding="utf-8"), Yaml12)
    for error in validator(kind_of(path), *languages).iter_errors(written or {}):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
