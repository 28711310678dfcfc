"""Styles and scripts: small files that a browser can read, joined so that a page asks for few."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath, splitext

from .material import Files, Material

STYLE = "style.css"
FONTS = "url(fonts/"  # in a style; an edition takes those of the present site
STYLE_PART = re.compile(r'^@import "([\w./-]+)" layer\((\w+)\)(?: (.+))?;$', re.M)
SCRIPT_PART = re.compile(r'^import (\{[\w\s,]*\}) from "(\.[\w./-]+)"$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function) (\w+))", re.M)
NOT_JOINED = re.compile(r"^(?:@import|import(?!\()|export)\b.*", re.M)
LATER = re.compile(r'\bimport\("')  # its address would be another in the file that it is joined to
COMMENTS = {
    ".css": re.compile(r"/\*.*?\*/\n?", re.S),
    # At the end of a line only what no quote follows, for there it cannot be within a string.
    ".js": re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n|[^\S\n]+// [^\n\"'`]*$", re.M | re.S),
}


def files(material: Material) -> Files:
    """Each style and script that a page may ask for, with its parts in it."""
    present = material.first.site.present
    assets = with_faces(read_assets(material.folders.assets), material.writers)
    for name, text in assets.items():
        if present:
            text = text.replace(FONTS, f"url(../{present}assets/fonts/")
        yield f"assets/{name}", text


def read_assets(folder: Path) -> dict[str, str]:
    """Each style and script that a page may ask for, by its name in a folder of assets."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in COMMENTS)
    return join_assets(
        {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
    )


def with_faces(assets: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """Styles and scripts, and for each language that has faces of its own a style with them in it.

    Its pages wait for one file less before they are painted.
    """
    found = dict(assets)
    for language in languages:
        faces = found.pop(f"faces-{language}.css", "")
        if faces:
            found[f"style-{language}.css"] = assets[STYLE] + faces
    return found


def join_assets(texts: Mapping[str, str]) -> dict[str, str]:
    """Styles and scripts with their parts in them, without those that are only parts.

    Raises ValueError for one that cannot be joined.
    """
    parts = {part for name in texts for part in _parts(name, texts)}
    return {name: _joined(name, texts) for name in texts if name not in parts}


def _joined(name: str, texts: Mapping[str, str]) -> str:
    """A file with its parts, without comments."""
    kind = splitext(name)[1]
    text = _style(name, texts) if kind == ".css" else _script(name, texts)
    return COMMENTS[kind].sub("", text)


def _parts(name: str, texts: Mapping[str, str]) -> list[str]:
    """The files that a file imports."""
    found = STYLE_PART.finditer(texts[name]), SCRIPT_PART.finditer(texts[name])
    links = [style[1] for style in found[0]] + [script[2] for script in found[1]]
    parts = [_beside(name, link) for link in links]
    for missing in set(parts) - texts.keys():
        raise ValueError(f"{name} imports {missing}, which is not there")
    return parts


def _beside(name: str, link: str) -> str:
    """A link of a file as a name in the folder of assets."""
    return normpath(join(dirname(name), link))


def _style(name: str, texts: Mapping[str, str]) -> str:
    """A style with its parts, each in its layer."""

    def layer(found: re.Match[str]) -> str:
        text = f"@layer {found[2]} {{\n{texts[_beside(name, found[1])]}}}"
        return f"@media {found[3]} {{\n{text}\n}}" if found[3] else text

    text = STYLE_PART.sub(layer, texts[name])
    _check_all_joined(name, text)
    return text


def _script(name: str, texts: Mapping[str, str]) -> str:
    """A script after the modules that it needs, each of them in a scope of its own."""
    modules = []
    for module in _order(name, texts):
        if LATER.search(texts[module]):
            raise ValueError(f"{module}: only a script that pages ask for can import later")
        exported = ", ".join(EXPORT.findall(texts[module]))
        text = f"{EXPORT.sub('', _with_variables(module, texts))}return {{ {exported} }}\n"
        modules.append(f"const {_variable(module)} = (() => {{\n{text}}})()\n")
    return "".join(modules) + _with_variables(name, texts)


def _order(name: str, texts: Mapping[str, str]) -> list[str]:
    """The modules that a script needs, each once and after those that it needs itself."""
    found: dict[str, None] = {}
    for module in _parts(name, texts):
        found |= dict.fromkeys([*_order(module, texts), module])
    return list(found)


def _with_variables(name: str, texts: Mapping[str, str]) -> str:
    """The text of a module that takes what it imports from variables."""

    def from_variable(found: re.Match[str]) -> str:
        return f"const {found[1]} = {_variable(_beside(name, found[2]))}"

    text = SCRIPT_PART.sub(from_variable, texts[name])
    _check_all_joined(name, EXPORT.sub("", text))
    return text


def _variable(module: str) -> str:
    return re.sub(r"\W", "_", module)


def _check_all_joined(name: str, text: str) -> None:
    if left := NOT_JOINED.search(text):
        raise ValueError(f"{name}: this cannot be joined: {left[0]}")
