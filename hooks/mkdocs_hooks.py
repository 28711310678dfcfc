"""The door to MkDocs, and the only file that knows it.

On each build it loads the core afresh, so that `mkdocs serve` sees edits of code as of data; it
asks the core for the site and hands its pages and files to MkDocs.
"""

import atexit
import gc
import importlib
import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError
from markdown.extensions.toc import nest_toc_tokens
from markupsafe import Markup
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import Deprecated
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from yaml import YAMLError

from live import Draft, Live, watch_natively

HOOKS = Path(__file__).parent
# Files of the theme that our pages load none of; the map is a template, and an edition has none.
THEME_FILES = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/favicon.png",
    "sitemap.xml",
)
HEAVY = "assets/screenshots/"  # what an edition does without
FONTS = "assets/fonts/"  # those of the present site do for an edition beside it
JOINED = re.compile(r"assets/.*\.(css|js)")  # published as the core joins them
TEMPLATES = (".jinja", ".html")
FRAME, FINISHED = "main.html", "finished.html"  # what a page is written in, and handed on by
# How many objects are made between two looks for garbage. Most are gone by themselves before one
# that is so late; a still later one would let the garbage of a large record add to its memory.
SELDOM = 10_000, 10, 10
DEEPEST_OUTLINED = 3  # as toc_depth in mkdocs.yml
ALIGNED = re.compile(r'style="text-align: (\w+);"')
log = logging.getLogger("mkdocs.hooks.factbook")
MISTAKES = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2"><title>Mistakes</title>
<style>body {{ font: 1rem/1.5 system-ui; margin: 2rem }} pre {{ white-space: pre-wrap }}</style>
</head><body><h1>The site could not be built</h1><pre>{}</pre>
<p>Mend it and save; this page gives way by itself.</p></body></html>"""


class Core:
    """The core as it stands on the disk, loaded again when one of its files was edited."""

    def __init__(self) -> None:
        self.edited: dict[str, int] = {}

    def load(self) -> None:
        """Load what has changed; raises PluginError where it cannot be loaded."""
        if str(HOOKS) not in sys.path:
            sys.path.insert(0, str(HOOKS))
        now = _edit_times(_files_below(HOOKS / "factbook", ".py"))
        if now == self.edited:
            return
        self.edited = {}
        for name in [name for name in sys.modules if name.partition(".")[0] == "factbook"]:
            del sys.modules[name]
        try:
            self.site: Any = importlib.import_module("factbook.site")
            self.framing: Any = importlib.import_module("factbook.framing")
            self.settings: Any = importlib.import_module("factbook.writing.settings")
            self.document: Any = importlib.import_module("factbook.writing.document")
            self.templates: Any = importlib.import_module("factbook.writing.templates")
            self.vocabulary: Any = importlib.import_module("factbook.writing.vocabulary")
        except (ImportError, SyntaxError) as error:
            raise PluginError(f"the core cannot be loaded: {error}") from error
        self.edited = now


# Where in the settings, on which line, what is wrong, and whether MkDocs looked no further.
Fault = tuple[tuple[str, ...], int, str, bool]


def faults_of_settings(path: Path) -> Iterator[Fault]:
    """What MkDocs refuses in its settings; nothing is built.

    The line is 0 where MkDocs tells none.
    """
    config = MkDocsConfig(config_file_path=str(path))
    logging.disable()  # it would tell the same in words without a place
    try:
        with path.open("rb") as file:
            config.load_file(file)
        errors, warnings = config.validate()
    except ValidationError:
        yield ("config_file_path",), 0, "is what MkDocs sets by itself; leave it out", True
        return
    except (ConfigurationError, YAMLError) as error:
        line = re.search(r"\bline (\d+)", str(error))
        yield (), int(line[1]) if line else 1, str(error).partition("\n  in ")[0], True
        return
    except (Exception, SystemExit) as error:  # a hook is code, and may raise anything
        yield *_of_code(error), True
        return
    finally:
        logging.disable(logging.NOTSET)
    known = [name for name, option in config._schema if not isinstance(option, Deprecated)]
    warned = [(name, told) for name, told in warnings if name not in dict(errors)]
    for name, told in (*errors, *warned):
        here = str(told).replace(f"{path.absolute().parent}/", "")
        found = _of_extension(here) or ((name,), 0, _in_our_words(name, here, known))
        yield *found, (name, told) in errors


Told = tuple[tuple[str, ...], int, str]  # the first three of a fault


def _of_code(error: BaseException) -> Told:
    """What MkDocs did not foresee: a hook that fails, or words of the wrong sort in a theme."""
    called = traceback.extract_tb(error.__traceback__)
    within = {frame.name for frame in called}
    why = f"{type(error).__name__}: {error}"
    if "_register_event" in within:
        return ("hooks",), 0, f"has a function on_{error.args[0]}, and there is no such event"
    if "_load_hook" in within:
        last = called[-1]
        file = getattr(error, "filename", None) or last.filename
        line = getattr(error, "lineno", None) or last.lineno
        place = f"{Path(file).name}, line {line}"
        return ("hooks",), 0, f"cannot be loaded ({place}: {why}); mend that file"
    return ("theme",), 0, f"cannot be read: {why}; write it as our own mkdocs.yml does"


NOT_LOADED = re.compile(r"Failed to load extension '(.*?)'.*\n\w+: (.*)", re.S)


def _of_extension(told: str) -> Told | None:
    """What is told of an extension that Markdown cannot load, at its place in the list."""
    found = NOT_LOADED.match(told)
    if not found:
        return None
    name, why = found.groups()
    return ("markdown_extensions", name), 0, f"cannot be read: {why}"


TYPES = {
    "str": "words; a number stands in quotes",
    "list": "a list",
    "dict": "a group of fields",
    "bool": "true or false",
    "int": "a whole number",
}


AS_TYPED = {
    "list": "must be a list; write {name}: [one, another]",
    "multiline string": "is a text of one pattern a line, no list; write '{name}: |', and each "
    "pattern on a line of its own below",
}


def _in_our_words(name: str, told: str, known: list[str]) -> str:
    """What MkDocs tells of a setting, as a sentence that begins with its name."""
    if name in importlib.import_module("factbook.writing.settings").EXTRA:
        return "stands below 'extra'; indent it by two spaces, with all that it holds"
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"did you mean '{near[0]}'?" if near else "leave it out"
        return f"is a setting that nothing reads; {hint}"
    if told.startswith("Required configuration"):
        return "is missing; write it"
    if found := re.match(r"Expected type: <class '(\w+)'>", told):
        return f"must be {TYPES.get(found[1], found[1])}"
    if found := re.match(r"Expected a (list|multiline string).* a <class '\w+'> was given", told):
        return AS_TYPED[found[1]].format(name=name)
    if "is not installed" in told:
        return f"cannot be read: {told}; add it to requirements.in and run make requirements"
    if found := re.search(r"'(\w+)' has no effect when", told):
        return f"leaves '{found[1]}' without a say; keep one of the two"
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return f"cannot be read: {' '.join(dict.fromkeys((lines[0], lines[-1])))}"


class MadeFile(File):
    """A file that the core made; it is taken from where it lies when it is published."""

    _changed: str | bytes | None = None  # by a plugin

    def __init__(self, door: "Door", path: str, config: MkDocsConfig) -> None:
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self.door = door

    @property
    def _content(self) -> str | bytes | None:
        return self.door.built.files[self.src_uri] if self._changed is None else self._changed

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._changed = content

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, unless it stands there; its folder is made where it is missing."""
        content = self.content_bytes
        if self.door.stands(self, self.door.core.site.mark_of(content)):
            return
        try:
            self._write(content)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(self.abs_dest_path), exist_ok=True)
            self._write(content)

    def _write(self, content: bytes) -> None:
        with open(self.abs_dest_path, "wb") as file:
            file.write(content)


class WrittenPage(Page):
    """A page that the core wrote; most need no converter."""

    is_whole = False  # whether it is put together without the converter
    kept: Any = None  # what is known of it as a build before has finished it; nobody renders it
    mark = ""  # what tells it in its frame from any other, where it is kept

    def __init__(self, door: "Door", file: File, config: MkDocsConfig) -> None:
        self.door = door
        self._converted: str | None = None
        super().__init__(None, file, config)

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs does, which resolves each address; those of our pages never lead up."""
        if not base:
            super()._set_canonical_url(base)
            return
        root = base if base.endswith("/") else f"{base}/"
        self.canonical_url = root + self.url
        self.abs_url = urlsplit(root).path + self.url

    @property
    def document(self) -> Any:
        """What the core wrote; while serving, of the newest draft."""
        return self.door.documents[self.file.src_uri]

    @property
    def content(self) -> str | None:
        """Its HTML. That of a whole page is put together when it is asked for.

        MkDocs prepares every page before it writes the first: the document holds each text already.
        """
        if self.is_whole and self._converted is None:
            return self.door.html_of(self.document)
        return self._converted

    @content.setter
    def content(self, html: str | None) -> None:
        is_as_written = self.is_whole and html == self.door.html_of(self.document)
        self._converted = None if is_as_written else html

    def read_source(self, config: MkDocsConfig) -> None:
        """Its words and fields as the core wrote them, where no plugin may have given others."""
        if not self.door.is_alone:
            super().read_source(config)
            return
        self.meta = dict(self.document.fields)
        self.kept = self.door.kept(self)
        self.markdown = "" if self.kept else self.document.with_places

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The page as HTML, with what MkDocs knows of it: its title, headings and anchors.

        What a plugin has changed goes through the converter.
        """
        document = self.document
        self.meta["template"] = FINISHED
        self._title_from_render = document.heading
        self.present_anchor_ids, self.links_to_anchors = set(), {}
        self._converted = ""
        if self.kept:
            return
        self.is_whole = document.is_html and self.markdown == document.with_places
        self._converted = None
        if not self.is_whole:
            super().render(config, files)
            name_plainly(self.toc, {one.id: escape(one.words) for one in document.headings})
            return
        self.toc = get_toc(nest_toc_tokens(_toc_tokens(document.headings)))

    def render_after_all(self, config: MkDocsConfig, files: Files) -> None:
        """What a build before has left of it is damaged."""
        self.kept = None
        self.markdown = self.document.with_places
        self.render(config, files)
        self.content = self.door.on_page_content(self.content or "", self, config, files)


def _toc_tokens(headings: Any) -> Any:
    """The headings that an outline may have, as the converter tells them."""
    return [
        {"level": heading.level, "id": heading.id, "name": escape(heading.words)}
        for heading in headings
        if heading.level <= DEEPEST_OUTLINED
    ]


def name_plainly(entries: Any, names: dict[str, Any]) -> None:
    """Call entries of an outline by the words of their headings.

    The converter takes the number of a source for one of them.
    """
    for entry in entries:
        entry.title = names.get(entry.id, entry.title)
        name_plainly(entry.children, names)


class Door:
    """What MkDocs asks for, event by event."""

    def __init__(self) -> None:
        self.core = Core()
        self.is_serving = False
        self.mistakes = ""  # a page that stands in place of the site while `serve` shows it
        self.built: Any = None  # the site as the core last built it
        self.standing: Any = None  # what of it the build before has left
        self.documents: Any = {}  # its pages; while serving, those of the newest draft
        self.config: MkDocsConfig  # given by on_config, before all else
        self.files: Files  # given by on_nav
        self.nav: Any = None
        self.last_asked: tuple[Any, str] = (None, "")  # a page, and its HTML
        self.names: dict[str, Any] = {}  # what the frame reads, given by on_nav
        self.settings = ""  # what the frame may read of mkdocs.yml, in short
        self.env: Any = None
        self.frame: dict[str, int] = {}  # when the files of the pages' frame were edited

    @property
    def is_alone(self) -> bool:
        """True where no other plugin reads or changes a page."""
        return len(self.config.plugins) == 1

    # ------------------------------------------------------------ a build

    def on_startup(self, command: str, dirty: bool) -> None:
        sys.excepthook = tell_fault
        atexit.register(gc.freeze)  # else all of a site would be looked through before it is let go
        self.is_serving = command == "serve"
        gc.set_threshold(*SELDOM)
        gc.disable()  # until all is read that pages are written of
        messages = logging.getLogger("mkdocs")
        # A build says what is wrong, nothing else; `--strict` counts it, also under `--quiet`.
        if not self.is_serving and messages.level > logging.DEBUG:
            messages.setLevel(logging.WARNING)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build everything before MkDocs touches the last good site; `serve` shows mistakes."""
        self.mistakes = ""
        try:
            self._build(config)
        except Exception as error:
            if not self.is_serving:
                raise
            self.mistakes = self._page_of_mistakes(error)
            config.nav, config.theme.static_templates = None, set()
        if self.is_alone:  # the menu is our own: let none be made of all pages
            config.nav = config.nav or []
        if self.built and self.built.site.day:  # an edition is no site that is looked up as a whole
            config.theme.static_templates = set()
            config.site_url = self._request().address
        return config

    @event_priority(100)  # before any plugin, so that it knows every page
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        if self.mistakes:  # the second answers every other address
            names = ("index.html", "404.html")
            return Files([File.generated(config, name, content=self.mistakes) for name in names])
        for file in list(files):
            is_ours = file.src_uri.startswith(THEME_FILES) or JOINED.fullmatch(file.src_uri)
            is_later = file.is_documentation_page() and file.src_uri not in self.documents
            is_heavy = file.src_uri.startswith(self._left_out())
            if is_ours or is_later or is_heavy:  # an earlier edition lacks pages of docs/
                files.remove(file)
        root, data = str(self._root), config.extra["data_dir"]
        for path, document in self.documents.items():
            written = files.src_uris.get(path)
            source = self.built.written_in(path)
            if not written:
                written = File.generated(config, path, content="")
                files.append(written)
            origin = written.abs_src_path or os.path.join(root, source or data)
            written.content_string = "" if self.is_alone else document.for_converter
            # Plugins ask when a page was last changed: when the record that it tells was.
            written.abs_src_path = origin
            if source:
                written.edit_uri = f"../{source}"
            WrittenPage(self, written, config)
        for path in self.built.files:
            files.append(MadeFile(self, path, config))
        return files

    def _left_out(self) -> tuple[str, ...]:
        """How the paths of the files begin that an edition does not repeat."""
        site = self.built.site
        heavy = (HEAVY,) if site.day else ()
        return (*heavy, FONTS) if site.present else heavy

    def on_nav(self, nav: Any, config: MkDocsConfig, files: Files) -> None:
        self.config, self.files, self.nav = config, files, nav
        if not self.mistakes:
            self.names = self.core.framing.frame_names(self.built, self._url_of)
            self.settings = self.core.site.digest(_settings(config))

    def _url_of(self, path: str) -> str | None:
        """Where a page or file of the site stands, by its path."""
        file = self.files.src_uris.get(path)
        return file.url if file else None

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """What the frame of each page (docs/templates/theme) reads besides the page."""
        self.env = env
        # MkDocs leaves escaping to each place; a forgotten one would let a name run a script.
        env.autoescape = env.trim_blocks = env.lstrip_blocks = True
        env.auto_reload = False  # each build has an environment of its own
        if not self.mistakes:
            env.add_extension(self.core.templates.Unindented)
            env.globals.update(self.names)
            self.standing.bring_back({*self.built.twins, *(file.dest_uri for file in files)})
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The day of what a page tells, not of the build: two builds of one commit are equal."""
        if page.file.src_uri not in self.documents:
            message = f"a plugin adds the page '{page.file.src_uri}', which is none of the record"
            raise PluginError(f"{message} and none of docs/; leave that plugin out of mkdocs.yml")
        page.update_date = self.documents[page.file.src_uri].last_day.last.isoformat()
        return markdown

    def on_page_content(
        self,
        html: str,
        page: Any,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Aligned cells by class, as a strict content policy wants; named links; blocks of HTML."""
        document = self.documents[page.file.src_uri]
        page.present_anchor_ids |= document.parts
        if page.is_whole or page.kept:
            return html
        html = ALIGNED.sub(r'class="align-\1"', html)
        say = self.built.wordings[document.language]
        html = self.core.vocabulary.say_marks(html, say)
        if self.built.site.day:
            html = self.core.document.without_heading_links(html)
        else:
            name = self._link_names(document)
            html = self.core.document.name_heading_links(html, document.headings, name)
        return self.core.document.put_back(html, document.blocks)

    def html_of(self, document: Any) -> str:
        """A page that templates wrote whole, which needs no converter; asked for thrice."""
        if document is not self.last_asked[0]:
            self.last_asked = document, self._html_of(document)
        return self.last_asked[1]

    def _html_of(self, document: Any) -> str:
        if self.built.site.day:
            return str(document.html(lambda heading: ""))
        name, link = self._link_names(document), self.core.document.heading_link
        return str(document.html(lambda heading: link(heading.id, name(heading.words))))

    @event_priority(-100)  # after any plugin, so that it knows what each has changed
    def on_page_context(
        self, context: dict[str, Any], page: Any, config: MkDocsConfig, nav: Any
    ) -> dict[str, Any]:
        """The page in its frame, written once for all builds in which it would be the same."""
        # Nothing else of what MkDocs gives: a page that is kept would not notice another one.
        write = partial(self._framed, page, config, base_url=context["base_url"])
        if not self._keeps_frames():
            return {"finished": Markup(write())}
        if page.kept and self.stands(page.file, page.kept.mark):
            return {"finished": ""}
        html, page.mark = self.built.frames.get_or_make(*self._kept_as(page), write)
        return {"finished": Markup(html)}

    def _framed(self, page: Any, config: MkDocsConfig, base_url: str) -> str:
        if page.kept:
            page.render_after_all(config, self.files)
        template = self.env.get_template(FRAME)
        return str(template.render(page=page, config=config, base_url=base_url))

    @event_priority(-100)  # after any plugin, as above
    def on_post_page(self, output: str, page: Any, config: MkDocsConfig) -> str:
        """What is to be written: nothing where the page stands there since the last build."""
        if not output:
            return output
        mark = page.mark or self.core.site.mark_of(output.encode())
        return "" if self.stands(page.file, mark) else output

    def kept(self, page: Any) -> Any:
        """What is known of a page as a build before has finished it, if it would be so now."""
        return self.built.frames.find(*self._kept_as(page)) if self._keeps_frames() else None

    def _keeps_frames(self) -> bool:
        """Not those of a draft, nor beside another plugin: who knows what that one reads?"""
        return self.documents is self.built.documents and self.is_alone

    def _kept_as(self, page: Any) -> tuple[str, object]:
        """What a page is kept as in its frame, and what it is made of beside what is asked."""
        path = page.file.src_uri
        of_page = [page.canonical_url, page.edit_url, self.built.marks.get(path)]
        return self.core.site.page_name(path), [self.settings, of_page]

    def _link_names(self, document: Any) -> Callable[[str], str]:
        """What the link at a heading is called, by the heading's words."""
        say = partial(self.built.wordings[document.language], "section-link")
        return lambda heading: say(heading=heading)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """The pages as plain Markdown. MkDocs would take such files for pages: they come last."""
        if self.mistakes:
            return
        self.built.frames.sweep()
        for path, document in self.built.twins.pages.items():
            if not self.standing.stands(path, self._mark_of_twin(document)):
                Path(config.site_dir, path).write_bytes(self.built.twins[path].encode())
        self.standing.remember()

    def _mark_of_twin(self, page: Any) -> str:
        """What tells a page as plain Markdown from any other: it is kept with the page."""
        twin = self.built.twins.twin_of
        return self.built.marks.get(page.path) or self.core.site.mark_of(twin(page).encode())

    # ------------------------------------------------------------ what stands there

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """MkDocs empties the folder of the site: what need not be written again is put aside."""
        is_kept = not self.is_serving and not self.mistakes and not self.built.site.day
        folder = self._folders().cache_of("sites")
        self.standing = self.core.site.Standing(Path(config.site_dir), folder)
        if not is_kept or not self.is_alone:  # another plugin may write into what stands there
            self.standing.forget()
        self.standing.put_aside()

    def stands(self, file: File, mark: str) -> bool:
        """Whether a file stands there as it would be written."""
        return bool(self.standing.stands(file.dest_uri, mark))

    # ------------------------------------------------------------ serve

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """From here on a page is written when a browser asks for it: hooks/live.py."""
        watch_natively(server, filter(None, [config.docs_dir, config.config_file_path]))
        Live(
            server,
            Path(config.docs_dir),
            builder,
            self._draft,
            self._write_page,
            self._page_of_mistakes,
        )
        return server

    def _draft(self) -> Draft | None:
        """The pages as the record now stands; nothing where it takes a whole build."""
        if self.mistakes or not self.built or self._frame_times() != self.frame:
            return None
        self.core.load()
        try:
            draft = self.core.site.draft_site(
                self._folders(), self._request(), self.built.published.downloads
            )
        except self.core.site.Mistakes as mistakes:
            raise PluginError(f"the record has mistakes\n{mistakes}") from None
        if set(draft.documents) != set(self.built.documents):
            return None
        _tell(draft.warnings)
        self.documents = draft.documents
        around = self.core.framing.around(
            draft.book, draft.documents, self._url_of, self.built.frames.questions
        )
        self.env.globals.update(around)
        pages = {
            file.src_uri: file.url.removeprefix("./").strip("/")
            for file in self.files.documentation_pages()
            if file.src_uri in draft.documents
        }
        return Draft(
            {path: partial(draft.documents.__getitem__, path) for path in pages},
            {url: path for path, url in pages.items()},
            set(self.built.files),
        )

    def _write_page(self, path: str, document: Any) -> None:
        """One page through MkDocs, as a whole build would write it."""
        file = self.files.get_file_from_path(path)
        assert file and file.page, path  # a draft has the pages of the last whole build
        page = file.page
        page.file.content_string = document.for_converter
        pages = self.files.documentation_pages()
        mkdocs_build._populate_page(page, self.config, self.files, dirty=False)
        mkdocs_build._build_page(page, self.config, pages, self.nav, self.env)

    # ------------------------------------------------------------ within

    def _build(self, config: MkDocsConfig) -> None:
        self.config = config
        self.frame = self._frame_times()
        self.core.load()
        self._refuse_settings(config)
        try:
            self.built = self.core.site.build_site(self._folders(), self._request())
        except self.core.site.Mistakes as mistakes:
            raise PluginError(f"the record has mistakes\n{mistakes}") from None
        self.documents = self.built.documents
        if not os.environ.get("PRESENT"):  # an edition of a site that has told them
            _tell(self.built.warnings)

    def _refuse_settings(self, config: MkDocsConfig) -> None:
        """Raises PluginError for settings with which pages would be missing or led to in vain."""
        given = {"use_directory_urls": config.use_directory_urls, "extra": config.extra}
        if wrong := [message for _, message in self.core.settings.lost_pages(given)]:
            raise PluginError("\n".join(f"mkdocs.yml: {message}" for message in wrong))

    def _folders(self) -> Any:
        data = self._root / self.config.extra["data_dir"]
        return self.core.site.Folders(data, Path(self.config.docs_dir), self._root / ".cache")

    @property
    def _root(self) -> Path:
        return Path(self.config.config_file_path).parent

    def _request(self) -> Any:
        """What is asked of the core; a build of an edition is told its day in the environment."""
        given = os.environ
        as_of = given.get("AS_OF", "")
        below = f"editions/{as_of}/" if given.get("PRESENT") else ""
        return self.core.site.Request(
            address=(self.config.site_url or "") + below,
            repository=self.config.repo_url or "",
            edition=given.get("EDITION", ""),
            as_of=as_of,
            present=given.get("PRESENT", ""),
            archive=given.get("ARCHIVE", ""),
            pictures=bool(self.config.extra["pictures"]) and not as_of,
        )

    def _frame_times(self) -> dict[str, int]:
        """When each file was last edited that every page is made with."""
        own = [folder for folder in self.config.theme.dirs if "site-packages" not in folder]
        frame = chain.from_iterable(_files_below(folder, ".html") for folder in own)
        return _edit_times([self.config.config_file_path, *HOOKS.glob("*.py"), *frame])

    def _page_of_mistakes(self, error: Exception) -> str:
        """What went wrong, in the terminal and as a page."""
        text = str(error)
        if not isinstance(error, PluginError):
            text = "".join(traceback.format_exception(error)[-3:])
        log.error(text)
        return MISTAKES.format(escape(text))


def _settings(config: MkDocsConfig) -> list[str]:
    """All that the frame may read of mkdocs.yml, as it is filled in, and the door itself."""
    given = [{**of_one, "site_dir": ""} for of_one in config.user_configs]
    written = [Path(config.config_file_path), *sorted(HOOKS.glob("*.py"))]
    return [
        json.dumps(given, default=lambda thing: type(thing).__name__),
        *(path.read_text(encoding="utf-8") for path in written),
    ]


def _tell(warnings: Any) -> None:
    """What the record warns of. It is not logged: `--strict` would stop at what may be right."""
    for problem in warnings:
        print(problem, file=sys.stderr)


def tell_fault(kind: Any, error: BaseException, trace: Any) -> None:
    """What ends a build: a sentence for what authors or the machine lack, else Python's words."""
    if isinstance(error, MemoryError):
        print("the build stopped: memory ran out", file=sys.stderr)
    elif isinstance(error, OSError) and error.strerror:
        file = error.filename2 or error.filename  # of a copy the one that was to be written
        where = f"{file}: " if file else ""
        problems: Any = importlib.import_module("factbook.record.problems")
        why = problems.refused_by_the_system(error)
        print(f"the build stopped: {where}{why}", file=sys.stderr)
    elif isinstance(error, TemplateError) and (place := _place_in_template(error)):
        why = (error.message or "").partition(" in search path")[0]
        print(f"the build stopped: {place}: {why}", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def _place_in_template(error: BaseException) -> str:
    """The file and line of a template at which it failed; '' where it failed in none."""
    called = traceback.extract_tb(error.__traceback__)
    places = [call for call in called if call.filename.endswith(TEMPLATES)]
    return f"{os.path.relpath(places[-1].filename)}:{places[-1].lineno}" if places else ""


def _files_below(folder: str | Path, ending: str) -> Iterator[str]:
    """The files in a folder and deeper whose names end so."""
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if name.endswith(ending))


def _edit_times(paths: Any) -> dict[str, int]:
    return {str(path): os.stat(path).st_mtime_ns for path in paths}


door = Door()
on_startup = door.on_startup
on_config = door.on_config
on_files = door.on_files
on_pre_build = door.on_pre_build
on_nav = door.on_nav
on_env = door.on_env
on_page_markdown = door.on_page_markdown
on_page_content = door.on_page_content
on_page_context = door.on_page_context
on_post_page = door.on_post_page
on_post_build = door.on_post_build
on_serve = door.on_serve
