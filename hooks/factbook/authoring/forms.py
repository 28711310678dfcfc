"""The forms by which readers suggest a fact: made from the records' fields, read back, and written into the record.

What a reader wrote is data: each answer must pass the type of its field before it is written, as a quoted YAML scalar.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from pydantic import ValidationError

from ..record.book import Book
from ..record.fields import Field, fields_of
from ..record.kinds import Reading, Source
from ..record.marked_yaml import Loader
from ..record.values import Record

NO_ANSWER = "_No response_"
SOURCE_FIELDS = ("publisher", "title", "url", "published", "accessed", "language", "kind")
READING_FIELDS = ("value", "as_of", "stage", "qualifier", "reason")


class NotUsable(ValueError):
    """Told to whoever sent the form."""


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    id: str
    label: str
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    long: bool = False


def _asked(
    model: type[Record], names: tuple[str, ...], required: tuple[str, ...], **other_ids: str
) -> list[Question]:
    known: dict[str, Field] = {field.name: field for field in fields_of(model)}
    return [
        Question(
            other_ids.get(name, name),
            _label(model, name),
            known[name].meaning,
            name in required,
            known[name].choices,
        )
        for name in names
    ]


def _label(model: type[Record], name: str) -> str:
    return {"value": "Value that you found", "kind": "Kind of source", "as_of": "As of"}.get(
        name, name.replace("_", " ").capitalize()
    )


NOTE = Question("note", "Anything else", long=True)
OF_THE_SOURCE = _asked(
    Source, SOURCE_FIELDS, ("publisher", "title", "url", "accessed", "language", "kind")
)
FORMS: dict[str, tuple[str, str, list[Question]]] = {
    "figure": (
        "This figure is wrong",
        "Suggest a correction of a figure. The links on the site fill in what they know.",
        [
            Question("figure", "Figure", "Its address: kind/id#figure", True),
            Question("place", "File and line"),
            Question("value", "Value on the site"),
            Question("source", "Source on the site"),
            *_asked(Reading, READING_FIELDS, ("value", "as_of", "stage"), value="right"),
            *OF_THE_SOURCE,
            NOTE,
        ],
    ),
    "source": (
        "Add a source",
        "Name a page or document that the record lacks.",
        [*OF_THE_SOURCE, NOTE],
    ),
}
LABELS = {"figure": "correction", "source": "source"}


def form(name: str) -> str:
    """The issue form, as GitHub reads it."""
    title, description, questions = FORMS[name]
    head = {
        "name": title,
        "description": description,
        "title": f"{LABELS[name].capitalize()}: ",
        "labels": [LABELS[name]],
    }
    return "# Made from the records' fields: make schemas\n" + yaml.safe_dump(
        head | {"body": [_item(question) for question in questions]},
        sort_keys=False,
        allow_unicode=True,
        width=160,
    )


def _item(question: Question) -> dict:
    attributes = {"label": question.label} | (
        {"description": question.description} if question.description else {}
    )
    if question.choices:
        attributes["options"] = list(question.choices)
    sort = "dropdown" if question.choices else "textarea" if question.long else "input"
    return {"type": sort, "id": question.id, "attributes": attributes} | (
        {"validations": {"required": True}} if question.required else {}
    )


def form_of(body: str) -> str:
    """Which form was filled."""
    return "figure" if re.search(r"^### Figure\s*$", body, re.M) else "source"


def answers(name: str, body: str) -> dict[str, str]:
    """What was answered, by the questions' ids; the first answer to a question counts."""
    by_label = {question.label: question.id for question in FORMS[name][2]}
    found: dict[str, str] = {}
    for part in re.split(r"^### ", body.replace("\r", ""), flags=re.M)[1:]:
        label, _, answer = part.partition("\n")
        if label.strip() in by_label and answer.strip() not in ("", NO_ANSWER):
            found.setdefault(by_label[label.strip()], answer.strip())
    if missing := [
        question.label
        for question in FORMS[name][2]
        if question.required and question.id not in found
    ]:
        raise NotUsable(f"not answered: {', '.join(missing)}")
    return found


# ---------------------------------------------------------------- answers -> YAML


def source_of(answered: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The id of a new source and its fields, each checked."""
    fields = _checked(Source, {name: answered[name] for name in SOURCE_FIELDS if name in answered})
    slug = re.sub(
        r"[^a-z0-9]+",
        "-",
        f"{fields['publisher']} {fields.get('published', fields['accessed'])}".lower(),
    ).strip("-")
    if not slug:
        raise NotUsable("the publisher has no Latin letters; add the source by hand")
    return slug, fields


def reading_of(answered: Mapping[str, str], source: str) -> str:
    """A reading as one line of YAML."""
    given = {
        name: answered["right" if name == "value" else name]
        for name in READING_FIELDS
        if ("right" if name == "value" else name) in answered
    }
    pairs = [f"{name}: {_scalar(value)}" for name, value in _checked(Reading, given).items()]
    return "{" + ", ".join([*pairs, f"sources: [{source}]"]) + "}"


def source_yaml(id_: str, fields: Mapping[str, str]) -> str:
    """The data file of a new source."""
    lines = [f"  {name}: {_scalar(value)}" for name, value in fields.items()]
    return (
        "\n".join(["# yaml-language-server: $schema=../../schemas/sources.json", f"{id_}:", *lines])
        + "\n"
    )


def _checked(model: type[Record], given: dict[str, str]) -> dict[str, str]:
    """The answers, where each is what its field accepts."""
    for name, answer in given.items():
        if "\n" in answer or len(answer) > 500:
            raise NotUsable(f"'{name}' must be one short line")
    try:
        model.model_validate(
            given | ({"sources": ["to-be-named"]} if "sources" in model.model_fields else {})
        )
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise NotUsable(
            f"'{wrong['loc'][0]}': {wrong['msg'].removeprefix('Value error, ')}"
        ) from None
    return given


def _scalar(value: str) -> str:
    return (
        value
        if re.fullmatch(r"[a-zA-Z0-9][\w.-]*", value)
        else json.dumps(value, ensure_ascii=False)
    )


def with_reading(text: str, book: Book, address: str, reading: str) -> str:
    """A data file's text with a reading below the last one of a figure."""
    node = yaml.compose(text, Loader=Loader)
    for step in (*book.origins[address][1], "readings"):
        node = next(value for key, value in node.value if key.value == step)
    end = len(text[: node.value[-1].end_mark.index].rstrip())
    if node.flow_style:
        return f"{text[:end]}, {reading}{text[end:]}"
    end = text.find("\n", end) if "\n" in text[end:] else len(text)  # past a comment on the line
    return f"{text[:end]}\n{' ' * node.start_mark.column}- {reading}{text[end:]}"
