"""Where the parts of long lists stand, for the script that leads on to them."""

import json
from collections.abc import Iterable

from ..writing.document import Document
from .material import Files, Material


def files(material: Material) -> Files:
    """For each list with leaves a file with the anchors on each of them, by its address."""
    for path, first in material.documents.items():
        if leaves := material.first.site.leaves(path):
            yield f"{first.url}leaves.json", _anchors(first.url, [first, *leaves])


def _anchors(url: str, documents: Iterable[Document]) -> str:
    found = {document.url.removeprefix(url): sorted(document.anchors) for document in documents}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
