"""build_site: a data folder and a docs folder -> everything that is published. The recipe."""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import TypeVar

from markupsafe import Markup

from .drawing.captions import Sheet
from .drawing.sheets import Drawing
from .meaning.addresses import language_of, own_path, page_url
from .meaning.fingerprints import History, history
from .meaning.wording import Wording
from .publishing.chart_files import Charts, draw_charts, every_chart
from .publishing.downloads import Downloads, take_away
from .publishing.files import all_files
from .publishing.linked_data import Published, linked_data
from .publishing.material import File, Material
from .publishing.search_found import CLASSES as OF_SEARCH
from .publishing.shelf import Shelf
from .publishing.social_cards import card_pages, social_card_path
from .publishing.standing import Standing as Standing
from .publishing.standing import mark_of as mark_of
from .publishing.twins import Twins, twin
from .record.asked_book import AskedBook
from .record.book import Book
from .record.editions import fault_of_day
from .record.folders import Folders
from .record.problems import Mistakes, Problem
from .record.questions import AskedMapping, AskedThing, Questions, digest, part_of
from .record.values import Day, Text
from .writing import check
from .writing.calls import Calls
from .writing.check import Checked, PartsOf
from .writing.citations import Citables, Citation, Citing, citables
from .writing.document import Document, Documents
from .writing.escaping import json_in_a_page
from .writing.keeping import Keeping, machine, name_in
from .writing.kept_pages import OF_A_PAGE, KeptPages
from .writing.kept_pages import page_name as page_name
from .writing.ledger import all_addresses, lost_addresses
from .writing.lonely_pages import lonely_pages
from .writing.outline import OutlinedSection, outline
from .writing.page import Publication
from .writing.pickles import Classes
from .writing.site_map import page_urls, question_pages, record_pages
from .writing.templates import Templates
from .writing.unread_files import wrong_files
from .writing.writer import Writer


@dataclass(frozen=True)
class Request:
    """What is asked for: where the site will stand, and which edition of it."""

    address: str = ""  # the site's own, or "" where it is not known
    repository: str = ""  # where corrections are sent
    edition: str = ""  # the name of the state that is published, such as a commit
    as_of: str = ""  # the day of an edition
    present: str = ""  # from the root of that edition to the present site
    archive: str = ""  # where the whole site will stand in one file
    pictures: bool = False  # whether PNGs are drawn: of charts, and beside links to pages


ANYWHERE = Request()
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class BuiltSite:
    """Everything that is published, as values: pages by their path in docs/, files by theirs."""

    book: Book
    documents: Mapping[str, Document]
    files: Mapping[str, File]
    cited: Citables
    twins: Twins
    published: Published
    warnings: tuple[Problem, ...]
    wordings: Mapping[str, Wording]  # how each language reads
    site: Publication  # what all of it is told of where it stands
    card_pages: Mapping[str, str]  # by each page the one whose social card it has, if any is drawn
    frames: Keeping  # each page in its frame, as a build before has left it
    marks: Mapping[str, str]  # what tells each page from what it was; none where none is kept

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every permanent address of the site."""
        return all_addresses(self.book, self.documents.values())

    @cached_property
    def pages(self) -> dict[str, str]:
        """The pages as Markdown, by their path in docs/."""
        return {path: document.text for path, document in self.documents.items()}

    def written_in(self, path: str) -> str:
        """The data file that a page was made from; nothing for a page of prose."""
        record = self.documents[path].record
        return self.book.place(record)[0] if record else ""

    @cached_property
    def _citing(self) -> Citing:
        return Citing(self.site, self.published.documents, self.published.cited)

    def citation(self, path: str) -> Citation | None:
        """How a page is cited; nothing for one that cannot be."""
        return self._citing.of(path)

    def linked_data(self, path: str) -> Markup:
        """A page as schema.org describes it: JSON as it stands in the page."""
        return json_in_a_page(linked_data(self.published, self.published.documents[path]))


@dataclass(frozen=True)
class Draft:
    """A site whose pages are written when asked for, and whose other files are not written."""

    book: Book
    documents: Documents
    warnings: tuple[Problem, ...]


def check_site(folders: Folders) -> Checked:
    """A project as it stands; raises Mistakes with everything that is wrong in it."""
    return check.check_site(folders, partial(parts_as_written, folders))


def parts_as_written(folders: Folders, checked: Checked) -> PartsOf:
    """The ids on each page of a project, which is written when somebody asks for them."""
    filled = _filled_in(checked)
    nothing_kept = Keeping(None, Questions())
    taken = cache(partial(take_away, plain_calls(filled), nothing_kept, ANYWHERE.address))
    _, documents = write_pages(filled, folders, ANYWHERE, taken)
    paths = {page_url(path): path for path in documents}

    def parts(url: str) -> frozenset[str]:
        return documents[paths[url]].parts

    return parts


def build_site(folders: Folders, request: Request = ANYWHERE) -> BuiltSite:
    """Everything that is published; raises Mistakes with everything that is wrong."""
    checked, questions = _asked(_checked(folders, request), request)
    _refuse_wrong_files(folders, checked)
    keeping = _keeping(checked, folders, request, questions)
    of_files = keeping("files", OF_SEARCH)
    plain, is_edition = plain_calls(checked), bool(request.as_of)
    taken = take_away(plain, of_files, request.address, request.archive, is_edition)
    kept = KeptPages(keeping("pages", OF_A_PAGE), partial(twin, checked.book))
    writers, pages = write_pages(checked, folders, request, lambda: taken, kept)
    _leave_alone_what_is_read()
    documents = pages.write_all()
    kept.sweep()
    site = next(iter(writers.values())).site
    _refuse_lost_addresses(site, documents.values())
    cited = citables(site, documents)
    asked_documents = _asked_mapping(questions, "document", documents, kept.marks)
    asked_works = _asked_mapping(questions, "work", cited, cited)
    material = Material(writers, asked_documents, asked_works, folders, of_files)
    files = Shelf(all_files(material))
    return BuiltSite(
        book=checked.book.plain,
        documents=documents,
        files=files,
        cited=cited,
        twins=Twins(() if is_edition else documents.values(), kept.twin),
        published=Published(
            checked.book, writers, asked_documents, asked_works, site.downloads, request.address
        ),
        warnings=(*checked.warnings, *lonely_pages(folders, checked)),
        wordings=checked.wordings,
        site=site,
        card_pages=card_pages(
            documents, checked.book, lambda path: social_card_path(path) in files
        ),
        frames=keeping("frames", {}),
        marks=kept.marks,
    )


def _leave_alone_what_is_read() -> None:
    """All of it stays: where the look for garbage was put off, it passes over that from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _refuse_wrong_files(folders: Folders, checked: Checked) -> None:
    """Raises Mistakes with each file of docs/ that nothing reads, or that a setting hides."""
    if wrong := list(wrong_files(folders, checked.book, checked.texts, checked.templates)):
        raise Mistakes(wrong)


def _asked_mapping(
    questions: Questions, name: str, things: Mapping[str, Thing], marks: Mapping[str, object]
) -> Mapping[str, Thing]:
    """Things each look at which is a question; `marks` tell each of them from what it was."""
    questions.answered_by(name, partial(part_of, marks))
    return AskedMapping(things, partial(questions.note, name))


def _refuse_lost_addresses(site: Publication, documents: Collection[Document]) -> None:
    """Raises Mistakes with each address that was published and leads nowhere now."""
    addresses = all_addresses(site.book, documents)
    missed = {f"{page.url}#{part}" for page in documents for part in page.missed}
    if lost := list(lost_addresses(site.ledger, addresses | missed)):
        raise Mistakes(lost)


def draft_site(
    folders: Folders,
    request: Request,
    taken: Downloads | None = None,
) -> Draft:
    """The site as it now stands, in a moment; raises Mistakes.

    What the data page tells of the files that were `taken` before may be old.
    """
    checked = _filled_in(_checked(folders, request))
    _, documents = write_pages(checked, folders, request, lambda: taken)
    return Draft(checked.book, documents, checked.warnings)


# ---------------------------------------------------------------- editions


def _checked(folders: Folders, request: Request) -> Checked:
    """The project as it is asked for, without a mistake.

    Raises Mistakes for a day on which the record did not know its subject yet.
    """
    checked = check_site(folders)
    if request.as_of:
        day = edition_day(request.as_of, checked.book)
        checked = _named(checked.on(day), day)
    return checked


def _asked(checked: Checked, request: Request) -> tuple[Checked, Questions]:
    """The same with a Book that notes what it is asked; that of an edition keeps no pages."""
    questions = Questions()
    if request.as_of:
        return _filled_in(checked), questions
    return _filled_in(replace(checked, book=AskedBook(checked.book, questions))), questions


def _filled_in(checked: Checked) -> Checked:
    """The same, its wordings giving each text of the record with its calls in plain words."""
    wordings = {
        language: replace(say, fill=Calls(checked.book, say).words)
        for language, say in checked.wordings.items()
    }
    return replace(checked, wordings=wordings)


def _named(checked: Checked, day: Day) -> Checked:
    """An edition whose every page and file is called one: it stands in the name of the site."""
    book, names = checked.book, {}
    for code, say in checked.wordings.items():
        name = say.text(book.site.name)
        names[code] = say("edition-name", name=name, day=say.day(day))
    site = book.site.model_copy(update={"name": Text(**names)})
    return replace(checked, book=replace(book, site=site))


def edition_day(written: str, book: Book) -> Day:
    """The day of an edition; raises Mistakes with what is wrong with it."""
    try:
        day = Day(written)
    except ValueError as error:
        raise Mistakes([Problem("AS_OF", 1, f"the edition's day {error}")]) from None
    if message := fault_of_day(book, day):
        raise Mistakes([Problem("AS_OF", 1, message)])
    return day


# ---------------------------------------------------------------- pages


def plain_calls(checked: Checked) -> dict[str, Calls]:
    """The calls in plain words of each language."""
    return {language: Calls(checked.book, say) for language, say in checked.wordings.items()}


def _keeping(
    checked: Checked, folders: Folders, request: Request, questions: Questions
) -> Callable[[str, Classes], Keeping]:
    """What the last build of this sort has left, of each kind; of an edition nothing is kept."""
    sort = digest([replace(request, edition=""), name_in(folders.cache, folders.data)])
    book = checked.book
    settings = [book.settings(), sort] if isinstance(book, AskedBook) else []

    def same() -> str:
        return digest([machine(folders.templates), settings])

    def of_kind(kind: str, classes: Classes) -> Keeping:
        folder = folders.cache_of(kind) if settings else None
        return Keeping(folder and folder / sort[:32], questions, same, classes, checked.mark)

    return of_kind


def write_pages(
    checked: Checked,
    folders: Folders,
    request: Request,
    taken: Callable[[], Downloads | None],
    kept: KeptPages | None = None,
) -> tuple[dict[str, Writer], Documents]:
    """One writer for each language, and the pages that they write when these are asked for.

    Those of a draft are not kept.
    """
    book = checked.book
    is_draft, kept = not kept, kept or KeptPages(Keeping(None, Questions()))
    questions = kept.keeping.questions
    noting = questions.noting
    exists = page_urls(book, checked.pages_of_docs).__contains__

    def page_of(chart: str, language: str) -> str:
        """The address of a chart's page, in a language where it has a page there."""
        path = own_path(f"charts/{chart}/", book.languages[language], exists)
        return request.address and request.address + path

    plain = plain_calls(checked)

    def drawn(wanted: Iterable[tuple[str, str]]) -> Charts:
        return draw_charts(wanted, plain, folders, page_of, request.pictures)

    charts: Charts = {}
    if not is_draft:  # if one fails, that is no mistake of the author of some page
        charts.update(drawn(every_chart(plain)))

    def draw(chart: str, language: str) -> tuple[Sheet, Drawing]:
        """A chart with its drawing; that of a draft once a page shows it."""
        if (chart, language) not in charts:
            charts.update(drawn([(chart, language)]))
        return charts[chart, language]

    @cache
    def sections(language: str) -> list[OutlinedSection]:
        return outline(book, documents, language)

    def for_class(field: str, language: str, topic: str) -> list[tuple[str, str]]:
        """(url, title) of each page of a language that names a topic in a field of its head."""
        return [
            (page_url(path), page.title)
            for path, page in sorted(checked.prose.items())
            if language_of(path, book).code == language
            and topic in page.front.get(field, "").split()
        ]

    further: dict[str, list[str]] = {}
    for page in checked.leaf_pages:
        further.setdefault(page.of, []).append(page.path)

    def leaves(path: str) -> list[tuple[str, frozenset[str]]]:
        """(url, anchors) of the further pages of a page whose list is long."""
        pages = (documents[leaf] for leaf in further.get(path, ()))
        return [(page.url, page.anchors) for page in pages]

    site = Publication(
        book=book,
        wordings=checked.wordings,
        templates=Templates(folders.templates, checked.templates),
        exists=noting("exists", exists),
        name_of=noting("name", lambda address, language: plain[language].name(address)),
        draw=noting("draw", draw),
        downloads=AskedThing(taken, partial(questions.note, "everything")),
        sections=noting("sections", sections),
        lessons=noting("lessons", partial(for_class, "teaches")),
        hand_outs=noting("hand-outs", partial(for_class, "handed_out")),
        leaves=noting("leaves", leaves),
        address=request.address,
        repository=request.repository,
        edition=request.edition,
        day=Day(request.as_of) if request.as_of else None,
        present=request.present,
        pictures=request.pictures,
        ledger=checked.ledger,
    )
    # A drawing is told from any other by its key: it is long, and stands on many pages.
    questions.answered_by("draw", lambda chart, language: draw(chart, language)[1].key)
    writers = {language: Writer(site, language) for language in checked.wordings}
    documents = _documents(checked, writers, kept)
    return writers, documents


def _documents(checked: Checked, writers: Mapping[str, Writer], kept: KeptPages) -> Documents:
    """The pages of prose, of records and of questions."""
    book = checked.book

    def writer_of(path: str) -> Writer:
        return writers[language_of(path, book).code]

    makers: dict[str, partial[Document]] = {
        path: partial(writer_of(path).prose, path, page)
        for path, page in sorted(checked.prose.items())
    }
    in_edition = checked.edition.values()
    for own in in_edition:
        makers[own.path] = partial(writer_of(own.path).edition, own, in_edition)
    for leaf in checked.leaf_pages:
        written = checked.edition.get(leaf.of) or checked.prose[leaf.of]
        makers[leaf.path] = partial(writer_of(leaf.path).leaf, leaf, written)
    for record in record_pages(book, checked.pages_of_docs):
        makers[record.path] = partial(writer_of(record.path).record, record)
    answers_by_edition = _history(book, kept.keeping)
    for page in question_pages(book):
        write = partial(writer_of(page.path).questions, history=answers_by_edition)
        makers[page.path] = partial(write, page)
    of_list = {leaf.path: leaf.of for leaf in checked.leaf_pages}

    def told(path: str) -> object:
        """What a page is made of, beside what it asks."""
        pages = dict.fromkeys((path, of_list.get(path, path)))
        return makers[path].args, [checked.ledger.about(page_url(page)) for page in pages]

    return Documents(
        {
            path: partial(kept.page, path, partial(told, path), partial(_whole, checked, make))
            for path, make in makers.items()
        }
    )


def _history(book: Book, keeping: Keeping) -> Callable[[], History]:
    """All answers, edition by edition; who asks for them is told apart from the others by a mark.

    It is kept: to find it out takes as long as to write twenty pages.
    """
    questions = keeping.questions
    all_answers = cache(partial(history, book.plain))
    asked = questions.noting("history", all_answers)

    def mark() -> str:
        questions.note("everything")
        return digest(all_answers())

    def kept_mark() -> str:
        return keeping.get_or_make("history.mark", "", mark)[0]

    questions.answered_by("history", kept_mark)
    return asked


def _whole(checked: Checked, make: Callable[[], Document]) -> Document:
    """A page to which every address leads that it ever had."""
    document = make()
    return document.leading_from(
        checked.ledger.missed(document.url, document.anchors | document.elsewhere)
    )
