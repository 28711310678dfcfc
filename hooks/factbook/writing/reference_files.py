"""Works as reference managers read them: BibTeX, RIS, CSL-JSON."""

import json
from collections.abc import Iterable
from typing import Any

from ..record.values import Day
from .citation_styles import MONTHS, Work

BIBLATEX_LANGUAGES = {"en": "english", "ko": "korean"}
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
_json = json.JSONEncoder(ensure_ascii=False).encode


def bibtex(work: Work) -> str:
    """One BibTeX entry; doubled braces keep names and capitals as they are."""
    edition = f"Edition {work.edition}" if work.edition else ""
    notes = "; ".join(filter(None, (work.medium, work.note, edition)))
    fields = {
        "author": f"{{{work.author.translate(TEX)}}}",
        "title": f"{{{work.title.translate(TEX)}}}",
        "howpublished": work.container.translate(TEX),
        **_bibtex_date(work.date),
        "url": work.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": work.accessed.first.isoformat() if work.accessed else "",
        "note": notes.translate(TEX),
        "language": BIBLATEX_LANGUAGES.get(work.language, work.language),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{work.key},\n{''.join(lines)}{_bibtex_month(work.date)}}}\n"


def _bibtex_date(day: Day | None) -> dict[str, str]:
    """The date for biblatex, which knows it as one field, and the year for the older BibTeX."""
    if not day:
        return {}
    known = {"day": 10, "month": 7}.get(day.exactness, 4)
    return {"date": day.first.isoformat()[:known], "year": f"{day.first.year}"}


def _bibtex_month(day: Day | None) -> str:
    """The month is a word of BibTeX's own and stands without braces."""
    if not day or day.exactness not in ("day", "month"):
        return ""
    return f"  month = {MONTHS[day.first.month - 1][:3].lower()},\n"


def ris(work: Work) -> str:
    """One RIS record of a web page."""
    fields = [
        ("TY", "ELEC"),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.container),
        ("PB", work.container),
        ("PY", f"{work.date.first.year}" if work.date else ""),
        ("DA", _ris_day(work.date)),
        ("ET", work.edition),
        ("M3", work.medium),
        ("N1", work.note),
        ("LA", work.language),
        ("Y2", f"{work.accessed.first:%Y/%m/%d}/" if work.accessed else ""),
        ("UR", work.url),
        ("ID", work.key),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - \n"


def _ris_day(day: Day | None) -> str:
    """A day as exact as it is known; RIS writes its slashes in any case."""
    if not day:
        return ""
    match day.exactness:
        case "day":
            return f"{day.first:%Y/%m/%d}/"
        case "month":
            return f"{day.first:%Y/%m}//"
    return f"{day.first.year}///"


def csl(work: Work) -> dict[str, Any]:
    """One item of CSL-JSON."""
    item = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": work.author}],
        "container-title": work.container,
        "issued": _date_parts(work.date),
        "accessed": _date_parts(work.accessed),
        "URL": work.url,
        "version": work.edition,
        "medium": work.medium,
        "note": work.note,
        "language": work.language,
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(day: Day | None) -> dict[str, list[list[int]]]:
    if not day:
        return {}
    known = {"day": 3, "month": 2}.get(day.exactness, 1)
    return {"date-parts": [[day.first.year, day.first.month, day.first.day][:known]]}


def csl_json(works: Iterable[Work]) -> str:
    """CSL-JSON, a field on a line."""
    items = ",\n".join(map(_csl_item, works))
    return f"[{items}]\n"


def _csl_item(work: Work) -> str:
    fields = ",\n ".join(f'"{name}": {_json(value)}' for name, value in csl(work).items())
    return f"{{{fields}}}"
