"""A record that is spoilt is refused at its place or built; it never ends in a traceback.

That of the small record, which has a chart and a field of each kind, test_spoilt_fields.py spoils.
"""

import pytest

from conftest import DATA, DOCS, MACHINE
from fuzz import CHANGES, Trial, cases, run

SEED = 1
SOME = 120  # `make fuzz` tries more, once a week


@pytest.mark.suite  # it tries the machine, and takes long: nothing to ask of a further record
def test_what_is_spoilt_is_told_or_built(tmp_path):
    """What is accepted is not built, which would take as long as all cases; `make fuzz` does."""
    report = run(Trial(tmp_path, DATA, DOCS), SOME, SEED, exact=False, builds=0)
    assert not report.faults, "\n".join(map(str, report.faults))
    assert report.counts["refused"] > SOME / 4 and report.counts["accepted"] > SOME / 10


def test_the_same_seed_gives_the_same_cases():
    data = MACHINE / "small_data"
    assert list(cases(data, 20, SEED)) == list(cases(data, 20, SEED))
    assert list(cases(data, 20, SEED)) != list(cases(data, 20, SEED + 1))


def test_places_are_spoilt_in_every_way():
    tried = {case.kind for case in cases(MACHINE / "small_data", SOME, SEED)}
    assert tried == {"bytes", *(change.__name__ for change in CHANGES)}
