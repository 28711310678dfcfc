"""For people with data: every notebook runs, and every table leads to what its columns mean."""

import re
import sqlite3
from urllib.parse import urljoin

import pytest

from conftest import DOCS
from factbook.drawing.charts import chart_data
from factbook.drawing.notebook_kinds import has_notebook
from factbook.meaning.addresses import page_url
from factbook.publishing.csv_files import CHART
from factbook.publishing.downloads import DATABASE, as_bytes
from notebooks import run_cell, shown_by
from pages import Page


def test_every_notebook_draws_the_bars_of_its_chart(real_built, real_book, wordings, tmp_path):
    """From the published table; pages of a class in either language may take it."""
    charts = [id_ for id_ in real_book.charts if has_notebook(real_book, id_)]
    online = f"{real_built.published.address}data/charts/"
    for code, language in real_book.languages.items():
        for id_ in charts:
            stem = f"{id_}{language.ending}"
            table = tmp_path / f"{stem}.csv"
            table.write_text(real_built.files[f"data/charts/{stem}.csv"], encoding="utf-8")
            notebook = real_built.files[f"data/charts/{stem}.ipynb"].replace(online, "")
            rows, bars, _ = shown_by(notebook, tmp_path)
            points = chart_data(real_book, id_, wordings[code]).points
            assert list(rows["text"]) == [point.text for point in points], stem
            (drawn,) = bars.to_dict()["datasets"].values()
            ends = [row["to"] for row in drawn]
            assert ends == pytest.approx([point.reach for point in points]), stem


@pytest.mark.parametrize("page", ["data/index.md", "ko/data/index.md"])
def test_the_examples_of_joining_run_and_agree(real_built, tmp_path, monkeypatch, page):
    import pandas  # a second's work, for the process alone that runs this

    if not (DOCS / page).exists():
        pytest.skip("this record has no page that joins its tables")
    for name in ("readings.csv", "figures.csv", DATABASE):
        (tmp_path / name).write_bytes(as_bytes(real_built.files[f"data/{name}"]))
    monkeypatch.chdir(tmp_path)
    written = (DOCS / page).read_text(encoding="utf-8")
    python, sql = re.findall(r"```(?:python|sql)\n(.+?)```", written, re.S)
    joined = run_cell(python, {})
    with sqlite3.connect(DATABASE) as base:
        found = base.execute(sql).fetchall()
    assert list(joined["figure"]) == [row[0] for row in found] and len(found) > 10
    assert list(joined["as_of_then"]) == [row[2] for row in found]
    now = ["" if pandas.isna(value) else str(float(value)) for value in joined["value_now"]]
    assert now == ["" if row[3] is None else str(float(row[3])) for row in found]


@pytest.fixture(scope="module")
def dictionary(real_built) -> Page:
    if "data/dictionary.md" not in real_built.pages:
        pytest.skip("this record has no page on what its columns mean")
    return Page.of_markdown(real_built.pages["data/dictionary.md"])


def test_no_mark_of_code_is_printed_in_the_dictionary(real_built, language_folders, dictionary):
    """What a field means is told in plain words: a backtick would stand there as it is."""
    for folder in language_folders.values():
        page = Page.of_markdown(real_built.pages[f"{folder}data/dictionary.md"])
        cells = page.all("td")
        assert cells and not [cell.text for cell in cells if "`" in cell.text], folder


def targets(built, path: str) -> set[str]:
    """Where the links of a page lead, from the root of the site."""
    page = Page.of_markdown(built.pages[path])
    return {urljoin(page_url(path), link.href) for link in page.links}


def explained(dictionary: Page, table: str) -> list[str]:
    """The columns that are explained of a table; the first code on its part names the file."""
    return [cell.text for cell in dictionary.part(f"columns-{table}").all("code")[1:]]


def test_every_table_leads_to_what_its_columns_mean(real_built, language_folders, dictionary):
    for folder in language_folders.values():
        found = targets(real_built, f"{folder}data/index.md")
        for table in real_built.site.downloads.tables:
            assert f"{folder}data/dictionary/#columns-{table.name}" in found, table.name
            names = [column.name for column in table.columns]
            assert explained(dictionary, table.name) == names, table.name


def test_every_chart_leads_to_what_the_columns_of_its_table_mean(
    real_built, real_book, language_folders, dictionary
):
    assert explained(dictionary, "in-charts") == [column.name for column in CHART]
    for folder in language_folders.values():
        for id_ in real_book.charts:
            page = f"{folder}charts/{id_}.md"
            assert f"{folder}data/dictionary/#columns-in-charts" in targets(real_built, page), page
