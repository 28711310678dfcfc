"""How pages and their parts are cited, as readers see it: with a script, without, from a folder."""

import json
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pytest

from commands import typed
from conftest import ROOT
from factbook.publishing.assets import read_assets
from factbook.site import BuiltSite, Folders, Request, build_site
from factbook.writing.citation_styles import STOPS, Work
from factbook.writing.citations import Citing, Part, blanks, for_script, formats
from undrawn import without_drawing

LAMPS = "programs/lamp-contest/"
TEXTS = "[...document.querySelectorAll('.citing dd')].map(place => place.innerHTML)"
CHOSEN = f"""parts => parts.map(part => {{
  const choice = document.querySelector(".citing select")
  choice.value = part
  choice.dispatchEvent(new Event("change"))
  return {TEXTS}
}})"""
FOOT = """<details id="cite" data-styles="{styles}"><summary>Cite</summary>
<script type="application/json">{script}</script></details>"""
AWKWARD = (
    *("Is there light?", "All lit!", "Lamps Inc.", "the lamp of the street for"),
    *("50% of {all} & more_ $5 #1 ~ ^", 'A "quoted" <b>part</b>', "back\\slash", '⟦title_"⟧ $&'),
    "등불은 켜졌는가?",
)


def work_of_part(work: Work, part: Part, chart: str) -> Work:
    """A part of a page as a work of its own."""
    if part.page:
        return replace(part.page, title=part.words, note=part.note, medium=chart)
    stop = "" if work.title.endswith(STOPS) else ":"
    return replace(
        work,
        key=f"{work.key}:{part.anchor}",
        title=f"{work.title}{stop} {part.words}",
        url=f"{work.url}#{part.anchor}",
        note=part.note,
    )


def in_python(site: BuiltSite, work: Work, part: Part) -> list[str]:
    """The citations of a part as the core writes them."""
    say = site.wordings[work.language]
    cited = work_of_part(work, part, say("cite.chart"))
    return [str(written.text) for written in formats(cited, say, site.book)]


def in_dialog(page, parts: list[str]) -> list[list[str]]:
    """What the dialog shows for each of some parts, chosen one by one."""
    page.locator(".citing[open]").wait_for()
    return page.evaluate(CHOSEN, parts)


# ---------------------------------------------------------------- the styles and their blanks


@pytest.fixture
def foot_page(browser):
    """A page with a citation at its foot, and nothing else."""
    context = browser.new_context()
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def script() -> str:
    """The script as it is published, with its parts in it."""
    return read_assets(ROOT / "docs" / "assets")["cite.js"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("title", ["the lamps of the street", "Is it lit?", "Lamps Inc."])
def test_any_words_are_cited_as_the_core_cites_them(foot_page, small_site, script, language, title):
    """Ends of sentences, capitals, and the signs of HTML, TeX, JSON and of blanks."""
    say = small_site.wordings[language]
    path = next(path for path, work in small_site.cited.items() if work.language == language)
    work = replace(small_site.cited[path], title=title, url="https://lantern.example/")
    parts = [Part(f"part-{number}", words) for number, words in enumerate(AWKWARD)]
    parts += [replace(part, anchor=f"{part.anchor}-n", note="₩9.9_{x} (a & b)") for part in parts]
    own_page = replace(work, key="lamps:charts-a", url="https://lantern.example/charts/a/")
    parts += [replace(part, anchor=f"{part.anchor}-c", page=own_page) for part in parts[:9]]
    told = for_script(work, iter(parts))
    html = FOOT.format(styles="styles", script=told)
    foot_page.route(
        "**/page", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html)
    )
    styles = blanks(small_site.site, say)
    foot_page.route("**/styles", lambda route: route.fulfill(body=styles))
    foot_page.goto("https://lantern.example/page")
    foot_page.add_script_tag(content=script, type="module")
    foot_page.locator("summary").click()
    *shown, whole = in_dialog(foot_page, [*(part.anchor for part in parts), ""])
    assert whole == [str(written.text) for written in formats(work, say, small_site.book)]
    for part, texts in zip(parts, shown, strict=True):
        assert texts == in_python(small_site, work, part), part


# ---------------------------------------------------------------- on the site


@pytest.fixture(scope="module")
def same_site(small_web, small_address) -> BuiltSite:
    """The served site as the core knows it."""
    project = small_web.folder.parent.parent / "project"
    folders = Folders(project / "data", project / "docs", project / ".cache")
    with without_drawing():
        return build_site(folders, Request(small_address))


@pytest.mark.parametrize("path", ["index.md", "ko/index.md", "programs/lamp-contest.md"])
def test_each_part_of_a_page_is_cited_as_the_core_cites_it(
    small_page, small_server, same_site, path
):
    """Sections, charts and figures, in both languages."""
    document, work = same_site.documents[path], same_site.cited[path]
    parts = list(Citing(same_site.site, same_site.documents, same_site.cited).parts(document))
    small_page.goto(f"{small_server}{document.url}?part={parts[-1].anchor}#cite")
    small_page.locator(".citing[open]").wait_for()
    assert small_page.evaluate(TEXTS) == in_python(same_site, work, parts[-1])
    *shown, whole = in_dialog(small_page, [*(part.anchor for part in parts), ""])
    for part, texts in zip(parts, shown, strict=True):
        assert texts == in_python(same_site, work, part), part
    say = same_site.wordings[work.language]
    assert whole == [str(written.text) for written in formats(work, say, same_site.book)]


def test_a_citation_is_copied_and_saved(small_page, small_server):
    small_page.add_init_script(
        "navigator.clipboard.writeText = async text => { window.copied = text }"
    )
    small_page.goto(small_server + LAMPS)
    small_page.locator("#cite > summary").click()
    small_page.get_by_role("combobox").select_option("lamps")
    dialog = small_page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy").first.click()
    assert small_page.evaluate("copied").endswith(f"{LAMPS}#lamps")
    link = dialog.get_by_role("link", name="Save as a file").last
    assert link.get_attribute("download") == "the-lantern-record-programs-lamp-contest-lamps.json"
    item = json.loads(unquote(link.get_attribute("href").partition(",")[2]))[0]
    assert item["URL"] == f"{small_server}{LAMPS}#lamps" and "240,000" in item["note"]
    with small_page.expect_download() as download:
        dialog.get_by_role("link", name="Save as a file").first.click()
    assert download.value.suggested_filename.endswith("lamps.bib")


def test_sections_figures_and_charts_lead_to_their_citations(small_page, small_server):
    """In place where the page has the part; else on the page that has it."""
    chosen = small_page.get_by_role("combobox")
    small_page.goto(small_server)
    heading = small_page.locator("h2:has(.heading-tools)").first
    heading.locator("a", has_text="Cite").evaluate("link => link.click()")
    assert chosen.input_value() == heading.get_attribute("id")
    small_page.get_by_role("button", name="Close").click()
    assert small_page.get_by_role("dialog").count() == 0
    small_page.locator(".chart-cite a").first.evaluate("link => link.click()")
    assert chosen.input_value().startswith("chart-")
    small_page.keyboard.press("Escape")
    assert small_page.url == small_server
    small_page.locator(f".card-actions a[href*='{LAMPS}?part=']").first.evaluate(
        "link => link.click()"
    )
    small_page.wait_for_url(f"{small_server}{LAMPS}?part=*")
    small_page.locator(".citing[open]").wait_for()
    assert chosen.input_value() in small_page.url


def test_where_the_styles_cannot_be_had_the_page_shows_its_own(browser, small_server):
    context = browser.new_context()
    page = context.new_page()
    page.route(re.compile("/cite/"), lambda route: route.abort())
    page.goto(small_server + LAMPS)
    page.locator("#cite > summary").click()
    page.locator("#cite[open] dd").first.wait_for()
    context.close()


@pytest.mark.parametrize("folder", ["", "ko/"])
def test_without_a_script_the_own_citation_is_there(browser, small_server, same_site, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_server}{folder}?part=light#cite")
    if not page.locator("#cite[open]").count():
        page.locator("#cite > summary").click()
    shown = page.locator("#cite dd").all_inner_texts()
    work = same_site.cited[f"{folder}index.md"]
    assert len(shown) == 5 and all(work.url in text for text in shown)
    assert all(page.locator("#cite dd").nth(place).is_visible() for place in range(5))
    context.close()


def test_from_a_folder_parts_are_cited_too(browser, small_web, same_site, tmp_path):
    archive = tmp_path / "site.zip"
    assert typed("zip", small_web.folder, archive).returncode == 0
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "site")
    context = browser.new_context()
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.locator(f".card-actions a[href*='{LAMPS}index.html?part=']").first.evaluate(
        "link => link.click()"
    )
    page.locator(".citing[open]").wait_for()
    part = page.get_by_role("combobox").input_value()
    assert part in page.url
    assert f"{same_site.cited['programs/lamp-contest.md'].url}#{part}" in page.evaluate(TEXTS)[0]
    assert wrong == []
    context.close()


# ---------------------------------------------------------------- what has no page of its own


@pytest.mark.parametrize(
    "old, new",
    [
        ("cite/#light", "?part=light#cite"),
        (f"cite/{LAMPS}", f"{LAMPS}#cite"),
        (f"cite/ko/{LAMPS}citation.bib", f"ko/{LAMPS}#cite"),
        ("cite/sources/act/", "sources/#act"),
        (f"editions/2030-06-30/ko/{LAMPS}?part=size#steps", f"ko/{LAMPS}?part=size#steps"),
    ],
)
def test_who_comes_for_what_stands_elsewhere_is_led_on(browser, small_server, small_web, old, new):
    """A host shows the page of lost addresses for what is not there."""
    context = browser.new_context()
    page = context.new_page()
    lost = small_web.read("404.html")
    page.route(
        re.compile("/(cite|editions)/"),
        lambda route: route.fulfill(content_type="text/html", body=lost),
    )
    page.goto(small_server + old)
    page.wait_for_url(small_server + new)
    context.close()
