"""Everything to take away: it says what the Book says, in formats that others' programs accept."""

import csv
import io
import json
import re
import sqlite3
import warnings
from decimal import Decimal

import csvw
import frictionless
import pytest

from conftest import ROOT
from factbook.meaning.wording import read_wordings
from factbook.publishing.columns import Column
from factbook.publishing.csv_files import as_csv, for_excel
from factbook.publishing.downloads import DATABASE, as_bytes
from factbook.publishing.files import take_away
from factbook.publishing.tables import table_of
from factbook.record.fields import fields_of, models_inside
from factbook.record.kinds import KINDS
from factbook.record.rules import parts
from factbook.record.values import Day, Text
from factbook.writing.calls import Calls

HOME = "https://site.example/record/"

MODELS = {name: kind.model for name, kind in KINDS.items()}


@pytest.fixture(scope="module")
def taken(real_book):
    return taken_from(real_book)


def taken_from(book):
    """The downloads of a Book, without drawing its charts."""
    wordings = read_wordings(ROOT / "docs" / "templates" / "words.yml", book.site.languages)
    plain = {language: Calls(book, say) for language, say in wordings.items()}
    return take_away(plain, HOME)


@pytest.fixture(scope="module")
def folder(taken, tmp_path_factory):
    """The downloads as files."""
    made = tmp_path_factory.mktemp("data")
    for name, file in taken.files.items():
        (made / name).write_bytes(as_bytes(file))
    return made


def rows(taken, name: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(taken.files[f"{name}.csv"])))


# ---------------------------------------------------------------- the same as the Book


def test_a_row_for_each_record_and_each_part(taken, real_book):
    inside_records = [
        type(part).__name__
        for address in real_book.addresses()
        for _, part in parts(real_book.get(address))
    ]
    expected = {kind: len(real_book.records[kind]) for kind in KINDS}
    expected |= {
        "figures": len(real_book.figures),
        "readings": inside_records.count("Reading"),
        "disputes": inside_records.count("Dispute"),
        "steps": sum(name.endswith("Step") for name in inside_records),
        "posts": inside_records.count("Post"),
        "studies": inside_records.count("Study"),
    }
    assert {name: len(rows(taken, name)) for name in expected} == expected
    assert {table.name for table in taken.tables} == {*expected, "changes"}


def test_every_reading_is_what_the_book_says_in_its_unit(taken, real_book):
    found = rows(taken, "readings")
    for row in found:
        figure = real_book.figures[row["figure"]]
        reading = figure.readings[int(row["number"]) - 1]
        for name in ("value", "low", "high"):
            assert (Decimal(row[name]) if row[name] else None) == getattr(reading, name), row
        assert (row["unit"], row["currency"]) == (
            figure.unit,
            real_book.units[figure.unit].currency or "",
        )
        assert (row["stage"], row["as_of"], row["as_of_last"]) == (
            reading.stage,
            str(reading.as_of),
            reading.as_of.last.isoformat(),
        )
        assert row["sources"].split() == list(reading.sources)
        assert (row["current"] == "true") == (reading is figure.readings[-1])
    present = {row["figure"]: row["value"] for row in found if row["current"] == "true"}
    assert present == {row["figure"]: row["value"] for row in rows(taken, "figures")}


def test_columns_come_from_the_fields_of_the_records(taken):
    tables = {table.name: table for table in taken.tables}
    for kind, model in MODELS.items():
        meant = {column.name: column.meaning for column in tables[kind].columns}
        for field in fields_of(model):
            name = field.name
            columns = [
                column for column in meant if column == name or column.startswith(f"{name}_")
            ]
            assert bool(columns) == (field.published and not (field.model and field.many)), (
                kind,
                name,
            )
            assert all(field.meaning in meant[column] for column in columns if column == name)


def test_texts_are_filled_in_both_languages(taken, real_book):
    written = "".join(file for file in taken.files.values() if isinstance(file, str))
    assert "{{" not in written and "<a " not in written
    for row in rows(taken, "steps"):
        assert row["what_en"]
    korean = [row for row in rows(taken, "programs") if row["summary_ko"]]
    assert len(korean) == sum(program.summary.has("ko") for program in real_book.programs.values())


def test_every_number_of_a_figure_says_where_its_unit_stands(taken):
    for table in taken.tables:
        if table.name not in ("figures", "readings", "disputes"):
            continue
        names = {column.name for column in table.columns}
        for column in table.columns:
            if column.type == "number":
                assert column.unit in names, (table.name, column.name)


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_every_record_whole(taken, real_book, kind):
    told = json.loads(taken.files[f"{kind}.json"])
    assert (
        told["licence"] == "CC BY 4.0"
        and HOME in told["citation"]
        and told["as_of"] == str(real_book.site.as_of)
    )
    assert [record["id"] for record in told["records"]] == list(real_book.records[kind])
    for record in told["records"]:
        _same(real_book.records[kind][record["id"]], record)


def _same(part, told: dict) -> None:
    """Every field that a record has stands in its JSON, with the same value."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.exclude or value in (None, (), {}):
            assert name not in told or name in ("id", "permalink")
        elif isinstance(value, Decimal):
            assert Decimal(str(told[name])) == value
        elif isinstance(value, Text):
            assert set(told[name]) == {language for language in ("en", "ko") if value.has(language)}
        elif isinstance(value, Day):
            assert told[name] == str(value)
        elif isinstance(value, dict):
            for key, item in value.items():
                _same(item, told[name][key])
        elif isinstance(value, tuple):
            assert len(told[name]) == len(value)
            for item, said in zip(value, told[name]):
                _same(item, said) if isinstance(said, dict) and not isinstance(item, Text) else None


def test_permalinks_are_addresses_of_the_site(taken, real_site):
    for name in ("programs", "people", "figures", "steps", "sources"):
        for row in rows(taken, name):
            page, _, anchor = row["permalink"].removeprefix(HOME).partition("#")
            text = _page(real_site / page / "index.html")
            assert not anchor or f'id="{anchor}"' in text, row["permalink"]


def _page(path, read={}):
    if path not in read:
        read[path] = path.read_text(encoding="utf-8")
    return read[path]


# ---------------------------------------------------------------- formats


def test_the_data_package_is_valid(folder, taken):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]
    assert len(report.tasks) == len(taken.tables)


def test_a_wrong_value_makes_the_data_package_invalid(folder, tmp_path):
    for path in folder.glob("*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    figures = tmp_path / "figures.csv"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace(",gpu,", ",no-such-unit,", 1), encoding="utf-8"
    )
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_csv_on_the_web_is_valid_and_reads_back(folder, taken):
    for table in taken.tables:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = csvw.CSVW(str(folder / f"{table.name}.csv-metadata.json"), validate=True)
            assert read.is_valid, table.name
            assert sum(1 for _ in read.tables[0].iterdicts()) == len(table.rows)


def test_excel_copies_are_the_same_with_a_mark(taken):
    copies = {name for name in taken.files if name.endswith(".excel.csv")}
    assert len(copies) == len(taken.tables)
    for name in copies:
        assert taken.files[name].startswith(b"\xef\xbb\xbf")
        plain = taken.files[name.replace(".excel", "")]
        assert list(
            csv.reader(io.StringIO(taken.files[name].decode("utf-8-sig"), newline=""))
        ) == list(csv.reader(io.StringIO(plain, newline="")))


def test_the_database_holds_the_same_and_its_keys_hold(folder, taken):
    with sqlite3.connect(folder / DATABASE) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in taken.tables:
            assert base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (
                len(table.rows),
            )
            explained = base.execute(
                "SELECT name, type, meaning FROM columns WHERE in_table = ?", (table.name,)
            ).fetchall()
            assert sorted(explained) == sorted(
                (column.name, column.type, column.meaning) for column in table.columns
            )
        assert base.execute("SELECT says FROM about WHERE item = 'licence'").fetchone() == (
            "CC BY 4.0",
        )


def test_croissant_and_schema_org_name_every_file_with_its_checksum(taken):
    from hashlib import sha256

    croissant, dataset = (
        json.loads(taken.files["croissant.json"]),
        json.loads(taken.files["dataset.json"]),
    )
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    for file in croissant["distribution"]:
        assert (
            file["sha256"] == sha256(as_bytes(taken.files[file["@id"]])).hexdigest()
            and file["contentUrl"] == f"{HOME}data/{file['@id']}"
        )
    columns = {(table.name, column.name) for table in taken.tables for column in table.columns}
    assert {
        tuple(field["name"].split("/"))
        for rows_ in croissant["recordSet"]
        for field in rows_["field"]
    } == columns
    ids = {field["@id"] for rows_ in croissant["recordSet"] for field in rows_["field"]}
    assert {
        field["references"]["field"]["@id"]
        for rows_ in croissant["recordSet"]
        for field in rows_["field"]
        if "references" in field
    } <= ids
    assert (
        dataset["license"].startswith("https://creativecommons.org/")
        and dataset["@type"] == "Dataset"
    )
    assert {file["name"] for file in dataset["distribution"]} <= set(taken.files)


def test_croissant_is_accepted_by_its_own_library(folder):
    """mlcroissant needs pandas and scipy, so it is no requirement: pip install mlcroissant to run this."""
    mlcroissant = pytest.importorskip("mlcroissant")
    data = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not data.metadata.issues.errors and not data.metadata.issues.warnings


def test_two_makings_are_the_same_bytes(taken, real_book):
    assert taken_from(real_book).files == taken.files


def test_an_earlier_edition_is_valid_too(real_book, tmp_path):
    from factbook.record.editions import known_by

    for name, file in taken_from(known_by(real_book, Day("2025-07-31"))).files.items():
        (tmp_path / name).write_bytes(as_bytes(file))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        '=HYPERLINK("https://a.example")',
    ],
)
def test_no_cell_is_taken_for_a_formula(cell):
    table = table_of(
        "t",
        "",
        (),
        (Column("a", "text", ""), Column("b", "text", "", separator=" | ")),
        [{"a": cell, "b": (cell, "x")}],
    )
    for text in (as_csv(table), for_excel(as_csv(table)).decode("utf-8-sig")):
        for value in list(csv.reader(io.StringIO(text, newline="")))[1]:
            assert value[0] == "'", value


@pytest.mark.parametrize("cell", ["-5", "-2%", "+3.5", "plain", "a=b"])
def test_numbers_and_words_stay_as_they_are(cell):
    table = table_of("t", "", (), (Column("a", "text", ""),), [{"a": cell}])
    assert list(csv.reader(io.StringIO(as_csv(table))))[1] == [cell]


# ---------------------------------------------------------------- pages


def test_every_field_has_a_meaning_and_stands_in_the_dictionary(real_site):
    from factbook.record.kinds import Site

    page = (real_site / "data" / "dictionary" / "index.html").read_text(encoding="utf-8")
    for name, model in {
        **MODELS,
        "site": Site,
        **{
            f"part-{model.__name__.lower()}": model
            for model in models_inside([*MODELS.values(), Site])
        },
    }.items():
        section = page.split(f'<h2 id="{name}"')[1].split("<h2")[0]
        for field in fields_of(model):
            row = section.split(f"<code>{field.name}</code>")[1].split("</tr>")[0]
            assert (
                field.meaning
                and field.meaning.split("'")[0]
                .split("`")[0]
                .replace("&", "&amp;")
                .replace(">", "&gt;")
                in row
            ), (name, field.name)
            assert row.endswith("<td>yes</td>") == field.required, (name, field.name)


def test_the_data_page_lists_every_file_with_size_and_rows(real_site, real_book, taken):
    page = (real_site / "data" / "index.html").read_text(encoding="utf-8")
    for name in taken.files:
        size = max(1, round((real_site / "data" / name).stat().st_size / 1000))
        entry = re.search(
            rf'href="{re.escape(name)}"[^>]*>[^<]*</a> <span class="quiet">([^<]+)</span>', page
        )
        assert entry and entry[1] in (f"{size} kB", f"{size / 1000:.1f} MB"), (name, size)
    assert f"rows: {len(real_book.figures)}" in page
    graph = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])[
        "@graph"
    ]
    assert "Dataset" in {node["@type"] for node in graph} and page.count("ld+json") == 1
