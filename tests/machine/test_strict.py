"""A build is strict: a dead link stops it. What the record warns of is told and stops nothing."""

import shutil

import pytest

from conftest import mkdocs_build, small_project
from small import edit

# The check leaves to the build which files of data/ are made.
DEAD = "# Dead {#top}\n\n[a table](changes/topics/light.xml)\n"
SLIP = ("value: 4.6 billion", "value: 45 billion")  # ten times the reading below it


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The small record, built once, and what that build said."""
    folder = small_project(tmp_path_factory.mktemp("strict") / "project")
    return folder, mkdocs_build(folder, folder / "site")


@pytest.fixture
def project(sound, tmp_path):
    """A copy to spoil, without the site that was built."""
    leave_the_site = shutil.ignore_patterns("site")
    return shutil.copytree(sound[0], tmp_path / "project", ignore=leave_the_site, symlinks=True)


def test_a_sound_site_is_built_in_silence(sound):
    _, done = sound
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("option", [(), ("--quiet",)], ids=["", "quiet"])
def test_a_link_that_only_the_build_can_follow_stops_it(project, option):
    """`--quiet` keeps MkDocs from counting warnings; our door counts them all the same."""
    (project / "docs" / "dead.md").write_text(DEAD, encoding="utf-8")
    done = mkdocs_build(project, project / "site", *option)
    assert done.returncode == 1
    assert "'dead.md' contains a link 'changes/topics/light.xml'" in done.stderr


def test_a_warning_of_the_record_is_told_and_the_site_is_built(project):
    budget = project / "data" / "indicators" / "light-budget.yml"
    budget.write_text(budget.read_text(encoding="utf-8").replace(*SLIP), encoding="utf-8")
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 0, done.stderr
    assert "light-budget.yml:18: warning: reading 2" in done.stderr
    assert "a slip of zeros" in done.stderr and len(done.stderr.splitlines()) == 1
    assert (project / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("bar: [kind.promises", "bar: [promises", "no group of the menu: 'promises'"),
        ("edit_uri:", "use_directory_urls: false\nedit_uri:", "leave out 'use_directory_urls'"),
    ],
)
def test_settings_that_would_lose_pages_are_told(project, old, new, told):
    edit(project / "mkdocs.yml", old, new)
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 1
    assert told in done.stderr and "Traceback" not in done.stderr
