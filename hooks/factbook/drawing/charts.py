"""A chart of the record -> its rows and words, or what is wrong with it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import import_module

from ..meaning.wording import Wording
from ..record.book import Book
from ..record.kinds import PAYERS, Chart, Named
from ..record.problems import Problem, did_you_mean
from ..record.rules import written_first
from ..record.values import Text
from .chart_kind import ChartKind, Finding
from .description import describe
from .rows import ChartData, Payers, Point, chart_addresses, known_figures
from .said_once import named_once

SUBJECTS = {"indicators": "indicator", "programs": "program", "people": "person"}
KEY = (*PAYERS, "")  # the order in which colours are explained


@cache
def chart_kind(name: str) -> ChartKind:
    """What the module of a kind says of it; its name is a word of `ChartKind` in the record."""
    module = import_module(f".chart_kinds.{name.replace('-', '_')}", __package__)
    kind: ChartKind = module.KIND
    return kind


def chart_data(book: Book, id_: str, say: Wording) -> ChartData:
    """The rows and words of a chart, from the Book's present readings."""
    chart = book.charts[id_]
    kind = chart_kind(chart.kind)
    unit = _unit(book, chart, say)
    points = named_once(tuple(kind.rows(book, chart, say)))
    rows_alone = ChartData(
        id=id_,
        kind=chart.kind,
        language=say.language,
        color=chart.color or "",
        unit=unit,
        points=points,
        description="",
        unit_is_said=_has_word(say.text(chart.subtitle), unit),
        tells_stages=kind.tells_stages,
        whose=kind.whose,
        payers=_payers(points, kind, say),
        comma=say("comma"),
    )
    data = kind.frame(rows_alone, book, chart, say)
    return replace(data, description=describe(data, kind, say))


def _has_word(words: str, word: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words, re.I))


def _payers(points: tuple[Point, ...], kind: ChartKind, say: Wording) -> Payers:
    """What the colours of a chart mean; nothing where none or only one is used."""
    found = {point.payer for point in points}
    if len(found) < 2:
        return ()
    return tuple(
        (payer, say(f"{kind.whose}.{payer or 'unknown'}")) for payer in KEY if payer in found
    )


def _unit(book: Book, chart: Chart, say: Wording) -> str:
    """What the numbers of a chart count, in words; nothing where they are dates."""
    addresses = chart_addresses(book, chart)
    if addresses:
        return say.text(book.units[book.figures[addresses[0]].unit].label)
    counts = chart_kind(chart.kind).counts
    return say(counts) if counts else ""


# ---------------------------------------------------------------- charts of an earlier edition


def undrawable(book: Book, say: Wording) -> list[str]:
    """The ids of charts of which an earlier edition knows too little to draw anything."""
    return [
        id_
        for id_, chart in book.charts.items()
        if next(_wrong(book, chart), None) or not chart_data(book, id_, say).points
    ]


def plain_title(book: Book, chart: Chart, say: Wording) -> str:
    """What a chart draws and how, said by the record's own names: AI budget: values by stage."""
    return f"{say.text(_subject(book, chart))}: {say(f'drawn.{chart.kind}')}"


def plain_subtitle(book: Book, chart: Chart, say: Wording) -> str:
    """What the numbers of a chart count."""
    return _unit(book, chart, say)


def _subject(book: Book, chart: Chart) -> Text:
    """The name of what a chart draws; that of its topic where it draws from several records."""
    if chart.indicator:
        return book.indicators[chart.indicator].name
    if chart.program:
        return book.programs[chart.program].name
    if chart.person:
        return book.people[chart.person].name
    drawn = (*chart_addresses(book, chart), *chart.against)
    records = {address.partition("#")[0] for address in drawn}
    record = book.get(records.pop()) if len(records) == 1 else None
    if isinstance(record, Named):
        return record.name
    return book.topics[chart.topic].name


# ---------------------------------------------------------------- what a chart may not do


def chart_problems(book: Book) -> Iterator[Problem]:
    """Charts that lack what their kind needs or mix what must not be mixed, each at its line."""
    for id_ in book.charts:
        yield from problems_of_chart(book, id_)


def problems_of_chart(book: Book, id_: str) -> Iterator[Problem]:
    """The same of one chart."""
    chart = book.charts[id_]
    for field, message in _wrong(book, chart):
        yield Problem(*book.place(f"charts/{id_}", field), message)
    for place, message in chart_kind(chart.kind).check_drawn(book, chart):
        yield Problem(*place, message)


def problems_of_half_read(book: Book, address: str, chart: Chart) -> Iterator[Problem]:
    """What a chart with mistakes names that is not there, as far as it could be read."""
    with suppress(AttributeError):
        kind = chart_kind(chart.kind)
        unread = list(kind.unread(chart))
        for setting in unread:
            yield Problem(*book.place(address, setting), _without_say(setting, chart))
        is_lost = chart.indicator and chart.indicator not in book.indicators
        if is_lost or _draws_what_is_broken(book, chart):
            return  # told where it is written, or of that
        for field, message in (*_no_figures(book, chart), *_unknown_rows(book, chart)):
            if field not in unread:
                yield Problem(*book.place(address, field), message)


def _wrong(book: Book, chart: Chart) -> Iterator[Finding]:
    kind = chart_kind(chart.kind)
    missing = list(kind.missing(chart))
    for fields in missing:
        where, *_ = (*written_first(chart, *fields), "kind")
        need = " or ".join(f"'{field}'" for field in fields)
        yield where, f"a chart of kind '{chart.kind}' needs {need}"
    unread = list(kind.unread(chart))
    for setting in unread:
        yield setting, _without_say(setting, chart)
    if chart.indicator and chart.indicator not in book.indicators:
        return  # a dead reference, which is told where it is written
    if _draws_what_is_broken(book, chart):
        return  # what is wrong with that is told there
    yield from _no_figures(book, chart)
    yield from (wrong for wrong in _unknown_rows(book, chart) if wrong[0] not in unread)
    units = {book.figures[address].unit for address in known_figures(book, chart)}
    if len(units) > 1:
        listed = ", ".join(sorted(units))
        yield "figures", f"the figures of a chart share one unit; these have {listed}"
    elif not missing:
        yield from kind.check(book, chart)


def _without_say(setting: str, chart: Chart) -> str:
    return f"'{setting}' has no say in a chart of kind '{chart.kind}'; leave it out"


def _draws_what_is_broken(book: Book, chart: Chart) -> bool:
    """True where a chart draws figures of a record that could not be read or be written."""
    drawn = [*chart_addresses(book, chart), *chart.against]
    for kind in SUBJECTS:
        id_ = getattr(chart, SUBJECTS[kind])
        drawn += [f"{kind}/{id_}"] if id_ else []
    return any(map(book.may_be_broken, drawn))


def _no_figures(book: Book, chart: Chart) -> Iterator[Finding]:
    """Addresses of records where figures are drawn."""
    of_levels = [address for level in chart.levels for address in level.figures]
    named = {"figures": chart.figures, "against": chart.against, "levels": of_levels}
    for field, addresses in named.items():
        for address in addresses:
            if "#" not in address and book.get(address):
                yield field, f"'{address}' is no figure; a figure is written kind/id#figure"


def _unknown_rows(book: Book, chart: Chart) -> Iterator[Finding]:
    rows = book.indicators[chart.indicator].rows if chart.indicator else ()
    for key in chart.rows:
        if key not in rows:
            where = f"the indicator '{chart.indicator}'" if chart.indicator else "this chart"
            yield "rows", f"{where} has no row '{key}'{did_you_mean(_row_of(key), rows)}"
    drawn = {address.partition("#")[2] for address in known_figures(book, chart)}
    remarked = [remark.row for remark in chart.remarks]
    for field, keys in (("highlight", chart.highlight), ("remarks", remarked)):
        for key in keys:
            if key not in drawn and key not in chart.rows:
                remedy = did_you_mean(_row_of(key), drawn) or "; leave it out, or name a row"
                yield field, f"this chart draws no '{key}'{remedy}"
    for field in ("rows", "figures", "highlight"):
        for name in _twice(getattr(chart, field)) if not chart.against else ():
            yield field, f"'{name}' stands twice in this chart; keep one"


def _row_of(written: str) -> str:
    """The key of a row that is written with the address of its indicator."""
    return written.rpartition("#")[2]


def _twice(names: tuple[str, ...]) -> list[str]:
    return [name for place, name in enumerate(names) if name in names[:place]]
