"""The road has one direction, and only the door knows MkDocs."""

import ast
import re
from pathlib import Path

import pytest

import factbook
from conftest import ROOT

CORE = ROOT / "hooks" / "factbook"


def imported(path: Path) -> set[str]:
    """What a file imports: names of the core's own modules, and of packages."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level and not node.module:
            names.update(f".{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + node.module.partition(".")[0])
    return names


def test_the_road_names_every_module():
    assert sorted(factbook.ROAD) == sorted(
        path.stem for path in CORE.glob("*.py") if path.stem != "__init__"
    )


@pytest.mark.parametrize("module", factbook.ROAD)
def test_a_module_imports_only_from_those_before_it(module):
    before = {f".{name}" for name in factbook.ROAD[: factbook.ROAD.index(module)]}
    assert {name for name in imported(CORE / f"{module}.py") if name.startswith(".")} - {
        ".ROAD"
    } <= before


def test_only_the_door_knows_mkdocs():
    knowing = {path.name for path in (ROOT / "hooks").rglob("*.py") if "mkdocs" in imported(path)}
    assert knowing == {"mkdocs_hooks.py"}


def test_only_drawings_and_pictures_know_what_draws_them():
    knowing = lambda *packages: {
        path.name for path in CORE.glob("*.py") if imported(path) & set(packages)
    }
    assert knowing("altair") == {"drawing.py"} and knowing("vl_convert", "PIL") == {
        "drawing.py",
        "pictures.py",
    }


def test_the_subject_appears_nowhere_in_the_machine():
    """The same machine explains any minister: no name of the first one stands in code, templates, styles or scripts."""
    from factbook.book import load_book

    book = load_book(ROOT / "data")
    person = book.people[book.minister[book.site.minister].person]
    names = {*person.name.en.split(), person.name.ko, "Korea", "Seoul", "MSIT"} - {None}
    machine = [
        *CORE.glob("*.py"),
        *(ROOT / "hooks").glob("*.py"),
        *(ROOT / "docs" / "templates").rglob("*.*"),
        *(ROOT / "docs" / "assets").glob("*.css"),
        *(ROOT / "docs" / "assets").glob("*.js"),
    ]
    found = {
        (path.name, name)
        for path in machine
        for name in names
        if re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"))
    }
    assert not found  # a language may be named (Korean), the country may not
