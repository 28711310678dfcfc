"""Every number that is computed, computed once.

Present readings, ratios, shares, totals, and the stage and silence of what goes by steps.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import cast, get_args

from ..record.book import Address, Book
from ..record.kinds import (
    Figure,
    OrganizationKind,
    Post,
    Promise,
    Reading,
    Step,
    in_order,
)
from ..record.remedies import figure_remedy, record_remedy
from ..record.values import Day

BODIES: tuple[str, ...] = get_args(OrganizationKind)
EMPLOYERS = {"government": "public", "company": "private"}
STATES = {"measured", "estimated", "reported", "projected"}  # what a figure tells that can age
SILENT_MONTHS, STALLED_MONTHS = 12, 24


Said = Mapping[Address, Reading]  # figures, and of each the reading that words speak of
StageNamed = str | Sequence[str] | None  # one for all figures, or one for each


class CannotCompute(ValueError):
    """Nothing can be computed; the words say why to the author who asked for it."""


@dataclass(frozen=True)
class Computed:
    """A number made from figures, which says what it was made from."""

    value: Decimal
    kind: str  # ratio, share, change, total
    said: Said  # what it was made from
    unit: str | None = None
    qualifier: str | None = None  # what those of its parts make of it

    @property
    def made_from(self) -> tuple[Address, ...]:
        """The addresses of those figures."""
        return tuple(self.said)


def figure_at(book: Book, address: Address) -> Figure:
    """The figure of an address; tells the nearest one if there is none."""
    try:
        return book.figures[address]
    except KeyError:
        raise CannotCompute(f"no figure '{address}'{remedy_of_figure(book, address)}") from None


def remedy_of_figure(book: Book, address: Address) -> str:
    """What to write in place of an address at which no figure stands."""
    record, _, _ = address.partition("#")
    if remedy := figure_remedy(address, book.figures):
        return remedy
    if book.knows(record):
        return "; it has no figures"
    return record_remedy(record, {one.partition("#")[0] for one in book.figures})


def current(figure: Figure) -> Reading:
    """The present reading: the last one written, as readings stand oldest first."""
    return figure.readings[-1]


def reading_at(
    book: Book, address: Address, stage: str | None = None, as_of: str | None = None
) -> Reading:
    """A figure's present reading, or the last one of a stage or of a date."""
    readings = figure_at(book, address).readings
    for reading in reversed(readings):
        if stage in (None, reading.stage) and as_of in (None, str(reading.as_of)):
            return reading
    known = ", ".join(f"{reading.stage} as of {reading.as_of}" for reading in readings)
    raise CannotCompute(f"'{address}' has no such reading; it has: {known}")


def said(
    book: Book,
    addresses: Sequence[Address],
    stage: StageNamed = None,
) -> dict[Address, Reading]:
    """Of each figure the reading that is meant: the present one, or the last of a stage.

    One stage for all is that of the figures that are read at several; the others have no other.
    """
    known = {address: figure_at(book, address).stages for address in addresses}
    if isinstance(stage, str) and not any(stage in of_one for of_one in known.values()):
        reading_at(book, addresses[0], stage)  # tells which it has
    readings = {}
    for address, named in stage_of_each(addresses, stage).items():
        is_of_all = named == stage and len(known[address]) == 1
        readings[address] = reading_at(book, address, None if is_of_all else named)
    return readings


def stage_of_each(addresses: Sequence[Address], stage: StageNamed) -> dict[Address, str | None]:
    """The stage that is named for each figure: one for all, or one for each in turn."""
    if stage is None or isinstance(stage, str):
        return dict.fromkeys(addresses, stage)
    if len(stage) != len(addresses):
        message = f"'stage' names {len(stage)} for {len(addresses)} figures"
        raise CannotCompute(f"{message}; name one for all, or one for each")
    return dict(zip(addresses, stage, strict=True))


def open_stages(book: Book, addresses: Iterable[Address], example: str) -> Iterator[str]:
    """What is said of each figure that is read at several stages, where words name none.

    What was announced stays announced: a later reading of another stage must not slip, unseen,
    into a sentence that was written of the one before.
    """
    for address in addresses:
        figure = book.figures.get(address)
        stages = figure.stages if figure else ()
        if len(stages) > 1:
            named = " or ".join(example.format(one) for one in stages)
            yield f"'{address}' is read at {len(stages)} stages; say which is meant: {named}"


def earlier(figure: Figure) -> tuple[Reading, ...]:
    """What the figure was before, newest first."""
    return figure.readings[-2::-1]


def numbers(reading: Reading) -> tuple[Decimal | None, ...]:
    """What a reading says, without its day and words: its value, or the ends of its range."""
    return reading.value, reading.low, reading.high


MOST_DIGITS, DIGITS_SHOWN = 6, 3  # a number that has more than so many is shown with so many
MILLION, MOST_OF_MILLIONS = 10**6, 4  # what is told in millions and more has fewer from the first
LIMITS = ("up-to", "at-least", "more-than", "less-than")


def rounded_reading(reading: Reading) -> Reading:
    """A reading as drawings and sentences print it: 1,450,935,791 as 1.45 billion.

    Tables and cards have it exactly. A limit is not rounded: who earns 149.9 million earns enough
    where 149.865 million are asked for, but not "at least 150 million".
    """
    if reading.qualifier in LIMITS:
        return reading
    exact = {"value": reading.value, "low": reading.low, "high": reading.high}
    shown = {field: _rounded(number) for field, number in exact.items() if number is not None}
    is_told_apart = reading.low is None or shown["low"] != shown["high"]
    return reading.model_copy(update=shown) if is_told_apart else reading


def _rounded(number: Decimal) -> Decimal:
    """A number of many digits with the few that count most."""
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    most = MOST_DIGITS if abs(number) < MILLION else MOST_OF_MILLIONS
    return number if len(digits) <= most else Decimal(f"{number:.{DIGITS_SHOWN}g}")


def size(reading: Reading) -> Decimal:
    """The value of a reading, or the lower end of its range; a rule holds that it has one."""
    return cast(Decimal, reading.low if reading.value is None else reading.value)


def topic_of(book: Book, address: Address) -> str:
    """The topic of the record that a figure stands in; '' where it has none."""
    return getattr(book.get(address.partition("#")[0]), "topic", "")


def value_of(address: Address, reading: Reading) -> Decimal:
    """The value of a figure as it was read; a range has none."""
    if reading.value is None:
        raise CannotCompute(
            f"'{address}' is a range ({reading.low:f} to {reading.high:f}); "
            "nothing can be computed from it"
        )
    return reading.value


def ratio(
    book: Book,
    above: Address,
    below: Address,
    *,
    stage: StageNamed = None,
) -> Computed:
    """How many times the second figure the first one is."""
    readings = _two_amounts(book, above, below, stage)
    value, qualifier = _quotient(readings, above, below)
    return Computed(value, "ratio", readings, qualifier=qualifier)


def share(
    book: Book,
    part: Address,
    whole: Address,
    *,
    stage: StageNamed = None,
) -> Computed:
    """The first figure as a percentage of the second, of which it is at most the whole."""
    readings = _two_amounts(book, part, whole, stage)
    value, qualifier = _quotient(readings, part, whole)
    percent = 100 * value
    if percent > 100 and not book.unseen:  # an edition had the sentence with other readings
        message = f"'{part}' is more than '{whole}', and so no part of it"
        raise CannotCompute(f"{message}; turn the two round, or say 'ratio'")
    return Computed(percent, "share", readings, qualifier=qualifier)


def change(
    book: Book,
    before: Address,
    after: Address,
    *,
    stage: StageNamed = None,
) -> Computed:
    """The change from the first figure to the second, in percent of the first."""
    readings = _two_amounts(book, before, after, stage)
    value, qualifier = _quotient(readings, after, before)
    if value < 1 and qualifier in LIMITS:
        message = f"'{after}' is less than '{before}', and one of them is a limit"
        raise CannotCompute(f"{message}: a limit of a fall is misread; print both figures")
    return Computed(100 * value - 100, "change", readings, qualifier=qualifier)


def difference(
    book: Book,
    first: Address,
    second: Address,
    stage: StageNamed = None,
) -> Decimal:
    """By how much the first figure is above the second: where either is a range, at least."""
    _same_unit(book, (first, second))
    readings = said(book, (first, second), stage)
    low, high = _ends(readings[first])
    other_low, other_high = _ends(readings[second])
    if low >= other_high:
        return low - other_high
    if high <= other_low:
        return high - other_low
    raise CannotCompute(f"'{first}' and '{second}' overlap, so neither is surely more")


def _ends(reading: Reading) -> tuple[Decimal, Decimal]:
    """The ends of the range that a reading is; of a single value, that value twice."""
    low = reading.low if reading.value is None else reading.value
    high = reading.high if reading.value is None else reading.value
    return cast(Decimal, low), cast(Decimal, high)  # a rule holds that it has them


def total(
    book: Book,
    addresses: Sequence[Address],
    stage: StageNamed = None,
) -> Computed:
    """The sum of figures of one unit and, for money, of one stage; other sums are refused."""
    if len(addresses) < 2:
        raise CannotCompute("a total needs two figures or more")
    _are_two(*addresses)
    unit = _unit_of_amounts(book, addresses)
    readings = said(book, addresses, stage)
    if book.units[unit].currency:
        _same_stage(readings)
    values = (value_of(address, reading) for address, reading in readings.items())
    qualifier = _common_qualifier([reading.qualifier for reading in readings.values()])
    return Computed(sum(values, Decimal()), "total", readings, unit, qualifier)


TURNED = {
    "up-to": "at-least",
    "at-least": "up-to",
    "less-than": "more-than",
    "more-than": "less-than",
}  # the limit of what is divided by something with a limit
WIDER = {"less-than": "up-to", "more-than": "at-least"}  # the limit that holds for both sorts


def _quotient(readings: Said, above: Address, below: Address) -> tuple[Decimal, str | None]:
    """How many times the second figure the first one is, and how that is qualified."""
    qualifier = readings[below].qualifier or ""
    both = readings[above].qualifier, TURNED.get(qualifier, qualifier)
    return _divide(readings, above, below), _common_qualifier(both)


def _common_qualifier(qualifiers: Iterable[str | None]) -> str | None:
    """How a computed number is qualified: as all its parts are that are qualified at all."""
    sorts = set(filter(None, qualifiers))
    if len(sorts) > 1:
        sorts = {WIDER.get(sort, sort) for sort in sorts}
    if len(sorts) > 1:
        named = " and ".join(f"'{sort}'" for sort in sorted(sorts))
        message = f"what it is made of makes it {named} at once, and no word says both"
        raise CannotCompute(f"{message}; print the figures themselves")
    return next(iter(sorts), None)


def _two_amounts(
    book: Book, first: Address, second: Address, stage: StageNamed
) -> dict[Address, Reading]:
    """Two figures as they are said, whose amounts can be set against each other."""
    _are_two(first, second)
    _unit_of_amounts(book, (first, second))
    return said(book, (first, second), stage)


def _divide(readings: Said, above: Address, below: Address) -> Decimal:
    """How many times the second figure the first one is; only what is above zero is so measured."""
    number, divisor = (value_of(address, readings[address]) for address in (above, below))
    if not divisor:
        raise CannotCompute(f"'{below}' is zero")
    for address, value in ((above, number), (below, divisor)):
        if value < 0:
            raise CannotCompute(f"'{address}' is below zero; it is no part or multiple of anything")
    return number / divisor


def _are_two(*addresses: Address) -> None:
    """CannotCompute where one figure stands twice."""
    for place, address in enumerate(addresses):
        if address in addresses[:place]:
            raise CannotCompute(f"'{address}' stands twice; name two figures")


def _same_unit(book: Book, addresses: Sequence[Address]) -> str:
    """The unit of some figures; CannotCompute where they have more than one."""
    units = {address: figure_at(book, address).unit for address in addresses}
    if len(set(units.values())) > 1:
        each = ", ".join(f"'{address}' is in {unit}" for address, unit in units.items())
        raise CannotCompute(f"these figures have different units: {each}")
    return units[addresses[0]]


def _unit_of_amounts(book: Book, addresses: Sequence[Address]) -> str:
    """The same; CannotCompute for places in a ranking too, which are no amounts."""
    unit = _same_unit(book, addresses)
    if book.units[unit].is_a_place:
        raise CannotCompute(
            f"'{addresses[0]}' is a place in a ranking, which is no amount; print both places"
        )
    return unit


def _same_stage(readings: Said) -> None:
    """CannotCompute where some figures are of more than one stage."""
    stages = {address: reading.stage for address, reading in readings.items()}
    if len(set(stages.values())) > 1:
        each = ", ".join(f"'{address}' is {stage}" for address, stage in stages.items())
        raise CannotCompute(f"money of different stages is never one total: {each}")


# ------------------------------------------------------- what a reader should know of a figure


def payer_of(book: Book, address: Address) -> str:
    """Who pays for a figure: as it says itself, or as its record says; '' where neither does."""
    own = figure_at(book, address).payer
    return own or getattr(book.get(address.partition("#")[0]), "payer", None) or ""


def employer_of(book: Book, post: Post) -> str:
    """Whether a post is held in the state or in a firm; '' where it is neither, or unknown.

    An institute belongs to what its parent is.
    """
    body = book.organizations.get(post.organization or "")
    while body and body.kind not in EMPLOYERS:
        body = book.organizations.get(body.parent or "")
    return EMPLOYERS[body.kind] if body else ""


def rests_on_aggregators(book: Book, reading: Reading) -> bool:
    """True where no source of a reading is stronger than an aggregator."""
    return all(book.sources[source].kind == "aggregator" for source in reading.sources)


def review_day(book: Book, address: Address) -> date:
    """The day from which a figure counts as old.

    It is the figure's own review_by, or comes a number of months after its last reading.
    """
    figure = figure_at(book, address)
    if figure.review_by:
        return figure.review_by.last
    kind = address.partition("/")[0]
    return _months_after(current(figure).as_of.last, book.site.review_months.get(kind, 12))


def old_from(book: Book, address: Address) -> str:
    """The day from which the page says that a figure is old, as ISO date; '' where it never is.

    Only a state can be another one by now: a level, a share, a count or a rank that was measured,
    estimated, reported or expected. What was promised, set, signed or paid on a day stays what it
    was, unless its author names a day; and so does what speaks of a time that was over.
    """
    figure = figure_at(book, address)
    reading = current(figure)
    is_state = reading.stage in STATES and not _is_over(book, figure, reading)
    return review_day(book, address).isoformat() if is_state or figure.review_by else ""


def is_closed(figure: Figure, reading: Reading) -> bool:
    """True where a figure speaks of a time that was over when it was read.

    The count of 2019 will not change.
    """
    return bool(figure.period and figure.period.last <= reading.as_of.last)


def _is_over(book: Book, figure: Figure, reading: Reading) -> bool:
    """True where a figure speaks of a time that is over, unless it only looked ahead to it."""
    looks_ahead = reading.stage == "projected" and not is_closed(figure, reading)
    return bool(figure.period and figure.period.last <= book.site.as_of.last and not looks_ahead)


def _months_after(day: date, months: int) -> date:
    """The same day some months later, or the 28th where that month may lack it."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


# ---------------------------------------------------------------- status and silence


@dataclass(frozen=True)
class Status:
    """Where something stands as of the record's date."""

    stage: str
    step: Step | None  # the last step that happened
    next_step: Step | None  # the next one that is due
    overdue: tuple[Step, ...]  # due before the record's date, with no report that it happened
    silent_days: int  # from the last step to the record's date
    silence: str  # "", "silent" (12 months) or "stalled" (24 months, inferred)

    @property
    def of(self) -> str:
        """What sort of program it is the state of."""
        return self.step.of if self.step else ""


ARTICLE = 3  # bytes of the longest word that names no office: the, of, 그
FINAL = {"delivered", "operating", "cancelled", "missed"}


def status(steps: Sequence[Step], as_of: Day) -> Status:
    """The state that a ladder of steps has reached by a day."""
    planned = _planned(steps)
    overdue = tuple(step for step in planned if step.when.last < as_of.last)
    to_come = planned[len(overdue) :]
    next_step = to_come[0] if to_come else None
    last = _last_that_happened(steps, as_of)
    if not last:
        return Status("announced", None, next_step, overdue, silent_days=0, silence="")
    days = max((as_of.last - last.when.last).days, 0)
    silence = "" if last.stage in FINAL else _silence(days)
    return Status(last.stage, last, next_step, overdue, days, silence)


def _planned(steps: Sequence[Step]) -> list[Step]:
    """The steps that are due, those of the nearest day first."""
    return sorted((step for step in steps if step.due), key=lambda step: step.when.last)


def _last_that_happened(steps: Sequence[Step], as_of: Day) -> Step | None:
    """The last step that had begun to happen by a day."""
    for step in reversed(steps):
        if step.date and step.date.first <= as_of.last:
            return step
    return None


def _silence(days: int) -> str:
    """How a number of days without news is called."""
    months = days / 30.44
    if months >= STALLED_MONTHS:
        return "stalled"
    return "silent" if months >= SILENT_MONTHS else ""


def people_by_body(book: Book) -> dict[str, list[str]]:
    """The ids of people by the sort of body where each was last seen; of none known, other."""
    found: dict[str, list[str]] = {body: [] for body in BODIES}
    for id_ in book.people:
        found[_body(book, id_)].append(id_)
    return {body: ids for body, ids in found.items() if ids}


def _body(book: Book, person: str) -> str:
    try:
        organization = newest_post(book, person).organization
    except CannotCompute:
        organization = None
    return book.organizations[organization].kind if organization else "other"


def newest_post(book: Book, person: str) -> Post:
    """The post in which a source shows a person last."""
    return max(_dated_posts(book, person), key=itemgetter(0))[1]


def post_called(book: Book, person: str, words: str, language: str) -> Post:
    """The post that some words name: who was the minister may be an ambassador since.

    It is the one whose title has most of them, and of two alike the newest.
    """
    named = [word for word in words.casefold().split() if len(word.encode()) > ARTICLE]

    def likeness(dated: tuple[date, Post]) -> tuple[int, date]:
        day, post = dated
        title = post.title.in_(language).casefold()
        return sum(word in title for word in named), day

    return max(_dated_posts(book, person), key=likeness)[1]


def _dated_posts(book: Book, person: str) -> list[tuple[date, Post]]:
    """The posts of a person, each with the last day that is known of it."""
    found: list[tuple[date, Post]] = []
    for post in book.people[person].posts:
        day = _last_day(post)
        if day:
            found.append((day, post))
    if not found:
        raise CannotCompute(f"'{person}' has no post with a date")
    return found


def _last_day(post: Post) -> date | None:
    """The last day that is known of a post; nothing where no source shows the person in it."""
    last = post.seen or post.end or post.start
    return last.last if last else None


def promises_by_stage(book: Book) -> dict[str, list[str]]:
    """The ids of the promises that have reached each stage, in the order of the ladder."""
    reached: dict[str, list[str]] = defaultdict(list)
    for id_, promise in book.promises.items():
        reached[status(promise.steps, book.site.as_of).stage].append(id_)
    return {stage: reached[stage] for stage in in_order(reached)}


@dataclass(frozen=True)
class Clarity:
    """How many promises name what they can be judged by, from the record alone."""

    promises: int
    number: int  # to be measured by
    day: int
    both: int
    person: int  # who made it
    body: int  # that made it, and no person


def clarity_of_promises(book: Book) -> Clarity:
    """How many promises name a number, a day, both, and who made them."""
    promises = book.promises.values()
    return Clarity(
        promises=len(promises),
        number=sum(bool(promise.target) for promise in promises),
        day=sum(bool(promise.due) for promise in promises),
        both=sum(bool(promise.target and promise.due) for promise in promises),
        person=sum(bool(promise.by) for promise in promises),
        body=sum(not promise.by and bool(promise.by_organizations) for promise in promises),
    )


def promised_by(promise: Promise) -> list[Address]:
    """Who made a promise: the people, then the bodies."""
    people = [f"people/{id_}" for id_ in promise.by]
    return people + [f"organizations/{id_}" for id_ in promise.by_organizations]


def charts_about(book: Book, promise: Promise) -> list[str]:
    """The ids of the charts that draw what a promise is judged by."""
    target = promise.target.partition("#")[0] if promise.target else ""
    named = [it for address in (target, *keepers(promise)) for it in book.mentioned_in(address)]
    charts = dict.fromkeys(it for it in named if it.startswith("charts/"))
    return [it.removeprefix("charts/") for it in charts]


def keepers(promise: Promise) -> list[Address]:
    """The program and the investment that are to keep a promise."""
    named = (("programs", promise.program), ("investments", promise.investment))
    return [f"{kind}/{id_}" for kind, id_ in named if id_]
