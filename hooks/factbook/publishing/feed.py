"""What changed, as a feed for readers that ask again."""

from xml.etree.ElementTree import Element, SubElement

from ..meaning.addresses import step_url, url_of
from ..meaning.changes import Change, changes
from ..record.values import Day
from ..writing.calls import Calls
from .material import Files, Material
from .xml_files import xml_file

LENGTH = 100  # changes


def files(material: Material) -> Files:
    """The feed, in the site's first language."""
    yield "changes/feed.xml", changes_feed(material.first.plain, material.address)


def changes_feed(calls: Calls, address: str) -> str:
    """An Atom feed of the newest changes; `address` is that of the site."""
    book = calls.book
    title = calls.say.text(book.site.name)
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, title=title, id=address, updated=_moment(book.site.as_of))
    SubElement(feed, "link", rel="self", href=f"{address}changes/feed.xml")
    _add(SubElement(feed, "author"), name=title)
    for change in changes(book)[:LENGTH]:
        _add_entry(feed, calls, change, address)
    return xml_file(feed)


def _add_entry(feed: Element, calls: Calls, change: Change, address: str) -> None:
    place = address + _url(calls, change)
    entry = SubElement(feed, "entry")
    _add(
        entry,
        title=_in_words(calls, change),
        id=f"{place}@{change.anchor}",
        updated=_moment(change.day),
    )
    SubElement(entry, "link", href=place)
    SubElement(entry, "category", term=change.kind)


def _url(calls: Calls, change: Change) -> str:
    """The path of what changed."""
    if change.step:
        return step_url(calls.book, change.address, change.anchor)
    return url_of(calls.book, change.address)


def _in_words(calls: Calls, change: Change) -> str:
    """A change in a line of plain words."""
    name = calls.name(change.address)
    if change.step:
        stage = calls.say(f"stage.{change.step.stage}")
        return f"{name}: {stage}. {calls.words(change.step.what)}"
    if not (change.figure and change.before and change.after):
        return name
    record = calls.name(change.address.partition("#")[0])
    before = calls.reading(change.figure, change.before)
    after = calls.reading(change.figure, change.after)
    return f"{name} ({record}): {before} → {after}"


def _add(parent: Element, **texts: str) -> None:
    """An element for each text, by its name."""
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _moment(day: Day) -> str:
    return f"{day.last.isoformat()}T00:00:00Z"
