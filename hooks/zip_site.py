"""Make one ZIP of a built site that works without a server: unpack it and open index.html.

python hooks/zip_site.py SITE ARCHIVE
"""

import argparse
import re
import sys
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEFT_OUT = re.compile(r"404\.html|sitemap\.xml(\.gz)?|.*\.zip")
FETCHED = re.compile(r"(.*/)?(search|data/charts)/.*\.json")  # what scripts fetch
LINK = re.compile(r'(\s(?:href|src)="|\scontent="\d+; url=)([^"]*)(")')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
MODULE = re.compile(r'<script type="module" src="([^"]+)">')
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.-]+)"\n', re.M)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", type=Path, help="the folder that was built")
    arguments.add_argument("archive", type=Path, help="the file to write")
    given = arguments.parse_args()
    files = without_server(read_site(given.site))
    write_archive(files, given.archive)
    print(f"{len(files)} files in {given.archive}: {given.archive.stat().st_size / 1e6:.1f} MB")
    return 0


def read_site(site: Path) -> dict[str, bytes]:
    """The files of a site that make sense without a server."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: found[name].read_bytes() for name in sorted(found) if not LEFT_OUT.fullmatch(name)}


def without_server(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files, with links that need no server and scripts that need no fetching."""
    canonical = CANONICAL.search(files["index.html"].decode())
    home = canonical[1] if canonical else ""
    made = dict(files)
    for name, file in files.items():
        if name.endswith(".html"):
            made[name] = _page(file.decode(), name, files, home).encode()
        elif name.endswith(".js"):
            made[name] = _classic(name, files).encode()
        elif FETCHED.fullmatch(name):
            made[f"{name}.js"] = b"offline(" + file.strip() + b")\n"
    return made


def _page(text: str, name: str, files: dict[str, bytes], home: str) -> str:
    text = LINK.sub(lambda link: link[1] + relinked(link[2], dirname(name), files.__contains__, home) + link[3], text)
    text = MODULE.sub(r'<script src="\1" defer>', text)
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


def _classic(name: str, files: dict[str, bytes]) -> str:
    """A script without modules, which browsers load only from a server: what it imports stands before it."""
    text = files[name].decode()
    imported = [_classic(join(dirname(name), found), files) for found in IMPORT.findall(text)]
    if not imported and not re.search(r"^export ", text, re.M):
        return text
    plain = re.sub(r"^export (default )?", "", IMPORT.sub("", text), flags=re.M)
    return "{\n" + "".join(imported) + plain + "}\n" if imported else plain


def write_archive(files: dict[str, bytes], archive: Path) -> None:
    """The same bytes for the same files: sorted, without dates and owners."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w") as written:
        for name in sorted(files):
            entry = ZipInfo(name)  # dated 1 January 1980
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            written.writestr(entry, files[name])


if __name__ == "__main__":
    sys.exit(main())
