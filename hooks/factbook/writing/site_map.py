"""Which pages the site has, and in which language each stands."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..meaning.addresses import PAGE_KINDS, language_of, page_url
from ..meaning.leaves import NAME, Leaf, ways
from ..meaning.questions import topics
from ..record.book import SITE, Book
from ..record.copies import copied_from
from ..record.folders import alike, file_in_the_way, too_long
from ..record.languages import wrong_tag
from ..record.problems import Problem, did_you_mean, excerpt
from ..record.rules import PAGE
from ..record.unseen import unseen_sign
from .syntax import Call


@dataclass(frozen=True)
class RecordPage:
    """The page of a record, with the ids of its neighbours."""

    path: str
    kind: str
    id: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class QuestionPage:
    """A page about the questions of a topic, or a list of such pages, which is about none."""

    path: str
    template: str
    topic: str = ""


@dataclass(frozen=True)
class LeafPage:
    """A further page of a page of docs/ whose list is long: timeline/2025.md of timeline.md."""

    path: str
    of: str
    name: str  # of the leaf
    number: int  # among those of its group


class WithBlocks(Protocol):
    """A page on which calls stand by themselves."""

    @property
    def blocks(self) -> Iterable[Call]: ...


def leaf_pages(book: Book, pages: Mapping[str, WithBlocks]) -> Iterator[LeafPage]:
    """The further pages of the long lists that stand on pages, by their paths in docs/."""
    for path, page in pages.items():
        folder = path.removesuffix(".md").removesuffix("/index")
        numbers = {leaf.name: leaf.number for call in page.blocks for leaf in _further(book, call)}
        for name, number in numbers.items():
            yield LeafPage(f"{folder}/{name}.md", path, name, number)


def is_long_list(book: Book, call: Call) -> bool:
    """True for the part of a page whose list has more than one leaf."""
    return len(_further(book, call)) > 0


def _further(book: Book, call: Call) -> list[Leaf]:
    """The further leaves of the list that a part prints."""
    if call.name != "part" or not call.arguments:
        return []
    kind = str(call.options.get("kind", ""))
    return [leaf for leaf in ways(book, str(call.arguments[0]), kind) if leaf.name]


def record_pages(book: Book, prose: Collection[str]) -> Iterator[RecordPage]:
    """The pages of records; `prose` are the paths of docs/.

    In every further language those kinds have pages whose index it has in docs/.
    """
    for folder, kind in _folders_of_records(book, prose):
        yield from _pages_of_kind(book, kind, folder)


def _folders_of_records(book: Book, prose: Collection[str]) -> Iterator[tuple[str, str]]:
    """The folder of each language that has pages of a kind of records, and that kind."""
    for language in book.languages.values():
        for kind in PAGE_KINDS:
            if language.is_first or f"{language.folder}{kind}/index.md" in prose:
                yield language.folder, kind


def _pages_of_kind(book: Book, kind: str, folder: str) -> Iterator[RecordPage]:
    ids = list(book.records[kind])
    for before, id_, after in zip([None, *ids], ids, [*ids[1:], None], strict=False):
        yield RecordPage(f"{folder}{kind}/{id_}.md", kind, id_, before, after)


def question_pages(book: Book) -> Iterator[QuestionPage]:
    """The pages about the questions of each topic, and the lists of them."""
    asked = topics(book)
    for folder in (language.folder for language in book.languages.values() if asked):
        yield QuestionPage(f"{folder}teach/sheets/index.md", "sheets")
        yield QuestionPage(f"{folder}teach/changes/index.md", "answers-by-topic")
        for topic in asked:
            yield QuestionPage(f"{folder}teach/sheets/{topic}.md", "sheet", topic)
            yield QuestionPage(f"{folder}teach/sheets/{topic}/teacher.md", "sheet-teacher", topic)
            yield QuestionPage(f"{folder}teach/codes/{topic}.md", "codes", topic)
            yield QuestionPage(f"{folder}teach/changes/{topic}.md", "answers", topic)


def page_paths(book: Book, prose: Collection[str]) -> frozenset[str]:
    """The paths of all pages as those of docs/ are written: programs/lamp-contest.md."""
    return frozenset((*prose, *_paths_of_the_record(book, prose)))


def _paths_of_the_record(book: Book, prose: Collection[str]) -> Iterator[str]:
    """The paths of the pages that nobody writes in docs/."""
    for folder, kind in _folders_of_records(book, prose):
        yield from (f"{folder}{kind}/{id_}.md" for id_ in book.records[kind])
    yield from (page.path for page in question_pages(book))


LEAF = re.compile(rf"/{NAME}\.md$")


def may_be_made(book: Book, path: str) -> bool:
    """True for a page or file that may be missing for a mistake in the record alone."""
    inner = path.removeprefix(language_of(path, book).folder)
    is_made = inner.startswith(("data/", "teach/")) or path.endswith((".xml", ".ics"))
    return is_made or book.may_be_broken(inner.removesuffix(".md"))


def may_be_leaf(path: str) -> bool:
    """True for a page that is called like a further one of a long list."""
    return bool(LEAF.search(path))


def topics_without_page(
    book: Book, prose: Collection[str], explained: Mapping[str, str]
) -> Iterator[Problem]:
    """Topics that name a page which is not there: links to them would lead nowhere.

    `explained` has the page of each topic that says at its head which it explains. A record may
    have no pages of topics yet, and a topic need not name one.
    """
    topics_ = book.topics.items()
    named = {id_: f"{it.page}.md" for id_, it in topics_ if it.page and PAGE.fullmatch(it.page)}
    if not explained and not any(path in prose for path in named.values()):
        return
    for id_, path in named.items():
        if path in prose:
            continue
        remedy = _page_like(f"{book.topics[id_].page}", book, prose) or "; write it"
        if said := explained.get(id_):
            remedy = f"; docs/{said} says that it is: write 'page: {_without_ending(said)}'"
        message = f"there is no page docs/{path} about this topic{remedy}"
        yield Problem(*book.place(f"topics/{id_}", "page"), message)


def _page_like(named: str, book: Book, prose: Collection[str]) -> str:
    """'; did you mean …?' for a page of the first language, as fields name them."""
    pages = (path for path in prose if not language_of(path, book).folder)
    return did_you_mean(named, map(_without_ending, pages))


def _without_ending(path: str) -> str:
    """A page of docs/ as fields name it."""
    return path.removesuffix(".md")


def subject_without_page(book: Book, prose: Collection[str]) -> Iterator[Problem]:
    """A page that is named for whom the site is about, and is not there."""
    path = f"{book.site.page}.md"
    is_named = "page" in book.site.model_fields_set and PAGE.fullmatch(book.site.page)
    if is_named and path not in prose:
        near = _page_like(book.site.page, book, prose)
        message = f"there is no page docs/{path} about that person{near or '; write it'}"
        yield Problem(*book.place(SITE, "page"), message)


MADE_BY_THE_BUILD = ("assets/", "cards/", "cite/", "editions/", "embed/")  # folders of the site
FIRST_PAGE = re.compile(r"(?<![^/])readme\.md$")  # as MkDocs takes it
IN_ADDRESSES = re.compile(r"[^\s#?%&\"'<>\\]+")


def misplaced_pages(
    book: Book, prose: Collection[str], leaves: Collection[str]
) -> Iterator[Problem]:
    """Pages of docs/ that would take the place of others, or whose address could not be read.

    `leaves` are the paths of the further pages of long lists.
    """
    made = {page_url(path) for path in (*leaves, *_paths_of_the_record(book, prose))}
    places: dict[str, str] = {}
    for path in prose:
        inner = alike(path).removeprefix(language_of(path, book).folder)
        url = page_url(FIRST_PAGE.sub("index.md", alike(path)))
        is_readme = bool(FIRST_PAGE.search(alike(path)))
        first = path if is_readme else places.setdefault(url, path)
        if url in made:
            message = "the record has a page of this name; call this one something else"
        elif inner.startswith(MADE_BY_THE_BUILD):
            message = f"the build fills {inner.partition('/')[0]}/; put this page elsewhere"
        elif is_readme:
            message = "the first page of a folder is called index.md"
        elif (copied := copied_from(path)) in prose:
            message = f"this looks like a copy of docs/{copied}; take it away, or rename it"
        elif not IN_ADDRESSES.fullmatch(path) or unseen_sign(path):
            message = "the name of a page is its address; write it in letters, digits and hyphens"
        elif long := too_long(url):
            message = long
        elif first != path:
            message = f"docs/{first} stands at the same address; keep one of the two"
        else:
            continue
        yield Problem(f"docs/{path}", 1, message)


def pages_of_no_language(book: Book, prose: Collection[str]) -> Iterator[Problem]:
    """Pages in a folder that is called like a language the site does not have.

    Beside a page of the same name they are its translation, and would be shown as of the first
    language. An index alone may be that of a folder for something else.
    """
    first = book.first_language
    for path in prose:
        folder, _, inner = path.partition("/")
        is_a_twin = inner in prose and inner != "index.md"
        if not is_a_twin or language_of(path, book).folder or wrong_tag(folder):
            continue
        message = f"the site has no language '{folder}'"
        remedy = "list it under 'languages' of data/site.yml, or take the page away"
        if folder == first:
            message = f"'{first}' is the first of 'languages', whose pages stand in docs/ itself"
            remedy = "list another language first in data/site.yml, or let the pages change places"
        yield Problem(f"docs/{path}", 1, f"{message}; {remedy}")


def languages_without_pages(book: Book, prose: Collection[str]) -> Iterator[Problem]:
    """Languages whose first page is not there: all others lead to it."""
    for code, language in book.languages.items():
        path = f"{language.folder}index.md"
        if path in prose:
            continue
        remedy = "write it"
        if not language.is_first:
            remedy = f"write it, or take '{code}' out of this list"
        message = f"there is no page docs/{path}, to which all others lead; {remedy}"
        yield Problem(*book.place(SITE, "languages"), message)


def pages_at_files(prose: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Pages of docs/ whose address is that of a file of the site, or looks like one."""
    for path in prose:
        if file := file_in_the_way(page_url(path).rstrip("/"), files):
            message = f"{excerpt(file)} is a file of the site, or named as one; rename this page"
            yield Problem(f"docs/{path}", 1, message)


def page_urls(book: Book, prose: Collection[str]) -> frozenset[str]:
    """The paths of all pages of the site, from its root."""
    return frozenset(map(page_url, page_paths(book, prose)))
