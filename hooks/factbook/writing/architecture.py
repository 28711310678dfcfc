"""The modules of the core as they stand: what each is for, and which of the others it needs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from .. import ROAD

CORE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Module:
    """A module of the core."""

    name: str  # room/module, or the module alone where it stands in no room
    purpose: str  # the first paragraph of its docstring
    needs: tuple[str, ...]  # the modules that it imports, in the order of the road
    lines: int


@cache
def modules() -> tuple[Module, ...]:
    """Every module in the order that data flows."""
    return tuple(_module(name) for name in module_names())


@cache
def module_names() -> tuple[str, ...]:
    """room/module for each module of the core, in the order of the road."""
    return tuple(_names_in("", ROAD))


def _names_in(folder: str, road: tuple[str, ...]) -> Iterator[str]:
    """The modules on the road of a folder; where it names a folder, those on the road of that."""
    for name in road:
        if (CORE / folder / name).is_dir():
            inner = f"{folder}{name}/"
            package = import_module(f"..{inner[:-1].replace('/', '.')}", __package__)
            yield from _names_in(inner, package.ROAD)
        else:
            yield f"{folder}{name}"


def imports(name: str) -> set[str]:
    """The modules of the core that a module imports, as room/module."""
    return _imports_in(ast.parse(_text(name)), name)


def _imports_in(tree: ast.Module, name: str) -> set[str]:
    return {other for node in ast.walk(tree) for other in _imported(node, name)}


def _module(name: str) -> Module:
    text = _text(name)
    tree = ast.parse(text)
    docstring = ast.get_docstring(tree) or ""
    purpose = docstring.partition("\n\n")[0].replace("\n", " ")
    needed = _imports_in(tree, name)
    needs = tuple(other for other in module_names() if other in needed)
    return Module(name, purpose, needs, text.count("\n"))


def _text(name: str) -> str:
    return (CORE / f"{name}.py").read_text(encoding="utf-8")


def _imported(node: ast.AST, name: str) -> Iterator[str]:
    """What one relative import names; the others are packages of others."""
    if not isinstance(node, ast.ImportFrom) or not node.level:
        return
    here = name.split("/")[:-1]
    base = here if node.level == 1 else here[: 1 - node.level]
    path = [*base, *(node.module.split(".") if node.module else [])]
    if (CORE / "/".join(path)).is_dir():
        yield from (
            "/".join([*path, alias.name]) for alias in node.names if not alias.name.isupper()
        )
    else:
        yield "/".join(path)
