"""Write a filled form into the record: a new source, and a reading below the last one of a figure.

python hooks/apply_form.py EVENT.json
The event is what GitHub says of an issue; it is read as data and never reaches a shell.
"""

import json
import sys
from pathlib import Path

from factbook.authoring.forms import (
    NotUsable,
    answers,
    form_of,
    reading_of,
    source_of,
    source_yaml,
    with_reading,
)
from factbook.record.book import load_book
from factbook.record.problems import did_you_mean

DATA = Path("data")


def apply(body: str) -> dict[Path, str]:
    """The files to write, by their path; raises NotUsable before anything is written."""
    name = form_of(body)
    answered = answers(name, body)
    book = load_book(DATA)
    address = answered.get("figure", "")
    if name == "figure" and address not in book.figures:
        raise NotUsable(f"no figure '{address}'{did_you_mean(address, book.figures)}")
    same = [id_ for id_, source in book.sources.items() if source.url == answered["url"]]
    source, fields = (same[0], None) if same else source_of(answered)
    if fields and source in book.sources:
        raise NotUsable(f"there is another source '{source}'; add yours by hand")
    files = {DATA / "sources" / f"{source}.yml": source_yaml(source, fields)} if fields else {}
    if name == "figure":
        path = DATA.parent / book.place(address)[0]
        files[path] = with_reading(
            path.read_text(encoding="utf-8"), book, address, reading_of(answered, source)
        )
    return files


def main() -> int:
    try:
        files = apply(
            json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["issue"]["body"] or ""
        )
    except NotUsable as error:
        print(f"The form could not be used: {error}", file=sys.stderr)
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    print(*files or ["nothing new"], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
