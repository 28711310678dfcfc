"""The file of interface words that a new language begins with: what CLDR knows, and what is left.

A word that stands empty is said in English, and the check counts it.
"""

from collections.abc import Callable, Mapping
from json import dumps

from babel import Locale
from babel.numbers import format_decimal
from babel.units import format_unit

HEAD = """\
# Interface words in {name}: the name of each, and how it is said; behind it the English word.
# What is left empty is said in English, and make check counts it. Names in braces are filled in.
"""
QUARTERS = {f"date.q{number}": number for number in range(1, 5)}


def words_file(language: str, english: Mapping[str, str]) -> str:
    """words.<language>.yml, with what CLDR knows filled in."""
    locale = Locale.parse(language)
    known = {name: say(locale) for name, say in _KNOWN.items()}
    known |= {name: f"{_quarter(locale, number)} {{year}}" for name, number in QUARTERS.items()}
    lines = (_line(name, known.get(name, ""), word) for name, word in english.items())
    return HEAD.format(name=locale.english_name) + "".join(lines)


def _line(name: str, form: str, english: str) -> str:
    key = dumps(name) if name in ("true", "false") else name
    said = dumps(form, ensure_ascii=False) if form else ""
    return f"{key}: {said}  # {english}\n".replace(":   #", ":  #")


def _quarter(locale: Locale, number: int) -> str:
    return str(locale.quarters["format"]["wide"][number])


def _percent(locale: Locale) -> str:
    pattern = str(locale.percent_formats[None].pattern)
    return pattern.replace("#,##0", "{n}").replace("#,##,##0", "{n}")


def _days(locale: Locale, count: int) -> str:
    """A count of days, with a name in place of the number: {n} jours."""
    said = format_unit(count, "duration-day", locale=locale)
    return said.replace(format_decimal(count, locale=locale), "{n}")


_KNOWN: dict[str, Callable[[Locale], str]] = {
    "range": lambda locale: "{low}–{high}",
    "interval": lambda locale: "{said} ({range})",
    "aside": lambda locale: "{said} ({note})",
    "power": lambda locale: "10^{n}",
    "power.times": lambda locale: "{count} × 10^{n}",
    "date.day": lambda locale: str(locale.date_formats["long"].pattern),
    "date.month": lambda locale: str(locale.datetime_skeletons["yMMMM"].pattern),
    "date.short": lambda locale: str(locale.datetime_skeletons["yMMM"].pattern),
    "date.year": lambda locale: "{year}",
    "percent": _percent,
    "days.one": lambda locale: _days(locale, 1),
    "days.many": lambda locale: _days(locale, 20),
    "language": lambda locale: str(locale.display_name),
}
