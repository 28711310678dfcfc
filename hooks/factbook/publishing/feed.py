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
    for tag, text in (("title", title), ("id", address), ("updated", _moment(book.site.as_of))):
        SubElement(feed, tag).text = text
    SubElement(feed, "link", rel="self", href=f"{address}changes/feed.xml")
    SubElement(SubElement(feed, "author"), "name").text = title
    for change, words, path in entries:
        entry = SubElement(feed, "entry")
        for tag, text in (
            ("title", words),
            ("id", f"{address}{path}@{change.anchor}"),
            ("updated", _moment(change.day)),
        ):
            SubElement(entry, tag).text = text
        SubElement(entry, "link", href=f"{address}{path}")
        SubElement(entry, "category", term=change.kind)
    return xml_file(feed)


def _moment(day: Day) -> str:
    return f"{day.last.isoformat()}T00:00:00Z"
