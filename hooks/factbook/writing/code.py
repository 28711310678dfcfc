"""What of Markdown is shown as typed or not at all: code, and comments.

Nothing is taken for code that the converter would read: what it reads is held to every rule.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, pairwise

from ..record.kept import AT_HAND
from .lint import line_of
from .syntax import OPEN, cut

FENCE = re.compile(r"(?P<indent>[> \t]*)(?P<fence>`{3,}|~{3,})(?P<sort>[^`\n]{0,300})")
OPTION = r"(?:title=\"[^\"\n]*\"|(?:linenums|hl_lines)=\"[\d -]+\")"
SORT = re.compile(  # python title="read.py", or { .python title="read.py" }
    rf"[ \t]*(?:\.?[\w#.+-]+)?(?:[ \t]+{OPTION})*[ \t]*"
    rf"|[ \t]*\{{[ \t]*\.[\w+-]+(?:[ \t]+{OPTION})*[ \t]*\}}[ \t]*"
)
INDENT = "    "
# What holds indented paragraphs: items of lists, boxes, tabs, footnotes, meanings, quotations.
HOLDS = re.compile(r" *(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===[!+]?|>|:|\[\^|\*\[|///)")
ITEM = re.compile(r" *(?:[-*+]|\d+\.) +\S")
PLAIN_ITEM = re.compile(rf" *(?:[-*+]|\d+\.) +(?!{HOLDS.pattern})\S")
TAG_FIRST = re.compile(r" {0,3}<")
BOX = re.compile(rf"(?:{INDENT})*(?:!!!|\?\?\?\+?|===[!+]?) ")
QUOTE = re.compile(r" {0,3}> ?")
QUOTED = re.compile(r" *>")
ANY_LEVEL = 1_000  # deeper than any line is indented
# Within a paragraph; the converter takes a line that begins with a tag out of it before.
IN_A_LINE = re.compile(
    r"(?<![`\\])(`{1,9})(?!`)(?:[^\n]|\n(?![ \t]*(?:\n|<))){1,2000}?(?<!`)\1(?!`)"
)
COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*-->")
OWN_LINES = re.compile(rf"^ {{0,3}}(?P<comment>{COMMENT.pattern})[ \t]*$", re.M)


def without_fences(text: str) -> str:
    """A text with its fences of code blanked out, every line and sign where it was."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    return _without_lines(lines, _in_fences(lines))


def without_indented(text: str) -> str:
    """A text with its indented code blanked out, every line and sign where it was."""
    lines = text.split("\n")
    return _without_lines(lines, _indented(lines))


def _without_blocks(text: str) -> str:
    """The same, without indented code too."""
    lines = text.split("\n")
    return _without_lines(lines, _in_fences(lines) | _indented(lines))


def _without_lines(lines: list[str], left_out: Collection[int]) -> str:
    kept = (" " * len(line) if at in left_out else line for at, line in enumerate(lines))
    return "\n".join(kept)


def without_hidden(text: str) -> str:
    """The same, without the comments on lines of their own too."""
    if text.count("<!--") > text.count("-->"):  # refused; each would be looked for its end
        return without_fences(text)
    return OWN_LINES.sub(lambda found: _blank(found[0]), without_fences(text))


@lru_cache(maxsize=AT_HAND)
def without_code(text: str, in_html: bool = False) -> str:
    """A text with its code, calls and comments blanked out, every line and sign where it was.

    Within a block of HTML nothing is code for being indented.
    """
    pieces = cut(without_fences(text) if in_html else _without_blocks(text))
    bare = "".join(_blank(piece) if piece.startswith(OPEN) else piece for piece in pieces)
    bare = OWN_LINES.sub(lambda found: _blank(found[0]), bare)
    bare = IN_A_LINE.sub(lambda found: f"`{_blank(found[0][1:-1])}`", bare)
    return COMMENT.sub(lambda found: _blank(found[0]), bare)


def with_empty_comments(text: str) -> str:
    """A text whose comments say nothing, every line and sign where it was."""
    pieces, end = [], 0
    for first, last in _comments(text):
        said = text[first + len("<!--") : last - len("-->")]
        pieces += [text[end:first], f"<!--{_blank(said)}-->"]
        end = last
    return "".join([*pieces, text[end:]])


def without_comments(text: str) -> str:
    """A text without its comments, and without the lines on which nothing else stands."""
    pieces, end = [], 0
    for first, last in _comments(text):
        begins = text.rfind("\n", 0, first) + 1
        if not text[begins:first].strip() and text[last : last + 1] in ("\n", ""):
            first, last = begins, last + 1
        pieces.append(text[end:first])
        end = last
    return "".join([*pieces, text[end:]])


def _comments(text: str) -> list[tuple[int, int]]:
    """Where each comment begins and ends, of those that are no code."""
    if not 0 < text.count("<!--") <= text.count("-->"):  # more are refused, as above
        return []
    bare = _without_blocks(text)
    alone = [found.span("comment") for found in OWN_LINES.finditer(bare)]
    bare = OWN_LINES.sub(lambda found: _blank(found[0]), bare)
    bare = IN_A_LINE.sub(lambda found: _blank(found[0]), bare)
    return sorted([*alone, *(found.span() for found in COMMENT.finditer(bare))])


def unclosed_code(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for what begins code and does not end it: what follows may be code or not."""
    lines = text.split("\n")
    for number, found in _unclosed(lines, _in_fences(lines) | _indented(lines)):
        yield number + 1, f"this code is not closed; end it with a line of {found['fence']}"
    bare = without_hidden(text)
    for comment in COMMENT.finditer(bare):
        if "`" in comment[0]:
            message = "a comment that holds '`' stands on lines of its own"
            yield line_of(bare, comment.start()), message


def unread_sorts(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each sort of code that is not read, so that its fence is none."""
    for number, line in enumerate(text.split("\n"), 1):
        found = FENCE.fullmatch(line)
        if found and not SORT.fullmatch(found["sort"]) and not DIAGRAM.match(line):
            fence = found["fence"]
            message = "the sort of this code is not read; write it as"
            yield number, f'{message} {fence}python title="…"'


def calls_in_code(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each call that would be filled in though code is shown as typed."""
    lines = text.split("\n")
    in_fences, indented = _in_fences(lines), _indented(lines)
    end = next((number for number, _ in _unclosed(lines, in_fences | indented)), len(lines))
    for number, line in enumerate(lines[:end]):
        if OPEN in line and number in in_fences:
            yield number + 1, f"{CALL_IN_CODE}; {APART}"
        elif OPEN in line and number in indented:
            yield number + 1, f"{CALL_IN_CODE}; {INDENTED}"
    bare = without_hidden(text)
    for found in IN_A_LINE.finditer(bare):
        if OPEN in found[0]:
            yield line_of(bare, found.start()), f"{CALL_IN_CODE}; {APART}"


SENTENCES = re.compile(r"[^\W\d_a-z](?:[^{}<>=;|$`\\#_]|\n)*[.!?。]\s*")
FEWEST_WORDS = 4
HEADING_WITH_ID = re.compile(r"#{1,6} [^\n]+ \{#[\w-]+\}")


def indented_sentences(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each paragraph that is code for its indentation, and is none."""
    lines = without_fences(text).split("\n")
    indented = _indented(lines)
    for number in indented:
        if number - 1 in indented or not (words := _block_at(lines, indented, number)):
            continue
        is_sentence = SENTENCES.fullmatch(words) and len(words.split()) >= FEWEST_WORDS
        if is_sentence or HEADING_WITH_ID.fullmatch(words):
            message = "four spaces at the start of these lines make them code; take them away"
            yield number + 1, f"{message}, or put code between two lines of ```"


def _block_at(
    lines: list[str],
    indented: Collection[int],
    first: int,
) -> str:
    """The lines of indented code that follow each other from one on."""
    last = first
    while last + 1 in indented:
        last += 1
    return "\n".join(line.strip() for line in lines[first : last + 1])


def _unclosed(lines: list[str], inside: Collection[int]) -> Iterator[tuple[int, re.Match[str]]]:
    """The first line that begins code which does not end, with its number, if any does."""
    for number, line in enumerate(lines):
        if number not in inside and (found := FENCE.fullmatch(line)):
            yield number, found
            return


CALL_IN_CODE = "a call in code would be printed as HTML"
APART = "take it out of the code, or show it with its braces apart: { { … } }"
INDENTED = "four spaces at the start of its lines make this paragraph code: take them away"


DIAGRAM = re.compile(r"[> \t]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?:mermaid|plantuml|math)\b")


def diagrams(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for what other sites draw from a text, and this one prints as typed."""
    lines = text.split("\n")
    for first, _ in fences(lines):
        if DIAGRAM.match(lines[first]):
            yield first + 1, 'nothing is drawn from text here; use {{ chart("…") }}, or words'


def fences(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each fence that is closed, counted from 0.

    One whose sort is not read is told, and taken for the code that it was meant as.
    """
    first, indent, end = -1, "", ""
    for number, line in enumerate(lines):
        if first < 0:
            found = FENCE.fullmatch(line)
            if found:
                first, indent, end = number, found["indent"], found["fence"]
        elif line.rstrip(" \t") == indent + end:
            yield first, number
            first = -1
        elif line.strip("> \t") and not line.startswith(indent):
            first = -1  # what stands further left ends the list or quotation around it


def _in_fences(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines of code in fences, those of the fences too."""
    spans = (range(first, last + 1) for first, last in fences(lines))
    return frozenset(chain.from_iterable(spans))


def _indented(written: list[str]) -> frozenset[int]:
    """The numbers of the lines of indented code, in quotations too."""
    lines = [line.expandtabs(len(INDENT)) for line in written]
    found = _indented_in(lines)
    if any(map(TAG_FIRST.match, lines)):
        return frozenset(found)
    for quoted in _quotations(lines):
        within = _indented_in([QUOTE.sub("", lines[number]) for number in quoted])
        found.update(quoted[number] for number in within)
    return frozenset(found)


def _indented_in(lines: list[str]) -> set[int]:
    """The numbers of the lines in paragraphs that nothing further left holds."""
    found: set[int] = set()
    is_html = False  # from the first tag at the start of a line on
    held, begins = 0, True  # by how many levels what stands further left holds what is indented
    above = ""
    for number, (line, below) in enumerate(pairwise([*lines, ""])):
        if not line.strip():
            begins = True
            continue
        if not is_html and level_of(line) > held and (begins or number - 1 in found):
            found.add(number)
        elif begins:
            held = _held_below(line, held)
        elif HOLDS.match(line):
            held = ANY_LEVEL if number - 1 in found else _held_within(line, above, held)
        is_html = is_html or bool(TAG_FIRST.match(line))
        begins = begins and bool(BOX.match(line)) and level_of(below) > level_of(line)
        above = line
    return found


def _quotations(lines: list[str]) -> Iterator[list[int]]:
    """The numbers of the lines of each quotation all of whose lines have its sign."""
    quoted: list[int] = []
    is_sure, begins = True, True
    for number, line in enumerate([*lines, "", "-"]):
        is_quoted = bool(QUOTE.match(line))
        if line.strip() and begins and not is_quoted:
            if quoted and is_sure:
                yield quoted
            quoted, is_sure = [], True
        elif line.strip():
            is_sure = is_sure and is_quoted and (begins or bool(quoted))
        if is_quoted or (quoted and not line.strip() and number < len(lines)):
            quoted.append(number)
        begins = not line.strip()


def _held_below(line: str, held: int) -> int:
    """By how many levels a line holds what is indented below; those above it held so far."""
    if PLAIN_ITEM.match(line) or BOX.match(line):
        return level_of(line) + 1
    if QUOTED.match(line) or not HOLDS.match(line):
        return min(level_of(line), held)
    return ANY_LEVEL


def _held_within(line: str, above: str, held: int) -> int:
    """The same of a line that has its sign within a paragraph; any where nobody can tell."""
    if held > level_of(line) + 1 or BOX.match(line):
        return ANY_LEVEL
    if QUOTED.match(line):
        return held if QUOTED.match(above) else ANY_LEVEL
    return _held_below(line, held)


def level_of(line: str) -> int:
    """By how many steps of four spaces a line is indented."""
    return (len(line) - len(line.lstrip(" "))) // len(INDENT)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
