"""An inline drawing as a picture of its own, which many pages show and none repeats.

It keeps the light and the dark of the page that shows it.
"""

import re

from .palette import PAPER, VARIABLE

FOR_ITS_PAGE = re.compile(r' (?:data-point|role|aria-label)="[^"]*"')  # read where it stands inline


def picture(drawing: str, by_day: dict[str, str], by_night: dict[str, str]) -> str:
    """A drawing with its own colours; browsers tell a picture whether its page is dark."""
    head, first_group, marks = FOR_ITS_PAGE.sub("", drawing).partition("<g")
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    bare = VARIABLE.sub(r"var(--\1)", f"{head}{ground}{first_group}{marks}")
    used = sorted({found[1] for found in VARIABLE.finditer(bare)})
    dark = f"@media (prefers-color-scheme: dark) {{svg {{{_inks(used, by_night)}}}}}"
    style = f"<style>svg {{{_inks(used, by_day)}}} {dark}</style>"
    return bare.replace(ground, f"{style}{ground}", 1) + "\n"


def _inks(names: list[str], colors: dict[str, str]) -> str:
    return "; ".join(f"--{name}: {colors[name]}" for name in names if name in colors)
