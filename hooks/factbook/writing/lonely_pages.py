"""Pages of docs/ to which nothing leads: no menu, no topic, no other page.

Search finds such a page and the map of the site lists it, but who reads the site never meets it.
"""

from collections.abc import Iterator, Mapping

from ..meaning.addresses import language_of, page_url
from ..record.book import Book
from ..record.folders import Folders
from ..record.kinds import KINDS
from ..record.problems import Problem
from .prose import OF_TOPICS, WrittenPage, WrittenWords
from .settings import SETTINGS, Settings, pages_of_the_menu, read_settings
from .template_texts import template_texts
from .unread_files import Patterns, beside, named_in

REMEDY = "list it in the menu of mkdocs.yml, link to it, or name it under 'not_in_nav' there"


def lonely_pages(
    folders: Folders, book: Book, prose: Mapping[str, WrittenPage]
) -> Iterator[Problem]:
    """A warning for each; none in a project without settings, or where these have mistakes."""
    path = folders.docs.parent / SETTINGS
    if not path.is_file() or (settings := read_settings(path)).problems:
        return
    meant = Patterns(settings, "not_in_nav")
    led_to = {*_of_the_frame(book, settings), *_of_topics(book, prose), *_linked(book, prose)}
    templates = "\n".join(template.text for template in template_texts(folders.templates))
    for name in prose:
        place = _in_any_language(name, book)
        is_met = place in led_to or _is_named(place, templates)
        if not is_met and not meant.hides(name):
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


def _linked(
    book: Book,
    prose: Mapping[str, WrittenPage],
) -> Iterator[str]:
    """What other pages link to."""
    for name, page in prose.items():
        written = [piece.text for piece in page.pieces if isinstance(piece, WrittenWords)]
        written += [heading.words for heading in page.headings]
        linked = {beside(name, file) for file in named_in("\n".join(written))}
        yield from (_in_any_language(file, book) for file in linked - {name})


def _is_named(
    path: str,
    templates: str,
) -> bool:
    """True for a page that a template leads to, by its file or by its address."""
    return path in templates or f'"{page_url(path)}' in templates
