"""Citations: pages of those of sources, styles with blanks for scripts, and the bibliography."""

from ..writing.citations import blanks
from ..writing.source_citations import bibliography, source_pages
from .material import Files, Material


def files(material: Material) -> Files:
    """The citations of sources, and for each language the styles that the parts of pages fill.

    An edition has the list of its sources alone.
    """
    if not material.is_edition:
        yield from source_pages(material.writers)
        for language, writer in material.writers.items():
            yield f"cite/{language}.json", blanks(writer.site, writer.wording)
    yield from bibliography(material.book, material.is_edition)
