"""The templates of docs/templates/ as they are written, each read once for all that look at it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..meaning.wording import Wording
from ..record.folders import Stamps, is_left_out, paths_in, stamps
from ..record.marked_yaml import CannotRead, read_file, text_of
from ..record.problems import Problem, did_you_mean

ENDINGS = ".jinja", ".html"
FOLDERS_AT_HAND = 2
TEMPLATES_AT_HAND = 500  # several times what there are: a server reads again what was edited
ASKED_WORD = re.compile(r"""\bsay(?P<counted>\.counted)?\(\s*["']([\w.-]+)["']\s*[,)]""")
COUNTED = (".one", ".many")  # how the names of words end that follow a number
REMARK = re.compile(r"\{##.*?##\}", re.S)
CALLED_PART = re.compile(r"""\b(?:inner|part)\(\s*["']([\w-]+)["']""")


@dataclass(frozen=True)
class TemplateText:
    """A template: its path in the folder, parts/timeline.jinja, and what stands in it."""

    path: str
    text: str
    shown: str  # how messages call it: docs/templates/parts/timeline.jinja
    unread: Problem | None = None  # why nothing of it can be read

    @property
    def is_of_the_theme(self) -> bool:
        """True for the frame of MkDocs, which has Jinja's own signs for comments."""
        return self.path.endswith(".html")

    @property
    def stem(self) -> str:
        """Its name without folders and endings: timeline."""
        return Path(self.path).stem.removesuffix(".md")


def template_texts(folder: Path) -> tuple[TemplateText, ...]:
    """Every template below a folder, in the order of their paths."""
    return _as_stamped(folder, stamps(folder))


@lru_cache(maxsize=FOLDERS_AT_HAND)
def _as_stamped(folder: Path, as_stamped: Stamps) -> tuple[TemplateText, ...]:
    """The same, read again once one of its files was written anew."""
    shown = f"{folder.parent.name}/{folder.name}"
    found = (name for name in paths_in(folder) if name.endswith(ENDINGS))
    names = sorted(name for name in found if not is_left_out(name))
    return tuple(_template(folder / name, name, f"{shown}/{name}") for name in names)


def _template(path: Path, name: str, shown: str) -> TemplateText:
    try:
        return TemplateText(name, text_of(read_file(path)), shown)
    except CannotRead as error:
        return TemplateText(name, "", shown, error.problem(shown))


def without_remarks(text: str) -> str:
    """What stands in a template but for its remarks, each line where it was."""
    return REMARK.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def without_theme(templates: Iterable[TemplateText]) -> Iterator[TemplateText]:
    """Those that are no frame of MkDocs."""
    return (template for template in templates if not template.is_of_the_theme)


def inner_parts(templates: Iterable[TemplateText]) -> dict[str, set[str]]:
    """For each template the parts that it calls."""
    return {one.stem: set(CALLED_PART.findall(one.text)) for one in without_theme(templates)}


def unknown_words(templates: Iterable[TemplateText], say: Wording) -> list[Problem]:
    """Each interface word that a template asks for by its name and that there is not."""
    problems = []
    for template in templates:
        for word, line in _asked_words(template.text):
            if word not in say.words:
                message = f"no interface word '{word}'{did_you_mean(word, say.words)}"
                problems.append(Problem(template.shown, line, message))
    return problems


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _asked_words(template: str) -> tuple[tuple[str, int], ...]:
    """Each interface word that a template asks for, with its line."""
    asked = []
    for found in ASKED_WORD.finditer(template):
        line = template.count("\n", 0, found.start()) + 1
        endings = COUNTED if found["counted"] else ("",)
        asked += [(found[2] + ending, line) for ending in endings]
    return tuple(asked)
