"""Names as they stand in a headline: whole words of English, and Korean with its particles."""

import re
from functools import cache

HANGUL = "가-힣"
LATIN = "A-Za-z0-9"
SHORTEST, SHORTEST_KOREAN = 4, 3  # letters of a name that says by itself what is meant
LONG = 5  # letters: a Korean name so long is no part of another one by chance
# What may follow a short name in Korean; anything else makes it another word.
ENDINGS = (
    *("은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "으로", "로", "과", "와"),
    *("도", "만", "부터", "까지", "이나", "나", "라", "이라", "인", "이다", "들", "측", "등"),
    *("서", "께서", "보다", "처럼", "장관", "부총리"),
)


def is_telling(name: str) -> bool:
    """True where a name says by itself what is meant: a number or a short word does not."""
    if name[0].isdigit():
        return False
    return _letters(name) >= (SHORTEST_KOREAN if _has_hangul(name) else SHORTEST)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds a name as words of its own; capitals count where it has no other letters."""
    gap = r"[\s·-]*" if _has_hangul(name) else r"[\s-]+"
    words = gap.join(map(re.escape, name.split()))
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.compile(_begin(name) + words + _end(name), flags)


def _begin(name: str) -> str:
    letters = HANGUL if re.match(f"[{HANGUL}]", name) else LATIN
    return f"(?<![{letters}])"


def _end(name: str) -> str:
    """What must not follow, so that the name is not a part of a longer one."""
    if not re.search(f"[{HANGUL}]$", name):
        return f"s?(?![{LATIN}])"
    if _letters(name) >= LONG:
        return ""
    return f"(?:{'|'.join(ENDINGS)})?(?![{HANGUL}])"


def _has_hangul(name: str) -> bool:
    return bool(re.search(f"[{HANGUL}]", name))


def _letters(name: str) -> int:
    return len(re.findall(f"[{LATIN}{HANGUL}]", name))
