"""A sentence that names the month of an earlier reading, and prints the present one."""

import re
from collections.abc import Iterator

from ..meaning.wording import NO_BREAK, Wording
from ..record.book import Book
from ..record.kinds import Reading
from ..record.values import Day
from .syntax import Call, Unreadable, split

END_OF_SENTENCE = re.compile(r"(?<=[.?!])[\"'”’)\]*]*\s+|\n\s*\n")
TO_A_DAY_OR_MONTH = ("day", "month")


def earlier_days(book: Book, say: Wording, text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each figure whose present reading is printed as that of another month."""
    try:
        pieces = split(text)
    except Unreadable:
        return  # told by itself
    written = ""
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            written += piece.replace(NO_BREAK, " ")
        elif piece.name == "figure":
            written += f"\0{place}\0"
    for sentence in END_OF_SENTENCE.split(written):
        for found in re.findall(r"\0(\d+)\0", sentence):
            call = pieces[int(found)]
            assert isinstance(call, Call)
            if message := _of_another_month(book, say, call, sentence):
                yield call.line, message


def _of_another_month(book: Book, say: Wording, call: Call, sentence: str) -> str:
    """What is said where a sentence names the month of an earlier reading, not of the printed."""
    address = str(call.arguments[0] if call.arguments else call.options.get("address"))
    figure = book.figures.get(address)
    if not figure or "as_of" in call.options:
        return ""
    stage = call.options.get("stage")
    readings = [one for one in figure.readings if stage in (None, one.stage)]
    named = [one for one in readings if _month(say, one) and _month(say, one) in sentence]
    if not named or readings[-1] in named:
        return ""
    days = f'as_of="{named[-1].as_of}" or as_of="{readings[-1].as_of}"'
    told = f"this names {_month(say, named[-1])}, and prints '{address}' of {readings[-1].as_of}"
    return f"{told}; say which is meant: {days}"


def _month(say: Wording, reading: Reading) -> str:
    """The month of a reading in words; '' where it is known to no month."""
    day = reading.as_of
    if day.exactness not in TO_A_DAY_OR_MONTH:
        return ""
    try:
        return say.day(Day(f"{day.first:%Y-%m}"))
    except AttributeError:
        return ""  # how this language writes a month is no pattern of one, and is told by itself
