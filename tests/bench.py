"""How this build compares with plain mkdocs-material on the same pages: ratios of one run.

    python tests/bench.py --sizes "record 50 500 5000" --rounds 5

Projects are measured: this one, and made-up ones of so many records. The plain site is made from
the very pages that ours writes, as ready Markdown, with the same theme and search and no hooks.
Both are built in turn, and what is compared is the time of the processor in one round: walls tell
how busy a machine is. The results are kept in .cache/bench.json, and compared with the last ones.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import click

from made_record import make_project

from places import ROOT  # isort: skip -- finds the hooks

from factbook.record.folders import Folders
from factbook.site import build_site

OURS = "record"
KEPT = ROOT / ".cache" / "bench.json"
PLAIN = """
site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, {toc: {permalink: "#", toc_depth: 3}}]
validation: {nav: {omitted_files: ignore}}
nav: [index.md]
"""
PHASES = """
import sys, time
from pathlib import Path
sys.path.insert(0, "hooks")
from factbook.site import Folders, build_site, check_site
folders = Folders(Path("data"), Path("docs"), Path(".cache"))
begin = time.process_time()
check_site(folders)
print(time.process_time() - begin)
begin = time.process_time()
build_site(folders)
print(time.process_time() - begin)
"""


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    cpu: float  # seconds of all its processes, in the program and in the system
    wall: float  # seconds
    memory: float  # MB at most, of its largest process


@dataclass(frozen=True)
class Result:
    """What was measured of one project."""

    pages: int
    cold: float  # CPU seconds of a build that draws every chart
    cpu: float  # of one that has the drawings
    plain: float  # of plain mkdocs-material
    ratio: float  # the median of the rounds
    lowest: float
    highest: float
    wall: float
    memory: float
    plain_memory: float
    files: int
    megabytes: float
    checking: float  # CPU seconds to read and check record and prose
    writing: float  # to write all pages and files, in memory
    publishing: float  # what is left: the frame around pages, and files on the disk


def cost(command: list[str], cwd: Path) -> Cost:
    """Run a command to its end; raises RuntimeError with what it said where it fails."""
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=surroundings,
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    wall = time.perf_counter() - begin
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def build(project: Path, target: Path) -> Cost:
    """A build of a project with MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    return cost(command, project)


def plain_project(project: Path, folder: Path) -> int:
    """The pages of a project as ready Markdown; gives their number."""
    built = build_site(Folders(project / "data", project / "docs", project / ".cache"))
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN)
    for path, text in built.pages.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    shutil.copytree(project / "docs" / "assets", folder / "docs" / "assets")
    return len(built.pages)


def phases(project: Path) -> tuple[float, float]:
    """CPU seconds to read and check a project, and to write all of it in memory besides."""
    done = subprocess.run(
        [sys.executable, "-c", PHASES], cwd=project, check=True, capture_output=True, text=True
    )
    checking, building = map(float, done.stdout.split())
    return checking, building - checking


def measure(project: Path, folder: Path, rounds: int, has_cache: bool) -> Result:
    """What a project costs beside plain mkdocs-material, built so many times in turn."""
    ours, plain = folder / "ours", folder / "plain"
    cold = build(project, ours).cpu
    pages = plain_project(project, plain)
    pairs = [(build(project, ours), build(plain, plain / "site")) for _ in range(rounds)]
    ratios = sorted(our.cpu / their.cpu for our, their in pairs)
    cpu = median(our.cpu for our, _ in pairs)
    checking, writing = phases(project)
    sizes = [path.stat().st_size for path in ours.rglob("*") if path.is_file()]
    return Result(
        pages=pages,
        cold=0 if has_cache else cold,
        cpu=cpu,
        plain=median(their.cpu for _, their in pairs),
        ratio=median(ratios),
        lowest=ratios[0],
        highest=ratios[-1],
        wall=median(our.wall for our, _ in pairs),
        memory=max(our.memory for our, _ in pairs),
        plain_memory=max(their.memory for _, their in pairs),
        files=len(sizes),
        megabytes=sum(sizes) / 1e6,
        checking=checking,
        writing=writing,
        publishing=max(cpu - checking - writing, 0),
    )


def told(name: str, now: Result, last: dict[str, float] | None) -> Iterator[str]:
    """A result in words, with what the last run measured of the same."""
    title = "this record" if name == OURS else f"{name} records"
    yield (
        f"{title}: {now.pages} pages; {now.cpu:.1f} CPU seconds, plain mkdocs-material "
        f"{now.plain:.1f}, ratio {now.ratio:.2f} (from {now.lowest:.2f} to {now.highest:.2f})"
    )
    yield (
        f"  checking {now.checking:.1f}, writing {now.writing:.1f}, publishing "
        f"{now.publishing:.1f}; wall {now.wall:.1f} s"
    )
    if now.cold:
        yield f"  with every drawing made anew: {now.cold:.1f} CPU seconds"
    yield (
        f"  {now.memory:.0f} MB of memory (plain {now.plain_memory:.0f}); "
        f"{now.files:,} files, {now.megabytes:.1f} MB"
    )
    if last:
        changed = (
            f"{field} {last[field]:.2f} → {value:.2f}"
            for field, value in asdict(now).items()
            if field in ("ratio", "memory", "files", "megabytes", "checking") and field in last
        )
        yield f"  since the last run: {', '.join(changed)}"


@click.command()
@click.option("--sizes", default=f"{OURS} 50 500", help="of made-up records; 'record' is this one")
@click.option("--rounds", default=3, help="how often each is built")
@click.option("--seed", default=1, help="of what is made up")
def main(sizes: str, rounds: int, seed: int) -> None:
    """Compare the build with plain mkdocs-material."""
    last = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for size in sizes.split():
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            is_ours = size == OURS
            project = ROOT if is_ours else make_project(folder / "made", int(size), seed)
            result = measure(project, folder, rounds, has_cache=is_ours)
        for line in told(size, result, last.get(size)):
            click.echo(line)
        last[size] = asdict(result)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(last, indent=1) + "\n")


if __name__ == "__main__":
    main()
