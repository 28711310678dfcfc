"""Names -> ids: lower-case Latin letters and digits with hyphens, whatever they are written in."""

import re
import unicodedata

# The letters of Hangul in the Revised Romanization, each as it stands alone: an id is no reading
# aid, but two names that differ should have ids that differ.
BEGINS = (
    *("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s"),
    *("ss", "", "j", "jj", "ch", "k", "t", "p", "h"),
)
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
ENDS = (
    *("", "k", "kk", "ks", "n", "nj", "nh", "t", "l", "lk", "lm", "lb", "ls", "lt"),
    *("lp", "lh", "m", "p", "ps", "s", "ss", "ng", "j", "ch", "k", "t", "p", "h"),
)
FIRST_SYLLABLE = 0xAC00  # 가; the others follow by begin, vowel and end


def suggested_id(name: str) -> str | None:
    """A name as an id, accents left out and Hangul in Latin letters.

    Nothing where no letter is left: numbers alone, such as a date, name nothing.
    """
    whole = unicodedata.normalize("NFC", name.lower())
    latin = "".join(map(_romanized, whole))
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return id_ if re.search("[a-z]", id_) else None


def _romanized(letter: str) -> str:
    """A syllable of Hangul in Latin letters; any other letter as it is."""
    place = ord(letter) - FIRST_SYLLABLE
    if not 0 <= place < len(BEGINS) * len(VOWELS) * len(ENDS):
        return letter
    rest, end = divmod(place, len(ENDS))
    begin, vowel = divmod(rest, len(VOWELS))
    return BEGINS[begin] + VOWELS[vowel] + ENDS[end]
