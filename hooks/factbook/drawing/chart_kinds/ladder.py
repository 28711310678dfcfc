"""Who entered a contest, and until when each stayed in it, as bars along time."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart, Step
from ..along_time import draw_spans
from ..canvas import Canvas
from ..chart_kind import ChartKind, Finding
from ..marks import Picture
from ..rows import ChartData, Point


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Somebody entered."""
    assert chart.program  # one of its needs
    program = book.programs.get(chart.program)
    if program and not any(step.date and step.enters for step in program.steps):
        yield "program", f"no step of '{chart.program}' tells who enters; there is nothing to draw"


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each stay of an organization, from the day it entered to that it left on."""
    assert chart.program  # one of its needs
    happened = [step for step in book.programs[chart.program].steps if step.date]
    for id_ in dict.fromkeys(chain.from_iterable(step.enters for step in happened)):
        for entered, left in _stays(id_, happened):
            until = left.when if left else book.site.as_of
            words = "ladder.out" if left else "ladder.in"
            yield Point(
                label=say.text(book.organizations[id_].name),
                text=say(words, start=say.day(entered.when), end=say.day(until)),
                start=entered.when.first.isoformat(),
                end=until.last.isoformat(),
                stage="out" if left else "in",
                as_of=say.day(until),
                stressed=not left,
                address=f"organizations/{id_}",
                sources=(left or entered).sources,
            )


def _stays(id_: str, steps: Sequence[Step]) -> Iterator[tuple[Step, Step | None]]:
    """The steps with which an organization entered and left; who came back has another pair."""
    entered: Step | None = None
    for step in steps:
        if id_ in step.enters:
            entered = step
        if entered and id_ in step.leaves:
            yield entered, step
            entered = None
    if entered:
        yield entered, None


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Bars without words at their ends: the scale tells the days."""
    return draw_spans(data, canvas, with_values=False)


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=("program",),
    reads=("program",),
    check=check,
)
