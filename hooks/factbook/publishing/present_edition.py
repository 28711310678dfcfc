"""The present edition at its own address, from which pages lead on to those of today.

So a hand-out can name the edition on the day it is printed. Once the record has moved on, the same
addresses hold the edition itself: data/site.yml lists its day, as the ledger asks.
"""

from ..writing.document import Document
from .material import Files, Material


def files(material: Material) -> Files:
    """A page that leads on at each address that the site names; none in an edition, itself one.

    An address that a reader puts together is led on from where the site has no page:
    docs/assets/lost.js.
    """
    day = material.book.site.as_of
    if material.is_edition or day in material.book.site.editions:
        return
    for document in filter(_is_named, material.documents.values()):
        writer = material.writers[document.language]
        place = f"editions/{day}/{document.url}"
        page = writer.bare(
            "moved.html",
            f"{place}index.md",
            heading=writer.wording("edition-of", day=writer.wording.day(day)),
            lead=writer.wording("edition-is-present"),
            new=document.url,
            anchors={},
            canonical=material.address + document.url if material.address else "",
        )
        yield f"{place}index.html", page


def _is_named(document: Document) -> bool:
    """True for what a sheet or the table of links names in its edition: pages of prose and charts.

    They are the first pages, those of topics, and whatever else has sections to read in class.
    """
    return document.is_prose or document.record.startswith("charts/")
