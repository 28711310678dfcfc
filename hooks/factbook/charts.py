"""Which numbers a chart draws: its rows, its table, its words, and the key under which a drawing is kept."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Iterator

from .book import Address, Book
from .figures import current, promises_by_stage
from .records import Chart, Reading
from .wording import Wording

# Drawn as an outline: said, not done.
INTENDED = {"target", "announced", "memorandum", "proposed", "projected", "estimated", "reported"}


@dataclass(frozen=True)
class Point:
    """One mark of a chart, with all that its table and its label say."""

    label: str
    text: str                    # the value in words, as readers see it
    value: float | None = None
    low: float | None = None
    high: float | None = None
    group: str = ""
    stage: str = ""
    stage_word: str = ""
    as_of: str = ""
    period: str = ""
    start: str = ""              # ISO dates, for bars along time
    end: str = ""
    intended: bool = False
    stressed: bool = False
    basis: str = ""
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

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for point in self.points for source in point.sources))


def chart_data(book: Book, id_: str, say: Wording) -> ChartData:
    """The rows and words of a chart, from the Book's present readings."""
    chart = book.charts[id_]
    make = {"ladder": _ladder, "gantt": _gantt, "status-bars": _statuses}.get(chart.kind, _readings)
    points = tuple(make(book, chart, say))
    return ChartData(id_, chart.kind, say.language, chart.color, _unit(book, chart, say), points,
                     describe(points, say), max((point.as_of for point in points), default=""))


def _unit(book: Book, chart: Chart, say: Wording) -> str:
    addresses = list(_addresses(book, chart))
    return say.text(book.units[book.figures[addresses[0]].unit].label) if addresses else ""


def _addresses(book: Book, chart: Chart) -> Iterator[Address]:
    """The figures that a chart draws, as far as the edition knows them."""
    keys = chart.rows or book.indicators[chart.indicator].rows if chart.indicator else ()
    named = [*(f"indicators/{chart.indicator}#{key}" for key in keys), *chart.figures]
    return (address for address in named if address not in book.unseen)


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
        label=say.text(figure.label), text=say.reading(reading, book.units[figure.unit]),
        value=_float(reading.value), low=_float(reading.low), high=_float(reading.high),
        group=say.text(row.group) if row else "", stage=reading.stage, stage_word=say(f"stage.{reading.stage}"),
        as_of=say.day(reading.as_of), period=row.period.first.isoformat() if row and row.period else "",
        intended=reading.stage in INTENDED, stressed=key in chart.highlight, basis=say.text(reading.basis),
        address=address, sources=reading.sources,
    )


def _float(number) -> float | None:
    return None if number is None else float(number)


def _ladder(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """Who entered a contest, and until when each stayed in it."""
    program = book.programs[chart.program]
    happened = [step for step in program.steps if step.date]
    for id_ in dict.fromkeys(id_ for step in happened for id_ in step.enters):
        entered = next(step for step in happened if id_ in step.enters)
        left = next((step for step in happened if id_ in step.leaves and step.date >= entered.date), None)
        until = left.date if left else book.site.as_of
        words = say("ladder.out", start=say.day(entered.date), end=say.day(until)) if left else say("ladder.in", start=say.day(entered.date), end=say.day(until))
        yield Point(label=say.text(book.organizations[id_].name), text=words, start=entered.date.first.isoformat(),
                    end=until.last.isoformat(), stage="out" if left else "in", as_of=say.day(until),
                    stressed=not left, address=f"organizations/{id_}", sources=(left or entered).sources)


def _gantt(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """The steps of a program along time, planned ones apart."""
    for step in book.programs[chart.program].steps:
        yield Point(label=say.text(step.what), text=say.day(step.when), start=step.when.first.isoformat(),
                    end=step.when.last.isoformat(), stage=step.stage, stage_word=say(f"stage.{step.stage}"),
                    as_of=say.day(step.when), intended=bool(step.due), address=f"programs/{chart.program}", sources=step.sources)


def _statuses(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """How many promises have reached each stage."""
    for stage, ids in promises_by_stage(book).items():
        yield Point(label=say(f"stage.{stage}"), text=say.plain_number(len(ids)), value=float(len(ids)), stage=stage,
                    stage_word=say(f"stage.{stage}"), as_of=say.day(book.site.as_of), intended=stage in INTENDED,
                    address="promises/" + ids[0],
                    sources=tuple(dict.fromkeys(source for id_ in ids for source in book.promises[id_].sources)))


# ---------------------------------------------------------------- words


def describe(points: tuple[Point, ...], say: Wording) -> str:
    """What the drawing shows, for people who cannot see it: how many rows, the highest and the lowest."""
    measured = [point for point in points if point.value is not None]
    if len(measured) < 2:
        return "; ".join(f"{point.label}: {point.text}" for point in points) + "."
    highest, lowest = max(measured, key=lambda point: point.value), min(measured, key=lambda point: point.value)
    return say("chart-words", count=len(points), highest=_named(highest), lowest=_named(lowest))


def _named(point: Point) -> str:
    inside = ", ".join(filter(None, (point.stage_word, point.group)))
    return f"{point.label}, {point.text}" + (f" ({inside})" if inside else "")


# ---------------------------------------------------------------- the key of a drawing


def drawing_key(data: ChartData, title: str, width: int, fonts: Path) -> str:
    """Names a drawing by all that it depends on; costs no import of the renderer."""
    content = json.dumps([asdict(data), title, width, _renderer(fonts)], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


@cache
def _renderer(fonts: Path) -> list[str]:
    """The versions of all that draws: the libraries, our own code and the face that text is measured with."""
    files = [Path(__file__).with_name("drawing.py"), *sorted(fonts.glob("*.[ot]tf"))]
    return [version("altair"), version("vl-convert-python"), *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)]
