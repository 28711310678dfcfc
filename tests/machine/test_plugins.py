"""Plugins of MkDocs that a maintainer adds see every page, and where each comes from."""

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


@pytest.mark.long
def test_a_plugin_knows_all_pages_before_it_is_asked_of_any(tmp_path):
    project = small_project(tmp_path / "project")
    (project / "plugin.py").write_text(PLUGIN, encoding="utf-8")
    edit(project / "mkdocs.yml", "hooks: [", "hooks: [plugin.py, ")
    done = mkdocs_build(project, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.partition("seen ")[2].split()[0]) > 10
