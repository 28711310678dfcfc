"""What a field may hold: days, numbers, web addresses, references, words in each language."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import total_ordering
from typing import Annotated, Any

from pydantic import (
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

from .languages import english_name


@total_ordering
class Day:
    """A day, month, quarter, half-year or year, as exact as its source.

    It is written 2025-10-31, 2025-10, 2025-Q4, 2025-H2 or 2025.
    """

    PATTERN = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?")
    __slots__ = ("first", "last", "text")

    def __init__(self, text: str):
        found = self.PATTERN.fullmatch(text)
        if not found:
            raise ValueError(
                "must be a day (2025-10-31), month (2025-10), quarter (2025-Q4), "
                f"half (2025-H2) or year, not '{text}'"
            )
        year, month, day, quarter, half = found.groups()
        first_month, last_month = _months(month, quarter, half)
        try:
            self.first = date(int(year), first_month, int(day or 1))
            last_day = int(day or monthrange(int(year), last_month)[1])
            self.last = date(int(year), last_month, last_day)
        except ValueError:
            raise ValueError(f"there is no such date as {text}") from None
        self.text = text

    @property
    def exactness(self) -> str:
        """day, month, quarter, half or year."""
        if len(self.text) == len("2025"):
            return "year"
        if len(self.text) == len("2025-10-31"):
            return "day"
        return {"Q": "quarter", "H": "half"}.get(self.text[5], "month")

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and self.text == other.text

    def __lt__(self, other: "Day") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __hash__(self) -> int:
        return hash(self.text)


def _months(month: str | None, quarter: str | None, half: str | None) -> tuple[int, int]:
    """The first and the last month of a month, a quarter, a half-year or a whole year."""
    if month:
        return int(month), int(month)
    if quarter:
        return int(quarter) * 3 - 2, int(quarter) * 3
    if half:
        return int(half) * 6 - 5, int(half) * 6
    return 1, 12


SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
NUMBER = re.compile(r"(-?[\d,_]*\.?\d+)\s*([a-z만억조]*)")


def amount(text: object) -> Decimal:
    """A number as authors write it: 50000, 50,000, 9.9 trillion, 26만."""
    found = NUMBER.fullmatch(str(text).strip())
    if not found or (found[2] and found[2] not in SCALES):
        raise ValueError(f"must be a plain number such as 50000 or 9.9 trillion, not '{text}'")
    try:
        number = Decimal(re.sub("[,_]", "", found[1])) * SCALES.get(found[2], 1)
        return number.to_integral_value() if number == number.to_integral_value() else number
    except InvalidOperation:
        raise ValueError(
            f"must be a plain number such as 50000 or 9.9 trillion, not '{text}'"
        ) from None


def _day(text: object) -> Day:
    return text if isinstance(text, Day) else Day(str(text))


def _web_address(text: object) -> object:
    if not re.fullmatch(r"https?://[^\s<>\"']+", str(text)):
        raise ValueError(
            f"must be a web address that starts with http:// or https://, not '{text}'"
        )
    return text


IS_WEB_ADDRESS = BeforeValidator(_web_address)
When = Annotated[Day, BeforeValidator(_day), PlainSerializer(str)]
Number = Annotated[Decimal, BeforeValidator(amount)]
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


def meaning(words: str, **more: Any) -> Any:
    """A mark that says in the data dictionary what a field holds; `more` limits its values."""
    return Field(description=words, **more)


class Record(BaseModel):
    """What an author writes as a group of fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


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
