"""Tell in words what changed in the record and the prose since a commit.

python hooks/diff_records.py [--base main] [--sheet review.html]
--sheet writes the same as a page, with the drawings of every chart that changed, before and after.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from factbook.authoring.review import SORTS, Side, differences
from factbook.meaning.wording import read_wordings
from factbook.record.book import read_book
from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.site import build_site
from factbook.writing.check import read_texts

ROOT = Path(".")


def take_out(base: str, folder: Path) -> None:
    """The data and docs of a commit, in a folder of their own; the working tree stays as it is."""
    done = subprocess.run(
        ["git", "archive", "--format=tar", f"{base}^{{commit}}", "data", "docs"],
        capture_output=True,
    )
    if done.returncode:
        sys.exit(f"no commit '{base}' with data/ and docs/ here ({done.stderr.decode().strip()})")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def side(root: Path) -> Side:
    """The record and the prose of a folder, as far as they can be read."""
    book, problems = read_book(root / "data")
    if not book:
        sys.exit("\n".join(map(str, problems)))
    return Side(book, read_texts(root / "docs")[0])


def tell(found: list) -> None:
    if not found:
        print("Nothing changed in the record or in the prose.")
    for sort, group in groupby(found, key=lambda difference: difference.sort):
        print(f"\n{SORTS[sort]}")
        for difference in group:
            print(f"  {difference.verb} {difference.where}")
            if "there" not in (difference.before, difference.after):
                print(
                    *(
                        f"    {mark} {words}"
                        for mark, words in (
                            ("before:", difference.before),
                            (" after:", difference.after),
                        )
                        if words
                    ),
                    sep="\n",
                )


def drawings(root: Path) -> dict[str, str]:
    """The drawing of each chart by its path; none where a folder cannot be built by this machine."""
    try:
        files = build_site(
            Folders(root / "data", root / "docs", ROOT / ".cache", ROOT / "docs" / "templates")
        ).files
    except Mistakes as mistakes:
        print(f"no drawings of {root}:\n{mistakes}", file=sys.stderr)
        return {}
    return {
        path: text
        for path, text in files.items()
        if path.startswith("data/charts/") and path.endswith(".svg")
    }


def write_sheet(path: Path, found: list, base: str, before: Path, language: str) -> None:
    old, new = drawings(before), drawings(ROOT)
    changed = {
        name: (old.get(name, ""), new.get(name, ""))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    }
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    groups = [
        (SORTS[sort], list(group))
        for sort, group in groupby(found, key=lambda difference: difference.sort)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        environment.get_template("review.html.jinja").render(
            groups=groups, charts=changed, base=base, language=language
        ),
        encoding="utf-8",
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "--base", default="HEAD", help="the commit to compare with (default: HEAD)"
    )
    arguments.add_argument("--sheet", type=Path, help="write the review sheet here too")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        before = Path(name)
        take_out(given.base, before)
        now = side(ROOT)
        language = now.book.first_language
        say = read_wordings(ROOT / "docs" / "templates" / "words.yml", now.book.site.languages)[
            language
        ]
        found = differences(side(before), now, say)
        tell(found)
        if given.sheet:
            write_sheet(given.sheet, found, given.base, before, language)


if __name__ == "__main__":
    main()
