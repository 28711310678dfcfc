"""The interface words of each language, from words.yml and the files of single languages.

A language may have a file of its own: words.sv.yml maps each word to its form, and
meanings.sv.yml what the code states of a field to how that is said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..record.languages import ENGLISH
from ..record.marked_yaml import Marked, Parse, read, read_bytes
from ..record.problems import GROUP, Mistakes, Problem, did_you_mean, excerpt, nearest
from ..record.rules import grows_digits
from .date_patterns import DATES, wrong_pattern

FOLDER = "docs/templates"  # where messages place the files
WORDS = f"{FOLDER}/words.yml"
MAY_BE_NOTHING = ("search.particles",)  # what most languages have none of
NEVER_SHOWN = ("search.ignored", "search.particles", "numbers.")  # lists of words to look for
PATTERNS = ("date.", "write.")  # words that say themselves what of a day or a sum is shown
STRANGE_BRACE = re.compile(r"\{(?!\w+\})[^{}]{0,20}\}?|(?<!\w)\}")
OF_HTML = re.compile(r"</?[a-z][^<>]*>|&#?\w+;", re.I | re.ASCII)  # a tag, or a sign by its name
FILLED_IN = re.compile(r"\{([\w.]+)\}")  # the names of what a word is filled with


@dataclass(frozen=True)
class InterfaceWords:
    """What a language says, and what it has no word for yet."""

    words: dict[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)  # of fields, by what the code states
    borrowed: list[str] = field(default_factory=list)  # said in English until they are translated


def read_interface_words(
    path: Path,
    languages: Iterable[str],
    parse: Parse = read_bytes,
) -> dict[str, InterfaceWords]:
    """The words of each language; Mistakes where one has none or says one wrongly.

    What a language's own file leaves out or empty is said in English.
    """
    marked = read(path, WORDS, parse)
    if not isinstance(marked.value, dict):
        problem = marked.problem((), "maps each word to its forms, as in 'home: {en: Home}'")
        raise Mistakes(marked.problems or [problem])
    own = {language: _own(path, "words", language, parse) for language in languages}
    problems = [*marked.problems, *_lost(path, marked, parse), *_wrong_stated(marked, own)]
    if problems:
        raise Mistakes(problems)
    for language, file in own.items():
        problems += _wrong(marked.value, file) if file else []
        problems += [] if file or _has_words(marked.value, language) else [_wordless(language)]
    if problems:
        raise Mistakes(problems)
    said = {language: _said(marked, own[language], language, problems) for language in own}
    if problems:
        raise Mistakes(problems)
    return {
        language: InterfaceWords(words, _meanings(path, language, parse), borrowed)
        for language, (words, borrowed) in said.items()
    }


def _lost(
    path: Path,
    marked: Marked,
    parse: Parse,
) -> Iterator[Problem]:
    """The words that the files of single languages have, and that were taken out of words.yml.

    Each of these is written for the words of the machine, so a site may ask for any. What several
    say is lost or misspelt here; what one of several says is misspelt there.
    """
    files = sorted(path.parent.glob("words.*.yml"))
    said: dict[str, list[str]] = {}  # the files that say each word
    for file in files:
        value = read(file, file.name, parse).value
        for key in value if isinstance(value, dict) else ():
            said.setdefault(str(key), []).append(file.name)
    for key in sorted(said.keys() - marked.value.keys()):
        near = nearest(key, marked.value.keys() - said.keys())
        is_of_several = len(said[key]) > 1
        if is_of_several and near:
            message = f"no word of the machine is called '{near}'; write '{key}'"
            yield marked.problem((near,), message)
        elif is_of_several or (len(files) == 1 and not near):
            yield Problem(WORDS, 1, f"lacks '{key}', which {said[key][0]} says; bring it back")


def _wrong_stated(marked: Marked, languages: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the forms of words.yml itself."""
    stated = {key: forms for key, forms in marked.value.items() if isinstance(forms, dict)}
    spoken = Counter(language for forms in stated.values() for language in forms)
    strange = {code for code, times in spoken.items() if times < len(stated) / 2} - {*languages}
    for key, forms in stated.items():
        for language in forms:
            message = _wrong_among(forms, language, key)
            if language in strange:
                message = f"no language '{language}' in this site; leave it out of '{key}'"
            if message:
                yield marked.problem((key, language), message)


def _wrong_among(forms: Mapping[str, Any], language: str, key: str) -> str:
    """What is wrong with one of the forms of a word that words.yml states."""
    form = forms[language]
    if not isinstance(form, str):
        return f"the form of a word is one text, not {excerpt(form)}"
    if not form.strip() and key not in MAY_BE_NOTHING:
        return f"'{language}' is empty in '{key}'; write the words"
    if message := wrong_in_itself(key, form):
        return message
    named = {
        name for other in forms.values() if isinstance(other, str) for name in _names_in(other)
    }
    lost = sorted(named - _names_in(form))
    if lost and not key.startswith(PATTERNS):
        return f"'{key}' loses what stands in '{{{lost[0]}}}' in '{language}'; say it too"
    return ""


def _said(
    marked: Marked, own: Marked | None, language: str, problems: list[Problem]
) -> tuple[dict[str, str], list[str]]:
    """Each word of a language, and the names of those that it borrows."""
    of_its_own: Mapping[str, str] = own.value if own else {}
    words: dict[str, str] = {}
    borrowed = []
    for key, forms in marked.value.items():
        form = of_its_own.get(key) or _form(forms, language)
        if own and key in MAY_BE_NOTHING:
            form = of_its_own.get(key, "")
        elif own and form is None:
            form = _form(forms, ENGLISH)
            borrowed.append(key)
        if form is None:
            message = f"the word '{key}' has no '{language}' form"
            problems.append(marked.problem((key,), message))
        else:
            words[key] = form
    return words, borrowed


def _wrong(stated: Mapping[str, Any], file: Marked) -> Iterator[Problem]:
    """What is wrong with the words of a language that has a file of its own."""
    yield from file.problems
    if not isinstance(file.value, dict):
        yield Problem(file.file, 1, "needs words and their forms, each on a line: home: Hem")
        return
    english = {key: _form(forms, ENGLISH) or "" for key, forms in stated.items()}
    for key, form in file.value.items():
        if isinstance(form, dict | list):
            yield file.problem((key,), f"the form of a word is one text, not {GROUP}")
        elif message := wrong_form(key, form or english.get(key, ""), english):
            yield file.problem((key,), message)


def wrong_form(key: str, form: str, stated: Mapping[str, str]) -> str:
    """What is wrong with a form of one of the stated words; nothing where nothing is."""
    if key not in stated:
        remedy = did_you_mean(key, stated) or "; write one of docs/templates/words.yml"
        return f"no interface word '{key}'{remedy}"
    if message := wrong_in_itself(key, form):
        return message
    unknown = sorted(_names_in(form) - _names_in(stated[key]))
    if unknown:
        return f"nothing fills in '{{{unknown[0]}}}' in '{key}'; leave it out"
    lost = sorted(_names_in(stated[key]) - _names_in(form))
    if lost and not key.startswith(PATTERNS):
        return f"'{key}' loses what stands in '{{{lost[0]}}}'; say it too"
    return ""


def wrong_in_itself(key: str, form: str) -> str:
    """What is wrong with a form whatever its word is filled with; nothing where nothing is."""
    if strange := STRANGE_BRACE.search(form):
        return (
            f"'{strange[0]}' of '{key}' is filled by nothing; a brace holds a name, as in {{day}}"
        )
    if html := OF_HTML.search(form):
        shown = f"{excerpt(html[0])} of '{key}' would be shown as it is typed"
        return f"{shown}; a word is plain text, so leave HTML out"
    if key.startswith("qualifier.") and "{said}" not in form:
        return f"'{key}' loses the number; write {{said}} where it stands"
    if digits := grows_digits(form):
        return f"{excerpt(digits)} of '{key}' would be read with the number; leave the digits out"
    if key.startswith("date.") and key not in DATES and not re.search(r"\{(year|start)\}", form):
        return f"'{key}' does not say the year; dates would look alike without it"
    return wrong_pattern(key, form) if key in DATES else ""


def _names_in(form: str | None) -> set[str]:
    """The names of what a word is filled with: range holds low and high."""
    return set(FILLED_IN.findall(form or ""))


def _wordless(language: str) -> Problem:
    message = f"no word is said in '{language}' yet; write words.{language}.yml with its words, as"
    return Problem(
        WORDS, 1, f"{message} in 'home: …'; those that it lacks are the first language's"
    )


def _has_words(stated: Mapping[str, Any], language: str) -> bool:
    return any(_form(forms, language) for forms in stated.values())


def _meanings(
    path: Path,
    language: str,
    parse: Parse,
) -> Mapping[str, str]:
    file = _own(path, "meanings", language, parse)
    return file.value if file and isinstance(file.value, dict) else {}


def _own(
    path: Path,
    stem: str,
    language: str,
    parse: Parse,
) -> Marked | None:
    """A file that a language has for itself: words.sv.yml; None where there is none."""
    file = path.with_name(f"{stem}.{language}.yml")
    if not file.is_file():
        return None
    return read(file, f"{FOLDER}/{file.name}", parse)


def _form(forms: object, language: str) -> str | None:
    """The form of a word in a language, as words.yml has it; None where it has none."""
    return forms.get(language) if isinstance(forms, dict) else None
