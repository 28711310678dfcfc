"""The face and the inks of charts: variables of the page, and the colours that they stand for."""

import re
from pathlib import Path

FONT = "Factbook Sans"
INK, QUIET, EDGE, RULE, SUNK, PAPER, CLEAR = (
    "var(--ink)",
    "var(--quiet)",
    "var(--edge)",
    "var(--rule)",
    "var(--sunk)",
    "var(--paper)",
    "transparent",
)
PUBLIC, PRIVATE, COMPARISON = "var(--public)", "var(--private)", "var(--comparison)"
HOLDS = "var(--holds)"  # what was delivered
Color = str | dict[str, object]  # a colour, or several one below another, as Vega writes them
# Half and half, where the state and firms pay.
MIXED: Color = {
    "gradient": "linear",
    "x1": 0,
    "y1": 0,
    "x2": 0,
    "y2": 1,
    "stops": [
        {"offset": 0, "color": PUBLIC},
        {"offset": 0.5, "color": PUBLIC},
        {"offset": 0.5, "color": PRIVATE},
        {"offset": 1, "color": PRIVATE},
    ],
}
PAID_BY: dict[str, Color] = {"public": PUBLIC, "private": PRIVATE, "mixed": MIXED}

BLACK = "#000"
HEX = "(#[0-9a-f]{3,8})"
VARIABLE = re.compile(rf"var\(--([a-z-]+)(?:, {HEX})?\)")
BY_DAY_AND_NIGHT = re.compile(rf"--([a-z-]+): light-dark\({HEX}, {HEX}\);")


def palette(theme: Path, dark: bool = False) -> dict[str, str]:
    """The colours of the site's theme by the names of their variables; none without a theme."""
    written = theme.read_text(encoding="utf-8") if theme.is_file() else ""
    colors = BY_DAY_AND_NIGHT.findall(written)
    return {name: by_night if dark else by_day for name, by_day, by_night in colors}


def in_colors(text: str, colors: dict[str, str]) -> str:
    """Variables of the page as the colours that they stand for."""
    return VARIABLE.sub(lambda found: colors.get(found[1], BLACK), text)


def with_fallbacks(text: str, colors: dict[str, str]) -> str:
    """Variables of the page with the colours that hold where it has none, as in a reader view."""
    return VARIABLE.sub(
        lambda found: f"var(--{found[1]}, {colors.get(found[1], BLACK)})",
        text,
    )
