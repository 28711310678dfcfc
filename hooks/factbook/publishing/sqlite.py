"""Tables -> one SQLite file, the same bytes for the same tables."""

import sqlite3
from collections.abc import Iterable

from .tables import Column, Table

TYPES = {"number": "NUMERIC", "integer": "INTEGER", "boolean": "INTEGER"}
VERSIONS = slice(
    92, 100
)  # of the file: the counters of the library that wrote it, which readers only compare


def database(tables: Iterable[Table], about: dict[str, str]) -> bytes:
    """A database with a table for each table, one that explains every column, and one that says whose data it is."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 4096")
    with connection:
        _fill(connection, "about", ("item TEXT PRIMARY KEY", "says TEXT NOT NULL"), about.items())
        _fill(
            connection,
            "columns",
            (
                "in_table TEXT",
                "name TEXT",
                "type TEXT",
                "unit TEXT",
                "meaning TEXT",
                "PRIMARY KEY (in_table, name)",
            ),
            (
                (table.name, column.name, column.type, column.unit, column.meaning)
                for table in tables
                for column in table.columns
            ),
        )
        for table in tables:
            _fill(
                connection,
                table.name,
                _declared(table),
                (map(cell, row, table.columns) for row in table.rows),
            )
    connection.execute("VACUUM")
    return _without_versions(connection.serialize())


def cell(value: object, column: Column) -> object:
    """A cell as a plain value: the items of a list in one text."""
    return column.separator.join(value) if isinstance(value, tuple) else value


def _fill(
    connection: sqlite3.Connection, name: str, declared: Iterable[str], rows: Iterable[Iterable]
) -> None:
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(declared)})')
    rows = [tuple(row) for row in rows]
    if rows:
        connection.executemany(
            f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows
        )


def _declared(table: Table) -> list[str]:
    """The columns and keys of a table in SQL."""
    declared = [
        f'"{column.name}" {TYPES.get(column.type, "TEXT")}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    if table.key:
        declared.append("PRIMARY KEY ({})".format(", ".join(f'"{name}"' for name in table.key)))
    for column in table.columns:
        if column.refers:
            other, _, name = column.refers.partition(".")
            declared.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{other}" ("{name}")')
    return declared


def _without_versions(file: bytes) -> bytes:
    """The file as any release of the library writes it."""
    written = bytearray(file)
    written[VERSIONS] = bytes(8)
    return bytes(written)
