"""check_site: all that is wrong with a record and its prose, told at once, nothing written."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import product, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..meaning.addresses import has_own_page, language_of, page_url
from ..meaning.interface_words import FOLDER, NEVER_SHOWN, WORDS, words_alike, wrong_form
from ..meaning.questions import wrong_questions
from ..meaning.wording import Wording, read_wordings, with_words_of_the_site
from ..record.asked_book import AskedBook
from ..record.book import SITE, Book, read_book
from ..record.editions import wrong_editions
from ..record.encodings import misread
from ..record.folders import Folders, is_left_out, paths_in, wrong_links
from ..record.kept import kept
from ..record.kinds import KINDS, Chart
from ..record.marked_yaml import CannotRead, read, read_file, text_of
from ..record.problems import Level, Mistakes, Problem, counted, did_you_mean, errors
from ..record.questions import Questions, digest
from ..record.rules import NO_CALL_HERE, parts
from ..record.values import Day, Text
from ..record.watch import wrong_watch
from .beside import wrong_beside
from .calls import Calls, author_calls, calls_in_other_braces, wrong_calls
from .code import (
    calls_in_code,
    indented_sentences,
    without_code,
    without_comments,
    without_indented,
)
from .docs_files import files_of, wrong_files
from .earlier_days import earlier_days
from .faultless import PLACES, RECORD, Faultless
from .faultless_files import FaultlessFiles
from .frozen_editions import wrong_archives
from .keeping import at_work, get_or_make, mark_of_files, name_in
from .later_days import later_days
from .ledger import (
    Expected,
    Ledger,
    broken_links,
    lost_ledger,
    read_ledger,
    redirects_without_place,
)
from .lint import Known, Lint, known_of, line_of
from .looks import Looks, read_looks
from .lost_ids import with_their_ids
from .made_files import made_files
from .markdown_rules import Links, WrongLink, is_misread, wrong_markdown
from .parsed_files import ParsedFiles
from .parts import Part, read_parts
from .placeholders import held_places
from .prose import (
    ID,
    OF_TOPICS,
    PLAIN_FIELDS,
    WrittenBlock,
    WrittenHeading,
    WrittenPage,
    WrittenPiece,
    WrittenWords,
    read_page,
)
from .read_pages import read_pages
from .site_map import (
    LeafPage,
    languages_without_pages,
    leaf_pages,
    may_be_leaf,
    may_be_made,
    misplaced_pages,
    page_paths,
    page_urls,
    pages_at_files,
    pages_of_no_language,
    subject_without_page,
    topics_without_page,
)
from .style import STYLE, Style, StyleFile, read_style
from .syntax import CLOSE, CLOSING_MARKS, OPEN, Call, find_calls, loose_signs, remarks, without_tags
from .template_parts import dead_parts
from .template_texts import TemplateText, template_texts, unknown_words
from .template_words import dead_links, wrong_words

if TYPE_CHECKING:
    from .editions import EditionPage

# The paths of all pages, the interface words, and what tells of a path whether it may be that of a
# page which a mistake hides; and the folders of the further languages.
PagesAndWords = tuple[frozenset[str], Mapping[str, str], Callable[[str], bool], list[str]]


@dataclass(frozen=True)
class Checked:
    """A record and its prose without a mistake, and what was warned of."""

    book: Book
    prose: Mapping[str, WrittenPage]  # by the path in docs/
    wordings: Mapping[str, Wording]
    ledger: Ledger
    texts: Mapping[str, str]  # the same pages, as they stand in docs/
    templates: tuple[TemplateText, ...]
    leaf_pages: tuple[LeafPage, ...]  # the further pages of those whose list is long
    warnings: tuple[Problem, ...] = ()
    edition: "Mapping[str, EditionPage]" = field(default_factory=dict)  # in place of the prose
    mark: str = ""  # tells the files of the record from any others; '' where none was looked for

    @property
    def pages_of_docs(self) -> tuple[str, ...]:
        """The paths of the pages that stand where an author wrote one, and of their leaves."""
        return (*self.prose, *self.edition, *(page.path for page in self.leaf_pages))

    @property
    def pages_and_words(self) -> PagesAndWords:
        """The paths of all pages as those of docs/ are written, and the words of the interface."""
        words = self.wordings[self.book.first_language].words
        pages = page_paths(self.book, self.pages_of_docs)
        return pages, words, lambda path: False, _further_folders(self.book)

    def on(self, day: Day) -> "Checked":
        """The edition of an earlier day: the ledger does not bind it, for it lacks what came later.

        That of the record's own day has everything.
        """
        from .editions import edition_book, edition_pages  # a tenth of a second: they draw

        if day.last >= self.book.site.as_of.last:
            return self
        book = edition_book(self.book, day, self.wordings)
        pages = {page.path: page for page in edition_pages(book, self.prose, self.wordings)}
        leaves = tuple(leaf_pages(book, pages))
        return replace(self, book=book, prose={}, ledger=Ledger(), edition=pages, leaf_pages=leaves)


Find = Callable[[], list[Problem]]
LookAt = Callable[[str, Find], list[Problem]]  # what is found, or is known of the very same files
PartsOf = Callable[[str], Collection[str]]  # the url of a page -> the ids on it
Write = Callable[[Checked], PartsOf]


class Told:
    """What is wrong with a project so far, and whether it keeps more from being seen."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.hides_others = False

    def add(self, problems: Iterable[Problem]) -> None:
        """Tell what nothing else leans on."""
        self.problems += problems

    def hide(self, problems: Iterable[Problem]) -> None:
        """Tell of what could not be read: what leans on it is not looked at."""
        found = list(problems)
        self.problems += found
        self.hides_others |= bool(errors(found))


@dataclass(frozen=True)
class Read:
    """What could be read of a project, and what is known to be hidden by mistakes."""

    folders: Folders
    book: Book
    mark: str  # of its files
    lacks_leaves: bool  # where it is unknown how long lists are cut
    texts: dict[str, str]  # of the pages that can be read
    prose: dict[str, WrittenPage]
    hidden: set[str]  # the paths of pages that cannot be read
    wordings: dict[str, Wording]  # none where any is wrong
    templates: tuple[TemplateText, ...]  # those that can be read
    lacks_parts: bool  # where another template cannot, which may hold any part
    ledger: Ledger

    @property
    def lacks_any(self) -> bool:
        """True where a mistake hides something of the record, of its pages or its templates."""
        return bool(self.lacks_leaves or self.lacks_parts or self.hidden)

    @cached_property
    def leaf_pages(self) -> tuple[LeafPage, ...]:
        """The further pages of long lists, where these are known: as the same lists had them."""
        if self.lacks_leaves:
            return ()
        blocks = {path: page.written_blocks for path, page in self.prose.items()}

        def find() -> list[tuple[Any, ...]]:
            return [astuple(page) for page in leaf_pages(self.book, self.prose)]

        cache = self.folders.cache_of("texts")
        kept = get_or_make(cache, "leaves.texts", (self.mark, blocks), find)
        return tuple(LeafPage(*page) for page in kept)

    @property
    def leaves(self) -> set[str]:
        """Their paths."""
        return {page.path for page in self.leaf_pages}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The paths of all pages, as those of docs/ are written."""
        return page_paths(self.book, self.prose.keys() | self.leaves)

    @cached_property
    def expected(self) -> Expected:
        """What the site will hold, as far as can be told without writing its pages."""
        return Expected(
            self.book,
            frozenset(map(page_url, self.pages)),
            self.prose,
            self.templates,
            self.lacks_leaves,
            partial(get_or_make, self.folders.cache_of("texts")),
            self.mark,
            self.lacks_parts,
        )


def check_site(
    folders: Folders,
    write: Write | None = None,
) -> Checked:
    """A project as it stands; raises Mistakes with everything that is wrong in it.

    Where a link leads astray nothing else is read: a message could tell of what it leads to.
    Only a page that is written tells which parts its templates give it: what is to `write` it
    stands further down the road, and without it a link may lead to any part that they could.
    """
    if astray := [*wrong_links(folders.data), *wrong_links(folders.docs)]:
        raise Mistakes(astray, hide_others=True)
    told = Told()
    parsed = ParsedFiles(folders.cache_of("parsed"), folders.data)
    read, check = _read(folders, parsed, told)
    told.hide(misplaced_pages(read.book, read.prose, read.leaves))
    told.hide(pages_of_no_language(read.book, read.prose))
    told.add(_pages_without(read.book, read.prose, read.hidden))
    told.add(_wrong_texts(read, check))
    told.add(wrong_watch(folders.data, read.book, parsed))
    parsed.remember()
    parsed.sweep()
    made = made_files(read.book)
    told.add(wrong_files(read.book, folders.docs, made, folders.cache_of("texts")))
    told.add(_wrong_as_a_whole(read))
    told.add(wrong_archives(read.book, folders.data, folders.cache_of("texts")))
    project = Checked(
        read.book,
        read.prose,
        read.wordings,
        read.ledger,
        read.texts,
        read.templates,
        read.leaf_pages,
    )
    expected = replace(read.expected, unsure=frozenset(check.unsure))
    parts = Parts(expected, read.ledger, _pages_of(project, write, told.problems))
    told.add(_wrong_links(read, check, parts, made))
    if not told.hides_others:  # else an address may be lost for a mistake that is told
        told.add(check.addresses(read.ledger, expected))
    check.faultless.remember()
    told.hides_others |= bool(check.unsure)
    if errors(told.problems):
        told.hides_others |= parts.are_unsure or any(map(is_misread, read.prose.values()))
        raise Mistakes(told.problems, told.hides_others)
    return replace(project, warnings=tuple(told.problems), mark=parsed.mark)


def _read(
    folders: Folders,
    parsed: ParsedFiles,
    told: Told,
) -> tuple[Read, "Check"]:
    """All that can be read, and what looks at its texts; raises Mistakes where there is no Book."""
    rules = FaultlessFiles(folders.cache_of("rules"), folders.data, parsed)
    book, of_record = read_book(folders.data, parsed, rules)
    rules.remember()
    parsed.remember()
    told.hide(of_record)
    texts, hidden = _read_texts(folders.docs, told)
    prose = read_pages(texts, folders)
    told.hides_others |= any(page.mistakes for page in prose.values())
    if not book:
        raise Mistakes(told.problems, hide_others=True)
    wordings = _read_words(folders, book, parsed, told)
    style = read_style(folders.data, book.site.languages, parsed)
    templates = template_texts(folders.templates)
    parts_, broken = read_parts(templates)
    check = Check(book, wordings, parts_, style)
    check.questions.answered_by("page", texts.get)
    check.begin(folders, parsed.mark)
    broken += check.broken_templates(templates)
    told.hide(broken)
    unread = {problem.file for problem in broken}
    sound = tuple(template for template in templates if template.shown not in unread)
    ledger, problems = read_ledger(folders.data, parsed)
    for problem in problems:  # what moved may be told as lost
        tell = told.hide if problem.file == ledger.marked.file else told.add
        tell([problem])
    lacks_leaves = bool(errors(of_record))
    read = Read(
        folders,
        book,
        parsed.mark,
        lacks_leaves,
        texts,
        prose,
        hidden,
        wordings,
        sound,
        bool(unread),
        ledger,
    )
    return read, check


def _read_texts(
    docs: Path,
    told: Told,
) -> tuple[dict[str, str], set[str]]:
    """The texts of docs/ by their paths, and the paths of those that cannot be read."""
    texts, unread = read_texts(docs)
    told.hide(unread)
    return texts, {problem.file.removeprefix(f"{docs.name}/") for problem in unread}


def _read_words(
    folders: Folders,
    book: Book,
    parsed: ParsedFiles,
    told: Told,
) -> dict[str, Wording]:
    """The interface words of each language; none where any is wrong, so that nothing is said."""
    languages, cache = book.site.languages, folders.cache_of("texts")

    def look(find: Callable[[], list[Problem]]) -> list[Problem]:
        return get_or_make(cache, "words.texts", (parsed.mark, languages), find)

    try:
        wordings = read_wordings(folders.words, languages, parsed, look)
    except Mistakes as mistakes:
        told.hide(mistakes.problems)
        return {}
    told.add(_words_of_the_site(book, wordings))
    return with_words_of_the_site(wordings, book.site)


def _pages_without(
    book: Book, prose: Mapping[str, WrittenPage], hidden: set[str]
) -> Iterator[Problem]:
    """What of the record has no page that tells it."""
    there = {*prose, *hidden}
    yield from topics_without_page(book, there, _pages_of_topics(book, prose))
    yield from languages_without_pages(book, there)
    yield from subject_without_page(book, there)


def _wrong_as_a_whole(read: Read) -> list[Problem]:
    """What is wrong with questions and editions; of a record without a fault it is known."""

    def find() -> list[Problem]:
        return [*wrong_questions(read.book), *wrong_editions(read.book)]

    given = [read.mark, read.book.site.editions]
    return get_or_make(read.folders.cache_of("texts"), "whole.texts", given, find)


def _wrong_texts(
    read: Read,
    check: "Check",
) -> Iterator[Problem]:
    """What is wrong with templates, charts, style, and all that is written in words."""
    yield from check.templates(read.templates, read.folders.templates)
    yield from check.charts()
    yield from check.style_file()
    if not read.wordings:
        return
    yield from unknown_words(read.templates, read.wordings[read.book.first_language])
    yield from check.prose(read.prose, read.ledger)
    yield from check.record_texts()
    yield from _untranslated(read.wordings)
    if not read.folders.templates_elsewhere:
        yield from check.interface_words(read.folders.words)
        yield from check.words_of_templates(read.templates)


def _wrong_links(
    read: Read,
    check: "Check",
    parts: "Parts",
    made: Set[str],
) -> Iterator[Problem]:
    """What is wrong with what leads to pages, their parts and files, those `made` among them."""
    docs, book = read.folders.docs, read.book
    files = made | files_of(docs)
    check.lean_on(parts.expected, read.ledger, files, read.hidden)
    links = Links(
        docs,
        read.pages,
        made,
        parts.__contains__,
        parts.expected.parts_of,
        lambda path: language_of(path, book).folder,
        lambda path, part: path in read.hidden or parts.expected.is_unknown(path, part),
    )
    yield from check.markdown(read.prose, links, read_looks(read.folders))
    if not read.folders.templates_elsewhere:
        find = partial(dead_links, read.templates, read.pages, files, links.is_unknown)
        yield from check.links_of_templates(find)
        if not read.lacks_any:
            texts = read.texts.values()
            yield from dead_parts(read.templates, parts.expected, read.ledger, texts)
    yield from pages_at_files(read.prose, files)
    yield from lost_ledger(read.ledger)
    yield from redirects_without_place(read.ledger, files)


def _pages_of(
    project: Checked, write: Write | None, problems: Iterable[Problem]
) -> Callable[[], PartsOf] | None:
    """The pages of a project as they are written; nothing where a mistake may not let them be."""
    return cache(partial(write, project)) if write and not errors(problems) else None


class Parts:
    """The parts of pages to which a link of an author may lead.

    What an author or the ledger names is known. Others are what templates make of the record:
    to write their page takes a while, and few are asked for.
    """

    def __init__(self, expected: Expected, ledger: Ledger, write: Callable[[], PartsOf] | None):
        self.expected, self.ledger, self.write = expected, ledger, write
        self.are_unsure = False  # whether one was asked for whose page cannot be written

    def __contains__(self, address: str) -> bool:
        if not self.expected.has_part(address):
            return False
        if self.expected.is_heading(address) or self.ledger.keeps(address):
            return True
        page, _, part = address.partition("#")
        if self.write:
            with suppress(Mistakes):
                return part in self.write()(page)
        self.are_unsure = True
        return True


def _leaf_paths(
    book: Book,
    prose: Mapping[str, WrittenPage],
    are_unknown: bool,
) -> set[str]:
    """The paths of the further pages of long lists; none yet while mistakes leave them unknown."""
    if are_unknown:
        return set()
    return {page.path for page in leaf_pages(book, prose)}


def _pages_of_topics(
    book: Book,
    prose: Mapping[str, WrittenPage],
) -> dict[str, str]:
    """The page of each topic that says at its head which it explains, in the first language."""
    pages = [(path, page) for path, page in prose.items() if language_of(path, book).is_first]
    said = {page.front.get("topic", ""): path for path, page in pages}
    return {topic: path for topic, path in said.items() if topic in book.topics}


def _prose(docs: Path) -> dict[str, WrittenPage]:
    """The pages of docs/ that can be read."""
    return {path: read_page(text) for path, text in read_texts(docs)[0].items()}


def expected_of(folders: Folders) -> Expected:
    """What a site will hold, as far as can be told without writing its pages.

    Raises Mistakes where the record cannot be read at all.
    """
    book, problems = read_book(folders.data)
    if not book:
        raise Mistakes(problems)
    prose = _prose(folders.docs)
    pages = prose.keys() | _leaf_paths(book, prose, bool(errors(problems)))
    return Expected(book, page_urls(book, pages), prose, template_texts(folders.templates))


def pages_and_words(folders: Folders) -> PagesAndWords:
    """The same of a project with mistakes, as far as these let it be known.

    Raises Mistakes where nobody knows what the site says of itself.
    """
    book, problems = read_book(folders.data)
    if not book:
        raise Mistakes(problems)
    problems += _wrong_charts(book, book.charts)
    texts, unread = read_texts(folders.docs)
    prose = {path: read_page(text) for path, text in texts.items()}
    unreadable = {problem.file for problem in unread}
    wordings = read_wordings(folders.words, book.site.languages)
    first = with_words_of_the_site(wordings, book.site)[book.first_language]
    pages = prose.keys() | _leaf_paths(book, prose, bool(errors(problems)))

    def may_be(path: str) -> bool:
        is_hidden = (book.broken and may_be_made(book, path)) or may_be_leaf(path)
        return f"{folders.docs.name}/{path}" in unreadable or (bool(errors(problems)) and is_hidden)

    return page_paths(book, pages), first.words, may_be, _further_folders(book)


def _further_folders(book: Book) -> list[str]:
    return [language.folder for language in book.languages.values() if language.folder]


FILLED_IN = re.compile(r"\{[\w.]+\}")  # the names of what an interface word is filled with


def _interface_words(
    path: Path, book: Book, wordings: Mapping[str, Wording], style: Style
) -> Iterator[Problem]:
    """What of the interface words the house does not say, and what readers could not tell apart."""
    for language, say in wordings.items():
        shown = (it for it in say.words.items() if not it[0].startswith(NEVER_SHOWN))
        messages = list(words_alike(say.words))
        for key, words in shown:
            said = FILLED_IN.sub("", words)
            slips = (*style.slips(said, language), *held_places(said, ()))
            messages += [(key, message) for _, message in slips]
        for key, message in messages:
            yield Problem(*_place_of_word(path, book, key, language), message)


def _place_of_word(path: Path, book: Book, key: str, language: str) -> tuple[str, int]:
    """Where a word is written: by the site, in the file of its language, or in words.yml."""
    if key in book.site.words:
        return book.place(SITE, "words", key, language)
    own = path.with_name(f"words.{language}.yml")
    if own.is_file() and (key,) in (marked := read(own, own.name)).lines:
        return f"{FOLDER}/{own.name}", marked.line((key,))
    return WORDS, read(path, path.name).line((key, language))


def _words_of_the_site(
    book: Book,
    wordings: Mapping[str, Wording],
) -> Iterator[Problem]:
    """What is wrong with the interface words that the site says in its own way."""
    for key, text in book.site.words.items():
        for language, say in wordings.items():
            form = text.in_(language) if text.has(language) else say.words.get(key, "")
            if message := wrong_form(key, form, say.words):
                yield Problem(*book.place(SITE, "words", key), message)


def _untranslated(wordings: Mapping[str, Wording]) -> Iterator[Problem]:
    """How many words a language still borrows from English."""
    for language, say in wordings.items():
        if say.borrowed:
            message = (
                f"still to be translated: {counted(len(say.borrowed), 'word')} of "
                f"{len(say.words)}, said in English; the next is '{say.borrowed[0]}'"
            )
            yield Problem(f"docs/templates/words.{language}.yml", 1, message, "warning")


def read_texts(docs: Path) -> tuple[dict[str, str], list[Problem]]:
    """The Markdown of the pages of docs/ by their path, and what could not be read.

    A name that begins with a dot is left out, as MkDocs does.
    """
    texts: dict[str, str] = {}
    problems = []
    for name in paths_in(docs):
        if not name.endswith(".md") or name.startswith("templates/") or is_left_out(name):
            continue
        try:
            texts[name] = text_of(read_file(docs / name), may_hold_signs=True)
        except CannotRead as error:
            problems.append(error.problem(f"{docs.name}/{name}"))
    return texts, problems


# A Korean particle apart from the call before it, or in both of its forms: 은(는).
LOOSE_PARTICLE = re.compile(
    rf"\}}\}}{CLOSING_MARKS}(?P<loose> (?:은|는|을|를|과|와|으로|이다)(?![가-힣])"
    r"|[은는이가을를과와]?\((?:은|는|이|가|을|를|과|와|으)\)"
    r"|(?:은/는|는/은|이/가|가/이|을/를|를/을|과/와|와/과|으로/로|로/으로))"
)
BLOCKS = ("chart", "part")  # the calls that give no words
BLOCK = "block"  # what of a page holds such a call alone
OfText = tuple[int, str, Level]  # a line, what is wrong there, and how wrong
Said = tuple[str, str, str]  # words, their language, and which part of a page they are
NAMES = ("name", "party", "constituency")  # they may hold numbers that are no facts
DRAWN = ("title", "subtitle", "alt")  # the texts of a chart that stand in its drawing
# What files and search print as it stands, so that no call is filled in: beside names what the site
# says of itself, all of units and sources.
SITE_NAMES = (("name",), ("licence",))
KINDS_AS_WRITTEN = ("sources/", "units/", "publishers/")


class Check:
    """Bare numbers, unbound time and wrong calls, in docs/ and in the record's own texts."""

    def __init__(
        self,
        book: Book,
        wordings: Mapping[str, Wording],
        parts_: Mapping[str, Part],
        style: StyleFile,
    ):
        self.questions, self.parts = Questions(), parts_
        self.book = AskedBook(book, self.questions)
        self.lint = Lint(book, wordings)
        self.written_style, self.is_style_sound = style, True
        self.calls = {language: Calls(self.book, say, parts_) for language, say in wordings.items()}
        self.faultless = Faultless(None, "", str)
        self.look_at_templates: LookAt = lambda name, find: find()
        self.unsure: set[str] = set()  # paths of pages that lack parts for a mistake

    def begin(
        self,
        folders: Folders,
        mark: str,
    ) -> None:
        """Let what had no fault in these folders be passed over, where all can be read.

        The files of the record have a mark.
        """
        if self.book.broken or self.book.half_read:
            return
        of_templates = mark_of_files(folders.templates) if folders.cache else ""
        of_record = (mark, self.book.settings())
        known = partial(_known, folders.cache_of("texts"), of_record)
        self.lint = replace(self.lint, look_for_known=known)

        def same() -> str:
            style = folders.data / STYLE
            written = style.read_bytes() if style.is_file() else b""
            rest = [of_record[1], written, self.lint.known.mark]
            return digest([at_work(), of_templates, *rest])

        sort = name_in(folders.cache, folders.data)
        self.faultless = Faultless(folders.cache_of("checks"), sort, same, mark)

        def look_at_templates(name: str, find: Find) -> list[Problem]:
            return get_or_make(folders.cache_of("texts"), name, of_templates, find)

        self.look_at_templates = look_at_templates

    def style_file(self) -> list[Problem]:
        """What is wrong with the file of the house style, which then says what is sound of it."""
        look = partial(getattr, self.written_style, "problems")
        problems = self.faultless.look(
            STYLE,
            self.questions,
            look,
        )
        self.is_style_sound = not problems
        return problems

    @property
    def style(self) -> Style:
        """What the house says, as far as it is sound."""
        return self.written_style.style if self.is_style_sound else self.written_style.sound

    def broken_templates(self, templates: Iterable[TemplateText]) -> list[Problem]:
        """The templates that cannot be read."""

        def look() -> list[Problem]:
            from .templates import broken_templates

            return broken_templates(templates)

        return self.look_at_templates("unbroken.texts", look)

    def templates(
        self,
        templates: Iterable[TemplateText],
        folder: Path,
    ) -> list[Problem]:
        """What is wrong with the templates of a folder that can be read."""

        def look() -> list[Problem]:
            from .taken_in import lost_pages, lost_templates, wrong_parts
            from .template_fields import unknown_fields
            from .template_html import wrong_html
            from .templates import headings_of_markdown, unknown_names

            lost = [*lost_templates(templates, folder), *lost_pages(folder)]
            lost += [*wrong_parts(templates, self.parts), *wrong_html(templates)]
            lost += [*headings_of_markdown(templates), *unknown_names(templates)]
            return [*lost, *unknown_fields(templates)]

        return self.look_at_templates("templates.texts", look)

    def charts(self) -> Iterator[Problem]:
        """What is wrong with the charts."""
        for id_ in self.book.charts:
            look = partial(_wrong_charts, self.book, [id_])
            yield from self.faultless.look(f"drawn/{id_}", self.questions, look)
        for address, record in self.book.half_read.items():
            if isinstance(record, Chart):
                yield from _wrong_half_read(self.book, address, record)

    def interface_words(self, path: Path) -> list[Problem]:
        """What of the interface words the house does not say."""

        def look() -> Iterator[Problem]:
            return _interface_words(path, self.book, self.lint.wordings, self.style)

        return self.faultless.look(WORDS, self.questions, look)

    def words_of_templates(self, templates: Iterable[TemplateText]) -> list[Problem]:
        """What is wrong with what templates say by themselves."""
        language = self.book.first_language
        calls = self.calls[language]
        look = partial(wrong_words, templates, self.lint, calls, language)
        return self.faultless.look("templates", self.questions, look)

    def lean_on(
        self,
        expected: Expected,
        ledger: Ledger,
        files: Set[str],
        hidden: Set[str],
    ) -> None:
        """Let addresses and links be known again while all that they may lead to is as before.

        These are the files that are published, the pages that mistakes hide, and what is expected.
        """

        def places() -> list[object]:
            redirects = ledger.moved, ledger.marked.value
            fronts = [page.front for page in expected.prose.values()]  # they decide on parts
            known = [self.faultless.grounds[RECORD], ledger.written, redirects]
            return [*known, expected.beside_the_record, fronts, files, hidden]

        self.questions.answered_by(PLACES, places)
        if self.faultless.folder:
            self.faultless.grounds[PLACES] = self.questions.answer((PLACES,))

    def addresses(self, ledger: Ledger, expected: Expected) -> list[Problem]:
        """What of the published addresses would be lost, and what redirects lead astray."""
        return self._at_places("permalinks", partial(broken_links, ledger, expected))

    def links_of_templates(self, find: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What of the links that are typed in templates leads nowhere."""
        return self._at_places("template-links", find)

    def _at_places(self, name: str, find: Callable[[], Iterable[Problem]]) -> list[Problem]:
        def look() -> Iterable[Problem]:
            self.questions.note(PLACES)
            return find()

        return self.faultless.look(name, self.questions, look)

    def markdown(
        self, pages: Mapping[str, WrittenPage], links: Links, looks: Looks
    ) -> Iterator[Problem]:
        """What of the Markdown and HTML of docs/ is not read, not allowed, or leads nowhere."""
        self.questions.answered_by("looks", lambda: looks)
        of_pages = self.questions.noting("link", links.wrong)
        of_parts = self.questions.noting("part-link", links.wrong)

        def wrong_link(path: str, address: str, is_picture: bool) -> str:
            """What a page has of parts may hang on its words, so that each is asked for anew."""
            ask = of_parts if "#" in address else of_pages
            return ask(path, address, is_picture)

        for path, page in pages.items():
            look = partial(self._markdown, path, page, wrong_link, looks)
            yield from self.faultless.look(f"markdown/{path}", self.questions, look)

    def _markdown(
        self, path: str, page: WrittenPage, wrong_link: WrongLink, looks: Looks
    ) -> Iterator[Problem]:
        self.questions.note("page", path)
        self.questions.note("looks")
        for line, message in wrong_markdown(path, page, wrong_link, looks):
            yield Problem(f"docs/{path}", line, message)

    def prose(self, pages: Mapping[str, WrittenPage], ledger: Ledger) -> Iterator[Problem]:
        """What is wrong with the pages of docs/."""

        def head(path: str) -> object:
            page = pages.get(path)
            return page and (page.front, page.mistakes)

        self.questions.answered_by("head", head)
        for path in pages:
            find_words = partial(self._words_of_page, path, pages)
            find = partial(self._page, path, pages, ledger)
            yield from self.faultless.look(f"words/{path}", self.questions, find_words)
            yield from self.faultless.look(f"docs/{path}", self.questions, find)

    def _words_of_page(
        self,
        path: str,
        pages: Mapping[str, WrittenPage],
    ) -> Iterator[Problem]:
        """What of a page is wrong whatever figures the record has."""
        self.questions.note("page", path)
        page, language = pages[path], language_of(path, self.book).code
        for name in PLAIN_FIELDS:
            begins, words = page.said(name)
            for line, message in self._said((words, language, name)):
                yield Problem(f"docs/{path}", begins + line - 1, message)
        for piece in page.pieces:
            said = _said_in(piece, language)
            for line, message in self.faultless.look_at_part(f"words/{path}", said, self._said):
                yield Problem(f"docs/{path}", piece.line + line - 1, message)

    def _said(self, said: Said) -> Iterator[tuple[int, str]]:
        """What is wrong with a text but for its calls; the house may name its field."""
        text, language, field = said
        if field != BLOCK:
            yield from self._wrong_words(text, language)
            yield from self.style.slips(text, language, field)
        yield from self._held(text)

    def _page(
        self,
        path: str,
        pages: Mapping[str, WrittenPage],
        ledger: Ledger,
    ) -> Iterator[Problem]:
        self.questions.note("page", path)
        page, language = pages[path], language_of(path, self.book).code
        mistakes = self._of_form(path, pages, ledger) if page.mistakes else ()
        found = (*mistakes, *self._front(page, language), *self._body(page, language))
        found += (*self._unlike_the_first(path, pages), *self._addresses_of_records(path, page))
        found += (*self._topic_of_another(path, page),)
        for line, message in found:
            yield Problem(f"docs/{path}", line, message)
        if _has_lost_parts(page, {line for line, _ in found}):
            self.unsure.add(path)
        texts = [page.said(name) for name in PLAIN_FIELDS]
        texts += [(piece.line, _words_of(piece)) for piece in page.pieces]
        for line, message in _empty_sections(page):
            yield Problem(f"docs/{path}", line, message, "warning")
        for begins, text in texts:
            for line, message in (*self._of_other_days(text, language), *_doubtful(text)):
                yield Problem(f"docs/{path}", begins + line - 1, message, "warning")

    def _of_form(
        self,
        path: str,
        pages: Mapping[str, WrittenPage],
        ledger: Ledger,
    ) -> Iterator[tuple[int, str]]:
        """What is wrong with the form of a page; its headings are compared with what they were."""
        of_all = path.removeprefix(language_of(path, self.book).folder)
        places = (f"{language.folder}{of_all}" for language in self.book.languages.values())
        others = {place: pages[place] for place in places if place in pages and place != path}
        yield from with_their_ids(pages[path], others, ledger.parts_of(page_url(path)))

    def _of_other_days(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        """Sentences that may be untrue, which nobody but the author can tell.

        A later reading may have made them so, or they tell of what is to come as past.
        """
        yield from later_days(self.book.site, without_indented(text), language)
        if "{{" in text:
            yield from earlier_days(self.book, self.calls[language].say, text)

    def _unlike_the_first(
        self, path: str, pages: Mapping[str, WrittenPage]
    ) -> Iterator[tuple[int, str]]:
        """What a page in a further language says that it is about, unlike that in the first."""
        first_path = path.removeprefix(language_of(path, self.book).folder)
        if first_path == path:
            return
        self.questions.note("head", first_path)
        page, first = pages[path], pages.get(first_path)
        if not first or first.mistakes or page.mistakes:
            return
        for name in ("topic", *OF_TOPICS):
            said, meant = page.front.get(name, ""), first.front.get(name, "")
            if set(said.split()) == set(meant.split()):
                continue
            if any(map(self._wrong_topic, (*said.split(), *meant.split()))):
                continue
            yield page.lines.get(name, 1), _as_in_the_first(name, meant, first_path)

    def _topic_of_another(
        self,
        path: str,
        page: WrittenPage,
    ) -> Iterator[tuple[int, str]]:
        """A topic at the head of a page that is the page of another one."""
        named = page.front.get("topic", "")
        if not named or self._wrong_topic(named):
            return
        topics = self.book.topics.items()
        owners = [id_ for id_, topic in topics if f"{topic.page}.md" == path]
        if owners and named not in owners:
            file, line = self.book.place(f"topics/{owners[0]}")
            message = f"this is the page of '{owners[0]}' ({file}:{line})"
            remedy = f"write topic: {owners[0]}"
            yield page.lines["topic"], f"{message}; {remedy}"

    def _addresses_of_records(
        self,
        path: str,
        page: WrittenPage,
    ) -> Iterator[tuple[int, str]]:
        """Headings at the address of a record, which stands in a list of the same page."""
        folder = language_of(path, self.book).folder
        url = page_url(path.removeprefix(folder))
        listed = [kind for kind, about in KINDS.items() if about.listed_on == url]
        for heading, kind in product(page.headings, listed):
            address = f"{kind}/{heading.id}"
            if has_own_page(address) or not self.book.knows(address):
                continue
            file, line = self.book.place(address)
            message = f"'{heading.id}' is the address of a record on this page too"
            remedy = "the older keeps it, give the newer another id"
            yield heading.line, f"{message} ({file}:{line}); {remedy}"

    def _front(
        self,
        page: WrittenPage,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        for name in ("title", "description"):
            begins, text = page.said(name)
            found = (*self._wrong_calls(text, language), *_cited_in_vain(name, text))
            for line, message in found:
                yield begins + line - 1, message
        for name in ("topic", *OF_TOPICS):
            for topic in page.front.get(name, "").split():
                if message := self._wrong_topic(topic):
                    yield page.lines[name], message

    def _wrong_topic(self, topic: str) -> str:
        if topic in self.book.topics or self.book.may_be_broken(f"topics/{topic}"):
            return ""
        hint = did_you_mean(topic, self.book.topics) or "; topics are in data/topics/"
        return f"no topic '{topic}'{hint}"

    def _body(
        self,
        page: WrittenPage,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        yield from _charts_twice(page)
        for piece in page.pieces:
            if isinstance(piece, WrittenBlock):
                found = self._wrong_block(piece.call, language)
            else:
                found = self._wrong_calls_outside_code(_words_of(piece), language)
            for line, message in found:
                yield piece.line + line - 1, message

    def _wrong_calls_outside_code(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        """What is wrong with calls, but on lines of which is told already that code holds one."""
        in_code = {line for line, _ in calls_in_code(text)} if OPEN in text else ()
        for line, message in self._wrong_calls(text, language):
            if line not in in_code:
                yield line, message

    def record_texts(self) -> Iterator[Problem]:
        """What is wrong with the texts of the record.

        Of names and units only the calls are read, and of sources, whose own numbers we quote.
        """
        for address in self.book.addresses():
            look = partial(self._record, address)
            yield from self.faultless.look(address, self.questions, look)
        for address, record in self.book.half_read.items():
            yield from self._texts_of(address, record)
        for path, text, language in self._texts(self.book.site):
            look_at = partial(self._text_of_the_site, path, language)
            yield from self._told(SITE, path, language, look_at, text)

    def _record(self, address: str) -> Iterator[Problem]:
        """The same of one record."""
        yield from self._texts_of(address, self.book.get(address))

    def _texts_of(
        self,
        address: str,
        record: object,
    ) -> Iterator[Problem]:
        for path, text, language in self._texts(record):
            look = partial(self._text_of, address, record, path, language)
            yield from self._told(address, path, language, look, text)

    def _told(
        self,
        address: str,
        path: tuple[str | int, ...],
        language: str,
        look: Callable[[str], Iterator[OfText]],
        text: Text,
    ) -> Iterator[Problem]:
        """What is wrong with a text of the record or the site, each at its line."""
        found = list(look(text.in_(language)))
        if not found:
            return
        file, first = self.book.place(address, *path, language)
        lines = self._lines_of(look, address, path, language)
        for _, message, level in found:
            yield Problem(file, lines.get(message, first), message, level)

    def _lines_of(
        self,
        look: Callable[[str], Iterator[OfText]],
        address: str,
        path: tuple[str | int, ...],
        language: str,
    ) -> dict[str, int]:
        """For each message about a text that stands on several lines the one that it is about."""
        spread = self.book.spread(address, *path, language) or self.book.spread(address, *path)
        if not spread:
            return {}
        begins, words = spread
        return {message: begins + line - 1 for line, message, _ in look(words)}

    def _text_of(
        self,
        address: str,
        record: object,
        path: tuple[str | int, ...],
        language: str,
        written: str,
    ) -> Iterator[OfText]:
        """What is wrong with a text of a record: line, message, and whether it stops the build."""
        check = self._check_of(address, path)
        slips = self.style.slips(written, language, *_fields(address, record, path))
        is_drawn = address.startswith("charts/") and path[-1] in DRAWN
        in_vain = _cited_in_vain(str(path[-1]), written) if is_drawn else ()
        found = (*check(written, language), *calls_in_other_braces(written), *self._held(written))
        for line, message in (*found, *slips, *in_vain):
            yield line, message, "error"
        doubtful = (*self._of_other_days(written, language), *loose_signs(written))
        for line, message in (*doubtful, *remarks(written)):
            yield line, message, "warning"
        if _calls_its_own_term(address, written):
            yield 1, "this explains a word by itself; leave out its own term", "error"

    def _text_of_the_site(
        self,
        path: tuple[str | int, ...],
        language: str,
        written: str,
    ) -> Iterator[OfText]:
        """The same of a text of the site, which files and search print as it stands."""
        check = _calls_as_written if path in SITE_NAMES else self._wrong_as_written
        for line, message in (*check(written, language), *self._held(written)):
            yield line, message, "error"

    def _check_of(
        self, address: str, path: tuple[str | int, ...]
    ) -> Callable[[str, str], Iterator[tuple[int, str]]]:
        """How a text of a record is looked through."""
        name = path[-1]
        if address.startswith(KINDS_AS_WRITTEN):
            return self._wrong_calls if name == "note" else _calls_as_written
        return _calls_as_written if name in NAMES else self._wrong

    def _wrong_as_written(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        """What is wrong with a text of the site: its numbers and times too, which no call binds."""
        yield from _calls_as_written(text, language)
        for line, message in self.lint.mistakes(text, language):
            yield line, f"{message.partition(';')[0]}; leave it out"

    def _held(self, text: str) -> Iterator[tuple[int, str]]:
        """Places of words that are still to come, in a text and in the words of its calls."""
        names = self.book.site.names
        yield from held_places(text, names)
        for call in find_calls(text)[0] if OPEN in text else ():
            given = (*call.arguments, *call.options.values())
            for words in filter(lambda value: isinstance(value, str), given):
                for _, message in held_places(str(words), names):
                    yield call.line, message

    def _texts(self, record: object) -> Iterator[tuple[tuple[str | int, ...], Text, str]]:
        for path, text in texts_of(record):
            for language in filter(text.has, self.book.site.languages):
                yield path, text, language

    def _wrong(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        yield from self._wrong_words(text, language)
        yield from self._wrong_calls(text, language)

    def _wrong_words(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        """Bare numbers and unbound time, in a text and in the words that its calls print."""
        bare = without_tags(text)
        is_open = "{%" in bare or bare.rfind(OPEN) > bare.rfind(CLOSE)
        if not is_open:  # what follows an open call is none of words
            yield from self.lint.mistakes(bare, language)
        for call in find_calls(text)[0] if OPEN in text else ():
            is_bound = call.name == "dated"  # which gives a word for time its day
            read = self.lint.numbers_of_no_fact if is_bound else self.lint.mistakes
            for _, message in read(_words_given(call), language):
                yield call.line, message

    def _wrong_calls(
        self,
        text: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        """What is wrong with the calls among words; a board or a chart is no word."""
        if "{{" in text or "{%" in text:
            calls, wrong = find_calls(text)
            mistakes = (*wrong, *wrong_calls(self.calls[language], calls))
            yield from mistakes or wrong_beside(self.calls[language], text)
            yield from _loose_particles(text)
            for call in calls:
                if call.name in BLOCKS:
                    yield call.line, _among_words(call, text)

    def _wrong_block(
        self,
        call: str,
        language: str,
    ) -> Iterator[tuple[int, str]]:
        calls, wrong = find_calls(call)
        yield from wrong
        yield from wrong_calls(self.calls[language], calls)


def _wrong_charts(
    book: Book,
    ids: Iterable[str],
) -> Iterator[Problem]:
    """What is wrong with some charts."""
    from ..drawing.charts import problems_of_chart  # a tenth of a second: it loads what draws

    for id_ in ids:
        yield from problems_of_chart(book, id_)


def _wrong_half_read(
    book: Book,
    address: str,
    chart: Chart,
) -> Iterator[Problem]:
    """The same of a chart with mistakes, as far as it could be read."""
    from ..drawing.charts import problems_of_half_read  # only where there is such a chart

    return problems_of_half_read(book, address, chart)


def _known(
    cache: Path | None,
    of_record: tuple[str, ...],
    book: Book,
) -> Known:
    """What prose may print though it calls no fact; of the same record, as it was known before."""

    def look() -> tuple[frozenset[str], frozenset[tuple[int, ...]]]:
        known = known_of(book)
        return known.all_names, known.dates

    return Known(*get_or_make(cache, "known.texts", of_record, look))


@kept
def texts_of(record: object) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Each text of a record with its path."""
    return ((path, part) for path, part in parts(record) if isinstance(part, Text))


def _words_given(call: Call) -> str:
    """The words that a call is given to print; those of plain() are no fact by intent."""
    known = author_calls().get(call.name)
    if not known or call.name == "plain":
        return ""
    given = dict(zip(known.signature.parameters, call.arguments, strict=False)) | call.options
    words = given.get("words", "")
    return words if isinstance(words, str) else ""


def _calls_as_written(
    text: str,
    _: str,
) -> Iterator[tuple[int, str]]:
    """Each call in a text that is printed as it stands."""
    for found in re.finditer(r"\{[{%]", text):
        yield line_of(text, found.start()), NO_CALL_HERE


def _fields(
    address: str,
    record: object,
    path: tuple[str | int, ...],
) -> Iterator[str]:
    """What a remedy may call the place of a text: what, events.what, planned.what."""
    yield str(path[-1])
    yield f"{address.partition('/')[0]}.{path[-1]}"
    steps = getattr(record, "steps", ())
    match path:
        case ("steps", int(number), name) if getattr(steps[number], "due", None):
            yield f"planned.{name}"


def _charts_twice(page: WrittenPage) -> Iterator[tuple[int, str]]:
    """Charts that stand on a page already: each has an address there, and parts that are named."""
    seen: dict[object, int] = {}
    for piece in page.pieces:
        calls = find_calls(piece.call)[0] if isinstance(piece, WrittenBlock) else ()
        for call in calls:
            if call.name != "chart" or not call.arguments:
                continue
            first = seen.setdefault(call.arguments[0], piece.line)
            if first != piece.line:
                message = f"this chart stands on line {first} already; link to it: [words](#chart-"
                yield piece.line, f"{message}{call.arguments[0]})"


INDENTED_HEADING = re.compile(r"^ +#{1,6} ", re.M)


def _has_lost_parts(
    page: WrittenPage,
    lines: Set[int],
) -> bool:
    """True for a page with mistakes on some lines where a heading or a call was to give a part."""
    if not all(ID.fullmatch(heading.id) for heading in page.headings):
        return True
    for piece in page.pieces:
        if isinstance(piece, WrittenBlock):
            last = piece.line + piece.call.count("\n")
            if any(piece.line <= line <= last for line in lines):
                return True
            continue
        words = _words_of(piece)
        if (
            find_calls(words)[1]
            or any(calls_in_other_braces(words))
            or INDENTED_HEADING.search(words)
        ):
            return True
    return False


def _empty_sections(page: WrittenPage) -> Iterator[tuple[int, str]]:
    """Headings below which nothing stands, not even a deeper one; that of a page may be alone."""
    pieces = [piece for piece in page.pieces if not _says_nothing(piece)]
    for piece, below in zip_longest(pieces, pieces[1:]):
        if not isinstance(piece, WrittenHeading) or piece.level == 1:
            continue
        is_followed = isinstance(below, WrittenHeading) and below.level <= piece.level
        if is_followed or below is None:
            yield piece.line, "nothing stands in this section; write it, or take the heading out"


def _says_nothing(piece: WrittenPiece) -> bool:
    """True for what stands between two headings, and is no more than comments."""
    return isinstance(piece, WrittenWords) and not without_comments(piece.text).strip()


def _doubtful(text: str) -> Iterator[tuple[int, str]]:
    """What of the words of a page was hardly meant to be printed; code is shown as it is."""
    words = without_code(text)
    yield from misread(words)
    yield from loose_signs(words)
    yield from indented_sentences(text)


def _loose_particles(text: str) -> Iterator[tuple[int, str]]:
    """Particles that cannot fit themselves to what the call before them prints."""
    for found in LOOSE_PARTICLE.finditer(text):
        message = (
            f"'{found['loose'].strip()}': a particle follows its call at once and in one form, "
            "as in }}은; what is printed decides between 은 and 는"
        )
        yield line_of(text, found.start()), message


def _among_words(
    call: Call,
    text: str,
) -> str:
    """What is said of a board or chart that does not stand by itself on a page."""
    line = text.split("\n")[call.line - 1]
    if line.count(OPEN) == 1 and line.strip().startswith(OPEN) and line.strip().endswith(CLOSE):
        return f"'{call.name}' begins its line; none stands in a list, a box or a note"
    return f"'{call.name}' stands on a line of its own, in a page of docs/"


def _cited_in_vain(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Numbers of sources in a field that search, cards or drawings print as words alone."""
    for call in find_calls(text)[0] if OPEN in text else ():
        if call.name == "cite":
            yield (
                call.line,
                f"'cite' prints nothing in '{name}'; cite on the page, and leave it out",
            )


def _as_in_the_first(name: str, meant: str, first_path: str) -> str:
    """What is said of a field that names other topics than the page in the first language."""
    same = f"'{name}' is the same in every language"
    if meant:
        return f"{same}, and docs/{first_path} has '{meant}'; write '{name}: {meant}'"
    return f"{same}, and docs/{first_path} has none; leave it out, or say it there too"


def _words_of(piece: WrittenPiece) -> str:
    """The words of a part of a page; a board or a chart has none."""
    if isinstance(piece, WrittenHeading):
        return piece.words
    return piece.text if isinstance(piece, WrittenWords) else ""


def _said_in(piece: WrittenPiece, language: str) -> Said:
    """What a part of a page says, and what a remedy calls it where it is only for such."""
    if isinstance(piece, WrittenBlock):
        return piece.call, language, BLOCK
    part = "heading" if isinstance(piece, WrittenHeading) else "prose"
    return without_indented(_words_of(piece)), language, part


def _calls_its_own_term(address: str, text: str) -> bool:
    kind, _, id_ = address.partition("/")
    if kind != "glossary" or OPEN not in text:
        return False
    calls, _ = find_calls(text)
    return any(call.name == "term" and id_ in call.arguments[:1] for call in calls)
