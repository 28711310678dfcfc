"""A mistake, and the place where its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. A warning does not stop the build; an error does."""

    file: str
    line: int
    message: str
    level: Level = field(default="error", compare=False)

    def __str__(self) -> str:
        mark = "warning: " if self.level == "warning" else ""
        return f"{self.file}:{self.line}: {mark}{self.message}"


class Mistakes(Exception):
    """Raised once, at the end of a stage, with all that was found in it."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of some problems that stop the build."""
    return [problem for problem in problems if problem.level == "error"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'; did you mean …?' for the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
