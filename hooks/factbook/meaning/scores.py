"""How many promises were kept and how many are overdue, in sentences."""

from collections.abc import Sequence

from .lifelines import Lifeline
from .wording import Wording

TOLD = ("kept", "overdue")


def score(lines: Sequence[Lifeline], say: Wording) -> str:
    """Of 44 promises 4 are delivered or operating; 6 are past a day that they named."""
    counted = {sort: sum(line.is_of(sort) for line in lines) for sort in TOLD}
    clauses = {sort: say(f"score.{sort}.{_form(n)}", n=n) for sort, n in counted.items()}
    return say(f"score.{_form(len(lines))}", n=len(lines), **clauses)


def _form(count: int) -> str:
    """Which form of the words follows a number."""
    return {0: "none", 1: "one"}.get(count, "many")
