"""What a field may hold: days, numbers, web addresses, references, words in each language."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, total_ordering
from typing import Annotated, Any
from unicodedata import category
from urllib.parse import quote, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from .amounts import DIGITS_ARE, amount, bare_amount, degrees
from .languages import english_name
from .other_days import written_here
from .problems import excerpt


@total_ordering
class Day:
    """A day, month, quarter, half-year, year or financial year, as exact as its source.

    It is written 2025-10-31, 2025-10, 2025-Q4, 2025-H2, 2025 or 2025/26. A financial year runs
    from April to March; it may be written 2028-29 too, where that can be no month.
    """

    PATTERN = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])|(\d{4})))?", re.ASCII)
    __slots__ = ("first", "last", "text")

    def __init__(self, text: str):
        self.text = _with_whole_years(text)
        found = self.PATTERN.fullmatch(self.text)
        if not found:
            raise ValueError(
                "must be a day (2025-10-31), month (2025-10), quarter (2025-Q4), "
                f"half (2025-H2), year or financial year (2025/26), not '{text}'" + _remedy(text)
            )
        year, month, day, quarter, half, next_year = found.groups()
        first_month, last_month = _months(month, quarter, half)
        try:
            self.first = date(int(year), first_month, int(day or 1))
            last_day = int(day or monthrange(int(year), last_month)[1])
            self.last = date(int(year), last_month, last_day)
            if next_year:
                self.first, self.last = _financial_year(int(year), int(next_year))
        except ValueError:
            raise ValueError(
                f"must be a date of the calendar, not {text}" + _remedy(text)
            ) from None

    @property
    def exactness(self) -> str:
        """day, month, quarter, half, year or financial-year."""
        if len(self.text) == len("2025"):
            return "year"
        if len(self.text) == len("2025-10-31"):
            return "day"
        if len(self.text) == len("2025-2026"):
            return "financial-year"
        return {"Q": "quarter", "H": "half"}.get(self.text[5], "month")

    @property
    def month(self) -> "Day":
        """The month of a day; whatever is less exact as it is."""
        return _the_day(self.text[: len("2025-10")]) if self.exactness == "day" else self

    @property
    def quarter(self) -> "Day":
        """The quarter of a day or month; whatever is less exact as it is."""
        if self.exactness not in ("day", "month"):
            return self
        return _the_day(f"{self.first.year:04}-Q{(self.first.month + 2) // 3}")

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and self.text == other.text

    def __lt__(self, other: "Day") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __hash__(self) -> int:
        return hash(self.text)


FINANCIAL_YEAR = re.compile(r"(\d{4})(?:/(?:\d\d)?(\d\d)|-(\d\d))", re.ASCII)


def _with_whole_years(text: str) -> str:
    """A financial year as 2028-2029, however it is written; any other text as it is."""
    found = FINANCIAL_YEAR.fullmatch(text)
    if not found or int(found[3] or 13) <= 12:
        return text
    year, ending = int(found[1]), found[2] or found[3]
    is_next = (year + 1) % 100 == int(ending)
    return f"{year:04}-{year + 1:04}" if is_next else text


def _financial_year(year: int, next_year: int) -> tuple[date, date]:
    """Its first and its last day."""
    if next_year != year + 1:
        raise ValueError
    return date(year, 4, 1), date(next_year, 3, 31)


SPAN = re.compile(r"(\d{4})년? ?[-–—~∼/] ?(\d{4}|\d\d)년?", re.ASCII)


def _remedy(text: str) -> str:
    """What else should be known of a text that is no date."""
    if day := written_here(text):
        return f"; write {day}"
    if re.match(r"-\d|0000", text) or re.search(r"\bB\.?C", text):
        return "; years before 1 cannot be written, for calendars differ in how they count them"
    if span := SPAN.fullmatch(text):
        first, ending = span.groups()
        last = first[: -len(ending)] + ending  # 2030 of 2026-30
        if first < last:
            return f"; of several years write the last, {last}, and tell the others in words"
    return "" if "".join(re.findall(r"\d", text)).isascii() else DIGITS_ARE


def _months(
    month: str | None,
    quarter: str | None,
    half: str | None,
) -> tuple[int, int]:
    """The first and the last month of a month, a quarter, a half-year or a whole year."""
    if month:
        return int(month), int(month)
    if quarter:
        return int(quarter) * 3 - 2, int(quarter) * 3
    if half:
        return int(half) * 6 - 5, int(half) * 6
    return 1, 12


FIRST_YEAR, LAST_YEAR = 1980, 2100  # of the site itself
MOST_MONTHS = 1200
DAYS_AT_HAND = 10_000


def _day(text: object) -> Day:
    return text if isinstance(text, Day) else _the_day(str(text))


@lru_cache(maxsize=DAYS_AT_HAND)
def _the_day(text: str) -> Day:
    """The same day for all that names it: a large record names few days, and each many times."""
    return Day(text)


def _of_this_age(day: Day) -> Day:
    """A day that archives can hold: they have no others."""
    if not (day.first.year >= FIRST_YEAR and day.last.year <= LAST_YEAR):
        raise ValueError(f"must lie between {FIRST_YEAR} and {LAST_YEAR}, not in {day}")
    return day


def _whole_number(text: object) -> object:
    """A number as it is written: Python would take 1_2, +3 and 9.0 for whole numbers too."""
    if not isinstance(text, int | dict | list) and not re.fullmatch("-?[0-9]+", str(text)):
        raise ValueError(f"must be a whole number, not '{text}'")
    return text


def _some_months(months: int) -> int:
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"must be 1 to {MOST_MONTHS} months, not {months}")
    return months


IN_MARKS = re.compile(r"\[.*\]\((https?://\S+)\)|<(https?://\S+)>")  # of Markdown
WITHOUT_START = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.I)


def _address_meant(text: str) -> str:
    """What to write for an address in the marks of Markdown, or without its beginning."""
    if found := IN_MARKS.fullmatch(text):
        return f"; write {found[1] or found[2]}"
    if found := re.fullmatch(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", text, re.I):
        return f"; write https://doi.org/{found[1]}"
    return f"; write https://{text}" if WITHOUT_START.fullmatch(text) else ""


# What stands in no address, and what stands for it: '&amp;' is how HTML writes the sign alone.
NOT_IN_ADDRESSES = re.compile(r"[\s<>\"'\\]|&amp;")
MEANT_BY = {"\\": "/", "&amp;": "&"}


def _refuse_signs_of_no_address(text: str) -> None:
    """Raises ValueError for signs that no address holds, with what to write for each."""
    start = re.match(r"https?://(?=[^\s<>\"'])", text)
    signs = dict.fromkeys(NOT_IN_ADDRESSES.findall(text, start.end())) if start else {}
    told = [f"{MEANT_BY.get(sign) or quote(sign)} for {excerpt(sign)}" for sign in signs]
    if told:
        raise ValueError(f"holds what no address has; write {', '.join(told)}, not '{text}'")


def web_address(text: object) -> object:
    """A web address as it is written; raises ValueError for what is none."""
    _refuse_signs_of_no_address(str(text))
    if any(category(sign) == "Cf" for sign in str(text)):
        raise ValueError(f"holds a sign that nobody sees; copy the address anew, not '{text}'")
    if not re.fullmatch(r"https?://[^\s<>\"']+", str(text)):
        raise ValueError(
            f"must be a web address that starts with http:// or https://, not '{text}'"
            + _address_meant(str(text))
        )
    try:
        parts = urlsplit(str(text))
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if host and "@" in parts.netloc:  # what stands before it looks like the host, and is none
        raise ValueError(f"must name its host alone, without '@', not '{text}'")
    if not host or not re.search(r"\w", host):
        raise ValueError(f"must name a host, as https://host.example/page does, not '{text}'")
    return text


PICTURE = re.compile(r"assets/portraits/[a-z0-9]+(-[a-z0-9]+)*\.(jpg|jpeg|png|webp|avif)")


def _picture_file(name: str) -> str:
    if not PICTURE.fullmatch(name):
        raise ValueError(f"must be a file such as assets/portraits/a-name.jpg, not '{name}'")
    return name


IS_WEB_ADDRESS = BeforeValidator(web_address)
When = Annotated[Day, BeforeValidator(_day), PlainSerializer(str)]
DayOfSite = Annotated[When, AfterValidator(_of_this_age)]
Months = Annotated[int, BeforeValidator(_whole_number), AfterValidator(_some_months)]
Number = Annotated[Decimal, BeforeValidator(amount)]
BareNumber = Annotated[Decimal, BeforeValidator(bare_amount)]
Degrees = Annotated[Decimal, BeforeValidator(degrees)]
PictureFile = Annotated[str, AfterValidator(_picture_file)]
Url = Annotated[str, IS_WEB_ADDRESS]
Id = str


@dataclass(frozen=True)
class Ref:
    """A mark on a field that holds ids: the kind of record that they lead to."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "x-kind": self.kind}


@dataclass(frozen=True)
class Anywhere:
    """A mark on a field that holds addresses: kind/id, or kind/id#figure, of any kind."""


Address = Annotated[str, Anywhere()]


@dataclass(frozen=True)
class KnownFrom:
    """A mark on the day of a part; an edition for which it had not come lacks the part."""


@dataclass(frozen=True)
class Hindsight:
    """A mark on what is so as of the record's end, and bears no day of its own.

    Words written with hindsight, lists of who takes part: an earlier edition lacks them. A day of
    this sort it has once it has come.
    """


@dataclass(frozen=True)
class Told:
    """A mark on a sentence that rests on all the sources of its part.

    Where one of these was not out, an earlier edition lacks the sentence: it may say what that
    one says.
    """


def meaning(words: str, **more: Any) -> Any:
    """A mark that says in the data dictionary what a field holds; `more` limits its values."""
    return Field(description=words, **more)


class Record(BaseModel):
    """What an author writes as a group of fields."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    @classmethod
    def as_meant(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """What an author wrote, under the fields that it stands for."""
        return fields

    @model_validator(mode="before")
    @classmethod
    def _as_meant(cls, written: object) -> object:
        return cls.as_meant(written) if isinstance(written, dict) else written


class Text(Record):
    """Words for readers: one string in the site's first language, or one for each language:
    {en: …, ko: …}."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]  # the first language of the site stands first

    def in_(self, language: str) -> str:
        """The words in a language, or those in the first one; nothing where there are none."""
        words = self.__pydantic_extra__
        return words.get(language) or next(iter(words.values()), "")

    def has(self, language: str) -> bool:
        """True where the words are written in a language."""
        return bool(self.__pydantic_extra__.get(language))

    def others(self, language: str) -> list[tuple[str, str]]:
        """(language, words) for each other language that the text is written in."""
        words = self.__pydantic_extra__.items()
        return [(other, written) for other, written in words if other != language]

    @model_validator(mode="before")
    @classmethod
    def _by_language(cls, value: object, info: ValidationInfo) -> object:
        """What an author wrote, by language; `info` says which is the first of the site."""
        first = info.context and info.context["language"]
        if not first:
            return value
        if isinstance(value, str):
            return {first: value}
        if isinstance(value, dict) and first not in value:
            named = {"language": first, "name": english_name(first)}
            message = "needs '{language}' (the words in {name})"
            raise PydanticCustomError("no_first_language", message, named)
        if isinstance(value, dict):
            return {first: value[first], **value}
        return value


def text(**words: str) -> Text:
    """Words of the machine's own by their languages, which nobody need hold against rules."""
    return Text.model_construct(set(words), **words)
