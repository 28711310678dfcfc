"""The record as JSON: each kind of record whole, and all figures in one file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..meaning.addresses import has_url, lasting_url
from ..meaning.figures import current, review_day
from ..record.book import Address, Book
from ..record.fields import description_of, fields_of
from ..record.kinds import KINDS, Figure
from ..record.values import Day, Record, Text
from .descriptors import Json, Origin
from .table_rows import Fill, number


def as_json(value: object) -> str:
    """A value as a file."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class JsonFiles:
    """Writes a Book as JSON; what is not known is left out."""

    book: Book
    origin: Origin
    fill: Fill

    def kind(self, kind: str) -> str:
        """Every record of a kind, whole: its figures, readings and steps stand inside it."""
        about = {
            **self.origin.about(),
            "kind": kind,
            "means": self.origin.title(kind, description_of(KINDS[kind].model)),
        }
        records = (
            {"id": id_, **self._permalink(f"{kind}/{id_}"), **self._record(record)}
            for id_, record in self.book.records[kind].items()
        )
        return _a_line_each(about, "records", records)

    def figures(self) -> str:
        """Every figure with its id, label, unit, readings and sources."""
        figures = (self._figure(address, figure) for address, figure in self.book.figures.items())
        return _a_line_each(self.origin.about(), "figures", figures)

    def _figure(self, address: Address, figure: Figure) -> Json:
        return {
            "id": address,
            **self._permalink(address),
            **self._record(figure),
            "unit": self.book.units[figure.unit].currency or figure.unit,
            "review_by": review_day(self.book, address).isoformat(),
            "current": self._record(current(figure)),
        }

    def _permalink(self, address: Address) -> Json:
        if not has_url(address):
            return {}
        return {"permalink": self.origin.home + lasting_url(self.book, address)}

    def _record(self, record: Record) -> Json:
        entries: Json = {}
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            is_known = value is not None and value not in ((), {})
            if field.published and is_known:
                entries[field.name] = self._value(value)
        return entries

    def _value(self, value: object) -> object:
        match value:
            case Text():
                return self._words(value)
            case Record():
                return self._record(value)
            case tuple():
                return [self._value(item) for item in value]
            case dict():
                return {key: self._value(item) for key, item in value.items()}
            case Decimal():
                return number(value)
            case Day():
                return str(value)
        return value

    def _words(self, text: Text) -> dict[str, str]:
        languages = filter(text.has, self.book.site.languages)
        return {language: self.fill(text, language) for language in languages}


def _a_line_each(about: dict[str, str], name: str, items: Iterable[Json]) -> str:
    """An object whose last entry is a list, an item a line."""
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{head},\n {json.dumps(name)}: [\n{lines}\n]\n}}\n"
