"""Everything to take away: tables and charts as CSV, records as JSON, one database, what describes them."""

import csv
import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..drawing.rows import ChartData
from ..meaning.addresses import has_url, url_of
from ..meaning.figures import current, review_day
from ..record.book import Address, Book
from ..record.fields import description_of, fields_of
from ..record.kinds import KINDS, Figure
from ..record.values import Day, Record, Text
from .descriptors import Origin, croissant, csv_on_the_web, data_package, dataset, origin_of
from .sqlite import database
from .tables import OF_IDS, Column, Fill, Table, number, record_tables, table_of

DATABASE = "record.sqlite"


@dataclass(frozen=True)
class Downloads:
    """The files of data/ by their names, and what the data page tells of them."""

    origin: Origin
    tables: tuple[Table, ...]
    files: dict[str, str | bytes]
    archive: str = ""  # where the whole site stands in one file, if it was made

    def size(self, name: str) -> int | None:
        """The bytes of a file, or nothing where there is none."""
        return len(as_bytes(self.files[name])) if name in self.files else None


def downloads(book: Book, fill: Fill, home: str, archive: str = "") -> Downloads:
    """Every file of data/ but those of charts; `home` is the address of the site."""
    of, tables = origin_of(book, home), record_tables(book, fill, home)
    files: dict[str, str | bytes] = dict(_record_files(book, of, tables, fill))
    written = {name: as_bytes(file) for name, file in files.items()}
    described = {
        "datapackage": data_package(of, tables, written),
        "croissant": croissant(of, tables, written),
        "dataset": dataset(of, written),
    }
    files |= {f"{name}.json": as_json(words) for name, words in described.items()}
    for table in tables:
        files |= beside(of, table, files[f"{table.name}.csv"])
    return Downloads(of, tuple(tables), files, archive)


def csv_files(of: Origin, table: Table) -> dict[str, str | bytes]:
    """A table as CSV, as CSV for Excel, and what the CSV is."""
    text = as_csv(table)
    return {f"{table.name}.csv": text, **beside(of, table, text)}


def beside(of: Origin, table: Table, text: str) -> dict[str, str | bytes]:
    """What stands beside a CSV file: a copy for Excel, and what the columns are."""
    name = f"{table.name.rpartition('/')[2]}.csv"
    return {
        f"{table.name}.excel.csv": for_excel(text),
        f"{table.name}.csv-metadata.json": as_json(csv_on_the_web(of, table, name)),
    }


def _record_files(
    book: Book, of: Origin, tables: list[Table], fill: Fill
) -> Iterator[tuple[str, str | bytes]]:
    """The record itself, in each format."""
    for table in tables:
        yield f"{table.name}.csv", as_csv(table)
    for kind in KINDS:
        yield f"{kind}.json", kind_json(book, kind, of, fill)
    yield "figures.json", figures_json(book, of, fill)
    yield DATABASE, database(tables, of.about())


def chart_file(book: Book, id_: str, language: str) -> str:
    """The path of the files of a chart in a language, without their suffix."""
    own = "" if language == book.site.languages[0] else f".{language}"
    return f"data/charts/{id_}{own}"


def as_bytes(file: str | bytes) -> bytes:
    return file if isinstance(file, bytes) else file.encode()


# ---------------------------------------------------------------- CSV


def as_csv(table: Table) -> str:
    """CSV as the Data Package declares it; a cell that a spreadsheet would take for a formula is made text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(
        [_csv_cell(value, column) for value, column in zip(row, table.columns)]
        for row in table.rows
    )
    return written.getvalue()


def for_excel(text: str) -> bytes:
    """The same CSV with the mark by which Excel knows UTF-8; without it Hangul is garbled."""
    return BOM_UTF8 + text.replace("\n", "\r\n").encode()


def _csv_cell(value: object, column: Column) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return int(value)
    flat = column.flatten(value)
    return _safe(flat) if isinstance(flat, str) else flat


NUMBER = re.compile(r"[-+−]?[\d.,]+%?")


def _safe(text: str) -> str:
    return (
        f"'{text}"
        if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(text)
        else text
    )


CHART = (
    Column("label", "text", "the name of the row"),
    Column("group", "text", "its group or series"),
    Column("period", "text", "the time it speaks of"),
    *(
        Column(name, "number", meaning, unit="unit")
        for name, meaning in (("value", "the value"), ("low", "lower end"), ("high", "upper end"))
    ),
    Column("start", "text", "first day, for a bar along time"),
    Column("end", "text", "last day"),
    Column("text", "text", "the value in words"),
    Column("unit", "text", "the unit of the numbers"),
    Column("stage", "text", "what kind of thing the number is"),
    Column("as_of", "text", "for when it was said"),
    Column("basis", "text", "what is counted"),
    Column("figure", "text", "address of the figure: kind/id#figure"),
    Column("sources", "text", "ids of the sources that say so", separator=OF_IDS),
)


def chart_table(name: str, data: ChartData) -> Table:
    """The rows of one chart, with their sources."""
    rows = [
        {**vars(point), "unit": data.unit, "figure": point.address, "sources": point.sources}
        for point in data.points
    ]
    return table_of(name, data.description, (), CHART, rows)


# ---------------------------------------------------------------- JSON


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def kind_json(book: Book, kind: str, of: Origin, fill: Fill) -> str:
    """Every record of a kind, whole: its figures, readings and steps stand inside it."""
    records = (
        {
            "id": id_,
            **_url(book, f"{kind}/{id_}", of.home),
            **plain(record, fill, book.site.languages),
        }
        for id_, record in book.records[kind].items()
    )
    return _json_of(
        {**of.about(), "kind": kind, "means": description_of(KINDS[kind].model)}, "records", records
    )


def _url(book: Book, address: Address, home: str) -> dict[str, str]:
    return {"permalink": home + url_of(book, address)} if has_url(address) else {}


def figures_json(book: Book, of: Origin, fill: Fill) -> str:
    """Every figure with its id, label, unit, readings and sources."""
    return _json_of(
        of.about(),
        "figures",
        (_figure(book, address, figure, fill, of.home) for address, figure in book.figures.items()),
    )


def _figure(book: Book, address: Address, figure: Figure, fill: Fill, home: str) -> dict:
    told_ = plain(figure, fill, book.site.languages)
    return {
        "id": address,
        "permalink": home + url_of(book, address),
        **told_,
        "unit": book.units[figure.unit].currency or figure.unit,
        "review_by": review_day(book, address).isoformat(),
        "current": plain(current(figure), fill, book.site.languages),
    }


def plain(part: object, fill: Fill, languages: tuple[str, ...]) -> object:
    """A record, or a part of one, as JSON writes it; what is not known is left out."""
    if isinstance(part, Text):
        return {language: fill(part, language) for language in languages if part.has(language)}
    if isinstance(part, Record):
        given = (
            (field.name, getattr(part, field.name))
            for field in fields_of(type(part))
            if field.published
        )
        return {
            name: plain(value, fill, languages)
            for name, value in given
            if value not in (None, (), {})
        }
    if isinstance(part, (tuple, list)):
        return [plain(item, fill, languages) for item in part]
    if isinstance(part, dict):
        return {key: plain(item, fill, languages) for key, item in part.items()}
    return (
        number(part) if isinstance(part, Decimal) else str(part) if isinstance(part, Day) else part
    )


def _json_of(said: dict, name: str, items: Iterable[dict]) -> str:
    """An object whose last entry is a list, an item a line."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{json.dumps(said, ensure_ascii=False, indent=1)[:-2]},\n {json.dumps(name)}: [\n{lines}\n]\n}}\n"
