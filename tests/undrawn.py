"""Charts without drawings: their rows and words as they are, in a fraction of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from factbook.drawing.sheets import Drawing
from factbook.publishing.chart_files import chart_sheet

BLANK = '<svg class="drawing" viewBox="0 0 640 1"><desc></desc></svg>'
NOTHING = Drawing(wide=BLANK, narrow=BLANK, spec="{}", svg=BLANK, png=b"")


def rows_alone(plain, folders, page_of, pictures) -> dict:
    """Every chart in every language, with a blank in place of its drawing."""
    sheets = {
        (id_, language): chart_sheet(id_, calls, page_of(id_, language))
        for language, calls in plain.items()
        for id_ in calls.book.charts
    }
    return {name: (sheet, replace(NOTHING, key=repr(sheet))) for name, sheet in sheets.items()}


@contextmanager
def without_drawing() -> Iterator[None]:
    """As long as this lasts, sites are built without drawings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factbook.site.draw_charts", rows_alone)
        yield
