"""The modules of the core as they stand: what each is for, and which of the others it needs."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import ROAD

IMPORTED = re.compile(r"^ *from \.(\w*) import (.+)$", re.M)
TOLD = re.compile(r'\A"""(.+?)(?:\n\n|""")', re.S)


@dataclass(frozen=True)
class Module:
    """A module of the core."""

    name: str
    told: str  # the first paragraph of its docstring
    needs: tuple[str, ...]  # the modules that it imports, in the order of the road
    lines: int


@cache
def modules() -> tuple[Module, ...]:
    """Every module in the order that data flows."""
    return tuple(
        _module(name, (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        for name in ROAD
    )


def _module(name: str, text: str) -> Module:
    needed = {
        name
        for package, names in IMPORTED.findall(text)
        for name in ([package] if package else re.split(r",\s*", names))
    }
    return Module(
        name,
        TOLD.search(text)[1].replace("\n", " "),
        tuple(other for other in ROAD if other in needed),
        text.count("\n"),
    )
