"""The steps of a program along time, planned ones as outlines."""

import re
from collections.abc import Iterator

from ...meaning.figures import current
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..along_time import draw_spans
from ..chart_kind import ChartKind
from ..rows import Point

FIGURE = re.compile(r"\{\{\s*figure\([\"']([^\"']+)[\"']\)\s*\}\}")


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each step, as long as the day, month or year that it is dated by."""
    assert chart.program  # one of its needs
    for step in book.programs[chart.program].steps:
        yield Point(
            label=_fill_in(book, say.text(step.what), say),
            text=say.step_day(step, book.site.as_of),
            start=step.when.first.isoformat(),
            end=step.when.last.isoformat(),
            stage=step.stage,
            stage_word=say.step_stage(step),
            as_of=say.day(step.when),
            intended=step.planned,
            address=f"programs/{chart.program}",
            sources=step.sources,
        )


def _fill_in(book: Book, words: str, say: Wording) -> str:
    """Words of the record with their figures as plain words."""

    def figure(call: re.Match[str]) -> str:
        figure = book.figures.get(call[1])
        return say.reading(current(figure), book.units[figure.unit]) if figure else "…"

    return FIGURE.sub(figure, words)


KIND = ChartKind(
    draw=draw_spans,
    rows=rows,
    needs=("program",),
    reads=("program",),
)
