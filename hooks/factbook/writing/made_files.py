"""The files that a build makes beside its pages, by their paths: what prose may link to.

They are only named here, so that the check knows them; publishing/ makes them. A test holds both
against each other.
"""

from collections.abc import Iterator

from ..drawing.notebook_kinds import has_notebook
from ..meaning.addresses import calendar_path, feed_path
from ..record.book import Book
from ..record.kinds import KINDS

OF_PARTS = (  # the tables beside those of the kinds
    *("figures", "readings", "steps", "disputes", "posts", "studies", "links", "former_names"),
    "changes",
)
OF_ALL = (
    *("figures.json", "record.sqlite", "datapackage.json", "croissant.json", "dataset.json"),
    *("bibliography.bib", "bibliography.ris", "bibliography.json", "site.zip"),
)
TABLE = (".csv", ".excel.csv", ".csv-metadata.json")
CHART = (*TABLE, ".svg", ".json")  # a PNG only where pictures are asked for
NOTEBOOK = ".ipynb"
FOR_CLASSES = ("questions.csv", "links.csv")
FOR_SYSTEMS = (  # one in each language
    *(("course", ".imscc"), ("questions-qti21", ".zip")),
    *(("questions-moodle", ".xml"), ("questions-gift", ".txt")),
    *(("questions-kahoot", ".xlsx"), ("questions-google-forms", ".xlsx")),
    *(("questions-wayground", ".xlsx"), ("questions-wayground", ".csv")),
    ("questions-anki", ".apkg"),
)


def made_files(book: Book) -> frozenset[str]:
    """Every file that may be made; of feeds and calendars some only where something is in them."""
    return frozenset((*_data(book), *_of_charts(book), *_to_subscribe_to(book), *_teach(book)))


def _data(book: Book) -> Iterator[str]:
    for name in (*OF_PARTS, *KINDS):
        yield from (f"data/{name}{ending}" for ending in TABLE)
    yield from (f"data/{kind}.json" for kind in KINDS)
    yield from (f"data/{name}" for name in OF_ALL)


def _of_charts(book: Book) -> Iterator[str]:
    for language in book.languages.values():
        for id_ in book.charts:
            stem = f"data/charts/{id_}{language.ending}"
            endings = (*CHART, NOTEBOOK) if has_notebook(book, id_) else CHART
            yield from (f"{stem}{ending}" for ending in endings)


def _to_subscribe_to(book: Book) -> Iterator[str]:
    for language in book.languages.values():
        for topic in ("", *book.topics):
            yield language.folder + feed_path(topic)
            yield language.folder + calendar_path(topic)


def _teach(book: Book) -> Iterator[str]:
    if book.questions:
        yield from (f"teach/{name}" for name in FOR_CLASSES)
        for language in book.languages.values():
            yield from (f"teach/{stem}{language.ending}{end}" for stem, end in FOR_SYSTEMS)
