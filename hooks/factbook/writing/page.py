"""The calls as a page prints them, with marks, cards and links; and what templates need besides.

While a page is written it gathers on a Page what it shows, cites and calls by an address of its
own: that is what becomes of it as a Document.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import count, pairwise
from math import ceil
from typing import Any

from markupsafe import Markup

from ..drawing.captions import Sheet
from ..drawing.charts import chart_kind
from ..drawing.links import with_links
from ..drawing.notebook_kinds import has_notebook
from ..drawing.sheets import Drawing
from ..drawing.small import shape, small_picture
from ..drawing.strips import strip
from ..meaning import figures, line_words
from ..meaning.addresses import (
    calendar_path,
    feed_path,
    leaf_url,
    own_path,
    page_url,
    relative,
    step_url,
    url_of,
)
from ..meaning.alphabet import by_letter
from ..meaning.changes import changes
from ..meaning.due_dates import due_dates
from ..meaning.figures import Computed
from ..meaning.leaves import EARLIER, TO_COME, Leaf, leaf_named, near, ways
from ..meaning.lifelines import lifelines, promises_of, step_kept_late
from ..meaning.moments import moments
from ..meaning.related import promises_of_chart, questions_of_chart
from ..meaning.wording import NO_BREAK, Wording
from ..record.book import Address, Book
from ..record.fields import description_of, fields_of, models_inside
from ..record.kinds import KINDS, Figure, Reading, Site, Step
from ..record.languages import is_written_in
from ..record.references import references
from ..record.values import Day, Text
from . import teaching
from .architecture import modules
from .calls import Calls, Stages, author_calls
from .document import Heading, old_target
from .escaping import as_written, query, tongue
from .given_names import HELPERS
from .ledger import Ledger
from .made_files import NOTEBOOK
from .outline import OutlinedSection
from .parts import Part
from .syntax import Call, split
from .templates import Templates

MARK = "\0{}\0"  # stands for a heading in what a template gives; YAML and Markdown know no NUL
LETTER = r"[^\W\d_]"
PagesForClass = Callable[[str, str], list[tuple[str, str]]]  # language and topic -> (url, title)
Leaves = Callable[[str], list[tuple[str, frozenset[str]]]]  # (url, anchors) of each
Draw = Callable[[str, str], tuple[Sheet, Drawing]]
AROUND_EMBED = 250  # pixels of title, subtitle and foot above and below the drawing of an embed
CORRECTIONS = "about/corrections/"  # the page that tells how to reach us
NOTE_LINE = 80  # letters of a note in a line of an embed that is as wide as its drawing


@dataclass(frozen=True)
class Publication:
    """What is published, where and in which edition: all that a page must know of the site."""

    book: Book
    wordings: Mapping[str, Wording]
    templates: Templates
    exists: Callable[[str], bool]  # whether a path of the site is a page
    name_of: Callable[[Address, str], str]  # what a record is called in a language
    draw: Draw  # a chart in a language, with its drawing
    downloads: Any = None  # what data/ holds; publishing/ makes it, templates read it
    sections: Callable[[str], list[OutlinedSection]] = lambda language: []  # of the prose
    leaves: Leaves = lambda path: []  # the further pages of a long list
    lessons: PagesForClass = lambda language, topic: []  # for the teacher
    hand_outs: PagesForClass = lambda language, topic: []  # for students
    address: str = ""
    repository: str = ""
    edition: str = ""
    day: Day | None = None  # of an edition
    present: str = ""  # from the root of an edition to that of the present site, where it has one
    pictures: bool = False  # whether PNGs of charts and social cards are asked for
    ledger: Ledger = field(default_factory=Ledger)

    def own_path(self, path: str, language: str) -> str:
        """A path of the site in a language where there is such a page, else in the first one."""
        return own_path(path, self.book.languages[language], self.exists)

    def plain(self, language: str) -> Calls:
        """The calls in plain words of a language."""
        return Calls(self.book, self.wordings[language], self.parts)

    def notice(self, language: str) -> str:
        """What the edition of a day says of itself; '' for the present site."""
        if not self.day:
            return ""
        say = self.wordings[language]
        return say("edition" if self.book.unseen else "edition-whole", day=say.day(self.day))

    def present_page(self, url: str) -> str:
        """The relative path from a page of an edition to the same page of the present site."""
        root = relative("", url).removeprefix("./")
        return f"{root}{self.present}{url}" if self.present else ""

    @property
    def parts(self) -> dict[str, Part]:
        return self.templates.parts


@dataclass
class Page:
    """A page while it is written: where it stands, and what it has shown so far."""

    path: str
    language: str
    cards: bool = True  # whether a figure's mark opens its card here, or leads to its page
    marks: bool = True  # whether figures have marks at all
    links: bool = True  # whether links may stand here
    of: str = ""  # the path of the page that this is a further leaf of
    leaf: str = ""  # the name of that leaf
    notes: dict[str, Markup] = field(default_factory=dict)  # the cards at its foot
    cited: list[str] = field(default_factory=list)  # with a number
    sources: dict[str, None] = field(default_factory=dict)
    figures: list[Address] = field(default_factory=list)  # each time that one is shown
    charts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)  # those that templates wrote
    anchors: set[str] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)  # title, description and the like
    source_lines: dict[tuple[str, ...], Markup] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return page_url(self.path)

    @property
    def lasting_url(self) -> str:
        """That of the list of which this is a leaf: its parts keep their addresses there."""
        return page_url(self.of or self.path)


SAME_ON_EVERY_PAGE: dict[str, object] = {  # names that templates see
    "figures_of": figures,
    "step_kept_late": step_kept_late,
    "line_words": line_words,
    "moments_of": moments,
    "by_letter": by_letter,
    "near": near,
    "promises_of_chart": promises_of_chart,
    "questions_of_chart": questions_of_chart,
    "teaching": teaching,
    "fields_of": fields_of,
    "models_inside": models_inside,
    "description_of": description_of,
    "kinds": {name: kind.model for name, kind in KINDS.items()} | {"site": Site},
    "modules": modules,
    "changes_of": changes,
    "due_dates_of": due_dates,
    "feed_path": feed_path,
    "calendar_path": calendar_path,
}


class PageCalls(Calls):
    """Every call as one page prints it, and every name that templates know."""

    def __init__(self, site: Publication, page: Page):
        super().__init__(site.book, site.wordings[page.language], site.parts)
        self.site, self.page = site, page

    @cached_property
    def names(self) -> dict[str, object]:
        """What templates see: the calls, the helpers below, the Book, the page and its words."""
        own = (*author_calls(), *HELPERS)
        return (
            self.site.templates.names
            | {name: getattr(self, name) for name in own}
            | SAME_ON_EVERY_PAGE
            | {
                "book": self.book,
                "page": self.page,
                "say": self.say,
                "site": self.site,
                "lifelines_of": partial(lifelines, self.book),
                "promises_of": partial(promises_of, self.book),
                "strip_of": partial(strip, self.book),
                "downloads": self.site.downloads,
                "edition_notice": self.site.notice(self.page.language),
                "print": self.print,
            }
        )

    # ------------------------------------------------------------ the calls of authors

    def figure(
        self,
        address: Address,
        card: bool = True,
        stage: str | None = None,
        as_of: str | None = None,
        short: bool = False,
        before_noun: bool = False,
    ) -> Markup:
        if address in self.book.unseen:
            return self.unknown()
        reading = self.reading_at(address, stage, as_of)
        if not reading:
            return self.unknown()
        figure = figures.figure_at(self.book, address)
        self.show(address)
        id_ = "card-" + re.sub(r"[/#]", "-", address)
        opens = card and self.page.cards
        if opens and id_ not in self.page.notes:
            self.page.notes[id_] = Markup("")  # a note may call its own figure
            now = figures.current(figure)
            self.page.notes[id_] = self.inner(
                "card", address=address, figure=figure, current=now, card=id_
            )
        return self.inner(
            "figure",
            address=address,
            figure=figure,
            current=reading,
            short=short,
            before_noun=before_noun,
            card=id_ if opens else None,
        )

    def ratio(
        self,
        above: Address,
        below: Address,
        *,
        stage: Stages = None,
    ) -> Markup:
        if self.is_unsaid(stage, above, below):
            return self.unknown()
        return self.computed(figures.ratio(self.book, above, below, stage=stage))

    def share(
        self,
        part: Address,
        whole: Address,
        *,
        stage: Stages = None,
    ) -> Markup:
        if self.is_unsaid(stage, part, whole):
            return self.unknown()
        return self.computed(figures.share(self.book, part, whole, stage=stage))

    def change(
        self,
        before: Address,
        after: Address,
        *,
        stage: Stages = None,
    ) -> Markup:
        if self.is_unsaid(stage, before, after):
            return self.unknown()
        return self.computed(figures.change(self.book, before, after, stage=stage))

    def total(
        self,
        *addresses: Address,
        short: bool = False,
        stage: Stages = None,
    ) -> Markup:
        if self.is_unsaid(stage, *addresses):
            return self.unknown()
        return self.computed(figures.total(self.book, addresses, stage), short)

    def cite(self, *sources: str) -> Markup:
        super().cite(*sources)
        known = [id_ for id_ in sources if f"sources/{id_}" not in self.book.unseen]
        for id_ in known:
            self.page.sources.setdefault(id_)
            if id_ not in self.page.cited:
                self.page.cited.append(id_)
        if not self.page.links:
            return Markup("")
        return self.inner("cite", sources=known, cited=self.page.cited)

    def link(self, address: Address, words: str | None = None) -> Markup:
        label = super().link(address, words)
        if address in self.book.unseen or not self.page.links or not self.stands(address):
            return Markup.escape(label)
        return Markup('<a href="{}"{}>{}</a>').format(
            self.href(address), self.foreign(address), label
        )

    def chart(self, id_: str) -> Markup:
        super().chart(id_)
        if f"charts/{id_}" in self.book.unseen:
            return self.unknown()
        self.page.charts.append(id_)
        sheet, drawing = self.drawn(id_)
        return self.inner(
            "chart",
            chart=self.book.charts[id_],
            id=id_,
            frame=self.frame_code(id_),
            sheet=sheet,
            drawing=drawing,
        )

    def drawn(self, id_: str) -> tuple[Sheet, Drawing]:
        """A chart as this page has it: its rows are links where they lead somewhere."""
        sheet, drawing = self.site.draw(id_, self.say.language)
        if not chart_kind(sheet.data.kind).leads:
            return sheet, drawing
        linked = replace(
            drawing,
            wide=with_links(drawing.wide, sheet.data, self.href),
            narrow=with_links(drawing.narrow, sheet.data, self.href),
            broad=with_links(drawing.broad, sheet.data, self.href),
        )
        return sheet, linked

    def term(self, id_: str, words: str | None = None) -> Markup:
        label = super().term(id_, words)
        if f"glossary/{id_}" in self.book.unseen or not self.page.links:
            return Markup.escape(label)
        term, card = self.book.glossary[id_], f"card-term-{id_}"
        if self.page.cards and card not in self.page.notes:
            self.page.notes[card] = Markup("")  # a meaning may use its own term
            self.page.notes[card] = self.inner("term-card", term=term, id=id_, card=card)
        return self.inner("term", term=term, id=id_, card=card, instead=label)

    def office(self, person: str, words: str | None = None) -> Markup:
        label = super().office(person, words)
        if self.holds_no_office_yet(person):
            return Markup.escape(label)
        return self.inner("office", post=self.post_of(person, words), instead=words)

    def dated(self, words: str, address: Address) -> Markup:
        return Markup.escape(super().dated(words, address))

    def record_end(self) -> Markup:
        return Markup.escape(super().record_end())

    def part(self, name: str, **options: object) -> Markup:
        return self.render(name, options)

    def plain(self, words: str, because: str | None = None) -> Markup:
        return Markup.escape(words)

    # ------------------------------------------------------------ texts

    def name(self, address: Address) -> str:
        """The same; a page that only leads to a record rests on no more of it than its name."""
        return self.site.name_of(address, self.say.language)

    def print(self, piece: str | Call) -> Markup:
        """Words escaped, or what a call prints; the particle follows the call in plain words."""
        if isinstance(piece, str):
            return Markup.escape(piece)
        alone = replace(piece, is_said=False)
        fitted = self.plain_calls.print(alone) if piece.particle else ""
        if not piece.is_said:
            return Markup.escape(fitted)
        given = getattr(self, piece.name)(*piece.arguments, **piece.options)
        return Markup("{}{}").format(given, fitted)

    def fill(self, text: str) -> Markup:
        return Markup(part_notes("".join(self.print(piece) for piece in split(text))))

    def text(self, text: Text | str | None) -> Markup:
        """A text of the record in this page's language, escaped, its calls filled."""
        if not text:
            return Markup("")
        if isinstance(text, str):
            return self.fill(text)
        filled = self.fill(text.in_(self.say.language))
        if not filled:  # as in an earlier edition
            return filled
        if text.has(self.say.language):
            return filled
        marked = tongue(self.book.first_language, self.say.language)
        return Markup("<span {}>{}</span>").format(marked, filled)

    def quiet(self, text: Text | str | None) -> Markup:
        """The text filled for a place where no marks and cards can stand, such as a link."""
        return self._without_marks(text, links=False)

    def unmarked(self, text: Text | str | None) -> Markup:
        """The text filled with its links, but without marks and cards."""
        return self._without_marks(text, links=True)

    def _without_marks(self, text: Text | str | None, links: bool) -> Markup:
        if not text:
            return Markup("")
        words = text if isinstance(text, str) else text.in_(self.say.language)
        if "{{" not in words:
            return Markup.escape(words)
        page = Page(self.page.path, self.page.language, cards=False, marks=False, links=links)
        page.figures = self.page.figures
        return PageCalls(self.site, page).fill(words)

    def words(self, text: Text | str | None) -> str:
        """The same in a line of plain words, for titles and descriptions."""
        return self.plain_calls.words(text)

    @cached_property
    def plain_calls(self) -> Calls:
        return Calls(self.book, self.say, self.parts)

    def unknown(self) -> Markup:
        return Markup('<span class="unknown">{}</span>').format(super().unknown())

    def day(self, day: Day) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(
            day.first.isoformat(), self.say.day(day)
        )

    def reading(
        self, figure: Figure, reading: Reading, short: bool = False, before_noun: bool = False
    ) -> Markup:
        return self._amount(super().reading(figure, reading, short, before_noun), figure.unit)

    def quantity(self, number: Any, unit: str) -> Markup:
        return self._amount(self.say.quantity(number, self.book.units[unit]), unit)

    def between(self, low: Any, high: Any, unit: str) -> Markup:
        """Two ends of a range with their unit."""
        return self._amount(self.say.between(low, high, self.book.units[unit]), unit)

    def _amount(self, said: str, unit: str) -> Markup:
        """An amount in one piece; words of its unit that lack this language are marked."""
        escaped = str(Markup.escape(self.say.unbroken(said)))
        foreign = self.book.units[unit].words_without(self.say.language)
        if not foreign:
            return Markup(escaped)
        marked = tongue(self.book.first_language, self.say.language)
        any_of = "|".join(re.escape(Markup.escape(words)) for words in foreign)
        alone = rf"(?<!{LETTER})(?:{any_of})(?!{LETTER})"
        return Markup(re.sub(alone, rf"<span {marked}>\g<0></span>", escaped))

    def say_of(self, key: str, **values: Markup) -> Markup:
        """An interface word that is filled with links and marks."""
        return Markup(Markup.escape(self.say(key))).format(**values)

    def in_its_script(self, words: str) -> Markup:
        """Words, marked as those of the site's language whose script they are written in."""
        own = self.say.language
        others = (code for code in self.book.languages if is_written_in(words, code))
        if is_written_in(words, own) or not (code := next(others, "")):
            return Markup.escape(words)
        return Markup('<span lang="{}">{}</span>').format(code, words)

    def stage_mark(self, stage: str, of: str = "") -> Markup:
        """A stage as its mark and its word, which may be that of a sort of program."""
        return Markup(self.site.templates.marks.stage(stage, self.say.stage(stage, of)))

    def standing(self, steps: Sequence[Step]) -> Markup:
        """The state that steps have reached, as its mark and its word."""
        now = figures.status(steps, self.book.site.as_of)
        return self.stage_mark(now.stage, now.of)

    def step_mark(self, step: Step) -> Markup:
        """What a step is as its mark and its words; only one that happened has a filled mark."""
        if step.planned:
            return Markup(self.site.templates.marks.planned(self.say.step_stage(step)))
        return self.stage_mark(step.stage, step.of)

    # ------------------------------------------------------------ what stands on the page

    def front(self, **fields: str) -> str:
        """What the page is called and about, for its head: title, description, kind, oembed."""
        self.page.fields.update(fields)
        return ""

    def heading(
        self,
        level: int,
        words: object,
        id_: str,
        shown: Markup | None = None,
    ) -> Markup:
        """A heading that a template writes, in plain words; `shown` may mark figures in them."""
        markdown = as_written(str(words) if shown is None else shown)
        old = self.old_anchors(id_)
        own = self.anchor(id_)
        self.page.headings.append(Heading(level, own, str(words), markdown, old))
        return Markup(MARK.format(len(self.page.headings) - 1))

    def anchor(self, id_: str) -> str:
        """An id that links may lead to; no other part of the page has it."""
        own = next(name for name in _and_numbered(id_) if name not in self.page.anchors)
        self.page.anchors.add(own)
        return own

    def targets(self, id_: str) -> Markup:
        """Unseen targets for the old addresses of a part; they stand within it."""
        return Markup("").join(Markup(old_target(old)) for old in self.old_anchors(id_))

    def old_anchors(self, id_: str) -> tuple[str, ...]:
        """The anchors that parts of this page had before, by the one they have now."""
        if self.page.leaf and id_ == "top":
            return ()
        return self.site.ledger.old_anchors(self.page.lasting_url, id_)

    # ------------------------------------------------------------ leaves of long lists

    def leaf_of(self, part: str, kind: str = "") -> Leaf:
        """What stands on this page of a list that a part prints."""
        return leaf_named(self.book, part, kind, self.page.leaf)

    def leaves_of(self, part: str, kind: str = "") -> Sequence[Leaf]:
        """The leaves of such a list, where it has more than one."""
        found = ways(self.book, part, kind)
        return found if len(found) > 1 else ()

    def next_leaf(self, part: str, kind: str = "") -> Leaf | None:
        """The one that follows on this page's; nothing where this is the last."""
        following = pairwise(ways(self.book, part, kind))
        return next((then for leaf, then in following if leaf.name == self.page.leaf), None)

    def leaf_words(self, leaf: Leaf) -> str:
        """What a leaf is called: 2025, A, the name of a topic; its number, where there are more."""
        words = self._group_words(leaf)
        return words if leaf.number == 1 else self.say("leaf-number", group=words, n=leaf.number)

    def _group_words(self, leaf: Leaf) -> str:
        kind, _, id_ = leaf.group.partition("/")
        if kind == "topics":
            return self.words(self.book.topics[id_].name)
        if kind == "kinds":
            return self.say(f"group.{id_}")
        if kind == TO_COME:
            return self.say("to-come")
        if kind == EARLIER:
            return self.say("and-earlier", year=self.say.day(Day(leaf.begins)))
        return self.say.day(Day(kind)) if len(kind) == len("2025") else kind

    def leaf_href(self, name: str) -> str:
        """The relative path to a leaf of the list on this page."""
        return relative(f"{self.page.lasting_url}{leaf_url(name)}", self.page.url)

    def show(self, address: Address) -> Address:
        """Notes that the page shows a figure."""
        self.page.figures.append(address)
        return address

    # ------------------------------------------------------------ addresses

    def href(self, target: Address) -> str:
        """The relative path to a record, from the page that is being written."""
        return self.path(url_of(self.book, target))

    def stands(self, target: Address) -> bool:
        """True where there is a page that a record or figure stands on; an edition may lack it."""
        return not self.site.day or self.site.exists(url_of(self.book, target).partition("#")[0])

    def step_href(self, address: Address, anchor: str) -> str:
        return self.path(step_url(self.book, address, anchor))

    def cite_href(self, target: Address) -> str:
        """The relative path to the citation of a record or figure."""
        page, _, anchor = self.in_own_language(url_of(self.book, target)).partition("#")
        part = f"?part={anchor}" if anchor else ""
        return f"{relative(page, self.page.url)}{part}#cite"

    def path(self, target: str) -> str:
        """The relative path to a page of the site, in this page's language where there is one."""
        return relative(self.in_own_language(target), self.page.url)

    def in_own_language(self, target: str) -> str:
        """A path of the site, in this page's language where there is such a page."""
        return self.site.own_path(target, self.page.language)

    def place_of(self, target: Address) -> str:
        """The path of a record or topic from the site's root, in this page's language if it can."""
        return self.in_own_language(url_of(self.book, target))

    def root(self, target: str) -> str:
        """The relative path to a file that all languages share."""
        return relative(target, self.page.url)

    def foreign(self, address: Address) -> Markup:
        """For a link: the language of its target, where that is not the page's own."""
        target = url_of(self.book, address)
        first = self.book.first_language
        if self.page.language == first or self.in_own_language(target) != target:
            return Markup("")
        return Markup(' hreflang="{}"').format(first)

    def embed(self, chart: str) -> str:
        """The path of a chart's bare page, from the site's root."""
        return embed_path(self.book, chart, self.say.language)

    def notebook(self, chart: str) -> str:
        """The relative path to the notebook of a chart; '' where it has none."""
        if self.site.day or not has_notebook(self.book, chart):
            return ""
        return self.root(f"{chart_file(self.book, chart, self.say.language)}{NOTEBOOK}")

    def picture(self, chart: str, shape: str) -> str:
        """The relative path to a drawing that the pages of an edition share."""
        return self.root(chart_picture(self.book, chart, self.say.language, shape))

    def small(self, chart: str, with_words: bool = False) -> Markup:
        """A chart as a small picture of it, beside words that say what it shows."""
        sheet, drawing = self.site.draw(chart, self.say.language)
        wide = drawing.broad or drawing.wide
        draw = small_picture if with_words else shape
        return Markup(draw(drawing.narrow, wide, chart_kind(sheet.data.kind).gist))

    def frame_code(self, chart: str) -> Markup:
        """The HTML that puts a chart into another site's page."""
        return frame_code(self.site, chart, self.say.language)

    # ------------------------------------------------------------ records

    def sources_of(self, address: Address) -> list[str]:
        """Every source that a record rests on, oldest first."""
        record = self.book.get(address)
        named = {id_ for _, kind, id_ in references(record) if kind == "sources"} if record else ()
        return sorted(named, key=lambda id_: (str(self.book.sources[id_].published or ""), id_))

    def correction(self, address: Address) -> str:
        """Where a reader may suggest a correction, the form already filled."""
        if not self.site.repository:
            return ""
        file, line = self.book.place(address)
        given = {"template": "figure.yml", "title": f"Correction: {address}", "figure": address}
        given |= {"place": f"{file}:{line}", "value": "", "source": ""}
        figure = self.book.get(address)
        if isinstance(figure, Figure):
            now = figures.current(figure)
            given |= {"value": super().reading(figure, now), "source": ", ".join(now.sources)}
        return self._issue(given)

    def evidence(self, address: Address) -> str:
        """Where a reader may send evidence of what came of a promise; '' where there is no way.

        A form that names the promise and where it stands; without a repository the page that
        tells how to reach us.
        """
        if self.site.day:
            return ""  # an edition is closed
        if not self.site.repository:
            return self.path(CORRECTIONS) if self.site.exists(CORRECTIONS) else ""
        name = self.name(address)
        place = self.site.address + self.place_of(address)
        given = {"template": "evidence.yml", "title": f"Evidence: {name}"}
        return self._issue(given | {"promise": f"{name} ({address})", "page": place})

    def _issue(self, given: Mapping[str, str]) -> str:
        """A new issue of the repository, with what is given filled in."""
        return f"{self.site.repository.rstrip('/')}/issues/new?{query(given)}"

    # ------------------------------------------------------------ within

    def inner(self, name: str, **options: Any) -> Markup:
        """A piece that parts and pages share: docs/templates/parts/inner/<name>.jinja."""
        if name == "sources":
            return self._source_line(options["ids"])
        return self.render(f"inner/{name}", options)

    def _source_line(self, ids: Sequence[str]) -> Markup:
        """The commonest piece by far, and the same wherever it stands on a page."""
        for id_ in ids:
            self.page.sources.setdefault(id_)
        lines = self.page.source_lines
        key = tuple(ids)
        if key not in lines:
            lines[key] = self.render("inner/sources", {"ids": ids})
        return lines[key]

    def render(self, name: str, options: Mapping[str, object]) -> Markup:
        """A part of docs/templates/parts/ with its options."""
        given = {**self.parts[name].defaults, **options}
        filled = self.site.templates.fill(f"parts/{name}.jinja", self.names, given)
        return Markup(filled.strip())

    def computed(self, computed: Computed, short: bool = False) -> Markup:
        """A computed figure, with a mark that tells from what."""
        words = self._computed(computed)
        made_from = (f"{address}#{reading.stage}" for address, reading in computed.said.items())
        named = re.sub(r"[/#]", "-", "-".join(made_from))
        id_ = f"card-{computed.kind}-{named}"
        if self.page.cards and id_ not in self.page.notes:
            self.page.notes[id_] = self.inner(
                "computed-card", computed=computed, said=words, card=id_
            )
        card = id_ if self.page.cards else None
        said = self._computed(computed, short)
        return self.inner("computed", computed=computed, said=said, card=card)

    def _computed(self, computed: Computed, short: bool = False) -> str:
        said = self.computed_words(computed, short)
        return self._amount(said, computed.unit) if computed.unit else said


NOTE = '<sup class="cite">'
AFTER_A_NOTE = re.compile(rf"(?<=</sup>)\s*{NOTE}")
AFTER_A_SPACE = re.compile(rf"(?<=[^\s>])\s+{NOTE}")
AFTER_A_MARK = re.compile(rf"(?<=>)\s+{NOTE}")  # of a figure, behind which a line may end
A_NOTE = rf"{NOTE}(?:(?!</sup>).)*</sup>"  # and no further one
BEFORE_A_STOP = re.compile(rf"\s*((?:{A_NOTE})+)([.,;:])", re.S)


def part_notes(text: str) -> str:
    """Notes that follow one another have a comma between them: 1, 2 is not 12; none begins a line.

    They may be of one call, or of several. They stand behind the mark that ends their sentence.
    """
    if NOTE not in text:
        return text
    parted = BEFORE_A_STOP.sub(r"\2\1", AFTER_A_NOTE.sub(f"{NOTE}, ", text))
    return AFTER_A_MARK.sub(f"{NO_BREAK}{NOTE}", AFTER_A_SPACE.sub(NOTE, parted))


def _and_numbered(id_: str) -> Iterator[str]:
    """An id, and the names for others that would have it: lamps, lamps-2, lamps-3."""
    yield id_
    yield from (f"{id_}-{number}" for number in count(2))


SHAPES = ("wide", "narrow")  # of a drawing: for much room and for little


def chart_file(book: Book, chart: str, language: str) -> str:
    """The path of the files of a chart in a language, without their suffix."""
    return f"data/charts/{chart}{book.languages[language].ending}"


def chart_picture(book: Book, chart: str, language: str, shape: str) -> str:
    """The path of a drawing that the pages of an edition share."""
    return f"{chart_file(book, chart, language)}.{shape}.svg"


def embed_path(book: Book, chart: str, language: str) -> str:
    """The path of a chart's bare page, made for other sites."""
    return f"{book.languages[language].folder}embed/{chart}/"


def frame_code(site: Publication, chart: str, language: str) -> Markup:
    """The HTML that puts a chart into another site's page."""
    sheet, drawing = site.draw(chart, language)
    path = embed_path(site.book, chart, language)
    return Markup(
        '<iframe src="{}{}" title="{}" width="100%" height="{}" loading="lazy" '
        'style="border:0"></iframe>'
    ).format(site.address, path, sheet.caption.title, embed_height(sheet, drawing))


def embed_height(sheet: Sheet, drawing: Drawing) -> int:
    """How tall a chart's bare page is, in px, where it is as wide as its drawing."""
    lines_of_note = ceil(len(sheet.caption.note) / NOTE_LINE)
    return drawing.height + AROUND_EMBED + 24 * lines_of_note
