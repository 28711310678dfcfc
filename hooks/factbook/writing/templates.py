"""The templates of docs/templates/, compiled once, with the parts that they hold."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.utils import internalcode

from ..record.problems import Problem, did_you_mean
from .escaping import tongue
from .given_names import given_names, names_anywhere, names_of_macros, names_of_page
from .parts import PART_PATH, TAKES, Part, read_parts, signature
from .policy import content_policy
from .template_texts import (
    TEMPLATES_AT_HAND,
    TemplateText,
    without_remarks,
    without_theme,
)

# `{#` opens a heading's id in Markdown, so Jinja's comments are written {## … ##} here.
COMMENT_START, COMMENT_END = "{##", "##}"


INDENTED = re.compile(
    r"(?P<call>\{%.*?%\}|\{\{.*?\}\}|\{#[#\s-].*?#\})|\n +(?P<begins>(?=[<{]))?", re.S
)
NAME = r"(?P<name>[\w-]+?)"
AS_TAKEN = "state on the first line that the part takes it: {{## takes: {} ##}}"
TO_BE_TAKEN = "let the macro take it: {% macro its_name(one, other) %}"
TO_BE_MADE = "make it above, as in {% set one = book.site.name %}"
WITH_A_DEFAULT = re.compile(r"\w+\s*=|$")  # the first option that need not be given, or the end
HEADING = re.compile(r"\{\{-?\s*heading\(.*?\}\}", re.S)
PAGES, MACROS = "pages/", "macros/"
ON_PAGES = (PAGES, "parts/")
MARKED_HEADING = re.compile(r" *#{2,6} ")
AS_A_CALL = (
    "this heading would stand on the page with its marks; "
    'write {{ heading(2, "its words", "its-id") }}'
)
OF_MKDOCS = ("jinja2.ext.i18n",)  # what templates of its theme may write beside Jinja's own
NO_LINE = "{##\n##}"  # writes nothing, and the lines below keep their number


class Unindented(Extension):
    """Indentation is for those who read a template, and none is written.

    An indented tag or call begins a line of its own; other words go on with the line before.
    """

    def preprocess(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,
    ) -> str:
        """The template as it would stand without indentation."""
        return INDENTED.sub(_unindented, source)


def _unindented(found: re.Match[str]) -> str:
    if found["call"]:
        return found[0]
    return "\n" if found["begins"] is not None else f" {NO_LINE}"


class Names(Context):
    """What a template sees. Nothing that ours call asks for the names of the template itself.

    Jinja looks twice at all that is called whether it does: a tenth of the time of a page.
    """

    @internalcode
    def call(
        self,
        called: Callable[..., object],
        *given: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        """What a call in a template gives; the names of loops and blocks are for those who ask."""
        return called(*given, **named)


@cache
def _environment(folder: Path) -> Environment:
    """What compiles the templates of a folder, each once and again when it was edited.

    Nothing compiled is kept on the disk: that saves a build a quarter of a second, and a damaged
    file would end it without a word.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[Unindented],
        comment_start_string=COMMENT_START,
        comment_end_string=COMMENT_END,
    )
    environment.context_class = Names
    environment.globals |= {"content_policy": content_policy, "tongue": tongue}
    return environment


class Templates:
    """Our own templates; what authors write never comes here."""

    def __init__(self, folder: Path, texts: Iterable[TemplateText]):
        self.texts = texts  # of all that stand there
        self.environment = _environment(folder)
        self.at_hand: dict[str, Template] = {}  # looked at once: no template is edited in a build

    def get(self, name: str) -> Template:
        """A template by its path in the folder."""
        if name not in self.at_hand:
            self.at_hand[name] = self.environment.get_template(name)
        return self.at_hand[name]

    @property
    def names(self) -> dict[str, Any]:
        """What every template sees beside what it is filled with."""
        return dict(self.environment.globals)

    def fill(
        self,
        name: str,
        names: Mapping[str, object],
        options: Mapping[str, object],
    ) -> str:
        """A template filled with names, those of `self.names` among them, and with options.

        Jinja's own way copies all names three times more for each.
        """
        template = self.get(name)
        context = Names(self.environment, {**names, **options}, name, template.blocks)
        try:
            return "".join(template.root_render_func(context))
        except Exception:
            self.environment.handle_exception()

    @cached_property
    def parts(self) -> dict[str, Part]:
        return read_parts(self.texts)[0]

    @cached_property
    def marks(self) -> Any:
        """The macros of the status marks."""
        return self.get("macros/marks.jinja").module

    @cached_property
    def lifelines(self) -> Any:
        """The macros of the lines of promises."""
        return self.get("macros/lifelines.jinja").module


def broken_templates(templates: Iterable[TemplateText]) -> list[Problem]:
    """What is wrong with each template that cannot be read."""
    problems = []
    for template in templates:
        if template.unread:
            problems.append(template.unread)
        elif fault := _fault_of(template.text, template.is_of_the_theme):
            line, why = fault
            message = f"this template cannot be read: {why}"
            problems.append(Problem(template.shown, line, message))
    return problems


def headings_of_markdown(templates: Iterable[TemplateText]) -> list[Problem]:
    """Each heading of Markdown in a template of pages, which would be printed as it is typed."""
    on_pages = (template for template in templates if template.path.startswith(ON_PAGES))
    return [
        Problem(template.shown, line, AS_A_CALL)
        for template in on_pages
        for line in _headings_of_markdown(template.text)
    ]


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _headings_of_markdown(template: str) -> tuple[int, ...]:
    """The lines of headings as prose has them: a template writes HTML, in which they are none.

    One sign alone may be a remark within code.
    """
    bare = without_remarks(template)
    lines = enumerate(bare.split("\n"), 1)
    return tuple(number for number, line in lines if MARKED_HEADING.match(line))


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _fault_of(
    template: str,
    is_of_the_theme: bool,
) -> tuple[int, str] | None:
    """Why a template cannot be read, and at which line; who checks again asks again."""
    try:
        if is_of_the_theme:
            as_jinja_reads(template, is_of_the_theme)
        else:
            _names_read(template)
    except TemplateSyntaxError as error:
        return error.lineno, error.message or ""
    return None


def unknown_names(templates: Iterable[TemplateText]) -> list[Problem]:
    """Each name in a template that nobody gives it; all templates can be read."""
    templates = tuple(templates)
    elsewhere = names_anywhere()
    with_all_names = {path for one in templates for path in _imported_with_names(one)}
    problems = []
    for template in templates:
        known = _names_in(template)
        if not known or template.path in with_all_names:
            continue
        for name, line, is_called in _names_read(template.text):
            if name not in known:
                near = "" if name in elsewhere else did_you_mean(name, known)
                hint = near or f"; {_instead(name, template)}"
                message = f"no macro or name '{name}'" if is_called else f"no name '{name}'"
                problems.append(Problem(template.shown, line, f"{message}{hint}"))
    return problems


def _names_in(template: TemplateText) -> frozenset[str]:
    """The names that a template is given; none where that is not known."""
    if PART_PATH.fullmatch(template.path):
        return given_names().union(signature(template.text).parameters)
    if template.path.startswith(PAGES):
        return names_of_page(template.stem)
    return names_of_macros() if template.path.startswith(MACROS) else frozenset()


def _imported_with_names(template: TemplateText) -> tuple[str, ...]:
    """The templates of macros that this one lets see its own names."""
    return () if template.is_of_the_theme else _seeing_names(template.text)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _seeing_names(template: str) -> tuple[str, ...]:
    tree = as_jinja_reads(template)
    imports, names = tree.find_all(nodes.Import), tree.find_all(nodes.FromImport)
    taken: list[nodes.Import | nodes.FromImport] = [*imports, *names]
    return tuple(str(getattr(one.template, "value", "")) for one in taken if one.with_context)


def _instead(
    name: str,
    template: TemplateText,
) -> str:
    """What to do about a name that nobody gives, and that is like no other."""
    if PART_PATH.fullmatch(template.path):
        return AS_TAKEN.format(_options_with(name, template.text))
    return TO_BE_TAKEN if template.path.startswith(MACROS) else TO_BE_MADE


def _options_with(
    name: str,
    template: str,
) -> str:
    """What a part takes, with one more: a name stands before what has a default."""
    stated = TAKES.match(template)
    options = stated[1].strip() if stated else ""
    at = next(WITH_A_DEFAULT.finditer(options)).start()
    needed = options[:at].rstrip(", ")
    optional = options[at:].rstrip(", ")
    return ", ".join(filter(None, [needed, name, optional]))


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _names_read(template: str) -> tuple[tuple[str, int, bool], ...]:
    """Each name that a template reads and does not make, its first line, and if it is called.

    Raises TemplateSyntaxError where it cannot be read, or calls a filter that there is not.
    """
    tree = as_jinja_reads(template)
    unmade = meta.find_undeclared_variables(tree) - _names_set(tree)
    first: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.name in unmade:
            first.setdefault(name.name, name.lineno)
    called = {_name(call) for call in tree.find_all(nodes.Call)}
    return tuple((name, line, name in called) for name, line in first.items())


def _names_set(tree: nodes.Template) -> set[str]:
    """The names that a template gives to a value, though it may be on one of its ways alone."""
    values, blocks = tree.find_all(nodes.Assign), tree.find_all(nodes.AssignBlock)
    assigned: list[nodes.Assign | nodes.AssignBlock] = [*values, *blocks]
    targets = nodes.Tuple([one.target for one in assigned], "store")
    return {name.name for name in targets.find_all(nodes.Name)}


def heading_ids(templates: Iterable[TemplateText]) -> dict[str, tuple[str, ...]]:
    """For each template the ids of the headings that it writes, as patterns.

    Where the record gives an id its beginning, that is a name of it: the group 'name'.
    """
    return {one.stem: _heading_ids(one.text) for one in without_theme(templates)}


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _heading_ids(template: str) -> tuple[str, ...]:
    # To parse all of a template would take five times as long.
    calls_of_headings = HEADING.findall(template)
    tree = as_jinja_reads("".join(calls_of_headings))
    calls = (call for call in tree.find_all(nodes.Call) if _name(call) == "heading")
    return tuple(_pattern(call.args[2]) for call in calls)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def as_jinja_reads(
    template: str,
    is_of_the_theme: bool = False,
) -> nodes.Template:
    """A template as a tree, which nobody changes; raises TemplateSyntaxError where it cannot be
    read."""
    if is_of_the_theme:
        return Environment(extensions=OF_MKDOCS).parse(template)
    environment = Environment(comment_start_string=COMMENT_START, comment_end_string=COMMENT_END)
    return environment.parse(template)


def _name(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _pattern(id_: nodes.Expr) -> str:
    """What an id may be: what a template fills in may be any word, a name where it begins it."""
    pieces = id_.nodes if isinstance(id_, nodes.Concat) else [id_]
    begins = "" if isinstance(pieces[0], nodes.Const) else NAME
    others = pieces[1:] if begins else pieces
    return begins + "".join(map(_pattern_of_piece, others))


def _pattern_of_piece(piece: nodes.Expr) -> str:
    return re.escape(piece.value) if isinstance(piece, nodes.Const) else r"[\w-]+"
