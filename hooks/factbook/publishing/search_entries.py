"""What a reader may search: names with their answer, and the words of texts."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from ..meaning.addresses import page_url, step_url, url_of
from ..meaning.figures import CannotCompute, current, everything_dated, newest_post, status
from ..record.book import Address, Book
from ..record.kinds import Figure, Record
from ..record.values import Text
from ..writing.writer import Calls, Page, Writer, split_front
from .search_fold import fold, initials, romanized


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, and what a result says of it."""

    url: str
    kind: str  # the kind that results are narrowed by
    sort: str  # what it is, in a word: law, company, figure
    title: str
    answer: str = ""  # its present status or value, with its date and source
    within: str = ""  # the page that it is a section of
    keys: tuple[str, ...] = ()
    weight: int = 0  # how many records name it, roughly
    text: str = ""

    def row(self) -> list:
        title, within, *keys = (
            " ".join(said.split()) for said in (self.title, self.within, *self.keys)
        )
        return [self.url, self.kind, self.sort, title, self.answer, within, self.weight, *keys]


class Entries:
    """All that a reader of one language may find in a Book."""

    def __init__(self, book: Book, writer: Writer, exists: Callable[[str], bool]):
        self.book, self.say, self.exists = book, writer.wording, exists
        self.call = Calls(writer, Page("index.md", writer.wording.language, cards=False))

    def names(self, pages: dict[str, tuple[str, str]]) -> Iterator[Entry]:
        """What has a name: records, figures, pages and their sections; `pages` holds each page as written and as filled."""
        yield from self._sections(pages)
        for kind in (
            "people",
            "organizations",
            "programs",
            "investments",
            "promises",
            "indicators",
            "glossary",
        ):
            for id_, record in self.book.records[kind].items():
                yield self._named(kind, id_, record)
        for id_, chart in self.book.charts.items():
            yield self._entry(
                f"charts/{id_}",
                "charts",
                self.call.words(chart.title),
                _brief(self.call.words(chart.subtitle)),
            )
        for address, figure in self.book.figures.items():
            yield self._figure(address, figure)

    def texts(self, names: list[Entry]) -> Iterator[Entry]:
        """What is found by the words of its text: sections, summaries, and all that has no name."""
        yield from (name for name in names if name.text)
        for item in everything_dated(self.book):
            url = (
                "timeline/#" + item.permalink
                if item.kind == "event"
                else step_url(self.book, item.address, item.anchor)
                if item.kind == "step"
                else url_of(self.book, item.address)
            )
            if item.kind in ("step", "event", "position"):
                kind = item.address.partition("/")[0]
                within = (
                    self.call.name(
                        f"people/{item.record.person}" if kind == "positions" else item.address
                    )
                    if kind != "events"
                    else ""
                )
                yield self._text(
                    url,
                    kind if item.kind != "step" else "events",
                    self.call.words(item.what),
                    within,
                    self.say.day(item.day),
                )
        for id_, claim in self.book.claims.items():
            yield self._text(
                url_of(self.book, f"claims/{id_}"),
                "claims",
                f"{self.call.words(claim.claim)} {self.call.words(claim.answer)}",
                "",
                self.say(f"verdict.{claim.verdict}"),
            )
        for id_, gap in self.book.absences.items():
            yield self._text(
                url_of(self.book, f"absences/{id_}"),
                "absences",
                f"{self.call.words(gap.what)} {self.call.words(gap.note)}",
                "",
                self.say("searched-until", day=self.say.day(gap.until)),
            )
        for id_, source in self.book.sources.items():
            yield replace(
                self._entry(f"sources/{id_}", "sources", source.title, source.publisher),
                text=f"{source.title} {source.publisher}",
            )

    def indexes(self) -> Iterator[tuple[str, str]]:
        """(path, name) of the lists that hold everything, for a reader who found nothing."""
        for kind in ("promises", "programs", "investments", "people", "organizations", "glossary"):
            if self.exists(f"{kind}/"):
                yield self._place(f"{kind}/"), self.say(f"kind.{kind}")

    # ------------------------------------------------------------ one entry

    def _named(self, kind: str, id_: str, record: Record) -> Entry:
        both = _in_each(record.name)
        people = (
            (initials(both[0]), *map(romanized, both[1:]), *self._office(id_))
            if kind == "people"
            else ()
        )
        entry = self._entry(
            f"{kind}/{id_}",
            kind,
            self.call.words(record.name),
            self._answer(kind, record),
            (*both, *record.aliases, *people),
        )
        return replace(
            entry,
            text=self.call.words(getattr(record, "summary", None)),
            sort=self._sort(kind, record),
        )

    def _office(self, id_: str) -> tuple[str, ...]:
        """The newest post, which is what some readers know a person by."""
        try:
            post = newest_post(self.book, id_)
        except CannotCompute:
            return ()
        return _in_each(post.title)

    def _sort(self, kind: str, record: Record) -> str:
        if kind in ("programs", "organizations") and record.kind != "other":
            return self.say(f"{kind[:-1]}.{record.kind}")
        return self.say(f"one.{kind}")

    def _answer(self, kind: str, record: Record) -> str:
        if kind in ("programs", "investments", "promises"):
            now = status(record.steps, self.book.site.as_of)
            told = [
                self.say(f"stage.{now.stage}"),
                *([self.say.day(now.step.date), self._source(now.step)] if now.step else []),
            ]
            return " · ".join(told)
        text = {"people": "role", "organizations": "role", "glossary": "meaning"}.get(
            kind, "summary"
        )
        return _brief(self.call.words(getattr(record, text)))

    def _figure(self, address: Address, figure: Figure) -> Entry:
        now, record = current(figure), address.partition("#")[0]
        told = (
            self.call.reading(figure, now),
            self.say("as-of", day=self.say.day(now.as_of)),
            self.say(f"stage.{now.stage}"),
            self._source(now),
        )
        entry = self._entry(
            address,
            "figures",
            self.call.words(figure.label),
            " · ".join(told),
            tuple(_values(figure)),
        )
        others = (words for _, words in figure.label.others(self.say.language))
        return replace(
            entry, within=self.call.name(record), keys=_other(entry.title, (*entry.keys, *others))
        )

    def _source(self, part: Record) -> str:
        return self.book.sources[part.sources[0]].publisher.partition(" (")[0]

    def _entry(
        self, address: Address, kind: str, title: str, answer: str, keys: Iterable[str] = ()
    ) -> Entry:
        weight = len(self.book.mentioned_in(address)).bit_length()
        return Entry(
            self._place(url_of(self.book, address)),
            kind,
            self.say(f"one.{kind}"),
            title,
            answer,
            "",
            _other(title, keys),
            weight,
        )

    def _text(self, url: str, kind: str, text: str, within: str, answer: str) -> Entry:
        return Entry(
            self._place(url),
            kind,
            self.say(f"one.{kind}"),
            _brief(text, 80),
            answer,
            within,
            text=text,
        )

    def _place(self, url: str) -> str:
        """Where a reader of this language finds it: the page in that language where there is one."""
        own = f"{self.say.language}/{url}"
        return (
            own
            if self.say.language != self.book.site.languages[0]
            and self.exists(own.partition("#")[0])
            else url
        )

    # ------------------------------------------------------------ pages of prose

    def _sections(self, pages: dict[str, tuple[str, str]]) -> Iterator[Entry]:
        topics = {topic.page: topic for topic in self.book.topics.values()}
        for path, (written, filled) in pages.items():
            url = page_url(path)
            folder = path.partition("/")[0]
            if (
                folder if folder in self.book.site.languages[1:] else self.book.site.languages[0]
            ) == self.say.language:
                yield from self._page(
                    url,
                    written,
                    filled,
                    topics.get(url.removeprefix(f"{self.say.language}/").rstrip("/")),
                )

    def _page(self, url: str, written: str, filled: str, topic: Record | None) -> Iterator[Entry]:
        title, about = (_front(filled, field) for field in ("title", "description"))
        anchors = set(HEADING_ID.findall(written))
        keys = (*_in_each(topic.name), *_in_each(topic.question), *topic.aliases) if topic else ()
        for level, head, anchor, body in sections(filled):
            if anchor == "top":
                yield Entry(
                    url,
                    "pages",
                    self.say("one.pages"),
                    title or head,
                    _brief(about),
                    "",
                    _other(title, (head, *keys)),
                    4 if topic else 2,
                    body,
                )
            elif anchor in anchors:
                yield Entry(
                    f"{url}#{anchor}",
                    "pages",
                    self.say("one.sections"),
                    head,
                    "",
                    title,
                    (),
                    0,
                    body,
                )


HEADING = re.compile(r"^(#{1,3}) (.+?) \{ ?#([\w-]+)[^}\n]*\}[ ]*$", re.M)
HEADING_ID = re.compile(r"\{ ?#([\w-]+)")


def sections(markdown: str) -> Iterator[tuple[int, str, str, str]]:
    """(level, heading, anchor, words) of each section of a filled page; what parts have drawn is left out."""
    pieces = HEADING.split(split_front(markdown)[1])[1:]
    for marks, head, anchor, body in zip(*(iter(pieces),) * 4):
        lines = (
            line
            for line in body.splitlines()
            if not line.startswith("<") or line.startswith('<p class="answer"')
        )
        yield len(marks), _words(head), anchor, _words(" ".join(lines))


def _words(markdown: str) -> str:
    text = re.sub(
        r"<(svg|button|sup)\b.*?</\1>|<[^>]*>|\{:[^}]*\}|(?<=\))\{[^}]*\}|[*|`]|^#+ |-{3,}",
        "",
        markdown,
        flags=re.S,
    )
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(unescape(text).split())


def _front(markdown: str, field: str) -> str:
    found = re.search(rf"^{field}: *(.+)$", split_front(markdown)[0], re.M)
    said = found[1] if found else ""
    return json.loads(said) if said.startswith('"') else said


def _in_each(text: Text) -> tuple[str, ...]:
    """A text's words in each language that it is written in, English first."""
    return tuple(words for _, words in text.others(""))


def _brief(text: str, length: int = 110) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _other(title: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Keys that say something which neither the title nor another key says."""
    seen = {fold(title)}
    return tuple(
        key for key in keys if (folded := fold(key)) and not (folded in seen or seen.add(folded))
    )


def _values(figure: Figure) -> Iterator[str]:
    for reading in figure.readings:
        yield from (
            f"{value.normalize():f}"
            for value in (reading.value, reading.low, reading.high)
            if value is not None
        )
