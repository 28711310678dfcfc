"""What is computed of a value is kept, and given again where it is asked for of the same value.

A file that was not edited gives the same values each time that it is read. So while the site is
served, only what was edited is parsed and checked anew.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

# Of the values that were asked about last; a record of five thousand facts has twice as many.
AT_HAND = 20_000

Given = ParamSpec("Given")
Thing = TypeVar("Thing")


class _Same:
    """A value as a key: it equals itself alone, so that nobody has to look what it holds."""

    __slots__ = ("value",)

    def __init__(self, value: object):
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def kept(function: Callable[Given, Iterable[Thing]]) -> Callable[Given, tuple[Thing, ...]]:
    """The same function, whose answers are kept by the very values that it was given.

    It must be given all that its answer rests on, and nobody may change what it was given.
    """

    @lru_cache(maxsize=AT_HAND)
    def answer(*same: _Same) -> tuple[Thing, ...]:
        values = (one.value for one in same)
        return tuple(function(*values))  # type: ignore[call-arg, arg-type]  # as they were given

    @wraps(function)
    def asked(*values: Given.args, **named: Given.kwargs) -> tuple[Thing, ...]:
        if named:
            raise TypeError(f"{function.__name__} is given its values by their place")
        return answer(*map(_Same, values))

    return asked
