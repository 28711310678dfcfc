"""What an author wrote is never half lost: all files of a change are written, or none."""

import errno
import stat
from pathlib import Path

import pytest

from factbook.record.whole_files import write_whole


def texts(folder: Path) -> dict[str, str]:
    """All that a folder holds."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture
def full_disk(monkeypatch):
    """A disk on which one more file has room."""
    write, written = Path.write_bytes, []

    def write_if_there_is_room(path: Path, content: bytes) -> int:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_if_there_is_room)


def test_where_the_disk_is_full_nothing_has_changed(tmp_path, full_disk):
    before = {"a.yml": "a: 1\n", "b.yml": "b: 1\n"}
    for name, text in before.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(OSError, match="No space left") as told:
        write_whole({tmp_path / name: "new\n" for name in before})
    assert told.value.filename == str(tmp_path / "b.yml")
    assert texts(tmp_path) == before


def test_a_file_keeps_its_rights_and_a_link_its_file(tmp_path):
    file, link = tmp_path / "file.yml", tmp_path / "link.yml"
    file.write_text("a: 1\n", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file.name)
    write_whole({link: "a: 2\n", tmp_path / "deep" / "new.yml": "b: 1\n"})
    assert link.is_symlink() and file.read_text(encoding="utf-8") == "a: 2\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert texts(tmp_path / "deep") == {"new.yml": "b: 1\n"}


def test_what_nobody_may_write_stays(tmp_path, monkeypatch):
    file = tmp_path / "file.yml"
    file.write_text("a: 1\n", encoding="utf-8")

    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError) as told:
        write_whole({file: "a: 2\n"})
    monkeypatch.undo()
    assert told.value.filename == str(file)
    assert texts(tmp_path) == {"file.yml": "a: 1\n"}
