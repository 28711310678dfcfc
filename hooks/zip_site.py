"""Make one ZIP of a built site that works without a server: unpack it and open index.html.

python hooks/zip_site.py SITE ARCHIVE
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEFT_OUT = re.compile(
    r"404\.html|robots\.txt|sitemap\.xml(\.gz)?|editions/.*|.*\.zip"
)  # links to them lead to the published site
FETCHED = re.compile(r"(.*/)?(search|data/charts)/.*\.json")  # what scripts fetch
LINK = re.compile(r'(\s(?:href|src)="|\scontent="\d+; url=)([^"]*)(")')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
IMPORT = re.compile(r'^import (\{[\w\s,]*\}) from "(\.[\w./-]+)"$', re.M)
IMPORT_LATER = re.compile(r'\bimport\("(\.[\w./-]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function) (\w+))", re.M)
OF_A_MODULE = re.compile(r"^(?:import|export)\b.*", re.M)
# How a script asks for another, whose names would else become everyone's, however it is laid out.
AS_MODULE = re.compile(r',\s*type: "module"')
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')  # fonts are fetched early only from a server
MODULE = re.compile(r'(<script src="[^"]*") type="module"')


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", type=Path, help="the folder that was built")
    arguments.add_argument("archive", type=Path, help="the file to write")
    given = arguments.parse_args()
    count = pack(given.site, given.archive)
    print(f"{count} files in {given.archive}: {given.archive.stat().st_size / 1e6:.1f} MB")
    return 0


def pack(site: Path, archive: Path) -> int:
    """The archive of a site; gives how many files are in it."""
    files = without_server(read_site(site))
    write_archive(files, archive)
    return len(files)


def read_site(site: Path) -> dict[str, bytes]:
    """The files of a site that make sense without a server."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {
        name: found[name].read_bytes() for name in sorted(found) if not LEFT_OUT.fullmatch(name)
    }


def without_server(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files, with links that need no server and scripts that need no fetching."""
    canonical = CANONICAL.search(files["index.html"].decode())
    home = canonical[1] if canonical else ""
    scripts = {name: file.decode() for name, file in files.items() if name.endswith(".js")}
    made = files | {name: text.encode() for name, text in classic_scripts(scripts).items()}
    for part in scripts.keys() & _imported(scripts):
        del made[part]
    for name, file in files.items():
        if name.endswith(".html"):
            made[name] = _page(file.decode(), name, files, home).encode()
        elif FETCHED.fullmatch(name):
            made[f"{name}.js"] = b"offline(" + file.strip() + b")\n"
    return made


def _page(text: str, name: str, files: dict[str, bytes], home: str) -> str:
    text = LINK.sub(
        lambda link: link[1] + relinked(link[2], dirname(name), files.__contains__, home) + link[3],
        PRELOAD.sub("", text),
    )
    text = MODULE.sub(r"\1 defer", text)
    root = "../" * name.count("/")
    return text.replace("<script", f'<script src="{root}assets/offline.js"></script>\n<script', 1)


def relinked(link: str, folder: str, exists: Callable[[str], bool], home: str) -> str:
    """A link of a page in a folder: to the index page of a folder, or to the published site where the archive lacks the target."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", link, re.S).groups()
    if not path or re.match(r"[a-z]+:|/", path):
        return link
    target = normpath(join(folder, path))
    target = "" if target == "." else target
    if exists(join(target, "index.html")):
        return f"{path.rstrip('/')}/index.html{mark}{rest}"
    if exists(target) or not home or target.startswith(".."):
        return link
    return f"{home}{target}{mark}{rest}"


# ---------------------------------------------------------------- modules: only a server lends them


def classic_scripts(scripts: dict[str, str]) -> dict[str, str]:
    """Each script that a page asks for, with all modules that it imports written into it."""
    parts = _imported(scripts)
    return {name: _joined(name, scripts) for name in scripts if name not in parts}


def _imported(scripts: dict[str, str]) -> set[str]:
    """The modules that other scripts import."""
    return {module for name, text in scripts.items() for module in _imports(name, text)}


def _imports(name: str, text: str) -> list[str]:
    links = [found[2] for found in IMPORT.finditer(text)]
    links += [found[1] for found in IMPORT_LATER.finditer(text)]
    return [normpath(join(dirname(name), link)) for link in links]


def _joined(name: str, scripts: dict[str, str]) -> str:
    """A script in a scope of its own, after the modules that it needs, each in its own."""
    modules = []
    for module in _order(name, scripts):
        exported = ", ".join(EXPORT.findall(scripts[module]))
        text = f"{_without_links(module, scripts)}\nreturn {{ {exported} }}"
        modules.append(f"const {_variable(module)} = (() => {{\n{text}\n}})()\n")
    return f"(() => {{\n{''.join(modules)}{_without_links(name, scripts)}\n}})()\n"


def _order(name: str, scripts: dict[str, str]) -> list[str]:
    """The modules that a script needs, each once and after those that it needs itself."""
    found: dict[str, None] = {}
    for module in _imports(name, scripts[name]):
        found |= dict.fromkeys([*_order(module, scripts), module])
    return list(found)


def _without_links(name: str, scripts: dict[str, str]) -> str:
    """The text of a module that takes what it imports from variables."""

    def variable(link: str) -> str:
        return _variable(normpath(join(dirname(name), link)))

    text = AS_MODULE.sub("", EXPORT.sub("", scripts[name]))
    text = IMPORT.sub(lambda found: f"const {found[1]} = {variable(found[2])}", text)
    text = IMPORT_LATER.sub(lambda found: f"Promise.resolve({variable(found[1])})", text)
    if left := OF_A_MODULE.search(text):
        raise ValueError(f"{name}: this way to import or export cannot be joined: {left[0]}")
    return text


def _variable(module: str) -> str:
    return re.sub(r"\W", "_", module)


def write_archive(files: dict[str, bytes], archive: Path) -> None:
    """The same bytes for the same files: sorted, without dates and owners."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w") as written:
        for name in sorted(files):
            entry = ZipInfo(name)  # dated 1 January 1980
            entry.compress_type, entry.create_system, entry.external_attr = (
                ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            written.writestr(entry, files[name])


if __name__ == "__main__":
    sys.exit(main())
