"""A built site -> one ZIP of it that works without a server: unpack it and open index.html."""

import re
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEFT_OUT = re.compile(
    r"404\.html|robots\.txt|sitemap\.xml(\.gz)?|editions/.*|.*\.zip"
)  # links to them lead to the published site
FETCHED = re.compile(r"(.*/)?(search/.*|leaves)\.json|cite/[\w-]+\.json")  # what scripts fetch
LINK = re.compile(r'(\s(?:href|src)="|\scontent="\d+; url=)([^"]*)(")')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
IMPORT = re.compile(r'\bimport\("(\.[\w./-]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function) (\w+))", re.M)
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')  # fonts are fetched early only from a server
MODULE = re.compile(r'(<script src="[^"]*") type="module"')


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
    made = {name: file for name, file in files.items() if name not in scripts}
    made |= {name: text.encode() for name, text in classic_scripts(scripts).items()}
    for name, file in files.items():
        if name.endswith(".html"):
            made[name] = _page(file.decode(), name, files, home).encode()
        elif FETCHED.fullmatch(name):
            made[f"{name}.js"] = b"offline(" + file.strip() + b")\n"
    return made


def _page(text: str, name: str, files: dict[str, bytes], home: str) -> str:
    text = LINK.sub(
        lambda link: (
            link[1]
            + relinked(
                link[2],
                dirname(name),
                files.__contains__,
                home,
            )
            + link[3]
        ),
        PRELOAD.sub("", text),
    )
    text = MODULE.sub(r"\1 defer", text)
    root = "../" * name.count("/")
    return text.replace("<script", f'<script src="{root}assets/offline.js"></script>\n<script', 1)


def relinked(
    link: str,
    folder: str,
    exists: Callable[[str], bool],
    home: str,
) -> str:
    """A link of a page in a folder, without a server.

    It leads to the index page of a folder, or to the published site where the archive lacks it.
    """
    path = re.split("[?#]", link, maxsplit=1)[0]
    rest = link[len(path) :]
    if not path or re.match(r"[a-z]+:|/", path):
        return link
    target = normpath(join(folder, path))
    target = "" if target == "." else target
    if exists(join(target, "index.html")):
        return f"{path.rstrip('/')}/index.html{rest}"
    if exists(target) or not home or target.startswith(".."):
        return link
    return f"{home}{target}{rest}"


def classic_scripts(scripts: dict[str, str]) -> dict[str, str]:
    """Scripts with the modules that they import written into them: only a server lends modules."""
    imported = {
        normpath(join(dirname(name), link))
        for name, text in scripts.items()
        for link in IMPORT.findall(text)
    }
    return {name: _classic(name, scripts) for name in scripts if name not in imported}


def _classic(name: str, scripts: dict[str, str]) -> str:
    def inlined(found: re.Match[str]) -> str:
        return _inlined(scripts[normpath(join(dirname(name), found[1]))])

    return f"(() => {{\n{IMPORT.sub(inlined, scripts[name])}\n}})()\n"


def _inlined(module: str) -> str:
    exported = ", ".join(EXPORT.findall(module))
    text = EXPORT.sub("", module)
    return f"Promise.resolve((() => {{\n{text}\nreturn {{ {exported} }}\n}})())"


def write_archive(files: dict[str, bytes], archive: Path) -> None:
    """The same bytes for the same files: sorted, without dates and owners."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    aside = archive.with_name(f"{archive.name}.part")  # half an archive is never in its place
    with ZipFile(aside, "w") as written:
        for name in sorted(files):
            entry = ZipInfo(name)  # dated 1 January 1980
            entry.compress_type, entry.create_system, entry.external_attr = (
                ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            written.writestr(entry, files[name])
    aside.replace(archive)
