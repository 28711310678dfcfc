"""House style: what a text of the site says in place of what it does not say, by language.

data/style.yml holds it, so that another subject, desk or language has a list of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from ..record.fields import fields_of, models_inside
from ..record.kept import AT_HAND
from ..record.kinds import KINDS, meaning
from ..record.marked_yaml import Marked, read
from ..record.parse import parse_record
from ..record.problems import Problem, did_you_mean
from ..record.rules import Setting, broken_rules
from ..record.values import Record
from .lint import bare_words, line_of
from .patterns import is_endless

STYLE = "style.yml"
HOW_TO_WRITE = "this lists remedies by language, as in 'en: [{instead_of: [lantern], write: lamp}]'"


def _pattern(words: str) -> str:
    """Words as an author wrote them; ValueError where they are no regular expression."""
    if re.match(r"\(\?[aiLmsux]+\)", words):
        raise ValueError(f"must begin without flags; capitals make no difference in '{words}'")
    try:
        alone = re.compile(words)
        _any_of((words,))
    except re.error as error:
        raise ValueError(f"must be a regular expression; this is none: {error}") from None
    if alone.fullmatch(""):
        raise ValueError(f"must name words; '{words}' is found where there are none")
    if is_endless(words):
        raise ValueError(
            f"must find its words soon; the repetitions of '{words}' share one text and may search "
            "for years: leave one out, or say how often at most, as in [a-z ]{1,40}"
        )
    if all(map(alone.fullmatch, ANY_WORDS)):
        raise ValueError(f"must name words; '{words}' is found in every text")
    return words


ANY_WORDS = ("zqxj", "7 zqxj", "제뷁")  # which no rule is about


# A space of a pattern, and before it what holds one that is no space among words: a class of signs.
SPACE = re.compile(r"\\(?! ).|(?P<signs>\[\^?\]?(?:\\.|[^\]\\])*\])|\\? (?P<times>[?*+{]?)", re.S)
IN_SIGNS = re.compile(r"(?<![-\\]) (?!-[^\]])")  # the space of '[ -~]' begins a range


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for some words, whole ones where they begin or end in Latin letters."""
    spaced = "|".join(SPACE.sub(_any_space, words) for words in patterns)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{spaced})(?![A-Za-z0-9])", re.IGNORECASE)


def _any_space(found: re.Match[str]) -> str:
    """A space as it may stand in a text, where lines end between words."""
    if found["signs"]:
        return IN_SIGNS.sub(r"\\s", found["signs"])
    if found["times"] is None:
        return found[0]
    return rf"\s{found['times'] or '+'}"


def _each(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns for some words: those with groups, which they may name by number, by themselves."""
    plain = tuple(words for words in patterns if not re.compile(words).groups)
    grouped = [(words,) for words in patterns if words not in plain]
    return tuple(map(_any_of, [plain, *grouped] if plain else grouped))


def _found(
    patterns: Iterable[re.Pattern[str]],
    words: str,
) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(words)


Pattern = Annotated[str, AfterValidator(_pattern)]


@cache
def _places() -> frozenset[str]:
    """What a remedy may call the places of texts: what, events.what, planned.what, heading."""
    places = {"title", "description", "heading", "prose", "planned.what"}
    for name, kind in KINDS.items():
        for model in (kind.model, *models_inside((kind.model,))):
            words = [part.name for part in fields_of(model) if part.type == "words"]
            places |= {*words, *(f"{name}.{word}" for word in words)}
    return frozenset(places)


def _place(name: str) -> str:
    """A place of texts as an author named it; ValueError where there is none."""
    if name not in _places():
        hint = did_you_mean(name, _places()) or "; as in what, events.what, heading"
        raise ValueError(f"must name fields that hold words, not '{name}'{hint}")
    return name


Place = Annotated[str, AfterValidator(_place)]


class Remedy(Record):
    """What is not said, and what is said in its place."""

    instead_of: Annotated[
        tuple[Pattern, ...],
        meaning("whole words that no text holds, as regular expressions", min_length=1),
    ]
    write: Annotated[str, meaning("what to write, as it ends the sentence 'write …'")]
    unless: Annotated[tuple[Pattern, ...], meaning("longer words around them that may stand")] = ()
    only_in: Annotated[
        tuple[Place, ...],
        meaning("the fields that are meant, of all kinds or of one: what, absences.what"),
    ] = ()

    @cached_property
    def refused(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.instead_of)

    @cached_property
    def allowed(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.unless)

    def is_meant_for(self, fields: Iterable[str]) -> bool:
        """True where a text of some fields may not hold it."""
        return not self.only_in or not set(self.only_in).isdisjoint(fields)

    def places(self, words: str) -> Iterator[re.Match[str]]:
        """Where a text holds what it should not."""
        free = [found.span() for found in _found(self.allowed, words)]
        for found in _found(self.refused, words):
            if not any(start <= found.start() and found.end() <= end for start, end in free):
                yield found


@dataclass(frozen=True)
class Meant:
    """The remedies that are meant for one sort of text, and all that they look for at once."""

    remedies: tuple[Remedy, ...]
    any_of_them: re.Pattern[str]


@cache
def _at_once(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of some, which is searched for in a fifth of the time.

    A pattern with groups may name them by number, which is another one among others: then this
    one fits any text.
    """
    if any(re.compile(words).groups for words in patterns):
        return re.compile("")
    return _any_of(patterns)


@dataclass(frozen=True, eq=False)
class Style:
    """The remedies of each language."""

    remedies: dict[str, list[Remedy]] = field(default_factory=dict)
    _meant: dict[tuple[str, ...], Meant] = field(default_factory=dict, repr=False)

    def slips(
        self,
        text: str,
        language: str,
        *fields: str,
    ) -> tuple[tuple[int, str], ...]:
        """(line, message) for each word of a text that the house does not use.

        `fields` are the names under which a remedy may mean the place where the text stands.
        """
        return _slips(self, text, language, fields)

    def found_in(
        self, text: str, language: str, fields: tuple[str, ...]
    ) -> Iterator[tuple[int, str]]:
        """The same, looked for anew."""
        meant = self._meant_for(language, fields)
        words = bare_words(text) if meant.remedies else ""
        if not meant.any_of_them.search(words):
            return
        for remedy in meant.remedies:
            for found in remedy.places(words):
                yield line_of(text, found.start()), f"'{found[0]}': write {remedy.write}"

    def _meant_for(self, language: str, fields: tuple[str, ...]) -> Meant:
        """The remedies of a language for a text of some fields."""
        key = (language, *fields)
        if key not in self._meant:
            own = (one for one in self.remedies.get(language, ()) if one.is_meant_for(fields))
            remedies = tuple(own)
            patterns = tuple(words for remedy in remedies for words in remedy.instead_of)
            self._meant[key] = Meant(remedies, _at_once(patterns))
        return self._meant[key]


@lru_cache(maxsize=AT_HAND)
def _slips(
    style: Style, text: str, language: str, fields: tuple[str, ...]
) -> tuple[tuple[int, str], ...]:
    return tuple(style.found_in(text, language, fields))


def read_style(
    data: Path,
    languages: tuple[str, ...],
) -> tuple[Style, list[Problem]]:
    """What data/style.yml says, and what is wrong with it; a site may have none."""
    path = data / STYLE
    if not path.is_file():
        return Style(), []
    return _style_of(read(path, f"{data.name}/{STYLE}"), languages)


@lru_cache(maxsize=1)
def _style_of(
    marked: Marked,
    languages: tuple[str, ...],
) -> tuple[Style, list[Problem]]:
    """What the file says, kept as long as it says the same."""
    if marked.value is not None and not isinstance(marked.value, dict):
        return Style(), [*marked.problems, marked.problem((), HOW_TO_WRITE)]
    remedies: dict[str, list[Remedy]] = {}
    lines: dict[int, int] = {}  # of the remedies
    problems = [*marked.problems, *_strange_languages(marked, languages)]
    for language, number, written in _entries(marked):
        remedy, wrong = parse_record(marked, (language, number), written, Remedy, "")
        broken = broken_rules(remedy, Setting(None, {})) if remedy else ()
        place = (language, number)
        wrong += [marked.problem((*place, *it.path), it.message) for it in broken]
        problems += wrong
        if remedy and not wrong:
            remedies.setdefault(language, []).append(remedy)
            lines[id(remedy)] = marked.line(place)
    for of_language in remedies.values():
        for one, message in _idle(of_language, lines):
            problems.append(Problem(marked.file, lines[id(one)], message))
        for one, other, word in _contradictions(of_language):
            message = f"this demands '{word}', which line {lines[id(other)]} refuses; mend one"
            problems.append(Problem(marked.file, lines[id(one)], message))
    return Style(remedies), problems


# The words that a remedy demands: in quotes, or a few by themselves; an advice may name others.
QUOTED = re.compile(r"['\"‘“]([^'\"‘’“”]+)['\"’”]")
ADVICE = re.compile(r"\b(?:not|never|no|without|instead|than)\b", re.I)
MOST_WORDS = 4


def _contradictions(remedies: list[Remedy]) -> Iterator[tuple[Remedy, Remedy, str]]:
    """(remedy, another, word): what the one demands the other refuses in each text of the one."""
    for one in remedies:
        for word in _demanded(one.write):
            for other in remedies:
                is_within = bool(one.only_in) and set(one.only_in) <= set(other.only_in)
                if (is_within or not other.only_in) and any(other.places(word)):
                    yield one, other, word


def _idle(remedies: list[Remedy], lines: Mapping[int, int]) -> Iterator[tuple[Remedy, str]]:
    """(remedy, message) for each that allows what it refuses, or refuses what another does."""
    first: dict[tuple[str, tuple[str, ...]], Remedy] = {}
    for one in remedies:
        for words in one.instead_of:
            if words in one.unless:
                yield one, f"'{words}' is refused and allowed at once; leave out one of the two"
            other = first.setdefault((words, one.only_in), one)
            if other is not one:
                yield one, f"'{words}' is refused on line {lines[id(other)]} already; keep one"


def _demanded(write: str) -> list[str]:
    if ADVICE.search(write):
        return []
    quoted = QUOTED.findall(write)
    return quoted or [write][: len(write.split()) <= MOST_WORDS]


def _strange_languages(
    marked: Marked,
    languages: tuple[str, ...],
) -> Iterator[Problem]:
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
