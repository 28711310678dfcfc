"""Words beside points: where they stand so that they cover neither each other nor a mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .canvas import Canvas
from .layout import Block
from .letters import LINE

NARROWER = (96, 84, 72, 60)  # lines of words where the widest have no room, in px
DOT = 6  # half of the square that is kept free around a point, in px


@dataclass(frozen=True)
class Box:
    """A part of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """True where two boxes share a part of the drawing."""
        beside = self.right <= other.left or other.right <= self.left
        above = self.bottom <= other.top or other.bottom <= self.top
        return not beside and not above

    @classmethod
    def around(cls, x: float, y: float, wide: float, deep: float) -> "Box":
        """The box around a middle."""
        return cls(
            x - wide / 2,
            y - deep / 2,
            x + wide / 2,
            y + deep / 2,
        )


@dataclass(frozen=True)
class Spot:
    """A point of a drawing and the words that belong to it."""

    x: float
    y: float
    words: str
    bold: bool = False


@dataclass(frozen=True)
class Label:
    """Lines of words that are centred on x; `y` is the middle of the first."""

    x: float
    y: float
    lines: list[str]


NOWHERE = Label(0, 0, [])  # for words that have no room


def label_places(
    spots: Sequence[Spot],
    canvas: Canvas,
    floor: float,
    first: Sequence[int] = (),
    in_the_way: Sequence[Box] = (),
) -> list[Label]:
    """For each spot its label, above the floor and over nothing else; NOWHERE if there is no room.

    Those whose numbers are in `first` choose before the others.
    """
    taken = [
        *in_the_way,
        *(
            Box.around(
                spot.x,
                spot.y,
                2 * DOT,
                2 * DOT,
            )
            for spot in spots
        ),
    ]
    labels = [NOWHERE] * len(spots)
    for number in dict.fromkeys([*first, *range(len(spots))]):
        for box, lines in _label_boxes(spots[number], canvas):
            inside = box.top >= 0 and box.bottom < floor
            if inside and not any(box.covers(other) for other in taken):
                taken.append(box)
                middle = Block.around((box.top + box.bottom) / 2, lines)
                labels[number] = Label((box.left + box.right) / 2, middle.y, lines)
                break
    return labels


def _label_boxes(spot: Spot, canvas: Canvas) -> Iterator[tuple[Box, list[str]]]:
    """Where the words of a spot may stand, the best place first; in one line or in several.

    5  1  6
    4  ●  3
    7  2  8
    """
    most = canvas.width * 0.36
    for room in (most, *NARROWER):
        lines = canvas.letters.wrap_words(
            spot.words,
            room,
            canvas.width - 2,
            spot.bold,
        )
        half, deep = canvas.letters.widest([lines], spot.bold) / 2, LINE * len(lines)
        above, below = -deep / 2 - 8, deep / 2 + 9
        for dx, dy in (
            (0, above),
            (0, below),
            (half + 11, 0),
            (-half - 11, 0),
            (half, above),
            (-half, above),
            (half, below),
            (-half, below),
        ):
            middle = min(max(spot.x + dx, half + 1), canvas.width - half - 1)
            yield Box.around(middle, spot.y + dy, 2 * half, deep), lines


def spread(
    wanted: Sequence[float],
    depths: Sequence[float],
    floor: float,
) -> list[float]:
    """The middles of blocks of some depths, as near as possible to the wanted ones.

    They keep their order from top to bottom, none covers another and none goes below the floor:
    first each is pushed down by the one above it, then up by the one below it.
    """
    places: list[float] = []
    edge = 0.0
    for want, deep in zip(wanted, depths, strict=True):
        places.append(max(want, edge + deep / 2))
        edge = places[-1] + deep / 2
    edge = floor
    for number in reversed(range(len(places))):
        places[number] = min(places[number], edge - depths[number] / 2)
        edge = places[number] - depths[number] / 2
    return places
