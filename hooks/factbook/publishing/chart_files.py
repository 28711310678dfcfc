"""Every chart in every language: what is drawn of it, and the files of it to take away."""

from collections.abc import Mapping

from ..drawing.charts import chart_data
from ..drawing.palette import palette
from ..drawing.rows import ChartData
from ..drawing.sheets import Drawing, Sheet, draw_all, interactive_script
from ..record.folders import Folders
from ..writing.calls import Calls
from ..writing.writer import Writer
from .csv_files import chart_table, csv_files
from .downloads import chart_file
from .embeds import chart_embed
from .material import Files, Material

MOST_PUBLISHERS = 6  # in the source line of a drawing
Charts = dict[tuple[str, str], tuple[ChartData, Drawing]]  # by id and language


def draw_charts(plain: Mapping[str, Calls], folders: Folders) -> Charts:
    """The rows and drawings of every chart in every language."""
    sheets = {
        (id_, language): chart_sheet(id_, calls)
        for language, calls in plain.items()
        for id_ in calls.book.charts
    }
    drawings = draw_all(
        list(sheets.values()),
        folders.cache_of("charts"),
        folders.assets / "fonts" / "measure",
        palette(folders.theme),
    )
    return {
        key: (sheet.data, drawing)
        for (key, sheet), drawing in zip(sheets.items(), drawings, strict=True)
    }


def chart_sheet(id_: str, calls: Calls) -> Sheet:
    """A chart's rows, and the words that stand around them in a file of its own."""
    chart, site = calls.book.charts[id_], calls.book.site
    data = chart_data(calls.book, id_, calls.say)
    terms = f"{calls.say.text(site.name)}. {calls.say.text(site.licence)}"
    return Sheet(
        data,
        alt=calls.say.text(chart.alt),
        title=calls.words(chart.title),
        subtitle=calls.words(chart.subtitle),
        foot=f"{calls.say('sources')}: {_publishers(calls, data)} {terms}",
    )


def files(material: Material) -> Files:
    """Each chart to take away and to put into other pages, and what makes it interactive."""
    folders = material.folders
    for writer in material.writers.values():
        for id_ in writer.book.charts:
            yield from _files_of(id_, writer)
            yield from chart_embed(writer, id_)
    fonts = folders.assets / "fonts" / "measure"
    yield "assets/vega.js", interactive_script(folders.cache_of("charts"), fonts)


def _files_of(id_: str, writer: Writer) -> Files:
    """A chart's rows, its drawing as two kinds of picture, and what it was drawn from."""
    data, drawing = writer.draw(id_)
    path = chart_file(writer.book, id_, writer.language)
    table = chart_table(path.removeprefix("data/"), data)
    for name, text in csv_files(writer.site.downloads.origin, table).items():
        yield f"data/{name}", text
    yield f"{path}.svg", drawing.svg
    yield f"{path}.png", drawing.png
    yield f"{path}.json", drawing.spec


def _publishers(calls: Calls, data: ChartData) -> str:
    sources = (calls.book.sources[id_] for id_ in data.sources)
    publishers = list(dict.fromkeys(source.publisher for source in sources))
    end = " …" if len(publishers) > MOST_PUBLISHERS else "."
    return ", ".join(publishers[:MOST_PUBLISHERS]) + end
