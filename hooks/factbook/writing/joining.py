"""Styles and scripts: small files that a browser can read, joined so that a page asks for few."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath, splitext

from ..record.problems import did_you_mean, excerpt
from .lint import line_of

FILES_AT_HAND = 500  # several times what there are, each with and without its comments
Texts = Mapping[str, str]  # styles and scripts, by their names in a folder of assets

STYLE_PART = re.compile(r'^@import "([\w./-]+)" layer\((\w+)\)(?: (.+))?;$', re.M)
SCRIPT_PART = re.compile(r'^import (\{[\w\s,]*\}) from "(\.[\w./-]+)"$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function) (\w+))", re.M)
LATER = re.compile(r'\bimport\("')  # its address would be another in the file that it is joined to
COMMENTS = {
    ".css": re.compile(r"/\*.*?\*/\n?", re.S),
    # At the end of a line only what no quote follows, for there it cannot be within a string.
    ".js": re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n|[^\S\n]+// [^\n\"'`]*$", re.M | re.S),
}
LINKS = {".css": (STYLE_PART, 1), ".js": (SCRIPT_PART, 2)}  # how a part is named, and where in that
NOT_JOINED = {
    ".css": re.compile(rf"^(?!{STYLE_PART.pattern[1:]})@import\b.*", re.M),
    ".js": re.compile(
        rf"^(?!{SCRIPT_PART.pattern[1:]}|{EXPORT.pattern[1:]})(?:import(?!\()|export)\b.*", re.M
    ),
}
# What a style would load from another host.
FOREIGN = re.compile(
    r"""(?:\b(?:url|src)\(\s*|@import\s*|\bimage-set\([^;{}]*?)["']?((?:[a-z][a-z+.-]*:)?//[^\s"')]+)""",
    re.I,
)
NAMESPACE = re.compile(r"@namespace\b[^;{}]*;", re.I)  # names a host, and asks it nothing
WRITTEN = {
    ".css": '@import "name.css" layer(name);',
    ".js": 'import { name } from "./name.js", and export before const, let, class or function',
}


class CannotJoin(ValueError):
    """What of a style or script keeps it from being joined with its parts."""


def join_assets(texts: Texts) -> dict[str, str]:
    """Styles and scripts with their parts in them, without those that are only parts.

    Raises CannotJoin for one that cannot be joined.
    """
    for name, line, message in wrong_joins(texts):
        raise CannotJoin(f"{name}:{line}: {message}")
    parts = {part for name in texts for part in _parts(name, texts)}
    return {name: _joined(name, texts) for name in texts if name not in parts}


def wrong_joins(texts: Texts) -> Iterator[tuple[str, int, str]]:
    """(name, line, message) for each thing that keeps a style or script from being joined."""
    parts = {part for name in texts for part in _parts(name, texts)}
    for name, text in texts.items():
        bare = _without_comments(name, text)
        for place, message in _faults(name, bare, texts, name in parts):
            yield name, line_of(text, place), message


def _faults(
    name: str,
    text: str,
    texts: Texts,
    is_part: bool,
) -> Iterator[tuple[int, str]]:
    """(place, message) for each of one file, whose comments are blank."""
    kind = _kind(name)
    for found in NOT_JOINED[kind].finditer(text):
        if kind == ".css" and FOREIGN.search(found[0]):
            continue  # which is told by itself
        yield found.start(), f"{excerpt(found[0])} cannot be joined; write {WRITTEN[kind]}"
    for place, part in _links(name, text):
        if part not in texts:
            hint = did_you_mean(part, texts) or "; leave it out"
            yield place, f"{excerpt(part)} is not there to be joined{hint}"
        elif kind == ".css" and _links(part, texts[part]):
            yield place, f"{excerpt(part)} has parts itself; a part of a style has none"
    if kind == ".js" and name in _needed_by(name, texts):
        yield 0, "this script takes in itself, by way of those that it imports; take one out"
    for found in LATER.finditer(text if is_part else ""):
        yield found.start(), "only a script that pages ask for can import later"


@lru_cache(maxsize=FILES_AT_HAND)
def _without_comments(name: str, text: str) -> str:
    """A file with blanks in the place of its comments."""
    return COMMENTS[_kind(name)].sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _kind(name: str) -> str:
    return splitext(name)[1]


# ---------------------------------------------------------------- parts


@lru_cache(maxsize=FILES_AT_HAND)
def _links(
    name: str,
    text: str,
) -> tuple[tuple[int, str], ...]:
    """(place, name) of each file that a file takes in."""
    pattern, group = LINKS[_kind(name)]
    found = pattern.finditer(text)
    return tuple((link.start(), _beside(name, link[group])) for link in found)


def _parts(
    name: str,
    texts: Texts,
) -> list[str]:
    """The files that a file takes in, of those that are there."""
    return [part for _, part in _links(name, texts[name]) if part in texts]


def _beside(
    name: str,
    link: str,
) -> str:
    """A link of a file as a name in the folder of assets."""
    return normpath(join(dirname(name), link))


def _needed_by(
    name: str,
    texts: Texts,
) -> set[str]:
    """All that a file takes in, by way of others too."""
    found: set[str] = set()
    ahead = set(_parts(name, texts))
    while ahead:
        found |= ahead
        ahead = {part for one in ahead for part in _parts(one, texts)} - found
    return found


# ---------------------------------------------------------------- joined


def _joined(
    name: str,
    texts: Texts,
) -> str:
    """A file with its parts, without comments."""
    kind = _kind(name)
    text = _style(name, texts) if kind == ".css" else _script(name, texts)
    return COMMENTS[kind].sub("", text)


def _style(
    name: str,
    texts: Texts,
) -> str:
    """A style with its parts, each in its layer."""

    def layer(found: re.Match[str]) -> str:
        text = f"@layer {found[2]} {{\n{texts[_beside(name, found[1])]}}}"
        return f"@media {found[3]} {{\n{text}\n}}" if found[3] else text

    return STYLE_PART.sub(layer, texts[name])


def _script(
    name: str,
    texts: Texts,
) -> str:
    """A script after the modules that it needs, each of them in a scope of its own."""
    modules = []
    for module in _order(name, texts):
        exported = ", ".join(EXPORT.findall(texts[module]))
        text = f"{EXPORT.sub('', _with_variables(module, texts))}return {{ {exported} }}\n"
        modules.append(f"const {_variable(module)} = (() => {{\n{text}}})()\n")
    return "".join(modules) + _with_variables(name, texts)


def _order(
    name: str,
    texts: Texts,
) -> list[str]:
    """The modules that a script needs, each once and after those that it needs itself."""
    found: dict[str, None] = {}
    for module in _parts(name, texts):
        found |= dict.fromkeys([*_order(module, texts), module])
    return list(found)


def _with_variables(
    name: str,
    texts: Texts,
) -> str:
    """The text of a module that takes what it imports from variables."""

    def from_variable(found: re.Match[str]) -> str:
        return f"const {found[1]} = {_variable(_beside(name, found[2]))}"

    return SCRIPT_PART.sub(from_variable, texts[name])


def _variable(module: str) -> str:
    return re.sub(r"\W", "_", module)


# ---------------------------------------------------------------- what a style loads


def without_remarks(style: str) -> str:
    """A style with blanks in the place of its remarks."""
    return COMMENTS[".css"].sub(_blank, style)


def loads_of_styles(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """(name, line, message) for each thing that a style would load from another host."""
    for name, text in texts:
        bare = NAMESPACE.sub(_blank, without_remarks(text))
        for found in FOREIGN.finditer(bare):
            message = f"a page loads files of this site alone, not {excerpt(found[1])}"
            yield name, line_of(text, found.start()), f"{message}; put the file into docs/assets/"


# ---------------------------------------------------------------- braces that do not pair

QUOTED = re.compile(r"""url\([^)"']*\)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""")
BRACE = re.compile(r"[{}]")


def unpaired_in_styles(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """(name, line, message) for each remark or rule of a style that is not closed, and each brace
    that closes none. Styles are joined: such a one would take those behind it along.
    """
    for name, text in texts:
        bare = QUOTED.sub(_blank, without_remarks(text))
        for place, message in _unpaired(bare):
            yield name, line_of(text, place), message


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    words, opened, _ = text.partition("/*")
    if opened:
        yield len(words), "this remark is not closed; write */ where it ends"
    is_open: list[int] = []
    for brace in BRACE.finditer(words):
        if brace[0] == "{":
            is_open.append(brace.start())
        elif is_open:
            is_open.pop()
        else:
            yield brace.start(), "this } closes no rule; leave it out"
    for place in () if opened else is_open:
        yield place, "this rule is not closed; write } where it ends"
