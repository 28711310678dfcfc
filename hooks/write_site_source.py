"""The second door: write every page as plain Markdown, and every file beside it, for another site generator.

python hooks/write_site_source.py OUT [--data DIR] [--docs DIR] [--address URL] [--repository URL]
What is in OUT has no calls left and needs no hooks; it does need the Markdown extensions attr_list, md_in_html and tables.
"""

import argparse
import shutil
import sys
from pathlib import Path

from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.site import BuiltSite, Request, build_site


def write(built: BuiltSite, docs: Path, out: Path) -> int:
    """Write pages, files and assets; gives the number of pages."""
    for path, text in (*built.pages.items(), *built.files.items()):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    if (docs / "assets").is_dir():
        shutil.copytree(
            docs / "assets",
            out / "assets",
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("measure"),
        )
    return len(built.pages)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("out", type=Path, help="a folder that is empty or not there yet")
    arguments.add_argument("--data", type=Path, default=Path("data"))
    arguments.add_argument("--docs", type=Path, default=Path("docs"))
    arguments.add_argument("--templates", type=Path, help="where the templates are, if not in docs")
    arguments.add_argument("--address", default="", help="where the site will be published")
    arguments.add_argument("--repository", default="", help="where corrections are sent")
    given = arguments.parse_args()
    if given.out.exists() and any(given.out.iterdir()):
        sys.exit(f"{given.out} is not empty; nothing was written")
    try:
        built = build_site(
            Folders(given.data, given.docs, Path(".cache"), given.templates),
            Request(given.address, given.repository),
        )
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    print(f"{write(built, given.docs, given.out)} pages in {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
