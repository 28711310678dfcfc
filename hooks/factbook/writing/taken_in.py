"""What templates take in from others by their names, and that there is not."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)

from ..record.kinds import KINDS
from ..record.problems import Problem, did_you_mean
from .parts import Part
from .template_texts import TEMPLATES_AT_HAND, TemplateText
from .templates import as_jinja_reads

TAKING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
THEMES = ("material", "mkdocs")  # what the frame is made of, beside our own
ENDINGS = (".jinja", ".html")  # a theme has thousands of drawings beside its templates


CALLS = {"inner": "inner/", "part": ""}  # what takes in a part, and the folder of those it takes


def lost_pages(folder: Path) -> Iterator[Problem]:
    """Each template of the pages of a kind that is not there."""
    for kind, about in KINDS.items():
        name = f"pages/{about.page}.md.jinja"
        if about.page and not (folder / name).is_file():
            message = f"this template is missing, which makes the pages of {kind}; bring it back"
            yield Problem(f"{folder.parent.name}/{folder.name}/{name}", 1, message)


def wrong_parts(templates: Iterable[TemplateText], known: Mapping[str, Part]) -> Iterator[Problem]:
    """Each part that a template takes in and that there is not, or that takes no such option."""
    for template in templates:
        if not template.is_of_the_theme:
            yield from _wrong_parts(template, known)


def _wrong_parts(template: TemplateText, known: Mapping[str, Part]) -> Iterator[Problem]:
    for line, name, options in _parts_asked(template.text):
        if name not in known:
            yield Problem(template.shown, line, f"no part '{name}'{did_you_mean(name, known)}")
        elif options is not None:
            for message in known[name].wrong_options(dict(options)):
                yield Problem(template.shown, line, message)


class Asking(NamedTuple):
    """A part that a template takes in, and its options; none where some are computed."""

    line: int
    part: str
    options: tuple[tuple[str, nodes.Expr], ...] | None


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _parts_asked(text: str) -> tuple[Asking, ...]:
    """The parts that a template takes in by their names, in its order."""
    calls = as_jinja_reads(text).find_all(nodes.Call)
    return tuple(filter(None, map(asking, calls)))


def asking(call: nodes.Call) -> Asking | None:
    """The part that a call takes in; nothing of other calls."""
    called = call.node.name if isinstance(call.node, nodes.Name) else ""
    asked = call.args[0] if call.args else None
    if called not in CALLS or not isinstance(asked, nodes.Const):
        return None
    options = tuple((option.key, option.value) for option in call.kwargs)
    name = f"{CALLS[called]}{asked.value}"
    return Asking(call.lineno, name, None if call.dyn_kwargs else options)


def lost_templates(templates: Iterable[TemplateText], folder: Path) -> list[Problem]:
    """Each template of another, and each name in it, that is not there; these can be read."""
    templates = tuple(templates)
    read = DictLoader({template.path: template.text for template in templates})
    ours = ChoiceLoader([read, FileSystemLoader(folder)])
    of_the_theme = FileSystemLoader([folder / "theme", *_folders_of_themes()])
    problems: list[Problem] = []
    for template in templates:
        loader = of_the_theme if template.is_of_the_theme else ours
        problems += _lost(template, loader)
    return problems


def _folders_of_themes() -> Iterator[Path]:
    """Where the packages of the frame have their templates; no package is loaded for it."""
    for name in THEMES:
        package = find_spec(name)
        if package and package.origin:
            yield Path(package.origin).parent / "templates"


class Taking(NamedTuple):
    """A template that another takes in, and the names that it asks of it."""

    line: int
    template: str
    names: tuple[str, ...]


def _lost(template: TemplateText, loader: BaseLoader) -> Iterator[Problem]:
    for line, name, asked in _taken_in(template.text, template.is_of_the_theme):
        try:
            text = loader.get_source(Environment(), name)[0]
        except TemplateNotFound:
            known = (one for one in loader.list_templates() if one.endswith(ENDINGS))
            hint = did_you_mean(name, known) or "; name it by its path, as in those beside it"
            yield Problem(template.shown, line, f"no template '{name}'{hint}")
            continue
        except UnicodeDecodeError:  # which is told of itself
            continue
        made = _made_in(text, template.is_of_the_theme) if asked else frozenset()
        for lost in (one for one in asked if made and one not in made):
            hint = did_you_mean(lost, made) or "; write a macro of this name there"
            yield Problem(template.shown, line, f"no '{lost}' in {name}{hint}")


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _taken_in(text: str, is_of_the_theme: bool) -> tuple[Taking, ...]:
    """What a template takes in, in its order."""
    taking = as_jinja_reads(text, is_of_the_theme).find_all(TAKING)
    return tuple(Taking(node.lineno, _name(node), _asked(node)) for node in taking if _name(node))


def _name(node: nodes.Node) -> str:
    """The template that is taken in; nothing where it is computed, or may not be there."""
    asked = getattr(node, "template", None)
    if not isinstance(asked, nodes.Const) or getattr(node, "ignore_missing", False):
        return ""
    return str(asked.value)


def _asked(node: nodes.Node) -> tuple[str, ...]:
    names = getattr(node, "names", ())  # those of an import
    return tuple(one if isinstance(one, str) else one[0] for one in names)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _made_in(text: str, is_of_the_theme: bool) -> frozenset[str]:
    """The names that a template makes, its macros above all; none where it cannot be read."""
    try:
        tree = as_jinja_reads(text, is_of_the_theme)
    except TemplateSyntaxError:  # which is told of itself
        return frozenset()
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    return frozenset(macros | made)
