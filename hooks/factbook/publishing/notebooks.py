"""Charts of bars -> notebooks that read the published table and draw it again.

They are in the form that Jupyter calls nbformat 4.5, and draw with Altair, whose drawings have
the letters of the reader's browser: other libraries print Hangul as boxes unless a face is at hand.
"""

import json
from collections.abc import Iterator

from ..drawing.captions import Sheet
from ..drawing.notebook_kinds import has_notebook
from ..meaning.wording import Wording
from ..writing.made_files import NOTEBOOK
from ..writing.page import chart_file
from ..writing.writer import Writer
from .json_files import as_json
from .material import Files, Material

Cell = dict[str, object]

READ = """\
import altair as alt
import pandas as pd

table = {table}
rows = pd.read_csv(table, dtype=dict.fromkeys(["label", "stage", "as_of", "text"], str))
stages = {stages}
rows["kind"] = rows["stage"].map(stages)
rows["name"] = rows["label"] + " (" + rows["kind"] + ", " + rows["as_of"] + ")"
rows[["name", "text", "value", "low", "high", "sources"]]
"""
DRAW = """\
rows["filled"] = ~rows["stage"].isin({intended})
rows["from"] = rows["low"].where(rows["value"].isna(), 0)
rows["to"] = rows["value"].fillna(rows["high"])
bars = alt.Chart(rows, width=480).mark_bar(clip=True).encode(
    x=alt.X("from:Q", title={unit}, axis=alt.Axis(tickCount=4)),
    x2="to:Q",
    y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=400)),
    color=alt.Color("kind:N", title={stage}),
    stroke=alt.Stroke("kind:N", legend=None),
    fillOpacity=alt.condition("datum.filled", alt.value(1), alt.value(0)),
    tooltip=["name:N", "text:N"],
)
bars
"""
CUT = """\
ends = [0.8 * rows["to"].min(), rows["to"].max()]
axis = alt.X("from:Q", title={unit}, axis=alt.Axis(tickCount=4), scale=alt.Scale(domain=ends))
bars.encode(x=axis)
"""


def files(material: Material) -> Files:
    """A notebook for each chart of bars in each language; none in an edition, which is light."""
    if material.is_edition:
        return
    for writer in material.writers.values():
        for id_ in writer.book.charts:
            if has_notebook(writer.book, id_):
                stem = chart_file(writer.book, id_, writer.language)
                yield f"{stem}{NOTEBOOK}", notebook(writer, id_, f"{stem}.csv")


def notebook(writer: Writer, id_: str, table: str) -> str:
    """The notebook of a chart, whose `table` stands at a path of the site."""
    sheet, _ = writer.draw(id_)
    address = writer.site.address
    known = f"{address}{table}" if address else table.rpartition("/")[2]
    cells = [
        {"id": f"cell-{number}", **cell}
        for number, cell in enumerate(_cells(sheet, writer.wording, known), start=1)
    ]
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return as_json(
        {
            "cells": cells,
            "metadata": {"kernelspec": python, "language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def _cells(sheet: Sheet, say: Wording, table: str) -> Iterator[Cell]:
    """What a reader sees from the top: what it is, the rows, the drawing, the drawing changed."""
    caption, points = sheet.caption, sheet.data.points
    words = {
        "table": _quoted(table),
        "unit": _quoted(caption.unit),
        "stage": _quoted(say("stage")),
        "stages": _quoted({point.stage: point.stage_word for point in points}),
        "intended": _quoted(sorted({point.stage for point in points if point.intended})),
    }
    about = (caption.subtitle, caption.note, caption.foot, caption.address, say("notebook.how"))
    yield _text(f"# {caption.title}", *about)
    yield _text(f"## {say('notebook.rows')}", say("notebook.row"))
    yield _code(READ, words)
    yield _text(f"## {say('notebook.draw')}", say("notebook.stages"))
    yield _code(DRAW, words)
    yield _text(f"## {say('notebook.change')}", say("notebook.axis"))
    yield _code(CUT, words)


def _text(*paragraphs: str) -> Cell:
    """Paragraphs as a cell; those that are empty are left out."""
    return {
        "cell_type": "markdown",
        "metadata": {},
        "source": "\n\n".join(filter(None, paragraphs)),
    }


def _code(pattern: str, words: dict[str, str]) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": pattern.format(**words).rstrip("\n"),
    }


def _quoted(value: object) -> str:
    """A value as Python writes it; JSON of words and of words by words reads the same."""
    return json.dumps(value, ensure_ascii=False)
