"""The record as tables: a row a record, and its figures, readings, steps, disputes, posts and studies in tables of their own.

Columns are made from the fields that records.py states; nothing is stated twice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import chain

from ..meaning.addresses import has_own_page, has_url, step_url, url_of
from ..meaning.changes import changes
from ..meaning.figures import current
from ..record.book import Address, Book
from ..record.fields import Field, description_of, fields_of
from ..record.kinds import KINDS, Dispute, Figure, Post, PromiseStep, Reading, Row, Step, Study
from ..record.rules import parts
from ..record.values import Day, Record, Text

Fill = Callable[[Text, str], str]  # a text in a language as plain words, its calls filled
OF_IDS, OF_WORDS = " ", " | "  # what stands between the items of one cell


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # text, day, date, number, integer, boolean or url
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    separator: str = ""  # where a cell holds several items
    refers: str = ""  # table.column whose values it holds
    unit: str = ""  # the column that names the unit of its numbers

    def flatten(self, value: object) -> object:
        """A value of the column as one cell of a file: the items of a list in one text."""
        return self.separator.join(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Table:
    """A table with typed columns; a cell is None, bool, int, float, str or a tuple of str."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]


def record_tables(book: Book, fill: Fill, address: str = "") -> list[Table]:
    """A table for each kind, and one for each sort of part that records have; `address` is the site's own."""
    languages = book.site.languages
    rows = {
        **{kind: list(_records(book, kind, fill)) for kind in KINDS},
        **_parts(book, fill),
        "changes": list(_changes(book)),
    }
    for row in chain.from_iterable(rows.values()):
        if row.get("permalink"):
            row["permalink"] = address + row["permalink"]
    declared = [
        *_parts_declared(languages),
        *(
            (name, description_of(kind.model), ("id",), (*ID, *columns(kind.model, languages)))
            for name, kind in KINDS.items()
        ),
    ]
    return [
        table_of(name, title, key, columns_, rows.get(name, []))
        for name, title, key, columns_ in declared
    ]


def table_of(
    name: str, title: str, key: tuple[str, ...], columns_: tuple[Column, ...], rows: list[dict]
) -> Table:
    """A table from rows that name their cells."""
    return Table(
        name,
        title,
        key,
        columns_,
        tuple(tuple(row.get(column.name) for column in columns_) for row in rows),
    )


# ---------------------------------------------------------------- columns


@cache
def columns(model: type[Record], languages: tuple[str, ...], unit: str = "") -> tuple[Column, ...]:
    """The columns of a kind of record; records inside it have tables of their own."""
    made = [
        column
        for field in fields_of(model)
        if field.published
        for column in _columns(field, languages, unit)
    ]
    return (*made, URLS) if "sources" in model.model_fields else tuple(made)


def _columns(field: Field, languages: tuple[str, ...], unit: str) -> Iterator[Column]:
    required = (
        field.required and not field.many and not field.hindsight
    )  # an earlier edition may lack those
    match field.type:
        case "record" if not field.many:
            for column in columns(field.model, languages):
                yield replace(
                    column,
                    name=f"{field.name}_{column.name}",
                    meaning=f"{field.meaning}: {column.meaning}",
                    required=False,
                    unit=f"{field.name}_unit" if column.type == "number" else "",
                )
        case "record":
            return
        case "words":
            for language in languages:
                yield Column(
                    f"{field.name}_{language}",
                    "text",
                    f"{field.meaning} ({language})",
                    required and language == languages[0],
                )
        case "day":
            yield Column(field.name, "day", field.meaning, required)
            yield Column(
                f"{field.name}_last", "date", f"the last day of {field.name}, for sorting", required
            )
        case _:
            yield _column(field, required, unit)


def _column(field: Field, required: bool, unit: str) -> Column:
    ids = field.refers or field.addresses
    separator = (OF_IDS if ids else OF_WORDS) if field.many else ""
    refers = f"{field.refers}.id" if field.refers and not field.many else ""
    return Column(
        field.name,
        field.type,
        field.meaning,
        required,
        field.choices,
        separator,
        refers,
        unit if field.type == "number" else "",
    )


PERMALINK = Column("permalink", "text", "where it stands on the site")
ID = (Column("id", "text", "its id, which never changes", required=True), PERMALINK)
URLS = Column(
    "source_urls",
    "text",
    "web addresses of those sources, as far as they have one",
    separator=OF_IDS,
)
UNIT = Column("unit", "text", "id of the unit or currency", required=True, refers="units.id")
CURRENCY = Column("currency", "text", "ISO code of the currency, for money")
NUMBER = Column("number", "integer", "its place in the list, from 1", required=True)
FIGURE = Column(
    "figure",
    "text",
    "address of the figure: kind/id#figure",
    required=True,
    refers="figures.figure",
)


RECORD = Column("record", "text", "address of the record: kind/id", required=True)
PERSON = Column("person", "text", "id of the person", required=True, refers="people.id")
CURRENT = Column("current", "boolean", "true for the reading that the site prints", required=True)
ANCHOR = Column("anchor", "text", "its place on the page of the record", required=True)
DISPUTED = (
    Column(
        "about", "text", "address of the figure, record or step that it is about", required=True
    ),
    Column("reading", "integer", "number of the reading, for a figure; else 0", required=True),
)


def _parts_declared(
    languages: tuple[str, ...],
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[Column, ...]]]:
    """(name, title, key, columns) of the tables of parts, and of what changed."""
    figure, row, reading = (columns(model, languages, "unit") for model in (Figure, Row, Reading))
    label = tuple(column for column in figure if column.name.startswith("label_"))
    yield (
        "figures",
        "Every figure with its present reading.",
        ("figure",),
        _once(
            replace(FIGURE, refers=""),
            RECORD,
            PERMALINK,
            *label,
            UNIT,
            CURRENCY,
            *figure,
            *row,
            *reading,
        ),
    )
    yield (
        "readings",
        description_of(Reading),
        ("figure", "number"),
        (FIGURE, NUMBER, CURRENT, *label, UNIT, CURRENCY, *reading),
    )
    yield (
        "steps",
        description_of(Step),
        ("record", "anchor"),
        (RECORD, ANCHOR, PERMALINK, *columns(PromiseStep, languages)),
    )
    yield (
        "disputes",
        description_of(Dispute),
        ("about", "reading", "number"),
        (
            *DISPUTED,
            NUMBER,
            replace(UNIT, required=False),
            CURRENCY,
            *columns(Dispute, languages, "unit"),
        ),
    )
    yield (
        "posts",
        description_of(Post),
        ("person", "number"),
        (PERSON, NUMBER, *columns(Post, languages)),
    )
    yield (
        "studies",
        description_of(Study),
        ("person", "number"),
        (PERSON, NUMBER, *columns(Study, languages)),
    )
    yield (
        "changes",
        "What changed, value by value: a figure's reading and the one before.",
        (),
        CHANGE,
    )


def _once(*given: Column) -> tuple[Column, ...]:
    """Columns without those whose name came before: a figure's note goes before its reading's."""
    return tuple(
        {column.name: column for column in reversed(given)}[name]
        for name in dict.fromkeys(column.name for column in given)
    )


CHANGE = (
    Column("date", "day", "when it changed", required=True),
    Column("figure", "text", FIGURE.meaning, required=True, refers=FIGURE.refers),
    Column("label", "text", "what is measured", required=True),
    UNIT,
    Column("before", "text", "the value before; two ends for a range"),
    Column("before_stage", "text", "its stage"),
    Column("after", "text", "the value after"),
    Column("after_stage", "text", "its stage"),
    Column("reason", "text", "update, correction or definition"),
    Column("sources", "text", "ids of the sources that say so", separator=OF_IDS),
)

# ---------------------------------------------------------------- rows


def cells(
    part: Record, fill: Fill, languages: tuple[str, ...], prefix: str = ""
) -> dict[str, object]:
    """The cells of a record by the names of their columns."""
    found: dict[str, object] = {}
    for field in fields_of(type(part)):
        value, name = getattr(part, field.name), prefix + field.name
        if value is None or not field.published:
            continue
        if field.type == "record":
            found |= cells(value, fill, languages, f"{name}_") if not field.many else {}
        elif field.type == "words":
            found |= {
                f"{name}_{language}": fill(value, language) or None
                for language in languages
                if value.has(language)
            }
        elif isinstance(value, Day):
            found |= {name: str(value), f"{name}_last": value.last.isoformat()}
        else:
            found[name] = (
                number(value)
                if isinstance(value, Decimal)
                else tuple(map(str, value)) or None
                if field.many
                else value
            )
    return found


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as files write numbers."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _sourced(book: Book, part: Record, fill: Fill) -> dict[str, object]:
    urls = tuple(
        book.sources[id_].url for id_ in getattr(part, "sources", ()) if book.sources[id_].url
    )
    return cells(part, fill, book.site.languages) | {"source_urls": urls or None}


def _records(book: Book, kind: str, fill: Fill) -> Iterator[dict]:
    for id_, record in book.records[kind].items():
        address = f"{kind}/{id_}"
        yield _sourced(book, record, fill) | {
            "id": id_,
            "permalink": url_of(book, address) if has_url(address) else None,
        }


def _parts(book: Book, fill: Fill) -> dict[str, list[dict]]:
    """The rows of the tables of parts, in the order of the record."""
    rows: dict[str, list[dict]] = defaultdict(list)
    for address, figure in book.figures.items():
        _add_figure(rows, book, address, figure, fill)
    for address in book.addresses():
        for path, part in parts(book.get(address)):
            if isinstance(part, Step):
                _add_step(rows, book, address, part, fill)
            elif isinstance(part, (Post, Study)):
                where = {"person": address.partition("/")[2], "number": path[-1] + 1}
                rows["posts" if isinstance(part, Post) else "studies"].append(
                    _sourced(book, part, fill) | where
                )
            if not path or isinstance(part, Study):
                _add_disputes(rows, book, part, fill, {"about": address})
    _number(rows["disputes"])
    return rows


def _add_figure(
    rows: dict[str, list[dict]], book: Book, address: Address, figure: Figure, fill: Fill
) -> None:
    record, _, key = address.partition("#")
    own = cells(figure, fill, book.site.languages) | {
        "figure": address,
        "currency": book.units[figure.unit].currency,
    }
    names = {column.name for column in columns(Figure, book.site.languages)}
    for place, reading in enumerate(figure.readings, 1):
        said = _sourced(book, reading, fill)
        rows["readings"].append(
            {
                **{name: own[name] for name in own if not name.startswith("note_")},
                **said,
                "number": place,
                "current": reading is current(figure),
            }
        )
        _add_disputes(
            rows,
            book,
            reading,
            fill,
            {"about": address, "reading": place, "unit": figure.unit, "currency": own["currency"]},
        )
    row = (
        cells(book.get(record).rows[key], fill, book.site.languages)
        if record.startswith("indicators/")
        else {}
    )
    present = {name: value for name, value in said.items() if name not in names}
    rows["figures"].append(
        row | present | own | {"record": record, "permalink": url_of(book, address)}
    )


def _add_step(
    rows: dict[str, list[dict]], book: Book, address: Address, step: Step, fill: Fill
) -> None:
    # A promise is an entry of a list that shows only its last step.
    own_page = has_own_page(address)
    where = {
        "record": address,
        "anchor": step.anchor,
        "permalink": step_url(book, address, step.anchor) if own_page else url_of(book, address),
    }
    rows["steps"].append(_sourced(book, step, fill) | where)
    _add_disputes(rows, book, step, fill, {"about": f"{address}#{step.anchor}"})


def _add_disputes(
    rows: dict[str, list[dict]], book: Book, part: Record, fill: Fill, where: dict
) -> None:
    for dispute in getattr(part, "disputed_by", ()):
        rows["disputes"].append(_sourced(book, dispute, fill) | {"reading": 0, **where})


def _number(disputes: list[dict]) -> None:
    """Each dispute's place among those about the same thing."""
    seen: Counter = Counter()
    for row in disputes:
        seen[row["about"], row["reading"]] += 1
        row["number"] = seen[row["about"], row["reading"]]


def _changes(book: Book) -> Iterator[dict]:
    for change in changes(book):
        if change.after:
            yield {
                "date": str(change.day),
                "figure": change.address,
                "label": change.figure.label.en,
                "unit": change.figure.unit,
                "before": _shown(change.before),
                "before_stage": change.before.stage,
                "after": _shown(change.after),
                "after_stage": change.after.stage,
                "reason": change.kind,
                "sources": change.after.sources,
            }


def _shown(reading: Reading) -> str:
    return (
        f"{number(reading.value)}"
        if reading.value is not None
        else f"{number(reading.low)}–{number(reading.high)}"
    )
