"""The files of docs/ that pages load or name, those that nothing reads, and those that settings
hide; and links by the address that the site has now.

A file that stands in docs/ is published. One that nothing reads was forgotten there, or was meant
for nobody: a draft, a picture with a name in it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from posixpath import basename, dirname, isfile, join, normpath, relpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..meaning.addresses import page_url
from ..record.book import Book
from ..record.folders import EDITIONS, FILE, Folders, is_left_out, paths_in
from ..record.problems import Problem, excerpt, nearest
from .check import read_texts
from .code import without_code
from .docs_files import ASSETS, PAGE, TEMPLATES, files_of
from .frame import FURTHER, HANGUL, SCRIPTS, STYLES
from .keeping import get_or_make
from .lint import line_of
from .markdown_rules import PICTURES
from .settings import SETTINGS, Settings, read_settings
from .site_map import may_be_leaf, page_paths
from .template_texts import TemplateText

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Scripts and styles that pages ask for, beside those that a template names whole.
BY_THE_FRAME = (
    *(f"{ASSETS}{name}.js" for name in SCRIPTS),
    *(f"{ASSETS}{name}.css" for name in (*STYLES, FURTHER, HANGUL)),
    f"{ASSETS}offline.js",  # by the pages of an archive: publishing/archive.py
)
FACES = re.compile(rf"{ASSETS}faces-[\w-]+\.css")  # of each language that has some
OF_RIGHTS = re.compile(r"(?:.*/)?(?:licen[cs]es?|readme|ofl|copying|notice)(?:\.\w+)?", re.I)
# At the top of docs/: what others ask for by its name, such as CNAME, ads.txt and favicon.ico.
BY_NAME = re.compile(
    r"[^/]+\.(?:txt|ico|xml|json|webmanifest)|[^/.]+|(?:apple-touch-icon|favicon)[^/]*"
)
LOADED = (".css", ".js", ".mjs", ".cjs")
OF_STYLES = (".css", ".woff2", *PICTURES)  # what a style loads; other words of it look like files
# What a file or a page names: in quotes, in url(…), in the brackets of a link; and below a text.
FILE_NAME = r"""((?:[\w.%~-]+/|/)*[\w.%~@+-]+\.\w+)(?=["')>?#\s])"""
NAMED = re.compile(rf"""["'(<]{FILE_NAME}""")
NAMED_BELOW = re.compile(rf"\]:\s*{FILE_NAME}")  # by itself, for both begin with a sign to look for
IN_ANGLES = re.compile(r"\]\(<([^<>\n]+)>")
IN_DOCS = re.compile(r"\bdocs/([\w./%-]+\.\w+)")  # as a README names it
IN_ASSETS = re.compile(rf"{ASSETS}[\w./-]+\.\w+")
IMPORTED = re.compile(r"""^(?:@import|import \{[\w\s,]*\} from) "([\w./-]+)\"""", re.M)
PORTRAITS = f"{ASSETS}portraits/"
OURS = "docs/"


@dataclass(frozen=True)
class Files:
    """The files of docs/ beside pages and templates, and what of them is read."""

    folders: Folders
    settings: Settings
    book: Book
    texts: Mapping[str, str]  # of pages
    templates: tuple[TemplateText, ...]
    has_mistakes: bool = False  # whether the project has some, which may hide what reads a file

    @cached_property
    def all(self) -> frozenset[str]:
        """Their paths in docs/; what is hidden by a dot is left out."""
        names = files_of(self.folders.docs)
        return frozenset(name for name in names if not is_left_out(name))

    @cached_property
    def read(self) -> frozenset[str]:
        """Those that pages name or load, and those that these load in their turn."""
        found: set[str] = set()
        ahead = self.all.intersection(self._roots())
        while ahead:
            found |= ahead
            loaded = (self._loaded.get(name, ()) for name in ahead)
            ahead = self.all.intersection(*[set().union(*loaded)]) - found
        return frozenset(found)

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Styles and scripts that are published in another one alone, each with that one."""
        return {
            beside(name, part): name
            for name, text in self._texts.items()
            if name.endswith((".css", ".js"))
            for part in IMPORTED.findall(text)
        }

    @cached_property
    def hidden(self) -> "Hidden":
        """What 'exclude_docs' hides; of the same files it is known."""
        hiding = Patterns(self.settings, "exclude_docs")
        names = list(_under(self.folders.docs))
        look = partial(_hidden, hiding, names, self.read)
        given = (hiding.written, names, self.read)
        return Hidden(*get_or_make(self.folders.cache_of("texts"), "hidden.texts", given, look))

    @cached_property
    def missing(self) -> frozenset[str]:
        """What every site has, and this one lacks; nothing where another frame brings its own."""
        wanted = {*BY_THE_FRAME, *self._named_by_templates()}
        for style, loaded in self._loaded.items():
            if style.endswith(".css"):
                wanted |= {name for name in loaded if _is_of_docs(name)}
        return frozenset(wanted - self.all if wanted & self.all else ())

    @cached_property
    def may_be_named(self) -> bool:
        """True where a page or a template cannot be read, which may name any file."""
        if not self.has_mistakes:
            return False
        _, unread = read_texts(self.folders.docs)
        return bool(unread) or any(one.unread for one in self.templates)

    def may_be_meant(self, name: str) -> bool:
        """True where a mistake may be what keeps a file from being read."""
        if not self.has_mistakes:
            return False
        is_face = name.startswith(PORTRAITS)
        if is_face and any(address.startswith("people/") for address in self.book.broken):
            return True
        return bool(nearest(basename(name), self._lost))

    @cached_property
    def _lost(self) -> frozenset[str]:
        """The names that pages give of files that are not there."""
        return frozenset(map(basename, {*self._named_by_pages()} - self.all))

    def _roots(self) -> Iterator[str]:
        yield from BY_THE_FRAME
        yield from (name for name in self.all if FACES.fullmatch(name) or OF_RIGHTS.fullmatch(name))
        yield from self._named_by_settings()
        yield from self._named_by_templates()
        yield from self._named_by_pages()
        for person in self.book.people.values():
            if person.portrait:
                yield person.portrait.file
        for readme in self.folders.docs.parent.glob("*.md"):
            yield from map(unquote, IN_DOCS.findall(readme.read_text("utf-8", errors="replace")))

    def _named_by_pages(self) -> Iterator[str]:
        for path, text in self.texts.items():
            yield from (beside(path, name) for name in named_in(text))

    def _named_by_templates(self) -> Iterator[str]:
        for template in self.templates:
            yield from IN_ASSETS.findall(template.text)

    def _named_by_settings(self) -> Iterator[str]:
        for name in ("extra_css", "extra_javascript"):
            yield from map(normpath, named_files(self.settings.values.get(name)))

    @cached_property
    def _loaded(self) -> dict[str, list[str]]:
        """What each style and script loads, as it names it from where it stands."""
        loaded: dict[str, list[str]] = {}
        for name, text in self._texts.items():
            loaded[name] = [beside(name, other) for other in named_in(text)]
        return loaded

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The styles and scripts in the order of their names."""
        names = sorted(name for name in self.all if name.endswith(LOADED))
        docs = self.folders.docs
        return {name: (docs / name).read_text("utf-8", errors="replace") for name in names}


def _is_of_docs(name: str) -> bool:
    """True for a file that a style loads from docs/; what it asks of others is told elsewhere."""
    return name.endswith(OF_STYLES) and not name.startswith("/")


def named_files(listed: object) -> list[str]:
    """The files that a list of the settings names, some of them with options."""
    found = listed if isinstance(listed, list) else []
    return [str(one.get("path") if isinstance(one, dict) else one) for one in found]


def named_in(text: str) -> Iterator[str]:
    """The files that a text names, as it names them."""
    found = (*NAMED.findall(text), *NAMED_BELOW.findall(text), *IN_ANGLES.findall(text))
    return map(unquote, found)


def beside(
    path: str,
    name: str,
) -> str:
    """A name as it is seen from a file, as a path in docs/."""
    return normpath(join(dirname(path), name))


# ---------------------------------------------------------------- faults


def wrong_use_of_files(files: Files) -> Iterator[Problem]:
    """Files that are missing or that nothing reads, settings that hide some which are read, and
    parts set apart.
    """
    for name in sorted(files.missing):
        message = "this file is missing, and the pages load it; bring it back"
        yield Problem(f"{OURS}{name}", 1, message)
    for pattern, message in files.hidden.wrong.items():
        yield files.settings.problem(("exclude_docs", pattern), f"{excerpt(pattern)} {message}")
    # What is missing may be what reads the others.
    is_unsure = files.hidden.is_unknown or files.missing or files.may_be_named
    for name in () if is_unsure else sorted(files.all - files.read):
        is_wanted = BY_NAME.fullmatch(name) or files.may_be_meant(name)
        if not is_wanted and name not in files.hidden.names:
            message = "nothing reads this file, and it would be published"
            remedy = "name it on a page, or take it away"
            yield Problem(f"{OURS}{name}", 1, f"{message}; {remedy}")
    yield from _unread_frames(files.templates)
    if not files.has_mistakes:  # else what knows of these tells it
        pages = page_paths(files.book, files.texts)
        yield from links_by_own_address(files.texts, files.settings, pages, may_be_leaf)
    for setting in ("extra_css", "extra_javascript"):
        for name in named_files(files.settings.values.get(setting)):
            if whole := files.parts.get(normpath(name)):
                message = f"{excerpt(name)} is published as a part of {whole}; leave it out"
                yield files.settings.problem((setting, name), message)


THEME = "theme/"
FRAMES = ("main.html", "finished.html", "404.html")  # which a build asks for by name
# Those of folders that plugins bring are left: they ask for them.
OF_FRAMES = re.compile(rf"{THEME}(?:partials/)?[^/]+\.html")
TAKEN_IN = re.compile(r"""\{%-?\s*(?:include|import|extends|from)\s+["']([\w./-]+)["']""")


def _unread_frames(templates: Iterable[TemplateText]) -> Iterator[Problem]:
    """Templates of the frame that no other takes in, such as those that change Material's."""
    frames = {one.path: one for one in templates if one.path.startswith(THEME)}
    taken = {name for one in frames.values() for name in TAKEN_IN.findall(one.text)}
    for path, one in frames.items():
        if OF_FRAMES.fullmatch(path) and path.removeprefix(THEME) not in {*taken, *FRAMES}:
            message = f"nothing reads this template; take it in by {{% include %}} in {FRAMES[0]}"
            yield Problem(one.shown, 1, f"{message}, which is the frame of all pages")


def links_by_own_address(
    texts: Mapping[str, str],
    settings: Settings,
    pages: Iterable[str],
    may_be: Callable[[str], bool],
) -> Iterator[Problem]:
    """Links of pages to the address that the site has now; they die when it has another one."""
    home = str(settings.values.get("site_url") or "").rstrip("/")
    paths = {page_url(path): path for path in pages}
    link = re.compile(rf"(?:\]\(<?|\]:\s+<?){re.escape(home)}(?:/([^\s)>]*))?(?=[\s)>])")
    for path, text in texts.items():
        if not home or home not in text:
            continue
        for found in link.finditer(without_code(text)):
            address = found[1] or ""
            if address.startswith(EDITIONS) or "?" in address:  # no file of docs/ stands for it
                continue
            here = _seen_from(path, address, paths, may_be)
            message = f"this leads to the address that the site has now; {here}"
            yield Problem(f"{OURS}{path}", line_of(text, found.start()), message)


def _seen_from(
    path: str,
    address: str,
    paths: Mapping[str, str],
    may_be: Callable[[str], bool],
) -> str:
    """An address of the site as a link from a page to the file that stands for it, if any does."""
    url, mark, part = address.partition("#")
    file = paths.get(url) or paths.get(f"{url}/")
    named = url if FILE.search(url) else f"{url.rstrip('/')}.md"
    if not file and (named == url or may_be(named)):
        file = named
    if not file:
        return "nothing stands there; name a file of docs/, as seen from this one"
    here = f"{relpath(file, dirname(path) or '.')}{mark}{part}"
    return f"write it as seen from here: {excerpt(here)}"


def wrong_files(
    folders: Folders,
    book: Book,
    texts: Mapping[str, str],
    templates: tuple[TemplateText, ...],
    has_mistakes: bool = False,
) -> Iterator[Problem]:
    """The same of a project whose settings can be read; nothing where it has none."""
    path = folders.docs.parent / SETTINGS
    if path.is_file() and not (settings := read_settings(path)).problems:
        files = Files(folders, settings, book, texts, templates, has_mistakes)
        yield from wrong_use_of_files(files)


class Patterns:
    """The files that a setting names by patterns, as 'exclude_docs' does those to leave out."""

    def __init__(self, settings: Settings, name: str):
        self.written = settings.values.get(name)
        lines = self.written.splitlines() if isinstance(self.written, str) else []
        self.patterns = [line for line in lines if line.strip()]

    @property
    def is_unknown(self) -> bool:
        """Where it cannot be read, nobody knows what it names; MkDocs tells why."""
        is_text = isinstance(self.written, str)
        return self._spec is None if is_text else bool(self.written)

    @cached_property
    def _spec(self) -> "GitIgnoreSpec | None":
        from pathspec import GitIgnoreSpec  # a hundredth of a second, and few checks ask

        try:
            return GitIgnoreSpec.from_lines(self.patterns)
        except ValueError:
            return None

    def hides(self, name: str) -> bool:
        """True where they name a file of docs/."""
        return self.pattern_for(name)[1] is True

    def pattern_for(self, name: str) -> tuple[str, bool | None]:
        """The last pattern that speaks of a file, and whether it hides it."""
        if not self.patterns or self._spec is None:
            return "", None
        found = self._spec.check_file(name)
        return ("" if found.index is None else self.patterns[found.index]), found.include


@dataclass(frozen=True)
class Hidden:
    """The files of docs/ that a setting hides, and what is wrong with its patterns."""

    names: frozenset[str]
    wrong: dict[str, str]
    is_unknown: bool


WITH_A_REMARK = re.compile(r"[^#].*\s#")
IN_VAIN = "hides nothing, for '#' and what follows is part of it; put a remark on a line of its own"


def _hidden(
    hiding: Patterns,
    names: Iterable[str],
    read: Collection[str],
) -> tuple[frozenset[str], dict[str, str], bool]:
    """The same in plain values, as they are kept."""
    told = {pattern: IN_VAIN for pattern in hiding.patterns if WITH_A_REMARK.match(pattern)}
    hidden = set()
    for name in names:
        pattern, hides = hiding.pattern_for(name)
        if hides:
            hidden.add(name)
        if told.get(pattern) == IN_VAIN:
            del told[pattern]
        if message := _wrong_to_hide(name, hides, read):
            told.setdefault(pattern, message)
    return frozenset(hidden), told, hiding.is_unknown


def _under(docs: Path) -> Iterator[str]:
    return (name for name in paths_in(docs) if isfile(join(docs, name)))


def _wrong_to_hide(
    name: str,
    hides: bool | None,
    read: Collection[str],
) -> str:
    if hides is False and name.startswith(TEMPLATES):
        return f"would publish {OURS}{name}, which makes pages and is none; leave it out"
    if hides and name.endswith(PAGE) and not name.startswith(TEMPLATES):
        return f"hides the page {OURS}{name}; a page that is no part of the site stands elsewhere"
    if hides and name in read:
        return f"hides {OURS}{name}, which the site reads; leave it out"
    return ""
