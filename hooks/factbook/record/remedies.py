"""What to write in place of an id or an address at which nothing stands."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches

from .kinds import KINDS
from .problems import did_you_mean, nearest
from .values import Address, Day, Record, Text

Records = Mapping[str, Mapping[str, Record]]  # by kind and id

ADDRESS = "; an address is kind/id or kind/id#figure"
MOST_NAMED = 8  # figures that a message lists


def address_remedy(
    named: Address,
    known: Collection[Address],
) -> str:
    """What to write in place of an address at which nothing stands."""
    record, mark, _ = named.partition("#")
    kind = record.partition("/")[0]
    of_kinds = [one for one in known if "/" not in record and one.endswith(f"/{named}")]
    if of_kinds:
        return f"; did you mean '{of_kinds[0]}'?"
    if mark and record in known:
        return figure_remedy(named, known)
    if near := _of_another_record(named, known):
        return near
    if named.endswith(".md"):
        return "; to a page of docs/ leads [words](page.md)"
    return f"; add it to data/{kind}/, or name another one" if kind in KINDS else ADDRESS


def figure_remedy(named: Address, known: Iterable[Address]) -> str:
    """What to write in place of an address at which no figure stands."""
    record, mark, key = named.partition("#")
    known = list(known)
    own = [one.partition("#")[2] for one in known if one.startswith(f"{record}#")]
    if mark and own and (near := nearest(key, own)):
        return f"; did you mean '{record}#{near}'?"
    if own:
        named_whole = own if mark else [f"{record}#{one}" for one in own]
        return f"; its figures are {', '.join(named_whole[:MOST_NAMED])}"
    return "; it has no figures" if record in known else _of_another_record(named, known)


FIGURE = "; an address is kind/id#figure"
RECORD = re.compile(r"[a-z-]+/[a-z0-9-]+")


def record_remedy(record: Address, known: Iterable[Address]) -> str:
    """What to write where a figure is named of a record that is not there."""
    if not RECORD.fullmatch(record):
        return FIGURE
    kind, _, _ = record.partition("/")
    if kind not in KINDS:
        return f"; no kind is called '{kind}'{did_you_mean(kind, KINDS) or FIGURE}"
    near = did_you_mean(record, known) or f"; add it to data/{kind}/, or name another one"
    return f"; there is no record '{record}'{near}"


def _of_another_record(named: Address, known: Iterable[Address]) -> str:
    """The record most alike; of a figure, the one of the same key: another one is another thing."""
    record, mark, key = named.partition("#")
    if not mark:
        return did_you_mean(named, known)
    with_it = [one.removesuffix(f"#{key}") for one in known if one.endswith(f"#{key}")]
    near = nearest(record, with_it)
    return f"; did you mean '{near}#{key}'?" if near else ""


def id_remedy(
    id_: str,
    kind: str,
    records: Records,
    field_of: Callable[[str], str],
) -> str:
    """What to write in place of an id that no record of a kind has.

    `field_of` gives the field beside it which names records of another kind.
    """
    ids = records[kind]
    near = _run_together(id_, ids) or _with_its_kind(id_, kind, ids) or named_so(id_, ids)
    near = near or _of_another_kind(id_, kind, records, field_of)
    if kind == "sources":
        near = near or _source_by_other_words(id_, ids) or of_another_day(id_, ids)
    near = near or did_you_mean(id_, ids) or with_its_words(id_, ids)
    if kind == "units":
        near = near or _unit_by_a_word(id_, ids)
    return near or f"; add it to data/{kind}/"


DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")


def of_another_day(named: str, sources: Iterable[str]) -> str:
    """What to write where the source that is most alike is a document of another day."""
    near = nearest(named, sources)
    day, other = _day_in(named), _day_in(near)
    if not day or not other or day.startswith(other) or other.startswith(day):
        return ""
    return f"; '{near}' is of another day: name it where it says so too, or {ADD_THIS_ONE}"


ADD_THIS_ONE = "add this one to data/sources/"


def _day_in(id_: str) -> str:
    """The day that an id names; nothing where it names none, or one that is in no calendar."""
    found = DAY.search(id_)
    with suppress(ValueError):
        return Day(found[0]).text if found else ""
    return ""


def _with_its_kind(
    named: str,
    kind: str,
    ids: Collection[str],
) -> str:
    """What to write where an address stands in place of an id: programs/lamp-contest."""
    id_ = named.removeprefix(f"{kind}/")
    return f"; its kind is known here, so write {id_}" if id_ != named and id_ in ids else ""


def _of_another_kind(id_: str, kind: str, records: Records, field_of: Callable[[str], str]) -> str:
    """Where the record stands that an author may have meant, if it is of another kind."""
    named, _, bare = id_.rpartition("/")  # an address has its kind before it
    others = [
        other
        for other, ids in records.items()
        if bare in ids and other not in (kind, "minister") and named in ("", other)
    ]
    for other in others:
        beside = field_of(other)
        if beside:
            return f"; that is one of data/{other}/, which stand in '{beside}'"
    if not others:
        return ""
    return f"; that id is one of data/{others[0]}/, name one of data/{kind}/"


def _source_by_other_words(named: str, sources: Mapping[str, Record]) -> str:
    """What to write where a source stands as its web address, its title or its publisher."""
    for field_ in ("url", "title"):
        for id_, source in sources.items():
            if getattr(source, field_, None) == named:
                return f"; did you mean '{id_}'?"
    if re.match("https?://", named):
        return "; describe this page in data/sources/, and name it here by the id that it has there"
    published = [id_ for id_, it in sources.items() if getattr(it, "publisher", None) == named]
    if not published:
        return ""
    return f"; name one by its id: of {named} there are {', '.join(published[:MOST_NAMED])}"


def _run_together(named: str, ids: Collection[str]) -> str:
    """What to write where the comma between ids of a list is missing, or its brackets."""
    parts = re.split("[,;\\s]+", named.strip())
    if len(parts) < 2 or not any(part in ids for part in parts):
        return ""
    what = "write them as a list" if "," in named else "put a comma between them"
    return f"; {what}: [{', '.join(parts)}]"


def with_its_words(
    named: str,
    ids: Iterable[str],
) -> str:
    """What to write where words of an id stand in place of it: bae, of bae-kyung-hoon."""
    words = set(re.split("[ _-]+", named.casefold()))
    having = [id_ for id_ in ids if words.issubset(id_.casefold().split("-"))]
    if len(having) == 1:
        return f"; did you mean '{having[0]}'?"
    return f"; like it there are {', '.join(having[:MOST_NAMED])}" if having else ""


def named_so(
    id_: str,
    records: Mapping[str, Record],
) -> str:
    """'; did you mean …?' for the one record that an author named by its name, label or alias."""
    meant = _plain(id_)
    called = []
    for known, record in records.items():
        names = map(_plain, _names(record))
        if meant in names:
            called.append(known)
    if len(called) != 1:
        return ""
    return f"; did you mean '{called[0]}'?"


def _names(record: Record) -> Iterator[str]:
    """What a record is called, in every language; a unit of money by its currency too."""
    yield getattr(record, "currency", None) or ""
    yield from getattr(record, "aliases", ())
    for field_ in ("name", "label", "title", "one", "many"):
        text = getattr(record, field_, None)
        if isinstance(text, Text):
            yield from (words.replace("{n}", "") for _, words in text.others(""))


NAMED_AFTER_A_WORD = 0.85  # from here on two words are forms of one: dollar, dollars


def _unit_by_a_word(named: str, units: Mapping[str, Record]) -> str:
    """What to write where a word of its name stands in place of a unit: dollars, of US dollars."""
    having = defaultdict(list)
    for id_, unit in units.items():
        for word in set(_plain(" ".join(_names(unit))).split()):
            having[word].append(id_)
    near = get_close_matches(_plain(named), having, n=1, cutoff=NAMED_AFTER_A_WORD)
    called = having[near[0]] if near else []
    if len(called) == 1:
        return f"; did you mean '{called[0]}'?"
    return f"; like it there are {', '.join(called[:MOST_NAMED])}" if called else ""


def _plain(words: str) -> str:
    """Words alone, without the marks between them: a brightwater of A. Brightwater."""
    return " ".join(re.findall(r"\w+", words.casefold()))
