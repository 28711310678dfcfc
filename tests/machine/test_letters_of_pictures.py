"""No picture leaves out a letter that its face lacks: where it would, there is none."""

import pytest

from conftest import built_silently
from factbook.site import Request, build_site
from pages import Web
from small import edit, small_project

ADDRESS = "https://lantern.example/"
NAME, ROW = "Lamp contest नमस्ते", "Wick Works 文部"  # the face has none of these scripts
CHART, PROGRAM = "charts/contest/", "programs/lamp-contest/"


@pytest.fixture(scope="module")
def web(tmp_path_factory) -> Web:
    """A record with a name and a row of a chart in English whose letters the face lacks."""
    project = small_project(tmp_path_factory.mktemp("letters") / "project")
    edit(project / "data" / "programs" / "lamp-contest.yml", "en: Lamp contest", f"en: {NAME}")
    edit(project / "data" / "organizations" / "all.yml", "en: Wick Works", f"en: {ROW}")
    built_silently(project, project / "site", ADDRESS, PICTURES="true")
    return Web(project / "site")


def card_of(web: Web, url: str) -> str:
    """The picture beside links to a page; '' where there is none."""
    found = web.page(url).all("meta", property="og:image")
    return found[0].get("content").removeprefix(ADDRESS) if found else ""


@pytest.mark.parametrize("url", [PROGRAM, CHART])
def test_a_page_whose_card_would_leave_out_letters_has_another_ones(web, url):
    assert card_of(web, url) == "cards/home.png"
    assert f"cards/{url.strip('/')}.png" not in web.files


@pytest.mark.parametrize("url", ["indicators/light-budget/", "charts/light-budget/", "ko/"])
def test_any_other_page_has_its_own(web, url):
    assert card_of(web, url) == f"cards/{url.strip('/')}.png"


def test_each_card_that_is_shown_is_there(web):
    shown = {card_of(web, url) for url, _ in web.pages()} - {""}
    assert shown == {path for path in web.files if path.startswith("cards/")}


def test_a_chart_is_offered_as_png_where_that_has_all_its_letters(web):
    stem = "data/charts/contest"
    assert ROW in (web.folder / f"{stem}.svg").read_text(encoding="utf-8")
    assert f"{stem}.png" not in web.files and f"{stem}.ko.png" in web.files
    assert "data/charts/light-budget.png" in web.files


def test_nothing_leads_to_a_png_that_is_not_there(web):
    read = [path for path in web.files if path.endswith((".html", ".json", ".md", ".xml"))]
    assert not [
        path for path in read if "contest.png" in (web.folder / path).read_text(encoding="utf-8")
    ]
    assert "contest.svg" in web.page(CHART).markup


def test_where_the_name_of_the_site_has_such_letters_a_language_has_no_picture(small_copy):
    edit(small_copy.data / "site.yml", "The Lantern Record", "The Lantern Record 文部")
    built = build_site(small_copy, Request(address=ADDRESS, pictures=True))
    pictures = [path for path in built.files if path.endswith(".png")]
    assert pictures and all("/ko" in path or ".ko." in path for path in pictures)
    assert built.card_pages and all(path.startswith("ko/") for path in built.card_pages)
