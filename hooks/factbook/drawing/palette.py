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


def palette(style: Path, scheme: str = ":root") -> dict[str, str]:
    """The colours of the site's style sheet by the names of their variables."""
    block = (
        style.read_text(encoding="utf-8").partition(f"{scheme} {{")[2].partition("}")[0]
        if style.is_file()
        else ""
    )
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,8});", block))


def in_colors(text: str, colors: dict[str, str]) -> str:
    """Variables of the page as the colours that they stand for."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: colors.get(found[1], "#000"), text)
