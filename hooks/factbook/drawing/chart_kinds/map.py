"""Where things are to be built: circles on the land, as large as is planned, filled as built."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, cos, floor, radians, sqrt
from typing import Any

from ...meaning.figures import current, status
from ...meaning.wording import NO_BREAK, Wording
from ...record.book import Book
from ...record.kinds import STAGES, Chart, Place, Undertaking
from ...record.outline import FILE, REMEDY, Ring
from ...record.values import Address
from ..canvas import NARROW, WIDE, Canvas
from ..chart_kind import ChartKind, Finding, Line
from ..labels import NOWHERE, Box, Spot, label_places
from ..letters import LINE
from ..marks import FILLED, At, Data, Mark, Paint, Picture, datum, words
from ..palette import CLEAR, EDGE, QUIET, SUNK
from ..rows import ChartData, Point, figure_point, merge_sources

LAND = {WIDE: (286, 420), NARROW: (248, 330)}  # the most that the land takes, wide and high, in px
LIST = 328  # where the list begins, beside the land of a wide drawing, in px
LARGEST, SMALLEST = 40, 3  # the radius of the largest circle, and the least of one, in px
SWATCH, WORDS = 6, 20  # the radius of a circle of the list, and where its words begin, in px
LEAST_SEA = 1  # how far beyond the land a place may lie, where the land itself is small, in degrees
BETWEEN = 9  # between the entries of the list, in px
SMALL = 14  # a circle below this radius is not written over, in px
OUTLINE = Paint("color", "fill", aloud=True)
BUILT = STAGES.index("building")  # from this rung on something stands there
SIGNED = STAGES.index("contracted")


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """There is land, and something of the topic has a place on it."""
    if not book.outline and FILE not in book.broken:
        yield "kind", f"a map needs data/outline.json; {REMEDY}"
    placed = list(_placed(book, chart))
    if not placed and not book.broken - {FILE}:
        yield "topic", f"no program or investment of '{chart.topic}' has a 'place'"


def check_drawn(book: Book, chart: Chart) -> Iterator[tuple[Line, str]]:
    """Sizes are in one unit, and no place lies so far outside that the land would be a dot."""
    yield from _odd_sizes(book, chart)
    for address, _, place in _placed(book, chart) if book.outline else ():
        for field, degrees in zip(("longitude", "latitude"), place.at or (), strict=False):
            if message := _far_outside(book.outline, field, degrees):
                yield book.place(address, "place", field), message


def _odd_sizes(book: Book, chart: Chart) -> Iterator[tuple[Line, str]]:
    """Each place whose size is in another unit than those of most others are."""
    units = {
        address: _base(book, place)[0]
        for address, _, place in _placed(book, chart)
        if _has_size(book, place)
    }
    [(usual, _)] = Counter(units.values()).most_common(1) or [("", 0)]
    for address, unit in units.items():
        if unit != usual:
            message = f"this size is in {unit}, and those of the other places are in {usual}"
            yield book.place(address, "place", "size"), f"{message}: a map shows one unit"


def _far_outside(outline: tuple[Ring, ...], field: str, degrees: float) -> str:
    """Why a degree cannot be meant: it is farther from the land than the land is large."""
    east = field == "longitude"
    coasts = [place[0 if east else 1] for ring in outline for place in ring]
    first, last = min(coasts), max(coasts)
    away = degrees - (first + last) / 2
    if east:
        away = (away + 180) % 360 - 180
    size = last - first
    if abs(away) <= size / 2 + max(size, LEAST_SEA):
        return ""
    return (
        f"'{field}' {degrees:g} lies far outside the map ({floor(first)} to {ceil(last)}): check "
        "its sign and its point; a place abroad is listed without its coordinates"
    )


def _placed(book: Book, chart: Chart) -> Iterator[tuple[Address, Undertaking, Place]]:
    """What has a place, of the chart's topics."""
    topics = set(chart.all_topics)
    for address, record in book.stepwise():
        is_of_topic = not topics.isdisjoint(record.all_topics)
        if is_of_topic and isinstance(record, Undertaking) and record.place:
            yield address, record, record.place


def _has_size(book: Book, place: Place) -> bool:
    return place.size in book.figures


def _base(book: Book, place: Place) -> tuple[str, Decimal]:
    """The unit that sizes are counted in, and how many of it one of a place's own unit is.

    Gigawatts are told in megawatts. Units that run in a circle are told elsewhere, and count as
    one here.
    """
    unit = book.figures[place.size or ""].unit
    times = Decimal(1)
    way = []
    while unit not in way:
        way.append(unit)
        smaller = book.units[unit].multiple_of
        if smaller not in book.units:
            return unit, times
        times *= book.units[unit].times or 1
        unit = smaller or unit
    return min(way), times


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each place: what has come farthest first, the larger before the smaller."""
    points = [
        _point(book, chart, address, record, place, say)
        for address, record, place in _placed(book, chart)
    ]
    yield from sorted(points, key=lambda point: (-_rung(point.stage), -(point.other or 0)))


def _point(
    book: Book, chart: Chart, address: Address, record: Undertaking, place: Place, say: Wording
) -> Point:
    now = status(record.steps, book.site.as_of)
    sized = Point("", say("map.no-size"), address=address)
    times = Decimal(1)
    if _has_size(book, place):
        figure = book.figures[place.size or ""]
        sized = figure_point(book, chart, place.size or "", current(figure), say)
        _, times = _base(book, place)
    name = say.text(place.name)
    return replace(
        sized,
        label=say.text(record.name),
        address=address,
        payer=record.payer or sized.payer,
        payer_word=say(f"payer.{record.payer}") if record.payer else sized.payer_word,
        group=name if place.at else say("map.no-place", name=name),
        stage=now.stage,
        stage_word=say.stage(now.stage, now.of),
        intended=_rung(now.stage) < BUILT,
        other=sized.reach * float(times) or None,
        at=place.at,
        sources=merge_sources((sized.sources, now.step.sources if now.step else (), place.sources)),
    )


def _rung(stage: str) -> int:
    """How far a stage is; what was given up stands on no rung."""
    return STAGES.index(stage) if stage in FILLED else -1


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The land, and what circles mean."""
    return replace(data, outline=book.outline, words={"key": say("map.key")})


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class Land:
    """Where degrees stand in the drawing, in px: each as long eastwards as northwards."""

    west: float
    north: float
    shrink: float  # of degrees eastwards, which are shorter far from the equator
    scale: float
    left: float = 0.0  # room for circles that reach over the edge, in px
    top: float = 0.0

    def at(self, east: float, north: float) -> tuple[float, float]:
        """A place in px, by its degrees; one beyond the line of dates stands beside the others."""
        turned = (east - self.west + 180) % 360 - 180
        x, y = turned * self.shrink * self.scale, (self.north - north) * self.scale
        return self.left + x, self.top + y


def _land(data: ChartData, canvas: Canvas) -> Land:
    """All of the outline, and all places, as large as there is room."""
    coasts = [place for ring in data.outline for place in ring]
    middle = sum(east for east, _ in coasts) / len(coasts)
    found = [point.at for point in data.points if point.at]
    easts = [middle + (east - middle + 180) % 360 - 180 for east, _ in (*coasts, *found)]
    norths = [north for _, north in (*coasts, *found)]
    shrink = cos(radians((max(norths) + min(norths)) / 2))
    wide = max((max(easts) - min(easts)) * shrink, 0.01)
    high = max(max(norths) - min(norths), 0.01)
    most_wide, most_high = LAND[NARROW if canvas.narrow else WIDE]
    scale = min(most_wide / wide, most_high / high)
    bare = Land(min(easts), max(norths), shrink, scale)
    circles = [(*bare.at(*point.at), _radius(data, point)) for point in data.points if point.at]
    return replace(
        bare,
        left=1 + max((radius - x for x, _, radius in circles if radius > x), default=0.0),
        top=1 + max((radius - y for _, y, radius in circles if radius > y), default=0.0),
    )


def _bottom(data: ChartData, land: Land) -> float:
    """How far down land and circles go, in px."""
    coasts = [land.at(*place)[1] for ring in data.outline for place in ring]
    circles = [land.at(*point.at)[1] + _radius(data, point) for point in data.points if point.at]
    return max(*coasts, *circles, 0.0)


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """The land with its circles; beside it, or below it on a phone, the list of them."""
    land = _land(data, canvas)
    ground = _bottom(data, land)
    left, top = (0.0, ground + 14) if canvas.narrow else (float(LIST), 0.0)
    entries, bottom = _entries(data, canvas, left, top)
    values = [
        datum(data, number, **entry, **_shapes(data, point, land, entry))
        for number, (point, entry) in enumerate(zip(data.points, entries, strict=True))
    ]
    largest_first = sorted(
        range(len(values)), key=lambda number: _radius(data, data.points[number]), reverse=True
    )
    key = canvas.letters.wrap(data.words["key"], canvas.width - left - 2)
    keys: Data = [{"key": key, "x": left, "y": bottom + LINE}]
    coast: Data = [{"coast": _coast(data.outline, land), "land": SUNK, "edge": EDGE}]
    marks = [
        replace(_paths("coast", Paint("edge", "land"), "true"), rows=coast),
        *_circles("circle", "inside"),
        *_circles("swatch", "swatch_inside"),
        words("place", At("x"), At("y"), rows=_names(data, land, canvas), halo=True),
        words("head", At("words_x"), At("head_y"), align="left", fontWeight=700),
        words("name", At("words_x"), At("name_y"), align="left", color=QUIET),
        words("key", At("x"), At("y"), align="left", color=QUIET, rows=keys),
    ]
    height = max(ground + 4, bottom + LINE * (len(key) + 1))
    return Picture([values[number] for number in largest_first], marks, height)


def _entries(
    data: ChartData, canvas: Canvas, left: float, top: float
) -> tuple[list[dict[str, object]], float]:
    """The words of the list: each place with its size and stage, then what is to be built."""
    entries: list[dict[str, object]] = []
    room = canvas.width - left - WORDS - 2
    y = top
    for point in data.points:
        size = point.brief.replace(" ", NO_BREAK)
        said = f"{point.group}: {size}{data.comma}{point.stage_word}"
        head = canvas.letters.wrap(said, room, bold=True)
        name = canvas.letters.wrap(point.label, room)
        entries.append(
            {
                "head": head,
                "head_y": y + LINE / 2,
                "name": name,
                "name_y": y + LINE * len(head) + LINE / 2,
                "words_x": left + WORDS,
            }
        )
        y += LINE * (len(head) + len(name)) + BETWEEN
    return entries, y


def _shapes(
    data: ChartData, point: Point, land: Land, entry: Mapping[str, Any]
) -> dict[str, object]:
    """The circle of a place, and a small one in the list; of both the part that is filled."""
    built = FILLED[point.stage] if _rung(point.stage) >= BUILT else 0.0
    swatch = (entry["words_x"] - WORDS + SWATCH + 1, entry["head_y"], SWATCH)
    circle = (*land.at(*point.at), _radius(data, point)) if point.at else None
    return {
        "circle": _circle(*circle) if circle else "",
        "inside": _lower_part(*circle, built) if circle and built else "",
        "swatch": _circle(*swatch),
        "swatch_inside": _lower_part(*swatch, built) if built else "",
        "signed": _rung(point.stage) >= SIGNED,
        "fill": CLEAR,
    }


def _radius(data: ChartData, point: Point) -> float:
    """As large as its square root, so that areas compare; the least where it is unknown."""
    largest = max((other.other or 0.0 for other in data.points), default=0.0)
    return max(SMALLEST, LARGEST * sqrt((point.other or 0.0) / (largest or 1.0)))


def _circle(x: float, y: float, radius: float) -> str:
    half = f"A{radius:.1f},{radius:.1f} 0 1,1"
    west, east = f"{x - radius:.1f},{y:.1f}", f"{x + radius:.1f},{y:.1f}"
    return f"M{west}{half} {east}{half} {west}Z"


def _lower_part(x: float, y: float, radius: float, part: float) -> str:
    """A circle up to a part of its height."""
    if part == 1:
        return _circle(x, y, radius)
    up = radius * (2 * part - 1)
    half = sqrt(radius**2 - up**2)
    arc = f"A{radius:.1f},{radius:.1f} 0 {int(up > 0)},0"
    return f"M{x - half:.1f},{y - up:.1f}{arc} {x + half:.1f},{y - up:.1f}Z"


def _coast(outline: tuple[Ring, ...], land: Land) -> str:
    """All rings as one path."""
    return "".join(f"M{_ring_at(ring, land)}Z" for ring in outline)


def _ring_at(ring: Ring, land: Land) -> str:
    return " ".join("{:.1f},{:.1f}".format(*land.at(*place)) for place in ring)


def _names(data: ChartData, land: Land, canvas: Canvas) -> Data:
    """The names of the places beside their circles, each once, as far as there is room."""
    named = {land.at(*point.at): point.group for point in data.points if point.at}
    spots = [Spot(x, y, name) for (x, y), name in named.items()]
    drawn = [(land.at(*point.at), _radius(data, point)) for point in data.points if point.at]
    circles = [
        Box.around(x, y, 2 * radius, 2 * radius) for (x, y), radius in drawn if radius < SMALL
    ]
    ground = replace(canvas, width=canvas.width if canvas.narrow else LIST - 8)
    labels = label_places(spots, ground, _bottom(data, land) + 4, in_the_way=circles)
    return [
        {"place": label.lines, "x": label.x, "y": label.y}
        for label in labels
        if label is not NOWHERE
    ]


def _circles(outlines: str, filled: str) -> list[Mark]:
    """Circles as they are filled; dashed where nothing is signed."""
    return [
        _paths(filled, Paint("color", "color"), f"datum.{filled}"),
        _paths(outlines, OUTLINE, f"datum.{outlines} && datum.signed"),
        _paths(outlines, OUTLINE, f"datum.{outlines} && !datum.signed", strokeDash=[3, 2]),
    ]


def _paths(field: str, paint: Paint, only: str, **look: object) -> Mark:
    """Shapes that are written in px of the whole drawing."""
    size = {"size": 4, "opacity": 1, "strokeWidth": 1.4}
    return Mark("point", 0, 0, symbol=field, paint=paint, look={**size, **look}, only=only)


def describe(data: ChartData, say: Wording) -> str:
    """Each place, its size and its stage."""
    rows_ = "; ".join(_in_words(point, say) for point in data.points)
    return say.counted("map.words", len(data.points), rows=rows_)


def _in_words(point: Point, say: Wording) -> str:
    """A place with its size, its stage and where it is."""
    size = say.listed(point.label, point.text)
    return say("aside", said=size, note=say.listed(point.stage_word, point.group))


KIND = ChartKind(
    keeps_sides=True,
    draw=draw,
    rows=rows,
    needs=(),
    reads=(),
    describe=describe,
    check=check,
    check_drawn=check_drawn,
    frame=frame,
    tells_stages=False,
    gist=344,  # the land, without the list
    leads=True,
)
