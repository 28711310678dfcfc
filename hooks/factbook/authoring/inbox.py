"""The list of new entries for whoever keeps the record, as Markdown in which no entry can act."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import quote

from ..record.book import Book
from .feeds import Entry
from .ids import suggested_id
from .matching import Match, Matcher
from .skeletons import skeleton

ID_LENGTH = 60
MOST_FIGURES = 8
SAFE = "%/:;,=?&$+!*~#[]"  # signs that an address may hold where it is shown as a link


def write_list(matcher: Matcher, new: Sequence[Entry], today: date) -> list[str]:
    """A section for each new entry that concerns the record, after one that counts them."""
    held = [(entry, matcher.matches(entry)) for entry in new]
    concerning = [(entry, found) for entry, found in held if found]
    if not concerning:
        return []
    taken = set(matcher.book.sources)
    sections = [f"New entries: {len(new)}. May concern the record: {len(concerning)}.\n"]
    for number, (entry, found) in enumerate(concerning, 1):
        sections.append("\n".join(_entry(matcher, number, entry, found, taken, today)))
    return sections


def packed(sections: Iterable[str], longest: int) -> list[str]:
    """Sections put together into parts, none longer than so many bytes."""
    parts: list[str] = []
    for section in sections:
        if parts and len((parts[-1] + section).encode()) < longest:
            parts[-1] += f"\n{section}"
        else:
            parts.append(section)
    return parts


def _entry(
    matcher: Matcher,
    number: int,
    entry: Entry,
    found: Iterable[Match],
    taken: set[str],
    today: date,
) -> Iterator[str]:
    yield f"### {number}. {as_code(entry.title or 'no title')}"
    yield ""
    yield f"{as_code(entry.feed.name)}, {entry.published or 'no date'}: {as_link(entry.link)}"
    yield ""
    for match in found:
        figures = matcher.figures(match)[:MOST_FIGURES]
        beside = f" ({', '.join(map(as_code, figures))})" if figures else ""
        yield f"- {as_code(match.address)}{beside}: {as_code(match.why)}"
    yield ""
    yield fenced(_source(matcher.book, entry, taken, today))


def _source(book: Book, entry: Entry, taken: set[str], today: date) -> str:
    """The skeleton of the source, in which all stands that the feed tells."""
    id_ = _free_id(entry, taken, today)
    given = {
        "publisher": entry.feed.name,
        "title": entry.title,
        "url": entry.link,
        "published": entry.published.isoformat() if entry.published else "",
        "accessed": today.isoformat(),
        "language": entry.feed.language,
        "kind": entry.feed.kind,
    }
    written = {name: _yaml(name, value) for name, value in given.items() if value}
    return skeleton("sources", id_, written, book.site.languages)


def _yaml(name: str, value: str) -> str:
    """A value as YAML: days as they are, words in quotes."""
    if name in ("published", "accessed"):
        return value
    return json.dumps(value, ensure_ascii=False)


def _free_id(entry: Entry, taken: set[str], today: date) -> str:
    """An id that neither the record nor this list has."""
    words = suggested_id(entry.title) or "untitled"
    id_ = f"{entry.feed_id}-{entry.published or today}-{words}"[:ID_LENGTH].strip("-")
    free, number = id_, 2
    while free in taken:
        free, number = f"{id_}-{number}", number + 1
    taken.add(free)
    return free


# ---------------------------------------------------------------- Markdown that is inert


def as_code(text: str) -> str:
    """A text in which nothing is a link, a name to call, or HTML."""
    fence = _fence(text, 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def as_link(url: str) -> str:
    """An address that can be followed; as mere text where it is none of the web."""
    if not re.match(r"https?://", url):
        return as_code(url or "no address")
    return f"<{quote(url, safe=SAFE)}>"


def fenced(text: str) -> str:
    """A block of YAML that no text in it can close."""
    fence = _fence(text, 3)
    return f"{fence}yaml\n{text.rstrip()}\n{fence}\n"


def _fence(text: str, least: int) -> str:
    """Longer than any run of its sign in the text."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
