"""The archive for classrooms: the same bytes each time, and every link works from a folder in a real browser."""

import random
import re
import zipfile
from posixpath import dirname, join, normpath

import pytest

from commands import factbook
from factbook.publishing.archive import classic_scripts, relinked


@pytest.fixture(scope="module")
def archive(real_site, tmp_path_factory):
    made = tmp_path_factory.mktemp("zip") / "site.zip"
    done = factbook("zip", real_site, made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("a folder with spaces")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def page(unpacked, browser):
    context = browser.new_context()
    context.route(
        re.compile("^https?://"),
        lambda route: pytest.fail(f"asked the network for {route.request.url}"),
    )
    opened = context.new_page()
    opened.failed = []
    opened.on(
        "requestfailed",
        lambda request: request.failure == "net::ERR_ABORTED" or opened.failed.append(request.url),
    )
    opened.on("pageerror", lambda error: opened.failed.append(str(error)))
    yield opened
    assert not opened.failed
    context.close()


@pytest.mark.parametrize(
    "link, folder, written",
    [
        ("../minister/", "money", "../minister/index.html"),
        ("../minister/#top", "money", "../minister/index.html#top"),
        ("./", "", "./index.html"),
        ("..", "money", "../index.html"),
        ("#top", "money", "#top"),
        ("../data/a.csv", "money", "../data/a.csv"),
        ("https://a.example/b/", "", "https://a.example/b/"),
        ("?q=1", "money", "?q=1"),
        ("sitemap.xml", "", "https://site.example/sitemap.xml"),
        ("mailto:a@b.example", "", "mailto:a@b.example"),
    ],
)
def test_links_need_no_server(link, folder, written):
    files = {"index.html", "minister/index.html", "money/index.html", "data/a.csv"}
    assert relinked(link, folder, files.__contains__, "https://site.example/") == written


def test_the_same_site_gives_the_same_bytes(archive, real_site, tmp_path):
    again = tmp_path / "again.zip"
    assert factbook("zip", real_site, again).returncode == 0
    assert again.read_bytes() == archive.read_bytes()


def test_every_link_of_the_archive_leads_to_a_file_in_it(archive):
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        pages = {name: packed.read(name).decode() for name in names if name.endswith(".html")}
    dead = []
    for name, text in pages.items():
        for link in re.findall(r'\s(?:href|src)="([^"]+)"', text):
            path = re.split("[?#]", link)[0]
            if (
                path
                and not re.match(r"[a-z]+:|//", path)
                and "editions/" not in path
                and normpath(join(dirname(name), path)) not in names
            ):
                dead.append(f"{name} -> {link}")
    assert not dead, dead[:20]


def test_no_script_needs_a_module(unpacked):
    for script in unpacked.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"^(import|export)\b|\bimport\(\"\.", text, re.M), script.name
    assert (unpacked / "assets" / "search.js").exists()
    for page in ("index.html", "cite/index.html", "search/index.html"):
        assert 'type="module"' not in (unpacked / page).read_text(encoding="utf-8")


def test_a_module_that_is_imported_later_is_written_into_the_script():
    scripts = {
        "a/page.js": 'import("./b/later.js").then(({ one }) => one())\n',
        "a/b/later.js": "const two = 2\nexport const one = () => two\n",
        "a/alone.js": "const x = 1\n",
    }
    classic = classic_scripts(scripts)
    assert classic["a/alone.js"] == "(() => {\nconst x = 1\n\n})()\n"
    assert list(classic) == ["a/page.js", "a/alone.js"]
    page = re.sub(r"\s+", " ", classic["a/page.js"])
    inlined = "(() => { const two = 2 const one = () => two return { one } })()"
    assert page == f"(() => {{ Promise.resolve({inlined}).then(({{ one }}) => one()) }})() "


def test_pages_open_and_links_lead_on(page, unpacked):
    page.goto((unpacked / "index.html").as_uri())
    assert page.evaluate(
        "document.fonts.ready.then(() => getComputedStyle(document.body).fontFamily)"
    )
    page.locator("header .nav a").first.click()
    assert page.url.endswith("/index.html") and page.locator("h1").count() == 1
    page.locator("header .brand").click()
    assert page.url == (unpacked / "index.html").as_uri()


def test_figures_chosen_at_random_stand_where_their_address_leads(page, unpacked, real_book):
    from factbook.meaning.addresses import url_of

    for address in random.Random(2026).sample(list(real_book.figures), 10):
        path, _, anchor = url_of(real_book, address).partition("#")
        page.goto((unpacked / path / "index.html").as_uri() + f"#{anchor}")
        assert page.evaluate(
            "id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0 }",
            anchor,
        ), address


def test_a_chart_becomes_interactive_without_a_server(page, unpacked, real_book):
    chart = next(id_ for id_, chart in real_book.charts.items() if chart.indicator)
    page.goto((unpacked / "charts" / chart / "index.html").as_uri())
    page.locator("[data-explore]").first.click()
    page.locator(".chart-live svg").first.wait_for()


def test_search_works_without_a_server(page, unpacked, real_book):
    person = real_book.people[real_book.minister[real_book.site.minister].person].name.en
    page.goto((unpacked / "about" / "index.html").as_uri())
    page.locator("[data-open=search]").first.click()
    page.locator("#search input").fill(person)
    first = page.locator("#search li a").first
    first.wait_for()
    assert person.split("-")[0] in page.locator("#search ol, #search ul").first.inner_text()
    first.click()
    page.wait_for_url("**/index.html*")
    assert page.locator("h1").count() == 1
