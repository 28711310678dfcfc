"""Whose looks prose may not borrow: those that the styles give to what the record says.

A stage mark or a figure's card around words of an author would look like what has a source. The
styles themselves name the few classes that prose may use, in a remark: Prose may use .answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from pathlib import Path

from ..record.folders import Folders
from ..record.problems import did_you_mean, excerpt
from .html_rules import REST_OF_A_LIST, TAG, WEB
from .keeping import get_or_make
from .lint import line_of

REMARK = re.compile(r"/\*.*?\*/", re.S)
FOR_PROSE = re.compile(r"Prose may use\s+([^*]+)")
NO_NAMES = re.compile(r"""url\([^)]*\)|"[^"\n]*"|'[^'\n]*'""")
SELECTOR = re.compile(r"([^{};]+)\{")
NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
GIVEN = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>}]+))""", re.I)
IN_BRACES = re.compile(r"(?<!\{)\{(?![{%])([^{}\n]*)\}")  # lists of attributes, wherever they stand
IN_A_LIST = re.compile(r"(?<![^\s:])\.([^\s{}.#]+)")
# What gives attributes without being a list of them: the head of code, and a caption.
OF_CODE = re.compile(r"^[> ]*(?:`{3,}|~{3,})[^\n`]*?\{([^\n}]*)\}", re.M)
OF_A_CAPTION = re.compile(
    r"^ */{3,} *(?:figure-|table-)?caption *\|[^\n]*|^ {4,}attrs:[^\n]*", re.M
)


@dataclass(frozen=True)
class Looks:
    """The classes and ids of the styles that are for the record alone, and those for prose."""

    classes: frozenset[str]
    ids: frozenset[str]
    for_prose: frozenset[str]

    def borrowed(self, text: str, written: str) -> Iterator[tuple[int, str]]:
        """(line, message) for each class in a text that makes words look like the record's.

        The text is without the code that is `written` in it, whose heads may have classes too.
        """
        for place, names in (*_classes_in(text), *_classes_of_code(written)):
            for name in names.split():
                if unescape(name) in self.classes:
                    yield line_of(text, place), self._message(name)
        for found in OF_A_CAPTION.finditer(text):
            message = f"{excerpt(found[0].strip())}: a caption has words alone; write /// caption"
            yield line_of(text, found.start()), message

    def _message(self, name: str) -> str:
        near = did_you_mean(name, self.for_prose)
        message = f"the class {excerpt(name)} is the look of what the record says, not of prose"
        return f"{message}{near or '; leave it out'}"


def read_looks(folders: Folders) -> Looks:
    """The looks of the styles of a site."""
    styles = tuple(map(_as_text, sorted((folders.assets / "styles").glob("*.css"))))
    names = partial(_names_in, styles)
    return Looks(*get_or_make(folders.cache_of("texts"), "looks.texts", styles, names))


def _as_text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@lru_cache(maxsize=1)
def _names_in(styles: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    css = "\n".join(styles)
    remarks = " ".join(REMARK.findall(css))
    allowed = {found[2] for list_ in FOR_PROSE.findall(remarks) for found in NAME.finditer(list_)}
    names: dict[str, set[str]] = {".": set(), "#": set()}
    for selector in SELECTOR.findall(NO_NAMES.sub("", REMARK.sub("", css))):
        for sign, name in NAME.findall(selector):
            names[sign].add(name)
    of_the_record = (frozenset(names[sign] - allowed) for sign in names)
    return (*of_the_record, frozenset(allowed))


def _classes_in(text: str) -> Iterator[tuple[int, str]]:
    """(place, names) of the classes that tags and lists of attributes give."""
    for found in TAG.finditer(WEB.sub(lambda web: " " * len(web[0]), text)):
        yield from ((found.start(), _given(names)) for names in GIVEN.finditer(found[3]))
    for pattern in (IN_BRACES, REST_OF_A_LIST):
        for found in pattern.finditer(text):
            yield found.start(), _of_list(found[1])


def _classes_of_code(written: str) -> Iterator[tuple[int, str]]:
    for found in OF_CODE.finditer(written):
        yield found.start(), _of_list(found[1])


def _of_list(attributes: str) -> str:
    by_name = map(_given, GIVEN.finditer(attributes))
    return " ".join((*IN_A_LIST.findall(attributes), *by_name))


def _given(found: re.Match[str]) -> str:
    return found[1] or found[2] or found[3] or ""
