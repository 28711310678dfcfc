"""Tables -> CSV, with a copy for Excel beside it and a file that says what its columns are."""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..drawing.captions import Sheet
from .columns import OF_IDS, SOURCE_URLS, Column
from .descriptors import Origin, about_chart, csv_on_the_web
from .json_files import as_json
from .tables import Table, table_of

NOTHING: Mapping[str, object] = MappingProxyType({})
NUMBER = re.compile(r"[-+−]?[\d.,]+%?")
LINE_END = re.compile(r"\r\n?")  # these would end the row: the writer quotes only its own line ends
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")  # of what a spreadsheet takes for a formula
# Where a cell of a file may begin with one of these; a cell with an end of line is in quotes.
MAY_BE_FORMULA = re.compile(r'(?:[,\n]|^)(?:"?[=+\-@\t]|"\n)')
EXCEL = ".excel.csv"
CHART = (
    Column("label", "text", "the name of the row"),
    Column("group", "text", "its group or series"),
    Column("period", "text", "the time it speaks of"),
    Column("value", "number", "the value", unit="unit"),
    Column("low", "number", "lower end", unit="unit"),
    Column("high", "number", "upper end", unit="unit"),
    Column("start", "text", "first day, for a bar along time"),
    Column("end", "text", "last day"),
    Column("text", "text", "the value in words"),
    Column("unit", "text", "the unit of the numbers"),
    Column("stage", "text", "what kind of thing the number is"),
    Column("payer", "text", "who pays: public, private or mixed; empty where unknown"),
    Column("as_of", "text", "for when it was said"),
    Column("basis", "text", "what is counted"),
    Column("remark", "text", "what the chart says at its mark"),
    Column("figure", "text", "address of the figure: kind/id#figure"),
    Column("sources", "text", "ids of the sources that say so", separator=OF_IDS),
    SOURCE_URLS,
    # What a table must not lose where it goes alone. A line above the head would keep programs
    # from reading it, and a file beside it stays behind: so every row has it, in the last columns.
    Column("note", "text", "what to know of the whole chart; the same in each row"),
    Column("citation", "text", "how to cite the chart; the same in each row"),
)


def csv_files(origin: Origin, table: Table) -> dict[str, str | bytes]:
    """A table as CSV, and what stands beside it, by their names."""
    text = as_csv(table)
    return {f"{table.name}.csv": text, **beside_csv(origin, table, text)}


def chart_csv_files(
    origin: Origin,
    name: str,
    sheet: Sheet,
) -> dict[str, str | bytes]:
    """The rows of one chart as CSV, and beside it what they are, with the chart's caption."""
    table = chart_table(name, sheet)
    text, caption = as_csv(table), about_chart(sheet.caption)
    return {f"{name}.csv": text, **beside_csv(origin, table, text, caption)}


def beside_csv(
    origin: Origin, table: Table, text: str, about: Mapping[str, object] = NOTHING
) -> dict[str, str | bytes]:
    """A copy of a CSV file for Excel, and what its columns are; `about` tells more of it.

    `text` is the table as CSV.
    """
    own_name = table.name.rpartition("/")[2]
    described = csv_on_the_web(origin, table, f"{own_name}.csv")
    return {
        f"{table.name}{EXCEL}": for_excel(table, text),
        f"{table.name}.csv-metadata.json": as_json({**described, **about}),
    }


def as_csv(table: Table) -> str:
    """A table as CSV, as the Data Package declares it, each value as it is."""
    return _written(table, lambda cell: cell)


def for_excel(table: Table, text: str = "") -> bytes:
    """The same CSV for people who open it in a spreadsheet; `text` is that, where it is at hand.

    It has the mark by which Excel knows UTF-8, for without it Hangul is garbled; and no text of
    it is computed as a formula.
    """
    text = text or as_csv(table)
    if MAY_BE_FORMULA.search(text):
        text = _written(table, _no_formula)
    return BOM_UTF8 + text.replace("\n", "\r\n").encode()


def _written(table: Table, as_cell: Callable[[object], object]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        named = zip(table.columns, row, strict=True)  # a cell too many would be lost
        writer.writerow([as_cell(_csv_cell(column, value)) for column, value in named])
    return file.getvalue()


def chart_table(name: str, sheet: Sheet) -> Table:
    """The rows of one chart, with their sources, and what holds of all of them in each."""
    data, caption = sheet.data, sheet.caption
    credits = zip(data.sources, caption.credits, strict=True)
    urls = {id_: credit.url for id_, credit in credits}
    of_all = {"unit": data.unit, "note": caption.note, "citation": caption.citation}
    rows = [
        {
            **vars(point),
            **of_all,
            "figure": point.address,
            "source_urls": tuple(filter(None, map(urls.get, point.sources))),
        }
        for point in data.points
    ]
    return table_of(name, data.description, (), CHART, rows)


def _csv_cell(column: Column, value: object) -> object:
    cell = column.flatten(value)
    if isinstance(cell, str):
        return LINE_END.sub("\n", cell) if "\r" in cell else cell
    match cell:
        case None:
            return ""
        case bool(truth):
            return "true" if truth else "false"
        case float(number) if number == int(number):
            return int(number)
    return cell


def _no_formula(cell: object) -> object:
    """A text as it is, or marked as text where a spreadsheet would compute it."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula and not NUMBER.fullmatch(str(cell)) else cell
