"""How long a regular expression of an author may search; one that may search for ever is told.

A search goes back over a text for each way in which repetitions can share it. Where one stands in
another without a sign between, as in (a+)+, each letter doubles the ways: no reader sees the end.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]  # private; nothing else parses
from re import _parser  # type: ignore[attr-defined]  # the same
from typing import Any, NamedTuple, TypeVar

LOOP = 10  # a repetition of more times is counted as one without end
LONGEST_TEXT, LONGEST_WORD = 1_000, 30  # letters that one repetition may go through
MOST_WAYS = 10**8
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
LETTERS = "az09_ \n\t.,;:'\"!?()-가힣é中"  # one at least of each class that patterns name

Pair = tuple[int, int]
Place = TypeVar("Place", int, Pair)


@lru_cache(maxsize=10_000)
def is_endless(pattern: str) -> bool:
    """True for a regular expression whose search of one paragraph may take longer than a minute."""
    parsed = _parser.parse(pattern, re.IGNORECASE)
    return _ways(parsed) > MOST_WAYS or (_is_nested(parsed) and _Paths(parsed).double())


def finds_nothing(pattern: str) -> bool:
    """True for a regular expression that may find no letter at all, as \\b does in every word."""
    least, _ = _parser.parse(pattern, re.IGNORECASE).getwidth()
    return bool(least == 0)


# ---------------------------------------------------------------- repetitions in a row


def _ways(items: Iterable[Any]) -> int:
    """In how many ways pieces that follow each other may share a text."""
    found = 1
    for name, given in items:
        found = min(found * _ways_of_one(name, given), MOST_WAYS**2)
    return found


def _ways_of_one(name: Any, given: Any) -> int:
    if name in REPEATS:
        least, most, repeated = given
        times = min(int(most), LONGEST_TEXT if _goes_on(repeated) else LONGEST_WORD) - least + 1
        within = _ways(repeated) ** (
            int(most) if most <= LOOP else min(max(least, 1), LONGEST_TEXT)
        )
        return max(times, 1) * within
    if name is sre.BRANCH:
        return max(map(_ways, given[1]))
    return _ways(_inner(name, given))


def _goes_on(repeated: Any) -> bool:
    """True for what may go on from word to word: it may be a space, or is more than a letter."""
    is_meant = _test(*repeated[0]) if len(repeated) == 1 else None
    return is_meant is None or is_meant(" ")


def _inner(name: Any, given: Any) -> Any:
    """What stands in a group or an assertion."""
    if name is sre.SUBPATTERN:
        return given[-1]
    if name is sre.ATOMIC_GROUP:
        return given
    return given[1] if name in (sre.ASSERT, sre.ASSERT_NOT) else ()


# ---------------------------------------------------------------- repetitions in repetitions


def _is_nested(items: Any) -> bool:
    """True where more than one letter is repeated without end."""
    if not isinstance(items, list | tuple | _parser.SubPattern):
        return False
    if len(items) == 2 and items[0] in REPEATS:
        repeated = items[1][2]
        if items[1][1] > LOOP and (len(repeated) > 1 or _test(*repeated[0]) is None):
            return True
    return any(map(_is_nested, items))


class Piece(NamedTuple):
    """Which letters of a pattern a piece of it may begin and end with, and how often as none."""

    first: Counter[int]
    last: Counter[int]
    empty: int


NOTHING = Piece(Counter(), Counter(), 1)


@dataclass
class _Paths:
    """The ways through a pattern, from letter to letter, each with how many there are."""

    parsed: Any
    letters: list[frozenset[str]] = field(default_factory=list)  # what each may be
    steps: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def double(self) -> bool:
        """True where from one letter two ways lead through the same text back to it."""
        self.alphabet = {*LETTERS, *_named(self.parsed)}
        self._sequence(self.parsed)
        onward = {place: list(following) for place, following in self.steps.items()}
        looped = [place for place in onward if place in _reached(place, onward)]
        if any(self._is_doubled(place, onward) for place in looped):
            return True
        pairs = self._pairs(looped)
        back: dict[Pair, list[Pair]] = defaultdict(list)
        for pair, following in pairs.items():
            for other in following:
                back[other].append(pair)
        starts = [(place, place) for place in looped]
        return any(
            one != other
            for start in starts
            for one, other in _reached(start, pairs) & _reached(start, back)
        )

    def _is_doubled(
        self,
        place: int,
        onward: Mapping[int, list[int]],
    ) -> bool:
        """True where two ways lead from a letter at once to one that leads back to it."""
        doubled = (to for to, ways in self.steps[place].items() if ways > 1)
        return any(to == place or place in _reached(to, onward) for to in doubled)

    def _pairs(self, looped: list[int]) -> dict[Pair, list[Pair]]:
        """Where two ways go on with the same letter, from those that begin at one."""
        found: dict[Pair, list[Pair]] = {}
        new = [(place, place) for place in looped]
        while new:
            pair = new.pop()
            if pair not in found:
                found[pair] = [*self._both(*pair)]
                new += found[pair]
        return found

    def _both(
        self,
        one: int,
        other: int,
    ) -> Iterator[Pair]:
        for pair in product(self.steps.get(one, ()), self.steps.get(other, ())):
            if not self.letters[pair[0]].isdisjoint(self.letters[pair[1]]):
                yield pair

    # ------------------------------------------------------------ from the pieces of a pattern

    def _sequence(self, items: Iterable[Any]) -> Piece:
        whole = NOTHING
        for name, given in items:
            piece = self._piece(name, given)
            self._join(whole.last, piece.first)
            first = whole.first + _times(piece.first, whole.empty)
            last = piece.last + _times(whole.last, piece.empty)
            whole = Piece(first, last, whole.empty * piece.empty)
        return whole

    def _piece(
        self,
        name: Any,
        given: Any,
    ) -> Piece:
        if name in REPEATS:
            return self._repeat(*given)
        if name is sre.BRANCH:
            return self._branches(given[1])
        if name in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            return self._sequence(_inner(name, given))
        if (is_meant := _test(name, given)) is None:
            return NOTHING  # an anchor, an assertion
        self.letters.append(frozenset(filter(is_meant, self.alphabet)))
        place = Counter({len(self.letters) - 1: 1})
        return Piece(place, place, 0)

    def _branches(self, branches: Iterable[Any]) -> Piece:
        first, last, empty = Counter[int](), Counter[int](), 0
        for branch in branches:
            piece = self._sequence(branch)
            first += piece.first
            last += piece.last
            empty += piece.empty
        return Piece(first, last, empty)

    def _repeat(
        self,
        least: int,
        most: Any,
        repeated: Iterable[Any],
    ) -> Piece:
        piece = self._sequence(repeated)
        if most > LOOP:
            self._join(piece.last, piece.first)
        return Piece(piece.first, piece.last, piece.empty if least else 1)

    def _join(
        self,
        ends: Counter[int],
        begins: Counter[int],
    ) -> None:
        for end, ways in ends.items():
            self.steps[end] += _times(begins, ways)


def _reached(
    start: Place,
    onward: Mapping[Place, Iterable[Place]],
) -> set[Place]:
    """All that can be reached from a place, in one step or more."""
    seen, new = set[Place](), [start]
    while new:
        following = {to for to in onward.get(new.pop(), ()) if to not in seen}
        seen |= following
        new += following
    return seen


def _times(counted: Counter[int], ways: int) -> Counter[int]:
    return Counter({place: count * ways for place, count in counted.items() if ways})


# ---------------------------------------------------------------- letters


def _test(name: Any, given: Any) -> Callable[[str], bool] | None:
    """Whether a letter is one that a piece is about; nothing where it is about none."""
    if name in (sre.LITERAL, sre.NOT_LITERAL):
        return lambda sign: (sign.lower() == chr(given).lower()) == (name is sre.LITERAL)
    if name is sre.ANY:
        return lambda sign: sign != "\n"
    return partial(_is_in, given) if name is sre.IN else None


def _is_in(items: list[Any], sign: str) -> bool:
    signs = (sign.lower(), sign.upper())
    found = any(_is_one(name, given, sign) for name, given in items for sign in signs)
    return found != (items[0][0] is sre.NEGATE)


CATEGORIES = {
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
}


def _is_one(
    name: Any,
    given: Any,
    sign: str,
) -> bool:
    if name is sre.LITERAL:
        return sign == chr(given)
    if name is sre.RANGE:
        return bool(given[0] <= ord(sign[:1]) <= given[1])
    return name is sre.CATEGORY and bool(re.fullmatch(CATEGORIES[given], sign))


def _named(items: Any) -> Iterator[str]:
    """Every letter that a pattern names, ends of ranges too."""
    if isinstance(items, int) and not isinstance(items, bool) and type(items) is int:
        yield from (chr(items),) if 0 < items < sre.MAXREPEAT and items < 0x110000 else ()
    elif isinstance(items, list | tuple | _parser.SubPattern):
        for item in items:
            yield from _named(item)
