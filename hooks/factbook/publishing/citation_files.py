"""Citations: a page of them for each page and source, and files for reference managers."""

from ..writing.citations import cite_files
from .material import Files, Material


def files(material: Material) -> Files:
    """For each page its page of citations, and its own citation as files; and for each source."""
    return cite_files(material.writers, material.cited)
