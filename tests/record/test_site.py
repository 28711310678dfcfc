"""The real record, built strictly: what every reader may count on."""

import filecmp
import json
import re
import shutil

import pytest

from conftest import ROOT, mkdocs_build


def html(site, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_all_nineteen_claims_are_answered(real_site, real_book):
    page = html(real_site, "then-and-now")
    assert list(real_book.claims) == [f"s{number}" for number in range(1, 20)]
    for id_, claim in real_book.claims.items():
        section = page.split(f'id="{id_}"')[1].split("<h2")[0]
        assert f"verdict--{claim.verdict}" in section
        assert "sources/#" in section


def test_every_number_of_then_and_now_is_a_published_figure(real_site):
    published = {
        figure["id"]
        for figure in json.loads((real_site / "data" / "figures.json").read_text())["figures"]
    }
    shown = set(re.findall(r'data-figure="([^"]+)"', html(real_site, "then-and-now")))
    assert shown and shown <= published


def test_every_figure_is_published_with_its_sources(real_site, real_book):
    figures = json.loads((real_site / "data" / "figures.json").read_text(encoding="utf-8"))[
        "figures"
    ]
    assert {figure["id"] for figure in figures} == set(real_book.figures)
    for figure in figures:
        assert figure["label"]["en"] and figure["unit"] and figure["readings"]
        assert all(reading["sources"] and reading["as_of"] for reading in figure["readings"])


def test_every_record_has_its_page(real_site, real_book):
    for kind in ("programs", "investments", "people", "organizations", "indicators", "charts"):
        for id_ in real_book.records[kind]:
            assert (real_site / kind / id_ / "index.html").is_file()


def test_record_pages_lead_to_their_yaml_file(real_site):
    assert re.search(
        r'href="[^"]+/edit/main/data/investments/[a-z-]+\.yml"',
        html(real_site, "investments/nvidia-gpus"),
    )


def test_record_pages_stay_out_of_the_navigation(real_site):
    navigation = html(real_site, "about").split("<main")[0]
    assert "people/bae" not in navigation


def test_every_link_and_anchor_of_the_site_leads_somewhere(real_site):
    anchors = {
        page: set(re.findall(r'\sid="?([^"\s>]+)', page.read_text(encoding="utf-8")))
        for page in real_site.rglob("*.html")
    }
    dead = []
    for page in anchors:
        if page.name == "404.html":
            continue
        for link in re.findall(r'\shref="([^"]+)"', page.read_text(encoding="utf-8")):
            if (
                re.match(r"[a-z]+:|//", link) or "editions/" in link
            ):  # editions are builds of their own
                continue
            path, _, anchor = link.replace("&amp;", "&").partition("#")
            target = (page.parent / path.partition("?")[0]).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (
                anchor and target in anchors and anchor not in anchors[target]
            ):
                dead.append(f"{page.relative_to(real_site)} -> {link}")
    assert not dead, dead[:20]


def test_ids_are_unique_on_every_page(real_site):
    for page in real_site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), (
            page.relative_to(real_site),
            {id_ for id_ in ids if ids.count(id_) > 1},
        )


def test_nothing_is_fetched_from_another_host(real_site):
    for page in real_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|img|iframe|source)[^>]+src="https?:', text), page
        assert not [
            link
            for link in re.findall(r"<link[^>]+>", text)
            if re.search(r'rel="(?:stylesheet|preload|preconnect|icon)"', link) and "https:" in link
        ], page


def differences(one, other) -> list[str]:
    found = filecmp.dircmp(one, other)
    names = [
        *found.left_only,
        *found.right_only,
        *filecmp.cmpfiles(one, other, found.common_files, shallow=False)[1],
    ]
    for name in found.common_dirs:
        names += differences(one / name, other / name)
    return names


def test_two_builds_are_the_same_byte_for_byte(real_site, address, tmp_path):
    """Another folder and another hash seed; that pictures are drawn the same twice, test_charts.py and test_cards.py say."""
    project = tmp_path / "elsewhere"
    project.mkdir()
    for name in ("data", "docs", "hooks"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("charts", "cards"):
        shutil.copytree(ROOT / ".cache" / name, project / ".cache" / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    target = tmp_path / "again"
    done = mkdocs_build(project, target, SITE_URL=address, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert differences(real_site, target) == []


def test_the_korean_page_stands_beside_the_english_one(real_site):
    page = html(real_site, "ko")
    assert '<html lang="ko"' in page
    assert "배경훈" in page


@pytest.mark.parametrize(
    "path",
    [
        "",
        "minister",
        "programs",
        "investments",
        "people",
        "organizations",
        "timeline",
        "then-and-now",
        "sources",
        "glossary",
        "about",
    ],
)
def test_the_pages_that_were_agreed(real_site, path):
    assert "<h1" in html(real_site, path)
