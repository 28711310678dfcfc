"""How the answer to a question for a number is marked: how to write it, and what counts as right.

A class writes 64.7%, 65, 0.65 or 65 퍼센트, and all of them are right where 64.69 was asked for in
whole percent. What is marked by its words gets every way to write it, what is marked by its number
gets the number with a tolerance.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from babel.numbers import get_currency_symbol

from ..record.book import Book
from ..record.kinds import Question, Unit
from .answers import NumberSolution, ReadingSolution, Solution, in_words, solve
from .interface_words import BETWEEN, SMALL_NUMBERS
from .wording import NO_BREAK, Wording, counter

FINEST = 2  # the most decimals that a class rounds a computed number to
FRACTION = 100  # a share may be written as a percentage or as a fraction of one


@dataclass(frozen=True)
class Target:
    """A number that is right, and how far from it an answer may be."""

    value: Decimal
    tolerance: Decimal

    def is_hit(self, number: Decimal) -> bool:
        """True where a number counts as right."""
        return abs(number - self.value) <= self.tolerance


# ---------------------------------------------------------------- how to write it


def hint(book: Book, solution: Solution, say: Wording) -> str:
    """What a question for a number says of its unit and its rounding; '' for other questions."""
    match solution:
        case NumberSolution(computed=computed):
            return say(f"hint.{computed.kind}.{decimals(computed.value)}")
        case ReadingSolution(unit=unit):
            word = "hint.money" if book.units[unit].currency else "hint.reading"
            return say(word, unit=say.text(book.units[unit].label))
    return ""


def decimals(number: Decimal) -> int:
    """To how many decimals a computed number is asked for, and printed."""
    return 0 if abs(number) >= 10 else 1


def units(solution: Solution, say: Wording) -> tuple[str, ...]:
    """What a computed number may be followed by (%, percent, times); nothing for others."""
    match solution:
        case NumberSolution(computed=computed):
            ways = say(f"write.{computed.kind}").split(BETWEEN)
            written = (way.replace("{n}", "").strip() for way in ways)
            return tuple(dict.fromkeys(filter(None, written)))
    return ()


def rounded(solution: NumberSolution) -> str:
    """A computed number as it is asked for, without its unit."""
    value = solution.computed.value
    return f"{round(value, decimals(value)):f}"


# ---------------------------------------------------------------- what counts as right


def targets(solution: Solution) -> tuple[Target, ...]:
    """The numbers that are right: the one that is asked for first, then other ways to give it."""
    match solution:
        case NumberSolution(computed=computed):
            half = Decimal(5).scaleb(-1 - decimals(computed.value))
            asked = Target(computed.value, half)
            if computed.kind != "share":
                return (asked,)
            return asked, Target(computed.value / FRACTION, half / FRACTION)
        case ReadingSolution(reading=reading) if reading.value is not None:
            return (Target(reading.value, Decimal(0)),)
    return ()


def accepted(
    book: Book,
    question: Question,
    wordings: Iterable[Wording],
) -> list[str]:
    """All ways to write the answer to a question for a number that count as right.

    The first is as the site prints it in the first of the languages.
    """
    solution = solve(book, question)
    ways: list[str] = []
    for say in wordings:
        ways.append(in_words(book, solution, say))
        ways += _ways(book, solution, say)
    return list(dict.fromkeys(way.replace(NO_BREAK, " ") for way in ways))


def _ways(book: Book, solution: Solution, say: Wording) -> Iterator[str]:
    """The ways to write a number in one language, with its unit and without."""
    match solution:
        case NumberSolution(computed=computed):
            numerals = _roundings(computed.value, decimals(computed.value), say)
            numerals += _spelled(computed.value, say)
            yield from _with_unit(numerals, say(f"write.{computed.kind}").split(BETWEEN))
            if computed.kind == "share":
                places = decimals(computed.value) + FINEST
                yield from _roundings(computed.value / FRACTION, places, say)
        case ReadingSolution(reading=reading, unit=unit) if reading.value is not None:
            numerals = _numerals(reading.value, say) + _spelled(reading.value, say)
            yield from _with_unit(numerals, _patterns(book.units[unit], reading.value, say))


def _with_unit(numerals: Iterable[str], patterns: list[str]) -> Iterator[str]:
    """Each numeral in each of some patterns: {n}, {n} won. A unit may hold braces of its own."""
    for numeral, pattern in product(numerals, patterns):
        yield " ".join(pattern.replace("{n}", numeral).split())


def _patterns(unit: Unit, number: Decimal, say: Wording) -> list[str]:
    """The patterns in which a number is written with its unit."""
    label = say.text(unit.label)
    if unit.currency:
        sign = get_currency_symbol(unit.currency, locale=say.language)
        name = label.split()[-1]  # 3 billion dollars are US dollars to a class
        words = {"sign": sign, "code": unit.currency, "unit": label, "name": name}
        ways = say("write.money").split(BETWEEN)
        return [way.format(n="{n}", **words) for way in ways]
    if label == "%":
        return say("write.share").split(BETWEEN)
    counted = say.text(unit.one if number == 1 and unit.one else unit.many)
    patterns = [counted, counter(counted), "{n}" + counted.split()[-1].replace("{n}", "")]
    patterns += [pattern.replace("{n}", "{n} ") for pattern in patterns]
    return ["{n}", *patterns]


# ---------------------------------------------------------------- a number in figures


def _roundings(number: Decimal, fewest: int, say: Wording) -> list[str]:
    """A computed number rounded as is asked, or more finely, with and without ending zeros."""
    found = []
    for places in range(fewest, fewest + FINEST + 1):
        rounded = round(number, places)
        found += [say.digits(rounded), say.plain_number(rounded.normalize())]
    return list(dict.fromkeys(found))


def _numerals(number: Decimal, say: Wording) -> list[str]:
    """A number in figures: with large units and without, with and without marks and spaces."""
    words = [say.number(number), *say.in_each_large_unit(number)]
    words += [_with_thousands(word) for word in words]
    plain = [say.plain_number(number), say.digits(number)]
    bare = [say.without_groups(word) for word in words]
    closed = [word.replace(" ", "") for word in (*words, *bare)]
    return list(dict.fromkeys((*words, *plain, *bare, *closed)))


def _spelled(number: Decimal, say: Wording) -> list[str]:
    """The word for a small whole number: three, 세; none for any other."""
    words = say(SMALL_NUMBERS).split(BETWEEN)
    return [words[int(number)]] if number in range(len(words)) else []


def _with_thousands(words: str) -> str:
    """Korean thousands by their word, as a class writes them: 3,000만 -> 3천만."""
    return re.sub(r"\b(\d),000(?=[만억조])", r"\1천", words)
