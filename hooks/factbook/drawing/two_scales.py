"""What charts with two scales share: how tall they are, their lines, dots and labels."""

from .labels import Label
from .marks import BOLD_IF_STRESSED, At, Data, Datum, Mark, Paint, dots, words
from .palette import CLEAR, PAPER

PLOT = 240  # where the ground of the plot lies, in px from the top


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
