"""What prose may hold beside its words: links that lead somewhere, HTML for layout, and no Markdown
that would be printed as it is typed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath, relpath, splitext
from urllib.parse import unquote, urlsplit

from ..meaning.addresses import page_url
from ..record.kept import AT_HAND, kept
from ..record.problems import LONGEST_ECHO, excerpt, nearest
from ..record.rules import FRAME, OF_THE_BUILD
from ..record.unseen import ODD_SPACES, unseen_sign
from .boxes import wrong_boxes
from .calls import calls_in_other_braces
from .code import (
    calls_in_code,
    diagrams,
    unclosed_code,
    unread_sorts,
    without_code,
    without_fences,
)
from .docs_files import files_of
from .html_rules import Tags, ids_in, unsafe_html
from .lists import wrong_lists
from .looks import Looks
from .prose import WrittenBlock, WrittenHeading, WrittenPage, WrittenWords, as_heading, words_of
from .syntax import EXAMPLE, NOT_TAKEN_IN
from .tables import wrong_tables
from .vocabulary import wrong_vocabulary

Found = Iterator[tuple[int, str]]  # line and message

MOST_OPEN = 20  # brackets in one paragraph that are opened and not closed
LONGEST_WORDS_OF_A_LINK = 1_000
LONGEST_PARAGRAPH = 10_000  # letters; the converter's time grows with their square


def wrong_markdown(
    path: str,
    page: WrittenPage,
    wrong_link: "WrongLink",
    looks: Looks,
) -> Found:
    """What of the Markdown and HTML of a page is not read, not allowed, or leads nowhere."""
    notes, names, tags, ids = Footnotes(), Names(), Tags(), Ids(page, looks.ids)
    for piece in page.pieces:
        if isinstance(piece, WrittenBlock):
            continue
        is_heading = isinstance(piece, WrittenHeading)
        written = _written(piece)
        text = without_code(written, tags.are_raw)
        notes.read(text, piece.line)
        names.read(text, piece.line)
        found = _misread(written, text)
        if not found and not TAG_IN_ADDRESS.search(text):
            found = (*_unlike_here(written, text), *_dead_links(path, text, wrong_link))
            found += (*ids.wrong(text, is_heading), *looks.borrowed(text, written))
            tags.read(text, piece.line, is_heading)
        for line, message in (*calls_in_code(written), *unread_sorts(written), *found):
            yield piece.line + line - 1, message
    yield from (*notes.mistakes(), *names.mistakes())
    yield from tags.mistakes()


def is_misread(page: WrittenPage) -> bool:
    """True where a part of a page was not looked at whole, for what it holds would be misread."""
    pieces = (piece for piece in page.pieces if not isinstance(piece, WrittenBlock))
    return any(_misread(text, without_code(text)) for text in map(_written, pieces))


def _written(piece: WrittenHeading | WrittenWords) -> str:
    return words_of(piece) if isinstance(piece, WrittenHeading) else piece.text


# A tag of another engine, which is told by itself, where an address or an attribute stands.
TAG_IN_ADDRESS = re.compile(r"\]\([^()\n]*\{%|<[a-zA-Z][^<>\n]*\{%")


@lru_cache(maxsize=AT_HAND)
def _misread(written: str, text: str) -> tuple[tuple[int, str], ...]:
    """What would let all that follows be misread; `text` is what is written without its code."""
    return (
        *unclosed_code(written),
        *_endless(text),
        *_calls_out_of_place(written, CALLS_IN_ADDRESSES),
        *calls_in_other_braces(text),
    )


@lru_cache(maxsize=AT_HAND)
def _unlike_here(written: str, text: str) -> tuple[tuple[int, str], ...]:
    """What is not written so here, or not allowed."""
    return (
        *_unread_markdown(text),
        *wrong_lists(text, written),
        *_underlined(written, text),
        *_unclosed_stars(text, written),
        *_unclosed_ticks(text),
        *wrong_boxes(text, written),
        *unsafe_html(text),
        *_calls_out_of_place(written, CALLS_IN_HEADS),
        *diagrams(written),
        *_calls_behind_a_backslash(written),
        *_bars_in_code(written),
    )


class Ids:
    """The ids of HTML and of lists of attributes on a page: none is that of another part."""

    def __init__(self, page: WrittenPage, of_styles: Collection[str]) -> None:
        self._taken = {*of_styles, *(heading.id for heading in page.headings)}

    def wrong(self, text: str, is_heading: bool) -> Found:
        """Each id of a text that a heading, the frame or the build has, or that stands twice."""
        for place, id_ in () if is_heading else ids_in(text):
            if id_ in FRAME or id_ in self._taken or id_.startswith(OF_THE_BUILD):
                message = f"the id {excerpt(id_)} is that of another part; ids are unique on a page"
                yield _line(text, place), message
            self._taken.add(id_)


NOTE = re.compile(r"(?P<begins>^ {0,3})?\[\^(?P<name>[^\]\s]+)\](?P<colon>:)?", re.M)


class Footnotes:
    """The footnotes of a page: where each is named, and where its words stand."""

    def __init__(self) -> None:
        self._named: dict[str, int] = {}
        self._worded: dict[str, int] = {}
        self._twice: list[tuple[int, str]] = []

    def read(
        self,
        text: str,
        first_line: int,
    ) -> None:
        """Note the footnotes of a text that begins on a line of the page."""
        for found in NOTE.finditer(text):
            name, line = found["name"], first_line + _line(text, found.start()) - 1
            if found["begins"] is None or not found["colon"]:
                self._named.setdefault(name, line)
            elif name in self._worded:
                message = f"the footnote '[^{name}]' has its words on line {self._worded[name]}"
                self._twice.append((line, f"{message} already; give this one another name"))
            else:
                self._worded[name] = line

    def mistakes(self) -> Found:
        """Each footnote that has no words, whose words nothing names, or that has them twice."""
        yield from self._twice
        for name, line in self._named.items():
            if name not in self._worded:
                message = f"no line says what the footnote says; write [^{name}]: words"
                yield line, message
        for name, line in self._worded.items():
            if name not in self._named:
                yield line, f"nothing leads to this footnote; write [^{name}] after a sentence"


MEANT = re.compile(r"^ {0,3}(?P<mark>\*?)\[(?!\^)(?P<name>[^\[\]\n]+)\] ?:", re.M)
USED = re.compile(r"\]\[([^\]\[\n]+)\]")
IN_BRACKETS = re.compile(r"\[([^\[\]\n]+)\](?! ?:)")  # a name alone leads to its address too


class Names:
    """What a page says once below its words: addresses of links, meanings of abbreviations."""

    def __init__(self) -> None:
        self._said: dict[str, int] = {}
        self._used: dict[str, int] = {}
        self._in_brackets: set[str] = set()
        self._twice: list[tuple[int, str]] = []

    def read(
        self,
        text: str,
        first_line: int,
    ) -> None:
        """Note what stands in a text that begins on a line of the page."""
        for found in MEANT.finditer(text):
            name, line = found["name"], first_line + _line(text, found.start()) - 1
            first = self._said.setdefault(f"*{name}" if found["mark"] else name.lower(), line)
            if first != line:
                message = f"{excerpt(name)} is said on line {first} already; keep one of the two"
                self._twice.append((line, message))
        for found in USED.finditer(text):
            line = first_line + _line(text, found.start()) - 1
            self._used.setdefault(found[1].lower(), line)
        self._in_brackets.update(map(str.lower, IN_BRACKETS.findall(text)))

    def mistakes(self) -> Found:
        """What is said twice, what has no address, and addresses to which nothing leads."""
        yield from self._twice
        for name, line in self._used.items():
            if name not in self._said:
                below = f"[{name[:LONGEST_ECHO]}]: page.md"
                message = f"no address is given for {excerpt(name)}; write {below} below"
                yield line, f"{message}, or the address here: [words](page.md)"
        for name, line in self._said.items():
            if not name.startswith("*") and name not in self._in_brackets:
                yield line, f"nothing leads to this address; write [words][{name[:LONGEST_ECHO]}]"


# What a call prints in an address, a tag or a quoted title would break it.
CALLS_IN_ADDRESSES = {
    r"\]\(\s*<?\{\{": 'an address; {{ link("kind/id", "words") }} is a link itself',
    r"""<[a-zA-Z](?![^<>\n{]*title *= *["'][^"'\n{]*\{\{)[^<>\n{]*\{\{""": "a tag",
    r"""\]\([^()\n"']*["'][^\n"']*\{\{|title *= *["'][^"'\n]*\{\{""": "the title of words",
    r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[^\n]*\{\{": "the address below a text",
    r"^\*\[[^\[\]\n]+\]:[^\n]*\{\{(?! *(?:plain|record_end|dated)\b)": (
        "what an abbreviation means"
    ),
    r"!\[[^\[\]]*\{\{(?! *(?:plain|record_end|dated)\b)": "the words of a picture",
    # Whatever else prints a link or a button, which a link cannot hold.
    r"(?<!!)\[[^\[\]]*\{\{(?! *(?:plain|record_end|dated)\b)(?=[^\[\]]*\](?:\(|\[(?!\^)))": (
        "the words of a link: it may print one itself"
    ),
}
CALLS_IN_HEADS = {
    r"^ *(?:!!!|\?\?\?\+?|===[!+]?) [^\n{]*\{\{": "the title of a box or tab",
    r"^[> ]*\|.*\{\{[^{}\n]*\|": "a cell of a table, which its '|' would end",
}


def _calls_out_of_place(written: str, places: Mapping[str, str]) -> Found:
    text = without_fences(written)
    for pattern, place in places.items():
        for found in re.finditer(pattern, text, re.M):
            message = f"a call stands among words, not in {place}"
            yield _line(written, found.end()), message


def _calls_behind_a_backslash(written: str) -> Found:
    text = without_fences(written)
    for found in re.finditer(r"(?<!\\)\\\{\{", text):
        yield _line(text, found.start()), "a '\\' hides no call, and would be printed; leave it out"


BAR_IN_CODE = re.compile(r"^[> ]*\|.*`[^`\n]*\\\|[^`\n]*`", re.M)


def _bars_in_code(written: str) -> Found:
    """Signs before the '|' of code in a table, which this converter prints."""
    text = without_fences(written)
    for found in BAR_IN_CODE.finditer(text):
        message = "in code of a table the '\\' before '|' would be printed; leave it out"
        yield _line(text, found.start()), message


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _endless(text: str) -> Found:
    """What the converter would take minutes for, and no reader wants."""
    for found in re.finditer(r"(?:[^\n]+\n?)+", text):
        paragraph, line = found[0], _line(text, found.start())
        if len(paragraph) > LONGEST_PARAGRAPH:
            message = f"this paragraph has more than {LONGEST_PARAGRAPH:,} letters; divide it"
            yield line, message
        for left, right in ("[]", "()"):
            if paragraph.count(left) - paragraph.count(right) > MOST_OPEN:
                yield line, f"many '{left}' are opened in this paragraph and not closed"


# ---------------------------------------------------------------- Markdown that is not read here

UNREAD = {
    rf"^[> ]*(?:[#*+>:-]|\d+[.)]|#{{2,6}})[{ODD_SPACES}]|^[> ]*(?!\u3000)[{ODD_SPACES}]": "a space "
    "of another sort stands here, with which no mark is read; type it anew",
    rf"\]\(<?[^\s()\"']*[{ODD_SPACES}]": "a space of another sort stands in this address; "
    "delete it",
    rf"[{ODD_SPACES}]+\{{ ?[:.#]": "attributes stand at once behind marked words; delete the space",
    r"&#\w+;": "write the sign itself, not its number",
    r"^ *;?-{1,3}8<-{1,3}(?: |$)|\{!": NOT_TAKEN_IN,
    r"\$\$": "formulas are not known here; write them in words",
    r"\[\[[^\[\]\n]+\]\]": "write a link as [words](page.md)",
    r"^#{7,}": "a heading has six '#' at most",
    r"^#{1,6}[^#\s]": "a heading has a space after its '#'; end it with {#a-short-id}",
    r"^ +#{1,6} ": "a heading begins at the start of its line; none stands in a box or a list",
    r"\{(?:\+\+|--|~~|==|>>)": "edits ('{++words++}') are not known here; write "
    "^^words^^ or ~~words~~",
    r"\(\d+\)!": "remarks by number ('(1)!') are not known here; write a footnote, as in [^a]",
    r"\{#[^}\n]*#\}|\{#[^{}\n]*$": "a comment is written <!-- so -->",
    r"^ *> *\[!\w+\]": "a box is written !!! note, its words indented by four spaces below",
    r"^:{3,} ?\w*": "a box is written !!! note, its words indented by four spaces below",
    r"(?<=[)\]*_~`>])\{(?![{%])[^{}\n]*$": "attributes end with their '}'",
    r"\^\[[^\]\n]+\]": "a footnote is written [^a], and below it on a line of its own [^a]: words",
    r"^:[^\s:](?![\w-]*:)": "a meaning has a space behind its ':', below what it explains",
    r"\][^\S\n]+\((?:https?://|[^\s()]+\.(?:md|png|jpe?g|svg|webp)\b)": "no space stands before "
    "the (page.md) of a link",
    r"\)\[(?:https?://|[^\s\[\]]+\.md\b)": "write a link as [words](page.md)",
    r"\](?:https?://|\.{0,2}/|[\w./-]+\.md\b)[^\s()\[\]]*\)": "write a link as [words](page.md)",
    r"(?<![\w$\\])\$[A-Za-z\\][^$\n]{0,80}[=+^_\\{][^$\n]{0,80}\$(?!\w)": "formulas are not known "
    "here; write them in words",
    r"\\[(\[](?=[^\n]{0,80}(?:[=+^_{]|\\[A-Za-z]))[^\n]{0,80}?\\[)\]]": "formulas are not known "
    "here; write them in words",
    r"[^\\\s|]\\\n": "a line ends with <br>, not with '\\'",
    r"\.md-(?!button(?:--primary)?(?![\w-]))[\w-]+(?=[^{}\n]*\})": "a button is written "
    "{ .md-button } or { .md-button .md-button--primary }",
    r"<%": f"only calls stand in a text, such as {EXAMPLE}",
    r"(?<![\w_])__?[^\W_][^_\n]*__?(?=[가-힣])": "'_' marks no words before a letter; write "
    "**words**",
    r"^ {0,3}\*\[[^\]\n]*\] ?:[ \t]*$|^ {0,3}\*\[\s*\] ?:": "an abbreviation has its meaning in "
    "the same line: *[GPU]: words",
    r"^(?: {4})*+ {1,3}\*\[[^\]\n]+\] ?:": "an abbreviation begins at the start of its line",
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?=\n[ \t]*\n|\n?\Z)": "this has no address; write "
    "[name]: page.md",
    r"^ {0,3}\[\^[^\]\s]+\]:[ \t]*\n(?=(?:[ \t]*\n)*+(?! {4}\S))": "this footnote has no "
    "words; write them behind the colon",
    r"\[\^[^\]\s]+[^\S\n][^\]\n]*\]": "the name of a footnote is one word, as in [^a]",
    r"^(?:\[TOC\]|\[toc\])": "the page lists its sections by itself; leave '[TOC]' out",
}
UNREAD_PATTERNS = [(re.compile(pattern, re.M), message) for pattern, message in UNREAD.items()]


def _unread_markdown(text: str) -> Found:
    """What other converters of Markdown read, and this one prints as it is typed."""
    for pattern, message in UNREAD_PATTERNS:
        for found in pattern.finditer(text):
            yield _line(text, found.start() + found[0].startswith("\n")), message
    for number, line in enumerate(text.split("\n"), 1):
        if "&" in line and (unseen := unseen_sign(unescape(line))):
            yield number, unseen
    for place, message in wrong_vocabulary(text):
        yield _line(text, place), message
    yield from wrong_tables(text)


UNDERLINED = re.compile(r"^[^\n|<#>][^\n]*\n(?P<line>(?P<sign>=|-)(?P=sign)*[ \t]*)$", re.M)
LINE_ALONE = re.compile(r"(?:\A\n?|(?<=\n)[ \t]*\n)(?P<line>={2,}[ \t]*)$", re.M)
ITEM_SIGN = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
NO_LINE_BELOW = "which has no line below it"
OR_A_RULE = "; a line across the page has an empty line above it"


def _underlined(written: str, text: str) -> Found:
    """Headings with a line below them; what is blank in the text may be a call as it is written."""
    lines = written.split("\n")
    for found in UNDERLINED.finditer(text):
        first = written[found.start()]
        if first.isspace() or first in "|<#>":
            continue
        if found["line"] == written[found.start("line") : found.end("line")]:
            line = _line(text, found.start())
            words = ITEM_SIGN.sub("", lines[line - 1])
            heading = as_heading(words)[:LONGEST_ECHO]
            instead = OR_A_RULE if found["sign"] == "-" else ""
            yield line, f"write a heading as {heading}, {NO_LINE_BELOW}{instead}"
    for found in LINE_ALONE.finditer(text):
        line = _line(text, found.start("line"))
        if not "".join(lines[line - 2 : line - 1]).strip():
            message = f"{excerpt(found['line'].rstrip())} would be printed; a heading is written"
            yield line, f"{message} ## Words {{#a-short-id}}, {NO_LINE_BELOW}"


RULE = re.compile(r"[> ]*(?:\* ?){3,}\s*")  # a line across the page
PARAGRAPH = re.compile(r"(?:^(?![ \t]*$)[^\n]+\n?)+", re.M)
NEXT_ITEM = re.compile(r"\n(?=[> ]*(?:[-*+]|\d+\.) |[> ]*\|)")  # of a list, or row of a table
STARS = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
ONE_STAR = re.compile(r"(?<![\\*])\*(?!\*)")  # which may close a part of three
LONE = re.compile(r"(?<!\S)\*{2,3}(?!\S)")


def _unclosed_stars(text: str, written: str) -> Found:
    """Stars of bold words that are not closed in their paragraph, or have spaces on both sides.

    What is blank in the text may be a call among the words as they were written.
    """
    for paragraph in PARAGRAPH.finditer(text):
        start = paragraph.start()
        for words in NEXT_ITEM.split(paragraph[0]):
            marks = [] if RULE.fullmatch(words) else list(STARS.finditer(words))
            lone = [mark for mark in marks if LONE.match(written, start + mark.start())]
            lone = lone or ([] if ONE_STAR.search(words) else _unlike_their_pair(marks))
            if lone or len(marks) % 2:
                place = (lone or marks)[-1].start()
                message = "bold words begin and end at their '**', in one paragraph: **words**"
                yield _line(text, start + place), message
            start += len(words) + 1


def _unlike_their_pair(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Stars that close words with more of them, or fewer, than began these."""
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [last for first, last in pairs if first[0] != last[0]]


TICKS = re.compile(r"(?<!\\)`+")


def _unclosed_ticks(text: str) -> Found:
    """Signs of code in a line that no others end; code that is ended stands between single ones."""
    for paragraph in PARAGRAPH.finditer(text):
        runs = list(TICKS.finditer(paragraph[0]))
        odd = [run for run in runs if len(run[0]) > 1] or (runs if len(runs) % 2 else [])
        if odd:
            message = "code in a line begins and ends with the same signs: `code`"
            yield _line(text, paragraph.start() + odd[-1].start()), message


# ---------------------------------------------------------------- links


def _split(address: str) -> tuple[str, str] | None:
    """Scheme and host of an address as a browser reads it; None where it can read none."""
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20]", "", address).replace("\\", "/"))
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc


# Whatever stands before it: the words of a link may hold brackets and pictures.
INLINE = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?P<more> +(?![\s\"')])[^()\n]*\))?)"
)
BEHIND_WORDS = re.compile(r"(?<!\\)\]\(")
CLOSED = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\n]*\"|'[^\n]*'))?\s*\)"
)
WORDS_NOT_CLOSED = re.compile(
    r"(?<!\\)\[[^\[\]\n]*[^\[\]\s(]\((?:https?://[^\s()]+|[^\s()]+\.[a-z]{2,4}(?:#[^\s()]*)?)\)"
    r"(?![^\[\n]*\])|\]\[[^\[\]\n]*(?=\n[ \t]*\n|\n?\Z)"
)
IN_ANGLES = re.compile(r"<(https?://[^<>\n]*)>", re.I)
LINK_IN_LINK = re.compile(r"\[[^\[\]\n]*<https?://[^<>\n]*>[^\[\]\n]*\](?=[(\[])", re.I)
SPACE_IN_ADDRESS = "a space ends an address; write %20 for it, or name the file without"
WORDLESS = re.compile(r"(?<!!)\[ {0,3}\]\(")
PICTURE_WITHOUT_WORDS = re.compile(r"!\[ {0,3}\]\(")
DEFINED = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*\n?[ \t]*<*([^\s<>]+)", re.M)
PICTURED = re.compile(r"!\[(?P<words>[^\[\]]*)\](?!\()(?:\s?\[(?P<label>[^\[\]]*)\])?")
# Where an address may stand as words, or is that of a link: in a tag, a link, and below a text.
MARKED = re.compile(
    r"<[^<>\n]*>|&[lg]t;|\[[^\[\]\n]*(?=\][^\S\n]*[(\[])|\)\[[^\[\]\n]*"
    r"|\][^\S\n]*\(\s*[^\s()]*(?:\([^\s()]*\)[^\s()]*)*"
    rf"|{DEFINED.pattern}[^\n]*|^\*\[[^\]\n]*\]:[^\n]*",
    re.M,
)
BARE = re.compile(
    r"https?://(?:[a-z0-9](?:[\w.~:/?#@!$&+,;=%-]*[\w/=~-])?|[^\W_][\w.-]*)", re.I | re.A
)
HOST = re.compile(
    r"www\.[\w-]+\.|(?:[\w-]+\.)+(?:com|org|net|info|edu|gov|int|io|ai|eu|[a-z]{2}\.[a-z]{2}|"
    r"kr|jp|cn|tw|us|uk|de|fr|nl|ca|au|in|example)(?![\w.-])",
    re.I,
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")  # as browsers show them
NO_FILE = "; name a file of docs/, as seen from this one"
READ_BY_BROWSERS = ("http", "https")


@dataclass(frozen=True)
class Links:
    """What links of prose may lead to: the pages, their parts, and the files of docs/."""

    docs: Path
    pages: Collection[str]  # their paths in docs/: programs/lamp-contest.md
    made: Collection[str]  # the files that the build makes: data/figures.csv
    has_part: Callable[[str], bool]  # whether an address stands, as far as is known
    parts_of: Callable[[str], Iterable[str]]  # the ids on a page, as far as they are known
    folder_of: Callable[[str], str]  # of the language of a page: ko/
    is_unknown: Callable[[str, str], bool]  # whether a page or part may be that of a broken record

    def wrong(
        self,
        path: str,
        address: str,
        is_picture: bool,
    ) -> str:
        """What is wrong with a link or picture on a page: it leads nowhere, or where it may not.

        Nothing where all is well.
        """
        split = _split(address)
        if split is None:
            return f"{excerpt(address)} is no address"
        scheme, host = split
        if "\\" in address:
            return f"no address has a '\\', as {excerpt(address)} does; write '/'"
        if is_picture and (scheme or host):
            return f"a picture comes from this site alone, not from {excerpt(address)}"
        if scheme or host:
            return _wrong_elsewhere(address, scheme, host)
        if address.startswith("/"):
            return f"write {excerpt(address)} as seen from this file, as in ../page.md"
        return self._dead(path, address, is_picture)

    def _dead(
        self,
        path: str,
        address: str,
        is_picture: bool,
    ) -> str:
        written, _, anchor = address.partition("#")
        named = unquote(written.partition("?")[0])
        target = normpath(join(dirname(path), named)) if named else path
        if self.is_unknown(target, anchor):
            return ""
        if target in self.pages and is_picture:
            return f"{excerpt(written)} is a page; a picture is a file such as picture.png"
        if target in self.pages:
            return self._no_part(target, unquote(anchor))
        if target.endswith(".md") or not self._is_file(target):
            files = {*self.made, *files_of(self.docs)} if "." in target else ()
            hint = self._near(path, target, files) or _web(written) or NO_FILE
            return f"no page or file {excerpt(written)}{hint}"
        if is_picture and not target.lower().endswith(PICTURES):
            return (
                f"{excerpt(written)} is no picture; link to it: [words]({written[:LONGEST_ECHO]})"
            )
        return ""

    def _no_part(self, page: str, part: str) -> str:
        """What is wrong with a link to a part of a page; nothing where it stands."""
        url = page_url(page)
        if not part or self.has_part(f"{url}#{part}"):
            return ""
        near = nearest(part, self.parts_of(url))
        stands = near and self.has_part(f"{url}#{near}")
        hint = f"; did you mean '#{near}'?" if stands else ""
        return f"the page {excerpt(page)} has no part '#{part}'{hint}"

    def _near(self, path: str, target: str, files: Collection[str]) -> str:
        """'; did you mean …?' for the page or file that is most alike, as seen from a page.

        It is in the language of what is named, and has nearly its name: a like folder is no slip.
        """
        if target.startswith(".."):
            return ""
        seen_from = partial(relpath, start=dirname(path) or ".")
        folder = self.folder_of(target)
        if folder and (first := target.removeprefix(folder)) in self.pages:
            return f"; did you mean {excerpt(seen_from(first))}?"
        url = page_url(target)
        if same := next((page for page in self.pages if page_url(page) == url), ""):
            return f"; did you mean {excerpt(seen_from(same))}?"
        own = [page for page in self.pages if self.folder_of(page) == folder]
        near = nearest(seen_from(target), map(seen_from, (*own, *files)))
        is_a_slip = nearest(_bare_name(target), [_bare_name(near)])
        return f"; did you mean {excerpt(near)}?" if is_a_slip else ""

    def _is_file(self, target: str) -> bool:
        """True for a file of docs/, and for one that the build makes."""
        is_published = not target.startswith(("..", ".", "templates/"))
        return target in self.made or (is_published and (self.docs / target).is_file())


def _bare_name(path: str) -> str:
    return splitext(basename(path))[0]


def _wrong_elsewhere(address: str, scheme: str, host: str) -> str:
    """What is wrong with a link that leads out of the site; nothing where all is well."""
    if scheme == "mailto":
        _, _, written = address.partition(":")
        named, _, _ = written.partition("?")
        several = unquote(named).split(",")
        is_mail = all(MAIL.fullmatch(one.strip()) for one in several)
        return (
            "" if is_mail else f"{excerpt(address)} is no address; write mailto:name@host.example"
        )
    if scheme == "tel":
        return 'no link leads to a telephone; write the number alone, as {{ plain("…") }}'
    if scheme in READ_BY_BROWSERS and host:
        return ""
    if not scheme and "." in host:
        return f"a web address begins with https://; write https:{address[:LONGEST_ECHO]}"
    return f"a link leads to a page, or to http:// or https://, not to {excerpt(address)}"


WrongLink = Callable[[str, str, bool], str]  # Links.wrong


def _dead_links(path: str, text: str, wrong_link: WrongLink) -> Found:
    """Each link and picture of a text of a page that is wrong, or that is not finished."""
    yield from _unfinished(text)
    for place, address, is_picture in _links_in(text):
        if message := wrong_link(path, address, is_picture):
            yield _line(text, place), message


def _web(address: str) -> str:
    """'; write …' for an address of the web that lacks its beginning; nothing for any other."""
    if MAIL.fullmatch(address):
        return f"; write mailto:{address[:LONGEST_ECHO]}"
    return f"; write https://{address[:LONGEST_ECHO]}" if HOST.match(address) else ""


def _wordless(text: str) -> Found:
    """Links and pictures without words."""
    for found in WORDLESS.finditer(text):
        yield _line(text, found.start()), "this link has no words; write [words](page.md)"
    for found in PICTURE_WITHOUT_WORDS.finditer(text):
        message = "this picture has no words for who cannot see it; write ![words](picture.png)"
        yield _line(text, found.start()), message


@kept
def _unfinished(text: str) -> Found:
    """Links without words or without an address, and addresses with a space in them."""
    for place, message in _unclosed(text):
        yield _line(text, place), message
    yield from _wordless(text)
    for found in INLINE.finditer(text):
        if found["more"]:
            message = SPACE_IN_ADDRESS
            if re.match(" +[“„«]", found["more"]):
                message = 'the title of a link stands in straight quotes: [words](page.md "Title")'
            yield _line(text, found.start()), message
        elif not (found[1] or found[2]):
            yield _line(text, found.start()), "this link has no address; write [words](page.md)"
    for found in IN_ANGLES.finditer(text):
        if " " in found[1]:
            yield _line(text, found.start()), SPACE_IN_ADDRESS
    for found in LINK_IN_LINK.finditer(text):
        yield (
            _line(text, found.start()),
            "the words of a link hold no other one; leave out its '<>'",
        )
    yield from _unmarked(text)


def _unmarked(text: str) -> Found:
    """Addresses of the web that are printed as words, and are no link."""
    bare = MARKED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in BARE.finditer(bare):
        address = found[0][:LONGEST_ECHO]
        message = f"no link is made of a bare address; write <{address}>, or [words]({address})"
        yield _line(bare, found.start()), message


NOT_CLOSED = "this link is not closed; write [words](page.md)"


def _unclosed(text: str) -> Iterator[tuple[int, str]]:
    """(place, message) for links whose brackets do not close, so that they are printed as typed."""
    for found in BEHIND_WORDS.finditer(text):
        inline = INLINE.match(text, found.start())
        is_begun = _opening(text, found.start()) != found.start()
        is_ended = CLOSED.match(text, found.start()) or (inline and inline["more"])
        if not (is_begun and is_ended):
            yield found.start(), NOT_CLOSED
    for found in WORDS_NOT_CLOSED.finditer(text):
        yield found.start(), NOT_CLOSED


@kept
def _links_in(text: str) -> Iterator[tuple[int, str, bool]]:
    """(place, address, whether it is a picture) of each link of a text."""
    for found in INLINE.finditer(text):
        if found["more"]:
            continue
        opens = _opening(text, found.start())
        yield opens, found[1] or found[2], text[opens - 1 : opens] == "!"
    pictured = {_label(found["label"] or found["words"]) for found in PICTURED.finditer(text)}
    for found in DEFINED.finditer(text):
        yield found.start(), found[2], _label(found[1]) in pictured
    for found in IN_ANGLES.finditer(text):
        yield found.start(), found[1], False


def _label(written: str) -> str:
    """The name of an address below a text, as the converter compares it."""
    return " ".join(written.lower().split())


def _opening(text: str, closes: int) -> int:
    """Where the bracket opens that closes at a place; that place itself where none is near."""
    depth = 0
    for place in range(closes, max(closes - LONGEST_WORDS_OF_A_LINK, -1), -1):
        if text[place] not in "[]" or text[place - 1 : place] == "\\":
            continue
        depth += 1 if text[place] == "]" else -1
        if not depth:
            return place
    return closes
