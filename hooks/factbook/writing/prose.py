"""A page of docs/ as its author wrote it: front matter, headings, blocks and the words between.

The one grammar of a heading: `## Words {#id}`, the id lower-case words with hyphens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..record.marked_yaml import FILES_AT_HAND, Marked, read_bytes
from ..record.parse import in_plain_letters
from ..record.problems import LONGEST_ECHO, excerpt, nearest_free
from ..record.rules import FRAME, OF_THE_BUILD
from ..record.unseen import unseen_signs, without_unseen
from .code import with_empty_comments, without_comments, without_hidden
from .syntax import OPEN, Call, cut, find_calls

HEADING = re.compile(r"^(?P<marks>#{1,6}) +(?P<words>.*)$", re.M)
ID_OF_HEADING = re.compile(r"\{ ?#([^\s{}]*) ?\}\Z")
# What was meant as the id of a heading, whatever is wrong with it; no call but one within it.
MEANT_AS_ID = re.compile(
    r"(?<!\{)\{(?!\{)(?P<id>[^{}]*)\}*[\s#]*\Z|(?<!\{)\{ ?#\{\{[^{}]*\}\}[^{}]*\}\Z|\s#+\Z"
)
CLOSING = re.compile(r"\s+#+\Z")  # signs behind the words, which other sites leave out
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ANY_ID = "{#a-short-id}"  # stands in messages for one that nobody knows
# A call that stands on lines of its own gives a block of HTML; it ends where it closes first.
BLOCK_CALL = re.compile(r"^\{\{\s*(?:part|chart)\((?:(?!\}\}).){0,4000}\}\}[ \t]*$", re.M | re.S)
COMMENT = "<!--", "-->"
FRONT = re.compile(
    r"\A\ufeff?(?P<above>(?:[ \t]*\n)*)---[ \t]*\n(?P<fields>|.*?\n)---[ \t]*(?:\n|\Z)", re.S
)
LOOSE_FIELD = re.compile(  # at the head of a page, also those that other sites have
    r"(?:title|description|topic|cards|teaches|handed_out|template|hide|tags|icon|status|layout|date)"
    r": *\S.*\n"
)
LOOSE_BELOW = re.compile(rf"\s*(?P<field>{LOOSE_FIELD.pattern})")
# What marks words in Markdown and HTML; a link, a tag and the name of a sign among them.
MARKS = re.compile(
    r"(?P<mark>\*\*?|~~|\^\^|==|`+|(?<!\w)__?|\+\+)(?=\S)[^\n]*?(?<=\S)(?P=mark)"
    r"|!?\[[^\[\]\n]*\](?:\([^()\n]*\)?|\[[^\[\]\n]*\]?)|\[\^[^\]\n]*\]?"
    r"|</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|p|q|s|samp|small|span"
    r"|strong|sub|sup|time|u|var|wbr)\b[^<>]*>"
    r"|<!--|&(?:#\d+|[a-zA-Z]+);"
)
NO_ENDS = re.compile(r"[^\n]+")  # of lines
PLAIN_FIELDS = ("title", "description")  # search, cards and other programs print them as typed
OF_TOPICS = ("teaches", "handed_out")  # of pages for a class: what it is about
FIELDS = ("title", "description", "topic", "cards", *OF_TOPICS)
# What pages say at their head where Material makes their frame, or a plugin a list of them.
OF_OTHER_SITES = (
    "authors",
    "categories",
    "comments",
    "date",
    "draft",
    "hide",
    "icon",
    "image",
    "keywords",
    "search",
    "slug",
    "social",
    "status",
    "subtitle",
    "tags",
    "template",
)


@dataclass(frozen=True)
class WrittenHeading:
    line: int
    level: int
    words: str
    id: str


@dataclass(frozen=True)
class WrittenBlock:
    """A call of a part or chart that stands by itself."""

    line: int
    call: str


@dataclass(frozen=True)
class WrittenWords:
    """What stands between headings and blocks; its comments say nothing."""

    line: int
    text: str


WrittenPiece = WrittenHeading | WrittenBlock | WrittenWords


@dataclass(frozen=True)
class WrittenPage:
    """A page as it is written; `mistakes` are (line, message) of what is wrong with it."""

    front: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # of the fields of the front matter
    # The fields whose words stand on other lines than their name: the first, and these as there.
    spread: dict[str, tuple[int, str]] = field(default_factory=dict)
    pieces: tuple[WrittenPiece, ...] = ()
    mistakes: tuple[tuple[int, str], ...] = ()

    @property
    def title(self) -> str:
        """What it is called: as its front matter says, or its first heading."""
        return self.front.get("title") or next((one.words for one in self.headings), "")

    def said(self, name: str) -> tuple[int, str]:
        """The line on which the words of a field begin, and these, each on its line."""
        return self.spread.get(name) or (self.lines.get(name, 1), self.front.get(name, ""))

    @property
    def headings(self) -> list[WrittenHeading]:
        return [piece for piece in self.pieces if isinstance(piece, WrittenHeading)]

    @property
    def addresses(self) -> list[tuple[int, str]]:
        """The level and the id of each heading: which addresses last hangs on both."""
        return [(heading.level, heading.id) for heading in self.headings]

    @property
    def written_blocks(self) -> list[str]:
        """The calls that stand by themselves, as they are written."""
        return [piece.call for piece in self.pieces if isinstance(piece, WrittenBlock)]

    @property
    def blocks(self) -> list[Call]:
        """The same as far as they can be read."""
        return [call for block in self.written_blocks for call in find_calls(block)[0]]


@lru_cache(maxsize=FILES_AT_HAND)
def read_page(text: str) -> WrittenPage:
    """A page of docs/; nothing that an author wrote is dropped without a word.

    What is given is shared, so nobody changes it.
    """
    text = text.removeprefix("\ufeff")
    signs = list(unseen_signs(text))
    text = without_unseen(text)
    front, spread, body_at, mistakes = _front_matter(text)
    first_line = text.count("\n", 0, body_at) + 1
    pieces = tuple(_pieces(text[body_at:], first_line))
    headings = [piece for piece in pieces if isinstance(piece, WrittenHeading)]
    if line := _unclosed_comment(text):
        # What stands below would be looked for its end again and again.
        mistakes.append((line, "this comment is not closed; end it with '-->'"))
        pieces = tuple(headings)
    fields = front.value if isinstance(front.value, dict) else {}
    return WrittenPage(
        {name: value for name, value in fields.items() if isinstance(value, str)},
        {name: front.line((name,)) for name in fields},
        spread,
        pieces,
        (*signs, *mistakes, *_first_headings(headings, first_line), *_unnamed(headings)),
    )


def _unclosed_comment(text: str) -> int:
    """The line of a comment that is opened and not closed; 0 where there is none."""
    open_, close = COMMENT
    place = 0
    while (start := text.find(open_, place)) >= 0:
        place = text.find(close, start) + len(close)
        if place < len(close):
            return text.count("\n", 0, start) + 1
    return 0


FIRST_HEADING = re.compile("^#", re.M)


Spread = dict[str, tuple[int, str]]  # WrittenPage.spread


def _front_matter(text: str) -> tuple[Marked, Spread, int, list[tuple[int, str]]]:
    """The front matter, which of it is spread, where the body begins, and what is wrong with it."""
    found = FRONT.match(text)
    if not found:
        mistakes = list(_no_front_matter(text.lstrip("\ufeff")))
        heading = FIRST_HEADING.search(text) if mistakes else None
        return Marked("", {}), {}, heading.start() if heading else 0, mistakes
    # The line of '---' stands for an empty one, so that lines count as in the file.
    above = "\n" * (found["above"].count("\n") + 1)
    front = read_bytes(f"{above}{found['fields']}".encode(), "")
    mistakes = [(problem.line, problem.message) for problem in front.problems]
    if below := LOOSE_BELOW.match(text, found.end()):
        line = text.count("\n", 0, below.start("field")) + 1
        mistakes.append((line, "this field stands below the head of the page; move it above '---'"))
    if found["above"]:
        mistakes.append((1, "front matter begins on the first line; delete what is empty above"))
    if not isinstance(front.value, dict):
        if not mistakes:
            mistakes.append((2, "front matter holds fields, as in 'title: The money'"))
        return Marked("", {}), {}, found.end(), mistakes
    spread = {name: front.spread[(name,)] for name in front.value if (name,) in front.spread}
    mistakes += _wrong_fields(front, spread)
    return front, spread, found.end(), mistakes


def _wrong_fields(
    front: Marked,
    spread: Spread,
) -> Iterator[tuple[int, str]]:
    """What is wrong with the fields of a page; what ends a folded text is no part of it."""
    for name, value in front.value.items():
        line = front.line((name,))
        if isinstance(value, str):
            value = front.value[name] = value.rstrip("\n")
        if name not in FIELDS:
            near = nearest_free(name, FIELDS, front.value)
            near = f"; did you mean '{near}'?" if near else f"; known here: {', '.join(FIELDS)}"
            hint = "; leave it out" if name in OF_OTHER_SITES else near
            yield line, f"unknown field '{name}'{hint}"
        elif message := _wrong_field(name, value):
            yield line, message
        elif name in PLAIN_FIELDS:
            begins, words = spread.get(name) or (line, value)
            for above, message in _marked(name, words):
                yield begins + above, message


def _wrong_field(
    name: str,
    value: object,
) -> str:
    """What is wrong with a field of the front matter; nothing where it can be read."""
    if name in OF_TOPICS and isinstance(value, list):
        return f"'{name}' is no list; write '{name}: {' '.join(map(str, value))[:LONGEST_ECHO]}'"
    if not isinstance(value, str) or not value.strip():
        given = "" if isinstance(value, str) else f", not {excerpt(value)}"
        return f"'{name}' must be words in one line{given}"
    if value != value.strip():
        return f"a space stands at an end of '{name}', which nobody sees; delete it"
    if name == "topic" and len(value.split()) > 1:
        return f"'topic' names the one topic that this page explains, not {excerpt(value)}"
    if name == "cards" and value not in ("true", "false"):
        return f"'cards' must be true or false, not {excerpt(value)}"
    return ""


def marked_words(
    name: str,
    words: str,
) -> str:
    """What is wrong with words that no Markdown is read in; nothing where they hold none."""
    return next((message for _, message in _marked(name, words)), "")


def _marked(
    name: str,
    words: str,
) -> Iterator[tuple[int, str]]:
    """The same, with the number of lines above it."""
    bare = "".join(NO_ENDS.sub("", one) if one.startswith(OPEN) else one for one in cut(words))
    if found := MARKS.search(bare):
        message = f"no Markdown is read in '{name}': {excerpt(found[0])}; write plain words"
        yield bare.count("\n", 0, found.start()), message


def _no_front_matter(text: str) -> Iterator[tuple[int, str]]:
    """What was meant as front matter and is none."""
    if text.startswith("---"):
        yield 1, "this front matter is not closed; end it with a line of '---'"
    elif text.startswith("+++") or LOOSE_FIELD.match(text):
        yield 1, "front matter stands between lines of '---', as in 'title: The money'"


def _pieces(
    body: str,
    first_line: int,
) -> Iterator[WrittenPiece]:
    # What stands in a fence is shown as it is, so neither headings nor calls are looked for there,
    # nor in a comment.
    bare = without_hidden(body)
    found = sorted(
        [*HEADING.finditer(bare), *BLOCK_CALL.finditer(bare)], key=lambda place: place.start()
    )
    end = 0
    for place in found:
        if place.start() < end:
            continue
        yield from _words(body, end, place.start(), first_line)
        line = first_line + body.count("\n", 0, place.start())
        if place.re is HEADING:
            words = without_comments(place["words"])
            yield _heading(line, len(place["marks"]), words.strip())
        else:
            yield WrittenBlock(line, place[0].strip())
        end = place.end()
    yield from _words(body, end, len(body), first_line)


def _heading(
    line: int,
    level: int,
    written: str,
) -> WrittenHeading:
    found = ID_OF_HEADING.search(written, max(written.rfind("{"), 0))
    if not found:
        return WrittenHeading(line, level, written, "")
    return WrittenHeading(line, level, written[: found.start()].rstrip(), found[1])


def _words(
    body: str,
    start: int,
    end: int,
    first_line: int,
) -> Iterator[WrittenWords]:
    if body[start:end].strip():
        text = with_empty_comments(body[start:end])
        yield WrittenWords(first_line + body.count("\n", 0, start), text)


def _with_an_id(heading: WrittenHeading) -> str:
    """The words of a heading, and an id as it should be, near to what was written for one."""
    meant = MEANT_AS_ID.search(heading.words)
    written = heading.id or (meant and meant["id"]) or ""
    name = re.sub(r"^[^#]*#|(?:^|\s)[.].*", "", written)
    id_ = in_plain_letters(name).lstrip("0123456789-")
    return f"{words_of(heading)} {{#{id_}}}" if id_ else f"{words_of(heading)} {ANY_ID}"


def as_heading(words: str) -> str:
    """Words as a heading below that of the page, with their id, or the place of one."""
    return f"## {_with_an_id(_heading(1, 2, words.strip()))}"


def words_of(heading: WrittenHeading) -> str:
    """The words of a heading without what was meant as its id and is none."""
    meant = None if heading.id else MEANT_AS_ID.search(heading.words)
    return heading.words[: meant.start()].rstrip() if meant else heading.words


def _without_closing(heading: WrittenHeading) -> str:
    words = CLOSING.sub("", heading.words)
    return f"{'#' * heading.level} {words} {{#{heading.id}}}"


def _first_headings(
    headings: list[WrittenHeading],
    line: int,
) -> Iterator[tuple[int, str]]:
    """A page without a heading of its own, and each that it has beside the first."""
    firsts = [heading for heading in headings if heading.level == 1]
    if not firsts:
        yield line, "a page begins with its own heading: # Words {#top}"
    elif headings[0].level > 1:
        message = "the heading of the page, with a single '#', stands before all others"
        yield firsts[0].line, message
    for heading in firsts[1:]:
        yield heading.line, "a page has one heading with a single '#'; write ## Words {#a-short-id}"


def _unnamed(headings: list[WrittenHeading]) -> Iterator[tuple[int, str]]:
    """Each heading without words, whose address would hang on its wording, or be there twice."""
    seen: dict[str, int] = {}
    for heading in headings:
        if not words_of(heading):
            yield heading.line, "this heading has no words; write ## Words {#a-short-id}"
        if heading.id and CLOSING.search(heading.words):
            yield heading.line, f"a heading ends with its id; write {_without_closing(heading)}"
        if heading.id and heading.words.endswith("{"):
            yield heading.line, f"the id of a heading stands in one brace: {{#{heading.id}}}"
        if not ID.fullmatch(heading.id):
            message = (
                "this heading has no lasting address; end it with an id of its own, lower-case "
                f"words and hyphens: {'#' * heading.level} {_with_an_id(heading)}"
            )
            yield heading.line, message
        elif heading.id in seen:
            first = seen[heading.id]
            yield (
                heading.line,
                f"the id '{heading.id}' is already on line {first}; ids are unique on a page",
            )
        elif heading.id.startswith(OF_THE_BUILD):
            message = "ids that begin like this are given by the build; give this heading another"
            yield heading.line, message
        elif heading.id in FRAME and heading.id != "top":
            message = f"every page has the id '{heading.id}' already; give this heading another id"
            yield heading.line, message
        seen.setdefault(heading.id, heading.line)
