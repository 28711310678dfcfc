"""What must be true of a record beyond the types of its fields.

One rule is one function: it is given a part of a record and yields (field, message) for what is wrong with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .kinds import (
    Dispute,
    Figure,
    Indicator,
    Post,
    Promise,
    Question,
    Reading,
    Row,
    Site,
    Source,
    Step,
    Undertaking,
    Unit,
)
from .values import Day, Record, Text

Finding = tuple  # (field or path, message), and "warning" where the build may go on
_RULES: list[tuple[tuple[type, ...], Callable[..., Iterator[Finding]]]] = []


@dataclass(frozen=True)
class Setting:
    """What a rule may need to know beyond the part that it looks at."""

    site: Site | None
    units: dict[str, Unit]


def rule(*types: type):
    def enter(function):
        _RULES.append((types, function))
        return function

    return enter


def parts(record: object, path: tuple = ()) -> Iterator[tuple[tuple, Record]]:
    """A record and all the records inside it, each with the path that leads there."""
    if isinstance(record, Record):
        yield path, record
        for name in _fields_with_records(type(record)):
            yield from parts(getattr(record, name), (*path, name))
    elif isinstance(record, dict):
        for key, item in record.items():
            yield from parts(item, (*path, key))
    elif isinstance(record, tuple):
        for place, item in enumerate(record):
            if isinstance(item, Record):
                yield from parts(item, (*path, place))


@cache
def _fields_with_records(model: type[Record]) -> tuple[str, ...]:
    """The fields of a model that can hold further records."""
    return tuple(
        name for name, field in model.model_fields.items() if _holds_records(field.annotation)
    )


def _holds_records(annotation: object) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(
        map(_holds_records, getattr(annotation, "__args__", ()))
    )


def broken_rules(record: Record, setting: Setting) -> Iterator[tuple[tuple, str, str]]:
    """(path, message, level) for each rule that the record breaks."""
    for path, part in parts(record):
        for types, check in _RULES:
            if isinstance(part, types):
                for field, message, *level in check(part, setting):
                    where = field if isinstance(field, tuple) else (field,) if field else ()
                    yield (*path, *where), message, level[0] if level else "error"


# ---------------------------------------------------------------- words


@rule(Text)
def words_in_languages_of_the_site(text: Text, setting: Setting) -> Iterator[Finding]:
    for language, words in text.others(""):
        if setting.site and language != "en" and language not in setting.site.languages:
            yield (
                language,
                f"no language '{language}' in this site (data/site.yml: languages: {', '.join(setting.site.languages)})",
            )
        elif not words.strip():
            yield language, f"'{language}' is empty; write the words, or leave it out"


@rule(Source)
def source_has_words(source: Source, _) -> Iterator[Finding]:
    for field in ("publisher", "title", "language"):
        if not getattr(source, field).strip():
            yield field, f"'{field}' is empty"


# ---------------------------------------------------------------- values


@rule(Reading)
def value_or_range(reading: Reading, _) -> Iterator[Finding]:
    ends = (reading.low is not None) + (reading.high is not None)
    if (reading.value is None) == (ends == 0) or ends == 1:
        yield (
            "value" if reading.value is not None else "",
            "give either 'value' or both 'low' and 'high'",
        )
    elif ends == 2 and reading.low >= reading.high:
        yield "low", f"'low' ({reading.low}) must be below 'high' ({reading.high})"


@rule(Reading, Dispute)
def not_negative(part: Reading | Dispute, _) -> Iterator[Finding]:
    for field in ("value", "low", "high"):
        number = getattr(part, field)
        if number is not None and number < 0:
            yield field, f"'{field}' is negative; amounts and counts start at zero"


@rule(Dispute)
def a_dispute_says_something(dispute: Dispute, _) -> Iterator[Finding]:
    if dispute.says is None and dispute.value is None and dispute.low is None:
        yield "", "say what the source says: 'value', 'low' and 'high', or 'says'"


@rule(Figure, Row)
def readings_oldest_first(figure: Figure | Row, _) -> Iterator[Finding]:
    for place, (before, after) in enumerate(zip(figure.readings, figure.readings[1:]), 1):
        if after.as_of.last < before.as_of.first:
            yield (
                ("readings", place, "as_of"),
                f"readings stand oldest first; reading {place + 1} ({after.as_of}) is older than the one before ({before.as_of})",
            )


def _values(reading: Reading) -> list[Decimal]:
    """All that a reading says, and those who dispute it for no reason that we give."""
    return [
        number
        for part in (reading, *(dispute for dispute in reading.disputed_by if not dispute.why))
        for number in (part.value, part.low, part.high)
        if number
    ]


@rule(Figure, Row)
def no_tenfold_slip(figure: Figure | Row, _) -> Iterator[Finding]:
    """Readings of one figure that are 10, 100 or 1,000 times each other are more often a slip than news."""
    seen: list[tuple[int, Decimal]] = []
    for place, reading in enumerate(figure.readings):
        for number in _values(reading):
            for earlier, other in seen:
                ratio = max(number, other) / min(number, other)
                if ratio in (10, 100, 1000, 10000, 10**6, 10**8):
                    yield (
                        ("readings", place),
                        f"reading {place + 1} ({number:f}) is exactly {ratio:f} times another ({other:f}, "
                        f"reading {earlier + 1}): a slip of zeros, or trillion for billion?",
                        "warning",
                    )
            seen.append((place, number))


@rule(Figure, Indicator)
def printed_equivalent_is_plausible(
    part: Figure | Indicator, setting: Setting
) -> Iterator[Finding]:
    """Two currencies as one source printed them: trillion for billion shows at once."""
    groups = (
        [(("rows", key), row.readings) for key, row in part.rows.items()]
        if isinstance(part, Indicator)
        else [((), part.readings)]
    )
    for where, readings in groups:
        for place, reading in enumerate(readings):
            ratio = _printed_ratio(reading, setting.units.get(part.unit), setting.units)
            if ratio and not Decimal("0.5") < ratio < 2:
                yield (
                    (*where, "readings", place, "printed"),
                    f"the two printed amounts are {ratio:.2g} times each other at the rate "
                    "of data/units ('worth'): a slip of zeros, or trillion for billion?",
                    "warning",
                )


def _printed_ratio(reading: Reading, unit: Unit | None, units: dict[str, Unit]) -> Decimal | None:
    other = units.get(reading.printed.unit) if reading.printed else None
    if unit and other and unit.worth and other.worth and reading.value and reading.printed.value:
        return (reading.value * unit.worth) / (reading.printed.value * other.worth)
    return None


# ---------------------------------------------------------------- dates


@rule(Reading)
def reading_within_record(reading: Reading, setting: Setting) -> Iterator[Finding]:
    yield from _not_after_the_record("as_of", reading.as_of, setting)


@rule(Step)
def step_within_record(step: Step, setting: Setting) -> Iterator[Finding]:
    if (step.date is None) == (step.due is None):
        yield "", "a step has either 'date' (it happened) or 'due' (it is planned)"
    elif step.date:
        yield from _not_after_the_record("date", step.date, setting)


def _not_after_the_record(field: str, day: Day, setting: Setting) -> Iterator[Finding]:
    if setting.site and day.first > setting.site.as_of.last:
        yield (
            field,
            f"{day} is after the record's end ({setting.site.as_of}, data/site.yml: as_of); move as_of, or mend the date",
        )


@rule(Undertaking, Promise)
def steps_in_order(undertaking: Undertaking | Promise, _) -> Iterator[Finding]:
    happened = [(place, step.date) for place, step in enumerate(undertaking.steps) if step.date]
    for (_, before), (place, after) in zip(happened, happened[1:]):
        if after.last < before.first:
            yield (
                ("steps", place, "date"),
                f"steps stand oldest first; step {place + 1} ({after}) is older than the one before ({before})",
            )


# Ids that every page has already: its frame and its sections.
RESERVED = {
    "top",
    "content",
    "menu",
    "search",
    "steps",
    "figures",
    "sources",
    "cited-sources",
    "mentioned-in",
    "posts",
    "studies",
    "positions",
}


@rule(Undertaking, Promise)
def steps_have_their_own_address(undertaking: Undertaking | Promise, _) -> Iterator[Finding]:
    seen = {*undertaking.figures, *RESERVED}
    for place, step in enumerate(undertaking.steps):
        if step.anchor in seen:
            yield (
                ("steps", place),
                f"the address '{step.anchor}' is taken on this page; give step {place + 1} an 'id' of its own",
            )
        seen.add(step.anchor)


@rule(Record)
def figures_have_their_own_address(record: Record, _) -> Iterator[Finding]:
    for field in ("figures", "rows"):
        written = getattr(record, field, None)
        for key in sorted(RESERVED.intersection(written if isinstance(written, dict) else ())):
            yield (
                (field, key),
                f"the address '{key}' is taken on every page; call it something else",
            )


@rule(Post)
def post_not_reversed(post: Post, _) -> Iterator[Finding]:
    if post.start and post.end and post.end.last < post.start.first:
        yield "end", f"ends ({post.end}) before it starts ({post.start})"


@rule(Post)
def post_says_until_when_it_is_known(post: Post, _) -> Iterator[Finding]:
    """An office without an end is not held for ever: readers are told the last date on which a source shows it."""
    if post.start and not post.end and not post.seen:
        yield (
            "",
            "a post without 'end' needs 'seen': the last date on which a source shows the person in it",
        )


@rule(Source)
def source_can_be_found(source: Source, _) -> Iterator[Finding]:
    if not source.url and not source.no_url:
        yield "", "give 'url', or say in 'no_url' why there is none"
    if source.published and source.published.first > source.accessed.last:
        yield (
            "accessed",
            f"was read ({source.accessed}) before it was published ({source.published})",
        )


# ---------------------------------------------------------------- shapes


@rule(Unit)
def unit_is_money_or_worded(unit: Unit, _) -> Iterator[Finding]:
    if bool(unit.currency) == bool(unit.many):
        yield "", "a unit has either 'currency' or 'many' (and 'one')"


ANSWERS = ("figure", "ratio", "share", "compare", "stage_of", "date_of")
FORMS = {
    "number": ("figure", "ratio", "share"),
    "truefalse": ("compare",),
    "choice": ("figure", "compare", "stage_of", "date_of"),
}


@rule(Question)
def question_fits_its_answer(question: Question, _) -> Iterator[Finding]:
    answer = question.answer
    given = [name for name in ANSWERS if getattr(answer, name)]
    if len(given) != 1:
        yield "answer", f"give exactly one of {', '.join(ANSWERS)}"
    elif given[0] not in FORMS[question.form]:
        yield (
            "form",
            f"a question of form '{question.form}' is answered by {' or '.join(FORMS[question.form])}, not by '{given[0]}'",
        )
    elif given[0] in ("ratio", "share", "compare") and len(getattr(answer, given[0])) != 2:
        yield ("answer", given[0]), f"'{given[0]}' needs two figures"
    elif given[0].endswith("_of") and not getattr(answer, given[0]).startswith(
        ("programs/", "investments/", "promises/")
    ):
        yield (
            ("answer", given[0]),
            f"'{given[0]}' needs a program, an investment or a promise: only these have steps",
        )
    elif bool(answer.date_of) != bool(answer.step):
        yield "answer", "'date_of' and 'step' stand together: whose step, and which"
