"""What must be true of a record beyond the types of its fields.

One rule is one function: it is given a part of a record and yields what is wrong with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, TypeVar
from unicodedata import category

from babel.numbers import is_currency

from .encodings import misread
from .fields import Field, Model, fields_of
from .kept import kept
from .kinds import (
    KINDS,
    PLACELESS,
    Absence,
    Answer,
    Chart,
    Claim,
    Dispute,
    Event,
    Figure,
    FormerName,
    Indicator,
    Investment,
    Minister,
    Named,
    OfTopics,
    Organization,
    Person,
    Place,
    Position,
    Post,
    Program,
    Promise,
    Question,
    Reading,
    Row,
    Site,
    Source,
    Step,
    Stepwise,
    Study,
    Topic,
    Unit,
)
from .languages import english_name, is_written_in
from .marked_yaml import Path_
from .parse import wrong_id
from .problems import Level, did_you_mean, excerpt, nearest
from .values import Day, Record, Text
from .web_pages import is_of_one_house, senders_in, wrong_copy


@dataclass(frozen=True)
class Finding:
    """What is wrong with a part of a record, and the path from that part to the place."""

    path: Path_
    message: str
    level: Level = "error"
    beside: Path_ = ()  # a second place that the message is about
    of_site: str = ""  # what of the site may be wrong in place of this: as_of, languages ko


@dataclass(frozen=True)
class Setting:
    """What a rule may need to know beyond the part that it looks at.

    A rule reads nothing else: a file that broke none is not looked at again while this is the same.
    """

    site: Site | None
    units: dict[str, Unit]
    publishers: Mapping[str, str] | None = None  # the name of each, by all that it may be called

    def __hash__(self) -> int:  # that of the fields would ask each unit for one
        return hash((*self.units, *sorted(self.publishers or ())))


Rule = Callable[[Any, Setting], Iterator[Finding]]
_RULES: list[tuple[tuple[type, ...], Rule]] = []


def rule(*types: type) -> Callable[[Rule], Rule]:
    """Enters a function as a rule for the parts of some types."""

    def enter(function: Rule) -> Rule:
        _RULES.append((types, function))
        return function

    return enter


def written_first(part: Record, *names: str) -> tuple[str, ...]:
    """The first of some fields that is written, be it empty; the part itself where none is."""
    return next(((name,) for name in names if name in part.model_fields_set), ())


@kept
def broken_rules(
    record: Record,
    setting: Setting,
    is_whole: bool = True,
) -> Iterator[Finding]:
    """What is wrong with a record, each with its path from the record.

    Of one that is not whole a rule finds what it can before it asks for what could not be read.
    """
    for path, part in parts(record):
        for check in _rules_for(type(part)):
            found = check(part, setting) if is_whole else _as_far_as_read(check, part, setting)
            for finding in found:
                beside = (*path, *finding.beside) if finding.beside else ()
                yield replace(finding, path=(*path, *finding.path), beside=beside)


def _as_far_as_read(
    check: Rule,
    part: Record,
    setting: Setting,
) -> Iterator[Finding]:
    with suppress(AttributeError):
        yield from check(part, setting)


AnyPart = TypeVar("AnyPart", bound=Record)


def _with(parts_: Iterable[AnyPart], *names: str) -> Iterator[tuple[int, AnyPart]]:
    """Those of some parts of which all these fields could be read, with their places."""
    for place, part in enumerate(parts_):
        if vars(part).keys() >= {*names}:
            yield place, part


@cache
def _rules_for(kind: type) -> tuple[Rule, ...]:
    return tuple(check for types, check in _RULES if issubclass(kind, types))


@kept
def parts(record: object) -> list[tuple[Path_, Record]]:
    """A record and all the records inside it, each with the path that leads there."""
    found: list[tuple[Path_, Record]] = []
    _gather(record, (), found)
    return found


def _gather(value: object, path: Path_, found: list[tuple[Path_, Record]]) -> None:
    if isinstance(value, Record):
        found.append((path, value))
        fields = vars(value)
        for name in _fields_with_records(type(value)):
            if (inner := fields.get(name)) is not None:
                _gather(inner, (*path, name), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _gather(item, (*path, key), found)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            _gather(item, (*path, place), found)


@cache
def _fields_with_records(model: Model) -> tuple[str, ...]:
    """The fields of a model that can hold further records, words among them."""
    return tuple(field.name for field in fields_of(model) if field.model or field.type == "words")


# ---------------------------------------------------------------- words


@rule(Text)
def words_in_languages_of_the_site(text: Text, setting: Setting) -> Iterator[Finding]:
    written = text.others("")
    for language, words in written:
        if setting.site and language not in setting.site.languages:
            known = ", ".join(setting.site.languages)
            yield Finding(
                (language,),
                f"no language '{language}' in this site (data/site.yml: languages: {known})"
                + did_you_mean(language, setting.site.languages),
                of_site=f"languages {language}",
            )
        elif says_nothing(words) and len(written) > 1:
            remedy = ", or leave it out" if language != written[0][0] else ""
            yield Finding((language,), f"'{language}' is empty; write the words{remedy}")


CALL = re.compile(r"\{\{.*?\}\}", re.S)


@rule(Text)
def words_are_in_the_letters_of_their_language(text: Text, setting: Setting) -> Iterator[Finding]:
    """Where a text is said in several: Latin letters may stand in any, others not in these.

    A name may stand in all of them as it is written in one.
    """
    written = text.others("")
    for language, words in written if setting.site and len(written) > 1 else ():
        bare = CALL.sub("", words)
        if is_blank(bare) or is_written_in(bare, language) or not is_written_in("a", language):
            continue
        differing = (other for other, said in written if said != words)
        others = [other for other in differing if is_written_in(bare, other)]
        if others:
            message = f"these words are not in the letters of '{language}', but in those of "
            yield Finding((language,), f"{message}'{others[0]}'")


# A name may be of any script, what has several words and an end is no name.
SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+[.!?]['\"”’)]*", re.S)


@rule(Text)
def sentences_are_in_the_letters_of_their_language(
    text: Text,
    setting: Setting,
) -> Iterator[Finding]:
    """One that was not translated would be shown as if it were."""
    written = text.others("")
    for language, words in written if setting.site else ():
        bare = CALL.sub("", words).strip()
        if is_written_in(bare, language) or not SENTENCE.fullmatch(bare):
            continue
        others = [(other, CALL.sub("", said)) for other, said in written if said != words]
        if any(is_written_in(bare, it) != is_written_in(said, it) for it, said in others):
            continue  # told above, here or there
        remedy = f"leave '{language}' out until it is translated"
        if language == written[0][0]:
            remedy = f"write it in {english_name(language)}"
        message = f"this sentence is not in the letters of '{language}'; {remedy}"
        yield Finding((language,), message, "warning")


@rule(Text)
def words_alone_are_in_the_letters_of_their_language(
    text: Text,
    setting: Setting,
) -> Iterator[Finding]:
    """Not one Latin letter where a text is said in a language of these alone; Ω is a sign."""
    written = text.others("")
    if not setting.site or len(written) != 1:
        return
    [(language, words)] = written
    bare = CALL.sub("", words).strip()
    is_told = is_written_in(bare, language) or SENTENCE.fullmatch(bare)  # right, or told above
    is_sign = sum(map(str.isalpha, bare)) < 2
    if not is_told and not is_sign and is_written_in("a", language):
        message = f"these words are not in the letters of '{language}'; write them in "
        yield Finding((language,), f"{message}{english_name(language)}", "warning")


@rule(Text)
def languages_stand_in_their_own_place(text: Text, setting: Setting) -> Iterator[Finding]:
    """Letters of a second script in one language, and none of them in the words of that script."""
    written = [(language, CALL.sub("", words)) for language, words in text.others("")]
    for language, words in written if setting.site else ():
        if not (is_written_in(words, language) and is_written_in("a", language)):
            continue  # told above
        for other, said in written:
            if _is_turned(words, other) and not is_written_in(said, other):
                message = f"'{language}' has the letters of '{other}', and '{other}' has not; "
                yield Finding((language,), f"{message}let them change places")


def _is_turned(words: str, other: str) -> bool:
    """True for words most of whose letters are another language's, one with letters of its own."""
    if is_written_in("a", other) or not is_written_in(words, other):
        return False
    letters = [letter for letter in words if letter.isalpha()]
    of_other = sum(is_written_in(letter, other) for letter in letters)
    return of_other > len(letters) / 2


GROUP_IN_QUOTES = re.compile(r"\s*\{\s*([a-z]{2,3})\s*:\s.*\}\s*", re.S)


@rule(Text)
def languages_stand_without_quotes_around(text: Text, setting: Setting) -> Iterator[Finding]:
    spoken = setting.site.languages if setting.site else ()
    for language, words in text.others(""):
        found = GROUP_IN_QUOTES.fullmatch(words)
        if found and found[1] in spoken:
            message = "these braces are printed; no quotes stand around {en: …, ko: …}"
            yield Finding((language,), message, "warning")


# Links and bold words of Markdown, and elements of HTML; all of them are prose's alone.
MARKS_OF_PROSE = re.compile(
    r"!?\[[^\[\]]+\]\([^()\s]+\)|\*\*[^*\s][^*]*\*\*"
    r"|</?(?:a|b|br|em|i|img|p|span|strong|sub|sup|u)\b[^<>]*>"
)


@rule(Record)
def texts_are_plain_words(part: Record, _: Setting) -> Iterator[Finding]:
    for name, text in vars(part).items():
        for language, words in text.others("") if isinstance(text, Text) else ():
            for mark in dict.fromkeys(MARKS_OF_PROSE.findall(words)):
                message = f"{excerpt(mark)} is shown as it is typed; a text is plain words, so "
                remedy = "leave Markdown and HTML out"
                yield Finding((name, language), f"{message}{remedy}", "warning")


@rule(Record)
def words_are_read_as_they_were_saved(part: Record, _: Setting) -> Iterator[Finding]:
    for path, words in _all_words(part):
        for _line, message in misread(words):
            yield Finding(path, message, "warning")


def _all_words(part: Record) -> Iterator[tuple[Path_, str]]:
    """Each text of a part in each language, its titles, other names and the like."""
    for name, value in vars(part).items():
        if isinstance(value, Text):
            yield from (((name, language), words) for language, words in value.others(""))
    for field in _free_fields(type(part)):
        value = vars(part).get(field.name)
        if isinstance(value, str):
            yield (field.name,), value
        elif isinstance(value, tuple):
            yield from (((field.name, place), words) for place, words in enumerate(value))


PARTED = re.compile(r"[,，、;；]\s*['\"]?([a-z]{2,3})\s*[:：]")


@rule(Text)
def languages_are_parted(text: Text, setting: Setting) -> Iterator[Finding]:
    """{en: Lamps， ko： 등} is one text for YAML, which knows no comma of this sort."""
    languages = setting.site.languages if setting.site else ()
    for language, words in text.others(""):
        for found in PARTED.finditer(words):
            if found[1] in languages and found[1] != language:
                message = f"{excerpt(found[0])} begins no words in '{found[1]}'; write "
                yield Finding((language,), f"{message}{{{language}: …, {found[1]}: …}}")


NO_WORDS_YET = re.compile(r"[-–—]|…|\.+|[?？]+|_+")  # what people write until they have some
# The same in letters, where nothing else stands.
HELD_ALONE = re.compile(
    r"[(\[<]?(?:t\.?b\.?[acd]|todo|fixme|x{2,}|(?:tk)+|n/a|place ?holder|lorem ipsum.*)"
    r"[)\]>]?[.:!]?",
    re.IGNORECASE | re.DOTALL,
)
HOLDS_THE_PLACE = "holds the place of words; write them, or leave it out"
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that show nothing


# The categories of signs that show nothing, and of marks that stand on letters.
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp", "Mn", "Me")


def is_blank(words: str) -> bool:
    """True for words of which nothing is seen, or marks of letters that are not there alone."""
    return all(map(_is_unseen, words))


@cache
def _is_unseen(letter: str) -> bool:
    return letter in FILLERS or category(letter) in UNSEEN


def says_nothing(words: str) -> bool:
    """True for a text of which nothing is seen, or that only stands where one is to come: -, …"""
    return is_blank(words) or bool(NO_WORDS_YET.fullmatch(words.strip()))


DUE_IN = {  # what is no text
    "language": "write its code, as in en",
    "publisher": "write who it is, by the name in data/publishers/ where any are listed",
}


@rule(Record)
def words_are_written(part: Record, _: Setting) -> Iterator[Finding]:
    """A field of words that holds none is told, in each kind of record and part."""
    fields = vars(part)
    for field in _fields_in_words(type(part)):
        if (value := fields.get(field.name)) is None:
            continue
        if isinstance(value, Text) and len(value.others("")) == 1:
            value = "" if says_nothing(value.in_("")) else value.in_("")
        for place, words in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(words, str) and is_blank(words):
                path = (field.name, place) if isinstance(value, tuple) else (field.name,)
                remedy = "" if field.required else ", or leave it out"
                words_due = DUE_IN.get(field.name, "write the words")
                due = f"name one of data/{field.refers}/" if field.refers else words_due
                yield Finding(path, f"'{field.name}' is empty; {due}{remedy}")


@cache
def _fields_in_words(model: Model) -> tuple[Field, ...]:
    """The fields of a model that hold words, names or ids."""
    return tuple(field for field in fields_of(model) if field.type in ("words", "text", "url"))


@cache
def _texts(model: Model) -> tuple[Field, ...]:
    """Those that hold the same in every language."""
    return tuple(field for field in fields_of(model) if field.type == "text")


@cache
def _free_fields(model: Model) -> tuple[Field, ...]:
    """Those of them that hold what nothing else is asked of."""
    return tuple(it for it in _texts(model) if not (it.refers or it.addresses or it.choices))


@cache
def _lists(model: Model) -> tuple[Field, ...]:
    """The fields of a model that list names."""
    return tuple(field for field in fields_of(model) if field.many == "list" and not field.model)


SPACE_AT_END = "a space stands at an end of {}, which nobody sees; delete it"
TWO_SPACES = "two spaces stand side by side in {}, where pages show one; delete one"
NO_CALL_HERE = (
    "no call is filled in here, for files and search print these words as they stand; "
    "write out what it gives"
)
ONE_LINE = "'>-' joins several, '|' and '\\n' keep them apart"
OTHER_NAMES = ("aliases", "search_words", "names")


@rule(Text)
def texts_begin_and_end_with_letters(text: Text, _: Setting) -> Iterator[Finding]:
    for language, words in text.others(""):
        if words.rstrip("\n") != words.strip() and not is_blank(words):
            yield Finding((language,), SPACE_AT_END.format(excerpt(words)))


@rule(Record)
def words_are_more_than_their_place(part: Record, _: Setting) -> Iterator[Finding]:
    """Titles, other names and the like; texts are looked through in writing/."""
    for field in _free_fields(type(part)):
        value = vars(part).get(field.name)
        for words in value if isinstance(value, tuple) else (value,):
            if isinstance(words, str) and HELD_ALONE.fullmatch(words.strip()):
                yield Finding((field.name,), f"{excerpt(words)} {HOLDS_THE_PLACE}")


@rule(Record)
def other_names_and_titles_hold_no_call(part: Record, _: Setting) -> Iterator[Finding]:
    for field in _free_fields(type(part)):
        value = vars(part).get(field.name)
        for words in value if isinstance(value, tuple) else (value,):
            if isinstance(words, str) and re.search(r"\{[{%]", words):
                yield Finding((field.name,), NO_CALL_HERE)


@rule(Record)
def names_and_titles_are_one_line(part: Record, _: Setting) -> Iterator[Finding]:
    """Files would keep the ends of lines that pages do not show."""
    for field in _free_fields(type(part)):
        value = vars(part).get(field.name)
        for words in value if isinstance(value, tuple) else (value,):
            if isinstance(words, str) and "\n" in words and not is_blank(words):
                yield Finding((field.name,), f"'{field.name}' is one line; {ONE_LINE}")


@rule(Record)
def names_are_one_line(part: Record, _: Setting) -> Iterator[Finding]:
    name = vars(part).get("name")
    for language, words in name.others("") if isinstance(name, Text) else ():
        if "\n" in words.strip():
            yield Finding(("name", language), f"'name' is one line; {ONE_LINE}")


@rule(Record)
def titles_begin_and_end_with_letters(part: Record, _: Setting) -> Iterator[Finding]:
    for field in _texts(type(part)):
        value = vars(part).get(field.name)
        words = value if isinstance(value, str) else ""
        if words.rstrip("\n") != words.strip() and not is_blank(words):
            yield Finding((field.name,), SPACE_AT_END.format(excerpt(words)))
        elif "  " in words.strip():
            yield Finding((field.name,), TWO_SPACES.format(excerpt(words)))


@rule(Record)
def names_begin_and_end_with_letters(part: Record, _: Setting) -> Iterator[Finding]:
    for field in OTHER_NAMES:
        for place, name in enumerate(vars(part).get(field, ())):
            if name != name.strip() and not is_blank(name):
                yield Finding((field, place), SPACE_AT_END.format(excerpt(name)))
            elif "  " in name.strip():
                yield Finding((field, place), TWO_SPACES.format(excerpt(name)))


@rule(Named)
def words_of_a_name_stand_one_space_apart(part: Named, _: Setting) -> Iterator[Finding]:
    for language, words in part.name.others(""):
        if "  " in words.strip():
            yield Finding(("name", language), TWO_SPACES.format(excerpt(words)))


@rule(Named)
def other_names_are_others(part: Named, _: Setting) -> Iterator[Finding]:
    """Where it has another name in some language, a page in that one may show this beside it."""
    own = {words for _, words in part.name.others("")}
    for place, name in enumerate(getattr(part, "aliases", ())):
        if own == {name}:
            message = f"{excerpt(name)} is the name itself; leave it out"
            yield Finding(("aliases", place), message)


@rule(Record)
def nothing_stands_twice_in_a_list(part: Record, _: Setting) -> Iterator[Finding]:
    """But for parts that tell it themselves, and why."""
    for field in _lists(type(part)) if not isinstance(part, Answer | Chart) else ():
        names = vars(part).get(field.name, ()) if field.name != "languages" else ()
        for place, name in enumerate(names):
            if isinstance(name, str) and name in names[:place]:
                yield Finding((field.name, place), f"{excerpt(name)} stands twice; keep one")


@rule(OfTopics)
def further_topics_are_others(part: OfTopics, _: Setting) -> Iterator[Finding]:
    for place, topic in enumerate(part.topics):
        if topic == part.topic:
            yield Finding(("topics", place), f"'{topic}' is the main topic already; leave it out")


# ---------------------------------------------------------------- values


@rule(Reading)
def value_or_range(
    reading: Reading,
    _: Setting,
) -> Iterator[Finding]:
    value, low, high = reading.value, reading.low, reading.high
    if (low is None) != (high is None) or (value is None and low is None):
        where = ("value",) if value is not None else ()
        remedy = _one_end(low, high) if value is None else ""
        yield Finding(where, f"give 'value', both 'low' and 'high', or all three{remedy}")
    elif low is not None and high is not None:
        if low >= high:
            yield Finding(("low",), _wrong_way_round(low, high))
        elif value is not None and not low <= value <= high:
            yield Finding(("value",), f"'value' ({value:f}) must lie between {low:f} and {high:f}")
        if value is None and reading.qualifier not in (None, "about"):
            message = (
                f"a range has its ends, so nothing is '{reading.qualifier}' it; leave that out"
            )
            yield Finding(("qualifier",), message)


def _one_end(low: Decimal | None, high: Decimal | None) -> str:
    """How a number is written of which a source names only the least, or the most."""
    if low is not None:
        return "; where only the least is known, write 'value: at least …'"
    return "; where only the most is known, write 'value: up to …'" if high is not None else ""


def _wrong_way_round(
    low: Decimal,
    high: Decimal,
) -> str:
    """What is wrong with the ends of a range, be it 26만~25만, or low and high."""
    if low == high:
        return "both ends of this range are one number; give that as 'value' alone"
    return "a range runs from the smaller number to the larger one; let its ends change places"


@rule(Figure)
def readings_of_a_figure(figure: Figure, setting: Setting) -> Iterator[Finding]:
    yield from _unlike_their_unit(
        figure.readings,
        figure.unit,
        setting.units,
        (),
    )


@rule(Indicator)
def readings_of_an_indicator(indicator: Indicator, setting: Setting) -> Iterator[Finding]:
    for key, row in indicator.rows.items():
        yield from _unlike_their_unit(
            row.readings,
            indicator.unit,
            setting.units,
            ("rows", key),
        )


def _unlike_their_unit(
    readings: tuple[Reading, ...], unit: str, units: dict[str, Unit], path: Path_
) -> Iterator[Finding]:
    """What of some readings cannot be so in their unit, or as a source printed it."""
    for place, reading in _with(readings, "printed"):
        if reading.printed and reading.printed.unit == unit:
            message = f"'{unit}' is the unit of the figure itself; name the other that is printed"
            yield Finding((*path, "readings", place, "printed", "unit"), message)
    yield from _below_zero(readings, unit, units, path)
    yield from _implausible_amounts(readings, unit, units, path)


def _below_zero(
    readings: tuple[Reading, ...], unit: str, units: dict[str, Unit], path: Path_
) -> Iterator[Finding]:
    """Numbers below zero of a unit that has none."""
    if unit not in units or units[unit].may_be_below_zero:
        return
    for place, reading in _with(readings, "qualifier", "value", "low", "high", "disputed_by"):
        if reading.qualifier == "less-than" and reading.value == 0:
            message = "less than 0 is below zero; leave the qualifier out, or mend the number"
            yield Finding((*path, "readings", place, "value"), message)
        told: list[tuple[Path_, Reading | Dispute]] = [((), reading)]
        told += ((("disputed_by", number), by) for number, by in enumerate(reading.disputed_by))
        for inside, part in told:
            for field in ("value", "low", "high"):
                number = getattr(part, field)
                if number is not None and number < 0:
                    yield Finding(
                        (*path, "readings", place, *inside, field),
                        f"'{field}' is below zero; amounts and counts start at zero, "
                        f"unless data/units says 'below_zero: true' of '{unit}'",
                    )


@rule(Dispute)
def a_dispute_says_something(dispute: Dispute, _: Setting) -> Iterator[Finding]:
    low, high = dispute.low, dispute.high
    if dispute.says is None and dispute.value is None and low is None and high is None:
        yield Finding(
            (), "say what the source says: 'says', or of a figure 'value', or 'low' and 'high'"
        )
    elif (low is None) != (high is None):
        where = written_first(dispute, "low", "high")
        yield Finding(where, "'low' and 'high' go together: the ends of a range")
    elif low is not None and high is not None and low >= high:
        yield Finding(("low",), _wrong_way_round(low, high))
    elif low is not None and dispute.value is not None:
        message = "a dispute gives one value or a range; leave out 'value', or 'low' and 'high'"
        yield Finding(("value",), message)


@rule(Step, Study, Event)
def what_happened_is_disputed_in_words(part: Step | Study | Event, _: Setting) -> Iterator[Finding]:
    """A number of a dispute is counted in the unit of its figure, and here is none."""
    for place, dispute in enumerate(part.disputed_by):
        if dispute.value is not None or dispute.low is not None:
            where = written_first(dispute, "value", "low")
            message = "no figure stands here that says what is counted; tell it in 'says'"
            yield Finding(("disputed_by", place, *where), message)


@rule(Figure, Row)
def the_first_reading_follows_none(figure: Figure | Row, _: Setting) -> Iterator[Finding]:
    first = figure.readings[0] if figure.readings else None
    if first and first.reason != "update":
        message = f"no reading stands before this one, so it is no {first.reason}; leave it out"
        yield Finding(("readings", 0, "reason"), message)


@rule(Reading)
def a_new_count_says_what_it_counts(reading: Reading, _: Setting) -> Iterator[Finding]:
    if reading.reason == "definition" and reading.basis is None:
        message = "another thing is counted than before: say in 'basis' what that is"
        yield Finding(("reason",), message, "warning")


@rule(Figure, Row)
def readings_oldest_first(figure: Figure | Row, _: Setting) -> Iterator[Finding]:
    for (_before, before), (place, after) in pairwise(_with(figure.readings, "as_of")):
        if after.as_of.last < before.as_of.first:
            yield Finding(
                ("readings", place, "as_of"),
                f"readings stand oldest first; reading {place + 1} ({after.as_of}) "
                f"is older than the one before ({before.as_of})",
            )


@rule(Figure, Row)
def one_reading_of_a_day_and_a_stage(figure: Figure | Row, _: Setting) -> Iterator[Finding]:
    """Two sources that say different things of one thing are a dispute, not news."""
    seen: dict[tuple[str, ...], int] = {}
    for place, reading in enumerate(figure.readings, 1):
        has_number = bool(_values(reading))
        said = (str(reading.as_of), reading.stage, repr(reading.basis))
        earlier = seen.setdefault(said, place)
        if earlier < place and reading.reason == "update" and has_number:
            message = f"readings {earlier} and {place} are of one day and one stage"
            message += _one_of_two(figure.readings[earlier - 1], reading)
            yield Finding(("readings", place - 1), message, "warning")


def _one_of_two(first: Reading, second: Reading) -> str:
    """What becomes of two readings of a day: a number is said once, with the sources of both."""
    fields = ("value", "low", "high", "qualifier")
    if all(getattr(first, field) == getattr(second, field) for field in fields):
        return "; they say the same: keep one, with the sources of both"
    return (
        "; put one into the other's 'disputed_by', or say what differs: 'basis', or "
        "'reason: correction'"
    )


SLIPS = (10, 100, 1000, 10_000, 10**6, 10**8)  # 10,000 and 10^8 are the next words up in Korean


@rule(Figure, Row)
def no_tenfold_slip(figure: Figure | Row, _: Setting) -> Iterator[Finding]:
    """Readings of one figure that are tenfold each other are more often a slip than news."""
    seen: list[tuple[int, Decimal]] = []
    for place, reading in enumerate(figure.readings):
        if reading.reason == "correction":  # of the slip itself, it may be
            seen = [(earlier, other) for earlier, other in seen if earlier != place - 1]
        for number in _values(reading):
            for earlier, other in seen:
                ratio = max(number, other) / min(number, other)
                if ratio in SLIPS:
                    times = f"{ratio:f} times" if number > other else f"1/{ratio:f} of"
                    yield Finding(
                        ("readings", place),
                        f"reading {place + 1} ({number:f}) is exactly {times} another "
                        f"({other:f}, reading {earlier + 1}): "
                        "a slip of zeros, or trillion for billion?",
                        "warning",
                    )
            seen.append((place, number))


def _values(reading: Reading) -> list[Decimal]:
    """All that a reading says, and those who dispute it for no reason that we give."""
    numbers = [reading.value, reading.low, reading.high]
    for dispute in reading.disputed_by:
        if not dispute.why:
            numbers += (dispute.value, dispute.low, dispute.high)
    return [abs(number) for number in numbers if number]


def _implausible_amounts(
    readings: tuple[Reading, ...], unit: str, units: dict[str, Unit], path: Path_
) -> Iterator[Finding]:
    """Two currencies as one source printed them: trillion for billion shows at once."""
    for place, reading in _with(readings, "printed", "value"):
        ratio = _printed_ratio(reading, units.get(unit), units)
        if ratio and not Decimal("0.5") < ratio < 2:
            yield Finding(
                (*path, "readings", place, "printed"),
                f"the two printed amounts are {ratio:.2g} times each other at the rate "
                "of data/units ('worth'): a slip of zeros, or trillion for billion?",
                "warning",
            )


def _printed_ratio(
    reading: Reading,
    unit: Unit | None,
    units: dict[str, Unit],
) -> Decimal | None:
    """How many times a reading's second amount its first one is, both in dollars."""
    printed = reading.printed
    if not printed or not printed.value or not reading.value:
        return None
    other = units.get(printed.unit)
    if not unit or not other or not unit.worth or not other.worth:
        return None
    return (reading.value * unit.worth) / (printed.value * other.worth)


# ---------------------------------------------------------------- dates


LONG_AHEAD = 100  # years; what is due later is a slip of the pen


@rule(Step)
def step_happened_or_is_due(step: Step, setting: Setting) -> Iterator[Finding]:
    if (step.date is None) == (step.due is None):
        message = "a step has either 'date' (it happened) or 'due' (it is planned)"
        yield Finding(written_first(step, "due"), message)


# What is written of by each field has happened by the day on which the record ends.
HAPPENED: dict[type[Record], tuple[str, ...]] = {
    Reading: ("as_of",),
    Step: ("date",),
    Event: ("date",),
    Position: ("date",),
    Promise: ("made",),
    Post: ("start", "end", "seen"),
    Study: ("year",),
    Person: ("born", "died"),
    Organization: ("founded", "dissolved"),
    FormerName: ("start", "end"),
}


@rule(*HAPPENED)
def happened_within_the_record(part: Record, setting: Setting) -> Iterator[Finding]:
    for field in _days_that_have_come(type(part)):
        day = getattr(part, field)
        if day and setting.site and day.first > setting.site.as_of.last:
            planned = _where_it_is_to_come(part, field)
            yield Finding(
                (field,),
                f"{day} is after the record's end ({setting.site.as_of}, "
                f"data/site.yml: as_of){planned} move as_of, or mend the date",
                of_site="as_of",
            )


DONE = {"measured", "spent", "delivered"}  # stages of what cannot be told beforehand


@rule(Figure, Row)
def what_is_to_come_is_not_done(figure: Figure | Row, setting: Setting) -> Iterator[Finding]:
    """A reading of a time that begins after the record is a plan of some sort."""
    if not setting.site or not _is_to_come(figure, setting):
        return
    end = setting.site.as_of
    for place, reading in _with(figure.readings, "stage"):
        if reading.stage in DONE:
            yield Finding(
                ("readings", place, "stage"),
                f"{figure.period} is after the record's end ({end}, data/site.yml: as_of), so "
                f"nothing of it is '{reading.stage}' yet; mend 'period' or 'stage', or move as_of",
                of_site="as_of",
            )


@rule(Figure, Row)
def nothing_is_measured_before_it_begins(
    figure: Figure | Row,
    setting: Setting,
) -> Iterator[Finding]:
    """But for what says of what it is: a ranking of one year may be made of numbers of the last."""
    if _is_to_come(figure, setting):  # which is told of it
        return
    for place, reading in _with(figure.readings, "stage", "as_of", "basis"):
        is_before = figure.period and reading.as_of.last < figure.period.first
        if is_before and reading.stage in DONE and not reading.basis:
            message = f"on {reading.as_of} nothing of {figure.period} was '{reading.stage}' yet"
            remedy = "mend 'as_of', 'period' or 'stage', or say in 'basis' of what it is"
            yield Finding(("readings", place, "as_of"), f"{message}; {remedy}", "warning")


def _is_to_come(figure: Figure | Row, setting: Setting) -> bool:
    """True for what speaks of a time that begins after the record."""
    if not figure.period or not setting.site:
        return False
    return figure.period.first > setting.site.as_of.last


LASTS = ("end", "died", "dissolved")  # fields that are left out until it is over


def _where_it_is_to_come(part: Record, field: str) -> str:
    """The remedy for a day that is right and has not come."""
    if isinstance(part, Step):
        return "; if it is still to come, write 'due' for 'date'; else"
    if field not in LASTS:
        return ";"
    also = ", and give 'seen'" if isinstance(part, Post) and not part.seen else ""
    return f"; if that is still to come, leave '{field}' out{also}; else"


@cache
def _days_that_have_come(kind: type) -> tuple[str, ...]:
    fields = (HAPPENED[model] for model in HAPPENED if issubclass(kind, model))
    return tuple(chain.from_iterable(fields))


@rule(Step, Promise)
def due_in_a_lifetime(part: Step | Promise, setting: Setting) -> Iterator[Finding]:
    if (
        part.due
        and setting.site
        and part.due.first.year > setting.site.as_of.last.year + LONG_AHEAD
    ):
        yield Finding(("due",), f"{part.due} is more than {LONG_AHEAD} years ahead; mend the date")


@rule(Absence)
def searched_by_the_last_search(absence: Absence, setting: Setting) -> Iterator[Finding]:
    site = setting.site
    is_told = site and site.accessed and site.accessed.last < site.as_of.first  # of the site
    if site and not is_told and absence.until.first > _last_search(site):
        yield Finding(
            ("until",),
            f"{absence.until} is after the last search (data/site.yml: accessed, or else as_of); "
            "move that day, or mend this one",
            of_site="accessed",
        )


@rule(Absence)
def an_absence_is_shown(absence: Absence, _: Setting) -> Iterator[Finding]:
    """On the page of each record that it is about; its topic shows it anyway."""
    for place, named in enumerate(absence.about):
        kind = KINDS.get(named.partition("/")[0])
        if kind and not kind.page and not named.startswith(PLACELESS):  # which is told of these
            ones = [it.one for it in KINDS.values() if it.page]
            message = f"no page of {excerpt(named)} could show this; name the address of a "
            yield Finding(("about", place), f"{message}{', '.join(ones[:-1])} or {ones[-1]}")


MOST_DAYS_READ = 366  # behind the last search


@rule(Source)
def read_while_the_record_is_kept(source: Source, setting: Setting) -> Iterator[Finding]:
    """The record ends with what it tells; its sources may be read for some time after that."""
    longest = timedelta(days=MOST_DAYS_READ)
    if setting.site and source.accessed.first > _last_search(setting.site) + longest:
        yield Finding(
            ("accessed",),
            f"was read ({source.accessed}) more than a year after the record's end "
            "(data/site.yml: as_of); move as_of, or mend the date",
            of_site="as_of",
        )


@rule(Source)
def read_until_the_last_search(source: Source, setting: Setting) -> Iterator[Finding]:
    """Who adds a source moves that day too, and until then nothing else is wrong: a warning."""
    site = setting.site
    if not site or not site.accessed or site.accessed.last < site.as_of.first:  # told of the site
        return
    days_late = (source.accessed.first - _last_search(site)).days
    if 0 < days_late <= MOST_DAYS_READ:  # later ones are told above
        yield Finding(
            ("accessed",),
            f"was read ({source.accessed}) after the last search ({site.accessed}, data/site.yml: "
            "accessed); move that day, or mend this one",
            "warning",
            of_site="accessed",
        )


def _last_search(site: Site) -> date:
    """The last day on which sources were looked for."""
    return max(site.as_of.last, site.accessed.last) if site.accessed else site.as_of.last


@rule(Indicator)
def financial_years_look_alike(indicator: Indicator, _: Setting) -> Iterator[Finding]:
    """2010-11 is a month; among financial years it was meant as one of them."""
    periods = {key: row.period for key, row in indicator.rows.items() if row.period}
    if not any(period.exactness == "financial-year" for period in periods.values()):
        return
    for key, period in periods.items():
        if period.exactness == "month":
            yield Finding(
                ("rows", key, "period"),
                f"{period} is a month among financial years; one of these is written "
                f"{period.first.year}/{(period.first.year + 1) % 100:02}",
            )


@rule(Stepwise)
def steps_in_order(record: Stepwise, _: Setting) -> Iterator[Finding]:
    dated = _with(record.steps, "date")
    happened = [(place, step.date) for place, step in dated if step.date]
    for (_before, before), (place, after) in pairwise(happened):
        if after.last < before.first:
            yield Finding(
                ("steps", place, "date"),
                f"steps stand oldest first; step {place + 1} ({after}) "
                f"is older than the one before ({before})",
            )


@rule(Stepwise)
def nothing_is_due_once_all_is_cancelled(record: Stepwise, _: Setting) -> Iterator[Finding]:
    """It would be told as overdue, with no report found: the report is that it was given up."""
    happened = [step for step in record.steps if step.date]
    if not happened or happened[-1].stage != "cancelled":
        return
    for place, step in enumerate(record.steps):
        if step.due:
            yield Finding(
                ("steps", place, "due"),
                f"this was cancelled ({happened[-1].date}), so nothing is due any more; leave this "
                "step out and tell of it in the one that cancels, or say 'changed' there, "
                "where only a part was given up",
            )


@rule(Program, Investment)
def nothing_is_due_before_all_began(record: Program | Investment, _: Setting) -> Iterator[Finding]:
    """A plan that slipped keeps its day below later steps; older than the first is a slip."""
    happened: list[Day] = []
    for place, step in _with(record.steps, "date", "due"):
        if step.date:
            happened.append(step.date)
        elif step.due and happened:
            first = min(happened, key=attrgetter("first"))
            if step.due.last < first.first:
                message = f"is due ({step.due}) before the first step ({first})"
                remedy = "mend one, or put this above that"
                yield Finding(("steps", place, "due"), f"{message}; {remedy}")


@rule(Promise)
def no_step_is_due_before_the_promise(promise: Promise, _: Setting) -> Iterator[Finding]:
    made = promise.made
    for place, step in _with(promise.steps, "due"):
        if step.due and step.due.last < made.first:
            message = f"is due ({step.due}) before the promise was made ({made}); mend one"
            yield Finding(("steps", place, "due"), message)


# Ids that every page has already: its frame, and the sections of records.
FRAME = {"top", "content", "menu", "menu-topics", "all-pages", "search", "cite"}
RESERVED = FRAME | {
    "steps",
    "figures",
    "sources",
    "cited-sources",
    "mentioned-in",
    "posts",
    "studies",
    "positions",
}
OF_THE_BUILD = ("card-", "chart-", "cited-")  # how ids begin that the build gives
OF_LISTS = re.compile(r"[qm]-\d{4}-[a-z\d]+|record-end")  # quarters and months of the timeline


def wrong_id_in_a_list(id_: str) -> str:
    """What is wrong with an id that is an address on the page of all of its kind."""
    if id_ in FRAME or id_.startswith(OF_THE_BUILD) or OF_LISTS.fullmatch(id_):
        return f"the address '{id_}' is that of another part of the page; give this another id"
    return ""


TAKEN = "'{}' is the address of step {} too; the older keeps it, give the newer {}"


@rule(Stepwise)
def steps_have_their_own_address(
    record: Stepwise,
    _: Setting,
) -> Iterator[Finding]:
    """Which of two is older, only their author knows: a published address is never another's."""
    taken: dict[str, int] = {}
    for place, step in enumerate(record.steps):
        here = ("steps", place)
        first = taken.setdefault(step.anchor, place)
        if step.anchor in RESERVED:
            yield Finding(
                here,
                f"the address '{step.anchor}' is taken on this page; "
                f"give step {place + 1} an 'id' of its own",
            )
        elif step.anchor in record.figures:
            message = TAKEN.format(step.anchor, place + 1, "another name")
            yield Finding(("figures", step.anchor), message, beside=here)
        elif first != place:
            message = TAKEN.format(step.anchor, first + 1, "an 'id' of its own")
            yield Finding(here, message, beside=("steps", first))


@rule(Record)
def figures_have_their_own_address(record: Record, _: Setting) -> Iterator[Finding]:
    for field in _groups_of_figures(type(record)):
        written = getattr(record, field)
        for key in written if isinstance(written, dict) else ():
            if key in RESERVED or key.startswith(OF_THE_BUILD):
                message = f"the address '{key}' is taken on every page; call it something else"
                yield Finding((field, key), message)
            elif message := wrong_id(key):
                yield Finding((field, key), message)


@cache
def _groups_of_figures(model: Model) -> tuple[str, ...]:
    """The fields that may hold figures; pydantic is slow to say that a record has none."""
    return tuple(name for name in ("figures", "rows") if name in model.model_fields)


@rule(Step)
def steps_are_called_by_an_id(step: Step, _: Setting) -> Iterator[Finding]:
    if step.id is None:
        return
    if message := wrong_id(step.id):
        yield Finding(("id",), message)
    elif step.id.startswith(OF_THE_BUILD):
        message = "ids that begin like this are given by the build; give this step another"
        yield Finding(("id",), message)


@rule(Program)
def who_leaves_has_entered(program: Program, _: Setting) -> Iterator[Finding]:
    """Where the record tells who entered a contest at all."""
    entered: set[str] = set()
    left: set[str] = set()
    for place, step in enumerate(program.steps):
        for number, name in enumerate(step.enters):
            if name in entered - left:
                message = f"'{name}' entered in a step before; leave it out, or say when it left"
                yield Finding(("steps", place, "enters", number), message)
            elif name in step.leaves:
                message = f"'{name}' enters and leaves in one step; keep what is so"
                yield Finding(("steps", place, "enters", number), message)
        entered.update(step.enters)
        left.difference_update(step.enters)
        for number, name in enumerate(step.leaves):
            if entered and name not in entered:
                message = f"'{name}' leaves and never entered; name it in 'enters' of a step before"
                yield Finding(("steps", place, "leaves", number), message)
            elif name in left:
                message = f"'{name}' left in a step before; leave it out, or say when it came back"
                yield Finding(("steps", place, "leaves", number), message)
        left.update(step.leaves)


@rule(Post)
def post_not_reversed(post: Post, _: Setting) -> Iterator[Finding]:
    if post.start and post.end and post.end.last < post.start.first:
        yield Finding(("end",), f"ends ({post.end}) before it starts ({post.start})")
    if post.start and post.seen and post.seen.last < post.start.first:
        yield Finding(("seen",), f"is seen ({post.seen}) before it starts ({post.start}); mend one")
    if post.end and post.seen and post.seen.first > post.end.last:
        message = f"is seen ({post.seen}) after it ended ({post.end}); mend one"
        yield Finding(("seen",), message)


LIVES = (("born", "died"), ("founded", "dissolved"), ("start", "end"))


@rule(Person, Organization, FormerName)
def life_not_reversed(part: Record, _: Setting) -> Iterator[Finding]:
    for first, last in LIVES:
        start, end = getattr(part, first, None), getattr(part, last, None)
        if start and end and end.last < start.first:
            yield Finding((last,), f"'{last}' ({end}) is before '{first}' ({start}); mend one")


def _is_reversed(person: Person) -> bool:
    """True for a death before the birth: which of the two is wrong, nobody knows."""
    if not person.born or not person.died:
        return False
    return person.died.last < person.born.first


@rule(Person)
def nothing_before_birth(
    person: Person,
    _: Setting,
) -> Iterator[Finding]:
    if not person.born or _is_reversed(person):
        return
    days = [(("posts", place, "start"), post.start) for place, post in enumerate(person.posts)]
    days += [(("studies", place, "year"), study.year) for place, study in enumerate(person.studies)]
    early = [(path, day) for path, day in days if day and day.last < person.born.first]
    where = f"before the person was born ({person.born})"
    yield from _outside_a_life("born", early, where)


@rule(Person)
def no_post_after_death(
    person: Person,
    _: Setting,
) -> Iterator[Finding]:
    if not person.died or _is_reversed(person):
        return
    days = [
        (("posts", place, field), getattr(post, field))
        for place, post in enumerate(person.posts)
        for field in ("start", "end", "seen")
    ]
    late = [(path, day) for path, day in days if day and day.first > person.died.last]
    where = f"after the person died ({person.died})"
    yield from _outside_a_life("died", late, where)


def _outside_a_life(
    end: str,
    days: Sequence[tuple[Path_, Day]],
    where: str,
) -> Iterator[Finding]:
    """Days beyond an end of a life; where they are several, that end is likelier to be wrong."""
    if len(days) == 1:
        yield Finding(days[0][0], f"{days[0][1]} is {where}; mend one")
    elif days:
        named = ", ".join(str(day) for _, day in days)
        yield Finding((end,), f"{len(days)} days are {where}: {named}; mend this one, or them")


@rule(Post)
def post_says_until_when_it_is_known(post: Post, _: Setting) -> Iterator[Finding]:
    """An office without an end is not held for ever: readers are told when it was last seen."""
    if post.start and not post.end and not post.seen:
        yield Finding(
            (),
            "a post without 'end' needs 'seen': "
            "the last date on which a source shows the person in it",
        )


@rule(Source)
def source_has_a_title(source: Source, setting: Setting) -> Iterator[Finding]:
    if source.title and source.description:
        yield Finding(("title",), "state its 'title', or your own 'description' of it, not both")
    elif not source.title and not source.description:
        message = "state its 'title'; where that is not known, your own 'description' of it"
        yield Finding(("title",), message)
    if source.title and not is_written_in(source.title, source.language):
        message = f"this title is not in the letters of '{source.language}', its language"
        yield Finding(("title",), message)


@rule(Source)
def source_names_its_publisher(source: Source, setting: Setting) -> Iterator[Finding]:
    if not is_blank(source.publisher) and (message := _no_publisher(source.publisher, setting)):
        yield Finding(("publisher",), message)


def _no_publisher(written: str, setting: Setting) -> str:
    """Why nobody who publishes is named so; nothing where one is, or where none are listed."""
    known = setting.publishers or {}
    names = set(known.values())
    if not names or written in names:
        return ""
    if called := known.get(written) or nearest(written, names):
        return f"no publisher '{written}'; did you mean '{called}'? Or add it to data/publishers/"
    return f"no publisher '{written}'; add it to data/publishers/"


@rule(Source)
def source_was_read_elsewhere(source: Source, _: Setting) -> Iterator[Finding]:
    for field in ("via", "after"):
        if source.publisher and getattr(source, field) == source.publisher:
            yield Finding((field,), f"'{field}' names the publisher itself; leave it out")


@rule(Claim)
def claims_show_no_claim(claim: Claim, _: Setting) -> Iterator[Finding]:
    for place, address in enumerate(claim.shown_by):
        if address.startswith("claims/"):
            message = "a claim shows none; name the records or figures that show it"
            yield Finding(("shown_by", place), message)


@rule(Record)
def addresses_that_readers_reach(part: Record, _: Setting) -> Iterator[Finding]:
    for field in _addresses_of_the_web(type(part)):
        url = vars(part).get(field.name)
        if url and is_of_one_house(url):
            message = f"'{field.name}' leads to one machine or house; name a page of the web"
            yield Finding((field.name,), message)


@cache
def _addresses_of_the_web(model: Model) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(model) if field.type == "url")


@rule(Source)
def source_leads_to_its_page(source: Source, _: Setting) -> Iterator[Finding]:
    if source.url and (senders := senders_in(source.url)):
        named = " and ".join(map(excerpt, senders))
        message = f"leave out {named}, only there to tell where a reader came from"
        yield Finding(("url",), message, "warning")
    printed = source.published.first if source.published else None
    if source.archived and (told := wrong_copy(source.archived, source.url or "", printed)):
        yield Finding(("archived",), told, "warning")


FIRST_PRINTED = 1377  # the oldest book that was printed with movable type


@rule(Source)
def source_can_be_found(source: Source, _: Setting) -> Iterator[Finding]:
    if source.url and source.no_url:
        yield Finding(("no_url",), "there is a 'url'; leave 'no_url' out")
    if not source.url and not source.no_url:
        yield Finding((), "give 'url', or say in 'no_url' why there is none")
    if source.no_url and source.no_url.in_("").lower() in ("true", "yes", "y", "1"):
        yield Finding(("no_url",), "say here in words why there is no web address: only on paper")
    if source.published and source.published.first.year < FIRST_PRINTED:
        message = f"was published ({source.published}) before anything was printed; mend the year"
        yield Finding(("published",), message)
    if source.published and source.published.first > source.accessed.last:
        yield Finding(
            ("accessed",),
            f"was read ({source.accessed}) before it was published ({source.published})",
        )


# ---------------------------------------------------------------- fields that go together


@rule(Promise)
def promise_is_due_after_it_was_made(promise: Promise, _: Setting) -> Iterator[Finding]:
    if promise.due and promise.due.last < promise.made.first:
        message = f"is due ({promise.due}) before it was made ({promise.made}); mend one"
        yield Finding(("due",), message)
    elif (days := _days_of_steps(promise)) and max(days) < promise.made.first:
        message = f"was made ({promise.made}) after all of its steps that happened"
        yield Finding(("made",), f"{message}; add the step of that day, or mend 'made'")
    if not promise.by and not promise.by_organizations:
        where = written_first(promise, "by", "by_organizations")
        yield Finding(where, "say who promised it: 'by', or 'by_organizations'")


def _days_of_steps(promise: Promise) -> list[date]:
    return [step.date.last for step in promise.steps if step.date]


@rule(Reading)
def a_dispute_says_otherwise(reading: Reading, _: Setting) -> Iterator[Finding]:
    """A number without a qualifier differs from one with it, where words say so."""
    for place, dispute in enumerate(reading.disputed_by):
        in_words = dispute.says or dispute.why
        if not _is_the_same(reading, dispute) or (in_words and reading.qualifier):
            continue
        number, field = ("range", "low") if dispute.value is None else ("value", "value")
        remedy = "add the source to its 'sources', or give the other"
        if dispute.says:
            remedy = "add the source to its 'sources', or say in 'says' alone what differs"
        message = f"this {number} is that of the reading itself; {remedy}"
        yield Finding(("disputed_by", place, field), message)


def _is_the_same(reading: Reading, dispute: Dispute) -> bool:
    """True for a dispute with the number, or with the range, of what it disputes."""
    if dispute.value is not None:
        return dispute.value == reading.value
    if reading.value is not None or dispute.low is None:
        return False
    return (dispute.low, dispute.high) == (reading.low, reading.high)


@rule(Promise)
def promise_is_measured_by_a_figure(promise: Promise, _: Setting) -> Iterator[Finding]:
    if promise.target and "#" not in promise.target:
        message = f"{excerpt(promise.target)} is no figure; a figure is named kind/id#figure"
        yield Finding(("target",), message)


@rule(Place)
def place_is_as_large_as_a_figure(place: Place, _: Setting) -> Iterator[Finding]:
    if place.size and "#" not in place.size:
        message = f"{excerpt(place.size)} is no figure; a figure is named kind/id#figure"
        yield Finding(("size",), message)


@rule(Unit)
def unit_is_money_or_worded(unit: Unit, _: Setting) -> Iterator[Finding]:
    if bool(unit.currency) == bool(unit.many):
        where = written_first(unit, "currency", "many")
        yield Finding(where, "a unit has either 'currency' or 'many' (and 'one')")


@rule(Unit)
def unit_is_so_many_of_another(unit: Unit, _: Setting) -> Iterator[Finding]:
    if bool(unit.multiple_of) != bool(unit.times):
        where = written_first(unit, "multiple_of", "times")
        yield Finding(where, "'multiple_of' and 'times' go together: megawatt, 1000")


@rule(Place)
def place_has_both_coordinates(place: Place, _: Setting) -> Iterator[Finding]:
    if (place.latitude is None) != (place.longitude is None):
        message = "'latitude' and 'longitude' go together; leave out both where unknown"
        yield Finding(written_first(place, "latitude", "longitude"), message)
    if place.at and not place.sources:
        yield Finding(("sources",), "coordinates have a source: 'sources' names it")


BRACE = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})")  # {n}, {count}; but no call
DRESSED_PLACE = re.compile(r"\{ *n *[:!][^{}]*\}")  # as Python has it: {n:,}, {n!s}


def _with_its_number(words: str) -> str:
    """How the words of a unit are written that lack their {n}; nothing where that is not clear."""
    if "{n}" in words:
        return ""
    placed, places = BRACE.subn("{n}", words)
    if places > 1:
        return ""
    meant = placed if places else f"{{n}} {words}"
    remedy = f", as in '{meant}'"
    return remedy


@rule(Unit)
def unit_has_a_place_for_the_number(unit: Unit, _: Setting) -> Iterator[Finding]:
    for field in ("one", "many"):
        text = getattr(unit, field)
        said = text.others("") if text else ()
        for language, words in said if not all(says_nothing(words) for _, words in said) else ():
            is_needed = field == "many" or bool(DRESSED_PLACE.search(words))
            if words.count("{n}") > 1 or (is_needed and "{n}" not in words):
                message = "write {n} once, where the number stands"
                yield Finding((field, language), f"{message}{_with_its_number(words)}")
            elif re.search("[{}]", CALL.sub("", words).replace("{n}", "")):
                message = f"{excerpt(words)} holds a brace that nothing fills; leave it out"
                yield Finding((field, language), message)


# Digits that are read as part of the number that is filled in: {n}00, 5 {n}; but not H100 {n}
# and {n} 5G, which are names.
GROWS = re.compile(
    r"\{\w+\}[\s.,'·/:–-]*\d[\d.,]*(?![A-Z\d])|(?<![^\W\d_])(?<!\d)\d[\d.,]*[\s.,'·/:–-]*\{\w+\}"
    r"|\d\{\w+\}|\{\w+\}\d"
)


def grows_digits(words: str) -> str:
    """What of some words would be read as part of the number that they are filled with."""
    found = GROWS.search(words)
    return found[0] if found else ""


@rule(Unit)
def unit_adds_no_digits(unit: Unit, _: Setting) -> Iterator[Finding]:
    """A currency's label stands at once behind the number in some languages."""
    for field in ("one", "many", "label"):
        text = getattr(unit, field)
        for language, words in text.others("") if text else ():
            alone = re.search(r"\d+", words) if unit.currency and field == "label" else None
            if digits := grows_digits(words) or (alone and alone[0]):
                message = f"{excerpt(digits)} would be read with the number; leave the digits out"
                yield Finding((field, language), message)


CURRENCIES = {"WON": "KRW", "YEN": "JPY", "RMB": "CNY", "YUAN": "CNY", "DOL": "USD", "EURO": "EUR"}


@rule(Unit)
def currency_is_a_code(unit: Unit, _: Setting) -> Iterator[Finding]:
    if unit.currency and not re.fullmatch("[A-Z]{3}", unit.currency):
        message = (
            f"a currency is its code of three capitals, such as EUR, not {excerpt(unit.currency)}"
        )
        yield Finding(("currency",), message)
    elif unit.currency and not is_currency(unit.currency):
        named = CURRENCIES.get(unit.currency)
        remedy = f"; did you mean '{named}'?" if named else "; codes are those of ISO 4217"
        message = f"no currency has the code {excerpt(unit.currency)}{remedy}"
        yield Finding(("currency",), message)
    if unit.worth is not None and unit.worth <= 0:
        yield Finding(("worth",), "'worth' is above zero: what one is worth in US dollars")


ANSWERS = ("figure", "ratio", "share", "compare", "stage_of", "kind_of", "date_of")
PAIRS = ("ratio", "share", "compare")
OF_READINGS = ("figure", *PAIRS)
FORMS = {
    "number": ("figure", "ratio", "share"),
    "truefalse": ("compare",),
    "choice": ("figure", "compare", "stage_of", "kind_of", "date_of"),
}
WITH_STEPS = ("programs/", "investments/", "promises/")


@rule(Question)
def question_fits_its_answer(question: Question, _: Setting) -> Iterator[Finding]:
    answer = question.answer
    given = [name for name in ANSWERS if getattr(answer, name)]
    if len(given) != 1:
        where = written_first(answer, *ANSWERS)
        yield Finding(("answer", *where), f"give exactly one of {', '.join(ANSWERS)}")
        return
    [name] = given
    if name not in FORMS[question.form]:
        known = " or ".join(FORMS[question.form])
        yield Finding(
            ("form",),
            f"a question of form '{question.form}' is answered by {known}, not by '{name}'",
        )
    elif name in PAIRS and len(getattr(answer, name)) != 2:
        yield Finding(("answer", name), f"'{name}' needs two figures")
    elif name in ("stage_of", "date_of") and not _has_steps(getattr(answer, name)):
        yield Finding(
            ("answer", name),
            f"'{name}' needs a program, an investment or a promise: only these have steps",
        )
    elif "relation" in answer.model_fields_set and not answer.compare:
        message = "'relation' has no say without 'compare'; leave it out"
        yield Finding(("answer", "relation"), message)
    elif answer.stage and name not in OF_READINGS:
        message = f"'stage' has no say beside '{name}'; leave it out"
        yield Finding(("answer", "stage"), message)
    elif bool(answer.date_of) != bool(answer.step):
        yield Finding(("answer",), "'date_of' and 'step' stand together: whose step, and which")


@rule(Question)
def distractors_have_a_say(question: Question, _: Setting) -> Iterator[Finding]:
    if question.distractors and (question.form != "choice" or not question.answer.figure):
        message = "'distractors' has no say but in a choice of values ('figure'); leave it out"
        yield Finding(("distractors",), message)


def _has_steps(address: str) -> bool:
    """True for the address of a record that goes by steps; a figure of it has none."""
    return address.startswith(WITH_STEPS) and "#" not in address


@rule(Minister)
def the_subject_is_one(minister: Minister, _: Setting) -> Iterator[Finding]:
    if bool(minister.person) == bool(minister.organization):
        yield Finding(("person",), "say who it is: a 'person', or an 'organization', not both")


@rule(Site)
def names_have_letters(site: Site, _: Setting) -> Iterator[Finding]:
    """Prose may print the digits of a name; a number alone is none."""
    for place, name in enumerate(site.names):
        if name.strip() and not any(map(str.isalpha, name)):
            yield Finding(("names", place), f"{excerpt(name)} is a number, no name; leave it out")


PAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")


@rule(Site, Topic)
def page_is_named_as_its_file(part: Site | Topic, setting: Setting) -> Iterator[Finding]:
    """Each is one page in all languages, named as in the first one."""
    page = part.page
    if not page:
        return
    folder, _, inner = page.partition("/")
    if not PAGE.fullmatch(page):
        told = f"a page is named as its file in docs/ without .md, not {excerpt(page)}"
        yield Finding(("page",), f"{told}; its letters are a to z, digits and hyphens")
    elif inner and setting.site and folder in setting.site.languages:
        message = f"{excerpt(page)} is the page in one language; write '{inner}', which is of all"
        yield Finding(("page",), message)


@rule(Site)
def months_of_kinds_that_there_are(site: Site, _: Setting) -> Iterator[Finding]:
    for kind in site.review_months:
        if kind not in KINDS:
            hint = did_you_mean(kind, KINDS) or f"; known here: {', '.join(KINDS)}"
            yield Finding(("review_months", kind), f"no kind {excerpt(kind)}{hint}")


@rule(Site)
def searched_until_the_record_ends(site: Site, _: Setting) -> Iterator[Finding]:
    if site.accessed and site.accessed.last < site.as_of.first:
        yield Finding(
            ("accessed",),
            f"the last search ({site.accessed}) is before the record's end ({site.as_of}); "
            "mend one",
        )


@rule(Site)
def each_language_once(site: Site, _: Setting) -> Iterator[Finding]:
    for place, code in enumerate(site.languages):
        if code in site.languages[:place]:
            yield Finding(("languages", place), f"'{code}' stands twice among the languages")
