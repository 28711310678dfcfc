"""Whatever values the check accepts are built in every output, in charts of every kind."""

import json
import sqlite3
from decimal import Decimal

import pytest

from conftest import ROOT
from factbook.drawing.canvas import NARROW, WIDE, Canvas
from factbook.drawing.charts import chart_data, chart_problems
from factbook.drawing.letters import Letters
from factbook.drawing.specification import spec
from factbook.drawing.svg import draw
from factbook.meaning.wording import read_wordings
from factbook.publishing.chart_files import chart_sheet
from factbook.publishing.csv_files import as_csv, chart_table
from factbook.publishing.json_files import as_json
from factbook.publishing.sqlite import database
from factbook.publishing.tables import record_tables
from factbook.record.book import read_book
from factbook.record.problems import errors
from factbook.writing.calls import Calls
from small import copy_small_record

SAY = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en", "ko"))
FONTS = ROOT / "docs" / "assets" / "fonts" / "measure"
WORDS = "title: A title, subtitle: A subtitle, alt: Some marks"
ROWS = "indicator: tried"
AXES = "across: Across, up: Up"
SUMS = "figures: [investments/one#paid, investments/two#paid]"
PAIRS = "figures: [indicators/tried#a, indicators/tried#b]"
DONE = "{stage: operating, text: Done, figures: [indicators/tried#a]}"
PROMISED = "{stage: announced, text: Promised, figures: [indicators/tried#b]}"
CHARTS = {
    "bars": ROWS,
    "stage-bars": f"{ROWS}, all_readings: true",
    "share-bars": ROWS,
    "ranges": ROWS,
    "ranks": ROWS,
    "areas": SUMS,
    "grid": f"{ROWS}, each: 10",
    "squares": f"levels: [{DONE}, {PROMISED}], each: 10",
    "series": ROWS,
    "slope": f"{ROWS}, rows: [a, b]",
    "scatter": f"{PAIRS}, against: [indicators/tried#b, indicators/tried#a], {AXES}",
}
RECORD = """
tried:
  name: Tried
  topic: light
  unit: {unit}
  summary: What is tried.
  rows:
    a: {{label: A, group: Here, {a_time} readings: [{{{a}, {rest}}}]}}
    b: {{label: B, group: Here, {b_time} readings: [{{{b}, {rest}}}]}}
  sources: [gazette-2029-01-15]
"""
FUND = """
{id}:
  name: Fund {id}
  topic: light
  summary: A fund.
  steps: [{{stage: announced, date: 2029-05-01, what: Announced., sources: [wire-2030-02]}}]
  figures: {{paid: {{label: Paid, unit: {unit}, readings: [{{{value}, {rest}}}]}}}}
  sources: [wire-2030-02]
"""
REST = "stage: measured, as_of: 2029-01-01, sources: [gazette-2029-01-15]"
UNITS = """
percent: {one: "{n}%", many: "{n}%", label: per cent}
balance: {currency: KRW, below_zero: true, label: won}
degree: {one: "{n} degree", many: "{n} degrees", below_zero: true, label: degrees}
"""
VALUES = [  # two readings that stand beside each other
    ("value: 0", "value: 0"),
    ("value: 0", "value: 5"),
    ("value: 3", "value: 12"),
    ("value: -3.4", "value: 2.1"),
    ("value: -3.4", "value: -7"),
    ("value: 0", "value: -7"),
    ("value: 0.000000001", "value: 0.5"),
    ("value: 1e-15", "value: 1e29"),
    ("value: 1e26", "value: 10^25"),
    ("value: 9223372036854775808", "value: 18446744073709551617"),
    ("value: 123456789012345678901234", "value: 1"),
    ("value: 1450935791", "value: 1408975000"),
    ("value: 50, low: 40, high: 65", "value: 30"),
    ("value: 0, low: -5, high: 5", "value: -9, low: -10, high: -8"),
    ("low: 4, high: 9", "low: 2, high: 3"),
    ("low: -9, high: -4", "low: -2, high: 3"),
    ("low: 0, high: 1e20", "value: 7"),
    ("value: '1조 2,000억'", "value: 3만 5천"),
    ("value: 약 5만", "value: 5~7만"),
]
TIMES = [
    ("period: 2028,", "period: 2029,"),
    ("period: 2027/28,", "period: 2028-29,"),
    ("period: 0001,", "period: 2030-Q1,"),
    ("period: 2029,", "period: 2029,"),
    ("", ""),
]


def written(data, values, times, unit):
    """The small record with two rows of an indicator, two sums, and a chart of every kind."""
    (a, b), (a_time, b_time) = values, times
    rows = RECORD.format(a=a, b=b, a_time=a_time, b_time=b_time, unit=unit, rest=REST)
    (data / "indicators" / "tried.yml").write_text(rows, encoding="utf-8")
    funds = [
        FUND.format(id=id_, value=value, unit=unit, rest=REST)
        for id_, value in (("one", a), ("two", b))
    ]
    (data / "investments" / "tried.yml").write_text("".join(funds), encoding="utf-8")
    (data / "units" / "tried.yml").write_text(UNITS, encoding="utf-8")
    charts = (
        f"tried-{kind}: {{kind: {kind}, topic: light, {needs}, {WORDS}}}\n"
        for kind, needs in CHARTS.items()
    )
    (data / "charts" / "tried.yml").write_text("".join(charts), encoding="utf-8")
    return read_book(data)


def accepted_charts(book) -> list[str]:
    """Those of the charts on trial in which the check finds nothing."""
    refused = {(problem.file, problem.line) for problem in chart_problems(book)}
    tried = [id_ for id_ in book.charts if id_.startswith("tried-")]
    lines = {id_: book.place(f"charts/{id_}") for id_ in tried}
    return [id_ for id_ in tried if lines[id_] not in refused]


def build(book, id_: str) -> None:
    """A chart wide in English and narrow in Korean, and its table."""
    for say, width in ((SAY["en"], WIDE), (SAY["ko"], NARROW)):
        data = chart_data(book, id_, say)
        drawn = spec(data, Canvas(width, Letters(FONTS)))
        assert "NaN" not in json.dumps(drawn), id_
        assert as_csv(chart_table(id_, chart_sheet(id_, Calls(book, say)))).count("\n") > len(
            data.points
        )
    svg = draw(drawn, id_, "Title", data.description, FONTS)
    assert "NaN" not in svg, id_
    assert svg.count("data-point") >= len(data.points), id_


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return copy_small_record(tmp_path_factory.mktemp("tried")) / "data"


@pytest.mark.parametrize("values", VALUES, ids=" and ".join)
def test_values_in_every_kind_of_chart(data, values):
    unit = ("percent", "balance", "degree")[VALUES.index(values) % 3]
    book, problems = written(data, values, TIMES[0], unit)
    assert errors(problems) == []
    charts = accepted_charts(book)
    assert {"tried-bars", "tried-ranges"} <= set(charts)
    for id_ in charts:
        build(book, id_)


@pytest.mark.parametrize("times", TIMES, ids=" and ".join)
def test_times_in_every_kind_of_chart(data, times):
    book, problems = written(data, VALUES[2], times, "balance")
    assert errors(problems) == []
    for id_ in accepted_charts(book):
        build(book, id_)


@pytest.mark.parametrize("values", VALUES, ids=" and ".join)
def test_numbers_in_tables_are_exact(data, values):
    """CSV and JSON hold each number as it was written, the database as far as it can."""
    book, _ = written(data, values, TIMES[0], "degree")
    tables = {table.name: table for table in record_tables(book, lambda text, _: text.in_("en"))}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(list(tables.values()), {}, lambda column: column.meaning))
    table = tables["readings"]
    names = [column.name for column in table.columns]
    for row in table.rows:
        cells = dict(zip(names, row, strict=True))
        reading = book.figures[cells["figure"]].readings[cells["number"] - 1]
        for field in ("value", "low", "high"):
            number, cell = getattr(reading, field), cells[field]
            if number is None:
                assert cell is None
                continue
            assert Decimal(as_json(cell)) == number
            kept = connection.execute(
                f"SELECT {field} FROM readings WHERE figure = ? AND number = ?",
                (cells["figure"], cells["number"]),
            ).fetchone()[0]
            assert kept == cell or kept == float(cell)
    connection.close()


def test_a_chart_tells_large_numbers_exactly_in_its_table(data):
    book, _ = written(data, ("value: 1e26", "value: 9223372036854775809"), TIMES[0], "degree")
    text = as_csv(chart_table("tried", chart_sheet("tried-bars", Calls(book, SAY["en"]))))
    assert "100000000000000000000000000" in text
    assert "9223372036854775809" in text
