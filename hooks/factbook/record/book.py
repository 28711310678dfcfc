"""A data folder -> the Book: all records, where each was written, and what mentions what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .kinds import KINDS, Answer, ByKind, Figure, Indicator, Question, Site
from .marked_yaml import Marked, read
from .parse import parse_file, parse_record
from .problems import Mistakes, Problem, did_you_mean, errors
from .rules import Setting, broken_rules, parts
from .values import Record, Ref, Text

Address = str  # kind/id, or kind/id#figure


@dataclass(frozen=True)
class Book(ByKind):
    """Everything that the data folder says, with every reference known to lead somewhere."""

    site: Site
    records: dict[str, dict[str, Record]]
    figures: dict[Address, Figure]
    origins: dict[Address, tuple[Marked, tuple]] = field(repr=False)
    mentions: dict[Address, tuple[Address, ...]] = field(repr=False)
    broken: frozenset[Address] = (
        frozenset()
    )  # records that are written but could not be read; kind/ for a whole file

    unseen: frozenset[Address] = frozenset()  # what an earlier edition does not know yet

    def __post_init__(self) -> None:
        vars(self).update(self.records)

    def get(self, address: Address) -> Record | None:
        """The record or figure of an address."""
        if "#" in address:
            return self.figures.get(address)
        kind, _, id_ = address.partition("/")
        return self.records.get(kind, {}).get(id_)

    def mentioned_in(self, address: Address) -> tuple[Address, ...]:
        """Addresses of the records that name this one, in the order of their kinds."""
        return self.mentions.get(address, ())

    def place(self, address: Address, *path: str | int) -> tuple[str, int]:
        """File and line where a record, figure or field was written."""
        marked, start = self.origins[address]
        return marked.file, marked.line((*start, *path))

    def may_be_broken(self, address: Address) -> bool:
        """True where a record is missing only because what was written of it could not be read."""
        return _unreadable(address, self.broken)

    def addresses(self) -> list[Address]:
        return [f"{kind}/{id_}" for kind, of_kind in self.records.items() for id_ in of_kind]


def read_book(data: Path) -> tuple[Book | None, list[Problem]]:
    """The Book of a data folder, as far as it can be read, and everything that is wrong with it."""
    site, records, origins, broken, problems = _read_folder(data)
    for address, record in _all(records):
        problems += _found(origins[address], broken_rules(record, Setting(site, records["units"])))
    figures = dict(_figures(records, origins))
    problems += _dead_references(records, figures, origins, broken)
    if not site:
        return None, problems
    problems += _dead_site_references(site, records, data)
    return Book(site, records, figures, origins, _mentions(records), frozenset(broken)), problems


def load_book(data: Path) -> Book:
    """The Book of a data folder; raises Mistakes if anything is wrong with it."""
    book, problems = read_book(data)
    if errors(problems):
        raise Mistakes(problems)
    return book


# ---------------------------------------------------------------- reading


def _read_folder(data: Path):
    records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    origins: dict[Address, tuple[Marked, tuple]] = {}
    broken: set[Address] = set()
    site, problems = _read_site(data)
    problems += _strangers(data)
    for kind, model in KINDS.items():
        for path in sorted((data / kind).rglob("*.yml")):
            marked = read(path, _shown(path, data))
            if marked.value is None:
                problems += marked.problems
                broken.add(f"{kind}/")
                continue
            found, wrong = parse_file(marked, model)
            problems += wrong
            broken.update(f"{kind}/{id_}" for id_ in marked.value if id_ not in found)
            for id_, record in found.items():
                address = f"{kind}/{id_}"
                if address in origins:
                    first = origins[address][0]
                    problems.append(
                        marked.problem(
                            (id_,),
                            f"'{id_}' is already in {first.file}:{first.line((id_,))}; ids are unique within {kind}",
                        )
                    )
                    continue
                records[kind][id_] = record
                origins[address] = (marked, (id_,))
    return site, records, origins, broken, problems


def _shown(path: Path, data: Path) -> str:
    return f"{data.name}/{path.relative_to(data).as_posix()}"


def _read_site(data: Path) -> tuple[Site | None, list[Problem]]:
    path = data / "site.yml"
    if not path.is_file():
        return None, [
            Problem(
                f"{data.name}/site.yml",
                1,
                "is missing; it names the site, its minister and its date (as_of)",
            )
        ]
    marked = read(path, _shown(path, data))
    if marked.problems:
        return None, marked.problems
    return parse_record(marked, (), marked.value, Site)


def _strangers(data: Path) -> Iterator[Problem]:
    """Folders and files that nothing would read."""
    known = {"site.yml", "redirects.yml", *KINDS}  # permalinks.py reads the redirects
    for path in sorted(data.iterdir()) if data.is_dir() else []:
        if (
            path.suffix == ".yaml"
            or (path.is_dir() and path.name not in known)
            or (path.suffix == ".yml" and path.name not in known)
        ):
            hint = did_you_mean(path.name, known) or f"; known here: {', '.join(sorted(known))}"
            yield Problem(f"{data.name}/{path.name}", 1, f"nothing reads this{hint}")
    for path in sorted(data.glob("*/**/*.yaml")):
        yield Problem(_shown(path, data), 1, "nothing reads this; name it .yml")


def _all(records: dict) -> Iterator[tuple[Address, Record]]:
    for kind, of_kind in records.items():
        for id_, record in of_kind.items():
            yield f"{kind}/{id_}", record


def _found(origin: tuple[Marked, tuple], findings) -> Iterator[Problem]:
    marked, start = origin
    return (marked.problem((*start, *path), message, level) for path, message, level in findings)


def _figures(records: dict, origins: dict) -> Iterator[tuple[Address, Figure]]:
    """Every figure by its address; an indicator's rows are figures too."""
    for address, record in _all(records):
        if isinstance(record, Indicator):
            for key, row in record.rows.items():
                figure = Figure(
                    label=row.label or Text(en=key),
                    unit=record.unit,
                    readings=row.readings,
                    review_by=row.review_by,
                    note=row.note,
                )
                yield from _placed(address, key, figure, "rows", origins)
        written = getattr(record, "figures", None)
        for key, figure in (
            written.items() if isinstance(written, dict) else ()
        ):  # a chart names figures of others
            yield from _placed(address, key, figure, "figures", origins)


def _placed(address: Address, key: str, figure: Figure, field_: str, origins: dict):
    marked, start = origins[address]
    origins[f"{address}#{key}"] = (marked, (*start, field_, key))
    yield f"{address}#{key}", figure


# ---------------------------------------------------------------- references


@cache
def _references_of(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """(field, kind) for each field of a model that names records of a kind."""
    fields = model.model_fields.items()
    return tuple(
        (name, kind)
        for name, field_ in fields
        for kind in _kinds_in((field_.annotation, *field_.metadata))
    )


def _kinds_in(annotations: tuple) -> Iterator[str]:
    for annotation in annotations:
        if isinstance(annotation, Ref):
            yield annotation.kind
        yield from _kinds_in(getattr(annotation, "__metadata__", ()))
        yield from _kinds_in(getattr(annotation, "__args__", ()))


def references(record: Record) -> Iterator[tuple[tuple, str, str]]:
    """(path, kind, id) of each record that this one names by a typed id."""
    for path, part in parts(record):
        for name, kind in _references_of(type(part)):
            named = getattr(part, name)
            if isinstance(named, str):
                yield (*path, name), kind, named
            for place, id_ in enumerate(named if isinstance(named, tuple) else ()):
                yield (*path, name, place), kind, id_


def _unreadable(address: Address, broken: set[Address] | frozenset[Address]) -> bool:
    return address.partition("#")[0] in broken or address.partition("/")[0] + "/" in broken


ADDRESSES = (
    "shown_by",
    "figures",
    "against",
    "about",
    "distractors",
)  # fields that hold addresses of any kind


def named_addresses(record: Record) -> Iterator[tuple[tuple, Address]]:
    """(path, address) of each address that a record names."""
    for name in ADDRESSES:
        named = getattr(record, name, None)
        for place, address in enumerate(named if isinstance(named, tuple) else ()):
            yield (name, place), address
    if isinstance(record, Question):
        for name, address in answered_by(record.answer):
            yield ("answer", name), address


def answered_by(answer: Answer) -> Iterator[tuple[str, Address]]:
    """(field, address) of what gives an answer."""
    yield from (
        (name, getattr(answer, name))
        for name in ("figure", "stage_of", "date_of")
        if getattr(answer, name)
    )
    yield from (
        (name, address)
        for name in ("ratio", "share", "compare")
        for address in getattr(answer, name)
    )


def _dead_references(
    records: dict, figures: dict, origins: dict, broken: set[Address]
) -> Iterator[Problem]:
    for address, record in _all(records):
        marked, start = origins[address]
        for path, kind, id_ in references(record):
            if id_ not in records[kind] and not _unreadable(f"{kind}/{id_}", broken):
                remedy = did_you_mean(id_, records[kind]) or f"; add it to data/{kind}/"
                yield marked.problem((*start, *path), f"no {one_of(kind)} '{id_}'{remedy}")
        for path, named in named_addresses(record):
            if named not in figures and named not in origins and not _unreadable(named, broken):
                remedy = did_you_mean(named, origins) or "; an address is kind/id or kind/id#figure"
                yield marked.problem((*start, *path), f"nothing at '{named}'{remedy}")


def _dead_site_references(site: Site, records: dict, data: Path) -> Iterator[Problem]:
    for path, kind, id_ in references(site):
        if id_ not in records[kind]:
            yield Problem(
                f"{data.name}/site.yml",
                1,
                f"'{path[0]}': no {one_of(kind)} '{id_}'{did_you_mean(id_, records[kind])}",
            )


def one_of(kind: str) -> str:
    """The name of one record of a kind, for messages."""
    return {
        "people": "person",
        "glossary": "term",
        "indicators": "indicator",
        "minister": "minister",
    }.get(kind, kind.removesuffix("s"))


def _mentions(records: dict) -> dict[Address, tuple[Address, ...]]:
    found: dict[Address, dict[Address, None]] = defaultdict(dict)
    for address, record in _all(records):
        for _, kind, id_ in references(record):
            if f"{kind}/{id_}" != address:
                found[f"{kind}/{id_}"][address] = None
        for _, named in named_addresses(record):
            found[named.partition("#")[0]][address] = None
    return {address: tuple(by) for address, by in found.items()}
