"""Copies the machine into a new folder, with the record of a made-up minister to replace."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from babel.core import get_global

from ..authoring.starter import NAME, Start, with_pages_of
from ..authoring.word_files import words_file
from ..meaning.interface_words import read_interface_words
from ..record.languages import ENGLISH, is_known, meant_language
from ..record.problems import Mistakes
from ..record.rules import says_nothing
from ..writing.prose import marked_words
from . import schemas
from .options import Refused, why_full

Answered = TypeVar("Answered")

ROOT = Path(__file__).parents[3]
STARTER = ROOT / "hooks" / "starter"
WHOLE = (
    "hooks",
    "docs/templates",
    "docs/assets",
    ".github",
    ".vscode",
    "tests/machine",
)
FILES = (
    "Makefile",
    "pyproject.toml",
    "biome.json",
    "LICENSE",
    ".gitignore",
    "requirements.in",
    "requirements.txt",
    "CONTRIBUTING.md",
    "PUBLISHING.md",
    "CODE_OF_CONDUCT.md",
    "tests/overrides.txt",
    "tests/requirements.in",
    "tests/requirements.txt",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "screenshots")
PLACEHOLDERS = {
    r"https://example\.github\.io/[\w-]+/": "https://example.github.io/my-explainer/",
    r"https://github\.com/example/[\w-]+": "https://github.com/example/my-explainer",
}
OWNER = re.compile("The authors of .*")
NOT_IN_NAMES = '"\\{}'  # they end or fill a text where the name stands in one


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    help="the new one",
)
@click.option("--languages", help="the codes of its languages, the first one first: de,en")
@click.option("--subject", help="what the site is called: whom or what it is about")
@click.option("--currency", help="the ISO code of its money: EUR")
def command(
    folder: Path | None,
    languages: str | None,
    subject: str | None,
    currency: str | None,
) -> None:
    """Copy the machine with a made-up record into a new folder.

    It asks for what is not given.
    """
    wrong: list[str] = []
    ask = partial(asked, wrong)
    try:
        target = new_folder(folder or asked_folder())
    except ValueError as error:
        wrong.append(str(error))
    start = Start(
        STARTER,
        ask(languages, "Languages, the first one first, such as de,en", ENGLISH, known_languages),
        ask(subject, "Name of the site: whom or what it is about", NAME, one_line),
        ask(currency, "ISO code of its currency, such as EUR", "SEK", known_currency),
    )
    if wrong:
        raise Refused(*wrong)
    copy(target)
    begin(target, start)
    with chdir(target):
        schemas.write_schemas(Path("data"))
        schemas.write_forms()
        schemas.name_schemas(Path("data"))
    click.echo(
        f"A new explainer stands in {target}: make site builds it, "
        "and its README.md tells what to replace."
    )


def asked_folder() -> Path:
    """The folder that is answered; refuses where nothing is."""
    try:
        return Path(click.prompt("Folder of the new one, such as ../mine"))
    except click.Abort:
        click.echo()
        raise Refused("no folder is named; name it with DIR=, as in DIR=../mine") from None


def new_folder(folder: Path) -> Path:
    """Where the new one is to stand; raises ValueError where it cannot."""
    try:
        target = folder.expanduser().resolve()
    except RuntimeError:  # ~ is nobody's home
        message = f"no home folder is known for '{folder}'; write its whole path"
        raise ValueError(message) from None
    if target.is_relative_to(ROOT):
        raise ValueError(
            f"{target} would stand in this project; name one beside it: ../{target.name}"
        )
    if message := why_shut(target) or why_full(target):
        raise ValueError(message)
    return target


def why_shut(target: Path) -> str:
    """Why nobody may begin a folder there; '' where one can be begun, or a file stands."""
    stands = next(folder for folder in (target, *target.parents) if os.path.exists(folder))
    is_file = stands == target and not stands.is_dir()
    if is_file or os.access(stands, os.W_OK | os.X_OK):
        return ""
    return f"nothing can be written in {stands}; name a folder elsewhere"


def asked(
    wrong: list[str],
    given: str | None,
    question: str,
    usual: str,
    read: Callable[[str], Answered],
) -> Answered:
    """What was given or is answered; the usual where nobody can be asked.

    A wrong answer is asked for again; what is wrong with one that was given is noted, and
    then nothing more is asked.
    """
    if given is None and sys.stdin.isatty() and not wrong:
        return answered(question, usual, read)
    try:
        return read(usual if given is None else given)
    except ValueError as error:
        wrong.append(str(error))
        return read(usual)


def answered(question: str, usual: str, read: Callable[[str], Answered]) -> Answered:
    """What is answered in a terminal, until it can be."""

    def answer(written: str) -> Answered:
        try:
            return read(written)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    said: Answered = click.prompt(question, usual, value_proc=answer)
    return said


def known_languages(written: str) -> tuple[str, ...]:
    """The codes of languages: de,en."""
    codes = tuple(re.findall(r"[^\s,]+", written))
    if not codes:
        raise ValueError("no language is named; languages are codes such as de,en")
    wrong = [f"the language '{code}' is named twice; name it once" for code in _twice(codes)]
    wrong += [
        f"languages are codes such as de,en; '{code}' is none that is known{meant_language(code)}"
        for code in dict.fromkeys(codes)
        if not is_known(code)
    ]
    if wrong:
        raise ValueError("\n".join(wrong))
    return codes


def _twice(codes: tuple[str, ...]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if codes.count(code) > 1]


def known_currency(written: str) -> str:
    """The ISO code of a currency: EUR."""
    code = written.strip().upper()
    if not code:
        raise ValueError("no currency is named; a currency is an ISO code such as EUR")
    if code not in get_global("all_currencies"):
        raise ValueError(f"a currency is an ISO code such as EUR, not '{written}'")
    return code


def one_line(written: str) -> str:
    """A name, in one line and with some letter."""
    name = " ".join(written.split())
    if says_nothing(name):
        raise ValueError("the site's name is empty; name whom or what it is about")
    if any(sign in name for sign in NOT_IN_NAMES):
        raise ValueError("the site's name is words without quotes, backslashes or braces")
    if message := marked_words("SUBJECT", name):
        raise ValueError(message)
    return name


def copy(target: Path) -> None:
    """The machine: code, templates, styles, the tests that are about it, and what surrounds it."""
    for name in WHOLE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=LEFT_OUT)
    helpers = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").glob("*.py"))]
    for file in (*map(Path, FILES), *helpers):
        if (ROOT / file).is_file():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, target / file)


def begin(target: Path, start: Start) -> None:
    """The made-up record and its pages, interface words, and a configuration to fill in."""
    write_record(target, start)
    for language in start.languages:
        write_pages(target, start, language)
        write_words(target / "docs" / "templates" / "words.yml", language)
    readme = (STARTER / "README.md").read_text(encoding="utf-8")
    write(target / "README.md", readme.replace("# My explainer", f"# {start.subject}", 1))
    settings = with_pages_of(target / "docs", configuration(start))
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    licence = (target / "LICENSE").read_text(encoding="utf-8")
    owned = OWNER.sub(lambda _: f"The authors of {start.subject}", licence)
    (target / "LICENSE").write_text(owned, encoding="utf-8")


def write_record(target: Path, start: Start) -> None:
    """The made-up record, each text in all the languages."""
    for path in sorted((STARTER / "data").rglob("*.yml")):
        text = start.record(path.read_text(encoding="utf-8"), path.parent.name == "sources")
        write(target / path.relative_to(STARTER), text)


def write_pages(target: Path, start: Start, language: str) -> None:
    """The pages in a language; those of the first one stand at the root."""
    is_first = language == start.languages[0]
    folder = target / "docs" / ("" if is_first else language)
    for path in sorted((STARTER / "docs").rglob("*.md")):
        text = start.page(path.read_text(encoding="utf-8"), language)
        write(folder / path.relative_to(STARTER / "docs"), text)


def write_words(words: Path, language: str) -> None:
    """The file of a language's interface words, where the machine does not speak it yet."""
    try:
        read_interface_words(words, (language,))
    except Mistakes:
        english = read_interface_words(words, (ENGLISH,))[ENGLISH].words
        write(words.with_name(f"words.{language}.yml"), words_file(language, english))


def write(path: Path, text: str) -> None:
    """A file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def configuration(start: Start) -> str:
    """mkdocs.yml with placeholders and the site's own name."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for pattern, words in PLACEHOLDERS.items():
        text = re.sub(pattern, words, text)
    for field, words in {"name": start.subject, "description": start.description}.items():
        written = f"site_{field}: {json.dumps(words, ensure_ascii=False)}"
        before, old, after = re.split(rf"(?m)^(site_{field}: .*)$", text, maxsplit=1)
        text = f"{before}{written}{after}" if old else text
    return text
