"""What stands beside a call, and says again what it prints or makes another number of it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from ..meaning.wording import Wording
from ..record.amounts import MYRIADS, SCALES, SHORT_SCALES, THOUSANDS
from ..record.book import Book
from ..record.kinds import Unit
from ..record.problems import excerpt
from .calls import Calls, may_be_broken
from .lint import read_with_a_number
from .syntax import Call, split

Found = Iterator[tuple[int, str]]  # line and message

NUMBERS = ("figure", "ratio", "share", "change", "total")  # calls that print a number and its unit
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)(?![\w-])|(%)")
# A dash behind a word is one; two tildes strike words out.
SIGN = re.compile(r"(?<![\w)\]~+–-])[-−+±~∼～≈–]\Z|[−±]\s\Z")
WORDS = "|".join(("hundred", *SCALES))
SCALE = re.compile(
    rf"\s?((?:{WORDS})s?(?!\w)|(?:{'|'.join(SHORT_SCALES)})(?![\w'’-])"
    r"|per ?cent(?![a-z])|퍼센트(?!포인트)|[%‰](?!포인트|p))",
    re.I,
)
# Behind what is counted 만 says "only", 24개만, but not where the noun is said again: 24개만 개.
KOREAN = "".join((*MYRIADS, *THOUSANDS))
KOREAN_SCALE = re.compile(
    rf"\s?([{KOREAN}]+)(?!차)(?:\s?(?P<noun>[가-힣]{{1,2}}?)(?=[^가-힣]|\Z|[은는이가을를의로과와]))?"
)
ENDS_IN_A_NUMBER = re.compile(rf"[\d{KOREAN}]\Z")
# A currency by its sign, US$ and R$ too, or by the code of one that is much in use.
SIGN_OF_MONEY = r"[$¢-¥฿₠-⃀﷼＄￠￡￥￦]"
CODE_OF_MONEY = r"\b(?:USD|EUR|GBP|JPY|CNY|CHF|KRW)\b"
MONEY_BEFORE = re.compile(rf"((?:\b[A-Z]{{1,3}})?{SIGN_OF_MONEY}|{CODE_OF_MONEY})\s?\Z")
MONEY_BEHIND = re.compile(rf"\s?({SIGN_OF_MONEY}|{CODE_OF_MONEY})")
END_OF_WORD = r"(?=[은는을를]?(?!\w))"  # 개가 is a dog, and 원가 a cost price
DRESS = r"[*_]*\s?[*_]*"  # signs of bold words, and a space
END_OF_CLAUSE = r"[*_]*(?:[.,;:!?)|،؛؟]|\n\s*\n|\n?\Z)"
# Not what qualifies: to add up to a number, to live up to it.
OTHER_UP_TO = re.compile(
    r"\b(?:add|c[ao]m|sum|liv|lead|led|catch|caught|stand|stood|fac|look|run|ran)\w*"
    rf"\s+up\s+to{DRESS}\Z",
    re.I,
)
LONGEST_BEFORE = 60  # letters of a number in words
MOST_PARTS = 8  # of a number in one word


def wrong_beside(calls: Calls, text: str) -> Found:
    """(line, message) for what stands beside a call that prints a number."""
    pieces = split(text)
    for place, (piece, behind) in enumerate(pairwise(pieces)):
        if isinstance(piece, Call) and isinstance(behind, str) and piece.name in NUMBERS:
            yield from _behind(calls, piece, behind)
        elif isinstance(behind, Call) and isinstance(piece, str) and behind.name in NUMBERS:
            is_between = place > 0 and len(piece.strip()) == 1  # two calls: 5–7
            if not is_between:
                yield from _in_front(calls, piece, behind)


def _in_front(calls: Calls, words: str, call: Call) -> Found:
    """A sign, a currency or a number before a call, or an 'about' before one that it prints."""
    before = _before(calls, words)
    if before:
        yield call.line, read_with_a_number(before)
    elif not _may_be_broken(calls, call):
        yield from _qualified_twice(calls, call, "before", _qualifier_at_the_end(calls, words))


def _qualified_twice(
    calls: Calls,
    call: Call,
    where: str,
    typed: re.Match[str] | None,
) -> Found:
    """A typed 'about', 'up to' or the like beside a call that prints one itself."""
    printed = calls.print(call) if typed else ""
    if typed and calls.say.is_qualified(printed):
        yield call.line, _twice(typed[1], where, printed)


def _qualifier_at_the_end(calls: Calls, words: str) -> re.Match[str] | None:
    """What qualifies the number after some words."""
    own = _qualifiers_before(calls.say("numbers.qualified-before"), calls.say.before_numbers)
    near = words[-LONGEST_BEFORE:]
    if OTHER_UP_TO.search(near):
        return None
    return next(filter(None, (pattern.search(near) for pattern in own)), None)


def _may_be_broken(calls: Calls, call: Call) -> bool:
    """True where a call may name what cannot be read, so nothing is known of what it prints."""
    return any(may_be_broken(calls.book, call.name, value) for value in call.arguments)


def _twice(words: str, where: str, printed: str) -> str:
    """What is said of words that a call prints, and that stand beside it again."""
    return f"'{words}' stands {where} a call that prints {excerpt(printed)}; leave it out"


def _before(calls: Calls, words: str) -> str:
    """A sign, a currency or a number in words that ends what stands before a call."""
    near = words[-LONGEST_BEFORE:]
    if found := SIGN.search(near):
        return found[0].strip()
    numbers = _numbers_in_words(calls.say("numbers.before"))
    found = MONEY_BEFORE.search(near) or numbers.search(near)
    return found[1] if found else ""


@cache
def _numbers_in_words(listed: str) -> re.Pattern[str]:
    """The numbers of a language that end a text, written in one word too: fünfundzwanzig.

    What has a '~' is only part of one: und~.
    """
    alone = [word for word in listed.split() if not word.endswith("~")]
    part = _any_of(word.removesuffix("~") for word in listed.split())
    several = rf"(?:{part}-?){{0,{MOST_PARTS}}}"
    return re.compile(rf"(?<!\w)({several}{_any_of(alone)})[\s-]*\Z", re.I)


@cache
def _qualifiers_before(listed: str, own: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What qualifies a number, at the end of a text, in bold too: about, **up to**.

    What stands behind a '+' does so only after the words before it: of+over, but not handed over;
    what has a capital only where it begins a sentence.
    """
    entries = listed.split()
    pairs = [entry.split("+") for entry in entries if "+" in entry]
    doubtful = {word for _, words in pairs for word in words.split("/")}
    first = [entry for entry in entries if entry[0].isupper()]
    always = {*entries, *(word.replace(" ", "_") for word in own)} - doubtful - {*first}
    alone = _any_of(entry for entry in always if "+" not in entry)
    patterns = [f"((?-i:{_any_of(first)})|{alone})"]
    for after, words in pairs:
        patterns.append(f"{_any_of(after.split('/'))}{DRESS}({_any_of(words.split('/'))})")
    begins = r"(?<![^\W_])(?<!-)"
    return tuple(re.compile(f"{begins}{pattern}{DRESS}\\Z", re.I) for pattern in patterns)


@cache
def _qualifiers_behind(listed: str) -> re.Pattern[str]:
    """What qualifies the number before it: 이상, or so. In Korean a particle may follow it.

    What ends in a '.' does so only where its clause ends: at most, but not at most sites.
    """
    last = [entry for entry in listed.split() if entry.endswith(".")]
    anywhere = _any_of({*listed.split()} - {*last})
    at_an_end = _any_of(entry.removesuffix(".") for entry in last)
    return re.compile(
        rf"{DRESS}({anywhere}(?![a-z하한할했])|{at_an_end}(?={END_OF_CLAUSE}))",
        re.I,
    )


@cache
def _scales_in_words(listed: str) -> re.Pattern[str]:
    """What of a language multiplies or divides the number before it: Millionen, Prozent."""
    return re.compile(rf"[\s-]?({_any_of(listed.split())})(?!\w)", re.I)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first; each has '_' for a space in it, '~' for an ending."""
    longest_first = sorted(set(words), key=len, reverse=True)
    signs = {ord("_"): r"\s", ord("~"): r"\w*"}
    patterns = (re.escape(word).replace(r"\~", "~").translate(signs) for word in longest_first)
    return f"(?:{'|'.join(patterns)})" if longest_first else "(?!)"


def _behind(calls: Calls, call: Call, words: str) -> Found:
    """A unit that is said twice, as in 240,000 lamps lamps, a scale, or a currency."""
    if call.particle or _may_be_broken(calls, call):
        return
    unit = _unit_again(calls, call, words)
    if unit:
        yield call.line, _twice(unit, "behind", calls.print(call))
        return
    own = _qualifiers_behind(calls.say("numbers.qualified-behind"))
    yield from _qualified_twice(calls, call, "behind", own.match(words))
    scale = _scale_in(calls, words)
    if scale and (scale.re is not KOREAN_SCALE or _is_a_scale(scale, calls.print(call))):
        yield call.line, read_with_a_number(scale[1])


def _unit_again(calls: Calls, call: Call, words: str) -> str:
    """The unit that a call prints, where it stands behind it in this form or the other."""
    printed = calls.print(call)
    follows = NEXT_WORD.match(words)
    word = (follows[1] or follows[2]) if follows else ""
    if word and printed.endswith(word if word == "%" else f" {word}"):
        return word
    unit = _unit_of(calls.book, call)
    if not unit:
        return ""
    own = _forms(unit, calls.say)
    any_of = _any_of(own)
    again = re.match(rf"\s?({any_of}){END_OF_WORD}", words, re.I)
    if not again:
        return ""
    is_said = unit.currency or printed.endswith(own)
    return again[1] if is_said else ""


def _unit_of(book: Book, call: Call) -> Unit | None:
    """The unit of what a call prints, where it prints a figure or a sum of some."""
    if call.name not in ("figure", "total"):
        return None
    for address in call.arguments:
        figure = book.figures[str(address)]
        return book.units[figure.unit]
    return None


def _forms(unit: Unit, say: Wording) -> tuple[str, ...]:
    """The words behind the number in each form of a unit: year, years; 개."""
    if unit.currency:
        return (say.text(unit.label),)
    forms = []
    for text in (unit.one, unit.many):
        _, _, behind = say.text(text).rpartition("{n}")
        forms.append(behind.strip())
    return tuple(filter(None, forms))


def _scale_in(calls: Calls, words: str) -> re.Match[str] | None:
    """What stands first in the words behind a call, and is read with a number."""
    own = _scales_in_words(calls.say("numbers.behind"))
    patterns = (SCALE, own, MONEY_BEHIND, KOREAN_SCALE)
    return next(filter(None, (pattern.match(words) for pattern in patterns)), None)


def _is_a_scale(found: re.Match[str], printed: str) -> bool:
    """True for 만 behind digits, and before the noun that a call has printed."""
    noun = found["noun"]
    return bool(ENDS_IN_A_NUMBER.search(printed) or (noun and printed.endswith(noun)))
