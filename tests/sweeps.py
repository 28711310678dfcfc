"""How much of a sweep a run looks at: a part, another one with each new address; or everything.

`make test` takes the part, `make test-deep` everything, once a week.
"""

import os
import random
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from places import DATA

WHOLE = bool(os.environ.get("DEEP"))
LEDGER = DATA / "permalinks.txt"

Thing = TypeVar("Thing")


def part_of(things: Sequence[Thing], most: int) -> list[Thing]:
    """At most so many of some things, in their order."""
    if WHOLE or len(things) <= most:
        return list(things)
    seed = crc32(LEDGER.read_bytes()) if LEDGER.exists() else 0
    places = random.Random(seed).sample(range(len(things)), most)
    return [things[place] for place in sorted(places)]
