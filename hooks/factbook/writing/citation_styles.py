"""A page, a part of one or a source as a citation: in plain words, in four styles, and as reference managers read it.

The styles are written here and checked against the styles' published examples (tests/machine/test_citations.py).
"""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..record.values import Day

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = (
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)
SMALL_WORDS = set(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "per",
        "so",
        "than",
        "the",
        "to",
        "up",
        "via",
        "with",
        "yet",
    ]
)


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
    unsigned: bool = (
        False  # nobody is named; the container stands for the author where a style wants one
    )


# ---------------------------------------------------------------- pieces


def _end(text: str) -> str:
    """A text with its full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _quoted(work: Work) -> str:
    """The title in quotation marks, with its full stop inside; a description stands without."""
    title = html.escape(headline(work.title) if work.language == "en" else work.title, quote=False)
    return _end(title) if work.described else f"“{_end(title)}”"


def _italic(text: str) -> str:
    return f"<i>{html.escape(text, quote=False)}</i>"


def _plain(text: str) -> str:
    return html.escape(text, quote=False)


def headline(title: str) -> str:
    """A title with its major words capitalized, as MLA and Chicago want it."""
    words = title.split(" ")
    return " ".join(
        _capital(
            word,
            first=not place or words[place - 1].endswith((":", "?", "!", "—")),
            last=place == len(words) - 1,
        )
        for place, word in enumerate(words)
    )


def _capital(word: str, first: bool, last: bool) -> str:
    if (
        not word[:1].islower()
        or re.search(r"[A-Z0-9]", word)
        or (word in SMALL_WORDS and not (first or last))
    ):
        return word
    return word[0].upper() + word[1:]


def _dated(day: Day, whole: Callable[[date], str], month: Callable[[date], str]) -> str:
    """A day in a style's words, as exact as it is known."""
    return {"day": whole, "month": month}.get(day.exactness, lambda first: str(first.year))(
        day.first
    )


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


def _sentences(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


# ---------------------------------------------------------------- styles, as HTML


def apa(work: Work) -> str:
    """APA, 7th edition: a webpage on a website."""
    title = f"[{_plain(work.title)}]" if work.described else _italic(work.title)
    more = "".join(
        (
            f" (Edition {work.edition})" if work.edition else "",
            f" [{work.medium}]" if work.medium else "",
        )
    )
    title = title + (
        ""
        if not more and work.title.endswith(("?", "!", ".")) and not work.described
        else f"{more}."
    )
    when = f"({_year_first(work.date) if work.date else 'n.d.'})."
    head = (title, when) if work.unsigned else (_plain(_end(work.author)), when, title)
    site = (
        None
        if work.container == work.author and not work.unsigned
        else _plain(_end(work.container))
    )
    retrieved = (
        f"Retrieved {_american(work.accessed)}, from "
        if work.accessed and not work.date and work.url
        else ""
    )
    return _sentences(*head, site, f"{retrieved}{_plain(work.url)}")


def mla(work: Work) -> str:
    """MLA, 9th edition: a page on a website; an author who is also the site is left out."""
    author = None if work.unsigned or work.author == work.container else _plain(_end(work.author))
    details = [
        _italic(work.container),
        f"edition {work.edition}" if work.edition else None,
        _british_short(work.date) if work.date else None,
        _plain(work.url) or None,
    ]
    seen = f"Accessed {_british_short(work.accessed)}." if work.accessed and not work.date else None
    return _sentences(
        author,
        _quoted(work),
        work.medium and f"{work.medium}.",
        ", ".join(filter(None, details)) + ".",
        seen,
    )


def chicago(work: Work) -> str:
    """Chicago, 17th edition, an entry of a bibliography: website content."""
    author = work.container if work.unsigned else work.author
    site = None if author == work.container else work.container
    when = (
        _american(work.date)
        if work.date
        else work.accessed and f"Accessed {_american(work.accessed)}"
    )
    when = f"Last modified {when}" if work.own and work.date else when
    together = f"{site}, {when}" if site and when and not work.own and work.date else None
    parts = [together] if together else [site, when]
    return _sentences(
        _plain(_end(author)),
        _quoted(work),
        work.medium and f"{work.medium}.",
        work.edition and f"Edition {work.edition}.",
        *(_plain(_end(part)) for part in parts if part),
        work.url and f"{_plain(work.url)}.",
    )


def korean(work: Work) -> str:
    """APA as Korean university libraries give it for works in Korean: 저자. (2021. 2. 22.). 제목. 사이트. URL"""
    author = work.container if work.unsigned else work.author
    title = work.title + (f" (판 {work.edition})" if work.edition else "")
    when = f"({_year_first_korean(work.date) if work.date else 'n.d.'})."
    site = None if author == work.container else _plain(_end(work.container))
    return _sentences(_plain(_end(author)), when, _plain(_end(title)), site, _plain(work.url))


def plain(work: Work, say) -> str:
    """In a line, in the page's language: what, where, as of when, which edition, address."""
    head = (
        say(
            "cite.noted",
            title=_end(work.title)[:-1] if work.title.endswith(".") else work.title,
            note=work.note,
        )
        if work.note
        else say("cite.title", title=work.title)
    )
    day = work.date and (say("as-of", day=say.day(work.date)) if work.own else say.day(work.date))
    whole = [
        head,
        work.author if work.author != work.container else "",
        work.container,
        day or say("undated"),
        say("cite.edition", edition=work.edition) if work.edition else "",
        work.url,
    ]
    return _plain(", ".join(filter(None, whole)))


# ---------------------------------------------------------------- for reference managers

TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def bibtex(work: Work) -> str:
    """One BibTeX entry; doubled braces keep names and capitals as they are."""
    notes = "; ".join(
        filter(None, (work.medium, work.note, work.edition and f"Edition {work.edition}"))
    )
    fields = {
        "author": f"{{{work.author.translate(TEX)}}}",
        "title": f"{{{work.title.translate(TEX)}}}",
        "howpublished": work.container.translate(TEX),
        "year": work.date and f"{work.date.first.year}",
        "day": work.date and work.date.exactness == "day" and f"{work.date.first.day}",
        "url": work.url,
        "urldate": work.accessed and work.accessed.first.isoformat(),
        "note": notes.translate(TEX),
        "language": {"en": "english", "ko": "korean"}.get(work.language, work.language),
    }
    month = (
        f"  month = {MONTHS[work.date.first.month - 1][:3].lower()},\n"
        if work.date and work.date.exactness in ("day", "month")
        else ""
    )
    return (
        f"@misc{{{work.key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        + month
        + "}\n"
    )


def ris(work: Work) -> str:
    """One RIS record of a web page."""
    day = work.date and {
        "day": f"{work.date.first:%Y/%m/%d}/",
        "month": f"{work.date.first:%Y/%m}//",
    }.get(work.date.exactness, f"{work.date.first.year}///")
    lines = [
        ("TY", "ELEC"),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.container),
        ("PB", work.container),
        ("PY", work.date and f"{work.date.first.year}"),
        ("DA", day),
        ("ET", work.edition),
        ("M3", work.medium),
        ("N1", work.note),
        ("LA", work.language),
        ("Y2", work.accessed and f"{work.accessed.first:%Y/%m/%d}/"),
        ("UR", work.url),
        ("ID", work.key),
    ]
    return (
        "".join(f"{tag}  - {' '.join(str(value).split())}\n" for tag, value in lines if value)
        + "ER  - \n"
    )


def csl(work: Work) -> dict:
    """One item of CSL-JSON."""
    item = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": work.author}],
        "container-title": work.container,
        "issued": work.date and _date_parts(work.date),
        "accessed": work.accessed and _date_parts(work.accessed),
        "URL": work.url,
        "version": work.edition,
        "medium": work.medium,
        "note": work.note,
        "language": work.language,
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(day: Day) -> dict:
    exactness = {"day": 3, "month": 2}.get(day.exactness, 1)
    return {"date-parts": [[day.first.year, day.first.month, day.first.day][:exactness]]}


def csl_json(works: list[Work]) -> str:
    """CSL-JSON, a field on a line."""
    return (
        "["
        + ",\n".join(
            "{"
            + ",\n ".join(f'"{name}": {_json(value)}' for name, value in csl(work).items())
            + "}"
            for work in works
        )
        + "]\n"
    )


_json = json.JSONEncoder(ensure_ascii=False).encode


def licence_address(licence: str) -> str:
    """The web address of a Creative Commons licence by its short name: CC BY 4.0."""
    found = re.fullmatch(r"CC (BY(?:-[A-Z]{2})*) (\d\.\d)", licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""
