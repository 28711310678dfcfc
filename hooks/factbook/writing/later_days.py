"""Sentences that tell of a day after the record's end as if it were over: a plan is told as one.

What was planned before is told in the past too: "It promised lamps in 2031." So only words that can
be read in one way are told; of a sentence with any other, or with an earlier date, nothing is. Days
up to the last search are none of these: until then something was done for the site itself.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ..record.kinds import Site
from .dates import dates_in
from .earlier_days import END_OF_SENTENCE
from .lint import bare_words, line_of, with_plain_spaces

LONGEST = 1_000  # letters of a sentence
# Or of an item, a heading or a cell, which may have no full stop.
END = re.compile(rf"{END_OF_SENTENCE.pattern}|\n(?=[ >]*(?:[-*+|#]|\d+[.)] ))|\|")
YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
PLAIN = re.compile(r"""\{\{ ?plain\((["'])(?P<words>[^"'{}]*)\1[^{}]{0,200}\}\}""")


class Tense(NamedTuple):
    """How a language tells of what is over."""

    doubt: re.Pattern[str]  # words of a sentence that may tell a plan
    forms: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # before a date, and behind it


ANYTHING = re.compile("")
IN = r"(?:in|during|on)(?:\s(?:early|late|mid|the\s(?:[\w-]+\s){1,3}of))?\s+"
# Of these no other word is made that stands behind a noun, as in "lamps bought in 2031".
OVER = (
    "arrived|became|began|came|closed|died|ended|expired|failed|fell|finished|gave|grew|happened"
    "|joined|launched|left|opened|passed|quit|ran|resigned|retired|rose|started|stepped|stopped"
    "|succeeded|took|went|withdrew"
)
DONE = (
    r"(?!(?:anticipated|budgeted|estimated|intended|needed|projected|proposed|required|targeted"
    r"|wanted)\b)(?:[a-z]{2,}[^\We]ed|begun|bought|broken|brought|built|chosen|cut|found|given|held"
    r"|hired|kept|left|lit|lost|made|met|paid|put|sent|shut|sold|spent|taken|won)\b"
)
WAS = r"\b(?:was|were|had|ha(?:s|ve)\sbeen|had\sbeen)\s(?:(?:also|first|finally|never|not)\s)?"
OF_SOMETHING = r"\s(?:\s|(?:the|an?|its|his|her|their)\b)"  # or a call, of which blanks are left
GOES_ON = rf"(?:\s*(?:[.!,;]|\Z)|\s(?:after|as|at|from|into|office|on|to|with)\b|{OF_SOMETHING})"


@cache
def _english() -> Tense:
    return Tense(
        re.compile(
            r"\b(?:will|would|could|(?-i:may)|might|can|shall|should|due|if|than|that|which|who|yet|we|our|us"
            r"|set\sfor|schedul\w+|plan\w*|expect\w*|meant|promis\w+|pledg\w+|hop(?:es?|ed|ing)"
            r"|deadlines?|goals?|targets?|aim(?:s|ed)?|forecasts?|outlooks?|scenarios?|drafts?|bills?"
            r"|budgets?|timetables?|prices|dollars|terms|said|told|says?|according"
            r"|is|are|be|takes?|ends|closes|opens|starts|begins|comes?|gets?|goes|has(?!\sbeen)"
            r"|have(?!\sbeen)|gives?|pays?|costs?|needs?|needed|receives?|remains?|wants?|wanted"
            r"|(?:was|were)\sto|to\s(?!the\b|a\b|an\b|all\b|every\b|its\b|their\b)[a-z]+)\b",
            re.I,
        ),
        (
            # In 2031 the lamps were lit. In March 2031 Ada resigned. In 2031 they bought a lamp.
            (
                re.compile(rf"\A\W*{IN}\Z", re.I),
                re.compile(
                    rf"[,\s*_]+(?:[^\s,;:]+\s+){{0,6}}?(?:{WAS}{DONE}|(?:{OVER})\b{GOES_ON}"
                    rf"|{DONE}{OF_SOMETHING})"
                ),
            ),
            # The lamps were lit in 2031. Ada resigned in March 2031. Ada left the ministry in 2031.
            (
                re.compile(
                    rf"(?:{WAS}{DONE}|\b(?:{OVER})\b)"
                    rf"(?:\s+(?!(?:and|as|at|but|by|for|in|of|or|to|with)\b)[\w’'-]+){{0,3}}\s+{IN}\Z",
                ),
                re.compile(r"\s*[.!,;]"),
            ),
        ),
    )


FIRST_SYLLABLE, LAST_SYLLABLE, ENDS_OF_SYLLABLES = "가", "힣", 28


def _syllables_like(one: str) -> str:
    """All syllables of Korean that end in the consonant of one."""
    start = ord(FIRST_SYLLABLE) + (ord(one) - ord(FIRST_SYLLABLE)) % ENDS_OF_SYLLABLES
    return "".join(map(chr, range(start, ord(LAST_SYLLABLE) + 1, ENDS_OF_SYLLABLES)))


# 했다, 됐다, 열렸다; 있다 and 겠다 are of the present and of what is to come.
PAST = rf"(?![있겠])[{_syllables_like('갔')}]다[.!]?\W*\Z"
TO_COME = rf"(?!서울|모델|[을를일월말])[{_syllables_like('갈')}]\s"  # 열 예정, 나올 모델
OF_A_NOUN = r"[가-힣]는\s"  # 쓰는 돈


@cache
def _korean() -> Tense:
    return Tense(
        re.compile(
            r"예정|목표|계획|기한|전망|예상|예측|추산|추정|예산|정부안|법안|일정|시점|약속|공약|요청|요구|신청|배정|편성"
            r"|책정|반영|확정|의결|합의|체결|발표|제시|권고|기대|대비|비해|비교|기준|까지|기로|려고|려\s|겠|고자|도록"
            r"|밝[혔히]|말[했하]|[다라자냐]고|다며|내다[봤보]|정했|잡[았아]|미[뤘뤄루]|늦[췄춰추]|앞[당서]|맞[췄춰추]"
            r"|바꿨|바[꾸꿔뀌뀐]|우리|찾|확인|검색|조사|[있없]다"
        ),
        (
            # 2031년에 사임했다, 2031년 3월에는 등불이 켜졌다
            (
                ANYTHING,
                re.compile(
                    r"\s*(?:(?:초|말|중|상반기|하반기|봄|여름|가을|겨울)\s?)?에(?:는|도|야)?\s"
                    rf"(?!.*(?:{TO_COME}|{OF_A_NOUN}|[고며]\s))[^.]*{PAST}",
                    re.S,
                ),
            ),
            # 2031년 3월 사임했다
            (ANYTHING, re.compile(rf"(?!이었|였)\s*[가-힣]*{PAST}")),
        ),
    )


# Made when a sentence names such a day, as few do.
TENSES = {"en": _english, "ko": _korean}


def later_days(site: Site, text: str, language: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each date that lies after the record and is told as past."""
    end = _last_day_known(site)
    if language not in TENSES or not _names_a_year_from(end, text):
        return
    words = with_plain_spaces(bare_words(PLAIN.sub(_in_plain_words, text)))
    for start, sentence in _sentences(words):
        for place, written in _told_as_past(sentence, language, end):
            message = f"'{written}' is after the record's end ({site.as_of}, data/site.yml: as_of)"
            remedy = "tell it as a plan, or mend the date"
            yield line_of(text, start + place), f"{message}, and this tells of it as past; {remedy}"


def _last_day_known(site: Site) -> date:
    """The day on which the record ends, or was last searched for."""
    return max(site.as_of.last, site.accessed.last) if site.accessed else site.as_of.last


def _names_a_year_from(day: date, words: str) -> bool:
    return any(int(year) >= day.year for year in YEAR.findall(words))


def _in_plain_words(found: re.Match[str]) -> str:
    """A call of plain() with nothing but what it prints, where it stood."""
    start, end = (place - found.start() for place in found.span("words"))
    blank = re.sub(r"[^\n]", " ", found[0])
    return f"{blank[:start]}{found['words']}{blank[end:]}"


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    """Each sentence, and where it begins."""
    start = 0
    for found in END.finditer(words):
        yield start, words[start : found.start()]
        start = found.end()
    yield start, words[start:]


def _told_as_past(
    sentence: str,
    language: str,
    end: date,
) -> Iterator[tuple[int, str]]:
    """(place, words) for each date after a day that a sentence surely tells of as past."""
    if len(sentence) > LONGEST or not _names_a_year_from(end, sentence):
        return
    tense = TENSES[language]()
    dates = [it for it in dates_in(sentence, language) if it.year]
    if tense.doubt.search(sentence) or not all(it.is_after(end) for it in dates):
        return
    for it in dates:
        before, after = sentence[: it.start], sentence[it.end :]
        if any(one.search(before) and other.match(after) for one, other in tense.forms):
            yield it.start, it.words
