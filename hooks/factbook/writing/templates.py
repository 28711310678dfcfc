"""How templates are read: without their indentation, and what a part of a page may be given."""

import ast
import re
from inspect import Parameter, Signature

from jinja2.ext import Extension

TAKES = re.compile(r"\{## takes:(.*?)##\}")
INDENTED = re.compile(r"(?P<call>\{%.*?%\}|\{\{.*?\}\})|\n +(?P<tag>[<{]?)", re.S)
NO_LINE = "{##\n##}"  # writes nothing, and the lines below keep their number


class Unindented(Extension):
    """Indentation is for those who read a template, and none is written.

    An indented tag or call begins a line of its own; other words go on with the line before.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template as it would stand without indentation."""
        return INDENTED.sub(_unindented, source)


def _unindented(found: re.Match) -> str:
    if found["call"]:
        return found[0]
    return f"\n{found['tag']}" if found["tag"] else f" {NO_LINE}"


def signature(template: str) -> Signature:
    """The options that a part's template states: {## takes: kind, topic=None ##}; ValueError if none."""
    stated = TAKES.match(template)
    if not stated:
        raise ValueError("a part states on its first line what it takes: {## takes: kind ##}")
    options = ast.parse(f"part({stated[1]})", mode="eval").body
    names = [Parameter(option.id, Parameter.KEYWORD_ONLY) for option in options.args]
    defaults = [
        Parameter(option.arg, Parameter.KEYWORD_ONLY, default=ast.literal_eval(option.value))
        for option in options.keywords
    ]
    return Signature([*names, *defaults])


def defaults(template: str) -> dict[str, object]:
    """The options that need not be given, and what they are then."""
    return {
        name: option.default
        for name, option in signature(template).parameters.items()
        if option.default is not Parameter.empty
    }
