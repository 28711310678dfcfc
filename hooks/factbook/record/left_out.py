"""Words that say that nothing is known, where a value is due: what to write in their place."""

import re

from .fields import Field, Model, fields_of, holder
from .kinds import Dispute, InvestmentStep, Post, ProgramStep, PromiseStep, Reading, Source
from .marked_yaml import Path_

UNKNOWN = re.compile(
    r"n/?a|none|unknown|undated|undisclosed|present|now|current|ongoing|today|open|soon|"
    r"t\.?b\.?[acd]\.?|[?]+|[-–—]+|미정|현재|없음|미상|",
    re.I,
)
DIGIT = re.compile(r"\d")
VALUES = ("day", "number", "integer", "url")  # types of fields that hold no words

NO_NUMBER = "; where there is no number, leave out the reading, or give 'low' and 'high'"
NO_DATE = "; a step to come has 'due' in its place; where neither is known, leave out the step"
NO_DUE = "; a step that has happened has 'date'; where neither is known, leave out the step"
STEPS: tuple[Model, ...] = (ProgramStep, InvestmentStep, PromiseStep)
# What is said in place of "leave it out", where another field is needed then or the part is idle.
THEN: dict[tuple[Model, str], str] = {
    **{(model, end): NO_NUMBER for model in (Reading, Dispute) for end in ("value", "low", "high")},
    **{(model, "date"): NO_DATE for model in STEPS},
    **{(model, "due"): NO_DUE for model in STEPS},
    (Post, "end"): "; leave 'end' out while there is none, and give 'seen': "
    "the last date on which a source shows the person in it",
    (Post, "seen"): "; write the last date on which a source shows the person in it",
    (Source, "url"): "; leave 'url' out, and say in 'no_url' why there is none",
}


def remedy_of_nothing_known(
    given: object,
    model: Model,
    location: Path_,
) -> str:
    """What is said where a word says that nothing is known; nothing where the field is needed."""
    *above, name = location
    around = holder(model, tuple(above))
    field = _field(around, name)
    is_needed = field is not None and field.required
    if not isinstance(name, str) or is_needed:
        return ""
    if not _says_unknown(given, field):
        return ""
    left_out = f"; leave '{name}' out while there is none"
    return THEN.get((around, name), left_out)


def is_to_leave_out(
    model: Model,
    field: Field,
    given: object,
) -> bool:
    """True for a field of which that says to leave it out, and no more."""
    if field.many or field.required or field.type not in VALUES:
        return False
    is_told_otherwise = (model, field.name) in THEN
    return not is_told_otherwise and _says_unknown(given, field)


def _field(
    model: Model,
    name: object,
) -> Field | None:
    of_that_name = (field for field in fields_of(model) if field.name == name)
    return next(of_that_name, None)


def _says_unknown(
    given: object,
    field: Field | None,
) -> bool:
    """True for a word in place of a value: 'present' for an end, or words where a day is due."""
    if not isinstance(given, str):
        return False
    if UNKNOWN.fullmatch(given.strip()):
        return True
    is_day = field is not None and field.type == "day"
    return is_day and not DIGIT.search(given)
