"""mkdocs.yml: how a site is set up, and which settings would lose pages, looks or checks.

A generator has its own words for what it cannot read. Here stands what it takes without a word and
the site does not bear; each setting with its line.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ..record.folders import Folders
from ..record.marked_yaml import (
    CannotRead,
    Loader,
    broken_yaml,
    marks_within,
    read_file,
    text_of,
)
from ..record.problems import Problem, did_you_mean, excerpt, nearest
from ..record.values import web_address
from .keeping import at_work

SETTINGS = Path("mkdocs.yml")
KeyPath = tuple[str, ...]
Faults = Iterator[tuple[KeyPath, str]]  # where in the settings, and what is wrong there


@dataclass
class Settings:
    """What mkdocs.yml says, with the line of each setting."""

    file: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # settings with a fault that was told
    is_cut_short: bool = False  # whether their generator stopped at one, and looked no further

    def problem(self, path: KeyPath, message: str) -> Problem:
        """What is wrong at a setting, or at the nearest one around it that is written."""
        while path and path not in self.lines:
            path = path[:-1]
        return Problem(self.file, self.lines.get(path, 1), message)


# ---------------------------------------------------------------- reading


class _Loader(Loader):  # type: ignore[misc, valid-type]  # of two, whichever is there
    """Reads mkdocs.yml without making objects of Python."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """!ENV NAME, !ENV [NAME, otherwise]: a variable of the environment, read as YAML."""
    named = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(one, yaml.ScalarNode) for one in named):
        message = "!ENV names variables, and last what holds without them: !ENV [SITE_URL, …]"
        raise yaml.constructor.ConstructorError(None, None, message, node.start_mark)
    otherwise = loader.construct_object(named[-1]) if len(named) > 1 else None
    for name in [str(one.value) for one in named[:-1] or named]:
        if name in os.environ:
            tag = loader.resolve(yaml.ScalarNode, os.environ[name], (True, False))
            return loader.construct_object(yaml.ScalarNode(tag, os.environ[name]))
    return otherwise


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_constructor("!relative", lambda loader, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)


def read_settings(path: Path) -> Settings:
    """The settings of a site; what cannot be read is told in `.problems`."""
    settings = Settings(path.name)
    try:
        text = text_of(read_file(path)).removeprefix("\ufeff")
        if parted := list(marks_within(text, path.name)):
            settings.problems += parted
            return settings
        loader = _Loader(text)
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            settings.problems += _note_lines(settings, node, ())
        values = loader.construct_document(node) if node else None
    except CannotRead as error:
        settings.problems.append(error.problem(path.name))
    except yaml.MarkedYAMLError as error:
        settings.problems.append(broken_yaml(text, error).problem(path.name))
    except ValueError as error:
        settings.problems.append(Problem(path.name, 1, f"this cannot be read: {error}"))
    else:
        if isinstance(values, dict):
            settings.values = values
        else:
            message = "here stand fields, as in 'site_name: The Lantern Record'"
            settings.problems.append(Problem(path.name, 1, message))
    return settings


DEEPEST = 10  # groups of settings, one in the other


def _note_lines(settings: Settings, node: yaml.MappingNode, path: KeyPath) -> Iterator[Problem]:
    """Note the line of each setting; tells those that are written twice, of which one is lost."""
    for key, value in node.value:
        _note_rows(settings, value, (*path, str(key.value)))
        here, line = (*path, str(key.value)), int(key.start_mark.line) + 1
        if here in settings.lines:
            message = f"{excerpt(key.value)} is here a second time"
            yield Problem(
                settings.file, line, f"{message} (first on line {settings.lines[here]}); keep one"
            )
        settings.lines.setdefault(here, line)
        if key.tag != NAME and not path:
            yield Problem(settings.file, line, f"{excerpt(key.value)} is no setting; leave it out")
        if isinstance(value, yaml.MappingNode) and len(path) < DEEPEST:
            yield from _note_lines(settings, value, here)
        elif isinstance(value, yaml.SequenceNode):
            _note_names(settings, value, here)


def _note_rows(settings: Settings, node: yaml.Node, path: KeyPath) -> None:
    """Note where each row stands of a text that has several, such as the patterns of files."""
    if isinstance(node, yaml.ScalarNode) and node.style == "|":
        for number, row in enumerate(node.value.splitlines(), int(node.start_mark.line) + 2):
            settings.lines.setdefault((*path, row), number)


def _note_names(settings: Settings, node: yaml.Node | None, path: KeyPath) -> None:
    """Note where each of a list stands that has a name, such as a plugin, and its options."""
    for name, inner in _named(node) if len(path) < DEEPEST else ():
        here = (*path, str(name.value))
        settings.lines.setdefault(here, name.start_mark.line + 1)
        _note_names(settings, inner, here)


def _named(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node | None]]:
    """What is named in a list or a group, each with what stands behind its name."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _named(item) if isinstance(item, yaml.MappingNode) else [(item, None)]


NAME = "tag:yaml.org,2002:str"


def is_ours_alone(settings: Settings) -> bool:
    """True where our settings are right, and no code but our own has a say in the others."""
    hooks = [os.path.normpath(str(name)) for name in _listed(settings.values.get("hooks"))]
    return hooks == [DOOR] and not settings.faulty and not settings.values.get("plugins")


def all_that_decides(settings: Settings, path: Path) -> list[object]:
    """What the generator's verdict rests on where all is ours.

    The folders of the prose, of the record and of the theme are looked for each time, here.
    """
    written = path.read_bytes()
    words = re.findall(r"\w+", written.decode())
    variables = {name: os.environ[name] for name in words if name in os.environ}
    watched = map(str, _listed(settings.values.get("watch")))
    there = {name: os.path.exists(path.parent / name) for name in watched}
    beside = sorted((path.parent / DOOR).parent.glob("*.py"))
    code = {file.name: file.read_bytes() for file in beside}
    return [written, variables, there, code, at_work()]


# ---------------------------------------------------------------- faults


def wrong_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings, and what is wrong with them whatever the record says."""
    settings = read_settings(path)
    if settings.problems:
        return settings, settings.problems
    found = [*faults(settings.values, path.parent), *lost_pages(settings.values)]
    settings.faulty.update(where[0] for where, _ in found)
    return settings, [*settings.problems, *(settings.problem(*fault) for fault in found)]


def faults(values: Mapping[str, Any], root: Path) -> Faults:
    """What would leave the look, the checks or the record out of the site."""
    yield from _wrong_addresses(values)
    yield from _wrong_folders(values, root)
    yield from _without_meaning(values)
    yield from _wrong_hooks(values, root)
    yield from _wrong_theme(values, root)
    yield from _wrong_extensions(values)
    yield from _unfit_plugins(values)
    yield from _unchecked_links(values)
    yield from _wrong_files(values, root / str(values.get("docs_dir", "docs")))


WEB = ("http://", "https://")


def _wrong_addresses(values: Mapping[str, Any]) -> Faults:
    if not values.get("site_url"):
        message = "'site_url' is empty; citations, feeds and embeds give the address of the site"
        yield ("site_url",), f"{message}: write it, as in https://name.github.io/repository/"
    for name in ("site_url", "repo_url"):
        if not values.get(name):
            continue
        try:
            address = str(web_address(values[name]))
        except ValueError as error:
            yield (name,), f"'{name}' {error}"
        else:
            parts = urlsplit(address)
            if parts.query or parts.fragment:
                yield (name,), f"'{name}' ends before '?' and '#', not {excerpt(address)}"
            elif name == "repo_url" and address.endswith(".git"):
                page = address.removesuffix(".git")
                yield (name,), f"'{name}' is the page of the repository; write {excerpt(page)}"
            elif name == "site_url" and address.endswith((".html", ".htm")):
                folder = address.rpartition("/")[0]
                yield (name,), f"'{name}' is a folder, no page; write {excerpt(f'{folder}/')}"
    edited = values.get("edit_uri")
    if edited and not values.get("repo_url") and not str(edited).startswith(WEB):
        message = "is where the pages are edited, as seen from 'repo_url'; write that one too"
        yield ("edit_uri",), f"'edit_uri' {message}"


def _wrong_folders(values: Mapping[str, Any], root: Path) -> Faults:
    for path, name in _named_folders(values).items():
        if not isinstance(name, str) or not (root / name).is_dir():
            yield path, f"'{path[-1]}' must be a folder that is there, not {excerpt(name)}"
    site = values.get("site_dir", "site")
    if not isinstance(site, str) or _is_in_the_way(root / site, root):
        message = "the site takes the place of what is in it; name a folder of its own, such as"
        yield ("site_dir",), f"'site_dir': {message} site"


DOCS, DATA = ("docs_dir",), ("extra", "data_dir")


def _named_folders(values: Mapping[str, Any]) -> dict[KeyPath, object]:
    """The folders of the prose and of the record, by their settings."""
    return {
        DOCS: values.get("docs_dir", "docs"),
        DATA: _group(values, "extra").get("data_dir", "data"),
    }


def _is_in_the_way(site: Path, root: Path) -> bool:
    """True for a folder that holds the project, or stands in a folder from which it is made."""
    site, root = Path(os.path.abspath(site)), Path(os.path.abspath(root))
    if not site.is_relative_to(root) or site == root:
        return root.is_relative_to(site)
    first = site.relative_to(root).parts[0]
    return first.startswith(".") or first in ("docs", "data", "hooks", "tests", "schemas")


OTHERWISE = {
    "nav": "the menu stands in 'extra', as 'menu'; leave 'nav' out",
    "pages": "the menu stands in 'extra', as 'menu'; leave 'pages' out",
    "extra_templates": "a file of docs/ is published as it stands; leave 'extra_templates' out",
    "draft_docs": "a page that is no part of the site stands outside of docs/; leave this out",
    "INHERIT": "all settings stand in this one file; write them here",
}


def _without_meaning(values: Mapping[str, Any]) -> Faults:
    for name in OTHERWISE:
        if name in values:
            yield (name,), OTHERWISE[name]
    for name in ("copyright", "site_author"):
        if name in values and not values.get("plugins"):
            yield (name,), f"nothing reads '{name}'; data/site.yml has the licence of the site"
    if values.get("strict") is False:
        yield ("strict",), "every build is strict; leave 'strict' out"


DOOR = "hooks/mkdocs_hooks.py"
THEME, FRAME = "docs/templates/theme", "main.html"


def _wrong_hooks(values: Mapping[str, Any], root: Path) -> Faults:
    hooks = [os.path.normpath(str(name)) for name in _listed(values.get("hooks"))]
    if DOOR not in hooks:
        yield ("hooks",), f"the site is made by its hook; write hooks: [{DOOR}]"
    for name in {name for name in hooks if hooks.count(name) > 1}:
        yield ("hooks",), f"{excerpt(name)} stands twice; keep one"
    for name in hooks:
        if not (root / name).is_file():
            yield ("hooks",), f"there is no hook {excerpt(name)}; name a file of the project"


def _wrong_theme(values: Mapping[str, Any], root: Path) -> Faults:
    theme = _group(values, "theme")
    folder = theme.get("custom_dir")
    if theme.get("name") != "material" or not isinstance(folder, str):
        remedy = f"theme: {{name: material, custom_dir: {THEME}, font: false}}"
        yield ("theme",), f"the frame of the pages is our own; write {remedy}"
    elif not (root / folder / FRAME).is_file():
        where = ("theme", "custom_dir")
        yield where, f"there is no {folder}/{FRAME}; the frame of the pages is in {THEME}"
    if theme.get("font"):
        yield ("theme", "font"), "letters come from this site alone; write font: false"
    for name in theme:
        if not isinstance(name, str):
            yield ("theme", str(name)), f"{excerpt(name)} is no setting; leave it out"
        elif name in OF_OTHER_FRAMES:
            yield ("theme", name), OF_OTHER_FRAMES[name]
        elif name in OF_MATERIAL:
            yield ("theme", name), f"the frame of the pages is our own, without '{name}'; {OUT}"


OUT = "leave it out"
# What the frame of Material reads, and ours does not.
OF_MATERIAL = ("icon", "features", "palette", "language", "direction", "admonition", "code")
EXTRA_OF_MATERIAL = ("social", "analytics", "alternate", "consent", "homepage", "version", "status")
MARK = "assets/mark.svg"
# What a theme of another site reads, and ours does not: a file that it names would never be seen.
OF_OTHER_FRAMES = {
    "static_templates": "a page is written in docs/, as in page.md; leave 'static_templates' out",
    "logo": f"the mark of the site is docs/{MARK}; draw that one anew, and leave 'logo' out",
    "favicon": f"the mark of the site is docs/{MARK}; draw that one anew, and leave 'favicon' out",
}


# With which prose is read, and what each is told: more than MkDocs reads by itself.
MATERIAL = "name:material.extensions.emoji."
EXTENSIONS: dict[str, dict[str, object]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"SEPARATOR": "-"},
    "md_in_html": {},
    "pymdownx.blocks.caption": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.emoji": {
        "emoji_index": f"{MATERIAL}twemoji",
        "emoji_generator": f"{MATERIAL}to_svg",
    },
    "pymdownx.highlight": {"linenums_style": "pymdownx-inline"},
    "pymdownx.keys": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {},
    "toc": {"permalink": "#", "toc_depth": 3},
}


HARMLESS = ("permalink_title", "slugify")  # options that change no words
BY_ITSELF = ("tables", "fenced_code")  # which MkDocs reads without being told


def _wrong_extensions(values: Mapping[str, Any]) -> Faults:
    """Those that are missing, and those with which prose would say what nothing has checked."""
    listed = values.get("markdown_extensions")
    if isinstance(listed, dict) and (around := _around_a_list(listed)):
        message = f"each extension begins with '- ', {excerpt(around)} too"
        yield ("markdown_extensions", around), f"{message}; write - {around}"
        return
    given = _by_name(listed)
    yield from _further_options(given)
    known = (*EXTENSIONS, *BY_ITSELF)
    for name in (name for name in given if name not in known):
        message = f"prose is read without '{name}'{_meant_extension(name, known)}"
        yield ("markdown_extensions", name), message
    for name, needed in EXTENSIONS.items():
        if name not in given:
            message = f"prose is read with '{name}' too; list it under 'markdown_extensions'"
            yield ("markdown_extensions",), message
        elif other := [one for one, told in needed.items() if given[name].get(one) != told]:
            message = f"'{name}' needs its '{other[0]}', or prose is read in another way"
            where = (name, other[0]) if other[0] in given[name] else (name,)
            remedy = _as_ours(other[0], needed[other[0]])
            yield ("markdown_extensions", *where), f"{message}; {remedy}"


def _around_a_list(extensions: Mapping[str, Any]) -> str:
    """The extension without a '- ', for which YAML takes the list of the others as its settings."""
    return next((name for name, told in extensions.items() if isinstance(told, list)), "")


def _as_ours(option: str, told: object) -> str:
    """How an option is written; what is no plain value is best copied."""
    if str(told).startswith(MATERIAL):
        return "write it as our own mkdocs.yml does"
    return f"write {option}: {json.dumps(told)}"


def _meant_extension(name: str, known: Iterable[str]) -> str:
    """'; did you mean …?' for an extension whose own name is alike, not only its family's."""
    near = did_you_mean(name.replace(".", "/"), (one.replace(".", "/") for one in known))
    return near.replace("/", ".") or f"; {OUT}"


def _further_options(given: Mapping[str, Mapping[str, Any]]) -> Faults:
    """Options with which the converter would read what the check has read otherwise."""
    for name, options in given.items():
        known = (*EXTENSIONS.get(name, ()), *HARMLESS)
        for option in map(str, options if name in (*EXTENSIONS, *BY_ITSELF) else ()):
            if option not in known:
                message = f"prose is read without '{option}' of '{name}'; leave it out"
                yield ("markdown_extensions", name, option), message


def _by_name(listed: object) -> dict[str, Mapping[str, Any]]:
    """What each extension or plugin of a list is told; MkDocs takes a group of them too."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in [listed] if isinstance(listed, dict) else _listed(listed):
        given = one if isinstance(one, dict) else {str(one): {}}
        for name, options in given.items():
            plain = str(name).removeprefix("markdown.extensions.")
            found[plain] = options if isinstance(options, dict) else {}
    return found


UNFIT = {
    "blog": "its pages are none that the record knows",
    "social": "the site draws its own pictures for links",
    "offline": "make zip packs the site so that it works without a server",
    "optimize": "it needs programs that the site does not bring; make pictures small by hand",
    "search": "the site has a search of its own, and nothing would read this index",
    "info": "it asks another site for its releases, and builds none",
}


def _unfit_plugins(values: Mapping[str, Any]) -> Faults:
    if "plugins" not in values:
        yield ("plugins",), "MkDocs adds a search that nothing reads; write plugins: []"
    for name in _by_name(values.get("plugins")):
        if reason := UNFIT.get(name.removeprefix("material/")):
            yield ("plugins",), f"leave out the plugin '{name}': {reason}"


LINKS = ("not_found", "anchors", "absolute_links", "unrecognized_links")


def _unchecked_links(values: Mapping[str, Any]) -> Faults:
    told = _group(values, "validation")
    links = {**told, **_group(told, "links")}
    if any(links.get(name) != "warn" for name in LINKS):
        whole = ", ".join(f"{name}: warn" for name in LINKS)
        message = f"a dead link would be published; write validation: {{links: {{{whole}}}}}"
        yield ("validation",), message


STYLE = "assets/style.css"
LOADED = {"extra_css": (".css",), "extra_javascript": (".js", ".mjs")}


def _wrong_files(values: Mapping[str, Any], docs: Path) -> Faults:
    if STYLE not in _listed(values.get("extra_css")) and not _is_misspelt("extra_css", values):
        yield ("extra_css",), f"the look of the pages is missing; write extra_css: [{STYLE}]"
    for setting, endings in LOADED.items():
        for one in _listed(values.get(setting)):
            name = str(one.get("path") if isinstance(one, dict) else one)
            if urlsplit(name).scheme or name.startswith("//"):
                message = f"a page loads files of this site alone, not {excerpt(name)}"
                yield (setting,), f"{message}; put the file into docs/assets/"
            elif docs.is_dir() and not (docs / name).is_file():
                yield (setting,), f"there is no file {docs.name}/{name}; leave it out"
            elif os.path.normpath(name).startswith(("..", "templates/")) or not name.endswith(
                endings
            ):
                message = f"{excerpt(name)} is none of {docs.name}/ that ends in {endings[0]}"
                yield (setting, name), f"{message}; leave it out"


def _is_misspelt(name: str, values: Mapping[str, Any]) -> bool:
    """True where a setting is missing for a slip in its name, which is told by itself."""
    others = [str(one) for one in values if str(one) not in EXTRAS]
    return name not in values and bool(nearest(name, others))


EXTRAS = ("extra", "extra_javascript", "extra_templates", "exclude_docs")


# ---------------------------------------------------------------- pages

EXTRA = ("data_dir", "pictures", "generator", "menu", "bar", "foot")


def lost_pages(values: Mapping[str, Any]) -> Faults:
    """What would leave pages out, or lead to some in vain."""
    if values.get("use_directory_urls") is False:
        yield ("use_directory_urls",), "each page has a folder; leave out 'use_directory_urls'"
    extra = _group(values, "extra")
    if any(name in values for name in EXTRA):
        return  # MkDocs tells what stands beside 'extra' in place of below it
    for name in EXTRA[:2]:
        if name not in extra:
            yield ("extra",), f"'extra' needs '{name}', as in our own mkdocs.yml"
    if not isinstance(extra.get("pictures", False), bool):
        yield ("extra", "pictures"), "'pictures' must be true or false"
    for name in extra:
        near = "" if name in EXTRA else did_you_mean(str(name), EXTRA)
        near = f"; {OUT}" if name in EXTRA_OF_MATERIAL else near
        if near:
            yield ("extra", str(name)), f"nothing reads '{name}' of 'extra'{near}"
    yield from _wrong_menu(extra)


def _wrong_menu(extra: Mapping[str, Any]) -> Faults:
    yield from _wrong_groups(extra.get("menu"))
    for name in ("bar", "foot"):
        if not isinstance(extra.get(name), list):
            yield ("extra", name), f"'{name}' must be a list; write {name}: [] where it is empty"
    if not _has_menu(extra):
        return
    menu = extra["menu"]
    for group in _listed(extra.get("bar")):
        if str(group) not in menu:
            hint = did_you_mean(str(group), menu) or f"; groups: {', '.join(map(str, menu))}"
            yield ("extra", "bar"), f"'bar' names no group of the menu: {excerpt(group)}{hint}"


def _wrong_groups(menu: object) -> Faults:
    """Groups of the menu without pages, or that there are none."""
    remedy = "write menu: {kind.promises: {promises/index.md: kind.promises}}"
    message = f"the menu has groups, and each group pages; {remedy}"
    if not isinstance(menu, dict):
        yield ("extra", "menu"), message
        return
    for group, pages in menu.items():
        if not _has_fields(pages):
            yield ("extra", "menu", str(group)), message


def _has_menu(extra: Mapping[str, Any]) -> bool:
    return isinstance(extra.get("menu"), dict)


def hides_others(settings: Settings) -> bool:
    """True where what is told of the settings keeps from looking at the rest of them."""
    is_unread = bool(settings.problems) or settings.is_cut_short
    return is_unread or not _has_menu(_group(settings.values, "extra"))


def wrong_menu(
    settings: Settings,
    pages: Collection[str],
    words: Mapping[str, str],
    may_be: Callable[[str], bool],
    further: Collection[str],
) -> Iterator[Problem]:
    """Entries of the menu that would be hidden: pages that are not there, and words of no page.

    `pages` are the paths as those of docs/ are written, `words` the interface words. What `may_be`
    a page that a mistake elsewhere hides is not told. A page in a folder of the `further` languages
    would be met from those in every language.
    """

    wrong_page = partial(_wrong_page, pages=pages, may_be=may_be, further=tuple(further))
    extra = _group(settings.values, "extra")
    for group, entries in _group(extra, "menu").items():
        place = ("extra", "menu", str(group))
        if message := _wrong_word(group, words):
            yield settings.problem(place, message)
        for page, word in entries.items() if isinstance(entries, dict) else ():
            if message := wrong_page(str(page)):
                yield settings.problem((*place, str(page)), message)
            elif word is not None and (message := _wrong_word(word, words)):
                message += " (left out, the page is called by its title)"
                yield settings.problem((*place, str(page)), message)
    for page in _listed(extra.get("foot")):
        if message := wrong_page(str(page)):
            yield settings.problem(("extra", "foot"), message)


def _wrong_page(
    page: str,
    pages: Collection[str],
    may_be: Callable[[str], bool],
    further: tuple[str, ...],
) -> str:
    """Why nothing of the menu can lead to a page; nothing where it can."""
    if message := _of_one_language(page, pages, further):
        return message
    if page in pages or may_be(page):
        return ""
    return _no_page(page, [one for one in pages if not one.startswith(further)])


def _of_one_language(page: str, pages: Collection[str], further: Collection[str]) -> str:
    """What is told of a page in the folder of a further language; "" for any other."""
    inner = (page.removeprefix(folder) for folder in further if page.startswith(folder))
    first = next(inner, "")
    if first in pages:
        return f"{excerpt(page)} is in one language; name {first}: the others follow it"
    if first and page in pages:
        said = f"{excerpt(page)} is in one language, and the menu stands in all"
        return f"{said}; write docs/{first} too, or link to it from pages of its own language"
    return ""


def _no_page(page: object, pages: Collection[str]) -> str:
    near = _meant_page(str(page), pages) or _page_alike(str(page), pages)
    return f"the menu names no page of the site: {excerpt(page)}{near or '; leave it out'}"


def _page_alike(written: str, pages: Collection[str]) -> str:
    """The page whose name is most alike; their common ending makes none of them so."""
    names = {page.removesuffix(".md"): page for page in pages}
    near = nearest(written.removesuffix(".md"), names)
    return f"; did you mean '{names[near]}'?" if near else ""


def _meant_page(written: str, pages: Collection[str]) -> str:
    """The page of an address, of a folder, or of a path that begins at docs/."""
    inner = written.strip("/").removeprefix("docs/").removesuffix(".md")
    meant = (page for page in (f"{inner}.md", f"{inner}/index.md") if page in pages)
    page = next(meant, "")
    return f"; did you mean '{page}'?" if page else ""


def _wrong_word(word: object, words: Mapping[str, str]) -> str:
    """Why nothing of the menu can be called by a word; nothing where it can."""
    if str(word) not in words:
        near = did_you_mean(str(word), words)
        hint = near or "; write one of docs/templates/words.yml"
        return f"no interface word is called {excerpt(word)}{hint}"
    if "{" in words[str(word)]:
        return f"the interface word {excerpt(word)} is filled with something; write another one"
    return ""


def pages_of_the_menu(settings: Settings) -> Iterator[str]:
    """The paths of the pages that the menu and the foot of every page name."""
    extra = _group(settings.values, "extra")
    for entries in _group(extra, "menu").values():
        yield from map(str, entries if isinstance(entries, dict) else ())
    yield from map(str, _listed(extra.get("foot")))


def other_folders(settings: Settings, root: Path, folders: Folders) -> Iterator[Problem]:
    """Where the build reads another folder than these, which were looked at."""
    named = _named_folders(settings.values)
    for path, option, looked_at in ((DOCS, "docs", folders.docs), (DATA, "data", folders.data)):
        other = root / str(named[path])
        if other.is_dir() and not other.samefile(looked_at):
            message = f"the site is made of {named[path]}/, and {looked_at}/ was looked at"
            yield settings.problem(path, f"{message}; name it with --{option} {named[path]}")


def _group(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def _has_fields(value: object) -> bool:
    return isinstance(value, dict) and bool(value)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
