"""What is kept between builds, as values again: of the classes that are named, and of no other."""

import io
import pickle
from collections.abc import Collection, Mapping
from typing import Any

Classes = Mapping[str, Collection[str]]  # their names by module


def unpickled(content: bytes | None, classes: Classes) -> object:
    """What a file keeps; None where there is none, or where anything else stands in it."""
    try:
        return _Reader(content, classes).load() if content else None
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
