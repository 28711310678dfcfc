"""What is kept between builds is what was made, or it is made again."""

from pathlib import Path

import pytest

from factbook.drawing import cache, sheets
from factbook.drawing.cache import read_or_make

MADE: list[str] = []


def make(thing: str, more: str) -> bytes:
    MADE.append(thing)
    return f"{thing} {more}\n\0".encode()


@pytest.fixture(autouse=True)
def nothing_made():
    MADE.clear()
    cache._tell_once.cache_clear()


def get(folder: Path | None) -> dict[str, bytes]:
    return read_or_make(folder, "thing", {"a": "one", "b": "two"}, make, "lamp")


EXPECTED = {"a": b"one lamp\n\0", "b": b"two lamp\n\0"}


def test_what_is_kept_is_not_made_again(tmp_path):
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two"]
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.thing", "b.thing"]


def test_without_a_folder_everything_is_made():
    assert get(None) == get(None) == EXPECTED and len(MADE) == 4


def spoil_letter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-4] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def swap(path: Path) -> None:
    path.write_bytes(path.with_name("b.thing").read_bytes())


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("damage", [spoil_letter, cut, empty, swap, make_folder, link_to_itself])
def test_what_is_damaged_is_made_again(tmp_path, damage):
    get(tmp_path)
    damage(tmp_path / "a.thing")
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two", "one"]


def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")
    assert get(tmp_path / "file") == EXPECTED
    assert capsys.readouterr().err.count("keeps nothing between builds") == 1


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        assert get(tmp_path) == EXPECTED
    assert list(tmp_path.iterdir()) == []


def test_a_script_that_was_cut_is_not_published(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "_script", lambda _: b"the whole script")
    script = sheets.interactive_script.__wrapped__
    assert script(tmp_path, tmp_path) == "the whole script"
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-5])
    assert script(tmp_path, tmp_path) == "the whole script"


def test_a_change_of_any_module_of_the_room_names_drawings_anew(monkeypatch, tmp_path):
    before = cache.drawing_key("drawing", tmp_path)
    names = {path.relative_to(cache.ROOM).as_posix() for path in cache.sources()}
    assert {"rows.py", "svg.py", "png.py", "chart_kinds/bars.py"} <= names
    cache._renderer.cache_clear()
    (tmp_path / "bars.py").write_text("changed")
    monkeypatch.setattr(cache, "sources", lambda: [tmp_path / "bars.py"])
    assert cache.drawing_key("drawing", tmp_path) != before
    cache._renderer.cache_clear()
