"""The small record, built: each page and file is as it was agreed (UPDATE=1 agrees anew)."""

import json
import os
from functools import partial

import pytest

from conftest import MACHINE
from factbook.drawing.canvas import Canvas
from factbook.drawing.charts import chart_data
from factbook.drawing.letters import Letters
from factbook.drawing.specification import spec
from factbook.meaning.figures import CannotCompute
from factbook.meaning.wording import read_wordings
from factbook.writing.document import Documents

EXPECTED = MACHINE / "expected"
PAGES = (
    "index.md",
    "ko/index.md",
    "programs/lamp-contest.md",
    "people/ada-brightwater.md",
    "indicators/light-budget.md",
)
FILES = (
    "data/figures.json",
    "data/figures.csv",
    "data/charts/light-budget.csv",
    "data/charts/light-budget.ko.csv",
)


def agreed(name: str, text: str) -> str:
    path = EXPECTED / name
    if os.environ.get("UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def without_drawings(page: str) -> str:
    """The renderer may move a pixel; what is drawn is agreed as a specification below."""
    import re

    return re.sub(r"<svg xmlns.*?</svg>", "<svg/>", page, flags=re.S)


@pytest.mark.parametrize("name", PAGES)
def test_pages(small_site, name):
    page = without_drawings(small_site.pages[name])
    assert page == agreed(name, page)


@pytest.mark.parametrize("name", FILES)
def test_files(small_site, name):
    assert small_site.files[name] == agreed(name, small_site.files[name])


@pytest.mark.parametrize("width", [640, 340])
@pytest.mark.parametrize("id_", ["light-budget", "contest"])
def test_chart_specifications(small_book, small_folders, id_, width):
    say = read_wordings(small_folders.templates / "words.yml", ("en", "ko"))["en"]
    canvas = Canvas(width, Letters(small_folders.assets / "fonts" / "measure"))
    made = spec(chart_data(small_book, id_, say), canvas)
    text = json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True)
    assert text == agreed(f"charts/{id_}-{width}.json", text)


def test_every_printed_figure_names_its_fact(small_site):
    import re

    for page in small_site.pages.values():
        for address in re.findall(r'data-figure="([^"]+)"', page):
            assert address in small_site.book.figures


def test_one_value_changed_changes_prose_chart_table_and_csv(small_copy, small_folders, small_site):
    from dataclasses import replace

    from factbook.site import Request, build_site

    path = small_copy.data / "indicators" / "light-budget.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value: 4.5 billion", "value: 4.2 billion"),
        encoding="utf-8",
    )
    after = build_site(
        replace(small_copy, cache=small_folders.cache),
        Request(repository="https://code.example/lantern"),
    )
    for name, text in {**small_site.pages, **small_site.files}.items():
        changed = {**after.pages, **after.files}[name]
        if isinstance(text, bytes):  # pictures, copies for Excel, the database
            continue
        assert ("4.5 billion" in text) == ("4.2 billion" in changed), name
        assert "4.5 billion" not in changed and "4500000000" not in changed, name
    assert "2.8 times" in after.pages["index.md"] and "3 times" in small_site.pages["index.md"]
    assert "4.2 billion" in after.files["data/charts/light-budget.csv"]
    assert after.pages["investments/lamp-fund.md"] == small_site.pages["investments/lamp-fund.md"]


def test_a_cached_build_imports_no_renderer(small_folders, small_site):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'hooks');"
        "from factbook.site import Folders, Request, build_site;"
        f"build_site(Folders(*map(Path, {list(map(str, vars(small_folders).values()))})),"
        " Request(repository='https://code.example/lantern'));"
        "assert not {'altair', 'vl_convert'} & set(sys.modules), 'the renderer was imported'"
    )
    from conftest import ROOT

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_page_is_written_once_and_only_when_it_is_asked_for():
    written = []

    def write(path: str) -> str:
        written.append(path)
        return path.upper()

    documents = Documents({path: partial(write, path) for path in ("a.md", "b.md")})
    assert "a.md" in documents and "c.md" not in documents
    assert set(documents) == {"a.md", "b.md"} and written == []
    assert documents["b.md"] == documents["b.md"] == "B.MD" and written == ["b.md"]


def test_a_page_that_lists_its_own_sections_is_told():
    documents = Documents({"a.md": lambda: documents["a.md"]})
    with pytest.raises(CannotCompute, match="lists its own sections"):
        documents["a.md"]
