"""YAML with its lines: read alike with libyaml and without, and not kept for ever."""

import time

import pytest
import yaml

from conftest import MACHINE, ROOT
from factbook.record import marked_yaml

FILES = [
    ROOT / "docs" / "templates" / "words.yml",
    *sorted((MACHINE / "small_data").rglob("*.yml")),
]


@pytest.mark.skipif(marked_yaml.Loader is yaml.SafeLoader, reason="libyaml is not here to compare")
def test_the_loader_in_pure_python_reads_the_same(monkeypatch):
    for path in FILES:
        read = marked_yaml.read_bytes.__wrapped__
        fast = read(path.read_bytes(), path.name)
        with monkeypatch.context() as patch:
            patch.setattr(marked_yaml, "Loader", yaml.SafeLoader)
            slow = read(path.read_bytes(), path.name)
        assert not slow.problems, slow.problems
        assert (slow.value, slow.lines) == (fast.value, fast.lines), path


def test_versions_of_files_that_are_gone_are_forgotten():
    marked_yaml.read_bytes.cache_clear()
    for version in range(marked_yaml.FILES_AT_HAND + 10):
        marked_yaml.read_bytes(b"version: %d" % version, "a.yml")
    assert marked_yaml.read_bytes.cache_info().currsize == marked_yaml.FILES_AT_HAND


ENDLESS = {
    "lists": "[" * 200_000,
    "groups": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "itself": "&a [*a]",
    "text": "a: " + "x" * 900_000,
    "quote": 'a: "' + "x" * 900_000,
    "colons": "a" + ":" * 900_000,
    "empty lines": "a:" + "\n" * 900_000 + "b",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_never_end_is_refused_at_once(name):
    start = time.process_time()
    marked = marked_yaml.read_bytes(ENDLESS[name].encode(), "data/a.yml")
    assert time.process_time() - start < 2
    assert name == "empty lines" or [problem.line for problem in marked.problems] == [1]


def test_what_cannot_be_read_as_a_file(tmp_path):
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "dead.yml").symlink_to("nothing.yml")
    (tmp_path / "circle.yml").symlink_to("circle.yml")
    (tmp_path / "large.yml").write_bytes(b"#" * (marked_yaml.LARGEST_FILE + 1))
    for path in tmp_path.iterdir():
        [problem] = marked_yaml.read(path, path.name).problems
        assert "cannot be read: " in problem.message or "split it" in problem.message
