"""The second door: a project that another generator builds without our hooks, to the same site."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from commands import Done, factbook, typed
from conftest import MACHINE, ROOT, free_address, once, serving, watched_page
from pages import Web

# What Zensical writes beside our files, and what of MkDocs it does not write.
ITS_OWN = ("search.json", "assets/images/", "assets/javascripts/", "assets/stylesheets/")
NOT_WRITTEN = {"sitemap.xml.gz"}


def write(out, *more) -> Done:
    folders = ("--data", MACHINE / "small_data", "--docs", MACHINE / "small_docs")
    templates = ROOT / "docs" / "templates"
    return typed("source", out, *folders, "--templates", templates, *more, folder=ROOT)


@pytest.fixture(scope="module")
def moved(shared, small_web, small_address) -> Web:
    """The small record with a chart and a page of each kind, built by Zensical."""

    def build(folder: Path) -> None:
        project, made = shared / "small-web" / "project", folder / "made"
        options = ("source", made, "--address", small_address)
        done = factbook(*options, folder=project, machine=project, PICTURES="true")
        assert done.returncode == 0, done.stderr
        command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"]
        built = subprocess.run(command, cwd=made, capture_output=True, text=True)
        assert built.returncode == 0, built.stdout + built.stderr
        shutil.copytree(made / "beside", made / "site", dirs_exist_ok=True)
        shutil.move(made / "site", folder / "lantern-record")

    return Web(once(shared / "moved", build) / "lantern-record")


def test_every_address_stands(moved, small_web):
    assert small_web.files - moved.files == NOT_WRITTEN
    for path in moved.files - small_web.files:
        assert path.startswith(ITS_OWN) or (ROOT / "docs" / path).is_file(), path


def test_every_page_has_the_same_figures_anchors_links_and_words(moved, small_web):
    assert len(small_web.urls) > 80
    for url, old in small_web.pages():
        new = moved.page(url)
        assert new.figures == old.figures, url
        assert new.ids == old.ids, url
        assert [link.href for link in new.links] == [link.href for link in old.links], url
        if not url.endswith("writing/"):  # its footnotes have numbers there, and its tasks no words
            assert new.text == old.text, url


def test_a_reader_has_search_charts_cards_and_downloads(moved, browser, shared):
    address = free_address(shared / "moved-address", "lantern-record")
    with serving(moved.folder, address) as served, watched_page(browser, served) as page:
        page.goto(served + "light/")
        expect(page.locator(".chart-drawing svg:visible").first).to_be_visible()
        page.goto(served)
        page.locator(".fig-mark").first.click()
        expect(page.locator(".card:popover-open")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator("[data-open=search]").click()
        page.keyboard.type("Lamp contest")
        expect(page.locator("dialog.search a").first).to_contain_text("Lamp contest")
        page.goto(served + "charts/bars/")
        page.get_by_text("Data", exact=True).first.click()
        link = page.locator(".chart-menu a[href$='.csv']").first
        assert page.request.get(served + "data/charts/bars.csv").ok and link.is_visible()


def test_an_edition_is_a_project_of_its_own(tmp_path):
    done = write(tmp_path / "then", "--as-of", "2030-01-31")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "then" / "docs" / "index.md").read_text(encoding="utf-8")
    assert "editions/2030-01-31/" in (tmp_path / "then" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "31 January 2030" in home and "../../" in home


def test_nothing_is_written_over(tmp_path):
    out = tmp_path / "docs"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    assert "not empty" in write(out).stderr
    assert [path.name for path in out.iterdir()] == ["mine.md"]
