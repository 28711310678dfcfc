"""The interface words of each language, from words.yml and the files of single languages.

A language may have a file of its own: words.sv.yml maps each word to its form, and
meanings.sv.yml what the code states of a field to how that is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..record.languages import ENGLISH, is_known
from ..record.marked_yaml import Marked, Parse, read, read_bytes
from ..record.problems import GROUP, Mistakes, Problem, did_you_mean, excerpt, nearest
from ..record.rules import grows_digits
from .date_patterns import DATES, wrong_pattern

FOLDER = "docs/templates"  # where messages place the files
WORDS = f"{FOLDER}/words.yml"
MAY_BE_NOTHING = ("search.particles", "search.asking")  # what most languages have none of
NEVER_SHOWN = ("search.", "numbers.")  # lists of words to look for
PATTERNS = ("date.", "write.")  # words that say themselves what of a day or a sum is shown
BETWEEN = "|"  # between ways to write a number, all of which are right
SMALL_NUMBERS = "small-numbers"  # the words for 0 to 10, in their order
# Words of which readers must tell each from the others: they say what came of something.
APART = (r"stage\.[\w-]+", r"planned\.[\w-]+", r"verdict\.[\w-]+", r"payer\.[\w-]+", "true|false")
STRANGE_BRACE = re.compile(r"\{(?!\w+\})[^{}]{0,20}\}?|(?<!\w)\}")
OF_HTML = re.compile(r"</?[a-z][^<>]*>|&#?\w+;", re.I | re.ASCII)  # a tag, or a sign by its name
SITES_AT_HAND = 8  # whose words are looked through again only when a file of them was edited
FILLED_IN = re.compile(r"\{([\w.]+)\}")  # the names of what a word is filled with


@dataclass(frozen=True)
class InterfaceWords:
    """What a language says, and what it has no word for yet."""

    words: dict[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)  # of fields, by what the code states
    borrowed: list[str] = field(default_factory=list)  # said in English until they are translated


Look = Callable[[Callable[[], list[Problem]]], list[Problem]]


def at_once(find: Callable[[], list[Problem]]) -> list[Problem]:
    """What is found, where nobody knows of another time."""
    return find()


def read_interface_words(
    path: Path,
    languages: Iterable[str],
    parse: Parse = read_bytes,
    look: Look = at_once,
) -> dict[str, InterfaceWords]:
    """The words of each language; Mistakes where one has none or says one wrongly.

    What a language's own file leaves out or empty is said in English. Who may `look` for what is
    wrong with the files may know of the very same that nothing was.
    """
    marked = read(path, WORDS, parse)
    if not isinstance(marked.value, dict):
        problem = marked.problem((), "maps each word to its forms, as in 'home: {en: Home}'")
        raise Mistakes(marked.problems or [problem])
    files = _files_of_single_languages(path, parse)
    by_name = {Path(file.file).name: file for file in files}
    own = {language: by_name.get(f"words.{language}.yml") for language in languages}
    problems = look(lambda: [*_all_wrong(marked, tuple(own), tuple(files))])
    said = {}
    for language, its_own in own.items():
        if its_own or _has_words(marked.value, language):
            said[language] = _said(marked, its_own, language, problems)
        else:
            problems.append(_wordless(language))
    if problems:
        raise Mistakes(problems)
    return {
        language: InterfaceWords(words, _meanings(path, language, parse), borrowed)
        for language, (words, borrowed) in said.items()
    }


@lru_cache(maxsize=SITES_AT_HAND)
def _all_wrong(
    marked: Marked,
    languages: tuple[str, ...],
    files: tuple[Marked, ...],
) -> tuple[Problem, ...]:
    """What is wrong with words.yml and the files of single languages; of these very files it is
    looked for once."""
    wrong = [*_lost(marked, files), *_wrong_stated(marked, languages, _filled(files))]
    problems = [*marked.problems, *(problem for _, problem in wrong)]
    told = {key for key, _ in wrong}
    for file in files:
        problems += _wrong(marked.value, file, told)
    return tuple(problems)


def _files_of_single_languages(path: Path, parse: Parse) -> list[Marked]:
    """The file of each language that has one, whether the site speaks it or not."""
    files = sorted(path.parent.glob("words.*.yml"))
    return [read(file, f"{FOLDER}/{file.name}", parse) for file in files]


def _filled(files: Iterable[Marked]) -> dict[str, frozenset[str]]:
    """What fills each word, as far as the files of several languages say the same of it."""
    said: dict[str, Counter[frozenset[str]]] = {}
    for file in files:
        for key, form in file.value.items() if isinstance(file.value, dict) else ():
            if isinstance(form, str) and not key.startswith(PATTERNS):
                said.setdefault(key, Counter())[_names_in(form)] += 1
    most = {key: times.most_common(1)[0] for key, times in said.items()}
    return {key: names for key, (names, times) in most.items() if times > 1}


def _lost(marked: Marked, files: Sequence[Marked]) -> Iterator[tuple[str, Problem]]:
    """(word, problem) for what the files of single languages say and words.yml lacks.

    Each of these is written for the words of the machine, so a site may ask for any. What several
    say is lost or misspelt here; what one of several says is misspelt there.
    """
    said: dict[str, list[str]] = {}  # the files that say each word
    for file in files:
        name = Path(file.file).name
        for key in file.value if isinstance(file.value, dict) else ():
            said.setdefault(str(key), []).append(name)
    for key in sorted(said.keys() - marked.value.keys()):
        near = nearest(key, marked.value.keys() - said.keys())
        is_of_several = len(said[key]) > 1
        if is_of_several and near:
            message = f"no word of the machine is called '{near}'; write '{key}'"
            yield key, marked.problem((near,), message)
        elif is_of_several or (len(files) == 1 and not near):
            yield key, Problem(WORDS, 1, f"lacks '{key}', which {said[key][0]} says; bring it back")


def _wrong_stated(
    marked: Marked,
    languages: Iterable[str],
    filled: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, Problem]]:
    """(word, problem) for what is wrong with each form of words.yml itself."""
    stated = {key: forms for key, forms in marked.value.items() if isinstance(forms, dict)}
    spoken = Counter(language for forms in stated.values() for language in forms)
    strange = {code for code, times in spoken.items() if times < len(stated) / 2} - {*languages}
    for key, forms in stated.items():
        for language in forms:
            message = _wrong_among(forms, language, key, filled.get(key))
            if language in strange:
                message = f"no language '{language}' in this site; leave it out of '{key}'"
            if message:
                yield key, marked.problem((key, language), message)


def _wrong_among(
    forms: Mapping[str, Any],
    language: str,
    key: str,
    filled: frozenset[str] | None,
) -> str:
    """What is wrong with one of the forms of a word that words.yml states.

    What fills the word, other forms tell where no files of single languages do.
    """
    form = forms[language]
    if not isinstance(form, str):
        return f"the form of a word is one text, not {excerpt(form)}"
    if not form.strip() and key not in MAY_BE_NOTHING:
        return f"'{language}' is empty in '{key}'; write the words"
    if message := wrong_in_itself(key, form):
        return message
    said = _names_in(form)
    if filled is None:
        texts = (other for other in forms.values() if isinstance(other, str))
        filled = frozenset().union(*map(_names_in, texts))
    for name in sorted(said - filled):
        return f"nothing fills in '{{{name}}}' in '{key}'{_hint_of_names(name, filled - said)}"
    if said == filled or key.startswith(PATTERNS):
        return ""
    return f"'{key}' loses what stands in '{{{min(filled - said)}}}' in '{language}'; say it too"


def _hint_of_names(name: str, others: Collection[str]) -> str:
    """What to write in place of a name that nothing fills: what is not said yet, or nothing."""
    instead = f"; write {{{min(others)}}}" if others else "; leave it out"
    return did_you_mean(name, others) or instead


def _said(
    marked: Marked, own: Marked | None, language: str, problems: list[Problem]
) -> tuple[dict[str, str], list[str]]:
    """Each word of a language, and the names of those that it borrows."""
    is_read = own and isinstance(own.value, dict)
    of_its_own: Mapping[str, str] = own.value if own and is_read else {}
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


def _wrong(stated: Mapping[str, Any], file: Marked, told: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the words of a language that has a file of its own.

    A word that words.yml was told to spoil is held against nothing.
    """
    yield from file.problems
    code = Path(file.file).name.split(".")[1]
    if not is_known(code):
        message = f"'{code}' is no code of a language"
        yield Problem(file.file, 1, f"{message}; name this file by one, as in words.en.yml")
    if not isinstance(file.value, dict):
        if not file.problems:
            yield Problem(file.file, 1, "needs words and their forms, each on a line: home: Hem")
        return
    english = {key: _form(forms, ENGLISH) or "" for key, forms in stated.items()}
    for key, form in file.value.items():
        if key in told:
            continue
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
    said, filled = _names_in(form), _names_in(stated[key])
    if said == filled:
        return ""
    for name in sorted(said - filled):
        return f"nothing fills in '{{{name}}}' in '{key}'{_hint_of_names(name, filled - said)}"
    if key.startswith(PATTERNS):
        return ""
    return f"'{key}' loses what stands in '{{{min(filled - said)}}}'; say it too"


@cache
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
    if key == SMALL_NUMBERS and form.count(BETWEEN) != 10:
        return f"'{key}' needs the eleven words for 0 to 10, in their order, with '|' between them"
    if key.startswith("write."):
        return _wrong_ways(key, form.split(BETWEEN))
    if digits := grows_digits(form):
        return f"{excerpt(digits)} of '{key}' would be read with the number; leave the digits out"
    if key.startswith("date.") and key not in DATES and not re.search(r"\{(year|start)\}", form):
        return f"'{key}' does not say the year; dates would look alike without it"
    return wrong_pattern(key, form) if key in DATES else ""


def words_alike(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(word, message) for each that reads as another from which readers must tell it."""
    seen: dict[tuple[str, str], str] = {}
    for key, form in words.items():
        group = next((group for group in APART if re.fullmatch(group, key)), "")
        first = seen.setdefault((group, form.casefold()), key) if group else key
        if first != key:
            yield key, f"{excerpt(form)} is said for '{first}' too; say what tells them apart"


def _wrong_ways(key: str, ways: Iterable[str]) -> str:
    """What is wrong with the ways to write a number, of which each is right."""
    for way in ways:
        if "{n}" not in way:
            return f"{excerpt(way)} of '{key}' would be right for any number; write {{n}} into it"
    return ""


@cache
def _names_in(form: str) -> frozenset[str]:
    """The names of what a word is filled with: range holds low and high."""
    return frozenset(FILLED_IN.findall(form))


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
