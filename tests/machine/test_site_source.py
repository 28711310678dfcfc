"""The second door: the same pages as plain Markdown.

Another engine can publish them without our hooks.
"""

from commands import Done, typed
from conftest import MACHINE, ROOT, mkdocs_build

PLAIN = """
site_name: Plain
site_url: https://plain.example/
theme: {name: mkdocs}
plugins: []
markdown_extensions: [attr_list, md_in_html, tables]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""


def write(out, *more) -> Done:
    folders = ("--data", MACHINE / "small_data", "--docs", MACHINE / "small_docs")
    templates = ROOT / "docs" / "templates"
    return typed("source", out, *folders, "--templates", templates, *more, folder=out.parent)


def test_the_pages_are_those_of_the_site_and_another_engine_builds_them(tmp_path, small_site):
    out = tmp_path / "docs"
    done = write(out, "--repository", "https://code.example/lantern")
    assert done.returncode == 0, done.stderr
    for path, text in small_site.pages.items():
        assert (out / path).read_text(encoding="utf-8") == text
        assert "{{" not in text and "{%" not in text
    (tmp_path / "mkdocs.yml").write_text(PLAIN)
    built = mkdocs_build(tmp_path, tmp_path / "site")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "SEK" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "data" / "figures.csv").is_file()


def test_nothing_is_written_over(tmp_path):
    out = tmp_path / "docs"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    assert "not empty" in write(out).stderr
    assert [path.name for path in out.iterdir()] == ["mine.md"]
