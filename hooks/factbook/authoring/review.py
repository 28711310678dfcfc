"""What differs between two states of the record and the prose, as before and after a commit.

It is for whoever reviews an edit: figures, steps, texts, prose and addresses, in words. What became
of the things themselves in the course of time is told to readers by meaning/changes.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..meaning.addresses import has_url, lasting_url, page_url
from ..meaning.figures import current
from ..meaning.wording import Wording
from ..record.book import SITE, Address, Book
from ..record.fields import fields_of
from ..record.kinds import Dispute, Figure, Reading, Step, Unit
from ..record.marked_yaml import Path_
from ..record.rules import parts
from ..record.values import Record, Text
from ..writing.ledger import Ledger, addresses_of_records, shown

SORTS = {
    "figures": "Figures",
    "steps": "Steps",
    "records": "Records",
    "texts": "Texts of the record and of the site",
    "fields": "Other fields of the record and of the site",
    "prose": "Prose",
    "addresses": "Addresses",
    "files": "Words of the interface, menu, looks and other files",
}
THERE = "there"  # all that can be said of a record, an address or a file
CHANGED = "changed"
# What the words of a reading and of a step tell of their fields.
IN_WORDS = {"value", "low", "high", "qualifier", "as_of", "stage", "date", "due", "sources"}
Facts = dict[str, str]  # what one state says, in words, by where it stands


@dataclass(frozen=True)
class Difference:
    """One thing that was added, revised or removed, with its words before and after."""

    sort: str
    where: str
    before: str = ""
    after: str = ""

    @property
    def verb(self) -> str:
        """What was done: added, revised, removed or moved."""
        if self.before == self.after:
            return "moved"
        if self.before and self.after:
            return "revised"
        return "added" if self.after else "removed"


@dataclass(frozen=True)
class Side:
    """One of the two states: the record, the prose by the paths of its pages, what has moved."""

    book: Book
    prose: Mapping[str, str]
    ledger: Ledger = field(default_factory=Ledger)
    files: Mapping[str, str] = field(default_factory=dict)  # what stands in each other one


def differences(before: Side, after: Side, say: Wording) -> list[Difference]:
    """Everything that differs, sort by sort, each in the order of its addresses."""
    names = dict(other_names(before, after))
    new = _facts(after, say)
    old = {sort: _under(names, facts, sort) for sort, facts in _facts(before, say).items()}
    found: list[Difference] = []
    for sort in SORTS:
        found += _compare_names(sort, names)
        if sort == "prose":
            found += _compare_prose(_under_new_names(before, after), after.prose)
        elif sort == "fields":
            stayed = {*old["records"], SITE} & {*new["records"], SITE}
            found += _compare(sort, _of(stayed, old[sort]), _of(stayed, new[sort]))
        elif sort == "addresses":
            found += _compare_addresses(old[sort], new[sort], after.ledger)
        elif sort == "files":
            found += _compare_files(before.files, after.files)
        else:
            found += _compare(sort, old[sort], new[sort])
    return found


def _compare_names(sort: str, names: Mapping[Address, Address]) -> Iterator[Difference]:
    """Which records have another name, and which figures have one of their own."""
    for old, new in sorted(names.items()):
        is_of_its_own = old.partition("#")[2] != new.partition("#")[2]
        if (sort == "figures" and is_of_its_own) or (sort == "records" and "#" not in old):
            yield Difference(sort, f"{old} to {new}", THERE, THERE)


def _compare(sort: str, before: Facts, after: Facts) -> Iterator[Difference]:
    """What differs between two states in one sort of facts."""
    for where in sorted({*before, *after}):
        old, new = before.get(where, ""), after.get(where, "")
        if old != new:
            yield Difference(sort, where, old, new)


def _of(addresses: Collection[str], facts: Facts) -> Facts:
    """Those of some facts that are of one of some records."""
    return {where: words for where, words in facts.items() if where.split()[0] in addresses}


def _compare_addresses(before: Facts, after: Facts, ledger: Ledger) -> Iterator[Difference]:
    """Which addresses are new, which are gone, and which lead on to another one."""
    moved = {old: ledger.successor(old) for old in before if old not in after}
    arrived = {new: THERE for new in moved.values() if new}
    for old, new in moved.items():
        if new:
            yield Difference("addresses", f"{shown(old)} to {shown(new)}", THERE, THERE)
    stayed = {address: THERE for address in before if not moved.get(address)}
    yield from _compare("addresses", {**stayed, **arrived}, {**after, **arrived})


def _compare_files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Which files are new, gone or others than they were; what stands in them is not told."""
    for name in sorted({*before, *after}):
        if name not in before:
            yield Difference("files", name, after=THERE)
        elif name not in after:
            yield Difference("files", name, before=THERE)
        elif before[name] != after[name]:
            yield Difference("files", name, THERE, CHANGED)


# ---------------------------------------------------------------- under other names


def other_names(before: Side, after: Side) -> Iterator[tuple[Address, Address]]:
    """The records and figures that have another name now: where their addresses lead tells it."""
    old, new = _by_url(before.book), _by_url(after.book)
    stayed = {*old.values()} & {*new.values()}
    free = {url: address for url, address in new.items() if address not in stayed}
    for url, address in old.items():
        here = after.ledger.successor(url)
        if address not in stayed and here in free:  # of two that became one the first has it
            yield address, free.pop(here)


def _by_url(book: Book) -> dict[str, Address]:
    """All records and figures that have a place on the site, by its address."""
    named = (*filter(has_url, book.addresses()), *book.figures)
    return {lasting_url(book, address): address for address in named}


def _under(names: Mapping[Address, Address], facts: Facts, sort: str) -> Facts:
    """Facts of the earlier state by the names that records and figures have now."""
    if not names or sort == "addresses":
        return facts
    return {_now_called(where, names): words for where, words in facts.items()}


OF_A_FIGURE = re.compile(r"(?P<record>[^\s#]+) (?:figures|rows) (?P<figure>\S+)")


def _now_called(where: str, names: Mapping[Address, Address]) -> str:
    """Where a fact stands, by the names of now: programs/new, programs/new figures size label."""
    if where in names:
        return names[where]
    if found := OF_A_FIGURE.match(where):
        record, figure = found.groups()
        key = names.get(f"{record}#{figure}", f"{record}#{figure}").partition("#")[2]
        where = f"{where[: found.start('figure')]}{key}{where[found.end() :]}"
    record = re.split(r"[\s#]", where, maxsplit=1)[0]
    return f"{names.get(record, record)}{where.removeprefix(record)}"


# ---------------------------------------------------------------- what one state says


def _facts(side: Side, say: Wording) -> dict[str, Facts]:
    """All that a state says, by sort; prose is compared by itself."""
    book = side.book
    pages = map(page_url, side.prose)
    return {
        "figures": dict(_figures(book, say)),
        "steps": dict(_steps(book, say)),
        "records": dict.fromkeys(book.addresses(), THERE),
        "texts": dict(_texts(book)),
        "fields": dict(_fields(book)),
        "addresses": dict.fromkeys([*pages, *addresses_of_records(book)], THERE),
    }


def _figures(book: Book, say: Wording) -> Iterator[tuple[str, str]]:
    """Each figure in words, by its address."""
    for address, figure in book.figures.items():
        if figure.unit in book.units:
            yield address, _figure(book, figure, say)


def _figure(book: Book, figure: Figure, say: Wording) -> str:
    """The present reading in words, and each that stands before it."""
    present, unit = current(figure), book.units[figure.unit]
    earlier = [reading for reading in figure.readings if reading is not present]
    told = [_reading(reading, unit, say) for reading in (present, *earlier)]
    return "; earlier: ".join(told)


def _reading(reading: Reading, unit: Unit, say: Wording) -> str:
    """A reading in words: how much, at which stage, on whose word."""
    words = say.reading(reading, unit)
    stage = say(f"stage.{reading.stage}")
    details = [f"{stage} as of {reading.as_of}", *reading.sources, *_beside(reading)]
    return f"{words} ({', '.join(details)})"


def _steps(book: Book, say: Wording) -> Iterator[tuple[str, str]]:
    """Each step in words, by its address and anchor."""
    for address, record in book.stepwise():
        for step in record.steps:
            yield f"{address}#{step.anchor}", _step(step, say)


def _step(step: Step, say: Wording) -> str:
    """A step in words, in each language: when, what and on whose word."""
    when = f"due {step.when}," if step.planned else f"{step.when}"
    what = step.what.in_(say.language)
    others = [f"{language}: {words}" for language, words in step.what.others(say.language)]
    details = ", ".join([*step.sources, *others, *_beside(step)])
    return f"{when} {say.step_stage(step)}: {what} ({details})"


def _beside(whole: Reading | Step) -> Iterator[str]:
    """What a reading or a step holds that its words do not tell, such as who doubts it."""
    for path, part in parts(whole):
        if isinstance(part, Dispute):
            yield _dispute(part)
        elif not isinstance(part, Text):
            for where, value in _plain_fields(_as_told(path), part):
                if where not in IN_WORDS:
                    yield f"{where}: {value}"


def _dispute(dispute: Dispute) -> str:
    """Who says otherwise, and what; its texts are told of by themselves."""
    fields = dict(_plain_fields("", dispute))
    sources = fields.pop("sources")
    given = ", ".join(f"{name} {value}" for name, value in fields.items())
    return f"disputed by {sources}: {given}" if given else f"disputed by {sources}"


def _as_told(path: Path_) -> str:
    """A place in a record as one says it: the second of its readings is readings no. 2."""
    return " ".join(f"no. {step + 1}" if isinstance(step, int) else step for step in path)


def _texts(book: Book) -> Iterator[tuple[str, str]]:
    """Every text of the record and of the site; those of steps are told of by themselves."""
    for address, record in _site_and_records(book):
        for path, part in parts(record):
            if isinstance(part, Text) and not _tells_a_step(path):
                where = f"{address} {_as_told(path)}"
                for language, words in part.others(""):
                    yield f"{where} ({language})", words


def _fields(book: Book) -> Iterator[tuple[str, str]]:
    """Every field that holds no words: whom, until when, of which topic; those of the site too.

    Those of steps and readings are told of in words.
    """
    for address, record in _site_and_records(book):
        for path, part in parts(record):
            if not {"steps", "readings"} & {*path} and not isinstance(part, Text):
                yield from _plain_fields(f"{address} {_as_told(path)}".strip(), part)


def _site_and_records(book: Book) -> Iterator[tuple[str, Record]]:
    yield SITE, book.site
    for kind, of_kind in book.records.items():
        for id_, record in of_kind.items():
            yield f"{kind}/{id_}", record


def _plain_fields(where: str, part: Record) -> Iterator[tuple[str, str]]:
    for field_ in fields_of(type(part)):
        value = getattr(part, field_.name)
        if value and not field_.model and field_.type != "words":
            named = value if isinstance(value, tuple) else (value,)
            words = "true" if value is True else ", ".join(map(str, named))
            yield f"{where} {field_.name}".strip(), words


def _tells_a_step(path: Path_) -> bool:
    """True where a path leads to the words of a step."""
    return path[0] == "steps" and path[-1] == "what"


# ---------------------------------------------------------------- prose

END_OF_SENTENCE = re.compile(r"\n+|(?<=[.?!]) +(?=[A-Z{*\[])")


def _under_new_names(before: Side, after: Side) -> Mapping[str, str]:
    """The earlier prose, each page by the path that it has now."""
    by_url = {page_url(path): path for path in after.prose}
    named = {}
    for path, text in before.prose.items():
        moved = after.ledger.successor(page_url(path)) if path not in after.prose else None
        named[by_url.get(moved, path) if moved else path] = text
    return named


def _compare_prose(
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> Iterator[Difference]:
    """What differs in the prose, page by page."""
    for page in sorted({*before, *after}):
        old, new = before.get(page), after.get(page)
        if old != new:
            yield from _compare_pages(page, _sentences(old or ""), _sentences(new or ""))


def _sentences(text: str) -> list[str]:
    """The sentences of a page; a line break ends one too."""
    pieces = (piece.strip() for piece in END_OF_SENTENCE.split(text))
    return [piece for piece in pieces if piece]


def _compare_pages(
    page: str,
    old: list[str],
    new: list[str],
) -> Iterator[Difference]:
    """The sentences that differ; a run of them is one difference."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for sort, start, end, new_start, new_end in matcher.get_opcodes():
        if sort != "equal":
            before, after = " ".join(old[start:end]), " ".join(new[new_start:new_end])
            yield Difference("prose", f"docs/{page}", before, after)
