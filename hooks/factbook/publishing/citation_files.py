"""Citations: a page of them for each page and source, and files for reference managers."""

from ..writing.citations import bibliography, cite_files
from .material import Files, Material


def files(material: Material) -> Files:
    """For each page its page of citations, and its own citation as files; and for each source.

    An edition has the list of its sources alone.
    """
    if not material.is_edition:
        yield from cite_files(material.writers, material.cited)
    yield from bibliography(material.book, material.is_edition)
