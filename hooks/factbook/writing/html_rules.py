"""HTML in prose: for layout alone, and each tag closed where it belongs.

A tag that is not closed would take in what follows, and the frame of the page with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..record.languages import wrong_tag
from ..record.problems import excerpt
from .code import ITEM
from .lint import line_of

Found = Iterator[tuple[int, str]]  # line and message

LAYOUT = re.compile(
    "abbr|aside|b|bdi|bdo|blockquote|br|caption|cite|code|data|dd|del|details|dfn|div|dl|dt|em|"
    "figcaption|figure|hr|i|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|section|small|span|strong|"
    "sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr"
)
ATTRIBUTES = re.compile(
    "abbr|class|colspan|data-feed|datetime|dir|download|headers|height|hidden|hreflang|id|lang|"
    "markdown|open|reversed|role|rowspan|scope|span|start|tabindex|title|value|width"
)
IN_MARKDOWN = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "a heading as ## Words {#a-short-id}"),
    "a": "a link as [words](page.md)",
    "img": "a picture as ![words](picture.png)",
}
TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/<>]*)((?:"[^"<]{0,1000}"|'[^'<]{0,1000}'|[^'"<>]){0,200})>"""
)
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Behind marked words or on a line of its own any list is taken for one of attributes.
LIST_OF_ATTRIBUTES = re.compile(
    r"(?:(?<=[)\]*_~^=+`>])\{(?!%):?|^[> ]*\{(?![%#!]):?|\{:|\{(?!%)(?=[^{}\n]*=))([^{}\n]*)\}",
    re.M,
)
# A cell of a table, or a term above its meaning, may have one; of a heading with a line below it is
# told by itself.
LIST_BEHIND_WORDS = re.compile(
    r"^(?! *#)[^|\n]*(?:[\w.,;!?] ?|[*_)\]`] )(\{:? ?[.#][^{}\n]*(?<!#)\})"
    r"(?!\n(?::|(?:=+|-+)[ \t]*$))",
    re.M,
)
# Some lists the converter reads to the last brace of their line, be it that of a heading's id.
REST_OF_A_LIST = re.compile(r"\{(?::|(?!%)(?=[^{}\n]*=))([^\n]*)")
WITH_A_VALUE = re.compile(r"""([^\s"'=<>/{}]+)\s*=""")
# An address with a space is told as a link.
WEB = re.compile(
    r"<(?:https?://[^<>\n]*|[\w.+-]+@[^\s<>]*)>|(?<=\]\()<[^<>\n]*>|(?<=\]: )<[^<>\n]*>", re.I
)
OPENING = re.compile(r"<[a-zA-Z/!?]")


def unsafe_html(text: str) -> Found:
    """(line, message) for HTML that is not for layout: what runs, loads, sends or frames."""
    bare = WEB.sub(_blank, text)
    for found in TAG.finditer(bare):
        for message in _unsafe_tag(found[2].lower(), found[3]):
            yield line_of(text, found.start()), message
    for found in OPENING.finditer(TAG.sub(_blank, bare)):
        message = "a '<' begins HTML here, and no tag that is known; write &lt; for the sign"
        yield line_of(text, found.start()), message
    for found in LIST_OF_ATTRIBUTES.finditer(text):
        for message in (*_unknown_attributes(found[1]), *_wrong_languages(found[1])):
            yield line_of(text, found.start()), message
    for found in LIST_BEHIND_WORDS.finditer(text):
        if not found[1].strip("{#} "):
            continue  # an id that was a call: its heading is told of it
        message = f"{excerpt(found[1])} would be printed; it stands behind a link or marked words"
        yield line_of(text, found.start(1)), f"{message} at once, or on a line of its own"
    for found in REST_OF_A_LIST.finditer(text):
        for message in _unknown_attributes(" ".join(WITH_A_VALUE.findall(found[1]))):
            yield line_of(text, found.start()), message


def _unsafe_tag(tag: str, attributes: str) -> Iterator[str]:
    if tag in IN_MARKDOWN:
        yield f"write {IN_MARKDOWN[tag]}, not as HTML"
    elif tag.startswith("mailto:"):
        yield f"an address of mail stands alone; write <{tag.removeprefix('mailto:')[:80]}>"
    elif "." in tag:
        yield f"a web address begins with https://; write <https://{tag[:80]}>"
    elif not LAYOUT.fullmatch(tag):
        yield f"<{tag[:40]}> is not allowed in prose; HTML is for layout, as <div> and <p> are"
    else:
        yield from _unknown_attributes(attributes)
        yield from _wrong_languages(attributes)


TYPOGRAPHIC = re.compile("=\\s*[“”„‟«»‘’‚]")


def _unknown_attributes(written: str) -> Iterator[str]:
    if TYPOGRAPHIC.search(written):
        yield 'a value stands in straight quotes, as in class="answer"'
        return
    for name in map(str.lower, ATTRIBUTE.findall(written)):
        if not ATTRIBUTES.fullmatch(name) and not name.startswith(("aria-", ".", "#")):
            yield f"the attribute {excerpt(name)} is not allowed in prose; leave it out"


LANGUAGE = re.compile(r"""\b((?:href)?lang)\s*=\s*(["']?)([^"'\s<>{}]*)\2""", re.I)


def _wrong_languages(attributes: str) -> Iterator[str]:
    """The language of words, or of what a link leads to, by a code that no reader knows."""
    for name, _, code in LANGUAGE.findall(attributes):
        if message := wrong_tag(code):
            yield f"{excerpt(name)} {message}"


ID_OF_TAG = re.compile(r"""\sid\s*=\s*["']?([^\s"'>]+)""", re.I)
ID_OF_LIST = re.compile(r"#([^\s{}]+)")


def ids_in(text: str) -> Iterator[tuple[int, str]]:
    """(place, id) of each id that HTML or a list of attributes gives."""
    for found in TAG.finditer(WEB.sub(_blank, text)):
        yield from ((found.start(), id_) for id_ in ID_OF_TAG.findall(found[3]))
    for found in LIST_OF_ATTRIBUTES.finditer(text):
        yield from ((found.start(), id_) for id_ in ID_OF_LIST.findall(found[1]))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


# ---------------------------------------------------------------- what is opened and closed

WITHOUT_END = ("br", "hr", "wbr")
BLOCKS = re.compile(
    "aside|blockquote|dd|details|div|dl|dt|figcaption|figure|li|ol|p|pre|section|summary|"
    "table|tbody|td|tfoot|th|thead|tr|ul"
)
OF_A_BLOCK = re.compile(
    rf" {{0,3}}</?(?:{BLOCKS.pattern})\b.*>[ \t]*"
)  # a line that holds no words
READ = re.compile(r"""\bmarkdown\b(?!\s*=\s*["']?0)""")
# What of Markdown a block of words alone prints as it is typed, unless it says markdown="block".
OF_WORDS = re.compile("dd|dt|li|p|summary|td|th")
HOLDERS, CLOSE_BEFORE = ("dd", "li", "td", "th"), "close it before"
AS_BLOCK = re.compile(r"""\bmarkdown\s*=\s*["']?block""")
BLOCK_MARKS = re.compile(r"\n {0,3}(?:[-*+] +\S|\d+\. +\S|(?:!!!|\?\?\?\+?|===) \S|\|.+\|)")
GAP = r"\n[ \t]*(?=\n)"  # between two paragraphs
TAG_OR_GAP = re.compile(rf"(?P<gap>{GAP})|{TAG.pattern}")
# What Markdown would make something of.
MARKS = re.compile(r"^#{1,6} |\*\S[^*\n]*\*|\]\(|^ {0,3}(?:[-*+]|\d+\.) +\S|\[\^|[`\0]", re.M)


@dataclass
class Open:
    """A tag that is open: a block among blocks, or one among words."""

    name: str
    line: int
    is_block: bool
    is_read: bool  # whether Markdown is read in it
    is_of_words: bool = False  # where no list, table or box is


class Tags:
    """The tags of a page, read from its first line to its last."""

    def __init__(self) -> None:
        self._open: list[Open] = []
        self._crossed: list[str] = []  # closed later than what was opened before
        self._told: list[tuple[int, str]] = []
        self._unread: set[int] = set()  # the lines of blocks in which Markdown is told of

    def read(self, text: str, first_line: int, is_heading: bool) -> None:
        """Read a piece of the page whose code, calls and comments are blanked out."""
        # An address is no tag; where it stands, it is a link that only Markdown makes.
        bare = WEB.sub(lambda found: "\0" + _blank(found)[1:], text)
        line, place = first_line, 0
        if is_heading:
            self._end_paragraph()
            self._unread_in_block(line, "## ")
        for found in TAG_OR_GAP.finditer(bare):
            between = bare[place : found.start()]
            self._unread_in_block(line, between)
            line += between.count("\n")
            if found["gap"]:
                self._end_paragraph()
            else:
                begins = not is_heading and _begins_its_line(bare, found.start())
                self._tag(found, line, begins)
            line += found[0].count("\n")
            place = found.end()
        self._unread_in_block(line, bare[place:])
        self._end_paragraph()

    def mistakes(self) -> Found:
        """(line, message) for each tag that is not closed, closes nothing, or crosses another."""
        for tag in self._open:
            self._tell(tag.line, f"<{tag.name}> is opened here and not closed; write </{tag.name}>")
        yield from self._told

    @property
    def are_raw(self) -> bool:
        """True within a block whose content is printed as it is typed."""
        return self._raw() is not None

    # ------------------------------------------------------------ within

    def _tell(self, line: int, message: str) -> None:
        self._told.append((line, message))

    def _tag(self, found: re.Match[str], line: int, begins: bool) -> None:
        name, is_end = found[3].lower(), bool(found[2])
        if not LAYOUT.fullmatch(name) or (name in WITHOUT_END and not is_end):
            return
        if is_end:
            self._close(name, line)
        elif found[4].endswith("/"):
            self._tell(line, f"<{name}/> is not closed by its '/'; write <{name}></{name}>")
        else:
            self._begin(name, line, begins, found[4])

    def _begin(self, name: str, line: int, begins: bool, attributes: str) -> None:
        within = self._open[-1] if self._open else None
        is_block = bool(BLOCKS.fullmatch(name))
        if is_block and not begins and not (within and within.is_block and not within.is_read):
            where = "at the start of a line, outside of lists, boxes and headings"
            self._tell(line, f"<{name}> begins {where}")
        is_read = bool(READ.search(attributes)) and name != "pre"
        if is_read and (around := self._raw()):
            self._tell_unread(around, line)
        is_of_words = bool(OF_WORDS.fullmatch(name)) and not AS_BLOCK.search(attributes)
        self._open.append(Open(name, line, is_block, is_read, is_of_words))

    def _close(self, name: str, line: int) -> None:
        if any(tag.name == name for tag in self._open):
            while (last := self._open.pop()).name != name:
                self._crossed.append(last.name)
                message = f"<{last.name}> is opened here and not closed before </{name}>"
                self._tell(last.line, f"{message} on line {line}")
        elif name in self._crossed:
            self._crossed.remove(name)
        else:
            self._tell(line, f"</{name}> closes nothing that is open here; leave it out")

    def _end_paragraph(self) -> None:
        """What stands among words is closed before their paragraph ends."""
        while self._open and not self._open[-1].is_block and not self._raw():
            last = self._open.pop()
            self._crossed.append(last.name)
            message = f"<{last.name}> is opened here and not closed in its paragraph"
            self._tell(last.line, f"{message}; write </{last.name}>")

    def _raw(self) -> Open | None:
        """The block whose content is printed as it is typed, if one is open."""
        return next((tag for tag in self._open if tag.is_block and not tag.is_read), None)

    def _unread_in_block(self, line: int, text: str) -> None:
        around = self._raw()
        if around and (found := MARKS.search(text)):
            is_item = bool(ITEM.match(found[0].lstrip("\n")))
            self._tell_unread(around, line + text.count("\n", 0, found.start()), is_item)
        elif not around and self._open and self._open[-1].is_of_words:
            self._unread_among_words(self._open[-1], line, text)

    def _unread_among_words(self, around: Open, line: int, text: str) -> None:
        found = BLOCK_MARKS.search(text)
        if found and around.line not in self._unread:
            self._unread.add(around.line)
            name, here = around.name, line + text.count("\n", 0, found.start() + 1)
            message = f"no list, table or box is read in the <{name}> of line {around.line}"
            remedy = f'write <{name} markdown="block"> there' if name in HOLDERS else CLOSE_BEFORE
            self._tell(here, f"{message}; {remedy}")

    def _tell_unread(
        self,
        around: Open,
        line: int,
        is_item: bool = False,
    ) -> None:
        if around.line in self._unread:
            return
        self._unread.add(around.line)
        name = around.name
        message = f"Markdown is not read in the <{name}> of line {around.line}"
        remedy = f"write <{name} markdown> there, or close it before"
        if is_item and name in ("ol", "ul"):
            remedy = "write each item as <li>words</li>"
        elif name == "pre":
            remedy = "show it between two lines of ```, or close it before"
        self._tell(line, f"{message}; {remedy}")


def _begins_its_line(text: str, place: int) -> bool:
    """True for a tag before which nothing but tags stands on its line."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return not TAG.sub("", before).strip() and len(before) - len(before.lstrip()) <= 3
