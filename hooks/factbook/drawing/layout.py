"""Where the words of a drawing stand, in px: how wide they are, where they break, and which would cover each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE, LINE = 13, 16  # the size of a chart's letters and the height of its lines
NARROW_LETTERS, WIDE_LETTERS = frozenset("iIjlrtf.,:;'|!()[] "), frozenset("mwMW%@₩–—")


def text_width(words: str, bold: bool = False) -> float:
    """About how wide words are at the size of a chart's text, a little more rather than less."""
    return sum(map(_letter_width, words)) * SIZE * (1.1 if bold else 1)


def _letter_width(letter: str) -> float:
    """In parts of the letter size; Hangul is wider than Latin."""
    if ord(letter) > 0x1100 and letter not in WIDE_LETTERS:
        return 0.9
    if letter in NARROW_LETTERS:
        return 0.34
    return (
        0.92 if letter in WIDE_LETTERS else 0.7 if letter.isupper() or letter.isdigit() else 0.585
    )


def wrap(words: str, width: float, bold: bool = False) -> list[str]:
    """Words broken into lines no wider than a width; a word that is wider by itself is broken too."""
    lines = [""]
    for word in (piece for word in words.split(" ") for piece in _pieces(word, width, bold)):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _pieces(word: str, width: float, bold: bool) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, bold) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def widest(blocks: Sequence[Sequence[str]], bold: bool = False) -> float:
    return max((text_width(line, bold) for lines in blocks for line in lines), default=0)


# ---------------------------------------------------------------- rows one below another


@dataclass(frozen=True)
class Entry:
    """What a row says: its name, its value and the group that it opens."""

    name: str
    value: str
    group: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """One row: where its mark and its words stand, in px from the top."""

    y: float
    name: list[str]
    name_y: float
    value: list[str]
    value_y: float
    head: str = ""
    head_y: float = 0


@dataclass(frozen=True)
class Rows:
    """All rows of a drawing, and the strip that is left for their marks."""

    rows: tuple[Row, ...]
    left: float
    right: float
    height: float
    narrow: bool


def stack(entries: Sequence[Entry], width: float, thick: float, top: float = 4) -> Rows:
    """Rows with their names beside the marks, or above them where the drawing is narrow."""
    return (_names_above if width < 480 else _names_beside)(entries, width, thick, top)


def _names_beside(entries: Sequence[Entry], width: float, thick: float, top: float) -> Rows:
    names = [wrap(entry.name, width * 0.36, True) for entry in entries]
    values = [wrap(entry.value, width * 0.29) for entry in entries]
    left = widest(names, any(entry.bold for entry in entries)) + 12
    rows, y = [], top
    for place, (entry, name, value) in enumerate(zip(entries, names, values)):
        again = place > 0 and (entry.name, entry.group) == (
            entries[place - 1].name,
            entries[place - 1].group,
        )
        head_y, y = _head(entries, place, y)
        name = [] if again else name
        y += 0 if place == 0 or again else 5  # readings of one thing stand close together
        deep = max(LINE * len(name), LINE * len(value), thick) + 5
        y += deep
        rows.append(
            Row(
                y - deep / 2,
                name,
                _first(y - deep / 2, name),
                value,
                _first(y - deep / 2, value),
                entry.group if head_y else "",
                head_y,
            )
        )
    return Rows(tuple(rows), left, width - widest(values) - 14, y + 4, False)


def _names_above(entries: Sequence[Entry], width: float, thick: float, top: float) -> Rows:
    rows, y = [], top
    for place, entry in enumerate(entries):
        head_y, y = _head(entries, place, y)
        joint = " " if entry.name.endswith((".", "?")) else ": "
        lines = wrap(
            f"{entry.name}{joint}{entry.value}" if entry.value else entry.name,
            width - 4,
            entry.bold,
        )
        mark = y + LINE * len(lines) + 4 + thick / 2
        rows.append(Row(mark, lines, y + LINE / 2, [], mark, entry.group if head_y else "", head_y))
        y = mark + thick / 2 + 13
    return Rows(tuple(rows), 2, width - 8, y, True)


def _head(entries: Sequence[Entry], place: int, y: float) -> tuple[float, float]:
    """Where the name of a group stands, if the row opens one, and where the row then begins."""
    opens = entries[place].group and (
        place == 0 or entries[place].group != entries[place - 1].group
    )
    return (y + (8 if place == 0 else 16), y + (22 if place == 0 else 30)) if opens else (0, y)


def _first(middle: float, lines: Sequence[str]) -> float:
    """The middle of the first of some lines that are centred on a place."""
    return middle - LINE * (len(lines) - 1) / 2


# ---------------------------------------------------------------- words beside points


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def label_places(
    points: Sequence[tuple[float, float, str]],
    width: float,
    first: Sequence[int] = (),
    in_the_way: Sequence[Box] = (),
    floor: float = 10**4,
) -> dict[int, tuple[float, float, list[str]]]:
    """For (x, y, words): the middle of the first line and the lines, where nothing is covered; words without room are left out."""
    taken = [*in_the_way, *(Box(x - 6, y - 6, x + 6, y + 6) for x, y, _ in points)]
    places: dict[int, tuple[float, float, list[str]]] = {}
    for number in [*first, *(number for number in range(len(points)) if number not in first)]:
        for box, lines in _label_boxes(*points[number], width):
            if (
                box.top >= 0
                and box.bottom < floor
                and not any(box.covers(other) for other in taken)
            ):
                taken.append(box)
                places[number] = (
                    (box.left + box.right) / 2,
                    _first((box.top + box.bottom) / 2, lines),
                    lines,
                )
                break
    return places


def _label_boxes(x: float, y: float, words: str, width: float) -> Iterator[tuple[Box, list[str]]]:
    """Where the words of a point may stand, the best place first; in one line or in several."""
    for room in (width * 0.36, 96, 60):
        lines = wrap(words, room, True)
        half, deep = widest([lines], True) / 2, LINE * len(lines)
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
            middle = min(max(x + dx, half + 1), width - half - 1)
            yield Box(middle - half, y + dy - deep / 2, middle + half, y + dy + deep / 2), lines


def spread(wanted: Sequence[float], deep: Sequence[float], high: float) -> list[float]:
    """The middles of blocks of words as near as possible to the wanted ones, in the order given, none over another."""
    places: list[float] = []
    for number, want in enumerate(wanted):
        least = places[-1] + (deep[number - 1] + deep[number]) / 2 if places else deep[0] / 2
        places.append(max(want, least))
    for number in range(len(places) - 1, -1, -1):
        most = (
            places[number + 1] - (deep[number] + deep[number + 1]) / 2
            if number + 1 < len(places)
            else high - deep[number] / 2
        )
        places[number] = min(places[number], most)
    return places
