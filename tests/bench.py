"""How this build compares with plain mkdocs-material on the same pages as ready Markdown: ratios of one run.

The plain site is made from the very pages that this site writes, with the same theme and search and no hooks.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from factbook.drawing.palette import palette  # noqa: E402
from factbook.drawing.sheets import draw_all  # noqa: E402
from factbook.publishing.chart_files import chart_sheet  # noqa: E402
from factbook.record.book import load_book  # noqa: E402
from factbook.record.folders import Folders  # noqa: E402
from factbook.record.marked_yaml import read_bytes  # noqa: E402
from factbook.site import build_site, plain_calls  # noqa: E402
from factbook.writing.check import check_site  # noqa: E402

ROUNDS = 5
PLAIN = """
site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, {toc: {permalink: "#", toc_depth: 3}}]
validation: {nav: {omitted_files: ignore}}
nav: [index.md]
"""


def seconds(command: list[str], cwd: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=cwd,
        check=True,
        capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return time.perf_counter() - start


def plain_project(folder: Path) -> int:
    """The same pages as ready Markdown; gives their number."""
    built = build_site(Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache"))
    (folder / "mkdocs.yml").write_text(PLAIN)
    for path, text in built.pages.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    return len(built.pages)


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawings_a_second() -> float:
    """How many drawings, wide and narrow and each pair with its image, are made in a second once the renderer runs."""
    folders = Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache")
    plain = plain_calls(check_site(folders))
    sheets = [chart_sheet(id_, calls) for calls in plain.values() for id_ in calls.book.charts]
    few, fonts, colors = (
        len(sheets) // 3,
        folders.assets / "fonts" / "measure",
        palette(folders.assets / "style.css"),
    )
    draw = lambda some: timed(lambda: draw_all(some, None, fonts, colors))
    return (
        2 * (len(sheets) - few) / (draw(sheets) - draw(sheets[:few]))
    )  # what starting costs is in both


def main() -> None:
    folders = Folders(ROOT / "data", ROOT / "docs")
    print(
        f"cold: {drawings_a_second():.0f} drawings a second on {os.cpu_count()} cores, images included"
    )
    print(
        f"read the record: {min(timed(lambda: (read_bytes.cache_clear(), load_book(folders.data))) for _ in range(3)):.2f} s; "
        f"read and check record and prose: {min(timed(lambda: (read_bytes.cache_clear(), check_site(folders))) for _ in range(3)):.2f} s"
    )
    with tempfile.TemporaryDirectory() as name:
        plain, ours = Path(name) / "plain", Path(name) / "ours"
        plain.mkdir()
        pages = plain_project(plain)
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
        pairs = [
            (seconds([*build, str(ours)], ROOT), seconds([*build, str(plain / "site")], plain))
            for _ in range(ROUNDS)
        ]
    ratios = sorted(our / their for our, their in pairs)
    print(
        f"{pages} pages, charts cached, {ROUNDS} pairs: this site {statistics.median(our for our, _ in pairs):.2f} s, "
        f"plain mkdocs-material {statistics.median(their for _, their in pairs):.2f} s, "
        f"ratio {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    main()
