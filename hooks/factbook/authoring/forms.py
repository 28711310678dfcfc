"""The forms by which readers suggest a fact.

They are made from the records' fields, read back, and written into the record. What a reader wrote
is data: each answer must pass the type of its field before it is written, as a quoted YAML scalar.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from ..record.book import Book
from ..record.fields import fields_of
from ..record.kinds import Figure, Reading, Source
from ..record.marked_yaml import Loader, Path_
from ..record.parse import message_of
from ..record.rules import Setting, broken_rules
from ..record.unseen import unseen_sign
from ..record.values import Record
from .ids import suggested_id

NO_ANSWER = "_No response_"
NO_CHOICE = "None"  # what may stand where nothing was chosen
LONGEST_ANSWER = 500  # in letters
LONGEST_ID = 60  # of a source, but for its day: an id is a file's name
SOURCE_FIELDS = ("publisher", "title", "url", "published", "accessed", "language", "kind")
READING_FIELDS = ("value", "as_of", "stage", "qualifier", "reason")
LABELS = {"value": "Value that you found", "kind": "Kind of source", "as_of": "As of"}
QUESTIONS = {"value": "right"}  # ids of questions that are not named as their fields


class NotUsable(ValueError):
    """A form that cannot be used; the words say why to whoever sent it."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each of them."""
        return tuple(map(str, self.args))


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    id: str
    label: str
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    long: bool = False


@dataclass(frozen=True)
class Form:
    """A form as readers see it."""

    title: str
    description: str
    label: str  # what the issue is sorted under
    questions: list[Question]


# ---------------------------------------------------------------- fields -> forms


def _questions(
    model: type[Record], names: Collection[str], required: Collection[str]
) -> list[Question]:
    """A question for each of some fields of a record."""
    fields = {field.name: field for field in fields_of(model)}
    return [
        Question(
            id=QUESTIONS.get(name, name),
            label=_label(name),
            description=fields[name].meaning,
            required=name in required,
            choices=fields[name].choices,
        )
        for name in names
    ]


def _label(name: str) -> str:
    """What a form calls a field."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


NOTE = Question("note", "Anything else", long=True)
OF_THE_SOURCE = _questions(
    Source, SOURCE_FIELDS, required=("publisher", "title", "url", "accessed", "language", "kind")
)
OF_THE_FIGURE = [
    Question("figure", "Figure", "Its address: kind/id#figure", required=True),
    Question("place", "File and line"),
    Question("value", "Value on the site"),
    Question("source", "Source on the site"),
]
OF_THE_PROMISE = [
    Question("promise", "Promise", required=True),
    Question("page", "Where it stands on the site"),
    Question("happened", "What the source says happened, and when", required=True, long=True),
]
OF_THE_READING = _questions(Reading, READING_FIELDS, required=("value", "as_of", "stage"))
FORMS = {
    "figure": Form(
        "This figure is wrong",
        "Suggest a correction of a figure. The links on the site fill in what they know.",
        "correction",
        [*OF_THE_FIGURE, *OF_THE_READING, *OF_THE_SOURCE, NOTE],
    ),
    "evidence": Form(
        "What became of a promise",
        "Name a source that shows what came of it. The links on the site fill in which promise.",
        "evidence",
        [*OF_THE_PROMISE, *OF_THE_SOURCE, NOTE],
    ),
    "source": Form(
        "Add a source",
        "Name a page or document that the record lacks.",
        "source",
        [*OF_THE_SOURCE, NOTE],
    ),
}


def form(name: str) -> str:
    """The issue form, as GitHub reads it."""
    own = FORMS[name]
    content = {
        "name": own.title,
        "description": own.description,
        "title": f"{own.label.capitalize()}: ",
        "labels": [own.label],
        "body": [_item(question) for question in own.questions],
    }
    written = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=160)
    return f"# Made from the records' fields: make schemas\n{written}"


def _item(question: Question) -> dict[str, Any]:
    """A question, as GitHub reads it."""
    attributes: dict[str, Any] = {"label": question.label}
    if question.description:
        attributes["description"] = question.description
    if question.choices:
        attributes["options"] = list(question.choices)
    item = {"type": _sort(question), "id": question.id, "attributes": attributes}
    if question.required:
        item["validations"] = {"required": True}
    return item


def _sort(question: Question) -> str:
    """How GitHub shows a question."""
    if question.choices:
        return "dropdown"
    return "textarea" if question.long else "input"


# ---------------------------------------------------------------- a form -> answers


def form_of(body: str) -> str:
    """Which form was filled, by what it asks first: an answer may hold a line like any other."""
    first = _labels_and_answers(body)[:1]
    by_label = {own.questions[0].label: name for name, own in FORMS.items()}
    return by_label.get(first[0][0], "source") if first else "source"


def answers(name: str, body: str) -> dict[str, str]:
    """What was answered, by the questions' ids.

    Raises NotUsable where a question stands twice: one of them is a line of an answer.
    """
    by_label = {question.label: question for question in FORMS[name].questions}
    stated = [pair for pair in _labels_and_answers(body) if pair[0] in by_label]
    counts = Counter(label for label, _ in stated)
    if twice := [label for label, count in counts.items() if count > 1]:
        raise NotUsable(*map(_stands_twice, twice))
    asked = ((by_label[label], answer) for label, answer in stated)
    return {
        question.id: answer for question, answer in asked if not _says_nothing(question, answer)
    }


def _labels_and_answers(body: str) -> list[tuple[str, str]]:
    """What stands below each heading of a filled form, in their order."""
    parts = re.split(r"^### ", body.replace("\r", ""), flags=re.M)[1:]
    halves = (part.partition("\n") for part in parts)
    return [(label.strip(), answer.strip()) for label, _, answer in halves]


def _stands_twice(label: str) -> str:
    return f"'### {label}' stands twice; where an answer holds that line, take the ### out of it"


def _says_nothing(question: Question, answer: str) -> bool:
    return answer in ("", NO_ANSWER) or (bool(question.choices) and answer == NO_CHOICE)


def wrong_answers(name: str, answered: Mapping[str, str], book: Book) -> Iterator[str]:
    """What is wrong with the answers to a form, each in some words."""
    setting = Setting(book.site, book.units)
    lacking = [
        question.label
        for question in FORMS[name].questions
        if question.required and question.id not in answered
    ]
    if lacking:
        yield f"not answered: {', '.join(lacking)}"
    if name == "figure":
        yield from _wrong(Reading, _fields_of_reading(answered), setting)
    yield from _wrong(Source, _fields_of_source(answered), setting)


# ---------------------------------------------------------------- answers -> YAML


def source_of(answered: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The id of a new source and its fields, from answers of which none is wrong."""
    fields = _fields_of_source(answered)
    publisher = suggested_id(fields["publisher"])
    if not publisher:
        raise NotUsable("the publisher has no Latin letters and no Hangul; add the source by hand")
    day = fields.get("published", fields["accessed"])
    return f"{publisher[:LONGEST_ID].strip('-')}-{day.lower()}", fields


def reading_of(answered: Mapping[str, str], source: str) -> str:
    """A reading as one line of YAML, from answers of which none is wrong."""
    fields = _fields_of_reading(answered)
    pairs = [f"{name}: {_scalar(value)}" for name, value in fields.items()]
    return "{" + ", ".join([*pairs, f"sources: [{source}]"]) + "}"


def _fields_of_source(answered: Mapping[str, str]) -> dict[str, str]:
    return {name: answered[name] for name in SOURCE_FIELDS if name in answered}


def _fields_of_reading(answered: Mapping[str, str]) -> dict[str, str]:
    asked = {name: QUESTIONS.get(name, name) for name in READING_FIELDS}
    return {name: answered[id_] for name, id_ in asked.items() if id_ in answered}


def source_yaml(id_: str, fields: Mapping[str, str]) -> str:
    """The data file of a new source."""
    lines = ["# yaml-language-server: $schema=../../schemas/sources.json", f"{id_}:"]
    lines += (f"  {name}: {_scalar(value)}" for name, value in fields.items())
    return "\n".join(lines) + "\n"


def _wrong(model: type[Record], fields: Mapping[str, str], setting: Setting) -> Iterator[str]:
    """What is wrong with each answer that its field or a rule of the record does not accept."""
    whole: dict[str, Any] = dict(fields)
    for name, answer in fields.items():
        if message := _wrong_line(answer):
            yield f"'{_label(name)}'{message}"
            del whole[name]
    try:
        record = model.model_validate(whole)
        if len(whole) == len(fields):  # else it lacks what was answered wrongly
            yield from _broken(record, setting)
    except ValidationError as error:
        for mistake in error.errors(include_url=False):
            if mistake["type"] != "missing":
                name = str(mistake["loc"][0])
                told = message_of(mistake, mistake["loc"], model)
                yield told.replace(f"'{name}'", f"'{_label(name)}'", 1)


def wrong_in_its_figure(
    figure: Figure,
    answered: Mapping[str, str],
    book: Book,
) -> Iterator[str]:
    """What the record would refuse of a figure with one more reading, and of it alone not."""
    setting = Setting(book.site, book.units)
    last = figure.readings[-1]
    fields: dict[str, Any] = dict(_fields_of_reading(answered))
    fields["sources"] = last.sources
    reading = Reading.model_validate(fields)
    if any(_says_the_same(reading, known) for known in figure.readings):
        yield "this reading stands in the record already"
        return
    readings = (*figure.readings, reading)
    longer = figure.model_copy(update={"readings": readings})
    known = set(_broken(figure, setting))
    for message in _broken(longer, setting):
        if message not in known:
            yield message


SAID = ("value", "low", "high", "as_of", "stage", "qualifier")


def _says_the_same(
    one: Reading,
    other: Reading,
) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def _broken(record: Record, setting: Setting) -> Iterator[str]:
    """What the record would refuse of answers that their fields accept."""
    for finding in broken_rules(record, setting):
        if finding.level == "error":
            where = f"'{_label(str(finding.path[0]))}': " if finding.path else ""
            yield f"{where}{finding.message}"


def _wrong_line(answer: str) -> str:
    """Why an answer is no line of words that can be seen; nothing where it is one."""
    if "\n" in answer or len(answer) > LONGEST_ANSWER:
        return " must be one short line"
    unseen = unseen_sign(answer)
    return f": {unseen}" if unseen else ""


def _scalar(value: str) -> str:
    """A value as YAML: a plain word, or else quoted."""
    if re.fullmatch(r"[a-zA-Z0-9][\w.-]*", value):
        return value
    return json.dumps(value, ensure_ascii=False)


# ---------------------------------------------------------------- into a file of the record


def with_reading(text: str, book: Book, address: str, reading: str) -> str:
    """A data file's text with a reading below the last one of a figure."""
    readings = _list_at(text, (*book.origins[address][1], "readings"))
    end = len(text[: readings.value[-1].end_mark.index].rstrip())
    if readings.flow_style:
        return f"{text[:end]}, {reading}{text[end:]}"
    end = text.find("\n", end) if "\n" in text[end:] else len(text)  # past a comment on the line
    indent = " " * readings.start_mark.column
    return f"{text[:end]}\n{indent}- {reading}{text[end:]}"


def _list_at(text: str, path: Path_) -> yaml.SequenceNode:
    """The list that stands at a path in a data file, with where it begins and ends."""
    node = yaml.compose(text, Loader=Loader)
    for step in path:
        assert isinstance(node, yaml.MappingNode)  # the Book was read from this file
        node = next(value for key, value in node.value if key.value == step)
    assert isinstance(node, yaml.SequenceNode)
    return node
