"""The face and the inks of charts: variables of the page, and the colours that they stand for."""

import re
from pathlib import Path

FONT = "Factbook Sans"
INK, QUIET, EDGE, RULE, PAPER, CLEAR = (
    "var(--ink)",
    "var(--quiet)",
    "var(--edge)",
    "var(--rule)",
    "var(--paper)",
    "transparent",
)
COLOR = {"public": "var(--public)", "private": "var(--private)", "comparison": "var(--comparison)"}


HEX = "(#[0-9a-f]{3,8})"
BY_DAY_AND_NIGHT = re.compile(rf"--([a-z-]+): light-dark\({HEX}, {HEX}\);")


def palette(theme: Path, dark: bool = False) -> dict[str, str]:
    """The colours of the site's theme by the names of their variables; none without a theme."""
    written = theme.read_text(encoding="utf-8") if theme.is_file() else ""
    colors = BY_DAY_AND_NIGHT.findall(written)
    return {name: by_night if dark else by_day for name, by_day, by_night in colors}


def in_colors(text: str, colors: dict[str, str]) -> str:
    """Variables of the page as the colours that they stand for."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: colors.get(found[1], "#000"), text)
