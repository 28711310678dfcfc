"""What stands around each page: the names that its templates have, and the frame without MkDocs.

The frame is that of docs/templates/theme. For a generator that fills no template with our record, a
few plain values stand for what the templates read of MkDocs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from .meaning.addresses import relative
from .publishing.social_cards import social_card_path
from .record.book import Book
from .record.questions import Questions
from .site import BuiltSite
from .writing.document import Document, Heading, heading_link
from .writing.escaping import tongue
from .writing.frame import FURTHER, HANGUL, SCRIPTS, STYLES, Frame, Shared, scripts_of, styles_of
from .writing.policy import content_policy
from .writing.templates import Unindented
from .writing.wholes import unbroken

CONTENT, REST = "<!--content-->", "<!--rest-->"
SECOND = "<h2"  # the theme puts the outline above the first of these


# ---------------------------------------------------------------- what every frame reads


def frame_names(
    built: BuiltSite,
    url_of: Callable[[str], str | None],
) -> dict[str, Any]:
    """The names that the templates of the frame have, beside `page` and `config`.

    `url_of` gives where a page or file of the site stands by its path, and None where there is
    none. Each look into any of them is a question that is noted while a page is framed.
    """
    published, questions = built.published, built.frames.questions
    return {
        **around(published.book, published.documents, url_of, questions),
        "words": built.wordings,
        "site": built.site,
        "cited": published.cited,
        "card_page_of": questions.noting("card", built.card_pages.get),
        "social_card_path": social_card_path,
        "citation_of": built.citation,
        "content_policy": content_policy,
        "tongue": tongue,
        "unbroken": unbroken,
        "linked_data": built.linked_data,
    }


def around(
    book: Book,
    documents: Mapping[str, Document],
    url_of: Callable[[str], str | None],
    questions: Questions,
) -> dict[str, Any]:
    """Those of them that follow an edit of the record while the site is served."""
    url_at = questions.noting("url", url_of)
    return {
        "book": book,
        "documents": documents,
        "url_at": url_at,
        "title_of": questions.noting("title", lambda path: documents[path].title),
        "frame_of": partial(Frame, book, url_at),
        "scripts_of": scripts_of,
        "styles_of": styles_of,
        "shared": Shared(questions),
    }


# ---------------------------------------------------------------- frames without MkDocs


def _all_styles(_: str, has_hangul: bool = False) -> list[str]:
    return [FURTHER, *STYLES] if has_hangul else [FURTHER, HANGUL, *STYLES]


@dataclass(frozen=True)
class Around:
    """The HTML before and after the words of a page, and what stands above its second heading."""

    before: str
    outline: str
    after: str


@dataclass
class _Entry:
    """A heading in the outline."""

    title: Markup
    url: str
    level: int
    children: list["_Entry"] = field(default_factory=list)


@dataclass(frozen=True)
class _Page:
    """What the frame reads of a page of MkDocs."""

    url: str
    meta: Mapping[str, str]
    content: str
    src_uri: str = ""
    title: str = ""
    canonical_url: str = ""
    edit_url: str = ""
    toc: list[_Entry] = field(default_factory=list)

    @property
    def file(self) -> "_Page":
        return self

    @property
    def is_homepage(self) -> bool:
        return not self.url


class Frames:
    """The frames of a site's pages; `assets` are the paths of the files that every site has."""

    def __init__(
        self, built: BuiltSite, theme: Path, settings: Mapping[str, Any], assets: Iterable[str]
    ):
        self.built, self.theme, self.settings = built, theme, settings
        self.files = {*built.files, *assets}

    def around(self, document: Document) -> Around:
        """What stands around a page."""
        page = self._page(document)
        has_second = any(heading.level == 2 for heading in document.headings)
        content = f"{CONTENT}{SECOND}{REST}" if has_second else CONTENT
        written = self._write(
            "main.html", replace(page, content=content), partial(_relative, page=page.url)
        )
        before, _, rest = written.partition(CONTENT)
        outline, _, after = rest.partition(f"{SECOND}{REST}") if has_second else ("", "", rest)
        return Around(before, outline, after)

    def link_at(self, heading: Heading, language: str) -> str:
        """The link of a heading to itself, as HTML in Markdown."""
        name = self.built.wordings[language]("section-link", heading=heading.words)
        return heading_link(heading.id, name)

    def lost(self) -> str:
        """The page that is shown where there is none."""
        root = urlsplit(self.settings["site_url"]).path
        return self._write("404.html", None, lambda target: root + target)

    # ------------------------------------------------------------ within

    def _write(
        self,
        template: str,
        page: _Page | None,
        link: Callable[[str], str],
    ) -> str:
        names = {"page": page, "config": self.settings, "link": link, **self._names}
        return self._environment.get_template(template).render(names)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self.theme),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[Unindented],
        )
        environment.filters.update(url=_url, script_tag=_script_tag)
        return environment

    @cached_property
    def _names(self) -> dict[str, Any]:
        return frame_names(self.built, self._url_of) | {
            # What a page holds is known when the other generator has converted it: all of them.
            "scripts_of": lambda content: list(SCRIPTS),
            "styles_of": _all_styles,
        }

    def _url_of(self, path: str) -> str | None:
        """Where a page or a file of the site stands, by its path; None where there is none."""
        if document := self.built.documents.get(path):
            return document.url or "./"
        return path if path in self.files else None

    def _page(self, document: Document) -> _Page:
        settings = self.settings
        return _Page(
            url=document.url,
            meta={
                "title": document.title,
                "description": document.description,
                "topic": document.topic,
            },
            content="",
            src_uri=document.path,
            title=document.title,
            canonical_url=settings["site_url"] + document.url,
            edit_url=self._edit_url(document),
            toc=_outline(document.headings),
        )

    def _edit_url(self, document: Document) -> str:
        """Where the file is edited that a page was made from; nothing where there is none."""
        folder = f"{self.settings['repo_url']}/{self.settings['edit_uri']}"
        if source := self.built.written_in(document.path):
            return urljoin(folder, f"../{source}")
        return urljoin(folder, document.path) if document.is_prose else ""


@pass_context
def _url(context: Context, target: str) -> str:
    """The filter of MkDocs that writes a path as a page has to."""
    return str(context["link"](target))


@pass_context
def _script_tag(context: Context, path: str) -> Markup:
    return Markup('<script src="{}"></script>').format(_url(context, path))


def _relative(target: str, page: str) -> str:
    return target if urlsplit(target).scheme else relative(target.removeprefix("./"), page)


def _outline(headings: Iterable[Heading]) -> list[_Entry]:
    """The headings down to the third level as a tree."""
    top = _Entry(Markup(""), "", 0)
    open_ = [top]
    for heading in headings:
        if heading.level > 3:
            continue
        while open_[-1].level >= heading.level:
            open_.pop()
        entry = _Entry(Markup.escape(heading.words), f"#{heading.id}", heading.level)
        open_[-1].children.append(entry)
        open_.append(entry)
    return top.children
