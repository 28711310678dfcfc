"""Which numbers a chart draws: its rows, its table, and its words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..meaning.figures import (
    CannotCompute,
    Status,
    current,
    everything_dated,
    promises_by_stage,
    status,
    total,
)
from ..meaning.wording import Wording
from ..record.book import Address, Book
from ..record.kinds import STAGES, Chart, Post, Reading, Step
from ..record.problems import Problem, did_you_mean
from ..record.values import Day

# Drawn as an outline: said, not done.
INTENDED = {"target", "announced", "memorandum", "proposed", "projected", "estimated", "reported"}

MOST_CHOICES = 10  # more boxes than that help nobody to filter


@dataclass(frozen=True)
class Point:
    """One mark of a chart, with all that its table and its label say."""

    label: str
    text: str  # the value in words, as readers see it
    value: float | None = None
    low: float | None = None
    high: float | None = None
    other: float | None = None  # the second value, where two are set against each other
    group: str = ""
    stage: str = ""
    stage_word: str = ""
    as_of: str = ""
    period: str = ""
    when: str = ""  # the period in words
    start: str = ""  # ISO dates, for bars along time
    end: str = ""
    intended: bool = False
    stressed: bool = False
    basis: str = ""
    breaks: bool = False  # something else is counted than in the point before
    address: Address = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChartData:
    """A chart's rows in the order drawn, and its words in one language."""

    id: str
    kind: str
    language: str
    color: str
    unit: str
    points: tuple[Point, ...]
    description: str
    as_of: str
    total: float | None = None  # what the shares are shares of
    each: float | None = None  # what one square of a grid stands for
    ticks: tuple[tuple[float, str], ...] = ()  # along the first value
    other_ticks: tuple[tuple[float, str], ...] = ()  # along the second
    words: dict[str, str] = field(default_factory=dict)  # what the drawing says beside its rows

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for point in self.points for source in point.sources))

    @property
    def has_breaks(self) -> bool:
        return any(point.breaks for point in self.points)

    @property
    def filters(self) -> dict[str, dict[str, str]]:
        """What a reader may narrow the rows by: for the group and the stage each value with its word, where there are several."""
        choices = {
            "group": {point.group: point.group for point in self.points if point.group},
            "stage": {
                point.stage: point.stage_word
                for point in self.points
                if point.stage and point.stage_word
            },
        }
        return {field: words for field, words in choices.items() if 1 < len(words) <= MOST_CHOICES}


def chart_data(book: Book, id_: str, say: Wording) -> ChartData:
    """The rows and words of a chart, from the Book's present readings."""
    chart = book.charts[id_]
    points = tuple(ROWS.get(chart.kind, _readings)(book, chart, say))
    data = ChartData(
        id_,
        chart.kind,
        say.language,
        chart.color,
        _unit(book, chart, say),
        points,
        "",
        max((point.as_of for point in points), default=""),
        words=_words(book, chart, say),
        each=_float(chart.each),
        total=_whole(book, chart) if chart.kind == "share-bars" else None,
    )
    data = replace(
        data, ticks=_ticks(book, chart, data, say), other_ticks=_other_ticks(book, chart, data, say)
    )
    return replace(data, description=describe(data, say))


def _unit(book: Book, chart: Chart, say: Wording) -> str:
    addresses = list(_addresses(book, chart))
    if addresses:
        return say.text(book.units[book.figures[addresses[0]].unit].label)
    return (
        say("unit.days")
        if chart.kind == "evidence-age"
        else say("count")
        if chart.kind in ("status-bars", "timeline")
        else ""
    )


def _addresses(book: Book, chart: Chart) -> Iterator[Address]:
    """The figures that a chart draws, as far as the edition knows them."""
    keys = chart.rows or book.indicators[chart.indicator].rows if chart.indicator else ()
    named = [*(f"indicators/{chart.indicator}#{key}" for key in keys), *chart.figures]
    return (address for address in named if address not in book.unseen)


def _words(book: Book, chart: Chart, say: Wording) -> dict[str, str]:
    """What a drawing of a kind says beside its rows."""
    match chart.kind:
        case "grid":
            unit = book.units[book.figures[next(_addresses(book, chart))].unit]
            return {"key": say("chart.each", n=say.quantity(chart.each, unit))}
        case "series":
            return {"break": say("chart.break")}
        case "ranks":
            return {"best": say("chart.best")}
        case "scatter":
            return {"across": say.text(chart.across), "up": say.text(chart.up)}
    return {}


# ---------------------------------------------------------------- rows


def _readings(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    for address in _addresses(book, chart):
        figure = book.figures[address]
        for reading in figure.readings if chart.all_readings else (current(figure),):
            yield _point(book, chart, address, reading, say)


def _point(book: Book, chart: Chart, address: Address, reading: Reading, say: Wording) -> Point:
    figure, key = book.figures[address], address.partition("#")[2]
    row = book.indicators[chart.indicator].rows.get(key) if chart.indicator else None
    return Point(
        label=say.text(figure.label),
        text=say.reading(reading, book.units[figure.unit]),
        value=_float(reading.value),
        low=_float(reading.low),
        high=_float(reading.high),
        group=say.text(row.group) if row else "",
        stage=reading.stage,
        stage_word=say(f"stage.{reading.stage}"),
        as_of=say.day(reading.as_of),
        period=row.period.first.isoformat() if row and row.period else "",
        when=say.day(row.period) if row and row.period else "",
        intended=reading.stage in INTENDED,
        stressed=key in chart.highlight,
        basis=say.text(reading.basis),
        address=address,
        sources=reading.sources,
    )


def _float(number) -> float | None:
    return None if number is None else float(number)


def _series(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Readings along time, each group by itself; a point that counts something else than the one before says so."""
    points = sorted(_readings(book, chart, say), key=lambda point: (point.group, point.period))
    for before, point in zip([None, *points], points):
        follows = before is not None and before.group == point.group
        yield replace(point, breaks=follows and before.basis != point.basis)


def _shares(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Parts of one whole, each with its share."""
    whole = _whole(book, chart)
    for point in _readings(book, chart, say):
        share = say("percent", n=say.rounded(100 * Decimal(str(point.value)) / Decimal(str(whole))))
        yield replace(point, text=f"{point.text} ({share})")


def _whole(book: Book, chart: Chart) -> float:
    return float(total(book, list(_addresses(book, chart))).value)


def _against(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Two figures of each thing, one along and one up."""
    for address, against in zip(chart.figures, chart.against):
        if address not in book.unseen and against not in book.unseen:
            point, other = (
                _point(book, chart, it, current(book.figures[it]), say) for it in (address, against)
            )
            yield replace(
                point,
                text=f"{point.text}; {other.text}",
                other=other.value,
                intended=point.intended or other.intended,
                sources=tuple(dict.fromkeys(point.sources + other.sources)),
            )


def _by_stage(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Sums of undertakings, grouped by the step that each undertaking has reached, the largest first."""
    addresses = list(_addresses(book, chart))
    owners = Counter(address.partition("#")[0] for address in addresses)
    for stage in reversed(STAGES):
        reached = [address for address in addresses if _status(book, address).stage == stage]
        for address in sorted(
            reached,
            key=lambda it: -(current(book.figures[it]).value or current(book.figures[it]).high),
        ):
            owner = address.partition("#")[0]
            point = _point(book, chart, address, current(book.figures[address]), say)
            name = say.text(book.get(owner).name)
            yield replace(
                point,
                label=f"{name}: {point.label}" if owners[owner] > 1 else name,
                group=say(f"stage.{stage}"),
            )


def _status(book: Book, address: Address) -> Status:
    return status(book.get(address.partition("#")[0]).steps, book.site.as_of)


def _ladder(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Who entered a contest, and until when each stayed in it."""
    program = book.programs[chart.program]
    happened = [step for step in program.steps if step.date]
    for id_ in dict.fromkeys(id_ for step in happened for id_ in step.enters):
        entered = next(step for step in happened if id_ in step.enters)
        left = next(
            (step for step in happened if id_ in step.leaves and step.date >= entered.date), None
        )
        until = left.date if left else book.site.as_of
        words = say(
            "ladder.out" if left else "ladder.in", start=say.day(entered.date), end=say.day(until)
        )
        yield Point(
            label=say.text(book.organizations[id_].name),
            text=words,
            start=entered.date.first.isoformat(),
            end=until.last.isoformat(),
            stage="out" if left else "in",
            as_of=say.day(until),
            stressed=not left,
            address=f"organizations/{id_}",
            sources=(left or entered).sources,
        )


def _gantt(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """The steps of a program along time, planned ones apart."""
    for step in book.programs[chart.program].steps:
        yield _step(book, chart, step, say)


def _step(book: Book, chart: Chart, step: Step, say: Wording) -> Point:
    day = say.day(step.when)
    return Point(
        label=_filled(book, say.text(step.what), say),
        text=say("due", day=day) if step.due else day,
        start=step.when.first.isoformat(),
        end=step.when.last.isoformat(),
        stage=step.stage,
        stage_word=say(f"stage.{step.stage}"),
        as_of=day,
        intended=bool(step.due),
        address=f"programs/{chart.program}",
        sources=step.sources,
    )


def _filled(book: Book, words: str, say: Wording) -> str:
    """Words of the record with their figures as plain words."""
    said = lambda call: (
        say.reading(current(book.figures[call[1]]), book.units[book.figures[call[1]].unit])
        if call[1] in book.figures
        else "…"
    )
    return re.sub(r"\{\{\s*figure\([\"']([^\"']+)[\"']\)\s*\}\}", said, words)


def _career(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """The posts of a person along time, as far as sources date them."""
    for post in book.people[chart.person].posts:
        start, end = post.start or post.end or post.seen, post.end or post.seen or post.start
        ends = {"start": start.first.isoformat(), "end": end.last.isoformat()} if start else {}
        yield Point(
            label=_post_name(book, post, say),
            text=_post_time(post, say),
            **ends,
            stage="ended" if post.end else "seen" if post.seen else "",
            intended=not post.start,
            as_of=say.day(end) if end else "",
            address=f"people/{chart.person}",
            sources=post.sources,
        )


def _post_name(book: Book, post: Post, say: Wording) -> str:
    title = say.text(post.title)
    body = say.text(book.organizations[post.organization].name) if post.organization else ""
    return f"{title}, {body}" if body and body not in title else title


def _post_time(post: Post, say: Wording) -> str:
    """What sources say of the time of a post, never more."""
    if post.start and post.end:
        return say("from-to", start=say.day(post.start), end=say.day(post.end))
    known = [say("since", day=say.day(post.start))] if post.start else []
    known += [say("until", day=say.day(post.end))] if post.end else []
    known += [say("last-seen", day=say.day(post.seen))] if post.seen and not post.end else []
    return ", ".join(known) or say("undated")


def _statuses(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """How many promises have reached each stage."""
    for stage, ids in promises_by_stage(book).items():
        yield Point(
            label=say(f"stage.{stage}"),
            text=say.plain_number(len(ids)),
            value=float(len(ids)),
            stage=stage,
            stage_word=say(f"stage.{stage}"),
            as_of=say.day(book.site.as_of),
            intended=stage in INTENDED,
            address="promises/" + ids[0],
            sources=tuple(
                dict.fromkeys(source for id_ in ids for source in book.promises[id_].sources)
            ),
        )


def _evidence_ages(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Days from the last evidence on each promise to the record's end, the most silent first."""
    reached = {
        id_: status(promise.steps, book.site.as_of) for id_, promise in book.promises.items()
    }
    for id_ in sorted(reached, key=lambda id_: -reached[id_].silent_days):
        step, days = reached[id_].step, reached[id_].silent_days
        if step:
            yield Point(
                label=say.text(book.promises[id_].name),
                text=say("days.one" if days == 1 else "days.many", n=days),
                value=float(days),
                stage=step.stage,
                stage_word=say(f"stage.{step.stage}"),
                as_of=say.day(step.date),
                address=f"promises/{id_}",
                sources=step.sources,
            )


def _dated(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """How many dated items each quarter holds; what is dated by a year or half-year alone is one row without a place in time."""
    items = [
        item
        for item in everything_dated(book)
        if not chart.since or item.day.first >= chart.since.first
    ]
    quarters = Counter(
        (f"{item.day.first.year}-Q{(item.day.first.month + 2) // 3}", item.planned)
        for item in items
        if item.day.exactness not in ("year", "half")
    )
    for (text, planned), count in sorted(quarters.items()):
        yield _quarter(Day(text), planned, count, book, say)
    rest = sum(item.day.exactness in ("year", "half") for item in items)
    if rest:
        yield Point(
            label=say("chart.no-quarter"),
            text=say.plain_number(rest),
            value=float(rest),
            as_of=say.day(book.site.as_of),
        )


def _quarter(day: Day, planned: bool, count: int, book: Book, say: Wording) -> Point:
    return Point(
        label=say.day(day),
        text=say.plain_number(count),
        value=float(count),
        intended=planned,
        period=day.first.isoformat(),
        stage="planned" if planned else "happened",
        stage_word=say("planned") if planned else "",
        as_of=say.day(book.site.as_of),
    )


ROWS = {
    "ladder": _ladder,
    "gantt": _gantt,
    "career": _career,
    "status-bars": _statuses,
    "evidence-age": _evidence_ages,
    "timeline": _dated,
    "series": _series,
    "slope": _series,
    "share-bars": _shares,
    "scatter": _against,
    "by-stage": _by_stage,
}


# ---------------------------------------------------------------- scales


def _ticks(
    book: Book, chart: Chart, data: ChartData, say: Wording
) -> tuple[tuple[float, str], ...]:
    """The places of the first scale that are named: powers of ten, places of a ranking, or even steps."""
    highest = max((point.high or point.value or 0 for point in data.points), default=0)
    if chart.kind == "ranks":
        return tuple((float(place), f"{place}") for place in (1, 3, *range(5, int(highest) + 1, 5)))
    if chart.kind not in ("by-stage", "scatter"):
        return ()
    unit = book.units[book.figures[next(_addresses(book, chart))].unit]
    if chart.kind == "scatter":
        return _even_ticks(highest, unit, say)[1:]  # the other scale names their common zero
    lowest = min(point.low or point.value for point in data.points)
    return tuple(
        (float(10**power), say.quantity(Decimal(10**power), unit))
        for power in range(_power(lowest), _power(highest) + 2)
    )


def _power(number: float) -> int:
    """The power of ten at or below a number."""
    return len(str(int(number))) - 1


def _other_ticks(
    book: Book, chart: Chart, data: ChartData, say: Wording
) -> tuple[tuple[float, str], ...]:
    if chart.kind != "scatter":
        return ()
    unit = book.units[book.figures[chart.against[0]].unit]
    return _even_ticks(max(point.other for point in data.points), unit, say)


def _even_ticks(highest: float, unit, say: Wording) -> tuple[tuple[float, str], ...]:
    """Two to four steps from zero to just below the highest value."""
    power = 10 ** _power(highest)
    step = next(
        step
        for step in (power // 5 or 1, power // 2 or 1, power, 2 * power, 5 * power)
        if highest / step <= 4
    )
    words = (
        say.quantity if unit.currency else lambda number, _: say.number(number)
    )  # the names of the scales tell other units
    return tuple(
        (float(place), words(Decimal(place), unit))
        for place in range(0, int(highest) + 1, int(step))
    )


# ---------------------------------------------------------------- words


def describe(data: ChartData, say: Wording) -> str:
    """What the drawing shows, for people who cannot see it: how many rows, the ends, the change, the breaks."""
    measured = [point for point in data.points if point.value is not None]
    if len(measured) < 2:
        return "; ".join(f"{point.label}: {point.text}" for point in data.points) + "."
    highest, lowest = (
        max(measured, key=lambda point: point.value),
        min(measured, key=lambda point: point.value),
    )
    key, first, last = (
        ("chart-words.ranks", lowest, highest)
        if data.kind == "ranks"
        else ("chart-words", highest, lowest)
    )
    said = [say(key, count=len(data.points), highest=_named(first), lowest=_named(last))]
    if data.kind in ("series", "slope"):
        said += _changes(data.points, say)
    return " ".join(
        said + [say("chart.broken", label=point.label) for point in data.points if point.breaks]
    )


def _changes(points: tuple[Point, ...], say: Wording) -> Iterator[str]:
    """The change of each line from its first to its last point; a line ends where something else is counted."""
    lines: list[list[Point]] = []
    for point in points:
        follows = lines and lines[-1][0].group == point.group and not point.breaks
        lines[-1].append(point) if follows else lines.append([point])
    for line in lines:
        first, last = line[0], line[-1]
        if len(line) > 1 and first.value and last.value is not None:
            change = 100 * Decimal(str(last.value)) / Decimal(str(first.value)) - 100
            yield say(
                "chart.change",
                name=f"{first.group}: " if first.group else "",
                first=first.text,
                last=last.text,
                start=first.label,
                end=last.label,
                change=say("percent", n=("+" if change > 0 else "") + say.rounded(change)),
            )


def _named(point: Point) -> str:
    inside = ", ".join(filter(None, (point.stage_word, point.group)))
    return f"{point.label}, {point.text}" + (f" ({inside})" if inside else "")


# ---------------------------------------------------------------- what a chart may not do


def chart_problems(book: Book) -> Iterator[Problem]:
    """Charts that mix what must not be mixed, or lack what their kind needs; each at the line of its record."""
    for id_, chart in book.charts.items():
        for field_, message in _wrong(book, chart):
            yield Problem(*book.place(f"charts/{id_}", field_), message)


def _wrong(book: Book, chart: Chart) -> Iterator[tuple[str, str]]:
    rows = book.indicators[chart.indicator].rows if chart.indicator in book.indicators else {}
    for key in (
        key for key in chart.rows if chart.indicator in book.indicators and key not in rows
    ):
        yield (
            "rows",
            f"the indicator '{chart.indicator}' has no row '{key}'{did_you_mean(key, rows)}",
        )
    figures = (
        [address for address in _addresses(book, chart) if address in book.figures]
        if not chart.indicator or rows
        else []
    )
    units = {book.figures[address].unit for address in figures}
    if len(units) > 1:
        yield (
            "figures",
            f"the figures of a chart share one unit; these have {', '.join(sorted(units))}",
        )
    elif chart.kind == "share-bars":
        try:
            total(book, figures)
        except CannotCompute as error:
            yield "kind", f"these are not parts of one whole: {error}"
    elif chart.kind == "slope" and rows:
        if len({str(rows[key].period) for key in chart.rows or rows if key in rows}) != 2:
            yield "rows", "a slope joins two periods; choose rows of exactly two"
