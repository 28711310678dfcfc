"""A chart for other sites: its bare page, and the oEmbed document that tells where it is."""

from collections.abc import Iterator

from ..drawing.canvas import WIDE
from ..writing.page import chart_file, embed_height, embed_path, frame_code
from ..writing.writer import Writer
from .json_files import as_json


def chart_embed(writer: Writer, id_: str) -> Iterator[tuple[str, str]]:
    """A chart's bare page in the writer's language, and its oEmbed document, by their paths."""
    path = embed_path(writer.book, id_, writer.language)
    page = writer.bare(
        "embed.html",
        f"{path}index.md",
        chart=writer.book.charts[id_],
        id=id_,
        address=writer.site.address,
        here=path,
    )
    yield f"{path}index.html", page
    yield f"{path}oembed.json", as_json(oembed(writer, id_))


def oembed(writer: Writer, id_: str) -> dict[str, object]:
    """What a site that knows oEmbed asks of the address of a chart.

    The standard has no words for a caption, and lets a document say more than it knows.
    """
    sheet, drawing = writer.draw(id_)
    address = writer.site.address
    name = writer.wording.text(writer.book.site.name)
    described: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": f"{sheet.caption.title} – {name}" if writer.site.day else sheet.caption.title,
        "provider_name": name,
        "provider_url": address,
        "html": str(frame_code(writer.site, id_, writer.language)),
        "width": WIDE,
        "height": embed_height(sheet, drawing),
        "caption": sheet.caption.for_programs(in_brief=bool(writer.site.day)),
    }
    if not drawing.png:
        return described
    wide, deep = drawing.size_of_png
    return {
        **described,
        "thumbnail_url": f"{address}{chart_file(writer.book, id_, writer.language)}.png",
        "thumbnail_width": wide,
        "thumbnail_height": deep,
    }
