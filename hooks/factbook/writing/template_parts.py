"""Links of templates to parts of their own page, and which of these no page can have.

Which part stands on which page is known once it is written. So told is only what nothing could
make: no heading, no record, no page of docs/, and no word of a template, which may be an id.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..record.problems import Problem, did_you_mean
from ..record.rules import OF_LISTS, OF_THE_BUILD, RESERVED
from .ledger import Expected, Ledger
from .lint import line_of
from .template_texts import TEMPLATES_AT_HAND, TemplateText, without_remarks
from .template_words import SAYING

PART = re.compile(r"\bhref\s*=\s*[\"']#(?P<part>[\w-]+)[\"']")
WORD = re.compile(r"[\"'](?P<word>[a-z][\w-]*)[\"']")  # an id among them, or a part of one
# Of an id that is filled in behind it.
BEGINS = re.compile(r"[\"'](?P<begins>[a-z][\w-]*-)(?:[\"']|\{\{)")
GIVEN = (*OF_THE_BUILD, "fn-", "fnref-", "__")  # how ids begin of footnotes and tabs too
ID_OF_A_PAGE = re.compile(r"[#\"'](?P<id>[A-Za-z][\w-]*)")  # in docs/


def dead_parts(
    templates: Iterable[TemplateText],
    expected: Expected,
    ledger: Ledger,
    texts: Iterable[str],
) -> Iterator[Problem]:
    """Each part that a link in a template names and that no page can have."""
    templates = tuple(templates)
    asked = [
        (template.shown, line, part)
        for template in templates
        if template.path.startswith(SAYING)
        for line, part in _asked(template.text)
    ]
    made = _made_in(templates, ledger, texts) if asked else Made(frozenset(), ())
    for shown, line, part in asked:
        if made.may_be(part) or part in expected.ids or expected.may_be_id(part):
            continue
        hint = did_you_mean(f"#{part}", (f"#{one}" for one in expected.ids))
        message = f"no page has the part '#{part}'{hint or '; name one, or take the link out'}"
        yield Problem(shown, line, message)


@dataclass(frozen=True)
class Made:
    """What templates, authors and the ledger may give ids by, whole or as they begin."""

    words: frozenset[str]
    begins: tuple[str, ...]

    def may_be(self, part: str) -> bool:
        return part in self.words or part.startswith(self.begins)


def _made_in(
    templates: Iterable[TemplateText],
    ledger: Ledger,
    texts: Iterable[str],
) -> Made:
    """The same of a project; of its pages any word may be an id."""
    ever = (*ledger.lines, *ledger.moved)
    words = {address.partition("#")[2] for address in ever}
    begins: set[str] = set()
    for template in templates:
        words.update(WORD.findall(template.text))
        begins.update(BEGINS.findall(template.text))
    for text in texts:
        words.update(ID_OF_A_PAGE.findall(text))
    return Made(frozenset(words), tuple(begins))


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _asked(template: str) -> tuple[tuple[int, str], ...]:
    """(line, part) of each part that a link names and that not every site has."""
    text = without_remarks(template)
    found = ((line_of(text, one.start()), one["part"]) for one in PART.finditer(text))
    return tuple((line, part) for line, part in found if not _is_always_there(part))


def _is_always_there(part: str) -> bool:
    return part in RESERVED or part.startswith(GIVEN) or bool(OF_LISTS.fullmatch(part))
