"""How money, numbers, dates and interface words read in a language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from .marked_yaml import read
from .problems import Mistakes, Problem, did_you_mean
from .records import Day, Reading, Text, Unit

SHORT_SCALE = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


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

    # ------------------------------------------------------------ numbers

    def plain_number(self, number: Decimal) -> str:
        """13136 -> 13,136; decimals as they are."""
        return _decimal(number, self.language)

    def number(self, number: Decimal) -> str:
        """A number with the language's own large units: 236 billion, 2,360억."""
        return self._myriads(number) if self.language == "ko" else self._short_scale(number)

    def _short_scale(self, number: Decimal) -> str:
        for size, name in SHORT_SCALE:
            if number >= size:
                return self.plain_number((number / size).normalize()) + name
        return self.plain_number(number)

    def _myriads(self, number: Decimal) -> str:
        if number < 10**4 or number != int(number) or (number < 10**8 and number % 1000):
            return self.plain_number(number)
        parts, rest = [], int(number)
        for size, name in MYRIADS:
            count, rest = divmod(rest, size)
            if count:
                parts.append(self.plain_number(Decimal(count)) + name)
        return " ".join(parts + ([self.plain_number(Decimal(rest))] if rest else []))

    def rounded(self, number: Decimal) -> str:
        """A computed number, to at most three figures: 2.97 -> 3, 52.38 -> 52."""
        digits = 0 if abs(number) >= 10 else 1
        return self.plain_number(round(number, digits).normalize() if digits else Decimal(round(number)))

    def quantity(self, number: Decimal, unit: Unit) -> str:
        """A number with its unit: ₩9.9 trillion, 9조 9,000억 원, 13,136 GPUs."""
        if unit.currency:
            return self.money(number, unit)
        form = unit.one if number == 1 and unit.one else unit.many
        return self.text(form).replace("{n}", self.number(number))

    def money(self, number: Decimal, unit: Unit) -> str:
        if self.language == "ko":
            return f"{self.number(number)} {unit.label.in_('ko')}"
        symbol = get_currency_symbol(unit.currency, locale=self.language)
        return f"{symbol}{chr(0xA0) if symbol.isalpha() else ''}{self.number(number)}"

    def reading(self, reading: Reading, unit: Unit) -> str:
        """What a reading says, with its qualifier: up to 260,000 GPUs."""
        said = self.quantity(reading.value, unit) if reading.value is not None else self._range(reading.low, reading.high, unit)
        return self(f"qualifier.{reading.qualifier}", said=said) if reading.qualifier else said

    def _range(self, low: Decimal, high: Decimal, unit: Unit) -> str:
        """Both ends of a range, the unit said once where it is no currency: rank 4 to 5."""
        if unit.currency:
            return self("range", low=self.quantity(low, unit), high=self.quantity(high, unit))
        return self.text(unit.many).replace("{n}", self("range", low=self.number(low), high=self.number(high)))

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


@lru_cache(maxsize=None)
def _date(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=None)
def _decimal(number: Decimal, language: str) -> str:
    return format_decimal(number, locale=language, decimal_quantization=False)


def read_wordings(path: Path, languages: tuple[str, ...]) -> dict[str, Wording]:
    """The interface words of each language; a word that a language lacks is a mistake."""
    marked = read(path, path.name)
    problems = list(marked.problems)
    words: dict[str, dict] = {language: {} for language in languages}
    for key, forms in (marked.value or {}).items():
        for language in languages:
            if not isinstance(forms, dict) or not forms.get(language):
                problems.append(marked.problem((key,), f"the word '{key}' has no '{language}' form"))
            else:
                words[language][key] = forms[language]
    if problems:
        raise Mistakes(problems)
    return {language: Wording(language, words[language]) for language in languages}


def particle(word: str, pair: str) -> str:
    """The Korean particle that fits the end of a word: particle('엔비디아', '은/는') -> 는."""
    with_final, without = pair.split("/")
    final = _final_consonant(word)
    if pair == "으로/로" and final == "ㄹ":
        return without
    return with_final if final else without


_DIGITS = {"0": "ㅇ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ", "9": ""}
_LETTERS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}


def _final_consonant(word: str) -> str:
    """The sound a word ends in, if it is a consonant: '' for a vowel."""
    end = next((letter for letter in reversed(word) if letter.isalnum()), "")
    if "가" <= end <= "힣":
        place = (ord(end) - ord("가")) % 28
        return "ㄹ" if place == 8 else ("ㄱ" if place else "")
    return _DIGITS.get(end) or _LETTERS.get(end.lower(), "")
