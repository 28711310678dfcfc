"""Every file beside the pages, by its path: what readers, other sites and machines take away."""

from collections.abc import Iterator, Mapping
from functools import cache

from ..drawing.charts import chart_data
from ..drawing.palette import palette
from ..drawing.rows import ChartData
from ..drawing.sheets import Drawing, Sheet, draw_all, interactive_script
from ..meaning.addresses import step_url, url_of
from ..meaning.changes import Change, changes
from ..record.folders import Folders
from ..record.values import Text
from ..writing.calls import Calls
from ..writing.citations import Citables, cite_files
from ..writing.document import Document
from ..writing.ledger import moved_pages
from ..writing.writer import Writer
from . import cartridge, downloads, embeds
from .assets import read_assets
from .csv_files import chart_table, csv_files
from .feed import changes_feed
from .robots import llms_txt, opensearch, robots
from .search_files import search_files
from .social_cards import Look, social_card_files

FEED_LENGTH = 100
CHART_FILES = (("svg", "svg"), ("png", "png"), ("json", "spec"))
Charts = dict[tuple[str, str], tuple[ChartData, Drawing]]  # by id and language
File = tuple[str, str | bytes]


def draw_charts(plain: Mapping[str, Calls], folders: Folders) -> Charts:
    """The rows and drawings of every chart in every language."""
    fonts, style = folders.assets / "fonts" / "measure", folders.assets / "style.css"
    sheets = {
        (id_, language): chart_sheet(id_, calls)
        for language, calls in plain.items()
        for id_ in calls.book.charts
    }
    kept = folders.cache_of("charts")
    drawings = draw_all(list(sheets.values()), kept, fonts, palette(style))
    return {
        key: (sheet.data, drawing)
        for (key, sheet), drawing in zip(sheets.items(), drawings, strict=True)
    }


def chart_sheet(id_: str, calls: Calls) -> Sheet:
    """A chart's rows, and the words that stand around them in a file of its own."""
    book, say, chart = calls.book, calls.say, calls.book.charts[id_]
    data = chart_data(book, id_, say)
    publishers = list(dict.fromkeys(book.sources[source].publisher for source in data.sources))
    more = " …" if len(publishers) > 6 else "."
    sources = f"{say('sources')}: {', '.join(publishers[:6])}{more}"
    foot = f"{sources} {say.text(book.site.name)}. {say.text(book.site.licence)}"
    title, subtitle = calls.words(chart.title), calls.words(chart.subtitle)
    return Sheet(data, say.text(chart.alt), title, subtitle, foot)


def take_away(plain: Mapping[str, Calls], address: str, archive: str = "") -> downloads.Downloads:
    """The record as files; the data page lists them, so they are made before the pages."""

    @cache
    def filled(words: str, language: str) -> str:
        return plain[language].words(words)

    def fill(text: Text, language: str) -> str:
        return filled(text.in_(language), language)

    book = next(iter(plain.values())).book
    return downloads.downloads(book, fill, address, archive)


def all_files(
    writers: Mapping[str, Writer],
    documents: Mapping[str, Document],
    cited: Citables,
    folders: Folders,
    social_cards: bool,
) -> dict[str, str | bytes]:
    """Every file beside the pages."""
    files: dict[str, str | bytes] = {}
    first = next(iter(writers.values()))
    for name, text in read_assets(folders.assets).items():
        files[f"assets/{name}"] = text
    files.update(cite_files(writers, cited))
    files.update(_moved_pages(writers))
    for name, file in first.site.downloads.files.items():
        files[f"data/{name}"] = file
    files.update(feed(first))
    files.update(cartridge.files(first.book, writers, first.site.address))
    files.update(_indexes(writers, documents, cited))
    files.update(_chart_files(writers, folders))
    if social_cards:
        files.update(_social_cards(writers, documents, cited, folders))
    return files


def _moved_pages(writers: Mapping[str, Writer]) -> Iterator[File]:
    """A page that leads on, wherever a page has moved away."""
    first = next(iter(writers.values()))
    for old, new, anchors in moved_pages(first.site.ledger):
        writer = writers.get(old.partition("/")[0], first)
        page = writer.bare(
            "moved.html",
            f"{old}index.md",
            new=new,
            anchors=anchors,
            canonical=writer.site.address + new if writer.site.address else "",
        )
        yield f"{old}index.html", page


def feed(writer: Writer) -> Iterator[File]:
    """What changed, as a feed for readers that ask again."""
    book = writer.book
    newest = changes(book)[:FEED_LENGTH]
    entries = [(change, *_in_words(writer.plain, change)) for change in newest]
    name = writer.wording.text(book.site.name)
    yield "changes/feed.xml", changes_feed(book, entries, writer.site.address, name)


def _in_words(calls: Calls, change: Change) -> tuple[str, str]:
    """A change in a line of plain words, and the path from the site's root to what changed."""
    name = calls.name(change.address)
    if change.step:
        stage = calls.say(f"stage.{change.step.stage}")
        url = step_url(calls.book, change.address, change.anchor)
        return f"{name}: {stage}. {calls.words(change.step.what)}", url
    record = calls.name(change.address.partition("#")[0])
    # A change that is no step is one of a value: it has a figure, a before and an after.
    assert change.figure and change.before and change.after
    before = calls.reading(change.figure, change.before)
    after = calls.reading(change.figure, change.after)
    return f"{name} ({record}): {before} → {after}", url_of(calls.book, change.address)


def _indexes(
    writers: Mapping[str, Writer], documents: Mapping[str, Document], cited: Citables
) -> Iterator[File]:
    """What the search box, browsers and search engines read."""
    for language, writer in writers.items():
        site, say = writer.site, writer.wording
        yield from search_files(writer, documents)
        if site.address:
            page = writer.own_path("search/")
            name, description = map(say.text, (site.book.site.name, site.book.site.description))
            found = opensearch(name, description, language, f"{site.address}{page}")
            yield f"search/{language}/opensearch.xml", found
    first = next(iter(writers.values()))
    if first.site.address:
        yield "robots.txt", robots(first.site.address)
        yield "llms.txt", llms_txt(first.book, documents, cited, first.site.address)


def _chart_files(writers: Mapping[str, Writer], folders: Folders) -> Iterator[File]:
    """Each chart to take away and to put into other pages, and what makes it interactive."""
    for writer in writers.values():
        for id_ in writer.book.charts:
            data, drawing = writer.draw(id_)
            stem = downloads.chart_file(writer.book, id_, writer.language)
            table = chart_table(stem.removeprefix("data/"), data)
            for file, text in csv_files(writer.site.downloads.origin, table).items():
                yield f"data/{file}", text
            for ending, part in CHART_FILES:
                yield f"{stem}.{ending}", getattr(drawing, part)
            yield from embeds.chart_embed(writer, id_)
    fonts = folders.assets / "fonts" / "measure"
    yield "assets/vega.js", interactive_script(folders.cache_of("charts"), fonts)


def _social_cards(
    writers: Mapping[str, Writer],
    documents: Mapping[str, Document],
    cited: Citables,
    folders: Folders,
) -> Iterator[tuple[str, bytes]]:
    """For each page the picture that is shown beside a link to it."""
    look = Look(
        fonts=folders.assets / "fonts" / "measure",
        colors=palette(folders.assets / "style.css"),
        mark=(folders.assets / "mark.svg").read_text(encoding="utf-8"),
    )
    return social_card_files(writers, documents, cited, folders.cache_of("cards"), look)
