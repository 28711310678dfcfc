"""What a part of a page may be given: its first line, read as the signature of a function."""

import ast
import re
from inspect import Parameter, Signature

TAKES = re.compile(r"\{## takes:(.*?)##\}")


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
