"""Runs a notebook as Jupyter does: its cells in order, each showing the value of its last line."""

import ast
import json
from contextlib import chdir
from pathlib import Path

import nbformat


def shown_by(notebook: str, folder: Path) -> list[object]:
    """What the cells of a notebook show, run in a folder; it is valid, and was not run before."""
    nbformat.validate(json.loads(notebook))
    names: dict[str, object] = {}
    with chdir(folder):
        return [
            run_cell(cell["source"], names)
            for cell in json.loads(notebook)["cells"]
            if cell["cell_type"] == "code"
        ]


def run_cell(source: str, names: dict[str, object]) -> object:
    """What the last line of a cell gives, run with the names of the cells before it."""
    *lines, last = ast.parse(source).body
    assert isinstance(last, ast.Expr), source
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
