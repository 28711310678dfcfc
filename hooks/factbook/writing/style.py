"""House style: what a text of the site says in place of what it does not say, by language.

data/style.yml holds it, so that another subject, desk or language has a list of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from ..record.fields import fields_of, models_inside
from ..record.kept import AT_HAND
from ..record.kinds import KINDS, meaning
from ..record.marked_yaml import Marked, Parse, read, read_bytes
from ..record.parse import parse_record
from ..record.problems import Problem, did_you_mean, excerpt
from ..record.rules import Finding, Setting, broken_rules, is_blank, rule
from ..record.values import Record
from .lint import bare_words, line_of
from .patterns import finds_nothing, is_endless

STYLE = "style.yml"
HOW_TO_WRITE = "this lists remedies by language, as in 'en: [{instead_of: [utilise], write: use}]'"


def _check_pattern(words: str) -> None:
    """Raises ValueError where words are no pattern that can be looked for."""
    if is_blank(words):
        return  # which is told of every text
    if re.match(r"\(\?[aiLmsux]+\)", words):
        told = excerpt(words)
        raise ValueError(f"must begin without flags; capitals make no difference in {told}")
    try:
        alone = re.compile(words)
    except re.error as error:
        raise ValueError(f"must be a regular expression; this is none: {error}") from None
    try:
        _any_of((words,))  # in which a space may be several
    except re.error:
        told = f"looks behind over a space, which may be several; write \\s in {excerpt(words)}"
        raise ValueError(told) from None
    if finds_nothing(words):
        raise ValueError(f"must name words; {excerpt(words)} is found where there are none")
    if is_endless(words):
        raise ValueError(
            f"must find its words soon; the repetitions of {excerpt(words)} share one text and may "
            "search for years: leave one out, or say how often at most, as in [a-z ]{1,40}"
        )
    if all(map(alone.fullmatch, ANY_WORDS)):
        raise ValueError(f"must name words; {excerpt(words)} is found in every text")


ANY_WORDS = ("zqxj", "7 zqxj", "제뷁")  # which no rule is about


# A space of a pattern, and before it what holds one that is no space among words: a class of signs.
SPACE = re.compile(r"\\(?! ).|(?P<signs>\[\^?\]?(?:\\.|[^\]\\])*\])|\\? (?P<times>[?*+{]?)", re.S)
IN_SIGNS = re.compile(r"(?<![-\\]) (?!-[^\]])")  # the space of '[ -~]' begins a range
# Letters without capitals: to look for those of so many takes most of the time of a compilation.
HANGUL = re.compile(r"\[\^?[가-힣-]+\]")


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for some words, whole ones where they begin or end in Latin letters."""
    spaced = "|".join(SPACE.sub(_any_space, words) for words in patterns)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{spaced})(?![A-Za-z0-9])", re.IGNORECASE)


def _any_space(found: re.Match[str]) -> str:
    """A space as it may stand in a text, where lines end between words."""
    if found["signs"]:
        signs = IN_SIGNS.sub(r"\\s", found["signs"])
        return f"(?-i:{signs})" if HANGUL.fullmatch(signs) else signs
    if found["times"] is None:
        return found[0]
    return rf"\s{found['times'] or '+'}"


OF_A_GROUP = re.compile(r"\\[1-9]|\(\?P|\(\?\(")  # is named by its number or its name


def _may_name_groups(words: str) -> bool:
    """True for a pattern that could not stand among others, where its groups are other ones."""
    return bool(OF_A_GROUP.search(words))


@cache
def _each(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns for some words: those that may name their groups by themselves."""
    plain = tuple(words for words in patterns if not _may_name_groups(words))
    grouped = [(words,) for words in patterns if words not in plain]
    return tuple(map(_any_of, [plain, *grouped] if plain else grouped))


def _found(
    patterns: Iterable[re.Pattern[str]],
    words: str,
) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(words)


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
        tuple[str, ...],
        meaning("whole words that no text holds, as regular expressions", min_length=1),
    ]
    write: Annotated[str, meaning("what to write, as it ends the sentence 'write …'")]
    unless: Annotated[tuple[str, ...], meaning("longer words around them that may stand")] = ()
    only_in: Annotated[
        tuple[Place, ...],
        meaning("the fields that are meant, of all kinds or of one: what, absences.what"),
    ] = ()

    @property
    def refused(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.instead_of)

    @property
    def allowed(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.unless)

    def is_meant_for(self, fields: Iterable[str]) -> bool:
        """True where a text of some fields may not hold it."""
        return not self.only_in or not set(self.only_in).isdisjoint(fields)

    def places(self, words: str) -> Iterator[re.Match[str]]:
        """Where a text holds what it should not."""
        refused = list(_found(self.refused, words))
        free = [found.span() for found in _found(self.allowed, words)] if refused else []
        for found in refused:
            if not any(start <= found.start() and found.end() <= end for start, end in free):
                yield found


@rule(Remedy)
def patterns_find_some_words(remedy: Remedy, _: Setting) -> Iterator[Finding]:
    for name in ("instead_of", "unless"):
        patterns = getattr(remedy, name)
        for place, words in enumerate(patterns):
            try:
                _check_pattern(words)
            except ValueError as error:
                message = f"'{name}' {error}"
                yield Finding((name, place), message)


# ---------------------------------------------------------------- looking through texts


@dataclass(frozen=True)
class Meant:
    """The remedies that are meant for one sort of text, and all that they look for at once."""

    remedies: tuple[Remedy, ...]
    any_of_them: tuple[re.Pattern[str], ...]


@cache
def _at_once(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of some, which is searched for in a fifth of the time.

    Where one may name its groups, which are others among others, this one fits any text.
    """
    if any(map(_may_name_groups, patterns)):
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
        words = _without_syntax(text) if meant.remedies else ""
        if not any(pattern.search(words) for pattern in meant.any_of_them):
            return
        for remedy in meant.remedies:
            for found in remedy.places(words):
                yield line_of(text, found.start()), f"'{found[0]}': write {remedy.write}"

    def _meant_for(self, language: str, fields: tuple[str, ...]) -> Meant:
        """The remedies of a language for a text of some fields."""
        key = (language, *fields)
        if key not in self._meant:
            own = (one for one in self.remedies.get(language, ()) if one.is_meant_for(fields))
            self._meant[key] = _meant(tuple(own))
        return self._meant[key]


# A title of a box, a tab or a link, in the quotes that are how it is written and are not printed.
TITLE = re.compile(
    r"""^[ ]*(?:(?:!!!|\?\?\?\+?)[ ]+[\w-][\w -]*|===[!+]?[ ]+)"(?P<of_box>[^\n]*)"[ ]*$"""
    r"""|\]\([^()\s]*[ ]+(?:"(?P<in_two>[^"\n]*)"|'(?P<in_one>[^'\n]*)')[ ]*\)""",
    re.M,
)


def _without_syntax(text: str) -> str:
    """A text as it is read: no code, and titles without their quotes, every word where it was."""
    return TITLE.sub(_unquoted, bare_words(text))


def _unquoted(found: re.Match[str]) -> str:
    start, end = (place - found.start() for place in found.span(found.lastgroup or 0))
    whole = found[0]
    return f"{whole[: start - 1]} {whole[start:end]} {whole[end + 1 :]}"


def _meant(remedies: tuple[Remedy, ...]) -> Meant:
    """Remedies with their patterns. Most are meant for all texts: these share one."""
    for_all: list[str] = []
    for_few: list[str] = []
    for remedy in remedies:
        patterns = for_few if remedy.only_in else for_all
        patterns += remedy.instead_of
    sought = filter(None, map(tuple, (for_all, for_few)))
    return Meant(remedies, tuple(map(_at_once, sought)))


@lru_cache(maxsize=AT_HAND)
def _slips(
    style: Style, text: str, language: str, fields: tuple[str, ...]
) -> tuple[tuple[int, str], ...]:
    return tuple(style.found_in(text, language, fields))


# ---------------------------------------------------------------- reading the file


Where = tuple[str, int]  # a remedy is written: its language, and its number there
ANY_LANGUAGE = ""  # what is read has no words in several


class Written(NamedTuple):
    """A remedy, and where it is written."""

    remedy: Remedy
    place: Where

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it by itself."""
        return broken_rules(self.remedy, NO_SITE)


NO_SITE = Setting(None, {})


class StyleFile:
    """What data/style.yml says, and what is wrong with it; to look for that takes a while."""

    def __init__(
        self,
        marked: Marked,
        languages: tuple[str, ...],
    ):
        self.marked, self.languages = marked, languages

    @property
    def written(self) -> list[Written]:
        """Each remedy that can be read."""
        return [Written(remedy, place) for place, remedy in self._read[0].items()]

    @property
    def unread(self) -> list[Problem]:
        """What is wrong with what cannot be read."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[dict[Where, Remedy], list[Problem]]:
        marked = self.marked
        if ANY_LANGUAGE in marked.records:
            return marked.records[ANY_LANGUAGE], self._wrong_languages()
        found: dict[Where, Remedy] = {}
        problems = list(marked.problems)
        if marked.value is not None and not isinstance(marked.value, dict):
            problems.append(marked.problem((), HOW_TO_WRITE))
        for place, entry in _entries(marked):
            remedy, wrong = parse_record(marked, place, entry, Remedy, ANY_LANGUAGE)
            problems += wrong
            if remedy:
                found[place] = remedy
        if not problems:
            marked.records[ANY_LANGUAGE] = found
        return found, [*problems, *self._wrong_languages()]

    def _wrong_languages(self) -> list[Problem]:
        return list(_strange_languages(self.marked, self.languages))

    @cached_property
    def style(self) -> Style:
        """All that can be read; to be asked for where nothing is wrong."""
        return _style_of(self.written)

    @cached_property
    def sound(self) -> Style:
        """What has no fault by itself."""
        sound = (one for one in self.written if not one.findings)
        return _style_of(sound)

    @cached_property
    def problems(self) -> list[Problem]:
        """All that is wrong with it."""
        return [
            *self.unread,
            *self._broken_rules(),
            *self._at_odds(),
        ]

    def _broken_rules(self) -> Iterator[Problem]:
        for one in self.written:
            for finding in one.findings:
                place = (*one.place, *finding.path)
                yield self.marked.problem(place, finding.message)

    def _at_odds(self) -> Iterator[Problem]:
        """What sound remedies have against each other."""
        lines: dict[int, int] = {}  # of the remedies
        for written in self.written:
            lines[id(written.remedy)] = self.marked.line(written.place)
        for of_language in self.sound.remedies.values():
            for one, message in _idle(of_language, lines):
                yield Problem(self.marked.file, lines[id(one)], message)
            for one, other, word in _contradictions(of_language):
                message = f"this demands '{word}', which line {lines[id(other)]} refuses; mend one"
                yield Problem(self.marked.file, lines[id(one)], message)


def _style_of(written: Iterable[Written]) -> Style:
    remedies: dict[str, list[Remedy]] = {}
    for remedy, (language, _) in written:
        of_language = remedies.setdefault(language, [])
        of_language.append(remedy)
    return Style(remedies)


def read_style(
    data: Path,
    languages: tuple[str, ...],
    parse: Parse = read_bytes,
) -> StyleFile:
    """The file of a data folder; a site may have none."""
    path = data / STYLE
    marked = Marked(f"{data.name}/{STYLE}")
    if path.is_file():
        marked = read(path, marked.file, parse)
    return _file_of(marked, languages)


@lru_cache(maxsize=1)
def _file_of(marked: Marked, languages: tuple[str, ...]) -> StyleFile:
    """The same as long as it says the same."""
    return StyleFile(marked, languages)


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


def _entries(marked: Marked) -> Iterator[tuple[Where, object]]:
    """(where it stands, what is written) for each remedy."""
    languages = marked.value if isinstance(marked.value, dict) else {}
    for language, entries in languages.items():
        for number, written in enumerate(entries if isinstance(entries, list) else [entries]):
            yield (language, number), written
