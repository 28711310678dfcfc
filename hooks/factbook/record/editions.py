"""The Book as it stood on an earlier day: what was dated, published or written later is unseen.

A fact is kept where its own day had come and a source of it was out. A day that is known only to
the month or year had come on its last day, or once a source that was out told of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .book import SITE, Book, Records, addresses_of, figure_keys, figures_in
from .fields import Field, fields_of
from .kinds import KINDS, Answer, Chart, Event, Figure, Position, Question, Source
from .problems import Problem
from .references import mentions, named_addresses, references
from .values import Address, Day, Record, text

Key = TypeVar("Key")
Stages = Mapping[Address, tuple[str, ...]]  # of each figure, all that it ever had


def known_by(book: Book, day: Day) -> Book:
    """The Book with only those readings, steps, sources and records that were known by a day."""
    if day.last >= book.site.as_of.last:
        return book
    records = _known_records(book, _Horizon(day, book.sources))
    meant = {address: figure.stages for address, figure in book.figures.items()}
    _remove_what_cannot_stand(records, meant)
    for of_kind in records.values():
        for id_, record in of_kind.items():
            of_kind[id_] = _without_dead_names(record, records)
    figures = dict(_all_figures(records, book.first_language))
    seen = set(addresses_of(records))
    unseen = {*book.addresses(), *book.figures} - seen - set(figures)
    return replace(
        book,
        site=book.site.model_copy(update={"as_of": day, "accessed": None}),
        records=records,
        figures=figures,
        mentions=mentions(records),
        unseen=frozenset(unseen),
        meant=meant,
    )


def fault_of_day(book: Book, day: Day) -> str:
    """Why there can be no edition of a day; '' where there can."""
    if day.first > book.site.as_of.last:
        end = f"{book.site.as_of}, data/site.yml: as_of"
        return f"{day} is after the record's end ({end}); move as_of, or choose an earlier day"
    horizon = _Horizon(day, book.sources)
    minister = book.minister[book.site.minister]
    subject = book.get(minister.who)
    if day.last < book.site.as_of.last and not (
        horizon.trimmed(minister) and subject and horizon.trimmed(subject)
    ):
        return f"on {day} the record did not yet know its minister; choose a later day"
    return ""


def fault_of_edition(book: Book, day: Day) -> str:
    """Why there can be no edition that is called after a day; '' where there can."""
    if day.exactness != "day":
        return f"an edition is of one day, not of {day}; write {day.last}"
    return fault_of_day(book, day)


def wrong_editions(book: Book) -> Iterator[Problem]:
    """The days of data/site.yml of which there can be no edition."""
    minister = book.minister.get(book.site.minister)
    is_known = minister and book.get(minister.who)
    for day in book.site.editions if is_known else ():
        if message := fault_of_edition(book, day):
            yield Problem(*book.place(SITE, "editions"), message)


def without_hindsight(book: Book) -> Book:
    """An earlier Book without the kinds of record that are written as of the record's end."""
    kinds = [name for name, kind in KINDS.items() if kind.is_hindsight]
    lost = {f"{kind}/{id_}" for kind in kinds for id_ in book.records[kind]}
    return without(book, lost)


def without(book: Book, lost: Collection[Address]) -> Book:
    """A Book to which some more records are unseen."""
    records: Records = {}
    for kind, of_kind in book.records.items():
        records[kind] = {id_: it for id_, it in of_kind.items() if f"{kind}/{id_}" not in lost}
    return replace(
        book, records=records, mentions=mentions(records), unseen=book.unseen.union(lost)
    )


def _all_figures(records: Records, language: str) -> Iterator[tuple[Address, Figure]]:
    for kind, of_kind in records.items():
        for id_, record in of_kind.items():
            for key, figure in figures_in(record, language).items():
                yield f"{kind}/{id_}#{key}", figure


# ---------------------------------------------------------------- what was known


@dataclass(frozen=True)
class _Horizon:
    """A day, and what could be known by it."""

    day: Day
    sources: Mapping[str, Source]

    def trimmed(self, part: Record) -> Record | None:
        """A part of a record without what was not known; nothing where nothing of it was."""
        if not self._knows(part):
            return None
        changed: dict[str, object] = {}
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            known = self._trimmed_value(field, value)
            if field.told and value and self._rests_on_later(part):
                known = text() if field.required else None
            if known == value:
                continue
            if field.required and field.many and not known:
                return None
            changed[field.name] = known
        return part.model_copy(update=changed) if changed else part

    def _knows(self, part: Record) -> bool:
        """True where a part had happened and at least one of its sources was out."""
        if isinstance(part, Source):
            return self._is_out(part)
        named = getattr(part, "sources", ())
        out = self._out(named)
        if named and not out:
            return False
        for field in fields_of(type(part)):
            day = getattr(part, field.name)
            if field.known_from and day and not self._had_come(day, was_told=bool(out)):
                return False
        return True

    def _had_come(self, day: Day, was_told: bool) -> bool:
        """True where a day had passed, or had begun and was told of by a source that was out."""
        return day.last <= self.day.last or (was_told and day.first <= self.day.last)

    def _out(self, sources: Collection[str]) -> tuple[str, ...]:
        """Those of some sources that were out."""
        return tuple(id_ for id_ in sources if self._is_out(self.sources.get(id_)))

    def _is_out(self, source: Source | None) -> bool:
        """True from the last day on which it may have been published, or the day it was read.

        True of one that could not be read, too: its own mistake is told, and no other for it.
        """
        if not source:
            return True
        days = [day.last for day in (source.published, source.accessed) if day]
        return min(days) <= self.day.last

    def _rests_on_later(self, part: Record) -> bool:
        """True where a part rests also on a source that was not out."""
        named = getattr(part, "sources", ())
        return len(self._out(named)) < len(named)

    def _trimmed_value(self, field: Field, value: Any) -> object:
        if _names_sources(field):
            return self._out(value)
        if field.hindsight:
            return self._without_hindsight(field, value)
        if field.model and isinstance(value, tuple):
            return tuple(self.trimmed_parts(enumerate(value)).values())
        if field.model and isinstance(value, dict):
            return self.trimmed_parts(value.items())
        return value

    def _without_hindsight(self, field: Field, value: object) -> object:
        if isinstance(value, Day):
            return None if value.last > self.day.last else value
        if isinstance(value, tuple):
            return ()
        return text() if field.required else None

    def trimmed_parts(
        self,
        parts: Iterable[tuple[Key, Record]],
    ) -> dict[Key, Record]:
        """Those of some parts that were known, by their keys or places."""
        known = {key: self.trimmed(part) for key, part in parts}
        return {key: part for key, part in known.items() if part}


def _names_sources(field: Field) -> bool:
    return field.refers == "sources" and field.many == "list"


def _known_records(book: Book, horizon: _Horizon) -> Records:
    return {kind: horizon.trimmed_parts(of_kind.items()) for kind, of_kind in book.records.items()}


# ---------------------------------------------------------------- what cannot stand alone


def _remove_what_cannot_stand(records: Records, meant: Stages) -> None:
    """One removed record may bring down others, so this goes on until none falls."""
    while lost := list(_falling(records, meant)):
        for kind, id_ in lost:
            del records[kind][id_]


def _falling(records: Records, meant: Stages) -> Iterator[tuple[str, str]]:
    for kind, of_kind in records.items():
        for id_, record in of_kind.items():
            if not _can_stand(record, records, meant):
                yield kind, id_


def _can_stand(record: Record, records: Records, meant: Stages) -> bool:
    """True where everything that a record cannot do without was known."""
    required = {field.name for field in fields_of(type(record)) if field.required}
    for path, kind, id_ in references(record):
        if len(path) == 1 and path[0] in required and id_ not in records[kind]:
            return False
    if isinstance(record, Chart):
        return _has_its_subject(record, records) and _has_a_figure(record, records)
    if isinstance(record, Event | Position):
        return bool(record.what.others(""))  # it is nothing but its sentence
    if isinstance(record, Question):
        known = all(_has(address, records) for _, address in named_addresses(record.answer))
        return known and not _asks_for_later(record.answer, records, meant)
    return True


def _asks_for_later(answer: Answer, records: Records, meant: Stages) -> bool:
    """True where a figure has since been read at the stage that is asked for, and was not yet."""
    for address, stage in answer.stages.items():
        where, _, key = address.partition("#")
        kind, _, id_ = where.partition("/")
        figure = figures_in(records[kind][id_], "")[key]
        if stage in meant[address] and stage not in figure.stages:
            return True
    return False


def _has_its_subject(chart: Chart, records: Records) -> bool:
    """True where the rows, program or person that a chart draws, if it draws any, were known."""
    if chart.indicator:
        indicator = records["indicators"].get(chart.indicator)
        rows = figure_keys(indicator) if indicator else ()
        return any(key in rows for key in chart.rows or rows)
    if chart.program:
        return chart.program in records["programs"]
    return not chart.person or chart.person in records["people"]


def _has_a_figure(chart: Chart, records: Records) -> bool:
    """True where of the figures that a chart names, if it names any, one can be drawn."""
    if chart.against:
        pairs = zip(chart.figures, chart.against, strict=True)
        return any(_has(one, records) and _has(other, records) for one, other in pairs)
    return not chart.figures or any(_has(address, records) for address in chart.figures)


def _has(address: Address, records: Records) -> bool:
    """True where a record, and the figure of it that an address names, were known."""
    where, _, key = address.partition("#")
    kind, _, id_ = where.partition("/")
    record = records[kind].get(id_)
    return record is not None and (not key or key in figure_keys(record))


# ---------------------------------------------------------------- names of what is unseen


def _without_dead_names(part: Record, records: Records) -> Record:
    """A record without the ids and addresses that lead nowhere.

    A chart keeps them: it draws only what is known, and its pairs of figures stay pairs.
    """
    if isinstance(part, Chart):
        return part
    changed: dict[str, object] = {}
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        living = _living(field, value, records)
        if living != value:
            changed[field.name] = living
    return part.model_copy(update=changed) if changed else part


def _living(field: Field, value: object, records: Records) -> object:
    """The value of a field without the names that lead nowhere."""
    if field.refers:
        return _living_ids(value, records[field.refers])
    if field.addresses and isinstance(value, str):
        return value if _has(value, records) else None
    if field.addresses and isinstance(value, tuple):
        return tuple(address for address in value if _has(address.partition("#")[0], records))
    if field.model and isinstance(value, tuple):
        return tuple(_without_dead_names(item, records) for item in value)
    if field.model and isinstance(value, dict):
        return {key: _without_dead_names(item, records) for key, item in value.items()}
    return value


def _living_ids(value: object, ids: Collection[str]) -> object:
    if isinstance(value, tuple):
        return tuple(id_ for id_ in value if id_ in ids)
    return value if value in ids else None
