"""How many promises have reached each stage, as bars."""

from collections.abc import Iterator
from decimal import Decimal

from ...meaning.figures import promises_by_stage
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart
from ..chart_kind import ChartKind
from ..rows import INTENDED, Point, merge_sources
from ..rows_of_marks import draw_bars


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each stage that a promise has reached."""
    for stage, ids in promises_by_stage(book).items():
        yield Point(
            label=say(f"stage.{stage}"),
            text=say.counted("entries", len(ids)),
            shown=say.plain_number(Decimal(len(ids))),
            value=float(len(ids)),
            stage=stage,
            stage_word=say(f"stage.{stage}"),
            as_of=say.day(book.site.as_of),
            intended=stage in INTENDED,
            address=f"promises/{ids[0]}",
            sources=merge_sources(book.promises[id_].sources for id_ in ids),
        )


KIND = ChartKind(
    draw=draw_bars,
    rows=rows,
    needs=(),
    reads=(),
    counts="count",
    tells_stages=False,
)
