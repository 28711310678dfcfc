"""For people with data: lines that read a table as they stand, and notebooks that draw it again."""

import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
import vl_convert

from conftest import TEMPLATES
from factbook.drawing.charts import chart_data
from factbook.meaning.wording import read_wordings
from factbook.site import Request, build_site
from notebooks import shown_by
from small import copy_small_record, edit

ADDRESS = "https://site.example/"
CODE = re.compile(r"<p data-copy-text><code>(.+?)</code></p>")
CHART = "light-budget"
DRAWN = {"": "en", ".ko": "ko"}
NOTE = "Bridges are counted too."


@pytest.fixture(scope="module")
def folders(tmp_path_factory, small_folders):
    """The small record, with pages of charts in both languages."""
    folder = copy_small_record(tmp_path_factory.mktemp("lines"))
    for place in ("charts", "ko/charts"):
        (folder / "docs" / place).mkdir()
        index = "---\ntitle: Charts\ndescription: All charts.\n---\n# Charts {#top}\n"
        (folder / "docs" / place / "index.md").write_text(index, encoding="utf-8")
    bars = "  indicator: light-budget\n"
    edit(folder / "data" / "charts" / "charts.yml", bars, f"{bars}  note: {NOTE}\n")
    return replace(small_folders, data=folder / "data", docs=folder / "docs")


@pytest.fixture(scope="module")
def placed(folders):
    """It at an address."""
    return build_site(folders, Request(ADDRESS))


@pytest.fixture(scope="module")
def built(folders):
    """It without one."""
    return build_site(folders)


def lines(site, page: str) -> list[str]:
    """The lines to copy on a page, but for the code of an embed."""
    found = [unescape(line) for line in CODE.findall(site.pages[page])]
    return [line for line in found if not line.startswith("<iframe")]


def rows_of(table: str):
    """A table as pandas reads it."""
    import pandas  # a second's work, which no process does that runs other tests

    return pandas.read_csv(io.StringIO(table))


@pytest.mark.parametrize("folder, ending", [("", ""), ("ko/", ".ko")])
def test_the_page_of_a_chart_has_a_line_for_each_program(placed, folder, ending):
    table = f"{ADDRESS}data/charts/{CHART}{ending}.csv"
    assert lines(placed, f"{folder}charts/{CHART}.md") == [
        f'import pandas; rows = pandas.read_csv("{table}")',
        f'rows <- read.csv("{table}")',
        f'=IMPORTDATA("{table}")',
    ]


def test_without_an_address_a_line_names_the_file(built):
    """No spreadsheet reads a file by a formula: for those there is the copy to open."""
    page = f"charts/{CHART}.md"
    assert lines(built, page) == [
        f'import pandas; rows = pandas.read_csv("{CHART}.csv")',
        f'rows <- read.csv("{CHART}.csv")',
    ]
    assert f'href="../../data/charts/{CHART}.excel.csv"' in built.pages[page]


@pytest.mark.parametrize("ending", DRAWN)
def test_the_line_for_pandas_reads_the_table(built, tmp_path, monkeypatch, ending):
    name = f"{CHART}{ending}.csv"
    (tmp_path / name).write_text(built.files[f"data/charts/{name}"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(lines(built, f"{'ko/' if ending else ''}charts/{CHART}.md")[0], names)
    assert list(names["rows"]["value"]) == [1.5e9, 4.6e9, 4.5e9]


@pytest.mark.parametrize("folder, ending", [("", ""), ("ko/", ".ko")])
def test_what_a_chart_must_not_lose_goes_with_each_row(placed, folder, ending):
    """Its caveat, its citation with the address of its page, and where its sources are."""
    page = f"{ADDRESS}{folder}charts/{CHART}/"
    rows = rows_of(placed.files[f"data/charts/{CHART}{ending}.csv"])
    assert set(rows["note"]) == {NOTE} and rows["citation"].str.endswith(page).all()
    assert rows["source_urls"][0] == "https://gazette.example/2029-01-15"
    shown = placed.pages[f"{folder}charts/{CHART}.md"]
    *_, citation = re.findall("<p data-copy-text>(?!<code>)(.+?)</p>", shown)
    assert unescape(re.sub("</?bdi>", "", citation)) == rows["citation"][0]


def test_the_address_of_a_chart_is_that_of_a_page_that_there_is(small_folders):
    """A language without pages of charts leads to those of the first one."""
    built = build_site(small_folders, Request(ADDRESS))
    (row, *_) = rows_of(built.files[f"data/charts/{CHART}.ko.csv"]).citation
    assert row.endswith(f" {ADDRESS}charts/{CHART}/")


def test_a_page_may_have_the_lines_of_any_table(small_copy, small_folders):
    edit(
        small_copy.docs / "index.md",
        "\n---\n",
        '\n---\n\n{{ part("data-lines", table="figures") }}\n',
    )
    built = build_site(replace(small_copy, cache=small_folders.cache), Request(ADDRESS))
    assert f'=IMPORTDATA("{ADDRESS}data/figures.csv")' in lines(built, "index.md")


# ---------------------------------------------------------------- notebooks


@pytest.mark.parametrize("ending, language", DRAWN.items())
def test_a_notebook_draws_the_bars_of_its_chart(built, small_book, tmp_path, ending, language):
    for suffix in (".csv", ".ipynb"):
        name = f"{CHART}{ending}{suffix}"
        (tmp_path / name).write_text(built.files[f"data/charts/{name}"], encoding="utf-8")
    notebook = (tmp_path / f"{CHART}{ending}.ipynb").read_text(encoding="utf-8")
    rows, bars, cut = shown_by(notebook, tmp_path)
    say = read_wordings(TEMPLATES / "words.yml", ("en", "ko"))[language]
    points = chart_data(small_book, CHART, say).points
    assert list(rows["text"]) == [point.text for point in points]
    for drawing in (bars, cut):
        spec = drawing.to_dict()
        (data,) = spec["datasets"].values()
        assert [(row["from"], row["to"]) for row in data] == [(0, point.value) for point in points]
        assert len({row["name"] for row in data}) == len(points)
        assert [row["kind"] for row in data] == [point.stage_word for point in points]
        assert [row["filled"] for row in data] == [not point.intended for point in points]
        assert vl_convert.vegalite_to_svg(json.dumps(spec)).count('role="graphics-symbol"') >= 3
    assert "scale" not in bars.to_dict()["encoding"]["x"]
    assert cut.to_dict()["encoding"]["x"]["scale"]["domain"] == [1.2e9, 4.6e9]


def test_a_notebook_names_the_published_table_and_says_what_it_is(placed):
    for ending in DRAWN:
        notebook = json.loads(placed.files[f"data/charts/{CHART}{ending}.ipynb"])
        text = "\n".join(cell["source"] for cell in notebook["cells"])
        assert f'table = "{ADDRESS}data/charts/{CHART}{ending}.csv"' in text
        assert f"{ADDRESS}{'ko/' if ending else ''}charts/{CHART}/" in text


def test_a_chart_that_is_no_bars_has_no_notebook(built):
    assert "data/charts/contest.csv" in built.files
    assert "data/charts/contest.ipynb" not in built.files
    assert ".ipynb" not in built.pages["charts/contest.md"]


def test_an_edition_has_neither(small_copy, small_folders):
    folders = replace(small_copy, cache=small_folders.cache)
    built = build_site(folders, Request(ADDRESS, as_of="2030-06-01"))
    assert not [path for path in built.files if path.endswith(".ipynb")]
    assert "read.csv" not in "".join(built.pages.values())


def test_a_table_with_a_range_is_read_too(small_copy, small_folders, tmp_path):
    edit(
        small_copy.data / "indicators" / "light-budget.yml",
        "value: 4.6 billion",
        "low: 4 billion, high: 5 billion",
    )
    built = build_site(replace(small_copy, cache=small_folders.cache))
    table = built.files[f"data/charts/{CHART}.csv"]
    (tmp_path / f"{CHART}.csv").write_text(table, encoding="utf-8")
    _, bars, _ = shown_by(built.files[f"data/charts/{CHART}.ipynb"], tmp_path)
    (data,) = bars.to_dict()["datasets"].values()
    assert (data[1]["from"], data[1]["to"]) == (4e9, 5e9)
    assert len(rows_of(table)) == 3
