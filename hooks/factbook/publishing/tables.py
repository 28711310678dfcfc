"""The record as tables: a row for each record, and tables of figures, readings, steps and so on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..record.book import Book
from ..record.fields import description_of
from ..record.kinds import (
    KINDS,
    Dispute,
    Figure,
    FormerName,
    Link,
    Post,
    PromiseStep,
    Reading,
    Row,
    Step,
    Study,
)
from .columns import (
    ABOUT,
    ANCHOR,
    CURRENCY,
    CURRENT,
    FIGURE,
    ID,
    NUMBER,
    OF_IDS,
    ORGANIZATION,
    PERMALINK,
    PERSON,
    PLANNED,
    READING,
    RECORD,
    UNIT,
    Column,
    columns_of,
    once,
)
from .table_rows import Fill, Rows

CHANGE = (
    Column("date", "day", "when it changed", required=True),
    FIGURE,
    Column("label", "text", "what is measured", required=True),
    UNIT,
    Column("before", "text", "the value before; two ends for a range"),
    Column("before_stage", "text", "its stage"),
    Column("after", "text", "the value after"),
    Column("after_stage", "text", "its stage"),
    Column("reason", "text", "update, correction or definition"),
    Column("sources", "text", "ids of the sources that say so", separator=OF_IDS),
)


@dataclass(frozen=True)
class Table:
    """A table with typed columns."""

    name: str
    title: str
    key: tuple[str, ...]  # the columns that tell its rows apart
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...] = ()  # None, bool, int, float, str or a tuple of str


def table_of_words(
    name: str,
    header: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
) -> Table:
    """A table without types, for people in a spreadsheet; its first column tells rows apart."""
    columns = tuple(Column(column, "text", "") for column in header)
    return Table(name, "", header[:1], columns, tuple(rows))


def record_tables(book: Book, fill: Fill, address: str = "") -> list[Table]:
    """A table for each sort of part that records have, and one for each kind of record.

    `address` is the site's own.
    """
    rows = Rows(book, fill)
    rows_of = {
        "figures": rows.figures(),
        "readings": rows.readings(),
        "steps": rows.steps(),
        "disputes": rows.disputes(),
        "posts": rows.posts(),
        "studies": rows.studies(),
        "links": rows.links(),
        "former_names": rows.former_names(),
        "changes": rows.changes(),
        **{kind: rows.records(kind) for kind in KINDS},
    }
    tables = tables_of(book.site.languages)
    return [_with_rows(table, rows_of[table.name], address) for table in tables]


def tables_of(languages: tuple[str, ...]) -> tuple[Table, ...]:
    """The tables of any record in some languages, without rows."""
    return (*_tables_of_parts(languages), *_tables_of_kinds(languages))


def table_of(
    name: str,
    title: str,
    key: tuple[str, ...],
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, object]],
) -> Table:
    """A table from rows that name their cells."""
    return _with_rows(Table(name, title, key, columns), rows)


def _with_rows(
    table: Table,
    rows: Iterable[Mapping[str, object]],
    address: str = "",
) -> Table:
    """A table with its rows in the order of its columns; permalinks begin with an address."""
    names = [column.name for column in table.columns]
    placed = (_with_address(row, address) for row in rows)
    return replace(table, rows=tuple(tuple(map(row.get, names)) for row in placed))


def _with_address(row: Mapping[str, object], address: str) -> Mapping[str, object]:
    permalink = row.get("permalink")
    return {**row, "permalink": f"{address}{permalink}"} if permalink and address else row


def _tables_of_kinds(languages: tuple[str, ...]) -> Iterator[Table]:
    """A table for each kind of record, without its rows."""
    for name, kind in KINDS.items():
        columns = (ID, PERMALINK, *columns_of(kind.model, languages))
        yield Table(name, description_of(kind.model), ("id",), columns)


def _tables_of_parts(languages: tuple[str, ...]) -> tuple[Table, ...]:
    """Figures, readings, steps, disputes, posts, studies and changes, without their rows."""
    figure = columns_of(Figure, languages, unit="unit")
    row = columns_of(Row, languages, unit="unit")
    reading = columns_of(Reading, languages, unit="unit")
    dispute = columns_of(Dispute, languages, unit="unit")
    label = tuple(column for column in figure if column.name.startswith("label_"))
    return (
        Table(
            "figures",
            "Every figure with its present reading.",
            ("figure",),
            once(
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
        ),
        Table(
            "readings",
            description_of(Reading),
            ("figure", "number"),
            (FIGURE, NUMBER, CURRENT, *label, UNIT, CURRENCY, *reading),
        ),
        Table(
            "steps",
            description_of(Step),
            ("record", "anchor"),
            (RECORD, ANCHOR, PERMALINK, PLANNED, *columns_of(PromiseStep, languages)),
        ),
        Table(
            "disputes",
            description_of(Dispute),
            ("about", "reading", "number"),
            (ABOUT, READING, NUMBER, replace(UNIT, required=False), CURRENCY, *dispute),
        ),
        Table(
            "posts",
            description_of(Post),
            ("person", "number"),
            (PERSON, NUMBER, *columns_of(Post, languages)),
        ),
        Table(
            "studies",
            description_of(Study),
            ("person", "number"),
            (PERSON, NUMBER, *columns_of(Study, languages)),
        ),
        Table(
            "links",
            description_of(Link),
            ("person", "number"),
            (PERSON, NUMBER, *columns_of(Link, languages)),
        ),
        Table(
            "former_names",
            description_of(FormerName),
            ("organization", "number"),
            (ORGANIZATION, NUMBER, *columns_of(FormerName, languages)),
        ),
        Table(
            "changes",
            "What changed, value by value: a figure's reading and the one before.",
            (),
            CHANGE,
        ),
    )
