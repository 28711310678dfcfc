"""The Book as it stood on an earlier day: what was dated or published later is unseen."""

from collections.abc import Iterator
from dataclasses import replace

from .book import Address, Book, answered_by, named_addresses, references
from .kinds import Chart, Source
from .values import Day, Record, Text

# Words that were written with hindsight, and so are left out of an earlier edition.
HINDSIGHT = {"summary", "answer", "note", "role", "because"}


def known_by(book: Book, day: Day) -> Book:
    """The Book with only those readings, steps, sources and records that were known by a day."""
    trimmed = {
        kind: {
            id_: record
            for id_, record in ((id_, _trim(record, book, day)) for id_, record in records.items())
            if record
        }
        for kind, records in book.records.items()
    }
    while lost := list(_without_their_references(trimmed, book)):
        for kind, id_ in lost:
            del trimmed[kind][id_]
    trimmed = {
        kind: {id_: _cut_references(record, trimmed) for id_, record in records.items()}
        for kind, records in trimmed.items()
    }
    figures = {
        address: figure
        for address, figure in (
            (address, _trim(figure, book, day)) for address, figure in book.figures.items()
        )
        if figure and _record_of(address, trimmed)
    }
    trimmed["charts"] = {
        id_: chart for id_, chart in trimmed["charts"].items() if _has_figures(chart, figures)
    }
    seen = {f"{kind}/{id_}" for kind, records in trimmed.items() for id_ in records}
    mentions = {
        address: tuple(by for by in named if by in seen) for address, named in book.mentions.items()
    }
    unseen = frozenset({*book.addresses(), *book.figures} - seen - set(figures))
    return replace(
        book,
        site=book.site.model_copy(update={"as_of": day}),
        records=trimmed,
        figures=figures,
        mentions=mentions,
        unseen=unseen,
    )


def _has_figures(chart: Chart, figures: dict) -> bool:
    """True where the figures that a chart names, if it names any, leave something to draw."""
    if chart.against:
        return any(
            pair[0] in figures and pair[1] in figures for pair in zip(chart.figures, chart.against)
        )
    return not chart.figures or any(address in figures for address in chart.figures)


def _record_of(address: Address, records: dict) -> bool:
    kind, _, id_ = address.partition("#")[0].partition("/")
    return id_ in records[kind]


def _is_known(part: Record, book: Book, day: Day) -> bool:
    """True where a part had happened and at least one of its sources was published by a day."""
    dated = (
        getattr(part, "date", None)
        or getattr(part, "as_of", None)
        or getattr(part, "made", None)
        or getattr(part, "published", None)
    )
    if isinstance(dated, Day) and dated.first > day.last:
        return False
    sources = getattr(part, "sources", None)
    return not sources or any(_is_published(book.sources[id_], day) for id_ in sources)


def _is_published(source: Source, day: Day) -> bool:
    return not source.published or source.published.first <= day.last


def _trim(part: Record, book: Book, day: Day) -> Record | None:
    """A record without what was not known; nothing where nothing of it was."""
    if not _is_known(part, book, day):
        return None
    changed = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        kept = _trim_value(name, value, book, day)
        if kept != value:
            changed[name] = kept
    if any(name in changed and not changed[name] for name in ("readings", "steps", "rows")):
        return None
    return part.model_copy(update=changed) if changed else part


def _trim_value(name: str, value: object, book: Book, day: Day) -> object:
    if name == "sources":
        return tuple(id_ for id_ in value if _is_published(book.sources[id_], day))
    if name in HINDSIGHT and isinstance(value, Text):
        return Text(en="") if name in ("summary", "answer", "role") else None
    if isinstance(value, Day) and name in ("end", "seen") and value.first > day.last:
        return None
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(filter(None, (_trim(item, book, day) for item in value)))
    if isinstance(value, dict):
        return {
            key: kept
            for key, kept in ((key, _trim(item, book, day)) for key, item in value.items())
            if kept
        }
    return value


# ---------------------------------------------------------------- references to what is unseen


def _is_optional(part: Record, name: str) -> bool:
    field = type(part).model_fields[name]
    return not field.is_required()


def _without_their_references(records: dict, book: Book) -> Iterator[tuple[str, str]]:
    """Records that cannot stand without a record which is unseen."""
    for kind, of_kind in records.items():
        for id_, record in of_kind.items():
            needed = [
                (target, named)
                for path, target, named in references(record)
                if len(path) == 1 and not _is_optional(record, path[0])
            ]
            if (
                any(named not in records[target] for target, named in needed if target != "sources")
                or (kind == "charts" and not _can_be_drawn(record, records))
                or (
                    kind == "questions"
                    and not all(_has(address, records) for _, address in answered_by(record.answer))
                )
            ):
                yield kind, id_


def _has(address: Address, records: dict) -> bool:
    """True where a record, and the figure of it that an address names, were known."""
    kind, _, rest = address.partition("/")
    id_, _, key = rest.partition("#")
    record = records[kind].get(id_)
    return record is not None and (
        not key or key in (record.rows if kind == "indicators" else record.figures)
    )


def _can_be_drawn(chart: Chart, records: dict) -> bool:
    """True where at least one thing that a chart draws was known."""
    if chart.indicator:
        rows = (
            records["indicators"][chart.indicator].rows
            if chart.indicator in records["indicators"]
            else {}
        )
        return any(key in rows for key in chart.rows or rows)
    if chart.program:
        return chart.program in records["programs"]
    if chart.person:
        return chart.person in records["people"]
    return not chart.figures or any(_record_of(address, records) for address in chart.figures)


def _cut_references(part: Record, records: dict) -> Record:
    """A record without the ids that lead nowhere."""
    changed: dict[str, object] = {}
    for path, kind, id_ in references(part):
        if id_ in records[kind] or kind == "sources":
            continue
        name = path[0]
        value = changed.get(name, getattr(part, name))
        if isinstance(value, str):
            changed[name] = None
        elif isinstance(value, tuple) and len(path) == 2:
            changed[name] = tuple(item for item in value if item != id_)
        elif isinstance(value, tuple):
            changed[name] = tuple(_cut_references(item, records) for item in value)
        elif isinstance(value, dict):
            changed[name] = {key: _cut_references(item, records) for key, item in value.items()}
    for (name, _), address in named_addresses(part):
        if name != "answer" and not _record_of(address, records):
            changed[name] = tuple(
                item for item in changed.get(name, getattr(part, name)) if item != address
            )
    return part.model_copy(update=changed) if changed else part
