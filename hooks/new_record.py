"""Write the skeleton of a new record, and of a new source for it.

python hooks/new_record.py [--kind investments] [--id my-fund] [--name "My fund"] [--date 2026-07-03] [--source an-id]
It asks for what is not given. Nothing that is there is written over.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from factbook.authoring.skeletons import skeleton
from factbook.record.book import Book, read_book
from factbook.record.kinds import KINDS
from factbook.record.parse import ID
from factbook.record.problems import did_you_mean
from factbook.record.values import Day


def ask(given: str | None, question: str) -> str:
    """What was given, or else what is answered."""
    if given:
        return given
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        raise SystemExit(f"\nnothing was answered: {question}") from None


def asked_kind(given: str | None) -> str:
    kind = ask(given, f"Kind ({', '.join(KINDS)})")
    if kind not in KINDS:
        raise SystemExit(
            f"no kind '{kind}'{did_you_mean(kind, KINDS) or '; known: ' + ', '.join(KINDS)}"
        )
    return kind


def asked_id(given: str | None, name: str, kind: str, book: Book) -> str:
    suggested = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    id_ = ask(
        given, f"Id, lower-case words with hyphens, never changed again (such as {suggested})"
    )
    if not ID.fullmatch(id_):
        raise SystemExit(f"an id is lower-case words with hyphens, not '{id_}'")
    if id_ in book.records[kind]:
        file, line = book.place(f"{kind}/{id_}")
        raise SystemExit(
            f"there is a{'n' if kind[0] in 'aeio' else ''} {KINDS[kind].one} '{id_}' already: {file}:{line}"
        )
    return id_


def asked_date(given: str | None) -> str:
    text = ask(given, "Day on which you read the source (2026-07-03)")
    try:
        return str(Day(text))
    except ValueError as error:
        raise SystemExit(f"the date {error}") from None


def write(data: Path, kind: str, id_: str, text: str) -> None:
    path = data / kind / f"{id_}.yml"
    if path.exists():
        raise SystemExit(f"{path} is there already; nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(path)


def words(text: str, kind: str, language: str) -> str:
    """YAML for a name: a plain string for a source's title, else by language."""
    written = json.dumps(text, ensure_ascii=False)
    return written if kind == "sources" else f"{{{language}: {written}}}"


def new_source(given: argparse.Namespace, id_: str, book: Book) -> str:
    """The id of a source skeleton, written for a record that names no source yet."""
    source = f"{id_}-{asked_date(given.date)}".lower()
    if source not in book.sources and not (given.data / "sources" / f"{source}.yml").exists():
        write(
            given.data,
            "sources",
            source,
            skeleton(
                "sources", source, {"accessed": source[len(id_) + 1 :].upper()}, book.site.languages
            ),
        )
    return source


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("kind", "id", "name", "date", "source"):
        arguments.add_argument(f"--{name}")
    arguments.add_argument("--data", type=Path, default=Path("data"))
    given = arguments.parse_args()
    book, problems = read_book(given.data)
    if not book:
        raise SystemExit("\n".join(map(str, problems)))
    kind = asked_kind(given.kind)
    name = ask(given.name, "Name or title, as readers will see it")
    id_ = asked_id(given.id, name, kind, book)
    known = {KINDS[kind].named_by: words(name, kind, book.first_language)}
    if kind == "sources":
        known["accessed"] = asked_date(given.date)
    elif "sources" in KINDS[kind].model.model_fields:
        known["sources"] = f"[{given.source or new_source(given, id_, book)}]"
    write(given.data, kind, id_, skeleton(kind, id_, known, book.site.languages))


if __name__ == "__main__":
    sys.exit(main())
