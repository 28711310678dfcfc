"""The Book through Jinja -> Markdown: prose with its calls filled, and a page for each record that has one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup

from ..meaning import answers as teaching
from ..meaning import figures
from ..meaning.addresses import folder_of, language_of, page_url, relative, step_url, url_of
from ..meaning.changes import Change, changes
from ..meaning.figures import CannotCompute, Computed
from ..meaning.wording import Wording, particle
from ..record.book import Address, Book
from ..record.fields import description_of, fields_of, models_inside
from ..record.kinds import KINDS, Figure, Reading, Site
from ..record.problems import did_you_mean
from ..record.references import references
from ..record.values import Day, Text
from .architecture import modules
from .calls import CALL, CHECKS, SYNTAX, environment, pieces
from .escaping import as_written, as_yaml, call_in_markdown
from .templates import Unindented, defaults

FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
FILLED_FRONT = re.compile(r'^((?:title|description): *)"?(.*?\{\{.*?)"?$', re.M)


def split_front(text: str) -> tuple[str, str]:
    """The front matter of a page, and what follows it."""
    found = FRONT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def record_address(path: str, book: Book) -> str:
    """The address of the record that a page would be about."""
    return path.removesuffix(".md").removeprefix(f"{language_of(path, book)}/")


@dataclass
class Page:
    """One page while it is being written: where it stands, and what it has shown."""

    path: str
    language: str
    cards: bool = True
    shown: dict[str, Markup] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return page_url(self.path)


class Writer:
    """Writes pages of one Book in one language."""

    def __init__(
        self,
        book: Book,
        templates: Path,
        wording: Wording,
        draw: Callable,
        exists: Callable[[str], bool],
        repository: str = "",
        address: str = "",
        cache: Path | None = None,
    ):
        self.book, self.wording, self.draw, self.exists = book, wording, draw, exists
        self.repository, self.address = repository, address
        self.sections: Callable = list  # the sections of the pages of prose
        self.downloads = None  # what data/ holds, where it is written before the pages
        # Our own templates are trusted; what authors write is filled in a sandbox.
        self.templates = Environment(
            loader=FileSystemLoader(templates),
            bytecode_cache=_compiled_before(cache),
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            extensions=[Unindented],
            **SYNTAX,
        )
        sandbox = environment()
        sandbox.autoescape = True
        sandbox.filters["particle"] = self.templates.filters["particle"] = with_particle
        self.templates.filters.update(as_written=as_written, as_yaml=as_yaml)
        self.marks = self.templates.get_template("macros/marks.jinja").module
        self.source_lines: dict[tuple, Markup] = {}
        self.template = lru_cache(maxsize=None)(self.templates.get_template)
        self.part = lru_cache(maxsize=None)(self._read_part)
        self.compiled = lru_cache(maxsize=None)(sandbox.from_string)

    def _read_part(self, name: str) -> tuple[Template, dict[str, object]]:
        """The template of a part, and the options that it has where they are not given."""
        path = f"parts/{name}.jinja"
        source, *_ = self.templates.loader.get_source(self.templates, path)
        return self.template(path), defaults(source)

    # ------------------------------------------------------------ whole pages

    def prose(self, path: str, text: str) -> str:
        """A page of docs/ with its calls filled."""
        front, body = split_front(text)
        page = Page(path, self.wording.language, cards="\ncards: false" not in front)
        front = FILLED_FRONT.sub(
            lambda line: line[1] + as_yaml(Calls(self, page).words(line[2])),
            front,
        )
        calls = {
            name: call_in_markdown(name, call)
            for name, call in Calls(self, page)._for_authors.items()
        }
        return self._with_notes(
            page, front + self.filled(body, calls, line=front.count("\n")).lstrip("\n")
        )

    def filled(
        self,
        text: str,
        calls: Mapping[str, Callable],
        escape: Callable[[str], str] = str,
        line: int = 0,
    ) -> str:
        """A text with its calls filled; `escape` is for the words around them, `line` counts the lines before the text."""
        plain = pieces(text)
        if plain is not None and all(
            isinstance(piece, str) or piece.name in calls for piece in plain
        ):
            return "".join(
                escape(piece)
                if isinstance(piece, str)
                else Markup.escape(calls[piece.name](*piece.arguments, **piece.options))
                for piece in plain
            )
        safe = "".join(
            piece if piece.startswith("{{") else escape(piece) for piece in CALL.split(text)
        )
        return self.compiled("\n" * line + safe).render(calls)

    def record(self, path: str, kind: str, id_: str, before: str | None, after: str | None) -> str:
        """The page of one record; `before` and `after` are its neighbours' ids."""
        page = Page(path, self.wording.language)
        template = self.template(f"pages/{KINDS[kind].page}.md.jinja")
        record = self.book.records[kind][id_]
        body = template.render(
            self.calls(page),
            kind=kind,
            id=id_,
            record=record,
            address=f"{kind}/{id_}",
            before=before,
            after=after,
        )
        return self._with_notes(page, body)

    def sheet(
        self, path: str, template: str, topic: str, history: Callable[[], teaching.History]
    ) -> str:
        """A page about the questions of a topic."""
        page = Page(path, self.wording.language, cards=False)
        return self._with_notes(
            page,
            self.template(f"pages/{template}.md.jinja").render(
                self.calls(page), topic=topic, history=history()
            ),
        )

    def told(self, change: Change) -> tuple[str, str]:
        """A change in a line of plain words, and the path from the site's root to what changed."""
        call = Calls(self, Page("index.md", self.wording.language))
        if change.step:
            return (
                f"{call.name(change.address)}: {self.wording(f'stage.{change.step.stage}')}. {call.words(change.step.what)}",
                step_url(self.book, change.address, change.anchor),
            )
        return (
            f"{call.name(change.address)} ({call.name(change.address.partition('#')[0])}): "
            f"{call.reading(change.figure, change.before)} → {call.reading(change.figure, change.after)}",
            url_of(self.book, change.address),
        )

    def plain_words(self, text: Text | None) -> str:
        """A text of the record with its calls filled, without marks."""
        return Calls(self, Page("index.md", self.wording.language)).words(text)

    def bare(self, name: str, path: str, **more: object) -> str:
        """A page of its own without the site's frame: docs/templates/<name>.jinja."""
        return self.template(f"{name}.jinja").render(
            self.calls(Page(path, self.wording.language)), **more
        )

    def _with_notes(self, page: Page, body: str) -> str:
        notes = self.template("parts/inner/notes.jinja").render(
            self.calls(page), shown=page.shown, cited=page.cited
        )
        return f"{body.rstrip()}\n\n{notes}"

    def calls(self, page: Page) -> dict[str, object]:
        """What prose and templates may call, bound to the page that calls it."""
        return Calls(self, page)._names


class Calls:
    """The functions of prose. Those without an underscore are open to authors."""

    def __init__(self, writer: Writer, page: Page):
        self._writer, self._page, self._book, self._say = writer, page, writer.book, writer.wording

    @cached_property
    def _for_authors(self) -> dict[str, Callable]:
        """All that a text of an author sees: the calls that the check knows, and nothing that leads to files or templates."""
        return {name: getattr(self, name) for name in CHECKS}

    @cached_property
    def _names(self) -> dict[str, object]:
        """What templates see: every function without an underscore, the Book, the page and its words."""
        functions = {name: getattr(self, name) for name in vars(Calls) if not name.startswith("_")}
        return functions | {
            "book": self._book,
            "page": self._page,
            "say": self._say,
            "figures_of": figures,
            "modules": modules,
            "changes_of": changes,
            "downloads": self._writer.downloads,
            "fields_of": fields_of,
            "models_inside": models_inside,
            "description_of": description_of,
            "teaching": teaching,
            "writer": self._writer,
            "kinds": {name: kind.model for name, kind in KINDS.items()} | {"site": Site},
        }

    # ------------------------------------------------------------ for authors

    def figure(
        self,
        address: Address,
        card: bool = True,
        stage: str | None = None,
        as_of: str | None = None,
    ) -> Markup:
        """A figure's present reading, or an earlier one by its stage or date, with a mark that opens its card."""
        if address in self._book.unseen:
            return self._unknown()
        try:
            reading = figures.reading_at(self._book, address, stage, as_of)
        except CannotCompute:
            if self._book.unseen:  # an edition in which that reading was not known
                return self._unknown()
            raise
        return self._marked(address, figures.figure_at(self._book, address), reading, card)

    def ratio(self, above: Address, below: Address) -> Markup:
        """How many times the second figure the first one is: 3 times."""
        if self._book.unseen.intersection((above, below)):
            return self._unknown()
        return self._computed(figures.ratio(self._book, above, below), "ratio")

    def share(self, part: Address, whole: Address) -> Markup:
        """The first figure as a percentage of the second: 52%."""
        if self._book.unseen.intersection((part, whole)):
            return self._unknown()
        return self._computed(figures.share(self._book, part, whole), "percent")

    def change(self, before: Address, after: Address) -> Markup:
        """The change from the first figure to the second, in percent."""
        if self._book.unseen.intersection((before, after)):
            return self._unknown()
        return self._computed(figures.change(self._book, before, after), "percent")

    def total(self, *addresses: Address) -> Markup:
        """The sum of figures of one unit and one stage."""
        if self._book.unseen.intersection(addresses):
            return self._unknown()
        return self._computed(figures.total(self._book, addresses), None)

    def cite(self, *sources: str) -> Markup:
        """Numbered references to sources, listed at the foot of the page."""
        sources = tuple(
            source for source in sources if f"sources/{source}" not in self._book.unseen
        )
        for source in sources:
            if source not in self._book.sources:
                raise CannotCompute(
                    f"no source '{source}'{did_you_mean(source, self._book.sources)}"
                )
            if source not in self._page.cited:
                self._page.cited.append(source)
        return self.inner("cite", sources=sources, cited=self._page.cited)

    def link(self, address: Address, words: str | None = None) -> Markup:
        """A link to a record, by its name or in other words."""
        if address in self._book.unseen:
            return Markup.escape(words) if words else self._unknown()
        self._check(address)
        return Markup('<a href="{}"{}>{}</a>').format(
            self.href(address), self._english_target(address), words or self.name(address)
        )

    def chart(self, id_: str) -> Markup:
        """A chart with its title, drawing, table and source line."""
        if f"charts/{id_}" in self._book.unseen:
            return self._unknown()
        if id_ not in self._book.charts:
            raise CannotCompute(f"no chart '{id_}'{did_you_mean(id_, self._book.charts)}")
        return self.inner(
            "chart",
            chart=self._book.charts[id_],
            id=id_,
            frame=frame_code(self._writer, id_),
            **dict(zip(("data", "drawing"), self._writer.draw(id_, self._say.language))),
        )

    def plain(self, words: str, because: str | None = None) -> Markup:
        """Words with a number that is no fact; a reviewer sees that they were marked."""
        return Markup.escape(words)

    def dated(self, words: str, address: Address) -> Markup:
        """A word for time, bound to the date of a figure and printed with it."""
        if address in self._book.unseen:
            return self._unknown()
        day = figures.current(figures.figure_at(self._book, address)).as_of
        return Markup("{} ({})").format(words, self._say("as-of", day=self._say.day(day)))

    def office(self, person: str, words: str | None = None) -> Markup:
        """A person's newest office, or other words for it, with the last date on which a source shows them in it."""
        post = figures.newest_post(self._book, person)
        return self.inner("office", post=post, instead=words)

    def part(self, name: str, **options: object) -> Markup:
        """A table, board or list made from the record: docs/templates/parts/<name>.jinja."""
        return self._part(name, options)

    def term(self, id_: str, words: str | None = None) -> Markup:
        """A glossary term with its meaning one tap away."""
        if f"glossary/{id_}" in self._book.unseen:
            return Markup.escape(words or id_)
        if id_ not in self._book.glossary:
            raise CannotCompute(f"no term '{id_}'{did_you_mean(id_, self._book.glossary)}")
        term, card = self._book.glossary[id_], f"card-term-{id_}"
        if self._page.cards:
            self._page.shown.setdefault(card, self.inner("term-card", term=term, id=id_, card=card))
        return self.inner("term", term=term, id=id_, card=card, instead=words)

    # ------------------------------------------------------------ for templates

    def inner(self, name: str, **options: object) -> Markup:
        """A piece that parts and pages share: docs/templates/parts/inner/<name>.jinja."""
        if name != "sources":
            return self._part(f"inner/{name}", options)
        # The commonest by far, and the same wherever it stands on a page.
        key = (self._page.url, tuple(options["ids"]))
        if key not in self._writer.source_lines:
            self._writer.source_lines[key] = self._part(f"inner/{name}", options)
        return self._writer.source_lines[key]

    def text(self, text: Text | str | None) -> Markup:
        """A text of the record for this page's language, escaped, its calls filled."""
        if not text:
            return Markup("")
        text = Text(en=text) if isinstance(text, str) else text
        filled = self._fill(text.in_(self._say.language))
        if self._say.language != "en" and not text.has(self._say.language):
            return Markup('<span lang="en">{}</span>').format(filled)
        return filled

    def quiet(self, text: Text | str | None) -> Markup:
        """The text filled for a place where no marks and cards can stand, such as a link."""
        if not text:
            return Markup("")
        words = text if isinstance(text, str) else text.in_(self._say.language)
        if "{{" not in words:
            return Markup.escape(words)
        filled = Calls(self._writer, Page(self._page.path, self._page.language, cards=False))._fill(
            words
        )
        return Markup(re.sub(r"<a class=\"fig-mark\".*?</a>", "", filled, flags=re.S))

    def words(self, text: Text | str | None) -> str:
        """The same as plain words, for titles and descriptions."""
        return self.quiet(text).striptags()

    def day(self, day: Day) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(
            day.first.isoformat(), self._say.day(day)
        )

    def reading(self, figure: Figure, reading: Reading) -> str:
        return self._say.reading(reading, self._book.units[figure.unit])

    def quantity(self, number, unit: str) -> str:
        return self._say.quantity(number, self._book.units[unit])

    def name(self, address: Address) -> str:
        """What readers call a record or figure."""
        named = self._book.get(address)
        if address.startswith("indicators/") and "#" in address:
            return f"{self.name(address.partition('#')[0])}: {self.words(named.label)}"
        label = (
            getattr(named, "name", None)
            or getattr(named, "label", None)
            or getattr(named, "title", None)
        )
        if isinstance(label, Text):
            return self.words(label)
        kind, _, id_ = address.partition("/")
        match kind:
            case "sources":
                return named.title
            case "claims":
                return id_.upper()
            case "minister":
                return self.name(f"people/{named.person}")
            case "positions":
                return f"{self.name(f'people/{named.person}')}, {self._say.day(named.date)}"
        return self.words(getattr(named, "what", None) or getattr(named, "title", None)) or id_

    def href(self, target: Address) -> str:
        """The relative path to a record, from the page that is being written."""
        return self.path(url_of(self._book, target))

    def cite_href(self, target: Address) -> str:
        """The relative path to the citation of a record or figure."""
        page, mark, anchor = url_of(self._book, target).partition("#")
        own = f"{self._page.language}/{page}" if self._page.language != "en" else page
        return relative(
            f"cite/{own if self._writer.exists(own) else page}{mark}{anchor}", self._page.url
        )

    def embed(self, chart: str) -> str:
        """The path of a chart's bare page, from the site's root."""
        return embed_path(chart, self._say.language, self._book)

    def step_href(self, address: Address, anchor: str) -> str:
        return self.path(step_url(self._book, address, anchor))

    def path(self, target: str) -> str:
        """The relative path to a page of the site, in this page's language where there is one."""
        own = f"{self._page.language}/{target}" if self._page.language != "en" else target
        return relative(
            own if self._writer.exists(own.partition("#")[0]) else target, self._page.url
        )

    def root(self, target: str) -> str:
        """The relative path to a file that all languages share."""
        return relative(target, self._page.url)

    def stage_mark(self, stage: str) -> Markup:
        """A stage as its mark and its word."""
        return Markup(self._writer.marks.stage(stage, self._say))

    def sources_of(self, address: Address) -> list[str]:
        """Every source that a record rests on, oldest first."""
        named = dict.fromkeys(
            id_ for _, kind, id_ in references(self._book.get(address)) if kind == "sources"
        )
        return sorted(named, key=lambda id_: (str(self._book.sources[id_].published or ""), id_))

    def correction(self, address: Address) -> str:
        """Where a reader may suggest a correction, the form already filled."""
        if not self._writer.repository:
            return ""
        file, line = self._book.place(address)
        figure = self._book.get(address)
        value = self.reading(figure, figures.current(figure)) if isinstance(figure, Figure) else ""
        sources = ", ".join(figures.current(figure).sources) if isinstance(figure, Figure) else ""
        return f"{self._writer.repository.rstrip('/')}/issues/new?" + urlencode(
            {
                "template": "figure.yml",
                "title": f"Correction: {address}",
                "figure": address,
                "place": f"{file}:{line}",
                "value": value,
                "source": sources,
            }
        )

    # ------------------------------------------------------------ within

    def _unknown(self) -> Markup:
        """What an earlier edition prints for what it does not know yet."""
        return Markup('<span class="unknown">{}</span>').format(self._say("unknown-then"))

    def _part(self, name: str, options: Mapping[str, object]) -> Markup:
        template, unless_given = self._writer.part(name)
        return Markup(template.render(self._names, **(unless_given | options)).strip())

    def _fill(self, text: str) -> Markup:
        return Markup(
            self._writer.filled(text, self._for_authors, lambda words: str(Markup.escape(words)))
        )

    def _marked(self, address: Address, figure: Figure, reading: Reading, card: bool) -> Markup:
        card = card and self._page.cards
        id_ = "card-" + re.sub(r"[/#]", "-", address)
        if card and id_ not in self._page.shown:
            self._page.shown[id_] = Markup("")  # a note may call its own figure
            self._page.shown[id_] = self.inner(
                "card", address=address, figure=figure, current=figures.current(figure), card=id_
            )
        return self.inner(
            "figure", address=address, figure=figure, current=reading, card=id_ if card else None
        )

    def _computed(self, computed: Computed, word: str | None) -> Markup:
        said = (
            self._say(word, n=self._say.rounded(computed.value))
            if word
            else self.quantity(computed.value, computed.unit)
        )
        id_ = f"card-{computed.kind}-" + "-".join(
            re.sub(r"[/#]", "-", address) for address in computed.made_from
        )
        if self._page.cards and id_ not in self._page.shown:
            self._page.shown[id_] = self.inner(
                "computed-card", computed=computed, said=said, card=id_
            )
        return self.inner(
            "computed", computed=computed, said=said, card=id_ if self._page.cards else None
        )

    def _check(self, address: Address) -> None:
        if self._book.get(address) is None:
            known = [*self._book.addresses(), *self._book.figures]
            raise CannotCompute(
                f"nothing at '{address}'{did_you_mean(address, known) or '; an address is kind/id or kind/id#figure'}"
            )

    def _english_target(self, address: Address) -> Markup:
        own = self._page.language != "en" and not self._writer.exists(
            f"{self._page.language}/{url_of(self._book, address).partition('#')[0]}"
        )
        return Markup(' hreflang="en"') if own else Markup("")


def _compiled_before(cache: Path | None) -> FileSystemBytecodeCache | None:
    """Templates as they were compiled in an earlier build."""
    if not cache:
        return None
    cache.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(cache))


def with_particle(word: str, pair: str) -> Markup:
    """Words or a call with the Korean particle that fits their end."""
    return Markup("{}{}").format(word, particle(Markup(word).striptags(), pair))


def embed_path(id_: str, language: str, book: Book) -> str:
    """The path of a chart's bare page, made for other sites."""
    return f"{folder_of(language, book)}embed/{id_}/"


def frame_code(writer: Writer, id_: str) -> str:
    """The HTML that puts a chart into another site's page."""
    _, drawing = writer.draw(id_, writer.wording.language)
    title = writer.plain_words(writer.book.charts[id_].title)
    return Markup(
        '<iframe src="{}{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>'
    ).format(
        writer.address,
        embed_path(id_, writer.wording.language, writer.book),
        title,
        drawing.height + 190,
    )


def record_order(book: Book, kind: str) -> list[str]:
    """The ids of a kind in the order that indexes and previous/next follow."""
    return list(book.records[kind])
