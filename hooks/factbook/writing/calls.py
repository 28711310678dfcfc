"""What prose and texts may not say: a number that comes from no fact, a time that is bound to no date."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property, lru_cache

from babel import Locale
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..meaning import figures
from ..meaning.figures import CannotCompute
from ..record.book import Address, Book
from ..record.kinds import KINDS
from ..record.problems import did_you_mean
from ..record.rules import parts
from ..record.values import Day, Text

# `{#` opens a heading's id in Markdown, so Jinja's comments are written {## … ##} here.
SYNTAX = {"comment_start_string": "{##", "comment_end_string": "##}"}

RELATIVE = {
    "en": re.compile(
        r"\b(now|nowadays|currently|recently|today|tomorrow|yesterday|so far|to date|at present|at the moment|upcoming"
        r"|soon|ago|(?:next|last|this|coming|past) (?:year|month|week|quarter|summer|spring|autumn|fall|winter|decade))\b",
        re.I,
    ),
    "ko": re.compile(
        r"(?<!일 )(?<!월 )(?<!년 )(현재|최근|내년|작년|올해|지난해|지난달|이달|다음 달|오늘|어제|내일|지금|요즘|조만간)"
    ),
}
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
SKIPPED = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|\{%.*?%\}|\{\{.*?\}\}"  # calls
    r"|<!--.*?-->|<[a-zA-Z/][^<>]*>"  # HTML
    r"|\]\([^)\s]*\)|https?://\S+"  # addresses
    r"|\{[:#.][^}\n]*\}"  # attribute lists
    r"|^\s*\d+\.\s|^ *\[[^\]]+\]:.*$"  # list numbers, link definitions
    r"|&#?\w+;",
    re.S | re.M,
)


@dataclass(frozen=True)
class Call:
    """A call to a function in prose: {{ figure("investments/nvidia-gpus#total") }}."""

    line: int
    name: str
    arguments: tuple
    options: dict


def environment(**more) -> ImmutableSandboxedEnvironment:
    """The sandbox in which prose is filled: unknown names are mistakes, nothing can be changed or reached."""
    sandbox = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, **SYNTAX, **more
    )
    sandbox.globals.clear()
    return sandbox


_SYNTAX_ONLY = environment()
CALL = re.compile(r"(\{\{.*?\}\})", re.S)


def pieces(text: str) -> list[str | Call] | None:
    """A text as words and plain calls, in turn; None where it holds anything else, which only the sandbox understands."""
    if "{%" in text or "{##" in text:
        return None
    found: list[str | Call] = []
    line = 1
    for place, piece in enumerate(CALL.split(text)):
        call = _plain_call(piece[2:-2].strip()) if place % 2 else piece
        if call is None or (isinstance(call, str) and "{{" in call):
            return None
        found.append(call if isinstance(call, str) else replace(call, line=line))
        line += piece.count("\n")
    return found


@cache
def _plain_call(written: str) -> Call | None:
    """name("fact", option="x") as a Call: the same words in Python and in Jinja, but read in a hundredth of the time."""
    try:
        call = ast.parse(written, mode="eval").body
        return Call(
            1,
            call.func.id,
            tuple(ast.literal_eval(argument) for argument in call.args),
            {option.arg: ast.literal_eval(option.value) for option in call.keywords},
        )
    except (SyntaxError, AttributeError, ValueError):
        return None


def find_calls(text: str) -> tuple[list[Call], list[tuple[int, str]]]:
    """All calls in a text, and (line, message) for what cannot be understood."""
    if "{{" not in text and "{%" not in text:
        return [], []
    if (plain := pieces(text)) is not None:
        return [piece for piece in plain if isinstance(piece, Call)], []
    try:
        tree = _SYNTAX_ONLY.parse(text)
    except TemplateSyntaxError as error:
        return [], [
            (
                error.lineno,
                f'this call cannot be read ({error.message}); write it as {{{{ figure("kind/id#figure") }}}}',
            )
        ]
    calls, wrong = [], []
    for call in tree.find_all(nodes.Call):
        try:
            calls.append(
                Call(
                    call.lineno,
                    call.node.name,
                    tuple(argument.as_const() for argument in call.args),
                    {option.key: option.value.as_const() for option in call.kwargs},
                )
            )
        except (AttributeError, nodes.Impossible):
            wrong.append(
                (
                    call.lineno,
                    'a call in prose names its fact in quotes, as in {{ figure("kind/id#figure") }}',
                )
            )
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for name in tree.find_all(nodes.Name):
        if id(name) not in called and name.ctx == "load":
            wrong.append(
                (
                    name.lineno,
                    f"'{name.name}' is not a call; write it as {{{{ {name.name}(\"…\") }}}}",
                )
            )
    return calls, wrong


# ---------------------------------------------------------------- calls


def _known(kind: str):
    def check(book: Book, *ids: str, **_) -> None:
        for id_ in ids:
            if id_ not in book.records[kind]:
                raise CannotCompute(
                    f"no {KINDS[kind].one} '{id_}'{did_you_mean(id_, book.records[kind])}"
                )

    return check


def _first_known(kind: str):
    return lambda book, id_, words=None: _known(kind)(book, id_)


def _anything(book: Book, address: Address, words: str | None = None) -> None:
    if book.get(address) is None:
        hint = (
            did_you_mean(address, [*book.addresses(), *book.figures])
            or "; an address is kind/id or kind/id#figure"
        )
        raise CannotCompute(f"nothing at '{address}'{hint}")


def _office(book: Book, person: str, words: str | None = None) -> None:
    _known("people")(book, person)
    figures.newest_post(book, person)


def _total(book: Book, *addresses: Address) -> None:
    figures.total(book, addresses)


CHECKS: dict[str, Callable] = {
    "figure": lambda book, address, card=True, **which: figures.reading_at(book, address, **which),
    "ratio": figures.ratio,
    "share": figures.share,
    "change": figures.change,
    "total": _total,
    "dated": lambda book, words, address: figures.figure_at(book, address),
    "office": _office,
    "cite": _known("sources"),
    "chart": _first_known("charts"),
    "term": _first_known("glossary"),
    "link": _anything,
    "plain": lambda book, words, because=None: None,
    "part": lambda book, name, **options: None,  # checked against docs/templates/parts
}


def wrong_calls(book: Book, calls: list[Call], parts: Collection[str]) -> Iterator[tuple[int, str]]:
    """(line, message) for each call that cannot be filled; all of them, not only the first."""
    for call in calls:
        if call.name not in CHECKS:
            yield (
                call.line,
                f"no call '{call.name}'{did_you_mean(call.name, CHECKS) or '; known here: ' + ', '.join(CHECKS)}",
            )
        elif call.name == "part":
            if call.arguments and call.arguments[0] not in parts:
                yield (
                    call.line,
                    f"no part '{call.arguments[0]}'{did_you_mean(str(call.arguments[0]), parts)}",
                )
        elif not any(_may_be_broken(book, call.name, str(argument)) for argument in call.arguments):
            yield from _wrong_call(book, call)


def _may_be_broken(book: Book, name: str, argument: str) -> bool:
    kind = {"cite": "sources/", "chart": "charts/", "term": "glossary/"}.get(name, "")
    return book.may_be_broken(kind + argument)


def _wrong_call(book: Book, call: Call) -> Iterator[tuple[int, str]]:
    try:
        CHECKS[call.name](book, *call.arguments, **call.options)
    except CannotCompute as error:
        yield call.line, str(error)
    except TypeError:
        yield call.line, f"'{call.name}' cannot be called so; see the README's list of calls"


# ---------------------------------------------------------------- bare numbers and unbound time


@dataclass(frozen=True)
class Lint:
    """What a Book allows prose to print: its names, its dates; and which fact a number may come from."""

    book: Book
    parts: frozenset[str] = frozenset()  # what {{ part("…") }} may name

    def mistakes(self, text: str, language: str) -> Iterator[tuple[int, str]]:
        """(line, message) for each bare number and each unbound relative time."""
        if not _worth_reading(text):
            return
        words = _blank(SKIPPED, text)
        yield from self._unbound_times(text, words, language)
        undated = dates_in(language).sub(
            lambda found: " " * len(found[0]) if self._is_known_date(found, language) else found[0],
            words,
        )
        for found in NUMBER.finditer(undated):
            if not self._is_in_a_name(words, found):
                yield _line(text, found.start()), self._bare_number(found[0])

    def _unbound_times(self, text: str, words: str, language: str) -> Iterator[tuple[int, str]]:
        for found in RELATIVE[language].finditer(words) if language in RELATIVE else ():
            if not self._is_in_a_name(words, found):
                yield (
                    _line(text, found.start()),
                    (
                        f"'{found[0]}' says nothing once the day has passed; give the date, "
                        f'or bind it: {{{{ dated("{found[0]}", "kind/id#figure") }}}}'
                    ),
                )

    def _is_in_a_name(self, words: str, found: re.Match) -> bool:
        """True where a number or a word for time is part of a proper name of the Book, such as GPT-5."""
        for name in self.names.get(found[0].lower(), ()):
            start = words.find(name, max(found.start() - len(name), 0), found.end() + len(name))
            if (
                0 <= start <= found.start()
                and found.end() <= start + len(name)
                and not _goes_on(words, start, start + len(name))
            ):
                return True
        return False

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """For each number or word for time that occurs in a proper name of the Book, those names."""
        names = set(self.book.site.names)
        for records in self.book.records.values():
            for record in records.values():
                names.update(_names_of(record))
        holding: dict[str, list[str]] = defaultdict(list)
        for name in filter(_worth_reading, names):
            for pattern in (NUMBER, *RELATIVE.values()):
                for found in pattern.finditer(name):
                    holding[found[0].lower()].append(name)
        return holding

    @cached_property
    def dates(self) -> set[tuple]:
        """(year,), (year, month), (year, month, day) and (month, day) of every date in the record."""
        known: set[tuple] = set()
        for day in _days(self.book):
            known.update(((day.first.year,), (day.last.year,)))
            if day.exactness in ("day", "month"):
                known.update(((day.first.year, day.first.month), (day.first.month,)))
            if day.exactness == "day":
                known.update(
                    (
                        (day.first.year, day.first.month, day.first.day),
                        (day.first.month, day.first.day),
                    )
                )
        return known

    def _is_known_date(self, found: re.Match, language: str) -> bool:
        groups = found.groupdict()
        month = (
            (groups["word_month"] and months(language).index(groups["word_month"]) + 1)
            or groups["ko_month"]
            or groups["iso_month"]
        )
        year = groups["word_year"] or groups["ko_year"] or groups["iso_year"] or groups["year"]
        day = groups["word_day"] or groups["ko_day"] or groups["iso_day"]
        told = tuple(int(part) for part in (year, month, day) if part)
        return not told or told in self.dates

    def _bare_number(self, number: str) -> str:
        address = self.numbers.get(_plain(number))
        fact = (
            f'use {{{{ figure("{address}") }}}}'
            if address
            else 'put it in data/ and use {{ figure("kind/id#figure") }}'
        )
        return f"the number '{number}' comes from no fact; {fact}, or {{{{ plain(\"{number}\") }}}} if it is no fact"

    @cached_property
    def numbers(self) -> dict[Decimal, Address]:
        """For each value, as it may be printed, a figure that has it."""
        found: dict[Decimal, Address] = {}
        for address, figure in self.book.figures.items():
            for reading in figure.readings:
                for number in filter(None, (reading.value, reading.low, reading.high)):
                    for scale in (1, 10**6, 10**9, 10**12, 10**4, 10**8):
                        found.setdefault(number / scale, address)
        return found


@lru_cache
def months(language: str) -> list[str]:
    """The names of the twelve months in a language, or the English ones where a month is a number: 10월."""
    names = Locale.parse(language).months["format"]["wide"]
    return [names[month] for month in range(1, 13)] if names[1].isalpha() else months("en")


@lru_cache
def dates_in(language: str) -> re.Pattern:
    """Dates as a language writes them, beside those of ISO 8601."""
    words = "|".join(re.escape(name) for name in months(language))
    return re.compile(
        rf"(?:(?P<word_day>\b\d{{1,2}})(?:st|nd|rd|th|\.)? )?(?P<word_month>{words})(?: (?P<word_year>\d{{4}})\b)?{OTHER_DATES}"
    )


OTHER_DATES = (
    r"|(?:(?P<ko_year>\d{4})년 ?)?(?:\d{1,2}[~∼-])?(?P<ko_month>\d{1,2})월(?: ?(?P<ko_day>\d{1,2})일)?"
    r"|\b(?P<iso_year>\d{4})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?\b"
    r"|(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d)"
    r"|(?P<quarter>[1-4])분기|\b[QH][1-4]\b"
)


def _worth_reading(text: str) -> bool:
    return bool(re.search(r"\d", text)) or any(
        pattern.search(text) for pattern in RELATIVE.values()
    )


def _names_of(record: object) -> Iterator[str]:
    name = getattr(record, "name", None)
    if isinstance(name, Text):
        yield from (words for _, words in name.others("") if words)
    if publisher := getattr(record, "publisher", None):
        yield publisher.partition(" (")[0]
    # An alias is what people type; only one that begins like a name may stand in prose.
    yield from (
        alias
        for alias in getattr(record, "aliases", ())
        if re.match(r"[^\W\d]", alias) and not re.search(r"\d,\d", alias)
    )


def _days(book: Book) -> Iterator[Day]:
    yield book.site.as_of
    yield from book.site.editions
    for kind, records in book.records.items():
        for record in records.values():
            for _, part in parts(record):
                yield from (value for value in part.__dict__.values() if isinstance(value, Day))


def _blank(pattern: re.Pattern, text: str) -> str:
    """The text with what the pattern finds blanked out, every line where it was."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _goes_on(words: str, start: int, end: int) -> bool:
    """True where a name found in words is only a piece of a longer word or number."""
    before, after = words[start - 1 : start], words[end : end + 1]
    return (before.isalnum() and words[start].isascii()) or bool(re.match(r"[A-Za-z0-9]", after))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


@lru_cache
def _plain(number: str) -> Decimal | None:
    try:
        return Decimal(number.replace(",", ""))
    except InvalidOperation:
        return None
