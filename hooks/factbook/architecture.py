"""The modules of the core as they stand: what each is for, and which of the others it needs."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import ROAD


@dataclass(frozen=True)
class Module:
    """A module of the core."""

    name: str
    told: str                # the first paragraph of its docstring
    needs: tuple[str, ...]   # the modules that it imports, in the order of the road
    lines: int


@cache
def modules() -> tuple[Module, ...]:
    """Every module in the order that data flows."""
    return tuple(_module(name, (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")) for name in ROAD)


def _module(name: str, text: str) -> Module:
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1]
    needed = {alias.name for node in imports if not node.module for alias in node.names} | {node.module for node in imports if node.module}
    told = (ast.get_docstring(tree) or "").partition("\n\n")[0].replace("\n", " ")
    return Module(name, told, tuple(other for other in ROAD if other in needed), text.count("\n"))
