"""What is due, as calendars that other programs can show: one of all, one for each topic.

A day that is known to the month or year alone stands on its last day, and the text says so.
"""

from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from ..meaning.addresses import calendar_path
from ..meaning.due_dates import DueDate, due_dates
from ..meaning.figures import status
from ..writing.calls import Calls
from ..writing.writer import Writer
from .feed import lasting_id, title_of, topics_with_pages, url_of_told
from .material import Files, Material
from .xml_files import without_forbidden

MAKER = "-//factbook//due dates//EN"


def files(material: Material) -> Files:
    """The calendars in each language of the site; none for a topic in which nothing is due.

    An edition, which never changes, has none to subscribe to.
    """
    if material.is_edition:
        return
    for writer in material.writers.values():
        folder = material.book.languages[writer.language].folder
        for topic in ("", *topics_with_pages(material)):
            if due_dates(material.book, topic):
                yield folder + calendar_path(topic), calendar(writer, material.address, topic)


def calendar(writer: Writer, address: str, topic: str = "") -> str:
    """An iCalendar file of what is due; `address` is that of the site."""
    calls = writer.plain
    name = " ".join(without_forbidden(title_of(calls, topic)).split())  # a calendar has one line
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", MAKER)
    whole.add("name", name)
    whole.add("x-wr-calname", name)  # the name that most programs read
    for due in due_dates(calls.book, topic):
        event = _event(calls, due)
        page = url_of_told(calls, due)
        if address and writer.site.exists(page.partition("#")[0]):
            event.add("url", address + writer.own_path(page))
        whole.add_component(event)
    return whole.to_ical().decode()


def _event(calls: Calls, due: DueDate) -> Event:
    """A whole day, stamped with the day of the record: two builds are the same."""
    event = Event()
    event.add("uid", lasting_id(calls, "due", due.address, due.anchor))
    event.add("dtstamp", _midnight(calls.book.site.as_of.last))
    event.add("dtstart", due.day.last)
    event.add("summary", without_forbidden(calls.name(due.address)))
    event.add("description", without_forbidden(_told(calls, due)))
    event.add("transp", "TRANSPARENT")  # nobody is busy on that day
    return event


def _told(calls: Calls, due: DueDate) -> str:
    """What is due, when as the record says it, and how far it has come."""
    say, book = calls.say, calls.book
    is_late = due.step and due.day.last < book.site.as_of.last
    what = f"{calls.words(due.what)}\n" if due.step else ""
    when = say("overdue" if is_late else "due", day=say.day(due.day))
    now = status(dict(book.stepwise())[due.address].steps, book.site.as_of)
    return f"{what}{when}\n{say('status')}: {say(f'stage.{now.stage}')}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
