"""Bars from zero, one for each figure."""

from ..chart_kind import ChartKind
from ..rows_of_marks import draw_bars

KIND = ChartKind(draw=draw_bars)
