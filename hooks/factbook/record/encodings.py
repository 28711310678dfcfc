"""Words that were saved in one encoding and read in another: of Café such a reader makes CafÃ©.

Only what no language writes is taken for that. An accent before a closing quotation mark, as in
“José”, may look like half a letter too, so a letter of three bytes counts where it is a sign that
every text has, or where others stand beside it.
"""

import re
from collections.abc import Iterator
from itertools import chain

from .problems import excerpt


def _shown(byte: int) -> str:
    """How Windows shows a byte; five of them it does not, and those stay what they are."""
    letter = bytes([byte]).decode("cp1252", errors="replace")
    return chr(byte) if letter == "\ufffd" else letter


BYTES = {_shown(byte): byte for byte in range(0x80, 0x100)}
FURTHER = "".join(re.escape(_shown(byte)) for byte in range(0x80, 0xC0))  # behind a first byte
ANY = f"(?:[Â-ß][{FURTHER}]|[à-ï][{FURTHER}]{{2}}|[ð-ô][{FURTHER}]{{3}})"
MISREAD = re.compile(
    rf"{ANY}{{2,}}"
    rf"|(?<![A-ZÀ-Þ¡-¿])[ÂÃ][{FURTHER}]"  # é, ü, £; but not Ã” at the end of a word in capitals
    rf"|â€[{FURTHER}]|â‚¬|â„¢"  # quotation marks and dashes, €, ™
    rf"|ðŸ[{FURTHER}]{{2}}"  # emoji
)
# The older encoding of Korean, which shows signs among letters: ÇÑ±¹ is 한국.
OF_KOREA = re.compile("(?=[À-þ]*[¡-¿×÷])[¡-þ]{4,}")
HANGUL = re.compile("[가-힣]{2,}")
WORD = re.compile(r"\S+")


def misread(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each word that was read in another encoding than it was saved in."""
    for line, words in enumerate(text.split("\n"), 1):
        found = chain(MISREAD.finditer(words), OF_KOREA.finditer(words))
        spoilt = dict.fromkeys(_word_around(words, part) for part in found)
        for word in spoilt:
            meant = _mended(word)
            if meant != word:
                message = f"{excerpt(word)} was read in another encoding than it was saved in"
                yield line, f"{message}; write {excerpt(meant)}"


def _word_around(words: str, part: re.Match[str]) -> str:
    """The word of a line in which something stands, from space to space."""
    before = re.search(r"\S*$", words[: part.start()])
    behind = re.match(r"\S*", words[part.end() :])
    assert before and behind  # if only as nothing
    return before[0] + part[0] + behind[0]


def _mended(word: str) -> str:
    """A word as it most likely was."""
    word = MISREAD.sub(lambda found: _read_again(found[0], "utf-8"), word)
    return OF_KOREA.sub(_in_hangul, word)


def _in_hangul(found: re.Match[str]) -> str:
    again = _read_again(found[0], "cp949")
    return again if HANGUL.fullmatch(again) else found[0]


def _read_again(letters: str, encoding: str) -> str:
    """Letters read in the encoding in which they were saved; as they are where they were not."""
    saved = bytes(BYTES[letter] for letter in letters)
    try:
        return saved.decode(encoding)
    except UnicodeDecodeError:
        return letters
