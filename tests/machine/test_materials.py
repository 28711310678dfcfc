"""What the site is made with: the bill of materials, and the licences of what others made."""

import json
import re
import subprocess
import sys
from pathlib import Path

import vl_convert

from conftest import ROOT

LICENCES = (ROOT / "docs" / "assets" / "licences.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)", re.M)
# Packages of the bundle as the renderer's program names them: npm/d3-array@3.2.4/
BUNDLED = re.compile(rb"npm/([a-z][a-z0-9.-]+)@(\d+\.\d+\.\d+)/")


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


def bundled() -> set[tuple[str, str]]:
    """The packages that the renderer holds for its bundle, with their versions."""
    (program,) = Path(vl_convert.__file__).parent.glob("*.so")
    found = BUNDLED.findall(program.read_bytes())
    return {(name.decode(), version.decode()) for name, version in found}


def test_every_bundled_package_has_its_licence_in_the_site():
    packages = {name for name, _ in bundled()}
    assert {"vega", "vega-lite", "d3-array"} <= packages
    parts_of_vega = re.compile(r"vega-(?!lite|embed|themes|tooltip|schema)[a-z-]+")
    for name in packages:
        if not parts_of_vega.fullmatch(name):
            assert re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-]*\w)", LICENCES), name


def test_the_licences_are_of_the_versions_that_are_bundled():
    known = bundled()
    for name, version in re.findall(r"^([a-z][\w.-]*) (\d+\.\d+\.\d+)", LICENCES, re.M):
        assert (name, version) in known, (name, version)


def test_the_site_has_the_licences_and_a_page_names_them(small_web):
    assert small_web.read("assets/licences.txt") == LICENCES
    assert "SIL OPEN FONT LICENSE" in small_web.read("assets/fonts/LICENSE.txt")
    links = [link.href for link in small_web.page("about/").links]
    assert "../assets/licences.txt" in links
