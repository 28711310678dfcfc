"""How money, numbers, dates and interface words read in a language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from ..record.kinds import Named, Reading, Unit
from ..record.marked_yaml import read
from ..record.problems import Mistakes, did_you_mean
from ..record.values import Day, Text

AnyNamed = TypeVar("AnyNamed", bound=Named)

# What differs by language and is no word. A language that is not named here follows its CLDR locale.
LARGE_UNITS = {"en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))}
MYRIADS = {
    "ko": ((10**12, "조"), (10**8, "억"), (10**4, "만"))
}  # large units that stand one after the other: 9조 9,000억
CURRENCY_BY_WORD = {"ko"}  # the currency's word behind the number, not its sign: 9,000억 원


@dataclass(frozen=True)
class Wording:
    """One language's way to print what the Book holds."""

    language: str
    words: dict

    def __call__(self, key: str, **values: object) -> str:
        """An interface word; unknown words are a mistake of the template's author."""
        try:
            word = self.words[key]
        except KeyError:
            raise KeyError(f"no interface word '{key}'{did_you_mean(key, self.words)}") from None
        return word.format(**values) if values else word

    def text(self, text: Text | None) -> str:
        return text.in_(self.language) if text else ""

    def by_name(self, records: Mapping[str, AnyNamed]) -> list[tuple[str, AnyNamed]]:
        """(id, record) of some records, by the alphabet of their names in this language."""
        return sorted(records.items(), key=lambda item: self.text(item[1].name).lower())

    # ------------------------------------------------------------ numbers

    def plain_number(self, number: Decimal) -> str:
        """13136 -> 13,136; decimals as they are."""
        return _decimal(number, self.language)

    def number(self, number: Decimal) -> str:
        """A number with the language's own large units: 236 billion, 2,360억."""
        return (
            self._myriads(number, MYRIADS[self.language])
            if self.language in MYRIADS
            else self._with_one_unit(number)
        )

    def _with_one_unit(self, number: Decimal) -> str:
        for size, name in LARGE_UNITS.get(self.language) or _large_units(self.language):
            if number >= size:
                count = (number / size).normalize()
                return self.plain_number(count) + (name if isinstance(name, str) else name(count))
        return self.plain_number(number)

    def _myriads(self, number: Decimal, units: tuple) -> str:
        if number < 10**4 or number != int(number) or (number < 10**8 and number % 1000):
            return self.plain_number(number)
        parts, rest = [], int(number)
        for size, name in units:
            count, rest = divmod(rest, size)
            if count:
                parts.append(self.plain_number(Decimal(count)) + name)
        return " ".join(parts + ([self.plain_number(Decimal(rest))] if rest else []))

    def rounded(self, number: Decimal) -> str:
        """A computed number, to at most three figures: 2.97 -> 3, 52.38 -> 52."""
        digits = 0 if abs(number) >= 10 else 1
        return self.plain_number(
            round(number, digits).normalize() if digits else Decimal(round(number))
        )

    def quantity(self, number: Decimal, unit: Unit) -> str:
        """A number with its unit: ₩9.9 trillion, 9조 9,000억 원, 13,136 GPUs."""
        return self._amount(number, number, unit)

    def _amount(self, low: Decimal, high: Decimal, unit: Unit, qualifier: str | None = None) -> str:
        """A number or both ends of a range, with a qualifier before the number and not before what is counted: GPU 최대 26만 장."""
        qualified = lambda said: self(f"qualifier.{qualifier}", said=said) if qualifier else said
        if unit.currency:
            return qualified(
                self.money(low, unit)
                if low == high
                else self("range", low=self.money(low, unit), high=self.money(high, unit))
            )
        number = (
            self.number(low)
            if low == high
            else self("range", low=self.number(low), high=self.number(high))
        )
        counted, _, counter = self.text(
            unit.one if low == high == 1 and unit.one else unit.many
        ).partition("{n}")
        apart = " " if number[-1:].isalpha() and counter[:1].isalpha() else ""  # 52장, but 26만 장
        return counted + qualified(f"{number}{apart}{counter}")

    def money(self, number: Decimal, unit: Unit) -> str:
        if self.language in CURRENCY_BY_WORD:
            said, name = self.number(number), self.text(unit.label)
            return f"{said}{' ' if said[-1].isalpha() or ' ' in name else ''}{name}"  # 5,000원, but 9,000억 원
        symbol = get_currency_symbol(unit.currency, locale=self.language)
        if _sign_stands_last(self.language):
            return f"{self.number(number)}{chr(0xA0)}{symbol}"
        return f"{symbol}{chr(0xA0) if symbol.isalpha() else ''}{self.number(number)}"

    def reading(self, reading: Reading, unit: Unit) -> str:
        """What a reading says, with its qualifier: up to 260,000 GPUs."""
        low, high = (
            (reading.low, reading.high) if reading.value is None else (reading.value, reading.value)
        )
        return self._amount(low, high, unit, reading.qualifier)

    # ------------------------------------------------------------ dates

    def day(self, day: Day) -> str:
        """31 October 2025, October 2025, fourth quarter of 2025, 2025."""
        year, first = f"{day.first.year}", day.first
        match day.exactness:
            case "day":
                return _date(first, self("date.day"), self.language)
            case "month":
                return _date(first, self("date.month"), self.language)
            case "quarter":
                return self(f"date.q{(first.month + 2) // 3}", year=year)
            case "half":
                return self("date.h1" if first.month == 1 else "date.h2", year=year)
        return self("date.year", year=year)


@cache
def _large_units(language: str) -> list[tuple[int, Callable[[Decimal], str]]]:
    """The words of CLDR for a million, its thousandfold and so on, each for any count: 1 miljon, 2 miljoner."""
    locale = Locale.parse(language)
    found = []
    for size in (10**12, 10**9, 10**6):
        forms = {
            count: pattern.pattern
            for count, of_count in locale.compact_decimal_formats.get("long", {}).items()
            if (pattern := of_count.get(str(size))) and re.fullmatch(r"0\D+", pattern.pattern)
        }
        if "other" in forms:
            found.append(
                (
                    size,
                    lambda count, forms=forms: forms.get(locale.plural_form(count), forms["other"])[
                        1:
                    ],
                )
            )
    return found


@cache
def _sign_stands_last(language: str) -> bool:
    return (
        Locale.parse(language)
        .currency_formats["standard"]
        .pattern.partition(";")[0]
        .strip()
        .endswith("¤")
    )


@cache
def _date(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@cache
def _decimal(number: Decimal, language: str) -> str:
    return format_decimal(number, locale=language, decimal_quantization=False)


def read_wordings(path: Path, languages: tuple[str, ...]) -> dict[str, Wording]:
    """The interface words of each language; a word that a language lacks is a mistake.

    A language may have a file of its own beside words.yml: words.sv.yml maps each word to its form.
    """
    marked = read(path, path.name)
    problems = list(marked.problems)
    words: dict[str, dict] = {language: {} for language in languages}
    own = {
        language: read(file, file.name).value
        for language in languages
        if (file := path.with_suffix(f".{language}.yml")).is_file()
    }
    for key, forms in (marked.value or {}).items():
        for language in languages:
            form = own.get(language, {}).get(key) or (
                isinstance(forms, dict) and forms.get(language)
            )
            if not form:
                problems.append(
                    marked.problem((key,), f"the word '{key}' has no '{language}' form")
                )
            else:
                words[language][key] = form
    if problems:
        raise Mistakes(problems)
    return {language: Wording(language, words[language]) for language in languages}
