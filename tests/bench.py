"""How this build compares with plain mkdocs-material on the same pages: ratios of one run.

The plain site is made from the very pages that this site writes, as ready Markdown,
with the same theme and search and no hooks.
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
    """How many drawings are made in a second once the renderer runs.

    Each chart is drawn twice, wide and narrow, and each pair has its image.
    """
    folders = Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache")
    plain = plain_calls(check_site(folders))
    sheets = [chart_sheet(id_, calls) for calls in plain.values() for id_ in calls.book.charts]
    few = len(sheets) // 3
    fonts = folders.assets / "fonts" / "measure"
    colors = palette(folders.theme)

    def draw(some: list) -> float:
        return timed(lambda: draw_all(some, None, fonts, colors))

    difference = draw(sheets) - draw(sheets[:few])  # what starting costs is in both
    return 2 * (len(sheets) - few) / difference


def from_scratch(read) -> float:
    """The least seconds, of three times, that a reading takes while no file is remembered."""

    def anew() -> None:
        read_bytes.cache_clear()
        read()

    return min(timed(anew) for _ in range(3))


def main() -> None:
    folders = Folders(ROOT / "data", ROOT / "docs")
    print(
        f"cold: {drawings_a_second():.0f} drawings a second "
        f"on {os.cpu_count()} cores, images included"
    )
    reading = from_scratch(lambda: load_book(folders.data))
    checking = from_scratch(lambda: check_site(folders))
    print(f"read the record: {reading:.2f} s; read and check record and prose: {checking:.2f} s")
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
    our_median = statistics.median(our for our, _ in pairs)
    their_median = statistics.median(their for _, their in pairs)
    print(
        f"{pages} pages, charts cached, {ROUNDS} pairs: this site {our_median:.2f} s, "
        f"plain mkdocs-material {their_median:.2f} s, "
        f"ratio {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    main()
