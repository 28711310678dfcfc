"""The HTML of templates: what runs, what is not closed, ids twice, and parts without an end.

A template is read along each of its ways. Where they differ in what they open, as where a link
stands around words or not, nobody can tell, and nothing is told of that element.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import nodes

from ..record.problems import Problem, excerpt
from .elsewhere import COMPUTED, TAG, addresses_from_the_root, asked_elsewhere
from .taken_in import asking
from .template_texts import TEMPLATES_AT_HAND, TemplateText, without_remarks
from .templates import MACROS, as_jinja_reads

Found = Iterator[tuple[int, str]]  # line and message

SCRIPT = re.compile(rf"<script\b(?!{TAG}\bsrc\s*=)(?!{TAG}\btype=\"application/(?:ld\+)?json\")")
STYLE = re.compile(rf"<style\b|<[a-z][\w-]*\b{TAG}?\sstyle\s*=\s*[\"']")
HANDLER = re.compile(rf"<[a-z][\w-]*\b{TAG}?\s(?P<name>on[a-z]+)\s*=\s*[\"']")
ALLOWS_NONE = "for no page allows one"  # see policy.py

FOR_OTHER_SYSTEMS = "teach/"  # templates of files that are packed, with addresses of their own

# Elements that are closed each time; others, such as <p> and <li>, end without.
CLOSED = (
    *("a", "article", "aside", "blockquote", "button", "caption", "code", "details", "dialog"),
    *("div", "dl", "em", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "label", "main", "mark", "nav", "ol", "pre", "section"),
    *("select", "small", "span", "strong", "summary", "table", "tbody", "thead", "time", "ul"),
)
MARK = re.compile(
    rf"<(?P<opened>{'|'.join(CLOSED)})(?![\w-])|</(?P<closed>{'|'.join(CLOSED)})\s*>"
    r"|\sid=\"(?P<id>[\w-]+)\"|<!--(?:[^-]|-(?!->))*-->"
)


def wrong_html(templates: Iterable[TemplateText]) -> Iterator[Problem]:
    """What is wrong with the HTML of templates that can be read."""
    templates = tuple(templates)
    for template in templates:
        for line, message in _wrong(template.text, template.is_of_the_theme):
            yield Problem(template.shown, line, message)
        for line, message in _from_the_root(template):
            yield Problem(template.shown, line, message)
    yield from _endless(templates)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _wrong(
    text: str,
    is_of_the_theme: bool,
) -> tuple[tuple[int, str], ...]:
    bare = without_remarks(text)
    tree = as_jinja_reads(text, is_of_the_theme)
    return (*_what_runs(bare), *_what_is_open(tree))


def _what_runs(text: str) -> Found:
    """What a browser does not run, for it stands in the page, and what it fetches elsewhere."""
    for sort, pattern in (("script", SCRIPT), ("style", STYLE)):
        for found in pattern.finditer(text):
            message = f"a {sort} that stands in a page is not read, {ALLOWS_NONE}"
            yield _line(text, found.start()), f"{message}; put it into docs/assets/"
    for found in HANDLER.finditer(text):
        message = f"'{found['name']}' is not read, {ALLOWS_NONE}"
        yield _line(text, found.start()), f"{message}; let a script of docs/assets/ listen"
    for asked in asked_elsewhere(text):
        message = f"<{asked.element}> {asked.does} another host, {excerpt(asked.host)}"
        yield _line(text, asked.place), f"{message}, and no page does; {asked.remedy}"


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _from_the_root(template: TemplateText) -> tuple[tuple[int, str], ...]:
    """Addresses that lead nowhere where the site stands below a path of its host."""
    if template.path.startswith(FOR_OTHER_SYSTEMS):
        return ()
    text = without_remarks(template.text)
    found = []
    for place, address in addresses_from_the_root(text):
        message = (
            f"{excerpt(address)} is sought at the root of the host, and a site may stand below"
        )
        remedy = _as_seen_from_a_page(address.removeprefix("/"), template)
        found.append((_line(text, place), f"{message} it; {remedy}"))
    return tuple(found)


def _as_seen_from_a_page(
    address: str,
    template: TemplateText,
) -> str:
    """How a template writes an address of the site."""
    if template.is_of_the_theme:
        return f'write {{{{ "{address}" | url }}}}'
    if template.path.startswith(MACROS):
        return "let the macro take the address"
    if address.endswith(COMPUTED):
        return "write {{ path(…) }}, and within it all of the address"
    is_file = "." in re.split("[?#]", address)[0].rpartition("/")[2]
    return f'write {{{{ {"root" if is_file else "path"}("{address}") }}}}'


def _line(
    text: str,
    place: int,
) -> int:
    return text.count("\n", 0, place) + 1


# ---------------------------------------------------------------- what is opened and closed


def _what_is_open(tree: nodes.Template) -> Found:
    """Elements that are not closed, or close nothing, in a template and in each of its macros."""
    macros = (macro.body for macro in tree.find_all(nodes.Macro))
    kept = (block.body for block in tree.find_all(nodes.AssignBlock))
    for body in (tree.body, *macros, *kept):
        way = Way()
        way.read(body)
        yield from way.mistakes()


class Way:
    """What stands open on a way through a template, and the ids that were given on it."""

    def __init__(self) -> None:
        self.open: dict[str, list[int]] = defaultdict(list)  # the lines of each element
        self.ids: dict[str, int] = {}
        self.unsure: set[str] = set()  # elements that some ways leave open, and others not
        self.closed_in_vain: list[tuple[int, str]] = []
        self.ids_twice: list[tuple[int, str]] = []

    def read(self, body: Iterable[nodes.Node]) -> None:
        """Go on along some nodes of a template."""
        for node in body:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    if isinstance(piece, nodes.TemplateData):
                        self._read_words(piece.data, piece.lineno)
            elif isinstance(node, nodes.If):
                elifs = [other.body for other in node.elif_]
                self._divide([node.body, *elifs, node.else_])
            elif isinstance(node, nodes.For):
                self._divide([node.body, node.else_])
            elif not isinstance(node, nodes.Macro | nodes.AssignBlock):
                self.read(getattr(node, "body", ()))

    def mistakes(self) -> Found:
        """What is left open at the end, what closed nothing, and ids that stand twice."""
        for name, lines in self.open.items():
            for line in lines if name not in self.unsure else ():
                yield line, f"<{name}> is opened here and not closed; write </{name}>"
        for line, name in self.closed_in_vain:
            if name not in self.unsure:
                yield line, f"</{name}> closes nothing; leave it out, or open <{name}> before"
        for line, id_ in self.ids_twice:
            message = f"the id {excerpt(id_)} is given on line {self.ids[id_]} already"
            yield line, f"{message}; ids are unique on a page"

    def _read_words(
        self,
        words: str,
        line: int,
    ) -> None:
        for found in MARK.finditer(words):
            here = line + words.count("\n", 0, found.start())
            if name := found["opened"]:
                self.open[name].append(here)
            elif (name := found["closed"]) and self.open[name]:
                self.open[name].pop()
            elif name:
                self.closed_in_vain.append((here, name))
            elif (id_ := found["id"]) and self.ids.setdefault(id_, here) != here:
                self.ids_twice.append((here, id_))

    def _divide(self, bodies: Iterable[Iterable[nodes.Node]]) -> None:
        """Go each of several ways; what they leave open alike stays so."""
        ways = [self._beside(body) for body in bodies]
        for name in {name for way in ways for name in way.open}:
            if len({len(way.open[name]) for way in ways}) > 1:
                self.unsure.add(name)
        for way in ways:
            self.ids = {**way.ids, **self.ids}
            self.unsure |= way.unsure | {name for _, name in way.closed_in_vain}
            self.ids_twice += way.ids_twice
        self.open = ways[0].open

    def _beside(self, body: Iterable[nodes.Node]) -> "Way":
        way = Way()
        way.open = defaultdict(list, {name: [*lines] for name, lines in self.open.items()})
        way.ids = dict(self.ids)
        way.read(body)
        return way


# ---------------------------------------------------------------- what calls itself


def _endless(templates: Iterable[TemplateText]) -> Iterator[Problem]:
    """Templates that take in themselves, whatever the record says."""
    taken = {one.path: _surely_taken(one.text) for one in templates if not one.is_of_the_theme}
    for template in templates:
        for path, line in taken.get(template.path, {}).items():
            if _leads_to(template.path, path, taken):
                way = "itself" if path == template.path else f"{path}, which takes in this one"
                message = f"this takes in {way}, without an end; leave it out"
                yield Problem(template.shown, line, message)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _surely_taken(template: str) -> dict[str, int]:
    """The templates that one takes in on every way, each with its last line there."""
    taken: dict[str, int] = {}
    for node in as_jinja_reads(template).body:
        if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
            taken[str(node.template.value)] = node.lineno
        printed = node.nodes if isinstance(node, nodes.Output) else ()
        for call in (one for one in printed if isinstance(one, nodes.Call)):
            if asked := asking(call):
                taken[f"parts/{asked.part}.jinja"] = asked.line
    return taken


def _leads_to(
    wanted: str,
    path: str,
    taken: Mapping[str, Mapping[str, int]],
) -> bool:
    """True where a template, or what it takes in, takes in another."""
    seen, ahead = set[str](), {path}
    while ahead:
        if wanted in ahead:
            return True
        seen |= ahead
        further = (taken.get(one, {}) for one in ahead)
        ahead = set[str]().union(*further) - seen
    return False
