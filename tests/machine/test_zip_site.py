"""The archive for classrooms: the same bytes each time, and every link works from a folder."""

import re
import zipfile
from pathlib import Path
from posixpath import join, normpath

import pytest

from commands import factbook
from factbook.meaning.addresses import has_url, url_of
from factbook.publishing.archive import classic_scripts, relinked
from factbook.record.book import load_book
from pages import Web

FILES = {"index.html", "minister/index.html", "money/index.html", "data/a.csv"}
FACES = "document.fonts.ready.then(() => getComputedStyle(document.body).fontFamily)"
IN_SIGHT = """id => {
  const box = document.getElementById(id).getBoundingClientRect()
  return box.top < innerHeight && box.bottom > 0
}"""
MODULE = re.compile(r"^(import|export)\b|\bimport\(\"\.", re.M)


def zipped(site: Path, made: Path) -> Path:
    """The archive of a site."""
    done = factbook("zip", site, made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def archive(small_web, tmp_path_factory):
    return zipped(small_web.folder, tmp_path_factory.mktemp("zip") / "site.zip")


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory) -> Web:
    folder = tmp_path_factory.mktemp("a folder with spaces")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return Web(folder)


# ---------------------------------------------------------------- links and scripts


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
    assert relinked(link, folder, FILES.__contains__, "https://site.example/") == written


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


# ---------------------------------------------------------------- the archive


def test_the_same_site_gives_the_same_bytes(archive, small_web, tmp_path):
    again = zipped(small_web.folder, tmp_path / "again.zip")
    assert again.read_bytes() == archive.read_bytes()


def test_every_link_of_the_archive_leads_to_a_file_in_it(unpacked):
    for url, page in unpacked.pages():
        for link in page.root.xpath("//@href | //@src"):
            path = re.split("[?#]", link)[0]
            if path and not re.match(r"[a-z]+:|//", path):
                assert normpath(join(url, path)) in unpacked.files, (url, link)


def test_no_script_needs_a_module(unpacked):
    scripts = [path for path in unpacked.files if path.endswith(".js")]
    assert "assets/search.js" in scripts
    for path in scripts:
        assert not MODULE.search(unpacked.read(path)), path
    for url, page in unpacked.pages():
        assert not page.all("script", type="module"), url


# ---------------------------------------------------------------- in the browser


@pytest.fixture(scope="module")
def page(unpacked, browser):
    """A page that fails its tests when it asks the network, or for what is not there."""
    context = browser.new_context()
    failed = []

    def refuse(route) -> None:
        failed.append(f"asked the network for {route.request.url}")
        route.abort()

    def hear(request) -> None:
        if request.failure != "net::ERR_ABORTED":
            failed.append(request.url)

    def complain(message) -> None:
        if message.type == "error":  # as when the page's own policy refuses something
            failed.append(message.text)

    context.route(re.compile("^https?://"), refuse)
    opened = context.new_page()
    opened.on("requestfailed", hear)
    opened.on("pageerror", lambda error: failed.append(str(error)))
    opened.on("console", complain)
    yield opened
    assert not failed
    context.close()


def uri(unpacked: Web, url: str) -> str:
    return (unpacked / url / "index.html").as_uri()


def test_pages_open_and_links_lead_on(page, unpacked):
    page.goto(uri(unpacked, ""))
    assert page.evaluate(FACES)
    page.locator("header .nav > a").first.click()
    assert page.url.endswith("/index.html")
    page.locator("h1").wait_for()
    page.locator("header .brand").click()
    assert page.url == uri(unpacked, "")


def test_figures_stand_where_their_address_leads(page, unpacked, small_web):
    book = load_book(small_web.folder.parent.parent / "project" / "data")
    for address in list(book.figures)[::3]:
        if has_url(address):
            path, _, anchor = url_of(book, address).partition("#")
            page.goto(f"{uri(unpacked, path)}#{anchor}")
            assert page.evaluate(IN_SIGHT, anchor), address


def test_search_works_without_a_server(page, unpacked):
    page.goto(uri(unpacked, "about"))
    page.locator("[data-open=search]").first.click()
    page.locator("#search input").fill("Ada Brightwater")
    first = page.locator("#search li a").first
    first.wait_for()
    assert "Ada" in page.locator("#search ol").first.inner_text()
    to_folders = "[...document.links].filter(link => link.pathname.endsWith('/')).map(String)"
    assert page.evaluate(to_folders) == [], "a folder has no index page without a server"
    with page.context.expect_page() as opened:
        first.click(button="middle")
    opened.value.locator("h1").wait_for()
    opened.value.close()
    first.click()
    page.wait_for_url("**/index.html*")
    page.locator("h1").wait_for()
