"""The present edition at its own address: at each of its pages one that leads to the present page.

So a hand-out can name the edition on the day it is printed. Once the record has moved on, the same
addresses hold the edition itself: data/site.yml lists its day, as the ledger asks.
"""

from .material import Files, Material


def files(material: Material) -> Files:
    """A page that leads on for each page of the site; none in an edition, which is one itself."""
    day = material.book.site.as_of
    if material.is_edition or day in material.book.site.editions:
        return
    for document in material.documents.values():
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
