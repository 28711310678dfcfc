"""The kinds of record an author may write. Each field is stated once, with its meaning.

What is computed from a record never stands here: see figures.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import PrivateAttr

from .amounts import as_printed
from .languages import ENGLISH, LanguageCode, SourceLanguage
from .values import (
    Address,
    BareNumber,
    Day,
    DayOfSite,
    Degrees,
    Hindsight,
    Id,
    KnownFrom,
    Months,
    Number,
    PictureFile,
    Record,
    Ref,
    Text,
    Told,
    Url,
    When,
    meaning,
)

# ---------------------------------------------------------------- the words an author may use

# The ladder in its true order, then how else a step may end; every list and chart follows it.
Stage = Literal[
    "announced",
    "memorandum",
    "funded",
    "contracted",
    "under-way",
    "building",
    "operating",
    "delivered",
    "changed",
    "missed",
    "cancelled",
]
STAGES: tuple[str, ...] = get_args(Stage)
BESIDE_THE_LADDER = {"changed", "missed", "cancelled"}
ProgramStage = Literal[
    "announced",
    "funded",
    "under-way",
    "delivered",
    "changed",
    "missed",
    "cancelled",
]
InvestmentStage = Literal[
    "announced",
    "memorandum",
    "contracted",
    "building",
    "operating",
    "changed",
    "missed",
    "cancelled",
]
FigureStage = Literal[
    "target",
    "announced",
    "memorandum",
    "proposed",
    "enacted",
    "approved",
    "contracted",
    "spent",
    "delivered",
    "measured",
    "estimated",
    "reported",
    "projected",
]
FIGURE_STAGES: tuple[str, ...] = get_args(FigureStage)


def in_order(stages: Iterable[str]) -> list[str]:
    """Stages of steps, or else of readings, as they follow one another; unknown ones come last."""
    given = list(stages)
    ladder = STAGES if set(given) <= set(STAGES) else FIGURE_STAGES
    places = {stage: place for place, stage in enumerate(ladder)}
    return sorted(given, key=lambda stage: places.get(stage, len(places)))


Payer = Literal["public", "private", "mixed"]
PAYERS: tuple[str, ...] = get_args(Payer)
Qualifier = Literal["about", "up-to", "at-least", "more-than", "less-than"]
Verdict = Literal["holds", "changed", "superseded", "open"]
SourceKind = Literal["official", "press", "company", "research", "aggregator"]
Confidence = Literal["high", "medium", "low"]
Reason = Literal["update", "correction", "definition"]
ProgramKind = Literal["programme", "law", "plan", "contest", "team", "body"]
OrganizationKind = Literal["government", "company", "research", "fund", "international", "other"]
ChartKind = Literal[
    "bars",
    "stage-bars",
    "share-bars",
    "status-bars",
    "ranges",
    "ranks",
    "areas",
    "grid",
    "squares",
    "columns",
    "pairs",
    "series",
    "multiples",
    "map",
    "slope",
    "scatter",
    "ladder",
    "gantt",
    "career",
    "timeline",
    "lifelines",
    "evidence-age",
]

# ---------------------------------------------------------------- the id of a record of a kind

MinisterId = Annotated[str, Ref("minister")]
PersonId = Annotated[str, Ref("people")]
OrganizationId = Annotated[str, Ref("organizations")]
ProgramId = Annotated[str, Ref("programs")]
InvestmentId = Annotated[str, Ref("investments")]
IndicatorId = Annotated[str, Ref("indicators")]
TopicId = Annotated[str, Ref("topics")]
UnitId = Annotated[str, Ref("units")]
SourceId = Annotated[str, Ref("sources")]

# ---------------------------------------------------------------- fields of many kinds

Sources = Annotated[tuple[SourceId, ...], meaning("ids of the sources that say so", min_length=1)]
Summary = Annotated[Text | None, meaning("two sentences about it"), Hindsight()]
Topical = Annotated[TopicId, meaning("the topic page that it belongs to")]
AlsoTopics = Annotated[
    tuple[TopicId, ...], meaning("further topics that it belongs to; topic may be a list too")
]
Note = Annotated[Text | None, meaning("what else a reader should know"), Hindsight()]
Pays = Annotated[
    Payer | None,
    meaning("who pays: the state, firms, or both; left out where unknown or not about money"),
]

# ---------------------------------------------------------------- parts of records


class Dispute(Record):
    """A source that says otherwise, and what it says."""

    says: Annotated[
        Text | None, meaning("what the source says, where it is not just another value"), Told()
    ] = None
    value: Annotated[Number | None, meaning("the value that the source gives")] = None
    low: Annotated[Number | None, meaning("lower end, where the source gives a range")] = None
    high: Annotated[Number | None, meaning("upper end")] = None
    why: Annotated[Text | None, meaning("why we do not use it"), Hindsight()] = None
    sources: Sources


Disputes = Annotated[tuple[Dispute, ...], meaning("sources that say otherwise")]


class Printed(Record):
    """The same amount in another currency or unit, as the source printed it."""

    value: Annotated[Number, meaning("the amount in that unit")]
    unit: Annotated[UnitId, meaning("id of that unit or currency")]


class Reading(Record):
    """What a source says of a figure, as of a day."""

    value: Annotated[Number | None, meaning("the value; whole units of the currency for money")] = (
        None
    )
    low: Annotated[
        Number | None, meaning("lower end of a range, or of the interval around a central value")
    ] = None
    high: Annotated[Number | None, meaning("upper end of that range or interval")] = None
    as_of: Annotated[
        When, meaning("the day, month, quarter, half or year for which it was said"), KnownFrom()
    ]
    stage: Annotated[
        FigureStage, meaning("what kind of thing the number is: a plan is not a purchase")
    ]
    qualifier: Annotated[Qualifier | None, meaning("how exact the source is")] = None
    confidence: Annotated[Confidence | None, meaning("how sure we are; low is told to readers")] = (
        None
    )
    basis: Annotated[Text | None, meaning("what is counted; a line never joins two bases")] = None
    reason: Annotated[Reason, meaning("why this reading follows the one before")] = "update"
    printed: Annotated[Printed | None, meaning("a second currency, as the source printed it")] = (
        None
    )
    disputed_by: Disputes = ()
    note: Annotated[
        Text | None, meaning("what a reader should know about this reading"), Hindsight()
    ] = None
    sources: Sources

    @classmethod
    def as_meant(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """A value with the words that papers print around it: 약 5만, 5~7만."""
        return as_printed(fields) if isinstance(fields.get("value"), str) else fields


class Figure(Record):
    """A number that readers see, with all that it ever was. Addressed kind/id#figure."""

    label: Annotated[Text, meaning("what is measured")]
    unit: Annotated[UnitId, meaning("id of the unit or currency")]
    readings: Annotated[
        tuple[Reading, ...], meaning("oldest first; nothing is overwritten", min_length=1)
    ]
    review_by: Annotated[
        When | None,
        meaning("from this day on the page says that the figure is old"),
        Hindsight(),
    ] = None
    period: Annotated[
        When | None,
        meaning("the time that it speaks of; once that is over, the figure cannot grow old"),
    ] = None
    payer: Pays = None
    note: Annotated[
        Text | None, meaning("what a reader should know about the figure"), Hindsight()
    ] = None

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of its readings, in the order in which they came."""
        return tuple(dict.fromkeys(reading.stage for reading in self.readings))


Figures = Annotated[dict[str, Figure], meaning("the numbers about it, each under a key of its own")]


class Row(Record):
    """A figure that is one row of an indicator."""

    label: Annotated[Text | None, meaning("the row's name; its key where none is given")] = None
    group: Annotated[
        Text | None, meaning("the row's group, such as a country in a series by country")
    ] = None
    period: Annotated[When | None, meaning("the time that the row speaks of")] = None
    organization: Annotated[OrganizationId | None, meaning("whom the row is about")] = None
    readings: Annotated[tuple[Reading, ...], meaning("oldest first", min_length=1)]
    review_by: Annotated[
        When | None,
        meaning("from this day on the page says that the figure is old"),
        Hindsight(),
    ] = None
    payer: Pays = None
    note: Note = None


NEVER = Day("9999-12-31")  # in place of a day that is missing


class Step(Record):
    """Something that happened, or is due."""

    date: Annotated[When | None, meaning("when it happened"), KnownFrom()] = None
    due: Annotated[When | None, meaning("when it is to happen, for a planned step")] = None
    what: Annotated[Text, meaning("what happened, in a sentence"), Told()]
    people: Annotated[tuple[PersonId, ...], meaning("who took part")] = ()
    enters: Annotated[tuple[OrganizationId, ...], meaning("who joins a contest or programme")] = ()
    leaves: Annotated[tuple[OrganizationId, ...], meaning("who is out from then on")] = ()
    disputed_by: Disputes = ()
    confidence: Annotated[Confidence | None, meaning("how sure we are; low is told to readers")] = (
        None
    )
    tender: Annotated[
        bool, meaning("true for a step of a tender; stages may have words of their own for it")
    ] = False
    id: Annotated[Id | None, meaning("needed only where two steps share a date and a stage")] = None
    sources: Sources

    if TYPE_CHECKING:
        stage: str  # stated by each sort of step, with the words that it allows

    _of: str = PrivateAttr(default="")

    @property
    def of(self) -> str:
        """What it is a step of, such as a law or tender; stages may have words of their own."""
        return "tender" if self.tender else self._of

    @property
    def when(self) -> Day:
        """When it happened or is due.

        A rule tells a step that has neither; until it is mended, all else can still be checked.
        """
        return self.date or self.due or NEVER

    @property
    def planned(self) -> bool:
        """True where no source reports that it happened: it is due, or was."""
        return self.date is None

    @property
    def anchor(self) -> str:
        """Where the step stands on its record's page."""
        return self.id or f"{'due' if self.due else 'on'}-{self.when}-{self.stage}".lower()


class ProgramStep(Step):
    """A step of a program."""

    stage: Annotated[ProgramStage, meaning("the step on the ladder of a programme")]


class InvestmentStep(Step):
    """A step of an investment."""

    stage: Annotated[InvestmentStage, meaning("the step on the ladder of an investment")]


class PromiseStep(Step):
    """A step towards what was promised."""

    stage: Annotated[Stage, meaning("the step on either ladder")]


class Post(Record):
    """An office or job that a person holds or held."""

    title: Annotated[Text, meaning("what the office or job is called")]
    organization: Annotated[OrganizationId | None, meaning("where it is held")] = None
    start: Annotated[When | None, meaning("when it began"), KnownFrom()] = None
    end: Annotated[
        When | None,
        meaning("when it ended; left out where no source says that it did"),
        Hindsight(),
    ] = None
    seen: Annotated[
        When | None, meaning("the last date on which a source shows the person in it"), Hindsight()
    ] = None
    note: Note = None
    sources: Sources


class Study(Record):
    """A school, degree or course."""

    what: Annotated[Text, meaning("the degree or course, and the school")]
    year: Annotated[When | None, meaning("when it was completed"), KnownFrom()] = None
    disputed_by: Disputes = ()
    sources: Sources


class Portrait(Record):
    """A picture of a person that this site may show."""

    file: Annotated[PictureFile, meaning("the picture: assets/portraits/a-name.jpg, in docs/")]
    credit: Annotated[str, meaning("who made it, as the licence asks", min_length=1)]
    licence: Annotated[str, meaning("on what terms it may be shown: CC BY 4.0", min_length=1)]
    licence_url: Annotated[Url | None, meaning("where those terms are stated")] = None
    from_url: Annotated[Url | None, meaning("where it was taken from")] = None


class Link(Record):
    """A page elsewhere that a person keeps."""

    name: Annotated[Text, meaning("what it is: website, profile")]
    url: Annotated[Url, meaning("its web address")]


class FormerName(Record):
    """A name that an organization bore before."""

    name: Annotated[Text, meaning("the name")]
    start: Annotated[When | None, meaning("when it took that name")] = None
    end: Annotated[When | None, meaning("when it gave that name up"), KnownFrom()] = None


# ---------------------------------------------------------------- kinds


class OfTopics(Record):
    """What belongs to a topic, and perhaps to further ones."""

    if TYPE_CHECKING:
        topic: TopicId  # stated by each kind
        topics: tuple[TopicId, ...]

    @property
    def all_topics(self) -> tuple[TopicId, ...]:
        """The topics that it belongs to, the main one first."""
        return tuple(dict.fromkeys((self.topic, *self.topics)))

    @classmethod
    def as_meant(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Several topics where one is asked for: the first is the main one."""
        topics = fields.get("topic")
        if not topics or not isinstance(topics, list) or "topics" in fields:
            return fields
        return {**fields, "topic": topics[0], "topics": topics[1:]}


class Named(Record):
    """What readers know by a name."""

    name: Annotated[Text, meaning("the name that readers see")]
    aliases: Annotated[
        tuple[str, ...], meaning("its other names and spellings, in any script, as pages show them")
    ] = ()
    search_words: Annotated[
        tuple[str, ...], meaning("what else people type who look for it: it is found, not shown")
    ] = ()

    @property
    def found_by(self) -> tuple[str, ...]:
        """All that it may be looked for by, besides its name."""
        return (*self.aliases, *self.search_words)

    @property
    def also_written(self) -> tuple[str, ...]:
        """Its other names but for those of its heading, which has the name in each language."""
        in_heading = [words for _, words in self.name.others("")]
        return tuple(name for name in self.aliases if name not in in_heading)


class Minister(Record):
    """The subject of the site."""

    person: Annotated[PersonId | None, meaning("who it is")] = None
    organization: Annotated[
        OrganizationId | None, meaning("or which body it is, in place of a person")
    ] = None
    office: Annotated[Text, meaning("the office"), Hindsight()]
    mandate: Annotated[Text, meaning("what the office is charged with"), Hindsight()]
    figures: Figures = {}
    sources: Sources

    @property
    def who(self) -> Address:
        """The address of the person or body that the site is about."""
        return f"people/{self.person}" if self.person else f"organizations/{self.organization}"


class Person(Named):
    """Somebody who acts in the record."""

    role: Annotated[Text, meaning("who this is, in a phrase, with its time"), Hindsight()]
    summary: Summary = None
    party: Annotated[Text | None, meaning("the party that the person belongs to"), Hindsight()] = (
        None
    )
    constituency: Annotated[Text | None, meaning("whom the person represents"), Hindsight()] = None
    born: Annotated[When | None, meaning("when the person was born"), Hindsight()] = None
    died: Annotated[When | None, meaning("when the person died"), Hindsight()] = None
    portrait: Annotated[Portrait | None, meaning("a picture, with its licence")] = None
    links: Annotated[
        tuple[Link, ...], meaning("pages elsewhere that the person keeps"), Hindsight()
    ] = ()
    posts: Annotated[tuple[Post, ...], meaning("offices and jobs")] = ()
    studies: Annotated[tuple[Study, ...], meaning("schools, degrees and courses")] = ()
    figures: Figures = {}
    sources: Sources


class Organization(Named):
    """An authority, company, institute or fund."""

    kind: Annotated[OrganizationKind, meaning("what sort of organization it is")] = "other"
    role: Annotated[Text, meaning("what it is, in a phrase"), Hindsight()]
    summary: Summary = None
    parent: Annotated[OrganizationId | None, meaning("what it belongs to"), Hindsight()] = None
    former_names: Annotated[tuple[FormerName, ...], meaning("what it was called before")] = ()
    founded: Annotated[When | None, meaning("when it came into being"), Hindsight()] = None
    dissolved: Annotated[When | None, meaning("when it ceased to be"), Hindsight()] = None
    figures: Figures = {}
    sources: Sources


class Stepwise(Named, OfTopics):
    """What goes step by step."""

    if TYPE_CHECKING:
        steps: tuple[Step, ...]  # stated by each kind, with the steps that it allows
        figures: Figures
        topic: TopicId

    @property
    def sort(self) -> str:
        """What sort of undertaking it is, where stages have words of their own for it."""
        return ""


class Place(Record):
    """Where something is to be built."""

    name: Annotated[Text, meaning("the town or district")]
    latitude: Annotated[
        Degrees | None,
        meaning("degrees north, below zero south; left out where unknown", ge=-90, le=90),
    ] = None
    longitude: Annotated[
        Degrees | None, meaning("degrees east, below zero west", ge=-180, le=180)
    ] = None
    size: Annotated[
        Address | None, meaning("the figure that tells how large it is to be, as in megawatts")
    ] = None
    sources: Annotated[
        tuple[SourceId, ...], meaning("ids of the sources of the place and its coordinates")
    ] = ()

    @property
    def at(self) -> tuple[float, float] | None:
        """Degrees east and north, where both are known."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)


class Undertaking(Stepwise):
    """What programs and investments have in common."""

    topic: Topical
    topics: AlsoTopics = ()
    summary: Annotated[
        Text, meaning("what it is and where it stands, in two sentences"), Hindsight()
    ]
    parties: Annotated[tuple[OrganizationId, ...], meaning("who takes part"), Hindsight()] = ()
    people: Annotated[tuple[PersonId, ...], meaning("who stands for it"), Hindsight()] = ()
    payer: Annotated[Pays, Hindsight()] = None  # of a figure it is what is counted, and stays
    place: Annotated[Place | None, meaning("where it is to be built, for a map"), Hindsight()] = (
        None
    )
    figures: Figures = {}
    sources: Sources


class Program(Undertaking):
    """Something that a government undertakes: a programme, law, plan, contest, team or body."""

    kind: Annotated[ProgramKind, meaning("what sort of undertaking it is")] = "programme"
    part_of: Annotated[ProgramId | None, meaning("the program that it is part of")] = None
    steps: Annotated[tuple[ProgramStep, ...], meaning("oldest first", min_length=1)]

    @property
    def sort(self) -> str:
        return self.kind

    def model_post_init(self, _context: object) -> None:
        """Tells each step what it is a step of."""
        for step in self.steps:
            step._of = self.kind


class Investment(Undertaking):
    """Something that money is to be put into."""

    program: Annotated[ProgramId | None, meaning("the program that it serves")] = None
    steps: Annotated[tuple[InvestmentStep, ...], meaning("oldest first", min_length=1)]


class Promise(Stepwise):
    """Something that someone in office said would be done. Its name is the promise in a phrase."""

    by: Annotated[tuple[PersonId, ...], meaning("who promised it")] = ()
    by_organizations: Annotated[
        tuple[OrganizationId, ...], meaning("which bodies promised it")
    ] = ()
    made: Annotated[When, meaning("when it was first promised"), KnownFrom()]
    due: Annotated[When | None, meaning("by when it is to be done"), Hindsight()] = None
    target: Annotated[
        Address | None,
        meaning(
            "address of the figure that the promise itself named to be measured by; left out "
            "where it named none, or only a place in a ranking that it did not name"
        ),
    ] = None
    topic: Topical
    topics: AlsoTopics = ()
    program: Annotated[ProgramId | None, meaning("the program that is to keep it")] = None
    investment: Annotated[InvestmentId | None, meaning("the investment that is to keep it")] = None
    summary: Annotated[
        Text, meaning("what was promised and what is known to have come of it"), Hindsight()
    ]
    steps: Annotated[
        tuple[PromiseStep, ...],
        meaning("oldest first; the last that happened is the present state", min_length=1),
    ]
    figures: Figures = {}
    sources: Sources


class Indicator(Named, OfTopics):
    """A table of figures, keyed by year or by name."""

    topic: Topical
    topics: AlsoTopics = ()
    unit: Annotated[UnitId, meaning("the unit of every row")]
    payer: Pays = None
    summary: Annotated[
        Text, meaning("what is measured, by whom, and what to beware of"), Hindsight()
    ]
    rows: Annotated[dict[str, Row], meaning("key -> row; a row is a figure", min_length=1)]
    sources: Sources


class Event(OfTopics):
    """Something dated that belongs to no program and no investment."""

    date: Annotated[When, meaning("when it happened"), KnownFrom()]
    what: Annotated[Text, meaning("what happened, in a sentence"), Told()]
    topic: Topical
    topics: AlsoTopics = ()
    people: Annotated[tuple[PersonId, ...], meaning("who took part")] = ()
    organizations: Annotated[tuple[OrganizationId, ...], meaning("which bodies took part")] = ()
    disputed_by: Disputes = ()
    sources: Sources


class Position(OfTopics):
    """What somebody said in public, in our own words."""

    person: Annotated[PersonId, meaning("who said it")]
    date: Annotated[When, meaning("when it was said"), KnownFrom()]
    what: Annotated[Text, meaning("a paraphrase, never a quotation"), Told()]
    topic: Topical
    topics: AlsoTopics = ()
    sources: Sources


class Claim(Record):
    """A claim of the founding article, and what has become of it."""

    claim: Annotated[Text, meaning("what the article says, in our words")]
    verdict: Annotated[
        Verdict, meaning("holds, changed, superseded or open, as of the record's date")
    ]
    answer: Annotated[Text, meaning("what is known since"), Hindsight()]
    shown_by: Annotated[
        tuple[Address, ...],
        meaning("addresses of the records or figures that show it", min_length=1),
    ]
    sources: Sources


class Term(Named):
    """A word that pages explain."""

    meaning: Annotated[Text, meaning("what the word means here, in a sentence or two")]
    topic: Annotated[TopicId | None, meaning("the topic page that it belongs to")] = None
    sources: Sources


class Absence(OfTopics):
    """What we looked for and did not find."""

    what: Annotated[Text, meaning("what was looked for")]
    until: Annotated[When, meaning("the day of the last search"), KnownFrom()]
    about: Annotated[
        tuple[Address, ...], meaning("addresses of the records where a reader would ask")
    ] = ()
    topic: Topical
    topics: AlsoTopics = ()
    note: Annotated[Text | None, meaning("the nearest thing that was found"), Hindsight()] = None

    def is_about(self, record: Address) -> bool:
        """True where a reader of a record would ask for it: of the record, or of its figure."""
        return record in (named.partition("#")[0] for named in self.about)


class Source(Record):
    """A page or document that says something the site prints."""

    publisher: Annotated[
        str, meaning("who published it: the name of one of data/publishers, where that lists any")
    ]
    via: Annotated[str | None, meaning("whose page was read, where another published it")] = None
    after: Annotated[str | None, meaning("whose report it repeats")] = None
    title: Annotated[str | None, meaning("its title, as it stands there")] = None
    description: Annotated[
        Text | None, meaning("our own description of it, in place of a title that is not known")
    ] = None
    author: Annotated[str | None, meaning("who wrote it, where it is signed")] = None
    url: Annotated[Url | None, meaning("its web address")] = None
    no_url: Annotated[Text | None, meaning("why there is no web address")] = None
    archived: Annotated[Url | None, meaning("an archived copy")] = None
    published: Annotated[
        When | None,
        meaning("when it was published; left out where the page has no date"),
        KnownFrom(),
    ] = None
    accessed: Annotated[When, meaning("when it was read"), Hindsight()]
    language: Annotated[SourceLanguage, meaning("language code: en, ko …")]
    kind: Annotated[SourceKind, meaning("how strong it is")]
    note: Note = None

    @property
    def described(self) -> bool:
        """True where what stands for its title is our own description."""
        return not self.title

    def title_in(self, language: str) -> str:
        """Its title, which has one language, or what we call it in this one."""
        return self.title or (self.description.in_(language) if self.description else "")

    def language_of_title(self, language: str) -> str:
        """The language of what `title_in` gives."""
        return language if self.described else self.language

    @property
    def year(self) -> str:
        """The year it was published in, or nothing."""
        return str(self.published)[:4] if self.published else ""

    @property
    def sort_key(self) -> str:
        return str(self.published or "")


class Publisher(Record):
    """Who publishes sources: one name in each language."""

    name: Annotated[Text, meaning("what it is called")]
    language: Annotated[
        SourceLanguage | None,
        meaning("what it publishes in; a source in another language is of an edition of its own"),
    ] = None


class Topic(Named):
    """A subject that pages and records are sorted by."""

    page: Annotated[str | None, meaning("the page of docs/ that explains it")] = None
    question: Annotated[Text, meaning("the question that the topic page answers")]


# No. {n}, place {n}, {n}위, {n}th
PLACE = re.compile(
    r"(?:\bno\.|#|\brank(?:ed)?|\bplace|\bplatz)\s?\{n\}|\{n\}(?:st|nd|rd|th|위)(?!\w)", re.I
)


class Unit(Record):
    """A unit: {n} stands for the number. A currency is named by its ISO code instead."""

    one: Annotated[Text | None, meaning("with the number one: {n} GPU")] = None
    many: Annotated[Text | None, meaning("with any other number: {n} GPUs")] = None
    currency: Annotated[str | None, meaning("ISO code, for money")] = None
    label: Annotated[Text, meaning("the unit in a table's head")]
    below_zero: Annotated[
        bool,
        meaning("true where its numbers may be below zero, as a balance or a change may; % always"),
    ] = False
    multiple_of: Annotated[
        UnitId | None, meaning("a smaller unit of the same: megawatt, for gigawatts")
    ] = None
    times: Annotated[BareNumber | None, meaning("how many of it one is: 1000", gt=0)] = None
    worth: Annotated[
        BareNumber | None,
        meaning(
            "about what one is worth in US dollars; only to find slips of zeros, never printed",
            exclude=True,
        ),
    ] = None

    @property
    def may_be_below_zero(self) -> bool:
        """True for a unit that says so, and for percentages, in which growth is told."""
        return self.below_zero or self.is_in_percent

    @property
    def is_in_percent(self) -> bool:
        """True for percentages of any sort: shares, growth, points."""
        return bool(re.search("[%٪％]|per ?cent|퍼센트", self._many))

    @property
    def is_percent(self) -> bool:
        """True for hundredths of a whole, and no points or growth."""
        return bool(re.fullmatch(r"\{n\}\s?(?:[%٪％]|per ?cent|퍼센트)", self._many))

    @property
    def is_a_place(self) -> bool:
        """True for places in a ranking, which are no amounts: the third is not three firsts."""
        forms = (words for _, words in self.many.others("")) if self.many else ()
        return any(map(PLACE.search, forms))

    def words_without(self, language: str) -> list[str]:
        """Its words that are written in the first language alone; the longest first."""
        found = set()
        for text in (self.one, self.many, self.label):
            if not text or text.has(language):
                continue
            for piece in text.in_(language).split("{n}"):
                found.add(piece.strip())
        lettered = [piece for piece in found if any(map(str.isalpha, piece))]
        return sorted(lettered, key=len, reverse=True)

    @property
    def _many(self) -> str:
        return self.many.in_("").lower() if self.many else ""


class Overlap(Record):
    """Two sums of a chart of areas that must not be added: one is a part of the other."""

    part: Annotated[Address, meaning("the figure that lies within")]
    whole: Annotated[Address, meaning("the figure that it is a part of")]


class Level(Record):
    """How far a part of a promised number has come: one level of a chart of squares."""

    stage: Annotated[Stage, meaning("the rung of the ladder that it has come to")]
    text: Annotated[Text, meaning("what has come so far, in a few words"), Hindsight()]
    figures: Annotated[
        tuple[Address, ...],
        meaning("the figures that count it; their sum is drawn", min_length=1),
    ]


class Remark(Record):
    """A few words at the mark of a row of a chart."""

    row: Annotated[str, meaning("the key of the row or of the figure")]
    text: Annotated[Text, meaning("what happened there, in a few words"), Hindsight()]


class Chart(OfTopics):
    """Which drawing shows what."""

    kind: Annotated[ChartKind, meaning("how it is drawn")]
    topic: Topical
    topics: AlsoTopics = ()
    indicator: Annotated[IndicatorId | None, meaning("the indicator whose rows are drawn")] = None
    program: Annotated[ProgramId | None, meaning("the program whose steps are drawn")] = None
    person: Annotated[PersonId | None, meaning("whose posts a career shows")] = None
    figures: Annotated[
        tuple[Address, ...], meaning("addresses of figures, in the order drawn")
    ] = ()
    against: Annotated[
        tuple[Address, ...],
        meaning("for a scatter: the figures of the second axis, one for each of the first"),
    ] = ()
    across: Annotated[Text | None, meaning("for a scatter: what the first axis measures")] = None
    up: Annotated[Text | None, meaning("for a scatter: what the second axis measures")] = None
    overlaps: Annotated[
        tuple[Overlap, ...],
        meaning(
            "for areas: sums that are a part of another, which are drawn inside it", min_length=1
        ),
    ] = ()
    levels: Annotated[
        tuple[Level, ...],
        meaning(
            "for squares: the parts of a promised number, the farthest first; each lies within "
            "the next, and the last is the number itself"
        ),
    ] = ()
    each: Annotated[
        BareNumber | None, meaning("for a grid or squares: what one square stands for", gt=0)
    ] = None
    since: Annotated[When | None, meaning("for a timeline: the first day that is shown")] = None
    rows: Annotated[
        tuple[str, ...],
        meaning("keys of the indicator's rows, where not all are drawn", min_length=1),
    ] = ()
    all_readings: Annotated[bool, meaning("draw earlier readings beside the present one")] = False
    highlight: Annotated[tuple[str, ...], meaning("keys of rows to stress", min_length=1)] = ()
    remarks: Annotated[
        tuple[Remark, ...],
        meaning("what is said at the marks of single rows", min_length=1),
    ] = ()
    color: Annotated[
        Literal["comparison"] | None,
        meaning("comparison: countries side by side; who pays colours each row by itself"),
    ] = None
    title: Annotated[Text, meaning("the finding, in a sentence"), Hindsight()]
    subtitle: Annotated[Text, meaning("what is measured, in which unit"), Hindsight()]
    alt: Annotated[Text, meaning("one line for people who cannot see it"), Hindsight()]
    note: Note = None


DEFAULT_LANGUAGES = (ENGLISH,)


class Site(Record):
    """What is said once for the whole site: data/site.yml."""

    name: Annotated[Text, meaning("the name of the site")]
    description: Annotated[Text, meaning("what the site tells, in a sentence")]
    minister: Annotated[MinisterId, meaning("whom the site is about")]
    page: Annotated[str, meaning("the page of docs/ about that person, such as mayor")] = "minister"
    words: Annotated[
        dict[str, Text],
        meaning("interface words that this site says in its own way: kind.minister: Mayor"),
    ] = {}
    as_of: Annotated[DayOfSite, meaning("the day on which the record ends")]
    accessed: Annotated[DayOfSite | None, meaning("the day of the last search")] = None
    languages: Annotated[
        tuple[LanguageCode, ...],
        meaning("the first is the one that pages are written in first", min_length=1),
    ] = DEFAULT_LANGUAGES
    licence: Annotated[Text, meaning("on what terms text and data may be used")]
    licence_url: Annotated[Url | None, meaning("where those terms are stated")] = None
    repository: Annotated[
        Url | None, meaning("where the record is kept and corrections are sent")
    ] = None
    article: Annotated[SourceId | None, meaning("the founding article of then-and-now")] = None
    review_months: Annotated[
        dict[str, Months], meaning("months after which a figure of a kind is old")
    ] = {}
    editions: Annotated[tuple[When, ...], meaning("the days whose editions are kept for good")] = ()
    names: Annotated[
        tuple[str, ...], meaning("proper names with digits that prose may print: GPT-5, 5G")
    ] = ()

    @property
    def names_to_print(self) -> frozenset[str]:
        """What prose may print whatever digits it holds: those names, and the site's own."""
        return frozenset((*self.names, *(words for _, words in self.name.others(""))))


class Answer(Record):
    """What gives the answer of a question: exactly one of these.
    It is computed from the record, never typed."""

    figure: Annotated[
        Address | None, meaning("address of the figure whose reading is the answer")
    ] = None
    ratio: Annotated[
        tuple[Address, ...], meaning("two figures: how many times the second the first is")
    ] = ()
    share: Annotated[
        tuple[Address, ...], meaning("two figures: the first as a percentage of the second")
    ] = ()
    compare: Annotated[
        tuple[Address, ...], meaning("two figures that are set against each other")
    ] = ()
    relation: Annotated[
        Literal["more", "less"], meaning("what is asked of the first figure of 'compare'")
    ] = "more"
    stage: Annotated[
        tuple[FigureStage, ...],
        meaning("of figures that are read at several stages: the one that is meant, or one each"),
    ] = ()
    stage_of: Annotated[
        Address | None,
        meaning("address of a program, investment or promise: the step that it has reached"),
    ] = None
    kind_of: Annotated[
        Address | None,
        meaning(
            "address of the figure whose present stage is the answer: what kind of number it is"
        ),
    ] = None
    date_of: Annotated[Address | None, meaning("address of the record whose step is asked for")] = (
        None
    )
    step: Annotated[
        Id | None, meaning("the step of 'date_of', as its link names it: on-2025-10-31-announced")
    ] = None

    @property
    def read(self) -> tuple[Address, ...]:
        """The figures whose readings give the answer."""
        return (self.figure,) if self.figure else (*self.ratio, *self.share, *self.compare)

    @property
    def stages(self) -> dict[Address, str]:
        """The stage at which each of them is meant; none where none is named."""
        each = self.stage * len(self.read) if len(self.stage) == 1 else self.stage
        return dict(zip(self.read, each, strict=False))


class Question(Record):
    """A question for a class.
    Its answer, and where it is a choice its wrong answers, come from the record."""

    question: Annotated[Text, meaning("the question; for truefalse a statement")]
    level: Annotated[
        int, meaning("1: find it; 2: tell kinds of numbers apart; 3: compute or weigh", ge=1, le=3)
    ]
    topic: Topical
    form: Annotated[Literal["number", "choice", "truefalse"], meaning("how it is answered")]
    answer: Annotated[Answer, meaning("what gives the answer")]
    distractors: Annotated[
        tuple[Address, ...],
        meaning("figures whose values are the wrong answers; computed where left out"),
    ] = ()
    because: Annotated[
        Text, meaning("why the answer is so, with calls to the figures that prove it"), Hindsight()
    ]


class Task(Record):
    """An open question for a class, answered in two sentences and graded by a rubric.
    The rubric is the same for all and stands in docs/templates/words.yml."""

    question: Annotated[Text, meaning("the question")]
    topic: Topical
    specimen: Annotated[Text, meaning("an answer that is right in full"), Hindsight()]


# ---------------------------------------------------------------- the table of kinds


@dataclass(frozen=True)
class Kind:
    """A kind of record: all that the machine must know of it beyond its fields, stated once."""

    model: type[Record]
    one: str  # what messages call one of it
    named_by: str = "name"  # the field that readers know it by
    page: str = ""  # the template of the page that each has: docs/templates/pages/<page>.md.jinja
    listed_on: str = ""  # the page where all of them stand, each at an address of its own
    ladder: tuple[str, ...] = ()  # the stages that it rises through, one after the other
    facet: int = 0  # its place among the kinds that search narrows by; 0: search does not know it
    schema_type: str = ""  # what one of it is in the vocabulary of schema.org
    retells: bool = False  # its steps are those of other records, told once more
    is_hindsight: bool = False  # written as of the record's end: an earlier edition has none


def rungs(stages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some stages that a record rises through, one after the other."""
    return tuple(stage for stage in stages if stage not in BESIDE_THE_LADDER)


KINDS: dict[str, Kind] = {
    "minister": Kind(Minister, one="minister", named_by="office"),
    "people": Kind(Person, one="person", page="person", facet=1, schema_type="Person"),
    "organizations": Kind(
        Organization,
        one="organization",
        page="organization",
        facet=2,
        schema_type="Organization",
    ),
    "programs": Kind(
        Program,
        one="program",
        page="undertaking",
        ladder=rungs(get_args(ProgramStage)),
        facet=3,
        schema_type="Project",
    ),
    "investments": Kind(
        Investment,
        one="investment",
        page="undertaking",
        ladder=rungs(get_args(InvestmentStage)),
        facet=4,
        schema_type="Project",
    ),
    "promises": Kind(
        Promise,
        one="promise",
        page="promise",
        listed_on="promises/",
        facet=5,
        schema_type="PlanAction",
        retells=True,
    ),
    "indicators": Kind(
        Indicator, one="indicator", page="indicator", facet=7, schema_type="Dataset"
    ),
    "events": Kind(Event, one="event", named_by="what", listed_on="timeline/", facet=11),
    "positions": Kind(Position, one="position", named_by="what", facet=12),
    "claims": Kind(
        Claim, one="claim", named_by="claim", listed_on="then-and-now/", facet=13, is_hindsight=True
    ),
    "charts": Kind(Chart, one="chart", named_by="title", page="chart", facet=8),
    "questions": Kind(
        Question,
        one="question",
        named_by="question",
        listed_on="teach/questions/",
        is_hindsight=True,
    ),
    "tasks": Kind(
        Task,
        one="task",
        named_by="question",
        listed_on="teach/questions/",
        is_hindsight=True,
    ),
    "glossary": Kind(Term, one="term", listed_on="glossary/", facet=9, is_hindsight=True),
    "absences": Kind(Absence, one="absence", named_by="what", listed_on="about/gaps/", facet=14),
    "topics": Kind(Topic, one="topic"),
    "units": Kind(Unit, one="unit", named_by="label"),
    "publishers": Kind(Publisher, one="publisher"),
    "sources": Kind(Source, one="source", named_by="title", listed_on="sources/", facet=15),
}
PLACELESS = ("units/", "publishers/")  # the kinds whose records stand nowhere on the site
FACETS_BESIDE_KINDS = {"figures": 6, "pages": 10}  # what search narrows by, though it is no record


class ByKind:
    """The records of each kind by their ids: book.people["ada-brightwater"]."""

    minister: dict[str, Minister]
    people: dict[str, Person]
    organizations: dict[str, Organization]
    programs: dict[str, Program]
    investments: dict[str, Investment]
    promises: dict[str, Promise]
    indicators: dict[str, Indicator]
    events: dict[str, Event]
    positions: dict[str, Position]
    claims: dict[str, Claim]
    charts: dict[str, Chart]
    questions: dict[str, Question]
    tasks: dict[str, Task]
    glossary: dict[str, Term]
    absences: dict[str, Absence]
    topics: dict[str, Topic]
    units: dict[str, Unit]
    publishers: dict[str, Publisher]
    sources: dict[str, Source]
