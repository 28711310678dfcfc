"""Everything to take away: it says what the Book says, in formats that others' programs accept."""

import csv
import io
import json
import sqlite3
import warnings
from decimal import Decimal
from hashlib import sha256

import pytest

from conftest import ROOT
from factbook.meaning.wording import read_wordings
from factbook.publishing.downloads import DATABASE, as_bytes, take_away
from factbook.record.editions import known_by
from factbook.record.fields import fields_of, models_inside
from factbook.record.kinds import KINDS, Site
from factbook.record.questions import Questions
from factbook.record.rules import parts
from factbook.record.values import Day, Record, Text
from factbook.writing.calls import Calls
from factbook.writing.keeping import Keeping
from pages import Page

HOME = "https://site.example/record/"
TEMPLATES = ROOT / "docs" / "templates"
MODELS = {name: kind.model for name, kind in KINDS.items()}
NUMBERS_WITH_UNITS = ("figures", "readings", "disputes")
WITH_PERMALINKS = ("programs", "people", "figures", "steps", "sources")


@pytest.fixture(scope="module")
def taken(real_book):
    return taken_from(real_book)


def taken_from(book):
    """The downloads of a Book, without drawing its charts."""
    wordings = read_wordings(TEMPLATES / "words.yml", book.site.languages)
    plain = {language: Calls(book, say) for language, say in wordings.items()}
    return take_away(plain, Keeping(None, Questions()), HOME)


def write(taken, folder):
    """The downloads as files in a folder."""
    for name, file in taken.files.items():
        (folder / name).write_bytes(as_bytes(file))
    return folder


@pytest.fixture(scope="module")
def folder(taken, tmp_path_factory):
    return write(taken, tmp_path_factory.mktemp("data"))


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
        "links": inside_records.count("Link"),
        "former_names": inside_records.count("FormerName"),
    }
    assert {name: len(rows(taken, name)) for name in expected} == expected
    assert {table.name for table in taken.tables} == {*expected, "changes"}


def test_every_reading_is_what_the_book_says_in_its_unit(taken, real_book):
    present = {}
    for row in rows(taken, "readings"):
        figure = real_book.figures[row["figure"]]
        reading = figure.readings[int(row["number"]) - 1]
        for name in ("value", "low", "high"):
            assert (Decimal(row[name]) if row[name] else None) == getattr(reading, name), row
        assert row["unit"] == figure.unit, row
        assert row["currency"] == (real_book.units[figure.unit].currency or ""), row
        assert row["stage"] == reading.stage, row
        assert row["as_of"] == str(reading.as_of), row
        assert row["as_of_last"] == reading.as_of.last.isoformat(), row
        assert row["sources"].split() == list(reading.sources), row
        assert (row["current"] == "true") == (reading is figure.readings[-1]), row
        if row["current"] == "true":
            present[row["figure"]] = row["value"]
    assert present == {row["figure"]: row["value"] for row in rows(taken, "figures")}


def test_columns_come_from_the_fields_of_the_records(taken):
    tables = {table.name: table for table in taken.tables}
    for kind, model in MODELS.items():
        meanings = {column.name: column.meaning for column in tables[kind].columns}
        for field in fields_of(model):
            columns = [
                name for name in meanings if name == field.name or name.startswith(f"{field.name}_")
            ]
            has_a_column = field.published and not (field.model and field.many)
            assert bool(columns) == has_a_column, (kind, field.name)
            if field.name in columns:
                assert field.meaning in meanings[field.name], (kind, field.name)


def test_texts_are_filled_in_every_language(taken, real_book):
    first = real_book.site.languages[0]
    written = "".join(file for file in taken.files.values() if isinstance(file, str))
    assert "{{" not in written
    assert "<a " not in written
    assert all(row[f"what_{first}"] for row in rows(taken, "steps"))
    for language in real_book.site.languages:
        filled = [row["id"] for row in rows(taken, "programs") if row[f"summary_{language}"]]
        assert filled == [
            id_ for id_, program in real_book.programs.items() if program.summary.has(language)
        ]


def test_every_number_of_a_figure_says_where_its_unit_stands(taken):
    tables = {table.name: table for table in taken.tables}
    for table_name in NUMBERS_WITH_UNITS:
        names = {column.name for column in tables[table_name].columns}
        for column in tables[table_name].columns:
            if column.type == "number":
                assert column.unit in names, (table_name, column.name)


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_every_record_whole(taken, real_book, kind):
    file = json.loads(taken.files[f"{kind}.json"])
    assert file["licence"] == real_book.site.licence.en
    assert HOME in file["citation"]
    assert file["as_of"] == str(real_book.site.as_of)
    assert [record["id"] for record in file["records"]] == list(real_book.records[kind])
    for written in file["records"]:
        assert_same(real_book.records[kind][written["id"]], written)


def assert_same(part: Record, written: dict) -> None:
    """Every field that a record has stands in its JSON, with the same value."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.exclude or value in (None, (), {}):
            assert name not in written or name in ("id", "permalink")
        else:
            assert_same_value(value, written[name])


def assert_same_value(value: object, written) -> None:
    if isinstance(value, Decimal):
        assert Decimal(str(written)) == value
    elif isinstance(value, Text):
        assert set(written) == {language for language, _ in value.others("") if value.has(language)}
    elif isinstance(value, Day):
        assert written == str(value)
    elif isinstance(value, Record):
        assert_same(value, written)
    elif isinstance(value, dict):
        assert written.keys() == value.keys()
        for key, item in value.items():
            assert_same_value(item, written[key])
    elif isinstance(value, tuple):
        for item, item_written in zip(value, written, strict=True):
            assert_same_value(item, item_written)
    else:
        assert written == value


def test_permalinks_are_addresses_of_the_site(taken, web):
    for name in WITH_PERMALINKS:
        for row in rows(taken, name):
            url, _, anchor = row["permalink"].removeprefix(HOME).partition("#")
            assert not anchor or anchor in web.page(url).ids, row["permalink"]


# ---------------------------------------------------------------- formats


def what_frictionless_finds(folder) -> list:
    import frictionless  # a part of a second's work, for the process alone that runs this

    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_the_data_package_is_valid(folder, taken):
    assert what_frictionless_finds(folder) == []
    package = json.loads(taken.files["datapackage.json"])
    assert len(package["resources"]) == len(taken.tables)


def test_a_wrong_value_makes_the_data_package_invalid(taken, tmp_path):
    write(taken, tmp_path)
    unit = rows(taken, "figures")[0]["unit"]
    figures = (tmp_path / "figures.csv").read_text(encoding="utf-8")
    spoilt = figures.replace(f",{unit},", ",no-such-unit,", 1)
    (tmp_path / "figures.csv").write_text(spoilt, encoding="utf-8")
    assert what_frictionless_finds(tmp_path)


def test_csv_on_the_web_is_valid_and_reads_back(folder, taken):
    import csvw  # as above

    for table in taken.tables:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = csvw.CSVW(str(folder / f"{table.name}.csv-metadata.json"), validate=True)
            assert read.is_valid, table.name
            rows_read = sum(1 for _ in read.tables[0].iterdicts())
            assert rows_read == taken.lengths[table.name], table.name


def test_excel_copies_are_the_same_with_a_mark(taken):
    copies = {name for name in taken.files if name.endswith(".excel.csv")}
    assert len(copies) == len(taken.tables)
    for name in copies:
        assert taken.files[name].startswith(b"\xef\xbb\xbf")
        copy = taken.files[name].decode("utf-8-sig")
        assert cells(copy) == cells(taken.files[name.replace(".excel", "")]), name


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_database_holds_the_same_and_its_keys_hold(folder, taken, real_book):
    with sqlite3.connect(folder / DATABASE) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in taken.tables:
            count = base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
            assert count == (taken.lengths[table.name],), table.name
            explained = base.execute(
                "SELECT name, type, meaning FROM columns WHERE in_table = ?", (table.name,)
            )
            columns = [
                (column.name, column.type, taken.origin.explain(column)) for column in table.columns
            ]
            assert sorted(explained.fetchall()) == sorted(columns), table.name
        licence = base.execute("SELECT says FROM about WHERE item = 'licence'").fetchone()
        assert licence == (real_book.site.licence.en,)


def test_croissant_names_every_file_with_its_checksum(taken):
    croissant = json.loads(taken.files["croissant.json"])
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    for file in croissant["distribution"]:
        written = as_bytes(taken.files[file["@id"]])
        assert file["sha256"] == sha256(written).hexdigest(), file["@id"]
        assert file["contentUrl"] == f"{HOME}data/{file['@id']}"


def test_croissant_names_every_column_and_what_it_refers_to(taken):
    croissant = json.loads(taken.files["croissant.json"])
    fields = [field for set_ in croissant["recordSet"] for field in set_["field"]]
    filled = [table for table in taken.tables if taken.lengths[table.name]]  # of these alone
    columns = {(table.name, column.name) for table in filled for column in table.columns}
    assert {tuple(field["name"].split("/")) for field in fields} == columns
    referred = {field["references"]["field"]["@id"] for field in fields if "references" in field}
    assert referred
    assert referred <= {field["@id"] for field in fields}


def test_the_dataset_of_schema_org_names_files_that_are_there(taken, real_book):
    dataset = json.loads(taken.files["dataset.json"])
    assert dataset["@type"] == "Dataset"
    site = real_book.site
    assert dataset["license"] == (site.licence_url or site.licence.en)
    assert {file["name"] for file in dataset["distribution"]} <= set(taken.files)


def test_croissant_is_accepted_by_its_own_library(folder):
    """mlcroissant needs pandas and scipy, so it is no requirement: pip install it to run this."""
    mlcroissant = pytest.importorskip("mlcroissant")
    data = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not data.metadata.issues.errors
    assert not data.metadata.issues.warnings


def test_two_makings_are_the_same_bytes(taken, real_book):
    assert taken_from(real_book).files == taken.files


def test_an_earlier_edition_is_valid_too(real_book, earlier_days, tmp_path):
    write(taken_from(known_by(real_book, earlier_days[-1])), tmp_path)
    assert what_frictionless_finds(tmp_path) == []


# ---------------------------------------------------------------- pages


def test_every_field_has_a_meaning_and_stands_in_the_dictionary(web):
    page = web.page("data/dictionary/")
    inside = models_inside([*MODELS.values(), Site])
    explained = {f"part-{model.__name__.lower()}": model for model in inside}
    for name, model in {**MODELS, "site": Site, **explained}.items():
        rows_of_fields = {
            row.all("code")[0].text: row for row in page.section(name).all("tr") if row.all("code")
        }
        for field in fields_of(model):
            row = rows_of_fields[field.name]
            # A quotation mark of a meaning is set as a curly one on the page.
            assert field.meaning
            assert field.meaning.split("'")[0].strip() in row.text, (name, field.name)
            assert (row.all("td")[-1].text == "yes") == field.required, (name, field.name)


def test_the_data_page_lists_every_file_with_size_and_rows(web, real_book, taken):
    page = web.page("data/")
    for name in taken.files:
        size = (web / "data" / name).stat().st_size
        in_words = f"{max(1, round(size / 1000))} kB", f"{size / 1_000_000:.1f} MB"
        assert size_beside(page, name) in in_words, name
    assert f"{len(real_book.figures)} rows" in page.text
    (data,) = page.linked_data
    assert "Dataset" in {node["@type"] for node in data["@graph"]}


def size_beside(page: Page, name: str) -> str:
    """The size that stands right after the link to a file."""
    link = next(link for link in page.all("a") if link.get("href") == name)
    return Page(link.root.getnext()).text
