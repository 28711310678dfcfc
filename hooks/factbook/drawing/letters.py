"""The site's face: how wide words are in it, and where they break."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from PIL import ImageFont

SIZE, LINE = 13, 16  # the size of a chart's letters and the height of its lines, in px
# Spaces within an amount, where no line ends as long as it fits: 9.9 trillion, 1조 4,600억 원.
BEFORE_A_SCALE = (
    r"(?<=[\d조억만]) (?=(?:thousand|million|billion|trillion)\b|[조억만원장개명건대달])"
)
BEFORE_A_PLACE = r"(?<=\bNo\.) (?=\d)"  # No. 3
MONTHS = tuple(Locale("en").months["format"]["wide"].values())
WITHIN_A_DAY = "|".join(
    (
        r"(?<=년) (?=\d{1,2}월)|(?<=월) (?=\d{1,2}일)",
        rf"(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)",
        *(rf"(?<={month}) (?=\d{{4}}\b)" for month in MONTHS),
    )
)
BREAK = re.compile(rf"(?!{BEFORE_A_SCALE}|{BEFORE_A_PLACE}|(?<=[조억만]) (?=\d)|{WITHIN_A_DAY}) ")
DIGITS = tuple("0123456789")
EM = 1000  # letters are measured as large as this, in px: small ones are rounded to whole px


@dataclass(frozen=True)
class Letters:
    """The face whose files lie in a folder."""

    fonts: Path

    def has(self, words: str) -> bool:
        """True for words all of whose letters the face has; a picture leaves out the others."""
        return all(_has(self.fonts, letter) for letter in set(words) if letter.strip())

    def width(self, words: str, bold: bool = False, size: float = SIZE) -> float:
        """How wide words are, in px; no browser sets them wider by more than one px."""
        return sum(_advance(self.fonts, bold, letter) for letter in words) * size

    def widest(
        self, blocks: Iterable[Iterable[str]], bold: bool = False, size: float = SIZE
    ) -> float:
        """The width of the widest line of some blocks of lines, in px; 0 where there is none."""
        return max((self.width(line, bold, size) for lines in blocks for line in lines), default=0)

    def wrap(
        self,
        words: str,
        width: float,
        bold: bool = False,
        size: float = SIZE,
    ) -> list[str]:
        """Words as lines no wider than a width.

        An amount stays together where it fits. A word that is wider by itself is broken too: who
        has more room gives it, see `wrap_words`.
        """
        lines = [""]
        for part in BREAK.split(words):
            for piece in self._pieces(part, width, bold, size):
                longer = f"{lines[-1]} {piece}".strip()
                if lines[-1] and self.width(longer, bold, size) > width:
                    lines.append(piece)
                else:
                    lines[-1] = longer
        return lines

    def wrap_words(
        self,
        words: str,
        width: float,
        most: float,
        bold: bool = False,
    ) -> list[str]:
        """Words as lines of a width; wider, up to a most, where a word or a number needs it."""
        return self.wrap(
            words,
            self.room(
                [words],
                width,
                most,
                bold,
            ),
            bold,
        )

    def room(
        self,
        entries: Iterable[str],
        width: float,
        most: float,
        bold: bool = False,
    ) -> float:
        """A width, or as much as the longest word or number needs, up to a most."""
        longest = self.widest((words.split(" ") for words in entries), bold)
        return max(width, min(longest, most))

    def wrap_evenly(
        self, words: str, width: float, bold: bool = False, size: float = SIZE
    ) -> list[str]:
        """The same lines, as equally long as so many can be: a title leaves no word alone."""
        even = lines = self.wrap(words, width, bold, size)
        while len(even) == len(lines) > 1:
            lines = even
            width -= size
            even = self.wrap(words, width, bold, size)
        return lines

    def wrap_into(
        self, most: int, words: str, width: float, bold: bool = False, size: float = SIZE
    ) -> list[str]:
        """Words as evenly as they can be in no more lines than `most`; … stands for the rest."""
        lines = self.wrap(words, width, bold, size)
        if len(lines) <= most:
            return self.wrap_evenly(words, width, bold, size)
        last = lines[most - 1]
        while self.width(f"{last} …", bold, size) > width:
            last = _shorter(last)
        return [*lines[: most - 1], f"{last} …"]

    def _pieces(
        self,
        part: str,
        width: float,
        bold: bool,
        size: float,
    ) -> Iterator[str]:
        """A word or an amount in pieces that each fit a width: whole, word by word, by letters."""
        if self.width(part, bold, size) <= width:
            yield part
            return
        for word in part.split(" "):
            piece = ""
            for letter in word:
                if piece and self.width(piece + letter, bold, size) > width:
                    yield piece
                    piece = ""
                piece += letter
            yield piece


def _shorter(line: str) -> str:
    """A line without its last word, for half a number would be another one; a word by a letter."""
    return line.rpartition(" ")[0] or line[:-1]


@cache
def face(fonts: Path, size: float, bold: bool) -> ImageFont.FreeTypeFont:
    """The site's face in a size, in px; Pillow's own face where the folder holds none."""
    path = next(iter(fonts.glob(f"*-{'Bold' if bold else 'Regular'}.otf")), None)
    if not path:
        own = ImageFont.load_default(size)
        assert isinstance(own, ImageFont.FreeTypeFont)  # what it loads where a size is asked for
        return own
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(fonts: Path, letter: str) -> bool:
    """True for a letter that the face has; each that it lacks looks like one that is none."""
    regular = face(fonts, SIZE, bold=False)
    return bytes(regular.getmask(letter)) != bytes(regular.getmask("\uffff"))


@cache
def _advance(fonts: Path, bold: bool, letter: str) -> float:
    """How wide a letter is, in parts of its size.

    All digits count as wide as the widest: a page of the site sets them so, a file alone does not.
    """
    letters = DIGITS if letter in DIGITS else (letter,)
    return max(map(face(fonts, EM, bold).getlength, letters)) / EM
