"""What changed, as a feed for readers that ask again."""

from collections.abc import Callable
from datetime import date
from uuid import NAMESPACE_OID, uuid5
from xml.etree.ElementTree import Element, SubElement

from ..meaning.addresses import feed_path, step_url, url_of
from ..meaning.changes import Change, changes
from ..meaning.due_dates import DueDate
from ..writing.calls import Calls
from .material import Files, Material
from .xml_files import xml_file

LENGTH = 100  # changes


def files(material: Material) -> Files:
    """The feeds in each language of the site; an edition never changes, so one is enough there."""
    topics = [] if material.is_edition else topics_with_pages(material)
    for writer in material.writers.values():
        folder = material.book.languages[writer.language].folder
        for topic in ("", *topics):
            if not topic or changes(material.book, topic):
                feed = changes_feed(
                    writer.plain,
                    material.address,
                    writer.own_path,
                    topic,
                )
                yield folder + feed_path(topic), feed


def topics_with_pages(material: Material) -> list[str]:
    """The topics that have a page, where what is made of them is linked."""
    book, exists = material.book, material.first.site.exists
    return [id_ for id_ in book.topics if exists(url_of(book, f"topics/{id_}"))]


def changes_feed(
    calls: Calls, address: str, own_path: Callable[[str], str] = str, topic: str = ""
) -> str:
    """An Atom feed of the newest changes, or of those of a topic; `address` is that of the site.

    `own_path` gives a page in the language of the feed, where there is one.
    """
    book = calls.book
    language = book.languages[calls.say.language]
    title = title_of(calls, topic)
    id_ = lasting_id(calls, "topics", topic) if topic else lasting_id(calls)
    home = own_path(_home(calls, topic))
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language.code})
    _add(
        feed,
        title=title,
        id=id_,
        updated=_moment(book.site.as_of.last),
    )
    _link(feed, address + home)  # first: some readers take the first for the home page
    SubElement(
        feed,
        "link",
        rel="self",
        href=f"{address}{language.folder}{feed_path(topic)}",
    )
    _add(SubElement(feed, "author"), name=calls.say.text(book.site.name))
    for change in changes(book, topic)[:LENGTH]:
        _link(_add_entry(feed, calls, change), address + own_path(url_of_told(calls, change)))
    return xml_file(feed)


def title_of(calls: Calls, topic: str) -> str:
    """The name of the site, with that of a topic where one is meant."""
    name = calls.say.text(calls.book.site.name)
    return f"{name}: {calls.say.text(calls.book.topics[topic].name)}" if topic else name


def _home(calls: Calls, topic: str) -> str:
    """The page that a feed belongs to: that of its topic, or the home page."""
    return url_of(calls.book, f"topics/{topic}") if topic else ""


def _add_entry(feed: Element, calls: Calls, change: Change) -> Element:
    title, summary = _in_words(calls, change)
    entry = SubElement(feed, "entry")
    _add(
        entry,
        title=title,
        id=lasting_id(calls, change.address, change.anchor),
        updated=_moment(change.latest),
        summary=summary,
    )
    SubElement(entry, "category", term=change.kind)
    return entry


def _link(parent: Element, page: str) -> None:
    """Where what is told can be read."""
    SubElement(
        parent,
        "link",
        rel="alternate",
        type="text/html",
        href=page,
    )


def lasting_id(calls: Calls, *parts: str) -> str:
    """An id made of ids that never change: it outlives the domain of the site and each page."""
    names = (calls.book.site.minister, calls.say.language, *parts)
    return uuid5(NAMESPACE_OID, "/".join(names)).urn


def url_of_told(calls: Calls, told: Change | DueDate) -> str:
    """The path of what changed or is due."""
    if told.step:
        return step_url(calls.book, told.address, told.anchor)
    return url_of(calls.book, told.address)


def _in_words(calls: Calls, change: Change) -> tuple[str, str]:
    """A change in a few words, and in a sentence."""
    name = calls.name(change.address)
    if change.step:
        stage = calls.say.stage(change.step.stage, change.step.of)
        return f"{name}: {stage}", calls.words(change.step.what)
    record = calls.name(change.address.partition("#")[0])
    if not (change.figure and change.before and change.after):
        return name, record
    before, after = (
        calls.say.listed(calls.reading(change.figure, reading), calls.say.stage(reading.stage))
        for reading in (change.before, change.after)
    )
    reason = calls.say(f"reason.{change.kind}")
    title = calls.say("aside", said=name, note=record)
    return title, calls.say("aside", said=f"{before} {calls.say('becomes')} {after}", note=reason)


def _add(parent: Element, **texts: str) -> None:
    """An element for each text, by its name."""
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
