"""Signs of which nobody sees anything, or that stand for a letter that was lost: no text has one.

Words with such a sign are found by no search, sorted out of order and copied with it. Some scripts
are written with joiners; those stay where such a script is, and nowhere else. Of letters that are
a mere look of plain ones it is the same: who types the plain ones does not find them.
"""

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import normalize

from .encodings import first_with_unseen_bytes, without_unseen_bytes

# What YAML and XML both refuse; YAML lets it in as "\x01", and a drawing could not be read.
CONTROL = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# What turns the direction of the words around it: they would read other than they are written.
TURNING = "[\u202a-\u202e\u2066-\u2069]"
# What ends a line for YAML and for nobody else: all lines below it would be told by wrong numbers.
LINE_ENDS = "[\x85\u2028\u2029]"
# Whole sentences can be written in tags and selectors: machines read them, and nobody sees them.
# A few tags behind a flag make it that of Scotland, one selector chooses the form of a letter.
TAG, SELECTOR = "[\U000e0000-\U000e007f]", "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
HIDDEN = f"(?<!\U0001f3f4)(?<!{TAG}){TAG}|{TAG}{{8}}|{SELECTOR}{{2}}|[\ufff9-\ufffb]"
LOST = "\ufffd"  # what programs write for what they could not read
# Letters that each font has other pictures for, or none: the bullets of Word and of Hangul.
PRIVATE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
# Digits and letters as wide as a square, ligatures as PDFs join letters, and letters of formulas.
# What has a meaning of its own stays: ², ½, ™, №, ①, Ⅱ, ㎡.
STYLED = "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06\U0001d400-\U0001d7ff]"


# ---- Signs without a picture of their own
# Joiners, but beside letters of the scripts that are written with them: from Hebrew to Myanmar,
# Khmer, Mongolian and their neighbours. Emoji are joined too, and in Thai to Khmer a space of no
# width parts words.
JOINED = "\u0590-\u109f\u1780-\u1cff\u2d30-\u2d7f\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
FARTHER = "\U00010800-\U00011fff"  # scripts of the same sort beyond U+FFFF
JOINERS = (
    f"(?<![{JOINED}{FARTHER}])[\u034f\u200c](?![{JOINED}{FARTHER}])"
    f"|(?<![{JOINED}{EMOJI}{FARTHER}])\u200d(?![{JOINED}{FARTHER}])"
    "|(?<![\u0e00-\u109f\u1780-\u17ff])\u200b"
    "|(?<![\u1800-\u18af])[\u180b-\u180f]"
)
# A selector behind a letter that has one form alone, or behind none.
IDLE_SELECTOR = rf"(?<![^\sA-Za-z\xc0-\u024f\u0370-\u052f\uac00-\ud7a3]){SELECTOR}"
# The soft hyphen, for where a word is divided the browser says; fillers of Hangul and Braille,
# vowels of Khmer that are not spoken, what joins words or computes, and what is no letter yet.
WITHOUT_PICTURE = (
    "[\xad\u115f\u1160\u17b4\u17b5\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)
NO_PICTURE = f"{WITHOUT_PICTURE}|{JOINERS}|{IDLE_SELECTOR}"
# What says which way words run, on a line of which all run to the right.
TO_THE_LEFT = (
    "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
DIRECTIONS = "\u061c\u200e\u200f"
IDLE_DIRECTION = f"^(?=[^{TO_THE_LEFT}\n]*$)[^{DIRECTIONS}\n]*[{DIRECTIONS}]"
# Spaces that look as one does and are another sign, as programs for texts write them.
ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"

UNSEEN = {
    CONTROL: "the control character {sign}; delete it",
    TURNING: "{sign}, which turns the direction of the words around it; delete it",
    LINE_ENDS: "{sign}, an end of a line that nobody sees; delete it",
    HIDDEN: "{sign}, which hides words that nobody sees; delete it",
    LOST: "{sign}, in the place of a letter that was lost; write the letter",
    PRIVATE: "{sign}{where}, which is another letter in each font; write the letter",
    STYLED: "{sign} in '{word}', a look of plain letters; write '{plain}'",
    NO_PICTURE: "{sign}{where}, a sign that nobody sees; delete it",
    IDLE_DIRECTION: "{sign}{where}, a sign of direction that nobody sees; delete it",
}
# What every one of these is among: most texts hold none of it, and are looked through once.
SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe0f"
    "\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uffa0\ufff0-\U0010ffff]"
)
LONGEST_PLACE = 12  # letters before a sign, by which it is found
LONGEST_HALF = 20  # letters of its word on either side of a sign
MOST_SIGNS = 20  # whose lines are said


def unseen_sign(text: str) -> str:
    """What is wrong with a text that holds a sign that nobody sees; nothing where it has none."""
    found = first_unseen(text)
    return found[1] if found else ""


def first_unseen(text: str) -> tuple[int, str] | None:
    """The line of the first sign that nobody sees, or that is no letter, and what is said of it."""
    return next(unseen_signs(text), None)


def unseen_signs(text: str) -> Iterator[tuple[int, str]]:
    """The line of the first sign of each such sort, and what is said of it.

    The lines of the others of its sort are said too.
    """
    if not SUSPECT.search(text):
        return
    if misread := first_with_unseen_bytes(text):
        yield misread
        text = without_unseen_bytes(text)
    for signs, message in UNSEEN.items():
        pattern = re.compile(signs, re.M)  # here, for hardly any text comes so far
        if found := pattern.search(text):
            first, *others = dict.fromkeys(islice(_lines_of(pattern, text), MOST_SIGNS))
            told = _told(text, found.end() - 1, f"a text holds {message}")
            more = f"; others stand on line {', '.join(map(str, others))}" if others else ""
            yield first, told + more


def without_unseen(text: str) -> str:
    """A text as it would be without such signs, every line where it was."""
    if not SUSPECT.search(text):
        return text
    text = without_unseen_bytes(text)
    for signs in UNSEEN:
        text = re.sub(signs, _mended, text, flags=re.M)
    return text


def _mended(found: re.Match[str]) -> str:
    """What stands before a sign, and the plain letter of one that is a look of it."""
    before, sign = found[0][:-1], found[0][-1:]
    plain = normalize("NFKC", sign) if re.match(STYLED, sign) else ""
    return before + plain


def _lines_of(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """The line of each place that a pattern finds."""
    line, last = 1, 0
    for found in pattern.finditer(text):
        line += text.count("\n", last, found.end() - 1)
        last = found.end() - 1
        yield line


def _told(text: str, place: int, message: str) -> str:
    before = text[max(place - LONGEST_PLACE, 0) : place].rpartition("\n")[2].lstrip()
    where = f" behind '{before}'" if before else ""
    word = _word_at(text, place)
    return message.format(
        sign=f"U+{ord(text[place]):04X}",
        where=where,
        word=word,
        plain=normalize("NFKC", word),
    )


def _word_at(text: str, place: int) -> str:
    """The letters and digits that stand at a place without a space between them."""
    before = text[max(place - LONGEST_HALF, 0) : place]
    behind = text[place + 1 : place + 1 + LONGEST_HALF]
    first, last = re.search(r"\w*$", before), re.match(r"\w*", behind)
    assert first and last  # if only as words of no letter
    return first[0] + text[place] + last[0]
