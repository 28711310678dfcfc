"""The lines of promises in words: what each came to, and how many came to what."""

from collections.abc import Sequence

from ..record.kinds import in_order
from ..record.values import Day
from .lifelines import NOTED, Bead, Lifeline
from .wording import Wording

TOLD = ("kept", "overdue")


def score(lines: Sequence[Lifeline], say: Wording) -> str:
    """Of 44 promises 4 are delivered or operating; 6 are past a day that they named."""
    counted = {sort: _count(lines, sort) for sort in TOLD}
    clauses = {sort: say(f"score.{sort}.{_form(n)}", n=n) for sort, n in counted.items()}
    if not any(counted.values()):
        clauses["overdue"] = say("score.overdue.neither")
    return say(f"score.{_form(len(lines))}", n=len(lines), **clauses)


def sorts(lines: Sequence[Lifeline], say: Wording) -> dict[str, str]:
    """What promises may be chosen by, each with its words: what is of note, then their stages.

    What is of note may be asked for where there is none of it: an address that asks stays true.
    """
    noted = {sort: say(f"sort.{sort}") for sort in NOTED}
    stages = in_order({line.now.stage for line in lines})
    reached = {stage: say(f"stage.{stage}") for stage in stages}
    return {**noted, **reached}


def _count(lines: Sequence[Lifeline], sort: str) -> int:
    return sum(line.is_of(sort) for line in lines)


def _form(count: int) -> str:
    """Which form of the words follows a number."""
    return {0: "none", 1: "one"}.get(count, "many")


def course(line: Lifeline, say: Wording) -> str:
    """All that a line shows: each step with its day, what is due, and that it named no day."""
    happened = [_happened(bead, say) for bead in line.happened]
    late = [say("kept-late", day=say.day(line.late))] if line.late else []
    return "; ".join([*happened, *late, *_ahead(line, say)])


def standing(line: Lifeline, say: Wording) -> str:
    """The last step of a line, and what was to follow it."""
    return "; ".join([_happened(line.last, say), *_ahead(line, say)])


def _happened(it: Bead, say: Wording) -> str:
    return f"{say.stage(it.stage, it.of)} {say.day(it.day)}"


def _ahead(line: Lifeline, say: Wording) -> list[str]:
    """What is due and was due; that nothing is."""
    undated = [say("lifeline.undated")] if line.is_of("undated") else []
    return [*(_when_due(it, line, say) for it in line.planned), *undated]


def _when_due(it: Bead, line: Lifeline, say: Wording) -> str:
    return say("lifeline.unkept" if it in line.overdue else "due", day=say.day(it.day))


def state(line: Lifeline, say: Wording) -> str:
    """What stands at the end of a line: what it came to, what is overdue, or when it is due."""
    if line.overdue:
        return say("lifeline.overdue", day=say.day(line.overdue[0].day))
    if line.is_over:
        stage = say.stage(line.now.stage, line.now.of)
        return say("lifeline.kept-late", stage=stage) if line.late else stage
    if line.planned:
        return say("due", day=say.day(line.planned[-1].day))
    return say("lifeline.undated") if line.is_of("undated") else ""


def short_state(line: Lifeline, say: Wording) -> str:
    """The same where there is little room: that it is overdue, or the year in which it is due."""
    if line.overdue:
        return say("lifeline.late")
    if line.planned and not line.is_over:
        return say("due", day=say.day(Day(f"{line.planned[-1].day.last.year}")))
    if line.is_of("undated") and not line.is_over:
        return say("lifeline.dateless")
    return state(line, say)
