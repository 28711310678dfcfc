"""YAML with its lines: read alike with libyaml and without, and not kept for ever."""

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
