"""Files of a site that say the same are left; the site is that of a build into nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import mkdocs_build
from factbook.publishing.standing import ASIDE, Standing, mark_of
from small import edit, small_project

SITE = {"index.html": "home", "a/index.html": "a", "a/deep/index.html": "deep", "b.json": "{}"}


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def built(site: Path, files: dict[str, str], stops: bool = False) -> list[str]:
    """A build of some files; gives those that it had to write, or what stands when it stops."""
    standing = Standing(site, site.parent / "cache")
    standing.put_aside()
    for part in site.iterdir():  # as MkDocs does
        if not part.name.startswith("."):
            shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()
    if stops:
        return listed(site)
    standing.bring_back(files)
    written = []
    for path, text in files.items():
        if not standing.stands(path, mark_of(text.encode())):
            written.append(path)
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
    standing.remember()
    return written


def listed(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)) for path in site.rglob("*") if not path.is_dir())


def texts(site: Path) -> dict[str, str]:
    return {path: (site / path).read_text() for path in listed(site)}


def test_what_says_the_same_is_left(site):
    assert built(site, SITE) == list(SITE)
    times = {path: (site / path).stat().st_mtime_ns for path in SITE}
    assert built(site, SITE) == []
    assert {path: (site / path).stat().st_mtime_ns for path in SITE} == times
    assert built(site, {**SITE, "b.json": "[]", "c": "new"}) == ["b.json", "c"]
    assert texts(site) == {**SITE, "b.json": "[]", "c": "new"}
    assert not (site / ASIDE).exists()


def test_what_the_next_site_has_not_is_removed_with_its_folders(site):
    built(site, SITE)
    (site / "stranger").write_text("nobody's")
    assert built(site, {"index.html": "home", "a": "a file where a folder was"}) == ["a"]
    assert listed(site) == ["a", "index.html"]


def touched(path: Path) -> None:
    path.write_text("HOME")


def as_old_as_it_was(path: Path) -> None:
    known = path.stat()
    path.write_text("MY HOME")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def a_link(path: Path) -> None:
    path.rename(path.parent / "elsewhere")
    path.symlink_to("elsewhere")


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [touched, as_old_as_it_was, a_link, a_folder, Path.unlink])
def test_what_somebody_has_touched_is_written_again(site, spoil: Callable[[Path], object]):
    built(site, SITE)
    spoil(site / "index.html")
    assert built(site, SITE) == ["index.html"]
    assert texts(site) == SITE
    assert not (site / "index.html").is_symlink()


def test_what_stood_before_a_build_that_stopped_is_left(site):
    built(site, SITE)
    assert {path.partition("/")[0] for path in built(site, SITE, stops=True)} == {ASIDE}
    assert built(site, SITE) == []
    assert texts(site) == SITE


@pytest.mark.parametrize("content", [b"", b"nothing", b"0\n1"])
def test_a_file_of_marks_that_is_none_is_passed_over(site, content):
    built(site, SITE)
    [kept] = (site.parent / "cache").iterdir()
    kept.write_bytes(content)
    assert built(site, SITE) == list(SITE)
    assert texts(site) == SITE


def test_two_sites_have_each_its_own_marks(site):
    built(site, SITE)
    other = site.parent / "other"
    shutil.copytree(site, other)
    assert built(other, SITE) == list(SITE)
    assert built(site, SITE) == []


def test_what_was_written_without_marks_is_written_again(site):
    """As an edition in the place of the present site, which publishing then stamps."""
    built(site, SITE)
    Standing(site, site.parent / "cache").forget()
    (site / "index.html").write_text("as it was")
    Standing(site, site.parent / "cache").stamp_again()
    assert built(site, SITE) == list(SITE)
    assert texts(site) == SITE


@pytest.mark.long
def test_a_site_that_stands_is_that_of_a_build_into_nothing(tmp_path):
    """To the last byte, after an edit; and most of its files are not written again."""
    project = small_project(tmp_path)
    site, clean = project / "site", project / "clean"
    assert not mkdocs_build(project, site).returncode
    before = {path: (site / path).stat().st_ino for path in listed(site)}
    edit(project / "data" / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    assert not mkdocs_build(project, site).returncode
    assert not mkdocs_build(project, clean).returncode
    assert listed(site) == listed(clean)
    assert all((site / path).read_bytes() == (clean / path).read_bytes() for path in listed(site))
    left = [path for path in listed(site) if before.get(path) == (site / path).stat().st_ino]
    assert len(left) > len(before) / 2

    assert not mkdocs_build(project, site, AS_OF="2030-01-31").returncode
    known = Standing(site, project / ".cache" / "sites")
    known.stamp_again()
    known.put_aside()
    assert not known.found, "an edition has taken the place of the site that is known"
