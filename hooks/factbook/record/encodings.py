"""Words that were saved in one encoding and read in another: of Café such a reader makes CafÃ©.

Only what no language writes is taken for that. An accent before a closing quotation mark, as in
“José”, may look like half a letter too, so a letter of three bytes counts where it is a sign that
every text has, or where others stand beside it. A letter in quotation marks of its own, “Ã”, and
one that ends a word in capitals are none.
"""

import re
from collections.abc import Iterator

from .problems import excerpt


def _shown(byte: int) -> str:
    """How Windows shows a byte; five of them it does not, and those stay what they are."""
    letter = bytes([byte]).decode("cp1252", errors="replace")
    return chr(byte) if letter == "\ufffd" else letter


def _any_of(first: int, last: int) -> str:
    """A pattern of some bytes, as Windows shows them and as older systems do."""
    bytes_ = range(first, last + 1)
    return "[" + "".join(re.escape(_shown(byte) + chr(byte)) for byte in bytes_) + "]"


CONTROLS = {chr(byte): byte for byte in range(0x80, 0xA0)}  # what older systems show
BYTES = {_shown(byte): byte for byte in range(0x80, 0x100)} | CONTROLS
FURTHER = _any_of(0x80, 0xBF)  # behind a first byte
SIGN = f"Â{_any_of(0xA0, 0xBF)}"  # £, §; behind Â all other bytes would be control characters
ANY = f"(?:{SIGN}|[Ã-ß]{FURTHER}|[à-ï]{FURTHER}{{2}}|[ð-ô]{FURTHER}{{3}})"
CAPITAL = "[A-ZÀ-Þ]"
QUOTED = r"(?<=[“”„‘‚«»‹›])Ã[“”‘’»«›‹](?!\w)"  # a letter that is talked about
MISREAD = re.compile(
    rf"{ANY}{{2,}}"
    rf"|(?!{QUOTED})(?<!{CAPITAL})(?<![¡-¿])(?:{SIGN}|Ã{FURTHER})"  # é, ü, £; but not MAÇÃ”
    rf"|(?<={CAPITAL})(?<!{CAPITAL}{{2}})(?<![¡-¿])(?:{SIGN}|Ã{FURTHER})(?=\S*[a-z])"  # KÃ¶ln
    rf"|(?=[Â-ô][\x80-\xbf]{{0,2}}[\x80-\x9f]){ANY}"  # with a control character: no text has one
    rf"|â€{FURTHER}|â‚¬|â„¢"  # quotation marks and dashes, €, ™
    rf"|ðŸ{FURTHER}{{2}}"  # emoji
)
ALL = re.compile(ANY)
OF_WESTERN_EUROPE = re.compile("[¡-þ]")  # what both patterns need, and most texts have none of
LEFT_OVER = re.compile("[Â-ô]")  # of a letter whose other bytes are lost
# The older encoding of Korean, which shows signs among letters: ÇÑ±¹ is 한국.
OF_KOREA = re.compile("(?=[À-þ]*[¡-¿×÷])[¡-þ]{4,}")
HANGUL = re.compile("[가-힣]{2,}")
WORD = re.compile(r"[^ \t\n]+")
# What the older systems show of a letter, and what nobody sees: a text may hold none of it.
UNSEEN_BYTES = re.compile("[\x80-\x9f\xad]")


def misread(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each word that was read in another encoding than it was saved in."""
    for line, words in enumerate(text.split("\n"), 1):
        for word in dict.fromkeys(word[0] for word in _misread_words(words)):
            yield line, _told(word)


def first_with_unseen_bytes(text: str) -> tuple[int, str] | None:
    """(line, message) for the first such word that holds what nobody sees."""
    for word in _with_unseen_bytes(text):
        return text.count("\n", 0, word.start()) + 1, _told(word[0])
    return None


def without_unseen_bytes(text: str) -> str:
    """A text with such words as they were saved, every line where it was."""
    for word in reversed([*_with_unseen_bytes(text)]):
        text = text[: word.start()] + _mended(word[0]) + text[word.end() :]
    return text


def _with_unseen_bytes(text: str) -> Iterator[re.Match[str]]:
    return (word for word in _misread_words(text) if UNSEEN_BYTES.search(word[0]))


def without_misread(text: str) -> str:
    """A text with blanks for the letters that were misread: what looks like ¼ may be half a ü."""
    if text.isascii():
        return text
    for word in _misread_words(text):
        blank = ALL.sub(_blank, OF_KOREA.sub(_blank, word[0]))
        text = text[: word.start()] + blank + text[word.end() :]
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _misread_words(text: str) -> Iterator[re.Match[str]]:
    """Each word, from space to space, that was read in another encoding."""
    if not OF_WESTERN_EUROPE.search(text):
        return
    if not MISREAD.search(text) and not OF_KOREA.search(text):
        return
    for word in WORD.finditer(text):
        if _mended(word[0]) != word[0]:
            yield word


def _told(word: str) -> str:
    """What is said of a word that was misread."""
    meant = _mended(word)
    message = f"{excerpt(word)} was read in another encoding than it was saved in"
    if "\ufffd" in meant or (MISREAD.search(word) and LEFT_OVER.search(ALL.sub("", word))):
        return f"{message}, and a letter of it is lost; write the word anew"
    return f"{message}; write {excerpt(meant)}"


def _mended(word: str) -> str:
    """A word as it most likely was."""
    if MISREAD.search(word):
        word = ALL.sub(lambda found: _read_again(found[0], "utf-8"), word)
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
