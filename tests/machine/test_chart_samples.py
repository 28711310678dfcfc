"""The smallest file of each kind of chart, as CONTRIBUTING shows it: checked, drawn, and shown.

UPDATE=1 draws the pictures anew.
"""

import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
import yaml

from conftest import MACHINE, ROOT, TEMPLATES
from factbook.drawing.chart_kind import SETTINGS
from factbook.drawing.charts import chart_problems
from factbook.drawing.palette import palette
from factbook.drawing.pictures import picture
from factbook.drawing.sheets import draw_all
from factbook.meaning.wording import read_wordings
from factbook.publishing.chart_files import chart_sheet
from factbook.record.book import Book, load_book
from factbook.record.kinds import Chart, ChartKind
from factbook.site import Folders
from factbook.writing.calls import Calls
from small import messages

PICTURES = MACHINE / "kinds" / "pictures"
FONTS = ROOT / "docs" / "assets" / "fonts" / "measure"
THEME = ROOT / "docs" / "assets" / "styles" / "theme.css"
LIGHT = 12_000  # bytes of a picture
SAMPLE = re.compile(
    r"\*\*`(?P<kind>[\w-]+)`\*\* .+\n\n"
    r"!\[(?P<alt>[^\]]+)\]\((?P<picture>[^)]+)\)\n\n"
    r"```yaml\n(?P<file>(?:.+\n)+)```\n"
)


@dataclass(frozen=True)
class Sample:
    """A kind of chart as CONTRIBUTING shows it."""

    kind: str
    alt: str
    picture: str
    file: str

    @property
    def id(self) -> str:
        (id_,) = yaml.safe_load(self.file)
        return id_


def samples() -> list[Sample]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [Sample(**found.groupdict()) for found in SAMPLE.finditer(text)]


SAMPLES = samples()


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Folders:
    """The small record, with the samples for its charts."""
    root = tmp_path_factory.mktemp("samples")
    data = root / "data"
    shutil.copytree(MACHINE / "small_data", data)
    shutil.copytree(MACHINE / "kinds" / "data", data, dirs_exist_ok=True)
    shutil.rmtree(data / "charts")
    for sample in SAMPLES:
        path = data / "charts" / f"{sample.kind}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(sample.file, encoding="utf-8")
    for home in ("index.md", "ko/index.md"):
        path = root / "docs" / home
        path.parent.mkdir(exist_ok=True)
        path.write_text("# Home {#top}\n", encoding="utf-8")
    return Folders(data, root / "docs", None, TEMPLATES)


@pytest.fixture(scope="module")
def book(folders) -> Book:
    return load_book(folders.data)


@pytest.fixture(scope="module")
def pictures(book) -> dict[str, str]:
    """The drawing of each sample as a picture of its own, by its kind."""
    say = read_wordings(TEMPLATES / "words.yml", book.site.languages)["en"]
    sheets = [chart_sheet(sample.id, Calls(book, say)) for sample in SAMPLES]
    drawings = draw_all(sheets, ROOT / ".cache" / "charts", FONTS, palette(THEME))
    colors = palette(THEME), palette(THEME, dark=True)
    return {
        sample.kind: picture(drawing.narrow, *colors)
        for sample, drawing in zip(SAMPLES, drawings, strict=True)
    }


def words(svg: str) -> list[str]:
    """What a picture says; the renderer may move a pixel."""
    return [line for line in ElementTree.fromstring(svg).itertext() if line.strip()]


def test_each_kind_has_its_smallest_file():
    assert sorted(sample.kind for sample in SAMPLES) == sorted(get_args(ChartKind))


def test_the_check_has_nothing_to_say(folders):
    assert messages(folders) == []


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.kind)
def test_it_is_drawn_as_it_is_shown(sample, book, pictures):
    chart = book.charts[sample.id]
    assert (sample.kind, sample.alt) == (chart.kind, chart.alt.in_("en"))
    shown = ROOT / sample.picture
    assert shown == PICTURES / f"{sample.kind}.svg"
    drawn = pictures[sample.kind]
    if os.environ.get("UPDATE"):
        shown.parent.mkdir(exist_ok=True)
        shown.write_text(drawn, encoding="utf-8")
    assert words(shown.read_text(encoding="utf-8")) == words(drawn)
    assert shown.stat().st_size < LIGHT


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.kind)
def test_nothing_in_it_can_be_left_out(sample, book):
    chart = book.charts[sample.id]
    filled = [name for name in SETTINGS if getattr(chart, name)]
    assert all(list(problems_without(book, chart, sample.id, name)) for name in filled)


def problems_without(book: Book, chart: Chart, id_: str, name: str) -> list:
    """What the check says of a chart without one of its fields."""
    fallback = Chart.model_fields[name].default
    less = chart.model_copy(update={name: fallback})
    return list(chart_problems(replace(book, records={**book.records, "charts": {id_: less}})))


def test_no_picture_is_left_over():
    shown = {Path(sample.picture).name for sample in SAMPLES}
    assert {path.name for path in PICTURES.iterdir()} == shown
