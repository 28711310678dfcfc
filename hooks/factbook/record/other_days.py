"""Days as other papers write them -> as they are written here, for what an author is told."""

import re
from collections.abc import Callable
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
# 2029.3.1, 2029/3/1, 2029년 3월 1일, 20290301, and with a time behind it
IN_DIGITS = re.compile(
    rf"{YEAR} ?[.년/-] ?(?P<month>\d{{1,2}}) ?[.월/-]? ?(?:(?P<day>\d{{1,2}}) ?[.일]?)?", re.ASCII
)
RUN_TOGETHER = re.compile(rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
WITH_A_TIME = re.compile(rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)[T ]\d\d:?\d\d.*", re.ASCII)
# 1 March 2029, March 2029, March 1, 2029
DAY_FIRST = re.compile(rf"(?:{NUMBER} )?{NAME},? {YEAR}", re.ASCII | re.I)
MONTH_FIRST = re.compile(rf"{NAME} {NUMBER},? {YEAR}", re.ASCII | re.I)
# Q3 2029, 2029 Q3, H2 2029, 2029년 3분기, 2029년 하반기
PART_FIRST = re.compile(rf"(?P<part>Q[1-4]|H[12])[ ,/.-]*{YEAR}", re.ASCII | re.I)
PART_LAST = re.compile(
    rf"{YEAR}년?[ /.-]*(?P<part>Q[1-4]|H[12]|[1-4]분기|상반기|하반기)", re.ASCII | re.I
)
HALVES = {"상반기": "H1", "하반기": "H2"}


def written_here(text: str) -> str:
    """A day, month, quarter or half-year of another form as it is written here; "" for none."""
    for forms, write in READ:
        for form in forms:
            if found := form.fullmatch(text.strip()):
                return write(found)
    return ""


def _by_numbers(found: re.Match[str]) -> str:
    return _in_order(int(found["year"]), int(found["month"]), found["day"])


def _by_name(found: re.Match[str]) -> str:
    return _in_order(int(found["year"]), MONTHS.index(found["name"].lower()) + 1, found["day"])


def _in_order(
    year: int,
    month: int,
    day: str | None,
) -> str:
    try:
        written = date(year, month, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return written if day else written[: len("2025-10")]


def _by_part(found: re.Match[str]) -> str:
    part = found["part"].upper()
    part = HALVES.get(part) or (f"Q{part[0]}" if part.endswith("분기") else part)
    return f"{found['year']}-{part}"


READ: tuple[tuple[tuple[re.Pattern[str], ...], Callable[[re.Match[str]], str]], ...] = (
    ((IN_DIGITS, RUN_TOGETHER, WITH_A_TIME), _by_numbers),
    ((DAY_FIRST, MONTH_FIRST), _by_name),
    ((PART_FIRST, PART_LAST), _by_part),
)
