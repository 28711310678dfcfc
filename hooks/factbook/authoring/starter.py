"""The made-up record that a new explainer begins with, in the languages that are asked for."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from babel.numbers import get_currency_name

from ..record.languages import ENGLISH
from ..record.marked_yaml import read

NAME = "The Lantern Record"  # of the made-up site; the new one's name takes its place
DESCRIPTION = "What the minister of light promised and what came of it."
MONEY = re.compile(r"money: \{currency: .*\}")
# A line of a page: what it begins with, what it says, and the address behind a heading.
LINE = re.compile(r"(title: |description: |#+ )?(.*?)( \{#[\w-]+\})?\n")
AT_HOME = {("KRW", "ko"): "원"}  # currencies that are called without their country there
IN_ONE_LANGUAGE = re.compile(r"\b(?:publisher|title): $")  # fields of sources that are plain text


@dataclass(frozen=True)
class Start:
    """What a new explainer is to begin with."""

    texts: Path  # the folder that holds texts.de.yml
    languages: tuple[str, ...] = (ENGLISH,)
    subject: str = NAME
    currency: str = "SEK"

    def page(self, text: str, language: str) -> str:
        """A page of the starter in a language; in English where nobody has translated it."""
        said = self._said[language]

        def line(found: re.Match[str]) -> str:
            before, words, after = found.groups(default="")
            words = said.get(words, words).replace(NAME, self.subject)
            is_yaml = before.endswith(": ")
            return f"{before}{_as_yaml(words) if is_yaml else words}{after}\n"

        named = LINE.sub(line, text)
        return (
            named if self._is_first(language) else named.replace("](../assets/", "](../../assets/")
        )

    def record(self, text: str, is_of_sources: bool) -> str:
        """A file of the starter's record, each text in all the languages."""
        begins, comment, fields = text.partition("All of this is made up: replace it.\n")
        fields = MONEY.sub(lambda _: self._money(), fields)
        fields = fields.replace("languages: [en]", f"languages: [{', '.join(self.languages)}]")
        if is_of_sources:
            fields = fields.replace("language: en", f"language: {self.languages[0]}")
        if self.languages != (ENGLISH,):
            fields = self._texts.sub(lambda found: self._forms(found, is_of_sources), fields)
        fields = fields.replace(f": {NAME}\n", f": {_as_yaml(self.subject)}\n")
        return f"{begins}{comment}{fields.replace(NAME, self.subject)}"

    @property
    def description(self) -> str:
        """What the site is, in its first language."""
        return self._said[self.languages[0]].get(DESCRIPTION, DESCRIPTION)

    def _is_first(self, language: str) -> bool:
        return language == self.languages[0]

    @cached_property
    def _said(self) -> dict[str, Mapping[str, str]]:
        """For each language how each English text is said in it."""
        files = {language: self.texts / f"texts.{language}.yml" for language in self.languages}
        return {
            language: read(file, file.name).value if file.is_file() else {}
            for language, file in files.items()
        }

    @cached_property
    def _texts(self) -> re.Pattern[str]:
        """Where a field holds one of the texts that the starter knows, in English."""
        known = read(self.texts / "texts.de.yml", "texts.de.yml").value
        in_order = sorted((NAME, *known), key=len, reverse=True)
        quoted = "|".join(re.escape(_quoted(text)) for text in in_order)
        bare = "|".join(re.escape(text) for text in in_order if not text.isdigit())
        return re.compile(rf"(?P<field>\w+: )(?P<text>{quoted}|{bare})(?=[,}}\n])")

    def _forms(self, found: re.Match[str], is_of_sources: bool) -> str:
        """A text in the first language, or in each where there are several."""
        field, written = found["field"], found["text"]
        text = json.loads(written) if written.startswith('"') else written
        said = {code: self._said[code].get(text, text) for code in self.languages}
        if len(said) == 1 or (is_of_sources and IN_ONE_LANGUAGE.search(field)):
            return f"{field}{_quoted(said[self.languages[0]])}"
        return field + _in_each(said)

    def _money(self) -> str:
        """The unit of the currency, called as each language calls it."""
        names = {
            code: AT_HOME.get((self.currency, code))
            or get_currency_name(self.currency, count=2, locale=code)
            for code in self.languages
        }
        label = _in_each(names) if len(names) > 1 else _quoted(names[self.languages[0]])
        return f"money: {{currency: {self.currency}, label: {label}}}"


def _in_each(said: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{code}: {_quoted(text)}" for code, text in said.items()) + "}"


def _as_yaml(text: str) -> str:
    """Words that stand alone in a field, in quotes where YAML would take them for others."""
    try:
        return text if yaml.safe_load(text) == text else _quoted(text)
    except yaml.YAMLError:
        return _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- the menu

GROUP = re.compile(r"^    (?P<name>[\w.-]+):\n(?P<entries>(?: {6}.*\n)+)", re.M)
ENTRY = re.compile(r"^ {6}(\S+\.md):", re.M)
LISTED = re.compile(r"^(?P<name>  (?:bar|foot)): \[(?P<items>.*)\]", re.M)


def with_pages_of(docs: Path, text: str) -> str:
    """The text of our own mkdocs.yml; what its menu names and docs/ lacks is a remark."""
    missing = {page for page in ENTRY.findall(text) if not (docs / page).is_file()}
    text = ENTRY.sub(
        lambda found: found[0].replace("      ", "      # ") if found[1] in missing else found[0],
        text,
    )
    empty = {found["name"] for found in GROUP.finditer(text) if not ENTRY.search(found["entries"])}
    for name in empty:
        text = text.replace(f"\n    {name}:\n", f"\n    # {name}:\n")
    if not ENTRY.search(text):
        text = text.replace("\n  menu:\n", "\n  menu: {}\n")
    return LISTED.sub(lambda found: _without(found, missing | empty), text)


def _without(found: re.Match[str], idle: Collection[str]) -> str:
    """A list without some of its items."""
    kept = (item for item in found["items"].split(", ") if item not in idle)
    return f"{found['name']}: [{', '.join(kept)}]"
