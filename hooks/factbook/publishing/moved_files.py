"""Pages that have moved: at each old place a page that leads on."""

from ..writing.ledger import moved_pages
from .material import Files, Material


def files(material: Material) -> Files:
    """A page that leads on, wherever a page has moved away."""
    first, address = material.first, material.address
    for old, new, anchors in moved_pages(first.site.ledger):
        writer = material.writers.get(old.partition("/")[0], first)
        page = writer.bare(
            "moved.html",
            f"{old}index.md",
            heading=writer.wording("moved-page"),
            lead=writer.wording("moved-to"),
            new=new,
            anchors=anchors,
            canonical=address + new if address else "",
        )
        yield f"{old}index.html", page
