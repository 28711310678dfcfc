"""Pictures -> Altair -> Vega-Lite. Imported only where something is drawn: Altair loads slowly.

Words and rows stand where the kinds of charts put them, in px; values and days are placed by the
scales of the specification.
"""

from collections.abc import Iterator
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from .canvas import AnyScale, Canvas, TimeScale
from .charts import chart_kind
from .letters import LINE, SIZE
from .marks import At, Mark
from .palette import FONT, INK, RULE
from .payers import with_payers
from .public_spec import Specification
from .rows import ChartData
from .said_once import with_common_part

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
