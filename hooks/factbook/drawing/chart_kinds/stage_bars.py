"""Bars from zero for figures of different stages: what was spent beside what was only announced."""

from ..chart_kind import ChartKind
from ..rows_of_marks import draw_bars

KIND = ChartKind(draw=draw_bars)
