"""What a reader may search: names with their answer, and the words of texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from ..meaning.addresses import step_url, url_of
from ..meaning.figures import CannotCompute, current, newest_post, status
from ..meaning.moments import is_told_first, moments
from ..record.book import Address, figure_keys
from ..record.kinds import (
    KINDS,
    Absence,
    Chart,
    Claim,
    Event,
    Figure,
    Named,
    Organization,
    Person,
    Position,
    Program,
    Reading,
    Source,
    Step,
    Stepwise,
    Term,
    Topic,
)
from ..record.values import Text
from ..writing.document import Document
from ..writing.writer import Writer
from .search_fold import fold, initials, romanize

WHOLE_LISTS = ("promises", "programs", "investments", "people", "organizations", "glossary")
BRIEF, BRIEFER = 110, 80  # letters of an answer, and of a text that stands for a title


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, and what a result says of it."""

    url: str
    facet: str  # the kind that results are narrowed by
    what: str  # what it is, in a word: law, company, figure
    title: str
    answer: str = ""  # its present status or value, with its date and source
    within: str = ""  # the page that it is a section of
    keys: tuple[str, ...] = ()
    weight: int = 0  # how many records name it, roughly
    text: str = ""

    def row(self) -> list[str | int]:
        """The entry as the files hold it, without its text."""
        return [
            self.url,
            self.facet,
            self.what,
            _one_line(self.title),
            self.answer,
            _one_line(self.within),
            self.weight,
            *map(_one_line, self.keys),
        ]


class Entries:
    """All that a reader of one language may find in a Book."""

    def __init__(self, writer: Writer):
        self.book = writer.book
        self.say = writer.wording
        self.writer = writer
        self.calls = writer.plain
        self.words = self.calls.words

    def sections(self, documents: Iterable[Document]) -> Iterator[Entry]:
        """The pages of prose, and the sections of each."""
        folder = self.book.languages[self.say.language].folder
        topics = {f"{folder}{topic.page}/": topic for topic in self.book.topics.values()}
        for document in documents:
            if document.is_prose and document.language == self.say.language:
                yield from self._page(document, topics.get(document.url))

    def names(self, kind: str, id_: str) -> Iterator[Entry]:
        """A record that is found by its name."""
        record = self.book.records[kind][id_]
        if isinstance(record, Chart):
            yield self._chart(id_, record)
        elif isinstance(record, Named) and KINDS[kind].facet:
            yield self._named(kind, id_, record)

    def figures(self, kind: str, id_: str) -> Iterator[Entry]:
        """The figures of a record."""
        for key in figure_keys(self.book.records[kind][id_]):
            address = f"{kind}/{id_}#{key}"
            yield self._figure(address, self.book.figures[address])

    def texts(self, kind: str, id_: str) -> Iterator[tuple[str, Entry]]:
        """(place, entry) of what of a record has no name and is found by the words of its text."""
        address = f"{kind}/{id_}"
        match self.book.records[kind][id_]:
            case Stepwise() as record if is_told_first(address):
                for step in record.steps:
                    yield f"{address}#{step.anchor}", self._step(address, step)
            case Event() as event:
                yield address, self._event(address, event)
            case Position() as position:
                yield address, self._position(address, position)
            case Claim() as claim:
                yield address, self._claim(address, claim)
            case Absence() as absence:
                yield address, self._absence(address, absence)
            case Source() as source:
                yield address, self._listed_source(address, source)

    def order_of_texts(self) -> Iterator[str]:
        """The places of all of them: first what is dated, the oldest first."""
        for moment in moments(self.book):
            is_step = isinstance(moment.part, Step)
            yield f"{moment.address}#{moment.anchor}" if is_step else moment.address
        for kind in ("claims", "absences", "sources"):
            yield from (f"{kind}/{id_}" for id_ in self.book.records[kind])

    def indexes(self) -> Iterator[tuple[str, str]]:
        """(path, name) of the lists that hold everything, for a reader who found nothing."""
        for kind in WHOLE_LISTS:
            if self.writer.site.exists(f"{kind}/"):
                yield self._place(f"{kind}/"), self.say(f"kind.{kind}")

    # ------------------------------------------------------------ what has a name

    def _in_each_language(self, text: Text) -> tuple[str, ...]:
        """A text's words in each language that it is written in, the first one first."""
        wordings = self.writer.site.wordings
        return tuple(wordings[language].text(text) for language, _ in text.others(""))

    def _keys_of_topic(self, topic: Topic | None) -> tuple[str, ...]:
        if not topic:
            return ()
        said = (self._in_each_language(text) for text in (topic.name, topic.question))
        return (*chain.from_iterable(said), *topic.found_by)

    def _named(self, kind: str, id_: str, record: Named) -> Entry:
        keys = (*self._in_each_language(record.name), *record.found_by)
        if isinstance(record, Person):
            keys += self._keys_of_person(id_, record)
        if isinstance(record, Organization):
            for before in record.former_names:
                keys += self._in_each_language(before.name)
        entry = self._entry(
            f"{kind}/{id_}",
            title=self.words(record.name),
            answer=self._answer(record),
            keys=keys,
        )
        return replace(
            entry,
            what=self._what(kind, record),
            text=self.words(getattr(record, "summary", None)),
        )

    def _keys_of_person(self, id_: str, person: Person) -> tuple[str, ...]:
        """The name as some type it, and the newest post, which is what some know a person by."""
        name, *others = self._in_each_language(person.name)
        keys = (initials(name), *map(romanize, others))
        try:
            post = newest_post(self.book, id_)
        except CannotCompute:
            return keys
        return (*keys, *self._in_each_language(post.title))

    def _what(self, kind: str, record: Named) -> str:
        match record:
            case Program():
                return self.say(f"program.{record.kind}")
            case Organization() if record.kind != "other":
                return self.say(f"organization.{record.kind}")
        return self.say(f"one.{kind}")

    def _answer(self, record: Named) -> str:
        match record:
            case Stepwise():
                return self._standing(record.steps)
            case Person() | Organization():
                return _brief(self.words(record.role))
            case Term():
                return _brief(self.words(record.meaning))
        return _brief(self.words(getattr(record, "summary", None)))

    def _standing(self, steps: Sequence[Step]) -> str:
        """The stage that was reached, when, and who says so."""
        now = status(steps, self.book.site.as_of)
        stage = self.say.stage(now.stage, now.of)
        if not now.step:
            return stage
        day = self.say.day(now.step.when)
        return f"{stage} · {day} · {self._publisher(now.step)}"

    def _chart(self, id_: str, chart: Chart) -> Entry:
        return self._entry(
            f"charts/{id_}",
            title=self.words(chart.title),
            answer=_brief(self.words(chart.subtitle)),
        )

    def _figure(self, address: Address, figure: Figure) -> Entry:
        now = current(figure)
        answer = (
            self.calls.reading(figure, now),
            self.say("as-of", day=self.say.day(now.as_of)),
            self.say(f"stage.{now.stage}"),
            self._publisher(now),
        )
        own, others = self.words(figure.label), self._in_each_language(figure.label)
        entry = self._entry(
            address,
            title=self.words(figure.label),
            answer=" · ".join(answer),
            keys=(*self._ways_to_type(figure), *(other for other in others if other != own)),
            facet="figures",
        )
        record = address.partition("#")[0]
        return replace(entry, within=self.calls.name(record))

    def _ways_to_type(self, figure: Figure) -> Iterator[str]:
        """What a reader may type who has seen a number of a figure in some language."""
        for number in _numbers(figure):
            yield f"{number.normalize():f}"
            for say in self.writer.site.wordings.values():
                words = say.number(number)
                digits = _printed_digits(words)
                if "^" in words:
                    yield words
                elif say is self.say or "." in digits:
                    # 6,000 for 6,000억 where that is what is printed; 9.9 for 9.9 trillion anywhere
                    yield digits

    def _publisher(self, part: Reading | Step) -> str:
        source = self.book.sources[part.sources[0]]
        return self.calls.publisher(source)

    def _entry(
        self,
        address: Address,
        title: str,
        answer: str,
        keys: Iterable[str] = (),
        facet: str = "",
    ) -> Entry:
        """What stands at an address; results are narrowed by its kind, where no facet is given."""
        facet = facet or address.partition("/")[0]
        return Entry(
            url=self._place(url_of(self.book, address)),
            facet=facet,
            what=self.say(f"one.{facet}"),
            title=title,
            answer=answer,
            keys=_that_say_more(title, keys),
            weight=len(self.book.mentioned_in(address)).bit_length(),
        )

    # ------------------------------------------------------------ what is found by its text

    def _step(self, address: Address, step: Step) -> Entry:
        return self._text(
            "events",
            url=step_url(self.book, address, step.anchor),
            text=self.words(step.what),
            answer=self.say.step(step, self.book.site.as_of),
            within=self.calls.name(address),
        )

    def _event(self, address: Address, event: Event) -> Entry:
        return self._text(
            "events",
            url=url_of(self.book, address),
            text=self.words(event.what),
            answer=self.say.day(event.date),
        )

    def _position(self, address: Address, position: Position) -> Entry:
        return self._text(
            "positions",
            url=url_of(self.book, address),
            text=self.words(position.what),
            answer=self.say.day(position.date),
            within=self.calls.name(f"people/{position.person}"),
        )

    def _claim(self, address: Address, claim: Claim) -> Entry:
        return self._text(
            "claims",
            url=url_of(self.book, address),
            text=f"{self.words(claim.claim)} {self.words(claim.answer)}",
            answer=self.say(f"verdict.{claim.verdict}"),
        )

    def _absence(self, address: Address, absence: Absence) -> Entry:
        return self._text(
            "absences",
            url=url_of(self.book, address),
            text=f"{self.words(absence.what)} {self.words(absence.note)}",
            answer=self.say("searched-until", day=self.say.day(absence.until)),
        )

    def _listed_source(self, address: Address, source: Source) -> Entry:
        title = source.title_in(self.say.language)
        publisher = self.calls.publisher(source, in_full=True)
        entry = self._entry(address, title, publisher)
        return replace(entry, text=f"{title} {publisher} {source.publisher}")

    def _text(
        self,
        facet: str,
        url: str,
        text: str,
        answer: str,
        within: str = "",
    ) -> Entry:
        return Entry(
            url=self._place(url),
            facet=facet,
            what=self.say(f"one.{facet}"),
            title=_brief(text, BRIEFER),
            answer=answer,
            within=within,
            text=text,
        )

    def _place(self, url: str) -> str:
        """Where a reader of this language finds it: in that language where there is such a page."""
        return self.writer.own_path(url)

    # ------------------------------------------------------------ pages of prose

    def _page(self, document: Document, topic: Topic | None) -> Iterator[Entry]:
        """A page by its title, and each section of it that its author wrote."""
        for section in document.sections():
            heading = section.heading
            if heading.id == "top":
                yield Entry(
                    document.url,
                    "pages",
                    self.say("one.pages"),
                    document.title,
                    _brief(document.description),
                    keys=_that_say_more(
                        document.title, (heading.words, *self._keys_of_topic(topic))
                    ),
                    weight=4 if topic else 2,
                    text=section.words,
                )
            elif heading.is_written and heading.level <= 3:
                yield Entry(
                    f"{document.url}#{heading.id}",
                    "pages",
                    self.say("one.sections"),
                    heading.words,
                    within=document.title,
                    text=section.words,
                )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _brief(text: str, length: int = BRIEF) -> str:
    """A text, or as many of its first words as fit."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _that_say_more(title: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The keys that say something which neither the title nor a key before them says."""
    known, more = {"", fold(title)}, []
    for key in keys:
        folded = fold(key)
        if folded not in known:
            known.add(folded)
            more.append(key)
    return tuple(more)


def _numbers(figure: Figure) -> Iterator[Decimal]:
    """Every number that a figure ever was, and what sources printed beside it in other units."""
    for reading in figure.readings:
        printed = reading.printed.value if reading.printed else None
        for number in (reading.value, reading.low, reading.high, printed):
            if number is not None:
                yield abs(number)


def _printed_digits(words: str) -> str:
    """The digits that stand before the first word of a printed number; nothing for one or two.

    Readers type 9.9 for 9.9 trillion, but a 5 would be found in too many places.
    """
    found = re.match(r"[\d.,]{3,}", words)
    return found[0] if found else ""
