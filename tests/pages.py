"""A page as its readers have it, and a site of such pages."""

import filecmp
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

UNSEEN = {"script", "style", "template", "svg", "noscript"}
# Words go on without a space where these begin and end.
WITHIN_WORDS = {
    "a",
    "abbr",
    "b",
    "bdi",
    "button",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
}
WITHIN_WORDS |= {"strong", "sub", "sup", "time", "wbr"}
EDGE = "\x1f"  # between blocks; no page holds it
FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)


class Link(NamedTuple):
    href: str
    words: str


class Figure(NamedTuple):
    """A figure as it is printed: which fact it is, and in which words."""

    address: str
    words: str


class Heading(NamedTuple):
    level: int
    id: str
    words: str


class Page:
    """A page, or a part of one."""

    def __init__(self, root: html.HtmlElement):
        self.root = root

    @classmethod
    def of(cls, written: str | bytes) -> "Page":
        """A page of what a browser is sent."""
        if isinstance(written, str):
            written = written.encode("utf-8")
        return cls(html.document_fromstring(written, parser=html.HTMLParser(encoding="utf-8")))

    @classmethod
    def of_markdown(cls, written: str) -> "Page":
        """A page of Markdown with HTML in it: its HTML is seen, its Markdown is words."""
        return cls.of(f"<!doctype html><body>{FRONT.sub('', written)}")

    # ------------------------------------------------------------ parts

    def all(self, tag: str | None = None, class_: str = "", **attributes: str) -> list["Page"]:
        """Every element with a name, a class and attributes; '_' in an attribute stands for '-'."""
        names = tuple(name.strip("_").replace("_", "-") for name in attributes)
        find = _finder(tag or "*", bool(class_), names)
        values = dict(zip(map(_variable, names), attributes.values(), strict=True))
        return [Page(element) for element in find(self.root, class_=f" {class_} ", **values)]

    def one(self, tag: str | None = None, class_: str = "", **attributes: str) -> "Page":
        """The only such element."""
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag}> {class_} {attributes}"
        return found[0]

    def part(self, id_: str) -> "Page":
        """The element with an id."""
        return self.one(id=id_)

    @property
    def main(self) -> "Page":
        """The page's own part, without the menus around it."""
        return self.one("main")

    def section(self, id_: str) -> "Page":
        """What stands below a heading, up to the next one of its level or above."""
        heading = self.part(id_).root
        below = html.Element("section")
        for element in heading.itersiblings():
            if element.tag in ("h1", "h2", "h3") and element.tag <= heading.tag:
                break
            below.append(deepcopy(element))
        return Page(below)

    # ------------------------------------------------------------ what it says

    def get(self, attribute: str) -> str:
        """An attribute of the element, empty where it has none."""
        return self.root.get(attribute, "")

    @cached_property
    def markup(self) -> str:
        """The element as it was written."""
        return html.tostring(self.root, encoding="unicode", with_tail=False)

    @cached_property
    def text(self) -> str:
        """What a reader sees: no tags, no drawings, one space between words."""
        return " ".join("".join(_words(self.root, [])).replace(EDGE, " ").split())

    @cached_property
    def blocks(self) -> str:
        """The same with a bar between blocks: 31 here and December there are no day."""
        blocks = "".join(_words(self.root, [])).split(EDGE)
        return " | ".join(" ".join(block.split()) for block in blocks if block.strip())

    @cached_property
    def ids(self) -> list[str]:
        return self.root.xpath("descendant-or-self::*/@id")

    @cached_property
    def links(self) -> list[Link]:
        return [Link(link.get("href"), link.text) for link in self.all("a") if link.get("href")]

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures that the page prints, those of its cards among them."""
        found = self.root.xpath("descendant-or-self::*[@data-figure]")
        return [Figure(element.get("data-figure"), Page(element).text) for element in found]

    @cached_property
    def headings(self) -> list[Heading]:
        found = self.root.xpath("descendant::*[self::h1 or self::h2 or self::h3 or self::h4]")
        return [
            Heading(int(element.tag[1]), element.get("id", ""), Page(element).text)
            for element in found
        ]

    @cached_property
    def language(self) -> str:
        return self.root.get("lang", "")

    @cached_property
    def linked_data(self) -> list[dict]:
        """What the page tells machines about itself, after schema.org."""
        scripts = self.root.xpath("//head//script[@type='application/ld+json']/text()")
        return [json.loads(script) for script in scripts]


@cache
def _finder(tag: str, of_class: bool, names: tuple[str, ...]) -> etree.XPath:
    """Finds elements in a tree; what their class and their attributes must be is given to it."""
    path = f"descendant-or-self::{tag}"
    if of_class:
        path += "[contains(concat(' ', normalize-space(@class), ' '), $class_)]"
    return etree.XPath(path + "".join(f"[@{name} = ${_variable(name)}]" for name in names))


def _variable(attribute: str) -> str:
    return f"of-{attribute}"


def _words(element: html.HtmlElement, words: list[str]) -> list[str]:
    """Add the words of an element; they are given back."""
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return words
    edge = "" if element.tag in WITHIN_WORDS else EDGE
    words += (edge, element.text or "")
    for child in element:
        _words(child, words)
        words.append(child.tail or "")
    words.append(edge)
    return words


class Web:
    """A built site in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __truediv__(self, path: str) -> Path:
        return self.folder / path

    def has(self, url: str) -> bool:
        """Whether a page or a file stands at an address."""
        return url in self.files or f"{url}index.html" in self.files

    @cache  # noqa: B019 -- one site lives as long as a test run; a thousand pages take 130 MB
    def page(self, url: str) -> Page:
        """The page at an address such as 'people/ada/': a dozen tests look at every page."""
        return Page.of(self.file(url).read_bytes())

    def file(self, url: str) -> Path:
        """The file behind an address."""
        path = self.folder / url
        return path / "index.html" if path.is_dir() else path

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def urls(self) -> list[str]:
        """The addresses of all pages, sorted; those of editions are no pages of this site."""
        return sorted(
            path.removesuffix("index.html")
            for path in self.files
            if (path == "index.html" or path.endswith("/index.html"))
            and not path.startswith("editions/")
        )

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Every page with its address."""
        return ((url, self.page(url)) for url in self.urls)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def json(self, path: str):
        return json.loads(self.read(path))


def differences(one: Path, other: Path) -> list[str]:
    """The names of what is in one folder only, or differs between the two."""
    found = filecmp.dircmp(one, other)
    _, differing, unread = filecmp.cmpfiles(one, other, found.common_files, shallow=False)
    names = [*found.left_only, *found.right_only, *differing, *unread]
    for name in found.common_dirs:
        names += differences(one / name, other / name)
    return names
