"""The record that builds are measured with is one that an author could have written."""

from pathlib import Path

from commands import typed
from factbook.record.folders import Folders
from factbook.site import check_site
from made_record import make_project

SIZE = 40


def files(project: Path) -> dict[str, bytes]:
    """What was made, without what is shared with this project."""
    made = (path for folder in ("data", "docs") for path in (project / folder).rglob("*.*"))
    return {str(path.relative_to(project)): path.read_bytes() for path in made if path.is_file()}


def test_a_made_record_has_its_size_and_no_mistake(tmp_path):
    project = make_project(tmp_path / "made", SIZE)
    checked = check_site(Folders(project / "data", project / "docs", None))
    assert not checked.warnings
    records = checked.book.records
    made = [id_ for kind in records for id_ in records[kind] if id_.startswith("made-")]
    assert len(made) == SIZE
    assert records["charts"] and len(records["topics"]) > 1
    assert {"en", "ko"} <= set(checked.wordings)
    done = typed("check", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_seed_makes_the_same_record(tmp_path):
    first, again, other = (
        files(make_project(tmp_path / name, SIZE, seed))
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert first == again != other
