"""The calls in a text of an author, such as figure("kind/id#figure"), read by Python's own parser.

A text can name a call and give it plain words, nothing else: no expression, no attribute, no
statement. So whatever a text holds, it reaches the calls of calls.py and nothing behind them.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..meaning.particles import pair_before
from ..record.kept import AT_HAND
from ..record.problems import LONGEST_ECHO, excerpt
from ..record.unseen import unseen_sign

OPEN, CLOSE = "{{", "}}"
WORDLESS = ("cite", "chart", "part")  # calls that print no word that a particle could follow
CLOSING_MARKS = r"(?:\*{1,3}|~~|==|\^\^|[’”'\"」』》〉])*"
LONGEST = 4_000  # letters of one call; a longer one is a slip, and costs the parser its stack
EXAMPLE = '{{ figure("kind/id#figure") }}'
# All calls, for remedies: what each takes stands in calls.py.
NAMES = (
    *("figure", "ratio", "share", "change", "total", "promises", "record_end", "cite", "link"),
    *("chart", "term", "office", "dated", "part", "plain"),
)
TWO_BRACES = "a call stands between two braces, not three; leave the third out"
NOT_JOINED = "nothing is joined to a call; leave out what stands behind its bracket"
JOINED = re.compile(r"\)\s*~")  # as other engines join words
NO_WORDS = {  # what stands in no text but as a call
    OPEN: f"this call is not closed; write it as {EXAMPLE}",
    "{%": f"only calls stand in a text, such as {EXAMPLE}; '{{%' is none",
}

# A tag of other engines, with all that one of these stands around.
AROUND = "raw|verbatim|comment|highlight"
TAG = re.compile(
    rf"\{{%[-+]?\s*(?P<around>{AROUND})\b[^%]*%\}}"
    rf".{{0,{LONGEST}}}?\{{%[-+]?\s*end(?P=around)\s*[-+]?%\}}"
    rf"|\{{%[-+]?\s*(?P<name>[\w-]*).{{0,{LONGEST}}}?%\}}",
    re.S,
)
NOT_TAKEN_IN = 'nothing is taken in from another file; use {{ part("…") }}'
GOES_ON = re.compile("end.*|else|els?e?if|when")
REMEDIES = {
    "set assign capture with let": f"call a fact where it is printed, as in {EXAMPLE}",
    "include include-markdown import from extends render": NOT_TAKEN_IN,
    "raw verbatim": "in `code` a call is shown with its braces apart: { { … } }",
    "comment": "a comment is written <!-- so -->",
    "highlight": "code stands between two lines of ```",
    "link url ref": "a link is written [words](page.md)",
}
BY_TAG = {tag: remedy for tags, remedy in REMEDIES.items() for tag in tags.split()}
NO_REMEDY = f"write the words that stand there, and for each fact a call, as in {EXAMPLE}"


@dataclass(frozen=True)
class Call:
    """A call in a text, and the Korean particle that is to follow what it prints."""

    line: int
    name: str
    arguments: tuple[object, ...] = ()
    options: dict[str, object] = field(default_factory=dict)
    particle: str | None = None
    is_said: bool = True  # False where it gives its particle alone: **{{ call }}**은


class Unreadable(Exception):
    """What is wrong with a call that cannot be read, and how many lines below the start it is."""

    def __init__(self, message: str, below: int = 0):
        super().__init__(message)
        self.below = below


def split(text: str) -> list[str | Call]:
    """A text as words and calls, in turn; raises Unreadable at a call that cannot be read.

    A Korean particle that follows a call at once is the call's: it is fitted to what is printed.
    """
    pieces: list[str | Call] = []
    for _, piece in _pieces(text):
        before = pieces[-1] if pieces else ""
        if isinstance(piece, str) and isinstance(before, Call) and before.name not in WORDLESS:
            pieces[-1:] = _with_its_particle(before, piece)
        else:
            pieces.append(piece)
    return pieces


def _with_its_particle(call: Call, words: str) -> list[str | Call]:
    """A call and the words behind it, whose particle is the call's.

    Marks that close around the call stand before its particle: ‘{{ call }}’은.
    """
    marks = _closing_marks(words)
    pair, rest = pair_before(words[len(marks) :])
    if not pair:
        return [call, words]
    if not marks:
        return [replace(call, particle=pair), rest]
    return [call, marks, replace(call, particle=pair, is_said=False), rest]


def _closing_marks(words: str) -> str:
    """The quotes and marks of Markdown that words begin with; nothing where they have none."""
    found = re.match(CLOSING_MARKS, words)
    return found[0] if found else ""


@lru_cache(maxsize=AT_HAND)
def find_calls(text: str) -> tuple[tuple[Call, ...], tuple[tuple[int, str], ...]]:
    """All calls in a text, and (line, message) for each that cannot be read."""
    calls: list[Call] = []
    wrong = list(_tags(text))
    words, before = "", ""
    for line, written in _lines(without_tags(text)):
        is_in_braces = words.rfind("{") > words.rfind("}")  # {#{{ call }}}, told as an id
        if before.startswith(OPEN) and written.startswith("}") and not is_in_braces:
            wrong.append((line, TWO_BRACES))
        words, before = before, written
        try:
            piece = _piece(line, written)
        except Unreadable as error:
            wrong.append((line + error.below, str(error)))
        else:
            if isinstance(piece, Call):
                calls.append(piece)
    return tuple(calls), tuple(wrong)


def without_tags(text: str) -> str:
    """A text with the tags of other engines blanked out, every line where it was."""
    if "%}" not in text:  # however many are begun
        return text
    return TAG.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


REMARK = re.compile(rf"\{{#.{{0,{LONGEST}}}?#\}}", re.S)  # as other engines write them


def loose_signs(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each sign of a call that closes none, and is printed as it is typed."""
    if CLOSE not in text:
        return
    open_ = 0  # braces that are not closed yet
    for line, words in _lines(text):
        if words.startswith(OPEN):
            continue
        for found in re.finditer(r"\}\}|[{}]", words):
            if found[0] == CLOSE and open_ == 0:
                message = f"this '{CLOSE}' closes no call, and is printed; leave it out"
                yield line + words.count("\n", 0, found.start()), message
            open_ = max(open_ + found[0].count("{") - found[0].count("}"), 0)


def remarks(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each remark of an author that is no comment here."""
    for found in REMARK.finditer(text) if "#}" in text else ():
        yield _remark(text, found.start(), found[0])
    place = text.find("{#", text.rfind("}") + 1)  # one that is not closed
    if place >= 0:
        yield _remark(text, place, text[place:])


def _remark(text: str, place: int, remark: str) -> tuple[int, str]:
    message = f"{excerpt(remark)} is printed as it is typed; leave it out"
    return text.count("\n", 0, place) + 1, message


def _tags(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each tag of other engines, but for those that go on with another."""
    is_begun = False
    for found in TAG.finditer(text) if "%}" in text else ():
        tag = found["around"] or found["name"]
        if not (is_begun and GOES_ON.fullmatch(tag)):
            remedy = BY_TAG.get(tag, NO_REMEDY)
            line = text.count("\n", 0, found.start()) + 1
            yield line, f"a text holds no tag such as {{% {tag[:LONGEST_ECHO]} %}}; {remedy}"
        is_begun = True


def _pieces(text: str) -> Iterator[tuple[int, str | Call]]:
    return ((line, _piece(line, written)) for line, written in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Words and written calls, in turn, each with the line that it starts on."""
    line = 1
    for written in cut(text):
        yield line, written
        line += written.count("\n")


def cut(text: str) -> Iterator[str]:
    """Words and written calls, in turn; a call that is not closed is left among the words."""
    place = 0
    while (start := text.find(OPEN, place)) >= 0 and (end := text.find(CLOSE, start)) >= 0:
        start = _last_begun(text, start, end)
        yield text[place:start]
        place = end + len(CLOSE)
        yield text[start:place]
    yield text[place:]


QUOTE = re.compile(r"\"|(?<!\w)'|'(?!\w)")  # the one within a word is none


def _last_begun(text: str, start: int, end: int) -> int:
    """Where the call begins that ends at a place: one begun before it is not closed."""
    while (inner := text.find(OPEN, start + len(OPEN), end)) >= 0:
        between = text[start:inner]
        is_in_quotes = len(QUOTE.findall(between)) % 2 == 1
        if is_in_quotes or not between.strip("{ "):
            break
        start = inner
    return start


def _piece(line: int, written: str) -> str | Call:
    if written.startswith(OPEN) and written.endswith(CLOSE):
        return replace(_call(written[2:-2].strip()), line=line)
    for sign, message in NO_WORDS.items():
        if (place := written.find(sign)) >= 0:
            raise Unreadable(message, written.count("\n", 0, place))
    return written


TRIMS = ("-", "~", "+")  # the signs of other engines: {{- call -}}


@lru_cache(maxsize=10_000)
def _call(written: str) -> Call:
    """name("fact", option="x"), and nothing beside it."""
    if written.startswith("{"):
        raise Unreadable(TWO_BRACES)
    if written[:1] in TRIMS or written[-1:] in TRIMS:
        raise Unreadable("a call has no sign that trims the space around it; write {{ and }}")
    expression = _parsed(written)
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.BitOr):
        behind = excerpt(ast.unparse(expression.right))
        raise Unreadable(f"nothing changes what a call prints; leave out '|' and {behind}")
    if isinstance(expression, ast.BinOp) and isinstance(expression.left, ast.Call):
        raise Unreadable(NOT_JOINED)
    if any(_stand_side_by_side(one, written) for one in ast.walk(expression)):
        raise Unreadable('a comma stands between what a call is given, as in ("a", "b")')
    return _plain_call(expression, written)


ONE_TEXT = re.compile(r"""[a-zA-Z]*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.S)


def _stand_side_by_side(one: ast.AST, written: str) -> bool:
    """True for two texts without a comma between them, which Python takes for a single one."""
    if not isinstance(one, ast.Constant) or not isinstance(one.value, str):
        return False
    segment = ast.get_source_segment(written, one) or ""
    begun = ONE_TEXT.match(segment)
    behind = segment[begun.end() :] if begun else ""
    return behind.lstrip().startswith(("'", '"'))


def _parsed(written: str) -> ast.expr:
    if len(written) > LONGEST:
        raise Unreadable(f"this call is longer than {LONGEST} letters; is it closed by '}}}}'?")
    try:
        return ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        reason = getattr(error, "msg", None) or "it is nested too deep"
        if not re.search("[\"']", written) or re.search("[“”„‘’]", written):
            reason = "what it names stands in straight quotes"
        elif JOINED.search(written):
            raise Unreadable(NOT_JOINED) from None
        example = as_typed(written)
        raise Unreadable(f"this call cannot be read ({reason}); write it as {example}") from None


IN_BRACKETS = re.compile(r"(?P<name>\w+)\((?P<given>[^()]*)\)?")
ONE_GIVEN = re.compile(r'(?:\w+ ?= ?)?(?:"[^"\\\n]+"|True|False)')
QUOTES = " \"'“”„‘’"


def as_typed(written: str) -> str:
    """A call as its author typed it, its words in quotes; another where there is no such call."""
    found = re.match(r"\w+", written)
    name = found[0] if found else ""
    if name not in NAMES:
        return EXAMPLE
    if name == "record_end":
        return "{{ record_end() }}"
    given = _in_quotes(written)
    if name == "figure" and "#" not in given:
        return EXAMPLE
    return f"{{{{ {name}({given}) }}}}"


def _in_quotes(written: str) -> str:
    """What a call is given, each of its words in quotes; "…" where that cannot be told."""
    found = IN_BRACKETS.fullmatch(written)
    given = found["given"] if found else ""
    words = [_one_in_quotes(one.strip()) for one in given.split(",")]
    is_half_quoted = '"' in given and len(words) > 1  # a comma may be one of the words
    is_plain = CLOSE not in given and all(ONE_GIVEN.fullmatch(one) for one in words)
    if is_half_quoted or not is_plain or len(given) > LONGEST_ECHO:
        return '"…"'
    return ", ".join(words)


def _one_in_quotes(typed: str) -> str:
    name, sign, value = typed.rpartition("=")
    is_switch = value.strip() in ("True", "False")
    return typed if is_switch else f'{name}{sign}"{value.strip(QUOTES)}"'


def _plain_call(expression: ast.expr, written: str) -> Call:
    if isinstance(expression, ast.Name):
        name, example = expression.id, as_typed(written)
        raise Unreadable(f"'{name}' is not a call; a call has brackets, as in {example}")
    if not isinstance(expression, ast.Call) or not isinstance(expression.func, ast.Name):
        raise Unreadable(f"only a call can stand here; write it as {EXAMPLE}")
    named = (option for option in expression.keywords if option.arg)
    options = {str(option.arg): _value(option, written) for option in named}
    if len(options) < len(expression.keywords):
        raise Unreadable("a call names each of its options once; '**' is not known here")
    arguments = tuple(_constant(argument, written) for argument in expression.args)
    return Call(1, expression.func.id, arguments, options)


BARE_WORD = re.compile(r"(?!(?:true|false|True|False|None)$)[^\W\d][\w-]*")
SWITCHES = {
    **dict.fromkeys(("yes", "on", "true"), "True"),
    **dict.fromkeys(("no", "off", "false"), "False"),
}


def _value(option: ast.keyword, written: str) -> object:
    """What an option is given; a word without quotes is no value."""
    word = ast.get_source_segment(written, option.value) or ""
    if BARE_WORD.fullmatch(word):
        meant = SWITCHES.get(word.casefold(), f'"{word}"')
        raise Unreadable(f"{excerpt(word)} is no value in a call; write {option.arg}={meant}")
    return _constant(option.value, written)


def _constant(expression: ast.expr, written: str) -> object:
    if isinstance(expression, ast.Call):
        raise Unreadable("no call stands in a call; write the words themselves, in quotes")
    if isinstance(expression, ast.Name) and expression.id in ("true", "false"):
        raise Unreadable(f"write {expression.id.capitalize()} with a capital letter in a call")
    try:
        value = ast.literal_eval(expression)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        message = f"a call in prose names its fact in quotes, as in {as_typed(written)}"
        raise Unreadable(message) from None
    if unseen := unseen_sign(str(value)):  # a sign that is written as an escape: "\\x07"
        raise Unreadable(unseen)
    return value
