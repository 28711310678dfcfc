"""What several kinds of charts may not have, each at the field that is to be mended."""

from collections.abc import Iterable, Iterator

from ..record.book import Book
from ..record.kinds import Chart
from ..record.values import Address
from .chart_kind import Finding
from .rows import drawn_readings, known_figures


def ranges(
    book: Book,
    chart: Chart,
    addresses: Iterable[Address] = (),
) -> Iterator[Finding]:
    """Figures that are ranges; those that the chart draws, and others."""
    for address in [*known_figures(book, chart), *addresses]:
        figure = book.figures.get(address)
        if figure and any(reading.value is None for reading in drawn_readings(chart, figure)):
            yield "kind", f"'{address}' is a range; a chart of kind '{chart.kind}' draws values"


def rows_of_one_time(book: Book, chart: Chart) -> Iterator[Finding]:
    """Rows of one group and period, of which a line could show only one."""
    rows = book.indicators[chart.indicator].rows if chart.indicator else {}
    seen: dict[tuple[str, str], str] = {}
    for key in chart.rows or rows:
        row = rows.get(key)
        if row is None or not row.period:
            continue
        group = row.group.in_(book.first_language) if row.group else ""
        first = seen.setdefault((group, str(row.period)), key)
        if first != key:
            remedy = "give each its own, or a 'group'"
            yield "kind", f"the rows '{first}' and '{key}' have one 'period'; {remedy}"


def rows_without_period(book: Book, chart: Chart) -> Iterator[Finding]:
    """Rows of its indicator that have no place in time."""
    if not chart.indicator:
        return
    rows = book.indicators[chart.indicator].rows
    for key in chart.rows or rows:
        if key in rows and not rows[key].period:
            yield "kind", f"the row '{key}' has no 'period'; this chart stands along time"
