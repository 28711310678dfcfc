"""What a maintainer adds in mkdocs.yml: plugins, which see every page, and pages of the menu."""

import re

import html5lib
import pytest

from conftest import mkdocs_build
from small import edit, small_project

# What plugins do that redirect, tag, or tell when a page was changed: hooks are called as they are.
PLUGIN = """
from pathlib import Path


def on_files(files, config):
    pages = {file.src_uri: Path(file.abs_src_path) for file in files.documentation_pages()}
    root = Path(config.config_file_path).parent
    assert pages["programs/lamp-contest.md"] == root / "data" / "programs" / "lamp-contest.yml"
    assert pages["index.md"] == root / "docs" / "index.md"
    assert all(path.exists() for path in pages.values())
    print("seen", len(pages))


def on_page_markdown(markdown, page, config, files):
    assert Path(page.file.abs_src_path).exists()
"""


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The machine with the small record, a plugin, and a page that enters the menu by one line."""
    project = small_project(tmp_path_factory.mktemp("added") / "project")
    (project / "plugin.py").write_text(PLUGIN, encoding="utf-8")
    (project / "docs" / "faq.md").write_text("---\ntitle: R&D <asked>\n---\n# Asked {#top}\n")
    settings = project / "mkdocs.yml"
    edit(settings, "hooks: [", "hooks: [plugin.py, ")
    edit(settings, "  menu:", "  menu:\n    question: {faq.md: }")
    edit(settings, "  bar: [", "  bar: [question, ")
    return project


@pytest.fixture(scope="module")
def done(project):
    """What its build came to and said."""
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_a_plugin_knows_all_pages_before_it_is_asked_of_any(done):
    assert int(done.stdout.partition("seen ")[2].split()[0]) > 10


def test_a_page_enters_the_menu_by_one_line(project, done):
    page = html5lib.parse(
        (project / "site" / "faq" / "index.html").read_text(), namespaceHTMLElements=False
    )
    # In the list of all pages it has its own name, at the head of the page that of its group.
    for menu, name in ((".//nav[@id='menu']", "R&D <asked>"), (".//nav[@class='nav']", "Question")):
        (link,) = [link for link in page.find(menu).iter("a") if link.get("aria-current")]
        assert link.text == name and re.search(r"faq/$|^\./$", link.get("href"))
