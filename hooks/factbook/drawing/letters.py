"""How wide words are in a drawing, and where they break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SIZE, LINE = 13, 16  # the size of a chart's letters and the height of its lines, in px
THIN, BROAD = frozenset("iIjlrtf.,:;'|!()[] "), frozenset("mwMW%@₩–—")


@dataclass(frozen=True)
class Letters:
    """The site's face, by the folder that holds its files."""

    fonts: Path

    def width(self, words: str, bold: bool = False, size: float = SIZE) -> float:
        """How wide words are, in px."""
        return sum(map(_letter_width, words)) * size * (1.1 if bold else 1)

    def widest(self, blocks: Iterable[Iterable[str]], bold: bool = False) -> float:
        """The width of the widest line of some blocks of lines, in px; 0 where there is none."""
        return max((self.width(line, bold) for lines in blocks for line in lines), default=0)

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

    def _pieces(self, word: str, width: float, bold: bool, size: float) -> Iterator[str]:
        """A word in parts that each fit a width."""
        piece = ""
        for letter in word:
            if piece and self.width(piece + letter, bold, size) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _letter_width(letter: str) -> float:
    """In parts of the letter size; Hangul is wider than Latin."""
    if letter in BROAD:
        return 0.92
    if ord(letter) > 0x1100:
        return 0.9
    if letter in THIN:
        return 0.34
    return 0.7 if letter.isupper() or letter.isdigit() else 0.585
