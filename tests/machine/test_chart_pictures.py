"""What kinds of charts draw, said without the renderer; and that a new kind is one module."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from chart_checks import check_whole_words, specifications
from conftest import MACHINE, ROOT
from factbook.drawing.letters import Letters
from factbook.drawing.rows import ChartData, Point

LETTERS = Letters(ROOT / "docs" / "assets" / "fonts" / "measure")
WORDS = ROOT / "docs" / "templates" / "words.yml"
CHART = ChartData("case", "bars", "en", "public", "", (), "")


NEW_KIND = '''"""Dots, each with a line to its name."""

from ..chart_kind import ChartKind
from .ranges import draw

KIND = ChartKind(draw=draw)
'''
NEW_CHART = """lamps:
  kind: lollipops
  topic: light
  indicator: light-budget
  title: {en: Light}
  subtitle: {en: Lamps}
  alt: {en: Dots.}
"""
DRAW_IT = """
import sys
from pathlib import Path
from factbook.drawing.canvas import Canvas
from factbook.drawing.charts import chart_data
from factbook.drawing.letters import Letters
from factbook.drawing.specification import spec
from factbook.meaning.wording import read_wordings
from factbook.record.book import load_book
from factbook.writing.architecture import module_names
book = load_book(Path(sys.argv[1]))
say = read_wordings(Path(sys.argv[2]), ("en",))["en"]
made = spec(chart_data(book, "lamps", say), Canvas(640, Letters(Path(sys.argv[3]))))
print(len(made["data"]["values"]), "rows")
print(*(name for name in module_names() if "lollipops" in name))
"""


def test_a_new_kind_is_one_module_and_one_word(tmp_path):
    """On a copy of the machine: its record is read, it is drawn, and the architecture knows it."""
    hooks, data = tmp_path / "hooks", tmp_path / "data"
    shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(MACHINE / "small_data", data)
    (data / "charts" / "more.yml").write_text(NEW_CHART, encoding="utf-8")
    core = hooks / "factbook"
    (core / "drawing" / "chart_kinds" / "lollipops.py").write_text(NEW_KIND, encoding="utf-8")
    kinds = core / "record" / "kinds.py"
    words = kinds.read_text(encoding="utf-8")
    last = '    "evidence-age",\n'
    kinds.write_text(words.replace(last, f'{last}    "lollipops",\n', 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", DRAW_IT, str(data), str(WORDS), str(LETTERS.fonts)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(hooks), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stdout.split("\n") == ["2 rows", "drawing/chart_kinds/lollipops", ""], done.stderr


LONG = "123,456,789,012,345"
WORD = "Straßenbeleuchtung"


@pytest.mark.parametrize(
    "kind", ["bars", "stage-bars", "ranges", "evidence-age", "series", "slope"]
)
def test_long_numbers_and_words_are_not_broken_where_there_is_room(kind):
    rows = [
        Point(
            label=f"{WORD} {year}",
            text=f"{LONG} lamps",
            value=float(year),
            group=WORD,
            period=f"{year}-01-01",
            when=f"September {year}",
            stage=stage,
            stage_word=stage,
        )
        for year, stage in ((2027, "estimated"), (2028, "measured"))
    ]
    data = replace(CHART, kind=kind, points=tuple(rows), words={"break": "anew"})
    check_whole_words(data, specifications(data))
