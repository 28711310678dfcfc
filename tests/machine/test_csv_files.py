"""CSV files: values as they are; and a copy of which no cell is taken for a formula."""

import csv
import io

import pytest

from factbook.publishing.columns import Column
from factbook.publishing.csv_files import as_csv, for_excel
from factbook.publishing.tables import table_of

FORMULAS = [
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("https://a.example")',
]


def cells(text: str) -> list[str]:
    """The cells of the one row of a file."""
    _, row = csv.reader(io.StringIO(text, newline=""))
    return row


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_computed_by_a_spreadsheet_and_none_is_changed_for_programs(cell):
    columns = (Column("a", "text", ""), Column("b", "text", "", separator=" | "))
    table = table_of("t", "", (), columns, [{"a": cell, "b": (cell, "x")}])
    in_excel = cells(for_excel(table).decode("utf-8-sig"))
    assert all(value.startswith("'") for value in in_excel)
    value = cell.replace("\r", "\n")  # an end of line, as the file declares it
    assert cells(as_csv(table)) == [value, f"{value} | x"]


@pytest.mark.parametrize("cell", ["a\rb", "a\r\nb", "a\nb"])
def test_a_cell_of_two_lines_is_one_cell(cell):
    table = table_of("t", "", (), (Column("a", "text", ""),), [{"a": cell}])
    assert cells(as_csv(table)) == ["a\nb"]


@pytest.mark.parametrize("cell", ["-5", "-2%", "+3.5", "plain", "a=b"])
def test_numbers_and_words_stay_as_they_are(cell):
    table = table_of("t", "", (), (Column("a", "text", ""),), [{"a": cell}])
    assert cells(as_csv(table)) == [cell]
