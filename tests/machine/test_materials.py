"""What the site is made with: the bill of materials, and the licences of what others made."""

import json
import re
import subprocess
import sys

from conftest import ROOT

LICENCES = (ROOT / "docs" / "assets" / "licences.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)", re.M)


def test_the_bill_of_materials_names_every_pinned_package(tmp_path):
    recipe = re.search(
        r"^sbom:.*\n\t@\$\(BIN\)/python (.+)$", (ROOT / "Makefile").read_text(), re.M
    )
    words = recipe[1].replace("-o sbom.json", f"-o {tmp_path / 'sbom.json'}").split()
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {(part["name"], part["version"]) for part in bill["components"]}
    pinned = set(PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    assert listed == pinned and len(listed) > 20


def test_the_site_has_the_licences_and_a_page_names_them(small_web):
    assert small_web.read("assets/licences.txt") == LICENCES
    assert "SIL OPEN FONT LICENSE" in small_web.read("assets/fonts/LICENSE.txt")
    links = [link.href for link in small_web.page("about/").links]
    assert "../assets/licences.txt" in links
