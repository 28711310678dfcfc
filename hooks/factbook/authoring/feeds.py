"""Feeds of news, read politely: only what changed, not for long, and not without measure.

Whatever is wrong with a feed is told in a line and spoils no other.
"""

import html
import re
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.client import HTTPException
from io import BytesIO
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ..record.watch import Feed

TIMEOUT = 30  # seconds for all of a feed: the ministry's takes ten
LARGEST = 4_000_000  # bytes: the ministry's has 700,000
CHUNK = 65_536
LONGEST_TITLE, LONGEST_SUMMARY = 300, 400  # letters: further down stands what is not the news
LONGEST_LINK = 2000  # letters
WANTED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
UNSEEN = ("C", "Zl", "Zp")  # how the categories of signs begin that nobody sees

State = Mapping[str, str]  # what a server asked to be told the next time


@dataclass(frozen=True)
class Entry:
    """One thing that a feed tells, as plain text."""

    feed_id: str
    feed: Feed
    title: str
    link: str
    summary: str = ""
    published: date | None = None

    @property
    def keys(self) -> tuple[str, str]:
        """What it is known by: two feeds may tell the same, and an address may change."""
        telling = f"{self.title.casefold()} {self.published}"
        return _hash(self.link or telling), _hash(telling if self.title else self.link)


@dataclass(frozen=True)
class Reading:
    """What came of reading a feed: its entries, or what is the matter."""

    entries: list[Entry] = field(default_factory=list)
    state: State = field(default_factory=dict)
    trouble: str = ""
    moved: str = ""  # where it was led to


class Refused(Exception):
    """What a server sent is not what a feed should be."""


def read_feed(
    id_: str,
    feed: Feed,
    state: State,
    agent: str,
    timeout: float = TIMEOUT,
) -> Reading:
    """A feed, if it has changed since the state that was kept of it."""
    try:
        with urlopen(_request(feed, state, agent), timeout=timeout) as answer:
            content = _content(answer, time.monotonic() + timeout)
            place = answer.geturl()
            kept = _state(answer.headers)
            entries = _entries(id_, feed, content, answer.headers)
    except HTTPError as error:
        error.close()
        if error.code == 304:
            return Reading(state=state)
        return Reading(state=state, trouble=f"the server answers {error.code}")
    except (OSError, HTTPException, ValueError, Refused) as error:
        reason = getattr(error, "reason", None) or error
        return Reading(state=state, trouble=plain(str(reason), LONGEST_TITLE) or "no answer")
    return Reading(entries, kept, moved=place if place != feed.url else "")


def _request(feed: Feed, state: State, agent: str) -> Request:
    headers = {"User-Agent": agent, "Accept": WANTED}
    if state.get("etag"):
        headers["If-None-Match"] = state["etag"]
    if state.get("modified"):
        headers["If-Modified-Since"] = state["modified"]
    return Request(feed.url, headers=headers)


def _content(answer: Any, until: float) -> bytes:
    """All that a server sends, unless it is too much or takes too long."""
    content = bytearray()
    while chunk := answer.read1(CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise Refused(f"it is larger than {LARGEST:,} bytes")
        if time.monotonic() > until:
            raise Refused("it takes too long")
    return bytes(content)


def _state(headers: Mapping[str, str]) -> State:
    told = {"etag": headers.get("ETag"), "modified": headers.get("Last-Modified")}
    return {name: value for name, value in told.items() if value}


def _entries(
    id_: str,
    feed: Feed,
    content: bytes,
    headers: Mapping[str, str],
) -> list[Entry]:
    import feedparser  # a tool of maintainers: all else works without it

    given = {"content-type": headers.get("Content-Type") or "", "content-location": feed.url}
    try:
        parsed = feedparser.parse(BytesIO(content), response_headers=given)
    except Exception as error:  # whatever a broken feed does to the library, it spoils no other
        raise Refused(f"it is broken: {error}") from error
    if not parsed.get("version"):
        raise Refused("it is no feed")
    if parsed.bozo and not parsed.entries:
        raise Refused(f"it is broken: {parsed.bozo_exception}")
    return [_entry(id_, feed, written) for written in parsed.entries]


def _entry(id_: str, feed: Feed, written: Any) -> Entry:
    link = _visible(written.get("link", "")).replace(" ", "%20")
    return Entry(
        feed_id=id_,
        feed=feed,
        title=plain(written.get("title", ""), LONGEST_TITLE),
        link=link if len(link) <= LONGEST_LINK else "",
        summary=plain(written.get("summary", ""), LONGEST_SUMMARY),
        published=day_as_written(written.get("published") or written.get("updated") or ""),
    )


def day_as_written(moment: str) -> date | None:
    """The day of a moment where it was published: in the east a morning is yesterday in UTC."""
    with suppress(ValueError):
        return date.fromisoformat(moment.strip()[:10])
    with suppress(ValueError):
        return parsedate_to_datetime(moment).date()
    return None


def plain(text: str, longest: int) -> str:
    """Text without tags and without signs that nobody sees, on one line."""
    bare = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    return unicodedata.normalize("NFC", _visible(bare))[:longest]


def _visible(text: str) -> str:
    signs = (" " if unicodedata.category(sign).startswith(UNSEEN) else sign for sign in text)
    return " ".join("".join(signs).split())


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
