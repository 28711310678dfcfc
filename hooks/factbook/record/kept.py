"""What is computed of a value is kept, and given again where it is asked for of the same value.

A file that was not edited gives the same values each time that it is read. So while the site is
served, only what was edited is parsed and checked anew.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

# So many answers of a function; a record of five thousand facts has half as many. Beyond these the
# oldest one is let go.
AT_HAND = 20_000

Given = ParamSpec("Given")
Thing = TypeVar("Thing")
# Values and their answer, by where these values lie: as long as they are held, nothing else can.
Answers = dict[tuple[int, ...], tuple[object, tuple[Any, ...]]]

_all_answers: list[Answers] = []


def kept(function: Callable[Given, Iterable[Thing]]) -> Callable[Given, tuple[Thing, ...]]:
    """The same function, whose answers are kept by the very values that it was given.

    It must be given all that its answer rests on, and nobody may change what it was given.
    """
    answers: Answers = {}
    _all_answers.append(answers)

    @wraps(function)
    def asked(*values: Given.args, **named: Given.kwargs) -> tuple[Thing, ...]:
        if named:
            raise TypeError(f"{function.__name__} is given its values by their place")
        places = tuple(map(id, values))
        known = answers.get(places)
        if known is None:
            if len(answers) >= AT_HAND:
                del answers[next(iter(answers))]
            found = function(*values)  # type: ignore[call-arg]  # none is named
            known = answers[places] = values, tuple(found)
        return known[1]

    return asked


def forget() -> None:
    """Nothing is kept, as in a new process."""
    for answers in _all_answers:
        answers.clear()
