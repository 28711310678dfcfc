"""A file that was parsed is kept by what is in it, and decides nothing of another one."""

from pathlib import Path

import pytest

from conftest import MACHINE
from factbook.record import book
from factbook.record.book import read_book
from factbook.record.kept_files import keep
from factbook.record.marked_yaml import Marked, read_bytes
from factbook.writing import parsed_files
from factbook.writing.parsed_files import MADE_BY, ParsedFiles
from factbook.writing.pickles import pickled

DATA = MACHINE / "small_data"
WRITTEN = "lamp: {name: Lamp, 'size': [1, two]}\nwick:\n  name: 심지\n".encode()
BROKEN = b"lamp: {name: ~}\nlamp: {}\n"


@pytest.fixture
def cache(tmp_path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def parsed(monkeypatch) -> list[bytes]:
    """What is parsed from now on."""
    found: list[bytes] = []

    def noted(written: bytes, shown_as: str) -> Marked:
        found.append(written)
        return read_bytes(written, shown_as)

    monkeypatch.setattr(parsed_files, "read_bytes", noted)
    return found


def read(cache: Path, written: bytes = WRITTEN, name: str = "data/a.yml") -> Marked:
    """A file as another process would read it."""
    parsed_files._parsed.cache_clear()
    files = ParsedFiles(cache, cache)
    marked = files(written, name)
    files.remember()
    files.sweep()
    return marked


def test_what_is_kept_says_what_was_parsed(cache, parsed):
    first, again = read(cache), read(cache)
    plain = read_bytes(WRITTEN, "data/a.yml")
    assert parsed == [WRITTEN] and first is not again
    for marked in (first, again):
        assert vars(marked) == vars(plain)


def test_another_content_or_name_is_parsed_and_the_old_one_swept_out(cache, parsed):
    read(cache)
    other = WRITTEN.replace(b"Lamp", b"Lump")
    assert read(cache, other).value["lamp"]["name"] == "Lump"
    assert read(cache, other, "data/b.yml").file == "data/b.yml"
    assert parsed == [WRITTEN, other, other]
    assert len([*cache.rglob("*.yaml")]) == 1


def test_mistakes_are_told_as_often_as_a_file_is_read(cache, parsed):
    assert len(read(cache, BROKEN).problems) == len(read(cache, BROKEN).problems) == 2
    assert parsed == [BROKEN, BROKEN]


class Trap:
    def __reduce__(self):
        return pytest.fail, ("what was kept has run",)


@pytest.mark.parametrize("value", [Trap(), {"lamp": {}}, Marked("data/a.yml", {"lamp": {}})])
@pytest.mark.parametrize("made_by", [MADE_BY, "another machine"])
def test_what_is_no_parsed_file_of_this_machine_and_name_is_parsed(cache, parsed, made_by, value):
    read(cache)
    [path] = cache.rglob("*.yaml")
    is_marked = isinstance(value, Marked)
    content = pickled(made_by + ("another name" if is_marked else path.name), value)
    keep(path.parent, path.name, content)
    assert read(cache).value["lamp"]["size"] == ["1", "two"]
    path.write_bytes(content)
    assert read(cache).value["lamp"]["size"] == ["1", "two"]
    assert len(parsed) == 3


def test_records_are_kept_as_they_were_read(cache, monkeypatch):
    plain, _ = read_book(DATA)

    def read_with(folder: Path) -> None:
        files = ParsedFiles(folder, DATA)
        found, _ = read_book(DATA, files)
        assert found.records == plain.records and found.site == plain.site
        assert found.figures == plain.figures and found.mentions == plain.mentions
        files.remember()

    read_with(cache)
    parsed_files._parsed.cache_clear()
    monkeypatch.setattr(book, "parse_file", None)
    read_with(cache)


def test_without_a_cache_nothing_is_kept(cache, parsed):
    files = ParsedFiles(None, cache)
    assert files(WRITTEN, "data/a.yml").value["wick"] == {"name": "심지"}
    files.sweep()
    assert not cache.exists()
