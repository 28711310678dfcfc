"""Every chart in every language: what is drawn of it, and the files of it to take away."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..drawing.captions import Caption, Credit, Sheet
from ..drawing.charts import chart_data
from ..drawing.palette import palette
from ..drawing.pictures import picture
from ..drawing.rows import ChartData
from ..drawing.sheets import Drawing, draw_all
from ..meaning.wording import Wording
from ..record.folders import Folders
from ..writing.calls import Calls
from ..writing.page import SHAPES, chart_file, chart_picture
from ..writing.writer import Writer
from .csv_files import EXCEL, chart_csv_files
from .descriptors import origin_of
from .embeds import chart_embed
from .material import Files, Material

Charts = dict[tuple[str, str], tuple[Sheet, Drawing]]  # by id and language
PageOf = Callable[[str, str], str]  # the address of the page of a chart, by its id and a language


def every_chart(plain: Mapping[str, Calls]) -> Iterator[tuple[str, str]]:
    """Each chart in each language."""
    return ((id_, language) for language, calls in plain.items() for id_ in calls.book.charts)


def draw_charts(
    wanted: Iterable[tuple[str, str]],
    plain: Mapping[str, Calls],
    folders: Folders,
    page_of: PageOf,
    pictures: bool,
) -> Charts:
    """Charts in the languages that are wanted with their drawings, also as PNG if that is asked."""
    sheets = {
        (id_, language): chart_sheet(id_, plain[language], page_of(id_, language))
        for id_, language in wanted
    }
    drawings = draw_all(
        list(sheets.values()),
        folders.cache_of("charts"),
        folders.assets / "fonts" / "measure",
        palette(folders.theme),
        pictures,
    )
    return {
        key: (sheet, drawing)
        for (key, sheet), drawing in zip(sheets.items(), drawings, strict=True)
    }


def chart_sheet(id_: str, calls: Calls, page: str = "") -> Sheet:
    """A chart's rows, and the words that stand around them wherever they go."""
    chart = calls.book.charts[id_]
    data = chart_data(calls.book, id_, calls.say)
    return Sheet(data, calls.words(chart.alt), chart_caption(data, calls, page))


def chart_caption(data: ChartData, calls: Calls, page: str) -> Caption:
    """What a chart says of itself; `page` is the address of its page."""
    book, say = calls.book, calls.say
    chart = book.charts[data.id]
    named = [book.sources[id_] for id_ in data.sources]
    credits = tuple(
        Credit(calls.publisher(source), source.title_in(say.language), source.url or "")
        for source in named
    )
    caption = Caption(
        title=calls.words(chart.title),
        subtitle=calls.words(chart.subtitle),
        unit=data.unit,
        note=calls.words(chart.note),
        as_of=book.site.as_of.last.isoformat(),
        credits=credits,
        address=page,
        address_in_words=page.partition("://")[2],
        citation=_citation(calls.words(chart.title), page, calls),
    )
    sentences = (
        say("chart.unit", unit=data.unit) if data.unit else "",
        say("chart.as-of", day=say.day(book.site.as_of)),
        _sources(caption, say),
        f"{say.text(book.site.name)}. {say.text(book.site.licence)}.",
    )
    return replace(caption, foot=" ".join(filter(None, sentences)))


def _citation(title: str, page: str, calls: Calls) -> str:
    """How a chart is cited in plain words: its title, whose it is, of which day, where it is."""
    site, say = calls.book.site, calls.say
    parts = (
        say("cite.title", title=title),
        say.text(site.name),
        say("as-of", day=say.day(site.as_of)),
        page,
    )
    return say.listed(*parts)


def _sources(caption: Caption, say: Wording) -> str:
    """The publishers of the sources in a sentence; of many the first, and how many more."""
    if not caption.credits:
        return ""
    names = say.listed(*(caption.credits[place].publisher for place in caption.named))
    more = f" {say('chart.more', n=caption.more)}" if caption.more else ""
    return f"{say('sources')}: {names}{more}."


def files(material: Material) -> Files:
    """Each chart to take away and to put into other pages."""
    for writer in material.writers.values():
        for id_ in writer.book.charts:
            yield from _files_of(id_, writer)
            yield from chart_embed(writer, id_)
            if material.is_edition:
                yield from _pictures_of(id_, writer, material.folders.theme)


def _files_of(id_: str, writer: Writer) -> Files:
    """A chart's rows, its drawing as two kinds of picture, and what it was drawn from.

    An edition has the rows and the lighter picture.
    """
    sheet, drawing = writer.draw(id_)
    path = chart_file(writer.book, id_, writer.language)
    origin = origin_of(writer.book, writer.wording, writer.site.address)
    for name, text in chart_csv_files(origin, path.removeprefix("data/"), sheet).items():
        if not (writer.site.day and name.endswith(EXCEL)):
            yield f"data/{name}", text
    yield f"{path}.svg", drawing.svg
    if writer.site.day:
        return
    yield f"{path}.json", drawing.spec
    if drawing.png:
        yield f"{path}.png", drawing.png


def _pictures_of(id_: str, writer: Writer, theme: Path) -> Files:
    """The drawings that the pages of an edition share; others have them in themselves."""
    _, drawing = writer.draw(id_)
    by_day, by_night = palette(theme), palette(theme, dark=True)
    for shape in SHAPES:
        path = chart_picture(writer.book, id_, writer.language, shape)
        yield path, picture(getattr(drawing, shape), by_day, by_night)
