"""What is asked while something is made: where all is answered as before, it is as before.

So nobody states what a page rests on, and nothing that it reads can be forgotten.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, singledispatch, wraps
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel

from .kept import kept
from .values import Day, Text

Question = tuple[object, ...]  # who is asked, and for what
Given = ParamSpec("Given")
Key = TypeVar("Key")
Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


class Questions:
    """Notes who is asked for what while somebody wants to know, and asks it all again."""

    def __init__(self) -> None:
        self._asked: dict[str, Callable[..., object]] = {}
        self._noting: list[dict[Question, None]] = []
        self._answers: dict[Question, str] = {}

    def answered_by(self, name: str, function: Callable[..., object]) -> None:
        """Whoever is called so answers questions from now on."""
        self._asked[name] = function

    def note(self, *question: object) -> None:
        """Somebody asks this."""
        if self._noting:
            self._noting[-1][question] = None

    def note_again(self, questions: Iterable[Question]) -> None:
        """Somebody is given what was made while these were asked."""
        if self._noting:
            self._noting[-1].update(dict.fromkeys(questions))

    def noted(self) -> AbstractContextManager[Mapping[Question, None]]:
        """What is asked meanwhile, each question once; but for what an answer asks itself."""
        return _Noted(self._noting)

    def noting(self, name: str, function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        """The same function, whose every call is a question."""
        self.answered_by(name, function)

        @wraps(function)
        def asked(*given: Given.args, **named: Given.kwargs) -> Answer:
            if named:
                raise TypeError(f"{name} is given its values by their place")
            self.note(name, *given)
            with self.noted():
                return function(*given, **named)

        return asked

    def forget(self) -> None:
        """All that is made has been made; what would be asked from now on is answered anew."""
        self._answers.clear()

    def answers(self, questions: Iterable[Question]) -> str:
        """How these are answered now, in short; '' where nothing is asked."""
        answers = "".join(map(self.answer, questions))
        return digest(answers) if answers else ""

    def answer(self, question: Question) -> str:
        """How this is answered now, in short."""
        answer = self._answers.get(question)
        if answer is None:
            name, *given = question
            with self.noted():
                answer = self._answers[question] = _answer(self._asked[str(name)], given)
        return answer


class _Noted:
    """A further list of what is asked, for as long as somebody wants to know."""

    def __init__(self, noting: list[dict[Question, None]]):
        self._noting = noting

    def __enter__(self) -> Mapping[Question, None]:
        self._noting.append({})
        return self._noting[-1]

    def __exit__(self, *error: object) -> None:
        self._noting.pop()


def _answer(function: Callable[..., object], given: list[object]) -> str:
    try:
        answer = function(*given)
    except Exception:  # what was asked for is gone or wrong: who makes it anew will be told
        return "none"
    return digest(answer)


class AskedMapping(Mapping[Key, Thing]):
    """Things by their keys. Who looks at one asks for it alone; `note` is told what."""

    def __init__(self, things: Mapping[Key, Thing], note: Callable[..., None]):
        self.things, self.note = things, note

    def __getitem__(self, key: Key) -> Thing:
        self.note("one", key)
        return self.things[key]

    def __contains__(self, key: object) -> bool:
        self.note("has", key)
        return key in self.things

    def __iter__(self) -> Iterator[Key]:
        self.note("keys")
        return iter(self.things)

    def __len__(self) -> int:
        self.note("keys")
        return len(self.things)

    def values(self):  # type: ignore[no-untyped-def]  # of the things themselves
        """All of them."""
        self.note("all")
        return self.things.values()

    def items(self):  # type: ignore[no-untyped-def]  # of the things themselves
        """All of them with their keys."""
        self.note("all")
        return self.things.items()


class AskedThing:
    """A thing each look at which is a question; it is made when somebody looks."""

    def __init__(self, make: Callable[[], object], ask: Callable[[], None]):
        self.make, self.ask = make, ask

    def __getattr__(self, name: str) -> object:
        self.ask()
        return getattr(self.make(), name)


def part_of(things: Mapping[Any, Any], how: str, key: object = None) -> object:
    """What an AskedMapping was asked for."""
    if how == "has":
        return key in things
    if how == "one":
        return [things[key]] if key in things else []
    return list(things) if how == "keys" else things


# ---------------------------------------------------------------- digests


def digest(value: object) -> str:
    """Tells a value from every other one, in each process alike.

    Raises TypeError for what it cannot look into.
    """
    return hashlib.sha256(_told(value).encode("utf-8", "surrogatepass")).hexdigest()


def _told(value: object) -> str:
    return _teller(type(value))(value)  # type: ignore[arg-type]  # each type has a hash


@singledispatch
def _tell(value: Any) -> str:
    """What tells a value from every other, also from those of other types."""
    type_ = type(value)
    if not is_dataclass(type_):
        raise TypeError(f"nobody can tell two of {type_.__name__} apart")
    inside = [_told(getattr(value, name)) for name in _names(type_)]
    return f"{type_.__name__}({','.join(inside)})"


_teller = cache(_tell.dispatch)  # which would look each time whether another type is registered
for plain in (str, int, float, Decimal, date, type(None)):
    _tell.register(plain, repr)


@cache
def _names(type_: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(type_))


@_tell.register
def _day(value: Day) -> str:
    return f"Day({value})"


@_tell.register
def _bytes(value: bytes) -> str:
    return f"bytes({hashlib.sha256(value).hexdigest()})"


@_tell.register(tuple)
@_tell.register(list)
@_tell.register(Sequence)
def _sequence(value: Iterable[object]) -> str:
    return f"[{','.join(map(_told, value))}]"


@_tell.register(set)
@_tell.register(frozenset)
def _set(value: Iterable[object]) -> str:
    return f"{{{','.join(sorted(map(_told, value)))}}}"


@_tell.register
def _mapping(value: Mapping) -> str:  # type: ignore[type-arg]  # of whatever to whatever
    inside = [f"{_told(key)}:{_told(item)}" for key, item in value.items()]
    return f"{{{','.join(inside)}}}"


@_tell.register
def _text(value: Text) -> str:
    """Told each time: there are more texts than answers that are kept, and none takes longer."""
    return f"Text({_mapping(value.__pydantic_extra__)})"


@_tell.register
def _record(value: BaseModel) -> str:
    return f"{type(value).__name__}({_fields(value)[0]})"


@kept
def _fields(value: BaseModel) -> Iterator[str]:
    yield digest([vars(value), value.model_extra])
