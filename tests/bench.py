"""How this build compares with plain mkdocs-material on the same pages: ratios of one run.

    python tests/bench.py --sizes "record 50 500 5000" --rounds 5

Projects are measured: a copy of this one, and made-up ones of so many records. The plain site is
made from the very pages that ours writes, as ready Markdown, with the same theme and search and no
hooks. In each round ours is built with no page kept, after an edit, and once more; then the plain
one. What is compared is the time of the processor in one round: walls tell how busy a machine is.
The results are kept in .cache/bench.json, and compared with the last ones.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

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
WRITE = """
import sys, time
from mkdocs.config import load_config
sys.path.insert(0, "hooks")
config = load_config()
config.plugins.on_startup(command="build", dirty=False)
begin = time.process_time()
config.plugins.on_config(config)
print(time.process_time() - begin)
"""
EDIT = "\n\nOne more sentence.\n"
LEFT_OUT = (".git", ".venv", "site", ".build", "tests")  # of a copy of this project


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    cpu: float  # seconds of all its processes, in the program and in the system
    wall: float  # seconds
    memory: float  # MB at most, of its largest process


@dataclass(frozen=True)
class Compared:
    """CPU seconds of a build, and how many times those of the plain one in the same round."""

    cpu: float
    ratio: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class Result:
    """What was measured of one project."""

    pages: int
    cold: float  # CPU seconds of a build that draws every chart; 0 where drawings were there
    plain: float  # of plain mkdocs-material
    anew: Compared  # of one that has the drawings, and no page
    edited: Compared  # of one after a page of prose was edited
    unchanged: Compared  # of one where nothing was
    wall: float  # of the last
    memory: float  # at most of all
    plain_memory: float
    files: int
    megabytes: float
    checking: float  # CPU seconds of the check as a command, where nothing was edited
    writing: float  # of the core in the last build: it reads, checks, writes pages and files


def cost(command: list[str], cwd: Path) -> Cost:
    """Run a command to its end; raises RuntimeError with what it said where it fails."""
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks"}
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


def copy_of_ours(folder: Path) -> Path:
    """This project with its drawings, where the bench may edit it."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return folder


def forget_pages(project: Path) -> None:
    """Nothing is known of what was written, read and checked before; drawings are."""
    for kept in ("pages", "frames", "files", "checks", "settings", "parsed", "rules", "sites"):
        shutil.rmtree(project / ".cache" / kept, ignore_errors=True)


def edit(project: Path) -> None:
    """One sentence of the first page is there or gone."""
    page = project / "docs" / "index.md"
    text = page.read_text(encoding="utf-8")
    edited = text.removesuffix(EDIT) if text.endswith(EDIT) else text + EDIT
    page.write_text(edited, encoding="utf-8")


def leave(project: Path) -> None:
    """Nothing is edited."""


# How ours is built in a round, and what is done before.
BUILDS: dict[str, Callable[[Path], None]] = {
    "anew": forget_pages,
    "edited": edit,
    "unchanged": leave,
}


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


def seconds_to_write(project: Path) -> float:
    """CPU seconds of all that is done before MkDocs writes a file."""
    command = [sys.executable, "-c", WRITE]
    done = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True)
    return float(done.stdout)


def measure(project: Path, folder: Path, rounds: int, has_cache: bool) -> Result:
    """What a project costs beside plain mkdocs-material, built so many times in turn."""
    ours, plain = folder / "ours", folder / "plain"
    first = build(project, ours)
    pages = plain_project(project, plain)
    costs: dict[str, list[Cost]] = {name: [] for name in (*BUILDS, "plain")}
    for _ in range(rounds):
        for name, prepare in BUILDS.items():
            prepare(project)
            costs[name].append(build(project, ours))
        costs["plain"].append(build(plain, plain / "site"))
    compared = {name: _compared(costs[name], costs["plain"]) for name in BUILDS}
    ours_built = [first, *costs["anew"], *costs["edited"], *costs["unchanged"]]
    sizes = [path.stat().st_size for path in ours.rglob("*") if path.is_file()]
    return Result(
        pages=pages,
        cold=0 if has_cache else first.cpu,
        plain=median(their.cpu for their in costs["plain"]),
        wall=median(our.wall for our in costs["unchanged"]),
        memory=max(our.memory for our in ours_built),
        plain_memory=max(their.memory for their in costs["plain"]),
        files=len(sizes),
        megabytes=sum(sizes) / 1e6,
        checking=cost([sys.executable, "-m", "factbook", "check"], project).cpu,
        writing=seconds_to_write(project),
        **compared,
    )


def _compared(ours: list[Cost], plain: list[Cost]) -> Compared:
    ratios = [our.cpu / their.cpu for our, their in zip(ours, plain, strict=True)]
    cpu = median(our.cpu for our in ours)
    return Compared(cpu, median(ratios), min(ratios), max(ratios))


TOLD = {"anew": "no page kept", "edited": "after one edit", "unchanged": "nothing edited"}


def told(name: str, now: Result, last: dict[str, Any]) -> Iterator[str]:
    """A result in words, with what the last run measured of the same."""
    title = "this record" if name == OURS else f"{name} records"
    yield f"{title}: {now.pages} pages; plain mkdocs-material {now.plain:.1f} CPU seconds"
    for field, words in TOLD.items():
        of = getattr(now, field)
        yield (
            f"  {words}: {of.cpu:.1f}, ratio {of.ratio:.2f} "
            f"(from {of.lowest:.2f} to {of.highest:.2f})"
        )
    yield (
        f"  of the last, {now.writing:.1f} until MkDocs writes; "
        f"the check alone {now.checking:.1f}; wall {now.wall:.1f} s"
    )
    if now.cold:
        yield f"  with every drawing made anew: {now.cold:.1f} CPU seconds"
    yield (
        f"  {now.memory:.0f} MB of memory (plain {now.plain_memory:.0f}); "
        f"{now.files:,} files, {now.megabytes:.1f} MB"
    )
    before, after = comparable(last), comparable(asdict(now))
    if before:
        changed = (f"{field} {before[field]:.2f} → {after[field]:.2f}" for field in before)
        yield f"  since the last run: {', '.join(changed)}"


def comparable(result: dict[str, Any]) -> dict[str, float]:
    """What two runs can be compared by; nothing of one that an older bench has kept."""
    if not TOLD.keys() <= result.keys():
        return {}
    ratios = {field: result[field]["ratio"] for field in TOLD}
    same = ("memory", "files", "megabytes", "checking")
    return ratios | {field: result[field] for field in same}


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
            is_ours, project = size == OURS, folder / "made"
            if is_ours:
                copy_of_ours(project)
            else:
                make_project(project, int(size), seed)
            result = measure(project, folder, rounds, has_cache=is_ours)
        for line in told(size, result, last.get(size, {})):
            click.echo(line)
        last[size] = asdict(result)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(last, indent=1) + "\n")


if __name__ == "__main__":
    main()
