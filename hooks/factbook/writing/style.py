"""House style: what a text of the site says in place of what it does not say, by language.

data/style.yml holds it, so that another subject, desk or language has a list of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from ..record.kinds import meaning
from ..record.marked_yaml import Marked, read
from ..record.parse import parse_record
from ..record.problems import Problem
from ..record.values import Record
from .lint import bare_words, line_of

STYLE = "style.yml"


def _pattern(words: str) -> str:
    """Words as an author wrote them; ValueError where they are no regular expression."""
    try:
        _any_of((words,))
    except re.error as error:
        raise ValueError(f"must be a regular expression; this is none: {error}") from None
    return words


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for some words, whole ones where they begin or end in Latin letters."""
    spaced = "|".join(words.replace(" ", r"\s+") for words in patterns)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{spaced})(?![A-Za-z0-9])", re.IGNORECASE)


Pattern = Annotated[str, AfterValidator(_pattern)]


class Remedy(Record):
    """What is not said, and what is said in its place."""

    instead_of: Annotated[
        tuple[Pattern, ...],
        meaning("whole words that no text holds, as regular expressions"),
    ]
    write: Annotated[str, meaning("what to write, as it ends the sentence 'write …'")]
    unless: Annotated[tuple[Pattern, ...], meaning("longer words around them that may stand")] = ()
    only_in: Annotated[
        tuple[str, ...],
        meaning("the fields that are meant, of all kinds or of one: what, absences.what"),
    ] = ()

    @cached_property
    def refused(self) -> re.Pattern[str]:
        return _any_of(self.instead_of)

    @cached_property
    def allowed(self) -> re.Pattern[str] | None:
        return _any_of(self.unless) if self.unless else None

    def places(self, words: str, fields: tuple[str, ...]) -> Iterator[re.Match[str]]:
        """Where a text holds what it should not."""
        if self.only_in and not set(fields) & set(self.only_in):
            return
        free = [found.span() for found in self.allowed.finditer(words)] if self.allowed else []
        for found in self.refused.finditer(words):
            if not any(start <= found.start() and found.end() <= end for start, end in free):
                yield found


@dataclass(frozen=True)
class Style:
    """The remedies of each language."""

    remedies: dict[str, list[Remedy]] = field(default_factory=dict)

    def slips(self, text: str, language: str, *fields: str) -> Iterator[tuple[int, str]]:
        """(line, message) for each word of a text that the house does not use.

        `fields` are the names under which a remedy may mean the place where the text stands.
        """
        remedies = self.remedies.get(language, ())
        words = bare_words(text) if remedies else ""
        for remedy in remedies:
            for found in remedy.places(words, fields):
                yield line_of(text, found.start()), f"'{found[0]}': write {remedy.write}"


def read_style(data: Path, languages: tuple[str, ...]) -> tuple[Style, list[Problem]]:
    """What data/style.yml says, and what is wrong with it; a site may have none."""
    path = data / STYLE
    if not path.is_file():
        return Style(), []
    marked = read(path, f"{data.name}/{STYLE}")
    remedies: dict[str, list[Remedy]] = {}
    problems = [*marked.problems, *_strange_languages(marked, languages)]
    for language, number, written in _entries(marked):
        remedy, wrong = parse_record(marked, (language, number), written, Remedy, "")
        problems += wrong
        if remedy:
            remedies.setdefault(language, []).append(remedy)
    return Style(remedies), problems


def _strange_languages(marked: Marked, languages: tuple[str, ...]) -> Iterator[Problem]:
    for language in marked.value if isinstance(marked.value, dict) else ():
        if language not in languages:
            message = f"the site has no language '{language}'; it has {', '.join(languages)}"
            yield marked.problem((language,), message)


def _entries(marked: Marked) -> Iterator[tuple[str, int, object]]:
    """(language, number, what is written) for each remedy."""
    languages = marked.value if isinstance(marked.value, dict) else {}
    for language, entries in languages.items():
        for number, written in enumerate(entries if isinstance(entries, list) else [entries]):
            yield language, number, written
