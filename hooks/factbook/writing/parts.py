"""The parts of pages in docs/templates/parts/: each states on its first line what it takes.

{## takes: kind, topic=None ##} is read as the signature of a function. Authors may call the parts
of the folder itself; those in parts/inner/ are for other templates.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from inspect import Parameter, Signature

from ..record.problems import Problem, did_you_mean
from .template_texts import TEMPLATES_AT_HAND, TemplateText

PART_PATH = re.compile(r"parts/.+\.jinja")
TAKES = re.compile(r"\{## takes:(.*?)##\}")


@dataclass(frozen=True)
class Part:
    """A part: its name, inner/card or timeline, and the options that it takes."""

    name: str
    signature: Signature | None  # None where it does not state what it takes

    @property
    def is_open(self) -> bool:
        """Whether authors may call it."""
        return "/" not in self.name

    @cached_property
    def defaults(self) -> dict[str, object]:
        """The options that need not be given, and what they are then."""
        parameters = self.signature.parameters.values() if self.signature else ()
        return {
            option.name: option.default
            for option in parameters
            if option.default is not Parameter.empty
        }

    def wrong_options(self, options: Mapping[str, object]) -> Iterator[str]:
        """What is wrong with the options that a call gives."""
        if not self.signature:
            return
        known = list(self.signature.parameters)
        for option in options:
            if option not in known:
                hint = did_you_mean(option, known) or f"; it takes: {', '.join(known) or 'nothing'}"
                yield f"the part '{self.name}' takes no '{option}'{hint}"
        for option in known:
            if option not in options and option not in self.defaults:
                yield f"the part '{self.name}' needs '{option}'"


def read_parts(templates: Iterable[TemplateText]) -> tuple[dict[str, Part], list[Problem]]:
    """Every part by its name, and which of them do not state what they take."""
    found: dict[str, Part] = {}
    problems = []
    for template in templates:
        if not PART_PATH.fullmatch(template.path):
            continue
        name = template.path.removeprefix("parts/").removesuffix(".jinja")
        try:
            found[name] = Part(name, signature(template.text))
        except (ValueError, SyntaxError) as error:
            found[name] = Part(name, None)
            if not template.unread:
                problems.append(Problem(template.shown, 1, str(error)))
    return found, problems


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def signature(template: str) -> Signature:
    """The options that a part's template states; ValueError if none."""
    stated = TAKES.match(template)
    if not stated:
        needs = "a part states on its first line what it takes; where that is nothing"
        raise ValueError(f"{needs}, write {{## takes: ##}}, else name its options after the colon")
    call = ast.parse(f"part({stated[1]})", mode="eval").body
    assert isinstance(call, ast.Call)
    names = [ast.unparse(option) for option in call.args]
    defaults = {str(option.arg): ast.literal_eval(option.value) for option in call.keywords}
    needed = [Parameter(name, Parameter.KEYWORD_ONLY) for name in names]
    optional = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default)
        for name, default in defaults.items()
    ]
    return Signature([*needed, *optional])
