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
    WrapSerializer,
    model_validator,
)
from pydantic_core import CoreSchema


@total_ordering
class Day:
    """A day, month, quarter, half-year or year, as exact as its source: 2025-10-31, 2025-10, 2025-Q4, 2025-H2, 2025."""

    PATTERN = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?")
    __slots__ = ("first", "last", "text")

    def __init__(self, text: str):
        found = self.PATTERN.fullmatch(str(text))
        if not found:
            raise ValueError(
                f"must be a day (2025-10-31), month (2025-10), quarter (2025-Q4), half (2025-H2) or year, not '{text}'"
            )
        year, month, day, quarter, half = (int(part) if part else None for part in found.groups())
        first_month = month or (quarter * 3 - 2 if quarter else half * 6 - 5 if half else 1)
        last_month = month or (quarter * 3 if quarter else half * 6 if half else 12)
        try:
            self.first = date(year, first_month, day or 1)
            self.last = date(year, last_month, day or monthrange(year, last_month)[1])
        except ValueError:
            raise ValueError(f"there is no such date as {text}") from None
        self.text = str(text)

    @property
    def exactness(self) -> str:
        """day, month, quarter, half or year."""
        return {10: "day", 4: "year"}.get(len(self.text)) or {"Q": "quarter", "H": "half"}.get(
            self.text[5], "month"
        )

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and self.text == other.text

    def __lt__(self, other: "Day") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __hash__(self) -> int:
        return hash(self.text)


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
    return text if isinstance(text, Day) else Day(text)


def _web_address(text: object) -> object:
    if not re.fullmatch(r"https?://[^\s<>\"']+", str(text)):
        raise ValueError(
            f"must be a web address that starts with http:// or https://, not '{text}'"
        )
    return text


def _told(value: object, handler, info) -> object:
    return str(value)


When = Annotated[Day, BeforeValidator(_day), WrapSerializer(_told)]
Number = Annotated[Decimal, BeforeValidator(amount)]
Url = Annotated[str, BeforeValidator(_web_address)]
Id = str


@dataclass(frozen=True)
class Ref:
    """A mark on a field that holds ids: the kind of record that they lead to."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "x-kind": self.kind}


def meaning(words: str, **more):
    return Field(description=words, **more)


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Text(Record):
    """Words for readers: one string (English), or one for each language of the site: {en: …, ko: …}."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]

    en: Annotated[str, meaning("the words in English")]

    def in_(self, language: str) -> str:
        """The words in a language, or the English ones where there are none."""
        return getattr(self, language, None) or self.en

    def has(self, language: str) -> bool:
        return bool(getattr(self, language, None))

    def others(self, language: str) -> list[tuple[str, str]]:
        """(language, words) for each other language that the text is written in."""
        return [
            (other, words)
            for other, words in {"en": self.en, **self.__pydantic_extra__}.items()
            if other != language
        ]

    @model_validator(mode="before")
    @classmethod
    def _one_string_is_english(cls, value: object) -> object:
        return {"en": value} if isinstance(value, str) else value
