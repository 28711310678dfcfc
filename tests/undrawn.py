"""Charts without drawings: their rows and words as they are, in a fraction of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from factbook.drawing.sheets import Drawing
from factbook.publishing.chart_files import chart_sheet

BLANK = '<svg class="drawing" viewBox="0 0 640 1"><desc></desc></svg>'
NOTHING = Drawing(wide=BLANK, narrow=BLANK, spec="{}", svg=BLANK, png=b"")


def rows_alone(wanted, plain, folders, page_of, pictures) -> dict:
    """The charts that are wanted, with a blank in place of each drawing."""
    sheets = {
        (id_, language): chart_sheet(id_, plain[language], page_of(id_, language))
        for id_, language in wanted
    }
    return {name: (sheet, replace(NOTHING, key=repr(sheet))) for name, sheet in sheets.items()}


@contextmanager
def without_drawing() -> Iterator[None]:
    """As long as this lasts, sites are built without drawings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factbook.site.draw_charts", rows_alone)
        yield
