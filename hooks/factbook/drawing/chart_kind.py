"""What one kind of chart is. Each kind is a module in chart_kinds/ that says so in its KIND."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..meaning.wording import Wording
from ..record.book import Book
from ..record.fields import fields_of
from ..record.kinds import Chart
from .canvas import Canvas
from .marks import Picture
from .rows import ChartData, Point, readings

Finding = tuple[str, str]  # the field of the chart that is wrong, and what its author is told
Line = tuple[str, int]  # the file and the line where something is written
Need = str | tuple[str, ...]  # a field that must be filled, or several of which one must be

FIGURES: Need = ("indicator", "figures")
OF_ALL = {"kind", "topic", "topics", "title", "subtitle", "alt", "note"}  # fields of each chart
SETTINGS = tuple(field.name for field in fields_of(Chart) if field.name not in OF_ALL)
OF_INDICATOR = ("indicator", "rows", "highlight", "color")
OF_PRESENT_FIGURES = (*OF_INDICATOR, "figures")
OF_FIGURES = (*OF_PRESENT_FIGURES, "all_readings", "remarks")


class Rows(Protocol):
    """The points of a chart in the order drawn."""

    def __call__(self, book: Book, chart: Chart, say: Wording) -> Iterable[Point]: ...


class Draw(Protocol):
    """The picture of a chart on a canvas."""

    def __call__(self, data: ChartData, canvas: Canvas) -> Picture: ...


class Frame(Protocol):
    """A chart with what stands around its rows: named places of its scales, a key, the whole."""

    def __call__(self, data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData: ...


class Check(Protocol):
    """What is wrong with a chart whose needs are met."""

    def __call__(self, book: Book, chart: Chart) -> Iterator[Finding]: ...


class CheckDrawn(Protocol):
    """What is wrong with the records that a chart draws, each at its place."""

    def __call__(self, book: Book, chart: Chart) -> Iterator[tuple[Line, str]]: ...


class Describe(Protocol):
    """What a chart shows, for people who cannot see it."""

    def __call__(self, data: ChartData, say: Wording) -> str: ...


def no_frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The rows say everything."""
    return data


def nothing_wrong(book: Book, chart: Chart) -> Iterator[Finding]:
    """Whatever has what it needs can be drawn."""
    return iter(())


def nothing_wrong_drawn(book: Book, chart: Chart) -> Iterator[tuple[Line, str]]:
    """Whatever the record allows can be drawn."""
    return iter(())


@dataclass(frozen=True)
class ChartKind:
    """What differs from one kind of chart to another."""

    draw: Draw
    rows: Rows = readings
    needs: tuple[Need, ...] = (FIGURES,)
    reads: tuple[str, ...] = OF_FIGURES  # the SETTINGS that have a say in it
    check: Check = nothing_wrong
    check_drawn: CheckDrawn = nothing_wrong_drawn
    frame: Frame = no_frame
    describe: Describe | None = None  # where not by its highest and lowest values
    counts: str = ""  # the interface word for what it counts, where its rows are no figures
    whose: str = "payer"  # the interface words for what its blue and orange mean
    tells_stages: bool = True  # a mark names its stage, where the stages of its chart differ
    tells_changes: bool = False  # the description tells how each line changed
    lowest_is_best: bool = False  # a ranking: the description names the lowest value first
    is_broad: bool = False  # a third drawing, as wide as a whole page
    gist: int = 0  # how far below its key a narrow drawing is whole; a list follows, in px
    keeps_sides: bool = False  # left is west: nobody turns it around
    leads: bool = False  # each row is a link to what it draws

    def missing(self, chart: Chart) -> Iterator[tuple[str, ...]]:
        """What the record of a chart lacks: a field, or several of which it needs one."""
        for need in self.needs:
            fields = (need,) if isinstance(need, str) else need
            if not any(getattr(chart, field) for field in fields):
                yield fields

    def unread(self, chart: Chart) -> Iterator[str]:
        """The settings of a chart that have no say in how it is drawn."""
        for name in SETTINGS:
            if getattr(chart, name, None) and name not in self.reads:
                yield name
