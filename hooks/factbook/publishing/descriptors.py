"""What describes the tables to machines: Data Package, CSV on the Web, schema.org and Croissant."""

from dataclasses import dataclass
from hashlib import sha256

from ..record.book import Book
from ..record.values import Day
from .tables import Column, Table

CSV, JSON, SQLITE = "text/csv", "application/json", "application/vnd.sqlite3"
# type -> the word of each vocabulary: Table Schema, CSV on the Web, Croissant
TABLE_SCHEMA = {"text": "string", "day": "string", "url": "string"}
ON_THE_WEB = {"text": "string", "day": "string", "url": "anyURI", "number": "decimal"}
CROISSANT = {
    "number": "sc:Float",
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "url": "sc:URL",
}


@dataclass(frozen=True)
class Origin:
    """Whose data it is: said once, and repeated in every file."""

    name: str
    description: str
    as_of: str
    version: str
    licence: str
    licence_url: str | None
    home: str
    keywords: tuple[str, ...]
    since: str

    @property
    def citation(self) -> str:
        """How to cite the data."""
        return " ".join(
            filter(
                None,
                (
                    f"{self.name}. Data as of {self.as_of}.",
                    self.home and f"{self.home}data/",
                    f"({self.licence})",
                ),
            )
        )

    def said(self) -> dict[str, str]:
        """What each file of data says of itself."""
        return {
            key: value
            for key, value in (
                ("title", self.name),
                ("as_of", self.as_of),
                ("licence", self.licence),
                ("licence_url", self.licence_url),
                ("citation", self.citation),
                ("home", self.home),
            )
            if value
        }


def origin(book: Book, home: str) -> Origin:
    """Whose data a Book is; `home` is the address of the site."""
    day = book.site.as_of.last
    first = min(
        (reading.as_of for figure in book.figures.values() for reading in figure.readings),
        default=book.site.as_of,
    )
    return Origin(
        book.site.name.en,
        book.site.description.en,
        str(book.site.as_of),
        f"{day.year}.{day.month}.{day.day}",
        book.site.licence.en,
        book.site.licence_url,
        home,
        tuple(topic.name.en for topic in book.topics.values()),
        first.first.isoformat(),
    )


# ---------------------------------------------------------------- Frictionless Data Package


def data_package(of: Origin, tables: list[Table], files: dict[str, bytes]) -> dict:
    """A Data Package of the CSV files beside it."""
    licence = {
        "name": of.licence.replace(" ", "-"),
        "title": of.licence,
        **({"path": of.licence_url} if of.licence_url else {}),
    }
    return {
        "profile": "tabular-data-package",
        "name": of.name.lower().replace(" ", "-"),
        "title": of.name,
        "description": of.description,
        **({"homepage": of.home} if of.home else {}),
        "version": of.version,
        "licenses": [licence],
        "keywords": list(of.keywords),
        "contributors": [{"title": of.name, "role": "author"}],
        "citation": of.citation,
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }


def _resource(table: Table, file: bytes) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8",
        "bytes": len(file),
        "hash": f"sha256:{sha256(file).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "rows": len(table.rows),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [
                {"fields": column.name, "reference": _reference(column, table)}
                for column in table.columns
                if column.refers
            ],
        },
    }


def _reference(column: Column, table: Table) -> dict:
    other, _, name = column.refers.partition(".")
    return {"resource": "" if other == table.name else other, "fields": name}


def _field(column: Column) -> dict:
    rules = {
        "required": column.required or None,
        "enum": list(column.choices) if column.choices else None,
        "pattern": Day.PATTERN.pattern if column.type == "day" else None,
    }
    return {
        "name": column.name,
        "type": TABLE_SCHEMA.get(column.type, column.type),
        **({"format": "uri"} if column.type == "url" else {}),
        "description": explained(column),
        **({"unitField": column.unit} if column.unit else {}),
        **(
            {"constraints": {name: rule for name, rule in rules.items() if rule}}
            if any(rules.values())
            else {}
        ),
    }


def explained(column: Column) -> str:
    """What a column means, with its unit and with what stands between its items."""
    unit = f"; in the unit of column '{column.unit}'" if column.unit else ""
    return (
        column.meaning
        + unit
        + (f"; items are separated by '{column.separator}'" if column.separator else "")
    )


# ---------------------------------------------------------------- CSV on the Web


def on_the_web(of: Origin, table: Table, file: str) -> dict:
    """Metadata for one CSV file; `file` is its name."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": table.title or table.name,
        "dc:publisher": of.name,
        "dc:bibliographicCitation": of.citation,
        **({"dc:license": {"@id": of.licence_url}} if of.licence_url else {}),
        "tableSchema": {
            "columns": [_web_column(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def _web_column(column: Column) -> dict:
    base = ON_THE_WEB.get(column.type, column.type)
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": explained(column),
        "datatype": {"base": base, "format": Day.PATTERN.pattern} if column.type == "day" else base,
        **({"required": True} if column.required else {}),
        **({"separator": column.separator} if column.separator else {}),
    }


# ---------------------------------------------------------------- schema.org and Croissant


def dataset(of: Origin, files: dict[str, bytes]) -> dict:
    """The data as schema.org tells search engines of it."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **_described(of),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{of.home}data/{name}",
                "encodingFormat": format_of(name),
                "contentSize": f"{len(file)} B",
            }
            for name, file in files.items()
        ],
    }


def _described(of: Origin) -> dict:
    maker = {"@type": "Organization", "name": of.name, **({"url": of.home} if of.home else {})}
    return {
        "name": of.name,
        "description": f"{of.description} Every figure with its date, its stage and its sources.",
        "url": f"{of.home}data/",
        "version": of.version,
        "license": of.licence_url or of.licence,
        "creator": maker,
        "publisher": maker,
        "datePublished": of.as_of,
        "dateModified": of.as_of,
        "temporalCoverage": f"{of.since}/{of.as_of}",
        "isAccessibleForFree": True,
        "keywords": list(of.keywords),
    }


def format_of(name: str) -> str:
    """The media type of a file, by its name."""
    return {"csv": CSV, "json": JSON, "sqlite": SQLITE}[name.rpartition(".")[2]]


CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            "arrayShape",
            "citeAs",
            "column",
            "containedIn",
            "equivalentProperty",
            "extract",
            "field",
            "fileProperty",
            "fileObject",
            "fileSet",
            "format",
            "includes",
            "isArray",
            "isLiveDataset",
            "jsonPath",
            "key",
            "md5",
            "parentField",
            "path",
            "recordSet",
            "references",
            "regex",
            "repeated",
            "replace",
            "samplingRate",
            "separator",
            "source",
            "subField",
            "transform",
        )
    },
}


def croissant(of: Origin, tables: list[Table], files: dict[str, bytes]) -> dict:
    """The CSV files and their columns as Croissant 1.1, which programs that learn from data read."""
    return {
        "@context": CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        **_described(of),
        "citeAs": of.citation,
        "isLiveDataset": False,
        "distribution": [
            _file_object(of, f"{table.name}.csv", files[f"{table.name}.csv"]) for table in tables
        ],
        "recordSet": [_record_set(table) for table in tables if table.rows],
    }


def _file_object(of: Origin, name: str, file: bytes) -> dict:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": f"{of.home}data/{name}" if of.home else name,
        "contentSize": f"{len(file)} B",
        "encodingFormat": format_of(name),
        "sha256": sha256(file).hexdigest(),
    }


def _record_set(table: Table) -> dict:
    return {
        "@type": "cr:RecordSet",
        "@id": f"{table.name}-rows",
        "name": table.name,
        "description": table.title or table.name,
        **(
            {"key": [{"@id": f"{table.name}-rows/{name}"} for name in table.key]}
            if table.key
            else {}
        ),
        "field": [_croissant_field(table, column) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column) -> dict:
    other, _, name = column.refers.partition(".")
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}-rows/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": explained(column),
        "dataType": CROISSANT.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
        **(
            {"references": {"field": {"@id": f"{other}-rows/{name}"}}}
            if other not in ("", table.name)
            else {}
        ),  # no cycles
    }
