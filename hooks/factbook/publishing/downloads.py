"""Everything to take away: tables as CSV, records as JSON, one database, what describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from ..record.book import Book
from ..record.kinds import KINDS
from ..record.values import Text
from ..writing.calls import Calls
from ..writing.keeping import Keeping
from .columns import Column, explain, explained_in
from .csv_files import CHART, EXCEL, as_csv, beside_csv
from .descriptors import Origin, croissant, data_package, dataset, origin_of
from .json_files import JsonFiles, as_json
from .material import File, Files, Material, as_bytes
from .shelf import Shelf
from .sqlite import database
from .table_rows import Fill
from .tables import Table, record_tables, tables_of

DATABASE = "record.sqlite"


@dataclass(frozen=True)
class Downloads:
    """The files of data/ by their names, and what the data page tells of them."""

    origin: Origin
    tables: tuple[Table, ...]  # without the rows, which are in the files
    lengths: Mapping[str, int]  # how many rows each has, by its name
    files: Mapping[str, File]
    archive: str = ""  # where the whole site stands in one file, if it was made

    @property
    def columns_in_charts(self) -> tuple[Column, ...]:
        """The columns that the tables of all charts have."""
        return CHART

    explain = staticmethod(explain)
    explained_in = staticmethod(explained_in)

    def size(self, name: str) -> int | None:
        """The bytes of a file, or nothing where there is none."""
        if name not in self.files:
            return None
        return len(as_bytes(self.files[name]))


def files(material: Material) -> Files:
    """What was taken away before the pages were written: they tell the sizes of it."""
    for name, file in material.first.site.downloads.files.items():
        yield f"data/{name}", file


def take_away(
    plain: Mapping[str, Calls],
    keeping: Keeping,
    address: str,
    archive: str = "",
    is_edition: bool = False,
) -> Downloads:
    """The record as files, its texts in plain words; `plain` are the calls of each language.

    They are those that were made last where the record is as it was. An edition has each table
    once, without what can be made of that.
    """

    @cache
    def fill(words: str, language: str) -> str:
        return plain[language].words(words)

    def fill_text(text: Text, language: str) -> str:
        return fill(text.in_(language), language)

    first = next(iter(plain.values()))
    origin = origin_of(first.book, first.say, address)
    make = partial(_made, first.book, origin, fill_text)
    (lengths, made), _ = keeping.get_or_make("data.files", address, make)
    files = _lightest(dict(made)) if is_edition else Shelf(iter(made))
    return Downloads(origin, tables_of(first.book.site.languages), lengths, files, archive)


def _lightest(files: Mapping[str, File]) -> dict[str, File]:
    """Tables as CSV, and what their columns are."""
    kept = (".csv", ".csv-metadata.json", "datapackage.json")
    return {
        name: file
        for name, file in files.items()
        if name.endswith(kept) and not name.endswith(EXCEL)
    }


def _made(
    book: Book, origin: Origin, fill: Fill
) -> tuple[dict[str, int], tuple[tuple[str, File], ...]]:
    """How many rows each table has, and every file of data/ but those of charts.

    One file serves all languages: what it says of itself is in the first.
    """
    tables = record_tables(book, fill, origin.home)
    texts = {table.name: as_csv(table) for table in tables}
    made = _record_files(JsonFiles(book, origin, fill), tables, texts)
    made |= _descriptions(origin, tables, made)
    for table in tables:
        made |= beside_csv(origin, table, texts[table.name])
    lengths = {table.name: len(table.rows) for table in tables}
    return lengths, tuple(made.items())


def _record_files(
    json_files: JsonFiles, tables: list[Table], texts: dict[str, str]
) -> dict[str, File]:
    """The record itself, in each format; `texts` are the tables as CSV."""
    files: dict[str, File] = {f"{name}.csv": text for name, text in texts.items()}
    for kind in KINDS:
        files[f"{kind}.json"] = json_files.kind(kind)
    files["figures.json"] = json_files.figures()
    origin = json_files.origin
    files[DATABASE] = database(tables, origin.about(), origin.explain)
    return files


def _descriptions(
    origin: Origin,
    tables: list[Table],
    files: dict[str, File],
) -> dict[str, str]:
    """What describes the files of the record."""
    contents = {name: as_bytes(file) for name, file in files.items()}
    return {
        "datapackage.json": as_json(data_package(origin, tables, contents)),
        "croissant.json": as_json(croissant(origin, tables, contents)),
        "dataset.json": as_json(dataset(origin, contents)),
    }
