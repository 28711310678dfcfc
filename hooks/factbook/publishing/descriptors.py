"""What describes the tables to machines: Data Package, CSV on the Web, schema.org and Croissant."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from ..drawing.captions import Caption
from ..meaning.wording import Wording
from ..record.book import Book
from ..record.values import Day
from .columns import Column, explain, explained_in
from .tables import Table

CSV, JSON, SQLITE = "text/csv", "application/json", "application/vnd.sqlite3"
MEDIA_TYPES = {"csv": CSV, "json": JSON, "sqlite": SQLITE}

# type of a column -> the word of each vocabulary: Table Schema, CSV on the Web, Croissant
TABLE_SCHEMA = {"text": "string", "day": "string", "url": "string"}
ON_THE_WEB = {"text": "string", "day": "string", "url": "anyURI", "number": "decimal"}
CROISSANT = {
    "number": "sc:Float",
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "url": "sc:URL",
}
Json = dict[str, object]


@dataclass(frozen=True)
class Origin:
    """Whose data it is: stated once in a language, and repeated in every file."""

    say: Wording
    name: str
    description: str
    as_of: str
    version: str
    licence: str
    licence_url: str | None
    home: str  # the address of the site, or ""
    keywords: tuple[str, ...]
    since: str  # the first day of the data

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.say.language

    @property
    def address(self) -> str:
        """Where the data stands; nothing where the site has no address."""
        return f"{self.home}data/" if self.home else ""

    @property
    def citation(self) -> str:
        """How to cite the data."""
        day = self.say.day(Day(self.as_of))
        cited = self.say("data.citation", name=self.name, day=day, address=self.address)
        return f"{cited.strip()} ({self.licence})"

    def explain(self, column: Column) -> str:
        """What a column means."""
        return explain(column, self.say)

    def title(self, name: str, stated: str) -> str:
        """What a table holds; what is stated of it where no word says it."""
        return self.say.words.get(f"table.{name}", stated or name)

    def about(self) -> dict[str, str]:
        """What each file of data says of itself."""
        entries = {
            "title": self.name,
            "as_of": self.as_of,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "citation": self.citation,
            "home": self.home,
        }
        return {name: words for name, words in entries.items() if words}


def origin_of(book: Book, say: Wording, home: str) -> Origin:
    """Whose data a Book is, in a language; `home` is the address of the site."""
    site = book.site
    day = site.as_of.last
    return Origin(
        say=say,
        name=say.text(site.name),
        description=say.text(site.description),
        as_of=str(site.as_of),
        version=f"{day.year}.{day.month}.{day.day}",
        licence=say.text(site.licence),
        licence_url=site.licence_url,
        home=home,
        keywords=tuple(say.text(topic.name) for topic in book.topics.values()),
        since=book.once(_first_day).first.isoformat(),
    )


def _first_day(book: Book) -> Day:
    """The day of the oldest reading."""
    days = [reading.as_of for figure in book.figures.values() for reading in figure.readings]
    return min(days, default=book.site.as_of)


def _without_none(node: Mapping[str, object]) -> Json:
    """What is not known is left out."""
    return {name: value for name, value in node.items() if value is not None}


# ---------------------------------------------------------------- Frictionless Data Package


def data_package(
    origin: Origin,
    tables: list[Table],
    files: dict[str, bytes],
) -> Json:
    """A Data Package of the CSV files beside it."""
    licence = {
        "name": origin.licence.replace(" ", "-"),
        "title": origin.licence,
        "path": origin.licence_url or None,
    }
    package = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", origin.name.lower()).strip("-") or "record",
        "title": origin.name,
        "description": origin.description,
        "homepage": origin.home or None,
        "version": origin.version,
        "licenses": [_without_none(licence)],
        "keywords": list(origin.keywords),
        "contributors": [{"title": origin.name, "role": "author"}],
        "citation": origin.citation,
        "resources": [_resource(origin, table, files[f"{table.name}.csv"]) for table in tables],
    }
    return _without_none(package)


def _resource(origin: Origin, table: Table, file: bytes) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": origin.title(table.name, table.title),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8",
        "bytes": len(file),
        "hash": f"sha256:{sha256(file).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "rows": len(table.rows),
        "schema": _schema(origin, table),
    }


def _schema(origin: Origin, table: Table) -> Json:
    foreign_keys = [
        {"fields": column.name, "reference": _reference(column, table)}
        for column in table.columns
        if column.refers
    ]
    schema = {
        "fields": [_field(origin, column) for column in table.columns],
        "primaryKey": list(table.key) or None,
        "foreignKeys": foreign_keys or None,
    }
    return _without_none(schema)


def _reference(column: Column, table: Table) -> Json:
    other, _, name = column.refers.partition(".")
    return {"resource": "" if other == table.name else other, "fields": name}


def _field(origin: Origin, column: Column) -> Json:
    constraints = {
        "required": column.required or None,
        "enum": list(column.choices) or None,
        "pattern": Day.PATTERN.pattern if column.type == "day" else None,
    }
    field = {
        "name": column.name,
        "type": TABLE_SCHEMA.get(column.type, column.type),
        "format": "uri" if column.type == "url" else None,
        "description": origin.explain(column),
        "unitField": column.unit or None,
        "constraints": _without_none(constraints) or None,
    }
    return _without_none(field)


# ---------------------------------------------------------------- CSV on the Web


def csv_on_the_web(origin: Origin, table: Table, file: str) -> Json:
    """Metadata for one CSV file; `file` is its name."""
    schema = {
        "columns": [_web_column(origin, column) for column in table.columns],
        "primaryKey": list(table.key) or None,
    }
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": origin.language}],
        "url": file,
        "dc:title": origin.title(table.name, table.title),
        "dc:publisher": origin.name,
        "dc:bibliographicCitation": origin.citation,
        "dc:license": {"@id": origin.licence_url} if origin.licence_url else None,
        "tableSchema": _without_none(schema),
    }
    return _without_none(metadata)


def about_chart(caption: Caption) -> Json:
    """What the metadata of a chart's rows say besides: its caption, in Dublin Core and SKOS."""
    credits = [", ".join(filter(None, asdict(credit).values())) for credit in caption.credits]
    return _without_none(
        {
            "dc:title": caption.title,
            "dc:description": caption.subtitle or None,
            "skos:note": caption.note or None,
            "schema:unitText": caption.unit or None,
            "dc:date": caption.as_of,
            "dc:source": credits or None,
            "dc:bibliographicCitation": caption.citation or None,
            "dc:isFormatOf": {"@id": caption.address} if caption.address else None,
        }
    )


def _explained(origin: Origin, column: Column) -> object:
    """What a column means, marked where that is said in another language than all else."""
    words, language = origin.explain(column), explained_in(column, origin.say)
    return words if language == origin.language else {"@value": words, "@language": language}


def _web_column(origin: Origin, column: Column) -> Json:
    base: object = ON_THE_WEB.get(column.type, column.type)
    if column.type == "day":
        base = {"base": base, "format": Day.PATTERN.pattern}
    description = {
        "name": column.name,
        "titles": column.name,
        "dc:description": _explained(origin, column),
        "datatype": base,
        "required": column.required or None,
        "separator": column.separator or None,
    }
    return _without_none(description)


# ---------------------------------------------------------------- schema.org and Croissant


def dataset(origin: Origin, files: dict[str, bytes]) -> Json:
    """The data as schema.org tells search engines of it."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **_terms(origin),
        "distribution": [_download(origin, name, file) for name, file in files.items()],
    }


def _download(origin: Origin, name: str, file: bytes) -> Json:
    return {
        "@type": "DataDownload",
        "name": name,
        "contentUrl": f"{origin.home}data/{name}",
        "encodingFormat": media_type(name),
        "contentSize": f"{len(file)} B",
    }


def _terms(origin: Origin) -> Json:
    """What schema.org and Croissant say alike: what the data are, whose, of when, on what terms."""
    maker = _without_none(
        {"@type": "Organization", "name": origin.name, "url": origin.home or None}
    )
    return {
        "name": origin.name,
        "description": f"{origin.description} {origin.say('data.promise')}",
        "url": f"{origin.home}data/",
        "version": origin.version,
        "license": origin.licence_url or origin.licence,
        "creator": maker,
        "publisher": maker,
        "datePublished": origin.as_of,
        "dateModified": origin.as_of,
        "temporalCoverage": f"{origin.since}/{origin.as_of}",
        "isAccessibleForFree": True,
        "keywords": list(origin.keywords),
    }


def media_type(name: str) -> str:
    """The media type of a file, by the end of its name."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


CROISSANT_WORDS = """
arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject
fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet
references regex repeated replace samplingRate separator source subField transform
"""
CROISSANT_CONTEXT = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in CROISSANT_WORDS.split()},
}


def croissant(origin: Origin, tables: list[Table], files: dict[str, bytes]) -> Json:
    """The CSV files and their columns as Croissant 1.1, for programs that learn from data."""
    names = [f"{table.name}.csv" for table in tables]
    return {
        "@context": {**_one_language(origin, tables), **CROISSANT_CONTEXT},
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        **_terms(origin),
        "citeAs": origin.citation,
        "isLiveDataset": False,
        "distribution": [_file_object(origin, name, files[name]) for name in names],
        "recordSet": [_record_set(origin, table) for table in tables if table.rows],
    }


def _one_language(origin: Origin, tables: list[Table]) -> Json:
    """The language of all words; of what mixes two none is claimed."""
    columns = (column for table in tables for column in table.columns)
    spoken = {explained_in(column, origin.say) for column in columns}
    return {"@language": origin.language} if spoken == {origin.language} else {}


def _file_object(origin: Origin, name: str, file: bytes) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": f"{origin.home}data/{name}" if origin.home else name,
        "contentSize": f"{len(file)} B",
        "encodingFormat": media_type(name),
        "sha256": sha256(file).hexdigest(),
    }


def _record_set(origin: Origin, table: Table) -> Json:
    key = [{"@id": f"{table.name}-rows/{name}"} for name in table.key]
    record_set = {
        "@type": "cr:RecordSet",
        "@id": f"{table.name}-rows",
        "name": table.name,
        "description": origin.title(table.name, table.title),
        "key": key or None,
        "field": [_croissant_field(origin, table, column) for column in table.columns],
    }
    return _without_none(record_set)


def _croissant_field(origin: Origin, table: Table, column: Column) -> Json:
    field = {
        "@type": "cr:Field",
        "@id": f"{table.name}-rows/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": origin.explain(column),
        "dataType": CROISSANT.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
        "references": _croissant_reference(table, column),
    }
    return _without_none(field)


def _croissant_reference(table: Table, column: Column) -> Json | None:
    """The column of another table whose values this one holds; within one it would be a circle."""
    other, _, name = column.refers.partition(".")
    if other in ("", table.name):
        return None
    return {"field": {"@id": f"{other}-rows/{name}"}}
