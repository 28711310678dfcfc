"""What every chart owes its readers, of whichever record it is."""

import gzip
import json
import re
from collections.abc import Collection

from conftest import ROOT
from factbook.drawing.canvas import NARROW, WIDE, Canvas
from factbook.drawing.charts import ChartData, chart_kind
from factbook.drawing.letters import Letters
from factbook.drawing.marks import named
from factbook.drawing.public_spec import Specification
from factbook.drawing.specification import spec
from factbook.writing.calls import Calls
from pages import Page

# Charts along time name days of their own; the others print each value beside its row.
ALONG_TIME = {"ladder", "gantt", "career", "timeline", "lifelines"}
WITH_VALUES = {
    "bars",
    "stage-bars",
    "share-bars",
    "status-bars",
    "evidence-age",
    "ranks",
    "ranges",
    "areas",
    "grid",
    "squares",
    "map",
}
QUARTERS = {"1", "4", "7", "10"}  # by their first months
# Of all drawings of a chart, compressed: of two, and of three where one is as wide as a page.
MOST_BYTES = {2: 12_000, 3: 32_000}
Specifications = dict[int, Specification]  # by their width
LETTERS = Letters(ROOT / "docs" / "assets" / "fonts" / "measure")


# ---------------------------------------------------------------- rows


def check_chart(book, data: ChartData, say) -> None:
    """All that holds of a chart before it is drawn."""
    check_rows(book, data, say)
    check_words(book, data, say)
    specs = specifications(data)
    check_colours(book, data, specs, say)
    check_whole_words(data, specs)
    check_axes(data, specs)


def specifications(data: ChartData) -> Specifications:
    """What both drawings are made from, by their width; each costs as much as all checks of it."""
    return {width: spec(data, Canvas(width, LETTERS)) for width in (WIDE, NARROW)}


def check_rows(book, data: ChartData, say) -> None:
    """What a row says of a figure is what the Book says of it, read here once more."""
    id_ = data.id
    assert data.points and data.description, id_
    assert data.sources, id_
    for point in data.points:
        if "#" in point.address:
            figure = book.figures[point.address]
            words = [say.reading(reading, book.units[figure.unit]) for reading in figure.readings]
            # A share stands behind the value in brackets, a second value behind a semicolon.
            assert any(point.text.startswith(said) for said in words), (id_, point)
            assert any(is_drawn_from(point, reading) for reading in figure.readings), (id_, point)


def is_drawn_from(point, reading) -> bool:
    """Whether the numbers of a row are those of a reading."""
    numbers = [
        number if number is None else float(number)
        for number in (reading.value, reading.low, reading.high)
    ]
    return numbers == [point.value, point.low, point.high]


PAINTS = {
    "public": {"--public"},
    "private": {"--private"},
    "mixed": {"--public", "--private"},
    "": set(),
}


def check_colours(book, data: ChartData, specs: Specifications, say) -> set[str]:
    """Blue is public money and orange private, row by row; which of them occur is given.

    What is not about money, or whose payer is unknown, has neither. Where they differ, words in
    the drawing say what they mean.
    """
    for width, drawn in specs.items():
        for row in drawn["data"]["values"]:
            point = data.points[int(row["said"].partition("|")[0])]
            assert point.payer == payer(book, point, data.kind), (data.id, point)
            used = set(re.findall(r"--(?:public|private)", json.dumps([row["color"], row["fill"]])))
            assert used == PAINTS[point.payer if point.stage != "out" else ""], (data.id, point)
        payers = {point.payer for point in data.points}
        words = {say(f"{data.whose}.{name or 'unknown'}") for name in payers}
        explained = words if len(payers) > 1 else set()
        layers = [layer["data"]["values"] for layer in drawn["layer"] if "data" in layer]
        found = {row["payer"] for rows in layers for row in rows if "payer" in row}
        assert found == explained, (data.id, width)
    return payers


def payer(book, point, kind: str) -> str:
    """Who pays for a row, read from the record once more."""
    record = book.get(point.address.partition("#")[0]) if point.address else None
    if "#" in point.address:
        return book.figures[point.address].payer or getattr(record, "payer", None) or ""
    return point.payer if kind in ("career", "map") else ""


def _parted(text: str) -> list[str]:
    return text.replace("(", " (").split()


def check_whole_words(data: ChartData, specs: Specifications) -> None:
    """No line of a drawing ends within a word or a number, on a phone neither.

    A bracket may begin a line, though in Korean it follows its word at once.
    """
    known = {*_parted(known_words(data)), "…"}  # a name that is cut short says so
    for width, drawn in specs.items():
        rows = [drawn["data"]["values"]]
        rows += [layer["data"]["values"] for layer in drawn["layer"] if "data" in layer]
        for row in (row for values in rows for row in values):
            for lines in row.values():
                if isinstance(lines, list):
                    words = _parted(" ".join(lines))
                    assert {word.rstrip(":,.") for word in words} <= known, (data.id, width, lines)


def check_axes(data: ChartData, specs: Specifications) -> None:
    """A line stands at each value that a scale names."""
    for width, drawn in specs.items():
        layers = drawn["layer"]
        lines = {row["at"] for row in rows_of(layers, "rule") if "at" in row}
        named = {row["at"] for row in rows_of(layers, "text") if "tick" in row}
        assert named <= lines, (data.id, width)


def rows_of(layers: list[dict], shape: str) -> list[dict]:
    """The rows that marks of a shape have of their own."""
    found = [layer for layer in layers if layer["mark"]["type"] == shape and "data" in layer]
    return [row for layer in found for row in layer["data"]["values"]]


def known_words(data: ChartData) -> str:
    """All that a drawing may print."""
    rows = "".join(
        f"{point.label} {point.brief} {point.stage_word} {point.group} {point.when} "
        f"{point.number} {point.text} {point.as_of} {point.remark} "
        for point in data.points
    )
    said = " ".join((*data.words.values(), *dict(data.gaps).values()))
    return re.sub(r"[:,.](?=\s|$)", "", f"{rows} {said}")


def check_words(book, data: ChartData, say) -> None:
    """What those who cannot see a chart are told: an alternative, and the ends of what it shows."""
    id_ = data.id
    chart = book.charts[id_]
    calls = Calls(book, say)
    alternative, title = calls.words(chart.alt), calls.words(chart.title)
    assert 0 < len(alternative) <= 250, id_
    assert not alternative.startswith(title), id_
    measured = [point.value for point in data.points if point.value is not None]
    if len(measured) > 1:
        counts = {str(len(measured)), str(len(data.points))}  # a map counts what has no size too
        assert any(count in data.description for count in counts), id_
        for value in (max(measured), min(measured)):
            ends = [point for point in data.points if point.value == value]
            told = [end for end in ends if end.label in data.description]
            assert any(end.text in data.description for end in told), id_


# ---------------------------------------------------------------- drawings


def drawings(page: Page) -> list[Page]:
    """The drawings of the one chart of a page, the widest first, the narrow one last."""
    (figure,) = [figure for figure in page.all("figure", "chart") if figure.all("svg", "drawing")]
    return figure.all("svg", "drawing")


def texts(drawing: Page) -> list[str]:
    """What a drawing prints: each text with its lines joined."""
    return [" ".join(text.root.itertext()) for text in drawing.all("text")]


def numbers(words: str) -> list[str]:
    return re.findall(r"\d[\d,.]*\d|\d", words)


def marks(drawing: Page) -> dict[int, Page]:
    """The marks of a drawing by the number of their row."""
    found = drawing.root.xpath(".//*[@data-point]")
    return {int(mark.get("data-point")): Page(mark) for mark in found}


def check_drawings(data: ChartData, page: Page) -> None:
    """Every mark is a row, every number is of a row, and what a kind prints stands there."""
    found = drawings(page)
    known = numbers_of(data)
    for drawing in found:
        printed = " ".join(texts(drawing))
        assert not set(numbers(printed)) - known, data.id
        assert marks(drawing).keys() == drawn_rows(data), data.id
        for number, mark in marks(drawing).items():
            point = data.points[number]
            assert mark.get("aria-label").startswith(named(point)), data.id
        if data.kind in WITH_VALUES:
            check_values(data, printed)
        check_markup(drawing, data)
    written = "".join(drawing.markup for drawing in found)
    assert len(gzip.compress(written.encode())) <= MOST_BYTES[len(found)], data.id


def numbers_of(data: ChartData) -> set[str]:
    """Every number that a drawing may print."""
    rows = " ".join(
        f"{point.label} {point.brief} {point.stage_word} {point.group} {point.when}"
        f" {point.number} {point.as_of} {point.remark}"
        for point in data.points
    )
    ticks = " ".join(words for _, words in data.ticks + data.other_ticks)
    gaps = " ".join(dict(data.gaps).values())
    known = set(numbers(f"{rows} {ticks} {gaps} {' '.join(data.words.values())}"))
    if data.kind in ALONG_TIME:
        known |= QUARTERS | {str(year) for year in range(1950, 2060)}
        known |= set(numbers(" ".join(point.start[:7] for point in data.points)))
    return known


def drawn_rows(data: ChartData) -> Collection[int]:
    """The numbers of the rows that have a mark: what has no place in time has none."""
    if data.kind == "timeline":
        return {number for number, point in enumerate(data.points) if point.period}
    if data.kind in ALONG_TIME:
        return {number for number, point in enumerate(data.points) if point.start}
    return set(range(len(data.points)))


def check_values(data: ChartData, printed: str) -> None:
    without_spaces = re.sub(r"\s", "", printed)
    for point in data.points:
        assert re.sub(r"\s", "", point.brief) in without_spaces, (data.id, point.brief)
        # Along time a place is called by its time, as far as there is room.
        is_named = re.sub(r"\s", "", point.row_name) in without_spaces
        assert is_named or is_over_time(data), (data.id, point.label)


def is_over_time(data: ChartData) -> bool:
    """Whether a chart of places tells of one ranking from left to right."""
    periods = {point.period for point in data.points}
    return data.kind == "ranks" and "" not in periods and len(periods) == len(data.points)


def check_markup(drawing: Page, data: ChartData) -> None:
    """A drawing is named for screen readers, and takes its colours from the page."""
    leads = chart_kind(data.kind).leads
    assert drawing.get("role") == ("group" if leads else "img"), data.id
    assert bool(drawing.all("a")) == leads, data.id
    assert drawing.get("aria-labelledby") == drawing.one("title").get("id"), data.id
    assert drawing.one("desc").root.text == data.description, data.id
    for element in drawing.all():
        for paint in (element.get("fill"), element.get("stroke")):
            assert not paint.startswith("#"), data.id
    assert "NaN" not in drawing.markup, data.id


def check_files(data: ChartData, page: Page, svg: str, spec: str, say) -> None:
    """What is taken away needs no page around it: an SVG and a specification."""
    assert "var(" not in svg, data.id
    assert say("sources") in svg, data.id
    widest = drawings(page)[0]
    assert set(texts(widest)) <= set(texts(Page.of(svg))), data.id
    assert "var(" not in spec, data.id
    read = json.loads(spec)
    assert "vega-lite" in read["$schema"], data.id
    assert read["usermeta"]["caption"], data.id
