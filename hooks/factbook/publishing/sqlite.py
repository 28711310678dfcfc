"""Tables -> one SQLite file, the same bytes for the same tables."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from .columns import Column
from .tables import Table

TYPES = {"number": "NUMERIC", "integer": "INTEGER", "boolean": "INTEGER"}
VERSIONS = slice(92, 100)  # counters of the library that wrote the file; readers only compare them
ABOUT = ("item TEXT PRIMARY KEY", "says TEXT NOT NULL")
COLUMNS = (
    "in_table TEXT",
    "name TEXT",
    "type TEXT",
    "unit TEXT",
    "meaning TEXT",
    "PRIMARY KEY (in_table, name)",
)


def database(
    tables: Sequence[Table], about: dict[str, str], explain: Callable[[Column], str]
) -> bytes:
    """A database of all tables, one that explains each column, and one that says whose it is."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 4096")
    explanations = [
        (table.name, column.name, column.type, column.unit, explain(column))
        for table in tables
        for column in table.columns
    ]
    with connection:
        _add(connection, "about", ABOUT, list(about.items()))
        _add(connection, "columns", COLUMNS, explanations)
        for table in tables:
            rows = [_plain_row(row, table.columns) for row in table.rows]
            _add(connection, table.name, _declarations(table), rows)
    connection.execute("VACUUM")
    return _without_versions(connection.serialize())


def _plain_row(row: Sequence[object], columns: Sequence[Column]) -> list[object]:
    return [_storable(column.flatten(value)) for column, value in zip(columns, row, strict=True)]


def _storable(value: object) -> object:
    """A value as the library stores it: whole numbers beyond 64 bits only in floating point."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return float(value)
    return value


def _add(
    connection: sqlite3.Connection,
    name: str,
    declarations: Iterable[str],
    rows: Sequence[Sequence[object]],
) -> None:
    """A table with its rows."""
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(declarations)})')
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)


def _declarations(table: Table) -> list[str]:
    """The columns and keys of a table in SQL."""
    lines = [_declare(column) for column in table.columns]
    if table.key:
        key = ", ".join(f'"{name}"' for name in table.key)
        lines.append(f"PRIMARY KEY ({key})")
    for column in table.columns:
        if column.refers:
            other, _, name = column.refers.partition(".")
            lines.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{other}" ("{name}")')
    return lines


def _declare(column: Column) -> str:
    type_ = TYPES.get(column.type, "TEXT")
    return f'"{column.name}" {type_} NOT NULL' if column.required else f'"{column.name}" {type_}'


def _without_versions(file: bytes) -> bytes:
    """The file as any release of the library writes it."""
    content = bytearray(file)
    content[VERSIONS] = bytes(8)
    return bytes(content)
