"""Numbers as people and papers write them -> exact values; what might mean another is refused.

50000   50,000   9.9 trillion   1e26   3 × 10^25   26만   1조 2,000억   2천5백만
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from difflib import get_close_matches

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MYRIADS = {"경": 16, "조": 12, "억": 8, "만": 4, "": 0}  # each holds thousands of the one below it
MOST_BELOW = 10**4  # 1조 2,000 and 1억 5천 mean 억 and 만 where people say them, not 2,000
THOUSANDS = {"천": 3, "백": 2, "십": 1, "": 0}

IF_UNIT_SAYS = " if 'unit' says it"  # $5 of a figure in won is not 5 won

# A comma parts thousands only; 0,500 is no such thing, but half of one where commas begin decimals.
DIGITS = r"(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
POWER = r"(?:[eE]\+?|\s*[×*]\s*10\s*(?:\^|의)\s*)"
IN_SCALES = re.compile(rf"({DIGITS})\s*({'|'.join(SCALES)})?", re.ASCII)
IN_POWERS = re.compile(rf"({DIGITS}){POWER}(-?\d{{1,3}})(?:제곱)?", re.ASCII)
ONE_POWER = re.compile(r"10\s*(?:\^|의)\s*(-?\d{1,3})(?:제곱)?", re.ASCII)
PIECE = re.compile(rf"({DIGITS})\s*([천백십]?)\s*([경조억만]?)\s*", re.ASCII)
# The same for editors, which only tell what cannot be a number at all.
WRITTEN = rf"[-−]?(?:{DIGITS}|10\^-?\d+)[\s\d,.eE^×*+경조억만천백십의제곱-]*(?:{'|'.join(SCALES)})?"

MOST_DIGITS = 24  # of a whole number
MOST_DIGITS_OF_FRACTIONS = 15  # more are lost where a file has them in floating point
LARGEST = 30  # as a power of ten
FINEST = 15  # decimals
PLAIN = "must be a plain number such as 50000 or 9.9 trillion, not '{text}'"
DIGITS_ARE = "; its digits are written 0 to 9"
LONGEST = 80  # letters of a number
NO_THOUSANDS = re.compile(r"\d\.000(?!\d)|\d\.\d{3}\.\d")  # 240.000 is 240 thousand elsewhere


def amount(written: object) -> Decimal:
    """A number as authors write it: 50000, 50,000, 9.9 trillion, 26만, 1조 2,000억, 1e26."""
    text = str(written).strip()
    if len(text) > LONGEST:
        raise ValueError(f"is no number: it has {len(text)} letters")
    if NO_THOUSANDS.search(text):
        raise ValueError(PLAIN.format(text=text) + "; a comma parts thousands, a point decimals")
    below_zero = text[:1] in ("-", "−")
    with localcontext(prec=200):
        size = _size(text[1:].lstrip() if below_zero else text)
        if size is None:
            raise ValueError(PLAIN.format(text=text) + _remedy(text))
        _check_extent(size)
        number = -size if below_zero else size
        return number.to_integral_value() if number == number.to_integral_value() else number


def bare_amount(written: object) -> Decimal:
    """The same where no unit is named beside the number: the field itself says what it counts."""
    try:
        return amount(written)
    except ValueError as error:
        raise ValueError(str(error).replace(IF_UNIT_SAYS, "")) from None


# 37.5N, 37°34′12″ N, 126.9 E
DEGREES = re.compile(
    r"(?P<start>[NSEW북남동서])?[위경]?\s*(?P<degrees>\d{1,3}(?:\.\d+)?)\s*[°도º]?"
    r"\s*(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*[′'’분])?"
    r"\s*(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*[″\"”초])?"
    r"\s*(?P<end>[NSEW])?",
    re.ASCII | re.I,
)


def degrees(written: object) -> Decimal:
    """Degrees of a place, 37.57 or -33.9; as a map may print them they are refused with both."""
    text = str(written).strip()
    try:
        return amount(text)
    except ValueError:
        found = DEGREES.fullmatch(text)
        remedy = f"; write {_decimal_degrees(found)}" if found else ""
        raise ValueError(
            f"must be degrees as a plain number, below zero south and west, not '{text}'{remedy}"
        ) from None


def _decimal_degrees(found: re.Match[str]) -> str:
    """Degrees with their fraction as exact as they are written, and with a sign for the side."""
    minutes = Decimal(found["minutes"] or 0)
    seconds = Decimal(found["seconds"] or 0)
    whole = Decimal(found["degrees"]) + minutes / 60 + seconds / 3600
    is_divided = found["minutes"] or found["seconds"]
    written = f"{round(whole, 4).normalize():f}" if is_divided else found["degrees"]
    side = (found["start"] or found["end"] or "N").upper()
    sign = "-" if side in "SW남서" else ""
    return f"{sign}{written}"


def _size(text: str) -> Decimal | None:
    """A number without its sign; nothing where the text is none."""
    if found := IN_SCALES.fullmatch(text):
        return _decimal(found[1]).scaleb(SCALES.get(found[2], 0))
    if found := IN_POWERS.fullmatch(text):
        return _decimal(found[1]).scaleb(int(found[2]))
    if found := ONE_POWER.fullmatch(text):
        return Decimal(1).scaleb(int(found[1]))
    return _in_myriads(text)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _in_myriads(text: str) -> Decimal | None:
    """The sum of pieces such as 1조, 2,000억 and 5천만, each smaller than one of that before."""
    total, room, place = Decimal(0), Decimal("Infinity"), 0
    pieces = list(PIECE.finditer(text))
    for found, named in zip(pieces, _myriads_of(pieces), strict=True):
        number = _decimal(found[1])
        one = Decimal(10) ** (MYRIADS[named] + THOUSANDS[found[2]])
        leaps = not found[3] and found is pieces[-1] and room > MOST_BELOW
        goes_on = found.start() == place and number * one < room and not (leaps and total)
        goes_on = goes_on and room > 1  # 240 000 is no 240 and nothing more
        is_whole = number == int(number) or found is pieces[-1]
        if not (goes_on and is_whole):
            return None
        total, room, place = total + number * one, one, found.end()
    return total if place == len(text) and pieces else None


def _myriads_of(pieces: Iterable[re.Match[str]]) -> list[str]:
    """The myriad of each piece: its own, or else that of the piece after it, as in 2천5백만."""
    named: list[str] = []
    after = ""
    for piece in reversed(list(pieces)):
        after = piece[3] or after
        named.append(after)
    return named[::-1]


def _remedy(text: str) -> str:
    """What is most likely meant by a text that is no number."""
    if not "".join(re.findall(r"\d", text)).isascii():
        return DIGITS_ARE
    for told in (_doubt_elsewhere(text), _in_decimals(text), _in_hangul(text), _counted(text)):
        if told:
            return told
    if OTHER_RANGE.match(text):
        return "; a range is written 200,000~260,000, in the 'value' of a reading alone"
    if digits := _digits_of_words(text):
        return f"; write its digits: {digits}"
    if too_large := _part_too_large(text):
        return too_large
    if re.search("[경조억만천백십]", text):
        return "; name the unit of each part, as in 1조 2,000억, or of both ends, as in 2천만~3천만"
    if "," in text:
        return "; a comma parts thousands (4,500,000), decimals follow a point (4.5)"
    return ""


def _in_hangul(text: str) -> str:
    """How 26万 is written here, and what is wrong with the rest; nothing for any other text."""
    written = text.translate(OTHER_MYRIADS)
    if written == text or not re.search(r"\d\s*[경조억만]", written):
        return ""
    return _write(written)


FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}  # behind the point
WITH_FRACTION = re.compile(rf"(\d*) ?([{''.join(FRACTIONS)}])")


def _in_decimals(text: str) -> str:
    """How 2½ and +2 are written here, and what is wrong with the rest; or nothing."""
    written = WITH_FRACTION.sub(lambda found: f"{found[1] or 0}.{FRACTIONS[found[2]]}", text)
    written = re.sub(r"^\+\s*(?=[\d.])", "", written)
    return "" if written == text else _write(written)


LEFT_OUT = re.compile(r"; leave out '(?P<words>.+?)'(?P<is_written>.*, and write )?")


def _write(written: str) -> str:
    """The remedy that a number is written so, without what is still wrong with it then."""
    if _size(written.lstrip("-−")) is not None or _is_range(written):
        return f"; write {written}"
    more = _remedy(written)
    left_out = LEFT_OUT.match(more)
    if left_out and left_out["is_written"]:
        return more
    kept = written.replace(left_out["words"], "").strip() if left_out else written
    return f"; write {kept}{more}"


ONES = "영일이삼사오육칠팔구"  # each at the place of what it counts
WRITTEN_OUT = re.compile(rf"(?P<below>[{ONES}천백십 ]*)(?P<myriad>[경조억만]?)")
BELOW_A_MYRIAD = re.compile(rf"(?P<one>[{ONES}]?)(?P<thousand>[천백십]?)")


def _digits_of_words(text: str) -> str:
    """26만 for a number in words, 이십육만; nothing where the text is none."""
    if not re.fullmatch(rf"[{ONES}경조억만천백십 ]+", text):
        return ""
    parts = [found for found in WRITTEN_OUT.finditer(text) if found[0].strip()]
    digits = " ".join(f"{_below_a_myriad(part['below']):,}{part['myriad']}" for part in parts)
    return digits if _size(digits) is not None else ""


def _below_a_myriad(words: str) -> int:
    """The number that words give: 26 for 이십육; 1 where there are none, as in 만."""
    found = [part for part in BELOW_A_MYRIAD.finditer(words.replace(" ", "")) if part[0]]
    sizes = [
        (ONES.index(part["one"]) if part["one"] else 1) * 10 ** THOUSANDS[part["thousand"]]
        for part in found
    ]
    return sum(sizes) if sizes else 1


def _part_too_large(text: str) -> str:
    """What is said of 1조 20,000억, a part of which is more than one of the unit before it."""
    pieces = list(PIECE.finditer(text))
    if "".join(found[0] for found in pieces) != text:
        return ""
    before, room = "", Decimal("Infinity")
    for found, named in zip(pieces, _myriads_of(pieces), strict=True):
        one = Decimal(10) ** (MYRIADS[named] + THOUSANDS[found[2]])
        size = _decimal(found[1]) * one
        if before and size >= room:
            is_ = f"'{found[0].strip()}' is {size / room:,f}{before} by itself"
            return f"; {is_}: each part is smaller than one of the unit before it"
        before, room = found[2] + named, one
    return ""


OTHER_RANGE = re.compile(r"(?:between|from)\b|[^-–—]*\d[^-–—]*[-–—] *\d[^-–—]*$", re.I)
SCALES_ARE = "a scale is thousand, million, billion or trillion"
# Myriads as other tongues write them: 26万 is 26만.
OTHER_MYRIADS = str.maketrans("万萬亿億兆千百十", "만만억억조천백십")
SCALED_FIRST = re.compile(rf"{DIGITS}\s*(?:{'|'.join(SCALES)})\s+(\D+)", re.ASCII)
NUMBER_FIRST = re.compile(rf"({DIGITS}[\d,.\s경조억만천백십]*)\s*([^\d\s,.경조억만천백십]\D*)")
SHORT_SCALES = {
    **dict.fromkeys(("k", "ths"), "thousand"),
    **dict.fromkeys(("m", "mn", "mil", "mio", "mln"), "million"),
    **dict.fromkeys(("b", "bn", "bil", "mrd", "mia", "mld"), "billion"),
    **dict.fromkeys(("t", "tn", "trn", "billionen"), "trillion"),
    **dict.fromkeys(("milliarde", "milliarden", "milliards"), "billion"),
    **dict.fromkeys(("mill", "millionen", "millions"), "million"),
}
MONEY = re.compile(r"(?:US)?[₩$€£¥]|[A-Z]{3}(?=[\s\d])")
# Words of doubt that are not read, and how the same is written.
DOUBTS = (
    (re.compile(r"(?:over|above|exceeding)\b|넘|웃도", re.I), "more than' or '초과"),
    (re.compile(r"(?:under|below)\b|밑|못 미치", re.I), "less than' or '미만"),
    (re.compile(r"\b(?:at most|(?:not|no) more than)\b", re.I), "up to' or '최대"),
    (re.compile(r"\b(?:not|no) (?:less|fewer) than\b", re.I), "at least' or '최소"),
    (re.compile(r"(?:nearly|almost|roughly|around|circa|some)\b|approx", re.I), "about' or '약"),
    (re.compile(r"^[~≈]|정도|가량|쯤|여(?!\w)|안팎"), "about' or '약"),
    (re.compile(r"^(?:≥|>=)|[+~]$|\bor more\b", re.I), "at least' or '최소"),
    (re.compile(r"^(?:≤|<=)|\bor (?:less|fewer)\b|이하|이내|까지", re.I), "up to' or '최대"),
    (re.compile(r"^>"), "more than' or '초과"),
    (re.compile(r"^<"), "less than' or '미만"),
)


def _doubt_elsewhere(text: str) -> str:
    """How a word of doubt is written that is not read as it stands."""
    if re.match(r"(?:수|몇)[십백천만억조]", text):
        return "; this names no number: leave the reading out, or give 'low' and 'high'"
    if any(re.fullmatch(pattern, text) for pattern in QUALIFIERS) or _is_range(text):
        return (
            "; write the number alone: words of doubt and ranges are read in the 'value' of a "
            "reading, where 'qualifier', 'low' and 'high' do not say them already"
        )
    for pattern, words in DOUBTS:
        if pattern.search(text):
            return f"; doubt is written '{words}'"
    return ""


def _counted(text: str) -> str:
    """What stands beside a number and is said by its unit."""
    money = MONEY.match(text)
    bare = text[money.end() :].strip() if money else text
    if money and _size(bare) is not None:
        return f"; leave out '{money[0]}'{IF_UNIT_SAYS}"
    if scaled := SCALED_FIRST.match(bare):
        return f"; leave out '{scaled[1]}'{IF_UNIT_SAYS}"
    found = NUMBER_FIRST.fullmatch(bare)
    if money and found and (scale := _scale_meant(found[2])):
        return f"; leave out '{money[0]}'{IF_UNIT_SAYS}, and write {found[1].strip()} {scale}"
    return _not_digits(found[2]) if found and _size(found[1].strip()) is not None else ""


def _not_digits(words: str) -> str:
    """What to do with words behind a number: a scale is told apart from what is counted."""
    if near := _scale_meant(words):
        return f"; did you mean '{near}'?"
    words = " ".join(word for word in words.split() if word not in SCALES)
    if not re.match("[가-힣]", words):
        return f"; leave out '{words}'{IF_UNIT_SAYS}; {SCALES_ARE}"
    return f"; leave out '{words}'{IF_UNIT_SAYS}"


def _scale_meant(words: str) -> str:
    """The scale that a short or misspelt word stands for; nothing where it is none."""
    short = SHORT_SCALES.get(words.partition(" ")[0].rstrip(".").lower())
    near = short or "".join(get_close_matches(words.lower(), SCALES, n=1))
    return "" if near in words.split() else near


def _check_extent(size: Decimal) -> None:
    """ValueError for a number that some file could not hold, or that nobody can have counted."""
    digits = len("".join(map(str, size.as_tuple().digits)).strip("0"))
    if size and not Decimal(10) ** -FINEST <= size < Decimal(10) ** LARGEST:
        raise ValueError(f"must lie between 10^-{FINEST} and 10^{LARGEST}")
    most = MOST_DIGITS if size == int(size) else MOST_DIGITS_OF_FRACTIONS
    if digits > most:
        raise ValueError(f"has {digits} digits, and at most {most} can be kept; round it")


# ---------------------------------------------------------------- words around a number

QUALIFIERS = {
    r"(?:약|about\s)\s*(.+)": "about",
    r"(?:최대|up\s+to\s)\s*(.+)": "up-to",
    r"(?:최소|at\s+least\s)\s*(.+)": "at-least",
    r"more\s+than\s+(.+)": "more-than",
    r"less\s+than\s+(.+)": "less-than",
    r"(.+?)\s*이상": "at-least",
    r"(.+?)\s*초과": "more-than",
    r"(.+?)\s*미만": "less-than",
}
RANGE = re.compile(r"(.+?)\s*(?:[~～〜–]|\bto\b)\s*(.+)")
SCALE_AT_THE_END = re.compile(rf"\s*(?:{'|'.join(SCALES)}|[천백십경조억만]+)$")


def as_printed(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a reading whose value stands as papers print it: 약 5만, 5~7만, up to 260,000.

    The words become its qualifier, the range its low and high end.
    """
    value = str(fields["value"]).strip()
    read = dict(fields)
    if len(value) > LONGEST:
        return read
    for pattern, qualifier in QUALIFIERS.items():
        found = re.fullmatch(pattern, value)
        if found and fields.get("qualifier") in (None, qualifier):
            value = found[1]
            read |= {"value": value, "qualifier": qualifier}
            break
    ends = RANGE.fullmatch(value)
    if ends and "low" not in fields and "high" not in fields and _are_ends(ends[1], ends[2]):
        del read["value"]
        read |= {"low": _with_scale_of(ends[2], ends[1]), "high": ends[2]}
    return read


def _is_range(text: str) -> bool:
    ends = RANGE.fullmatch(text)
    return ends is not None and _are_ends(ends[1], ends[2])


def _are_ends(low: str, high: str) -> bool:
    """True where two texts are numbers, the first of which can be read in one way alone."""
    return not _lacks_its_myriad(low, high) and all(
        _size(end.lstrip("-−")) is not None for end in (_with_scale_of(high, low), high)
    )


def _lacks_its_myriad(low: str, high: str) -> bool:
    """True for 2천~3천만: papers mean 2천만, and 2천 is a number too."""
    myriad = re.search("[경조억만]$", high)
    if not myriad or not re.search("[천백십]$", low):
        return False
    smaller, larger = _size(f"{low}{myriad[0]}"), _size(high)
    return smaller is not None and larger is not None and smaller < larger


def _with_scale_of(high: str, low: str) -> str:
    """The low end of a range with the scale that only its high end names: 5~7만 is 5만 to 7만."""
    scale = SCALE_AT_THE_END.search(high)
    return f"{low}{scale[0]}" if scale and not SCALE_AT_THE_END.search(low) else low
