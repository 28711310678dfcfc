"""What templates take in from others by their names, and that there is not."""

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError, nodes

from ..record.problems import Problem, did_you_mean
from .template_texts import TemplateText
from .templates import as_jinja_reads

TAKES_IN = re.compile(r"\{%[-+]?\s*(?:include|import|extends|from)\b")
TAKING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
THEMES = ("material", "mkdocs")  # what the frame is made of, beside our own
ENDINGS = (".jinja", ".html")  # a theme has thousands of drawings beside its templates


def lost_templates(templates: Iterable[TemplateText], folder: Path) -> list[Problem]:
    """Each template of another, and each name in it, that is not there; these can be read."""
    ours = FileSystemLoader(folder)
    of_the_theme = FileSystemLoader([folder / "theme", *_folders_of_themes()])
    problems: list[Problem] = []
    for template in templates:
        loader = of_the_theme if template.is_of_the_theme else ours
        # To parse every template would take longer than all else that is asked of them.
        if TAKES_IN.search(template.text):
            problems += _lost(template, loader)
    return problems


def _folders_of_themes() -> Iterator[Path]:
    """Where the packages of the frame have their templates; no package is loaded for it."""
    for name in THEMES:
        package = find_spec(name)
        if package and package.origin:
            yield Path(package.origin).parent / "templates"


def _lost(template: TemplateText, loader: FileSystemLoader) -> Iterator[Problem]:
    tree = as_jinja_reads(template.text, template.is_of_the_theme)
    for node in tree.find_all(TAKING):
        name = _name(node)
        try:
            text = loader.get_source(Environment(), name)[0] if name else ""
        except TemplateNotFound:
            known = (one for one in loader.list_templates() if one.endswith(ENDINGS))
            hint = did_you_mean(name, known) or "; name it by its path, as in those beside it"
            yield Problem(template.shown, node.lineno, f"no template '{name}'{hint}")
            continue
        except UnicodeDecodeError:  # which is told of itself
            continue
        if name and isinstance(node, nodes.FromImport):
            made = _made_in(text, template.is_of_the_theme)
            for lost in (one for one in _asked(node) if made and one not in made):
                hint = did_you_mean(lost, made) or "; write a macro of this name there"
                yield Problem(template.shown, node.lineno, f"no '{lost}' in {name}{hint}")


def _name(node: nodes.Node) -> str:
    """The template that is taken in; nothing where it is computed, or may not be there."""
    asked = getattr(node, "template", None)
    if not isinstance(asked, nodes.Const) or getattr(node, "ignore_missing", False):
        return ""
    return str(asked.value)


def _asked(node: nodes.FromImport) -> list[str]:
    return [one if isinstance(one, str) else one[0] for one in node.names]


def _made_in(text: str, is_of_the_theme: bool) -> set[str]:
    """The names that a template makes, its macros above all; none where it cannot be read."""
    try:
        tree = as_jinja_reads(text, is_of_the_theme)
    except TemplateSyntaxError:  # which is told of itself
        return set()
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    return macros | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
