"""A page as a value: what it is called, says, shows and cites, until somebody publishes it.

The knowledge of what a page shows is gathered while the page is written; nobody reads it back
out of Markdown or HTML.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

from ..meaning.addresses import page_url
from ..meaning.figures import CannotCompute
from ..record.book import Address
from ..record.problems import Mistakes, Problem
from ..record.values import Day
from .escaping import as_yaml
from .vocabulary import IN_ANGLES

BLOCK = re.compile(r"<!--block (\d+)-->")
HEADING_LINK = re.compile(r'<a class="headerlink" href="#([^"]+)" title="[^"]*">#</a>')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its plain words, and the same in Markdown; old anchors that have moved here."""

    level: int
    id: str
    words: str
    markdown: str
    old_anchors: tuple[str, ...] = ()
    is_written: bool = False  # by an author, not by a template

    @property
    def text(self) -> str:
        """The line of Markdown."""
        targets = "".join(map(old_target, self.old_anchors))
        return f"{'#' * self.level} {targets}{self.markdown} {{#{self.id}}}"


@dataclass(frozen=True, slots=True)
class Html:
    """A block that a template made: a board, a chart, a list from the record."""

    text: str
    figures: tuple[Address, ...] = ()  # shown in it, in their order
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """What an author wrote between two headings or blocks, as Markdown with its calls filled."""

    text: str
    words: str  # the same in plain words
    figures: tuple[Address, ...] = ()


Piece = Heading | Html | Prose
# What an author wrote below a heading of the third level, held together: a chart stands beside
# its words, and words without a chart in two columns.
PASSAGE, END_OF_PASSAGE = Html('<div class="passage">'), Html("</div>")
LEVEL_OF_PASSAGE = 3


class LaidAside(Sequence[Piece]):
    """The pieces of a page that lie on the disk, read each time that somebody looks at them.

    Those of all pages of a large site together are more than memory should hold.
    """

    def __init__(self, read: Callable[[], Sequence[Piece]]):
        self._read = read

    @overload
    def __getitem__(self, place: int) -> Piece: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Piece]: ...
    def __getitem__(self, place: int | slice) -> Piece | Sequence[Piece]:
        return self._read()[place]

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@dataclass(frozen=True)
class Section:
    """A heading, and what an author wrote below it up to the next one."""

    heading: Heading
    words: str
    figures: tuple[Address, ...]
    charts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One page of the site."""

    path: str  # in docs/: programs/model-contest.md
    language: str
    title: str
    description: str
    pieces: Sequence[Piece]
    last_day: Day  # the newest day of what it tells
    is_prose: bool = False  # an author wrote it in docs/
    leaf_of: str = ""  # the path of the page whose long list it goes on with
    leaf_number: int = 1  # among the leaves of a year, letter or topic
    topic: str = ""
    kind: str = ""  # of the record that it is about
    record: Address = ""
    oembed: str = ""  # where a chart's oEmbed document stands
    heading: str = ""  # the words of its first heading; its title where there is none
    anchors: frozenset[str] = frozenset()  # every id that a link may lead to
    lasting: frozenset[str] = frozenset()  # those of its sections, whose addresses are kept
    figures: tuple[Address, ...] = ()  # shown on it, in the order in which they first are
    charts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # named on it
    elsewhere: frozenset[str] = frozenset()  # ids on further leaves of its list, to which it leads
    missed: tuple[str, ...] = ()  # the ids of parts that it had, which lead to its head

    def leading_from(self, missed: tuple[str, ...]) -> "Document":
        """The same with targets for parts that it had, at its first heading."""
        first = next((piece for piece in self.pieces if isinstance(piece, Heading)), None)
        if not missed or not first:
            return self
        heading = replace(first, old_anchors=(*first.old_anchors, *missed))
        pieces = tuple(heading if piece is first else piece for piece in self.pieces)
        return replace(self, pieces=pieces, missed=missed)

    @property
    def url(self) -> str:
        """Its path from the root of the site: programs/model-contest/."""
        return page_url(self.path)

    @property
    def lasting_url(self) -> str:
        """The page at which its parts keep their addresses: for a leaf that of its list."""
        return page_url(self.leaf_of or self.path)

    @property
    def parts(self) -> frozenset[str]:
        """Every id to which a link to this page may lead, be it from its head or its leaves."""
        return self.anchors.union(self.elsewhere, self.missed)

    @property
    def headings(self) -> list[Heading]:
        return [piece for piece in self.pieces if isinstance(piece, Heading)]

    def sections(self) -> Iterator[Section]:
        """Its headings with the plain words and the figures below each."""
        heading: Heading | None = None
        below: list[Html | Prose] = []
        for piece in self.pieces:
            if not isinstance(piece, Heading):
                below.append(piece)
                continue
            if heading:
                yield _section(heading, below)
            heading, below = piece, []
        if heading:
            yield _section(heading, below)

    # ------------------------------------------------------------ as text

    @property
    def fields(self) -> dict[str, str]:
        """What site generators read of it."""
        fields = {name: getattr(self, name) for name in ("title", "description", "topic", "kind")}
        return {name: value for name, value in fields.items() if value}

    @property
    def front_matter(self) -> str:
        """The same as YAML."""
        lines = [f"{name}: {as_yaml(value)}\n" for name, value in self.fields.items()]
        return f"---\n{''.join(lines)}---\n"

    @property
    def text(self) -> str:
        """The whole page as Markdown, for any site generator."""
        return self.front_matter + self.body

    @property
    def body(self) -> str:
        """The page without its front matter."""
        return _joined(piece.text for piece in self.pieces)

    @property
    def for_converter(self) -> str:
        """The page with a comment in place of each block of HTML.

        Most of a page is boards, cards and drawings; the converter of Markdown would spend six
        sevenths of its time on copying them.
        """
        return self.front_matter + self.with_places

    @property
    def with_places(self) -> str:
        """The same without its front matter."""
        places = (f"<!--block {number}-->" for number in range(len(self.blocks)))
        laid_out = self._laid_out()
        pieces = (next(places) if isinstance(piece, Html) else piece.text for piece in laid_out)
        return _joined(pieces)

    @property
    def is_html(self) -> bool:
        """True where templates wrote all of it: there is nothing to convert."""
        return not any(isinstance(piece, Prose) or _is_an_authors(piece) for piece in self.pieces)

    def html(self, link: Callable[[Heading], str]) -> str:
        """A page that is HTML; `link` gives what stands at the end of a heading."""
        return "\n".join(
            _heading_html(piece, link(piece)) if isinstance(piece, Heading) else piece.text
            for piece in self.pieces
        )

    @property
    def blocks(self) -> list[str]:
        """The blocks of HTML, in the order of their comments."""
        return [piece.text for piece in self._laid_out() if isinstance(piece, Html)]

    def _laid_out(self) -> Iterator[Piece]:
        """Its pieces as a reader sees them: the passages of a topic are held together."""
        is_open = False
        for piece in self.pieces:
            if self.topic and isinstance(piece, Heading) and piece.level <= LEVEL_OF_PASSAGE:
                if is_open:
                    yield END_OF_PASSAGE
                is_open = piece.is_written and piece.level == LEVEL_OF_PASSAGE
                if is_open:
                    yield PASSAGE
            yield piece
        if is_open:
            yield END_OF_PASSAGE


class Documents(Mapping[str, Document]):
    """Every page of the site by its path, each written when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], Document]]):
        self._makers = dict(makers)
        self._written: dict[str, Document] = {}
        self._begun: set[str] = set()

    def __getitem__(self, path: str) -> Document:
        if path not in self._written:
            if path in self._begun:
                raise CannotCompute(f"the page {path} lists its own sections; it cannot")
            self._begun.add(path)
            try:
                self._written[path] = self._makers[path]()
            finally:
                self._begun.remove(path)
        return self._written[path]

    def __contains__(self, path: object) -> bool:
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def write_all(self) -> dict[str, Document]:
        """All pages; raises Mistakes with all that cannot be written, not only the first."""
        problems: list[Problem] = []
        for path in self:
            try:
                self[path]
            except Mistakes as mistakes:
                problems += mistakes.problems
        if problems:
            raise Mistakes(problems)
        return dict(self)


def put_back(converted: str, blocks: list[str]) -> str:
    """A converted page with its blocks of HTML where they stood."""

    def block(found: re.Match[str]) -> str:
        number = int(found[1])
        return blocks[number] if number < len(blocks) else found[0]

    return BLOCK.sub(block, converted)


def name_heading_links(
    converted: str, headings: Iterable[Heading], name: Callable[[str], str]
) -> str:
    """A converted page whose links at headings say which heading they lead to.

    Their sign is drawn by the style sheet: who reads the page aloud, or takes its words out of it,
    has the words of the heading alone.
    """
    words = {heading.id: heading.words for heading in headings}

    def link(found: re.Match[str]) -> str:
        id_ = html.unescape(found[1])
        return heading_link(id_, name(words.get(id_, id_)))

    return HEADING_LINK.sub(link, converted)


def heading_link(id_: str, name: str) -> str:
    """The link at the end of a heading."""
    return f'<a class="headerlink" href="#{html.escape(id_)}" aria-label="{html.escape(name)}"></a>'


def _heading_html(heading: Heading, link: str) -> str:
    """A heading that a template wrote: its Markdown has no more than HTML in it."""
    targets = "".join(map(old_target, heading.old_anchors))
    name = f"h{heading.level}"
    return f'<{name} id="{html.escape(heading.id)}">{targets}{heading.markdown}{link}</{name}>'


def _is_an_authors(piece: Piece) -> bool:
    return isinstance(piece, Heading) and piece.is_written


def without_heading_links(converted: str) -> str:
    """A converted page without the links at its headings, which an edition can do without."""
    return HEADING_LINK.sub("", converted)


def forward(anchor: str, to: str, words: str) -> str:
    """A target that is seen once a link has led to it, and leads on to where its part stands."""
    return f'<a class="moved" id="{anchor}" href="{html.escape(to)}">{html.escape(words)}</a>'


def old_target(anchor: str) -> str:
    """An unseen target for an address that a part of the page had before."""
    return f'<span id="{anchor}" class="old-address"></span>'


OLD_TARGET = re.compile(re.escape(old_target("\0")).replace("\0", '([^"]*)'))


# Below a text: the address of the links that are called so.
BELOW = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S+(?:[ \t]+[\"'(][^\n]*)?$", re.M)
IN_BRACKETS = re.compile(r"\[([^\[\]]+)\](?:\[([^\[\]]*)\])?")


def plain_words(markdown: str) -> str:
    """What an author wrote in Markdown, as a reader sees the words: the one function for it."""
    words = IN_ANGLES.sub(r"\1", markdown)
    words = re.sub(r"<(svg|button|sup)\b.*?</\1>|<!--.*?-->|<[^>]*>", "", words, flags=re.S)
    words = _without_addresses_below(words)
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", words)
    words = re.sub(r"\{ ?[:#.][^}\n]*\}|\*\*|\*|`|\|", "", words)
    words = re.sub(r"^\s*(?:[-+>]|#+) +|-{3,}", "", words, flags=re.M)
    return " ".join(html.unescape(words).split())


def _without_addresses_below(markdown: str) -> str:
    """Markdown without the addresses below its words, and the links that lead to them as words."""
    named = {name.lower() for name in BELOW.findall(markdown)}

    def words(found: re.Match[str]) -> str:
        is_link = found[2] is not None or found[1].lower() in named
        return found[1] if is_link else found[0]

    return IN_BRACKETS.sub(words, BELOW.sub("", markdown))


def _section(heading: Heading, below: list[Html | Prose]) -> Section:
    words = " ".join(piece.words for piece in below if isinstance(piece, Prose) and piece.words)
    figures = (address for piece in below for address in piece.figures)
    charts = (chart for piece in below if isinstance(piece, Html) for chart in piece.charts)
    return Section(heading, words, tuple(dict.fromkeys(figures)), tuple(charts))


def _joined(texts: Iterator[str]) -> str:
    """Pieces one below the other, an empty line between two."""
    return "\n\n".join(filter(None, (text.strip("\n") for text in texts))) + "\n"
