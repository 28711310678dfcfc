"""What stands at once beside a call, and says its unit twice or makes another number of it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..record.amounts import MYRIADS, SCALES, SHORT_SCALES, THOUSANDS
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


def wrong_beside(calls: Calls, text: str) -> Found:
    """(line, message) for what stands beside a call that prints a number."""
    pieces = split(text)
    for place, (piece, behind) in enumerate(pairwise(pieces)):
        if isinstance(piece, Call) and isinstance(behind, str) and piece.name in NUMBERS:
            yield from _behind(calls, piece, behind)
        elif isinstance(behind, Call) and isinstance(piece, str) and behind.name in NUMBERS:
            is_between = place > 0 and len(piece.strip()) == 1  # two calls: 5–7
            if not is_between and (sign := SIGN.search(piece)):
                yield behind.line, read_with_a_number(sign[0].strip())


def _behind(calls: Calls, call: Call, words: str) -> Found:
    """A unit that is said twice, as in 240,000 lamps lamps, or a scale."""
    if call.particle or any(
        may_be_broken(calls.book, call.name, value) for value in call.arguments
    ):
        return
    follows = NEXT_WORD.match(words)
    unit = (follows[1] or follows[2]) if follows else ""
    scale = SCALE.match(words) or KOREAN_SCALE.match(words)
    if not (unit or scale):
        return
    printed = calls.print(call)
    if unit and printed.endswith(unit if unit == "%" else f" {unit}"):
        yield call.line, f"'{unit}' is printed by the call before it; leave it out"
    elif scale and (scale.re is SCALE or _is_a_scale(scale, printed)):
        yield call.line, read_with_a_number(scale[1])


def _is_a_scale(found: re.Match[str], printed: str) -> bool:
    """True for 만 behind digits, and before the noun that a call has printed."""
    noun = found["noun"]
    return bool(ENDS_IN_A_NUMBER.search(printed) or (noun and printed.endswith(noun)))
