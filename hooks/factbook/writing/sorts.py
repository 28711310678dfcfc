"""What sort of thing a value is, by the types that the code states; what it has, and gives.

Several sorts are those that a value may have, and none at all stand for what nobody knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache, cached_property, partial
from inspect import isfunction
from itertools import chain
from types import GenericAlias, ModuleType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Sorts = tuple[object, ...]  # classes, modules, lists of these, and Results
UNKNOWN: Sorts = ()
OURS = __name__.partition(".")[0]
OF_A_MAPPING = ("get", "items", "keys", "values")  # methods


@dataclass(frozen=True)
class Result:
    """What can be called, and the sorts of what it gives."""

    gives: Sorts


def any_of(each: Iterable[Sorts]) -> Sorts:
    """The sorts of what may be any of these; where one is not known, nothing is."""
    found = list(each)
    return tuple(dict.fromkeys(chain(*found))) if all(found) else UNKNOWN


def sorts_of(hint: Any) -> Sorts:
    """The sorts that a type names; None is left out, for nobody reads anything of it."""
    origin = get_origin(hint)
    if origin is Annotated:
        return sorts_of(hint.__origin__)
    if origin in (Union, UnionType):
        return any_of(map(sorts_of, (one for one in get_args(hint) if one is not NoneType)))
    return (hint,) if isinstance(hint, type) or origin else UNKNOWN


def given_by(value: object) -> Sorts:
    """The sorts of a value of the code: a module, or a function with what it gives."""
    if isinstance(value, partial):
        return given_by(value.func)
    if isinstance(value, ModuleType):
        return (value,)
    return (Result(_of_hint(value, "return")),) if callable(value) else UNKNOWN


def of_call(sorts: Sorts) -> Sorts:
    """What calling a value gives."""
    return any_of(one.gives if isinstance(one, Result) else UNKNOWN for one in sorts)


def of_attribute(
    sorts: Sorts,
    name: str,
) -> Sorts:
    """What a value has under a name."""
    return any_of(_of_attribute(one, name) for one in sorts)


def element(sorts: Sorts) -> Sorts:
    """What a loop over a value finds."""
    return any_of(map(_element, sorts))


def item(
    sorts: Sorts,
    place: object,
) -> Sorts:
    """What a value has at a place, which may be known: the third of three, or what a key has."""
    return any_of(_item(one, place) for one in sorts)


def listed(sorts: Sorts) -> Sorts:
    """A list of values of these sorts."""
    return tuple(map(_list_of, sorts))


def grouped(sorts: Sorts) -> Sorts:
    """A list of groups of such values, each with what they have in common."""
    return tuple(_list_of(GenericAlias(tuple, (Any, one))) for one in listed(sorts))


def names_of(sorts: Sorts) -> frozenset[str]:
    """All names that a value may have something under; none where that is not known."""
    names = [_names_of(one) for one in sorts]
    return frozenset().union(*names) if all(names) else frozenset()


# ---------------------------------------------------------------- within


def _of_hint(
    owner: object,
    name: str,
) -> Sorts:
    try:
        return sorts_of(get_type_hints(owner).get(name))
    except (NameError, TypeError):  # it names what is loaded for type checkers alone
        return UNKNOWN


def _below(sort: type) -> Iterator[type]:
    """A class and all that are made from it: a value of it may be one of these."""
    yield sort
    made_from_it: list[type] = sort.__subclasses__()
    for further in made_from_it:
        yield from _below(further)


@cache
def _names_of(sort: object) -> frozenset[str]:
    if isinstance(sort, ModuleType):
        return frozenset(dir(sort))
    if not isinstance(sort, type) or not all(map(_is_whole, _below(sort))):
        return frozenset()
    return frozenset().union(*map(_stated, _below(sort)))


def _is_whole(sort: type) -> bool:
    """True for a class of ours that says of itself all that it has."""
    says_all = (
        is_dataclass(sort) or issubclass(sort, BaseModel | tuple) or "__slots__" in vars(sort)
    )
    has_more = issubclass(sort, BaseModel) and sort.model_config.get("extra") == "allow"
    return sort.__module__.startswith(OURS) and says_all and not has_more


def _stated(sort: type) -> set[str]:
    return {*dir(sort), *get_type_hints(sort)}


@cache
def _of_attribute(
    sort: object,
    name: str,
) -> Sorts:
    if isinstance(sort, ModuleType):
        return given_by(getattr(sort, name, None))
    if not isinstance(sort, type):
        return _of_method(sort, name)
    having = [one for one in _below(sort) if _is_whole(one) and name in _stated(one)]
    return any_of(_of_field(one, name) for one in having)


def _of_field(
    sort: type,
    name: str,
) -> Sorts:
    value = getattr(sort, name, None)
    if isinstance(value, property):
        return _of_hint(value.fget, "return")
    if isinstance(value, cached_property):
        return _of_hint(value.func, "return")
    return given_by(value) if isfunction(value) else _of_hint(sort, name)


def _is_mapping(sort: object) -> bool:
    origin = get_origin(sort)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _of_method(
    sort: Any,
    name: str,
) -> Sorts:
    """What a mapping has under the names of its methods."""
    if not _is_mapping(sort) or name not in OF_A_MAPPING:
        return UNKNOWN
    key, value = get_args(sort)
    pairs = _list_of(GenericAlias(tuple, (key, value)))
    gives = {"get": value, "items": pairs, "keys": _list_of(key), "values": _list_of(value)}
    return (Result(sorts_of(gives[name])),)


def _list_of(one: object) -> GenericAlias:
    return GenericAlias(list, (one,))


def _element(sort: Any) -> Sorts:
    inner = get_args(sort)
    return sorts_of(inner[0]) if inner and not _is_row(sort) else UNKNOWN


def _item(
    sort: Any,
    place: object,
) -> Sorts:
    inner = get_args(sort)
    if _is_mapping(sort):
        return sorts_of(inner[1])
    if not _is_row(sort):
        return _element(sort)
    return sorts_of(inner[place]) if isinstance(place, int) and place < len(inner) else UNKNOWN


def _is_row(sort: object) -> bool:
    """True for a tuple of which each place has a sort of its own."""
    return get_origin(sort) is tuple and get_args(sort)[1:] != (...,)
