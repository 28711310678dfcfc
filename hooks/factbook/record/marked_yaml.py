"""YAML text -> plain values that remember the line they were written on.

Every scalar stays the text its author wrote: `no` is not False, `2026-07` is not a date. Of YAML
it reads texts, lists and groups of fields; anchors, aliases and tags are refused, so that a file
says no more than what stands in it.
"""

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import is_normalized, normalize

import yaml

from .indents import id_too_deep, item_among_fields, no_part_of_list, uneven_line
from .problems import Level, Problem, excerpt, refused_by_the_system
from .unseen import ODD_SPACES, first_unseen, unseen_sign, unseen_signs, without_unseen

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]
PARTED = re.compile("[\u1100-\u11ff]+")  # Hangul in its single letters, as macOS names files
VERSIONS = re.compile("^(?:<{7}|>{7})(?= |$)", re.M)  # as git marks what two people wrote
NOTHING = ("~", "null", "Null", "NULL")  # what other readers of YAML take for no value at all
COLON_WITHOUT_SPACE = re.compile(r"\s*(- )?[\w-]+(\uff1a|:(?=[^\s/])|:\xa0)")
INDENTED_ODDLY = re.compile(rf" *(?:- *)*[{ODD_SPACES}]")
TAGS_OF_YAML = "tag:yaml.org,2002:"  # how !!str, !!int and their like are read
MARK = re.compile(r"(?:---|\.\.\.)(?=\s|$)")  # at the start of a line it always parts a file
ANNOUNCES = re.compile(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?")  # a text on the lines below
IN_QUOTES = re.compile(r"""(?P<quote>["'])(?P<words>.*)(?P=quote)""", re.S)
FIELD = re.compile("[a-z_]+")
LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A whole text, but for words of the interface that are filled in: “{title}”.
IN_CURLY_QUOTES = re.compile("[“„”]([^“”„{}]+)[“”]|[‘‚’]([^‘‚’{}]+)[‘’]")
# Where nothing but a comment is written; one that is meant so stands off by two spaces.
ALL_CUT_OFF = re.compile(r":?\s?(#\s*\S.*)")
CUT_OFF = re.compile(r"\s+#[^\s#]")  # a comment of an author has a space behind its sign
FILES_AT_HAND = 1000  # several times what a record has, so that each build finds the last one's
# Several times what any record holds: a larger one is a slip, and would cost minutes.
LARGEST_FILE = 1_000_000  # bytes
LONGEST_TEXT = 10_000  # letters
DEEPEST = 20  # lists and groups of fields, one in the other


@dataclass(eq=False)
class Marked:
    """What a file says, and for each path into it the line where that stands.

    One is equal to itself alone, so that what a file gives can be kept.
    """

    file: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    # Texts that stand on several lines, or below their field: the first one, and as they stand.
    spread: dict[Path_, tuple[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # what tells each record from all others
    # What was read of it where nothing is wrong, by the first language of the site.
    records: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(
        self,
        path: Path_,
        message: str,
        level: Level = "error",
    ) -> Problem:
        return Problem(self.file, self.line(path), message, level)


@lru_cache(maxsize=FILES_AT_HAND)
def read_bytes(written: bytes, shown_as: str) -> Marked:
    """The values of a file with their lines; what cannot be read is told in `.problems`.

    A server reads again only what was edited. What is given is shared, so nobody changes it.
    """
    marked = Marked(shown_as)
    try:
        text = text_of(written, may_hold_signs=True).removeprefix("\ufeff")
        signs = [Problem(shown_as, line, message) for line, message in unseen_signs(text)]
        marked.problems += signs
        text = without_unseen(text)
        if marks := list(marks_within(text, shown_as)):
            marked.problems += marks
            return marked
        events = yaml.parse(text, Loader=Loader)
        marked.value = _Reader(marked, events, text.split("\n")).document()
        marked.marks = _marks_in(marked.value)
    except CannotRead as error:
        marked.problems.append(error.problem(shown_as))
    except yaml.MarkedYAMLError as error:
        marked.problems.append(broken_yaml(text, error).problem(shown_as))
    return marked


def without_quotes(written: str) -> str:
    """A text as YAML reads it that stands in quotes, or in none."""
    found = IN_QUOTES.fullmatch(written)
    return found["words"] if found else written


def _marks_in(value: object) -> dict[str, str]:
    """For each record of a file all that is written of it, in short."""
    records = value if isinstance(value, dict) else {}
    marks: dict[str, str] = {}
    for id_, written in records.items():
        told = repr(written).encode("utf-8", "surrogatepass")
        marks[id_] = sha256(told).hexdigest()
    return marks


Parse = Callable[[bytes, str], Marked]  # what a file holds, and how messages call it


def read(path: Path, shown_as: str, parse: Parse = read_bytes) -> Marked:
    """The same of a file on the disk."""
    try:
        written = read_file(path)
    except CannotRead as error:
        return Marked(shown_as, problems=[error.problem(shown_as)])
    return parse(written, shown_as)


# ---------------------------------------------------------------- files

NOT_UTF8 = "this file is not UTF-8; save it again as UTF-8"


class CannotRead(Exception):
    """Why a file cannot be read, and at which line."""

    def __init__(self, message: str, line: int = 1):
        super().__init__(message)
        self.message, self.line = message, line

    def problem(self, file: str) -> Problem:
        return Problem(file, self.line, self.message)


def read_file(path: Path) -> bytes:
    """What a file holds; raises CannotRead where there is no such file, or too large a one."""
    if is_endless(path):
        raise CannotRead("this file cannot be read: it is a pipe or a device")
    try:
        written = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"this file cannot be read: {refused_by_the_system(error)}") from None
    if len(written) > LARGEST_FILE:
        message = f"this file has {len(written):,} bytes; split it: {LARGEST_FILE:,} are the most"
        raise CannotRead(message)
    return written


def is_endless(path: Path) -> bool:
    """True for what stands among files and is none: a pipe, which nobody may ever write into."""
    try:
        mode = os.stat(path).st_mode
    except OSError:  # nothing stands there
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@lru_cache(maxsize=FILES_AT_HAND)
def text_of(
    written: bytes,
    may_hold_signs: bool = False,
) -> str:
    """The text of a file, its lines ended in one way and its Hangul in whole syllables.

    Raises CannotRead where it is none, or holds two versions of itself, or signs that nobody sees
    and that it may not hold.
    """
    text = code_of(written)
    sign = None if may_hold_signs else first_unseen(text.removeprefix("\ufeff"))
    if sign:
        line, message = sign
        raise CannotRead(message, line)
    if is_normalized("NFC", text):
        return text
    return PARTED.sub(lambda letters: normalize("NFC", letters[0]), text)


def code_of(written: bytes) -> str:
    """The text of a file of code, in which any sign may stand, its lines ended in one way.

    Raises CannotRead where it is none, or holds two versions of itself.
    """
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = written[: error.start].count(b"\n") + 1
        raise CannotRead(NOT_UTF8, line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    has_marks = "<<<<<<<" in text or ">>>>>>>" in text  # found in a tenth of the time
    if has_marks and (found := VERSIONS.search(text)):
        message = "two versions meet here; keep all that holds, and delete the lines that mark them"
        raise CannotRead(message, text.count("\n", 0, found.start()) + 1)
    return text


def marks_within(text: str, file: str) -> Iterator[Problem]:
    """Each mark with which a file ends before its last line, or a second document begins."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _is_said(line)]
    for place, (number, line) in enumerate(lines):
        if not (found := MARK.match(line)):
            continue
        if found[0] == "---" and place:
            yield Problem(file, number, "a second document begins here; delete '---'")
        elif found[0] == "..." and place < len(lines) - 1:
            yield Problem(file, number, "'...' ends the file here; delete it")


def _is_said(line: str) -> bool:
    """False for an empty line, a comment, and a line that only names the version of YAML."""
    return bool(line.strip()) and not line.lstrip().startswith("#") and line[0] != "%"


# What YAML's own reader says, in part, and what an author can do about it.
REMEDIES = {
    "mapping values are not allowed": "a second colon stands in this line, or the indentation is "
    "wrong; put a text with ': ' in quotes",
    "expected comment or line break": "'>' and '|' begin a text on the next line; put this one in "
    "quotes",
    "cannot start any token": "put a text that begins with this sign in quotes",
    "alphabetic or numeric character": "put a text that begins with '&' or '*' in quotes",
    "mapping keys are not allowed": "put a text that begins with '?' in quotes",
    "invalid Unicode character escape": "write the sign itself, not its number",
    "hexdecimal": "write the sign itself, not its number",
    "unknown escape character": "write \\\\ for a '\\', or put the text in single quotes",
    "expected node content": "a comma too many stands here, or brackets do not pair",
    "unexpected end of stream": "a quotation mark opens here and is not closed",
    "did not find expected ',' or": "a bracket or brace opens above and is not closed, or text "
    "with a comma, a colon or quotation marks stands in it without quotes",
    "found unexpected ':'": "a space and a value stand behind the colon of a field; leave out "
    "an empty one",
    "block sequence entries": "a list in one line is written [a, b]; one whose items begin with "
    "'- ' begins on a line of its own",
}


def broken_yaml(text: str, error: yaml.MarkedYAMLError) -> CannotRead:
    """What is wrong with a file that is not YAML, and where it most likely begins."""
    reason = str(error.problem)
    is_unclosed = "unexpected end of stream" in reason
    mark = (error.context_mark if is_unclosed else None) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = ["", *text.split("\n"), ""]
    here, above = lines[line], lines[line - 1]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return CannotRead("a tab stands here; indent with spaces", line)
    for at, written in ((line, here), (line - 1, above)):
        if INDENTED_ODDLY.match(written):
            return CannotRead("a space of another sort stands here; type it anew", at)
        if re.search("mapping|simple key", f"{reason} {error.context}") and (
            COLON_WITHOUT_SPACE.match(written)
        ):
            return CannotRead("write a colon and a space after the name of the field", at)
    if told := _where_it_begins(text, error):
        line, message = told
        return CannotRead(f"this is not YAML ({reason}){message}", line)
    hint = "check the indentation, quotes and colons here"
    hint = next((told for words, told in REMEDIES.items() if words in reason), hint)
    return CannotRead(f"this is not YAML ({reason}); {hint}", line)


KEY = re.compile(r"\s*(?:- )?[\w-]+:(?=\s|$)")
LANGUAGE_IN_LINE = re.compile(r"\s*(?:- )?[\w-]+: +[a-z]{2,3}: ")
OF_INDENTS = "mapping values are not|expected key|expected <document start>|'-' indicator"
NO_COLON = "could not find expected ':'"
NO_FIELD = "; a field is 'name: value', and a text goes on below, indented deeper than its name"
BEHIND_QUOTES = (
    "; the text goes on behind a closing quotation mark; one is missing, or all of it stands in "
    "quotes of the other sort, '…' or \"…\""
)


def _where_it_begins(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str] | None:
    """The line that an author has to mend where it is not the one that YAML stumbles over."""
    mark = error.problem_mark
    if not mark:
        return None
    context = error.context_mark or mark
    reason, lines = str(error.problem), [*text.split("\n"), ""]
    here, first = lines[mark.line], context.line
    if LANGUAGE_IN_LINE.match(here):
        return mark.line + 1, "; write words in several languages as {en: …, ko: …}"
    if NO_COLON in reason:
        return first + 1, NO_FIELD
    if "'-' indicator" in reason and KEY.match(here) and mark.column == context.column:
        return _half_a_list(lines, first, mark.line, mark.column)
    if "expected key" in reason and here.lstrip().startswith("- "):
        return mark.line + 1, item_among_fields(lines, mark.line)
    if told := _behind_quotes(text, mark):
        return told
    if re.search(OF_INDENTS, reason) and (uneven := uneven_line(lines, mark.line)):
        line, message = uneven
        return line + 1, message
    if "expected ',' or" in reason and first < mark.line and KEY.match(here):
        return first + 1, "; a bracket or brace opens here and is not closed"
    return None


def _half_a_list(lines: list[str], first: int, last: int, column: int) -> tuple[int, str]:
    """What is said where some fields of one depth begin with '- ', and others do not."""
    dashes = [line for line in lines[first:last] if line[:column].isspace() and line[column] == "-"]
    where = first if len(dashes) == 1 else last
    other = f"line {last + 1} goes on without it" if where == first else "here it goes on without"
    begins = f"; '- ' begins a list on line {first + 1}"
    instead = no_part_of_list(lines, first, column) if where == last else ""
    return where + 1, f"{begins}, and {other}; write it each time, or never{instead}"


def _behind_quotes(text: str, mark: Any) -> tuple[int, str] | None:
    """What is said where a text in quotes, or a list, ends before its author meant it to."""
    before = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=Loader):
            if (token.start_mark.line, token.start_mark.column) >= (mark.line, mark.column):
                break
            before = token
    if not before or before.end_mark.line != mark.line:
        return None
    if isinstance(before, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
        return mark.line + 1, "; text stands behind a bracket that closes; put all of it in quotes"
    if not isinstance(before, yaml.ScalarToken) or before.style not in ("'", '"'):
        return None
    opened = before.start_mark.line
    if opened < mark.line:
        message = f"; a quotation mark opens here, and the next one is on line {mark.line + 1}"
        return opened + 1, f"{message}; close it where the text ends"
    return mark.line + 1, BEHIND_QUOTES


# ---------------------------------------------------------------- values


class _Reader:
    """Takes the events of a YAML file one by one, so that nothing is made that is refused."""

    def __init__(
        self,
        marked: Marked,
        events: Iterator[yaml.Event],
        lines: list[str],
    ):
        self.marked, self.events = marked, events
        self.lines = lines

    def document(self) -> object:
        """The value of the file; a group without fields where nothing is written."""
        next(self.events)  # the start of the file
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return {}
        value = self._value(next(self.events), ())
        next(self.events)  # the end of the document
        next(self.events)  # of the file, which is no YAML if it goes on
        return value

    def _value(
        self,
        event: yaml.Event,
        path: Path_,
    ) -> object:
        self.marked.lines.setdefault(path, _line(event))
        _refuse(event)
        if len(path) > DEEPEST:
            message = f"this is nested more than {DEEPEST} deep; no record goes so deep"
            raise CannotRead(message, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        self._note_spread(event, path)
        return self._word(event)

    def _note_spread(
        self,
        event: Any,
        path: Path_,
    ) -> None:
        """Note on which lines a text stands; with signs that stand for others it reads as one."""
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            return
        written = [*self.lines[start.line : end.line], self.lines[end.line][: end.column]]
        written[0] = written[0][start.column :]
        is_below = ANNOUNCES.fullmatch(written[0].strip())
        lines = [line.strip() for line in written[1 if is_below else 0 :]]
        words = without_quotes("\n".join(lines).rstrip())
        if words.split() == event.value.split():
            self.marked.spread[path] = (start.line + (2 if is_below else 1), words)

    def _word(self, event: Any) -> str:
        if event.implicit[0] and event.value in NOTHING:
            message = f"'{event.value}' is nothing in YAML; leave the field out, or quote the word"
            self._tell(_line(event), message)
        if event.implicit[0]:
            self._tell_what_is_cut(event.value, event.end_mark)
        return self._text(event)

    def _tell_what_is_cut(
        self,
        text: str,
        end: Any,
    ) -> None:
        """What YAML takes for a comment behind a text without quotes: the 1 of 'number #1'."""
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if not text and (found := ALL_CUT_OFF.match(rest)):
            message = f"{excerpt(found[1].rstrip())} is a comment, so that nothing is written here"
            remedy = "put a text that begins with '#' in quotes"
            self._tell(end.line + 1, f"{message}; {remedy}")
        elif CUT_OFF.match(rest):
            message = f"{excerpt(rest.strip())} is lost: '#' begins a comment here; put the text"
            self._tell(end.line + 1, f"{message} in quotes, or write a space behind '#'")

    def _text(self, event: Any) -> str:
        text: str = event.value
        if len(text) > LONGEST_TEXT:
            message = f"this text has {len(text):,} letters; {LONGEST_TEXT:,} are the most"
            raise CannotRead(message, _line(event))
        # The file itself holds no such sign; only between these quotes may one be written as \x07.
        if event.style == '"' and (message := unseen_sign(text)):
            self.marked.problems.append(Problem(self.marked.file, _line(event), message))
        if not event.style and (typed := IN_CURLY_QUOTES.fullmatch(text)):
            words = excerpt(typed[1] or typed[2])[1:-1]
            told = f'these quotes would be printed; write "{words}" in straight ones, or'
            self._tell(_line(event), f"{told} {excerpt(text)} where they belong to the text")
        return text

    def _list(self, path: Path_) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(
        self,
        path: Path_,
        in_braces: bool,
    ) -> object:
        mapping: dict[str, object] = {}
        bare: list[tuple[str, int]] = []  # words without a colon
        twice: dict[int, str] = {}  # the names that stand here already, by their lines
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, line = self._key(event), _line(event)
            here, value_event = (*path, key), next(self.events)
            if key in mapping:
                twice[line] = key
                self._value(value_event, (*here, ""))
                continue
            self.marked.lines[here] = line
            value = self._value(value_event, here)
            if in_braces and _is_nothing(value_event) and not self._has_colon(event):
                bare.append((key, line))
                if not FIELD.fullmatch(key):
                    continue  # a part of a text, which nothing asks for
            mapping[key] = value
        if twice:
            self._tell_twice(path, mapping, twice)
        words = [key for key, _ in bare]
        if words and {*mapping} <= {*words} and all(map(LIKE_AN_ID.fullmatch, words)):
            remedy = f"a list stands in brackets: [{', '.join(words)}]"
            self._tell(bare[0][1], f"{remedy}; in braces each field has a value")
            return words
        for key, line in bare:
            self._tell(line, f"{excerpt(key)} has no value{self._remedy_of_nothing(key, line)}")
        return mapping

    def _tell_twice(
        self,
        path: Path_,
        mapping: dict[str, object],
        twice: Mapping[int, str],
    ) -> None:
        """Names that stand twice: each by itself, or all those of a record that lacks its id."""
        first_lines = {key: self.marked.lines[*path, key] for key in mapping}
        cut = min(twice)
        if stray := self._id_among_fields(path, mapping, twice):
            fellow = self.marked.lines[path] - 1
            self._tell(first_lines[stray], id_too_deep(stray, self.lines, fellow))
            for key in [key for key, line in first_lines.items() if line >= first_lines[stray]]:
                del mapping[key]
            return
        if path and len(twice) > 1 and cut > max(first_lines[key] for key in twice.values()):
            begins = "with '- '" if isinstance(path[-1], int) else "with its id, as in 'my-id:'"
            message = f"the fields of another begin here or above, such as {excerpt(twice[cut])}"
            self._tell(cut, f"{message}; begin it {begins}, or take them out")
            for key in [key for key, line in first_lines.items() if line > cut]:
                del mapping[key]
            return
        for line, key in twice.items():
            first = first_lines[key]
            self._tell(
                line, f"{excerpt(key)} is here a second time (first on line {first}); keep one"
            )

    def _id_among_fields(
        self,
        path: Path_,
        mapping: dict[str, object],
        twice: Mapping[int, str],
    ) -> str:
        """The one empty name behind which fields stand that stood before it; '' where none is.

        What has that name elsewhere in the file is a field that was left empty.
        """
        if not path or isinstance(path[-1], int):
            return ""
        named = Counter(place[-1] for place in self.marked.lines if place)
        empty = [key for key, value in mapping.items() if value == "" and named[key] == 1]
        if len(empty) != 1:
            return ""
        line = self.marked.lines[*path, empty[0]]
        stood = max(self.marked.lines[*path, key] for key in twice.values())
        return empty[0] if stood < line < min(twice) else ""

    def _has_colon(self, key: Any) -> bool:
        """True for the name of a field that was left empty; without a colon it is part of a text.

        That the field is empty a rule tells.
        """
        line = self.lines[key.end_mark.line]
        return line[key.end_mark.column :].lstrip().startswith(":")

    def _remedy_of_nothing(self, key: str, line: int) -> str:
        if re.match(r"\w+:\S", key):
            return "; write a space behind the colon"
        if key[:1].isdigit():
            return (
                "; a comma in braces begins a new field, so quote a text or a number that has one"
            )
        if re.search("[“”„]", self.lines[line - 1]):
            return '; a text with a comma stands in straight quotes, "…"'
        return "; a text with a comma stands in quotes"

    def _key(self, event: yaml.Event) -> str:
        _refuse(event)
        if not isinstance(event, yaml.ScalarEvent):
            message = "the name of a field is a word; put a text with braces or brackets in quotes"
            raise CannotRead(message, _line(event))
        return self._text(event)

    def _tell(
        self,
        line: int,
        message: str,
    ) -> None:
        self.marked.problems.append(Problem(self.marked.file, line, message))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refuse(event: Any) -> None:
    """Raises CannotRead for what YAML knows and no record needs."""
    if not event.anchor and not event.tag:
        return
    if isinstance(event, yaml.AliasEvent):
        message = f"'*{event.anchor}' repeats what stands elsewhere; write it out, or in quotes"
    elif event.anchor and not isinstance(event, yaml.ScalarEvent):
        message = f"'&{event.anchor}' and '<<' repeat what stands elsewhere; write the fields out"
    elif event.anchor:
        message = f"'&{event.anchor}' is no part of a text here; put the whole text in quotes"
    elif event.tag.startswith(TAGS_OF_YAML):
        tag = event.tag.removeprefix(TAGS_OF_YAML)
        message = f"leave '!!{tag}' out; a text that begins so stands in quotes"
    else:
        message = "'!' begins no text here; put the whole text in quotes"
    raise CannotRead(message, _line(event))


def _is_nothing(event: Any) -> bool:
    """True where nothing is written, not even a pair of quotation marks."""
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0] and not event.value
