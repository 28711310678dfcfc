"""Write schemas/ and the issue forms from the records' fields, and name its schema in the first line of each data file.

python hooks/write_schemas.py [DATA ...]
"""

import re
import sys
from os.path import relpath
from pathlib import Path

from factbook.authoring.forms import FORMS, form
from factbook.authoring.schemas import ids_schema, schema_of
from factbook.record.book import read_book
from factbook.record.kinds import DEFAULT_LANGUAGES, KINDS

SCHEMAS, ISSUES = Path("schemas"), Path(".github") / "ISSUE_TEMPLATE"


def name_schema(path: Path, kind: str) -> None:
    """Make the file's first line name its schema."""
    line = f"# yaml-language-server: $schema={relpath(SCHEMAS / f'{kind}.json', path.parent)}\n"
    text = path.read_text(encoding="utf-8")
    if not text.startswith(line):
        path.write_text(line + re.sub(r"\A# yaml-language-server:.*\n", "", text), encoding="utf-8")


def main(folders: list[Path]) -> None:
    SCHEMAS.mkdir(exist_ok=True)
    book, _ = read_book(folders[0])
    languages = book.site.languages if book else DEFAULT_LANGUAGES
    for kind in ("site", *KINDS):
        (SCHEMAS / f"{kind}.json").write_text(schema_of(kind, languages), encoding="utf-8")
    ISSUES.mkdir(parents=True, exist_ok=True)
    for name in FORMS:
        (ISSUES / f"{name}.yml").write_text(form(name), encoding="utf-8")
    if book:
        (SCHEMAS / "ids.json").write_text(ids_schema(book), encoding="utf-8")
    for data in folders:
        name_schema(data / "site.yml", "site")
        for kind in KINDS:
            for path in sorted((data / kind).rglob("*.yml")):
                name_schema(path, kind)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [Path("data")])
