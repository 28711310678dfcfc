"""What the linters do not measure: how dense the code of the core is."""

import ast
import io
import tokenize
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT

CORE = sorted((ROOT / "hooks").rglob("*.py"))
NO_WORDS = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def tokens_and_lines(path: Path) -> tuple[int, int]:
    """How many tokens a file has, and on how many lines they stand."""
    source = io.StringIO(path.read_text(encoding="utf-8"))
    tokens = [one for one in tokenize.generate_tokens(source.readline) if one.type not in NO_WORDS]
    lines: set[int] = set()
    for token in tokens:
        lines.update(range(token.start[0], token.end[0] + 1))
    return len(tokens), len(lines)


def inside(node: ast.AST, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [one for one in ast.walk(node) if one is not node and isinstance(one, kinds)]


DENSE = {
    "a comprehension in another": lambda node: (
        isinstance(node, COMPREHENSIONS) and inside(node, *COMPREHENSIONS)
    ),
    "a choice in another": lambda node: isinstance(node, ast.IfExp) and inside(node, ast.IfExp),
    "a name given within a comprehension": lambda node: (
        isinstance(node, COMPREHENSIONS) and inside(node, ast.NamedExpr)
    ),
}


@cache
def dense_places() -> dict[str, list[str]]:
    """file:line of each node of the core that is dense, by what is; each file is parsed once."""
    found: dict[str, list[str]] = {name: [] for name in DENSE}
    for path in CORE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name, is_dense in DENSE.items():
                if is_dense(node):
                    found[name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_a_line_holds_one_thought():
    """At most eight tokens a line on average; eight model projects have 4.9 to 7.3."""
    counts = [tokens_and_lines(path) for path in CORE]
    tokens, lines = (sum(column) for column in zip(*counts, strict=True))
    assert tokens / lines <= 8


@pytest.mark.parametrize("what", DENSE)
def test_nothing_is_dense(what):
    assert not dense_places()[what]
