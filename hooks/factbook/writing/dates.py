"""Dates among words: a day, month or year as a language writes it, and whether there is such."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from babel import Locale

GAP = " {1,8}"  # a space, or the blanks that bare_words leaves of &nbsp;
SPACE = rf"(?:{GAP}| ?\n)"  # or the end of a line
NN, YYYY = r"\d{1,2}", r"\d{4}"
THIS_AGE = r"(?:19|20)\d\d"
TH = "(?:st|nd|rd|th)"
DAY, YEAR = rf"(?P<day>{NN})", rf"(?P<year>{YYYY})"
MONTH = r"\b(?P<month>MONTHS)\b\.?"
# Of several days the first: 3–5 March, 3. bis zum 5. März.
AND = rf"(?:[-–/]|{SPACE}(?:to|and|bis(?: zum)?|und|إلى){SPACE})"
FIRST = rf"(?P<first>{NN})(?:{TH}|\.)?{AND}"
BEFORE_MONTH = rf"(?<!\d[.,])\b(?:{FIRST})?{DAY}(?:{TH}(?:{SPACE}of)?|\.|{SPACE}من)?{SPACE}"
# How dates are written, one form in each line.
IN_WORDS = (
    # 1 March 2029, 1 March, the 1st of March, 1. März 2029
    rf"{BEFORE_MONTH}{MONTH}(?:(?:{SPACE}|, (?=19|20)){YEAR}\b)?",
    # March 1, 2029, March 3–5, 2029
    rf"{MONTH}{SPACE}(?:(?P<first>{NN})[-–])?{DAY}{TH}?,?{SPACE}{YEAR}\b",
    # on March 1; March 1 where no number of things can be meant
    rf"(?<=[Oo]n ){MONTH}{SPACE}{DAY}{TH}?\b(?![.,:]\d)",
    rf"{MONTH}{SPACE}{DAY}(?=[,;:)](?!\d)|\.?\Z|\.?\n|\.\s)",
    # March 2029
    rf"{MONTH}{SPACE}{YEAR}\b",
)
KOREAN = rf"(?<!\d)(?:(?P<year>{YYYY})년{SPACE}?)?"
IN_DIGITS = (
    # 2029년 3월 1일, 3월 1일, 3월 3~5일; but not 3월 5일간, which is a time of five days
    rf"{KOREAN}(?P<month>{NN})월{SPACE}?(?:(?P<first>{NN})일?[~∼–-])?{DAY}일"
    r"(?! ?(?:간|동안|만에|째))",
    # 2029년 3월, 3월, 1~3월
    rf"{KOREAN}(?:{NN}[~∼-])?(?P<month>1[0-2]|0?[1-9])월",
    # 2029-03-01, 2029-03
    rf"\b{YEAR}-(?P<month>0\d|1[0-2]|(?<=\b19\d\d-)\d\d|(?<=\b20\d\d-)\d\d)-(?P<day>\d\d)(?!\d)",
    rf"\b{YEAR}-(?P<month>0[1-9]|1[0-2])(?!\d)",
    # 2029/3/1; 1/3/2029, which is a day in March for some and in January for others
    rf"\b(?P<year>{THIS_AGE})/(?P<month>{NN})/{DAY}(?!\d)",
    rf"(?<![\d/])(?P<unclear>{NN}/{NN}/{THIS_AGE})(?!\d)",
)
DAY_FIRST = rf"\b{DAY}\. ?(?P<month>{NN})\. ?{YEAR}\b"
YEAR_FIRST = rf"(?<![\d.,])(?P<year>{THIS_AGE})\. ?(?P<month>{NN})\. ?{DAY}\b\.?"
YEARS = (
    rf"(?<![\d.,])(?P<year>{THIS_AGE})(?:[-–/](?P<next>\d\d)(?![\d-]))?(?!\d|[.,]\d)년?",
    r"(?P<part>[1-4]분기|\b[QH][1-4]\b)",  # of a year that stands before or behind
)
Parts = tuple[int, ...]  # year, month and day, as far as they are written
SHORTER = {"en": {"Sept": 9}}  # names that CLDR does not have
MONTHS_OF_A_YEAR = 12
A_LEAP_YEAR = 2000  # of which a day without a year may be
# The day of the week beside a date: Friday, the 2nd; 2 March 2029, a Friday; 3월 2일(금).
WEEKDAY_BEFORE = rf"\b(?P<name>NAMES)(?:\.?[,،]?|인){SPACE}(?:(?:the|de[nmr]|الموافق){SPACE})?\Z"
WEEKDAY_BEHIND = (
    rf" ?\((?:an? |eine? )?(?P<in_brackets>ALL_NAMES)\.?\)"
    rf"|(?:,?{SPACE}(?:a|ein){SPACE}|{SPACE})(?P<name>NAMES)(?!['’]?[^\W가-힣])"
)
SHORTEST_NAME = 3  # letters of a short name that is no other word: Fri, but neither So nor 금
FARTHEST = 30  # letters between a date and the beginning of the day before it


class Date(NamedTuple):
    """A date as it stands among words."""

    start: int
    end: int
    words: str
    year: int | None
    month: int | None
    days: tuple[int, ...]  # of the month; of several the first and the last
    next_year: int | None = None  # in two digits: 2028/29
    is_clear: bool = True
    weekday: int | None = None  # as it is written beside it; Monday is the first, 0

    @property
    def is_any_number(self) -> bool:
        """True where nothing but digits tells it from a number of things."""
        return self.is_clear and self.month is None and self.next_year is None

    @property
    def forms(self) -> set[Parts]:
        """Its year, month and day as far as they are written; of several the first and the last."""
        if self.next_year is not None and self.year:
            return {(self.year,), (self.year + 1,)}
        parts = tuple(part for part in (self.year, self.month) if part is not None)
        return {(*parts, day) for day in self.days} or ({parts} if parts else set())

    @property
    def fault(self) -> str:
        """Why there is no such day; nothing where there is one."""
        if self.month is None:
            return ""
        if not 1 <= self.month <= MONTHS_OF_A_YEAR:
            return f"a year has {MONTHS_OF_A_YEAR} months"
        _, last = monthrange(self.year or A_LEAP_YEAR, self.month)
        is_there = all(1 <= day <= last for day in self.days)
        return "" if is_there else f"its month has {last} days"

    @property
    def other_weekday(self) -> str:
        """The day of the week that it is, where another one is written beside it."""
        if self.weekday is None or self.fault or not self.year or not self.month:
            return ""
        weekday = date(self.year, self.month, self.days[0]).weekday()
        return "" if weekday == self.weekday else str(_weekdays("en", "wide")[weekday])

    def is_after(self, day: date) -> bool:
        """True where all of it comes after a day; a date without a year may be of any."""
        if self.year is None:
            return False
        first = (self.year, self.month or 1, *self.days[:1])
        return first > (day.year, day.month, day.day)[: len(first)]


def dates_in(words: str, language: str) -> list[Date]:
    """The dates among some words."""
    found = (_read(it, language) for it in _dates_of(language).finditer(words))
    return [_with_weekday(it, words, language) for it in found if _is_one(it)]


def _is_one(written: Date) -> bool:
    """False for digits that may count anything: 2028/31, which are no years side by side."""
    if written.next_year is None or not written.year:
        return True
    return written.next_year == (written.year + 1) % 100


def _read(found: re.Match[str], language: str) -> Date:
    """What of a date is written, in whichever of its forms."""
    held = {name.rpartition("_")[0]: value for name, value in found.groupdict().items() if value}
    named = held.get("month", "")
    month = _months(language).get(named) or (int(named) if named else None)
    return Date(
        *found.span(),
        " ".join(found[0].split()),
        int(held["year"]) if "year" in held else None,
        month,
        tuple(int(held[name]) for name in ("first", "day") if name in held),
        int(held["next"]) if "next" in held else None,
        "unclear" not in held,
    )


def _with_weekday(written: Date, words: str, language: str) -> Date:
    """A date of one day with the day of the week that stands before or behind it."""
    if len(written.days) != 1:
        return written
    before, behind = _beside_dates(language)
    start = max(written.start - FARTHEST, 0)
    found = before.search(words[start : written.start]) or behind.match(words, written.end)
    if not found:
        return written
    name = next(filter(None, found.groupdict().values()))
    return written._replace(weekday=_by_weekday(language)[name])


@cache
def _beside_dates(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Days of the week before and behind a date."""
    names = sorted(_by_weekday(language), key=len, reverse=True)
    alone = "|".join(name for name in names if len(name) >= SHORTEST_NAME)
    behind = WEEKDAY_BEHIND.replace("ALL_NAMES", "|".join(names)).replace("NAMES", alone)
    return re.compile(WEEKDAY_BEFORE.replace("NAMES", alone)), re.compile(behind)


@cache
def _by_weekday(language: str) -> dict[str, int]:
    """The days of the week by their names, long and short."""
    short = {name.rstrip("."): day for day, name in _weekdays(language, "abbreviated").items()}
    return short | {name: day for day, name in _weekdays(language, "wide").items()}


def _weekdays(language: str, width: str) -> Mapping[int, str]:
    return Locale.parse(language).days["format"][width]


@cache
def _dates_of(language: str) -> re.Pattern[str]:
    """Dates as a language writes them, beside those of ISO 8601."""
    names = "|".join(map(re.escape, sorted(_months(language), key=len, reverse=True)))
    short = Locale.parse(language).date_formats["short"].pattern
    dotted = [DAY_FIRST] if re.match(r"d+\. ?M", short) else []
    dotted += [YEAR_FIRST] if re.match(r"y+\. ?M", short) else []
    written = (form.replace("MONTHS", names) for form in IN_WORDS)
    forms = enumerate((*written, *IN_DIGITS, *dotted, *YEARS))
    any_of_them = "|".join(_of_its_own(form, place) for place, form in forms)
    first = "".join(sorted({name[0] for name in _months(language)}))
    return re.compile(rf"(?=[\d{first}QH])(?:{any_of_them})")  # most letters begin none of them


def _of_its_own(form: str, place: int) -> str:
    """A form whose parts have names of their own among those of others."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{place}>", form)


@cache
def _months(language: str) -> dict[str, int]:
    """The months by their names, long and short; the English ones where one is a number: 10월."""
    names = Locale.parse(language).months["format"]
    if not names["wide"][1].isalpha():
        return _months("en")
    short = {name.rstrip("."): month for month, name in names["abbreviated"].items()}
    named = {name: month for name, month in short.items() if not name[0].islower()}  # 5 lis
    return {**named, **SHORTER.get(language, {}), **_by_name(names["wide"])}


def _by_name(names: Mapping[int, str]) -> dict[str, int]:
    return {name: month for month, name in names.items()}
