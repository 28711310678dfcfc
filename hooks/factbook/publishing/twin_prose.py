"""What an author wrote, as Markdown that any reader knows, seen from the address of its page."""

import re
from posixpath import dirname, join, normpath

from ..meaning.addresses import page_url, relative
from ..writing.code import IN_A_LINE, fences
from ..writing.vocabulary import BOX, IN_ANGLES, LAYOUT, SIGN, TAB

# In place of code and <addresses>, which stay as they are, and of a space at the start of a line,
# until all is done.
CODE, SPACE = "\1", "\2"
KEPT = re.compile(rf"(?P<indent>^ *)?{CODE}(?P<number>\d+){CODE}", re.M)
BLOCKS = "p|div|figure|figcaption|section|details|table|tbody|ul|ol|dl|blockquote|pre"
# At the start of a line of Markdown; that of a block of HTML says nothing.
INDENT = re.compile(rf"^ +(?! |</?(?:{BLOCKS}|summary|thead|t[rhd]|li|d[td])\b)", re.M)
ATTRIBUTES = re.compile(r"\{ ?[:#.][^}\n]*\}|\{(?!%)[^{}\n]*=[^{}\n]*\}")
# In a line, and below the words: what is no address of the web, no part and no footnote.
LINK = re.compile(
    r"(?P<before>\]\(\s*<?|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?)"
    r"(?P<file>(?![a-z][a-z0-9+.-]*:|[/#])[^\s()<>#?]+)",
    re.M,
)
# Lines that say what abbreviations mean, which only a few converters read.
MEANINGS = re.compile(r"(?:^ *\*\[[^\]\n]+\]:.*(?:\n|\Z))+", re.M)
MEANING = re.compile(r"\*\[(?P<short>[^\]\n]+)\]:(?P<words>.*)")
WIDTH = 4  # of the indentation of what belongs to a box or tab


class TwinProse:
    """The pieces of a page that its author wrote, and their code, which is put back at the end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._code: list[str] = []

    def plain(self, text: str) -> str:
        """A piece without what only our own converter reads, its code and its indents noted."""
        text = MEANINGS.sub(_meanings, self._without_code(text))
        text = ATTRIBUTES.sub("", _without_boxes(LAYOUT.sub("", text)))
        text = LINK.sub(self._link, SIGN.sub("", text))
        return INDENT.sub(lambda found: SPACE * len(found[0]), text)

    def put_back(self, text: str) -> str:
        """The whole page with the code and the indents of all its pieces."""
        return KEPT.sub(self._kept, text.replace(SPACE, " "))

    def _without_code(self, text: str) -> str:
        lines = text.split("\n")
        for first, last in reversed(list(fences(lines))):
            indent = lines[first][: len(lines[first]) - len(lines[first].lstrip("> \t"))]
            code = [line.removeprefix(indent) for line in lines[first : last + 1]]
            lines[first : last + 1] = [indent + self._noted("\n".join(code))]
        text = IN_A_LINE.sub(lambda found: self._noted(found[0]), "\n".join(lines))
        return IN_ANGLES.sub(lambda found: self._noted(found[0]), text)

    def _noted(self, code: str) -> str:
        self._code.append(code)
        return f"{CODE}{len(self._code) - 1}{CODE}"

    def _kept(self, found: re.Match[str]) -> str:
        indent = found["indent"] or ""
        lines = self._code[int(found["number"])].split("\n")
        return "\n".join(f"{indent}{line}" if line else "" for line in lines)

    def _link(self, found: re.Match[str]) -> str:
        file = normpath(join(dirname(self.path), found["file"]))
        target = page_url(file) if file.endswith(".md") else file
        return f"{found['before']}{relative(target, page_url(self.path))}"


def _meanings(found: re.Match[str]) -> str:
    """A list of abbreviations with what each means."""
    lines = (f"- **{one['short']}**: {one['words'].strip()}" for one in MEANING.finditer(found[0]))
    return "\n" + "\n".join(lines) + "\n\n"


def _without_boxes(text: str) -> str:
    """Markdown in which boxes and tabs are their titles in bold, and below them their words."""
    lines: list[str] = []
    insides: list[int] = []  # the indents of the words of those that are open
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        while insides and line.strip() and indent < insides[-1]:
            insides.pop()
        outer = line[WIDTH * len(insides) :]
        found = BOX.fullmatch(line) or TAB.fullmatch(line)
        if found:
            title = (found["title"] or "").strip('"')
            outer = f"\n{outer[: len(outer) - len(outer.lstrip())]}**{title}**\n" if title else ""
            insides.append(indent + WIDTH)
        lines.append(outer)
    return "\n".join(lines)
