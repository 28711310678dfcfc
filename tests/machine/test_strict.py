"""A build is strict: a dead link stops it. What the record warns of is told and stops nothing."""

import pytest

from conftest import mkdocs_build
from small import edit, small_project

pytestmark = pytest.mark.long
# The check leaves to the build which files of data/ are made.
DEAD = "# Dead {#top}\n\n[a table](changes/topics/light.xml)\n"
SLIP = ("value: 4.6 billion", "value: 45 billion")  # ten times the reading below it


@pytest.fixture
def project(tmp_path):
    """The small record, to be spoilt; that a sound one is built in silence, conftest.py asks."""
    return small_project(tmp_path / "project")


def test_a_link_that_only_the_build_can_follow_stops_it(project):
    """`--quiet` keeps MkDocs from counting warnings; our door counts them all the same."""
    (project / "docs" / "dead.md").write_text(DEAD, encoding="utf-8")
    done = mkdocs_build(project, project / "site", "--quiet")
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


def test_settings_that_would_lose_pages_are_told(project):
    """Each of them by the check: test_settings.py."""
    settings = project / "mkdocs.yml"
    edit(settings, "bar: [kind.promises", "bar: [promises")
    edit(settings, "edit_uri:", "use_directory_urls: false\nedit_uri:")
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 1
    assert "no group of the menu: 'promises'" in done.stderr
    assert "leave out 'use_directory_urls'" in done.stderr
    assert "Traceback" not in done.stderr
