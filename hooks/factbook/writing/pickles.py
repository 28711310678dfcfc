"""What is kept between builds, as values again: of the classes that are named, and of no other.

Before each stands, in short, what it was made of. Where that is another, as after a change of the
machine, what follows is not even read.
"""

import io
import pickle
from collections.abc import Collection, Mapping
from typing import Any

Classes = Mapping[str, Collection[str]]  # their names by module


def pickled(given: str, value: object) -> bytes:
    """A value as a file keeps it, behind what it was made of."""
    return given.encode() + b"\n" + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpickled(content: bytes | None, given: str, classes: Classes) -> object:
    """What a file keeps that was made of the same; None for a file that is none of these."""
    made_of, _, kept = (content or b"").partition(b"\n")
    if made_of != given.encode():
        return None
    try:
        return _Reader(kept, classes).load()
    except Exception:  # whatever may stand in a file that has its own digest
        return None


class _Reader(pickle.Unpickler):
    def __init__(self, content: bytes, classes: Classes):
        super().__init__(io.BytesIO(content))
        self.classes = classes

    def find_class(self, module: str, name: str) -> Any:
        if name not in self.classes.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is none of what is kept")
        return super().find_class(module, name)
