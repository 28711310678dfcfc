"""Spoils the record at random places, and tells what the check and the build make of it.

    python tests/fuzz.py --cases 2000 --seed 7

A case is one change of one file: something is dropped, duplicated, retyped, swapped, lengthened,
or something odd is put in. The same seed gives the same cases. Each must be refused at its place
or built; it must never end in a traceback, and never take long.
"""

import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path
from typing import Any

import click
import yaml

from places import DATA, DOCS, ROOT, TEMPLATES  # isort: skip -- finds the hooks

from factbook.record.marked_yaml import read_bytes
from factbook.record.problems import Mistakes, Problem
from factbook.record.unseen import unseen_sign
from factbook.site import Folders, build_site, check_site
from factbook.writing.ledger import LEDGER
from undrawn import without_drawing

PATIENCE = 10  # seconds of the processor for one check
AT_ONCE = 40  # so many files are spoilt at once, where it is quick to tell whose fault is whose
CORE = ROOT / "hooks"
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Path_ = tuple[str | int, ...]
Place = tuple[str, Path_]  # a file of the record, and a path into it


@dataclass(frozen=True)
class Case:
    """One change of one file."""

    number: int
    kind: str
    file: str  # below the folder of the record
    path: Path_
    content: bytes
    lines: frozenset[int]  # where a message may point

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.file} at {'/'.join(map(str, self.path))}"


@dataclass(frozen=True)
class Verdict:
    """What became of a case."""

    case: Case
    outcome: str  # refused, refused elsewhere, wrong line, accepted, traceback, hang
    words: str = ""

    def __str__(self) -> str:
        return f"{self.outcome}: {self.case}\n  {self.words}".rstrip()


class Hang(BaseException):
    """A check has taken too long; no `except Exception` of ours may hold it."""


# ---------------------------------------------------------------- changes

ODD_VALUES: list[Any] = [
    "",
    " ",
    "no",
    "~",
    "-1",
    "0",
    "1e400",
    "9" * 40,
    "4,5 billion",
    "0.0000000001",
    "2025-00-10",
    "2025-02-30",
    "9999-12-31",
    "0001-01-01",
    "99999",
    [],
    {},
    [[]],
    ["", ""],
    {"": ""},
    {"en": ""},
    {"a": {"b": {"c": "d"}}},
    [{"value": "1"}],
]
ODD_WORDS = [
    "{{",
    "}}",
    "{% for a in b %}",
    "{{ figure('nothing/at-all#all') }}",
    "{{ link('units/gpu') }}",
    "{{ name('people') }}",
    "{{ part() }}",
    "{{ 1/0 }}",
    "{{ [1][2] }}",
    "{{ nothing.at.all }}",
    "{{ writer }}",
    "{## ##}",
    "<script>alert(1)</script>",
    "<b>",
    "&lt;",
    "<!--",
    "![x](javascript:alert(1))",
    "{: onclick=alert(1) }",
    "[a](b",
    "`",
    "***",
    "\\",
    '"',
    "\u202e",
    "\u200b",
    "\x07",
    "\x85",
    "\U0001f3ee",
    "\ud55c\uad6d",
    "a\nb: c",
    "#",
    "../../etc/passwd",
    "programs/index",
    "5000",
    "now",
    "%s %(x)s {0}",
    "\t",
]
ODD_BYTES = [
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\t",
    b"'",
    b'"',
    b"{",
    b"]",
    b": ",
    b"- ",
    b"&a ",
    b"*a ",
    b"!!python/name:os.system ",
    b"---\n",
    b"\r",
    b"#",
    b"? ",
    b"|\n",
    b"<<: ",
    b"%",
]


def drop(dice: random.Random, parent: Any, key: Any) -> None:
    del parent[key]


def duplicate(dice: random.Random, parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        parent.insert(key, deepcopy(parent[key]))
    else:
        parent[f"{key}-2"] = deepcopy(parent[key])


def retype(dice: random.Random, parent: Any, key: Any) -> None:
    parent[key] = deepcopy(dice.choice(ODD_VALUES))


def swap(dice: random.Random, parent: Any, key: Any) -> None:
    other = dice.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
    parent[key], parent[other] = parent[other], parent[key]


def lengthen(dice: random.Random, parent: Any, key: Any) -> None:
    value = parent[key] if isinstance(parent[key], str) else str(key)
    parent[key] = (value or "long ") * dice.choice([2, 30, 400, 5000])


def inject(dice: random.Random, parent: Any, key: Any) -> None:
    value = parent[key] if isinstance(parent[key], str) else ""
    place = dice.randint(0, len(value))
    parent[key] = value[:place] + dice.choice(ODD_WORDS) + value[place:]


def rename(dice: random.Random, parent: Any, key: Any) -> None:
    value = parent.pop(key)
    if isinstance(parent, list):
        parent.insert(0, value)
    else:
        parent[dice.choice(ODD_WORDS)] = value


Change = Callable[[random.Random, Any, Any], None]
CHANGES: tuple[Change, ...] = (drop, duplicate, retype, swap, lengthen, inject, rename)


# ---------------------------------------------------------------- cases


def cases(data: Path, count: int, seed: int) -> Iterator[Case]:
    """So many cases, the same for the same seed and record.

    They are drawn place by place, and from all files alike: a new fact leaves the cases of all
    others as they were.
    """
    contents = {
        path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*.yml"))
    }
    turns: list[tuple[int, float, Place]] = []
    for file, content in contents.items():
        places = ((file, path) for path in paths(read_bytes(content, file).value))
        drawn = sorted((lot_of(seed, place), place) for place in places)
        turns += ((turn, lot, place) for turn, (lot, place) in enumerate(drawn))
    for number, (_, _, (file, path)) in enumerate(nsmallest(count, turns)):
        dice = dice_of(seed, (file, path))
        spoil = dice.choice([spoilt_bytes, *[changed] * 9])
        yield spoil(dice, number, file, contents[file], path)


def lot_of(seed: int, place: Place) -> float:
    """When the turn of a place comes: no throw of its dice, for the lowest lots come first."""
    return random.Random(f"lot {seed} {place}").random()


def dice_of(seed: int, place: Place) -> random.Random:
    """What decides how a place is spoilt."""
    return random.Random(f"{seed} {place}")


def spoilt_bytes(dice: random.Random, number: int, file: str, content: bytes, path: Path_) -> Case:
    """A file with odd bytes at any place."""
    place = dice.randint(0, len(content))
    line = content[:place].count(b"\n") + 1
    spoilt = content[:place] + dice.choice(ODD_BYTES) + content[place:]
    return Case(number, "bytes", file, path, spoilt, frozenset(range(line - 1, line + 3)))


def changed(
    dice: random.Random,
    number: int,
    file: str,
    content: bytes,
    path: Path_,
    change: Change | None = None,
) -> Case:
    """A file in which one value, item or field is not as it was."""
    value = deepcopy(read_bytes(content, file).value)
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    change = change or dice.choice(CHANGES)
    change(dice, parent, path[-1])
    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    content = text.encode("utf-8")
    return Case(number, change.__name__, file, path, content, lines_of(content, path))


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of everything that stands in a value."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from paths(value[key], (*path, key))


def lines_of(content: bytes, path: Path_) -> frozenset[int]:
    """The lines of what was changed: of what stands around it, beside it and in it."""
    lines = read_bytes(content, "changed").lines
    if not lines:  # nothing was read of it: the sign that nobody sees is told where it stands
        rows = enumerate(content.decode("utf-8").split("\n"), 1)
        return frozenset(line for line, row in rows if unseen_sign(row)) or frozenset({1})
    parent = path[:-1]
    near = {
        line for other, line in lines.items() if other[: len(parent)] == parent or other == path[:1]
    }
    return frozenset(near or {1})


# ---------------------------------------------------------------- verdicts


class Trial:
    """A copy of the record in which cases are tried, with a ledger of the home page alone.

    What is dropped is told there, however many cases are tried at once; test_permalinks.py
    holds that the check and the build ask the same of it.
    """

    def __init__(self, folder: Path, data: Path = DATA, docs: Path = DOCS):
        self.whole, self.data = data, folder / "data"
        shutil.copytree(data, self.data)
        (self.data / LEDGER).write_text("./\n", encoding="utf-8")
        self.folders = Folders(self.data, docs, None, TEMPLATES)

    @contextmanager
    def spoilt(self, cases: Iterable[Case]) -> Iterator[None]:
        """As long as this lasts, the copy is spoilt by some cases."""
        for case in cases:
            (self.data / case.file).write_bytes(case.content)
        try:
            yield
        finally:
            for case in cases:
                shutil.copyfile(self.whole / case.file, self.data / case.file)

    def judge(self, cases: list[Case], exact: bool) -> Iterator[Verdict]:
        """What becomes of cases of different files, tried at once, and apart where it matters.

        Where not `exact`, a message in another file is not searched for its case.
        """
        with self.spoilt(cases):
            fault, problems = self._check()
        if fault and len(cases) > 1:
            yield from self._halves(cases, exact)
        elif fault:
            yield Verdict(cases[0], *fault)
        elif not problems:
            yield from (Verdict(case, "accepted") for case in cases)
        else:
            yield from self._refused(cases, problems, exact)

    def _halves(self, cases: list[Case], exact: bool) -> Iterator[Verdict]:
        middle = len(cases) // 2
        yield from self.judge(cases[:middle], exact)
        yield from self.judge(cases[middle:], exact)

    def _refused(
        self, cases: list[Case], problems: list[Problem], exact: bool
    ) -> Iterator[Verdict]:
        """Those that are told where they stand; the others are tried without these."""
        others = []
        for case in cases:
            own = [problem for problem in problems if problem.file == f"data/{case.file}"]
            told = [problem for problem in own if problem.line in case.lines]
            if told:
                yield Verdict(case, "refused", str(told[0])[:200])
            elif len(cases) == 1:
                outcome = "wrong line" if own else "refused elsewhere"
                yield Verdict(case, outcome, str((own or problems)[0])[:200])
            else:
                others.append(case)
        if len(others) < len(cases):
            yield from self.judge(others, exact) if others else ()
        elif exact:
            yield from self._halves(others, exact)
        else:
            yield from (Verdict(case, "refused elsewhere") for case in others)

    def _check(self) -> tuple[tuple[str, str] | None, list[Problem]]:
        """How the check failed, if it did, and all that it told."""
        try:
            with at_most(PATIENCE):
                check_site(self.folders)
        except Mistakes as mistakes:
            return None, [problem for problem in mistakes.problems if problem.level == "error"]
        except Hang as error:
            return ("hang", last_of_ours(error)), []
        except Exception as error:
            return ("traceback", f"{type(error).__name__}: {last_of_ours(error)}"), []
        return None, []

    def build(self, cases: list[Case]) -> Iterator[Verdict]:
        """What the build refuses or fails of, of cases that the check accepts."""
        try:
            with self.spoilt(cases), without_drawing(), at_most(20 * PATIENCE):
                build_site(self.folders)
        except (Exception, Hang) as error:
            if len(cases) > 1:
                middle = len(cases) // 2
                yield from self.build(cases[:middle])
                yield from self.build(cases[middle:])
            else:
                words = f"{type(error).__name__}: {str(error)[:200]} ({last_of_ours(error)})"
                yield Verdict(cases[0], "not built", words)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise Hang where it takes longer, in time of the processor: other programs do not count."""

    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def last_of_ours(error: BaseException) -> str:
    """Where an error was raised, as the last place in our own code."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(CORE))
    ]
    if not ours:
        return ""
    return f"{Path(ours[-1].filename).relative_to(CORE)}:{ours[-1].lineno} in {ours[-1].name}"


def batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """Cases of different files together; site.yml, without which nothing is read, alone."""
    open_batches: list[list[Case]] = []
    for case in cases:
        if case.file == "site.yml":
            yield [case]
            continue
        for batch in open_batches:
            if all(case.file != other.file for other in batch):
                batch.append(case)
                break
        else:
            open_batches.append([case])
        full = [batch for batch in open_batches if len(batch) == AT_ONCE]
        open_batches = [batch for batch in open_batches if len(batch) < AT_ONCE]
        yield from full
    yield from open_batches


# ---------------------------------------------------------------- a run


@dataclass
class Report:
    """What became of all cases, and what of it must not be."""

    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(verdict.outcome for verdict in self.verdicts)

    @property
    def faults(self) -> list[Verdict]:
        bad = ("traceback", "hang", "not built")
        return [verdict for verdict in self.verdicts if verdict.outcome in bad]


def run(
    trial: Trial,
    count: int,
    seed: int,
    exact: bool,
    builds: int,
    tell: Callable[[Report], object] = lambda report: None,
) -> Report:
    """Try so many cases; of those that are accepted, so many files are built, at once."""
    report = Report()
    for batch in batches(cases(trial.whole, count, seed)):
        report.verdicts += trial.judge(batch, exact)
        tell(report)
    accepted = [verdict.case for verdict in report.verdicts if verdict.outcome == "accepted"]
    random.Random(seed).shuffle(accepted)
    for batch in batches(accepted[:builds]):
        report.verdicts += trial.build(batch)
        tell(report)
    return report


@click.command()
@click.option("--cases", "count", default=2000, show_default=True, help="how many")
@click.option("--seed", default=1, show_default=True, help="another one gives other cases")
@click.option("--builds", default=100, show_default=True, help="how many accepted ones are built")
@click.option("--verbose", is_flag=True, help="tell wrong lines too")
def main(count: int, seed: int, builds: int, verbose: bool) -> None:
    """Spoil the record at random places and tell what becomes of it."""
    start = time.monotonic()

    def tell(report: Report) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{len(report.verdicts)} of {count}", nl=False, err=True)

    with tempfile.TemporaryDirectory() as folder:
        report = run(Trial(Path(folder)), count, seed, True, builds, tell)
    for verdict in report.verdicts:
        if verdict in report.faults or (verbose and verdict.outcome == "wrong line"):
            click.echo(verdict)
    for outcome, times in report.counts.most_common():
        click.echo(f"{outcome}: {times}")
    click.echo(f"{count} cases in {time.monotonic() - start:.0f} s")
    sys.exit(bool(report.faults))


if __name__ == "__main__":
    main()
