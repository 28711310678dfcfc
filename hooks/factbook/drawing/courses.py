"""Where the beads and the stretches of a promise's line stand on a strip of time."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..meaning.lifelines import Bead, Lifeline
from .beads import color_of_stage
from .known_time import KnownTime


@dataclass(frozen=True)
class Stretch:
    """A part of a strip."""

    start: float
    end: float


@dataclass(frozen=True)
class PlacedBead:
    """A step that happened, in the middle of what is known of its day."""

    x: float
    stage: str

    @property
    def color(self) -> str:
        return color_of_stage(self.stage)


@dataclass(frozen=True)
class Course:
    """The line of a promise on a strip."""

    beads: tuple[PlacedBead, ...]
    solid: Stretch  # from the day it was made to the last thing that a source reports
    planned: tuple[Stretch, ...]  # from there to what is due
    silent: tuple[Stretch, ...]  # from a day that passed without a report to the record's end
    inexact: tuple[Stretch, ...]  # the time of steps of which no day is known
    overdue: tuple[Stretch, ...]  # the days that passed
    to_come: tuple[Stretch, ...]  # the days that are planned, behind the rule

    @property
    def reported(self) -> float:
        """Where the last bead stands."""
        return self.solid.end


def course_of(line: Lifeline, time: KnownTime, radius: float) -> Course:
    """The course of a line; a day is drawn at least as long as a bead of a radius."""
    beads = tuple(PlacedBead(_middle(it, time), it.stage) for it in line.happened)
    solid = Stretch(min(it.x for it in beads), max(it.x for it in beads))
    overdue = tuple(_known(it, time, radius) for it in line.overdue)
    to_come = tuple(_ahead(it, time, radius) for it in line.to_come)
    return Course(
        beads,
        solid,
        planned=tuple(_dashes(solid.end, overdue, to_come, time)),
        silent=tuple(_silence(solid.end, overdue, time)),
        inexact=tuple(_inexact(line, time, radius)),
        overdue=overdue,
        to_come=to_come,
    )


def _middle(it: Bead, time: KnownTime) -> float:
    first, last = it.day.first, min(it.day.last, time.today)
    return (time.at(first) + time.at(last)) / 2


def _known(it: Bead, time: KnownTime, radius: float) -> Stretch:
    """As much of the strip as is known of a day."""
    left = time.at(it.day.first)
    return Stretch(left, max(time.at(it.day.last), left + 2 * radius))


def _ahead(it: Bead, time: KnownTime, radius: float) -> Stretch:
    """The same of a day to come, of which no part can stand before the rule."""
    left = max(time.at(it.day.first), time.rule + radius / 2)
    return Stretch(left, max(time.at(it.day.last), left + 2 * radius))


def _inexact(line: Lifeline, time: KnownTime, radius: float) -> Iterator[Stretch]:
    for it in line.happened:
        known = Stretch(time.at(it.day.first), time.at(min(it.day.last, time.today)))
        if known.end - known.start > 2 * radius:
            yield known


def _dashes(
    last: float, overdue: tuple[Stretch, ...], to_come: tuple[Stretch, ...], time: KnownTime
) -> Iterator[Stretch]:
    """From the last report to the day that passed, and from the rule on to what is to come."""
    if overdue and overdue[0].end > last:
        yield Stretch(last, overdue[0].end)
    if to_come:
        yield Stretch(time.rule if overdue else last, to_come[-1].end)


def _silence(
    last: float,
    overdue: tuple[Stretch, ...],
    time: KnownTime,
) -> Iterator[Stretch]:
    if overdue and max(last, overdue[0].end) < time.rule:
        yield Stretch(max(last, overdue[0].end), time.rule)
