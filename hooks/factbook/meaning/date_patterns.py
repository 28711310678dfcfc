"""How a language writes a day: patterns of CLDR, such as d MMMM y, with other words in '…'."""

import re

from ..record.problems import excerpt

# What each pattern has to show, so that no two days look alike: d, M or L, and y.
DATES = {"date.day": ("d", "ML", "y"), "date.month": ("ML", "y"), "date.short": ("ML", "y")}
QUOTED = re.compile(r"'[^']*'")
# The letters of CLDR for days; its others are those of an hour, and of years that weeks divide.
FIELD = re.compile(r"d{1,2}|[ML]{1,5}|y{1,4}|E{1,6}|[Qq]{1,4}|G{1,5}")
LETTERS = re.compile(r"([A-Za-z])\1*")


def wrong_pattern(key: str, pattern: str) -> str:
    """What is wrong with the pattern of a day; nothing where nothing is."""
    bare = QUOTED.sub("", pattern)
    if "'" in bare:
        return f"a quotation mark opens in '{key}' and is not closed"
    for found in LETTERS.finditer(bare):
        if not FIELD.fullmatch(found[0]):
            return (
                f"{excerpt(found[0])} shows nothing of a day in '{key}'; its letters are d, M or "
                "L, y, E, Q and G, as in d MMMM y; other words stand in '…'"
            )
    for letters in DATES[key]:
        if not any(letter in bare for letter in letters):
            return f"'{key}' does not show '{letters[0]}'; days would look alike without it"
    return ""
