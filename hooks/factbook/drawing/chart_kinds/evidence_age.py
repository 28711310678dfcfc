"""Days from the last evidence on each promise to the record's end, the most silent first."""

from collections.abc import Iterator

from ...meaning.figures import status
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..chart_kind import ChartKind
from ..rows import Point
from ..rows_of_marks import draw_bars


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each promise that anything has been heard of."""
    reached = {
        id_: status(promise.steps, book.site.as_of) for id_, promise in book.promises.items()
    }
    for id_ in sorted(reached, key=lambda id_: -reached[id_].silent_days):
        step, days = reached[id_].step, reached[id_].silent_days
        if step:
            yield Point(
                label=say.text(book.promises[id_].name),
                text=say.counted("days", days),
                value=float(days),
                stage=step.stage,
                stage_word=say.stage(step.stage, step.of),
                as_of=say.day(step.when),
                address=f"promises/{id_}",
                sources=step.sources,
            )


KIND = ChartKind(
    draw=draw_bars,
    rows=rows,
    needs=(),
    reads=(),
    counts="unit.days",
    tells_stages=False,
)
