"""A chart for other sites: its bare page, and the oEmbed document that tells where it is."""

from collections.abc import Iterator

from ..drawing.canvas import WIDE
from ..writing.writer import Writer, embed_path, frame_code
from .downloads import as_json


def chart_embed(writer: Writer, id_: str) -> Iterator[tuple[str, str]]:
    """The bare page of a chart in the writer's language, and its oEmbed document, by their paths."""
    path = embed_path(id_, writer.wording.language, writer.book)
    data, drawing = writer.draw(id_, writer.wording.language)
    yield (
        f"{path}index.html",
        writer.bare(
            "embed.html",
            f"{path}index.md",
            chart=writer.book.charts[id_],
            id=id_,
            data=data,
            drawing=drawing,
            address=writer.address,
            here=path,
        ),
    )
    yield f"{path}oembed.json", as_json(oembed(writer, id_, drawing.height))


def oembed(writer: Writer, id_: str, height: int) -> dict:
    """What a site that knows oEmbed asks of the address of a chart."""
    site, say = writer.book.site, writer.wording
    return {
        "version": "1.0",
        "type": "rich",
        "title": writer.plain_words(writer.book.charts[id_].title),
        "provider_name": say.text(site.name),
        "provider_url": writer.address,
        "html": str(frame_code(writer, id_)),
        "width": WIDE,
        "height": height + 190,
        "thumbnail_url": f"{writer.address}data/charts/{id_}{'' if say.language == site.languages[0] else f'.{say.language}'}.png",
    }
