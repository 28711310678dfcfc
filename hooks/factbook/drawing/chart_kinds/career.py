"""The posts of a person along time, as far as sources date them."""

from collections.abc import Iterator

from ...meaning.figures import employer_of
from ...meaning.wording import Wording
from ...record.book import Book
from ...record.kinds import Chart, Post
from ..along_time import draw_spans
from ..chart_kind import ChartKind, Finding
from ..rows import Point


def check(book: Book, chart: Chart) -> Iterator[Finding]:
    """Some post has a place in time."""
    assert chart.person  # one of its needs
    person = book.people.get(chart.person)
    if person and not any(post.start or post.end or post.seen for post in person.posts):
        yield "person", f"no post of '{chart.person}' has a date; there is nothing to draw"


def rows(book: Book, chart: Chart, say: Wording) -> Iterator[Point]:
    """A point for each post; those without any date have no place in time and stand last."""
    assert chart.person  # one of its needs
    posts = book.people[chart.person].posts
    for post in sorted(posts, key=lambda post: not (post.start or post.end or post.seen)):
        employer = employer_of(book, post)
        start = post.start or post.end or post.seen
        end = post.end or post.seen or post.start
        yield Point(
            label=_name(book, post, say),
            text=_time(post, say),
            start=start.first.isoformat() if start else "",
            end=end.last.isoformat() if end else "",
            stage=_stage(post),
            intended=not post.start,
            as_of=say.day(end) if end else "",
            payer=employer,
            payer_word=say(f"employer.{employer}") if employer else "",
            address=f"people/{chart.person}",
            sources=post.sources,
        )


def _stage(post: Post) -> str:
    """Whether a source says that a post ended, or only shows the person in it."""
    if post.end:
        return "ended"
    return "seen" if post.seen else ""


def _name(book: Book, post: Post, say: Wording) -> str:
    """The title of a post, and where it is held if the title does not say so."""
    title = say.text(post.title)
    if not post.organization:
        return title
    body = say.text(book.organizations[post.organization].name)
    return title if body in title else say("post-at", title=title, organization=body)


def _time(post: Post, say: Wording) -> str:
    """What sources say of the time of a post, never more."""
    if post.start and post.end:
        return say.period(post.start, post.end)
    known = []
    if post.start:
        known.append(say("since", day=say.day(post.start)))
    if post.end:
        known.append(say("until", day=say.day(post.end)))
    elif post.seen:
        known.append(say("last-seen", day=say.day(post.seen)))
    return say.listed(*known) or say("undated")


KIND = ChartKind(
    draw=draw_spans,
    rows=rows,
    needs=("person",),
    reads=("person",),
    check=check,
    whose="employer",
)
