"""Rows -> Altair -> SVG. Imported only when a drawing is not in the cache."""

import json
import re
from html import escape
from pathlib import Path

import altair as alt
import vl_convert as vlc

from .charts import ChartData, Point

FONT = "Factbook Sans"
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


def _rows(data: ChartData, lines: list[str] | None = None) -> alt.Data:
    return alt.Data(values=[
        {"place": place, "label": (lines or [point.label for point in data.points])[place], "value": point.value, "low": point.low,
         "high": point.high, "text": value_words(data, point), "intended": point.intended, "quiet": _is_quiet(data, point),
         "stage": point.stage, "start": point.start, "end": point.end, "period": point.period, "group": point.group, "basis": point.basis,
         "tip": point.value if point.value is not None else point.high}
        for place, point in enumerate(data.points)])


def _is_quiet(data: ChartData, point: Point) -> bool:
    """True for a bar that stands behind the stressed ones."""
    return any(other.stressed for other in data.points) and not point.stressed


def value_words(data: ChartData, point: Point) -> str:
    """The words at the end of a mark: the value, and its stage where stages differ."""
    staged = data.kind != "status-bars" and len({other.stage for other in data.points}) > 1
    return f"{point.text}, {point.stage_word}" if staged and point.stage_word else point.text


def text_width(words: str) -> float:
    """About how wide words are at the size of a chart's text, in px; Hangul is wider than Latin."""
    return sum(12 if ord(letter) > 0x1100 else 7 for letter in words)


def wrap(words: str, width: float) -> str:
    """Words broken into lines no wider than a width in px."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _most_lines(texts: list[str]) -> int:
    return max((text.count("\n") + 1 for text in texts), default=1)


def _bars(data: ChartData, width: int) -> alt.LayerChart:
    """Ranked bars from zero; what is only intended is an outline."""
    return _bars_under_names(data, width) if width < 480 else _bars_beside_names(data, width)


def _bars_beside_names(data: ChartData, width: int) -> alt.LayerChart:
    names = [wrap(point.label, width * 0.34) for point in data.points]
    values = [wrap(value_words(data, point), width * 0.3) for point in data.points]
    name_room = min(max((text_width(line) for name in names for line in name.split("\n")), default=0), width * 0.4) + 14
    value_room = max((text_width(line) for value in values for line in value.split("\n")), default=0) + 12
    base = alt.Chart(_rows(data, names), width=width - name_room - 10, height=alt.Step(max(34, 17 * _most_lines(names + values) + 10)))
    marks, y, scale = _bar_marks(base, data, 20, 0, value_room / (width - name_room - 10))
    label = base.mark_text(align="right", x=-10, baseline="middle", lineBreak="\n", lineHeight=16).encode(y=y, text="label:N")
    value = base.transform_calculate(lines=_looked_up(values)).mark_text(
        align="left", dx=8, baseline="middle", color=QUIET, lineBreak="\n", lineHeight=16).encode(
        y=y, x=alt.X("tip:Q", axis=None, scale=scale), text="lines:N")
    return alt.layer(*marks, label, value)


def _bars_under_names(data: ChartData, width: int) -> alt.LayerChart:
    lines = [wrap(f"{point.label}: {value_words(data, point)}", width - 20) for point in data.points]
    deep = _most_lines(lines)
    base = alt.Chart(_rows(data, lines), width=width - 10, height=alt.Step(36 + 16 * deep))
    nudge = 8 * deep
    marks, y, _ = _bar_marks(base, data, 16, nudge, 0)
    label = base.mark_text(align="left", baseline="bottom", yOffset=nudge - 12, x=0, lineBreak="\n", lineHeight=16).encode(y=y, text="label:N")
    return alt.layer(*marks, label)


def _looked_up(values: list[str]) -> str:
    """A Vega expression that gives the row's own words."""
    return f"{json.dumps(values, ensure_ascii=False)}[datum.place]"


def _bar_marks(base: alt.Chart, data: ChartData, thick: int, nudge: int, reserved: float) -> tuple[list, alt.Y, alt.Scale]:
    """Bars and ranges, their rows and their scale, which leaves a share of the width free for words."""
    color = COLOR[data.color]
    top = max((point.value or point.high or 0 for point in data.points), default=1) or 1
    scale = alt.Scale(domain=[0, top / (1 - min(reserved, 0.6))], nice=False)
    y = alt.Y("place:O", axis=None, sort=None)
    dim = alt.condition("datum.quiet", alt.value(0.45), alt.value(1))
    bars = base.transform_filter("isValid(datum.value)").mark_bar(height=thick, yOffset=nudge, stroke=color, strokeWidth=1.5).encode(
        y=y, x=alt.X("value:Q", axis=None, scale=scale), opacity=dim,
        fill=alt.condition("datum.intended", alt.value("transparent"), alt.value(color)))
    ranges = base.transform_filter("!isValid(datum.value)").mark_bar(height=6, yOffset=nudge, color=color).encode(
        y=y, x=alt.X("low:Q", axis=None, scale=scale), x2="high:Q", opacity=dim)
    return [bars, ranges], y, scale


def _along_time(data: ChartData, width: int) -> alt.LayerChart:
    """Bars along time: who stayed how long, or what was planned when."""
    color = COLOR[data.color]
    narrow = width < 480
    names = [wrap(point.label, width - 20 if narrow else width * 0.4) for point in data.points]
    room = 0 if narrow else max((text_width(line) for name in names for line in name.split("\n")), default=0) + 18
    deep = _most_lines(names)
    base = alt.Chart(_rows(data, names), width=width - room - 24, height=alt.Step(34 + 16 * deep if narrow else max(34, 16 * deep + 12)))
    y = alt.Y("place:O", axis=None, sort=None)
    axis = alt.Axis(title=None, format="%Y-%m", tickCount=4, grid=True, domain=False, labelFlush=True)
    x = alt.X("start:T", axis=axis, scale=alt.Scale(nice=False))
    nudge = 8 * deep if narrow else 0
    bars = base.mark_bar(height=10, yOffset=nudge).encode(
        y=y, x=x, x2="end:T", color=alt.condition("datum.stage == 'out'", alt.value(QUIET), alt.value(color)),
        fillOpacity=alt.condition("datum.intended", alt.value(0.35), alt.value(1)))
    ends = base.mark_text(fontSize=16, fontWeight="bold", yOffset=nudge, baseline="middle").encode(
        y=y, x=alt.X("end:T"), text=alt.condition("datum.stage == 'out'", alt.value("✕"), alt.value("●")),
        color=alt.condition("datum.stage == 'out'", alt.value("var(--missed)"), alt.value(color)))
    if narrow:
        label = base.mark_text(align="left", baseline="bottom", yOffset=nudge - 10, x=0, lineBreak="\n", lineHeight=16).encode(y=y, text="label:N")
    else:
        label = base.mark_text(align="right", x=-14, baseline="middle", lineBreak="\n", lineHeight=16).encode(y=y, text="label:N")
    return alt.layer(bars, ends, label)


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
