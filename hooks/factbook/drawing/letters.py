"""The site's face: how wide words are in it, and where they break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

SIZE, LINE = 13, 16  # the size of a chart's letters and the height of its lines, in px
DIGITS = tuple("0123456789")
EM = 1000  # letters are measured as large as this, in px: small ones are rounded to whole px


@dataclass(frozen=True)
class Letters:
    """The face whose files lie in a folder."""

    fonts: Path

    def width(self, words: str, bold: bool = False, size: float = SIZE) -> float:
        """How wide words are, in px; no browser sets them wider by more than one px."""
        return sum(_advance(self.fonts, bold, letter) for letter in words) * size

    def widest(
        self, blocks: Iterable[Iterable[str]], bold: bool = False, size: float = SIZE
    ) -> float:
        """The width of the widest line of some blocks of lines, in px; 0 where there is none."""
        return max((self.width(line, bold, size) for lines in blocks for line in lines), default=0)

    def wrap(self, words: str, width: float, bold: bool = False, size: float = SIZE) -> list[str]:
        """Words as lines no wider than a width; a word that is wider by itself is broken too."""
        lines = [""]
        for word in words.split(" "):
            for piece in self._pieces(word, width, bold, size):
                longer = f"{lines[-1]} {piece}".strip()
                if lines[-1] and self.width(longer, bold, size) > width:
                    lines.append(piece)
                else:
                    lines[-1] = longer
        return lines

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
        """The first lines of words, no more than `most`; the last ends in … if there are more."""
        lines = self.wrap(words, width, bold, size)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while self.width(f"{last} …", bold, size) > width:
            last = _shorter(last)
        return [*lines[: most - 1], f"{last} …"]

    def _pieces(self, word: str, width: float, bold: bool, size: float) -> Iterator[str]:
        """A word in parts that each fit a width."""
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
def _advance(fonts: Path, bold: bool, letter: str) -> float:
    """How wide a letter is, in parts of its size.

    All digits count as wide as the widest: a page of the site sets them so, a file alone does not.
    """
    letters = DIGITS if letter in DIGITS else (letter,)
    return max(map(face(fonts, EM, bold).getlength, letters)) / EM
