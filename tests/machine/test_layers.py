"""The road has one direction, and only the door knows MkDocs."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

from conftest import ROOT
from factbook.commands import ROAD as commands_road
from factbook.drawing import chart_kinds
from factbook.writing.architecture import imports, module_names

CORE = ROOT / "hooks" / "factbook"


@cache
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


def names(*packages: str) -> set[str]:
    """The modules of the core that import one of some packages."""
    return {name for name in module_names() if imported(CORE / f"{name}.py").intersection(packages)}


def test_the_road_names_every_module():
    written = {
        path.relative_to(CORE).with_suffix("").as_posix()
        for path in CORE.rglob("*.py")
        if not path.stem.startswith("__")
    }
    assert set(module_names()) == written


def test_a_module_imports_only_from_those_before_it():
    names = module_names()
    later = {name: imports(name).difference(names[:place]) for place, name in enumerate(names)}
    assert {name: found for name, found in later.items() if found} == {}


def test_only_the_door_knows_mkdocs():
    knowing = {path.name for path in (ROOT / "hooks").rglob("*.py") if "mkdocs" in imported(path)}
    assert knowing == {"mkdocs_hooks.py"}


def test_only_commands_know_the_command_line():
    """No other module may print, ask or exit: it is given values, and gives values or Mistakes."""
    knowing = {
        path.relative_to(CORE).as_posix()
        for path in CORE.rglob("*.py")
        if imported(path) & {"click", "argparse"}
    }
    commands = {f"commands/{name}.py" for name in commands_road}
    assert knowing == commands | {"__main__.py"}


def test_only_drawings_and_pictures_know_what_draws_them():
    assert names("altair") == {"drawing/specification"}
    assert names("feedparser") == {"authoring/feeds"}
    assert names("vl_convert", "PIL") == {"drawing/letters", "drawing/svg", "drawing/png"}


def test_a_site_whose_drawings_are_in_the_cache_loads_no_renderer():
    """Altair takes half a second to load; the kinds of charts say what they draw without it."""
    code = (
        "import sys; from factbook import site; from factbook.drawing import chart_kinds, charts; "
        "[charts.chart_kind(name) for name in chart_kinds.ROAD]; "
        "print({'altair', 'vl_convert'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT / "hooks", capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr


def test_a_road_may_lead_into_a_folder_with_a_road_of_its_own():
    assert {name for name in module_names() if name.count("/") == 2} == {
        f"drawing/chart_kinds/{name}" for name in chart_kinds.ROAD
    }
    assert "drawing/marks" in imports("drawing/chart_kinds/timeline")
    assert "record/kinds" in imports("drawing/chart_kinds/timeline")
