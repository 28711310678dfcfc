"""Each page says what a browser may load and run on it, and keeps to that itself."""

import re
from types import SimpleNamespace

import pytest
from lxml import etree

from factbook.writing.policy import POLICY, content_policy
from live import Live

DATA_BLOCKS = {"application/ld+json", "application/json"}
SMUGGLED = """
<script>document.title = "run"</script>
<script src="https://elsewhere.example/a.js"></script>
<script src="data:text/javascript,document.title='run'"></script>
<img src="nothing-here.png" onerror="document.title = 'run'">
<img src="https://elsewhere.example/a.png">
<style>body { background: url(https://elsewhere.example/b.png) }</style>
<link rel="stylesheet" href="https://elsewhere.example/a.css">
<p style="color: red">red</p>
<iframe src="https://elsewhere.example/"></iframe>
<iframe srcdoc="<script>parent.document.title = 'run'</script>"></iframe>
<object data="https://elsewhere.example/"></object>
<base href="https://elsewhere.example/">
<form action="https://elsewhere.example/"><button id="sent">send</button></form>
<a id="led" href="javascript:document.title = 'run'">go</a>
"""
COUNT = """
globalThis.refused = []
addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective))
"""


def html_files(small_web) -> list[str]:
    return sorted(path for path in small_web.files if path.endswith(".html"))


def test_the_policy_allows_no_exception():
    for what, sources in POLICY.items():
        assert sources in ("'none'", "'self'"), what
    assert POLICY["default-src"] == POLICY["base-uri"] == "'none'"


def test_every_page_states_the_policy_before_it_loads_anything(small_web):
    """Pages, frames for other sites, citations and that of lost addresses."""
    files = html_files(small_web)
    stated = f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">'
    for kind in ("404.html", "embed/", "ko/embed/", "cite/", "charts/", "teach/"):
        assert any(path.startswith(kind) for path in files), kind
    for path in files:
        before, found, _ = small_web.read(path).partition(stated)
        assert found, path
        assert not re.search("<(script|link|style|img|body)", before), path


def test_no_page_holds_what_its_policy_refuses(small_web):
    for path in html_files(small_web):
        root = small_web.page(path).root
        assert not root.xpath("//style | //base[@href] | //iframe | //object | //@style"), path
        for script in root.xpath("//script[not(@src)]"):
            assert script.get("type") in DATA_BLOCKS, (path, etree.tostring(script)[:80])
        for name in root.xpath("//@*[starts-with(name(), 'on')]"):
            raise AssertionError(f"{path}: a handler, {name}")
        for address in root.xpath("//@src | //link[@rel='stylesheet' or @rel='preload']/@href"):
            assert not re.match("[a-z]+:|//", address), (path, address)


def test_a_served_page_lets_the_script_run_that_reloads_it(tmp_path):
    """MkDocs writes it into each page that it serves; nothing else is let off."""

    def inject(page: bytes, epoch: float) -> bytes:
        return page.replace(b"</body>", b"<script>reload()</script></body>")

    server = SimpleNamespace(_serve_request=None, _inject_js_into_html=inject, builder=None)
    Live(server, tmp_path, lambda: None, lambda: None, lambda *_: None, str)
    served = server._inject_js_into_html(f"{content_policy()}</body>".encode(), 0.0).decode()
    assert served.endswith("<script>reload()</script></body>")
    once = str(content_policy()).replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    assert served.startswith(f"{once}<script>")


@pytest.fixture
def strict_page(small_page):
    """A page that fails its test where its policy refuses something."""
    small_page.add_init_script(COUNT)
    yield small_page
    assert small_page.evaluate("refused") == []


def test_a_search_a_card_and_the_points_of_a_chart_keep_to_the_policy(strict_page, small_server):
    strict_page.goto(f"{small_server}charts/light-budget/", wait_until="networkidle")
    strict_page.locator(".drawing:visible [data-point]").nth(1).hover()
    strict_page.locator("[data-open=search]").first.click()
    strict_page.locator("#search input").fill("Ada Brightwater")
    strict_page.locator("#search li a").first.wait_for()


def test_each_kind_of_page_keeps_to_the_policy(small_page, small_server, small_web):
    """One page of each template: what stands in the first folder of its address names it."""
    small_page.add_init_script(COUNT)
    by_kind = {path.rpartition("/")[0].partition("/")[0]: path for path in html_files(small_web)}
    for path in ["404.html", *by_kind.values()]:
        small_page.goto(small_server + path)
        marks = small_page.locator(".fig-mark:visible")
        if marks.count():
            marks.first.click()
        assert small_page.evaluate("refused") == [], path
    assert len(by_kind) > 10


def test_what_is_smuggled_into_a_page_does_nothing(browser, small_server):
    context = browser.new_context()
    page, asked, stopped = context.new_page(), set(), set()
    page.add_init_script(COUNT)
    page.on("request", lambda request: asked.add(request.url))
    page.on("requestfailed", lambda request: request.failure == "csp" and stopped.add(request.url))

    def smuggle(route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</main>", f"{SMUGGLED}</main>", 1)
        route.fulfill(response=answer, body=body)

    page.route(f"{small_server}light/", smuggle)
    page.goto(f"{small_server}light/", wait_until="networkidle")
    title = page.evaluate("document.title")
    page.evaluate("led.click(), sent.click()")
    page.wait_for_timeout(200)
    refused = set(page.evaluate("refused"))
    assert page.evaluate("document.title") == title != "run"
    assert page.url == f"{small_server}light/"
    assert {url for url in asked if "elsewhere" in url} <= stopped
    wanted = {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src"}
    assert wanted | {"frame-src", "object-src", "base-uri", "form-action"} <= refused
    context.close()
