"""Rows -> Altair -> SVG. Imported only when a drawing is not in the cache.

Words and rows stand where layout.py puts them; values and dates are placed by the scales of the specification.
"""

import json
import re
from datetime import date

import altair as alt
import vl_convert as vlc
from altair.utils.schemapi import debug_mode

from .layout import (
    LINE,
    SIZE,
    Box,
    Entry,
    Rows,
    label_places,
    spread,
    stack,
    text_width,
    widest,
    wrap,
)
from .palette import CLEAR, COLOR, EDGE, FONT, INK, PAPER, QUIET, RULE
from .rows import ChartData, Point
from .svg import in_colors, in_words, tidy, with_stand_ins

CROSS = "M0.6,-1L2.6,1M2.6,-1L0.6,1"  # beside the end of a bar
PLOT = 240  # the height of a drawing with two scales

THEME = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "text": {
        "font": FONT,
        "fontSize": SIZE,
        "fill": INK,
        "baseline": "middle",
        "lineHeight": LINE,
        "aria": False,
    },
    "rule": {"stroke": RULE, "aria": False},
    "legend": {"disable": True},
}
Drawn = tuple[list[dict], list[alt.Chart], float]  # rows, layers, height


def draw(data: ChartData, title: str, width: int, made: dict | None = None) -> str:
    """The chart as inline SVG whose colours are CSS variables of the page."""
    stand_ins, words = with_stand_ins(made or spec(data, width))
    svg = vlc.vegalite_to_svg(stand_ins, vl_version="6.4", allowed_base_urls=[])
    return in_words(tidy(svg, f"{data.id}-{data.language}-{width}", title, data.description), words)


def published_spec(
    made: dict, data: ChartData, title: str, alt_text: str, colors: dict[str, str]
) -> dict:
    """The specification as others may use it: real colours, a title; `usermeta` says what a page may do with it.

    That is the variable of this site behind each colour, and by which fields of its rows a reader may filter, in words.
    """
    used = sorted(set(re.findall(r"var\(--([a-z-]+)\)", json.dumps(made))))
    plain = json.loads(in_colors(json.dumps(made, ensure_ascii=False), colors))
    return {
        "$schema": plain.pop("$schema"),
        "description": f"{title}. {alt_text}",
        "usermeta": {
            "colors": {colors[name]: name for name in used if name in colors},
            "filters": data.filters,
        },
    } | plain


def spec(data: ChartData, width: int, validate: bool = False) -> dict:
    """The chart as a Vega-Lite specification; to validate it costs as much again, so that is left to the tests."""
    with debug_mode(validate):
        rows, layers, height = KINDS.get(data.kind, _bars)(data, width)
        chart = alt.layer(*layers, data=alt.InlineData(values=rows, name="rows")).properties(
            width=width, height=round(height), autosize="none", padding=0
        )
        return chart.configure(**THEME).to_dict(validate=validate)


# ---------------------------------------------------------------- rows


def value_words(data: ChartData, point: Point) -> str:
    """The words at the end of a mark: the value, and its stage where stages differ."""
    staged = (
        data.kind not in ("status-bars", "evidence-age", "timeline", "career", "ladder")
        and len({other.stage for other in data.points}) > 1
    )
    return f"{point.text}, {point.stage_word}" if staged and point.stage_word else point.text


def said(point: Point) -> str:
    """A mark in words, for those who hear it and for the tooltip."""
    return f"{point.label}: {point.text}" + (f", {point.stage_word}" if point.stage_word else "")


def _row(data: ChartData, number: int, **more: object) -> dict:
    """What a point gives to the specification: its facts, its words and its colours."""
    point = data.points[number]
    quiet = not point.stressed and any(other.stressed for other in data.points)
    color = EDGE if quiet else COLOR[data.color]
    facts = {
        "label": point.label,
        "group": point.group,
        "stage": point.stage,
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "period": point.period,
        "start": point.start,
        "end": point.end,
        "basis": point.basis,
        "words": value_words(data, point),
    }
    return (
        {name: fact for name, fact in facts.items() if fact not in (None, "")}
        | {
            "said": f"{number}|{said(point)}",
            "weight": 700 if point.stressed else 400,
            "color": color,
            "fill": CLEAR if point.intended else color,
        }
        | more
    )


def _stacked(
    data: ChartData,
    width: float,
    thick: float,
    top: float = 4,
    values: bool = True,
    heads: bool = False,
) -> tuple[Rows, list[dict]]:
    """The points one below another, with what the specification needs of them."""
    entries = [
        Entry(
            point.label,
            value_words(data, point) if values else "",
            point.group if heads else "",
            point.stressed,
        )
        for point in data.points
    ]
    rows = stack(entries, width, thick, top)
    return rows, [
        _row(
            data,
            number,
            y=row.y,
            top=row.y - thick / 2,
            bottom=row.y + thick / 2,
            name=row.name,
            name_y=row.name_y,
            lines=row.value,
            value_y=row.value_y,
            zero=0,
        )
        for number, row in enumerate(rows.rows)
    ]


def _px(field: str) -> alt.Y:
    """A height that layout.py has set."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _x(field: str, scale: alt.Scale, kind: str = "Q") -> alt.X:
    return alt.X(f"{field}:{kind}", scale=scale, axis=None)


def _paint(outline: str = "color", inside: str = "fill") -> dict:
    """The colours of a mark, and its words."""
    return {
        "stroke": alt.Stroke(f"{outline}:N", scale=None),
        "fill": alt.Fill(f"{inside}:N", scale=None),
        "description": alt.Description("said:N"),
        "tooltip": alt.Tooltip("said:N"),
    }


def _names(rows: Rows) -> list[alt.Chart]:
    """The names of rows, and the groups that they open."""
    weight = {"fontWeight": alt.ExprRef("datum.weight")}
    align = {"align": "left", "x": 2} if rows.narrow else {"align": "right", "x": rows.left - 10}
    heads = [{"head": row.head, "y": row.head_y} for row in rows.rows if row.head]
    names = [
        alt.Chart().mark_text(**align, **weight).encode(y=_px("name_y"), text=alt.Text("name:N"))
    ]
    return names + (
        [
            alt.Chart(alt.Data(values=heads))
            .mark_text(align="left", x=2, fontWeight=700)
            .encode(y=_px("y"), text=alt.Text("head:N"))
        ]
        if heads
        else []
    )


def _values(rows: Rows, scale: alt.Scale | None = None, at: str = "") -> list[alt.Chart]:
    """The values of rows beside their marks, or in a column; a narrow drawing has them in the names."""
    if rows.narrow:
        return []
    place = {"x": _x(at, scale)} if at else {}
    where = {"dx": 9} if at else {"x": rows.right + 8}
    return [
        alt.Chart()
        .mark_text(align="left", fill=QUIET, **where)
        .encode(**place, y=_px("value_y"), text=alt.Text("lines:N"))
    ]


# ---------------------------------------------------------------- bars


def _bars(data: ChartData, width: int) -> Drawn:
    """Bars from zero; what is only intended is an outline, a range ends in a dashed one."""
    thick = 16
    rows, values = _stacked(data, width, thick)
    highest = (
        max(
            (point.high if point.value is None else point.value for point in data.points), default=0
        )
        or 1
    )
    scale = alt.Scale(domain=[0, highest], range=[rows.left, rows.right], nice=False)
    for row in values:
        row["to"], row["tip"] = row.get("value", row.get("low")), row.get("value", row.get("high"))
    layers = [_bar(scale, "zero", "to").encode(**_paint())]
    if any(point.low is not None for point in data.points):
        layers.append(
            _bar(scale, "low", "high", strokeDash=[4, 3], aria=False)
            .encode(stroke=alt.Stroke("color:N", scale=None))
            .transform_filter("isValid(datum.low)")
        )
    return values, [*layers, *_names(rows), *_values(rows, scale, "tip")], rows.height


def _bar(scale: alt.Scale, start: str, end: str, **mark: object) -> alt.Chart:
    return (
        alt.Chart()
        .mark_rect(**{"strokeWidth": 1.5, "fill": CLEAR} | mark)
        .encode(x=_x(start, scale), x2=alt.X2(f"{end}:Q"), y=_px("top"), y2=alt.Y2("bottom:Q"))
    )


def _share_bars(data: ChartData, width: int) -> Drawn:
    """Each part within the length of the whole."""
    rows, values = _stacked(data, width, 16)
    scale = alt.Scale(domain=[0, data.total], range=[rows.left, rows.right], nice=False)
    for row in values:
        row["whole"] = data.total
    track = _bar(scale, "zero", "whole", stroke=RULE, fill=RULE, aria=False)
    return (
        values,
        [
            track,
            _bar(scale, "zero", "value").encode(**_paint()),
            *_names(rows),
            *_values(rows, scale, "whole"),
        ],
        rows.height,
    )


def _grid(data: ChartData, width: int) -> Drawn:
    """One square for so many things."""
    columns, pitch = 20, 12
    deep = max(-(-point.value // data.each) for point in data.points)
    thick = -(-deep // columns) * pitch
    rows, values = _stacked(data, width, thick, top=28)
    for row, point in zip(values, data.points):
        row["shape"], row["left"], row["right"] = (
            _squares(point.value / data.each, columns, pitch),
            rows.left + 1,
            rows.left + columns * pitch,
        )
    squares = (
        alt.Chart()
        .mark_point(size=4, opacity=1, strokeWidth=1.2)
        .encode(
            x=alt.X("left:Q", scale=None, axis=None),
            y=_px("top"),
            shape=alt.Shape("shape:N", scale=None),
            **_paint(),
        )
    )
    key = (
        alt.Chart(alt.Data(values=[{"key": data.words["key"]}]))
        .mark_text(align="left", x=2, y=10, fill=QUIET)
        .encode(text=alt.Text("key:N"))
    )
    words = (
        []
        if rows.narrow
        else [
            alt.Chart()
            .mark_text(align="left", dx=9, fill=QUIET)
            .encode(
                x=alt.X("right:Q", scale=None, axis=None),
                y=_px("value_y"),
                text=alt.Text("lines:N"),
            )
        ]
    )
    return values, [key, squares, *_names(rows), *words], rows.height


def _squares(count: float, columns: int, pitch: int) -> str:
    """A path of squares, line by line; the last may be a part of one."""
    whole, part = divmod(count, 1)
    sides = [pitch - 3] * int(whole) + ([round((pitch - 3) * part, 1)] if part else [])
    return "".join(
        f"M{place % columns * pitch},{place // columns * pitch + 1}h{side}v{pitch - 3}h-{side}v{3 - pitch}"
        for place, side in enumerate(sides)
    )


# ---------------------------------------------------------------- dots


def _ranges(data: ChartData, width: int) -> Drawn:
    """A dot for each value and a bar from low to high for each range, on a scale from zero."""
    rows, values = _stacked(data, width, 12, heads=len({point.group for point in data.points}) > 1)
    highest = (
        max(
            (point.high if point.value is None else point.value for point in data.points), default=0
        )
        or 1
    )
    scale = alt.Scale(domain=[0, highest], range=[rows.left + 8, rows.right - 8], nice=False)
    return values, [_guide(rows), *_dots(values, scale), *_names(rows), *_values(rows)], rows.height


def _by_stage(data: ChartData, width: int) -> Drawn:
    """Sums along powers of ten, in groups by the step that was reached."""
    rows, values = _stacked(data, width, 12, heads=True)
    ends = [data.ticks[0][0], data.ticks[-1][0]]
    scale = alt.Scale(type="log", domain=ends, range=[rows.left + 8, rows.right - 8], nice=False)
    ticks = _ticks(
        data.ticks,
        ends,
        (rows.left + 8, rows.right - 8),
        _bands(rows),
        rows.height + 11,
        scale,
        log=True,
    )
    return values, [*ticks, *_dots(values, scale), *_names(rows), *_values(rows)], rows.height + 22


def _ranks(data: ChartData, width: int) -> Drawn:
    """Places of a ranking as dots; the first place stands first, and no length means more."""
    rows, values = _stacked(data, width, 12, top=44)
    last = max(max(point.value for point in data.points), 2)
    span = (rows.left + 8, rows.right - 8)
    scale = alt.Scale(domain=[1, last], range=list(span), nice=False)
    ticks = _ticks(data.ticks, [1, last], span, _bands(rows, 40), 30, scale)
    best = (
        alt.Chart(alt.Data(values=[{"best": data.words["best"]}]))
        .mark_text(align="left", x=rows.left + 4, y=10, fill=QUIET)
        .encode(text=alt.Text("best:N"))
    )
    return values, [*ticks, best, *_dots(values, scale), *_names(rows), *_values(rows)], rows.height


def _dots(values: list[dict], scale: alt.Scale) -> list[alt.Chart]:
    dots = (
        alt.Chart()
        .mark_circle(size=95, opacity=1, strokeWidth=2)
        .encode(x=_x("value", scale), y=_px("y"), **_paint())
        .transform_filter("isValid(datum.value)")
    )
    spans = (
        alt.Chart()
        .mark_rect(strokeWidth=1.5, cornerRadius=5)
        .encode(
            x=_x("low", scale), x2=alt.X2("high:Q"), y=_px("top"), y2=alt.Y2("bottom:Q"), **_paint()
        )
        .transform_filter("isValid(datum.low)")
    )
    return [spans, dots] if any("low" in row for row in values) else [dots]


def _guide(rows: Rows) -> alt.Chart:
    """A quiet line from the name to the dot."""
    lines = [{"from": rows.left, "to": rows.right, "at": row.y} for row in rows.rows]
    return (
        alt.Chart(alt.Data(values=lines))
        .mark_rule()
        .encode(x=alt.X("from:Q", scale=None, axis=None), x2=alt.X2("to:Q"), y=_px("at"))
    )


def _bands(rows: Rows, top: float = 0) -> list[tuple[float, float]]:
    """From where to where the lines of a scale run: not through the names of a narrow drawing."""
    return [(row.y - 9, row.y + 9) for row in rows.rows] if rows.narrow else [(top, rows.height)]


def _ticks(
    ticks, ends, span, bands, words_y: float, scale: alt.Scale, log: bool = False
) -> list[alt.Chart]:
    """Lines at named values; names that would cover each other are left out."""
    from math import log10

    place = lambda value: (
        (log10(value / ends[0]) / log10(ends[1] / ends[0]))
        if log
        else (value - ends[0]) / (ends[1] - ends[0])
    )
    shown, edge = [], -8.0
    for value, words in ticks:
        x, half = span[0] + place(value) * (span[1] - span[0]), text_width(words) / 2
        fits = x - half > edge + 8 and x + half < span[1] + 16 and value <= ends[1]
        edge = x + half if fits else edge
        shown += [{"at": value, "tick": words}] if fits else []
    return _tick_marks(shown, bands, words_y, scale, "Q")


def _tick_marks(
    shown: list[dict], bands: list[tuple[float, float]], words_y: float, scale: alt.Scale, kind: str
) -> list[alt.Chart]:
    lines = [
        {"at": tick["at"], "top": top, "bottom": bottom} for tick in shown for top, bottom in bands
    ]
    return [
        alt.Chart(alt.Data(values=lines))
        .mark_rule()
        .encode(x=_x("at", scale, kind), y=_px("top"), y2=alt.Y2("bottom:Q")),
        alt.Chart(alt.Data(values=shown))
        .mark_text(fill=QUIET, y=words_y)
        .encode(x=_x("at", scale, kind), text=alt.Text("tick:N")),
    ]


# ---------------------------------------------------------------- bars along time


def _spans(data: ChartData, width: int) -> Drawn:
    """Bars along time: who stayed how long, what was planned when, which post was held."""
    thick = 10
    rows, values = _stacked(data, width, thick, values=data.kind != "ladder")
    dated = [point for point in data.points if point.start]
    first, last = min(point.start for point in dated), max(point.end for point in dated)
    span = (rows.left + 8, rows.right - 8)
    scale = alt.Scale(domain=[first, last], range=list(span), nice=False)
    for row, point in zip(values, data.points):
        row.update(
            _span(
                data,
                point,
                (_day(point.end) - _day(point.start))
                / max(_day(last) - _day(first), 1)
                * (span[1] - span[0])
                if point.start
                else 0,
            )
        )
    bars = (
        alt.Chart()
        .mark_rect(strokeWidth=1.5)
        .encode(
            x=_x("start", scale, "T"),
            x2=alt.X2("end:T"),
            y=_px("top"),
            y2=alt.Y2("bottom:Q"),
            **_paint(),
        )
        .transform_filter("datum.long")
    )
    ends = (
        alt.Chart()
        .mark_point(size=90, opacity=1, strokeWidth=2.5)
        .encode(
            x=_x("end", scale, "T"),
            y=_px("y"),
            shape=alt.Shape("shape:N", scale=None),
            **_paint("mark", "mark_fill"),
        )
        .transform_filter("datum.shape")
    )
    words = [] if data.kind == "ladder" else _values(rows)
    return (
        values,
        [*_time_ticks(first, last, span, rows, scale), bars, ends, *_names(rows), *words],
        rows.height + 22,
    )


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _span(data: ChartData, point: Point, length: float) -> dict:
    """How a bar along time ends: a cross where something ended early, a dot where it was last seen or is a single day."""
    out = point.stage == "out"
    color = QUIET if out else COLOR[data.color]
    shape = CROSS if out else "circle" if length < 8 or point.stage == "seen" else ""
    return {
        "long": length >= 8,
        "shape": shape if point.start else "",
        "color": color,
        "fill": CLEAR if point.intended else color,
        "mark": "var(--missed)" if out else color,
        "mark_fill": CLEAR if out else PAPER if point.intended or point.stage == "seen" else color,
    }


def _time_ticks(
    first: str, last: str, span: tuple[float, float], rows: Rows, scale: alt.Scale
) -> list[alt.Chart]:
    """Lines at years, or at months where there are too few years."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    step = 5 if end.year - start.year > 10 else 1
    years = [
        (f"{year}-01-01", f"{year}")
        for year in range(start.year + 1, end.year + 1)
        if year % step == 0
    ]
    months = [
        (f"{year}-{month:02}-01", f"{year}-{month:02}")
        for year in range(start.year, end.year + 1)
        for month in (1, 4, 7, 10)
    ]
    ticks = [
        (at, words) for at, words in (years if len(years) > 2 else months) if first <= at <= last
    ] or [(first, first[:7])]
    shown, edge = [], -12.0
    for at, words in ticks:
        x = span[0] + (_day(at) - _day(first)) / max(_day(last) - _day(first), 1) * (
            span[1] - span[0]
        )
        if x - text_width(words) / 2 > edge + 12 and x + text_width(words) / 2 < span[1] + 16:
            edge = x + text_width(words) / 2
            shown.append({"at": at, "tick": words})
    return _tick_marks(shown, _bands(rows), rows.height + 11, scale, "T")


def _timeline(data: ChartData, width: int) -> Drawn:
    """How many things are dated in each quarter; planned ones are outlines on top."""
    drawn = [number for number, point in enumerate(data.points) if point.period]
    quarter = lambda point: int(point.period[:4]) * 4 + int(point.period[5:7]) // 3
    first, last = (pick(quarter(data.points[number]) for number in drawn) for pick in (min, max))
    column = (width - 12) / (last - first + 1)
    below = {
        quarter(data.points[number]): data.points[number].value
        for number in drawn
        if not data.points[number].intended
    }
    scale = alt.Scale(
        domain=[
            0,
            max(
                data.points[number].value
                + (
                    below.get(quarter(data.points[number]), 0)
                    if data.points[number].intended
                    else 0
                )
                for number in drawn
            ),
        ],
        range=[PLOT, 22],
        nice=False,
    )
    values = []
    for number in drawn:
        point = data.points[number]
        base = below.get(quarter(point), 0) if point.intended else 0
        left = 4 + (quarter(point) - first) * column
        topped = not point.intended and any(
            quarter(data.points[other]) == quarter(point) and data.points[other].intended
            for other in drawn
        )
        fits = text_width(point.text) < column + 4 and (
            not topped or point.value > scale.domain[1] / 10
        )
        values.append(
            _row(
                data,
                number,
                left=left + 1,
                right=left + column - 1,
                middle=left + column / 2,
                base=base,
                tip=base + point.value,
                count=point.text if fits else "",
                inside=topped,
            )
        )
    bars = (
        alt.Chart()
        .mark_rect(strokeWidth=1.5)
        .encode(
            x=alt.X("left:Q", scale=None, axis=None),
            x2=alt.X2("right:Q"),
            y=alt.Y("base:Q", scale=scale, axis=None),
            y2=alt.Y2("tip:Q"),
            **_paint(),
        )
    )
    counts = [
        alt.Chart()
        .mark_text(dy=dy, fill=fill)
        .encode(
            x=alt.X("middle:Q", scale=None, axis=None),
            y=alt.Y("tip:Q", scale=scale, axis=None),
            text=alt.Text("count:N"),
        )
        .transform_filter(f"datum.inside == {inside}")
        for inside, dy, fill in (("true", 11, PAPER), ("false", -9, INK))
    ]
    years = [
        {"x": 4 + (year * 4 - first) * column, "year": f"{year}", "y": PLOT, "end": PLOT + 20}
        for year in range(-(-first // 4), last // 4 + 1)
    ]
    if text_width("2000") > column * 4 - 6:
        years = years[::2]
    base = alt.Chart(alt.Data(values=years))
    marks = [
        base.mark_rule().encode(
            x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), y2=alt.Y2("end:Q")
        ),
        base.mark_text(align="left", dx=4, dy=12, fill=QUIET).encode(
            x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("year:N")
        ),
    ]
    rest = [
        {"words": wrap(f"{point.label}: {point.text}", width - 8)}
        for point in data.points
        if not point.period
    ]
    more = (
        [
            alt.Chart(alt.Data(values=rest))
            .mark_text(align="left", x=4, y=PLOT + 40, fill=QUIET)
            .encode(text=alt.Text("words:N"))
        ]
        if rest
        else []
    )
    return values, [*marks, bars, *counts, *more], PLOT + 30 + 20 * len(rest)


# ---------------------------------------------------------------- two scales


def _series(data: ChartData, width: int) -> Drawn:
    """Values along time; a line never joins two bases, and each break is marked."""
    first, last = (pick(point.period for point in data.points) for pick in (min, max))
    side = 24.0 if width < 480 else 56.0
    span, top = (side, width - side), 48.0
    place = lambda period: (
        span[0]
        + (_day(period) - _day(first)) / max(_day(last) - _day(first), 1) * (span[1] - span[0])
    )
    highest = (
        max(point.value if point.value is not None else point.high for point in data.points) or 1
    )
    across, up = (
        alt.Scale(domain=[first, last], range=list(span), nice=False),
        alt.Scale(domain=[0, highest], range=[PLOT, top], nice=False),
    )
    heights = [
        PLOT - (point.value if point.value is not None else point.high) / highest * (PLOT - top)
        for point in data.points
    ]
    words = [_series_words(data, number) for number in range(len(data.points))]
    breaks = _breaks(data, place, width)
    places = label_places(
        [(place(point.period), y, word) for point, y, word in zip(data.points, heights, words)],
        width,
        _weighty(data),
        [
            *_in_the_way(data, [place(point.period) for point in data.points], heights),
            *map(_word_box, breaks),
        ],
        PLOT,
    )
    values, line = [], 0
    for number, point in enumerate(data.points):
        line += number > 0 and (point.breaks or point.group != data.points[number - 1].group)
        x, y, shown = places.get(number, (0, 0, []))
        values.append(_row(data, number, line=line, x=x, y=y, shown=shown))
    point_at = {"x": _x("period", across, "T"), "y": alt.Y("value:Q", scale=up, axis=None)}
    lines = (
        alt.Chart()
        .mark_line(strokeWidth=2.5, aria=False)
        .encode(**point_at, detail=alt.Detail("line:N"), stroke=alt.Stroke("color:N", scale=None))
    )
    for row in values:
        row["inside"] = PAPER if row["fill"] == CLEAR else row["fill"]
    dots = (
        alt.Chart()
        .mark_circle(size=80, opacity=1, strokeWidth=2)
        .encode(**point_at, **_paint("color", "inside"))
    )
    labels = (
        alt.Chart()
        .mark_text(fontWeight=alt.ExprRef("datum.weight"))
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("shown:N"))
    )
    return (
        values,
        [*_feet(data, place, width), *_break_marks(breaks), lines, dots, labels],
        PLOT + 44,
    )


def _in_the_way(data: ChartData, xs: list[float], ys: list[float]) -> list[Box]:
    """Where lines and break marks run, so that no words are set on them."""
    boxes = []
    for number, point in enumerate(data.points[1:], 1):
        if point.group != data.points[number - 1].group:
            continue
        (x0, y0), (x1, y1) = (xs[number - 1], ys[number - 1]), (xs[number], ys[number])
        if point.breaks:
            boxes.append(Box((x0 + x1) / 2 - 2, 0, (x0 + x1) / 2 + 2, PLOT))
        else:
            boxes += [
                Box(
                    x0 + (x1 - x0) * part / 20 - 3,
                    y0 + (y1 - y0) * part / 20 - 3,
                    x0 + (x1 - x0) * part / 20 + 3,
                    y0 + (y1 - y0) * part / 20 + 3,
                )
                for part in range(1, 20)
            ]
    return boxes


def _series_words(data: ChartData, number: int) -> str:
    """The value; the last point of a group names it."""
    point, after = data.points[number], data.points[number + 1 : number + 2]
    ends = point.group and not (after and after[0].group == point.group)
    return f"{point.group}: {value_words(data, point)}" if ends else value_words(data, point)


def _weighty(data: ChartData) -> list[int]:
    """The points that are labelled first: the last, the first, the highest, the stressed."""
    numbers = range(len(data.points))
    ends = [
        number
        for number in numbers
        if number + 1 == len(data.points)
        or data.points[number + 1].group != data.points[number].group
    ]
    highest = max(numbers, key=lambda number: data.points[number].value or 0)
    return list(
        dict.fromkeys(
            [*ends, highest, 0, *(number for number in numbers if data.points[number].stressed)]
        )
    )


def _feet(data: ChartData, place, width: float) -> list[alt.Chart]:
    """The ground line, and the name of each period below it."""
    periods = dict(sorted({point.period: point.when for point in data.points}.items()))
    room = min(
        [width / 3, *(b - a for a, b in zip(map(place, periods), list(map(place, periods))[1:]))]
    )
    feet, edge = [], 0.0
    for period, words in periods.items():
        lines = wrap(words, max(room - 6, 40))
        half = widest([lines]) / 2
        x = min(max(place(period), half), width - half)
        if x - half >= edge:
            feet.append({"x": x, "when": lines, "y": PLOT + 16})
            edge = x + half + 4
    return [
        alt.Chart(alt.Data(values=[{"y": PLOT}])).mark_rule(x=0, x2=width).encode(y=_px("y")),
        alt.Chart(alt.Data(values=feet))
        .mark_text(fill=QUIET)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("when:N")),
    ]


def _breaks(data: ChartData, place, width: float) -> list[dict]:
    """Where two neighbouring points count different things, and where the word for it stands."""
    breaks, edge, low = [], -1.0, False
    half = text_width(data.words["break"]) / 2
    middles = sorted(
        {
            (place(before.period) + place(point.period)) / 2
            for before, point in zip(data.points, data.points[1:])
            if point.breaks
        }
    )
    for at in middles:
        x = min(max(at, half), width - half)
        low = not low if x - half < edge else False
        edge = x + half + 4
        breaks.append(
            {
                "at": at,
                "x": x,
                "word": data.words["break"],
                "y": 24 if low else 8,
                "top": 32 if low else 16,
                "bottom": PLOT,
            }
        )
    return breaks


def _word_box(mark: dict) -> Box:
    half = text_width(mark["word"]) / 2
    return Box(mark["x"] - half, mark["y"] - 8, mark["x"] + half, mark["y"] + 8)


def _break_marks(breaks: list[dict]) -> list[alt.Chart]:
    """A dashed line with its word at each break."""
    base = alt.Chart(alt.Data(values=breaks))
    return (
        [
            base.mark_rule(strokeDash=[3, 3], stroke=QUIET).encode(
                x=alt.X("at:Q", scale=None, axis=None), y=_px("top"), y2=alt.Y2("bottom:Q")
            ),
            base.mark_text(fill=QUIET).encode(
                x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("word:N")
            ),
        ]
        if breaks
        else []
    )


def _slope(data: ChartData, width: int) -> Drawn:
    """Two periods joined by a line for each group."""
    first, last = (pick(point.period for point in data.points) for pick in (min, max))
    left = max(text_width(point.text) for point in data.points if point.period == first) + 16
    named = [
        wrap(f"{point.text} {point.group}", width * 0.45, True)
        if point.period == last
        else [point.text]
        for point in data.points
    ]
    right = (
        width
        - widest([lines for lines, point in zip(named, data.points) if point.period == last], True)
        - 16
    )
    high, tall = (
        max(point.value for point in data.points) or 1,
        max(PLOT, 22 * len(data.points) // 2 + 40),
    )
    top = 36.0
    scale = alt.Scale(domain=[0, high], range=[tall, top + 8], nice=False)
    values = [
        _row(data, number, x=left if point.period == first else right, inside=COLOR[data.color])
        for number, point in enumerate(data.points)
    ]
    for row, point in zip(values, data.points):
        row["inside"] = PAPER if row["fill"] == CLEAR else row["fill"]
    for period, x, align in ((first, left - 10, "right"), (last, right + 10, "left")):
        numbers = sorted(
            (number for number, point in enumerate(data.points) if point.period == period),
            key=lambda number: -data.points[number].value,
        )
        wanted = [tall - data.points[number].value / high * (tall - top - 8) for number in numbers]
        for number, y in zip(
            numbers, spread(wanted, [LINE * len(named[number]) + 1 for number in numbers], tall + 8)
        ):
            values[number].update(
                lines=named[number],
                words_x=x,
                words_y=y - LINE * (len(named[number]) - 1) / 2,
                align=align,
            )
    x = alt.X("x:Q", scale=None, axis=None)
    at = {"x": x, "y": alt.Y("value:Q", scale=scale, axis=None)}
    lines = (
        alt.Chart()
        .mark_line(strokeWidth=2, aria=False)
        .encode(**at, detail=alt.Detail("group:N"), stroke=alt.Stroke("color:N", scale=None))
    )
    dots = (
        alt.Chart()
        .mark_circle(size=70, opacity=1, strokeWidth=2)
        .encode(**at, **_paint("color", "inside"))
    )
    words = [
        alt.Chart()
        .mark_text(align=align, fontWeight=alt.ExprRef("datum.weight"))
        .encode(
            x=alt.X("words_x:Q", scale=None, axis=None), y=_px("words_y"), text=alt.Text("lines:N")
        )
        .transform_filter(f"datum.align == '{align}'")
        for align in ("left", "right")
    ]
    whens = {point.period: point.when for point in data.points}
    heads = [
        {"x": 2, "lines": wrap(whens[first], width * 0.45)},
        {"x": right - 4, "lines": wrap(whens[last], width - right)},
    ]
    head = (
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", y=10, fill=QUIET)
        .encode(x=x, text=alt.Text("lines:N"))
    )
    return values, [head, lines, dots, *words], tall + 16


def _scatter(data: ChartData, width: int) -> Drawn:
    """Two figures of each thing, one along and one up, both from zero."""
    left, right, top = (
        max(text_width(words) for _, words in data.other_ticks) + 12,
        width - 20.0,
        56.0,
    )
    far, high = (
        max(point.value for point in data.points) or 1,
        max(point.other for point in data.points) or 1,
    )
    across, up = (
        alt.Scale(domain=[0, far], range=[left, right], nice=False),
        alt.Scale(domain=[0, high], range=[PLOT, top], nice=False),
    )
    spots = [
        (
            left + point.value / far * (right - left),
            PLOT - point.other / high * (PLOT - top),
            point.label,
        )
        for point in data.points
    ]
    places = label_places(
        spots,
        width,
        [number for number, point in enumerate(data.points) if point.stressed],
        floor=PLOT,
    )
    values = []
    for number, point in enumerate(data.points):
        x, y, shown = places.get(number, (0, 0, []))
        values.append(_row(data, number, other=point.other, x=x, y=y, shown=shown))
    dots = (
        alt.Chart()
        .mark_circle(size=95, opacity=1, strokeWidth=2)
        .encode(x=_x("value", across), y=alt.Y("other:Q", scale=up, axis=None), **_paint())
    )
    labels = (
        alt.Chart()
        .mark_text(fontWeight=alt.ExprRef("datum.weight"))
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("shown:N"))
    )
    steps = alt.Chart(
        alt.Data(values=[{"at": at, "tick": words} for at, words in data.other_ticks])
    )
    rules = [
        steps.mark_rule(x=left, x2=right).encode(y=alt.Y("at:Q", scale=up, axis=None)),
        steps.mark_text(align="right", x=left - 8, fill=QUIET).encode(
            y=alt.Y("at:Q", scale=up, axis=None), text=alt.Text("tick:N")
        ),
    ]
    ticks = _ticks(data.ticks, [0, far], (left, right), [(PLOT, PLOT + 4)], PLOT + 14, across)
    heads = [
        {"x": 2, "y": 8, "lines": wrap(data.words["up"], width - 8)},
        {"x": left, "y": PLOT + 36, "lines": wrap(data.words["across"], width - left)},
    ]
    head = (
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", fontWeight=700, fill=QUIET)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=_px("y"), text=alt.Text("lines:N"))
    )
    return (
        values,
        [*rules, *ticks, head, dots, labels],
        PLOT + 44 + LINE * (len(heads[1]["lines"]) - 1),
    )


KINDS = {
    "share-bars": _share_bars,
    "grid": _grid,
    "ranges": _ranges,
    "by-stage": _by_stage,
    "ranks": _ranks,
    "ladder": _spans,
    "gantt": _spans,
    "career": _spans,
    "timeline": _timeline,
    "series": _series,
    "slope": _slope,
    "scatter": _scatter,
}
