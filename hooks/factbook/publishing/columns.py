"""Columns of tables, made from the fields of the kinds of record: nothing is stated twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ..meaning.wording import Wording, language_name
from ..record.fields import Field, fields_of
from ..record.languages import ENGLISH
from ..record.values import Record

OF_IDS, OF_WORDS = " ", " | "  # what stands between the items of one cell

# How what a column means is put together. Like each meaning, a language may say it in its own way.
INSIDE = "{outer}: {meaning}"
IN_LANGUAGE = "{meaning} ({language})"
IN_UNIT = "{meaning}; in the unit of column '{unit}'"
SEPARATED = {
    OF_IDS: "{meaning}; items are separated by spaces",
    OF_WORDS: "{meaning}; items are separated by ' | '",
}
PATTERNS = (INSIDE, IN_LANGUAGE, IN_UNIT, *SEPARATED.values())


@dataclass(frozen=True)
class Column:
    """A column of a table, and what its cells hold."""

    name: str
    type: str  # text, day, date, number, integer, boolean or url
    meaning: str  # in English, as the code states it; `explain` says it in a language
    required: bool = False
    choices: tuple[str, ...] = ()
    separator: str = ""  # where a cell holds several items
    refers: str = ""  # table.column whose values it holds
    unit: str = ""  # the column that names the unit of its numbers
    inside: str = ""  # what the record means that it stands in, where that has no table of its own
    language: str = ""  # of its words

    def flatten(self, value: object) -> object:
        """A value of the column as one cell of a file: the items of a list in one text."""
        return self.separator.join(value) if isinstance(value, tuple) else value


def explained_in(column: Column, say: Wording) -> str:
    """The language that explains a column: English until its meaning is said in another."""
    return say.language if column.meaning in say.meanings else ENGLISH


def explain(column: Column, say: Wording) -> str:
    """What a column means, with its language, its unit and what stands between its items."""
    language = explained_in(column, say)
    said = say.meanings if language == say.language else {}
    words = said.get(column.meaning, column.meaning)
    if column.inside:
        words = _put(said, INSIDE, words, outer=said.get(column.inside, column.inside))
    if column.language:
        words = _put(said, IN_LANGUAGE, words, language=language_name(column.language, language))
    if column.unit:
        words = _put(said, IN_UNIT, words, unit=column.unit)
    return _put(said, SEPARATED[column.separator], words) if column.separator else words


def _put(said: Mapping[str, str], pattern: str, words: str, **names: str) -> str:
    """Words in a pattern, as the language says it."""
    return said.get(pattern, pattern).format(meaning=words, **names)


PERMALINK = Column("permalink", "text", "where it stands on the site")
ID = Column("id", "text", "its id, which never changes", required=True)
SOURCE_URLS = Column(
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
ORGANIZATION = Column(
    "organization", "text", "id of the organization", required=True, refers="organizations.id"
)
CURRENT = Column("current", "boolean", "true for the reading that the site prints", required=True)
ANCHOR = Column("anchor", "text", "its place on the page of the record", required=True)
PLANNED = Column(
    "planned",
    "boolean",
    "true for a step that no source reports as happened: its stage is a plan",
    required=True,
)
ABOUT = Column(
    "about", "text", "address of the figure, record or step that it is about", required=True
)
LAST_DAY = "the last day of what the column before it holds, for sorting"
READING = Column("reading", "integer", "number of the reading, for a figure; else 0", required=True)


@cache
def columns_of(
    model: type[Record], languages: tuple[str, ...], unit: str = ""
) -> tuple[Column, ...]:
    """The columns of a kind of record; records inside it have tables of their own.

    `unit` is the column that names the unit of its numbers.
    """
    columns: list[Column] = []
    for field in fields_of(model):
        if field.published:
            columns += _columns_of_field(field, languages, unit)
    if "sources" in model.model_fields:
        columns.append(SOURCE_URLS)
    return tuple(columns)


def once(*columns: Column) -> tuple[Column, ...]:
    """Columns of different names: of those that share one, the first."""
    by_name: dict[str, Column] = {}
    for column in columns:
        by_name.setdefault(column.name, column)
    return tuple(by_name.values())


def _columns_of_field(
    field: Field,
    languages: tuple[str, ...],
    unit: str,
) -> Iterator[Column]:
    # What an author must write may yet be missing from an earlier edition.
    required = field.required and not field.many and not (field.hindsight or field.told)
    match field.type:
        case "record":
            yield from _columns_inside(field, languages)
        case "words":
            yield from _columns_of_words(field, languages, required)
        case "day":
            yield Column(field.name, "day", field.meaning, required)
            yield Column(f"{field.name}_last", "date", LAST_DAY, required)
        case _:
            yield _plain_column(field, required, unit)


def _columns_inside(field: Field, languages: tuple[str, ...]) -> Iterator[Column]:
    """Those of a record inside a record, where there is at most one of them."""
    if field.many or not field.model:
        return
    unit = "unit" if "unit" in field.model.model_fields else ""
    for column in columns_of(field.model, languages, unit):
        yield replace(
            column,
            name=f"{field.name}_{column.name}",
            inside=field.meaning,
            required=False,
            unit=column.unit and f"{field.name}_{column.unit}",
        )


def _columns_of_words(
    field: Field,
    languages: tuple[str, ...],
    required: bool,
) -> Iterator[Column]:
    """One for each language; only the first is sure to be there."""
    for language in languages:
        yield Column(
            f"{field.name}_{language}",
            "text",
            field.meaning,
            required and language == languages[0],
            language=language,
        )


def _plain_column(field: Field, required: bool, unit: str) -> Column:
    separator = ""
    if field.many:
        separator = OF_IDS if field.refers or field.addresses else OF_WORDS
    return Column(
        name=field.name,
        type=field.type,
        meaning=field.meaning,
        required=required,
        choices=() if field.many else field.choices,  # a cell with several is none of them
        separator=separator,
        refers=f"{field.refers}.id" if field.refers and not field.many else "",
        unit=unit if field.type == "number" else "",
    )
