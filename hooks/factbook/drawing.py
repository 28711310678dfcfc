"""Rows -> Altair -> SVG. Imported only when a drawing is not in the cache."""

import re
from html import escape
from pathlib import Path

import altair as alt
import vl_convert as vlc

from .charts import ChartData

FONT = "Pretendard"
WIDE, NARROW = 640, 340
INK, QUIET, RULE, PAPER = "var(--ink)", "var(--quiet)", "var(--rule)", "var(--paper)"
COLOR = {"public": "var(--public)", "private": "var(--private)", "comparison": "var(--comparison)"}
SIZE = 13

THEME = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFont": FONT, "labelFontSize": SIZE, "labelColor": INK, "titleColor": QUIET, "titleFontSize": SIZE,
        "domainColor": RULE, "gridColor": RULE, "tickColor": RULE, "labelLimit": 0, "titleFontWeight": "normal",
    },
    "text": {"font": FONT, "fontSize": SIZE, "color": INK},
    "legend": {"disable": True},
}


def use_fonts(folder: Path) -> None:
    """Measure text with the site's own face, so that a drawing is the same on every machine."""
    if folder.is_dir():
        vlc.register_font_directory(str(folder))


def draw(data: ChartData, title: str, width: int) -> str:
    """The chart as inline SVG whose colours are CSS variables of the page."""
    svg = vlc.vegalite_to_svg(spec(data, width), vl_version="6.4", allowed_base_urls=[])
    return tidy(svg, f"{data.id}-{data.language}-{width}", title, data.description)


def spec(data: ChartData, width: int) -> dict:
    """The chart as a Vega-Lite specification."""
    make = {"ladder": _along_time, "gantt": _along_time, "series": _series}.get(data.kind, _bars)
    return make(data, width).configure(**THEME).to_dict()


def tidy(svg: str, id_: str, title: str, description: str) -> str:
    """One image with one name for screen readers, ids of its own, and no size but its shape."""
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    svg = re.sub(r' (?:role|aria-[a-z]+|aria-roledescription)="[^"]*"', "", svg)
    svg = re.sub(r'\bclip(\d+)\b', _numbered(f"{id_}-clip"), svg)
    svg = re.sub(r"(?<=\d\.\d\d)\d+", "", svg)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {size[1]} {size[2]}" role="img" '
            f'aria-labelledby="{id_}-t {id_}-d"><title id="{id_}-t">{escape(title)}</title>'
            f'<desc id="{id_}-d">{escape(description)}</desc>')
    return head + svg[svg.index(">") + 1:]


def _numbered(stem: str):
    """Vega counts clips over the whole process; count them over this drawing instead."""
    seen: dict[str, int] = {}
    return lambda found: f"{stem}{seen.setdefault(found[0], len(seen) + 1)}"


# ---------------------------------------------------------------- kinds


def _rows(data: ChartData) -> alt.Data:
    return alt.Data(values=[
        {"place": place, "label": point.label, "value": point.value, "low": point.low, "high": point.high,
         "text": _label(data, point), "intended": point.intended, "stressed": point.stressed, "stage": point.stage,
         "start": point.start, "end": point.end, "period": point.period, "group": point.group, "basis": point.basis,
         "middle": point.value if point.value is not None else point.high}
        for place, point in enumerate(data.points)])


def _label(data: ChartData, point) -> str:
    staged = data.kind == "stage-bars" or len({other.stage for other in data.points}) > 1
    return f"{point.text}, {point.stage_word}" if staged and point.stage_word and data.kind != "status-bars" else point.text


def _wrapped(data: ChartData, width: int) -> tuple[alt.Axis, int]:
    """Names beside the bars where there is room, above them on a phone."""
    longest = max((len(point.label) for point in data.points), default=0)
    return alt.Axis(title=None, ticks=False, domain=False, labelPadding=8), longest


def _bars(data: ChartData, width: int) -> alt.LayerChart:
    """Ranked bars from zero; what is only intended is an outline."""
    color = COLOR[data.color]
    narrow = width < 480
    base = alt.Chart(_rows(data), width=width - (24 if narrow else 190), height=alt.Step(52 if narrow else 34))
    top = max((point.value or point.high or 0 for point in data.points), default=1) or 1
    scale = alt.Scale(domain=[0, top * (1.0 if narrow else 1.5)], nice=False)
    y = alt.Y("place:O", axis=None, sort=None)
    x = alt.X("value:Q", axis=None, scale=scale)
    thick = 16 if narrow else 20
    nudge = 8 if narrow else 0
    bars = base.transform_filter("isValid(datum.value)").mark_bar(height=thick, yOffset=nudge, stroke=color, strokeWidth=1.5).encode(
        y=y, x=x, fill=alt.condition("datum.intended", alt.value("transparent"), alt.value(color)),
        fillOpacity=alt.condition("datum.stressed || !%s" % str(any(p.stressed for p in data.points)).lower(), alt.value(1), alt.value(0.45)))
    ranges = base.transform_filter("!isValid(datum.value)").mark_bar(height=6, yOffset=nudge, color=color).encode(
        y=y, x=alt.X("low:Q", axis=None, scale=scale), x2="high:Q")
    if narrow:
        words = base.transform_calculate(line="datum.label + ': ' + datum.text").mark_text(align="left", baseline="bottom", yOffset=-4, x=0).encode(y=y, text="line:N")
        return alt.layer(bars, ranges, words)
    names = base.mark_text(align="right", x=-10, baseline="middle").encode(y=y, text="label:N")
    values = base.mark_text(align="left", dx=8, baseline="middle", color=QUIET).encode(
        y=y, x=alt.X("middle:Q", axis=None, scale=scale), text="text:N")
    return alt.layer(bars, ranges, names, values)


def _along_time(data: ChartData, width: int) -> alt.LayerChart:
    """Bars along time: who stayed how long, or what was planned when."""
    color = COLOR[data.color]
    narrow = width < 480
    base = alt.Chart(_rows(data), width=width - (24 if narrow else 190), height=alt.Step(50 if narrow else 34))
    y = alt.Y("place:O", axis=None, sort=None)
    axis = alt.Axis(title=None, format="%Y-%m", tickCount=4, grid=True, domain=False, labelFlush=True)
    x = alt.X("start:T", axis=axis, scale=alt.Scale(nice=False))
    nudge = 8 if narrow else 0
    bars = base.mark_bar(height=10, yOffset=nudge).encode(
        y=y, x=x, x2="end:T", color=alt.condition("datum.stage == 'out'", alt.value(QUIET), alt.value(color)),
        fillOpacity=alt.condition("datum.intended", alt.value(0.35), alt.value(1)))
    ends = base.mark_text(fontSize=16, fontWeight="bold", yOffset=nudge, baseline="middle").encode(
        y=y, x=alt.X("end:T"), text=alt.condition("datum.stage == 'out'", alt.value("✕"), alt.value("●")),
        color=alt.condition("datum.stage == 'out'", alt.value("var(--missed)"), alt.value(color)))
    if narrow:
        names = base.mark_text(align="left", baseline="bottom", yOffset=-2, x=0).encode(y=y, text="label:N")
    else:
        names = base.mark_text(align="right", x=-14, baseline="middle").encode(y=y, text="label:N")
    return alt.layer(bars, ends, names)


def _series(data: ChartData, width: int) -> alt.LayerChart:
    """Values along time; a line never joins two bases."""
    color = COLOR[data.color]
    base = alt.Chart(_rows(data), width=width - 60, height=260)
    x = alt.X("period:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True))
    lines = base.mark_line(color=color, strokeWidth=2.5).encode(x=x, y=y, detail=["basis:N", "group:N"])
    dots = base.mark_point(size=70, color=color, strokeWidth=2).encode(
        x=x, y=y, fill=alt.condition("datum.intended", alt.value(PAPER), alt.value(color)))
    words = base.mark_text(dy=-14).encode(x=x, y=y, text="text:N")
    return alt.layer(lines, dots, words)
