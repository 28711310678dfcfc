"""A data folder -> the Book: all records, where each was written, and what mentions what."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import TypeVar, cast

from .copies import copied_from, copies
from .folders import (
    frozen_edition,
    frozen_editions,
    is_archive,
    is_left_out,
    paths_in,
)
from .kept import kept
from .kinds import (
    DEFAULT_LANGUAGES,
    KINDS,
    PLACELESS,
    Absence,
    ByKind,
    Chart,
    Figure,
    Indicator,
    Named,
    OfTopics,
    Organization,
    Position,
    Promise,
    Publisher,
    Reading,
    Row,
    Site,
    Source,
    Stepwise,
    Unit,
)
from .languages import Language, is_known, languages_of
from .marked_yaml import FILES_AT_HAND, Marked, Parse, Path_, read, read_bytes
from .outline import FILE, Outline, Ring, read_outline
from .parse import (
    field_without_id,
    half_read,
    in_plain_letters,
    kind_of_others,
    parse_file,
    read_alone,
    without_first_language,
    without_kind_above,
    wrong_id,
)
from .problems import Level, Mistakes, Problem, errors, excerpt
from .references import (
    Mentions,
    circles,
    field_for,
    is_unread,
    mentions,
    named_addresses,
    references,
)
from .remedies import address_remedy, id_remedy
from .rules import Finding, Setting, broken_rules, wrong_id_in_a_list
from .strangers import strangers
from .values import LAST_YEAR, Address, Day, Record, Text, text
from .web_pages import page_of

Origin = tuple[Marked, Path_]  # the file that something was written in, and its path there
Records = dict[str, dict[str, Record]]  # by kind and id
Computed = TypeVar("Computed")
SITE = "site"  # what stands for data/site.yml among the addresses of records


@dataclass(frozen=True)
class Book(ByKind):
    """Everything that the data folder says, with every reference known to lead somewhere."""

    site: Site
    records: Records
    figures: dict[Address, Figure]
    origins: dict[Address, Origin] = field(repr=False)
    mentions: Mentions = field(repr=False)
    # Records that are written but have mistakes or could not be read; kind/ for a whole file.
    # Their figures are left out, so that one mistake is told once.
    broken: frozenset[Address] = frozenset()
    half_read: Mapping[Address, Record] = field(default_factory=dict)  # what is known of these
    # What an earlier edition does not know yet.
    unseen: frozenset[Address] = frozenset()
    # In an earlier edition: the stages at which each figure has been read since.
    meant: Mapping[Address, tuple[str, ...]] = field(default_factory=dict, repr=False)
    outline: tuple[Ring, ...] = field(default=(), repr=False)  # of the country, for maps

    def __post_init__(self) -> None:
        vars(self).update(self.records)

    @cached_property
    def languages(self) -> dict[str, Language]:
        """The languages of the site by their codes, the first one first."""
        return languages_of(self.site.languages)

    @cached_property
    def publishers_by_name(self) -> dict[str, Publisher]:
        """Who publishes sources, by the names that sources have of them."""
        return {
            publisher.name.in_(self.first_language): publisher
            for publisher in self.publishers.values()
        }

    @cached_property
    def organizations_by_name(self) -> dict[str, Organization]:
        """The bodies of the record by their names in the first language."""
        return {
            organization.name.in_(self.first_language): organization
            for organization in self.organizations.values()
        }

    @property
    def plain(self) -> "Book":
        """The same, where nobody notes what is asked."""
        return self

    def once(self, compute: Callable[["Book"], Computed]) -> Computed:
        """What is computed of the whole Book, the first time that somebody asks for it."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast(Computed, self._computed[compute])

    @cached_property
    def _computed(self) -> dict[Callable[["Book"], object], object]:
        return {}

    @property
    def first_language(self) -> str:
        """The code of the language that the site is written in first."""
        return self.site.languages[0]

    def get(self, address: Address) -> Record | None:
        """The record or figure of an address."""
        if "#" in address:
            return self.figures.get(address)
        kind, _, id_ = address.partition("/")
        return self.records.get(kind, {}).get(id_)

    def knows(self, address: Address) -> bool:
        """True where there is a record or figure of an address."""
        return self.get(address) is not None

    def mentioned_in(self, address: Address) -> tuple[Address, ...]:
        """Addresses of the records that name this one, in the order of their kinds."""
        return self.mentions.get(address, ())

    def place(self, address: Address, *path: str | int) -> tuple[str, int]:
        """File and line where a record, figure or field was written."""
        marked, start = self.origins[address]
        return marked.file, marked.line((*start, *path))

    def spread(self, address: Address, *path: str | int) -> tuple[int, str] | None:
        """The first line of a text that stands on several, and its words as they stand there."""
        marked, start = self.origins[address]
        return marked.spread.get((*start, *path))

    def all_that_is_read(self) -> Iterator[tuple[Address, Record]]:
        """(address, record) of everything, and what can be read of records with mistakes."""
        for kind, of_kind in self.records.items():
            for id_, record in of_kind.items():
                yield f"{kind}/{id_}", record
        yield from self.half_read.items()

    def may_be_broken(self, address: Address) -> bool:
        """True where a record is missing only because what was written of it could not be read."""
        return is_unread(address, self.broken)

    def addresses(self) -> list[Address]:
        """The addresses of all records, kind by kind."""
        return addresses_of(self.records)

    def of_topic(self, kind: str, topic: str) -> Mapping[str, OfTopics]:
        """The records of a kind that belong to a topic, by their ids."""
        return self._by_topic.get((kind, topic), {})

    @cached_property
    def _by_topic(self) -> dict[tuple[str, str], dict[str, OfTopics]]:
        found: dict[tuple[str, str], dict[str, OfTopics]] = {}
        for kind, of_kind in self.records.items():
            for id_, record in of_kind.items():
                if isinstance(record, OfTopics):
                    for topic in record.all_topics:
                        found.setdefault((kind, topic), {})[id_] = record
        return found

    def stepwise(self) -> Iterator[tuple[Address, Stepwise]]:
        """(address, record) of all that goes by steps: programs, investments, promises."""
        for kind, of_kind in self.records.items():
            for id_, record in of_kind.items():
                if isinstance(record, Stepwise):
                    yield f"{kind}/{id_}", record


def addresses_of(records: Records) -> list[Address]:
    """The address of each record, kind by kind."""
    addresses: list[Address] = []
    for kind, of_kind in records.items():
        addresses += (f"{kind}/{id_}" for id_ in of_kind)
    return addresses


Found = tuple[Address, Finding]  # a record, and what a rule has found in it


class Rules:
    """Looks through the records of files; others may know what was found in these very files.

    All of them find the same, so that one is as good as another.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules)

    def __hash__(self) -> int:
        return hash(Rules)

    def look(
        self,
        setting: Setting,
        marked: Marked,
        addresses: Sequence[Address],
        find: Callable[[], list[Found]],
    ) -> list[Found]:
        """What these records of a file break, in a setting."""
        return find()

    def look_at_all(
        self,
        setting: Setting,
        find: Callable[[], list[Problem]],
    ) -> list[Problem]:
        """What is wrong with the records of all files, each of which could be read."""
        return find()

    def mentions(self, records: Records) -> Mentions:
        """What mentions what among the records of all files."""
        return mentions(records)


def read_book(
    data: Path,
    parse: Parse = read_bytes,
    rules: Rules | None = None,
) -> tuple[Book | None, list[Problem]]:
    """The Book of a data folder, as far as it can be read, and everything that is wrong with it.

    While the very same stands in the folder it is the very same Book.
    """
    book, problems = _book_of(_all_written(data, parse), rules or Rules())
    return book, [*problems]


@lru_cache(maxsize=1)
def _book_of(written: "_Written", rules: Rules) -> tuple[Book | None, list[Problem]]:
    folder = _Folder(written)
    folder.read()
    all_figures = dict(_all_figures(folder))
    problems = [*folder.problems, *_wrong_records(folder, rules)]
    if not folder.site:
        return None, problems
    figures = {
        address: figure
        for address, figure in all_figures.items()
        if not is_unread(address, folder.broken)
    }
    book = Book(
        site=folder.site,
        records=folder.records,
        figures=figures,
        origins={**folder.half_origins, **folder.origins, SITE: (folder.site_file, ())},
        mentions=rules.mentions(folder.records),
        broken=frozenset(folder.broken),
        half_read=folder.half_read,
        outline=folder.outline,
    )
    return book, problems


def load_book(data: Path) -> Book:
    """The Book of a data folder; raises Mistakes if anything is wrong with it."""
    book, problems = read_book(data)
    if errors(problems) or not book:
        raise Mistakes(problems)
    return book


def load_site(data: Path) -> Site:
    """What the record says of itself alone; raises Mistakes if anything is wrong with that."""
    folder = _Folder(_written_above(data, read_bytes))
    folder.read_site()
    if errors(folder.problems) or not folder.site:
        raise Mistakes(folder.problems)
    return folder.site


# ---------------------------------------------------------------- reading

REMEDY_OF_COPIES = "take this copy away, or give each record an id and words of its own"


@dataclass(frozen=True)
class _Written:
    """What stands in a data folder, parsed: a file that nobody has edited is the very same."""

    data: Path
    site: Marked | None
    editions: tuple[tuple[str, bool], ...]  # the names of frozen ones; whether each is whole
    outline: Outline = ()
    strangers: tuple[Problem, ...] = ()
    of_kinds: tuple[tuple[str, Marked], ...] = ()

    def name(self, path: str) -> str:
        """How messages call a file."""
        return f"{self.data.name}/{path}"


def _all_written(data: Path, parse: Parse) -> _Written:
    above = _written_above(data, parse)
    names = [name for name in paths_in(data) if name.endswith(".yml") and not is_left_out(name)]
    names.sort(key=lambda name: bool(copied_from(name)))  # a mistake of both is the copy's
    of_kinds = [
        (kind, read(data / name, above.name(name), parse))
        for kind in KINDS
        for name in names
        if name.startswith(f"{kind}/")
    ]
    return replace(
        above,
        outline=read_outline(data),
        strangers=tuple(strangers(data)),
        of_kinds=tuple(of_kinds),
    )


def _written_above(data: Path, parse: Parse) -> _Written:
    """What stands above the records: of the site, and of its editions."""
    names = frozen_editions(data)
    editions = tuple((name, is_archive(frozen_edition(data, name))) for name in names)
    path = data / "site.yml"
    site = read(path, f"{data.name}/site.yml", parse) if path.is_file() else None
    return _Written(data, site, editions)


class _Folder:
    """What has been read of a data folder, and what could not be."""

    def __init__(self, written: _Written):
        self.written = written
        self.site: Site | None = None
        self.site_as_read: Site | None = None  # where it has mistakes: what is known of it
        self.site_file = written.site or Marked(written.name("site.yml"))
        self.language = DEFAULT_LANGUAGES[0]
        self.records: Records = {kind: {} for kind in KINDS}
        self.origins: dict[Address, Origin] = {}
        self.broken: set[Address] = set()
        self.half_read: dict[Address, Record] = {}
        self.half_origins: dict[Address, Origin] = {}
        self.problems: list[Problem] = []
        self.outline: tuple[Ring, ...] = ()

    def read(self) -> None:
        """Every file of the folder."""
        self.read_site()
        if isinstance(self.written.outline, str):
            self.problems.append(Problem(self.written.name(FILE), 1, self.written.outline))
            self.broken.add(FILE)
        else:
            self.outline = self.written.outline
        self.problems += self.written.strangers
        copied = copies(self.written.of_kinds)
        for kind, marked in self.written.of_kinds:
            if first := copied.get(marked.file):
                message = f"these are the records of {first}; {REMEDY_OF_COPIES}"
                self.problems.append(Problem(marked.file, 1, message))
            else:
                self._read_file(kind, marked)

    def all_records(self) -> Iterator[tuple[Address, Record]]:
        """(address, record) of everything that could be read, kind by kind."""
        for kind, of_kind in self.records.items():
            for id_, record in of_kind.items():
                yield f"{kind}/{id_}", record

    def problem(
        self, address: Address, path: Path_, message: str, level: Level = "error"
    ) -> Problem:
        """What is wrong with a record, at the line where it is written."""
        marked, start = self.origin(address)
        return marked.problem((*start, *path), message, level)

    def origin(self, address: Address) -> Origin:
        """Where a record was written, one with mistakes too."""
        return self.origins.get(address) or self.half_origins[address]

    def all_that_is_read(self) -> Iterator[tuple[Address, Record]]:
        """All records, and what can be read of those with mistakes."""
        yield from self.all_records()
        yield from self.half_read.items()

    def written_topic(self, address: Address, path: Path_) -> Path_:
        """Where a further topic is written: in `topics`, or in a list of `topic`."""
        marked, start = self.origin(address)
        return path if (*start, "topics") in marked.lines else ("topic",)

    def read_site(self) -> None:
        """What the record says of itself."""
        marked = self.site_file
        if not self.written.site:
            message = "is missing; it names the site, its minister and its date (as_of)"
            self.problems.append(Problem(marked.file, 1, message))
            return
        self.problems += marked.problems
        if marked.value is None:
            return
        self.language = _first_language(marked.value)
        self.site, problems = read_alone(marked, Site, self.language)
        if not self.site:
            self.site_as_read = half_read(marked.value, Site, self.language)
            self._note_lost_names(marked.value)
            self.site = _stand_in(self.site_as_read, self.language)
        self.problems += problems if self.site else without_first_language(problems)
        if self.site:
            for place, day in enumerate(self.site.editions):
                if day in self.site.editions[:place]:
                    told = marked.problem(("editions", place), f"'{day}' stands twice; keep one")
                    self.problems.append(told)
            days = {*self.site.editions, *self._frozen_editions(self.site.as_of)}
            self.site = self.site.model_copy(update={"editions": tuple(sorted(days))})

    def _note_lost_names(self, written: object) -> None:
        """Where the names of the site cannot be read, any number may stand in one of them."""
        is_written = isinstance(written, dict) and "names" in written
        if is_written and "names" not in vars(self.site_as_read):
            self.broken.add(f"{SITE}/")

    def _frozen_editions(self, end: Day) -> Iterator[Day]:
        """The days of the editions that were frozen when they were published, up to the end."""
        for name, is_whole in self.written.editions:
            path = frozen_edition(self.written.data, name)
            try:
                day, message = Day(name), ""
            except ValueError as error:
                day, message = None, f"an edition is named by its day; that {error}"
            if day and day.first > end.last:
                remedy = "; move as_of, or mend the file's name"
                message = f"{day} is after the record's end ({end}, data/site.yml: as_of){remedy}"
            elif day and not is_whole:
                message = "this is no archive of an edition, or not all of it; bring it back"
            if message:
                file = self.written.name(path.relative_to(self.written.data).as_posix())
                self.problems.append(Problem(file, 1, message))
            elif day:
                yield day

    def _read_file(self, kind: str, written: Marked) -> None:
        marked = without_kind_above(written, KINDS[kind].model)
        if marked.value is None:
            self.problems += marked.problems
            self.broken.add(f"{kind}/")
            return
        records, problems = _records_of(marked, kind, self.language)
        self.problems += problems if self.site else without_first_language(problems)
        if not isinstance(marked.value, dict) or field_without_id(marked.value, KINDS[kind].model):
            self.broken.add(f"{kind}/")
            return
        self.broken.update(f"{kind}/{id_}" for id_ in _spoilt(marked))
        for id_ in marked.value:
            if wrong_id(id_):  # what names the record as it is to be called is right
                self.broken.add(f"{kind}/{in_plain_letters(id_)}")
            if KINDS[kind].listed_on and (message := wrong_id_in_a_list(id_)):
                self.problems.append(marked.problem((id_,), message))
            if id_ in records:
                self._enter(kind, id_, records[id_], marked)
            else:
                self._enter_broken(kind, id_, marked)

    def _enter(self, kind: str, id_: str, record: Record, marked: Marked) -> None:
        address = f"{kind}/{id_}"
        if address in self.origins:
            first, path = self.origins[address]
            where = f"{first.file}:{first.line(path)}"
            message = f"'{id_}' is already in {where}; ids are unique within {kind}"
            self.problems.append(marked.problem((id_,), message))
            return
        for other in _listed_beside(kind):
            if id_ in self.records[other]:
                first, path = self.origins[f"{other}/{id_}"]
                where = f"{first.file}:{first.line(path)}"
                message = (
                    f"'{id_}' is the address of another on the same page ({where}); "
                    "the older one keeps it, give the newer one another id"
                )
                self.problems.append(marked.problem((id_,), message))
        self.records[kind][id_] = record
        self.origins[address] = (marked, (id_,))

    def _enter_broken(self, kind: str, id_: str, marked: Marked) -> None:
        """A record with mistakes: what can be read of it may have others."""
        address = f"{kind}/{id_}"
        self.broken.add(address)
        written, model = marked.value[id_], KINDS[kind].model
        if kind_of_others(written, model):
            return
        read = half_read(written, model, self.language)
        if read and address not in self.origins:
            self.half_read[address] = read
            self.half_origins[address] = (marked, (id_,))


@lru_cache(maxsize=FILES_AT_HAND)
def _records_of(
    marked: Marked, kind: str, language: str
) -> tuple[dict[str, Record], list[Problem]]:
    """The records of a file, kept as long as it says the same."""
    if language in marked.records:
        return marked.records[language], []
    records, problems = parse_file(marked, KINDS[kind].model, language)
    if not problems:
        marked.records[language] = records
    return records, problems


def _spoilt(marked: Marked) -> set[str]:
    """The ids of records that lack what their file says twice or in vain."""
    if not marked.problems:
        return set()
    starts = {line: str(path[0]) for path, line in marked.lines.items() if len(path) == 1}
    lines = sorted(starts)
    places = (bisect_right(lines, problem.line) for problem in marked.problems)
    return {starts[lines[place - 1]] for place in places if place}


@cache
def _listed_beside(kind: str) -> list[str]:
    """The other kinds whose records stand on the same page, each at the address of its id."""
    page = KINDS[kind].listed_on
    return [name for name, it in KINDS.items() if page and it.listed_on == page and name != kind]


def _first_language(site: object) -> str:
    """The first language as site.yml names it, whatever else may be wrong there."""
    codes = site.get("languages") if isinstance(site, dict) else None
    for code in codes if isinstance(codes, list) else ():
        if is_known(str(code)):
            return str(code)
    return DEFAULT_LANGUAGES[0]


def _stand_in(known: Site | None, language: str) -> Site | None:
    """A site for the check of all else, where its own file has mistakes.

    None without its languages, as in a file that was emptied: every text would be told to be in
    another one.
    """
    fields = vars(known) if known else {}
    if not known or not known.model_fields_set or "languages" not in fields:
        return None
    words, last = text(**{language: "…"}), Day(f"{LAST_YEAR}-12-31")
    missing = {
        "name": words,
        "description": words,
        "licence": words,
        "minister": "",
        "as_of": last,
        "accessed": last,  # where one is written that cannot be read
    }
    return Site.model_construct(known.model_fields_set, **{**missing, **fields})


# ---------------------------------------------------------------- figures


def _publishers(folder: _Folder) -> dict[str, str]:
    """The name by which sources call each who publishes, by its ids and all its names.

    None at all where the name of one cannot be read: a source may mean that one.
    """
    called: dict[str, str] = {}
    names: dict[str, str] = {}
    for id_, words in _names_of(folder, "publishers"):
        name = words.in_(folder.language)
        names[name] = name
        called |= {id_: name, **{other: name for _, other in words.others("")}}
    unread = {address for address in folder.broken if address.startswith("publishers/")}
    if unread - {f"publishers/{id_}" for id_ in called}:
        return {}
    return called | names


def _names_of(folder: _Folder, kind: str) -> Iterator[tuple[str, Text]]:
    """(id, name) of each record whose name could be read, whatever else is wrong with it."""
    for address, record in folder.all_that_is_read():
        of, _, id_ = address.partition("/")
        name = getattr(record, "name", None) if of == kind else None
        if isinstance(name, Text):
            yield id_, name


def _all_figures(folder: _Folder) -> Iterator[tuple[Address, Figure]]:
    """Every figure by its address; where it is written is noted among the folder's origins."""
    for address, record in folder.all_records():
        marked, start = folder.origins[address]
        field_ = "rows" if isinstance(record, Indicator) else "figures"
        for key, figure in figures_in(record, folder.language).items():
            folder.origins[f"{address}#{key}"] = (marked, (*start, field_, key))
            yield f"{address}#{key}", figure


def figures_in(record: Record, language: str) -> dict[str, Figure]:
    """The figures that stand in a record by their keys; an indicator's rows are figures too.

    A row without a label is called by its key in `language`, the first of the site.
    """
    if isinstance(record, Indicator):
        return _figures_of_rows(record, language)[0]
    if isinstance(record, Chart):
        return {}  # it names figures of others
    return vars(record).get("figures", {})


def figure_keys(record: Record) -> Collection[str]:
    """The keys of the figures that stand in a record."""
    return record.rows if isinstance(record, Indicator) else figures_in(record, "")


@kept
def _figures_of_rows(record: Indicator, language: str) -> Iterator[dict[str, Figure]]:
    rows = record.rows.items()
    yield {key: _figure_of_row(row, record.unit, text(**{language: key})) for key, row in rows}


def _figure_of_row(row: Row, unit: str, key: Text) -> Figure:
    return Figure.model_construct(  # of what was read of a row
        label=row.label or key,
        unit=unit,
        readings=row.readings,
        review_by=row.review_by,
        period=row.period,
        payer=row.payer,
        note=row.note,
    )


# ---------------------------------------------------------------- what is wrong with what was read


def _wrong_records(folder: _Folder, rules: Rules) -> list[Problem]:
    """What is wrong with what could be read."""
    units = {id_: unit for id_, unit in folder.records["units"].items() if isinstance(unit, Unit)}
    setting = _at_hand(Setting(folder.site, units, _publishers(folder)))

    def find() -> list[Problem]:
        found = [*_broken_rules(folder, setting, rules), *_dead_references(folder)]
        found += [*_circles(folder), *_sources_twice(folder), *_names_of_others(folder)]
        found += [*_pages_twice(folder), *_names_twice(folder), *_ids_as_names(folder)]
        return [*found, *_said_after_its_end(folder), *_found_since(folder)]

    return find() if folder.problems else rules.look_at_all(setting, find)


def _broken_rules(folder: _Folder, setting: Setting, rules: Rules) -> Iterator[Problem]:
    of_site: dict[str, list[Problem]] = defaultdict(list)
    for address, finding in _all_found(folder, setting, rules):
        if finding.level == "error":
            folder.broken.add(address)
        problem = _problem_of(folder, address, finding)
        if finding.of_site:
            of_site[finding.of_site].append(problem)
        else:
            yield problem
    for field_, problems in of_site.items():
        yield from _told_of_the_site(folder, field_, problems)
    site = folder.site_as_read or folder.site
    for finding in broken_rules(site, setting, site is folder.site) if site else ():
        yield folder.site_file.problem(finding.path, finding.message, finding.level)


def _all_found(
    folder: _Folder,
    setting: Setting,
    rules: Rules,
) -> Iterator[Found]:
    """What is broken, file by file."""
    files: dict[Marked, list[tuple[Address, Record]]] = defaultdict(list)
    for address, record in folder.all_that_is_read():
        marked, _ = folder.origin(address)
        files[marked].append((address, record))
    for marked, records in files.items():
        addresses = [address for address, _ in records]
        find = partial(_found_in, folder, records, setting)
        yield from rules.look(setting, marked, addresses, find)


def _found_in(
    folder: _Folder,
    records: list[tuple[Address, Record]],
    setting: Setting,
) -> list[Found]:
    found: list[Found] = []
    for address, record in records:
        is_whole = address not in folder.half_read
        broken = broken_rules(record, setting, is_whole)
        found += ((address, finding) for finding in broken)
    return found


def _problem_of(folder: _Folder, address: Address, finding: Finding) -> Problem:
    """What a rule found in a record, at its line."""
    message = finding.message
    if finding.beside:
        marked, start = folder.origin(address)
        message += f"; the other is on line {marked.line((*start, *finding.beside))}"
    return folder.problem(address, finding.path, message, finding.level)


MOST_AGAINST_SITE = 20  # beyond these what the site says is likelier to be wrong than all of them


def _told_of_the_site(
    folder: _Folder,
    of_site: str,
    problems: list[Problem],
) -> Iterator[Problem]:
    """What of the record is against what the site says: all, or where it is much that."""
    if len(problems) <= MOST_AGAINST_SITE:
        yield from problems
        return
    first = min(problems)
    where = f"the first in {first.file}:{first.line}"
    field_, _, language = of_site.partition(" ")
    message = (
        f"{len(problems)} days of the record are after this one, {where}; move it, or mend them"
    )
    if language:
        there = f"{len(problems)} texts are in '{language}', {where}"
        message = f"{there}; list the language, or take them out"
    written = (field_,) in folder.site_file.lines
    yield folder.site_file.problem((field_ if written else "as_of",), message)


@lru_cache(maxsize=1)
def _at_hand(setting: Setting) -> Setting:
    """The last setting as long as one equals it, so that what the rules found of it is kept."""
    return setting


def _dead_references(folder: _Folder) -> Iterator[Problem]:
    """Every id and address that leads nowhere, but to what could not be read."""
    for address, record in folder.all_that_is_read():
        for path, kind, id_ in references(record):
            ids = folder.records[kind]
            if id_ in ids or not id_.strip():  # a rule tells what is empty
                continue
            if kind == "units":
                folder.broken.add(address)  # its figures cannot be written
            if not is_unread(f"{kind}/{id_}", folder.broken):
                remedy = id_remedy(id_, kind, folder.records, partial(field_for, record, path))
                where = path if path[0] != "topics" else folder.written_topic(address, path)
                yield folder.problem(address, where, f"no {KINDS[kind].one} '{id_}'{remedy}")
        for path, named in named_addresses(record):
            known = folder.origins
            if named.startswith(PLACELESS):
                message = f"'{named}' has no place on the site; name what is counted in it"
                yield folder.problem(address, path, message)
            if named not in known and not is_unread(named, folder.broken):
                remedy = address_remedy(named, known)
                yield folder.problem(address, path, f"nothing at '{named}'{remedy}")
    yield from _dead_references_of_the_site(folder)


def _circles(folder: _Folder) -> Iterator[Problem]:
    """Records that belong to themselves, by way of others or at once."""
    for kind, of_kind in folder.records.items():
        for id_, field_, way in circles(kind, of_kind):
            remedy = f"; leave '{field_}' out of one of them"
            message = f"'{field_}' runs in a circle: {' -> '.join(way)}{remedy}"
            yield folder.problem(f"{kind}/{id_}", (field_,), message)


LIVES = {"people": ("born", "died"), "organizations": ("founded", "dissolved")}


def _said_after_its_end(folder: _Folder) -> Iterator[Problem]:
    """What somebody who had died, or a body that was dissolved, is to have said or promised."""
    for address, path, who, day in _sayings(folder):
        kind, _, id_ = who.partition("/")
        actor = folder.records[kind].get(id_)
        begun, ended = LIVES[kind]
        start, end = getattr(actor, begun, None), getattr(actor, ended, None)
        if end and (not start or start.first <= end.last) and day.first > end.last:
            where = _place(folder, who, ended)
            message = f"{day} is after '{ended}' of '{who}' ({end}, {where}); mend one"
            yield folder.problem(address, path, message)


def _sayings(folder: _Folder) -> Iterator[tuple[Address, Path_, Address, Day]]:
    """(record, its day, who spoke, when) for each position and promise."""
    for address, record in folder.all_records():
        if isinstance(record, Position):
            yield address, ("date",), f"people/{record.person}", record.date
        elif isinstance(record, Promise):
            for id_ in record.by:
                yield address, ("made",), f"people/{id_}", record.made
            for id_ in record.by_organizations:
                yield address, ("made",), f"organizations/{id_}", record.made


def _found_since(folder: _Folder) -> Iterator[Problem]:
    """Absences about a figure that was read at a stage for the first time after the search."""
    for id_, absence in folder.records["absences"].items():
        if not isinstance(absence, Absence):
            continue
        for place, named in enumerate(absence.about):
            if reading := _first_read_after(folder, named, absence.until):
                message = (
                    f"'{named}' has been '{reading.stage}' since ({reading.as_of}); look again"
                )
                remedy = f"{message}, and move 'until', or take this out"
                yield folder.problem(f"absences/{id_}", ("about", place), remedy, "warning")


def _first_read_after(
    folder: _Folder,
    named: Address,
    day: Day,
) -> Reading | None:
    """The first reading of a figure after a day whose stage it had not yet; None without one."""
    address, _, key = named.partition("#")
    kind, _, id_ = address.partition("/")
    record = folder.records.get(kind, {}).get(id_)
    figure = figures_in(record, folder.language).get(key) if record and key else None
    if not figure:
        return None
    known: set[str] = set()
    for reading in figure.readings:
        is_later = reading.as_of.first > day.last
        if is_later and reading.stage not in known:
            return reading
        known.add(reading.stage)
    return None


def _sources_twice(folder: _Folder) -> Iterator[Problem]:
    """Sources that are one page: what cites both seems to rest on two."""
    sources = folder.records["sources"]
    urls = ((id_, str(getattr(source, "url", None) or "")) for id_, source in sources.items())
    for id_, _, first in _taken_twice((id_, page_of(url)) for id_, url in urls if url):
        message = (
            f"has the 'url' of '{first}' ({_place(folder, f'sources/{first}')}); cite that one"
        )
        yield folder.problem(f"sources/{id_}", ("url",), message, "warning")


def _pages_twice(folder: _Folder) -> Iterator[Problem]:
    """Topics of one page: menus and lessons would take its sections for those of each."""
    topics = folder.records["topics"]
    pages = ((id_, getattr(topic, "page", "")) for id_, topic in topics.items())
    for id_, page, first in _taken_twice(pages):
        where = _place(folder, f"topics/{first}", "page")
        message = f"'{page}' is the page of '{first}' too ({where}); give each topic its own"
        yield folder.problem(f"topics/{id_}", ("page",), message)


NAMES = {"sources": ("author", "via", "after"), "people": ("party",)}  # fields that print names
CALLED = ("sources", "organizations", "people", "publishers")  # whose names may be meant there


def _ids_as_names(folder: _Folder) -> Iterator[Problem]:
    """Ids of records where a name stands that readers see."""
    for kind, fields in NAMES.items():
        for id_, record in folder.records[kind].items():
            for field_ in fields:
                written = getattr(record, field_)
                if isinstance(written, Text):
                    written = written.in_(folder.language)
                name = _name_behind(folder, written)
                if name:
                    what = f"{excerpt(written)} is the id of a record"
                    message = f"{what}; write the name: {name}"
                    yield folder.problem(f"{kind}/{id_}", (field_,), message)


def _name_behind(folder: _Folder, id_: str) -> str:
    """What readers call the record of an id; a source is called by who published it."""
    for kind in CALLED:
        record = folder.records[kind].get(id_)
        if isinstance(record, Source):
            return record.publisher
        if isinstance(record, Named):
            return record.name.in_(folder.language)
    return ""


def _names_twice(folder: _Folder) -> Iterator[Problem]:
    """Records of a kind by one name: readers cannot tell them apart.

    Sources name their publisher by it, and could mean either.
    """
    for kind, about in KINDS.items():
        names = _names_of(folder, kind) if about.named_by == "name" else ()
        called = ((id_, name.in_(folder.language)) for id_, name in names)
        for id_, name, first in _taken_twice(called):
            where = _place(folder, f"{kind}/{first}")
            message = f"{excerpt(name)} is the name of '{first}' too ({where}); keep one"
            if kind == "publishers":
                yield folder.problem(f"{kind}/{id_}", ("name",), message)
            else:
                remedy = f"{message}, or say what tells them apart"
                yield folder.problem(f"{kind}/{id_}", ("name",), remedy, "warning")


def _taken_twice(taken: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """(id, what it takes, the id that took it first) for what two records may not both have."""
    seen: dict[str, str] = {}
    for id_, what in taken:
        first = seen.setdefault(what, id_) if what else id_
        if first != id_:
            yield id_, what, first


def _place(folder: _Folder, address: Address, *inner: str) -> str:
    """The file and line of a record, or of a part of it."""
    marked, path = folder.origin(address)
    return f"{marked.file}:{marked.line((*path, *inner))}"


WHO_ACTS = ("people", "organizations")


def _names_of_others(folder: _Folder) -> Iterator[Problem]:
    """Other names that are the name of another record of the kind, as a search would take them.

    A promise may be called as the law that it is about, and as the term that explains it.
    """
    owners: dict[tuple[str, str], Address] = {}
    for address, record in folder.all_that_is_read():
        name = getattr(record, "name", None) if isinstance(record, Named) else None
        for _, words in name.others("") if isinstance(name, Text) else ():
            owners.setdefault((_sort(address), words.casefold()), address)
    for address, path, name in _other_names(folder):
        owner = owners.get((_sort(address), name.casefold()), address)
        if owner != address:
            where = _place(folder, owner, "name")
            message = f"{excerpt(name)} is the name of '{owner}' ({where}); leave it out"
            yield folder.problem(address, path, message)


def _sort(address: Address) -> str:
    """The kind of a record; one for all who act."""
    kind = address.partition("/")[0]
    return WHO_ACTS[0] if kind in WHO_ACTS else kind


def _other_names(folder: _Folder) -> Iterator[tuple[Address, Path_, str]]:
    for address, record in folder.all_that_is_read():
        for field_ in ("aliases", "search_words"):
            for place, name in enumerate(vars(record).get(field_, ())):
                yield address, (field_, place), name


def _dead_references_of_the_site(folder: _Folder) -> Iterator[Problem]:
    site = folder.site_as_read or folder.site
    if not site:
        return
    for path, kind, id_ in references(site):
        ids = folder.records[kind]
        is_there = id_ in ids or not id_.strip()  # a rule tells what is empty
        if not is_there and not is_unread(f"{kind}/{id_}", folder.broken):
            remedy = id_remedy(id_, kind, folder.records, partial(field_for, site, path))
            message = f"'{path[0]}': no {KINDS[kind].one} '{id_}'{remedy}"
            yield folder.site_file.problem(path, message)
