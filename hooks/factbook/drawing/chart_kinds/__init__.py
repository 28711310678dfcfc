"""The kinds of charts, each a module: what it needs, its rows, its words, how it is drawn.

A kind is known by its name in the record: 'share-bars' is the module share_bars. So a new kind is
a new module that has a KIND, and its name in `ChartKind` of record/kinds.py.
"""

from typing import get_args

from ...record import kinds

ROAD = tuple(kind.replace("-", "_") for kind in get_args(kinds.ChartKind))
