"""Where the parts of long lists stand, for the script that leads on to them."""

import json

from .material import Files, Material


def files(material: Material) -> Files:
    """For each list with leaves a file with the anchors on each of them, by its address."""
    for path, first in material.documents.items():
        if leaves := material.first.site.leaves(path):
            yield f"{first.url}leaves.json", _anchors([(first.url, first.anchors), *leaves])


def _anchors(leaves: list[tuple[str, frozenset[str]]]) -> str:
    start = leaves[0][0]
    found = {url.removeprefix(start): sorted(anchors) for url, anchors in leaves}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
