"""Whether the files for learning systems are valid by the schemas that 1EdTech publishes.

    python tests/systems/schemas.py CARTRIDGE QTI SITE

CARTRIDGE is a folder with the schemas of Common Cartridge 1.1, as Moodle has it in
backup/cc/schemas11; QTI one with the schemas of QTI 2.1 and those that they import, as TAO's
qti-sdk has it in src/qtism/data/storage/xml/schemes. SITE is a built site. Not a part of
`make test`, which has no such folders: what the schemas say of the elements that are used here is
stated anew in tests/cartridges.py. The exit code is 1 where a document is not valid.
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

COURSE = {  # where a document stands, and its schema
    "imsmanifest.xml": "cc11libxml2validator.xsd",
    "links/": "ccv1p1_imswl_v1p1.xsd",
    "quizzes/": "ccv1p1_qtiasiv1p2p1_v1p0.xsd",
}
ITEMS = dict.fromkeys(("items/", "tests/"), "qtiv2p1/imsqti_v2p1.xsd")


def main(cartridge: Path, qti: Path, site: Path) -> int:
    """Tells of each archive how many documents were looked at; gives the number of faults."""
    faults = 0
    for pattern, folder, places in (
        ("course*.imscc", cartridge, COURSE),
        ("questions-qti21*.zip", qti, ITEMS),
    ):
        for path in sorted((site / "teach").glob(pattern)):
            for place, schema in places.items():
                wrong = list(invalid(path, place, etree.XMLSchema(etree.parse(folder / schema))))
                print(f"{path.name}, {place}: {len(wrong)} faults", *wrong, sep="\n  ")
                faults += len(wrong)
    return faults


def invalid(path: Path, place: str, schema: etree.XMLSchema) -> Iterator[str]:
    """What is not valid of the documents of an archive that stand at a place."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(place)]
        print(f"{path.name}, {place}: {len(names)} documents")
        for name in names:
            if not schema.validate(etree.fromstring(archive.read(name))):
                yield f"{name}: {schema.error_log[0].message}"


if __name__ == "__main__":
    sys.exit(1 if main(*map(Path, sys.argv[1:])) else 0)
