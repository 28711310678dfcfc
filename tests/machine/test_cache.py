"""What is kept between builds is what was made, or it is made again."""

import os
import random
import shutil
import socket
from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest

from factbook.drawing import cache
from factbook.drawing.cache import read_or_make
from factbook.site import Request, build_site

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


# ---------------------------------------------------------------- damage

Damage = Callable[[Path], object]


def in_bytes(change: Callable[[bytes], bytes]) -> Damage:
    """Damage that leaves a file in which other bytes stand."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


def with_a_bit(content: bytes, place: int) -> bytes:
    spoilt = bytearray(content)
    spoilt[place] ^= 1
    return bytes(spoilt)


def in_its_place(put: Damage) -> Damage:
    """Damage by which something else stands in the place of a file."""

    def damage(path: Path) -> None:
        path.unlink()
        put(path)

    return damage


def a_full_folder(path: Path) -> None:
    path.mkdir()
    (path / "more").write_text("what nobody asked for")


def swap(path: Path) -> None:
    """Another whole file under this one's name."""
    others = [other for other in sorted(path.parent.iterdir()) if other.is_file() and other != path]
    path.write_bytes(others[0].read_bytes())


def a_socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # a long name would be none


def of_an_earlier_form(content: bytes) -> bytes:
    return content.partition(b"\n")[2]


DAMAGES: dict[str, Damage] = {
    "empty": in_bytes(lambda _: b""),
    "one byte": in_bytes(lambda content: content[:1]),
    "the digest alone": in_bytes(lambda content: content.partition(b"\n")[0]),
    "the digest and its line end": in_bytes(lambda content: content[:65]),
    "half": in_bytes(lambda content: content[: len(content) // 2]),
    "without its last byte": in_bytes(lambda content: content[:-1]),
    "without its first byte": in_bytes(lambda content: content[1:]),
    "without its middle": in_bytes(lambda content: content[:70] + content[72:]),
    "one byte more": in_bytes(lambda content: content + b"\n"),
    "twice": in_bytes(lambda content: content * 2),
    "zeros": in_bytes(lambda content: bytes(len(content))),
    "zeros at its end": in_bytes(lambda content: content[:-4] + bytes(4)),
    "zeros behind it": in_bytes(lambda content: content + bytes(4096)),
    "random": in_bytes(lambda content: random.Random(1).randbytes(len(content))),
    "a random end": in_bytes(lambda content: content[:-6] + b"random"),
    "a bit of the digest": in_bytes(lambda content: with_a_bit(content, 3)),
    "a bit of the line end": in_bytes(lambda content: with_a_bit(content, 64)),
    "the first bit": in_bytes(lambda content: with_a_bit(content, 65)),
    "the last bit": in_bytes(lambda content: with_a_bit(content, -1)),
    "a bit in the middle": in_bytes(lambda content: with_a_bit(content, -4)),
    "backwards": in_bytes(lambda content: content[::-1]),
    "line ends of another system": in_bytes(lambda content: content.replace(b"\n", b"\r\n")),
    "upper case": in_bytes(bytes.upper),
    "a byte-order mark": in_bytes(lambda content: b"\xef\xbb\xbf" + content),
    "of an earlier form": in_bytes(of_an_earlier_form),
    "another file": swap,
    "a folder": in_its_place(Path.mkdir),
    "a full folder": in_its_place(a_full_folder),
    "a link to nothing": in_its_place(lambda path: path.symlink_to("nothing")),
    "a link to itself": in_its_place(lambda path: path.symlink_to(path)),
    "a link to a folder": in_its_place(lambda path: path.symlink_to(path.parent)),
    "a link to no end": in_its_place(lambda path: path.symlink_to("/dev/zero")),
    "a link to the other": in_its_place(lambda path: path.symlink_to("b.thing")),
    "a pipe": in_its_place(os.mkfifo),
    "a socket": in_its_place(a_socket),
    "grown without end": lambda path: os.truncate(path, 10**10),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_made_again_and_kept(tmp_path, damage):
    get(tmp_path)
    damage(tmp_path / "a.thing")
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
