"""What charts with two scales share: how tall they are, their lines, dots and labels."""

from decimal import Decimal

from ..meaning.wording import Wording
from ..record.kinds import Unit
from .canvas import AnyScale, Scale
from .labels import Label
from .letters import LINE
from .marks import BOLD_IF_STRESSED, At, Data, Datum, Mark, Paint, dots, rules, words
from .palette import CLEAR, PAPER, QUIET
from .rows import ChartData, Ticks

PLOT = 280  # where the ground of the plot lies, in px from the top
MOST_STEPS = 4  # of a scale


def lines_through(x: At, y: At, joins: str, thick: float) -> Mark:
    """Lines through the points that have the same value in a field."""
    return Mark(
        "line",
        x,
        y,
        joins=joins,
        paint=Paint("color"),
        look={"strokeWidth": thick, "aria": False},
    )


def dots_on_lines(x: At, y: At, size: float, values: Data) -> Mark:
    """Dots that hide the line behind them, also where they are outlines."""
    for row in values:
        row["inside"] = PAPER if row["fill"] == CLEAR else row["fill"]
    paint = Paint("color", "inside", aloud=True)
    return dots(x, y, size, paint)


def label_data(label: Label) -> Datum:
    """What a label gives to the row of its point."""
    return {
        "x": label.x,
        "y": label.y,
        "shown": label.lines,
    }


def labels() -> Mark:
    """The words beside the points."""
    return words(
        "shown",
        At("x"),
        At("y"),
        fontWeight=BOLD_IF_STRESSED,
    )


def unit_above(data: ChartData) -> list[Mark]:
    """What a drawing counts, at its top; nothing where its subtitle says so."""
    if data.unit_is_said:
        return []
    rows: Data = [{"unit": data.unit}]
    return [words("unit", 2, LINE / 2, color=QUIET, align="left", rows=rows)]


# ---------------------------------------------------------------- the steps of a scale


def even_ticks(lowest: float, highest: float, unit: Unit, say: Wording) -> Ticks:
    """A few even steps between two ends, zero among them."""
    low, high = Decimal(str(lowest)), Decimal(str(highest))
    step = _step(high - low)
    places = (step * number for number in range(int(low / step), int(high / step) + 1))
    return tuple((float(place), _tick_words(place, unit, say)) for place in places)


def _step(length: Decimal) -> Decimal:
    """The smallest of 1, 2 and 5 times a power of ten that makes few steps."""
    power = Decimal(1).scaleb(length.adjusted())
    steps = (power / 5, power / 2, power, 2 * power, 5 * power)
    return next(step for step in steps if length / step <= MOST_STEPS)


def _tick_words(number: Decimal, unit: Unit, say: Wording) -> str:
    """Money with its currency; other units are told beside the scale."""
    return say.quantity(number, unit) if unit.currency else say.number(number)


def steps_up(ticks: Ticks, across: AnyScale, up: Scale) -> list[Mark]:
    """Lines at the steps of the upward scale, their names left of them."""
    steps: Data = [{"at": at, "tick": name} for at, name in ticks]
    y = At("at", up)
    return [
        rules(across.start, y, steps, x2=across.end),
        words(
            "tick",
            across.start - 8,
            y,
            color=QUIET,
            align="right",
            rows=steps,
        ),
    ]
