"""Pictures -> Altair -> Vega-Lite. Imported only where something is drawn: Altair loads slowly.

Words and rows stand where the kinds of charts put them, in px; values and days are placed by the
scales of the specification.
"""

import json
from collections.abc import Iterator
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from .canvas import AnyScale, Canvas, TimeScale
from .captions import Caption, Sheet
from .charts import chart_kind
from .letters import LINE, SIZE, Letters
from .marks import HALO, At, Mark
from .palette import FONT, INK, RULE, in_colors
from .payers import with_payers
from .rows import ChartData
from .said_once import with_common_part

Specification = dict[str, Any]  # of Vega-Lite
PADDING = 12  # around a specification that others draw, in px

THEME: dict[str, Any] = {
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


def spec(data: ChartData, canvas: Canvas, validate: bool = False) -> Specification:
    """The chart as a Vega-Lite specification.

    To validate it costs as much again as to make it, so that is left to the tests.
    """
    drawn = chart_kind(data.kind).draw(data, canvas)
    picture = with_common_part(with_payers(drawn, data, canvas), data)
    with debug_mode(validate):
        layers = [_layer(mark) for mark in picture.marks]
        # All at once: Altair copies a chart with all that it holds for each thing added to it.
        chart = alt.LayerChart(
            data=alt.InlineData(values=picture.rows, name="rows"),
            layer=layers,
            width=canvas.width,
            height=round(picture.height),
            autosize="none",
            padding={"left": 0, "right": 0, "bottom": 0, "top": round(picture.above)},
            config=alt.Config(**THEME),
        )
        result: Specification = chart.to_dict(validate=validate)
    return result


def _layer(mark: Mark) -> alt.Chart:
    """One mark in Altair's terms."""
    places = {"x": mark.x, "y": mark.y}
    fixed = {side: at for side, at in places.items() if isinstance(at, int | float)}
    data = alt.Undefined if mark.rows is None else alt.Data(values=mark.rows)
    draw = getattr(alt.Chart(data), f"mark_{mark.shape}")
    layer: alt.Chart = draw(**mark.look, **fixed).encode(**dict(_channels(mark)))
    return layer.transform_filter(mark.only) if mark.only else layer


def _channels(mark: Mark) -> Iterator[tuple[str, Any]]:
    """Which channel of Vega-Lite reads which field."""
    if isinstance(mark.x, At):
        yield "x", alt.X(f"{mark.x.field}:{_type(mark.x)}", scale=_scale(mark.x.scale), axis=None)
        if mark.x.to:
            yield "x2", alt.X2(mark.x.to)
    if isinstance(mark.y, At):
        yield "y", alt.Y(f"{mark.y.field}:{_type(mark.y)}", scale=_scale(mark.y.scale), axis=None)
        if mark.y.to:
            yield "y2", alt.Y2(mark.y.to)
    if mark.text:
        yield "text", alt.Text(f"{mark.text}:N")
    if mark.symbol:
        yield "shape", alt.Shape(f"{mark.symbol}:N", scale=None)
    if mark.joins:
        yield "detail", alt.Detail(f"{mark.joins}:N")
    yield from _colors(mark)


def _colors(mark: Mark) -> Iterator[tuple[str, Any]]:
    """The colours of a mark, and what is told of it aloud and in the tooltip."""
    if mark.paint is None:
        return
    yield "stroke", alt.Stroke(f"{mark.paint.stroke}:N", scale=None)
    if mark.paint.fill:
        yield "fill", alt.Fill(f"{mark.paint.fill}:N", scale=None)
    if mark.paint.aloud:
        yield "description", alt.Description("said:N")
        yield "tooltip", alt.Tooltip("said:N")


def _type(at: At) -> str:
    """T for days, Q for numbers: Altair's short words."""
    return "T" if isinstance(at.scale, TimeScale) else "Q"


def _scale(scale: AnyScale | None) -> alt.Scale | None:
    """A scale in Altair's terms; none where a field holds px."""
    if scale is None:
        return None
    return alt.Scale(
        domain=[scale.first, scale.last],
        range=[scale.start, scale.end],
        nice=False,
    )


def public_spec(
    spec: Specification, sheet: Sheet, letters: Letters, colors: dict[str, str]
) -> Specification:
    """The specification as others may use it: with its caption, in real colours.

    Its `usermeta` holds the caption piece by piece.
    """
    plain = json.loads(in_colors(json.dumps(spec, ensure_ascii=False), colors))
    caption = sheet.caption
    return {
        "$schema": plain.pop("$schema"),
        "description": " ".join(filter(None, (f"{caption.title}. {sheet.alt}", caption.note))),
        "usermeta": {"caption": caption.for_programs()},
        **plain,
        "layer": list(_halos_below(plain["layer"])),
        "title": _title(caption, plain["width"], letters),
        "autosize": "pad",
        "padding": PADDING,
    }


def _halos_below(layers: list[Specification]) -> Iterator[Specification]:
    """Layers where what is drawn around letters is one of its own: Vega draws it above them."""
    for layer in layers:
        mark = layer["mark"]
        if mark["type"] == "text" and "stroke" in mark:
            yield layer
            mark = {name: look for name, look in mark.items() if name not in HALO}
        yield {**layer, "mark": mark}


def _title(caption: Caption, width: float, letters: Letters) -> dict[str, Any]:
    """A caption as the title of Vega-Lite, which has no place for words below a drawing."""
    below = (caption.subtitle, caption.note, caption.foot, caption.address_in_words)
    lines = [line for words in below if words for line in letters.wrap(words, width, size=12)]
    return {
        "text": letters.wrap_evenly(
            caption.title,
            width,
            bold=True,
            size=17,
        ),
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 17,
        "subtitleFontSize": 12,
        "offset": 16,
    }
