"""The Book and its charts as files to take away: CSV, JSON."""

import csv
import io
import json
from decimal import Decimal
from typing import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from .addresses import url_of
from .book import Address, Book
from .changes import Change, changes
from .charts import ChartData
from .figures import current, review_day
from .records import Day, Dispute, Figure, Reading, Text


def figures_json(book: Book) -> str:
    """Every figure with its id, label, unit, readings and sources."""
    return as_json({
        "as_of": str(book.site.as_of),
        "licence": book.site.licence.en,
        "figures": [_figure(book, address, figure) for address, figure in book.figures.items()],
    })


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _figure(book: Book, address: Address, figure: Figure) -> dict:
    return {
        "id": address,
        "url": url_of(book, address),
        "label": _text(figure.label),
        "unit": _unit(book, figure),
        "review_by": review_day(book, address).isoformat(),
        "current": _reading(current(figure)),
        "readings": [_reading(reading) for reading in figure.readings],
    }


def _unit(book: Book, figure: Figure) -> str:
    return book.units[figure.unit].currency or figure.unit


def _reading(reading: Reading) -> dict:
    return _present({
        **_numbers(reading), "as_of": str(reading.as_of), "stage": reading.stage, "qualifier": reading.qualifier,
        "confidence": reading.confidence, "basis": _text(reading.basis), "reason": reading.reason,
        "printed": reading.printed and {"value": number(reading.printed.value), "unit": reading.printed.unit},
        "disputed_by": [_dispute(dispute) for dispute in reading.disputed_by],
        "note": _text(reading.note), "sources": list(reading.sources),
    })


def _dispute(dispute: Dispute) -> dict:
    return _present({**_numbers(dispute), "says": _text(dispute.says), "why": _text(dispute.why), "sources": list(dispute.sources)})


def _numbers(part: Reading | Dispute) -> dict:
    return {name: number(getattr(part, name)) for name in ("value", "low", "high")}


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as JSON writes numbers."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _text(text: Text | None) -> dict | None:
    return text.model_dump(exclude_none=True) if text else None


def _present(values: dict) -> dict:
    return {key: value for key, value in values.items() if value not in (None, [], ())}


def figures_csv(book: Book) -> str:
    """One line a reading: figure, unit, value, stage, date, sources."""
    header = ("figure", "label", "unit", "value", "low", "high", "qualifier", "stage", "as_of", "current", "confidence", "sources", "source_urls")
    lines = [
        (address, figure.label.en, _unit(book, figure), *map(number, (reading.value, reading.low, reading.high)),
         reading.qualifier, reading.stage, reading.as_of, reading is current(figure), reading.confidence,
         " ".join(reading.sources), " ".join(book.sources[id_].url or "" for id_ in reading.sources).strip())
        for address, figure in book.figures.items() for reading in figure.readings
    ]
    return as_csv(header, lines)


def chart_csv(book: Book, data: ChartData) -> str:
    """The rows of one chart, with their sources."""
    header = ("label", "group", "period", "value", "low", "high", "start", "end", "text", "unit", "stage", "as_of", "basis", "figure", "sources")
    lines = [(point.label, point.group, point.period, point.value, point.low, point.high, point.start, point.end, point.text,
              data.unit, point.stage, point.as_of, point.basis, point.address, " ".join(point.sources)) for point in data.points]
    return as_csv(header, lines)


def as_csv(header: Iterable, lines: Iterable[Iterable]) -> str:
    """CSV as spreadsheets read it; a cell that would be taken for a formula is made text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return written.getvalue()


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@" and cell[1:2] not in "0123456789." else cell


# ---------------------------------------------------------------- what changed


def changes_csv(book: Book) -> str:
    """One line a change of a value: old, new, reason."""
    header = ("date", "figure", "label", "unit", "before", "before_stage", "after", "after_stage", "reason", "sources")
    lines = [(change.day, change.address, change.figure.label.en, _unit(book, change.figure), _shown(change.before), change.before.stage,
              _shown(change.after), change.after.stage, change.kind, " ".join(change.after.sources)) for change in changes(book) if change.after]
    return as_csv(header, lines)


def _shown(reading: Reading) -> str:
    return f"{number(reading.value)}" if reading.value is not None else f"{number(reading.low)}–{number(reading.high)}"


def changes_feed(book: Book, entries: Iterable[tuple[Change, str, str]], address: str, title: str) -> str:
    """An Atom feed; entries are (change, title, path from the site's root), newest first."""
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    for tag, text in (("title", title), ("id", address), ("updated", _moment(book.site.as_of))):
        SubElement(feed, tag).text = text
    SubElement(feed, "link", rel="self", href=f"{address}changes/feed.xml")
    SubElement(SubElement(feed, "author"), "name").text = title
    for change, words, path in entries:
        entry = SubElement(feed, "entry")
        for tag, text in (("title", words), ("id", f"{address}{path}@{change.anchor}"), ("updated", _moment(change.day))):
            SubElement(entry, tag).text = text
        SubElement(entry, "link", href=f"{address}{path}")
        SubElement(entry, "category", term=change.kind)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _moment(day: Day) -> str:
    return f"{day.last.isoformat()}T00:00:00Z"
