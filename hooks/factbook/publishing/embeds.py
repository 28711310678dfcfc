"""A chart for other sites: its bare page, and the oEmbed document that tells where it is."""

from collections.abc import Iterator

from ..drawing.canvas import WIDE
from ..writing.page import embed_path, frame_code
from ..writing.writer import Writer
from .downloads import chart_file
from .json_files import as_json

AROUND = 190  # pixels of title, subtitle and foot above and below a drawing


def chart_embed(writer: Writer, id_: str) -> Iterator[tuple[str, str]]:
    """A chart's bare page in the writer's language, and its oEmbed document, by their paths."""
    path = embed_path(writer.book, id_, writer.language)
    data, drawing = writer.draw(id_)
    page = writer.bare(
        "embed.html",
        f"{path}index.md",
        chart=writer.book.charts[id_],
        id=id_,
        data=data,
        drawing=drawing,
        address=writer.site.address,
        here=path,
    )
    yield f"{path}index.html", page
    yield f"{path}oembed.json", as_json(oembed(writer, id_, drawing.height))


def oembed(writer: Writer, id_: str, height: int) -> dict[str, object]:
    """What a site that knows oEmbed asks of the address of a chart."""
    book, say = writer.book, writer.wording
    return {
        "version": "1.0",
        "type": "rich",
        "title": writer.plain_words(book.charts[id_].title),
        "provider_name": say.text(book.site.name),
        "provider_url": writer.site.address,
        "html": str(frame_code(writer.site, id_, writer.language)),
        "width": WIDE,
        "height": height + AROUND,
        "thumbnail_url": f"{writer.site.address}{chart_file(book, id_, say.language)}.png",
    }
