"""What changed, as a feed for readers that ask again."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from ..meaning.changes import Change
from ..record.book import Book
from ..record.values import Day
from .xml_files import xml_file


def changes_feed(
    book: Book, entries: Iterable[tuple[Change, str, str]], address: str, title: str
) -> str:
    """An Atom feed; entries are (change, title, path from the site's root), newest first."""
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, title=title, id=address, updated=_moment(book.site.as_of))
    SubElement(feed, "link", rel="self", href=f"{address}changes/feed.xml")
    _add(SubElement(feed, "author"), name=title)
    for change, words, path in entries:
        entry = SubElement(feed, "entry")
        _add(
            entry,
            title=words,
            id=f"{address}{path}@{change.anchor}",
            updated=_moment(change.day),
        )
        SubElement(entry, "link", href=f"{address}{path}")
        SubElement(entry, "category", term=change.kind)
    return xml_file(feed)


def _add(parent: Element, **texts: str) -> None:
    """An element for each text, by its name."""
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _moment(day: Day) -> str:
    return f"{day.last.isoformat()}T00:00:00Z"
