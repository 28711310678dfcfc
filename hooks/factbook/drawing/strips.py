"""The lines of some promises, to stand among the words of a page: places in percent of a strip.

A page sets their names and days as words of its own, so a strip is as wide as it finds room. All
strips of a site share one scale of time, that of all its promises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..meaning.lifelines import Lifeline, lifelines
from ..record.book import Book
from .courses import Course, course_of
from .known_time import KnownTime, known_time

MARGIN = 1.5  # left and right
RADIUS = 1.1  # of a bead
MOST_YEARS = 4  # that are named before the rule, and behind it


@dataclass(frozen=True)
class Strip:
    """Lines on one scale: where its years and its rule stand, and the course of each line."""

    rule: float
    years: tuple[tuple[float, int], ...]
    lines: dict[str, Lifeline]
    courses: dict[str, Course]


def strip(book: Book, ids: Sequence[str] | None = None) -> Strip:
    """The lines of some promises; of all where none are named."""
    every, time = lifelines(book), book.once(_time_of_all)
    lines = {id_: every[id_] for id_ in every if ids is None or id_ in ids}
    return Strip(
        rule=time.rule,
        years=tuple(_years(time)),
        lines=lines,
        courses={id_: course_of(line, time, RADIUS) for id_, line in lines.items()},
    )


def _time_of_all(book: Book) -> KnownTime:
    """The scale of all promises."""
    every = lifelines(book)
    return known_time(list(every.values()), MARGIN, 100 - MARGIN, [0] * len(every))


def _years(time: KnownTime) -> Iterator[tuple[float, int]]:
    """The years that are named: few enough to have room on a phone."""
    for years in (time.years_known(), time.years_ahead()):
        for year in _few(years):
            yield time.at(date(year, 1, 1)), year


def _few(years: Sequence[int]) -> Sequence[int]:
    """As evenly as possible, and no more than have room."""
    return years[:: len(years) // MOST_YEARS + 1]
