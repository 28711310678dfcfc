"""How money, numbers, dates and interface words read in a language."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    NumberPattern,
    format_decimal,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)

from ..record.kinds import Named, Reading, Site, Step, Unit
from ..record.marked_yaml import Parse, read_bytes
from ..record.problems import Mistakes, Problem, did_you_mean
from ..record.values import Day, Text
from .figures import Computed
from .interface_words import FILLED_IN, WORDS, Look, at_once, read_interface_words

AnyNamed = TypeVar("AnyNamed", bound=Named)


@dataclass(frozen=True)
class LargeUnit:
    """A word for a large number, in each form that it takes after a count: miljon, miljoner."""

    size: int
    forms: Mapping[str, str]  # by CLDR's kind of count (one, other); with the space before it

    def word(self, count: Decimal, language: str) -> str:
        """The form that follows a count."""
        kind = Locale.parse(language).plural_form(count)
        return self.forms.get(kind, self.forms["other"])


# What differs by language and is no word. A language that is not named follows its CLDR locale.
LARGE_UNITS = {
    "en": (
        LargeUnit(10**12, {"other": " trillion"}),
        LargeUnit(10**9, {"other": " billion"}),
        LargeUnit(10**6, {"other": " million"}),
    )
}
# Large units that stand one after the other: 9조 9,000억.
MYRIADS = {"ko": ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"))}
# From here on a number is told as a power of ten, for its words would be long: 10^26.
POWERS_FROM = {"ko": 10**20}
POWERS_ELSEWHERE = 10**18
# Where the currency's word stands behind the number, and not its sign: 9,000억 원.
CURRENCY_BY_WORD = {"ko"}
NO_BREAK = "\xa0"
AMOUNT = re.compile(r"(?<=[경조억만]) (?=\S)")  # what follows a myriad belongs to it: 26만 장
MINUS = "−"


@dataclass(frozen=True)
class Wording:
    """One language's way to print what the Book holds."""

    language: str
    words: Mapping[str, str]
    meanings: Mapping[str, str] = field(default_factory=dict)  # of fields, as the code states them
    borrowed: tuple[str, ...] = ()  # the words that are said in English until they are translated
    fill: Callable[[str], str] | None = None  # gives a text in plain words, its calls filled in

    def __call__(self, key: str, **values: object) -> str:
        """An interface word; raises Mistakes for one that is not there, or is not filled."""
        try:
            word = self.words[key]
        except KeyError:
            message = f"no interface word '{key}'{did_you_mean(key, self.words)}"
            raise Mistakes([Problem(WORDS, 1, message)], hide_others=True) from None
        try:
            return word.format(**values) if values else word
        except (KeyError, IndexError):
            raise Mistakes([self._unfilled(key, values)], hide_others=True) from None

    def _unfilled(
        self,
        key: str,
        values: Mapping[str, object],
    ) -> Problem:
        """The first name of a word that nothing fills: what does is known only where it is said."""
        names = FILLED_IN.findall(self.words[key])
        name = next(name for name in names if name not in values)
        hint = did_you_mean(name, values) or "; leave it out"
        message = f"nothing fills '{{{name}}}' of '{key}' in '{self.language}'{hint}"
        return Problem(WORDS, 1, message)

    def counted(self, key: str, n: int, **values: object) -> str:
        """An interface word in the form that a number asks for: 1 question, 2 questions."""
        return self(f"{key}.{'one' if n == 1 else 'many'}", n=n, **values)

    def text(self, text: Text | None) -> str:
        """A text of the record in this language; '' for none."""
        words = text.in_(self.language) if text else ""
        return self.fill(words) if self.fill and "{{" in words else words

    def listed(self, *words: str) -> str:
        """Words in a line with commas between them; what is empty is left out."""
        return self("comma").join(filter(None, words))

    def by_name(
        self,
        records: Mapping[str, AnyNamed],
    ) -> list[tuple[str, AnyNamed]]:
        """(id, record) of some records, by the alphabet of their names in this language."""
        return sorted(records.items(), key=lambda item: self.text(item[1].name).lower())

    # ------------------------------------------------------------ numbers

    def plain_number(self, number: Decimal) -> str:
        """13136 -> 13,136; decimals as they are."""
        if number < 0:
            return MINUS + _decimal(-number, self.language)
        return _decimal(number, self.language)

    def digits(self, number: Decimal) -> str:
        """A number as it is typed: 13136, 3.40; 3,40 where a comma parts decimals."""
        return f"{number:f}".replace(".", get_decimal_symbol(self.language))

    def without_groups(self, words: str) -> str:
        """The same words with all digits of their numbers together: 13,136 -> 13136."""
        between = rf"(?<=\d){re.escape(get_group_symbol(self.language))}(?=\d{{3}})"
        return re.sub(between, "", words)

    def number(self, number: Decimal) -> str:
        """A number with the language's own large units: 236 billion, 2,360억, −3.4."""
        if number < 0:
            return MINUS + self.number(-number)
        if number >= POWERS_FROM.get(self.language, POWERS_ELSEWHERE):
            return self._in_powers(number)
        if self.language in MYRIADS:
            return self._in_myriads(number)
        for unit in _large_units(self.language):
            if number >= unit.size:
                count = (number / unit.size).normalize()
                return self.plain_number(count) + unit.word(count, self.language)
        return self.plain_number(number)

    def in_each_large_unit(self, number: Decimal) -> Iterator[str]:
        """A number in each large unit that it fills: 9.9 trillion, 9,900 billion; 9.9조."""
        for unit in _large_units(self.language):
            if number >= unit.size:
                count = (number / unit.size).normalize()
                yield self.plain_number(count) + unit.word(count, self.language)

    def _in_powers(self, number: Decimal) -> str:
        """10^26, 1.5 × 10^25: all its digits, and the power of ten of the first."""
        exponent = number.adjusted()
        count = number.scaleb(-exponent).normalize()
        if count == 1:
            return self("power", n=exponent)
        return self("power.times", count=self.plain_number(count), n=exponent)

    def _in_myriads(self, number: Decimal) -> str:
        """Each myriad with its word: 8,023억 6,300만, 1만 3,136."""
        if number < 10**4 or number != int(number):
            return self.plain_number(number)
        pieces, rest = [], int(number)
        for size, name in MYRIADS[self.language]:
            count, rest = divmod(rest, size)
            if count:
                pieces.append(self.plain_number(Decimal(count)) + name)
        if rest:
            pieces.append(self.plain_number(Decimal(rest)))
        return " ".join(pieces)

    def rounded(self, number: Decimal) -> str:
        """A computed number: whole from ten up, else with one decimal: 2.97 -> 3, 52.38 -> 52.

        What is very small or large has one digit, or three, that count: 0.04, 1.25 × 10^20.
        """
        if 0 < abs(number) < Decimal("0.05"):
            return self.plain_number(Decimal(f"{number:.1g}"))
        if abs(number) >= 10**18:
            return self.number(Decimal(f"{number:.3g}"))
        if abs(number) >= 10:
            return self.plain_number(Decimal(round(number)))
        return self.plain_number(round(number, 1).normalize())

    def computed(self, computed: Computed) -> str:
        """A ratio, a share or a change with what qualifies it: 3 times, about 52%."""
        word = "ratio" if computed.kind == "ratio" else "percent"
        said = self(word, n=self.rounded(computed.value))
        return self._with_qualifier(said, computed.qualifier)

    # ------------------------------------------------------------ amounts

    def quantity(
        self,
        number: Decimal,
        unit: Unit,
        short: bool = False,
        qualifier: str | None = None,
    ) -> str:
        """A number with its unit: ₩9.9 trillion, 9조 9,000억 원, 13,136 GPUs; or 13,136, 1만 장."""
        counted = unit.model_copy(update=_without_nouns(unit)) if short else unit
        return self._amount(number, number, counted, qualifier)

    def reading(self, reading: Reading, unit: Unit, before_noun: bool = False) -> str:
        """What a reading says, with its qualifier: up to 260,000 GPUs; 50 GPUs (40 to 65).

        Before a noun some qualifiers have another form: 100조 원 초과, but 100조 원 넘는 규모.
        """
        qualifier: str | None = reading.qualifier
        if before_noun and f"qualifier.{qualifier}.before-noun" in self.words:
            qualifier = f"{qualifier}.before-noun"
        low, high = reading.low, reading.high
        if reading.value is None:
            assert low is not None and high is not None  # a rule holds it
            return self._amount(low, high, unit, qualifier)
        said = self._amount(reading.value, reading.value, unit, qualifier)
        if low is None or high is None:
            return said
        numbers = self._money(low, high, unit) if unit.currency else self._numbers(low, high)
        return self("interval", said=said, range=numbers)

    def between(self, low: Decimal, high: Decimal, unit: Unit) -> str:
        """Two ends of a range with the unit once: rank 4 to 5, 4~5위, 12조~14조 8,000억 원."""
        return self._amount(low, high, unit)

    def short(self, reading: Reading, unit: Unit, before_noun: bool = False) -> str:
        """A reading without the noun that its sentence has said: 260,000, 최대 26만 장."""
        return self.reading(reading, unit.model_copy(update=_without_nouns(unit)), before_noun)

    def unbroken(self, words: str) -> str:
        """Words whose amounts do not fall apart at the end of a line."""
        return AMOUNT.sub(NO_BREAK, words) if self.language in MYRIADS else words

    def bare(self, reading: Reading, unit: Unit) -> str:
        """What a reading says without what is counted: up to 260,000; ₩9.9 trillion; 9조."""
        low = reading.low if reading.value is None else reading.value
        high = reading.high if reading.value is None else reading.value
        assert low is not None and high is not None  # a rule holds it
        has_sign = unit.currency and self.language not in CURRENCY_BY_WORD
        write = partial(self.money, unit=unit) if has_sign else self.number
        return self._with_qualifier(self._range(low, high, write), reading.qualifier)

    def money(self, number: Decimal, unit: Unit) -> str:
        """An amount of a currency: ₩9.9 trillion, 5,000원, but 9,000억 원."""
        if number < 0:
            return MINUS + self.money(-number, unit)
        words = self.number(number)
        if self.language in CURRENCY_BY_WORD:
            return self._with_currency(words, unit)
        assert unit.currency  # nothing else is money
        sign = get_currency_symbol(unit.currency, locale=self.language)
        if _sign_stands_last(self.language):
            return words + NO_BREAK + sign
        return sign + (NO_BREAK if sign.isalpha() else "") + words

    def _with_currency(self, words: str, unit: Unit) -> str:
        """A number, or both ends of a range, and the word for a currency: 12조~14조 원."""
        name = self.text(unit.label)
        space = " " if words[-1].isalpha() or " " in name else ""
        return words + space + name

    def _money(self, low: Decimal, high: Decimal, unit: Unit) -> str:
        """An amount of a currency, or a range of amounts."""
        if low != high and self.language in CURRENCY_BY_WORD:
            return self._with_currency(self._numbers(low, high), unit)
        return self._range(low, high, partial(self.money, unit=unit))

    def _numbers(self, low: Decimal, high: Decimal) -> str:
        """A number, or a range of numbers."""
        return self._range(low, high, self.number)

    def _amount(
        self,
        low: Decimal,
        high: Decimal,
        unit: Unit,
        qualifier: str | None = None,
    ) -> str:
        """A number or a range with its unit.

        A qualifier stands before the number, not before what is counted: GPU 최대 26만 장. The word
        of a place belongs to its number: at least No. 10.
        """
        if unit.currency:
            return self._with_qualifier(self._money(low, high, unit), qualifier)
        number = self._numbers(low, high)
        one = unit.one if low == high == 1 else None
        words = self.text(one or unit.many)
        if "{n}" not in words:  # one of something may be said without its number
            return self._with_qualifier(words, qualifier)
        before, _, counter = words.partition("{n}")
        space = " " if number[-1:].isalpha() and counter[:1].isalpha() else ""  # 52장, but 26만 장
        amount = number + space + counter
        if unit.is_a_place:
            return self._with_qualifier(before + amount, qualifier)
        return before + self._with_qualifier(amount, qualifier)

    def _range(
        self,
        low: Decimal,
        high: Decimal,
        write: Callable[[Decimal], str],
    ) -> str:
        """Both ends of a range, or the one number that it is."""
        if low == high:
            return write(low)
        return self("range", low=write(low), high=write(high))

    @cached_property
    def before_numbers(self) -> tuple[str, ...]:
        """What qualifies a number and stands before it: about, 약."""
        return tuple(sorted({before.strip() for before, _ in self._around_numbers if before}))

    def is_qualified(self, printed: str) -> bool:
        """True for what prints a qualifier: about 400 lamps, 등불 약 100개, 400개 이상."""
        return any(
            (before and re.search(rf"(?<!\w){re.escape(before)}", printed))
            or (behind and behind in printed)
            for before, behind in self._around_numbers
        )

    @cached_property
    def _around_numbers(self) -> tuple[tuple[str, str], ...]:
        """What each qualifier has before a number and behind it, spaces too."""
        qualifiers = (words for key, words in self.words.items() if key.startswith("qualifier."))
        parts = (words.partition("{said}") for words in qualifiers)
        return tuple((before, behind) for before, _, behind in parts)

    def _with_qualifier(self, words: str, qualifier: str | None) -> str:
        """Words with a qualifier about them: up to, at least."""
        return self(f"qualifier.{qualifier}", said=words) if qualifier else words

    # ------------------------------------------------------------ steps

    def stage(self, stage: str, of: str = "") -> str:
        """The word for a stage; a law, a team and the like may have one of their own."""
        return self.words.get(f"stage.{stage}.{of}") or self(f"stage.{stage}")

    def step_stage(self, step: Step) -> str:
        """What a step is: delivered; or planned: delivery, where it has not happened."""
        if not step.planned:
            return self.stage(step.stage, step.of)
        return self.words.get(f"planned.{step.stage}.{step.of}") or self(f"planned.{step.stage}")

    def step_day(self, step: Step, as_of: Day) -> str:
        """When a step happened, is due, or was due, with no report of it in the record."""
        if not step.due:
            return self.day(step.when)
        word = "overdue" if step.due.last < as_of.last else "due"
        return self(word, day=self.day(step.due))

    def step(self, step: Step, as_of: Day) -> str:
        """Both in one line: delivered, 3 March 2026; planned: delivery, due 2030."""
        return self.listed(self.step_stage(step), self.step_day(step, as_of))

    # ------------------------------------------------------------ dates

    def period(self, start: Day, end: Day) -> str:
        """From one day to another; what both say of the year once: 2006~2011년."""
        if start.exactness == end.exactness == "year":
            return self("years", start=start.first.year, end=end.first.year)
        return self("from-to", start=self.day(start), end=self.day(end))

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
            case "financial-year":
                ends = day.last.year
                return self("date.financial", start=year, end=ends, short=f"{ends % 100:02}")
        return self("date.year", year=year)

    def month(self, day: Day) -> str:
        """A day in the few letters of a list: Oct 2025; what is less exact in full."""
        if day.exactness not in ("day", "month"):
            return self.day(day)
        return _date(day.first, self("date.short"), self.language)


def _without_nouns(unit: Unit) -> dict[str, object]:
    """The words of a unit without its noun: {n}장 for GPU {n}장, {n} for {n} GPUs."""
    if unit.currency or not unit.many:
        return {}
    words = {code: counter(form) for code, form in unit.many.others("")}
    return {"one": None, "many": Text(**words)}


def counter(words: str) -> str:
    """The number with what counts it, of the words of a unit: {n}%, {n}장, {n}개."""
    _, number, after = words.partition("{n}")
    return number + after.partition(" ")[0]


@cache
def _large_units(language: str) -> tuple[LargeUnit, ...]:
    """The large units of a language, the largest first; of CLDR where none are stated here."""
    if language in MYRIADS:
        return tuple(LargeUnit(size, {"other": name}) for size, name in MYRIADS[language])
    if language in LARGE_UNITS:
        return LARGE_UNITS[language]
    by_count = Locale.parse(language).compact_decimal_formats.get("long", {})
    units = (LargeUnit(size, _forms(by_count, size)) for size in (10**12, 10**9, 10**6))
    return tuple(unit for unit in units if "other" in unit.forms)


def _forms(
    by_count: Mapping[str, Mapping[str, NumberPattern]],
    size: int,
) -> dict[str, str]:
    """A word for each kind of count, from patterns of CLDR such as '0 miljoner'."""
    forms = {}
    for count, patterns in by_count.items():
        pattern = patterns[str(size)].pattern if str(size) in patterns else ""
        if re.fullmatch(r"0\D+", pattern):
            forms[count] = pattern[1:]
    return forms


@cache
def _sign_stands_last(language: str) -> bool:
    """True where the sign of a currency stands behind the number: 5 kr."""
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    positive = pattern.partition(";")[0]
    return positive.strip().endswith("¤")


@cache
def _date(day: date, pattern: str, language: str) -> str:
    """A day by a pattern of CLDR."""
    return format_date(day, pattern, locale=language)


def language_name(code: str, language: str) -> str:
    """What a language is called in a language: German."""
    return Locale.parse(language).languages.get(code, code)


@cache
def _decimal(number: Decimal, language: str) -> str:
    """A number with the signs of a language, and all its decimals."""
    return format_decimal(number, locale=language, decimal_quantization=False)


def with_words_of_the_site(wordings: Mapping[str, Wording], site: Site) -> dict[str, Wording]:
    """The same, but for the words that a site says in its own way, as of a mayor."""
    return {language: _with_own(say, site.words) for language, say in wordings.items()}


def _with_own(say: Wording, words: Mapping[str, Text]) -> Wording:
    language = say.language
    own = {key: text.in_(language) for key, text in words.items() if text.has(language)}
    borrowed = tuple(key for key in say.borrowed if key not in own)
    return replace(say, words={**say.words, **own}, borrowed=borrowed)


def read_wordings(
    path: Path,
    languages: tuple[str, ...],
    parse: Parse = read_bytes,
    look: Look = at_once,
) -> dict[str, Wording]:
    """How each language words things; a word that a language lacks is a mistake."""
    return {
        language: Wording(language, said.words, said.meanings, tuple(said.borrowed))
        for language, said in read_interface_words(path, languages, parse, look).items()
    }
