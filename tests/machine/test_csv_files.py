"""CSV files: no cell is taken for a formula, and nothing else is changed."""

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
def test_no_cell_is_taken_for_a_formula(cell):
    columns = (Column("a", "text", ""), Column("b", "text", "", separator=" | "))
    written = as_csv(table_of("t", "", (), columns, [{"a": cell, "b": (cell, "x")}]))
    for text in (written, for_excel(written).decode("utf-8-sig")):
        assert all(value.startswith("'") for value in cells(text))


@pytest.mark.parametrize("cell", ["a\rb", "a\r\nb", "a\nb"])
def test_a_cell_of_two_lines_is_one_cell(cell):
    table = table_of("t", "", (), (Column("a", "text", ""),), [{"a": cell}])
    assert cells(as_csv(table)) == ["a\nb"]


@pytest.mark.parametrize("cell", ["-5", "-2%", "+3.5", "plain", "a=b"])
def test_numbers_and_words_stay_as_they_are(cell):
    table = table_of("t", "", (), (Column("a", "text", ""),), [{"a": cell}])
    assert cells(as_csv(table)) == [cell]
