"""Pages of docs/ to which nothing leads: no menu, no topic, no other page.

Search finds such a page and the map of the site lists it, but who reads the site never meets it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from ..meaning.addresses import language_of, page_url
from ..record.book import Book
from ..record.folders import Folders
from ..record.kinds import KINDS
from ..record.problems import Problem
from .check import Checked
from .prose import OF_TOPICS, WrittenPage, WrittenWords
from .settings import SETTINGS, Settings, pages_of_the_menu, read_settings
from .unread_files import Patterns, beside, named_in

REMEDY = "list it in the menu of mkdocs.yml, link to it, or name it under 'not_in_nav' there"


def lonely_pages(
    folders: Folders,
    checked: Checked,
) -> Iterator[Problem]:
    """A warning for each; none in a project without settings, or where these have mistakes."""
    path = folders.docs.parent / SETTINGS
    if not path.is_file() or (settings := read_settings(path)).problems:
        return
    book, prose = checked.book, checked.prose
    meant = Patterns(settings, "not_in_nav")
    templates = "\n".join(template.text for template in checked.templates)
    begin = {*_of_the_frame(book, settings), *_of_topics(book, prose)}
    for name in prose:
        place = _in_any_language(name, book)
        if meant.hides(name) or _is_named(place, templates):
            begin.add(place)
    reached = _reached(begin, _links(book, prose))
    for name in prose:
        if _in_any_language(name, book) not in reached:
            message = f"no menu, topic or page leads to this one; {REMEDY}"
            yield Problem(f"{folders.docs.name}/{name}", 1, message, "warning")


def _in_any_language(
    path: str,
    book: Book,
) -> str:
    """A path without the folder of its language: a page leads to itself in the others."""
    return path.removeprefix(language_of(path, book).folder)


def _of_the_frame(
    book: Book,
    settings: Settings,
) -> Iterator[str]:
    """What menus and crumbs lead to."""
    yield "index.md"
    yield from pages_of_the_menu(settings)
    yield f"{book.site.page}.md"
    for name, kind in KINDS.items():
        yield f"{name}/index.md"
        yield from (f"{kind.listed_on.strip('/')}.md", f"{kind.listed_on}index.md")


def _of_topics(
    book: Book,
    prose: Mapping[str, WrittenPage],
) -> Iterator[str]:
    """The pages of topics, and what teaches something: the pages of its topics lead to it."""
    yield from (f"{topic.page}.md" for topic in book.topics.values() if topic.page)
    for name, page in prose.items():
        if any(field in page.front for field in OF_TOPICS):
            yield _in_any_language(name, book)


def _links(
    book: Book,
    prose: Mapping[str, WrittenPage],
) -> dict[str, set[str]]:
    """What each page links to, in any language."""
    found = defaultdict(set)
    for name, page in prose.items():
        written = [piece.text for piece in page.pieces if isinstance(piece, WrittenWords)]
        written += [heading.words for heading in page.headings]
        place = _in_any_language(name, book)
        for file in named_in("\n".join(written)):
            linked = _in_any_language(beside(name, file), book)
            found[place].add(linked)
    return found


def _reached(
    begin: Collection[str],
    links: Mapping[str, Collection[str]],
) -> set[str]:
    """Where a reader comes from some pages: two that link to each other alone are not among it."""
    reached = set(begin)
    ahead = list(begin)
    while ahead:
        linked = links.get(ahead.pop(), ())
        new = set(linked) - reached
        reached |= new
        ahead += new
    return reached


def _is_named(
    path: str,
    templates: str,
) -> bool:
    """True for a page that a template leads to, by its file or by its address."""
    return path in templates or f'"{page_url(path)}' in templates
