"""The strict content policy in Firefox, where one is installed: no kind of page breaks it there.

Firefox runs by itself and looks at a page that looks at all others, one after the other, and tells
what it has seen. A script of the site itself, put into each page, hears what its policy refuses.
"""

import json
import shutil
import subprocess
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from conftest import Quiet
from factbook.writing.policy import content_policy

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 120  # seconds, for all pages
PREFERENCES = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
LOOKER = """<!doctype html><meta charset="utf-8"><script>
const wait = (test, until = performance.now() + 9000) => new Promise(resolve => {
  const look = () => test() || performance.now() > until ? resolve(!!test()) : setTimeout(look, 50)
  look()
})
const open = address => new Promise(resolve => {
  const frame = document.createElement("iframe")
  frame.width = 1200
  frame.height = 900
  frame.onload = () => resolve(frame)
  frame.src = address
  document.body.append(frame)
})
const card = async page => {
  const mark = page.querySelector("button.fig-mark[popovertarget]")
  mark?.click()
  return !mark || wait(() => page.querySelector(":popover-open"))
}
const search = async page => {
  const opener = page.querySelector("[data-open=search]")
  if (!opener) return true
  opener.click()
  const input = page.querySelector("#search input")
  input.value = "Ada"
  input.dispatchEvent(new Event("input", { bubbles: true }))
  return wait(() => page.querySelector("#search li a"))
}
addEventListener("load", async () => {
  const told = {}
  for (const address of PAGES) {
    const frame = await open(address)
    const page = frame.contentDocument
    told[address] = {
      title: page.title,
      styled: getComputedStyle(page.body).margin,
      drawn: [...page.querySelectorAll(".chart-wide svg")].every(svg => svg.getBBox().width > 0),
      card: await card(page),
      search: address in SEARCHED ? await search(page) : true,
    }
    told[address].refused = frame.contentWindow.refused
    frame.remove()
  }
  await fetch("/told", { method: "POST", body: JSON.stringify(told) })
})
</script>"""
SPY = """globalThis.refused = []
addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective))"""
SMUGGLED = (
    '<!doctype html><head><meta http-equiv="Content-Security-Policy" content="{}">'
    "<title>x</title><script>document.title = 'run'</script>"
)


class Watching(Quiet):
    """Serves a site with a spy in each page, and hears what was seen."""

    pages: ClassVar[list[str]] = []
    told: ClassVar[dict] = {}
    done: ClassVar = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/look":
            page = LOOKER.replace("PAGES", json.dumps(self.pages))
            self._answer(page.replace("SEARCHED", json.dumps(dict.fromkeys(self.pages[:4], 1))))
        elif self.path == "/spy.js":
            self._answer(SPY, "text/javascript")
        elif self.path == "/smuggled":
            self._answer(with_spy(SMUGGLED.format(content_policy())))
        elif self.path.endswith(".html"):
            self._answer(with_spy(Path(self.translate_path(self.path)).read_text("utf-8")))
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).told = json.loads(body)
        self.done.set()
        self._answer("")

    def _answer(self, page: str, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(page.encode())


def with_spy(page: str) -> str:
    """A page with a script that comes before all others, and after the policy."""
    before, policy, after = page.partition('<meta http-equiv="Content-Security-Policy"')
    rest_of_policy, end, rest = after.partition(">")
    return f'{before}{policy}{rest_of_policy}{end}<script src="/spy.js"></script>{rest}'


@pytest.mark.skipif(not FIREFOX, reason="no Firefox is installed: apt-get install firefox-esr")
def test_no_kind_of_page_breaks_its_policy_in_firefox(small_web, tmp_path):
    root = small_web.folder.parent
    pages = sorted(path for path in small_web.files if path.endswith(".html"))
    kinds = {path.rpartition("/")[0].partition("/")[0]: path for path in pages}
    paths = (f"/{small_web.folder.name}/{path}" for path in ["404.html", *kinds.values()])
    Watching.pages = [*paths, "/smuggled"]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Watching, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run_firefox(f"http://127.0.0.1:{server.server_port}/look", tmp_path)
        server.shutdown()
    smuggled = Watching.told.pop("/smuggled")
    assert smuggled["title"] == "x" and smuggled["refused"] == ["script-src-elem"]
    for address, seen in Watching.told.items():
        assert seen["refused"] == [], (address, seen)
        assert seen["title"] and seen["drawn"] and seen["card"] and seen["search"], (address, seen)
    assert len(Watching.told) > 10


def run_firefox(address: str, profile: Path) -> None:
    """Firefox looks at a page until it has told what it saw."""
    lines = (f'user_pref("{name}", {json.dumps(set_)});' for name, set_ in PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), address]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert Watching.done.wait(PATIENCE), "Firefox told nothing"
    finally:
        running.terminate()
        running.wait()
