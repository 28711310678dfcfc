"""What is kept between builds is what was made, or it is made again."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from damages import DAMAGES, Trial, faults
from factbook.drawing import cache
from factbook.drawing.cache import Helpers, read_or_make
from factbook.record import kept_files
from factbook.site import Request, build_site
from sweeps import WHOLE

MADE: list[str] = []


def make(thing: str, more: str) -> bytes:
    MADE.append(thing)
    return f"{thing} {more}\n\0".encode()


@pytest.fixture(autouse=True)
def nothing_made():
    MADE.clear()
    kept_files._tell_once.cache_clear()


def get(folder: Path | None) -> dict[str, bytes]:
    return read_or_make(folder, "thing", {"a": "one", "b": "two"}, make, "lamp", helpers=Helpers())


EXPECTED = {"a": b"one lamp\n\0", "b": b"two lamp\n\0"}


def test_what_is_kept_is_not_made_again(tmp_path):
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two"]
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.thing", "b.thing"]


def test_without_a_folder_everything_is_made():
    assert get(None) == get(None) == EXPECTED and len(MADE) == 4


DRAWING = """
import os, time
from factbook.drawing import cache

def make(thing):
    print(os.getpid(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    cache.os.cpu_count = lambda: 2
    list(cache._make_all(range(8), make, (), cache.Helpers()))
"""


def test_what_draws_ends_where_the_build_is_killed(tmp_path):
    """Each such process stayed, with its memory, until the machine was started anew."""
    (tmp_path / "drawing.py").write_text(DRAWING)
    around = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    build = subprocess.Popen(
        [sys.executable, "drawing.py"], cwd=tmp_path, env=around, stdout=subprocess.PIPE
    )
    assert build.stdout and int(build.stdout.readline())
    build.kill()
    build.communicate(timeout=30)  # ends when all that could write have ended


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_made_again_and_kept(tmp_path, damage):
    get(tmp_path)
    damage(tmp_path / "a.thing")
    if damage is DAMAGES["unreadable"] and os.access(tmp_path / "a.thing", os.R_OK):
        pytest.skip("nothing is unreadable for who runs this")
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two", "one"]
    assert get(tmp_path) == EXPECTED and MADE == ["one", "two", "one"], "it was not kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.thing", "b.thing"]


def a_file(folder: Path) -> None:
    folder.write_text("no folder")


def below_a_file(folder: Path) -> None:
    shutil.rmtree(folder.parent)
    folder.parent.write_text("no folder")


def a_link_to_nothing(folder: Path) -> None:
    folder.symlink_to("nothing")


def a_link_to_itself(folder: Path) -> None:
    folder.symlink_to(folder)


def below_a_link_to_itself(folder: Path) -> None:
    shutil.rmtree(folder.parent)
    folder.parent.symlink_to(folder.parent)


@pytest.mark.parametrize(
    "spoil",
    [a_file, below_a_file, a_link_to_nothing, a_link_to_itself, below_a_link_to_itself],
)
def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path, capsys, spoil):
    folder = tmp_path / "cache" / "things"
    folder.parent.mkdir()
    spoil(folder)
    assert get(folder) == EXPECTED
    assert capsys.readouterr().err.count("keeps nothing between builds") == 1


def test_a_site_of_a_damaged_cache_is_the_site(small_folders, small_site, tmp_path):
    """Each file of a whole build's cache is damaged in another way."""
    spoilt = tmp_path / "cache"
    shutil.copytree(small_folders.cache, spoilt)
    damages = list(DAMAGES.values())[::-5]
    for place, path in enumerate(sorted(spoilt.rglob("*.*"))):
        damages[place % len(damages)](path)
    request = Request(repository="https://code.example/lantern")
    again = build_site(replace(small_folders, cache=spoilt), request)
    assert again.files == small_site.files


@pytest.mark.skipif(not WHOLE, reason="takes minutes: make test-deep, once a week")
def test_a_site_is_right_after_every_damage_of_all_that_is_kept(tmp_path):
    """Pages, twins and texts too, as a whole build publishes them."""
    wrong = {name: fault for name, fault in faults(Trial(tmp_path)) if fault}
    assert not wrong


def test_a_drawing_that_fails_is_told_as_itself(small_folders, monkeypatch):
    """Not as a mistake on each page that shows a chart."""

    def fail(*_):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr("factbook.site.draw_charts", fail)
    with pytest.raises(OSError, match="Cannot allocate"):
        build_site(small_folders)


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        assert get(tmp_path) == EXPECTED
    assert list(tmp_path.iterdir()) == []


def test_a_change_of_any_module_that_draws_names_drawings_anew(monkeypatch, tmp_path):
    """Those of the room; test_chart_kinds.py holds which others are at work."""
    before = cache.drawing_key("drawing", tmp_path)
    for name in ("rows.py", "svg.py", "png.py", "chart_kinds/bars.py"):
        assert cache.ROOM / name in cache.sources()
    cache._renderer.cache_clear()
    (tmp_path / "bars.py").write_text("changed")
    monkeypatch.setattr(cache, "sources", lambda: [tmp_path / "bars.py"])
    assert cache.drawing_key("drawing", tmp_path) != before
    cache._renderer.cache_clear()
