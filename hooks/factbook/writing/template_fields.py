"""What templates read of the record, of a page and of the site, and that these do not have.

Told is what is known: of the names that every page has, and of what a template takes from these,
the code states what they are. Of all else, such as the options of a part, nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple, TypeVar

from jinja2 import nodes
from pydantic import BaseModel

from ..drawing.strips import strip
from ..meaning.lifelines import lifelines, promises_of
from ..meaning.wording import Wording
from ..record.book import Book
from ..record.kinds import KINDS, Site
from ..record.problems import MUCH_ALIKE, Problem, nearest
from .calls import author_calls
from .document import Document
from .frame import Frame
from .given_names import HELPERS
from .page import SAME_ON_EVERY_PAGE, Page, PageCalls, Publication
from .parts import PART_PATH, signature
from .sorts import (
    UNKNOWN,
    Result,
    Sorts,
    any_of,
    element,
    given_by,
    grouped,
    item,
    listed,
    names_of,
    of_attribute,
    of_call,
)
from .template_texts import TEMPLATES_AT_HAND, TemplateText
from .templates import as_jinja_reads

Given = Mapping[str, Sorts]
Found = TypeVar("Found", bound=nodes.Node)

PAGE = "pages/"
OF_ITSELF: Given = {  # to a page without the frame of the site
    "book": (Book,),
    "page": (Page,),
    "say": (Wording,),
    "site": (Publication,),
}
ON_EVERY_PAGE: Given = {
    **{name: given_by(getattr(PageCalls, name)) for name in (*author_calls(), *HELPERS)},
    **{name: given_by(value) for name, value in SAME_ON_EVERY_PAGE.items()},
    **OF_ITSELF,
    "lifelines_of": given_by(lifelines),
    "promises_of": given_by(promises_of),
    "strip_of": given_by(strip),
}
IN_THE_FRAME: Given = {
    "book": (Book,),
    "documents": (Mapping[str, Document],),
    "frame_of": (Result((Frame,)),),
    "site": (Publication,),
    "words": (Mapping[str, Wording],),
}
FOR_OTHER_SYSTEMS: Given = {"say": (Wording,), "site": (Site,)}
IN_FOLDERS = {"theme": IN_THE_FRAME, "teach": FOR_OTHER_SYSTEMS}
GIVE_A_LIST = (
    "list",
    "reject",
    "rejectattr",
    "reverse",
    "select",
    "selectattr",
    "sort",
    "unique",
)
GIVE_ONE = ("first", "last", "max", "min", "random")
BY_A_FIELD = (
    "groupby",
    "map",
    "max",
    "min",
    "rejectattr",
    "selectattr",
    "sort",
    "sum",
    "unique",
)
NAME_IT_FIRST = ("groupby", "rejectattr", "selectattr")  # the field, as their first word
WHETHER_THERE = ("defined", "undefined")
OR_ELSE = ("d", "default")
OF_ALL_RECORDS = frozenset(dir(BaseModel))  # of their making, and of no use in a template
MANY = 12  # names are more than a message lists


def unknown_fields(templates: Iterable[TemplateText]) -> Iterator[Problem]:
    """Each field that a template reads of what does not have it; all templates can be read."""
    for template in templates:
        for line, message in _unknown_fields(template.path, template.text):
            yield Problem(template.shown, line, message)


@lru_cache(maxsize=TEMPLATES_AT_HAND)
def _unknown_fields(
    path: str,
    text: str,
) -> tuple[tuple[int, str], ...]:
    tree = as_jinja_reads(text, path.endswith(".html"))
    return tuple(Read(tree, _given(path, text)).unknown_fields())


def _given(
    path: str,
    text: str,
) -> Given:
    """What a template sees, as far as it is known what that is."""
    folder, mark, _ = path.partition("/")
    if not mark:
        return OF_ITSELF
    if folder in IN_FOLDERS:
        return IN_FOLDERS[folder]
    if path.startswith(PAGE):
        name = path.removeprefix(PAGE).removesuffix(".md.jinja")
        models = tuple(kind.model for kind in KINDS.values() if kind.page == name)
        return {**ON_EVERY_PAGE, "record": models}
    if PART_PATH.fullmatch(path):
        options = signature(text).parameters
        return {name: sorts for name, sorts in ON_EVERY_PAGE.items() if name not in options}
    return {}


class Made(NamedTuple):
    """A name that a template makes: of a value, or of each in it, and there at which places."""

    value: nodes.Node
    is_of_each: bool
    places: tuple[int, ...]  # for id, (day, what) in …: what has the places 1 and 1


class Read:
    """A template as it is read, and what is known of the names in it.

    A name is given, or made by loops and the like: in whatever order, it may be any of these.
    """

    def __init__(self, tree: nodes.Template, given: Given):
        self.given, self.nodes = given, list(tree.find_all(nodes.Node))
        self.made: dict[str, list[Made]] = defaultdict(list)
        self.asked: set[str] = set()  # names that are being looked for
        clear = {id(name) for name in self._note_made()}
        stored = (name for name in self._all(nodes.Name) if name.ctx != "load")
        self.unclear = {name.name for name in stored if id(name) not in clear}
        self.unclear.update(self._names_of_others())

    def unknown_fields(self) -> Iterator[tuple[int, str]]:
        """(line, message) for each field that what is read of does not have."""
        looked_for = list(self._looked_for())
        for node in self._all(nodes.Getattr):
            if node not in looked_for:
                yield from _told(node.lineno, _shown(node.node), self.sorts(node.node), node.attr)
        for found in self._all(nodes.Filter):
            yield from self._unknown_to(found)

    def sorts(self, node: nodes.Node | None) -> Sorts:
        """The sorts that an expression may have."""
        match node:
            case nodes.Name():
                return self._of_name(node.name)
            case nodes.Getattr():
                return of_attribute(self.sorts(node.node), node.attr)
            case nodes.Getitem():
                return self._of_item(node)
            case nodes.Call():
                return of_call(self.sorts(node.node))
            case nodes.Filter():
                return self._of_filter(node)
            case nodes.CondExpr():
                return any_of(map(self.sorts, (node.expr1, node.expr2)))
            case nodes.And() | nodes.Or():
                return any_of(map(self.sorts, (node.left, node.right)))
        return UNKNOWN

    # ------------------------------------------------------------ within

    def _all(self, *sorts_of_nodes: type[Found]) -> Iterator[Found]:
        return (node for node in self.nodes if isinstance(node, sorts_of_nodes))

    def _names_of_others(self) -> Iterator[str]:
        """The names of macros, and of what is taken in from other templates."""
        yield from (macro.name for macro in self._all(nodes.Macro))
        yield from (taken.target for taken in self._all(nodes.Import))
        for taken in self._all(nodes.FromImport):
            yield from (one if isinstance(one, str) else one[1] for one in taken.names)

    def _note_made(self) -> Iterator[nodes.Name]:
        """Note what is known of names that loops and the like make, and give each as it stands."""
        for node in self._all(nodes.For, nodes.Assign, nodes.With):
            for target, value in _targets(node):
                for name, places in _divided(target):
                    is_of_each = isinstance(node, nodes.For)
                    self.made[name.name].append(Made(value, is_of_each, places))
                    yield name

    def _of_name(self, name: str) -> Sorts:
        if name in self.unclear or name in self.asked:
            return UNKNOWN
        self.asked.add(name)
        given = [self.given[name]] if name in self.given else []
        found = any_of([*given, *map(self._of_made, self.made.get(name, ()))])
        self.asked.remove(name)
        return found

    def _of_made(self, made: Made) -> Sorts:
        sorts = self.sorts(made.value)
        found = element(sorts) if made.is_of_each else sorts
        for place in made.places:
            found = item(found, place)
        return found

    def _of_item(self, node: nodes.Getitem) -> Sorts:
        sorts = self.sorts(node.node)
        if isinstance(node.arg, nodes.Slice):
            return listed(element(sorts))
        return item(sorts, node.arg.value if isinstance(node.arg, nodes.Const) else None)

    def _of_filter(self, node: nodes.Filter) -> Sorts:
        sorts = element(self.sorts(node.node))
        if node.name in GIVE_A_LIST:
            return listed(sorts)
        if node.name == "groupby":
            return grouped(sorts)
        return sorts if node.name in GIVE_ONE else UNKNOWN

    def _looked_for(self) -> Iterator[nodes.Node]:
        """Fields of which a template asks whether they are there, or that it has another for."""
        for test in self._all(nodes.Test):
            if test.name in WHETHER_THERE:
                yield test.node
        for found in self._all(nodes.Filter):
            if found.name in OR_ELSE and found.node:
                yield found.node

    def _unknown_to(self, found: nodes.Filter) -> Iterator[tuple[int, str]]:
        """The same of fields that a filter goes by: groupby("topic.name") and the like."""
        for path in _fields_of(found):
            sorts = element(self.sorts(found.node))
            for name in path.split("."):
                if name.isdecimal():
                    sorts = item(sorts, int(name))
                    continue
                yield from _told(found.lineno, f"what '{found.name}' reads", sorts, name)
                sorts = of_attribute(sorts, name)


def _targets(node: nodes.Node) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """What a loop and the like make, and of what."""
    if isinstance(node, nodes.With):
        yield from zip(node.targets, node.values, strict=True)
    elif isinstance(node, nodes.Assign):
        yield node.target, node.node
    elif isinstance(node, nodes.For) and not node.recursive:
        yield node.target, node.iter


def _divided(
    target: nodes.Node,
    places: tuple[int, ...] = (),
) -> Iterator[tuple[nodes.Name, tuple[int, ...]]]:
    """Each name among those that are made at once, and its place."""
    if isinstance(target, nodes.Name):
        yield target, places
    for place, inner in enumerate(target.items if isinstance(target, nodes.Tuple) else ()):
        yield from _divided(inner, (*places, place))


def _fields_of(found: nodes.Filter) -> Iterator[str]:
    """The fields that a filter goes by, as it names them; none that it has another for."""
    named = {str(option.key): option.value for option in found.kwargs}
    is_looked_for = any(getattr(one, "value", "") in WHETHER_THERE for one in found.args[1:])
    if found.name not in BY_A_FIELD or is_looked_for or "default" in named:
        return
    first = found.args[0] if found.args and found.name in NAME_IT_FIRST else None
    asked = named.get("attribute") or first
    if isinstance(asked, nodes.Const):
        yield from map(str.strip, str(asked.value).split(","))


def _told(
    line: int,
    shown: str,
    sorts: Sorts,
    name: str,
) -> Iterator[tuple[int, str]]:
    known = names_of(sorts)
    if not known or name in known:
        return
    public = sorted(one for one in known - OF_ALL_RECORDS if not one.startswith("_"))
    meant = _meant(name, public) or _meant(name, OF_A_PAGE if Page in sorts else ())
    hint = f"; did you mean '{OF_A_PAGE.get(meant, meant)}'?" if meant else ""
    if not hint and len(public) <= MANY:
        hint = f"; it has: {', '.join(public)}"
    yield line, f"{shown} has no '{name}'{hint or '; name a field that it has'}"


# What a page says at its head, and where it stands.
OF_A_PAGE = {"title": "fields.title", "description": "fields.description"}


def _meant(name: str, known: Iterable[str]) -> str:
    """The known name that is much like one; a little alike are many: cited is no slip of title."""
    near = nearest(name, known)
    is_a_slip = SequenceMatcher(None, name.casefold(), near.casefold()).ratio() >= MUCH_ALIKE
    return near if is_a_slip else ""


def _shown(node: nodes.Node) -> str:
    """How a message calls an expression: book.programs[…].name."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_shown(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_shown(node.node)}[…]"
        case nodes.Call():
            return f"{_shown(node.node)}(…)"
    return "(…)"
