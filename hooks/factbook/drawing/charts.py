"""A chart of the record -> its rows and words, or what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import import_module

from ..meaning.wording import Wording
from ..record.book import Book
from ..record.kinds import Chart
from ..record.problems import Problem, did_you_mean
from .chart_kind import ChartKind, Finding
from .rows import ChartData, Point, chart_addresses, known_figures


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
    points = tuple(kind.rows(book, chart, say))
    rows_alone = ChartData(
        id=id_,
        kind=chart.kind,
        language=say.language,
        color=chart.color,
        unit=_unit(book, chart, say),
        points=points,
        description="",
        as_of=max((point.as_of for point in points), default=""),
        tells_stages=kind.tells_stages,
    )
    data = kind.frame(rows_alone, book, chart, say)
    return replace(data, description=describe(data, say))


def _unit(book: Book, chart: Chart, say: Wording) -> str:
    """What the numbers of a chart count, in words; nothing where they are dates."""
    addresses = chart_addresses(book, chart)
    if addresses:
        return say.text(book.units[book.figures[addresses[0]].unit].label)
    counts = chart_kind(chart.kind).counts
    return say(counts) if counts else ""


# ---------------------------------------------------------------- words


def describe(data: ChartData, say: Wording) -> str:
    """What the drawing shows, for people who cannot see it: how many rows, ends and changes."""
    measured = [(point.value, point) for point in data.points if point.value is not None]
    if len(measured) < 2:
        return "; ".join(f"{point.label}: {point.text}" for point in data.points) + "."
    _, highest = max(measured, key=lambda pair: pair[0])
    _, lowest = min(measured, key=lambda pair: pair[0])
    kind = chart_kind(data.kind)
    words = "chart-words"
    if kind.lowest_is_best:
        words, highest, lowest = "chart-words.ranks", lowest, highest
    ends = {"highest": _with_value(highest), "lowest": _with_value(lowest)}
    sentences = [say(words, count=len(data.points), **ends)]
    if kind.tells_changes:
        sentences += _changes(data.points, say)
    broken = [point for point in data.points if point.breaks]
    sentences += [say("chart.broken", label=point.label) for point in broken]
    return " ".join(sentences)


def _changes(points: Sequence[Point], say: Wording) -> Iterator[str]:
    """The change of each line from its first point to its last."""
    for line in _lines(points):
        first, last = line[0], line[-1]
        if len(line) > 1 and first.value and last.value is not None:
            change = 100 * Decimal(str(last.value)) / Decimal(str(first.value)) - 100
            sign = "+" if change > 0 else ""
            yield say(
                "chart.change",
                name=f"{first.group}: " if first.group else "",
                first=first.text,
                last=last.text,
                start=first.label,
                end=last.label,
                change=say("percent", n=sign + say.rounded(change)),
            )


def _lines(points: Sequence[Point]) -> list[list[Point]]:
    """The points of each line; a line ends with its group, or where something else is counted."""
    lines: list[list[Point]] = []
    for point in points:
        if lines and lines[-1][0].group == point.group and not point.breaks:
            lines[-1].append(point)
        else:
            lines.append([point])
    return lines


def _with_value(point: Point) -> str:
    about = ", ".join(filter(None, (point.stage_word, point.group)))
    return f"{point.label}, {point.text}" + (f" ({about})" if about else "")


# ---------------------------------------------------------------- what a chart may not do


def chart_problems(book: Book) -> Iterator[Problem]:
    """Charts that lack what their kind needs or mix what must not be mixed, each at its line."""
    for id_, chart in book.charts.items():
        for field, message in _wrong(book, chart):
            yield Problem(*book.place(f"charts/{id_}", field), message)


def _wrong(book: Book, chart: Chart) -> Iterator[Finding]:
    kind = chart_kind(chart.kind)
    missing = list(kind.missing(chart))
    for need in missing:
        yield "kind", f"a chart of kind '{chart.kind}' needs {need}"
    if chart.indicator and chart.indicator not in book.indicators:
        return  # a dead reference, which is told where it is written
    yield from _no_figures(book, chart)
    yield from _unknown_rows(book, chart)
    units = {book.figures[address].unit for address in known_figures(book, chart)}
    if len(units) > 1:
        listed = ", ".join(sorted(units))
        yield "figures", f"the figures of a chart share one unit; these have {listed}"
    elif not missing:
        yield from kind.check(book, chart)


def _no_figures(book: Book, chart: Chart) -> Iterator[Finding]:
    """Addresses of records where figures are drawn."""
    for field, addresses in (("figures", chart.figures), ("against", chart.against)):
        for address in addresses:
            if "#" not in address and book.get(address):
                yield field, f"'{address}' is no figure; a figure is written kind/id#figure"


def _unknown_rows(book: Book, chart: Chart) -> Iterator[Finding]:
    if chart.indicator:
        rows = book.indicators[chart.indicator].rows
        for key in chart.rows:
            if key not in rows:
                hint = did_you_mean(key, rows)
                yield "rows", f"the indicator '{chart.indicator}' has no row '{key}'{hint}"
