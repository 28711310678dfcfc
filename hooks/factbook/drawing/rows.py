"""The rows of a chart: each mark with all that its table and its label say, made of figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..meaning.figures import current, payer_of, rounded_reading
from ..meaning.lifelines import Lifeline
from ..meaning.wording import Wording
from ..record.book import Book
from ..record.kinds import Chart, Figure, Reading
from ..record.outline import Ring
from ..record.values import Address

# Drawn as an outline: said, not done.
INTENDED = {"target", "announced", "memorandum", "proposed", "projected", "estimated", "reported"}

Ticks = tuple[tuple[float, str], ...]  # the places of a scale that are named, and their names


Gaps = tuple[tuple[str, str], ...]  # years of which nothing is known, and the words for it
Payers = tuple[tuple[str, str], ...]  # who pays, and the words for it


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
    payer: str = ""  # public, private or mixed; empty where unknown, or where it is not about money
    payer_word: str = ""
    basis: str = ""
    in_percent: bool = False  # whether it is a percentage: a share, growth, points
    breaks: bool = False  # something else is counted than in the point before
    address: Address = ""
    sources: tuple[str, ...] = ()
    shown: str = ""  # its text rounded, where that has more digits than a drawing should print
    number: str = ""  # its text without what is counted, where that is said once
    remark: str = ""  # what is said at its mark
    name: str = ""  # its label without what the labels of all rows end in
    short: str = ""  # the same where there is little room
    at: tuple[float, float] | None = None  # its place on a map, in degrees east and north
    within: Address = ""  # the figure whose mark it lies in
    line: Lifeline | None = None  # of a promise: its beads along time

    @property
    def brief(self) -> str:
        """The value in words as a drawing prints it."""
        return self.shown or self.text

    @property
    def row_name(self) -> str:
        """What its row is called in a drawing."""
        return self.name or self.label

    @property
    def reach(self) -> float:
        """How far the mark goes along its scale: its value, or the high end of its range."""
        reach = self.high if self.value is None else self.value
        return float(reach or 0)

    @property
    def numbers(self) -> list[float]:
        """All that is drawn of it: its value, and both ends of its range or interval."""
        numbers = (self.value, self.low, self.high)
        return [float(number) for number in numbers if number is not None]


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
    unit_is_said: bool = False  # by the subtitle, which stands right above the drawing
    total: float | None = None  # what the shares are shares of
    each: float | None = None  # what one square of a grid stands for
    ticks: Ticks = ()  # along the first value
    other_ticks: Ticks = ()  # along the second
    gaps: Gaps = ()  # years between the others, along time
    outline: tuple[Ring, ...] = ()  # the land of a map
    words: dict[str, str] = field(default_factory=dict)  # what the drawing says beside its rows
    tells_stages: bool = True  # marks of different stages name theirs
    whose: str = "payer"  # the interface word for what its colours tell
    payers: Payers = ()  # what its colours mean, where several occur
    comma: str = ", "  # what stands between its words

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of all rows, each once."""
        return merge_sources(point.sources for point in self.points)

    @property
    def has_ranges(self) -> bool:
        return any(point.low is not None for point in self.points)

    @property
    def reach(self) -> float:
        """How far up marks go from zero; 1 where all are zero, so that a scale has a length."""
        highest = max((number for point in self.points for number in point.numbers), default=0)
        return max(highest, 0.0) or float(not self.depth)

    @property
    def depth(self) -> float:
        """How far down marks go from zero: a number that is not above it."""
        lowest = min((number for point in self.points for number in point.numbers), default=0)
        return min(lowest, 0.0)


# ---------------------------------------------------------------- figures -> points


def chart_addresses(book: Book, chart: Chart) -> list[Address]:
    """The figures that a chart names, in the order drawn, as far as the edition knows them."""
    keys: tuple[str, ...] = ()
    if chart.indicator:
        keys = chart.rows or tuple(book.indicators[chart.indicator].rows)
    of_levels = [address for level in chart.levels for address in level.figures]
    named = [
        *(f"indicators/{chart.indicator}#{key}" for key in keys),
        *chart.figures,
        *of_levels,
    ]
    return [address for address in named if address not in book.unseen]


def known_figures(book: Book, chart: Chart) -> list[Address]:
    """The figures that a chart names and that there are; for a record that has mistakes."""
    return [address for address in chart_addresses(book, chart) if address in book.figures]


def readings(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for the present reading of each figure, or for all its readings."""
    for address in chart_addresses(book, chart):
        figure = book.figures[address]
        for reading in drawn_readings(chart, figure):
            yield figure_point(book, chart, address, reading, say)


def drawn_readings(chart: Chart, figure: Figure) -> tuple[Reading, ...]:
    """The present reading of a figure, or all that it ever had."""
    return figure.readings if chart.all_readings else (current(figure),)


def figure_point(
    book: Book, chart: Chart, address: Address, reading: Reading, say: Wording
) -> Point:
    """One reading of a figure as a point."""
    figure, key = book.figures[address], address.partition("#")[2]
    row = book.indicators[chart.indicator].rows.get(key) if chart.indicator else None
    period = row.period if row else None
    payer = payer_of(book, address)
    unit, brief = book.units[figure.unit], rounded_reading(reading)
    return Point(
        label=say.text(figure.label),
        text=say.reading(reading, unit),
        shown=say.reading(brief, unit) if brief != reading else "",
        number=say.bare(brief, unit),
        in_percent=unit.is_in_percent,
        value=as_float(reading.value),
        low=as_float(reading.low),
        high=as_float(reading.high),
        group=say.text(row.group) if row else "",
        stage=reading.stage,
        stage_word=say(f"stage.{reading.stage}"),
        as_of=say.day(reading.as_of),
        period=period.first.isoformat() if period else "",
        when=say.day(period) if period else "",
        intended=reading.stage in INTENDED,
        stressed=key in chart.highlight,
        remark=_remark(chart, key, say) if reading == current(figure) else "",
        payer=payer,
        payer_word=say(f"payer.{payer}") if payer else "",
        basis=say.text(reading.basis),
        address=address,
        sources=reading.sources,
    )


def _remark(chart: Chart, key: str, say: Wording) -> str:
    """What a chart says at the mark of a row."""
    found = (remark.text for remark in chart.remarks if remark.row == key)
    return say.text(next(found, None))


def as_float(number: Decimal | None) -> float | None:
    """A number of the record as the renderer counts; nothing stays nothing.

    A whole number that floating point would change stays whole, so that its table is exact.
    """
    if number is None:
        return None
    is_changed = number == int(number) and Decimal(float(number)) != number
    return int(number) if is_changed else float(number)


def merge_sources(sources: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The ids of several lists of sources, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(id_ for ids in sources for id_ in ids))
