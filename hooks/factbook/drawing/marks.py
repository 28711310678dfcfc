"""Marks of a drawing, said without the renderer: their shape, where they stand, how they look.

A mark is drawn once for each row of its data; it names the fields of the row in which its place,
its words and its colours are found. Only specification.py says the same to Altair.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .canvas import AnyScale
from .palette import CLEAR, COMPARISON, EDGE, INK, PAID_BY, PAPER, QUIET, Color
from .rows import ChartData, Point

Datum = dict[str, object]  # a row of data by its fields, as Vega-Lite reads it
Data = list[Datum]

CROSS = "M0.6,-1L2.6,1M2.6,-1L0.6,1"  # a shape beside the end of a bar, as an SVG path
FILLED = {  # how much of a mark is filled at each stage that is reached
    "announced": 0.0,
    "memorandum": 0.25,
    "funded": 0.25,
    "contracted": 0.5,
    "under-way": 0.5,
    "building": 0.75,
    "operating": 1.0,
    "delivered": 1.0,
}
# Around the letters of words that may cross a mark; these are drawn above it.
HALO: Mapping[str, object] = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}
BOLD_IF_STRESSED = {"expr": "datum.weight"}  # the weight of words, as an expression of Vega


@dataclass(frozen=True)
class At:
    """Where marks stand along one side: the field that says so, in px or in values of a scale.

    Marks that have a length end where the field `to` says.
    """

    field: str
    scale: AnyScale | None = None
    to: str = ""


@dataclass(frozen=True)
class Paint:
    """The fields that hold the colours of a mark; a mark that stands for a point is told aloud."""

    stroke: str = "color"
    fill: str = ""
    aloud: bool = False


POINT = Paint("color", "fill", aloud=True)  # the colours of a mark that stands for a point


@dataclass(frozen=True)
class Mark:
    """Marks of one shape, one for each row of the chart, or of rows of their own."""

    shape: Literal["rect", "rule", "line", "circle", "point", "text"]
    x: At | float | None = None  # a number: all stand there, in px
    y: At | float | None = None
    text: str = ""  # the field that holds the words
    symbol: str = ""  # the field that holds the shape of a point
    joins: str = ""  # the field whose values tell which points one line joins
    paint: Paint | None = None
    look: Mapping[str, object] = field(default_factory=dict)  # properties of Vega-Lite
    rows: Data | None = None
    only: str = ""  # an expression of Vega: which rows are drawn


@dataclass(frozen=True)
class Picture:
    """All that is drawn of a chart: the rows of its points, the marks from back to front, in px."""

    rows: Data
    marks: list[Mark]
    height: float
    above: float = 0  # room above the height for what explains the colours


# ---------------------------------------------------------------- marks that many charts have


def words(
    text: str,
    x: At | float,
    y: At | float,
    *,
    color: str = "",
    align: str = "",
    rows: Data | None = None,
    only: str = "",
    halo: bool = False,
    **look: object,
) -> Mark:
    """Words that are found in a field, centred on their place unless they are aligned."""
    if halo:
        look.update(HALO)
    if color:
        look["fill"] = color
    if align:
        look["align"] = align
    return Mark("text", x, y, text=text, look=look, rows=rows, only=only)


def bars(
    x: At,
    y: At,
    paint: Paint | None = POINT,
    only: str = "",
    **look: object,
) -> Mark:
    """Bars that are outlined."""
    return Mark(
        "rect",
        x,
        y,
        paint=paint,
        look={"strokeWidth": 1.5, **look},
        only=only,
    )


def dots(x: At, y: At, size: float, paint: Paint = POINT, only: str = "") -> Mark:
    """A dot for each row, `size` square px large."""
    look = {"size": size, "opacity": 1, "strokeWidth": 2}
    return Mark("circle", x, y, paint=paint, look=look, only=only)


def rules(x: At | float, y: At | float, rows: Data, **look: object) -> Mark:
    """Thin lines, in the quietest ink unless `look` says otherwise."""
    return Mark("rule", x, y, look=look, rows=rows)


# ---------------------------------------------------------------- rows of data


def value_words(data: ChartData, point: Point) -> str:
    """The words at the end of a mark: the value, and what sort of value it is."""
    return data.comma.join((point.brief, *about_value(data, point)))


def about_value(data: ChartData, point: Point) -> list[str]:
    """The stage of a value where stages differ; its day where nothing else tells two apart.

    What the chart says at this mark stands last.
    """
    if not data.tells_stages:
        return [point.remark] if point.remark else []
    staged = len({other.stage for other in data.points}) > 1
    twins = [
        other for other in data.points if (other.label, other.group) == (point.label, point.group)
    ]
    same_stage = sum(twin.stage == point.stage for twin in twins) > 1
    day = point.as_of if same_stage else ""
    about = (point.stage_word if staged else "", day, point.remark)
    return [words for words in about if words]


def aloud(data: ChartData, point: Point) -> str:
    """A mark in words, for those who hear it and for the tooltip."""
    about = filter(None, (point.stage_word, point.payer_word))
    return data.comma.join((named(point), *about))


def named(point: Point) -> str:
    """A mark's label and what it says; a label that is a sentence leaves out its full stop."""
    return f"{point.label.removesuffix('.')}: {point.text}"


def color_of(data: ChartData, point: Point) -> Color:
    """Blue for what the state pays, orange for what firms pay, both for both; else no such colour.

    What is stressed is darker than the others; where payers have colours, only its words are bold.
    """
    if point.payer:
        return PAID_BY[point.payer]
    if data.payers:
        return QUIET
    some_are_stressed = any(other.stressed for other in data.points)
    if some_are_stressed and not point.stressed:
        return EDGE
    if data.color == "comparison":
        return COMPARISON
    return INK if some_are_stressed else QUIET


def datum(data: ChartData, number: int, **more: object) -> Datum:
    """What a point gives to the drawing: its facts, its words, its colours, and `more`."""
    point = data.points[number]
    color = color_of(data, point)
    facts = {
        "label": point.label,
        "group": point.group,
        "stage": point.stage,
        "payer": point.payer,
        "value": _in_floating_point(point.value),
        "low": _in_floating_point(point.low),
        "high": _in_floating_point(point.high),
        "period": point.period,
        "start": point.start,
        "end": point.end,
        "basis": point.basis,
        "words": value_words(data, point),
    }
    return {
        **{name: fact for name, fact in facts.items() if fact not in (None, "")},
        "said": f"{number}|{aloud(data, point)}",
        "weight": 700 if point.stressed else 400,
        "color": color,
        "fill": CLEAR if point.intended else color,
        **more,
    }


def _in_floating_point(number: float | None) -> float | None:
    """A number as the renderer reads it: whole numbers of more than 64 bits it does not."""
    return None if number is None else float(number)
