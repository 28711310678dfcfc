"""What a style declares, property by property; what of that no browser reads, and what it prints.

A browser drops what it cannot read without a word: a declaration that is not closed takes the next
one along. And what a style prints stands on every page, where no rule of the record sees it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..record.problems import excerpt
from .joining import without_remarks
from .lint import line_of

STRING = r"""(?:"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')"""
PICTURE = re.compile(rf"url\((?:{STRING}|[^)\"'])*\)", re.I)
NO_SIGNS = re.compile(rf"{PICTURE.pattern}|{STRING}|\\[\s\S]", re.I)  # in which none ends anything
INNERMOST = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
CHUNK = re.compile(r"[^;{}]+(?:[;{}]|$)")
HEAD = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:")
AT_ITS_LINE = re.compile(r"(?m:^)[^\S\n]*(?P<name>[\w-]+)\s*:")  # such a value may hold a colon
NO_SELECTOR = re.compile(r"\s*(?!--)(?P<name>[\w-]+)\s*:\s")  # a colon of one has no space behind
Texts = Iterable[tuple[str, str]]  # styles with their names


class Declaration(NamedTuple):
    """A property and its value, and where both stand."""

    name: str
    value: str
    place: int
    end: int
    is_closed: bool = True

    @property
    def is_own(self) -> bool:
        """True for a property that an author makes up: --lamp."""
        return self.name.startswith("--")


def declarations(text: str) -> Iterator[Declaration]:
    """Each declaration of a style whose remarks are blank; the next one ends one not closed."""
    bare = _bare(text)
    for chunk in CHUNK.finditer(bare):
        if not _is_other(chunk[0]):
            yield from _divided(text, bare, *chunk.span())


def _bare(text: str) -> str:
    """A style with stars for its strings, addresses and what stands in brackets."""
    bare, count = NO_SIGNS.sub(_starred, text), 1
    while count:
        bare, count = INNERMOST.subn(_starred, bare)
    return bare.partition("/*")[0]  # a remark that is not closed is told by itself


def _starred(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "*", found[0])


def _is_other(chunk: str) -> bool:
    """True for what declares nothing by itself: the head of a rule, @layer and the like."""
    is_head = chunk.endswith("{") and not NO_SELECTOR.match(chunk)
    return is_head or chunk.lstrip().startswith("@")


def _divided(text: str, bare: str, start: int, end: int) -> Iterator[Declaration]:
    """The declarations of what is closed at once: one, but where a sign is left out."""
    is_before_a_rule = bare[end - 1] == "{"
    heads = _heads(bare[start:end])[: 1 if is_before_a_rule else None]
    starts = [start + head.start("name") for head in heads]
    for head, place, until in zip(heads, starts, [*starts[1:], end], strict=False):
        behind = start + head.end()
        written = text[behind:until]
        line = written.partition("\n")[0]
        value = (line if is_before_a_rule else written).rstrip(";{} \t\n")
        is_closed = until == end and not is_before_a_rule
        yield Declaration(head["name"], value, place, behind + len(value), is_closed)


def _heads(bare: str) -> list[re.Match[str]]:
    """Where properties begin; what has no value before the next begins none: filter: progid:x."""
    heads: list[re.Match[str]] = []
    for head in HEAD.finditer(bare):
        is_own = bool(heads) and heads[-1]["name"].startswith("--")
        is_at_its_line = bool(AT_ITS_LINE.match(bare, bare.rfind("\n", 0, head.start()) + 1))
        is_behind = not heads or bool(bare[heads[-1].end() : head.start()].strip())
        if is_behind and (is_at_its_line or not is_own):
            heads.append(head)
    return heads


# ---------------------------------------------------------------- what no browser reads


def unread_declarations(texts: Texts) -> Iterator[tuple[str, int, str]]:
    """(name, line, message) for each declaration, bracket or string that is not closed, and what
    declares nothing."""
    for name, text in texts:
        bare = without_remarks(text)
        for place, message in (*_not_closed(bare), *_of_nothing(bare), *_unpaired(bare)):
            yield name, line_of(text, place), message


def _not_closed(text: str) -> Iterator[tuple[int, str]]:
    for one in declarations(text):
        if not one.is_closed:
            written = " ".join(text[one.place : one.end].split())
            yield one.end, f"this takes what follows along; write ; behind {excerpt(written)}"


def _of_nothing(text: str) -> Iterator[tuple[int, str]]:
    bare = _bare(text)
    for chunk in CHUNK.finditer(bare):
        words = chunk[0].rstrip(";}").strip()
        if words and not _is_other(chunk[0]) and ":" not in words:
            place = chunk.start() + len(chunk[0]) - len(chunk[0].lstrip())
            written = text[place : place + len(words)]
            message = f"{excerpt(written)} declares nothing; write property: value, or leave it out"
            yield place, message


UNPAIRED = re.compile(r"[()\[\]\"']")


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    """The first bracket or quote of a style without its other: what follows is read with it."""
    if found := UNPAIRED.search(_bare(text)):
        line = text[found.start() :].partition("\n")[0]
        yield (
            found.start(),
            f"{excerpt(line)}: this {found[0]} has no other; close it, or leave it out",
        )


# ---------------------------------------------------------------- what a style prints

PRINTED = {"content", "quotes", "list-style", "list-style-type", "prefix", "suffix", "negative"}
PRINTED |= {"hyphenate-character", "text-overflow", "text-emphasis", "text-emphasis-style"}
TAKEN = re.compile(r"var\(\s*(--[\w-]+)")
ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(\s|.)", re.I)
MARK = re.compile(r"[A-Za-z]|[\W_]*")  # one letter or none, as on a button


def words_of_styles(texts: Texts) -> Iterator[tuple[str, int, str]]:
    """(name, line, message) for each text that a style would print: no rule of a page reads it."""
    declared = [
        (name, text, one) for name, text in texts for one in declarations(without_remarks(text))
    ]
    printed = _printed([one for _, _, one in declared])
    for name, text, one in declared:
        for words in _strings(one.value) if _named(one) in printed else ():
            message = f"a style prints signs alone, not {excerpt(words)}"
            place = line_of(text, one.place)
            yield name, place, f"{message}; write them on a page or in data/"


def _printed(declared: list[Declaration]) -> set[str]:
    """The properties that are printed: those of CSS, and those that these take by var(--lamp)."""
    printed: set[str] = set()
    new = set(PRINTED)
    while new:
        printed |= new
        taken = [TAKEN.findall(one.value) for one in declared if _named(one) in new]
        new = set().union(*taken) - printed
    return printed


def _named(one: Declaration) -> str:
    """The name of a property; capitals make a difference in those of authors alone."""
    return one.name if one.is_own else one.name.lower()


def _strings(value: str) -> Iterator[str]:
    """The strings of a value that are more than a sign."""
    for string in re.findall(STRING, PICTURE.sub("", value)):
        if not MARK.fullmatch(ESCAPE.sub(_meant, string[1:-1])):
            yield string[1:-1]


def _meant(escape: re.Match[str]) -> str:
    """The sign that an escape stands for."""
    code = int(escape[1] or "0", 16)
    if escape[1]:
        return chr(code) if code <= sys.maxunicode else "?"
    return escape[2].strip()
