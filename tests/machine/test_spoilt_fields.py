"""Each sort of field is dropped, and any place spoilt: that is told or built, never a traceback."""

import random
import shutil
from collections.abc import Iterator

import pytest

from conftest import MACHINE
from factbook.record.marked_yaml import read_bytes
from fuzz import Case, Path_, Trial, Verdict, batches, changed, drop, paths, run

SEED = 1
AT_RANDOM = 240


@pytest.fixture(scope="module")
def trial(tmp_path_factory) -> Trial:
    """The small record with a chart of each kind."""
    whole = tmp_path_factory.mktemp("spoilt") / "whole"
    for data in (MACHINE / "small_data", MACHINE / "kinds" / "data"):
        shutil.copytree(data, whole, dirs_exist_ok=True)
    return Trial(whole.parent, whole, MACHINE / "small_docs")


def sort_of(kind: str, path: Path_) -> Path_:
    """What a field is, without the ids, keys and places that lead to it."""
    names = [step for step in path[1:] if isinstance(step, str)]
    if names[0:1] in (["figures"], ["rows"]) and len(names) > 1:
        names[1] = "*"
    return (kind, len(path), *names)


def fields(trial: Trial) -> Iterator[tuple[str, Path_]]:
    """The first field of each sort, with its file."""
    seen = set()
    for file in sorted(trial.whole.rglob("*.yml")):
        name = file.relative_to(trial.whole).as_posix()
        for path in paths(read_bytes(file.read_bytes(), name).value):
            sort = sort_of(name.partition("/")[0], path)
            if sort not in seen:
                seen.add(sort)
                yield name, path


def dropped(trial: Trial) -> Iterator[Case]:
    """A case for each sort of field: the first of its sort is dropped."""
    dice = random.Random(1)
    for number, (file, path) in enumerate(fields(trial)):
        content = (trial.whole / file).read_bytes()
        yield changed(dice, number, file, content, path, drop)


@pytest.mark.long
def test_a_field_that_is_dropped_is_told_or_built(trial):
    found: list[Verdict] = []
    for batch in batches(dropped(trial)):
        found += trial.judge(batch, exact=True)
    bad = [str(verdict) for verdict in found if verdict.outcome in ("traceback", "hang")]
    assert not bad, "\n".join(bad)
    outcomes = [verdict.outcome for verdict in found]
    assert outcomes.count("refused") > 100 and outcomes.count("accepted") > 50
    assert outcomes.count("wrong line") <= len(outcomes) / 100


@pytest.mark.long
def test_what_is_spoilt_at_random_is_told_or_built(trial):
    """So are the kinds that the real record lacks; `make fuzz` tries more once a week."""
    report = run(trial, AT_RANDOM, SEED, exact=False, builds=30)
    assert not report.faults, "\n".join(map(str, report.faults))
    assert report.counts["refused"] > AT_RANDOM / 4 and report.counts["accepted"] > AT_RANDOM / 10
