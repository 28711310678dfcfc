"""Writes pages: prose with its calls filled, and a page for each record that has one."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..drawing.captions import Sheet
from ..drawing.sheets import Drawing
from ..meaning.addresses import language_of, page_url, relative
from ..meaning.figures import CannotCompute
from ..meaning.fingerprints import History
from ..meaning.wording import Wording
from ..record.book import SITE, Address, Book
from ..record.kinds import KINDS
from ..record.problems import Mistakes, Problem
from ..record.rules import parts
from ..record.values import Day, Text
from .calls import Calls
from .code import without_comments
from .document import (
    OLD_TARGET,
    Document,
    Heading,
    Html,
    Piece,
    Prose,
    forward,
    old_target,
    plain_words,
)
from .editions import EditionPage
from .escaping import as_written
from .ledger import LASTING
from .outline import OutlinedSection
from .page import Page, PageCalls, Publication, part_notes
from .prose import WrittenBlock, WrittenHeading, WrittenPage, WrittenPiece
from .site_map import LeafPage, QuestionPage, RecordPage, is_long_list
from .syntax import OPEN, Unreadable, cut, split
from .vocabulary import name_boxes, without_marks, write_signs

MARKED = re.compile("\0(\\d+)\0")  # where a template wrote a heading: PageCalls.heading
MOST_TARGETS = 700  # of the elements that a page has room for
MARK_USED = re.compile(r'<use href="#mark\.([a-z-]+)"')
TEMPLATE_LINE = re.compile(r'File "[^"]*?(templates/[^"]+)", line (\d+)')


@dataclass(frozen=True)
class Writer:
    """Writes the pages of one language; raises Mistakes with the place of what it cannot write."""

    site: Publication
    language: str

    @property
    def book(self) -> Book:
        return self.site.book

    @property
    def wording(self) -> Wording:
        return self.site.wordings[self.language]

    @property
    def plain(self) -> Calls:
        """The calls in plain words of this language."""
        return self.site.plain(self.language)

    def draw(self, chart: str) -> tuple[Sheet, Drawing]:
        """A chart with its drawing in this language."""
        return self.site.draw(chart, self.language)

    def plain_words(self, text: Text | str | None) -> str:
        """A text of the record in a line of plain words."""
        return self.plain.words(text)

    def own_path(self, path: str) -> str:
        """A path of the site in this language where there is such a page, else the first one's."""
        return self.site.own_path(path, self.language)

    def sections(self) -> list[OutlinedSection]:
        """The sections of the pages of prose in this language."""
        return self.site.sections(self.language)

    def prose(self, path: str, written: WrittenPage) -> Document:
        """A page of docs/ with its calls filled; tells all that cannot be filled at once."""
        writing = self._begin(path, written.front.get("cards") != "false")
        writing.page.anchors.update(heading.id for heading in written.headings)
        problems: list[Problem] = []
        pieces: list[Piece] = []
        for name, words in written.front.items():
            with _noted(problems, f"docs/{path}", written.lines[name]):
                writing.front(**{name: writing.words(words)})
        for piece in written.pieces:
            with _noted(problems, f"docs/{path}", piece.line):
                pieces += _filled(writing, piece)
        if problems:
            raise Mistakes(problems)
        return replace(self._finish(writing, pieces), is_prose=True)

    def record(self, page: RecordPage) -> Document:
        """The page of one record."""
        address = f"{page.kind}/{page.id}"
        writing = self._begin(page.path)
        made = self._template(
            writing,
            KINDS[page.kind].page,
            self.book.place(address),
            kind=page.kind,
            id=page.id,
            record=self.book.records[page.kind][page.id],
            address=address,
            before=page.before,
            after=page.after,
        )
        return self._finish(writing, made, address)

    def leaf(self, page: LeafPage, written: WrittenPage | EditionPage) -> Document:
        """A further page of a page whose list is long: what stands there of that list."""
        writing = self._begin(page.path, cards=False, leaf=page)
        made = self._template(
            writing,
            "leaf",
            (f"docs/{page.of}", 1),
            blocks=[call for call in written.blocks if is_long_list(self.book, call)],
            **_named(writing, written),
        )
        return replace(self._finish(writing, made), leaf_of=page.of, leaf_number=page.number)

    def edition(self, page: EditionPage, pages: Iterable[EditionPage]) -> Document:
        """A page of an earlier edition in place of a page of docs/; `pages` are all of those."""
        writing = self._begin(page.path, cards=False)
        folder = self.book.languages[self.language].folder
        others = [
            (other.title, other.path.removeprefix(folder))
            for other in pages
            if language_of(other.path, self.book).code == self.language and not other.is_home
        ]
        name = "edition-home" if page.is_home else "edition"
        options = {"about": page, "pages": [(title, page_url(path)) for title, path in others]}
        made = self._template(
            writing,
            name,
            (f"docs/{page.path}", 1),
            **options,
        )
        return replace(self._finish(writing, made), is_prose=True)

    def questions(
        self,
        page: QuestionPage,
        history: Callable[[], History],
    ) -> Document:
        """A page about the questions of a topic, or the list of such pages."""
        writing = self._begin(page.path, cards=False)
        about = self.book.place(f"topics/{page.topic}" if page.topic else SITE)
        options = {"topic": page.topic, "history": history()}
        return self._finish(
            writing,
            self._template(
                writing,
                page.template,
                about,
                **options,
            ),
        )

    def bare(self, name: str, path: str, **options: object) -> str:
        """A page of its own without the site's frame: docs/templates/<name>.jinja."""
        writing = self._begin(path, cards=False)
        return self.site.templates.fill(f"{name}.jinja", writing.names, options)

    # ------------------------------------------------------------ within

    def _begin(
        self,
        path: str,
        cards: bool = True,
        leaf: LeafPage | None = None,
    ) -> PageCalls:
        """A page to be written; in an edition, which is kept small, marks lead to the records."""
        cards = cards and not self.site.day
        page = Page(path, self.language, cards)
        return PageCalls(self.site, replace(page, of=leaf.of, leaf=leaf.name) if leaf else page)

    def _template(
        self, writing: PageCalls, name: str, place: tuple[str, int], **options: object
    ) -> list[Piece]:
        problems: list[Problem] = []
        pieces: list[Piece] = []
        with _noted(problems, *place):
            filled = self.site.templates.fill(f"pages/{name}.md.jinja", writing.names, options)
            pieces += _split(writing.page, filled)
        if problems:
            raise Mistakes(problems)
        return pieces

    def _finish(
        self,
        writing: PageCalls,
        pieces: list[Piece],
        record: Address = "",
    ) -> Document:
        """The page with its notes and the targets of old addresses, and all that it has shown."""
        page, fields = writing.page, writing.page.fields
        notes = writing.inner("notes", shown=page.notes, cited=page.cited)
        pieces = [*pieces, *_split(page, notes)]
        elsewhere = self._elsewhere(page)
        pieces += self._targets(page, elsewhere)
        if self.site.ledger.all_old_anchors(page.lasting_url):
            pieces = list(_without_taken_targets(pieces, page.anchors))
        pieces += self._marks(pieces)
        headings = [piece for piece in pieces if isinstance(piece, Heading)]
        first = headings[0].words if headings else ""
        title = fields.get("title") or first
        return Document(
            path=page.path,
            language=page.language,
            title=title,
            description=fields.get("description", ""),
            pieces=tuple(pieces),
            last_day=self._last_day(page, record),
            topic=fields.get("topic", ""),
            kind=fields.get("kind", ""),
            record=record,
            oembed=fields.get("oembed", ""),
            heading=first or title,
            anchors=frozenset(page.anchors),
            lasting=frozenset(one.id for one in headings if one.level in LASTING),
            elsewhere=frozenset(elsewhere),
            figures=tuple(dict.fromkeys(page.figures)),
            charts=tuple(dict.fromkeys(page.charts)),
            sources=tuple(page.sources),
        )

    def _targets(self, page: Page, elsewhere: Mapping[str, str]) -> Iterator[Html]:
        """Targets for old addresses whose part is not on the page, and notes on parts that left."""
        led_to = page.anchors | elsewhere.keys()
        for anchor, old_anchors in self.site.ledger.all_old_anchors(page.url).items():
            if anchor not in led_to:
                yield Html("".join(map(old_target, old_anchors)))
        for anchor, new in self.site.ledger.departed(page.url):
            if anchor not in page.anchors:
                note = Markup('<p class="moved" id="{}"><a href="{}">{}</a></p>')
                yield Html(note.format(anchor, relative(new, page.url), self.wording("moved-part")))
        if elsewhere:
            yield Html("\n".join(self._to_leaves(page, elsewhere)))

    def _elsewhere(self, page: Page) -> dict[str, str]:
        """The parts of a long list that are on other leaves than its first, and where."""
        found: dict[str, str] = {}
        for url, anchors in self.site.leaves(page.path):
            for anchor in sorted(anchors - page.anchors - found.keys()):
                found[anchor] = f"{url}#{anchor}"
        return found

    def _to_leaves(self, page: Page, elsewhere: Mapping[str, str]) -> list[str]:
        """Targets that lead on to leaves, for the addresses that were published.

        A page holds so many of them; a script leads on to all: docs/assets/leaves.js.
        """
        ledger, words = self.site.ledger, self.wording("leaf-elsewhere")
        found = []
        for anchor, new in elsewhere.items():
            old_anchors = ledger.old_anchors(page.url, anchor)
            if f"{page.url}#{anchor}" in ledger.lines:
                old_anchors = (anchor, *old_anchors)
            found += [forward(old, relative(new, page.url), words) for old in old_anchors]
        return found[:MOST_TARGETS]

    def _marks(self, pieces: list[Piece]) -> Iterator[Html]:
        """The drawings of the status marks that stand on a page."""
        used = {stage for piece in pieces for stage in MARK_USED.findall(piece.text)}
        if used:
            yield Html(self.site.templates.marks.symbols(sorted(used)).strip())

    def _last_day(self, page: Page, record: Address) -> Day:
        """The newest day of what a page tells; the record's end where it tells nothing dated."""
        book = self.book
        shown = [record] if record else set(page.figures)
        days = (day for address in shown for day in _days(book.get(address)))
        end = book.site.as_of
        known = (day for day in days if day.last <= end.last)
        return max(known, key=lambda day: day.last, default=end)


def _days(record: object) -> Iterator[Day]:
    """When the steps, readings and the like of a record were."""
    for _, part in parts(record):
        for day in (getattr(part, "date", None), getattr(part, "as_of", None)):
            if isinstance(day, Day):
                yield day


def _named(writing: PageCalls, written: WrittenPage | EditionPage) -> dict[str, str]:
    """What a page is called and about."""
    if isinstance(written, EditionPage):
        return {"title": written.title, "description": writing.site.notice(writing.page.language)}
    fields = {name: writing.words(written.front.get(name)) for name in ("title", "description")}
    heads = (writing.words(heading.words) for heading in written.headings)
    return fields | {"title": fields["title"] or next(heads, "")}


# ---------------------------------------------------------------- pieces


def _without_taken_targets(pieces: Iterable[Piece], anchors: Iterable[str]) -> Iterator[Piece]:
    """Pieces without the targets of old addresses whose id something else on the page has."""
    taken = set(anchors)

    def once(found: re.Match[str]) -> str:
        return found[0] if _is_new(found[1], taken) else ""

    for piece in pieces:
        if isinstance(piece, Html):
            yield replace(piece, text=OLD_TARGET.sub(once, piece.text))
        elif isinstance(piece, Heading):
            old = tuple(old for old in piece.old_anchors if _is_new(old, taken))
            yield replace(piece, old_anchors=old)
        else:
            yield piece


def _is_new(anchor: str, taken: set[str]) -> bool:
    """True for an anchor that was not taken; it is from then on."""
    if anchor in taken:
        return False
    taken.add(anchor)
    return True


def _filled(writing: PageCalls, piece: WrittenPiece) -> Iterable[Piece]:
    """What an author wrote, its calls filled."""
    if isinstance(piece, WrittenHeading):
        words = plain_words(writing.plain_calls.fill(_bare(piece.words)))
        markdown = _in_markdown(writing, piece.words)
        old = writing.old_anchors(piece.id)
        return [
            Heading(
                piece.level,
                piece.id,
                words,
                markdown,
                old,
                is_written=True,
            )
        ]
    if isinstance(piece, WrittenBlock):
        return _of_block(writing, piece)
    before = len(writing.page.figures)
    text = without_comments(piece.text)
    markdown = _in_markdown(writing, text)
    figures = tuple(writing.page.figures[before:])
    return [Prose(markdown, _sentences(writing, text), figures)] if text.strip() else []


def _of_block(writing: PageCalls, block: WrittenBlock) -> Iterator[Piece]:
    before = len(writing.page.charts)
    made = writing.fill(block.call)
    charts = tuple(writing.page.charts[before:])
    for piece in _split(writing.page, made):
        yield replace(piece, charts=charts) if isinstance(piece, Html) else piece


def _in_markdown(writing: PageCalls, text: str) -> str:
    """Markdown with its calls filled; their words are shown as written, not read as Markdown."""
    filled = "".join(
        piece if isinstance(piece, str) else as_written(writing.print(piece))
        for piece in split(write_signs(name_boxes(text, writing.say)))
    )
    return part_notes(filled)


def _sentences(writing: PageCalls, text: str) -> str:
    """The plain words of a text without the blocks of HTML that an author drew by hand."""
    filled = writing.plain_calls.fill(_bare(text))
    lines = (
        line
        for line in filled.splitlines()
        if not line.startswith("<") or line.startswith('<p class="answer"')
    )
    return plain_words("\n".join(lines))


def _bare(text: str) -> str:
    """A text whose calls stand, and whose words are without the marks of the vocabulary."""
    return "".join(part if part.startswith(OPEN) else without_marks(part) for part in cut(text))


def _split(page: Page, made: str) -> Iterator[Piece]:
    """What a template gave, as blocks of HTML and the headings between them."""
    for place, piece in enumerate(MARKED.split(made)):
        if place % 2:
            yield page.headings[int(piece)]
        elif piece.strip():
            yield Html(piece.strip("\n"))


@contextmanager
def _noted(problems: list[Problem], file: str, line: int) -> Iterator[None]:
    """Whatever fails while a page is written becomes a mistake of its author, with its place."""
    try:
        yield
    except Mistakes as mistakes:
        problems += mistakes.problems
    except (CannotCompute, Unreadable) as error:
        problems.append(Problem(file, line, str(error)))
    except Exception as error:
        where = TEMPLATE_LINE.findall("".join(traceback.format_tb(error.__traceback__)))
        place = f" (docs/{where[-1][0]}, line {where[-1][1]})" if where else ""
        message = f"this cannot be written{place}: {type(error).__name__}: {error}"
        problems.append(Problem(file, line, message))
