"""The calls that a text may make: the one table of them.

A method of Calls with an example is open to authors. Its signature is what the check binds a call
to, its docstring and example are the README's line about it, and what it gives is the call in
plain words: whatever cannot be said in plain words is a mistake. PageCalls (page.py) prints the
same calls as a page shows them.
"""

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise
from typing import Any, TypeVar, get_type_hints

from ..meaning import figures
from ..meaning.addresses import has_url
from ..meaning.figures import CannotCompute, Computed, StageNamed
from ..meaning.lifelines import SORTS, promises_that_are
from ..meaning.particles import particle
from ..meaning.wording import Wording
from ..record.book import Address, Book
from ..record.kept import kept
from ..record.kinds import (
    KINDS,
    Chart,
    Claim,
    Figure,
    Minister,
    Named,
    OfTopics,
    Position,
    Post,
    Question,
    Reading,
    Source,
    Task,
    Unit,
)
from ..record.languages import Language
from ..record.parse import wrong_id
from ..record.problems import did_you_mean, excerpt
from ..record.remedies import address_remedy, named_so, of_another_day, with_its_words
from ..record.rules import is_blank
from ..record.values import Text
from .examples import neutral_example, own_example
from .made_files import OF_PARTS
from .parts import Part
from .syntax import OPEN, Call, Unreadable, cut, split, without_tags

AnyCall = TypeVar("AnyCall", bound=Callable[..., str])
Stages = str | list | None  # type: ignore[type-arg]  # what a call is given is held against it
OF_READINGS = ("figure", "ratio", "share", "change", "total")
BEFORE_A_NOTE = re.compile(r"\s+(?=\{\{\s*cite\()")


def example(written: str) -> Callable[[AnyCall], AnyCall]:
    """Opens a method of Calls to authors, and says how it is written."""

    def opened(method: AnyCall) -> AnyCall:
        method.example = written  # type: ignore[attr-defined]  # functions take attributes
        return method

    return opened


@dataclass(frozen=True)
class AuthorCall:
    """What is known of a call: how it is written, what it takes, what it prints."""

    name: str
    example: str
    prints: str
    signature: inspect.Signature
    types: Mapping[str, Any]


class Calls:
    """The calls of a text, in plain words of one language; raises CannotCompute for a wrong one."""

    def __init__(
        self,
        book: Book,
        say: Wording,
        parts: Mapping[str, Part] | None = None,
    ):
        self.book, self.say, self.parts = book, say, parts or {}

    # ------------------------------------------------------------ for authors

    @example('{{ figure("investments/lamp-fund#size") }}')
    def figure(
        self,
        address: Address,
        card: bool = True,
        stage: str | None = None,
        as_of: str | None = None,
        short: bool = False,
        before_noun: bool = False,
    ) -> str:
        """the present reading, with a mark that opens its card; `stage="proposed"` prints the last
        one of that stage, and must be said where a figure is read at several stages;
        `as_of="2025-10"` prints an earlier one, `short=True` leaves out the noun that is counted,
        `before_noun=True` says more than as Korean does before a noun"""
        if address in self.book.unseen:
            return self.unknown()
        reading = self.reading_at(address, stage, as_of)
        if not reading:
            return self.unknown()
        said = figures.rounded_reading(reading)
        return self.reading(figures.figure_at(self.book, address), said, short, before_noun)

    @example('{{ ratio("a#x", "b#y") }}')
    def ratio(
        self,
        above: Address,
        below: Address,
        *,
        stage: Stages = None,
    ) -> str:
        """3 times: computed where it stands, and it says from what"""
        if self.is_unsaid(stage, above, below):
            return self.unknown()
        return self.computed_words(figures.ratio(self.book, above, below, stage=stage))

    @example('{{ share("a#x", "b#y") }}')
    def share(
        self,
        part: Address,
        whole: Address,
        *,
        stage: Stages = None,
    ) -> str:
        """52%: the first as a part of the second"""
        if self.is_unsaid(stage, part, whole):
            return self.unknown()
        return self.computed_words(figures.share(self.book, part, whole, stage=stage))

    @example('{{ change("a#x", "b#y") }}')
    def change(
        self,
        before: Address,
        after: Address,
        *,
        stage: Stages = None,
    ) -> str:
        """−2%: from the first to the second"""
        if self.is_unsaid(stage, before, after):
            return self.unknown()
        return self.computed_words(figures.change(self.book, before, after, stage=stage))

    @example('{{ total("a#x", "b#y") }}')
    def total(
        self,
        *addresses: Address,
        short: bool = False,
        stage: Stages = None,
    ) -> str:
        """a sum of one unit and, for money, of one stage; other sums are refused; `short=True`
        leaves out the noun; these four say the "about" or the limit of what they are made of, and
        take `stage="enacted"` for figures that are read at several stages, or a list with one for
        each"""
        if self.is_unsaid(stage, *addresses):
            return self.unknown()
        return self.computed_words(figures.total(self.book, addresses, stage), short)

    @example('{{ promises("overdue") }}')
    def promises(self, sort: str = "all") -> str:
        """how many promises are `kept`, `overdue`, `silent` or `undated`; all of them without a
        word"""
        if sort not in SORTS:
            remedy = did_you_mean(sort, SORTS) or f"; they are counted as {', '.join(SORTS)}"
            raise CannotCompute(f"promises are not counted as '{sort}'{remedy}")
        return self.say.plain_number(Decimal(len(promises_that_are(self.book, sort))))

    @example("{{ record_end() }}")
    def record_end(self) -> str:
        """the day on which the record ends"""
        return self.say.day(self.book.site.as_of)

    @example('{{ cite("source-id") }}')
    def cite(self, *sources: str) -> str:
        """a numbered reference"""
        for place, source in enumerate(sources):
            if source in sources[:place]:
                raise CannotCompute(f"'{source}' stands twice; keep one")
            if f"sources/{source}" not in self.book.unseen:
                self.record_of("sources", source)
        return ""

    @example('{{ link("programs/lamp-contest", "the contest") }}')
    def link(self, address: Address, words: str | None = None) -> str:
        """a link to a record"""
        if address in self.book.unseen:
            return words or self.unknown()
        if not self.book.knows(address):
            known = [*self.book.addresses(), *self.book.figures]
            raise CannotCompute(f"nothing at '{address}'{address_remedy(address, known)}")
        if not has_url(address):
            raise CannotCompute(f"'{address}' has no place on the site; nothing can lead there")
        return words or self.name(address)

    @example('{{ chart("light-budget") }}')
    def chart(self, id_: str) -> str:
        """a chart, drawn at build time"""
        if f"charts/{id_}" in self.book.unseen:
            return self.unknown()
        self.record_of("charts", id_)
        return ""

    @example('{{ term("lumen", "brightness") }}')
    def term(self, id_: str, words: str | None = None) -> str:
        """a word whose meaning is one tap away"""
        if f"glossary/{id_}" in self.book.unseen:
            return words or id_
        self.record_of("glossary", id_)
        return words or self.say.text(self.book.glossary[id_].name)

    @example('{{ office("ada-brightwater", "the minister") }}')
    def office(self, person: str, words: str | None = None) -> str:
        """an office with the last date on which a source shows the person in it"""
        if self.holds_no_office_yet(person):
            return words or self.unknown()
        self.record_of("people", person)
        post = self.post_of(person, words)
        return f"{words or self.words(post.title)} ({self.last_known(post)})"

    @example('{{ dated("latest", "a#x") }}')
    def dated(self, words: str, address: Address) -> str:
        """a word for time, printed with the date that it is bound to"""
        if self.is_unsaid(None, address):
            return self.unknown()
        day = figures.current(figures.figure_at(self.book, address)).as_of
        return f"{words} ({self.say('as-of', day=self.say.day(day))})"

    @example('{{ part("key-figures", addresses=["a#x"]) }}')
    def part(self, name: str, **options: object) -> str:
        """a board or list from `docs/templates/parts/`"""
        open_parts = sorted(part.name for part in self.parts.values() if part.is_open)
        if name not in open_parts:
            bare = name.rpartition("/")[2]
            remedy = did_you_mean(bare, open_parts) or with_its_words(bare, open_parts)
            remedy = remedy or f"; there are {', '.join(open_parts)}"
            raise CannotCompute(f"no part '{name}'{remedy}")
        for message in self.parts[name].wrong_options(options):
            raise CannotCompute(message)
        for option, value in options.items():
            self.check_option(name, option, value)
        return ""

    @example('{{ plain("5G") }}')
    def plain(self, words: str, because: str | None = None) -> str:
        """a name or a number that is no fact; no sentence"""
        if _is_an_assertion(words):
            raise CannotCompute(
                f"{excerpt(words)} says something, and 'plain' prints a number or a name alone; "
                "put a fact in data/ and call it, list a name under 'names' in data/site.yml"
            )
        return words

    # ------------------------------------------------------------ plain words

    def fill(self, text: str) -> str:
        """A text with its calls in plain words; a note leaves no gap before what follows it."""
        return "".join(self.print(piece) for piece in split(BEFORE_A_NOTE.sub("", text)))

    def print(self, piece: str | Call) -> str:
        """Words as they stand, or what a call gives."""
        if isinstance(piece, str):
            return piece
        given = getattr(self, piece.name)(*piece.arguments, **piece.options)
        fitted = particle(given, piece.particle) if piece.particle else ""
        return f"{given}{fitted}" if piece.is_said else fitted

    def words(self, text: Text | str | None) -> str:
        """A text of the record in a line of plain words."""
        if not text:
            return ""
        written = text if isinstance(text, str) else text.in_(self.say.language)
        return " ".join((self.fill(written) if "{{" in written else written).split())

    def reading(
        self, figure: Figure, reading: Reading, short: bool = False, before_noun: bool = False
    ) -> str:
        """A reading with its unit, or with what counts it alone."""
        write = self.say.short if short else self.say.reading
        return write(reading, self.book.units[figure.unit], before_noun)

    def reading_at(
        self,
        address: Address,
        stage: str | None,
        as_of: str | None,
    ) -> Reading | None:
        """A reading of a figure; none in an edition in which that reading was not known.

        A sentence that names no stage was written of the present reading; an edition keeps to the
        stage of that one.
        """
        if not stage and not as_of:
            stage = self.book.meant.get(address, (None,))[-1]
        try:
            return figures.reading_at(self.book, address, stage, as_of)
        except CannotCompute:
            if self.book.unseen:
                return None
            raise

    def computed_words(self, computed: Computed, short: bool = False) -> str:
        """A computed figure as it reads: 3 times, 52%, a sum with its unit."""
        if not computed.unit:
            return self.say.computed(computed)
        unit = self.book.units[computed.unit]
        return self.say.quantity(computed.value, unit, short, computed.qualifier)

    def name(self, address: Address) -> str:
        """What readers call a record or figure."""
        record = self.book.get(address)
        id_ = address.partition("/")[2]
        match record:
            case Figure() if address.startswith("indicators/"):
                return f"{self.name(address.partition('#')[0])}: {self.words(record.label)}"
            case Named():
                return self.words(record.name)
            case Figure() | Unit():
                return self.words(record.label)
            case Chart():
                return self.words(record.title)
            case Source():
                return record.title_in(self.say.language)
            case Claim():
                return self.words(record.claim)
            case Question() | Task():
                return self.words(record.question)
            case Minister():
                return self.name(record.who)
            case Position():
                name = self.name(f"people/{record.person}")
                return self.say.listed(name, self.say.day(record.date))
        return self.words(getattr(record, "what", None)) or id_

    def publisher(self, source: Source, in_full: bool = False) -> str:
        """Who published a source; in full also which edition, on whose page, after whose report."""
        known = self.book.publishers_by_name.get(source.publisher)
        name = self.words(known.name) if known else source.publisher
        own, language = self.say.language, source.language.partition("-")[0]
        # A reader who knows the outlet expects its own language; the page's own needs no word.
        if known and known.language and language not in (known.language, own):
            edition = Language(language).name_in(own)
            name = self.say("edition-in", name=name, language=edition)
        if in_full and source.via:
            name = self.say("via", name=name, other=source.via)
        if in_full and source.after:
            name = self.say("after", name=name, other=source.after)
        return name

    def author(self, source: Source) -> str:
        """Who wrote a source: a body of the record by its name on this page, else as signed."""
        written = source.author or ""
        known = self.book.organizations_by_name.get(written)
        return self.words(known.name) if known else written

    def post_of(self, person: str, words: str | None) -> Post:
        """The office of somebody that some words name, or else the newest."""
        return figures.post_called(self.book, person, words or "", self.say.language)

    def last_known(self, post: Post) -> str:
        """Until when an office was held, or the last day on which a source shows it."""
        if post.end:
            return self.say("until", day=self.say.day(post.end))
        last = post.seen or post.start or self.book.site.as_of
        return self.say("last-seen", day=self.say.day(last))

    def unknown(self) -> str:
        """What an earlier edition prints for what it does not know yet."""
        return self.say("unknown-then")

    # ------------------------------------------------------------ checks

    def holds_no_office_yet(self, person: str) -> bool:
        """True where an earlier edition knows no office of somebody."""
        if not self.book.unseen:
            return False
        return person not in self.book.people or not self.book.people[person].posts

    def is_unsaid(self, stage: StageNamed, *addresses: Address) -> bool:
        """True where an earlier edition lacks one of some figures, or the stage that is meant."""
        book = self.book
        if not book.unseen.isdisjoint(addresses):
            return True
        if not book.meant:
            return False
        named = figures.stage_of_each(addresses, stage)
        return any(self._is_not_yet(address, named[address]) for address in addresses)

    def _is_not_yet(self, address: Address, stage: str | None) -> bool:
        """True where an earlier edition has no reading of a figure at the stage that is meant."""
        figure, stages = self.book.figures.get(address), self.book.meant.get(address)
        if not figure or not stages:
            return False
        meant = stage if stage in stages else stages[-1]
        return meant not in figure.stages

    def record_of(self, kind: str, id_: str) -> object:
        """The record of an id; raises CannotCompute where there is none."""
        records = self.book.records[kind]
        if id_ not in records:
            remedy = named_so(id_, records)
            if kind == "sources":
                remedy = remedy or of_another_day(id_, records)
            remedy = remedy or did_you_mean(id_, records)
            remedy = remedy or with_its_words(id_, records) or _added_or_chosen(kind, id_, records)
            raise CannotCompute(f"no {KINDS[kind].one} '{id_}'{remedy}")
        return records[id_]

    def check_option(self, part: str, option: str, value: object) -> None:
        """Raises CannotCompute where an option of a part leads nowhere."""
        default = self.parts[part].defaults.get(option, "")
        if value == "" and option not in self.parts[part].defaults:
            raise CannotCompute(f"'{option}' of the part '{part}' is empty; name one")
        if value == default and type(value) is type(default):
            return
        if type(value) is int and value > MOST_LISTED:
            raise CannotCompute(f"'{option}' of the part '{part}' is {MOST_LISTED} at most")
        values = value if option in ("addresses", "charts") else [value]
        sort = type(default or "")
        if not isinstance(values, list | tuple) or not all(_is_a(sort, one) for one in values):
            remedy = f"; write a list: [{value!r}]" if isinstance(value, str) else ""
            message = f"'{option}' of the part '{part}' is not understood: {value!r}"
            raise CannotCompute(message + (remedy if values is value else ""))
        if not values:
            raise CannotCompute(f"'{option}' of the part '{part}' is empty; name at least one")
        for place, one in enumerate(values):
            if one in values[:place]:
                raise CannotCompute(f"'{one}' stands twice; keep one")
            if isinstance(one, str):
                self.check_value(option, one)

    def check_value(self, option: str, value: str) -> None:
        """Raises CannotCompute where one value of an option leads nowhere."""
        address = OF_KIND.get(option, "") + value
        if self.book.may_be_broken(address) or value in self.book.unseen:
            return
        match option:
            case "addresses":
                figures.figure_at(self.book, value)
            case "charts":
                self.record_of("charts", value)
            case "about":
                self.link(value)
            case "topic":
                self.record_of("topics", value)
            case "by":
                self.record_of("people", value)
            case "table":
                _check_among("table", value, (*OF_PARTS, *KINDS))
            case "without":
                _check_among("chart", value, ("career",))
            case "kind":
                _check_kind(value)


MOST_OF_A_NAME = 6  # words
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|been)\b")  # in small letters
KOREAN_VERB = re.compile(
    r"[했됐썼갔왔냈섰졌렸봤줬았었였있없한된]다\.?\s*$"
)  # not that of 바다, 르완다


def _is_an_assertion(words: str) -> bool:
    """True for a sentence: with a verb that no name or number has, or longer than most of these."""
    count = len(words.split())
    has_verb = (count > 2 and VERB.search(words)) or (count > 1 and KOREAN_VERB.search(words))
    return count > MOST_OF_A_NAME or bool(has_verb)


def _check_among(what: str, value: str, known: Collection[str]) -> None:
    """Raises CannotCompute where a value is none of those that are known."""
    if value not in known:
        remedy = did_you_mean(value, known) or f"; there are: {', '.join(known)}"
        raise CannotCompute(f"no {what} '{value}'{remedy}")


def _check_kind(value: str) -> None:
    """Raises CannotCompute for no kind, or for one whose records stand below no topic."""
    if value not in KINDS:
        raise CannotCompute(f"no kind '{value}'{did_you_mean(value, KINDS)}")
    if value not in LISTED:
        known = ", ".join(LISTED)
        raise CannotCompute(f"'{value}' are not listed by topic; these are: {known}")


def _added_or_chosen(kind: str, id_: str, records: Iterable[str]) -> str:
    """What to do about an id that no record has; what can be none at all is not to be added."""
    if not wrong_id(id_):
        return f"; add it to data/{kind}/"
    such = next(iter(records), "")
    return f"; here stands an id of data/{kind}/" + (f", such as '{such}'" if such else "")


MOST_LISTED = 100  # lines, or changes; more on one page are a slip
# What the values of some options are ids of.
OF_KIND = {"charts": "charts/", "topic": "topics/", "by": "people/"}
# The kinds whose records can be listed under their topics, each with a sentence about it.
LISTED = tuple(
    name
    for name, kind in KINDS.items()
    if issubclass(kind.model, OfTopics) and "summary" in kind.model.model_fields
)


def _is_a(sort: type, value: object) -> bool:
    """True for words where words belong, and for a number above zero where a number does."""
    if sort is int:
        return type(value) is int and value > 0
    return isinstance(value, str)


@cache
def author_calls() -> dict[str, AuthorCall]:
    """Every call that is open to authors, by its name, in the order of the README."""
    calls = {}
    for name, method in vars(Calls).items():
        if written := getattr(method, "example", None):
            signature = inspect.signature(method)
            parameters = list(signature.parameters.values())[1:]
            calls[name] = AuthorCall(
                name,
                written,
                " ".join(inspect.cleandoc(method.__doc__ or "").split()),
                signature.replace(parameters=parameters),
                get_type_hints(method),
            )
    return calls


# ---------------------------------------------------------------- what is wrong with a call


def calls_in_other_braces(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) for each call in one brace, in parted or wide ones, or in none."""
    if "(" not in text and "（" not in text:
        return
    pieces = cut(without_tags(text))
    bare = "".join(" " * len(piece) if piece.startswith(OPEN) else piece for piece in pieces)
    for found in _in_other_braces().finditer(bare):
        name = found["braced"] or found["bare"]
        typed = WHOLE.match(bare, bare.index(name, found.start()))
        written = f"{{{{ {typed[0]} }}}}" if typed else ""
        written = written or neutral_example(author_calls()[name].example)
        message = f"a call stands in two braces, '{name}' as in {written}"
        yield text.count("\n", 0, found.start()) + 1, message


WHOLE = re.compile(r"""\w+\((?:[\w\s,=.-]|"[^"\n]{1,100}"|'[^'\n]{1,100}')*\)""")  # with its quotes


@cache
def _in_other_braces() -> re.Pattern[str]:
    names = "|".join(author_calls())
    return re.compile(
        rf"(?<!\{{)(?!\{{\{{)[{{｛]\s*(?:[{{｛]\s*)?(?P<braced>{names})\s*[(（]"
        rf"|(?<![\w.'\"-])(?P<bare>{names})\(\s*[\"'“‘]"
    )


def wrong_calls(calls: Calls, found: Collection[Call]) -> Iterator[tuple[int, str]]:
    """(line, message) for each call that cannot be filled; all of them, not only the first."""
    for call in found:
        for message in _wrong(calls, call):
            yield call.line, message


def _wrong(calls: Calls, call: Call) -> Iterator[str]:
    known = author_calls()
    if call.name not in known:
        yield f"no call '{call.name}'" + (
            did_you_mean(call.name, known) or "; known here: " + ", ".join(known)
        )
        return
    given = (*call.arguments, *call.options.values())
    unfit = list(_unfit(known[call.name], call))
    if unfit:
        meant = _parted_address(calls.book, call) or _otherwise_named(calls.book, call)
        made_up = known[call.name].example
        own = partial(own_example, made_up, calls.book, given)
        shown = (told.replace(made_up, own()) if made_up in told else told for told in unfit)
        yield from [meant] if meant else shown
        return
    if any(may_be_broken(calls.book, call.name, value) for value in given):
        return
    yield from _open_stages(calls.book, call)
    try:
        calls.print(call)
    except CannotCompute as error:
        remedy = _parted_address(calls.book, call) or _otherwise_named(calls.book, call)
        if "words" in known[call.name].types and _begins_with_no_id(call, error):
            remedy = remedy or _turned_round(calls, call)
        yield remedy or str(error)
    except RecursionError:
        yield f"'{call.name}' leads back to itself; a text cannot stand in itself"
    except (Unreadable, AttributeError, TypeError):
        return  # the call fits: what it prints has one that does not, and is told where it stands


def _open_stages(book: Book, call: Call) -> Iterator[str]:
    """What is said of each figure of which a call does not say at which stage it is meant."""
    if call.name in OF_READINGS and not call.options.keys() & {"stage", "as_of"}:
        given = (*call.arguments, *call.options.values())
        named = [address for address in given if address in book.figures]
        yield from figures.open_stages(book, map(str, named), 'stage="{}"')


def _parted_address(book: Book, call: Call) -> str:
    """What is said where the key of a figure stands apart from its record: "a/b", "figure"."""
    given = [one for one in (*call.arguments, *call.options.values()) if isinstance(one, str)]
    for record, figure in pairwise(given):
        if (address := f"{record}#{figure}") in book.figures:
            return f"a figure is named in one: write '{address}'"
    return ""


ON_A_SITE = re.compile(r"https?://\S*?/([a-z]+/[a-z0-9-]+)/?(#[\w-]+)?")


def _otherwise_named(book: Book, call: Call) -> str:
    """What is said where a call names what is there as others do: by a web address, or in a row."""
    is_source = call.name == "cite"
    known = {*book.sources} if is_source else {*book.addresses(), *book.figures}
    for given in call.arguments:
        named = re.split(r"[,;\s]+", str(given))
        if len(named) > 1 and known.issuperset(named):
            each = ", ".join(f'"{one}"' for one in named)
            return f"each stands in quotes of its own: {each}"
        meant = _source_at(book, given) if is_source else _address_at(given)
        if meant in known:
            return f"it is named as in the record; write '{meant}'"
    return ""


def _source_at(book: Book, url: object) -> str:
    """The source that was read at a web address; nothing where none was."""
    return next((id_ for id_, source in book.sources.items() if source.url == url), "")


def _address_at(url: object) -> Address:
    """What is shown at a web address of the site; nothing where it is none of a record."""
    found = ON_A_SITE.fullmatch(str(url))
    return found[1] + (found[2] or "") if found else ""


def _begins_with_no_id(call: Call, error: CannotCompute) -> bool:
    """False where the first word of a call is like an id, and may only be misspelt."""
    return " " in str(call.arguments[:1]) or "did you mean" not in str(error)


def _turned_round(calls: Calls, call: Call) -> str:
    """What is said where the words of a call and what it names stand in each other's place."""
    if len(call.arguments) != 2:
        return ""
    second, first = call.arguments
    try:
        calls.print(replace(call, arguments=(first, second)))
    except (CannotCompute, Unreadable, AttributeError, TypeError):
        return ""
    write = f'{{{{ {call.name}("{first}", "{second}") }}}}'
    return f"'{second}' and '{first}' stand in each other's place; write {write}"


@kept
def _unfit(known: AuthorCall, call: Call) -> Iterator[str]:
    """What of a call its signature does not take."""
    parameters = known.signature.parameters
    try:
        bound = known.signature.bind(*call.arguments, **call.options)
    except TypeError as error:
        takes = ", ".join(str(parameter).partition(":")[0] for parameter in parameters.values())
        fault = _fault(str(error))
        yield f"'{call.name}' {fault}; it takes ({takes}), as in {known.example}"
        return
    for name, parameter in parameters.items():
        given = bound.arguments.get(name, parameter.default)
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            continue
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            values = bound.arguments.get(name, ())
            if not values:
                yield f"'{call.name}' names nothing; write it as {known.example}"
        else:
            values = (given,)
        for value in values:
            if isinstance(value, str) and is_blank(value):
                yield f"'{name}' of '{call.name}' is empty; write the words, or leave it out"
            if not isinstance(value, known.types[name]):
                right = _of_its_sort(name, value, known.types[name], name in call.options)
                message = f"'{name}' of '{call.name}' is not {value!r}"
                yield f"{message}; write {right or f'it as {known.example}'}"


OF_A_STAGE = 'a stage, as in stage="announced"'


def _of_its_sort(name: str, value: object, sort: Any, is_named: bool) -> str:
    """How a value is written that a call takes: "2025" for a number, True for words."""
    if sort is bool:
        return f"{name}=True, or leave it out"
    if name == "stage":
        return OF_A_STAGE
    if type(value) in (int, float):
        return f'{name}="{value}"' if is_named else f'"{value}"'
    return ""


def _fault(error: str) -> str:
    """Python's own words for a call that does not fit, in those of an author."""
    fault = "is given one too many"
    if name := re.search(r"'(\w+)'", error):
        argument = name[1].rstrip("_")
        fault = f"takes no '{argument}'"
        if error.startswith("missing"):
            fault = f"needs '{argument}'"
        if error.startswith("multiple"):
            fault = f"is given '{argument}' twice"
    return fault


def may_be_broken(book: Book, name: str, argument: object) -> bool:
    """True where a call fails only because what it names could not be read."""
    kind = {"cite": "sources/", "chart": "charts/", "term": "glossary/", "office": "people/"}
    return book.may_be_broken(kind.get(name, "") + str(argument))
