"""Days that a text names, in digits or in words of either language, and which of them are later."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

NUMBERS = {month: number for number, month in enumerate(month_name) if month}
ISO = re.compile(r"(?<![\w-])((?:19|20)\d\d)-([01]\d)(?:-([0-3]\d))?(?=$|[^\w-]|T\d)")
ENGLISH = re.compile(rf"(?:(?<!\d)(\d{{1,2}}) )?\b({'|'.join(NUMBERS)}) ((?:19|20)\d\d)\b")
KOREAN = re.compile(r"((?:19|20)\d\d)년 (\d{1,2})월(?: (\d{1,2})일)?")


YearMonthDay = tuple[int, int, int]


def named_days(text: str) -> Iterator[tuple[str, YearMonthDay]]:
    """(words, first day) of each day or month that a text names."""
    for found in ISO.finditer(text):
        yield found[0], _first(found[1], found[2], found[3])
    for found in ENGLISH.finditer(text):
        yield found[0], _first(found[3], NUMBERS[found[2]], found[1])
    for found in KOREAN.finditer(text):
        yield found[0], _first(found[1], found[2], found[3])


def later_days(text: str, day: date, planned: frozenset[str] = frozenset()) -> list[str]:
    """The words for days after one, but for those that are told as planned."""
    found = named_days(text.replace("\xa0", " "))
    end = day.year, day.month, day.day
    return [words for words, first in found if first > end and words not in planned]


def _first(year: str, month: str | int, day: str | None) -> YearMonthDay:
    return int(year), int(month), int(day or 1)
