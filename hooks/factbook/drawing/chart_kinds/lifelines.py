"""Every promise as a line through time: what sources report of it, and what it named as due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...meaning.lifelines import Lifeline, lifelines
from ...meaning.line_words import course, score, short_state, state
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import STAGES, Chart
from ..along_time import year_named
from ..beads import AMBER, GREEN, RED, bead, color_of_stage, looks_like
from ..canvas import Canvas
from ..chart_kind import ChartKind, Finding
from ..courses import Course, Stretch, course_of
from ..known_time import KnownTime, known_time
from ..letters import LINE, SIZE
from ..marks import At, Data, Datum, Mark, Paint, Picture, bars, datum, rules, words
from ..palette import CLEAR, EDGE, INK, PAPER, QUIET, Color
from ..rows import ChartData, Point, merge_sources

RADIUS = 4.5  # of a bead, in px
THIN, THICK = 1.6, 2.6  # of a line, in px
BEHIND = 7  # from a mark to its words, in px
NAMES = 0.33  # how much of a wide drawing the names may take
SMALL = 12  # letters where room is scarce, in px; a phone shows them larger
HEAD = 19  # of a topic, in px
AXIS = 38  # above the first row: the day on which the record ends, and the years
KEY_STEP = LINE + 2  # from one line of the key to the next, in px


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Something was promised."""
    if not book.promises and not book.broken:
        yield "kind", "the record has no promise; there is nothing to draw"


# ---------------------------------------------------------------- rows


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each promise, topic by topic, those made first before the others."""
    for id_, line in lifelines(book).items():
        promise = book.promises[id_]
        last = line.planned[-1] if line.planned else line.last
        steps = merge_sources(step.sources for step in promise.steps)
        yield Point(
            label=say.text(promise.name),
            text=course(line, say),
            shown=state(line, say),
            short=short_state(line, say),
            group=say.text(book.topics[promise.topic].name),
            stage=line.now.stage,
            stage_word=say.stage(line.now.stage, line.now.of),
            as_of=say.day(line.last.day),
            start=line.began.isoformat(),
            end=last.day.last.isoformat(),
            address=f"promises/{id_}",
            sources=merge_sources((steps, promise.sources)),
            line=line,
        )


def frame(data: ChartData, book: Book, chart: Chart, say: Wording) -> ChartData:
    """The words of the key, and those at the rule where the record ends."""
    happened = {it.stage for line in _lines(data) for it in line.happened}
    key: dict[str, str] = {}
    for stage in (stage for stage in STAGES if stage in happened):
        alike = next((other for other in key if looks_like(other, stage)), stage)
        key[alike] = say.listed(key.get(alike, ""), say(f"stage.{stage}"))
    if any(line.planned for line in _lines(data)):
        key["planned"] = say("lifeline.planned")
    if any(line.overdue for line in _lines(data)):
        key["overdue"] = say("lifeline.silence")
    ends = say("lifeline.ends", day=say.day(book.site.as_of))
    return replace(data, words={**key, "ends": ends})


def _lines(data: ChartData) -> list[Lifeline]:
    return [point.line for point in data.points if point.line]


def describe(data: ChartData, say: Wording) -> str:
    """How many promises there are, how many are kept, and how many are overdue."""
    return score(_lines(data), say)


# ---------------------------------------------------------------- where rows stand


@dataclass(frozen=True)
class Row:
    """One promise: where its line runs, and its words."""

    number: int  # of its point
    point: Point
    line: Lifeline
    course: Course
    top: float
    bottom: float
    y: float  # of its line
    name: list[str]
    name_y: float  # of the first line of its name


@dataclass(frozen=True)
class Plan:
    """Where everything of a drawing stands."""

    rows: tuple[Row, ...]
    heads: Data  # the names of topics
    time: KnownTime
    top: float  # of the rows
    height: float
    canvas: Canvas
    ends: str  # the words at the rule
    language: str

    @property
    def bands(self) -> list[tuple[float, float]]:
        """From where to where the rule runs: not through the names of a narrow drawing."""
        if self.canvas.narrow:
            return [(row.y - 6, row.y + 6) for row in self.rows]
        return [(self.top - 6, self.height)]


def _plan(data: ChartData, canvas: Canvas, top: float) -> Plan:
    """Rows one below another, a head where a topic begins."""
    room = 0 if canvas.narrow else _room_for_names(data, canvas)
    time = _time(data, canvas, left=room + 18 if room else 8)
    rows: list[Row] = []
    heads: Data = []
    before, y = "", top
    for number, point in enumerate(data.points):
        if point.group != before:
            before = point.group
            y += 4 if rows else 0
            heads.append({"head": point.group, "y": y + HEAD / 2})
            y += HEAD
        row = _row(number, point, time, y, canvas, room)
        rows.append(row)
        y = row.bottom
    return Plan(
        tuple(rows),
        heads,
        time,
        top,
        height=y + 6,
        canvas=canvas,
        ends=data.words["ends"],
        language=data.language,
    )


def _time(data: ChartData, canvas: Canvas, left: float) -> KnownTime:
    """The time between the names and the words behind the lines."""
    lines = _lines(data)
    behind = [
        2 * RADIUS + BEHIND + _width(point.short, line, canvas)
        for point, line in zip(data.points, lines, strict=True)
    ]
    return known_time(lines, left, canvas.width - 4, behind)


def _room_for_names(data: ChartData, canvas: Canvas) -> float:
    """As wide as the longest name, up to a part of the drawing."""
    widest = canvas.letters.widest([[point.label for point in data.points]])
    return min(widest, canvas.width * NAMES)


def _row(
    number: int, point: Point, time: KnownTime, top: float, canvas: Canvas, room: float
) -> Row:
    """A row whose name stands before its line, or above it where the canvas is narrow."""
    assert point.line  # every point of this kind has one
    course = course_of(point.line, time, RADIUS)
    if canvas.narrow:
        name = canvas.letters.wrap_into(1, point.label, canvas.width - 4, size=SMALL)
        bottom, middle, first = top + 29, top + 20, top + 7  # nearer to its own name
    else:
        name = canvas.letters.wrap(point.label, room)
        bottom = top + LINE * len(name) + 3
        middle = (top + bottom) / 2
        first = middle - LINE * (len(name) - 1) / 2
    return Row(number, point, point.line, course, top, bottom, middle, name, first)


# ---------------------------------------------------------------- drawing


def draw(data: ChartData, canvas: Canvas) -> Picture:
    """Lines with beads, a rule where the record ends, and behind it what is planned."""
    key = list(_key(data, canvas))
    above = (key[-1].line + 1) * KEY_STEP + 14
    plan = _plan(data, canvas, top=above + AXIS)
    marks = [
        *_ground(plan),
        _hits(),
        *_in_key(key),
        _guides(plan),
        *_dashes(plan),
        _solid(plan),
        *_spans(plan),
        *_beads(_all_beads(plan)),
        *_names(plan),
        *_states(plan),
    ]
    return Picture([_datum(data, row, canvas) for row in plan.rows], marks, plan.height)


def _datum(data: ChartData, row: Row, canvas: Canvas) -> Datum:
    place = {"left": 0, "right": canvas.width, "top": row.top, "bottom": row.bottom}
    name = {"name": row.name, "name_y": row.name_y}
    said = f"{row.number}|{row.point.label}: {row.point.text}"
    return datum(data, row.number, **place, **name, color=CLEAR, fill=CLEAR, said=said)


def _hits() -> Mark:
    """A field as large as the row: it is what is pointed at, and what is told aloud."""
    return bars(At("left", to="right"), At("top", to="bottom"))


def _names(plan: Plan) -> Iterator[Mark]:
    """The names of the promises and of their topics."""
    yield words("name", 2, At("name_y"), align="left", fontSize=_size(plan.canvas))
    yield words("head", 2, At("y"), align="left", rows=plan.heads, fontWeight=700)


# ---------------------------------------------------------------- the key


@dataclass(frozen=True)
class Entry:
    """A mark of the drawing and what it means."""

    sign: str  # a stage, planned or overdue
    said: str
    line: int
    x: float


def _key(data: ChartData, canvas: Canvas) -> Iterator[Entry]:
    """What the marks of this drawing mean, in as many lines as they need."""
    line, x = 0, 2.0
    for sign, said in data.words.items():
        if sign == "ends":
            continue
        wide = _wide(sign) + 6 + canvas.letters.width(said)
        if x > 2 and x + wide > canvas.width:
            line, x = line + 1, 2.0
        yield Entry(sign, said, line, x)
        x += wide + 16


def _wide(sign: str) -> float:
    """How wide a mark is in the key, in px."""
    return 24 if sign in ("planned", "overdue") else 2 * RADIUS + 1


def _in_key(key: Sequence[Entry]) -> Iterator[Mark]:
    """The marks of the key, and their words."""
    beads: Data = []
    texts: Data = []
    for entry in key:
        y = entry.line * KEY_STEP + 9
        texts.append({"key": entry.said, "x": entry.x + _wide(entry.sign) + 6, "y": y})
        if entry.sign not in ("planned", "overdue"):
            beads.append({"x": entry.x + RADIUS + 1, "y": y, **bead(entry.sign)})
        else:
            yield from _sample(entry, y)
    yield from _beads(beads)
    yield words("key", At("x"), At("y"), color=QUIET, align="left", rows=texts)


def _sample(entry: Entry, y: float) -> Iterator[Mark]:
    """A piece of line that leads to a planned day, or on from one that passed."""
    late = entry.sign == "overdue"
    span: Data = [{"from": entry.x, "to": entry.x + 24, "y": y}]
    yield _silence(span) if late else _planned(span)
    if not late:
        day = Stretch(entry.x + 13, entry.x + 13 + 2 * RADIUS)
        yield _capsules([_box(day, y, QUIET, RADIUS)])


# ---------------------------------------------------------------- the ground


def _ground(plan: Plan) -> Iterator[Mark]:
    """The years, and the rule where the record ends; behind it the ground is another one."""
    time, right = plan.time, plan.canvas.width
    ahead: Data = [{"x": time.rule, "end": right, "top": plan.top - 6, "bottom": plan.height}]
    look = {"fill": "var(--sunk)", "aria": False}
    yield Mark("rect", At("x", to="end"), At("top", to="bottom"), look=look, rows=ahead)
    spans: Data = [
        {"at": time.at(date(year, 1, 1)), "top": plan.top - 6, "bottom": plan.height}
        for year in (*time.years_known(), *time.years_ahead())
    ]
    yield rules(At("at"), At("top", to="bottom"), spans)
    named: Data = [{"at": x, "tick": year} for x, year in _named_years(plan)]
    yield words("tick", At("at"), plan.top - 14, color=QUIET, rows=named)
    rule: Data = [
        {"x": time.rule, "top": top, "bottom": bottom}
        for top, bottom in [(plan.top - 22, plan.top - 6), *plan.bands]
    ]
    yield rules(At("x"), At("top", to="bottom"), rule, stroke=INK, strokeWidth=1.2)
    wide = plan.canvas.letters.width(plan.ends)
    middle = min(max(time.rule, wide / 2 + 2), right - wide / 2 - 2)
    yield words("ends", middle, plan.top - 31, rows=[{"ends": plan.ends}])


def _named_years(plan: Plan) -> Iterator[tuple[float, str]]:
    """The years whose names cover neither each other nor the rule; ahead, round ones if any."""
    time, half = plan.time, plan.canvas.letters.width(year_named(2000, plan.language)) / 2
    ahead = time.years_ahead()
    taken = 0.0
    for year in (*time.years_known(), *([it for it in ahead if it % 5 == 0] or ahead)):
        x = time.at(date(year, 1, 1))
        beside_the_rule = abs(x - time.rule) > half + 3
        if x - half >= taken and beside_the_rule and x + half <= plan.canvas.width:
            taken = x + half + 8
            yield x, year_named(year, plan.language)


# ---------------------------------------------------------------- lines and beads


def _solid(plan: Plan) -> Mark:
    """From the day on which each promise was made to the last thing that is reported of it."""
    spans = [_stretch(row.course.solid, row.y) for row in plan.rows]
    return rules(At("from", to="to"), At("y"), spans, stroke=INK, strokeWidth=THIN)


def _guides(plan: Plan) -> Mark:
    """From what named no day to its words: nothing is said of it, the eye is led."""
    spans: Data = []
    for row in plan.rows:
        if row.point.shown and not row.line.planned and not row.line.is_over:
            end = plan.time.rule + BEHIND
            spans.append({"from": row.course.reported, "to": end, "y": row.y})
    return rules(At("from", to="to"), At("y"), spans, strokeDash=[1, 4], stroke=EDGE)


def _dashes(plan: Plan) -> Iterator[Mark]:
    """From the last report to what is planned; heavier and amber where a day has passed."""
    yield _planned([_stretch(it, row.y) for row in plan.rows for it in row.course.planned])
    yield _silence([_stretch(it, row.y) for row in plan.rows for it in row.course.silent])


def _stretch(it: Stretch, y: float) -> Datum:
    return {"from": it.start, "to": it.end, "y": y}


def _planned(spans: Data) -> Mark:
    dash = {"strokeDash": [2, 3], "strokeWidth": THIN}
    return rules(At("from", to="to"), At("y"), spans, stroke=EDGE, **dash)


def _silence(spans: Data) -> Mark:
    dash = {"strokeDash": [5, 2], "strokeWidth": THICK}
    return rules(At("from", to="to"), At("y"), spans, stroke=AMBER, **dash)


def _spans(plan: Plan) -> Iterator[Mark]:
    """As long as the time that is known of a day: dashed and hollow where it is planned."""
    known: Data = []
    days: Data = []
    for row in plan.rows:
        known += [_box(it, row.y, EDGE, 2) for it in row.course.inexact]
        days += [_box(it, row.y, AMBER, RADIUS) for it in row.course.overdue]
        days += [_box(it, row.y, QUIET, RADIUS) for it in row.course.to_come]
    paint = Paint("stroke", "inside")
    box = bars(At("left", to="right"), At("top", to="bottom"), paint, aria=False)
    yield replace(box, rows=known)
    yield _capsules(days)


def _capsules(rows: Data) -> Mark:
    """Days that are planned."""
    box = bars(
        At("left", to="right"),
        At("top", to="bottom"),
        Paint("stroke", "inside"),
        strokeDash=[2.2, 1.8],
        cornerRadius=RADIUS,
        aria=False,
    )
    return replace(box, rows=rows)


def _box(it: Stretch, y: float, stroke: Color, half: float) -> Datum:
    sides = {"left": it.start, "right": it.end, "top": y - half, "bottom": y + half}
    return {**sides, "stroke": stroke, "inside": PAPER}


def _all_beads(plan: Plan) -> Data:
    """A bead for each step that happened."""
    return [
        {"x": it.x, "y": row.y, **bead(it.stage)} for row in plan.rows for it in row.course.beads
    ]


def _beads(beads: Data) -> Iterator[Mark]:
    """Rings, and what fills them."""
    size = (2 * RADIUS) ** 2
    look = {"size": size, "opacity": 1, "strokeWidth": 1.5, "aria": False}
    x, y = At("x"), At("y")
    yield Mark("circle", x, y, paint=Paint("ring", "inside"), look=look, rows=beads)
    full = [row for row in beads if row["shape"]]
    paint = Paint("color", "filling")
    yield Mark("point", x, y, symbol="shape", paint=paint, look=look, rows=full)


# ---------------------------------------------------------------- words at the ends of lines


def _states(plan: Plan) -> Iterator[Mark]:
    """What each line came to, at its end; in the ink of what is said of it."""
    found = [state for row in plan.rows for state in _state_of(row, plan)]
    for ink in (QUIET, AMBER, GREEN, RED):
        states = [state for state in found if state["ink"] == ink]
        weight = 400 if ink == QUIET else 700
        if states:
            at = At("x"), At("y")
            yield words(
                "state",
                *at,
                color=ink,
                align="left",
                rows=states,
                fontWeight=weight,
                fontSize=_size(plan.canvas),
            )


def _state_of(row: Row, plan: Plan) -> Iterator[Datum]:
    """The words at the end of a line, the longer ones where they have room."""
    for said in filter(None, (row.point.shown, row.point.short)):
        wide = _width(said, row.line, plan.canvas)
        x = _words_at(row, plan.time, wide)
        if x + wide <= plan.canvas.width:
            yield {"state": said, "x": x, "y": row.y, "ink": _ink(row.line)}
            return


def _words_at(row: Row, time: KnownTime, wide: float) -> float:
    """Where words begin: behind what is planned, or behind the rule; what is over has them behind
    its last bead, if they fit before the rule."""
    if row.course.to_come:
        return row.course.to_come[-1].end + BEHIND
    last = row.course.reported + RADIUS + BEHIND
    if row.line.is_over and not row.line.overdue and last + wide < time.rule - 4:
        return last
    return time.rule + 3 + BEHIND


def _width(said: str, line: Lifeline, canvas: Canvas) -> float:
    """How wide the words at the end of a line are, in px."""
    return canvas.letters.width(said, _is_bold(line), _size(canvas))


def _size(canvas: Canvas) -> int:
    """The size of the letters of rows, in px."""
    return SMALL if canvas.narrow else SIZE


def _is_bold(line: Lifeline) -> bool:
    return _ink(line) != QUIET


def _ink(line: Lifeline) -> str:
    if line.overdue:
        return AMBER
    return color_of_stage(line.now.stage) if line.is_over else QUIET


KIND = ChartKind(
    draw=draw,
    rows=rows,
    needs=(),
    reads=(),
    check=check,
    frame=frame,
    describe=describe,
    tells_stages=False,
    is_broad=True,
    leads=True,
)
