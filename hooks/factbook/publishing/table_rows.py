"""The rows of all tables: each names its cells, and leaves out what is not known."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..meaning.addresses import has_url, lasting_step_url, lasting_url
from ..meaning.changes import changes
from ..meaning.figures import current
from ..record.book import Address, Book
from ..record.fields import Field, fields_of
from ..record.kinds import Dispute, Event, Figure, Link, Post, Reading, Step, Study
from ..record.rules import parts
from ..record.values import Day, Record, Text
from .columns import columns_of

Fill = Callable[[Text, str], str]  # a text in a language as plain words, its calls filled
Cell = bool | int | float | str | tuple[str, ...] | None
Cells = dict[str, Cell]  # a row, by the names of its columns


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as files write numbers."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


@dataclass(frozen=True)
class Rows:
    """The rows of a Book, table by table, in the order of the record."""

    book: Book
    fill: Fill

    @property
    def languages(self) -> tuple[str, ...]:
        return self.book.site.languages

    def records(self, kind: str) -> Iterator[Cells]:
        """Each record of a kind."""
        for id_, record in self.book.records[kind].items():
            address = f"{kind}/{id_}"
            yield {
                **self._with_urls(record),
                "id": id_,
                "permalink": lasting_url(self.book, address) if has_url(address) else None,
            }

    def figures(self) -> Iterator[Cells]:
        """Each figure with its present reading; an indicator's rows are figures too."""
        own_names = {column.name for column in columns_of(Figure, self.languages)}
        for address, figure in self.book.figures.items():
            reading = self._with_urls(current(figure))
            yield {
                **self._indicator_row(address),
                **{name: cell for name, cell in reading.items() if name not in own_names},
                **self._figure(address, figure),
                "record": address.partition("#")[0],
                "permalink": lasting_url(self.book, address),
            }

    def readings(self) -> Iterator[Cells]:
        """All that each figure ever was, oldest first."""
        for address, figure in self.book.figures.items():
            own = self._figure(address, figure)
            label = {name: cell for name, cell in own.items() if not name.startswith("note_")}
            for place, reading in enumerate(figure.readings, start=1):
                yield {
                    **label,
                    **self._with_urls(reading),
                    "number": place,
                    "current": reading is current(figure),
                }

    def steps(self) -> Iterator[Cells]:
        """Each step of whatever has steps."""
        for address, record in self.book.stepwise():
            for step in record.steps:
                yield {
                    **self._with_urls(step),
                    "record": address,
                    "anchor": step.anchor,
                    "planned": step.planned,
                    "permalink": lasting_step_url(self.book, address, step.anchor),
                }

    def posts(self) -> Iterator[Cells]:
        """Each office and job of a person."""
        for id_, person in self.book.people.items():
            yield from self._of_person(id_, person.posts)

    def studies(self) -> Iterator[Cells]:
        """Each school, degree and course of a person."""
        for id_, person in self.book.people.items():
            yield from self._of_person(id_, person.studies)

    def links(self) -> Iterator[Cells]:
        """Each page elsewhere of a person."""
        for id_, person in self.book.people.items():
            yield from self._of_person(id_, person.links)

    def former_names(self) -> Iterator[Cells]:
        """Each name that an organization bore before."""
        for id_, organization in self.book.organizations.items():
            for place, before in enumerate(organization.former_names, start=1):
                yield {**self.cells(before), "organization": id_, "number": place}

    def disputes(self) -> Iterator[Cells]:
        """Those of figures first; the disputes about one thing are numbered from 1."""
        numbers: Counter[tuple[Cell, Cell]] = Counter()
        for about, dispute in self._disputes():
            key = about["about"], about["reading"]
            numbers[key] += 1
            yield {
                **self._with_urls(dispute),
                **about,
                "number": numbers[key],
            }

    def changes(self) -> Iterator[Cells]:
        """What changed value by value, newest first."""
        for change in changes(self.book):
            if change.figure and change.before and change.after:
                yield {
                    "date": str(change.day),
                    "figure": change.address,
                    "label": self.fill(change.figure.label, self.book.first_language),
                    "unit": change.figure.unit,
                    "before": _value(change.before),
                    "before_stage": change.before.stage,
                    "after": _value(change.after),
                    "after_stage": change.after.stage,
                    "reason": change.kind,
                    "sources": change.after.sources,
                }

    # ------------------------------------------------------------ cells of a record

    def cells(self, part: Record, prefix: str = "") -> Cells:
        """The cells of all fields of a record that are published."""
        cells: Cells = {}
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            if field.published and value is not None:
                cells |= self._cells_of_field(field, value, prefix + field.name)
        return cells

    def _cells_of_field(self, field: Field, value: object, name: str) -> Cells:
        match value:
            case Text():
                return self._words(value, name)
            case Record():
                return self.cells(value, f"{name}_")
            case Day():
                return {name: str(value), f"{name}_last": value.last.isoformat()}
            case Decimal():
                return {name: number(value)}
            case bool() | int() | float() | str():
                return {name: value}
            case tuple() if field.type != "record":
                return {name: tuple(map(str, value)) or None}
        return {}  # records in a list or a map have tables of their own

    def _words(self, text: Text, name: str) -> Cells:
        return {
            f"{name}_{language}": self.fill(text, language) or None
            for language in self.languages
            if text.has(language)
        }

    def _with_urls(self, part: Record) -> Cells:
        """The cells of a record, with the web addresses of its sources."""
        sources = (self.book.sources[id_] for id_ in getattr(part, "sources", ()))
        urls = tuple(source.url for source in sources if source.url)
        return self.cells(part) | {"source_urls": urls or None}

    # ------------------------------------------------------------ parts of records

    def _parts(self) -> Iterator[tuple[Address, Record]]:
        """Every record and all inside it, each with the address of the record."""
        for address in self.book.addresses():
            for _, part in parts(self.book.get(address)):
                yield address, part

    def _figure(self, address: Address, figure: Figure) -> Cells:
        return {
            **self.cells(figure),
            "figure": address,
            "currency": self.book.units[figure.unit].currency,
        }

    def _indicator_row(self, address: Address) -> Cells:
        """What the row of an indicator says besides, where a figure is one."""
        record, _, key = address.partition("#")
        kind, _, id_ = record.partition("/")
        if kind != "indicators":
            return {}
        return self.cells(self.book.indicators[id_].rows[key])

    def _of_person(
        self,
        id_: str,
        parts_: Sequence[Post | Study | Link],
    ) -> Iterator[Cells]:
        for place, part in enumerate(parts_, start=1):
            yield {
                **self._with_urls(part),
                "person": id_,
                "number": place,
            }

    def _disputes(self) -> Iterator[tuple[Cells, Dispute]]:
        """Each dispute, with what it is about."""
        for address, figure in self.book.figures.items():
            about: Cells = {
                "about": address,
                "unit": figure.unit,
                "currency": self.book.units[figure.unit].currency,
            }
            for place, reading in enumerate(figure.readings, start=1):
                for dispute in reading.disputed_by:
                    yield {**about, "reading": place}, dispute
        for address, part in self._parts():
            if isinstance(part, (Step, Event, Study)):
                place_of_step = f"#{part.anchor}" if isinstance(part, Step) else ""
                for dispute in part.disputed_by:
                    yield {"about": address + place_of_step, "reading": 0}, dispute


def _value(reading: Reading) -> str:
    """The value of a reading, both ends of a range, or all three."""
    ends = f"{number(reading.low)}–{number(reading.high)}" if reading.low is not None else ""
    if reading.value is None:
        return ends
    value = str(number(reading.value))
    return f"{value} ({ends})" if ends else value
