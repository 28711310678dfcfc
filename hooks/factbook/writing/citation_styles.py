"""A page, a part of one or a source as a citation: in plain words and in four styles.

The styles are written here and checked against their published examples
(tests/machine/test_citations.py).
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..meaning.wording import Wording
from ..record.values import Day

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
SMALL_WORDS = frozenset(
    (
        *("a", "an", "the"),
        *("and", "as", "but", "nor", "or", "so", "than", "yet"),
        *("at", "by", "for", "from", "in", "into", "of", "on"),
        *("over", "per", "to", "up", "via", "with"),
    )
)
STOPS = (".", "?", "!")


@dataclass(frozen=True)
class Work:
    """What is cited."""

    key: str
    title: str
    author: str  # a person as the page names them, or a body
    container: str  # the site that it stands on
    url: str = ""
    date: Day | None = None
    accessed: Day | None = None
    edition: str = ""
    medium: str = ""  # what it is, where that is not plain: Chart
    note: str = ""
    language: str = "en"
    own: bool = False  # a page of this site: its date is that of its last change
    described: bool = False  # the title is a description
    unsigned: bool = False  # nobody is named; some styles put the container in the author's place

    @property
    def signed_by(self) -> str:
        """The author; the container where nobody is named."""
        return self.container if self.unsigned else self.author

    @property
    def headline(self) -> str:
        """The title as MLA and Chicago want it: English with its major words capitalized."""
        return headline(self.title) if self.language == "en" else self.title


# ---------------------------------------------------------------- pieces


def _end(text: str) -> str:
    """A text with its full stop."""
    return text if text.endswith(STOPS) else f"{text}."


def _quoted(work: Work) -> str:
    """The title in quotation marks, with its full stop inside; a description stands without."""
    title = _plain(work.headline)
    return _end(title) if work.described else f"“{_end(title)}”"


def _italic(text: str) -> str:
    return f"<i>{_plain(text)}</i>"


def _plain(text: str) -> str:
    return html.escape(text, quote=False)


def headline(title: str) -> str:
    """A title with its major words capitalized, as MLA and Chicago want it."""
    words = title.split(" ")
    capitalized = []
    for place, word in enumerate(words):
        begins = place == 0 or words[place - 1].endswith((":", "?", "!", "—"))
        ends = place == len(words) - 1
        is_small = word in SMALL_WORDS and not (begins or ends)
        capitalized.append(word if is_small else _capital(word))
    return " ".join(capitalized)


def _capital(word: str) -> str:
    """A word with a capital; one that has its own, or a digit, stays as it is."""
    if not word[:1].islower() or re.search(r"[A-Z0-9]", word):
        return word
    return word[0].upper() + word[1:]


def _sentences(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


# ---------------------------------------------------------------- days


def _dated(
    day: Day,
    whole: Callable[[date], str],
    month: Callable[[date], str],
) -> str:
    """A day in a style's words, as exact as it is known."""
    match day.exactness:
        case "day":
            return whole(day.first)
        case "month":
            return month(day.first)
    return str(day.first.year)


def _american(day: Day) -> str:
    return _dated(
        day,
        lambda first: f"{MONTHS[first.month - 1]} {first.day}, {first.year}",
        lambda first: f"{MONTHS[first.month - 1]} {first.year}",
    )


def _british_short(day: Day) -> str:
    return _dated(
        day,
        lambda first: f"{first.day} {SHORT_MONTHS[first.month - 1]} {first.year}",
        lambda first: f"{SHORT_MONTHS[first.month - 1]} {first.year}",
    )


def _year_first(day: Day) -> str:
    return _dated(
        day,
        lambda first: f"{first.year}, {MONTHS[first.month - 1]} {first.day}",
        lambda first: f"{first.year}, {MONTHS[first.month - 1]}",
    )


def _year_first_korean(day: Day) -> str:
    return _dated(
        day,
        lambda first: f"{first.year}. {first.month}. {first.day}.",
        lambda first: f"{first.year}. {first.month}.",
    )


# ---------------------------------------------------------------- styles, as HTML


def apa(work: Work) -> str:
    """APA, 7th edition: a webpage on a website."""
    title = _apa_title(work)
    when = f"({_year_first(work.date) if work.date else 'n.d.'})."
    head = (title, when) if work.unsigned else (_plain(_end(work.author)), when, title)
    stands_alone = work.container == work.author and not work.unsigned
    site = None if stands_alone else _plain(_end(work.container))
    retrieved = ""
    if work.accessed and not work.date and work.url:
        retrieved = f"Retrieved {_american(work.accessed)}, from "
    return _sentences(*head, site, f"{retrieved}{_plain(work.url)}")


def _apa_title(work: Work) -> str:
    """The title with its edition and medium; its own mark of ending serves as the full stop."""
    title = f"[{_plain(work.title)}]" if work.described else _italic(work.title)
    more = f" (Edition {work.edition})" if work.edition else ""
    more += f" [{work.medium}]" if work.medium else ""
    if work.title.endswith(STOPS) and not more and not work.described:
        return title
    return f"{title}{more}."


def mla(work: Work) -> str:
    """MLA, 9th edition: a page on a website; an author who is also the site is left out."""
    is_named = not work.unsigned and work.author != work.container
    details = [
        _italic(work.container),
        f"edition {work.edition}" if work.edition else "",
        _british_short(work.date) if work.date else "",
        _plain(work.url),
    ]
    is_undated = work.accessed and not work.date
    return _sentences(
        _plain(_end(work.author)) if is_named else None,
        _quoted(work),
        f"{work.medium}." if work.medium else None,
        ", ".join(filter(None, details)) + ".",
        f"Accessed {_british_short(work.accessed)}." if work.accessed and is_undated else None,
    )


def chicago(work: Work) -> str:
    """Chicago, 17th edition, an entry of a bibliography: website content."""
    author = work.signed_by
    site = "" if author == work.container else work.container
    parts = [site, _chicago_day(work)]
    if site and work.date and not work.own:
        parts = [", ".join(parts)]
    return _sentences(
        _plain(_end(author)),
        _quoted(work),
        f"{work.medium}." if work.medium else None,
        f"Edition {work.edition}." if work.edition else None,
        *(_plain(_end(part)) for part in parts if part),
        f"{_plain(work.url)}." if work.url else None,
    )


def _chicago_day(work: Work) -> str:
    if work.date:
        day = _american(work.date)
        return f"Last modified {day}" if work.own else day
    return f"Accessed {_american(work.accessed)}" if work.accessed else ""


def korean(work: Work) -> str:
    """APA as Korean university libraries give it: 저자. (2021. 2. 22.). 제목. 사이트. URL"""
    author = work.signed_by
    edition = f" (판 {work.edition})" if work.edition else ""
    when = f"({_year_first_korean(work.date) if work.date else 'n.d.'})."
    site = None if author == work.container else _plain(_end(work.container))
    title = _plain(_end(work.title + edition))
    return _sentences(_plain(_end(author)), when, title, site, _plain(work.url))


def plain(work: Work, say: Wording) -> str:
    """In a line, in the page's language: what, where, as of when, which edition, address."""
    pieces = [
        _plain_title(work, say),
        work.author if work.author != work.container else "",
        work.container,
        _plain_day(work, say),
        say("cite.edition", edition=work.edition) if work.edition else "",
        work.url,
    ]
    return _plain(say.listed(*pieces))


def _plain_title(work: Work, say: Wording) -> str:
    if work.note:
        return say("cite.noted", title=work.title.removesuffix("."), note=work.note)
    return say("cite.title", title=work.title)


def _plain_day(work: Work, say: Wording) -> str:
    if not work.date:
        return say("undated")
    return say("as-of", day=say.day(work.date)) if work.own else say.day(work.date)


def licence_address(licence: str) -> str:
    """The web address of a Creative Commons licence by its short name: CC BY 4.0."""
    found = re.fullmatch(r"CC (BY(?:-[A-Z]{2})*) (\d\.\d)", licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""
