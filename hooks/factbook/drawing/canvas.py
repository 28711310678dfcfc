"""The ground of a drawing, and where values, dates and powers of ten stand along it."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

from .letters import Letters

WIDE, NARROW = 640, 288  # the two widths that every chart is drawn in, in px
BROAD = 960  # a third, of charts that may be as wide as a page
SCALE = 2  # pixels of a finished picture for each of its drawing's own
TEXT = re.compile(r"<text\b.*?</text>", re.S)
TAG = re.compile(r"<[^>]*>")
PHONE = 480  # a canvas below this width has its words above the marks, not beside them


@dataclass(frozen=True)
class Canvas:
    """How wide a drawing is, in px, and the face of its words; its height follows from its rows."""

    width: int
    letters: Letters

    @property
    def narrow(self) -> bool:
        return self.width < PHONE


@dataclass(frozen=True)
class Scale:
    """Values along a strip of the drawing: `first` stands at `start` px and `last` at `end` px."""

    first: float
    last: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands, in px."""
        return self.start + self._part(value) * (self.end - self.start)

    def _part(self, value: float) -> float:
        return (value - self.first) / (self.last - self.first)


@dataclass(frozen=True)
class TimeScale:
    """Days, written as ISO dates, along a strip of the drawing."""

    first: str
    last: str
    start: float
    end: float

    def at(self, day: str) -> float:
        """Where a day stands, in px."""
        days = max(ordinal(self.last) - ordinal(self.first), 1)
        return self.start + (ordinal(day) - ordinal(self.first)) / days * (self.end - self.start)


AnyScale = Scale | TimeScale


def ordinal(day: str) -> int:
    """The number of a day that is written as an ISO date."""
    return date.fromisoformat(day).toordinal()


def size_of(svg: str) -> tuple[float, float]:
    """The width and height of a drawing, in px."""
    found = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', svg)
    if not found:
        raise ValueError("the drawing says no size")
    return float(found[1]), float(found[2])


def words_in(svg: str) -> str:
    """All words that stand in a drawing."""
    return unescape(TAG.sub(" ", "".join(TEXT.findall(svg))))
