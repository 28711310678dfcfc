"""The first language is any language.

The small record is a Korean site here, with English and without.
"""

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
import yaml

from commands import typed
from conftest import MACHINE, ROOT, mkdocs_build
from factbook.record.book import read_book
from factbook.record.folders import Folders
from factbook.record.languages import languages_of
from factbook.record.marked_yaml import Loader
from factbook.site import build_site
from small import copy_small_record, edit, keep_what_is_made, messages

XHTML = "{http://www.w3.org/1999/xhtml}"


def turned(value: object, languages: tuple[str, ...]) -> object:
    """A value of the record with Korean first: what was only English is said to be Korean."""
    if isinstance(value, list):
        return [turned(item, languages) for item in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and set(value) <= {"en", "ko"}:
        written = {"ko": value.get("ko", value["en"]), "en": value["en"]}
        return {language: written[language] for language in languages}
    return {key: turned(item, languages) for key, item in value.items()}


def begin(root: Path, languages: tuple[str, ...]) -> None:
    """A project of the machine whose record and pages are Korean first."""
    assert typed("explainer", "--dir", root).returncode == 0
    shutil.rmtree(root / "data")
    for path in (MACHINE / "small_data").rglob("*.yml"):
        record = turned(yaml.load(path.read_text(encoding="utf-8"), Loader), languages)
        if path.name == "site.yml":
            record["languages"] = list(languages)
        target = root / "data" / path.relative_to(MACHINE / "small_data")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    english = [path for path in (root / "docs").rglob("*.md") if "templates" not in path.parts]
    if "en" in languages:
        for path in english:
            copy = root / "docs" / "en" / path.relative_to(root / "docs")
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            text = text.replace("](feed.xml)", "](../../changes/feed.xml)")
            copy.write_text(text.replace("](../assets/", "](../../assets/"), "utf-8")
    shutil.copy(MACHINE / "small_docs" / "ko" / "index.md", root / "docs" / "index.md")


@pytest.fixture(scope="module", params=[("ko", "en"), ("ko",)], ids=["ko-en", "ko"])
def languages(request) -> tuple[str, ...]:
    return request.param


@pytest.fixture(scope="module")
def project(tmp_path_factory, languages) -> Path:
    root = tmp_path_factory.mktemp("korean") / "mine"
    begin(root, languages)
    return keep_what_is_made(root)


@pytest.fixture(scope="module")
def site(project) -> Path:
    done = mkdocs_build(project, project / "site", SITE_URL="https://light.example/")
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, object]:
    """Each page of the site as an HTML parser reads it, by its path."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        with path.open("rb") as file:
            found[path.relative_to(site).as_posix()] = html5lib.parse(file)
    return found


def links(page) -> list:
    return [link for link in page.iter(f"{XHTML}a") if link.get("href")]


def target_of(path: str, href: str) -> str:
    """The path of the file that a link on a page leads to, from the root of the site."""
    root = Path("/site")
    target = (root / path).parent / unquote(urlsplit(href).path)
    parts: list[str] = []
    for part in target.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    found = Path(*parts).relative_to(root).as_posix()
    return found if Path(found).suffix else f"{found}/index.html".removeprefix("./")


def test_pages_at_the_root_are_korean_and_english_ones_stand_under_en(site, pages, languages):
    assert pages["index.html"].get("lang") == "ko"
    assert pages["people/ada-brightwater/index.html"].get("lang") == "ko"
    assert "조명" in (site / "index.html").read_text(encoding="utf-8")
    for path, page in pages.items():
        if page.get("lang"):
            is_english = re.match(r"(cite/|embed/|editions/[\d-]+/)?en/", path)
            assert page.get("lang") == ("en" if is_english else "ko"), path
    assert ("en/people/ada-brightwater/index.html" in pages) == ("en" in languages)
    assert not any(path.startswith("ko/") for path in pages)


def test_every_internal_link_leads_somewhere(site, pages):
    ids = {path: {element.get("id") for element in page.iter()} for path, page in pages.items()}
    for path, page in pages.items():
        for link in links(page):
            href = link.get("href")
            if urlsplit(href).scheme or path == "404.html":
                continue
            target = target_of(path, href) if urlsplit(href).path else path
            assert (site / target).is_file(), (path, href)
            anchor = unquote(urlsplit(href).fragment)
            if anchor and target in pages:
                assert anchor in ids[target], (path, href)


def test_pages_of_a_language_lead_to_pages_of_that_language(pages):
    """Crumbs, lists and texts: what is there in English is linked in English."""
    for path, page in pages.items():
        if not path.startswith("en/"):
            continue
        for link in links(page):
            href = link.get("href")
            leads_to_a_page = urlsplit(href).path and not urlsplit(href).scheme
            offers_a_language = link.get("hreflang") or "tool--words" in link.get("class", "")
            if leads_to_a_page and not offers_a_language:
                assert f"en/{target_of(path, href)}" not in pages, (path, href)


def test_charts_offer_the_rows_of_their_own_language(site, languages):
    korean = (site / "charts" / "light-budget" / "index.html").read_text(encoding="utf-8")
    assert "data/charts/light-budget.csv" in korean and "light-budget.ko.csv" not in korean
    assert (site / "data" / "charts" / "light-budget.csv").is_file()
    if "en" in languages:
        english = (site / "en/charts/light-budget/index.html").read_text(encoding="utf-8")
        assert "data/charts/light-budget.en.csv" in english
        assert "light-budget.csv" not in english
        rows = (site / "data/charts/light-budget.en.csv").read_text(encoding="utf-8")
        assert "2029" in rows and "2029년" not in rows


def test_tables_need_the_first_language(site, languages):
    with (site / "data" / "programs.csv").open(encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    assert row["name_ko"] == "등불 공모"
    assert ("name_en" in row) == ("en" in languages)
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    [programs] = [table for table in package["resources"] if table["name"] == "programs"]
    required = {
        field["name"]
        for field in programs["schema"]["fields"]
        if field.get("constraints", {}).get("required")
    }
    assert "name_ko" in required and "name_en" not in required


def test_descriptions_of_tables_are_of_the_first_language(site):
    table = json.loads((site / "data" / "programs.csv-metadata.json").read_text(encoding="utf-8"))
    assert table["@context"][1] == {"@language": "ko"}
    columns = {one["name"]: one["dc:description"] for one in table["tableSchema"]["columns"]}
    assert columns["name_ko"] == "(한국어) 독자에게 보이는 이름"
    assert all(re.search("[가-힣]", text) for text in [table["dc:title"], *columns.values()])
    croissant = json.loads((site / "data" / "croissant.json").read_text(encoding="utf-8"))
    assert croissant["@context"]["@language"] == "ko"
    assert "Every figure" not in croissant["description"]


def test_search_speaks_the_first_language(site, languages):
    folders = {path.name for path in (site / "search").iterdir() if path.is_dir()}
    assert {"ko", "en"} & folders == set(languages)
    if "en" in languages:
        names = json.loads((site / "search" / "en" / "names.json").read_text(encoding="utf-8"))
        assert names["words"]["foreign"] == "In Korean"


def test_editors_are_offered_the_languages_of_the_site(project, languages):
    assert typed("schemas", folder=project).returncode == 0
    schema = json.loads((project / "schemas" / "topics.json").read_text(encoding="utf-8"))
    one_string, by_language = schema["$defs"]["Text"]["anyOf"]
    assert one_string["description"].startswith("the words in Korean")
    assert by_language["required"] == ["ko"]
    assert tuple(by_language["properties"]) == languages


# ---------------------------------------------------------------- what authors are told


@pytest.fixture
def korean(tmp_path) -> Folders:
    """The small record, Korean first, where a test may spoil it."""
    copy_small_record(tmp_path)
    edit(tmp_path / "data" / "site.yml", "languages: [en, ko]", "languages: [ko, en]")
    return Folders(tmp_path / "data", tmp_path / "docs", None, ROOT / "docs" / "templates")


def test_a_text_without_the_first_language_is_told(korean):
    said = messages(korean)
    assert any(
        re.fullmatch(
            r"data/programs/lamp-contest.yml:\d+: needs 'ko' \(the words in Korean\)", line
        )
        for line in said
    ), said
    assert not any("needs 'en'" in line for line in said)


def test_one_string_is_in_the_first_language(korean):
    edit(korean.data / "site.yml", "licence: {en: CC BY 4.0}", "licence: CC BY 4.0")
    book, _ = read_book(korean.data)
    assert book.site.licence.has("ko") and not book.site.licence.has("en")
    assert book.site.licence.in_("en") == "CC BY 4.0"


@pytest.mark.parametrize("code", ["zz", "pt-BR", "한국어"])
def test_an_unknown_language_is_told(small_copy, code):
    edit(small_copy.data / "site.yml", "languages: [en, ko]", f"languages: [{code}]")
    told = [line for line in messages(small_copy) if "must be codes of languages" in line]
    assert told and f"not '{code}'" in told[0] and told[0].startswith("data/site.yml:")


def test_no_language_at_all_is_told(small_copy):
    edit(small_copy.data / "site.yml", "languages: [en, ko]", "languages: []")
    assert any("'languages' is empty" in line for line in messages(small_copy))


# ---------------------------------------------------------------- how a language runs


def test_languages_run_from_either_side():
    languages = languages_of(("ko", "he", "en"))
    assert [language.direction for language in languages.values()] == ["ltr", "rtl", "ltr"]
    assert [language.folder for language in languages.values()] == ["", "he/", "en/"]
    assert [language.ending for language in languages.values()] == ["", ".he", ".en"]


def test_words_of_another_direction_are_turned(small_copy):
    """What Hebrew lacks is said in English, which runs from the left on a page that does not."""
    templates = small_copy.data.parent / "templates"
    shutil.copytree(ROOT / "docs" / "templates", templates)
    shutil.copytree(ROOT / "docs" / "assets", templates.parent / "assets")
    words = yaml.load((templates / "words.yml").read_text(encoding="utf-8"), Loader)
    hebrew = {key: forms["en"] for key, forms in words.items()}
    own = yaml.safe_dump(hebrew, allow_unicode=True)
    (templates / "words.he.yml").write_text(own, encoding="utf-8")
    edit(small_copy.data / "site.yml", "languages: [en, ko]", "languages: [en, ko, he]")
    edit(small_copy.docs / "he" / "index.md", "", "# Home {#top}\n\nWords.\n")
    edit(
        small_copy.docs / "he" / "people" / "index.md",
        "",
        '# Who {#top}\n\n{{ part("people-list") }}\n\n'
        '{{ figure("programs/lamp-contest#lamps", stage="contracted") }}\n',
    )
    site = build_site(replace(small_copy, templates_elsewhere=templates))
    assert '<span lang="en" dir="ltr">' in site.pages["he/people/ada-brightwater.md"]
    assert (
        '<span lang="en" dir="ltr">lamps</span></span><button' in site.pages["he/people/index.md"]
    )
    assert "&lt;span" not in site.pages["he/people/index.md"]
