"""The status marks as beads on a line: how full they are, and what is drawn in their place.

They are those of docs/templates/macros/marks.jinja, around the origin and of radius 1.
"""

from .palette import CLEAR, INK, PAPER

GREEN, AMBER, RED = "var(--holds)", "var(--old)", "var(--missed)"

QUARTER = "M0,0L0,-1A1,1,0,0,1,1,0Z"
HALF = "M0,-1A1,1,0,0,1,0,1Z"
THREE_QUARTERS = "M0,0L-1,0A1,1,0,1,0,0,-1Z"
WHOLE = "M0,-1A1,1,0,0,1,0,1A1,1,0,0,1,0,-1Z"
FILLINGS = {
    "memorandum": QUARTER,
    "funded": QUARTER,
    "contracted": HALF,
    "under-way": HALF,
    "building": THREE_QUARTERS,
    "operating": WHOLE,
    "delivered": WHOLE,
}
# What stands beside the ladder is no circle.
SIGNS = {
    "changed": "M-.8,.8L-.8,.3A.8,.8,0,0,1,0,-.5L.8,-.5M.2,-1.1L.8,-.5L.2,.1",
    "missed": "M0,-1.1L0,.2M0,.8L0,1.1",
    "cancelled": "M-.9,-.9L.9,.9M.9,-.9L-.9,.9",
}
COLORS = {"operating": GREEN, "delivered": GREEN, "missed": RED, "cancelled": RED}


def color_of_stage(stage: str) -> str:
    """What has come about is green, what failed is red, everything between is ink."""
    return COLORS.get(stage, INK)


def bead(stage: str) -> dict[str, object]:
    """How a bead is painted: its ring, what is in the ring, and the sign in its place."""
    color = color_of_stage(stage)
    sign = SIGNS.get(stage, "")
    return {
        "ring": PAPER if sign else color,
        "inside": PAPER,
        "shape": sign or FILLINGS.get(stage, ""),
        "color": color,
        "filling": CLEAR if sign else color,
    }


def looks_like(stage: str, other: str) -> bool:
    """True for two stages that have one mark."""
    return bead(stage) == bead(other)
