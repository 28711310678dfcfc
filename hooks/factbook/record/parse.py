"""Marked values -> records. Every mistake at once, each at its own line, in the author's words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast
from unicodedata import normalize

from pydantic import ValidationError, create_model
from pydantic_core import ErrorDetails

from .fields import Field, Model, fields_of, holder
from .kinds import KINDS
from .languages import is_known, meant_language
from .left_out import is_to_leave_out, remedy_of_nothing_known
from .marked_yaml import Marked, Path_
from .problems import Problem, excerpt, nearest_free
from .slipped import Slipped, slipped
from .values import Record, text

ID = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 100  # letters; a file is named after it
ALONE = ""  # the id of a record that is all of its file
OF_LISTS = ("index", "readme")  # a page of this name is the list of all
LACKS_WORDS = re.compile(r"needs '\w+' \(the words in")
AnyRecord = TypeVar("AnyRecord", bound=Record)


def parse_file(
    marked: Marked, model: type[AnyRecord], language: str
) -> tuple[dict[str, AnyRecord], list[Problem]]:
    """The records of a file, and what is wrong with those that could not be read.

    A text that is one string is in `language`, the first of the site.
    """
    if not isinstance(marked.value, dict):
        message = "a data file maps ids to records, as in 'my-id:' with its fields indented below"
        return {}, [marked.problem((), message)]
    records: dict[str, AnyRecord] = {}
    problems = list(marked.problems)
    if stray := field_without_id(marked.value, model):
        message = f"'{stray}' is a field, not an id; indent the fields below an id, as in 'my-id:'"
        return {}, [*problems, marked.problem((stray,), message)]
    for id_, fields in marked.value.items():
        if message := wrong_id(id_):
            problems.append(marked.problem((id_,), message))
        if kind := kind_of_others(fields, model):
            message = f"these are fields of a record of data/{kind}/; move it there"
            problems.append(marked.problem((id_,), message))
            continue
        record, mistakes = parse_record(marked, (id_,), fields, model, language)
        problems += mistakes
        if record:
            records[id_] = record
    return records, problems


def without_first_language(problems: list[Problem]) -> list[Problem]:
    """Mistakes but for words that lack the first language, where nobody knows which that is."""
    return [problem for problem in problems if not LACKS_WORDS.match(problem.message)]


IDS_ARE = "an id is lower-case words (a-z, 0-9) with hyphens, at least a letter"


def wrong_id(id_: str) -> str:
    """What is wrong with an id, or with the key of a figure; nothing where it can be one."""
    if not ID.fullmatch(id_):
        near = in_plain_letters(id_)
        remedy = f"; write '{near}'" if ID.fullmatch(near) else ""
        return f"{IDS_ARE}, not {excerpt(id_)}{remedy}"
    if len(id_) > LONGEST_ID:
        return f"this id has {len(id_)} letters; {LONGEST_ID} are the most"
    if id_ in OF_LISTS:
        return f"'{id_}' is the name of a list of all; give this another id"
    return ""


def in_plain_letters(id_: str) -> str:
    """An id near to what was written for one: over-load of Über_Load; '' where no letter is."""
    plain = normalize("NFKD", id_.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


def field_without_id(written: Mapping[str, object], model: Model) -> str:
    """The first field of a record that stands where ids stand; "" where there is none."""
    known = {field.name for field in fields_of(model)}
    strays = {name: value for name, value in written.items() if name in known}
    is_record = all(isinstance(value, dict) for value in strays.values())
    return next(iter(strays)) if len(strays) > 1 and not is_record else ""


def without_kind_above(marked: Marked, model: Model) -> Marked:
    """A file as it reads without the name of a kind above all its records, which is told.

    One file for all kinds would name each; here the folder says which it is.
    """
    written = marked.value
    if not isinstance(written, dict) or len(written) != 1:
        return marked
    [(kind, records)] = written.items()
    if kind not in KINDS or not _are_records(records, model):
        return marked
    message = f"'{kind}' is what the folder is called, and no id; take this line out, and indent "
    told = marked.problem((kind,), f"{message}each id less")
    lines = {path[1:]: line for path, line in marked.lines.items() if path[:1] == (kind,)}
    return replace(marked, value=records, lines=lines, problems=[*marked.problems, told])


def _are_records(below: object, model: Model) -> bool:
    """True for groups of fields, each under an id, and not for the fields of one record."""
    if not isinstance(below, dict) or not below or below.keys() & _names_of(model):
        return False
    return all(isinstance(fields, dict) for fields in below.values())


def kind_of_others(written: object, model: Model) -> str:
    """The kind that a record is of whose fields are mostly unknown where it stands; "" for none."""
    if not isinstance(written, dict) or not _is_mostly_unknown(written, model):
        return ""
    names = written.keys()
    fitting = (kind for kind, other in KINDS.items() if names <= _names_of(other.model))
    return next(fitting, "")


def _names_of(model: Model) -> set[str]:
    return {field.name for field in fields_of(model)}


def _is_mostly_unknown(written: Mapping[str, object], model: Model) -> bool:
    known = {field.name for field in fields_of(model)}
    return len(written.keys() - known) > len(written) / 2


def parse_record(
    marked: Marked, path: Path_, fields: object, model: type[AnyRecord], language: str
) -> tuple[AnyRecord | None, list[Problem]]:
    """One record, or the list of its mistakes."""
    if not isinstance(fields, dict):
        return None, [marked.problem(path, _no_fields(path, fields, model))]
    try:
        return model.model_validate(fields, context={"language": language}), []
    except ValidationError as error:
        return None, list(_problems(marked, path, fields, model, error))


def read_alone(
    marked: Marked, model: type[AnyRecord], language: str
) -> tuple[AnyRecord | None, list[Problem]]:
    """What a file says that is one record, read once as long as it says the same."""
    if language not in marked.records:
        record, problems = parse_record(marked, (), marked.value, model, language)
        if not record:
            return None, problems
        marked.records[language] = {ALONE: record}
    return marked.records[language][ALONE], []


def _no_fields(
    path: Path_,
    written: object,
    model: Model,
) -> str:
    """What is wrong where the fields of a record are due and something else stands."""
    if len(path) == 1 and written == "":
        return "has no fields; indent them below the id"
    if len(path) == 1 and path[0] in _names_of(model):
        return f"'{path[0]}' is a field, not an id; indent it as the others of its record are"
    first = next(field.name for field in fields_of(model) if field.required)
    return f"here stand fields, as in '{first}: …', not {excerpt(written)}"


def half_read(
    fields: object,
    model: type[AnyRecord],
    language: str,
) -> AnyRecord | None:
    """What can be read of a record in spite of its mistakes; it lacks the fields that cannot.

    A rule that asks for one of these cannot be held against the rest. A field that is told to be
    left out is read so: what is needed then is told with it.
    """
    if not isinstance(fields, dict):
        return None
    meant = model.as_meant(fields)
    read: dict[str, object] = {}
    misspelt = _misspelt(fields, model)
    for field in fields_of(model):
        info = model.model_fields[field.name]
        is_given = field.name in meant and not is_to_leave_out(model, field, meant[field.name])
        if is_given:
            read |= _half_read_field(field, meant[field.name], model, language)
        elif not info.is_required() and field.name not in misspelt:
            read[field.name] = info.get_default(call_default_factory=True)
    record = model.__new__(model)  # past what is done with whole records
    given = read.keys() & meant.keys()
    unset = {"__pydantic_fields_set__": given, "__pydantic_extra__": None}
    for name, value in {"__dict__": read, "__pydantic_private__": {}, **unset}.items():
        object.__setattr__(record, name, value)
    return record


def _half_read_field(
    field: Field, written: object, model: Model, language: str
) -> dict[str, object]:
    """A field and what it holds; nothing where that cannot be read."""
    if not field.model:
        return _half_read_values(field, written, model, language)
    inner = field.model
    match field.many, written:
        case "list", list():
            parts = [half_read(item, inner, language) for item in written]
            return {field.name: tuple(parts)} if parts and all(parts) else {}
        case "map", dict():
            named = {key: half_read(item, inner, language) for key, item in written.items()}
            return {field.name: named} if all(named.values()) else {}
        case "", dict():
            return {field.name: half_read(written, inner, language)}
    return {}


def _half_read_values(
    field: Field, written: object, model: Model, language: str
) -> dict[str, object]:
    """A field that holds no records; of values that have names those that can be read."""
    context = {"language": language}
    try:
        fields = {field.name: written}
        return vars(_alone(model, field.name).model_validate(fields, context=context))
    except ValidationError:
        if field.type == "words" and not field.many and isinstance(written, dict):
            return _half_read_words(field, written)
        if field.many != "map" or not isinstance(written, dict) or len(written) < 2:
            return {}
    readable: dict[str, object] = {}
    for name, value in written.items():
        if field.name in (read := _half_read_values(field, {name: value}, model, language)):
            readable |= cast(dict[str, object], read[field.name])
    return {field.name: readable}


def _half_read_words(field: Field, written: Mapping[str, object]) -> dict[str, object]:
    """A text in those languages in which it can be read; nothing where there are none."""
    said = {code: words for code, words in written.items() if isinstance(words, str)}
    known = {code: words for code, words in said.items() if is_known(code)}
    return {field.name: text(**known)} if known else {}


@cache
def _alone(model: Model, name: str) -> Model:
    """A sort of record that has one field of another."""
    info = model.model_fields[name]
    fields: Any = {name: (info.annotation, info)}
    return create_model(f"{model.__name__}_{name}", __base__=Record, **fields)


def _problems(
    marked: Marked, path: Path_, fields: object, model: Model, error: ValidationError
) -> Iterator[Problem]:
    out_of_place = list(slipped(fields, model))
    for one in out_of_place:
        yield marked.problem((*path, *one.path), _belongs_above(one, marked, path))
    for mistake in error.errors(include_url=False):
        if mistake["type"] == "too_short" and mistake["input"]:
            continue  # its items are wrong, and each is told of by itself
        if mistake["type"] == "missing" and _is_misspelt(mistake, model):
            continue  # it stands there by another name, which is told of
        written = _written_path(fields, mistake["loc"])
        if any(_follows_from(mistake["loc"], written, one) for one in out_of_place):
            continue
        beside = _written_at(fields, written[:-1])
        yield marked.problem((*path, *written), message_of(mistake, written, model, beside))


def _belongs_above(one: Slipped, marked: Marked, path: Path_) -> str:
    """What is told of a field that stands beside the group to which it belongs."""
    line = marked.line((*path, *one.owner))
    message = f"{excerpt(one.path[-1])} belongs to {excerpt(one.owner[-1])} on line {line}"
    if one.lacks_others:
        return f"{message}; indent it by two spaces more than that line"
    return f"{message}; indent it as what stands there already is"


def _follows_from(location: Path_, written: Path_, one: Slipped) -> bool:
    """True for a mistake that goes once a field stands where it belongs."""
    if written[: len(one.path)] == one.path:
        return True
    is_of_its_group = written == one.owner and one.lacks_others
    return is_of_its_group or location == (*one.owner, one.path[-1])


def _is_misspelt(mistake: ErrorDetails, model: Model) -> bool:
    """True for a field that is missing where it is called by another name."""
    location, fields = mistake["loc"], mistake["input"]
    return isinstance(fields, dict) and location[-1] in _misspelt(
        fields, holder(model, location[:-1])
    )


def _misspelt(fields: Mapping[str, object], model: Model) -> set[str]:
    """The fields of a record that stand there by other names, as far as one can tell."""
    known = [field.name for field in fields_of(model)]
    unknown = (name for name in fields if name not in known)
    return {_meant(name, known, fields) for name in unknown} - fields.keys()


def _meant(name: str, known: Collection[str], given: Collection[str]) -> str:
    """The field that somebody most likely means who calls it otherwise; '' for none.

    One that is given already is hardly meant.
    """
    here = [field for field in CALLED_ELSEWHERE.get(name.lower(), ()) if field in known]
    free = [field for field in here if field not in given]
    return (free or here or [nearest_free(name, known, given)])[0]


def _written_path(fields: Any, location: Path_) -> Path_:
    """The part of a pydantic location that the author wrote: it names types too, and what lacks."""
    written: list[str | int] = []
    here = fields
    for step in location:
        if not _is_written(here, step):
            break
        written.append(step)
        here = here[step]
    return tuple(written)


def _written_at(fields: Any, path: Path_) -> object:
    """What stands at a path that an author wrote."""
    for step in path:
        fields = fields[step]
    return fields


def _is_written(here: object, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


# ---------------------------------------------------------------- the author's words

# What each type of pydantic's mistakes means to an author; {name} is the field, {given} its value.
MESSAGES = {
    "too_short": "'{name}' is empty; give at least one, or leave the field out",
    "bool_parsing": "'{name}' must be true or false, not {given}",
    "bool_type": "'{name}' must be true or false, not {given}",
    "int_parsing": "'{name}' must be a whole number, not {given}",
    "int_parsing_size": "'{name}' must be a whole number, not {given}",
    "int_from_float": "'{name}' must be a whole number, not {given}",
    "int_type": "'{name}' must be a whole number, not {given}",
    "tuple_type": "'{name}' must be a list, as in {items}",
    "dict_type": "'{name}' must be a group of fields{fields}, not {given}",
    "model_type": "'{name}' must be a group of fields{fields}, not {given}",
    "model_attributes_type": "'{name}' must be a group of fields{fields}, not {given}",
    "string_type": "'{name}' must be words, not {given}; put words with a colon, a bracket "
    "or a brace in quotes",
    "word_type": "'{name}' must be one text, or a group of one for each language, not {given}",
    "greater_than": "'{name}' must be more than {gt}, not {given}",
    "greater_than_equal": "'{name}' must be {ge} or more, not {given}",
    "less_than_equal": "'{name}' must be {le} or less, not {given}",
}


def message_of(
    mistake: ErrorDetails,
    written: Path_,
    model: Model,
    beside: object = None,
) -> str:
    """What an author is told of one of pydantic's mistakes, at the place where it is written."""
    name = _last_name(written)
    context = mistake.get("ctx", {})
    given = mistake["input"]
    match _sort_of(mistake, model):
        case "missing":
            return f"needs '{mistake['loc'][-1]}'{_meaning(model, mistake['loc'])}"
        case "too_short" if _must_be_given(model, mistake["loc"]):
            return f"'{name}' is empty; give at least one"
        case "no_first_language":
            return _parted_word(written, given) or mistake["msg"] + _in_capitals(given, context)
        case "extra_forbidden":
            known = [field.name for field in _fields_at(model, mistake["loc"][:-1])]
            given = beside if isinstance(beside, dict) else {}
            return f"unknown field {excerpt(name)}{_remedy_of_unknown(name, known, given)}"
        case "literal_error":
            choices = context["expected"].replace(" or ", ", ").replace("'", "")
            told = f"'{name}' must be one of {choices}, not {excerpt(given)}"
            return told + remedy_of_nothing_known(given, model, mistake["loc"])
        case "value_error" if isinstance(given, dict | list):
            return f"'{name}' must be one value, not {excerpt(given)}"
        case "value_error":
            told = f"'{name}' {_cut(str(context['error']), given)}"
            return told + remedy_of_nothing_known(given, model, mistake["loc"])
        case "string_type" if told := (
            _no_single_item(mistake["loc"], name, given)
            or _no_single_topic(name, given)
            or _no_single_id(model, mistake["loc"], given)
            or _no_single_text(name, given)
        ):
            return told
        case type_ if type_ in MESSAGES:
            told = MESSAGES[type_].format(
                name=name,
                given=excerpt(given),
                fields=_such_fields(model, mistake["loc"]),
                items=_such_items(model, mistake["loc"], given),
                **context,
            )
            return told + _other_way_round(name, given)
        case _:
            return f"'{name}': {mistake['msg']}"


# How others call a field, and what it may be called here.
CALLED_ELSEWHERE = {
    "date": ("published", "as_of", "made", "until"),
    "day": ("date", "published", "as_of"),
    "when": ("date", "published", "as_of"),
    "year": ("as_of", "date", "published", "period"),
    "deadline": ("due",),
    "status": ("stage",),
    "state": ("stage",),
    "type": ("kind",),
    "headline": ("title",),
    "heading": ("title",),
    "term": ("name",),
    "title": ("name",),
    "label": ("name",),
    "definition": ("meaning",),
    "description": ("summary", "what", "meaning"),
    "text": ("what", "summary", "meaning"),
    "link": ("url",),
    "website": ("url",),
    "retrieved": ("accessed",),
    "amount": ("value",),
    "number": ("value",),
    "min": ("low",),
    "max": ("high",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "lng": ("longitude",),
    "from": ("start",),
    "to": ("end",),
    "plural": ("many",),
    "singular": ("one",),
    "organisation": ("organization",),
}


def _remedy_of_unknown(name: str, known: Collection[str], given: Collection[str]) -> str:
    """What to write for a field that is not known; an id stands above the fields of its record."""
    if name == "id":
        return "; leave it out, for the id of a record stands above its fields"
    meant = _meant(name, known, given)
    return f"; did you mean '{meant}'?" if meant else f"; known here: {', '.join(known)}"


LANGUAGE = re.compile("[a-z]{2,3}")


def _is_by_language(given: object) -> bool:
    """True for words that are given in languages, where there are any."""
    return isinstance(given, dict) and bool(given) and all(map(LANGUAGE.fullmatch, given))


def _no_single_item(location: Path_, name: str, given: object) -> str:
    """What is said of a list or a group of fields that stands in a list of words or ids."""
    if not isinstance(location[-1], int):
        return ""
    return (
        f"'{name}' is a list of single words or ids, as in [one, two], not of {excerpt(given)}; "
        "put words with a colon, a bracket or a brace in quotes"
    )


def _no_single_topic(name: str, given: object) -> str:
    """What is said of a list of topics beside one of further topics, or of an empty one."""
    if name != "topic" or not isinstance(given, list):
        return ""
    beside = "the others stand in 'topics'" if given else "name one, or several in a list"
    return f"'topic' is no single topic; {beside}"


def _no_single_text(name: str, given: object) -> str:
    """What is said where one text is due, and words in several languages or a list stand."""
    if isinstance(given, dict) and _is_by_language(given) and not LANGUAGE.fullmatch(name):
        codes = " and ".join(f"'{code}:'" for code in sorted(given))
        return f"'{name}' is one text for all languages; write it without {codes}"
    if isinstance(given, list) and given and all(isinstance(part, str) for part in given):
        return f"'{name}' is one text, no list; write it without brackets, or in quotes"
    return ""


def _no_single_id(model: Model, location: Path_, given: object) -> str:
    """What is said where several ids stand in the place of one, or a group of fields does."""
    for field in _fields_at(model, location[:-1]):
        if field.name == location[-1] and (field.refers or field.addresses):
            one = "id" if field.refers else "address"
            return f"'{field.name}' takes one {one}, not {excerpt(given)}"
    return ""


def _parted_word(written: Path_, given: Mapping[str, object]) -> str:
    """How an interface word is named whose name was parted at its dot: kind: {minister: …}."""
    if written[0] != "words" or _is_by_language(given):
        return ""
    name = ".".join(map(str, (*written[1:], *given)))
    return f"the name of an interface word stands undivided: {name}: …"


def _in_capitals(given: Mapping[str, object], named: Mapping[str, object]) -> str:
    """What is said where the codes of languages stand in capitals or by name: {EN: …}."""
    codes = [key.lower() for key in given if key.isupper() and LANGUAGE.fullmatch(key.lower())]
    if named["language"] in codes:
        return f"; write the codes in small letters: {', '.join(codes)}"
    meant = f"'{named['language']}'"
    other = next((key for key in given if meant in meant_language(key)), "")
    if other:
        return f"; write {meant} for {excerpt(other)}"
    unknown = next((key for key in given if not is_known(key)), "")
    return f"; {excerpt(unknown)} is the code of no language" if unknown else ""


def _sort_of(mistake: ErrorDetails, model: Model) -> str:
    """The type of a mistake; words for readers are no group of fields, though pydantic says so."""
    location = mistake["loc"]
    if mistake["type"] not in ("model_type", "model_attributes_type"):
        return mistake["type"]
    above = [field for field in _fields_at(model, location[:-2]) if field.type == "words"]
    if any(field.many and field.name in location[-2:-1] for field in above):
        return "word_type"
    here = [field for field in _fields_at(model, location[:-1]) if field.type == "words"]
    is_word = any(field.name in location[-1:] for field in here)
    return "string_type" if is_word else mistake["type"]


def _must_be_given(model: Model, location: Path_) -> bool:
    """True for a field that no record of its sort may leave out."""
    fields = _fields_at(model, location[:-1])
    return any(field.required for field in fields if field.name == location[-1])


def _cut(message: str, given: object) -> str:
    """A message with what it repeats of a value, but no more than a message quotes."""
    return message.replace(f"'{given}'", excerpt(given))


def _last_name(written: Path_) -> str:
    """The field that a path leads to, or in which the item of a list stands."""
    for step in reversed(written):
        if isinstance(step, str):
            return step
    return "this record"


def _meaning(model: Model, location: Path_) -> str:
    for field in _fields_at(model, location[:-1]):
        if field.name == location[-1] and field.meaning:
            return f" ({field.meaning})"
    return ""


ONE_WORD = re.compile(r"[\w./#-]{1,100}")


def _such_items(model: Model, location: Path_, given: object) -> str:
    """The list that stands at a place: of groups, of the one word that was written, or of two."""
    is_of_groups = _model_at(model, location) is not None
    fields = _such_fields(model, location).removeprefix(", as in ") if is_of_groups else ""
    is_word = isinstance(given, str) and bool(ONE_WORD.fullmatch(given))
    return f"[{fields or (given if is_word else 'one, two')}]"


def _such_fields(model: Model, location: Path_) -> str:
    """An example of the fields that stand at a place: , as in {name: …, url: …},"""
    inner = _model_at(model, location) or _model_at(model, location[:-1])  # or one of several
    fields = fields_of(inner) if inner else ()
    needed = [field.name for field in fields if field.required] or [it.name for it in fields[:1]]
    listed = ", ".join(f"{field}: …" for field in needed)
    example = f"{{{listed}}}"
    if _is_map(model, location):
        example = f"{{a-name: {example}}}"
    such = f", as in {example}"
    return such if needed else ""


def _is_map(model: Model, location: Path_) -> bool:
    """True for a field that holds several records, each under a name of its own."""
    fields = _fields_at(model, location[:-1]) if location else ()
    return any(field.many == "map" for field in fields if field.name == location[-1])


def _model_at(model: Model, location: Path_) -> Model | None:
    """The sort of record that a field holds; none where it holds no records, or is none."""
    fields = _fields_at(model, location[:-1]) if location else ()
    return next((field.model for field in fields if field.name == location[-1]), None)


def _other_way_round(name: str, given: object) -> str:
    """What is said of a latitude that can only be a longitude."""
    is_turned = name == "latitude" and re.fullmatch(r"1[0-7]\d(\.\d+)?|9\d(\.\d+)?", str(given))
    return "; latitude and longitude stand in each other's place" if is_turned else ""


def _fields_at(model: Model, location: Path_) -> tuple[Field, ...]:
    """The fields of the sort of record that describes the place where a mistake was made."""
    return fields_of(holder(model, location))
