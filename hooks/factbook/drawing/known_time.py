"""Time up to the record's end and, behind a rule, the time to come.

    2025        2026      │ 27 28 29 30
    ○────────◑────────────┼╌╌╌╌╌╌╌◌
             what is known│what is planned

What is planned may lie ten times as far ahead as the record reaches back. So the years behind the
rule may stand closer together than those before it; each of them has its line, so that it is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..meaning.lifelines import Lifeline

KNOWN = 0.56  # how much of a strip the time up to the record's end takes, where plans go beyond it
APART = 9  # where years stand closer than this, each fifth has a line, in px


@dataclass(frozen=True)
class KnownTime:
    """Days along a strip: those of the record from `start`, those to come from `rule` on."""

    first: date
    today: date  # the last day of the record
    last: date
    start: float
    rule: float
    end: float

    def at(self, day: date) -> float:
        """Where a day stands."""
        if day <= self.today:
            return _between(day, self.first, self.today, self.start, self.rule)
        return _between(day, self.today, self.last, self.rule, self.end)

    def years_known(self) -> list[int]:
        """The years that begin by the record's end."""
        years = range(self.first.year, self.today.year + 1)
        return [year for year in years if date(year, 1, 1) >= self.first]

    def years_ahead(self) -> list[int]:
        """Those that begin behind the rule; each fifth where they stand close together."""
        step = 1 if self._year_ahead >= APART else 5
        years = range(self.today.year + 1, self.last.year + 1)
        return [year for year in years if year % step == 0]

    @property
    def _year_ahead(self) -> float:
        """How long a year is behind the rule."""
        return 365 * (self.end - self.rule) / max((self.last - self.today).days, 1)


def _between(day: date, first: date, last: date, start: float, end: float) -> float:
    part = (day - first).days / max((last - first).days, 1)
    return start + min(max(part, 0), 1) * (end - start)


def known_time(
    lines: Sequence[Lifeline], start: float, end: float, behind: Sequence[float]
) -> KnownTime:
    """The time of some lines on a strip; `behind` is the room for words at the end of each."""
    today = lines[0].as_of.last
    first = min(bead.day.first for line in lines for bead in line.happened)
    to_come = [bead.day.last for line in lines for bead in line.to_come]
    next_day = today + timedelta(days=1)  # what is due on the last day stands behind the rule too
    last = max(*to_come, next_day) if to_come else today
    ahead = (last - today).days
    rule = start + (end - start) * KNOWN if ahead else end - min(max(behind), (end - start) / 2)
    speed = (rule - start) / max((today - first).days, 1)
    furthest = [rule + speed * ahead]
    for line, room in zip(lines, behind, strict=True):
        days = (line.to_come[-1].day.last - today).days if line.to_come else 0
        if days:
            furthest.append(rule + (end - room - rule) * ahead / days)
    return KnownTime(min(first, today), today, last, start, rule, max(min(furthest), rule))
