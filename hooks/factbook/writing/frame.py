"""What stands around a page: its language, the pages it leads to, its scripts and styles."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..meaning.addresses import language_of, own_path
from ..record.book import Book
from ..record.kinds import Topic
from ..record.languages import Direction, Language
from ..record.questions import Question, Questions

# The scripts of pages in the order in which they load, each with the markup that it works on.
SCRIPTS = {
    "search": [""],  # every page
    "stale": ["data-review="],
    "filter": ["data-filter"],
    "leaves": ["data-leaves="],
    "folds": ["<details"],
    "answers": ["data-editions"],
    "print": ["data-print"],
    "copy": ["headerlink", "data-copy="],
    "chart": ['class="chart-drawing"'],
}

# The styles that not every page loads, each with the markup that it is for.
STYLES = {
    "vocabulary": [
        'class="admonition box ',
        '<details class="box ',
        'class="tabbed-set ',
        'class="footnote"',
        'class="task-list"',
        'class="highlight"',
        'class="keys"',
        'class="grid"',
        'class="grid cards"',
        'class="twemoji"',
        'class="md-button',
        "<figcaption>\n<p>",
        "<mark>",
    ]
}


# The style of the faces with letters that few sites show, and these: of Vietnamese and Romanian,
# Greek, Cyrillic, marks to be set on letters, signs of currencies but for won and euro.
FURTHER = "faces-further"
FURTHER_LETTERS = r"[\u01A0-\u021B\u0300-\u052F\u1E00-\u1EFF\u20A0-\u20A8\u20AA\u20AB\u20AD-\u20C0]"
# The style of a Hangul face for pages in other languages, which show names and titles in it.
HANGUL = "faces-hangul"
SYLLABLE = "[가-힣]"


def scripts_of(html: str) -> list[str]:
    """The names of the scripts that a page needs."""
    return _needed(html, SCRIPTS)


def styles_of(html: str, has_hangul: bool = False) -> list[str]:
    """The names of the styles that a page needs besides those of every page in its language."""
    further = [FURTHER] if re.search(FURTHER_LETTERS, html) else []
    foreign = [HANGUL] if not has_hangul and re.search(SYLLABLE, html) else []
    return further + foreign + _needed(html, STYLES)


def _needed(html: str, files: Mapping[str, list[str]]) -> list[str]:
    found = []
    for name, marks in files.items():
        if any(mark in html for mark in marks):
            found.append(name)
    return found


class Shared:
    """Pieces of the frame, each written once for all pages of a place; templates call it."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self._written: dict[tuple[str, ...], tuple[str, tuple[Question, ...]]] = {}

    def __call__(self, *place: str, caller: Callable[[], str]) -> str:
        """The piece as it was first written for a place; each page asks what it asked."""
        if place not in self._written:
            with self.questions.noted() as asked:
                piece = caller()
            self._written[place] = piece, tuple(asked)
        piece, questions = self._written[place]
        self.questions.note_again(questions)
        return piece


@dataclass(frozen=True)
class Frame:
    """The frame of one page, by the path of its Markdown; that of a lost address is empty."""

    book: Book
    exists: Callable[[str], object]  # whether the site has a page of this path
    path: str = ""

    @property
    def language(self) -> str:
        """The code of its language."""
        return self._language.code

    @property
    def direction(self) -> Direction:
        """How its language runs: ltr or rtl."""
        return self._language.direction

    @cached_property
    def _language(self) -> Language:
        return language_of(self.path, self.book)

    @cached_property
    def plain_path(self) -> str:
        """The path of this page in the site's first language."""
        return self.path.removeprefix(self._language.folder)

    def own(self, path: str) -> str:
        """A page in this page's language, or in the first one where it has no other."""
        return own_path(path, self._language, self.exists)

    def present(self, paths: Iterable[str]) -> list[str]:
        """Those of some pages that the site has."""
        return [path for path in paths if self.exists(path)]

    def is_foreign(self, path: str) -> bool:
        """True where a page stands in another language than this one."""
        return language_of(self.own(path), self.book) != self._language

    def trail(self) -> list[str]:
        """The pages above this one, from the first page of its language down."""
        folders = self.plain_path.split("/")[:-1]
        inner = ["/".join(folders[: depth + 1]) for depth in range(len(folders))]
        pages = (f"{folder}{ending}" for folder in inner for ending in ("/index.md", ".md"))
        above = [path for path in ("index.md", *pages) if path != self.plain_path]
        paths = [self._language.folder + path for path in above if self.path]
        return [path for path in paths if self.exists(path)]

    def is_among(self, paths: Collection[str]) -> bool:
        """True where this page is one of some pages, or stands in the folder of one."""
        folders = [path.removesuffix("index.md") for path in paths if path.endswith("/index.md")]
        return self.plain_path in paths or self.plain_path.startswith(tuple(folders))

    def twins(self) -> list[tuple[str, str]]:
        """The other languages that have this page, each with its path."""
        paths = [
            (other.code, other.folder + self.plain_path)
            for other in self._other_languages()
            if self.path
        ]
        return [(other, path) for other, path in paths if self.exists(path)]

    def other_languages(self) -> list[tuple[str, str]]:
        """Every other language, with the path of this page in it, or else of its first page."""
        twins = dict(self.twins())
        return [
            (other.code, twins.get(other.code, f"{other.folder}index.md"))
            for other in self._other_languages()
        ]

    def topics(self) -> list[tuple[str, Topic]]:
        """The topics that have a page, in their order, each with its path."""
        pages = [
            (f"{topic.page or f'topics/{id_}'}.md", topic)
            for id_, topic in self.book.topics.items()
        ]
        return [(path, topic) for path, topic in pages if self.exists(path)]

    def beside(self, topic: str) -> Iterator[tuple[str, str, Topic]]:
        """The topics before and after one: how a link names the way there, the path, the topic."""
        ids = list(self.book.topics)
        place = ids.index(topic)
        before, after = ids[max(place - 1, 0) : place], ids[place + 1 : place + 2]
        for relation, neighbours in (("prev", before), ("next", after)):
            for neighbour in (self.book.topics[id_] for id_ in neighbours):
                if neighbour.page and self.exists(f"{neighbour.page}.md"):
                    yield relation, f"{neighbour.page}.md", neighbour

    def _other_languages(self) -> list[Language]:
        return [other for other in self.book.languages.values() if other != self._language]
