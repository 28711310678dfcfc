"""What texts may not say: a number that comes from no fact, a time that is bound to no date."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from ..meaning.figures import current
from ..meaning.wording import Wording
from ..record.book import SITE, Address, Book
from ..record.encodings import without_misread
from ..record.fields import Model, fields_of
from ..record.kept import AT_HAND, kept
from ..record.kinds import Reading
from ..record.problems import excerpt
from ..record.questions import digest
from ..record.rules import parts
from ..record.values import Day, Record, Text
from .dates import GAP, Date, dates_in
from .syntax import CLOSE, OPEN

RELATIVE = {
    "en": re.compile(
        r"\b(now|nowadays|currently|recently|today|tomorrow|yesterday|so far|to date|at present"
        r"|at the moment|upcoming|soon|ago|(?:next|last|this|coming|past) "
        r"(?:year|month|week|quarter|summer|spring|autumn|fall|winter|decade))\b",
        re.I,
    ),
    "ko": re.compile(
        r"(?<!일 )(?<!월 )(?<!년 )(현재|최근|내년|작년|올해|금년|지난해|지난달|지난주|이달"
        r"|이번 ?(?:주(?![최요제])|달|해(?!결))|다음 ?(?:주(?![최요제])|달)"
        r"|오늘|어제|내일|지금|요즘|조만간)"
    ),
    "de": re.compile(
        r"\b([Hh]eute|[Gg]estern|morgen|[Jj]etzt|[Dd]erzeit(?:ig\w+)?|[Zz]urzeit|[Mm]omentan|[Bb]ald"
        r"|[Aa]ktuell(?:e[mnrs]?)?|[Gg]egenwärtig|[Kk]ürzlich|[Nn]eulich|[Dd]emnächst|[Bb]islang"
        r"|[Bb]isher|(?:[Nn]ächst|[Ll]etzt|[Vv]ergangen|[Kk]ommend|[Vv]orig|[Dd]ies)e[mnrs]? "
        r"(?:Jahr|Monat|Woche|Quartal|Sommer|Frühjahr|Herbst|Winter|Jahrzehnt)(?:e?s)?)\b"
    ),
    "ar": re.compile(
        r"\bو?(الآن|حالي(?:ا|ًا|اً)|مؤخر(?:ا|ًا|اً)|قريب(?:ًا|اً)|(?:العام|الشهر|الأسبوع) الماضي)"
    ),
}
# Numbers that no digits are: ½, Ⅳ, and 五十 among words that are not Chinese. Circled ones are
# signs of lists; raised and lowered ones are powers and notes behind a letter: m², CO₂.
RAISED = "⁰¹²³⁴-⁹₀-₉"
SIGNS = "¼-¾⅐-↉〡-〩"
HAN = "一-鿿"
IN_HAN = "[〇零一二三四五六七八九十百千萬万億兆]"
NUMBER = re.compile(
    rf"\d+분의[ \n]?\d+|\d{{1,2}}·\d{{1,2}}(?![\d.,]*\d)"  # 3분의 2, 5·18
    rf"|[\d{SIGNS}][\d,.{SIGNS}{RAISED}]*[\d{SIGNS}{RAISED}]|[\d{SIGNS}]"
    rf"|(?<![^\W_])(?<!\))[{RAISED}]+"
    rf"|(?<![{HAN}]){IN_HAN}{{2,}}(?![{HAN}])"
)
# A time of day. With one digit it may be a ratio, 1:20, but for the full hour and the half.
CLOCK = r"(?<![\d:.,])(?:(?:[01]\d|2[0-3]):[0-5]\d|[1-9]:00|[2-9]:30)(?![\d:]|[.,]\d)"
HOUR = r"(?:1[0-2]|[1-9])(?::[0-5]\d)?"
# Pieces of laws and books. In small letters they may stand beside a count: on this page 12 lamps.
AND_MORE = rf"(?:\(\d{{1,2}}\))?(?:(?:[-–]|{GAP}(?:to|and){GAP})\d{{1,4}})?(?![\d,.]*\d)"
PIECE = (
    rf"(?:(?:Article|Section|Chapter|Paragraph|Page|Annex)s?|pp?\.){GAP}\d{{1,4}}{AND_MORE}"
    rf"|(?<!this )(?<!each )(?:article|section|chapter|paragraph|page)s?{GAP}\d{{1,4}}{AND_MORE}"
    r"(?=[.,;:)]|\s*\Z|\s(?:of|in|and|is|says)\b)"
    rf"|(?:Act|Law|Bill|Decree|Notice){GAP}No\.{GAP}\d{{1,5}}\b(?![,.]\d)"
)
# How long, how old, the how manieth, when in a day: digits that count no fact of the record.
# A 'No.' that may be an answer has no say: what it says is a word before it, or nothing behind it.
COUNTS = {
    "en": re.compile(
        rf"\b(?:\d{{1,3}}(?:–| to | or ))?\d{{1,3}}(?:[-\n]|{GAP})"
        r"(?:year|month|week|day|hour|minute)s?\b"
        rf"|\b\d{{1,3}}(?:st|nd|rd|th)\b|\b(?:{PIECE})"
        r"|\b(?:1[5-9]\d|20\d|[1-9])0s\b"
        rf"|\b[Aa]ge[ds]?{GAP}\d{{1,2}}(?:(?:[-–]| to )\d{{1,2}})?\b|\b[Ww]eek{GAP}\d{{1,2}}\b"
        rf"|(?:(?<=[\w,;]\s)|(?<=[\w,;]\s\*\*)|(?<=\())No\.{GAP}\d{{1,3}}\b"
        rf"|\bNo\.{GAP}\d{{1,3}}(?=\s*(?:\||\Z))"
        rf"|\b(?:{HOUR}[-–])?{HOUR} {{0,8}}(?:[ap]\.m\.|(?:[ap]m|[AP]M)\b)|{CLOCK}"
    ),
    "ko": re.compile(
        r"(?<![\d.,])\d{1,2}(?:~\d{1,2})?"
        r"(?:년|개월|주(?= ?[간뒤만전])|시간|분(?= ?[간뒤만전활짜동수씩또|]))"
        r"|(?<![\d.,])\d{1,3}일(?= ?(?:간|동안|만에|째|뒤|전|안에|이내|을 맞|이 넘))"
        r"|(?<![\d.,·])제?(?:\d{1,3}[·~])?\d{1,3}(?:차|위|단계|세|번째|조(?= ?\d*항)|항)|1인당"
        r"|(?:(?<![가-힣])|(?<=[조항]))제\d{1,5}(?:조의\d{1,2}|(?=[가-힣])(?![만억]|조 ?원))"
        r"|(?<![\d.,])\d{1,2}대(?= (?:국회|대통령))|(?<![\d.,])\d{1,2}박 ?\d{1,2}일"
        r"|(?<![\d.,])\d선(?= ?(?:국회)?의원|인 |에 (?:성공|도전))"
        r"|(?<![\d.,])100?배"
        r"|(?<![\d.,])[1-9]0대(?= [초중후]반|가 아)|(?<![\d.,])(?:1[5-9]|20)\d0년대"
        r"|(?:오전|오후) (?:\d{1,2}시~)?\d{1,2}시(?: \d{1,2}분)?"
        rf"|(?<![\d.,])\d{{1,2}}시(?: [1-5]?\d분|(?=쯤|에|부터|까지| 정각| 사이))|{CLOCK}"
    ),
}
IN_CODE = re.compile(r"(?P<ticks>``?)(?!`)[^\n]*?(?P=ticks)")
SKIPPED = re.compile(
    rf"(?P<fence>```|~~~).*?(?P=fence)|(?P<code>{IN_CODE.pattern})"
    r"|\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\}"  # calls, and what is meant as one
    r"|<!--.{0,10000}?-->|<[a-zA-Z/][^<>]{0,2000}>"  # HTML
    r"|\]\([^)\s]*\)|https?://\S+|\]\[[^\]\[\n]*\]"  # addresses
    r"|\{ ?(?:[:#.]|[a-z-]+=)[^}\n]*\}"  # attribute lists
    r"|\[\^[^\]\s]+\]|(?<![\w:]):(?:[+-]1|[a-z][\w-]*):|\+\+[a-z][\w+-]*\+\+"  # notes, signs, keys
    r"|(?<=[A-Za-z)])(?P<moved>[~^])\d{1,3}(?P=moved)"  # lowered and raised: CO~2~
    r"|^ *\*\[[^\]\n]+\](?= ?:)|-8<-"  # what an abbreviation is of, files taken in
    r"|^[> ]*\d+[.)][^\S\n]+(?=\S)|^[> ]*\d{1,3}\\\.\s"  # of lists, or of none
    r"|^ *\[(?!\^)[^\]\n]+\]:[^\n]*$"  # link definitions
    r"|&#?\w+;",
    re.S | re.M,
)
SCALES = (1, 10**6, 10**9, 10**12, 10**4, 10**8)  # in which a value may be printed
FACT_CALL = '{{ figure("kind/id#figure") }}'


@dataclass(frozen=True)
class Known:
    """What prose may print though it calls no fact: the names and the dates of a Book."""

    all_names: frozenset[str]
    dates: frozenset[tuple[int, ...]]  # as _forms tells them

    @cached_property
    def mark(self) -> str:
        """Tells them from any others."""
        return digest([self.all_names, self.dates])

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """For each number or word for time that occurs in a name, those names."""
        holding: dict[str, list[str]] = defaultdict(list)
        for name in self.all_names:
            for pattern in (NUMBER, *RELATIVE.values()):
                for found in pattern.finditer(name):
                    holding[found[0].lower()].append(name)
        return holding

    def has_name(self, words: str, found: re.Match[str]) -> bool:
        """True where a number or word for time is part of a name, such as GPT-5."""
        return any(
            _stands_around(name, words, found) for name in self.names.get(found[0].lower(), ())
        )

    def has_date(self, date: Date) -> bool:
        """True where the record knows a date, as far as it is told, its day of the week too."""
        return date.is_clear and date.forms <= self.dates and not date.other_weekday


def known_of(book: Book) -> Known:
    """The names and dates of a Book."""
    names, days = set(book.site.names_to_print), {book.site.as_of, *book.site.editions}
    for _, record in book.all_that_is_read():
        names.update(_names_of(record))
        days.update(_days_of(record))
    return Known(frozenset(names), frozenset(chain.from_iterable(map(_forms, days))))


@lru_cache(maxsize=1)
def _at_hand(known: Known) -> Known:
    return known


Found = tuple[re.Match[str], ...]


class Unknown(NamedTuple):
    """What of some words no name and no record holds."""

    times: Found
    dates: tuple[Date, ...]
    numbers: Found


LONGEST_WORD = 20  # letters of a word that a remedy repeats
JOINED_BEFORE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:/.-]*$")
JOINED_BEHIND = re.compile(r"(?:[:/.-]?[A-Za-z0-9]+)+")
SCALE = "(?:[십백천]?[만억조]|[백천])"  # of a Korean number: 1조 2,345억
UNSCALED = r"\d[\d,.]{0,12}"
SCALED = re.compile(rf"{UNSCALED}{SCALE}(?: ?{UNSCALED}{SCALE}){{0,3}}(?: ?(?:\d,)?\d{{3}})?(?!\d)")
WITH_A_DOT = re.compile(r"\d+·\d+[가-힣]*?(?=(?:은|는|을|를|에서|에는|으로|와|과)?(?![가-힣]))")


def _whole_word(found: re.Match[str], words: str) -> str:
    """What a number is a part of: A100, 18:30, COVID-19, 26만, 5·18기념재단."""
    if of_korean := WITH_A_DOT.match(words, found.start()) or _scaled(found, words):
        return of_korean[0][:LONGEST_WORD]
    before = JOINED_BEFORE.search(words[max(0, found.start() - LONGEST_WORD) : found.start()])
    behind = JOINED_BEHIND.match(words[found.end() : found.end() + LONGEST_WORD])
    whole = f"{before[0] if before else ''}{found[0]}{behind[0] if behind else ''}"
    return whole if len(whole) <= LONGEST_WORD else " ".join(found[0].split())[:LONGEST_WORD]


def _scaled(found: re.Match[str], words: str) -> re.Match[str] | None:
    """The number with a scale that a number is, or is a piece of."""
    start, end = max(0, found.start() - LONGEST_WORD), found.end() + LONGEST_WORD
    wholes = SCALED.finditer(words, start, end)
    return next((it for it in wholes if it.start() <= found.start() < it.end()), None)


@dataclass(frozen=True)
class Lint:
    """What a Book allows prose to print, and which fact a number is from."""

    book: Book
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    look_for_known: Callable[[Book], Known] = known_of

    def mistakes(self, text: str, language: str) -> Iterator[tuple[int, str]]:
        """(line, message) for each bare number, unknown date and unbound relative time."""
        words = _in_question(text, language)
        if not words:
            return
        unknown = _unknown(self.known, words, language)
        for found in unknown.times if f"{SITE}/" not in self.book.broken else ():
            yield line_of(text, found.start()), _unbound_time(found, text)
        yield from self._unknown_dates(text, unknown)
        for found in unknown.numbers if self._knows_all_names else ():
            message = self._bare_number(found, words, language)
            if where := _where_figures_are_not(text, found):
                message = f"the number {excerpt(found[0])} comes from no fact; {where}"
            if _touches_a_call(text, found):
                message = read_with_a_number(found[0])
            yield line_of(text, found.start()), message

    def numbers_of_no_fact(self, text: str, language: str) -> Iterator[tuple[int, str]]:
        """(line, message) for each bare number and unknown date alone."""
        words = _in_question(text, language)
        unknown = _unknown(self.known, words, language)
        yield from self._unknown_dates(text, unknown)
        for found in unknown.numbers if self._knows_all_names else ():
            yield line_of(text, found.start()), self._bare_number(found, words, language)

    @cached_property
    def known(self) -> Known:
        """What no fact need call; the very same as long as no edit changes any name or date."""
        return _at_hand(self.look_for_known(self.book))

    @cached_property
    def _knows_all_names(self) -> bool:
        """False where a whole file cannot be read: its names and dates may hold any number."""
        return not any(address.endswith("/") for address in self.book.broken)

    # ------------------------------------------------------------ dates

    def _unknown_dates(self, text: str, unknown: Unknown) -> Iterator[tuple[int, str]]:
        for date in unknown.dates if self._knows_all_names else ():
            yield line_of(text, date.start), self._unknown_date(date, text)

    def _unknown_date(self, date: Date, text: str) -> str:
        """What is said of a date of no record; of a day that there is not, no call prints it."""
        words, end = excerpt(date.words), self.book.site.as_of
        if not date.is_clear:
            return f"{words} is read as another day elsewhere; write it in words, or as {end}"
        if date.fault:
            return f"there is no {words}: {date.fault}; mend the date"
        if date.other_weekday:
            return f"{words} is a {date.other_weekday}; mend the day of the week, or the date"
        if date.is_after(end.last):
            remedy = "put what is planned for it in data/, as a step with 'due' and its source"
            told = f"{words} is after the record's end ({end}, data/site.yml: as_of)"
            return f"{told}, and no record has it; {remedy}, or mend the date"
        remedy = "put it in data/ with its source, as the day of a step, an event or a reading"
        return f"no record has the date {words}; {remedy}, {_or_as_no_fact(date, text)}"

    # ------------------------------------------------------------ numbers

    def _bare_number(self, found: re.Match[str], words: str, language: str) -> str:
        number, address = found[0], self._fact_of(found, words, language)
        call = f'{{{{ figure("{address}") }}}}'
        remedy = f"use {call}" if address else f"put it in data/ and use {FACT_CALL}"
        return (
            f"the number {excerpt(number)} comes from no fact; {remedy}, "
            f'or {{{{ plain("{_whole_word(found, words)}") }}}} if it is no fact'
            f"{_as_an_age(found, words, language)}"
        )

    def _fact_of(self, found: re.Match[str], words: str, language: str) -> Address:
        """The one figure that is printed just as it stands here, its unit too; "" for none.

        Where several read alike none is named: which of them is meant, nobody can tell.
        """
        alike, words = set(), with_plain_spaces(words)
        for address, reading in self.numbers.get(_value(found[0]), ()):
            unit = self.book.units[self.book.figures[address].unit]
            printed = self.wordings[language].reading(reading, unit)
            if _stands_around(with_plain_spaces(printed), words, found):
                alike.add(address)
        return alike.pop() if len(alike) == 1 else ""

    @cached_property
    def numbers(self) -> dict[Decimal | None, list[tuple[Address, Reading]]]:
        """For each value, as it may be printed, the present readings that have it.

        A call prints no earlier one, unless it says so.
        """
        found: dict[Decimal | None, list[tuple[Address, Reading]]] = defaultdict(list)
        if not self.wordings:
            return found
        for address, figure in self.book.figures.items():
            reading = current(figure)
            for number in filter(None, (reading.value, reading.low, reading.high)):
                for scale in SCALES:
                    found[number / scale].append((address, reading))
        return found


def _without_counts(words: str, language: str) -> str:
    """Words with blanks for durations, ages, ordinals and the like."""
    rule = COUNTS.get(language, CLOCK)
    return re.sub(rule, lambda found: " " * len(found[0]), words)


def _worth_reading(text: str, language: str) -> bool:
    relative = RELATIVE.get(language)
    return bool(NUMBER.search(text) or (relative and relative.search(text)))


@lru_cache(maxsize=AT_HAND)
def _unknown(known: Known, words: str, language: str) -> Unknown:
    """The words for time, the dates, and the numbers that are no part of a date or a count."""
    relative = RELATIVE.get(language)
    times = relative.finditer(words) if relative else ()
    plain = with_plain_spaces(words)
    found = dates_in(plain, language)
    read = [date for date in found if known.has_date(date)]
    told = [date for date in found if not known.has_date(date) and _is_told(known, date, words)]
    undated = _without_dates(plain, sorted((*read, *told)))
    numbers = NUMBER.finditer(_without_counts(undated, language))
    return Unknown(
        _without_names(known, words, times),
        tuple(told),
        _without_names(known, words, numbers),
    )


def _without_dates(words: str, dates: Iterable[Date]) -> str:
    """Words with blanks for some dates."""
    pieces, end = [], 0
    for date in dates:
        pieces += [words[end : date.start], " " * (date.end - date.start)]
        end = date.end
    return "".join((*pieces, words[end:]))


def _is_told(known: Known, date: Date, words: str) -> bool:
    """True for a date of no record; one within a name, and a year alone, is read as numbers."""
    numbers = NUMBER.finditer(words, date.start, date.end)
    return not date.is_any_number and not any(known.has_name(words, it) for it in numbers)


def _without_names(known: Known, words: str, places: Iterable[re.Match[str]]) -> Found:
    return tuple(found for found in places if not known.has_name(words, found))


@lru_cache(maxsize=AT_HAND)
def _in_question(text: str, language: str) -> str:
    """The bare words of a text that may hold a number or a time; nothing where it holds neither."""
    words = without_misread(bare_words(text)) if _worth_reading(text, language) else ""
    return words if _worth_reading(words, language) else ""


@kept
def _names_of(record: object) -> Iterator[str]:
    name = getattr(record, "name", None)
    if isinstance(name, Text):
        yield from (words for _, words in name.others("") if words)
    if publisher := getattr(record, "publisher", None):
        yield publisher.partition(" (")[0]
    for alias in getattr(record, "found_by", ()):
        # An alias is what people type; only one that begins like a name may stand in prose.
        if re.match(r"[^\W\d]", alias) and not re.search(r"\d,\d", alias):
            yield alias


@kept
def _days_of(record: Record) -> Iterator[Day]:
    for _, part in parts(record):
        written = vars(part)
        for name in _fields_of_days(type(part)):
            if day := written.get(name):
                yield day


@cache
def _fields_of_days(model: Model) -> tuple[str, ...]:
    return tuple(it.name for it in fields_of(model) if it.type == "day" and not it.many)


def _forms(day: Day) -> Iterator[tuple[int, ...]]:
    """(year,), (year, month), (year, month, day), (month,) and (month, day) of a date."""
    year, month, date = day.first.year, day.first.month, day.first.day
    yield from ((year,), (day.last.year,))
    if day.exactness in ("day", "month"):
        yield from ((year, month), (month,))
    if day.exactness == "day":
        yield from ((year, month, date), (month, date))


def bare_words(text: str) -> str:
    """A text with code, calls, HTML and addresses blanked out, every line where it was.

    A number in the dress of code stays: it is read as any other.
    """
    return SKIPPED.sub(_blanked, text)


# What of HTML, of lists of attributes and of the addresses below a text is shown as words.
SHOWN = re.compile(
    r"""\b(?:title|aria-label)\s*=\s*(?:"(?P<in_two>[^"\n]*)"|'(?P<in_one>[^'\n]*)')"""
    r"""|^ *\[[^\]\n]+\]:[^\n]*?\s["'(](?P<of_link>[^"')\n]*)["')]\s*$"""
)


def _blanked(found: re.Match[str]) -> str:
    code = found.groupdict().get("code")
    if code and not re.search(r"[^\W\d_]", code):
        return code
    kept = found[0].partition("\n")[0] if found["fence"] else found[0]
    blank = re.sub(r"[^\n]", " ", found[0])
    for shown in SHOWN.finditer("" if kept.startswith("{{") else kept):
        start, end = shown.span(shown.lastgroup or 0)
        blank = blank[:start] + found[0][start:end] + blank[end:]
    return blank


def _stands_around(name: str, words: str, found: re.Match[str]) -> bool:
    """True where a whole name stands around what was found."""
    first, last = found.span()
    start = words.find(name, max(first - len(name), 0), last + len(name))
    end = start + len(name)
    return 0 <= start <= first and last <= end and not _goes_on(words, start, end)


def with_plain_spaces(words: str) -> str:
    """Words as they are typed: without spaces at which no line may end."""
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def _goes_on(words: str, start: int, end: int) -> bool:
    """True where a name found in words is only a piece of a longer word or number."""
    before, after = words[start - 1 : start], words[end : end + 1]
    return (before.isalnum() and words[start].isascii()) or bool(re.match(r"[A-Za-z0-9]", after))


# Heads of boxes and tabs, tags, lists of attributes, titles of links: where no call is filled in.
NO_CALLS = re.compile(
    r"^[> ]*(?:!!!|\?\?\?\+?|===[!+]?) [^\n]*|^[> ]*(?:```|~~~)[^\n]*"
    r"|<[a-zA-Z][^<>\n]*>|\{:? ?[^{}\n]*=[^{}\n]*\}"
    r"""|\]\([^()\s]*\s+["'][^\n"']*["']\)|^ {0,3}\[(?!\^)[^\[\]\n]+\]:[^\n]*""",
    re.M,
)


QUOTATION = re.compile(r'“[^“”]*”|‘[^‘’]*’|„[^„“]*“|«[^«»]*»|(?<!\w)"[^"\n]*"')


def _unbound_time(found: re.Match[str], text: str) -> str:
    """What is said of a word for time that no date is bound to.

    What somebody said is of the day on which it was said, and no date of ours stands within it.
    """
    if _stands_in(NO_CALLS, text, found.start()):
        return f"'{found[0]}' says nothing once the day has passed; give the date"
    if _stands_in(QUOTATION, text, found.start()):
        names = "list a title that holds it under 'names' in data/site.yml"
        own = "say it in your own words, with the date"
        return f"'{found[0]}' is of the day on which this was said; {own}, or {names}"
    bound = f'{{{{ dated("{found[0]}", "kind/id#figure") }}}}'
    return f"'{found[0]}' says nothing once the day has passed; give the date, or bind it: {bound}"


AGES = {"en": "aged {}", "ko": "{}세"}  # of the languages that have rules for what is counted
IN_BRACKETS = re.compile(r"(?<=[^\W\d] )\(\d\d\)|(?<=[^\W\d])\(\d\d\)")
IN_COMMAS = re.compile(r"\b[A-Z][^\W\d]+, (?P<age>\d\d), (?!\d)")


def _as_an_age(found: re.Match[str], words: str, language: str) -> str:
    """What is said besides of a number that may be an age: Ada (47), or Ada, 47, said."""
    if language not in AGES or not _is_alone(found, words):
        return ""
    age = AGES[language].format(found[0])
    return f"; an age is written with its day, as in '{age}'"


def _is_alone(found: re.Match[str], words: str) -> bool:
    """True for a number that stands in brackets behind a word, or in commas behind a name."""
    if IN_BRACKETS.match(words, max(found.start() - 1, 0)):
        return True
    start = max(found.start() - LONGEST_WORD, 0)
    if not words.endswith(", ", start, found.start()):
        return False
    ages = IN_COMMAS.finditer(words, start, found.end() + len(", x"))
    return any(it.start("age") == found.start() for it in ages)


# Words of links and pictures, and what an abbreviation means: none holds a link or a button.
PLAIN_CALLS = re.compile(r"!?\[[^\[\]\n]*\](?=[(\[])|^\*\[[^\[\]\n]+\] ?:[^\n]*", re.M)


def _where_figures_are_not(text: str, found: re.Match[str]) -> str:
    """What to do with a number where Markdown lets no figure stand; nothing elsewhere."""
    plain = f'{{{{ plain("{found[0][:20]}") }}}}'
    if _stands_in(IN_CODE, text, found.start()):
        return f"write it without the signs of code, as a figure, or as {plain} if it is no fact"
    if _stands_in(NO_CALLS, text, found.start()):
        names = "list the name that holds it under 'names' in data/site.yml"
        return f"no call is filled in here: say it in a sentence, or {names}"
    if _stands_in(PLAIN_CALLS, text, found.start()):
        return f"no figure stands here: say it in the words around, or {plain} if it is no fact"
    return ""


def _or_as_no_fact(date: Date, text: str) -> str:
    """What to do with a date of no record, where it is an example or part of a name."""
    plain = f'{{{{ plain("{date.words}") }}}}'
    if _stands_in(NO_CALLS, text, date.start):
        return "or list the name that holds it under 'names' in data/site.yml"
    if _stands_in(IN_CODE, text, date.start):
        return f"or write {plain} without the signs of code if it is no fact"
    return f"or {plain} if it is no fact"


def _stands_in(places: re.Pattern[str], text: str, start: int) -> bool:
    """True for what begins in one of some places of a text."""
    spans = _spans(places, text)
    before = bisect_right(spans, start, key=lambda span: span[0])
    return before > 0 and start < spans[before - 1][1]


@lru_cache(maxsize=AT_HAND)
def _spans(places: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where each place begins and ends: looked for once, however many numbers a text has."""
    return tuple(one.span() for one in places.finditer(text))


def _touches_a_call(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()].rstrip(".,"), text[found.end() :].lstrip(".,")
    return before.endswith(CLOSE) or after.startswith(OPEN)


def read_with_a_number(words: str) -> str:
    """What is said of a sign, word or digits that make another number of what a call prints."""
    return f"'{words}' would be read as part of the number that the call prints; leave it out"


def line_of(text: str, place: int) -> int:
    """The line of a text on which a place in it stands."""
    return text.count("\n", 0, place) + 1


@cache
def _value(number: str) -> Decimal | None:
    try:
        return Decimal(number.replace(",", ""))
    except InvalidOperation:
        return None
